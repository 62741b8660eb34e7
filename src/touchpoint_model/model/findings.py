"""What a check says: faults that rules yield, findings with their clauses, the report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from attrs import asdict, evolve, field, frozen

from .display import notebook
from .legal import ClauseRef
from .reading import ReadingNote
from .text import Text

__all__ = [
    "Absent",
    "ClauseOutcome",
    "Fault",
    "Finding",
    "FindingStatus",
    "Indicator",
    "Location",
    "Outcome",
    "Report",
    "Severity",
    "Summary",
]


class Severity(StrEnum):
    """How much a finding weighs. It follows from the modality of the clause."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """3 for an error, 2 for a warning, 1 for a note."""
        return {"error": 3, "warning": 2, "note": 1}[self.value]


class Outcome(StrEnum):
    """What a check says of one clause; the first that fits, in this order."""

    VIOLATED = "violated"
    REVIEW = "review"
    WAIVED = "waived"
    UNVERIFIED = "unverified"
    SATISFIED = "satisfied"
    NOT_APPLICABLE = "not-applicable"
    INFORMATIVE = "informative"


class FindingStatus(StrEnum):
    """Open, waived by a waiver, or known from the baseline."""

    OPEN = "open"
    WAIVED = "waived"
    BASELINE = "baseline"


@frozen
class Fault:
    """One offending thing, as a rule yields it.

    Attributes:
        at: indexes of the entries of the process that it concerns, the one to report first.
            Empty: the subject as a whole (a process, a direction, a list member).
        need: text of the need it concerns. reading: name of one of the rule's readings.
        fits: what the subject is (`digital`, `offline`, the code of a concept …): among several
            clauses the one bound as fitting it is cited.
        key: tells faults of one place apart; part of the fingerprint. Needed where order of rows
            must not matter and the place does not say it all.
        journey: id of the journey it is about, if it is about one. steps: ids of the offending
            path in it, the one to report first.
        revision: number of the revision that it is about, if it is about one.
        fields: values for the message; a `Text` is given in the language of the message.
    """

    at: tuple[int, ...] = ()
    need: str | None = None
    reading: str | None = None
    fits: str | None = None
    key: str | None = None
    journey: str | None = None
    steps: tuple[str, ...] = ()
    revision: int | None = None
    fields: Mapping[str, object] = field(factory=dict, kw_only=True)


@frozen
class Absent:
    """A fact that a rule needs and the register does not hold: the clause is unverified."""

    fact: str


@frozen
class Location:
    """Where a finding stands, as printed; what does not apply is None.

    Attributes:
        row: of the register, from 1, in printed order. rows: all rows that it concerns.
        file … line: the place in the checked document. pointer: JSON pointer in it.
        journey, step: ids, for a finding about a journey; journey_name: as the journey is called.
        revision: number of the revision, for a finding about the history of the register.
    """

    direction: str | None = None
    process: str | None = None
    touchpoint: str | None = None
    need: str | None = None
    row: int | None = None
    rows: tuple[int, ...] = ()
    file: str | None = None
    sheet: str | None = None
    table: int | None = None
    table_row: int | None = None
    cell: str | None = None
    line: int | None = None
    pointer: str | None = None
    journey: str | None = None
    step: str | None = None
    journey_name: str | None = None
    revision: int | None = None


@frozen
class Finding:
    """A fault with its clause, force, place and remedy.

    Attributes:
        clause: the one cited; None for a finding about a waiver. clauses: all that are bound.
        against: those of them that it speaks against: all but those bound for another subject.
        source: the place in an earlier document, remembered in the register.
        fingerprint: the same for the same thing in the same place, whatever the order of rows.
        waiver: reason, owner and end of what waives it; None if nothing does.
    """

    code: str
    rule: str
    severity: Severity
    message: Text
    fix: Text
    fingerprint: str
    location: Location = field(factory=Location)
    act: str | None = None
    clause: str | None = None
    clauses: tuple[str, ...] = ()
    citation: Text | None = None
    status: FindingStatus = FindingStatus.OPEN
    reading: str | None = None
    source: Location | None = None
    against: tuple[str, ...] = ()
    waiver: Text | None = None

    def ref(self) -> ClauseRef | None:
        """The address of the cited clause."""
        return ClauseRef(self.act, self.clause) if self.act and self.clause else None


@frozen
class Indicator:
    """A measure computed from a register: value, and its unit (`share` is from 0 to 1).

    value is None where nothing in the register can be measured; title says what it tells.
    """

    name: str
    value: float | None
    unit: str
    title: Text | None = None


@frozen
class ClauseOutcome:
    """What the check says of one clause. rules: names of the rules bound to it.

    absent: facts that the register does not hold, where the outcome is `unverified`.
    """

    act: str
    clause: str
    status: str
    outcome: Outcome
    rules: tuple[str, ...] = ()
    indicator: Indicator | None = None
    absent: tuple[str, ...] = ()


@frozen
class Summary:
    """Open findings by severity, waived findings, and clauses left unverified."""

    error: int = 0
    warning: int = 0
    note: int = 0
    waived: int = 0
    unverified: int = 0


@notebook
@frozen
class Report:
    """The result of a check of one register against one agency's acts on one day.

    Attributes:
        path, sha256: of the file that was checked, if it was one. rows: of the register.
        readings: what its reader had to decide; not part of the JSON report.
    """

    agency: str
    on: date
    findings: tuple[Finding, ...]
    clauses: tuple[ClauseOutcome, ...]
    path: str | None = None
    sha256: str | None = None
    rows: int | None = None
    readings: tuple[ReadingNote, ...] = ()

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that are neither waived nor in the baseline."""
        return tuple(one for one in self.findings if one.status is FindingStatus.OPEN)

    @property
    def summary(self) -> Summary:
        """Counts, as the report's `summary` has them."""
        counts = dict.fromkeys(Severity, 0)
        for finding in self.open:
            counts[finding.severity] += 1
        return Summary(
            error=counts[Severity.ERROR],
            warning=counts[Severity.WARNING],
            note=counts[Severity.NOTE],
            waived=sum(one.status is FindingStatus.WAIVED for one in self.findings),
            unverified=sum(one.outcome is Outcome.UNVERIFIED for one in self.clauses),
        )

    def outcome(self, clause: str, act: str = "procedure") -> Outcome:
        """The outcome of one clause.

        Raises:
            KeyError: the report has no such clause.
        """
        for one in self.clauses:
            if (one.act, one.clause) == (act, clause):
                return one.outcome
        raise KeyError(f"{act}:{clause}")

    def worst(self) -> Severity | None:
        """The highest severity among open findings."""
        return max((one.severity for one in self.open), key=lambda it: it.rank, default=None)

    def codes(self) -> list[list[object]]:
        """`[row, code]` of every open finding, in order: what tests compare."""
        return [[one.location.row, one.code] for one in self.open]

    def to_records(self) -> list[dict[str, object]]:
        """One flat record a finding, ready for any dataframe.

        Columns: agency, on, code, rule, act, clause, severity, status, reading, message_ru,
        message_en, fix_ru, fix_en, citation_ru, citation_en, fingerprint, and the fields of the
        location; its place in a document (sheet, table, table_row, cell, line) is the remembered
        one, where the register itself was checked.
        """
        return [_record(self, one) for one in self.findings]

    def of_file(self, path: str, sha256: str, *, document: bool = False) -> Report:
        """The same report, said of a file: its locations name it.

        Args:
            document: the register was read from this very file, an office document or a text, so
                that its remembered places are places in the file that was checked.
        """
        return evolve(
            self,
            path=path,
            sha256=sha256,
            findings=tuple(
                one if one.act is None else _said_of(one, path, document) for one in self.findings
            ),
        )


def _said_of(finding: Finding, path: str, document: bool) -> Finding:
    if not document:
        return evolve(finding, location=evolve(finding.location, file=path))
    at = finding.source or Location()
    location = evolve(
        finding.location,
        file=path,
        sheet=at.sheet,
        table=at.table,
        table_row=at.table_row,
        cell=at.cell,
        line=at.line,
        pointer=None,
    )
    return evolve(finding, location=location, source=None)


def _record(report: Report, finding: Finding) -> dict[str, object]:
    return {
        "agency": report.agency,
        "on": report.on,
        "code": finding.code,
        "rule": finding.rule,
        "act": finding.act,
        "clause": finding.clause,
        "severity": finding.severity.value,
        "status": finding.status.value,
        "reading": finding.reading,
        "message_ru": finding.message.ru,
        "message_en": finding.message.en,
        "fix_ru": finding.fix.ru,
        "fix_en": finding.fix.en,
        "citation_ru": finding.citation.ru if finding.citation else None,
        "citation_en": finding.citation.en if finding.citation else None,
        "fingerprint": finding.fingerprint,
        **asdict(finding.location),
        **_place(finding),
    }


def _place(finding: Finding) -> dict[str, object]:
    """Where a document printed what a finding is about, if that is known."""
    at, source = finding.location, finding.source
    if source is None or any((at.sheet, at.table, at.table_row, at.cell, at.line)):
        return {}
    told = asdict(source)
    return {key: told[key] for key in ("sheet", "table", "table_row", "cell", "line")}
