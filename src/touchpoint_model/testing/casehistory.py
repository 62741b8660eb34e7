"""The history of a case: as its TOML states it, briefly, → `History`.

```toml
[case.history]
revisions = [
  { made = 2024-03-19, role = "authorised-person" },
  { made = 2024-04-27, role = "unit", changes = ["needs-changed | Консультирование | телефон"] },
]
approvals    = [{ revision = 1, date = 2024-03-20 }]
publications = [{ revision = 1, place = "website", date = 2024-03-25 }]
events       = [{ trigger = "needs-changed", date = 2024-04-20, touchpoint = "телефон" }]
```

A revision is numbered by its place. Beside `made` it may state `role` (of its author), `changes`
(kind | process | touchpoint, the latter two may be left out; `?` behind the kind: it is only known
now), `prepared` (role of who prepared the data), `checked` (the day of the check), `checker` (role)
and `passed`. An event may state `process`, `touchpoint`, `text` and `notices` (role, date).
`days_off` are those of the region.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from ..model.errors import UsageError
from ..model.history import Approved, Event, History, Published
from ..model.revisions import (
    Actor,
    Approval,
    Change,
    Inspection,
    Notice,
    Publication,
    Revision,
)
from ..model.text import Text

__all__ = ["history_of"]

_NOON = datetime.time(12, tzinfo=datetime.timezone(datetime.timedelta(hours=3)))
_name_ru, _act_ru, _basis_ru = "Иванова А. А.", "Приказ", "служебная записка"
_KEYS: Mapping[str, frozenset[str]] = {
    "history": frozenset(["revisions", "approvals", "publications", "events", "days_off"]),
    "revisions": frozenset(["made", "role", "changes", "prepared", "checked", "checker", "passed"]),
    "approvals": frozenset(["revision", "date"]),
    "publications": frozenset(["revision", "place", "date"]),
    "events": frozenset(["trigger", "date", "process", "touchpoint", "text", "notices"]),
    "notices": frozenset(["role", "date"]),
}


def history_of(told: Mapping[str, Any], agency: str) -> History:
    """The history that a case states.

    Raises:
        UsageError: a key is not known. ModelError: the history contradicts itself.
    """
    _known("history", [told])
    revisions, events = told.get("revisions", []), told.get("events")
    _known("revisions", revisions)
    _known("approvals", told.get("approvals", []))
    _known("publications", told.get("publications", []))
    _known("events", events or [])
    return History(
        agency,
        tuple(_revision(number, one) for number, one in enumerate(revisions, 1)),
        approvals=tuple(
            Approved(one["revision"], Approval(_act_ru, date=one.get("date")))
            for one in told.get("approvals", [])
        ),
        publications=tuple(
            Published(one["revision"], Publication(one["place"], one.get("date")))
            for one in told.get("publications", [])
        ),
        events=None if events is None else tuple(map(_event, events)),
        days_off=tuple(told.get("days_off", ())),
    )


def _known(part: str, told: Iterable[Mapping[str, Any]]) -> None:
    for one in told:
        for key in one.keys() - _KEYS[part]:
            known = ", ".join(sorted(_KEYS[part]))
            raise UsageError(
                Text(
                    ru=f"history: неизвестный ключ «{key}» (есть: {known})",
                    en=f"history: unknown key “{key}” (there are: {known})",
                )
            )


def _revision(number: int, told: Mapping[str, Any]) -> Revision:
    made, checked = told["made"], told.get("checked")
    return Revision(
        number,
        datetime.datetime.combine(made, _NOON),
        Actor(_name_ru, told.get("role")),
        _basis_ru,
        tuple(_change(one) for one in told.get("changes", [])),
        made=made,
        prepared_by=Actor(_name_ru, told["prepared"]) if "prepared" in told else None,
        inspection=Inspection(checked, _checker(told), passed=told.get("passed", True))
        if checked
        else None,
    )


def _checker(told: Mapping[str, Any]) -> Actor | None:
    return Actor(_name_ru, told["checker"]) if "checker" in told else None


def _change(told: str) -> Change:
    kind, *where = (part.strip() or None for part in told.split("|"))
    process, touchpoint = (*where, None, None)[:2]
    known = "now-known" if (kind or "").endswith("?") else "changed"
    return Change((kind or "").rstrip("?"), "", process=process, touchpoint=touchpoint, known=known)


def _event(told: Mapping[str, Any]) -> Event:
    notices = told.get("notices")
    _known("notices", notices or [])
    return Event(
        told["trigger"],
        told["date"],
        process=told.get("process"),
        touchpoint=told.get("touchpoint"),
        text=told.get("text", ""),
        notices=None
        if notices is None
        else tuple(Notice(Actor(_name_ru, one["role"]), one["date"]) for one in notices),
    )
