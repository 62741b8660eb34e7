"""Which clauses a redesigned journey breaks that the journey as it is does not."""

from __future__ import annotations

from attrs import frozen

from ...journeys.redesign.verdicts import Verdicts
from ...model.findings import Report, Severity
from ...model.legal import ClauseRef

__all__ = ["Broken", "newly_broken"]


@frozen
class Broken:
    """A clause that findings on the redesign speak against more gravely than before.

    Attributes:
        severity: the gravest of them; a note puts the clause up for review. rules: their codes.
    """

    ref: ClauseRef
    severity: Severity
    rules: tuple[str, ...]


def newly_broken(verdicts: Verdicts) -> tuple[Broken, ...]:
    """The clauses that a redesign breaks, or puts up for review, in the order of its findings.

    Only open findings on the journeys count: what the register itself violates stays violated, and
    would hide what the redesign adds.
    """
    before, after = _against(verdicts.before), _against(verdicts.after)
    return tuple(
        one
        for ref, one in after.items()
        if ref not in before or before[ref].severity.rank < one.severity.rank
    )


def _against(report: Report) -> dict[ClauseRef, Broken]:
    found: dict[ClauseRef, Broken] = {}
    for one in report.open:
        if one.act is None or one.location.journey is None:
            continue
        for told in one.against or (one.clause or "",):
            ref = ClauseRef.parse(told, one.act)
            known = found.get(ref, Broken(ref, one.severity, ()))
            gravest = max(known.severity, one.severity, key=lambda it: it.rank)
            found[ref] = Broken(ref, gravest, tuple(dict.fromkeys([*known.rules, one.code])))
    return found
