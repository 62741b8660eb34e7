"""Comparing two editions of a register: what changed, what set it off, what is to be done next."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator

from .lifecycle.amendment import Amendment
from .lifecycle.diff import diff as difference_of
from .lifecycle.obligations import Demand, Duty, Term, alters_data, term_of
from .lifecycle.triggers import triggers
from .model.errors import UsageError
from .model.legal import ClauseRef
from .model.register import Register
from .model.text import Text
from .plugins.agency import Agency
from .plugins.discovery import find
from .recognise import recognise
from .recognise.renaming import renaming
from .rules.binding import Clause, RuleUse

__all__ = ["diff"]

_APPROVED, _PUBLISHED, _IN_TIME = "unapproved-register", "unpublished-register", "late-publication"


def diff(
    old: Register,
    new: Register,
    agency: str | Agency | None = None,
    *,
    on: datetime.date | None = None,
    days_off: Collection[datetime.date] = (),
) -> Amendment:
    """What changed from one edition of a register to the next, as its ordinance sees it.

    Parts are matched by identity first (the registry's id, the same words, contacts, ids, kinds),
    then by names that are one name told anew. Order, numbers and sources are no change.

    Args:
        agency: code or value; the register's own if it is not given. Under another agency, printed
            texts are recognised anew.
        on: the day of the change: terms run from the day after it, and clauses in force on it
            count. None is unknown: terms are told without a date, repealed clauses left out.
        days_off: further days off, of the region or the agency.

    Returns:
        The difference, the triggers that it sets off and the duties that follow.

    Raises:
        UsageError: the agency is not installed; the registers are of two agencies and none is
            given; an argument is of another type.
        ModelError: a register states codes that the vocabulary has not.
        PluginError: the plug-in is broken.
    """
    _checked(old, new, on, days_off)
    whose = _agency(old, new, agency)
    before, after = (recognise(one, whose.vocabulary) for one in (old, new))
    difference = difference_of(before, after, likeness=renaming)
    clauses = [one for one in whose.clauses if _holds(one, on)]
    refs = {one.ref for one in clauses}
    return Amendment(
        whose.code,
        before,
        after,
        difference,
        triggers(
            difference,
            whose.vocabulary,
            registry_known=None not in (before.process_registry, after.process_registry),
            in_force=refs.__contains__,
        ),
        tuple(_duties(clauses, on, days_off)) if alters_data(difference) else (),
        on,
    )


def _checked(old: object, new: object, on: object, days_off: object) -> None:
    if not isinstance(days_off, Collection) or any(
        type(one) is not datetime.date for one in days_off
    ):
        raise UsageError(
            Text(
                ru="diff ждёт в параметре days_off набор дней (datetime.date): [date(2024, 5, 31)]",
                en="diff takes, as days_off, a collection of datetime.date: [date(2024, 5, 31)]",
            )
        )
    if not (isinstance(old, Register) and isinstance(new, Register)) or not (
        on is None or type(on) is datetime.date
    ):
        raise UsageError(
            Text(
                ru="diff ждёт два перечня (Register) и день (datetime.date) в параметре on",
                en="diff takes two Registers and, as on, a datetime.date",
            )
        )


def _agency(old: Register, new: Register, told: str | Agency | None) -> Agency:
    if isinstance(told, Agency):
        return told
    if not told and old.agency != new.agency:
        raise UsageError(
            Text(
                ru=f"Перечни разных ведомств («{old.agency}» и «{new.agency}»); "
                "укажите, по порядку какого их сравнить",
                en=f"The registers are of two agencies (“{old.agency}”, “{new.agency}”); "
                "name the one whose ordinance they are compared by",
            )
        )
    return find(told or new.agency)


def _holds(clause: Clause, on: datetime.date | None) -> bool:
    return clause.repealed is None if on is None else clause.holds_on(on)


def _duties(
    clauses: Iterable[Clause], on: datetime.date | None, days_off: Collection[datetime.date]
) -> Iterator[Duty]:
    clauses = tuple(clauses)
    yield Duty(Demand.APPROVE, _refs(_uses(clauses, _APPROVED)))
    placed, timed = tuple(_uses(clauses, _PUBLISHED)), tuple(_uses(clauses, _IN_TIME))
    named = (place for _, use in (*timed, *placed) for place in use.arguments.get("places", ()))
    yield Duty(
        Demand.PUBLISH,
        _refs((*placed, *timed)),
        tuple(dict.fromkeys(named)),
        _term(timed, on, days_off),
    )


_Use = tuple[Clause, RuleUse]


def _term(
    timed: Collection[_Use], on: datetime.date | None, days_off: Collection[datetime.date]
) -> Term | None:
    """The shortest of the terms that clauses set, if any does."""
    days = min((use.arguments["days"] for _, use in timed), default=None)
    if days is None:
        return None
    refs = tuple(clause.ref for clause, use in timed if use.arguments["days"] == days)
    return term_of(days, refs, on, days_off)


def _uses(clauses: Iterable[Clause], rule: str) -> Iterator[_Use]:
    """The uses of a rule, the one cited first in front."""
    found = [(use.rank, clause, use) for clause in clauses for use in clause.uses]
    found = [one for one in found if one[2].rule.name == rule]
    for _, clause, use in sorted(found, key=lambda one: one[0]):
        yield clause, use


def _refs(uses: Iterable[_Use]) -> tuple[ClauseRef, ...]:
    return tuple(dict.fromkeys(clause.ref for clause, _ in uses))
