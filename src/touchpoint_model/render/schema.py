"""The published JSON Schema (2020-12) of a report, `report-1`."""

from __future__ import annotations

from typing import Any

from ..model.findings import FindingStatus, Outcome, Severity
from ..model.legal import ClauseStatus
from .report import VERSION

__all__ = ["report_schema"]


def report_schema() -> dict[str, Any]:
    """The schema of a report, of an unreadable file's report, and of an array of them."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:touchpoint_model:report-1",
        "title": "The report of a check",
        "description": "One file gives an object; a directory, a glob or several files an array.",
        "anyOf": [
            {"$ref": "#/$defs/report"},
            {"$ref": "#/$defs/unreadable"},
            {
                "type": "array",
                "items": {"anyOf": [{"$ref": "#/$defs/report"}, {"$ref": "#/$defs/unreadable"}]},
            },
        ],
        "$defs": {
            "report": _object(
                schema={"const": VERSION},
                tool=_object(name=_STRING, version=_STRING),
                agency=_STRING,
                on={"type": "string", "format": "date"},
                register=_object(path=_OPTIONAL, sha256=_OPTIONAL),
                findings={"type": "array", "items": {"$ref": "#/$defs/finding"}},
                clauses={"type": "array", "items": {"$ref": "#/$defs/clause"}},
                summary=_object(
                    **{
                        name: {"type": "integer", "minimum": 0}
                        for name in ("error", "warning", "note", "waived", "unverified")
                    }
                ),
            ),
            "unreadable": _object(
                schema={"const": VERSION},
                register=_object(path=_STRING),
                error=_object(message=_STRING),
            ),
            "text": _object(ru=_STRING, en=_STRING),
            "finding": _object(
                code={"type": "string", "pattern": "^[A-Z]{2}[0-9]{2}$"},
                rule=_STRING,
                act=_OPTIONAL,
                clause=_OPTIONAL,
                clauses={"type": "array", "items": _STRING},
                citation=_OPTIONAL,
                severity={"enum": [one.value for one in Severity]},
                status={"enum": [one.value for one in FindingStatus]},
                reading=_OPTIONAL,
                message={"$ref": "#/$defs/text"},
                fix={"$ref": "#/$defs/text"},
                location=_but_for(
                    _object(
                        **dict.fromkeys(("direction", "process", "touchpoint", "need"), _OPTIONAL),
                        row=_ROW,
                        rows={"type": "array", "items": {"type": "integer", "minimum": 1}},
                        **_PLACE,
                        pointer=_OPTIONAL,
                        journey=_STRING,
                        step=_STRING,
                        journey_name=_STRING,
                        revision=_ROW | {"type": "integer"},
                    ),
                    "journey",
                    "step",
                    "journey_name",
                    "revision",
                ),
                source={"anyOf": [{"type": "null"}, _object(**_PLACE)]},
                fingerprint=_STRING,
            ),
            "clause": _but_for(
                _object(
                    act=_STRING,
                    clause=_STRING,
                    status={"enum": [one.value for one in ClauseStatus]},
                    outcome={"enum": [one.value for one in Outcome]},
                    rules={"type": "array", "items": _STRING},
                    indicator=_object(
                        name=_STRING, value={"type": ["number", "null"]}, unit=_STRING
                    ),
                ),
                "indicator",
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


def _but_for(schema: dict[str, Any], *names: str) -> dict[str, Any]:
    """The same object, of which some properties may be missing."""
    required = [one for one in schema["required"] if one not in names]
    return {**schema, "required": required}


_STRING: dict[str, Any] = {"type": "string"}
_OPTIONAL: dict[str, Any] = {"type": ["string", "null"]}
_ROW: dict[str, Any] = {"type": ["integer", "null"], "minimum": 1}
_PLACE: dict[str, Any] = {
    "file": _OPTIONAL,
    "sheet": _OPTIONAL,
    "table": _ROW,
    "table_row": _ROW,
    "cell": _OPTIONAL,
    "line": _ROW,
}
