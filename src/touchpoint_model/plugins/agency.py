"""An agency: its acts, every clause of them, its vocabulary, its rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from attrs import frozen

from ..lifecycle.authority import Authority
from ..model.errors import UsageError
from ..model.legal import Act, ClauseRef, ClauseStatus
from ..model.text import Text
from ..model.vocabulary import Vocabulary
from ..rules.binding import Clause
from ..rules.rule import Rule
from .powers import authority_of

__all__ = ["Agency", "Coverage", "Section"]


@frozen
class Section:
    """A heading of an act: no clause, but part of its text."""

    act: str
    ref: str
    title: Text
    digest: str


@frozen
class Coverage:
    """How the clauses of an agency's acts are accounted for.

    Attributes:
        counts: number of clauses by status, over all acts. total: of clauses.
        bound: clauses with at least one rule, whatever their status.
    """

    counts: Mapping[ClauseStatus, int]
    total: int
    bound: int

    @property
    def automated_share(self) -> float:
        """The share of clauses that are `automated`, from 0 to 1."""
        return self.counts.get(ClauseStatus.AUTOMATED, 0) / self.total if self.total else 0.0


@frozen(slots=False, eq=False, repr=False)
class Agency:
    """One agency, as a plug-in gives it: a value, loaded from TOML.

    Attributes:
        code: its name in data and on the command line. title, region: for people.
        acts: by code, in the order of the plug-in. clauses: of all acts, in printed order.
        sections: headings of the acts. rules: those that the clauses may name.
        path: the folder of the plug-in.
    """

    code: str
    title: Text
    region: Text
    acts: Mapping[str, Act]
    clauses: tuple[Clause, ...]
    sections: tuple[Section, ...]
    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    path: str

    def __repr__(self) -> str:
        return f"<Agency {self.code}: {self.title.en}, {len(self.clauses)} clauses>"

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """How IPython and Hypothesis show it: as `repr` does, not field by field."""
        printer.text(repr(self))

    def clause(self, ref: str | ClauseRef) -> Clause:
        """A clause by its address, `act:id` or `id` of the first act that has it; its last edition.

        Raises:
            UsageError: no act of the agency has that clause.
        """
        found = None
        for one in self.find(ref):
            if found is None or (one.ref == found.ref and _since(one) > _since(found)):
                found = one
        if found is None:
            raise UsageError(
                Text(
                    ru=f"У органа «{self.code}» нет пункта «{ref}»",
                    en=f"Agency “{self.code}” has no clause “{ref}”",
                )
            )
        return found

    def find(self, ref: str | ClauseRef) -> Iterator[Clause]:
        """The clauses of that address; without an act, of every act that has it."""
        text = str(ref)
        return (
            clause
            for clause in self.clauses
            if text == str(clause.ref) or (":" not in text and text == clause.ref.id)
        )

    def clauses_of(self, rule: Rule) -> tuple[Clause, ...]:
        """The clauses that name a rule, the one cited first in front."""
        ranked = [
            (use.rank, at, clause)
            for at, clause in enumerate(self.clauses)
            for use in clause.uses
            if use.rule is rule
        ]
        ranked.sort(key=lambda one: one[:2])
        return tuple(clause for _, _, clause in ranked)

    @cached_property
    def authority(self) -> Authority:
        """Who may form, change, approve, publish its register, by its acts."""
        return authority_of(self.clauses)

    @cached_property
    def coverage(self) -> Coverage:
        """How its clauses are accounted for."""
        counts = dict.fromkeys(ClauseStatus, 0)
        for clause in self.clauses:
            counts[clause.status] += 1
        return Coverage(counts, len(self.clauses), sum(bool(one.uses) for one in self.clauses))


def _since(clause: Clause) -> date:
    return clause.in_force or date.min
