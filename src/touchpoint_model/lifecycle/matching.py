"""The parts of two registers put together: directions, processes, touchpoints, rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from ..model.processes import Direction, Entry, Process
from ..model.register import Register
from ..model.text import normalise
from ..model.touchpoints import Touchpoint
from .changes import Matched
from .facts import compared
from .pairing import Likeness, Match, Round, alike, paired

__all__ = ["Matches", "Part", "Parts", "matched", "parts_of"]


@frozen(eq=False)
class Part:
    """A part of a register.

    Attributes:
        value: the part. pointer: to it. name: normalised. says: what it and its contents say.
        home: number of the direction or process that it stands in. rows: numbers, from 1.
        uses: of a touchpoint: its rows, each in words.
    """

    value: Direction | Process | Entry | Touchpoint
    pointer: str
    name: str
    says: str
    home: int = 0
    rows: tuple[int, ...] = ()
    uses: str = ""


@frozen(eq=False)
class Parts:
    """All parts of a register, in printed order; numbers in `home` count through these lists.

    Attributes:
        names: of touchpoints, by id.
    """

    directions: tuple[Part, ...]
    processes: tuple[Part, ...]
    rows: tuple[Part, ...]
    points: tuple[Part, ...]
    names: Mapping[str, str]


@frozen(eq=False)
class Matches:
    """What is what, by numbers in the lists of `Parts`."""

    directions: tuple[Match, ...]
    processes: tuple[Match, ...]
    rows: tuple[Match, ...]
    points: tuple[Match, ...]


def parts_of(register: Register) -> Parts:
    """The parts of a register, each with what it says."""
    points = {one.id: repr(compared("touchpoint", one)) for one in register.touchpoints}
    directions: list[Part] = []
    processes: list[Part] = []
    rows: list[Part] = []
    uses: dict[str, list[str]] = defaultdict(list)
    used: dict[str, list[int]] = defaultdict(list)
    for d, direction in enumerate(register.directions):
        of_direction, first = [], len(rows) + 1
        for p, process in enumerate(direction.processes):
            of_process, begin, name = [], len(rows) + 1, normalise(process.name)
            for e, entry in enumerate(process.entries):
                row, says = len(rows) + 1, repr(compared("row", entry))
                pointer = f"/directions/{d}/processes/{p}/entries/{e}"
                rows.append(Part(entry, pointer, "", says, len(processes), (row,)))
                of_process.append(f"{points[entry.touchpoint]} {says}")
                uses[entry.touchpoint].append(f"{name} {says}")
                used[entry.touchpoint].append(row)
            says = f"{compared('process', process)} {sorted(of_process)}"
            inside = tuple(range(begin, len(rows) + 1))
            pointer = f"/directions/{d}/processes/{p}"
            processes.append(Part(process, pointer, name, says, d, inside))
            of_direction.append(says)
        says = f"{compared('direction', direction)} {sorted(of_direction)}"
        inside = tuple(range(first, len(rows) + 1))
        name = normalise(direction.name)
        directions.append(Part(direction, f"/directions/{d}", name, says, 0, inside))
    return Parts(
        tuple(directions),
        tuple(processes),
        tuple(rows),
        tuple(
            Part(
                one,
                f"/touchpoints/{at}",
                normalise(one.name),
                points[one.id],
                rows=tuple(used[one.id]),
                uses=repr(sorted(uses[one.id])),
            )
            for at, one in enumerate(register.touchpoints)
        ),
        {one.id: one.name for one in register.touchpoints},
    )


def matched(old: Parts, new: Parts, likeness: Likeness | None, threshold: float) -> Matches:
    """Put the parts of two registers together."""
    directions = _joined(old.directions, new.directions, _DIRECTIONS, likeness, threshold)
    processes = _processes(old, new, directions, likeness, threshold)
    points = _joined(old.points, new.points, _POINTS, likeness, threshold)
    points += _by_id(old.points, new.points, points)
    return Matches(directions, processes, _rows(old, new, processes, points), points)


def _joined(
    old: Sequence[Part],
    new: Sequence[Part],
    rounds: Iterable[Round[Part]],
    likeness: Likeness | None,
    threshold: float,
) -> tuple[Match, ...]:
    found = paired(old, new, rounds, _told)
    if likeness is None:
        return found
    ours, theirs = {one.before for one in found}, {one.after for one in found}
    left = [(at, one.name, _told(one)) for at, one in enumerate(old) if at not in ours]
    right = [(at, one.name, _told(one)) for at, one in enumerate(new) if at not in theirs]
    return found + alike(left, right, likeness, threshold)


def _told(part: Part) -> str:
    return part.says + part.uses


def _direction_kind(part: Part) -> tuple[object, ...] | None:
    value = part.value
    return (value.kind, value.client) if isinstance(value, Direction) and value.kind else None


_DIRECTIONS = (
    Round[Part](Matched.SAME, lambda part: part.says, several=True),
    Round[Part](Matched.SAME, lambda part: repr(compared("direction", part.value)), several=True),
    Round[Part](
        Matched.NAME,
        lambda part: (part.name, part.value.client) if isinstance(part.value, Direction) else None,
        several=True,
    ),
    Round[Part](Matched.CONCEPT, _direction_kind),
    Round[Part](Matched.NAME, lambda part: part.name),
)


def _processes(
    old: Parts,
    new: Parts,
    directions: Iterable[Match],
    likeness: Likeness | None,
    threshold: float,
) -> tuple[Match, ...]:
    """Processes: of one direction first, then those that moved."""
    homes = {id(old.directions[one.before]): one.after for one in directions}
    places = {id(one): homes.get(id(old.directions[one.home]), -1) for one in old.processes}
    places |= {id(one): one.home for one in new.processes}

    def registered(part: Part) -> str | None:
        return part.value.registry_id if isinstance(part.value, Process) else None

    rounds = (
        Round[Part](Matched.SAME, lambda part: (places[id(part)], part.says), several=True),
        Round[Part](
            Matched.REGISTRY,
            lambda part: (
                (registered(part), part.name, places[id(part)]) if registered(part) else None
            ),
            several=True,
        ),
        Round[Part](
            Matched.REGISTRY,
            lambda part: (registered(part), part.name) if registered(part) else None,
            several=True,
        ),
        Round[Part](Matched.REGISTRY, registered),
        Round[Part](Matched.NAME, lambda part: (places[id(part)], part.name), several=True),
        Round[Part](Matched.NAME, lambda part: part.name, several=True),
    )
    return _joined(old.processes, new.processes, rounds, likeness, threshold)


def _point(part: Part) -> Touchpoint:
    assert isinstance(part.value, Touchpoint)
    return part.value


def _with(key: object, *more: object) -> tuple[object, ...] | None:
    return (key, *more) if key else None


def _addresses(part: Part) -> frozenset[tuple[str, str]]:
    return frozenset((one.type, one.value) for one in _point(part).contacts)


_POINTS = (
    Round[Part](Matched.SAME, lambda part: (_point(part).id, part.says, part.uses)),
    Round[Part](Matched.SAME, lambda part: (part.says, part.uses), several=True),
    Round[Part](Matched.SAME, lambda part: (_point(part).id, part.says)),
    Round[Part](Matched.SAME, lambda part: part.says, several=True),
    Round[Part](Matched.NAME, lambda part: _with(part.name, _point(part).id)),
    Round[Part](Matched.NAME, lambda part: _with(part.name, _point(part).kind), several=True),
    Round[Part](Matched.NAME, lambda part: _with(part.name), several=True),
    Round[Part](Matched.CONTACTS, lambda part: _addresses(part) or None),
    Round[Part](Matched.ID, lambda part: _with(_point(part).kind, _point(part).id)),
    Round[Part](Matched.CONCEPT, lambda part: _point(part).kind),
)


def _by_id(old: Sequence[Part], new: Sequence[Part], found: Iterable[Match]) -> tuple[Match, ...]:
    """Points that only their id makes one; a reader's numbers of unrecognised points do not."""
    ours, theirs = {one.before for one in found}, {one.after for one in found}
    left = {_point(one).id: at for at, one in enumerate(old) if at not in ours}
    return tuple(
        Match(left[_point(one).id], at, Matched.ID)
        for at, one in enumerate(new)
        if at not in theirs
        and _point(one).id in left
        and (_point(one).kind or _point(old[left[_point(one).id]]).kind)
    )


def _rows(
    old: Parts, new: Parts, processes: Iterable[Match], points: Iterable[Match]
) -> tuple[Match, ...]:
    """Rows of one process at one point."""
    homes = {one.after: one.before for one in processes}
    same: Mapping[str, str] = {
        _point(new.points[one.after]).id: _point(old.points[one.before]).id for one in points
    }
    seats: dict[int, tuple[int, str] | None] = {}
    for part in old.rows:
        seats[id(part)] = part.home, _at(part)
    for part in new.rows:
        home, point = homes.get(part.home), same.get(_at(part))
        seats[id(part)] = None if home is None or point is None else (home, point)

    def seated(part: Part) -> tuple[object, ...] | None:
        seat = seats[id(part)]
        return None if seat is None else (*seat, part.says)

    rounds = (
        Round[Part](Matched.SAME, seated, several=True),
        Round[Part](Matched.NAME, lambda part: seats[id(part)], several=True),
    )
    return paired(old.rows, new.rows, rounds, _told)


def _at(part: Part) -> str:
    assert isinstance(part.value, Entry)
    return part.value.touchpoint
