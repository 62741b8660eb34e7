"""Rules on the approved register (LC01 to LC03): its approval, its place, the term of a new version."""

from __future__ import annotations

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
_NO_DATE, _NO_APPROVAL_DATE = Absent("publications.date"), Absent("approval.date")
_DAY_OFF = Text(ru="выходной региона", en="a day off of the region")

_Places = Annotated[tuple[str, ...], InScheme("place")]


@rule(
    "LC01",
    name="unapproved-register",
    message=Text(
        ru="Перечень размещён, а сведений об акте, которым он утверждён, нет ни в нём, ни в его истории",
        en="The register is published, and neither it nor its history names an act that approves it",
    ),
    fix=Text(
        ru="Утвердите перечень и запишите реквизиты акта",
        en="Have the register approved, and record the act",
    ),
    readings={
        "draft": Reading(
            Text(
                ru="Перечень ведётся с {since} и ещё не утверждён; срока порядок не называет",
                en="The register has been kept since {since} and is not approved yet; the ordinance "
                "sets no term",
            ),
            Text(
                ru="Когда перечень будет готов, утвердите его и запишите реквизиты акта",
                en="Have the register approved when it is ready, and record the act",
            ),
        ),
        "changed-since": Reading(
            Text(
                ru="Утверждена редакция {approved}; после неё сведения перечня изменены (редакция "
                "{revision})",
                en="Revision {approved} is approved; the data were changed since (revision {revision})",
            ),
            Text(
                ru="Решите, утверждать ли изменённый перечень заново: порядок этого прямо не определяет",
                en="Decide whether the changed register is approved anew: the ordinance does not say",
            ),
        ),
    },
)
def unapproved_register(register: Register, *, view: View) -> Verdict:
    """The register is in use and has not been approved.

    Why: The ordinance asks for an act that approves the register; until then it is a draft.
    Decides: The register names no approving act, and its history records none. If it has been
        published anywhere, that is a fault; if not, it is the reading `draft`, a note, for no act sets
        a term. A register without a history that names no act leaves the clause unverified. A change
        of data after the last approval is the reading `changed-since`, a note. Numbers of acts are
        not compared with the ordinance.
    Bad: Three revisions, the last of them published, none of them approved.
    Good: `"approval": {"act": "Приказ Министерства", "number": "27/а-а", "date": "2024-03-19"}`
    Known limits: It judges neither who signed the act nor of what form it is.
    """
    history = view.history
    if history is None or history.head is None:
        if register.approval is None:
            yield _NO_APPROVAL
        return
    approved = [one.revision for one in history.approvals]
    changed = [one for one in history.revisions[max(approved, default=0) :] if _altered(one)]
    if approved and changed and not _names_act_since(register, changed[-1]):
        last = changed[-1].number
        fields = {"approved": max(approved), "revision": last}
        yield Fault(reading="changed-since", revision=last, fields=fields)
    elif not approved and register.approval is None:
        placed = bool(history.publications or register.publications)
        since = told(history.revisions[0].day)
        reading = None if placed else "draft"
        yield Fault(reading=reading, revision=history.head.number, fields={"since": since})


def _names_act_since(register: Register, revision: Revision) -> bool:
    """Whether the register itself names an act of the day of a revision or a later one."""
    named = register.approval
    return named is not None and named.date is not None and named.date >= revision.day


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
    Decides: The register or its history records an approval, and no publication of the approved
        revision or a later one in one of the ordinance's places. A register that says nothing of its
        publications and has no history leaves the clause unverified, as does a publication in a
        place that is not recognised.
    Bad: Approved in March, and no publication is recorded.
    Good: `"publications": [{"place": "website", "date": "2024-03-25"}]`
    Known limits: The ordinance sets no term for the first publication: it is missing from the day
        of approval.
    """
    history = view.history
    if not _is_approved(view):
        if history is None:
            yield _NO_PUBLICATIONS
        return
    stated = [one.place for one in register.publications or ()]
    if history is not None:
        first = min((one.revision for one in history.approvals), default=1)
        stated += [one.publication.place for one in history.publications if one.revision >= first]
    if any(place in places for place in stated):
        return
    known = {one.code for one in view.vocabulary.scheme("place")}
    if any(place not in known for place in stated):
        yield _NO_PLACE
    elif history is None and register.publications is None:
        yield _NO_PUBLICATIONS
    else:
        yield Fault(fields={"places": labels(view, "place", places)})


def _is_in_use(view: View) -> bool:
    history, published = view.history, view.register.publications
    return history is not None and bool(_is_approved(view) or history.publications or published)


@rule(
    "LC03",
    name="late-publication",
    of_history=True,
    message=Text(
        ru="Изменения (редакция {revision}) внесены {made}; актуальную версию следовало разместить не "
        "позднее {due}, она {published}",
        en="Changes (revision {revision}) were made on {made}; the current version was to be placed by "
        "{due}, and {published}",
    ),
    fix=Text(
        ru="Размещайте новую версию в срок; если она ещё не размещена, разместите её и запишите дату",
        en="Place a new version within the term; if it is not placed yet, place it and record the date",
    ),
    readings={
        "calendar": Reading(
            Text(
                ru="Изменения (редакция {revision}) внесены {made}; срок размещения истёк {due}, она "
                "{published}; официальные переносы выходных этого года ещё неизвестны, день может "
                "сдвинуться",
                en="Changes (revision {revision}) were made on {made}; the term ended on {due}, and "
                "{published}; the transfers of days off of that year are not known yet, so that the "
                "day may move",
            ),
            Text(
                ru="Сверьте срок с производственным календарём",
                en="Compare the term with the official production calendar",
            ),
        ),
        "by-approval": Reading(
            Text(
                ru="Изменения (редакция {revision}) записаны {made}, утверждены {enacted}: от дня записи "
                "срок истёк {due}, от дня утверждения соблюдён. Какой день считать днём внесения, "
                "порядок не говорит",
                en="Changes (revision {revision}) were recorded on {made} and approved on {enacted}: from "
                "the day of recording the term ended on {due}, from that of approval it is kept. Which "
                "of them is the day of the change, the ordinance does not say",
            ),
            Text(
                ru="Решите, с какого дня у вас считается срок размещения",
                en="Decide from which day the term counts with you",
            ),
        ),
    },
    applies=_is_in_use,
)
def late_publication(
    register: Register, *, days: int, places: _Places, on: date, view: View
) -> Verdict:
    """The current version of a changed register was not placed within the term.

    Why: Whoever opens the register between the change and the publication reads what is not so.
    Decides: A revision that changes data, made after the first approval or the first publication in
        one of the ordinance's places, is followed by a publication of it or of a later revision in
        one of these places, within the term in working days of the production calendar, counted from
        the day after the change. A term that has not ended yet is no fault. The first publication has
        no term. If the change was approved later, and the term is kept from that day on, it is the
        reading `by-approval`; if the transfers of days off of the year are not known yet, `calendar`;
        both are notes. A publication without a date leaves the clause unverified.
    Bad: Changed on 27 December 2024, placed on 27 January 2025: the tenth working day was earlier.
    Good: Changed on 27 April 2024, a worked Saturday, and placed on 17 May, the tenth working day.
    Known limits: Days off of a region count only if the history names them. A revision that the
        next one overtakes within its term is placed with it, and has its own term all the same, even
        if the next one takes the change back.
    """
    history = view.history
    if history is None:
        return
    in_use = _in_use(register, history, places)
    for one in history.revisions[1:]:
        if not _altered(one):
            continue
        before = [day for number, day in in_use if number < one.number]
        if not any(day is not None and day <= one.day for day in before):
            if None in before:
                yield _NO_APPROVAL_DATE
            continue
        placed = _placed(register, history, one, places)
        due = add_working_days(one.day, days, regional=_regional(history))
        if any(day is not None and day <= due.day for day in placed):
            continue
        if None in placed:
            yield _NO_DATE
            continue
        first = min((day for day in placed if day is not None), default=None)
        if (first or on) > due.day:
            yield from _late(one, due, first, days, on, history)


def _placed(
    register: Register, history: History, revision: Revision, places: tuple[str, ...]
) -> list[date | None]:
    """The days on which a revision, or a later one, was placed; what the register says included."""
    told_of = list(register.publications or ())
    told_of += [one.publication for one in history.publications if one.revision >= revision.number]
    return [
        one.date
        for one in told_of
        if one.place in places and (one.date is None or one.date >= revision.day)
    ]


def _late(
    revision: Revision, due: Deadline, first: date | None, days: int, on: date, history: History
) -> Verdict:
    placed = Text(ru="ещё не размещена", en="it is not placed yet")
    if first is not None:
        placed = Text(ru=f"размещена {first:%d.%m.%Y}", en=f"it was placed on {first}")
    fields = {
        "revision": revision.number,
        "made": told(revision.day),
        "due": told(due.day),
        "published": placed,
    }
    reading = None if due.known else "calendar"
    approved = [one.approval.date for one in history.approvals if one.revision >= revision.number]
    if None in approved:
        yield _NO_APPROVAL_DATE
        return
    enacted = min((day for day in approved if day is not None and day > revision.day), default=None)
    if enacted is not None and (first is None or first >= enacted):
        again = add_working_days(enacted, days, regional=_regional(history))
        fields["enacted"] = told(enacted)
        reading = "by-approval" if (first or on) <= again.day else reading
    yield Fault(reading=reading, revision=revision.number, fields=fields)


def _in_use(
    register: Register, history: History, places: tuple[str, ...]
) -> list[tuple[int, date | None]]:
    """Which revisions were approved or placed, and when; 0 where the register itself says so."""
    known = [(one.revision, one.approval.date) for one in history.approvals]
    known += [
        (one.revision, one.publication.date)
        for one in history.publications
        if one.publication.place in places
    ]
    if register.approval is not None:
        known.append((0, register.approval.date))
    known += [(0, one.date) for one in register.publications or () if one.place in places]
    return known


def _altered(revision: Revision) -> bool:
    return any(alters(one) for one in revision.changes)


def _regional(history: History) -> list[DayOff]:
    return [DayOff(one, _DAY_OFF) for one in history.days_off]
