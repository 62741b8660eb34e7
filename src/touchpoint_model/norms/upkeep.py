"""Rules on keeping the register (LC04 to LC07): what made an update due, who changed it, who checked."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ..lifecycle.authority import Deed
from ..lifecycle.deeds import deeds_of
from ..lifecycle.triggers import TRIGGER_KINDS, TriggerCode
from ..model.findings import Absent, Fault
from ..model.history import Event, History
from ..model.register import Register
from ..model.revisions import Actor, Change, Revision
from ..model.text import Text, normalise
from ..model.view import View
from ..rules.binding import InScheme
from ..rules.rule import Reading, Verdict, rule
from .told import label, labels, told

__all__ = ["unauthorised_change", "unchecked_inclusion", "unrecorded_trigger", "unreported_change"]

_NO_EVENTS, _NO_NOTICES = Absent("events"), Absent("events.notices")
_NO_POINT = Absent("events.touchpoint")
_NO_ROLE, _NO_PREPARER = Absent("author.role"), Absent("prepared_by")
_NO_INSPECTION, _NO_INSPECTOR = Absent("inspection"), Absent("inspection.by")

_Roles = Annotated[tuple[str, ...], InScheme("role")]


@rule(
    "LC04",
    name="unrecorded-trigger",
    of_history=True,
    message=Text(
        ru="{when} наступил повод обновить перечень ({what}), а соответствующего изменения в перечне нет",
        en="On {when} an update of the register became due ({what}), and the register has no such change",
    ),
    fix=Text(
        ru="Обновите перечень; срок порядком не установлен",
        en="Update the register; the ordinance sets no term",
    ),
    readings={
        "before": Reading(
            Text(
                ru="{when} наступил повод обновить перечень ({what}); такое изменение внесено раньше, "
                "редакцией {revision}",
                en="On {when} an update of the register became due ({what}); such a change was made "
                "before, by revision {revision}",
            ),
            Text(
                ru="Проверьте, то ли это изменение; если нет, обновите перечень",
                en="See whether it is that change; if not, update the register",
            ),
        ),
        "in-fact": Reading(
            Text(
                ru="{when} точка перестала работать ({what}), а в перечне она есть",
                en="On {when} a point ceased to work ({what}), and the register still has it",
            ),
            Text(
                ru="Если точки больше нет, исключите её из перечня",
                en="If the point is gone, exclude it from the register",
            ),
        ),
    },
)
def unrecorded_trigger(
    _register: Register,
    *,
    trigger: Annotated[TriggerCode, InScheme("trigger")],
    in_fact: bool = False,
    view: View,
) -> Verdict:
    """Something made an update of the register due, and no revision records it.

    Why: A register that does not follow what happened leads clients to points that are gone.
    Decides: An event of the clause's kind was recorded after the register was formed, and no revision
        of its day or a later one has a change of that kind, at the point and in the process that the
        event names. A new point that the register has, and an excluded one that it has not, are
        recorded whatever the day. If such a change was made before the event, it is the reading
        `before`; a point that ceased to work and is still in the register, `in-fact`, where the clause
        speaks of exclusion from the register and not of the fact; both are notes. Without a record of
        events the clause is unverified, as it is if the event names a point of which neither the
        register nor its changes know. No act sets a term, so nothing is ever late.
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
        if event.trigger == trigger and event.date > history.revisions[0].day:
            yield from _unrecorded(event, history, view, in_fact=in_fact)


def _unrecorded(event: Event, history: History, view: View, *, in_fact: bool) -> Verdict:
    answers = [one for one in history.revisions[1:] if _answers(one, event)]
    if _shows(event, view) or any(one.day >= event.date for one in answers):
        return
    if not answers and event.trigger not in _BY_STATE and not _is_known(event, history, view):
        yield _NO_POINT
        return
    still_there = event.trigger == _EXCLUSION and not in_fact
    reading = "before" if answers else "in-fact" if still_there else None
    what = event.text or label(view, "trigger", event.trigger)
    number = answers[-1].number if answers else None
    fields = {"when": told(event.date), "what": _about(event, what), "revision": number}
    yield Fault(reading=reading, revision=number, key=_mark(event), fields=fields)


def _answers(revision: Revision, event: Event) -> bool:
    """Whether a revision has a change such as an event asks for."""
    kinds = TRIGGER_KINDS.get(event.trigger, frozenset())
    return any(
        change.kind in kinds and change.known == "changed" and _same_place(event, change)
        for change in revision.changes
    )


def _shows(event: Event, view: View) -> bool:
    """Whether the register as it stands shows what an event tells."""
    if event.touchpoint is None or event.trigger not in _BY_STATE:
        return False
    return _stands(event, view) is _BY_STATE[event.trigger]


def _is_known(event: Event, history: History, view: View) -> bool:
    """Whether the register, or one of its changes, has a point of the name that an event tells."""
    if event.touchpoint is None:
        return True
    names = {normalise(one.touchpoint or "") for it in history.revisions for one in it.changes}
    names |= {normalise(one.name) for one in view.register.touchpoints}
    return normalise(event.touchpoint) in names


_EXCLUSION, _REGISTRY_CHANGED = "exclusion", "registry-changed"
_BY_STATE = {"new-touchpoint": True, _EXCLUSION: False}  # whether the point is to be there


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
        ru="Редакция {revision} от {made}: {deed} ({what}). Исполнитель: {actor} ({role}); порядок "
        "поручает это другим: {roles}",
        en="Revision {revision} of {made}: {deed} ({what}), done by {actor} ({role}); the ordinance "
        "leaves it to: {roles}",
    ),
    fix=Text(
        ru="Впредь это делает тот, кого называет порядок; внесённое пусть он проверит",
        en="From now on leave it to whom the ordinance names, and have them check what was entered",
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
    Known limits: It knows roles, not persons: neither whether somebody really holds the role is judged,
        nor whether that unit is the one that does the interacting. A clause by which somebody sees to
        a deed is read as one by which they do it.
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
    named = (one.touchpoint or one.process or one.after or one.before for one in changes)
    names = list(dict.fromkeys(f"«{one}»" for one in named if one))
    more = ["…"] if len(names) > _MOST_LISTED else []
    return ", ".join([*names[:_MOST_LISTED], *more])


@rule(
    "LC06",
    name="unchecked-inclusion",
    of_history=True,
    message=Text(
        ru="Редакция {revision} от {made}: сведения включены без надлежащей проверки: {lack}",
        en="Revision {revision} of {made}: data were included without a proper check: {lack}",
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
            asked = labels(view, "role", roles)
            lack = Text(
                ru=f"её провёл(а) {check.by.name} ({who.ru}), а поручена она: {asked.ru}",
                en=f"it was made by {check.by.name} ({who.en}), and is for: {asked.en}",
            )
        if lack is not None:
            fields = {"revision": revision.number, "made": told(revision.day), "lack": lack}
            yield Fault(revision=revision.number, fields=fields)


def _lack(revision: Revision, checked: date, passed: bool) -> Text | None:
    if not passed:
        return Text(ru="проверка не пройдена", en="the check was not passed")
    if checked > revision.day:
        when = told(checked)
        return Text(ru=f"проверены {when.ru}, после включения", en=f"checked later, on {when.en}")
    return None


@rule(
    "LC07",
    name="unreported-change",
    of_history=True,
    message=Text(
        ru="{when} наступил повод обновить перечень ({what}); записано, что о нём не сообщали. Сообщить "
        "должен: {roles}",
        en="On {when} an update of the register became due ({what}); it is recorded that nobody "
        "reported it. To report it is for: {roles}",
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
        without a record of events. A change of the registry of processes is passed over, for it changes
        nothing that stands in the register, and so is an event before the register was formed. No act
        sets a term, so a notice is never late.
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
        if event.trigger == _REGISTRY_CHANGED or event.date <= history.revisions[0].day:
            continue
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
