"""Changes by the process that they are in, in the order of the new register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from ...lifecycle.amendment import Amendment
from ...lifecycle.changes import Alteration, Seat
from ...model.register import Register
from ...model.text import Lang
from .wording import SAY

__all__ = ["Where", "grouped", "passage_title"]


@frozen
class Where:
    """A process, in words; a direction, or the register as a whole, where a part is None.

    `points`: touchpoints of several processes.
    """

    direction: str | None = None
    process: str | None = None
    points: bool = False


def grouped(
    amendment: Amendment, changes: Iterable[Alteration]
) -> Iterator[tuple[Where, list[Alteration]]]:
    """The changes of each process together: the whole first, then as the new register has them.

    What stands in the old register only comes at its place there, after the direction's others.
    """
    groups: dict[Where, list[Alteration]] = {}
    for one in changes:
        groups.setdefault(_where(one.place), []).append(one)
    order = _order(amendment.old, amendment.new)
    last = len(order)
    for where in sorted(groups, key=lambda one: order.get(one, last)):
        yield where, groups[where]


def _where(seat: Seat) -> Where:
    if seat.direction is None and seat.touchpoint is not None:
        return Where(points=True)
    return Where(seat.direction, seat.process)


def _order(old: Register, new: Register) -> dict[Where, int]:
    places = [Where(), Where(points=True)]
    former = {one.name: one for one in old.directions}
    for direction in new.directions:
        places += _of(direction.name, [one.name for one in direction.processes])
        before = former.pop(direction.name, None)
        if before is not None:
            places += _of(before.name, [one.name for one in before.processes])
    for direction in former.values():
        places += _of(direction.name, [one.name for one in direction.processes])
    return {where: at for at, where in enumerate(dict.fromkeys(places))}


def _of(direction: str, processes: Iterable[str]) -> Iterator[Where]:
    yield Where(direction)
    yield from (Where(direction, one) for one in processes)


def passage_title(where: Where, lang: Lang) -> str:
    """What a passage is called: its process, else what it is about."""
    if where.process is not None:
        return where.process
    if where.points:
        return SAY["of-several"][lang]
    return SAY["whole" if where.direction is None else "of-direction"][lang]
