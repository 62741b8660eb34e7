"""Witnesses: for a rule of an agency, a lawful register and the smallest change that breaks it.

The law of a witness: the change adds exactly one finding, of that rule, at that place, which cites
a clause that binds the rule; what else it brings or takes away is declared. `shortfalls` judges it:

>>> from touchpoint_model.plugins.discovery import find
>>> told = witness("TP03", find("trade"))
>>> told.expect
Expected(code='TP03', row=3, reading=None, revision=None)
>>> shortfalls(told)
()
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from ..model.errors import UsageError
from ..model.findings import Finding, Report, Severity
from ..model.history import History
from ..model.journeys import Journey
from ..model.register import Register
from ..model.text import Text
from ..model.view import View
from ..model.vocabulary import Concept
from ..norms import INDICATORS
from ..plugins.agency import Agency
from ..rules.engine import judge
from ..rules.rule import Rule
from . import (
    witness_approval,
    witness_channels,
    witness_inclusion,
    witness_needs,
    witness_service,
    witness_structure,
    witness_touchpoints,
    witness_upkeep,
)
from .cases import Recogniser
from .lawful import DAY, Material, lawful_registers
from .witnessing import Change, Expected, Witness, breaking

__all__ = ["FAMILIES", "places", "shortfalls", "violate", "witness", "witnesses"]

FAMILIES = (
    witness_approval,
    witness_channels,
    witness_inclusion,
    witness_needs,
    witness_service,
    witness_structure,
    witness_touchpoints,
    witness_upkeep,
)
"""The modules that say how the shared rules are broken."""


def witness(rule: str | Rule, agency: Agency) -> Witness:
    """The smallest lawful register of an agency, and the smallest change that breaks a rule.

    The register is the smallest of `lawful_registers` that the rule says nothing of.

    Args:
        rule: the rule, or its code.

    Raises:
        UsageError: the agency has no clause for the rule; the rule has no witness; or none of the
            lawful registers has a place to break it.
    """
    firsts = list[Witness]()
    for told in witnesses(rule, agency):
        if firsts and told.lawful is firsts[-1].lawful:
            continue
        if not _heard(told):
            return told
        firsts.append(told)
    if firsts:
        return firsts[0]
    bound = _bound(rule, agency)
    raise UsageError(
        Text(
            ru=f"В законных перечнях органа «{agency.code}» негде нарушить правило {bound.code}",
            en=f"No lawful register of “{agency.code}” has a place where rule {bound.code} can be broken",
        )
    )


def witnesses(rule: str | Rule, agency: Agency) -> Iterator[Witness]:
    """Every way to break a rule in the lawful registers of an agency, the smallest first.

    Raises:
        UsageError: the agency has no clause for the rule, or the rule has no witness.
    """
    bound = _bound(rule, agency)
    for at, register in enumerate(lawful_registers(agency)):
        if at and not _lawful(register, agency):
            continue  # under a rule of the agency's own
        for change in _changes(register, bound, agency):
            yield _told(bound, agency, register, change)


def places(register: Register, rule: str | Rule, agency: Agency) -> int:
    """In how many places of a lawful register a rule can be broken by one change."""
    return sum(1 for _ in _changes(register, _bound(rule, agency), agency))


def violate(register: Register, rule: str | Rule, agency: Agency, at: int = 0) -> Witness:
    """Break a rule in a lawful register, at one of its `places`.

    Raises:
        UsageError: there are not so many; or as of `witness`.
    """
    bound = _bound(rule, agency)
    change = next(islice(_changes(register, bound, agency), at, None), None) if at >= 0 else None
    if change is None:
        raise UsageError(
            Text(
                ru=f"В перечне нет места № {at}, чтобы нарушить правило {bound.code}",
                en=f"The register has no place no. {at} where rule {bound.code} can be broken",
            )
        )
    return _told(bound, agency, register, change)


def _lawful(register: Register, agency: Agency) -> bool:
    found = _judged(register, agency, None, DAY).findings
    return all(one.severity is Severity.NOTE for one in found)


def _heard(told: Witness) -> bool:
    """Whether the rule has something to say of the lawful register already."""
    found = _before(told, None, DAY).findings
    return any(one.code == told.rule.code for one in found)


def _changes(register: Register, rule: Rule, agency: Agency) -> Iterator[Change]:
    changes = breaking(rule.code)
    if changes is None:
        raise UsageError(
            Text(
                ru=f"У правила {rule.code} «{rule.name}» нет свидетеля; его даёт @witnessed",
                en=f"Rule {rule.code} “{rule.name}” has no witness; @witnessed gives it one",
            )
        )
    return changes(register, Material(agency))


def _bound(rule: str | Rule, agency: Agency) -> Rule:
    """The rule, as the agency's clauses name it."""
    code = rule if isinstance(rule, str) else rule.code
    for clause in agency.clauses:
        for use in clause.uses:
            if use.rule.code == code:
                return use.rule
    raise UsageError(
        Text(
            ru=f"Ни один пункт органа «{agency.code}» не называет правило «{code}»",
            en=f"No clause of agency “{agency.code}” names rule “{code}”",
        )
    )


def _told(rule: Rule, agency: Agency, lawful: Register, change: Change) -> Witness:
    bound = {use.rule.code for clause in agency.clauses for use in clause.uses}
    return Witness(
        rule=rule,
        agency=agency,
        lawful=lawful,
        broken=change.register,
        expect=Expected(rule.code, change.row, change.reading, change.revision),
        cites=tuple(map(str, change.clauses)) or _cites(rule, agency, change.about),
        consequences=tuple(sorted(code for code in change.consequences if code in bound)),
        relieves=tuple(sorted(code for code in change.relieves if code in bound)),
        lawful_journeys=change.before,
        broken_journeys=change.journeys,
        lawful_history=change.past,
        broken_history=change.history,
    )


def _cites(rule: Rule, agency: Agency, about: Sequence[Concept]) -> tuple[str, ...]:
    """The clauses of a rule that print the concepts or hold the list they stand in; else all."""
    refs = tuple(str(clause.ref) for clause in agency.clauses_of(rule))
    printed = {str(ref) for concept in about for ref in concept.clauses}
    fit = tuple(one for one in refs if any(_holds(one, ref) for ref in printed))
    return fit or refs


def _holds(clause: str, inner: str) -> bool:
    """Whether an address is another or stands below it."""
    return inner == clause or (inner.startswith(clause) and not inner[len(clause)].isdigit())


def shortfalls(
    told: Witness, recogniser: Recogniser | None = None, *, on: date = DAY
) -> tuple[str, ...]:
    """How a witness fails its law, a sentence each; empty if it holds.

    Args:
        recogniser: reads both registers first, as a check does; None judges them as stated.
    """
    before = _before(told, recogniser, on)
    after = _judged(
        told.broken, told.agency, recogniser, on, told.broken_journeys, told.broken_history
    )
    gained = _more(after, before, told.expect)
    lost = _more(before, after, told.expect)
    return tuple(_failures(told, before, gained, lost))


def _more(report: Report, other: Report, first: Expected) -> list[Finding]:
    """The findings that a report has and another has not; of several alike, the expected first.

    Rows may have moved; and of two processes of one name either may be the one that was changed.
    """
    left = Counter(map(_signature, other.findings))
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for one in report.findings:
        alike.setdefault(_signature(one), []).append(one)
    for sign, found in alike.items():
        found.sort(key=lambda one: _expected(one) != first)
        del found[max(0, len(found) - left[sign]) :]
    return [one for found in alike.values() for one in found]


def _signature(finding: Finding) -> tuple[object, ...]:
    """What a finding says, and of what; without its row."""
    place = finding.location
    said = (finding.code, finding.reading, finding.act, finding.clause, finding.message.ru)
    return (*said, place.direction, place.process, place.touchpoint, place.need)


def _failures(
    told: Witness, before: Report, gained: Sequence[Finding], lost: Sequence[Finding]
) -> Iterator[str]:
    for one in before.open:
        if one.severity is not Severity.NOTE:
            yield f"the register is not lawful before the change: {_line(one)}"
    met = [one for one in gained if _expected(one) == told.expect]
    if not met:
        yield f"{told.expect} is not found"
    elif f"{met[0].act}:{met[0].clause}" not in told.cites:
        yield f"{_line(met[0])}: it should cite one of {', '.join(told.cites)}"
    beside = [one for one in gained if one not in met[:1]]
    for name, found, declared in (
        ("brings", beside, told.consequences),
        ("takes away", lost, told.relieves),
    ):
        counted, wanted = Counter(one.code for one in found), Counter(declared)
        for one in found:
            if counted[one.code] > wanted[one.code]:
                yield f"the change also {name}: {_line(one)}"
        for code in wanted - counted:
            yield f"it is declared, but not so, that the change {name} {code}"


def _expected(finding: Finding) -> Expected:
    place = finding.location
    return Expected(finding.code, place.row, finding.reading, place.revision)


def _line(finding: Finding) -> str:
    reading = f" ({finding.reading})" if finding.reading else ""
    place = finding.location
    where = f"in row {place.row}"
    if place.revision is not None:
        where = f"in revision {place.revision}"
    return (
        f"{finding.code}{reading} by {finding.act}:{finding.clause} {where}: {finding.message.en}"
    )


def _before(told: Witness, recogniser: Recogniser | None, on: date) -> Report:
    """What is found before the change."""
    return _judged(
        told.lawful, told.agency, recogniser, on, told.lawful_journeys, told.lawful_history
    )


def _judged(
    register: Register,
    agency: Agency,
    recogniser: Recogniser | None,
    on: date,
    journeys: tuple[Journey, ...] | None = None,
    history: History | None = None,
) -> Report:
    vocabulary = agency.vocabulary
    read = recogniser.recognise(register, vocabulary) if recogniser else register
    return judge(
        View(read, vocabulary, journeys, history.until(on) if history else None),
        acts=agency.acts,
        clauses=agency.clauses,
        indicators=INDICATORS,
        on=on,
    )
