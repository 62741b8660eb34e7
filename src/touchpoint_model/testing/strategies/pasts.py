"""Lawful histories of a register as a strategy: who did what, when, and what was done about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from itertools import accumulate

from attrs import evolve, frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ...lifecycle.authority import Deed
from ...lifecycle.changes import ChangeKind
from ...lifecycle.deeds import alters
from ...lifecycle.triggers import triggers_of
from ...model.history import Approved, Event, History, Published
from ...model.register import Register
from ...model.revisions import (
    Actor,
    Approval,
    Change,
    Inspection,
    Notice,
    Publication,
    Revision,
)
from ...plugins.agency import Agency
from ..lawful import DAY
from ..office import Office
from ..pasts import changed, possible
from .drawing import some
from .spelling import told

__all__ = ["history_strategy"]

_MOST = 5  # revisions after the first
_TOGETHER = 3  # changes of one revision, at most
_GAPS = st.integers(0, 120).map(lambda days: timedelta(days=days))
_LAGS = st.integers(0, 20).map(lambda days: timedelta(days=days))
_ZONE = timezone(timedelta(hours=3))
_PEOPLE, _BASES = st.sampled_from(told()["persons"]), st.sampled_from(told()["bases"])
_ACTS = st.tuples(st.sampled_from(told()["orders"]), st.sampled_from(told()["numbers"]))


@frozen
class _Step:
    """What a revision does; no deed if it alters no data."""

    deed: Deed | None
    changes: tuple[Change, ...] = ()


@st.composite
def history_strategy(draw: DrawFn, register: Register, agency: Agency) -> History:
    """A lawful history of a register, of one to six revisions, the last on `DAY` or before."""
    office = _office(agency)
    steps = (_Step(Deed.FORM), *draw(some(st.one_of(_steps(register)), 0, _MOST)))
    back = list(accumulate(draw(_GAPS) for _ in steps))
    days = [DAY - ago for ago in reversed(back)]
    revisions = tuple(
        draw(_revision(office, number, step, day))
        for number, (step, day) in enumerate(zip(steps, days, strict=True), 1)
    )
    off = draw(some(_GAPS, 0, 2))
    altering = [one for one in revisions if one.number == 1 or any(map(alters, one.changes))]
    return History(
        agency.code,
        revisions,
        draw(_approvals(altering)),
        draw(_publications(office, altering)) if office.placings else (),
        draw(_events(office, revisions)),
        sorted({DAY - ago for ago in off}),
    )


@lru_cache(maxsize=64)
def _office(agency: Agency) -> Office:
    return Office(agency)


def _steps(register: Register) -> list[SearchStrategy[_Step]]:
    """What later revisions may do, each deed that the register can have come by."""
    told = {deed: possible(register, deed) for deed in (Deed.CHANGE, Deed.EXCLUDE, Deed.INCLUDE)}
    told[Deed.CHANGE] += tuple(changed(register, ChangeKind.KIND_CHANGED))
    steps = [_step(deed, changes) for deed, changes in told.items() if changes]
    known = [evolve(one, known="now-known") for one in told[Deed.CHANGE]]
    return [*steps, _step(None, (Change(ChangeKind.REGISTRY_CHANGED, "/process_registry"), *known))]


def _step(deed: Deed | None, changes: Sequence[Change]) -> SearchStrategy[_Step]:
    drawn = some(st.sampled_from(changes), 1, _TOGETHER)
    return drawn.map(lambda those: _Step(deed, tuple(dict.fromkeys(those))))


@st.composite
def _revision(draw: DrawFn, office: Office, number: int, step: _Step, day: date) -> Revision:
    """A revision by roles that the clauses name, checked before if it includes data."""
    check = None
    if step.deed in (Deed.FORM, Deed.INCLUDE) or draw(st.booleans()):
        check = Inspection(day - draw(_LAGS), draw(_actors(office.checkers)))
    roles = office.every_role if step.deed is None else office.roles(step.deed)
    moment = datetime.combine(day + draw(_LAGS), time(draw(st.integers(8, 18))), _ZONE)
    return Revision(
        number,
        moment,
        draw(_actors(roles)),
        draw(_BASES),
        step.changes,
        made=day,
        prepared_by=draw(_actors(office.roles(Deed.PREPARE))),
        inspection=check,
    )


def _actors(roles: Sequence[str | None]) -> SearchStrategy[Actor]:
    return st.builds(Actor, _PEOPLE, st.sampled_from(roles or (None,)))


@st.composite
def _approvals(draw: DrawFn, altering: Sequence[Revision]) -> tuple[Approved, ...]:
    """The last of what there is to approve is approved; of those before, some are."""
    told = list[Approved]()
    for one in altering:
        if one is altering[-1] or draw(st.booleans()):
            act, number = draw(_ACTS)
            day = min(one.day + draw(_LAGS), DAY)
            told.append(Approved(one.number, Approval(act, number, day)))
    return tuple(told)


@st.composite
def _publications(
    draw: DrawFn, office: Office, altering: Sequence[Revision]
) -> tuple[Published, ...]:
    """Each is placed within its term, or the next one is, and stands for it."""
    told, following = list[Published](), date.max
    for one in reversed(altering):
        term = max(one.day, min(office.term(one.day), DAY))
        if following <= term and draw(st.booleans()):
            continue
        following = one.day + timedelta(days=draw(st.integers(0, (term - one.day).days)))
        for place in draw(st.sampled_from(office.placings)):
            told.append(Published(one.number, Publication(place, following)))
    return tuple(reversed(told))


@st.composite
def _events(draw: DrawFn, office: Office, revisions: Sequence[Revision]) -> tuple[Event, ...]:
    """What made later revisions due: before them, and reported."""
    told = list[Event]()
    for one in revisions[1:]:
        for change in one.changes:
            known = [code for code in triggers_of(change) if code in office.triggers]
            if draw(st.booleans()) and known:
                day = one.day - draw(_LAGS)
                told.append(
                    Event(
                        draw(st.sampled_from(known)),
                        day,
                        draw(st.sampled_from([change.process, None])),
                        change.touchpoint,
                        draw(_BASES),
                        draw(_notices(office, day)),
                    )
                )
    return tuple(told)


@st.composite
def _notices(draw: DrawFn, office: Office, happened: date) -> tuple[Notice, ...] | None:
    """One by each role that has to report; where none has to, one or none or no word of any."""
    roles: Sequence[str | None] = office.reporters
    if not roles and draw(st.booleans()):
        return None
    if not roles:
        roles = draw(some(st.sampled_from(office.every_role), 0, 1))
    return tuple(
        Notice(Actor(draw(_PEOPLE), role), min(happened + draw(_LAGS), DAY)) for role in roles
    )
