"""Records of a register's history ↔ plain data, and the schema of an exported history.

A record tells one thing that was done: a revision, an approval, a publication, an event. What a
record says is its *statement*; the chain of hashes around it is the store's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from attrs import frozen
from cattrs import ClassValidationError, Converter, IterableValidationError
from cattrs.gen import make_dict_structure_fn

from ..model.errors import ModelError, ReadError
from ..model.history import Approved, Event, Published
from ..model.revisions import Actor, Revision
from ..model.text import Text
from .converting import REFUSED, flaws_in, reader, writer
from .schema import definitions_of, explain

__all__ = [
    "VERSION",
    "ApprovalRecord",
    "EventRecord",
    "PublicationRecord",
    "RevisionRecord",
    "Statement",
    "dump_statement",
    "history_schema",
    "kind_of",
    "load_statement",
]

VERSION = "touchpoint-history/1"
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?"
    r"(Z|[+-][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?)"
)


@frozen
class RevisionRecord:
    """That a revision was recorded.

    Attributes:
        revision: without its own hash, which is the record's.
        register: hash of the register's content.
        compared: how the changes were found: `identity-1`, `likeness-1`; the number is the edition
            of the comparison.
    """

    revision: Revision
    register: str
    compared: str


@frozen
class ApprovalRecord:
    """That an approval was recorded.

    Attributes:
        approved: what was approved, and how. at: moment of recording. by: who recorded it.
    """

    approved: Approved
    at: datetime
    by: Actor | None = None


@frozen
class PublicationRecord:
    """That a publication was recorded.

    Attributes:
        published: what was published, and where. at: moment of recording. by: who recorded it.
    """

    published: Published
    at: datetime
    by: Actor | None = None


@frozen
class EventRecord:
    """That an event was recorded.

    Attributes:
        event: what happened. at: moment of recording. by: who recorded it.
    """

    event: Event
    at: datetime
    by: Actor | None = None


Statement = RevisionRecord | ApprovalRecord | PublicationRecord | EventRecord
"""What a record says."""

_KINDS: Mapping[str, type[Statement]] = {
    "revision": RevisionRecord,
    "approval": ApprovalRecord,
    "publication": PublicationRecord,
    "event": EventRecord,
}


def kind_of(statement: Statement) -> str:
    """The kind of a record: `revision`, `approval`, `publication`, `event`."""
    return next(kind for kind, cls in _KINDS.items() if type(statement) is cls)


def dump_statement(statement: Statement) -> dict[str, Any]:
    """A statement as plain data; what has its default value is left out.

    >>> import datetime
    >>> from touchpoint_model.model.revisions import Actor, Approval
    >>> moment = datetime.datetime(2024, 3, 20, 9, tzinfo=datetime.timezone.utc)
    >>> told = ApprovalRecord(Approved(1, Approval("приказ", "7")), moment, Actor("Петрова"))
    >>> dump_statement(told)["approved"]
    {'revision': 1, 'approval': {'act': 'приказ', 'number': '7'}}
    >>> load_statement("approval", dump_statement(told)) == told
    True
    """
    plain: dict[str, Any] = writer().unstructure(statement)
    return plain


def load_statement(kind: str, plain: Any, place: str = "") -> Statement:
    """A statement from plain data.

    Args:
        kind: `revision`, `approval`, `publication` or `event`. place: for messages.

    Raises:
        ReadError: it is no such statement; all faults are named, each with its path.
    """
    if kind not in _KINDS:
        known = ", ".join(_KINDS)
        raise ReadError(
            Text(
                ru=f"вид записи «{kind:.40}», а нужно одно из: {known}",
                en=f"kind of record “{kind:.40}”, one of these is needed: {known}",
            ),
            place,
        )
    try:
        read: Statement = _reader(False).structure(plain, _KINDS[kind])
    except REFUSED:
        raise _explained(kind, plain, place) from None
    return read


def _explained(kind: str, plain: Any, place: str) -> ReadError:
    """Everything that is wrong with a statement: by the schema, else by the model, with paths."""
    said = Text(ru=f"запись «{kind}» испорчена", en=f"the record “{kind}” is not written right")
    name, known = _KINDS[kind].__name__, history_schema()["$defs"]
    flaws = tuple(explain(plain, {"$ref": f"#/$defs/{name}", "$defs": known}))
    if not flaws:
        try:
            _reader(True).structure(plain, _KINDS[kind])
        except ModelError as reason:
            return ReadError(reason.message, place, reason.flaws)
        except (ClassValidationError, IterableValidationError) as reason:
            flaws = tuple(flaws_in(reason, ""))
    return ReadError(said, place, flaws)


@cache
def _reader(detailed: bool) -> Converter:
    """The reader of values, which knows moments too."""
    converter = reader(detailed).copy()
    converter.register_structure_hook(datetime, lambda value, _: _moment(value))
    for cls in (Revision, *_KINDS.values()):  # those that hold a moment, from the bottom up
        hook = make_dict_structure_fn(
            cls,
            converter,
            _cattrs_forbid_extra_keys=True,
            _cattrs_detailed_validation=detailed,
        )
        converter.register_structure_hook(cls, hook)
    return converter


def _moment(value: Any) -> datetime:
    """A moment as RFC 3339 has it, 2024-03-19T10:00:00+03:00; the zone is mandatory."""
    if type(value) is not str or not _MOMENT.fullmatch(value):
        raise ValueError(f"{value!r:.60} is no moment such as 2024-03-19T10:00:00+03:00")
    return datetime.fromisoformat(value)


_HASH = {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256, hexadecimal"}


def _line(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


@cache
def history_schema() -> dict[str, Any]:
    """The schema of one line of an exported history, `history-1`."""
    definitions = {
        name: one for cls in _KINDS.values() for name, one in definitions_of(cls).items()
    }
    whole = {"type": "integer", "minimum": 0}
    records = [
        {
            **_line(
                {
                    "seq": {"type": "integer", "minimum": 1},
                    "kind": {"const": kind},
                    "previous": {"anyOf": [_HASH, {"type": "null"}]},
                    "hash": _HASH,
                    "record": {"$ref": f"#/$defs/{cls.__name__}"},
                }
            ),
            "description": f"A record: {kind}.",
        }
        for kind, cls in _KINDS.items()
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:touchpoint_model:history-1",
        "title": "A line of the history of a register",
        "oneOf": [
            {**_line({"schema": {"const": VERSION}}), "description": "The first line."},
            {
                **_line({"content": _HASH, "value": {"type": "object"}}),
                "description": "An object of a register, before the record that brought it.",
            },
            *records,
            {
                **_line(
                    {
                        "end": _line(
                            {
                                "records": whole,
                                "contents": whole,
                                "hash": {"anyOf": [_HASH, {"type": "null"}]},
                            }
                        )
                    }
                ),
                "description": "The last line: how many of each, and the hash of the last record.",
            },
        ],
        "$defs": dict(sorted(definitions.items())),
    }
