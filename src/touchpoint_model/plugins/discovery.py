"""Agencies found through entry points; only the one that is needed is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
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
        claims = "; ".join(_place(one) for one in named)
        raise PluginError(
            Text(
                ru=f"код «{code}» заняли сразу несколько органов: {claims}; оставьте один",
                en=f"several agencies claim the code “{code}”: {claims}; keep one of them",
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


def _place(entry: EntryPoint) -> str:
    """The distribution and the entry point: `touchpoint_toy 0.1.0 (toy = touchpoint_toy:agency)`."""
    told = f"{entry.name} = {entry.value}"
    return f"{entry.dist.name} {entry.dist.version} ({told})" if entry.dist else told


def _load(entry: EntryPoint) -> Agency:
    try:
        agency = _object(entry)
    except PluginError:
        raise
    except Exception as reason:
        what = f"{type(reason).__name__}: {reason}"
        raise PluginError(
            Text(
                ru=f"модуль органа «{entry.name}» не загружается: {what}",
                en=f"the plug-in of agency “{entry.name}” does not load: {what}",
            ),
            _place(entry),
        ) from reason
    if not isinstance(agency, Agency) or agency.code != entry.name:
        raise PluginError(
            Text(
                ru=f"точка входа «{entry.name}» даёт не орган с этим кодом, а {agency!r:.60}",
                en=f"entry point “{entry.name}” is not the agency of that code but {agency!r:.60}",
            ),
            _place(entry),
        )
    return agency


def _object(entry: EntryPoint) -> object:
    """What an entry point names.

    Raises:
        PluginError: it names nothing. Whatever else its module raises passes through.
    """
    if not entry.pattern.match(entry.value):
        raise _leads_nowhere(entry, Text(ru="нужно «модуль:имя»", en="expected “module:name”"))
    try:
        found: object = import_module(entry.module)
    except ModuleNotFoundError as reason:
        if not f"{entry.module}.".startswith(f"{reason.name}."):
            raise
        lost = Text(ru=f"модуля «{reason.name}» нет", en=f"there is no module “{reason.name}”")
        raise _leads_nowhere(entry, lost) from reason
    for name in entry.attr.split(".") if entry.attr else ():
        if not hasattr(found, name):
            lost = Text(
                ru=f"в модуле «{entry.module}» нет имени «{name}»",
                en=f"module “{entry.module}” has no “{name}”",
            )
            raise _leads_nowhere(entry, lost)
        found = getattr(found, name)
    return found


def _leads_nowhere(entry: EntryPoint, lost: Text) -> PluginError:
    return PluginError(
        Text(
            ru=f"точка входа «{entry.name}» никуда не ведёт: {lost.ru}; исправьте её и "
            "установите пакет заново",
            en=f"entry point “{entry.name}” leads nowhere: {lost.en}; mend it and install the "
            "package again",
        ),
        _place(entry),
    )
