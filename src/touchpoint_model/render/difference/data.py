"""A comparison as data, `touchpoint-diff/1`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import asdict

from ...formats.converting import writer
from ...lifecycle.changes import Alteration, Known, Row, Seat
from ...lifecycle.obligations import Duty, Term
from ...lifecycle.triggers import Trigger
from ...model.legal import ClauseRef
from .compared import Compared, Edition

__all__ = ["VERSION", "as_json"]

VERSION = "touchpoint-diff/1"
_SUMMARY = {
    "touchpoint-added": "added",
    "process-added": "added",
    "direction-added": "added",
    "touchpoint-excluded": "excluded",
    "process-dropped": "excluded",
    "direction-dropped": "excluded",
}


def as_json(told: Compared, tool: Mapping[str, str]) -> dict[str, Any]:
    """The comparison as data, in the published shape.

    Args:
        tool: name and version of the program.
    """
    amendment = told.amendment
    return {
        "schema": VERSION,
        "tool": dict(tool),
        "agency": amendment.agency,
        "on": amendment.on.isoformat() if amendment.on else None,
        "old": _edition(told.old),
        "new": _edition(told.new),
        "changes": [_change(one, told) for one in amendment.difference.alterations],
        "triggers": [_trigger(one, told) for one in amendment.triggers],
        "duties": [_duty(one, told) for one in amendment.duties],
        "summary": _summary(amendment.difference.alterations),
    }


def _edition(one: Edition) -> dict[str, Any]:
    return {"path": one.path, "sha256": one.sha256}


def _change(one: Alteration, told: Compared) -> dict[str, Any]:
    row = one.after or one.before
    return {
        "key": one.key,
        "kind": one.kind.value,
        "known": one.known.value,
        "facts": list(one.facts),
        "before": _value(one.before),
        "after": _value(one.after),
        "was": _place(one.was),
        "now": _place(one.now),
        "matched": None if one.by is None else {"by": one.by.value, "score": one.score},
        "anew": row.anew if isinstance(row, Row) and not one.facts else None,
        "triggers": [
            {
                "code": trigger.code,
                "clauses": [str(ref) for ref in trigger.clauses],
                "reading": None if cause.reading is None else cause.reading.value,
            }
            for trigger, cause in told.amendment.set_off.get(one.key, ())
        ],
    }


def _value(value: object) -> Any:
    """A value as `touchpoint-register/1` has it; a row with its touchpoint and its entry."""
    if isinstance(value, Row):
        return {"touchpoint": _value(value.point), "entry": _value(value.entry)}
    if isinstance(value, tuple | frozenset | list):
        return [_value(one) for one in value]
    return writer().unstructure(value)


def _place(seat: Seat | None) -> dict[str, Any] | None:
    if seat is None:
        return None
    return {
        "pointer": seat.pointer,
        "direction": seat.direction,
        "process": seat.process,
        "touchpoint": seat.touchpoint,
        "rows": list(seat.rows),
    }


def _trigger(one: Trigger, told: Compared) -> dict[str, Any]:
    return {
        "code": one.code,
        "label": asdict(one.label),
        **_law(one.clauses, told),
        "readings": [{"code": each.value, "message": asdict(each.say())} for each in one.readings],
        "changes": [cause.alteration.key for cause in one.causes],
    }


def _duty(one: Duty, told: Compared) -> dict[str, Any]:
    places = [(code, told.vocabulary.get("place", code)) for code in one.places]
    return {
        "duty": one.demand.value,
        "silent": one.silent,
        **_law(one.clauses, told),
        "places": [
            {"code": code, "label": asdict(concept.label) if concept else None}
            for code, concept in places
        ],
        "term": None if one.term is None else _term(one.term),
    }


def _term(one: Term) -> dict[str, Any]:
    deadline = one.deadline
    return {
        "working_days": one.days,
        "clauses": [str(ref) for ref in one.clauses],
        "until": deadline.day.isoformat() if deadline else None,
        "known": deadline.known if deadline else None,
        "counted": asdict(deadline.tell()) if deadline else None,
    }


def _law(refs: Iterable[ClauseRef], told: Compared) -> dict[str, Any]:
    refs = tuple(refs)
    return {
        "clauses": [str(ref) for ref in refs],
        "citations": [asdict(told.cite(ref)) for ref in refs],
    }


def _summary(alterations: Iterable[Alteration]) -> dict[str, int]:
    counts = dict.fromkeys(("added", "excluded", "changed", "now_known", "no_longer_stated"), 0)
    for one in alterations:
        if one.known is Known.CHANGED:
            counts[_SUMMARY.get(one.kind.value, "changed")] += 1
        else:
            counts[one.known.value.replace("-", "_")] += 1
    return counts
