"""Plain records for charts: of a journey's steps, of a comparison's measures, of reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from ...journeys.chance.endings import SATISFIED
from ...journeys.chance.markov import Analysis
from ...journeys.feeling.emotions import emotional_curve
from ...journeys.redesign.measures import MeasureChange
from ...model.findings import Indicator, Report
from ...model.journeys import Journey
from ...model.text import Lang
from .look import Record

__all__ = [
    "centricity_records",
    "curve_records",
    "measure_records",
    "outcome_records",
    "time_records",
]


def curve_records(journey: Journey, along: Sequence[str] | None = None) -> list[Record]:
    """How clients felt, a record a step: `step`, `phase`, `value`, `respondents`.

    The value is from -1 to 1; it and the number of respondents are None where they are not known.

    Args:
        along: ids of steps, in order; None is all, in the order of reading.

    Raises:
        KeyError: the journey has no such step.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = journey("j", "Fair", phase("Ask", step("a", "asks"), step("b", "gets")))
    >>> curve_records(told)[0]
    {'step': '1. asks', 'phase': 'Ask', 'value': None, 'respondents': None}
    """
    steps, labels = journey.by_id, _labels(journey)
    return [
        {
            "step": labels[point.step],
            "phase": journey.phase_of(steps[point.step].id).name,
            "value": point.value,
            "respondents": point.respondents,
        }
        for point in emotional_curve(journey, along).points
    ]


def time_records(journey: Journey, by: Literal["step", "phase"] = "step") -> list[Record]:
    """Hours, a record a step or phase: `label`, `working`, `waiting` (hours), `unknown` (steps).

    Every step counts once, however often it is gone; a time that is not stated counts nothing,
    and `unknown` tells how many steps state neither.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = journey("j", "Fair", phase("Ask", step("a", "asks", hours=1, waits=2), step("b", "")))
    >>> time_records(told, "phase")
    [{'label': 'Ask', 'working': 1.0, 'waiting': 2.0, 'unknown': 1}]
    """
    labels = _labels(journey)
    if by == "step":
        groups = [(labels[step.id], [step]) for step in journey.steps]
    else:
        groups = [(phase.name, list(phase.steps)) for phase in journey.phases]
    return [
        {
            "label": label,
            "working": sum((step.duration or 0.0 for step in steps), 0.0),
            "waiting": sum((step.waiting or 0.0 for step in steps), 0.0),
            "unknown": sum(step.hours is None for step in steps),
        }
        for label, steps in groups
    ]


def measure_records(changes: Iterable[MeasureChange], lang: Lang = "ru") -> list[Record]:
    """A record a measure: `measure`, `unit`, `before`, `after` (None is unknown), `trend`."""
    return [
        {
            "measure": one.measure.title[lang],
            "unit": one.measure.unit,
            "before": one.values[0],
            "after": one.values[1],
            "trend": one.trend.value,
        }
        for one in changes
    ]


def outcome_records(analysis: Analysis, lang: Lang = "ru") -> list[Record]:
    """A record an ending, the likeliest first: `outcome`, `share` (0 to 1), `satisfied`.

    >>> from touchpoint_model.journeys import analyse
    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = journey("j", "Fair", phase("Ask", step("a", "asks", then={"b": 0.75}),
    ...     step("b", "gets", satisfies=True)))
    >>> outcome_records(analyse(told), "en")[0]
    {'outcome': 'satisfied', 'share': 0.75, 'satisfied': True}
    """
    likeliest = sorted(analysis.outcomes.items(), key=lambda one: -one[1])
    return [
        {"outcome": ending.title[lang], "share": share, "satisfied": ending == SATISFIED}
        for ending, share in likeliest
    ]


def centricity_records(reports: Mapping[str, Report], lang: Lang = "ru") -> list[Record]:
    """Indicators of reports: `agency`, `indicator`, `value` (share, 0 to 1; None), `clause`.

    There is a record for each indicator of any report and each report, so that one that an
    agency's ordinance does not ask for is seen as missing; its `clause` is None then. An indicator
    that an ordinance asks for in several clauses counts once, as the first of them.

    Args:
        reports: by the name of the agency, as the chart is to call it.
    """
    kinds = {one.name: one for report in reports.values() for _, one in _indicators(report)}
    records: list[Record] = []
    for name, kind in kinds.items():
        title = kind.title[lang] if kind.title else name
        for agency, report in reports.items():
            found = [(clause, one) for clause, one in _indicators(report) if one.name == name]
            clause, value = (found[0][0], found[0][1].value) if found else (None, None)
            records.append({"agency": agency, "indicator": title, "value": value, "clause": clause})
    return records


def _indicators(report: Report) -> Iterator[tuple[str, Indicator]]:
    for one in report.clauses:
        if one.indicator is not None and one.indicator.unit == "share":
            yield one.clause, one.indicator


def _labels(journey: Journey) -> dict[str, str]:
    return {step.id: f"{at}. {step.action}" for at, step in enumerate(journey.steps, 1)}
