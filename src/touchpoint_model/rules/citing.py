"""From a fault to a finding: its clause, its place, its words, its fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from attrs import evolve, frozen

from ..model.findings import Fault, Finding, Location
from ..model.legal import Act, ClauseRef
from ..model.processes import Entry, Process, Source, Spot
from ..model.text import Text, normalise
from ..model.view import View
from .binding import Binding, severity_of
from .rule import Rule
from .seats import Seat
from .waiver import numbered

__all__ = ["Citing", "in_order"]


@frozen
class _Cite:
    """How a clause is cited in the findings of one binding."""

    act: str
    clause: str
    clauses: tuple[str, ...]
    citation: Text


@frozen
class Citing:
    """Makes the findings of one binding."""

    binding: Binding
    view: View
    cites: Mapping[ClauseRef, _Cite]

    @classmethod
    def of(cls, binding: Binding, view: View, acts: Mapping[str, Act]) -> Citing:
        """The maker of a binding's findings; `acts` by code."""
        cites = {}
        for clause in binding.clauses:
            act = clause.ref.act
            cites[clause.ref] = _Cite(
                act=act,
                clause=clause.ref.id,
                clauses=tuple(
                    one.ref.id if one.ref.act == act else str(one.ref) for one in binding.clauses
                ),
                citation=acts[act].cite(clause.ref),
            )
        return cls(binding, view, cites)

    def finding(self, fault: Fault, seat: Seat) -> Finding:
        """The finding of a fault of the subject on a seat.

        Raises:
            KeyError: the rule's words have a field, or the fault a reading, that is not given.
        """
        view, rule, clause = self.view, self.binding.rule, self.binding.cited(fault.fits)
        cite = self.cites[clause.ref]
        said = rule.readings[fault.reading] if fault.reading is not None else rule
        location, source = _locate(fault, seat, view, rule)
        if fault.journey is not None:
            location = _on_journey(fault, view)
        if fault.revision is not None:
            location = evolve(location, revision=fault.revision)
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
            fingerprint=_mark(view, rule, fault, location, seat),
            location=location,
            act=cite.act,
            clause=cite.clause,
            clauses=cite.clauses,
            against=self.binding.against(fault.fits, cite.clauses),
            citation=cite.citation,
            reading=fault.reading,
            source=source,
        )


def _fill(text: Text, fields: Mapping[str, object]) -> Text:
    if "{" not in text.ru and "{" not in text.en:
        return text
    if not any(isinstance(value, Text) for value in fields.values()):
        return Text(ru=text.ru.format_map(fields), en=text.en.format_map(fields))
    ru = {key: value.ru if isinstance(value, Text) else value for key, value in fields.items()}
    en = {key: value.en if isinstance(value, Text) else value for key, value in fields.items()}
    return Text(ru=text.ru.format_map(ru), en=text.en.format_map(en))


def _locate(fault: Fault, seat: Seat, view: View, rule: Rule) -> tuple[Location, Location | None]:
    process, first = seat.process, seat.first
    at = fault.at or (() if seat.entry is None else (seat.entry,))
    entry = process.entries[at[0]] if process is not None and at else None
    rows = tuple(sorted(first + one for one in at)) if first is not None else ()
    row = first + at[0] if first is not None and at else first
    location = Location(
        direction=seat.direction.name if seat.direction else None,
        process=process.name if process else None,
        touchpoint=_printed(entry, view) if entry else None,
        need=fault.need,
        row=row,
        rows=rows or ((row,) if row is not None else ()),
        pointer=f"{seat.pointer}/entries/{at[0]}" if entry else seat.pointer or None,
    )
    if entry is not None:
        return location, _of_entry(entry, fault, rule)
    if process is not None:
        return location, _of_process(process)
    return location, _remembered(seat.direction.source if seat.direction else None)


def _on_journey(fault: Fault, view: View) -> Location:
    """The place of a fault of a journey: its first step, if it has one."""
    journey = {one.id: one for one in view.journeys or ()}[fault.journey or ""]
    step = journey.by_id[fault.steps[0]] if fault.steps else None
    point = view.points.get(step.touchpoint or "") if step else None
    return Location(
        process=step.process if step else None,
        touchpoint=point.touchpoint.name if point else step.touchpoint if step else None,
        need=fault.need,
        journey=journey.id,
        step=step.id if step else None,
        journey_name=journey.name,
    )


def _printed(entry: Entry, view: View) -> str:
    return entry.printed or view.points[entry.touchpoint].touchpoint.name


def _of_entry(entry: Entry, fault: Fault, rule: Rule) -> Location | None:
    """Where the cell of an entry that a fault is about was printed."""
    source = entry.source
    if source is None:
        return None
    if fault.need is not None or rule.cell == "needs":
        return _remembered(source, _of_need(entry, source, fault.need))
    if rule.cell == "particulars":
        return _remembered(source, source.particulars or Spot(source.row, None, source.line))
    return _remembered(source)


def _of_need(entry: Entry, source: Source, text: str | None) -> Spot:
    """The cell of a need; the row alone where its cell is not remembered."""
    needs = entry.needs or ()
    at = next((at for at, need in enumerate(needs) if need.text == text), None)
    if at is not None and len(source.needs) == len(needs):
        return source.needs[at]
    if text is None and source.needs:
        return source.needs[0]
    return Spot(source.row, None, source.line)


def _of_process(process: Process) -> Location | None:
    """Where a process was printed; the row of its first entry, where its name's cell is not told."""
    if process.source is not None:
        return _remembered(process.source)
    source = process.entries[0].source if process.entries else None
    return _remembered(source, Spot(source.row, None, source.line)) if source else None


def _remembered(source: Source | None, spot: Spot | None = None) -> Location | None:
    if source is None:
        return None
    told = spot or source
    return Location(
        file=source.file,
        sheet=source.sheet,
        table=source.table,
        table_row=told.row,
        cell=told.cell,
        line=told.line,
    )


def _mark(view: View, rule: Rule, fault: Fault, location: Location, seat: Seat) -> str:
    """The fingerprint of a finding but for its number among its likes."""
    point = "" if fault.key is not None else normalise(location.touchpoint or "")
    if len(fault.at) > 1 and fault.key is None and seat.process is not None:
        # whichever row is first today, it is the same finding
        entries = [seat.process.entries[at] for at in fault.at]
        point = " ".join(sorted({normalise(_printed(one, view)) for one in entries}))
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
    if fault.journey is not None and fault.key is not None:
        parts[4] = ""  # the key says it; of several ways another may be shown tomorrow
        parts.append(fault.journey)
    elif fault.journey is not None:
        parts += [fault.journey, *fault.steps]
    if fault.revision is not None:
        parts.append(str(fault.revision))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Findings in printed order, each with a fingerprint of its own."""
    return numbered(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[bool, str, int, tuple[int, ...], int, int, str, str]:
    """In printed order: direction, process, row; within a row the gravest first.

    Findings on the register as a whole come after those, then those on its history, in order of
    revisions; findings on journeys last.
    """
    pointer = finding.location.pointer
    place = tuple(int(one) for one in pointer.split("/")[2:5:2]) if pointer else ()
    row = finding.location.row or 0
    rank = -finding.severity.rank
    return (
        pointer is None,
        finding.location.journey or "",
        finding.location.revision or 0,
        place,
        row,
        rank,
        finding.code,
        finding.fingerprint,
    )
