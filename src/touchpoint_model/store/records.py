"""A record of the chain: what it says, its number, and the hashes that tie it to its neighbours."""

from __future__ import annotations

import orjson
from attrs import evolve, frozen

from ..formats.history import RevisionRecord, Statement, dump_statement, kind_of, load_statement
from ..model.revisions import Revision
from .canonical import canonical, chained

__all__ = ["Anchor", "Record", "Row", "number_of", "record_of", "revision_of", "row_of"]


@frozen
class Anchor:
    """The end of the chain: what somebody notes down elsewhere, to ask `verify` for it later.

    Attributes:
        seq: number of the last record, 0 if there is none. hash: of it, None if there is none.
    """

    seq: int
    hash: str | None


@frozen
class Row:
    """A record as the database holds it.

    Attributes:
        number: of the revision that it records or is about; None of an event.
        payload: its statement as canonical JSON. previous: hash of the record before.
    """

    seq: int
    kind: str
    number: int | None
    payload: str
    previous: str | None
    hash: str


@frozen
class Record:
    """One record of the chain.

    Attributes:
        seq: its number in the chain, from 1. statement: what it says.
        previous: hash of the record before, None for the first. hash: its own.
    """

    seq: int
    statement: Statement
    previous: str | None
    hash: str


def number_of(statement: Statement) -> int | None:
    """The number of the revision that a statement records or is about; None of an event."""
    match statement:
        case RevisionRecord(revision=revision):
            return revision.number
    approved = getattr(statement, "approved", None) or getattr(statement, "published", None)
    return approved.revision if approved is not None else None


def row_of(statement: Statement, after: Anchor) -> Row:
    """The row of a statement at the end of a chain.

    Raises:
        TypeError: a text holds half a character (a surrogate), which no file can hold.
    """
    payload = canonical(dump_statement(statement)).decode()
    seq, kind = after.seq + 1, kind_of(statement)
    hash = chained(seq, kind, after.hash, payload)
    return Row(seq, kind, number_of(statement), payload, after.hash, hash)


def record_of(row: Row, place: str = "") -> Record:
    """The record that a row holds.

    Raises:
        ReadError: its payload is no such statement. JSONDecodeError: it is no JSON.
    """
    statement = load_statement(row.kind, orjson.loads(row.payload), place)
    return Record(row.seq, statement, row.previous, row.hash)


def revision_of(record: Record) -> Revision:
    """The revision that a record tells of, with the record's hash."""
    assert isinstance(record.statement, RevisionRecord)
    return evolve(record.statement.revision, hash=record.hash)
