"""A register with one direction, or the facts about some points, changed."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve

from ..model.processes import Direction
from ..model.register import Register
from ..model.touchpoints import Touchpoint

__all__ = ["fresh", "replaced", "with_facts"]


def replaced(register: Register, d: int, direction: Direction) -> Register:
    """The register with another direction in place of one."""
    rest = register.directions
    return evolve(register, directions=(*rest[:d], direction, *rest[d + 1 :]))


def fresh(register: Register, id: str) -> str:
    """An id that no touchpoint of a register has."""
    taken = {one.id for one in register.touchpoints}
    while id in taken:
        id += "-"
    return id


def with_facts(
    register: Register,
    inside: Callable[[int, int], bool],
    change: Callable[[Touchpoint], Touchpoint],
) -> Register:
    """The register with other facts about the points of some processes.

    A point that other processes use as well is split in two: theirs stays as it is.

    Args:
        inside: whether the process of these indexes (of direction, of process) is meant.
    """
    here, there = set[str](), set[str]()
    for d, direction in enumerate(register.directions):
        for p, process in enumerate(direction.processes):
            (here if inside(d, p) else there).update(one.touchpoint for one in process.entries)
    names = {id: fresh(register, f"{id}-here") if id in there else id for id in here}
    points = list[Touchpoint]()
    for one in register.touchpoints:
        if one.id not in here or one.id in there:
            points.append(one)
        if one.id in here:
            points.append(change(evolve(one, id=names[one.id])))
    directions = tuple(
        evolve(
            direction,
            processes=tuple(
                evolve(
                    process,
                    entries=tuple(
                        evolve(one, touchpoint=names[one.touchpoint]) for one in process.entries
                    ),
                )
                if inside(d, p)
                else process
                for p, process in enumerate(direction.processes)
            ),
        )
        for d, direction in enumerate(register.directions)
    )
    return evolve(register, touchpoints=tuple(points), directions=directions)
