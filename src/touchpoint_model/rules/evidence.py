"""Evidence: from findings, absent facts and attestations to one of seven outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ..model.findings import Finding, FindingStatus, Outcome, Severity
from ..model.legal import ClauseRef, ClauseStatus
from ..model.revisions import Attestation
from .binding import Clause

__all__ = ["attested", "outcome"]


def attested(clause: ClauseRef, attestations: Iterable[Attestation], on: date) -> bool:
    """Whether a person confirms the clause on that day."""
    return any(one.clause == clause and one.valid_on(on) for one in attestations)


def outcome(
    clause: Clause,
    findings: Sequence[Finding],
    *,
    in_scope: bool,
    examined: bool,
    absent: bool,
    confirmed: bool,
) -> Outcome:
    """The outcome of one clause; the first that fits.

    Args:
        findings: those that cite the clause.
        in_scope: the register has what the clause is limited to.
        examined: something in the register fell under one of its rules.
        absent: a fact that a rule needed is not there. confirmed: a valid attestation.
    """
    # a finding of the baseline is known, and its clause is violated all the same
    open_ = [one for one in findings if one.status is not FindingStatus.WAIVED]
    if any(one.severity is not Severity.NOTE for one in open_):
        return Outcome.VIOLATED
    if open_:
        return Outcome.REVIEW
    if findings:
        return Outcome.WAIVED
    if not clause.uses:
        return _without_rules(clause, in_scope=in_scope, confirmed=confirmed)
    by_hand = clause.evidence is not None  # a part of the clause that no rule can see
    if (absent or by_hand) and not confirmed:
        return Outcome.UNVERIFIED
    return Outcome.SATISFIED if examined or absent else Outcome.NOT_APPLICABLE


def _without_rules(clause: Clause, *, in_scope: bool, confirmed: bool) -> Outcome:
    if clause.status is not ClauseStatus.ATTESTED:
        return Outcome.INFORMATIVE
    if not in_scope:
        return Outcome.NOT_APPLICABLE
    return Outcome.SATISFIED if confirmed else Outcome.UNVERIFIED
