"""Typed changes between two states of a register, each with its place and what it was and is."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import evolve, frozen

from ..model.processes import Entry
from ..model.revisions import Change
from ..model.text import normalise
from ..model.touchpoints import Touchpoint
from .wording import worded

__all__ = [
    "Alteration",
    "ChangeKind",
    "Difference",
    "Known",
    "Matched",
    "Pair",
    "Row",
    "Seat",
    "address",
    "keyed",
]


class ChangeKind(StrEnum):
    """What sort of change it is."""

    DIRECTION_ADDED = "direction-added"
    DIRECTION_DROPPED = "direction-dropped"
    DIRECTION_RENAMED = "direction-renamed"
    DIRECTION_CHANGED = "direction-changed"
    FORM_CHANGED = "form-changed"
    PROCESS_ADDED = "process-added"
    PROCESS_DROPPED = "process-dropped"
    PROCESS_RENAMED = "process-renamed"
    PROCESS_MOVED = "process-moved"
    CLIENTS_CHANGED = "clients-changed"
    REGISTRY_LINK_CHANGED = "registry-link-changed"
    HISTORY_ACCESS_CHANGED = "history-access-changed"
    TOUCHPOINT_ADDED = "touchpoint-added"
    TOUCHPOINT_EXCLUDED = "touchpoint-excluded"
    TOUCHPOINT_RENAMED = "touchpoint-renamed"
    KIND_CHANGED = "kind-changed"
    READING_CHANGED = "reading-changed"
    CHANNEL_CHANGED = "channel-changed"
    CONTACTS_CHANGED = "contacts-changed"
    KEY_CHANGED = "key-changed"
    DEMAND_CHANGED = "demand-changed"
    BASIS_CHANGED = "basis-changed"
    ACCESS_CHANGED = "access-changed"
    NEEDS_CHANGED = "needs-changed"
    PARTICULARS_CHANGED = "particulars-changed"
    WORDING_CHANGED = "wording-changed"
    REGISTRY_CHANGED = "registry-changed"
    REGISTER_CHANGED = "register-changed"


_OPPOSITES = {
    ChangeKind.DIRECTION_ADDED: ChangeKind.DIRECTION_DROPPED,
    ChangeKind.PROCESS_ADDED: ChangeKind.PROCESS_DROPPED,
    ChangeKind.TOUCHPOINT_ADDED: ChangeKind.TOUCHPOINT_EXCLUDED,
}
_OPPOSITES |= {last: first for first, last in _OPPOSITES.items()}


class Known(StrEnum):
    """Whether the fact changed, or only whether the register holds it."""

    CHANGED = "changed"
    NOW_KNOWN = "now-known"
    NO_LONGER_STATED = "no-longer-stated"


_REVERSED = {
    Known.CHANGED: Known.CHANGED,
    Known.NOW_KNOWN: Known.NO_LONGER_STATED,
    Known.NO_LONGER_STATED: Known.NOW_KNOWN,
}


class Matched(StrEnum):
    """What tells that two parts of two registers are one; the surest first."""

    SAME = "same"
    REGISTRY = "registry"
    NAME = "name"
    CONTACTS = "contacts"
    ID = "id"
    CONCEPT = "concept"
    LIKENESS = "likeness"


@frozen
class Pair:
    """A part of the old register and the part of the new one that it is.

    Attributes:
        before, after: JSON pointers. by: what tells it. score: of a likeness, from 0 to 1.
    """

    before: str
    after: str
    by: Matched
    score: float | None = None


@frozen
class Row:
    """A row that was added or excluded: its point, and its entry unless no process uses the point.

    Attributes:
        anew: no row of the other register stands at this point, and its list has it not.
    """

    point: Touchpoint
    entry: Entry | None
    anew: bool


@frozen
class Seat:
    """Where something stands in one of the two registers, in words as printed.

    Attributes:
        pointer: JSON pointer. rows: numbers of the rows concerned, from 1 through the register.
    """

    pointer: str
    direction: str | None = None
    process: str | None = None
    touchpoint: str | None = None
    rows: tuple[int, ...] = ()


@frozen
class Alteration:
    """One typed change.

    Attributes:
        kind: what sort. facts: attributes of the model that changed; () for added and dropped parts.
        known: whether the fact changed, or is only known now, or not stated any more.
        before, after: the value of the fact, or of several, in order (None if all are); else the
            `Row`, `Process` or `Direction`, the latter two without their contents, which have
            changes of their own; for a move, the names of the directions.
        was, now: its place in the old register and in the new one; one of them may be None.
        by, score: what tells that both are one thing, for facts and moves; score of a likeness.
        key: stable: the same change has it whatever the order of rows and the ids.
    """

    kind: ChangeKind
    facts: tuple[str, ...] = ()
    known: Known = Known.CHANGED
    before: object = None
    after: object = None
    was: Seat | None = None
    now: Seat | None = None
    by: Matched | None = None
    score: float | None = None
    key: str = ""

    @property
    def place(self) -> Seat:
        """Where it stands now, or where it stood."""
        seat = self.now or self.was
        assert seat is not None
        return seat

    @property
    def change(self) -> Change:
        """The change as a revision records it."""
        place = self.place
        return Change(
            self.kind.value,
            place.pointer,
            _told(self.before),
            _told(self.after),
            process=place.process,
            touchpoint=place.touchpoint,
            known=self.known.value,
        )

    def reversed(self) -> Alteration:
        """The change back; without a key, which a `Difference` gives."""
        return evolve(
            self,
            kind=_OPPOSITES.get(self.kind, self.kind),
            known=_REVERSED[self.known],
            before=self.after,
            after=self.before,
            was=self.now,
            now=self.was,
            key="",
        )


@frozen
class Difference:
    """What turns one register into another.

    Attributes:
        alterations: in the order of the new register; what is gone, where it stood.
        pairs: which direction, process, row and touchpoint is which; not a change by itself.
        ids: of the touchpoints that are in both registers, before and after.
    """

    alterations: tuple[Alteration, ...]
    pairs: tuple[Pair, ...]
    ids: tuple[tuple[str, str], ...]

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.alterations)

    def of(self, *kinds: ChangeKind) -> Iterator[Alteration]:
        """The changes of some kinds."""
        return (one for one in self.alterations if one.kind in kinds)

    def reversed(self) -> Difference:
        """The difference back: what turns the new register into the old one."""
        return Difference(
            keyed(one.reversed() for one in self.alterations),
            tuple(Pair(one.after, one.before, one.by, one.score) for one in self.pairs),
            tuple((new, old) for old, new in self.ids),
        )


def address(pointer: str) -> tuple[int, ...]:
    """The numbers in a JSON pointer: of the direction, process, entry; or of the touchpoint."""
    return tuple(int(one) for one in pointer.split("/")[2::2] if one.isdigit())


def keyed(alterations: Iterable[Alteration]) -> tuple[Alteration, ...]:
    """The changes in order, each with its key; the second of two alike has a key of its own."""
    ordered = sorted(alterations, key=_order)
    keyed, seen = [], Counter[str]()
    for one in ordered:
        values = _same_words(one.before), _same_words(one.after)
        told = repr((one.kind.value, one.facts, one.known.value, _where(one), values))
        key = hashlib.sha256(told.encode()).hexdigest()[:16]
        seen[key] += 1
        keyed.append(evolve(one, key=f"{key}-{seen[key]}" if seen[key] > 1 else key))
    return tuple(keyed)


def _order(one: Alteration) -> tuple[object, ...]:
    seat = one.place
    part = seat.pointer.split("/")[1]
    return part, address(seat.pointer), one.kind.value, one.facts, one.now is None


def _where(one: Alteration) -> tuple[str, ...]:
    seat = one.place
    return tuple(normalise(name or "") for name in (seat.direction, seat.process, seat.touchpoint))


def _same_words(value: object) -> list[str]:
    return sorted(normalise(text) for text in _texts(value))


def _told(value: object) -> str | None:
    """A value in words; None if there is none."""
    return None if value is None else "; ".join(_texts(value))


def _texts(value: object) -> Iterator[str]:
    match value:
        case None:
            return
        case tuple():
            for one in value:
                yield from _texts(one)
        case frozenset():
            yield from sorted(text for one in value for text in _texts(one))
        case Row(point=point, entry=entry):
            yield point.name
            if entry is not None:
                yield from _texts(entry.needs)
                yield from _texts(entry.particulars)
        case _:
            yield worded(value)
