"""A report as text and as JSON (`touchpoint-report/1`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from attrs import asdict

from ..model.findings import ClauseOutcome, Finding, FindingStatus, Location, Outcome, Report
from ..model.legal import ClauseRef
from ..model.text import Lang
from .readings import readings
from .subject import REGISTER, Subject
from .words import FACTS, day_of, say

__all__ = [
    "VERSION",
    "as_json",
    "as_text",
    "fact_in",
    "gaps",
    "grouped",
    "heading",
    "measures",
    "standing",
    "total",
    "unverified",
]

VERSION = "touchpoint-report/1"


def heading(report: Report, agency: str, lang: Lang = "ru", subject: Subject = REGISTER) -> str:
    """Which journeys, if any, which register, whose, on which day: a line each."""
    told = f"{say('journeys', lang)}: {subject.journeys}\n" if subject.journeys else ""
    path = f"{say('register', lang)}: {report.path}\n" if report.path else ""
    return f"{told}{path}{agency} ({report.agency}), {say('on', lang)} {day_of(report.on, lang)}"


def total(report: Report, lang: Lang = "ru") -> str:
    """One line with the counts."""
    line = say("total", lang).format(**asdict(report.summary))
    known = sum(one.status is FindingStatus.BASELINE for one in report.findings)
    return f"{line}; {say('baseline', lang)} {known}" if known else line


def grouped(
    report: Report, lang: Lang = "ru"
) -> Iterator[tuple[str | None, str | None, list[Finding]]]:
    """Findings by direction and process, in printed order; then those on neither, by revision, by journey."""

    def seat(finding: Finding) -> tuple[str | None, str | None]:
        at = finding.location
        if at.journey is not None:
            return None, say("on-journey", lang).format(name=at.journey_name or at.journey)
        if at.revision is not None:
            return None, say("on-revision", lang).format(number=at.revision)
        return at.direction, at.process

    for (direction, process), group in groupby(report.findings, key=seat):
        yield direction, process, list(group)


def standing(finding: Finding, lang: Lang) -> str:
    """The severity of a finding, or that it is waived or known."""
    weight = say(finding.severity.value, lang)
    if finding.status is FindingStatus.OPEN:
        return weight
    return f"{weight}, {say(finding.status.value, lang)}"


def unverified(report: Report, lang: Lang = "ru") -> list[str]:
    """What could not be checked, a line for each missing fact, with the clauses that need it."""
    lines = []
    for fact, clauses in gaps(report):
        told = fact_in(fact, lang)
        said = say("absent", lang).format(fact=told, field=fact) if fact else say("confirm", lang)
        addresses = [
            one.clause if one.act == "procedure" else f"{one.act}:{one.clause}" for one in clauses
        ]
        lines.append(f"  {said} ({len(clauses)}): {', '.join(addresses)}")
    return lines


def gaps(report: Report) -> list[tuple[str, list[ClauseOutcome]]]:
    """The missing facts, each with the clauses that need it; "" for a person's confirmation."""
    by_fact: dict[str, list[ClauseOutcome]] = {}
    for one in report.clauses:
        if one.outcome is Outcome.UNVERIFIED:
            for fact in dict.fromkeys(fact.partition(".")[0] for fact in one.absent) or {"": None}:
                by_fact.setdefault(fact, []).append(one)
    return sorted(by_fact.items(), key=lambda it: it[0], reverse=True)


def fact_in(fact: str, lang: Lang) -> str:
    """A fact that a register may hold, in words."""
    return FACTS.get(fact, (fact, fact))[0 if lang == "ru" else 1]


def measures(report: Report, lang: Lang = "ru") -> list[str]:
    """The indicators of measured clauses, a line each: a number, never a pass."""
    lines = []
    for one in report.clauses:
        measured = one.indicator
        if measured is not None and measured.value is not None:
            told = measured.title[lang] if measured.title else measured.name
            ref = ClauseRef(one.act, one.clause).say(lang)
            act = "" if one.act == "procedure" else f", {one.act}"
            lines.append(f"  {measured.value:4.0%}  {told} ({ref}{act})")
    return lines


def as_text(report: Report, agency: str, lang: Lang = "ru", subject: Subject = REGISTER) -> str:
    """The report as plain text, one block a finding, grouped by process.

    Args:
        agency: the name of the agency, as the reader knows it. subject: what the report is about.
    """
    lines = [heading(report, agency, lang, subject), total(report, lang), ""]
    direction: str | None = None
    for where, process, findings in grouped(report, lang):
        if where and where != direction:
            lines += [f"■ {where}", ""]
        direction = where
        lines += [process or (subject.say("whole", lang) if where is None else where)]
        told: set[str] = set()
        for finding in findings:
            lines += [*_block(finding, lang, told, subject)]
        lines.append("")
    if not report.findings:
        lines += [say("clean" if report.rows != 0 else "empty", lang), ""]
    measured = measures(report, lang)
    if measured:
        lines += [say("measures", lang), *measured, ""]
    missing = unverified(report, lang)
    if missing:
        lines += [subject.say("unverified", lang), *missing, ""]
    decided = readings(report.readings, lang)
    if decided:
        lines += [say("readings", lang)]
        for one in decided:
            lines += [
                f"  {one.sentence} ({len(one.cases)})",
                *(f"    {case}" for case in one.cases),
            ]
        lines.append("")
    return "\n".join([*lines, total(report, lang), ""])


def _block(finding: Finding, lang: Lang, told: set[str], subject: Subject) -> Iterator[str]:
    """A finding; what to do is said once in a process. `told` is what has been said there."""
    row = f"{say('row', lang)} {finding.location.row}, " if finding.location.row else ""
    yield f"  {row}{standing(finding, lang)} {finding.code}: {finding.message[lang]}"
    if finding.citation is not None:
        yield f"      {finding.citation[lang]}"
    where = subject.place(finding, lang)
    if where:
        yield f"      {say('place', lang)}: {where}"
    if finding.waiver is not None:
        yield f"      {say('waiver', lang)}: {finding.waiver[lang]}"
    if finding.fix[lang] not in told:
        told.add(finding.fix[lang])
        yield f"      {say('fix', lang)}: {finding.fix[lang]}"


def as_json(report: Report, tool: Mapping[str, str]) -> dict[str, Any]:
    """The report as data, in the published shape.

    Args:
        tool: name and version of the program.
    """
    return {
        "schema": VERSION,
        "tool": dict(tool),
        "agency": report.agency,
        "on": report.on.isoformat(),
        "register": {"path": report.path, "sha256": report.sha256},
        "findings": [_finding(one) for one in report.findings],
        "clauses": [_clause(one) for one in report.clauses],
        "summary": asdict(report.summary),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "rule": finding.rule,
        "act": finding.act,
        "clause": finding.clause,
        "clauses": list(finding.clauses),
        "citation": finding.citation.ru if finding.citation else None,
        "severity": finding.severity.value,
        "status": finding.status.value,
        "reading": finding.reading,
        "message": asdict(finding.message),
        "fix": asdict(finding.fix),
        "location": _location(finding.location),
        "source": _location(finding.source, words=False) if finding.source else None,
        "fingerprint": finding.fingerprint,
    }


_SELDOM = ("journey", "step", "journey_name", "revision")
_WORDS = ("direction", "process", "touchpoint", "need", "row", "rows", "pointer")


def _location(location: Location, words: bool = True) -> dict[str, Any]:
    told = asdict(location)
    for name in _SELDOM:  # said of a finding about a journey, or a revision, only
        if told[name] is None or not words:
            del told[name]
    told["rows"] = list(told["rows"])
    return told if words else {key: value for key, value in told.items() if key not in _WORDS}


def _clause(outcome: ClauseOutcome) -> dict[str, Any]:
    told: dict[str, Any] = {
        "act": outcome.act,
        "clause": outcome.clause,
        "status": outcome.status,
        "outcome": outcome.outcome.value,
        "rules": list(outcome.rules),
    }
    if outcome.indicator is not None:
        measured = outcome.indicator
        told["indicator"] = {
            "name": measured.name,
            "value": measured.value,
            "unit": measured.unit,
        }
    return told
