"""The tables of a store, as the last step of the migrations leaves them.

SQLAlchemy is loaded when they are first asked for.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from sqlalchemy import Table

__all__ = ["LATEST", "VERSION_TABLE", "Tables", "tables"]

LATEST = "0002"
"""The version of the tables that this program reads and writes."""

VERSION_TABLE = "touchpoint_version"


@frozen
class Tables:
    """The tables of a store.

    Attributes:
        record: the chain, a row for each record; only ever appended to.
        content: the objects of registers, by their hashes; only ever appended to. seq: of the
            record that brought it. packed: its text, through zlib.
        anchor: one row: the number and hash of the last record; it only ever goes on.
    """

    record: Table
    content: Table
    anchor: Table


@cache
def tables() -> Tables:
    """The tables, for the building of queries."""
    from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

    meta = MetaData()
    return Tables(
        record=Table(
            "touchpoint_record",
            meta,
            Column("seq", Integer, primary_key=True, autoincrement=False),
            Column("kind", Text, nullable=False),
            Column("number", Integer),
            Column("payload", Text, nullable=False),
            Column("previous", Text),
            Column("hash", Text, nullable=False),
        ),
        content=Table(
            "touchpoint_content",
            meta,
            Column("hash", Text, primary_key=True),
            Column("seq", Integer, nullable=False),
            Column("packed", LargeBinary, nullable=False),
        ),
        anchor=Table(
            "touchpoint_anchor",
            meta,
            Column("one", Integer, primary_key=True, autoincrement=False),
            Column("seq", Integer, nullable=False),
            Column("hash", Text),
        ),
    )
