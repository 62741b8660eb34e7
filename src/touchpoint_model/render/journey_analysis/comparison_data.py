"""The comparison of journeys with their redesigns as JSON (`touchpoint-journey-comparison/1`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...journeys.redesign.comparison import Change, Comparison
from ...journeys.redesign.verdicts import Turn, Verdicts
from ...model.findings import Finding
from ...model.journeys import Journey, Step, Transition
from .clauses import newly_broken
from .plain import plain, spoken

__all__ = ["COMPARISON_VERSION", "comparison_as_json"]

COMPARISON_VERSION = "touchpoint-journey-comparison/1"


def comparison_as_json(
    comparisons: Iterable[Comparison],
    tool: Mapping[str, str],
    *,
    agency: str = "",
    on: str | None = None,
    register: str | None = None,
    files: tuple[str | None, str | None] = (None, None),
    unpaired: tuple[Iterable[str], Iterable[str]] = ((), ()),
) -> dict[str, Any]:
    """The comparisons as data; the schema `journey-comparison-1` tells each key.

    Args:
        tool: name and version of the program. agency: its code. on: the day judged by.
        register, files: paths. unpaired: ids of the journeys of either file that have no pair.
    """
    return {
        "schema": COMPARISON_VERSION,
        "tool": dict(tool),
        "agency": agency,
        "on": on,
        "register": {"path": register},
        "files": {"as_is": files[0], "to_be": files[1]},
        "journeys": [_compared(one) for one in comparisons],
        "unpaired": {"as_is": list(unpaired[0]), "to_be": list(unpaired[1])},
    }


def _compared(told: Comparison) -> dict[str, Any]:
    return {
        "as_is": _named(told.before),
        "to_be": _named(told.after),
        "measures": [
            {
                "name": one.measure.name,
                "title": spoken(one.measure.title),
                "unit": one.measure.unit,
                "as_is": one.values[0],
                "to_be": one.values[1],
                "difference": one.difference,
                "trend": one.trend.value,
            }
            for one in told.measures
        ],
        "steps": {
            "added": [_step(one) for one in told.added],
            "dropped": [_step(one) for one in told.dropped],
            "changed": [
                {
                    "as_is": one.before.id,
                    "to_be": one.after.id,
                    "paired_by": one.by.value,
                    "moved": bool(one.moved),
                    "channels": {
                        "as_is": sorted(one.channels[0]),
                        "to_be": sorted(one.channels[1]),
                    },
                    "changes": [_change(change) for change in one.changes],
                }
                for one in told.changed
            ],
            "unsure": sorted(told.unsure),
        },
        "facts": [_change(one) for one in told.facts],
        "ways": {
            "added": [_way(one) for one in told.ways_added],
            "dropped": [_way(one) for one in told.ways_dropped],
            "changed": [{"as_is": _way(old), "to_be": _way(new)} for old, new in told.ways_changed],
        },
        "verdicts": None if told.verdicts is None else _verdicts(told.verdicts),
    }


def _named(journey: Journey) -> dict[str, str]:
    return {"id": journey.id, "name": journey.name}


def _step(step: Step) -> dict[str, str]:
    return {"id": step.id, "action": step.action}


def _change(change: Change) -> dict[str, Any]:
    return {"name": change.name, "as_is": plain(change.before), "to_be": plain(change.after)}


def _way(way: Transition) -> dict[str, Any]:
    return {
        "source": way.source,
        "target": way.target,
        "probability": way.probability,
        "condition": way.condition,
    }


def _verdicts(told: Verdicts) -> dict[str, Any]:
    return {
        "broken": [
            {
                "act": one.ref.act,
                "clause": one.ref.id,
                "severity": one.severity.value,
                "rules": list(one.rules),
            }
            for one in newly_broken(told)
        ],
        "satisfied": [_turn(one) for one in told.satisfied],
        "turned": [_turn(one) for one in told.clauses],
        "came": [_finding(one) for one in told.came],
        "gone": [_finding(one) for one in told.gone],
        "stayed": [_finding(one) for one in told.stayed if one.location.journey is not None],
    }


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "act": turn.act,
        "clause": turn.clause,
        "rules": list(turn.rules),
        "as_is": plain(turn.before),
        "to_be": plain(turn.after),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "rule": finding.rule,
        "act": finding.act,
        "clause": finding.clause,
        "severity": finding.severity.value,
        "message": spoken(finding.message),
        "journey": finding.location.journey,
        "step": finding.location.step,
        "fingerprint": finding.fingerprint,
    }
