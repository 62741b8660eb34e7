"""The judgement: every binding over its subjects, faults into findings, clauses into outcomes."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import partial
from types import FunctionType
from typing import Any

from attrs import evolve, field, mutable

from ..model.clients import ClientKind
from ..model.collector import collector_paused
from ..model.errors import RuleCrash, UsageError
from ..model.findings import Absent, ClauseOutcome, Finding, FindingStatus, Indicator, Report
from ..model.legal import Act, ClauseRef
from ..model.processes import Direction, Process
from ..model.register import Register
from ..model.text import Text
from ..model.view import View
from .binding import Binding, Clause, bindings
from .citing import Citing, in_order
from .evidence import attested, outcome
from .rule import Rule
from .scope import Scope
from .seats import Seat, Seating
from .waiver import Waiver, waive

__all__ = ["Indicate", "judge"]

Indicate = Callable[[View, Mapping[str, float]], Indicator]


@mutable
class _Tally:
    """What one binding came to."""

    binding: Binding
    findings: list[Finding] = field(factory=list)
    absent: dict[str, None] = field(factory=dict)
    examined: bool = False


@collector_paused()
def judge(
    view: View,
    *,
    acts: Mapping[str, Act],
    clauses: Sequence[Clause],
    indicators: Mapping[str, Indicate],
    on: date,
    waivers: Sequence[Waiver] = (),
    baseline: Collection[str] = (),
) -> Report:
    """Judge a register.

    Args:
        view: the register and the vocabulary it is judged under.
        acts: by code. clauses: all of them, in the order of the acts. indicators: by name.
        on: the day it is judged by. baseline: fingerprints of findings that are known.

    Raises:
        RuleCrash: a rule raised. UsageError: an attestation names a clause that no act has.
    """
    _known_attestations(view.register, acts, clauses)
    seating = Seating(view)
    tallies = [
        _run(one, Citing.of(one, view, acts), seating, view, on) for one in bindings(clauses, on)
    ]
    findings = [
        evolve(one, status=FindingStatus.BASELINE) if one.fingerprint in baseline else one
        for one in in_order([finding for one in tallies for finding in one.findings])
    ]
    judged = waive(findings, waivers, on)
    by_clause = _by_clause(judged)
    own = _by_binding(tallies)
    outcomes = tuple(
        _outcome(
            clause,
            by_clause.get(clause.ref, ()),
            own.get(clause.ref, ()),
            seating=seating,
            indicators=indicators,
            confirmed=attested(clause.ref, view.register.attestations, on),
        )
        for clause in clauses
        if clause.holds_on(on)
    )
    rows = sum(len(process.entries) for process in view.register.processes)
    return Report(
        view.vocabulary.agency,
        on,
        judged,
        outcomes,
        rows=rows,
        readings=view.register.readings,
    )


def _known_attestations(
    register: Register, acts: Mapping[str, Act], clauses: Sequence[Clause]
) -> None:
    known = {clause.ref for clause in clauses}
    for at, one in enumerate(register.attestations):
        if one.clause.act in acts and one.clause not in known:
            raise UsageError(
                Text(
                    ru=f"attestations[{at}].clause: пункта «{one.clause}» нет в актах органа",
                    en=f"attestations[{at}].clause: no act of the agency has clause “{one.clause}”",
                )
            )


def _by_clause(findings: Sequence[Finding]) -> dict[ClauseRef, list[Finding]]:
    """Findings by each clause that they speak against."""
    refs: dict[tuple[str, tuple[str, ...]], tuple[ClauseRef, ...]] = {}
    found: dict[ClauseRef, list[Finding]] = {}
    for finding in findings:
        if finding.act is None:
            continue
        key = (finding.act, finding.against)
        if key not in refs:
            refs[key] = tuple(ClauseRef.parse(one, finding.act) for one in finding.against)
        for ref in refs[key]:
            found.setdefault(ref, []).append(finding)
    return found


def _by_binding(tallies: Sequence[_Tally]) -> dict[ClauseRef, list[_Tally]]:
    """What came of the bindings, by each clause that they serve."""
    found: dict[ClauseRef, list[_Tally]] = {}
    for tally in tallies:
        for clause in tally.binding.clauses:
            found.setdefault(clause.ref, []).append(tally)
    return found


def _run(binding: Binding, citing: Citing, seating: Seating, view: View, on: date) -> _Tally:
    """Put every subject in scope before the rule."""
    tally, rule = _Tally(binding), binding.rule
    view = _within(view, binding)
    if rule.of_journeys and not view.journeys:
        return _without(tally, seating, "journeys")
    if rule.of_history and (view.history is None or view.history.head is None):
        return _without(tally, seating, "history")
    call = _call(binding, view, on)
    by_process, kinds = Process in rule.context.values(), binding.scope.kinds
    subject: object = None
    try:
        for direction, seats in seating.groups(rule.subject, binding.scope):
            if kinds and not seating.has(binding.scope):
                break
            tally.examined = True
            look = beside = _placed(call, rule, Direction, direction)
            for seat in seats:
                subject = seat.subject
                if by_process:
                    look = _placed(beside, rule, Process, seat.process)
                for fault in look(subject):
                    if isinstance(fault, Absent):
                        tally.absent[fault.fact] = None
                    elif not kinds or seating.is_of(kinds, fault, seat):
                        tally.findings.append(citing.finding(fault, seat))
        if rule.along is not None and view.journeys and seating.has(binding.scope):
            subject = view.register
            _look_along(rule.along, tally, citing, view, on)
        silent = not tally.findings and not tally.absent
        if silent and tally.examined and rule.applies is not None:
            tally.examined = rule.applies(view)
    except Exception as reason:
        raise _crash(rule, subject, reason) from reason
    return tally


def _without(tally: _Tally, seating: Seating, fact: str) -> _Tally:
    """What comes of a rule of journeys, or of the history, where there is no word of it."""
    tally.examined = seating.has(tally.binding.scope)
    if tally.examined:
        tally.absent[fact] = None
    return tally


def _within(view: View, binding: Binding) -> View:
    """The view with the journeys of those clients only that a clause is limited to."""
    rule, scope = binding.rule, binding.scope
    if not (scope.clients and view.journeys and (rule.of_journeys or rule.along)):
        return view
    meant = (None, ClientKind.ANY)
    kept = tuple(one for one in view.journeys if one.client in meant or one.client in scope.clients)
    if len(kept) == len(view.journeys):
        return view
    return View(view.register, view.vocabulary, kept, view.history)


def _look_along(
    along: Callable[..., Any], tally: _Tally, citing: Citing, view: View, on: date
) -> None:
    """Put the journeys of clients before the part of a rule that looks along them."""
    seat = Seat(view.register)
    for fault in along(view.register, **_known(along, _arguments(tally.binding, view, on))):
        if isinstance(fault, Absent):
            tally.absent[fault.fact] = None
        else:
            tally.findings.append(citing.finding(fault, seat))


def _call(binding: Binding, view: View, on: date) -> Callable[..., Any]:
    """The rule with the ordinance's arguments, the view and the day filled in."""
    return _preset(binding.rule.function, _arguments(binding, view, on))


def _arguments(binding: Binding, view: View, on: date) -> dict[str, Any]:
    around: dict[type, object] = {View: view, Scope: binding.scope, date: on}
    arguments = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in binding.arguments.items()
    }
    context = binding.rule.context.items()
    return arguments | {name: around[kind] for name, kind in context if kind in around}


def _known(function: Callable[..., Any], arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the arguments that a function takes."""
    taken = inspect.signature(function).parameters
    return {name: value for name, value in arguments.items() if name in taken}


def _preset(function: Callable[..., Any], arguments: Mapping[str, Any]) -> Callable[..., Any]:
    """The function with keyword-only arguments preset.

    As `functools.partial`, but a call hands over no keywords: a rule is called once a process.
    """
    if not arguments:
        return function
    if not isinstance(function, FunctionType):
        return partial(function, **arguments)
    preset = FunctionType(
        function.__code__,
        function.__globals__,
        function.__name__,
        function.__defaults__,
        function.__closure__,
    )
    preset.__kwdefaults__ = {**(function.__kwdefaults__ or {}), **arguments}
    return preset


def _placed(call: Callable[..., Any], rule: Rule, kind: type, value: object) -> Callable[..., Any]:
    """The call with the direction or the process around the subject filled in, if it asks."""
    names = [name for name, wanted in rule.context.items() if wanted is kind]
    return _preset(call, dict.fromkeys(names, value))


def _crash(rule: Rule, subject: object, reason: Exception) -> RuleCrash:
    what = f"{type(reason).__name__}: {reason}"
    names = (getattr(subject, key, None) for key in ("name", "title", "code", "touchpoint"))
    name = next((one for one in names if one), "")
    return RuleCrash(
        Text(
            ru=f"правило {rule.code} «{rule.name}» сломалось на «{name}»: {what}",
            en=f"rule {rule.code} “{rule.name}” broke on “{name}”: {what}",
        ),
        rule.where,
    )


def _outcome(
    clause: Clause,
    findings: Sequence[Finding],
    tallies: Sequence[_Tally],
    *,
    seating: Seating,
    indicators: Mapping[str, Indicate],
    confirmed: bool,
) -> ClauseOutcome:
    absent = dict.fromkeys(fact for one in tallies for fact in one.absent)
    result = outcome(
        clause,
        findings,
        in_scope=seating.has(clause.scope),
        examined=any(one.examined for one in tallies),
        absent=bool(absent),
        confirmed=confirmed,
    )
    indicator = None
    if clause.indicator is not None:
        indicator = indicators[clause.indicator](seating.view, clause.weights)
    return ClauseOutcome(
        act=clause.ref.act,
        clause=clause.ref.id,
        status=clause.status.value,
        outcome=result,
        rules=tuple(dict.fromkeys(use.rule.name for use in clause.uses)),
        indicator=indicator,
        absent=tuple(absent),
    )
