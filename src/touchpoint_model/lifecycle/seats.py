"""Where the parts of a register stand: their seats, in words as printed."""

from __future__ import annotations

from ..model.processes import Direction, Entry, Process
from ..model.touchpoints import Touchpoint
from .changes import Seat
from .matching import Part, Parts

__all__ = ["seat"]


def seat(parts: Parts, part: Part) -> Seat:
    """The seat of one part of a register."""
    match part.value:
        case Direction(name=name):
            return Seat(part.pointer, name, rows=part.rows)
        case Process():
            return _of_process(parts, part, part)
        case Entry(touchpoint=id):
            return _of_process(parts, part, parts.processes[part.home], parts.names[id])
        case Touchpoint(name=name):
            return _of_point(parts, part, name)


def _of_process(parts: Parts, part: Part, process: Part, point: str | None = None) -> Seat:
    direction, value = parts.directions[process.home].value, process.value
    assert isinstance(direction, Direction)
    assert isinstance(value, Process)
    return Seat(part.pointer, direction.name, value.name, point, part.rows)


def _of_point(parts: Parts, part: Part, name: str) -> Seat:
    """The seat of a point: in its one process, or above them all."""
    homes = {parts.rows[row - 1].home for row in part.rows}
    if len(homes) != 1:
        return Seat(part.pointer, touchpoint=name, rows=part.rows)
    return _of_process(parts, part, parts.processes[homes.pop()], name)
