"""The published JSON Schemas (2020-12) of what a store tells: log, revision, verification."""

from __future__ import annotations

from typing import Any

from ..lifecycle.changes import Known
from .revisions import LOG, REVISION, VERIFICATION

__all__ = ["log_schema", "revision_schema", "verification_schema"]

_STRING = {"type": "string"}
_OPTIONAL = {"type": ["string", "null"]}
_DAY = {"type": "string", "format": "date"}
_MAYBE_DAY = {"type": ["string", "null"], "format": "date"}
_NUMBER = {"type": "integer", "minimum": 1}
_HASH = {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"}


def log_schema() -> dict[str, Any]:
    """The schema of what `touchpoint store log --format json` prints."""
    return _schema(
        "log-1",
        "The history of a register",
        _object(
            schema={"const": LOG},
            agency=_STRING,
            revisions=_list(_object(**_REVISION)),
            events={"anyOf": [{"type": "null"}, _list({"$ref": "#/$defs/event"})]},
        ),
    )


def revision_schema() -> dict[str, Any]:
    """The schema of what `touchpoint store show --format json` prints."""
    register = {"type": "object", "description": "A document of the schema `register-1`."}
    return _schema(
        "revision-1",
        "A revision of a register",
        _object(schema={"const": REVISION}, agency=_STRING, **_REVISION, register=register),
    )


def verification_schema() -> dict[str, Any]:
    """The schema of what `touchpoint store verify --format json` prints."""
    text = _object(ru=_STRING, en=_STRING)
    damage = _object(
        kind=_STRING,
        record={"type": ["integer", "null"]},
        revision={"type": ["integer", "null"]},
        content=_OPTIONAL,
        message=text,
    )
    told = _object(
        schema={"const": VERIFICATION},
        records={"type": ["integer", "null"], "minimum": 0},
        hash=_HASH,
        damages=_list(damage),
    )
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {
        **head,
        "$id": "urn:touchpoint_model:verification-1",
        "title": "What a verification of a store found",
        **told,
        "$defs": {},
    }


def _schema(name: str, title: str, told: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:touchpoint_model:{name}",
        "title": title,
        **told,
        "$defs": {
            "actor": _object(name=_STRING, role=_OPTIONAL),
            "somebody": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/actor"}]},
            "inspection": _object(
                date=_DAY, by={"$ref": "#/$defs/somebody"}, passed={"type": "boolean"}
            ),
            "change": _object(
                kind=_STRING,
                known={"enum": [one.value for one in Known]},
                process=_OPTIONAL,
                touchpoint=_OPTIONAL,
                before=_OPTIONAL,
                after=_OPTIONAL,
                path=_STRING,
            ),
            "approval": _object(
                act=_STRING, number=_OPTIONAL, date=_MAYBE_DAY, by={"$ref": "#/$defs/somebody"}
            ),
            "publication": _object(place=_STRING, date=_MAYBE_DAY, url=_OPTIONAL),
            "event": _object(
                trigger=_STRING,
                date=_DAY,
                process=_OPTIONAL,
                touchpoint=_OPTIONAL,
                text=_STRING,
                notices={"anyOf": [{"type": "null"}, _list({"$ref": "#/$defs/notice"})]},
            ),
            "notice": _object(by={"$ref": "#/$defs/actor"}, date=_DAY),
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


_REVISION = {
    "number": _NUMBER,
    "at": {"type": "string", "format": "date-time"},
    "day": _DAY,
    "author": {"$ref": "#/$defs/actor"},
    "basis": _STRING,
    "prepared_by": {"$ref": "#/$defs/somebody"},
    "inspection": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/inspection"}]},
    "changes": _list({"$ref": "#/$defs/change"}),
    "approvals": _list({"$ref": "#/$defs/approval"}),
    "publications": _list({"$ref": "#/$defs/publication"}),
    "previous": _HASH,
    "hash": _HASH,
}
