"""What a document of five columns does not hold of a register, told by reading it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

import attrs
from attrs import field, frozen

from ..model.processes import Direction, Entry, Need, Process
from ..model.register import Register
from ..model.text import Text
from ..model.touchpoints import Touchpoint

__all__ = ["Loss", "losses"]


@frozen
class Loss:
    """A field that a document does not hold as the register has it.

    Attributes:
        path: `touchpoints.key`, `directions.processes.entries.needs`. count: how many values.
        example: the first of them, as a text of at most 60 characters.
    """

    path: str
    count: int
    example: str

    def say(self) -> Text:
        """One line about it."""
        return Text(
            ru=f"{self.path}: {self.example} (всего таких значений: {self.count})",
            en=f"{self.path}: {self.example} ({self.count} in all)",
        )


# places, ids, and how something was recognised, are not what a register says
_APART = {"source", "readings", "id", "_by_id", "agency", "how", "score", "touchpoint", "printed"}


def losses(register: Register, back: Register) -> tuple[Loss, ...]:
    """The values of a register that a register read back from its document lacks or has otherwise.

    Places (sources), ids of touchpoints and what a recogniser adds do not count; a value that was
    unknown is no loss, but unknown needs that came back as none are.
    """
    found: dict[str, list[object]] = {}
    for path, value in _Comparison(register, back).differences():
        found.setdefault(path, []).append(value)
    return tuple(
        Loss(path, len(values), f"{' '.join(str(values[0]).split()):.60}")
        for path, values in sorted(found.items())
    )


_Difference = tuple[str, object]


@frozen
class _Comparison:
    """Two registers, gone through side by side; what is alike costs one look."""

    old: Register
    new: Register
    points: dict[tuple[str, str], bool] = field(factory=dict)

    def differences(self) -> Iterator[_Difference]:
        used = {entry.touchpoint for entry in self.old.entries}
        unused = [one.name for one in self.old.touchpoints if one.id not in used]
        if unused:
            yield "touchpoints", ", ".join(unused)
        yield from _of_fields(self.old, self.new, "", {"directions", "touchpoints"})
        pairs = _paired(self.old.directions, self.new.directions, "directions")
        for path, one, other in pairs:
            yield from self._direction(one, other, path)

    def _direction(self, old: Any, new: Any, path: str) -> Iterator[_Difference]:
        if not isinstance(old, Direction):
            yield path, old
            return
        yield from _of_fields(old, new, path, {"processes"})
        for below, one, other in _paired(old.processes, new.processes, f"{path}.processes"):
            if not isinstance(one, Process):
                yield below, one
                continue
            yield from _of_fields(one, other, below, {"entries"})
            for at, entry, again in _paired(one.entries, other.entries, f"{below}.entries"):
                yield from self._entry(entry, again, at)

    def _entry(self, old: Any, new: Any, path: str) -> Iterator[_Difference]:
        if not isinstance(old, Entry):
            yield path, old
            return
        if not _alike(old, new):
            yield from _of_fields(old, new, path, {"needs"})
            yield from _of_needs(old.needs, new.needs, f"{path}.needs")
        mine, theirs = self.old.touchpoint(old), self.new.touchpoint(new)
        if (old.printed or mine.name) != (new.printed or theirs.name):
            yield f"{path}.touchpoint", old.printed or mine.name
        key = (old.touchpoint, new.touchpoint)
        if key not in self.points:
            self.points[key] = True
            yield from _of_points(mine, theirs)


def _alike(old: Entry, new: Entry) -> bool:
    return (
        old.needs == new.needs
        and old.particulars == new.particulars
        and old.channels == new.channels
        and old.remark == new.remark
        and old.cell == new.cell
        and old.basis == new.basis
    )


def _paired(
    old: tuple[Any, ...], new: tuple[Any, ...], path: str
) -> Iterator[tuple[str, Any, Any]]:
    """The values at the same places; how many there are, where their numbers differ."""
    if len(old) != len(new):
        yield path, f"{len(old)} → {len(new)}", None
        return
    for one, other in zip(old, new, strict=True):
        yield path, one, other


def _of_fields(old: Any, new: Any, path: str, below: set[str]) -> Iterator[_Difference]:
    for one in attrs.fields(type(old)):
        if one.name not in _APART and one.name not in below:
            mine, theirs = getattr(old, one.name), getattr(new, one.name)
            if mine != theirs and (_says(mine) or _was_told(mine, theirs, one)):
                yield f"{path}.{one.name}".lstrip("."), _short(mine) or "–"


def _says(value: Any) -> bool:
    return value not in (None, (), "") and value != {}


def _was_told(mine: Any, theirs: Any, field: attrs.Attribute[Any]) -> bool:
    """Whether "stated: none" has become unknown, or an unknown cell a stated empty one."""
    if mine is None:
        return field.name == "particulars"
    return theirs is None and field.default is None


def _of_needs(
    old: tuple[Need, ...] | None, new: tuple[Need, ...] | None, path: str
) -> Iterator[_Difference]:
    if old is None:
        if new is not None:
            yield path, "–"  # unknown has become "stated: none"
        return
    if [need.text for need in old] != [need.text for need in new or ()]:
        yield path, _short(old)
        return
    for need, again in zip(old, new or (), strict=True):
        if need.category is not None and need.category != again.category:
            yield f"{path}.category", need.category


def _of_points(old: Touchpoint, new: Touchpoint) -> Iterator[_Difference]:
    told = [one.value for one in old.contacts]
    if not set(told) <= {one.value for one in new.contacts}:
        yield "touchpoints.contacts", ", ".join(told)
    yield from _of_fields(old, new, "touchpoints", {"contacts", "name"})


def _short(value: Any) -> str:
    """A value in a few words: its first text."""
    if isinstance(value, Enum):
        return str(value.value)
    if attrs.has(type(value)):
        told = (getattr(value, one.name) for one in attrs.fields(type(value)))
        return _short(next((one for one in told if one), ""))
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_short(one)}" for key, one in value.items())
    if isinstance(value, tuple):
        return ", ".join(_short(one) for one in value[:3])
    return str(value)
