"""Rules on keeping the register (LC04 to LC07): what made an update due, who changed it, who checked."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ..lifecycle.authority import Deed
from ..lifecycle.deeds import deeds_of
from ..lifecycle.triggers import TRIGGER_KINDS
from ..model.findings import Absent, Fault
from ..model.history import Event, History
from ..model.register import Register
from ..model.revisions import Actor, Change, Revision
from ..model.text import Text, normalise
from ..model.view import View
from ..rules.binding import InScheme
from ..rules.rule import Verdict, rule
from .told import label, labels, told

__all__ = ["unauthorised_change", "unchecked_inclusion", "unrecorded_trigger", "unreported_change"]

_NO_EVENTS, _NO_NOTICES = Absent("events"), Absent("events.notices")
_NO_ROLE, _NO_PREPARER = Absent("author.role"), Absent("prepared_by")
_NO_INSPECTION, _NO_INSPECTOR = Absent("inspection"), Absent("inspection.by")

_Roles = Annotated[tuple[str, ...], InScheme("role")]


@rule(
    "LC04",
    name="unrecorded-trigger",
    of_history=True,
    message=Text(
        ru="{when} наступил повод обновить перечень ({what}), но ни одна редакция его не отражает",
        en="On {when} an update of the register became due ({what}), and no revision records it",
    ),
    fix=Text(
        ru="Обновите перечень; срок порядком не установлен",
        en="Update the register; the ordinance sets no term",
    ),
)
def unrecorded_trigger(
    _register: Register, *, trigger: Annotated[str, InScheme("trigger")], view: View
) -> Verdict:
    """Something made an update of the register due, and no revision records it.

    Why: A register that does not follow what happened leads clients to points that are gone.
    Decides: For each recorded event of the clause's kind, some revision made on its day or later has
        a change of that kind, at the point and in the process that the event names. A new point that
        the register has, and an excluded one that it has not, are recorded whatever the day. Without
        a record of events the clause is unverified. No act sets a term, so nothing is ever late.
    Bad: The needs at the reception changed on 3 June, and the register still has the old ones.
    Good: A revision of 5 June changes them.
    Known limits: It knows only the events that somebody recorded.
    """
    history = view.history
    if history is None:
        return
    if history.events is None:
        yield _NO_EVENTS
    for event in history.events or ():
        if event.trigger == trigger and not _recorded(event, history, view):
            what = event.text or label(view, "trigger", trigger)
            fields = {"when": told(event.date), "what": _about(event, what)}
            yield Fault(key=_mark(event), fields=fields)


def _recorded(event: Event, history: History, view: View) -> bool:
    kinds = TRIGGER_KINDS.get(event.trigger, frozenset())
    if any(
        change.kind in kinds and change.known == "changed" and _same_place(event, change)
        for one in history.revisions
        if one.number > 1 and one.day >= event.date
        for change in one.changes
    ):
        return True
    if event.touchpoint is None or event.trigger not in _BY_STATE:
        return False
    return _stands(event, view) is _BY_STATE[event.trigger]


_BY_STATE = {"new-touchpoint": True, "exclusion": False}  # whether the point is to be there


def _stands(event: Event, view: View) -> bool:
    """Whether the register has a row at the event's point, in its process if it names one."""
    return any(
        normalise(view.points[entry.touchpoint].touchpoint.name)
        == normalise(event.touchpoint or "")
        for _, process in view.processes
        if event.process is None or normalise(process.name) == normalise(event.process)
        for entry in process.entries
    )


def _same_place(event: Event, change: Change) -> bool:
    pairs = ((event.touchpoint, change.touchpoint), (event.process, change.process))
    return all(
        wanted is None or found is None or normalise(wanted) == normalise(found)
        for wanted, found in pairs
    )


def _about(event: Event, what: Text | str) -> Text:
    said = Text(ru=what, en=what) if isinstance(what, str) else what
    named = "; ".join(f"«{one}»" for one in (event.touchpoint, event.process) if one)
    return Text(ru=f"{said.ru}: {named}", en=f"{said.en}: {named}") if named else said


def _mark(event: Event) -> str:
    names = (normalise(one or "") for one in (event.process, event.touchpoint, event.text))
    return " ".join((event.trigger, event.date.isoformat(), *names))


@rule(
    "LC05",
    name="unauthorised-change",
    of_history=True,
    message=Text(
        ru="Редакция {revision} от {made}: {deed} ({what}); это сделал {actor} ({role}), "
        "а порядок поручает это другим: {roles}",
        en="Revision {revision} of {made}: {deed} ({what}), done by {actor} ({role}); the ordinance "
        "leaves it to: {roles}",
    ),
    fix=Text(
        ru="Пусть изменение подтвердит и внесёт тот, кому оно поручено",
        en="Have it confirmed and entered by whom the ordinance names",
    ),
)
def unauthorised_change(
    _register: Register, *, deeds: tuple[Deed, ...], roles: _Roles, view: View
) -> Verdict:
    """Data were included, changed, excluded or prepared by somebody whom the ordinance does not name.

    Why: Who answers for the data must be who enters them.
    Decides: Each revision is a deed: the first forms the register, later ones include, change or
        exclude data by their typed changes. The role of its author (for preparing, of who prepared
        the data) is not among those of the clause. A role or a preparer that is not recorded leaves
        the clause unverified.
    Bad: Under an ordinance where units exclude data, the authorised person excluded a point.
    Good: The unit excluded it.
    Known limits: It knows roles, not persons: whether somebody really holds the role is not judged.
    """
    history = view.history
    for revision in history.revisions if history else ():
        done = deeds_of(revision)
        for deed in deeds:
            if deed == Deed.PREPARE:
                if done.keys() & {Deed.FORM, Deed.INCLUDE}:
                    yield from _by_whom(
                        revision, revision.prepared_by, (), Deed.PREPARE, roles, view
                    )
            elif deed in done:
                yield from _by_whom(revision, revision.author, done[Deed(deed)], deed, roles, view)


def _by_whom(
    revision: Revision,
    actor: Actor | None,
    changes: tuple[Change, ...],
    deed: Deed,
    roles: tuple[str, ...],
    view: View,
) -> Verdict:
    if actor is None or actor.role is None:
        yield _NO_PREPARER if deed == Deed.PREPARE else _NO_ROLE
    elif actor.role not in roles:
        fields = {
            "revision": revision.number,
            "made": told(revision.day),
            "deed": Deed(deed).label,
            "what": _listed(changes) or revision.basis,
            "actor": actor.name,
            "role": label(view, "role", actor.role),
            "roles": labels(view, "role", roles),
        }
        yield Fault(revision=revision.number, fits=str(deed), key=str(deed), fields=fields)


_MOST_LISTED = 3


def _listed(changes: tuple[Change, ...]) -> str:
    names = list(dict.fromkeys(f"«{one.touchpoint or one.process}»" for one in changes))
    more = ["…"] if len(names) > _MOST_LISTED else []
    return ", ".join([*names[:_MOST_LISTED], *more])


@rule(
    "LC06",
    name="unchecked-inclusion",
    of_history=True,
    message=Text(
        ru="Редакция {revision} от {made}: сведения включены без проверки ({lack})",
        en="Revision {revision} of {made}: data were included without a check ({lack})",
    ),
    fix=Text(
        ru="Проверяйте полноту сведений до включения и записывайте, кто и когда проверил",
        en="Check the data before they are included, and record who did so and when",
    ),
)
def unchecked_inclusion(_register: Register, *, roles: _Roles, view: View) -> Verdict:
    """Data were included before their completeness was checked.

    Why: What is wrong in the register misleads clients from the first day.
    Decides: A revision that forms the register or includes data records a check that was not
        passed, or was made after the inclusion, or by a role that the clause does not name. A
        revision that records no check leaves the clause unverified.
    Bad: Included on 5 June, checked on 7 June.
    Good: `"inspection": {"date": "2024-06-04", "by": {"name": "…", "role": "authorised-person"}}`
    Known limits: It does not repeat the check; the other rules do.
    """
    history = view.history
    for revision in history.revisions if history else ():
        if not deeds_of(revision).keys() & {Deed.FORM, Deed.INCLUDE}:
            continue
        check = revision.inspection
        if check is None:
            yield _NO_INSPECTION
            continue
        lack = _lack(revision, check.date, check.passed)
        if lack is None and (check.by is None or check.by.role is None):
            yield _NO_INSPECTOR
        elif lack is None and check.by is not None and check.by.role not in roles:
            who = label(view, "role", check.by.role or "")
            lack = Text(
                ru=f"проверял {check.by.name}: {who.ru}", en=f"by {check.by.name}: {who.en}"
            )
        if lack is not None:
            fields = {"revision": revision.number, "made": told(revision.day), "lack": lack}
            yield Fault(revision=revision.number, fields=fields)


def _lack(revision: Revision, checked: date, passed: bool) -> Text | None:
    if not passed:
        return Text(ru="проверка не пройдена", en="the check was not passed")
    if checked > revision.day:
        when = told(checked)
        return Text(ru=f"проверены позже, {when.ru}", en=f"checked later, on {when.en}")
    return None


@rule(
    "LC07",
    name="unreported-change",
    of_history=True,
    message=Text(
        ru="О том, что {when} наступил повод обновить перечень ({what}), никто не сообщил; "
        "сообщать должны: {roles}",
        en="On {when} an update of the register became due ({what}), and nobody reported it; to "
        "report are: {roles}",
    ),
    fix=Text(
        ru="Пусть о таких изменениях сообщают сразу, с датой сообщения",
        en="Have such changes reported at once, and date the reports",
    ),
)
def unreported_change(_register: Register, *, roles: _Roles, view: View) -> Verdict:
    """A change that makes an update due was not reported to who keeps the register.

    Why: Who keeps the register learns of a change only from the unit where it happens.
    Decides: A recorded event states that there was no notice of it. An event whose notices are not
        recorded, or come from other roles only, leaves the clause unverified; so does a history
        without a record of events. No act sets a term, so a notice is never late.
    Bad: `"notices": []`
    Good: `"notices": [{"by": {"name": "…", "role": "unit-head"}, "date": "2024-06-04"}]`
    Known limits: It does not judge what the notice says.
    """
    history = view.history
    if history is None:
        return
    if history.events is None:
        yield _NO_EVENTS
    for event in history.events or ():
        if event.notices is None or (event.notices and not _from(event, roles)):
            yield _NO_NOTICES
        elif not event.notices:
            what = event.text or label(view, "trigger", event.trigger)
            fields = {
                "when": told(event.date),
                "what": _about(event, what),
                "roles": labels(view, "role", roles),
            }
            yield Fault(key=_mark(event), fields=fields)


def _from(event: Event, roles: tuple[str, ...]) -> bool:
    return any(one.by.role in roles for one in event.notices or ())
