"""Lawful pasts: a register formed, changed, approved and published as the ordinance wants it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta, timezone
from itertools import count

from ..lifecycle.authority import Deed
from ..lifecycle.changes import ChangeKind
from ..lifecycle.deeds import deed_of
from ..lifecycle.triggers import triggers_of
from ..model.history import Approved, Event, History, Published
from ..model.register import Register, places
from ..model.revisions import (
    Actor,
    Approval,
    Change,
    Inspection,
    Notice,
    Publication,
    Revision,
)
from ..model.text import normalise
from ..plugins.agency import Agency
from .lawful import DAY
from .office import Office

__all__ = ["changed", "event", "formed", "lawful_history", "past", "possible", "revised"]

_ZONE = timezone(timedelta(hours=3))
_NOON = time(12)
_APART, _SOON = timedelta(days=30), timedelta(days=3)
_keeper_ru, _unit_ru, _checker_ru = "Иванова А. А.", "Петров П. П.", "Сидорова С. С."
_act_ru, _order_ru, _memo_ru = "Приказ", "Приказ № 1", "Служебная записка"
_before_ru, _gone_ru = "обращение", "Киоск на вокзале № {}"
_KINDS = {
    Deed.INCLUDE: (ChangeKind.TOUCHPOINT_ADDED,),
    Deed.CHANGE: (ChangeKind.NEEDS_CHANGED, ChangeKind.PARTICULARS_CHANGED),
    Deed.EXCLUDE: (ChangeKind.TOUCHPOINT_EXCLUDED,),
}


def lawful_history(register: Register, agency: Agency) -> History:
    """A history of a register with which no clause on keeping it is violated or left open.

    The register is formed, approved and published, where the ordinance has places for that; then its
    data are changed, which was reported before, and it is approved and published anew. Each deed is
    done by the role that the ledger names. The last revision is of the register's `revision_date`.

    >>> from touchpoint_model.plugins.discovery import find
    >>> from touchpoint_model.testing import lawful_register
    >>> trade = find("trade")
    >>> told = lawful_history(lawful_register(trade), trade)
    >>> [(str(one.day), one.author.role) for one in told.revisions]
    [('2024-03-05', 'authorised-person'), ('2024-04-04', 'unit')]
    """
    deeds = (possible(register, deed) for deed in (Deed.CHANGE, Deed.EXCLUDE))
    change = next(one for some in deeds for one in some)
    return past(Office(agency), (change,), until=register.revision_date or DAY)


def past(office: Office, changes: Sequence[Change] = (), *, until: date) -> History:
    """A lawful history: the register is formed, then a revision makes each of some changes.

    What set a change off is recorded as an event, if a clause names it.

    Args:
        until: day of the last revision.
    """
    first = until - len(changes) * _APART
    revisions = [formed(office, first)]
    events = list[Event]()
    for number, change in enumerate(changes, 2):
        day = first + (number - 1) * _APART
        revisions.append(revised(office, number, (change,), day))
        answered = [one for one in triggers_of(change) if one in office.triggers]
        events += [event(office, one, day - _SOON, change) for one in answered[:1]]
    return History(
        office.agency.code,
        tuple(revisions),
        tuple(
            Approved(one.number, Approval(_act_ru, str(one.number), one.day)) for one in revisions
        ),
        tuple(
            Published(one.number, Publication(place, one.day))
            for one in revisions
            for place in office.everywhere
        ),
        tuple(events),
    )


def formed(office: Office, day: date) -> Revision:
    """The first revision."""
    return _revision(office, 1, Deed.FORM, _order_ru, (), day)


def revised(office: Office, number: int, changes: tuple[Change, ...], day: date) -> Revision:
    """A later revision, by who may do what its first change is."""
    deed = deed_of(changes[0]) or Deed.CHANGE
    return _revision(office, number, deed, _memo_ru, changes, day)


def _revision(
    office: Office, number: int, deed: Deed, basis: str, changes: tuple[Change, ...], day: date
) -> Revision:
    check = Inspection(day - timedelta(days=1), Actor(_checker_ru, _first(office.checkers)))
    return Revision(
        number,
        datetime.combine(day, _NOON, _ZONE),
        Actor(_keeper_ru, _first(office.roles(deed))),
        basis,
        changes,
        made=day,
        prepared_by=Actor(_unit_ru, _first(office.roles(Deed.PREPARE))),
        inspection=check if deed in (Deed.FORM, Deed.INCLUDE) else None,
    )


def _first(roles: tuple[str | None, ...]) -> str | None:
    return roles[0] if roles else None


def event(office: Office, trigger: str, day: date, change: Change | None = None) -> Event:
    """An event at the place of a change, reported as the ordinance wants it."""
    notices = tuple(Notice(Actor(_unit_ru, role), day) for role in office.reporters)
    process, point = (change.process, change.touchpoint) if change else (None, None)
    return Event(trigger, day, process, point, _memo_ru, notices)


def possible(register: Register, deed: Deed) -> tuple[Change, ...]:
    """Changes by which a register may have become what it is, of which each is that deed.

    A row was included, its needs or particulars were changed, a point was excluded that is there no
    more. A register without rows can only have lost some.
    """
    return tuple(one for kind in _KINDS.get(deed, ()) for one in changed(register, kind))


def changed(register: Register, kind: str) -> Iterator[Change]:
    """Changes of a kind, at the rows of a register, or its processes, or a point that is gone."""
    if kind == ChangeKind.TOUCHPOINT_EXCLUDED:
        yield from _exclusions(register)
        return
    if kind == ChangeKind.PROCESS_ADDED:
        for d, direction in enumerate(register.directions):
            for p, process in enumerate(direction.processes):
                place = f"/directions/{d}/processes/{p}"
                yield Change(kind, place, after=process.name, process=process.name)
        return
    for one in places(register):
        point = register.touchpoint(one.entry).name
        before = None if kind == ChangeKind.TOUCHPOINT_ADDED else _before_ru
        yield Change(kind, one.pointer, before, point, one.process.name, point)


def _exclusions(register: Register) -> Iterator[Change]:
    """A point that is gone, from each process in turn."""
    named = {normalise(one.name) for one in register.touchpoints}
    gone = next(name for at in count(1) if normalise(name := _gone_ru.format(at)) not in named)
    stood: list[tuple[str, str | None]] = [
        (f"/directions/{d}/processes/{p}/entries/{len(process.entries)}", process.name)
        for d, direction in enumerate(register.directions)
        for p, process in enumerate(direction.processes)
    ]
    for pointer, process in stood or [("/directions/0/processes/0/entries/0", None)]:
        yield Change(ChangeKind.TOUCHPOINT_EXCLUDED, pointer, gone, None, process, gone)
