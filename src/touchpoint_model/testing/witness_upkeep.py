"""How the rules on keeping the register (LC04 to LC07) are broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from attrs import evolve

from ..lifecycle.authority import Deed
from ..lifecycle.changes import ChangeKind
from ..model.history import Event, History
from ..model.register import Register, places
from ..model.revisions import Actor, Revision
from ..model.revisions import Change as Recorded
from ..model.text import normalise
from ..rules.binding import Binding
from .lawful import DAY, Material
from .office import Office
from .pasts import changed, event, past, possible
from .witnessing import Change, witnessed

__all__: list[str] = []

_somebody_ru, _new_ru = "Кузнецов К. К.", "Стенд у входа № {}"
_ONE_DAY = timedelta(days=1)
_NOBODY = "nobody"  # a role that no clause names
_NEW, _EXCLUSION, _REGISTRY = "new-touchpoint", "exclusion", "registry-changed"  # `trigger`


@witnessed("LC04")
def _unrecorded_trigger(register: Register, material: Material) -> Iterator[Change]:
    office = Office(material.agency)
    lawful = past(office, until=DAY - 30 * _ONE_DAY)
    for binding in office.bindings("LC04"):
        trigger = str(binding.arguments["trigger"])
        as_read = trigger == _EXCLUSION and not binding.arguments.get("in_fact", False)
        reading = "in-fact" if as_read else None
        for place in _unshown(register, trigger):
            happened = event(office, trigger, DAY - 20 * _ONE_DAY, place)
            history = _happened(lawful, happened)
            yield _set_off(register, office, trigger, lawful, history, reading)
        yield from _unanswered(register, office, trigger)


def _unshown(register: Register, trigger: str) -> Iterator[Recorded | None]:
    """Where something may have happened that the register does not show: anywhere, at a row."""
    if trigger != _EXCLUSION:
        yield None
    for one in places(register):
        point = register.touchpoint(one.entry).name
        if trigger == _NEW:
            point = _new_ru.format(one.row)
        yield Recorded("", one.pointer, process=one.process.name, touchpoint=point)


def _unanswered(register: Register, office: Office, trigger: str) -> Iterator[Change]:
    """A revision records what happened; then it did so before, or elsewhere, or only knows of it."""
    answers = _answers(register, trigger)
    if not answers:
        return
    day, first = DAY - 10 * _ONE_DAY, answers[0]
    told = evolve(past(office, (first,), until=day), events=())
    lawful = _happened(told, event(office, trigger, day, first))
    later = _happened(told, event(office, trigger, day + _ONE_DAY, first))
    before = _set_off(register, office, trigger, lawful, later, "before")
    yield evolve(before, revision=lawful.revisions[-1].number)
    other = next((one for one in answers if _place(one) != _place(first)), None)
    if other is not None:
        elsewhere = _happened(told, event(office, trigger, day, other))
        yield _set_off(register, office, trigger, lawful, elsewhere)
    known = evolve(lawful.revisions[1], changes=(evolve(first, known="now-known"),))
    yield _set_off(register, office, trigger, lawful, _revised(lawful, known))


def _answers(register: Register, trigger: str) -> tuple[Recorded, ...]:
    """Changes that record a trigger, where its rows alone do not."""
    if trigger == _REGISTRY:
        return tuple(changed(register, ChangeKind.PROCESS_ADDED))
    plain = trigger in (ChangeKind.KIND_CHANGED, ChangeKind.NEEDS_CHANGED)
    return tuple(changed(register, trigger)) if plain else ()


def _set_off(
    register: Register,
    office: Office,
    trigger: str,
    lawful: History,
    history: History,
    reading: str | None = None,
) -> Change:
    """A change of the history, found by the clause that prints the trigger."""
    concept = office.agency.vocabulary.get("trigger", trigger)
    about = (concept,) if concept is not None else ()
    return Change(register, None, reading, about, past=lawful, history=history)


def _happened(history: History, *events: Event) -> History:
    return evolve(history, events=events)


def _place(change: Recorded) -> tuple[str, str]:
    return normalise(change.process or ""), normalise(change.touchpoint or "")


@witnessed("LC05")
def _unauthorised_change(register: Register, material: Material) -> Iterator[Change]:
    office = Office(material.agency)
    for deed in Deed:
        bound = [one for one in office.bindings("LC05") if deed in one.arguments["deeds"]]
        for lawful in _pasts(register, office, deed) if bound else ():
            last = lawful.revisions[-1]
            for role in (*filter(None, office.every_role), _NOBODY):
                hit = [one for one in bound if role not in one.arguments["roles"]]
                who = Actor(_somebody_ru, role)
                other = _done_by(who, last, deed)
                if hit:
                    yield _changed(register, hit, lawful, _revised(lawful, other), last.number)


def _done_by(who: Actor, revision: Revision, deed: Deed) -> Revision:
    """The revision, of which somebody else did a deed."""
    if deed is Deed.PREPARE:
        return evolve(revision, prepared_by=who)
    return evolve(revision, author=who)


def _pasts(register: Register, office: Office, deed: Deed) -> Iterator[History]:
    """Pasts whose last revision does a deed; forms or includes, if data are only prepared."""
    if deed in (Deed.FORM, Deed.PREPARE):
        yield past(office, until=DAY)
    done = Deed.INCLUDE if deed is Deed.PREPARE else deed
    for change in possible(register, done)[:1]:
        yield past(office, (change,), until=DAY)


@witnessed("LC06")
def _unchecked_inclusion(register: Register, material: Material) -> Iterator[Change]:
    """The check was not passed; or it was made the day after; or by somebody else."""
    office = Office(material.agency)
    bound = office.bindings("LC06")
    for lawful in _pasts(register, office, Deed.PREPARE):
        last = lawful.revisions[-1]
        check = last.inspection
        assert check is not None
        lacks = [evolve(check, passed=False), evolve(check, date=last.day + _ONE_DAY)]
        told = [(bound, lack) for lack in lacks]
        for role in (*filter(None, office.every_role), _NOBODY):
            hit = tuple(one for one in bound if role not in one.arguments["roles"])
            told += [(hit, evolve(check, by=Actor(_somebody_ru, role)))] if hit else []
        for hit, lack in told:
            other = evolve(last, inspection=lack)
            yield _changed(register, hit, lawful, _revised(lawful, other), last.number)


@witnessed("LC07")
def _unreported_change(register: Register, material: Material) -> Iterator[Change]:
    office = Office(material.agency)
    for deed in (Deed.INCLUDE, Deed.CHANGE, Deed.EXCLUDE):
        for change in possible(register, deed):
            lawful = past(office, (change,), until=DAY)
            for happened in lawful.events or ():
                if happened.trigger == _REGISTRY:
                    continue  # it changes nothing that stands in the register
                silent = _happened(lawful, evolve(happened, notices=()))
                yield _changed(register, office.bindings("LC07"), lawful, silent)


def _revised(history: History, revision: Revision) -> History:
    """The history with another last revision."""
    return evolve(history, revisions=(*history.revisions[:-1], revision))


def _changed(
    register: Register,
    hit: Sequence[Binding],
    lawful: History,
    history: History,
    revision: int | None = None,
) -> Change:
    """A change of the history alone, of which all bindings that it hits have something to say."""
    return Change(
        register,
        None,
        consequences=tuple(one.rule.code for one in hit[1:]),
        past=lawful,
        history=history,
        revision=revision,
        clauses=tuple(clause.ref for one in hit for clause in one.clauses),
    )
