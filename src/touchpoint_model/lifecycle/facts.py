"""The facts of a register that can change, each with the form in which two of them are compared.

Compared is what a register says, not how it was printed, read or numbered: words as `normalise` has
them, lists without order. Left out are ids, printed numbers, sources, notes of the reader, and how
and how surely something was recognised. None stays None: a fact that nobody has stated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from ..model.processes import Entry, Need
from ..model.register import Register
from ..model.text import normalise
from ..model.touchpoints import Basis, Contact, Touchpoint
from .changes import ChangeKind, Known

__all__ = ["FACTS", "Fact", "compared", "settled"]

_Form = Callable[[Any], object]


@frozen
class Fact:
    """One fact of a part of a register.

    Attributes:
        names: attributes that hold it; one alteration tells of them all.
        kind: of the alteration. form: how the value of each attribute is compared.
        fills: whether the second form only adds to the first what was unknown in it.
    """

    names: tuple[str, ...]
    kind: ChangeKind
    form: _Form
    fills: Callable[[Any, Any], bool] | None = None

    def known(self, before: object, after: object) -> Known | None:
        """How the fact differs between two values of its part; None if it does not."""
        told = {
            self._known(self.form(getattr(before, name)), self.form(getattr(after, name)))
            for name in self.names
        } - {None}
        return None if not told else told.pop() if len(told) == 1 else Known.CHANGED

    def _known(self, before: object, after: object) -> Known | None:
        if before == after:
            return None
        if before is None or (after is not None and self.fills and self.fills(before, after)):
            return Known.NOW_KNOWN
        if after is None or (self.fills and self.fills(after, before)):
            return Known.NO_LONGER_STATED
        return Known.CHANGED

    def value(self, part: object) -> object:
        """The fact of a part: one value, or several; None if all are."""
        values = tuple(getattr(part, name) for name in self.names)
        if len(values) == 1:
            return values[0]
        return None if all(one is None for one in values) else values


def _as_is(value: object) -> object:
    return value


def _words(value: str | None) -> str | None:
    return None if value is None else normalise(value)


def _codes(values: Iterable[str] | None) -> object:
    return None if values is None else tuple(sorted(values))


def _headings(values: Iterable[str] | None) -> object:
    return None if values is None else tuple(normalise(one) for one in values)


def _needs(values: Iterable[Need] | None) -> object:
    if values is None:
        return None
    return tuple(sorted((normalise(one.text), one.category or "") for one in values))


def _bases(values: Iterable[Basis] | None) -> object:
    if values is None:
        return None
    return tuple(sorted((normalise(one.text), one.kind or "") for one in values))


def _contacts(values: Iterable[Contact]) -> object:
    return tuple(sorted((one.type, one.value) for one in values))


def _any_order(values: Iterable[object] | None) -> object:
    return None if values is None else tuple(sorted(map(repr, values)))


def _mapping(values: Mapping[str, bool]) -> object:
    return tuple(sorted(values.items()))


def _codes_found(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> bool:
    """Whether the texts are the same, and codes stand where none did."""
    return len(before) == len(after) and all(
        text == other and code in ("", found)
        for (text, code), (other, found) in zip(before, after, strict=True)
    )


def _more_stated(before: Iterable[object], after: Iterable[object]) -> bool:
    return set(before) <= set(after)


_POINT = (
    Fact(("name",), ChangeKind.TOUCHPOINT_RENAMED, _words),
    Fact(("kind",), ChangeKind.KIND_CHANGED, _as_is),
    Fact(("also", "alternatives", "types"), ChangeKind.READING_CHANGED, _codes),
    Fact(("channel",), ChangeKind.CHANNEL_CHANGED, _as_is),
    Fact(("contacts",), ChangeKind.CONTACTS_CHANGED, _contacts),
    Fact(("key",), ChangeKind.KEY_CHANGED, _as_is),
    Fact(("low_demand",), ChangeKind.DEMAND_CHANGED, _as_is),
    Fact(("basis",), ChangeKind.BASIS_CHANGED, _bases, _codes_found),
    Fact(("clients",), ChangeKind.CLIENTS_CHANGED, _codes),
    Fact(("serves",), ChangeKind.ACCESS_CHANGED, _codes),
)
_ROW = (
    Fact(("needs",), ChangeKind.NEEDS_CHANGED, _needs, _codes_found),
    Fact(("channels",), ChangeKind.CHANNEL_CHANGED, _codes),
    Fact(("particulars", "remark"), ChangeKind.PARTICULARS_CHANGED, _words),
    Fact(("basis",), ChangeKind.BASIS_CHANGED, _bases, _codes_found),
    Fact(("printed", "cell"), ChangeKind.WORDING_CHANGED, _words),
)
_PROCESS = (
    Fact(("name",), ChangeKind.PROCESS_RENAMED, _words),
    Fact(("client",), ChangeKind.CLIENTS_CHANGED, _as_is),
    Fact(("legal_forms",), ChangeKind.CLIENTS_CHANGED, _codes),
    Fact(("registry_id",), ChangeKind.REGISTRY_LINK_CHANGED, _as_is),
    Fact(("history_access",), ChangeKind.HISTORY_ACCESS_CHANGED, _as_is),
)
_DIRECTION = (
    Fact(("name",), ChangeKind.DIRECTION_RENAMED, _words),
    Fact(("kind",), ChangeKind.DIRECTION_CHANGED, _as_is),
    Fact(("client",), ChangeKind.CLIENTS_CHANGED, _as_is),
    Fact(("columns",), ChangeKind.FORM_CHANGED, _headings),
)
_REGISTER = (
    Fact(("title",), ChangeKind.REGISTER_CHANGED, _words),
    Fact(("process_registry",), ChangeKind.REGISTRY_CHANGED, _any_order),
    Fact(("performs",), ChangeKind.REGISTER_CHANGED, _mapping, _more_stated),
    *(
        Fact((name,), ChangeKind.REGISTER_CHANGED, form)
        for name, form in (
            ("act", _as_is),
            ("approval", _as_is),
            ("publications", _any_order),
            ("revision_date", _as_is),
            ("clients", _any_order),
            ("segments", _any_order),
            ("usage", _any_order),
            ("attestations", _any_order),
        )
    ),
)

FACTS: Mapping[str, tuple[Fact, ...]] = {
    "register": _REGISTER,
    "direction": _DIRECTION,
    "process": _PROCESS,
    "row": _ROW,
    "touchpoint": _POINT,
}
"""By the part of a register that they are facts of."""


def compared(part: str, value: object) -> tuple[object, ...]:
    """All facts of one part of a register, in the form in which they are compared."""
    facts = FACTS[part]
    return tuple(fact.form(getattr(value, name)) for fact in facts for name in fact.names)


def settled(register: Register) -> Register:
    """The register with names of touchpoints that do not depend on the order of its rows.

    A reader names a point as its first row prints it. Here the wording of most of its rows is its
    name (of several, the first by the alphabet); the rows that print another keep that as their own.
    A point whose name no row prints keeps it.
    """
    told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    names = {point.id: point.name for point in register.touchpoints}
    own = {row.touchpoint for row in register.entries if row.printed is None}
    for row in register.entries:
        wording = names[row.touchpoint] if row.printed is None else row.printed
        told[row.touchpoint][normalise(wording)].append(wording)
    chosen = {id: _usual(told[id]) for id in own}
    points = tuple(_named(one, chosen.get(one.id, one.name)) for one in register.touchpoints)
    directions = tuple(
        evolve(
            direction,
            processes=tuple(
                evolve(
                    process,
                    entries=tuple(
                        _worded(row, names[row.touchpoint], chosen.get(row.touchpoint))
                        for row in process.entries
                    ),
                )
                for process in direction.processes
            ),
        )
        for direction in register.directions
    )
    return evolve(register, touchpoints=points, directions=directions)


def _usual(told: Mapping[str, list[str]]) -> str:
    _, _, wordings = min((-len(texts), words, texts) for words, texts in told.items())
    return min(wordings)


def _named(point: Touchpoint, name: str) -> Touchpoint:
    return point if point.name == name else evolve(point, name=name)


def _worded(row: Entry, name: str, chosen: str | None) -> Entry:
    wording = name if row.printed is None else row.printed
    if normalise(wording) == normalise(name if chosen is None else chosen):
        return row if row.printed is None else evolve(row, printed=None)
    return row if row.printed is not None else evolve(row, printed=wording)
