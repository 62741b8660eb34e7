"""What an ordinance asks for once its register has changed: to approve it, to place it, by when.

The four acts differ: two name neither. What an act does not ask for is a duty without a clause,
which obliges nobody and says only that the act is silent.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from enum import StrEnum

from attrs import frozen

from ..model.legal import ClauseRef
from ..model.text import Text
from .calendar import DayOff
from .changes import Difference
from .deadlines import Deadline, add_working_days
from .deeds import alters

__all__ = ["Demand", "Duty", "Term", "alters_data", "term_of"]

_REGIONAL = Text(ru="выходной региона", en="a day off of the region")


class Demand(StrEnum):
    """What is to be done with a changed register."""

    APPROVE = "approve"
    PUBLISH = "publish"


@frozen
class Term:
    """A term in working days, from the day after the change.

    Attributes:
        days: working days. clauses: that set it.
        deadline: its last day and how it was counted; None if the day of the change is not known.
    """

    days: int
    clauses: tuple[ClauseRef, ...]
    deadline: Deadline | None = None


@frozen
class Duty:
    """What an ordinance asks for once its register has changed.

    Attributes:
        demand: what. clauses: that ask for it; none: the act is silent, and nobody is obliged.
        places: codes of the scheme `place`, of which any will do; none where the act names none.
        term: by when; None where the act sets no term.
    """

    demand: Demand
    clauses: tuple[ClauseRef, ...] = ()
    places: tuple[str, ...] = ()
    term: Term | None = None

    @property
    def silent(self) -> bool:
        """Whether the act does not speak of it."""
        return not self.clauses


def term_of(
    days: int,
    clauses: tuple[ClauseRef, ...],
    on: datetime.date | None,
    days_off: Collection[datetime.date] = (),
) -> Term:
    """A term, counted if the day of the change is known.

    Args:
        days: working days. on: the day of the change. days_off: further ones, of the region.

    Raises:
        UsageError: the term is out of the range of `add_working_days`.
    """
    if on is None:
        return Term(days, clauses)
    regional = [DayOff(one, _REGIONAL) for one in days_off]
    return Term(days, clauses, add_working_days(on, days, regional=regional))


def alters_data(difference: Difference) -> bool:
    """Whether the data of the register changed, and not only what is known of them."""
    return any(alters(one.change) for one in difference.alterations)
