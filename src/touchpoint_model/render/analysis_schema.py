"""The published JSON Schemas (2020-12) of an analysis of journeys and of a comparison of them."""

from __future__ import annotations

from functools import cache
from typing import Any

from ..journeys.chance.endings import EndingKind
from ..journeys.redesign.measures import Trend
from ..journeys.redesign.pairing import Paired
from ..journeys.shape.counts import Counted
from ..journeys.shape.reach import Lack
from ..model.experience import REACTIONS
from ..model.findings import Outcome, Severity
from ..model.journeys import JourneyKind
from .journey_analysis import ANALYSIS_VERSION, COMPARISON_VERSION

__all__ = ["analysis_schema", "comparison_schema"]

_STRING = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_FLAG = {"type": "boolean"}
_COUNT = {"type": "integer", "minimum": 0}
_SHARE = {"type": "number", "minimum": 0, "maximum": 1 + 1e-9}
_AMOUNT = {"type": "number", "minimum": 0}
_NUMBER = {"type": "number"}
_STEP = {"type": "string", "description": "id of a step"}
_TOOL = {"name": _STRING, "version": _STRING}


def _object(told: str = "", /, **properties: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"description": told} if told else {}
    return {
        **made,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any], told: str = "") -> dict[str, Any]:
    made: dict[str, Any] = {"type": "array", "items": items}
    return {**made, "description": told} if told else made


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [{"type": "null"}, schema]}


def _one_of(kind: Any) -> dict[str, Any]:
    return {"enum": [one.value for one in kind]}


def _schema(name: str, title: str, body: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:touchpoint_model:{name}",
        "title": title,
        **body,
    }


_TEXT = _object(ru=_STRING, en=_STRING)
_STEPS = _list(_STEP)
_STRINGS = _list(_STRING)


@cache
def analysis_schema() -> dict[str, Any]:
    """The schema of `touchpoint journey analyse --format json`, `journey-analysis-1`."""
    body = _object(
        "Steps are told by id, times in hours, shares and probabilities from 0 to 1.",
        schema={"const": ANALYSIS_VERSION},
        tool=_object(**_TOOL),
        agency=_STRING,
        register=_object(path=_MAYBE),
        file={**_MAYBE, "description": "path of the file of journeys"},
        journeys=_list(
            _object(
                id=_STRING,
                name=_STRING,
                kind=_one_of(JourneyKind),
                steps=_list(
                    _object(
                        id=_STRING,
                        action=_STRING,
                        phase=_STRING,
                        contact={**_FLAG, "description": "the client's own step at a touchpoint"},
                        channels=_STRINGS,
                        lacking={**_FLAG, "description": "at a point that the register has not"},
                    )
                ),
                unclear={
                    **_or_null(_TEXT),
                    "description": "why `chances` and `improvements` are null; null if they are not",
                },
                chances=_or_null(_chances()),
                improvements=_or_null(_improvements()),
                structure=_structure(),
                experience=_experience(),
            )
        ),
    )
    return _schema("journey-analysis-1", "An analysis of clients' journeys", body)


def _chances() -> dict[str, Any]:
    expected = _object(hours=_AMOUNT, hours_deviation=_AMOUNT, contacts=_AMOUNT, transfers=_AMOUNT)
    spent = {"visits": _AMOUNT, "hours": _AMOUNT, "contacts": _AMOUNT, "transfers": _AMOUNT}
    return _object(
        satisfied_share=_SHARE,
        outcomes=_list(_object(kind=_one_of(EndingKind), outcome=_MAYBE, share=_SHARE)),
        to_satisfaction={
            **_or_null(expected),
            "description": "of the clients who are satisfied, up to the step that does; means",
        },
        to_end={**expected, "description": "of all clients, up to any end; means"},
        visits_per_client={"type": "object", "additionalProperties": _AMOUNT},
        given_up=_list(_object(step=_STEP, share=_SHARE), "shares of all who begin"),
        phases=_list(_object(phase=_STRING, **spent), "means up to any end"),
        channels=_list(_object(channels=_STRINGS, **spent), "means up to any end"),
        untimed_steps={**_STEPS, "description": "state no time, and count as 0 hours"},
    )


def _improvements() -> dict[str, Any]:
    return _object(
        steps=_list(
            _object(
                step=_STEP,
                hours={**_AMOUNT, "description": "of one visit"},
                visits_per_client=_AMOUNT,
                hours_to_end_per_hour=_NUMBER,
                hours_to_satisfaction_per_hour={"type": ["number", "null"]},
                hours_to_end_by_tenth=_NUMBER,
                hours_to_satisfaction_by_tenth={"type": ["number", "null"]},
            ),
            "mean hours saved for each hour off the step, and if it took ten per cent less",
        ),
        ways=_list(
            _object(
                source=_STEP,
                target=_STEP,
                probability=_SHARE,
                satisfied_share_per_share_from_leaving=_NUMBER,
                satisfied_share_per_share_from_others=_NUMBER,
            ),
            "derivatives of the satisfied share by the probability of the way",
        ),
    )


def _structure() -> dict[str, Any]:
    count = _object(
        fewest={"type": ["integer", "null"]},
        expected={"type": ["number", "null"]},
        most={"type": ["integer", "null"]},
        unbounded={**_FLAG, "description": "a loop adds to it without end, and `most` is null"},
        fewest_path=_STEPS,
        most_path=_STEPS,
        unstated_steps={**_STEPS, "description": "count as 0 for want of a number or a channel"},
    )
    ends = dict.fromkeys(("satisfying", "stated", "dead", "hopeless", "unreached"), _STEPS)
    return _object(
        satisfiable=_FLAG,
        ends=_object(**ends, traps=_list(_STEPS)),
        unsatisfied=_list(_object(lack=_one_of(Lack), path=_STEPS, steps=_STEPS)),
        unjoined=_STEPS,
        incomplete=_STEPS,
        single_points_of_failure=_object(
            touchpoints=_STRINGS, steps={**_STEPS, "description": "on every way to satisfaction"}
        ),
        shortest=_STEPS,
        touchpoints=_STRINGS,
        ways=_list(
            _object(
                channel=_MAYBE,
                limits=_STRINGS,
                segment=_MAYBE,
                path=_STEPS,
                change={**_STEPS, "description": "the fewest that must change to open it"},
                unknown=_STEPS,
                open={"type": ["boolean", "null"], "description": "null: it is not known"},
            )
        ),
        counts=_object(**{one.value: count for one in Counted}),
        bottleneck=_MAYBE,
        hours_by_step=_list(
            _object(step=_STEP, visits_per_client=_AMOUNT, hours=_AMOUNT, share=_SHARE)
        ),
    )


def _experience() -> dict[str, Any]:
    interval = _or_null(_list(_SHARE, "lower and upper end"))
    curved = {"type": ["number", "null"], "minimum": -1, "maximum": 1}
    return _object(
        satisfaction=_object(
            satisfied=_COUNT,
            answers=_COUNT,
            share=_or_null(_SHARE),
            interval=interval,
            confidence=_SHARE,
        ),
        reactions=_object(
            **dict.fromkeys(
                REACTIONS,
                _object(
                    mean_share_of_scale=_or_null(_SHARE),
                    mark={"type": ["number", "null"]},
                    interval=interval,
                    answers={"type": ["integer", "null"]},
                    steps=_COUNT,
                ),
            )
        ),
        curve=_list(
            _object(step=_STEP, value=curved, respondents={"type": ["integer", "null"]}),
            "emotional, from -1 (lowest mark of the scale) to 1 (highest)",
        ),
        highest=_MAYBE,
        lowest=_MAYBE,
        likely_way=_STEPS,
        end_value={**curved, "description": "at the end of the most likely way"},
        peak_end_value=curved,
    )


@cache
def comparison_schema() -> dict[str, Any]:
    """The schema of `touchpoint journey compare --format json`, `journey-comparison-1`."""
    body = _object(
        schema={"const": COMPARISON_VERSION},
        tool=_object(**_TOOL),
        agency=_STRING,
        on={"type": ["string", "null"], "format": "date"},
        register=_object(path=_MAYBE),
        files=_object(as_is=_MAYBE, to_be=_MAYBE),
        journeys=_list(_compared()),
        unpaired=_object(as_is=_STRINGS, to_be=_STRINGS),
    )
    return _schema("journey-comparison-1", "Journeys of clients and their redesign", body)


def _compared() -> dict[str, Any]:
    named = _object(id=_STRING, name=_STRING)
    change = _object(name=_STRING, as_is=True, to_be=True)
    way = _object(source=_STEP, target=_STEP, probability=_or_null(_SHARE), condition=_MAYBE)
    step = _object(id=_STRING, action=_STRING)
    value = {"type": ["number", "null"]}
    return _object(
        as_is=named,
        to_be=named,
        measures=_list(
            _object(
                name=_STRING,
                title=_TEXT,
                unit={**_STRING, "description": "hours, share (0 to 1), or what is counted"},
                as_is=value,
                to_be=value,
                difference=value,
                trend=_one_of(Trend),
            )
        ),
        steps=_object(
            added=_list(step),
            dropped=_list(step),
            changed=_list(
                _object(
                    as_is=_STEP,
                    to_be=_STEP,
                    paired_by=_one_of(Paired),
                    moved=_FLAG,
                    channels=_object(as_is=_STRINGS, to_be=_STRINGS),
                    changes=_list(change),
                )
            ),
            unsure={**_STEPS, "description": "words that several steps tell: maybe the same ones"},
        ),
        facts=_list(change, "what changed of the journey itself"),
        ways=_object(
            added=_list(way), dropped=_list(way), changed=_list(_object(as_is=way, to_be=way))
        ),
        verdicts=_or_null(_verdicts()),
    )


def _verdicts() -> dict[str, Any]:
    outcome = {"enum": [None, *(one.value for one in Outcome)]}
    turn = _object(act=_STRING, clause=_STRING, rules=_STRINGS, as_is=outcome, to_be=outcome)
    finding = _object(
        code=_STRING,
        rule=_STRING,
        act=_MAYBE,
        clause=_MAYBE,
        severity=_one_of(Severity),
        message=_TEXT,
        journey=_MAYBE,
        step=_MAYBE,
        fingerprint=_STRING,
    )
    return _object(
        broken=_list(
            _object(act=_STRING, clause=_STRING, severity=_one_of(Severity), rules=_STRINGS),
            "clauses that the redesign breaks, or (a note) puts up for review",
        ),
        satisfied=_list(turn),
        turned=_list(turn, "every clause whose outcome changed"),
        came=_list(finding),
        gone=_list(finding),
        stayed=_list(finding, "findings on the journey that both have"),
    )
