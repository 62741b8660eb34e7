"""What changed between two registers, as typed changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from ..model.errors import UsageError
from ..model.processes import Direction, Entry, Process
from ..model.register import Register
from ..model.text import Text
from ..model.touchpoints import Touchpoint
from .changes import (
    Alteration,
    ChangeKind,
    Difference,
    Known,
    Pair,
    Row,
    Seat,
    keyed,
)
from .facts import FACTS, settled
from .matching import Matches, Part, Parts, matched, parts_of
from .pairing import Likeness, Match
from .seats import seat

__all__ = ["THRESHOLD", "diff"]

THRESHOLD = 0.88
"""The least likeness of two names that are taken for one thing renamed."""


def diff(
    old: Register,
    new: Register,
    *,
    likeness: Likeness | None = None,
    threshold: float = THRESHOLD,
) -> Difference:
    """What changed from one register to another.

    Parts are matched by identity (the registry's id, the same words, contacts, the id, the concept)
    and then, if asked for, by the likeness of their names. The order of directions, processes, rows
    and needs is no change, nor are ids, printed numbers, sources and how something was recognised.
    A fact that one register does not hold is `now-known` or `no-longer-stated`.

    Args:
        likeness: how alike two normalised names are, from 0 to 1; None matches by identity only.
        threshold: the least likeness of a match.

    Raises:
        UsageError: the registers are of two agencies; the threshold is not over 0 and up to 1.

    >>> from touchpoint_model.model.processes import Direction, Entry, Process
    >>> from touchpoint_model.model.touchpoints import Touchpoint
    >>> def register(*kinds):
    ...     process = Process("Прием заявок", tuple(Entry(one) for one in kinds))
    ...     points = tuple(Touchpoint(one, one, kind=one) for one in kinds)
    ...     return Register("trade", "Перечень", (Direction("", (process,)),), points)
    >>> [(one.kind.value, one.place.touchpoint) for one in diff(
    ...     register("email", "phone"), register("phone", "website")).alterations]
    [('touchpoint-excluded', 'email'), ('touchpoint-added', 'website')]
    """
    _checked(old, new, threshold)
    old, new = settled(old), settled(new)
    ours, theirs = parts_of(old), parts_of(new)
    matches = matched(ours, theirs, likeness, threshold)
    return Difference(
        keyed(_alterations(old, new, ours, theirs, matches)),
        tuple(_pairs(ours, theirs, matches)),
        tuple(
            (old.touchpoints[one.before].id, new.touchpoints[one.after].id)
            for one in matches.points
        ),
    )


def _checked(old: Register, new: Register, threshold: float) -> None:
    if old.agency != new.agency:
        raise UsageError(
            Text(
                ru=f"Перечни разных ведомств не сравниваются: «{old.agency}» и «{new.agency}»",
                en=f"Registers of two agencies cannot be compared: “{old.agency}”, “{new.agency}”",
            )
        )
    if not 0 < threshold <= 1:
        raise UsageError(
            Text(
                ru=f"threshold={threshold}: нужно число больше 0 и не больше 1",
                en=f"threshold={threshold}: a number over 0 and up to 1 is required",
            )
        )


def _alterations(
    old: Register, new: Register, ours: Parts, theirs: Parts, matches: Matches
) -> Iterator[Alteration]:
    for fact in FACTS["register"]:
        known = fact.known(old, new)
        if known is not None:
            at = Seat(f"/{fact.names[0]}")
            yield Alteration(fact.kind, fact.names, known, fact.value(old), fact.value(new), at, at)
    for part, (befores, afters, found) in _sorted_out(ours, theirs, matches).items():
        for one in found:
            before, after = befores[one.before], afters[one.after]
            yield from _facts(part, one, before, after, seat(ours, before), seat(theirs, after))
    yield from _moved(ours, theirs, matches)
    yield from _unmatched(ours, matches, added=False)
    yield from _unmatched(theirs, matches, added=True)


def _sorted_out(
    ours: Parts, theirs: Parts, matches: Matches
) -> Mapping[str, tuple[Sequence[Part], Sequence[Part], Sequence[Match]]]:
    return {
        "direction": (ours.directions, theirs.directions, matches.directions),
        "process": (ours.processes, theirs.processes, matches.processes),
        "row": (ours.rows, theirs.rows, matches.rows),
        "touchpoint": (ours.points, theirs.points, matches.points),
    }


def _facts(
    part: str, match: Match, before: Part, after: Part, was: Seat, now: Seat
) -> Iterator[Alteration]:
    for fact in FACTS[part]:
        known = fact.known(before.value, after.value)
        if known is not None:
            values = fact.value(before.value), fact.value(after.value)
            told = fact.kind, fact.names, known, *values
            yield Alteration(*told, was, now, match.by, match.score)


def _moved(ours: Parts, theirs: Parts, matches: Matches) -> Iterator[Alteration]:
    homes = {one.before: one.after for one in matches.directions}
    for one in matches.processes:
        before, after = ours.processes[one.before], theirs.processes[one.after]
        if homes.get(before.home) != after.home:
            was, now = seat(ours, before), seat(theirs, after)
            told = ChangeKind.PROCESS_MOVED, (), Known.CHANGED, was.direction, now.direction
            yield Alteration(*told, was, now, one.by, one.score)


def _unmatched(parts: Parts, matches: Matches, *, added: bool) -> Iterator[Alteration]:
    """Parts of one register that the other has not; a point by its rows, if it has some."""

    def left(of: Sequence[Part], found: Sequence[Match]) -> list[Part]:
        taken = {one.after if added else one.before for one in found}
        return [part for at, part in enumerate(of) if at not in taken]

    anew = {_point(part).id for part in left(parts.points, matches.points)}
    points = {_point(part).id: _point(part) for part in parts.points}
    gone: list[tuple[ChangeKind, Part, object]] = []
    for part in left(parts.directions, matches.directions):
        gone.append((ChangeKind.DIRECTION_ADDED, part, _bare(part)))
    for part in left(parts.processes, matches.processes):
        gone.append((ChangeKind.PROCESS_ADDED, part, _bare(part)))
    for part in left(parts.rows, matches.rows):
        assert isinstance(part.value, Entry)
        id = part.value.touchpoint
        gone.append((ChangeKind.TOUCHPOINT_ADDED, part, Row(points[id], part.value, id in anew)))
    for part in parts.points:
        if _point(part).id in anew and not part.rows:
            gone.append((ChangeKind.TOUCHPOINT_ADDED, part, Row(_point(part), None, True)))
    for kind, part, value in gone:
        come = Alteration(kind, after=value, now=seat(parts, part))
        yield come if added else come.reversed()


def _bare(part: Part) -> Direction | Process:
    """A direction without its processes, a process without its rows."""
    if isinstance(part.value, Direction):
        return evolve(part.value, processes=())
    assert isinstance(part.value, Process)
    return evolve(part.value, entries=())


def _point(part: Part) -> Touchpoint:
    assert isinstance(part.value, Touchpoint)
    return part.value


def _pairs(ours: Parts, theirs: Parts, matches: Matches) -> Iterator[Pair]:
    for befores, afters, found in _sorted_out(ours, theirs, matches).values():
        for one in found:
            before, after = befores[one.before].pointer, afters[one.after].pointer
            yield Pair(before, after, one.by, one.score)
