"""How the rules on the approved register (LC01 to LC03) are broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from attrs import evolve

from ..lifecycle.authority import Deed
from ..lifecycle.calendar import production_year
from ..lifecycle.deadlines import add_working_days
from ..model.history import History, Published
from ..model.register import Register
from ..model.revisions import Change as Recorded
from ..rules.binding import Binding
from .lawful import DAY, Material
from .office import Office
from .pasts import past, possible
from .witnessing import Change, witnessed

__all__: list[str] = []

_LATER = (Deed.INCLUDE, Deed.CHANGE, Deed.EXCLUDE)
_ONE_DAY = timedelta(days=1)
_FIRST_YEAR = 2000  # of those in which a year without known transfers is looked for


@witnessed("LC01")
def _unapproved_register(register: Register, material: Material) -> Iterator[Change]:
    """No act approves the register, which is in use; nor one that is not; then, none approves a change."""
    office = Office(material.agency)
    more = _more(office.bindings("LC01"))
    unapproved, draft = (
        _saying_nothing(register),
        evolve(_saying_nothing(register), publications=()),
    )
    for changes in ((), *_possible(register)):
        lawful = past(office, changes, until=DAY)
        last = len(lawful.revisions)
        never = evolve(lawful, approvals=())
        unused = evolve(never, publications=())
        cases: list[tuple[Register, str | None, History]] = [(draft, "draft", unused)]
        cases += [(unapproved, None, never)] if never.publications else []
        if changes:
            once = evolve(lawful, approvals=lawful.approvals[:-1])
            cases.append((unapproved, "changed-since", once))
        for broken, reading, history in cases:
            yield Change(
                broken,
                None,
                reading,
                consequences=more,
                past=lawful,
                history=history,
                revision=last,
            )


def _saying_nothing(register: Register) -> Register:
    """The register that leaves its approval and publications to its history."""
    return evolve(register, approval=None, publications=None)


@witnessed("LC02")
def _unpublished_register(register: Register, material: Material) -> Iterator[Change]:
    """Nothing was published; then, only what was there before the approval."""
    office = Office(material.agency)
    more = _more(office.bindings("LC02"))
    unpublished = evolve(register, publications=())
    if register.approval is not None:
        yield Change(unpublished, None, consequences=more)
    lawful = past(office, until=DAY)
    never = evolve(lawful, publications=())
    yield Change(unpublished, None, consequences=more, past=lawful, history=never)
    for changes in _possible(register):
        lawful = past(office, changes, until=DAY)
        before = tuple(one for one in lawful.publications if one.revision == 1)
        only = evolve(lawful, approvals=lawful.approvals[1:], publications=before)
        yield Change(unpublished, None, consequences=more, past=lawful, history=only)


@witnessed("LC03")
def _late_publication(register: Register, material: Material) -> Iterator[Change]:
    """A changed register is placed on the last day of the term; then a day later, then not at all.

    Of a year in the past whose transfers are not known the rule says so by its reading; and of a
    change that was approved later, if the term is kept from then on.
    """
    office, broken = Office(material.agency), _saying_nothing(register)
    bound = office.bindings("LC03")
    terms = [int(one.arguments["days"]) for one in bound]
    before = DAY - timedelta(days=2 * max(terms) + 30)
    for made, reading in ((before, None), (_unknown(), "calendar")):
        if made is None:
            continue
        last = add_working_days(made, min(terms)).day
        late = add_working_days(made, max(terms)).day + _ONE_DAY
        for changes in _possible(register):
            lawful = _placed(past(office, changes, until=made), last)
            cases = [(lawful, late, reading), (lawful, None, reading)]
            if reading is None and last > made:
                cases.append((_approved(lawful, last), late, "by-approval"))
            for told, day, said in cases:
                yield Change(
                    broken,
                    None,
                    said,
                    consequences=_more(bound),
                    past=told,
                    history=_placed(told, day),
                    revision=len(told.revisions),
                )


def _approved(history: History, day: date) -> History:
    """The history whose last revision was approved on another day."""
    *rest, last = history.approvals
    moved = evolve(last, approval=evolve(last.approval, date=day))
    return evolve(history, approvals=(*rest, moved))


def _placed(history: History, day: date | None) -> History:
    """The history whose last revision was published on another day, or never."""
    last = len(history.revisions)
    kept = [
        one if one.revision != last else evolve(one, publication=evolve(one.publication, date=day))
        for one in history.publications
        if one.revision != last or day is not None
    ]
    return evolve(history, publications=tuple[Published, ...](kept))


def _unknown() -> date | None:
    """A summer's day of the last year before `DAY` whose transfers of days off are not known."""
    years = range(DAY.year - 1, _FIRST_YEAR, -1)
    return next((date(one, 6, 3) for one in years if not production_year(one).known), None)


def _possible(register: Register) -> Iterator[tuple[Recorded]]:
    """A change of each deed that can have made the register what it is."""
    return ((one,) for deed in _LATER for one in possible(register, deed)[:1])


def _more(bound: Sequence[Binding]) -> tuple[str, ...]:
    """What a change brings by the second binding of its rule, and each further one."""
    return tuple(one.rule.code for one in bound[1:])
