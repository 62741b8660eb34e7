"""Where the steps of a journey take place: each step seen through a register and a vocabulary."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from .journeys import Journey, Step
from .text import normalise
from .view import Point, View
from .vocabulary import Concept

__all__ = ["Station", "stations"]


@frozen
class Station:
    """A step with what register and vocabulary know of the place where it happens.

    Attributes:
        point: of the register; None if the step is at no point, or at one that the register lacks.
        concept: of that point, or of the kind that the journey names.
        channels: its types (`digital`, `offline`), as the journey says, else as the rows of its
            process say, else by the ordinance; empty if none says, or the step is at no point.
        serves: limits of clients (`health`, `language` …) that do not keep them from it.
    """

    step: Step
    point: Point | None
    concept: Concept | None
    channels: frozenset[str]
    serves: frozenset[str]

    @property
    def lacking(self) -> bool:
        """Whether the step is at a point that the register has not."""
        return self.step.touchpoint is not None and self.point is None


def stations(journey: Journey, view: View) -> Mapping[str, Station]:
    """The station of each step, by its id, in the order of reading."""
    return {step.id: _station(step, view) for step in journey.steps}


def _station(step: Step, view: View) -> Station:
    point = view.points.get(step.touchpoint) if step.touchpoint is not None else None
    concept = point.concept if point else view.vocabulary.get("touchpoint", step.kind)
    channels = _channels(step, point, concept, view)
    if point is not None:
        served = view.served_at(point, channels)
    else:
        served = view.served_by(frozenset(concept.serves) if concept else frozenset(), channels)
    return Station(step, point, concept, channels, served)


def _channels(
    step: Step, point: Point | None, concept: Concept | None, view: View
) -> frozenset[str]:
    if step.touchpoint is None:
        return frozenset()
    if step.channel is not None:
        return frozenset((step.channel,))
    rows = view.rows_at(step.touchpoint)
    named = [rows_of for name, rows_of in rows if name == normalise(step.process or "")]
    declared = {one for entry in named or [of for _, of in rows] for one in view.channels(entry)}
    if declared:
        return frozenset(declared)
    told = (point.channel if point else None) or (concept.channel if concept else None)
    return frozenset((told,)) if told else frozenset()
