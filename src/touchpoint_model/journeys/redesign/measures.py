"""Measures of a journey, and how each changes."""

from __future__ import annotations

import math
from enum import StrEnum

from attrs import frozen

from ...model.text import Text

__all__ = ["Better", "Measure", "MeasureChange", "Trend"]


class Better(StrEnum):
    """Which way a measure is to go."""

    LESS = "less"
    MORE = "more"


class Trend(StrEnum):
    """How a measure went. UNKNOWN: one of its values is, or which way is better."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    UNKNOWN = "unknown"


@frozen
class Measure:
    """One measure of one journey.

    Attributes:
        value: in `unit` (`hours`, `contacts`, `share` from 0 to 1 …); None is unknown.
        better: whether less or more of it is better for the client; None if neither is.
    """

    name: str
    value: float | None
    unit: str
    title: Text
    better: Better | None = None


@frozen
class MeasureChange:
    """A measure before and after; None on a side that has it not."""

    before: Measure | None
    after: Measure | None

    @property
    def measure(self) -> Measure:
        """Its name, unit and title: as after, else as before."""
        told = self.after or self.before
        assert told is not None  # made of one of them at least
        return told

    @property
    def values(self) -> tuple[float | None, float | None]:
        """The value before and after, in the measure's unit; None is unknown."""
        return (
            self.before.value if self.before else None,
            self.after.value if self.after else None,
        )

    @property
    def difference(self) -> float | None:
        """After less before, in the measure's unit; None if one of them is unknown."""
        old, new = self.values
        if old is None or new is None:
            return None
        close = math.isclose(old, new, rel_tol=1e-9, abs_tol=1e-12)  # but for rounding
        return 0.0 if close else new - old

    @property
    def trend(self) -> Trend:
        """Whether it went the way that is better for the client."""
        by, better = self.difference, self.measure.better
        if by == 0:
            return Trend.SAME
        if by is None or better is None:
            return Trend.UNKNOWN
        return Trend.BETTER if (by < 0) is (better is Better.LESS) else Trend.WORSE
