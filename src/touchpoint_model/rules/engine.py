"""The judgement: every binding over its subjects, faults into findings, clauses into outcomes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from attrs import evolve, field, frozen, mutable

from ..model.clients import ClientKind
from ..model.errors import RuleCrash, UsageError
from ..model.findings import (
    Absent,
    ClauseOutcome,
    Fault,
    Finding,
    FindingStatus,
    Indicator,
    Location,
    Report,
)
from ..model.legal import Act, ClauseRef
from ..model.processes import Direction, Entry, Process, Source
from ..model.register import Register
from ..model.text import Text, normalise
from ..model.view import View
from ..model.vocabulary import Concept
from .binding import Binding, Clause, Scope, bindings, severity_of
from .evidence import attested, outcome
from .rule import Rule
from .waiver import Waiver, waive

__all__ = ["Indicate", "judge"]

Indicate = Callable[[View, Mapping[str, float]], Indicator]


@frozen
class _Seat:
    """One subject of a rule and where it sits in the register."""

    subject: Any
    direction: Direction | None = None
    process: Process | None = None
    pointer: str = ""
    first: int | None = None  # row of the first entry under it
    entry: int | None = None  # index in the process, for a single entry


@mutable
class _Tally:
    """What one binding came to."""

    binding: Binding
    findings: list[Finding] = field(factory=list)
    absent: dict[str, None] = field(factory=dict)
    examined: bool = False


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
    tallies = [_run(one, view, acts) for one in bindings(clauses, on)]
    findings = _numbered(sorted((f for one in tallies for f in one.findings), key=_order))
    findings = [
        evolve(one, status=FindingStatus.BASELINE) if one.fingerprint in baseline else one
        for one in findings
    ]
    judged = waive(findings, waivers, on)
    by_clause: dict[ClauseRef, list[Finding]] = {}
    for finding in judged:
        if finding.act is not None:
            for cited in finding.clauses:
                by_clause.setdefault(ClauseRef.parse(cited, finding.act), []).append(finding)
    outcomes = tuple(
        _outcome(clause, by_clause.get(clause.ref, ()), tallies, view, indicators, on)
        for clause in clauses
        if clause.holds_on(on)
    )
    return Report(view.vocabulary.agency, on, judged, outcomes)


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


def _run(binding: Binding, view: View, acts: Mapping[str, Act]) -> _Tally:
    tally = _Tally(binding)
    rule = binding.rule
    call = _call(binding, view)
    if set(rule.context.values()) - {View} or rule.subject is not Process:
        seats: Iterator[_Seat] = _seats(rule.subject, view, binding.scope)
        _slow(tally, call, seats, view, acts)
    else:
        _fast(tally, call, view, acts)
    if not tally.findings and not tally.absent and tally.examined and rule.applies is not None:
        tally.examined = rule.applies(view)
    return tally


def _call(binding: Binding, view: View) -> Callable[..., Any]:
    arguments = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in binding.arguments.items()
    }
    arguments |= {name: view for name, kind in binding.rule.context.items() if kind is View}
    function = binding.rule.function
    return partial(function, **arguments) if arguments else function


def _fast(tally: _Tally, call: Callable[..., Any], view: View, acts: Mapping[str, Act]) -> None:
    """Rules that look at one process at a time and ask nothing of its surroundings."""
    scope = tally.binding.scope
    limited = bool(scope.clients or scope.directions)
    row = 1
    for d, direction in enumerate(view.register.directions):
        for p, process in enumerate(direction.processes):
            first, row = row, row + len(process.entries)
            if limited and not _in_scope(scope, direction, process, view):
                continue
            tally.examined = True
            try:
                for fault in call(process):
                    seat = _Seat(
                        process, direction, process, f"/directions/{d}/processes/{p}", first
                    )
                    _take(tally, fault, seat, view, acts)
            except Exception as reason:
                raise _crash(tally.binding.rule, process, reason) from reason


def _slow(
    tally: _Tally,
    call: Callable[..., Any],
    seats: Iterator[_Seat],
    view: View,
    acts: Mapping[str, Act],
) -> None:
    context = tally.binding.rule.context
    for seat in seats:
        tally.examined = True
        around = {
            name: seat.direction if kind is Direction else seat.process
            for name, kind in context.items()
            if kind is not View
        }
        try:
            for fault in call(seat.subject, **around):
                _take(tally, fault, seat, view, acts)
        except Exception as reason:
            raise _crash(tally.binding.rule, seat.subject, reason) from reason


def _crash(rule: Rule, subject: object, reason: Exception) -> RuleCrash:
    what = f"{type(reason).__name__}: {reason}"
    name = getattr(subject, "name", getattr(subject, "title", getattr(subject, "code", "")))
    return RuleCrash(
        Text(
            ru=f"правило {rule.code} «{rule.name}» сломалось на «{name}»: {what}",
            en=f"rule {rule.code} “{rule.name}” broke on “{name}”: {what}",
        ),
        rule.where,
    )


def _seats(subject: type, view: View, scope: Scope) -> Iterator[_Seat]:
    register = view.register
    if subject is Register:
        yield _Seat(register)
    elif subject is Concept:
        yield from (_Seat(concept) for concept in view.vocabulary.listed)
    else:
        row = 1
        for d, direction in enumerate(register.directions):
            at = f"/directions/{d}"
            if subject is Direction:
                inside = sum(len(process.entries) for process in direction.processes)
                if not scope.directions or direction.kind in scope.directions:
                    yield _Seat(direction, direction, None, at, row if inside else None)
                row += inside
                continue
            for p, process in enumerate(direction.processes):
                first, row = row, row + len(process.entries)
                if not _in_scope(scope, direction, process, view):
                    continue
                place = f"{at}/processes/{p}"
                if subject is Process:
                    yield _Seat(process, direction, process, place, first)
                    continue
                for e, entry in enumerate(process.entries):
                    if not scope.kinds or _kind(entry, view) in scope.kinds:
                        yield _Seat(entry, direction, process, place, first, e)


def _kind(entry: Entry, view: View) -> str | None:
    return view.points[entry.touchpoint].touchpoint.kind


def _in_scope(scope: Scope, direction: Direction, process: Process, view: View) -> bool:
    if scope.directions and direction.kind not in scope.directions:
        return False
    client = view.client(direction, process)
    return (
        not scope.clients
        or client is None
        or client is ClientKind.ANY
        or client.value in scope.clients
    )


def _take(
    tally: _Tally, fault: Fault | Absent, seat: _Seat, view: View, acts: Mapping[str, Act]
) -> None:
    if isinstance(fault, Absent):
        tally.absent[fault.fact] = None
        return
    tally.findings.append(_finding(tally.binding, fault, seat, view, acts))


def _finding(
    binding: Binding, fault: Fault, seat: _Seat, view: View, acts: Mapping[str, Act]
) -> Finding:
    rule, clause = binding.rule, binding.cited(fault.fits)
    said = rule.readings[fault.reading] if fault.reading is not None else rule
    location, source = _locate(fault, seat, view)
    fields = {
        "process": location.process or "",
        "direction": location.direction or "",
        "touchpoint": location.touchpoint or "",
        "need": location.need or "",
        "row": location.row or "",
        "rows": ", ".join(map(str, location.rows)),
        **fault.fields,
    }
    return Finding(
        code=rule.code,
        rule=rule.name,
        severity=severity_of(clause, rule, fault.reading),
        message=_fill(said.message, fields),
        fix=_fill(said.fix, fields),
        fingerprint=_mark(view, rule, fault, location),
        location=location,
        act=clause.ref.act,
        clause=clause.ref.id,
        clauses=tuple(
            one.ref.id if one.ref.act == clause.ref.act else str(one.ref) for one in binding.clauses
        ),
        citation=acts[clause.ref.act].cite(clause.ref),
        reading=fault.reading,
        source=source,
    )


def _fill(text: Text, fields: Mapping[str, object]) -> Text:
    if "{" not in text.ru and "{" not in text.en:
        return text
    ru = {key: value.ru if isinstance(value, Text) else value for key, value in fields.items()}
    en = {key: value.en if isinstance(value, Text) else value for key, value in fields.items()}
    return Text(ru=text.ru.format_map(ru), en=text.en.format_map(en))


def _locate(fault: Fault, seat: _Seat, view: View) -> tuple[Location, Location | None]:
    process, first = seat.process, seat.first
    at = fault.at or (() if seat.entry is None else (seat.entry,))
    entry = process.entries[at[0]] if process is not None and at else None
    rows = tuple(sorted(first + one for one in at)) if first is not None else ()
    row = first + at[0] if first is not None and at else first
    if entry is None and process is not None and not process.entries:
        row = None
    location = Location(
        direction=seat.direction.name if seat.direction else None,
        process=process.name if process else None,
        touchpoint=_printed(entry, view) if entry else None,
        need=fault.need,
        row=row,
        rows=rows or ((row,) if row is not None else ()),
        pointer=f"{seat.pointer}/entries/{at[0]}" if entry else seat.pointer or None,
    )
    anchor = entry or (process.entries[0] if process and process.entries else None)
    return location, _remembered(anchor.source if anchor else None)


def _printed(entry: Entry, view: View) -> str:
    return entry.printed or view.points[entry.touchpoint].touchpoint.name


def _remembered(source: Source | None) -> Location | None:
    if source is None:
        return None
    return Location(
        file=source.file,
        sheet=source.sheet,
        table=source.table,
        table_row=source.row,
        cell=source.cell,
        line=source.line,
    )


def _mark(view: View, rule: Rule, fault: Fault, location: Location) -> str:
    """The fingerprint of a finding but for its number among its likes."""
    point = "" if fault.key is not None else normalise(location.touchpoint or "")
    parts = [
        view.vocabulary.agency,
        rule.code,
        fault.reading or "",
        normalise(location.direction or ""),
        normalise(location.process or ""),
        point,
        normalise(location.need or ""),
        fault.key or "",
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _numbered(findings: Sequence[Finding]) -> list[Finding]:
    """Findings alike in all that a fingerprint holds are told apart by their number."""
    seen: Counter[str] = Counter()
    numbered = []
    for one in findings:
        seen[one.fingerprint] += 1
        count = seen[one.fingerprint]
        numbered.append(
            one if count == 1 else evolve(one, fingerprint=f"{one.fingerprint}-{count}")
        )
    return numbered


def _order(finding: Finding) -> tuple[bool, int, bool, str, str]:
    """In printed order; at one row the direction first, then the process and its entries."""
    row, process = finding.location.row, finding.location.process
    return (row is None, row or 0, process is not None, finding.code, finding.fingerprint)


def _outcome(
    clause: Clause,
    findings: Sequence[Finding],
    tallies: Sequence[_Tally],
    view: View,
    indicators: Mapping[str, Indicate],
    on: date,
) -> ClauseOutcome:
    own = [one for one in tallies if any(c.ref == clause.ref for c in one.binding.clauses)]
    absent = dict.fromkeys(fact for one in own for fact in one.absent)
    confirmed = attested(clause.ref, view.register.attestations, on)
    result = outcome(
        clause,
        findings,
        in_scope=_has_scope(clause.scope, view),
        examined=any(one.examined for one in own),
        absent=bool(absent),
        confirmed=confirmed,
    )
    indicator = (
        indicators[clause.indicator](view, clause.weights) if clause.indicator is not None else None
    )
    return ClauseOutcome(
        act=clause.ref.act,
        clause=clause.ref.id,
        status=clause.status.value,
        outcome=result,
        rules=tuple(dict.fromkeys(use.rule.name for use in clause.uses)),
        indicator=indicator,
        absent=tuple(absent),
    )


def _has_scope(scope: Scope, view: View) -> bool:
    """Whether the register has what a clause is limited to."""
    if scope.kinds and not view.used.intersection(scope.kinds):
        return False
    if not (scope.clients or scope.directions):
        return True
    return any(_in_scope(scope, *pair, view) for pair in view.processes)
