"""Two checks of one thing, before and after a change: clauses that turned, findings that moved."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from attrs import frozen

from ...model.findings import Finding, Outcome, Report

__all__ = ["Turn", "Verdicts", "weigh"]

_FAULT = {Outcome.VIOLATED: 2, Outcome.REVIEW: 1}


@frozen
class Turn:
    """A clause whose outcome changed; None where that report has no such clause."""

    act: str
    clause: str
    rules: tuple[str, ...]
    before: Outcome | None
    after: Outcome | None

    @property
    def satisfies(self) -> bool:
        """Whether the clause is satisfied now and was not before."""
        return self.after is Outcome.SATISFIED

    @property
    def breaks(self) -> bool:
        """Whether findings speak against the clause now and none, or only notes, did before."""
        return _fault(self.after) > _fault(self.before)


@frozen
class Verdicts:
    """What a change does to a check.

    Attributes:
        before, after: the two reports.
        clauses: whose outcome changed, in the order of the report.
        came, gone, stayed: open findings only after, only before, and both; the last as after.
    """

    before: Report
    after: Report
    clauses: tuple[Turn, ...]
    came: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    stayed: tuple[Finding, ...]

    @property
    def satisfied(self) -> tuple[Turn, ...]:
        """The clauses that the change newly satisfies."""
        return tuple(one for one in self.clauses if one.satisfies)

    @property
    def broken(self) -> tuple[Turn, ...]:
        """The clauses that the change breaks, or puts up for review."""
        return tuple(one for one in self.clauses if one.breaks)


def weigh(before: Report, after: Report, *, renamed: tuple[str, str] | None = None) -> Verdicts:
    """Put two reports of one thing against each other.

    Findings are one if they have one fingerprint, or else one rule, clause and message: what moved
    to another row or step is still there. Each is counted once.

    Args:
        renamed: the name of the checked thing before and after, where messages may tell it.
    """
    old, new = renamed or ("", "")
    told = {id(one): _told(one, old) for one in before.open}
    told |= {id(one): _told(one, new) for one in after.open}
    left, right = before.open, after.open
    stayed: list[Finding] = []
    for key in (_fingerprint, lambda one: told[id(one)]):
        left, right, both = _matched(left, right, key)
        stayed += both
    order = {id(one): at for at, one in enumerate(after.open)}
    stayed.sort(key=lambda one: order[id(one)])
    return Verdicts(before, after, _turns(before, after), right, left, tuple(stayed))


def _matched(
    before: Sequence[Finding], after: Sequence[Finding], key: Callable[[Finding], Hashable]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...], list[Finding]]:
    """What is left of both sides, and the later ones of the pairs, one to one in order."""
    waiting: dict[Hashable, list[Finding]] = {}
    for one in before:
        waiting.setdefault(key(one), []).append(one)
    rest, both = [], []
    for one in after:
        alike = waiting.get(key(one))
        if alike:
            alike.pop(0)
            both.append(one)
        else:
            rest.append(one)
    kept = {id(one) for alike in waiting.values() for one in alike}
    return tuple(one for one in before if id(one) in kept), tuple(rest), both


def _fingerprint(finding: Finding) -> Hashable:
    return finding.fingerprint


def _told(finding: Finding, name: str) -> Hashable:
    """A finding by its words, whatever the checked thing is called."""
    words = finding.message.ru.replace(name, "") if name else finding.message.ru
    return finding.code, finding.rule, finding.act, finding.clause, words


def _turns(before: Report, after: Report) -> tuple[Turn, ...]:
    old = {(one.act, one.clause): one for one in before.clauses}
    new = {(one.act, one.clause): one for one in after.clauses}
    turns = []
    for key in dict.fromkeys([*old, *new]):
        was, now = old.get(key), new.get(key)
        rules = dict.fromkeys(rule for one in (was, now) if one for rule in one.rules)
        outcomes = was.outcome if was else None, now.outcome if now else None
        if outcomes[0] is not outcomes[1]:
            turns.append(Turn(*key, tuple(rules), *outcomes))
    return tuple(turns)


def _fault(outcome: Outcome | None) -> int:
    return _FAULT.get(outcome, 0) if outcome else 0
