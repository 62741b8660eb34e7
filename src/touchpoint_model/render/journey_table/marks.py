"""Which steps of a journey the findings of a check are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...model.findings import Finding
from ...model.journeys import Journey, Step
from ...model.stations import Station
from ...model.text import normalise

__all__ = ["marked"]


def marked(
    journey: Journey, stations: Mapping[str, Station], findings: Iterable[Finding]
) -> tuple[Mapping[str, list[Finding]], list[Finding]]:
    """The findings at each step, by its id, and those about the journey as a whole.

    A finding stands at the step that it names; one about a touchpoint of the register, at every
    step that meets this process there. Of the journey as a whole are those that name no step of
    it, and those about its processes. What has nothing to do with the journey is left out.
    """
    marks: dict[str, list[Finding]] = {step.id: [] for step in journey.steps}
    below: list[Finding] = []
    meets = {
        (process, place) for step in journey.steps for process, place in _seats(step, stations)
    }
    processes = {process for process, _ in meets}
    for one in findings:
        at = one.location
        if at.journey is not None:
            if at.journey == journey.id:
                marks.get(at.step or "", below).append(one)
            continue
        process = normalise(at.process or "")
        if not process or process not in processes:
            continue
        if at.touchpoint is None:
            below.append(one)
            continue
        seat = (process, normalise(at.touchpoint))
        for step in journey.steps:
            if seat in _seats(step, stations):
                marks[step.id].append(one)
    return marks, below


def _seats(step: Step, stations: Mapping[str, Station]) -> set[tuple[str, str]]:
    """The process and the names of the place of a step, as they are compared."""
    station = stations.get(step.id)
    names = {step.touchpoint, station.point.touchpoint.name if station and station.point else None}
    process = normalise(step.process or "")
    return {(process, normalise(name)) for name in names if name} or {(process, "")}
