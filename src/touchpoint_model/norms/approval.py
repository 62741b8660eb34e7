"""Rules on the approved register (LC01 to LC03): its approval, its place, the term of a new version."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from ..lifecycle.calendar import DayOff
from ..lifecycle.deadlines import Deadline, add_working_days
from ..lifecycle.deeds import alters
from ..model.findings import Absent, Fault
from ..model.history import History
from ..model.register import Register
from ..model.revisions import Revision
from ..model.text import Text
from ..model.view import View
from ..rules.binding import InScheme
from ..rules.rule import Reading, Verdict, rule
from .told import labels, told

__all__ = ["late_publication", "unapproved_register", "unpublished_register"]

_NO_APPROVAL = Absent("approval")
_NO_PUBLICATIONS, _NO_PLACE = Absent("publications"), Absent("publications.place")
_NO_DATE = Absent("publications.date")

_DAY_OFF = Text(ru="выходной региона", en="a day off of the region")

_Places = Annotated[tuple[str, ...], InScheme("place")]


@rule(
    "LC01",
    name="unapproved-register",
    message=Text(
        ru="Перечень ведётся с {since}, а акта, который его утвердил, в истории нет",
        en="The register has been kept since {since}, and its history has no act that approves it",
    ),
    fix=Text(
        ru="Утвердите перечень и запишите реквизиты акта",
        en="Have the register approved, and record the act",
    ),
    readings={
        "changed-since": Reading(
            Text(
                ru="После утверждения (редакция {approved}) перечень изменён (редакция {revision})",
                en="The register was changed (revision {revision}) after its approval "
                "(revision {approved})",
            ),
            Text(
                ru="Решите, утверждать ли изменённый перечень заново: порядок об этом молчит",
                en="Decide whether the changed register is approved anew: the ordinance does not say",
            ),
        ),
    },
)
def unapproved_register(register: Register, *, view: View) -> Verdict:
    """The register is kept and has not been approved.

    Why: Until an act approves it, the register binds nobody.
    Decides: The register names no approving act, and its history records none. A register without a
        history that names no act leaves the clause unverified. A change of data after the last
        approval is the reading `changed-since`, a note. Numbers of acts are not compared with the
        ordinance.
    Bad: A history of three revisions, none of them approved.
    Good: `"approval": {"act": "Приказ Министерства", "number": "27/а-а", "date": "2024-03-19"}`
    Known limits: It does not judge whether the act was signed by whom it should be.
    """
    history = view.history
    if history is None or history.head is None:
        if register.approval is None:
            yield _NO_APPROVAL
        return
    approved = [one.revision for one in history.approvals]
    if approved:
        changed = [one for one in history.revisions[max(approved) :] if _altered(one)]
        if changed:
            number = changed[-1].number
            yield Fault(
                reading="changed-since",
                revision=number,
                fields={"approved": max(approved), "revision": number},
            )
    elif register.approval is None:
        since = history.revisions[0].day
        yield Fault(revision=history.head.number, fields={"since": told(since)})


def _is_approved(view: View) -> bool:
    history = view.history
    return view.register.approval is not None or bool(history and history.approvals)


def _may_be_approved(view: View) -> bool:
    return _is_approved(view) or view.history is None


@rule(
    "LC02",
    name="unpublished-register",
    message=Text(
        ru="Перечень утверждён, но не размещён там, где требует порядок: {places}",
        en="The register is approved, but not placed where the ordinance wants it: {places}",
    ),
    fix=Text(
        ru="Разместите утверждённый перечень в электронной форме и запишите дату",
        en="Place the approved register there in electronic form, and record the date",
    ),
    applies=_may_be_approved,
)
def unpublished_register(register: Register, *, places: _Places, view: View) -> Verdict:
    """The register is approved and was never placed where the ordinance wants it.

    Why: A register that clients or colleagues cannot open does not work.
    Decides: The register or its history records an approval, and no publication in one of the
        ordinance's places. A register that says nothing of its publications and has no history
        leaves the clause unverified, as does a publication in a place that is not recognised.
    Bad: Approved in March, and no publication is recorded.
    Good: `"publications": [{"place": "website", "date": "2024-03-25"}]`
    Known limits: The first publication has no term: it is missing from the day of approval.
    """
    history = view.history
    if not _is_approved(view):
        if history is None:
            yield _NO_PUBLICATIONS
        return
    stated = [one.publication.place for one in history.publications] if history else []
    stated += [one.place for one in register.publications or ()]
    if any(place in places for place in stated):
        return
    known = {one.code for one in view.vocabulary.scheme("place")}
    if any(place not in known for place in stated):
        yield _NO_PLACE
    elif history is None and register.publications is None:
        yield _NO_PUBLICATIONS
    else:
        yield Fault(fields={"places": labels(view, "place", places)})


def _has_changed(view: View) -> bool:
    return any(True for _ in _changes(view.history)) if view.history else False


@rule(
    "LC03",
    name="late-publication",
    of_history=True,
    message=Text(
        ru="Редакция {revision} внесена {made}, разместить её надо было до {due} включительно, "
        "а {published}",
        en="Revision {revision} was made on {made} and had to be placed by {due}, but {published}",
    ),
    fix=Text(
        ru="Разместите актуальную версию перечня и запишите дату размещения",
        en="Place the current version of the register, and record the date",
    ),
    readings={
        "calendar": Reading(
            Text(
                ru="Редакция {revision} внесена {made}, срок размещения истёк {due}, {published}; "
                "переносы выходных этого года ещё не известны, день может сдвинуться",
                en="Revision {revision} was made on {made}, the term for placing it ended on {due}, "
                "{published}; the transfers of days off of that year are not known yet",
            ),
            Text(
                ru="Сверьте срок с производственным календарём",
                en="Compare the term with the official production calendar",
            ),
        ),
    },
    applies=_has_changed,
)
def late_publication(
    _register: Register, *, days: int, places: _Places, on: date, view: View
) -> Verdict:
    """A changed register was not placed anew within the term.

    Why: Whoever opens the register between the change and the publication reads what is not so.
    Decides: A revision that changes data, made after the first approval or publication, is followed
        by a publication of it or of a later revision, in one of the ordinance's places, within the
        term in working days of the production calendar, counted from the day after the change. A
        term that has not ended yet is no fault. The first publication has no term. A publication
        without a date leaves the clause unverified.
    Bad: Changed on 27 December, placed on 27 January: the tenth working day was earlier.
    Good: Changed on 27 April 2024, a worked Saturday, and placed on 16 May.
    Known limits: Days off of a region count only if the history names them. A revision that the
        next one overtakes within its term is placed with it, and has its own term all the same.
    """
    history = view.history
    if history is None:
        return
    for one in _changes(history):
        placed = [
            done.publication.date
            for done in history.publications
            if done.revision >= one.number and done.publication.place in places
        ]
        if None in placed:
            yield _NO_DATE
            continue
        due = add_working_days(one.day, days, regional=_regional(history))
        first = min((day for day in placed if day is not None), default=None)
        if (first or on) > due.day:
            yield _late(one, due, first)


def _regional(history: History) -> list[DayOff]:
    return [DayOff(one, _DAY_OFF) for one in history.days_off]


def _late(revision: Revision, due: Deadline, first: date | None) -> Fault:
    placed = Text(ru="не размещена", en="it is not placed yet")
    if first is not None:
        placed = Text(ru=f"размещена {first:%d.%m.%Y}", en=f"it was placed on {first}")
    fields = {
        "revision": revision.number,
        "made": told(revision.day),
        "due": told(due.day),
        "published": placed,
    }
    reading = None if due.known else "calendar"
    return Fault(reading=reading, revision=revision.number, fields=fields)


def _changes(history: History) -> Iterator[Revision]:
    """The revisions that changed the data of a register that was approved or published before."""
    known = [one.revision for one in history.approvals]
    known += [one.revision for one in history.publications]
    if known:
        yield from (one for one in history.revisions[min(known) :] if _altered(one))


def _altered(revision: Revision) -> bool:
    return any(alters(one) for one in revision.changes)
