"""A journey's chain solved: visits, hours and the chance of satisfaction, unit by unit.

Let Q be the chances from unit to unit, T the hours of one. Mean hours to the end are E = mean T + Q E,
and their variance is, by the law of total variance, the expected sum of (T + E of the next unit - E)
squared over all visits. Hours to satisfaction are those of the chain that clients who will be
satisfied see: its chances are q(i, j) p(j) / p(i), where p is the chance of satisfaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from .chain import Chain, lost

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    from .absorbing import Absorbing

    Vector = NDArray[float64]

__all__ = ["Solution", "solve"]

_ROUNDING = 1e-6


@frozen(eq=False)
class Solution:
    """What is known of each unit of a chain; arrays of n numbers.

    Attributes:
        visits: mean count up to any end. hours: mean, from the unit's beginning to any end.
        unmet: mean count of visits that begin before the need is met.
        hope: chance of satisfaction from the unit on, 0 to 1, if the need is not yet met.
        met_hours: mean hours from the unit's beginning to satisfaction, of those to be satisfied;
            0 where nobody is.
    """

    chain: Chain
    visits: Vector
    hours: Vector
    unmet: Vector
    hope: Vector
    met_hours: Vector

    @property
    def satisfied(self) -> float:
        """The chance of satisfaction, 0 to 1."""
        return float(self.hope[0])

    def hours_variance(self) -> float:
        """Of the hours to any end, in hours squared."""
        squares = self._squares(self.chain.to_end, "on", "off", self.hours, self.hours * 0 + 1)
        return float(self.visits @ squares)

    def met_hours_variance(self) -> float:
        """Of the hours to satisfaction, of those who are satisfied, in hours squared."""
        squares = self._squares(self.chain.to_met, "on_unmet", "met", self.met_hours, self.hope)
        return float(self.unmet @ squares) / self.satisfied

    def _squares(self, chain: Absorbing, on: str, off: str, mean: Vector, weight: Vector) -> Vector:
        """By unit, the expected square of what one visit of it tells of the hours."""
        import numpy as np

        column = self.chain.column
        edges = chain.chances.tocoo()
        row, col = edges.row, edges.col
        stray = column(on, "hours")[row] + mean[col] - mean[row]
        after = edges.data * weight[col] * (column(on, "variance")[row] + stray**2)
        ended = column(off, "variance") + (column(off, "hours") - mean) ** 2
        onward = np.bincount(row, after, minlength=len(mean)).astype(float)
        return onward + column(off, "chance") * ended

    def visits_by_step(self) -> Mapping[str, float]:
        """Mean counts up to any end, of the steps that can be reached."""
        return {
            id: float(times) * (unit.on.visits[id] + unit.off.visits[id])
            for unit, times in zip(self.chain.units, self.visits, strict=True)
            for id in unit.on.visits
        }

    def met_visits_by_step(self) -> Mapping[str, float]:
        """Mean counts up to satisfaction, of those who are satisfied; blocks count as a whole."""
        import numpy as np

        ahead = np.asarray(self.chain.to_met.chances @ self.hope)
        stays = self.chain.column("on_unmet", "chance")
        made = {}
        for at, unit in enumerate(self.chain.units):
            next = ahead[at] / stays[at] if stays[at] else 0.0
            for id in unit.met.visits:
                here = unit.met.visits[id] + unit.on_unmet.visits[id] * next
                made[id] = float(self.unmet[at] * here) / self.satisfied
        return made

    def given_up(self) -> Mapping[str, float]:
        """By step where some do, the share of all clients who give up there, not satisfied."""
        return {
            id: float(times) * chance
            for unit, times in zip(self.chain.units, self.unmet, strict=True)
            for id, chance in unit.quits.items()
        }


def solve(chain: Chain) -> Solution:
    """Solve a chain.

    Raises:
        UsageError: a loop is left with so little chance that it is lost in rounding.
    """
    column = chain.column
    try:
        visits = chain.to_end.visits(chain.begin())
        unmet = visits if chain.to_met is chain.to_end else chain.to_met.visits(chain.begin())
        each = column("on", "chance") * column("on", "hours")
        each = each + column("off", "chance") * column("off", "hours")
        hours = chain.to_end.sums(each)
        hope = chain.to_met.sums(column("met", "chance"))
        ahead = column("on_unmet", "hours") * (chain.to_met.chances @ hope)
        met = chain.to_met.sums(column("met", "chance") * column("met", "hours") + ahead)
    except ZeroDivisionError:
        raise lost(chain) from None
    whole = visits @ chain.to_end.leaving, unmet @ chain.to_met.leaving
    if max(abs(1.0 - float(one)) for one in whole) > _ROUNDING:
        raise lost(chain)
    return Solution(chain, visits, hours, unmet, hope, _ratio(met, hope))


def _ratio(of: Vector, to: Vector) -> Vector:
    import numpy as np

    return np.divide(of, to, where=to > 0, out=np.zeros_like(of))
