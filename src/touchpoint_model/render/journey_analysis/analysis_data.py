"""The analysis of journeys as JSON (`touchpoint-journey-analysis/1`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...journeys.chance.improvement import Improvements
from ...journeys.chance.markov import Analysis, Expected, Spent
from ...journeys.feeling.emotions import emotional_curve, likely_way
from ...journeys.feeling.experience import Impression, Reaction
from ...journeys.shape.structures import Structure
from ...model.experience import REACTIONS
from ...model.journeys import Journey
from .analysed import Analysed
from .plain import plain, spoken

__all__ = ["ANALYSIS_VERSION", "as_json"]

ANALYSIS_VERSION = "touchpoint-journey-analysis/1"


def as_json(
    analyses: Iterable[Analysed],
    tool: Mapping[str, str],
    *,
    agency: str = "",
    register: str | None = None,
    file: str | None = None,
) -> dict[str, Any]:
    """The analyses as data; the schema `journey-analysis-1` tells each key.

    Steps are told by id, times in hours, shares and probabilities from 0 to 1.

    Args:
        tool: name and version of the program. agency: its code. register, file: paths of the
            register and of the file of journeys.
    """
    return {
        "schema": ANALYSIS_VERSION,
        "tool": dict(tool),
        "agency": agency,
        "register": {"path": register},
        "file": file,
        "journeys": [_journey(one) for one in analyses],
    }


def _journey(told: Analysed) -> dict[str, Any]:
    journey = told.journey
    return {
        "id": journey.id,
        "name": journey.name,
        "kind": journey.kind.value,
        "steps": [
            {
                "id": step.id,
                "action": step.action,
                "phase": phase.name,
                "contact": step.is_contact,
                "channels": sorted(told.stations[step.id].channels),
                "lacking": told.stations[step.id].lacking,
            }
            for phase in journey.phases
            for step in phase.steps
        ],
        "unclear": spoken(told.unclear),
        "chances": None if told.chances is None else _chances(told.chances),
        "improvements": None if told.improvements is None else _gains(told.improvements),
        "structure": _structure(told.structure),
        "experience": _experience(journey, told.impressions.whole),
    }


def _chances(known: Analysis) -> dict[str, Any]:
    goal = known.to_satisfaction
    return {
        "satisfied_share": known.satisfied,
        "outcomes": [
            {"kind": ending.kind.value, "outcome": ending.stated or None, "share": share}
            for ending, share in known.outcomes.items()
        ],
        "to_satisfaction": None if goal is None else _expected(goal),
        "to_end": _expected(known.to_end),
        "visits_per_client": dict(known.visits),
        "given_up": [{"step": id, "share": share} for id, share in known.given_up.items()],
        "phases": [{"phase": name, **_spent(spent)} for name, spent in known.by_phase.items()],
        "channels": [
            {"channels": sorted(kinds), **_spent(spent)}
            for kinds, spent in (known.by_channel or {}).items()
        ],
        "untimed_steps": list(known.untimed),
    }


def _expected(known: Expected) -> dict[str, float]:
    return {
        "hours": known.hours,
        "hours_deviation": known.hours_deviation,
        "contacts": known.contacts,
        "transfers": known.transfers,
    }


def _spent(known: Spent) -> dict[str, float]:
    return {
        "visits": known.visits,
        "hours": known.hours,
        "contacts": known.contacts,
        "transfers": known.transfers,
    }


def _gains(known: Improvements) -> dict[str, Any]:
    return {
        "steps": [
            {
                "step": one.step,
                "hours": one.hours,
                "visits_per_client": one.visits,
                "hours_to_end_per_hour": one.to_end,
                "hours_to_satisfaction_per_hour": one.to_satisfaction,
                "hours_to_end_by_tenth": one.tenth_to_end,
                "hours_to_satisfaction_by_tenth": one.tenth_to_satisfaction,
            }
            for one in known.steps
        ],
        "ways": [
            {
                "source": one.source,
                "target": one.target,
                "probability": one.chance,
                "satisfied_share_per_share_from_leaving": one.taken_from_leaving,
                "satisfied_share_per_share_from_others": one.taken_from_others,
            }
            for one in known.ways
        ],
    }


def _structure(known: Structure) -> dict[str, Any]:
    slowest = known.loads.bottleneck
    return {
        "satisfiable": known.satisfiable,
        "ends": plain(known.ends),
        "unsatisfied": plain(known.unsatisfied),
        "unjoined": list(known.unjoined),
        "incomplete": list(known.incomplete),
        "single_points_of_failure": {
            "touchpoints": list(known.chokepoints.touchpoints),
            "steps": list(known.chokepoints.steps),
        },
        "shortest": list(known.shortest),
        "touchpoints": list(known.points),
        "ways": [{**plain(one), "open": one.open} for one in known.ways],
        "counts": {
            one.counted.value: {
                "fewest": one.fewest,
                "expected": one.expected,
                "most": one.most,
                "unbounded": one.unbounded,
                "fewest_path": list(one.fewest_path),
                "most_path": list(one.most_path),
                "unstated_steps": list(one.unstated),
            }
            for one in known.tallies
        },
        "bottleneck": None if slowest is None else slowest.step,
        "hours_by_step": [
            {
                "step": one.step,
                "visits_per_client": one.visits,
                "hours": one.hours,
                "share": one.share,
            }
            for one in known.loads.steps
        ],
    }


def _experience(journey: Journey, whole: Impression) -> dict[str, Any]:
    curve = emotional_curve(journey)
    way = likely_way(journey)
    likely = emotional_curve(journey, way)
    return {
        "satisfaction": {
            "satisfied": whole.satisfaction.satisfied,
            "answers": whole.satisfaction.answers,
            "share": whole.satisfaction.share,
            "interval": plain(whole.satisfaction.interval),
            "confidence": whole.satisfaction.confidence,
        },
        "reactions": {kind: _reaction(getattr(whole, kind)) for kind in REACTIONS},
        "curve": [
            {"step": one.step, "value": one.value, "respondents": one.respondents}
            for one in curve.points
        ],
        "highest": curve.peak.step if curve.peak else None,
        "lowest": curve.trough.step if curve.trough else None,
        "likely_way": list(way),
        "end_value": likely.end.value if likely.end else None,
        "peak_end_value": likely.peak_end,
    }


def _reaction(known: Reaction) -> dict[str, Any]:
    return {
        "mean_share_of_scale": known.mean,
        "mark": known.mark,
        "interval": plain(known.interval),
        "answers": known.answers,
        "steps": known.steps,
    }
