"""What a document of five columns does not hold of a register, told by reading it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from attrs import frozen

from ..model.clients import ClientKind
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


_PLACES = {"source", "readings", "id", "_by_id", "agency", "how", "score"}


def losses(register: Register, back: Register) -> tuple[Loss, ...]:
    """The values of a register that a register read back from its document lacks or has otherwise.

    Places (sources), ids of touchpoints and what a recogniser adds do not count; a value that was
    unknown is no loss, but unknown needs that came back as none are.
    """
    found: dict[str, list[object]] = {}
    for path, value in _differences(_told(register), _told(back), ""):
        found.setdefault(path, []).append(value)
    return tuple(
        Loss(path, len(values), f"{' '.join(str(values[0]).split()):.60}")
        for path, values in sorted(found.items())
    )


def _told(register: Register) -> dict[str, Any]:
    """The register as plain data, entries with their touchpoints in place of ids."""
    points = {point.id: point for point in register.touchpoints}
    used = {entry.touchpoint for entry in register.entries}
    told: dict[str, Any] = _plain(register)
    told.pop("touchpoints", None)
    told["unused touchpoints"] = [
        point.name for point in register.touchpoints if point.id not in used
    ]
    entries = iter(register.entries)
    for direction in told["directions"]:
        for process in direction["processes"]:
            for one in process["entries"]:
                one["touchpoint"] = _point(points[next(entries).touchpoint], one)
    return told


def _point(point: Touchpoint, entry: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = _plain(point)
    told["name"] = entry.pop("printed") or point.name
    told["contacts"] = [one["value"] for one in told["contacts"]]
    return told


def _plain(value: Any) -> Any:
    if attrs.has(type(value)):
        return {
            one.name: _plain(getattr(value, one.name))
            for one in attrs.fields(type(value))
            if one.name not in _PLACES
        }
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _differences(old: Any, new: Any, path: str) -> Iterator[tuple[str, object]]:
    if old == new or old is None or (old in ([], {}, "") and not path.endswith("needs")):
        if old is None and path.endswith("needs") and new is not None:
            yield path, "–"
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key, value in old.items():
            yield from _differences(value, new.get(key), f"{path}.{key}".lstrip("."))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            yield from _differences(one, other, path)
    elif isinstance(old, ClientKind):
        yield path, old.value
    elif isinstance(old, list) and isinstance(new, list):
        yield path, f"{len(old)} → {len(new)}"
    else:
        yield path, _short(old)


def _short(value: Any) -> str:
    if isinstance(value, dict):
        told = next((one for one in value.values() if one), "")
        return _short(told)
    if isinstance(value, list):
        return ", ".join(_short(one) for one in value[:3])
    return str(value)
