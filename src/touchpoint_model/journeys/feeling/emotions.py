"""The emotional curve of a journey: how clients felt, step by step, with its peak, trough and end."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import TYPE_CHECKING

from attrs import frozen

from ...model.journeys import Journey, Step
from ..routing import chances

if TYPE_CHECKING:
    from networkx import DiGraph

__all__ = ["Curve", "CurvePoint", "emotional_curve", "likely_way"]

_LONGER = 1e-12  # of two ways as likely as each other, the one of fewer steps


@frozen
class CurvePoint:
    """A step of the curve: -1 (lowest mark of its scale) to 1 (highest); None was not measured."""

    step: str
    value: float | None
    respondents: int | None


@frozen
class Curve:
    """How clients felt along a journey. points: one for each step of the way, in its order."""

    points: tuple[CurvePoint, ...]

    @property
    def peak(self) -> CurvePoint | None:
        """The first of the highest points; None if nothing was measured."""
        return max(self._measured, key=lambda one: one.value or 0.0, default=None)

    @property
    def trough(self) -> CurvePoint | None:
        """The first of the lowest points; None if nothing was measured."""
        return min(self._measured, key=lambda one: one.value or 0.0, default=None)

    @property
    def end(self) -> CurvePoint | None:
        """The last point, measured or not; None on a way without steps."""
        return self.points[-1] if self.points else None

    @property
    def peak_end(self) -> float | None:
        """The mean of the strongest feeling, good or bad, and the one at the end, -1 to 1.

        What people remember of an experience goes by these two (the peak–end rule: Kahneman,
        Fredrickson, Schreiber, Redelmeier, Psychological Science 4, 1993). None if the end was not
        measured.
        """
        if self.end is None or self.end.value is None:
            return None
        strongest = max((one.value or 0.0 for one in self._measured), key=abs)
        return (strongest + self.end.value) / 2

    @property
    def _measured(self) -> tuple[CurvePoint, ...]:
        return tuple(one for one in self.points if one.value is not None)


def emotional_curve(journey: Journey, along: Sequence[str] | None = None) -> Curve:
    """How clients felt along a journey.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> from touchpoint_model.model.experience import Experience, Scale
    >>> felt = Experience(Scale(1, 5, 4), emotional=2, respondents=40)
    >>> told = journey("j", "Путь", phase("", step("a", "ждёт", experience=felt), step("b", "")))
    >>> [(one.step, one.value, one.respondents) for one in emotional_curve(told).points]
    [('a', -0.5, 40), ('b', None, None)]

    Args:
        along: ids of steps, `likely_way(journey)` for one; None is all steps in order of reading.

    Raises:
        KeyError: the journey has no such step.
    """
    steps = journey.by_id
    return Curve(tuple(_point(steps[one]) for one in (steps if along is None else along)))


def likely_way(journey: Journey) -> tuple[str, ...]:
    """The most likely single way from the start to a step that meets the need, by ids.

    The chances of its steps multiplied are the highest (Dijkstra's algorithm on their logarithms);
    of ways as likely as each other, the one of fewer steps. Of parallel steps, one branch is on it.
    Empty if the need cannot be met.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = journey("j", "Путь", phase("", step("a", "", then={"b": 0.4, "c": 0.6}),
    ...     step("b", "", then="d"), step("c", "", then={"d": 0.5}), step("d", "", satisfies=True)))
    >>> likely_way(told)
    ('a', 'b', 'd')
    """
    import networkx  # heavy: only when a journey is reasoned about

    ways: DiGraph[str] = networkx.DiGraph()
    ways.add_node(journey.first.id)
    for (source, target), chance in chances(journey).items():
        if chance > 0:
            ways.add_edge(source, target, cost=_LONGER - log(chance))
    before, costs = networkx.dijkstra_predecessor_and_distance(
        ways, journey.first.id, weight="cost"
    )
    met = [one.id for one in journey.steps if one.satisfies and one.id in costs]
    if not met:
        return ()
    way = [min(met, key=lambda one: costs[one])]
    while before[way[-1]]:
        way.append(before[way[-1]][0])
    return tuple(reversed(way))


def _point(step: Step) -> CurvePoint:
    felt = step.experience
    if felt is None or felt.emotional is None:
        return CurvePoint(step.id, None, None)
    share = (felt.emotional - felt.scale.low) / (felt.scale.high - felt.scale.low)
    return CurvePoint(step.id, 2 * share - 1, felt.respondents)
