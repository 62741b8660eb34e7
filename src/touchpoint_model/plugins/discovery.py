"""Agencies found through entry points; only the one that is needed is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points

from attrs import frozen

from ..model.errors import PluginError, UsageError
from ..model.text import Text
from .agency import Agency

__all__ = ["GROUP", "Found", "codes", "find", "found"]

GROUP = "touchpoint_model.agencies"


@frozen
class Found:
    """An entry point: its agency, or why it cannot be loaded."""

    code: str
    agency: Agency | None
    error: PluginError | None = None


def codes() -> tuple[str, ...]:
    """The codes of all agencies that are installed, without loading any."""
    return tuple(sorted({one.name for one in entry_points(group=GROUP)}))


def find(code: str) -> Agency:
    """Load one agency.

    Raises:
        UsageError: none of that code is installed.
        PluginError: it cannot be loaded, two plug-ins have the code, or its value is another's.
    """
    named = tuple(entry_points(group=GROUP, name=code))
    if not named:
        known = ", ".join(codes()) or "—"
        raise UsageError(
            Text(
                ru=f"Орган «{code}» не известен; установлены: {known}",
                en=f"Agency “{code}” is not known; installed: {known}",
            )
        )
    if len({one.value for one in named}) > 1:
        values = ", ".join(one.value for one in named)
        raise PluginError(
            Text(
                ru=f"код «{code}» заняли два модуля: {values}",
                en=f"two plug-ins claim the code “{code}”: {values}",
            )
        )
    return _load(named[0])


def found() -> Iterator[Found]:
    """Every agency that is installed, broken ones with their error."""
    for code in codes():
        try:
            yield Found(code, find(code))
        except PluginError as error:
            yield Found(code, None, error)


def _load(entry: EntryPoint) -> Agency:
    try:
        agency = entry.load()
    except PluginError:
        raise
    except Exception as reason:
        what = f"{type(reason).__name__}: {reason}"
        raise PluginError(
            Text(
                ru=f"модуль органа «{entry.name}» не загружается: {what}",
                en=f"the plug-in of agency “{entry.name}” does not load: {what}",
            ),
            entry.value,
        ) from reason
    if not isinstance(agency, Agency) or agency.code != entry.name:
        raise PluginError(
            Text(
                ru=f"точка входа «{entry.name}» даёт не орган с этим кодом, а {agency!r:.60}",
                en=f"entry point “{entry.name}” is not the agency of that code but {agency!r:.60}",
            ),
            entry.value,
        )
    return agency
