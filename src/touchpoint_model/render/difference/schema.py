"""The published JSON Schema (2020-12) of a comparison, `diff-1`."""

from __future__ import annotations

from typing import Any

from ...lifecycle.changes import ChangeKind, Known, Matched
from ...lifecycle.obligations import Demand
from ...lifecycle.triggers import Reading
from .data import VERSION

__all__ = ["diff_schema"]


def diff_schema() -> dict[str, Any]:
    """The schema of what `touchpoint diff --format json` prints."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:touchpoint_model:diff-1",
        "title": "What changed between two editions of a register",
        **_object(
            schema={"const": VERSION},
            tool=_object(name=_STRING, version=_STRING),
            agency=_STRING,
            on=_DAY,
            old={"$ref": "#/$defs/edition"},
            new={"$ref": "#/$defs/edition"},
            changes=_list({"$ref": "#/$defs/change"}),
            triggers=_list({"$ref": "#/$defs/trigger"}),
            duties=_list({"$ref": "#/$defs/duty"}),
            summary=_object(
                added=_COUNT,
                excluded=_COUNT,
                changed=_COUNT,
                now_known=_COUNT,
                no_longer_stated=_COUNT,
            ),
        ),
        "$defs": {
            "text": _object(ru=_STRING, en=_STRING),
            "edition": _object(path=_STRING, sha256=_OPTIONAL),
            "clauses": _list({"type": "string", "pattern": "^[a-z][a-z0-9-]*:"}),
            "value": {"description": "As `touchpoint-register/1` writes it; null: not stated."},
            "place": _object(
                pointer={"type": "string", "pattern": "^/"},
                direction=_OPTIONAL,
                process=_OPTIONAL,
                touchpoint=_OPTIONAL,
                rows=_list({"type": "integer", "minimum": 1}),
            ),
            "change": _object(
                key={"type": "string", "pattern": "^[0-9a-f]{16}(-[0-9]+)?$"},
                kind={"enum": [one.value for one in ChangeKind]},
                known={"enum": [one.value for one in Known]},
                facts=_list(_STRING),
                before={"$ref": "#/$defs/value"},
                after={"$ref": "#/$defs/value"},
                was=_or_null({"$ref": "#/$defs/place"}),
                now=_or_null({"$ref": "#/$defs/place"}),
                matched=_or_null(
                    _object(
                        by={"enum": [one.value for one in Matched]},
                        score={"type": ["number", "null"], "minimum": 0, "maximum": 1},
                    )
                ),
                anew={"type": ["boolean", "null"]},
                triggers=_list(
                    _object(
                        code=_STRING,
                        clauses={"$ref": "#/$defs/clauses"},
                        reading=_or_null({"enum": [one.value for one in Reading]}),
                    )
                ),
            ),
            "trigger": _object(
                code=_STRING,
                label={"$ref": "#/$defs/text"},
                **_LAW,
                readings=_list(
                    _object(
                        code={"enum": [one.value for one in Reading]},
                        message={"$ref": "#/$defs/text"},
                    )
                ),
                changes={**_list(_STRING), "minItems": 1},
            ),
            "duty": _object(
                duty={"enum": [one.value for one in Demand]},
                silent={"type": "boolean"},
                **_LAW,
                places=_list(_object(code=_STRING, label=_or_null({"$ref": "#/$defs/text"}))),
                term=_or_null({"$ref": "#/$defs/term"}),
            ),
            "term": _object(
                working_days={"type": "integer", "minimum": 0},
                clauses={"$ref": "#/$defs/clauses"},
                until=_DAY,
                known={"type": ["boolean", "null"]},
                counted=_or_null({"$ref": "#/$defs/text"}),
            ),
        },
    }


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [{"type": "null"}, schema]}


_STRING: dict[str, Any] = {"type": "string"}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
_OPTIONAL: dict[str, Any] = {"type": ["string", "null"]}
_DAY: dict[str, Any] = {"type": ["string", "null"], "format": "date"}
_LAW: dict[str, Any] = {
    "clauses": {"$ref": "#/$defs/clauses"},
    "citations": _list({"$ref": "#/$defs/text"}),
}
