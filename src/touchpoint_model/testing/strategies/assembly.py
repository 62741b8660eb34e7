"""Tables put together as one register: each direction once, processes numbered and told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any

from attrs import evolve

from ...model.processes import Direction
from ...model.register import Register, RegistryItem

__all__ = ["assembled", "facts_of", "joined"]


def assembled(tables: Sequence[Direction]) -> tuple[Direction, ...]:
    """Tables as directions of one register."""
    return tuple(_numbered(_merged(tables)))


def facts_of(directions: Sequence[Direction], blank: Register) -> dict[str, Any]:
    """What a register says of its directions and processes beside its tables.

    Args:
        blank: a register that says of every direction whether the agency performs it.
    """
    present = {one.kind for one in directions}
    return {
        "performs": {code: code in present for code in blank.performs},
        "process_registry": tuple(
            RegistryItem(process.registry_id or "", process.name)
            for one in directions
            for process in one.processes
        ),
    }


def joined(register: Register, other: Register) -> Register:
    """A complete register and the tables of another; of points with one id, its own stay."""
    directions = assembled((*register.directions, *other.directions))
    points = {one.id: one for one in (*other.touchpoints, *register.touchpoints)}
    return evolve(
        register,
        directions=directions,
        touchpoints=tuple(points.values()),
        **facts_of(directions, register),
    )


def _merged(directions: Sequence[Direction]) -> Iterator[Direction]:
    """Directions, of which those of one kind for one client are one table."""
    alike: dict[object, list[Direction]] = {}
    for one in directions:
        alike.setdefault((one.kind, one.client), []).append(one)
    for first, *rest in alike.values():
        more = (process for one in rest for process in one.processes)
        yield evolve(first, processes=(*first.processes, *more))


def _numbered(directions: Iterable[Direction]) -> Iterator[Direction]:
    """Directions with numbered processes; a name that comes again is told from the first."""
    taken, number = set[str](), count(1)
    for direction in directions:
        processes = []
        for process in direction.processes:
            again = (f" ({at})" if at > 1 else "" for at in count(1))
            name = next(one for more in again if (one := process.name + more) not in taken)
            taken.add(name)
            at = next(number)
            processes.append(evolve(process, name=name, number=str(at), registry_id=f"p{at}"))
        yield evolve(direction, processes=tuple(processes))
