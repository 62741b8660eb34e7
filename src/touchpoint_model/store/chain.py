"""The chain of records in the database: read with its hashes checked, appended to at its end."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import asdict

from ..formats.history import Statement
from ..model.errors import ReadError
from ..model.text import Text
from . import shelf
from .canonical import chained
from .engine import Database
from .errors import RevisionMissing, StoreDamaged
from .records import Anchor, Record, Row, number_of, record_of, revision_of, row_of
from .tables import tables

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

__all__ = [
    "anchor_of",
    "append",
    "changed",
    "damaged",
    "has_any",
    "last_revision",
    "one_revision",
    "paged",
    "revision_rows",
    "rows_about",
    "sound",
]

_PAGE = 200  # records in one transaction: long reading keeps nobody from writing


def damaged(place: str, what: Text) -> StoreDamaged:
    """The error of what is not what was recorded. what: the beginning of its sentence."""
    return StoreDamaged(
        Text(
            ru=f"{what.ru}; хранилище изменено в обход программы или повреждено, подробности: "
            "touchpoint store verify",
            en=f"{what.en}; the store was changed behind the program's back or is damaged, see: "
            "touchpoint store verify",
        ),
        place,
    )


def changed(place: str, name: str) -> StoreDamaged:
    """The error of a content that is gone or is not what it was. name: its hash."""
    return damaged(
        place, Text(ru=f"содержимое {name:.12} изменено", en=f"content {name:.12} was changed")
    )


def anchor_of(connection: Connection, place: str, *, lock: bool = False) -> Anchor:
    """The end of the chain.

    Args:
        lock: keep other writers out until the transaction ends.

    Raises:
        StoreDamaged: it is not there, or is not the end.
    """
    from sqlalchemy import select

    anchor, record = tables().anchor, tables().record
    query = select(anchor.c.seq, anchor.c.hash).where(anchor.c.one == 1)
    found = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if found is None:
        raise damaged(
            place,
            Text(ru="нет отметки о последней записи", en="the mark of the last record is gone"),
        )
    if lock:
        last = select(record.c.seq, record.c.hash).order_by(record.c.seq.desc()).limit(1)
        end = connection.execute(last).one_or_none()
        if (tuple(end) if end else (0, None)) != tuple(found):
            raise damaged(
                place,
                Text(
                    ru=f"последняя запись не та, что отмечена ({found.seq})",
                    en=f"the last record is not the one that is marked ({found.seq})",
                ),
            )
    return Anchor(found.seq, found.hash)


def append(
    connection: Connection, after: Anchor, statement: Statement, objects: Mapping[str, bytes]
) -> Record:
    """Append a record and the objects that it brings, and move the anchor on."""
    table = tables()
    row = row_of(statement, after)
    shelf.put(connection, objects, row.seq)
    connection.execute(table.record.insert().values(**asdict(row)))
    connection.execute(table.anchor.update().values(seq=row.seq, hash=row.hash))
    return record_of(row)


def sound(row: Row, place: str) -> Record:
    """The record of a row.

    Raises:
        StoreDamaged: its hash is not that of what it says, or it is put down to another revision
            than it tells of: the column `number` is not in the hash, what it repeats is.
    """
    whole = chained(row.seq, row.kind, row.previous, row.payload) == row.hash
    try:
        if whole:
            record = record_of(row)
            if row.number == number_of(record.statement):
                return record
    except (ReadError, ValueError):  # hashed anew by who changed it
        pass
    raise damaged(place, Text(ru=f"запись {row.seq} изменена", en=f"record {row.seq} was changed"))


def last_revision(connection: Connection, place: str) -> Record | None:
    """The record of the last revision."""
    rows = revision_rows(connection, last=1)
    return sound(rows[0], place) if rows else None


def one_revision(connection: Connection, number: int, place: str) -> Record:
    """The record of a revision.

    Raises:
        RevisionMissing: there is no such revision. StoreDamaged: it was changed.
    """
    rows = revision_rows(connection, last=1, only=number)
    if rows:
        return sound(rows[0], place)
    head = last_revision(connection, place)
    last = revision_of(head).number if head else 0
    if 1 <= number <= last:
        raise damaged(
            place, Text(ru=f"редакция {number} изменена", en=f"revision {number} was changed")
        )
    raise RevisionMissing(number, last, place)


def has_any(connection: Connection, kinds: Collection[str]) -> bool:
    """Whether there is a record of one of some kinds."""
    from sqlalchemy import select

    record = tables().record
    query = select(record.c.seq).where(record.c.kind.in_(kinds)).limit(1)
    return connection.execute(query).first() is not None


def revision_rows(
    connection: Connection, *, last: int | None = None, only: int | None = None
) -> list[Row]:
    """The rows of the last revisions, from the earliest of them; or of one.

    The last are the last of the chain: their places in it are in the hashes, the column `number`
    is not.
    """
    from sqlalchemy import select

    record = tables().record
    query = select(record).where(record.c.kind == "revision").order_by(record.c.seq.desc())
    if only is not None:
        query = query.where(record.c.number == only)
    return _rows(connection, query.limit(last))[::-1]


def rows_about(connection: Connection, kind: str, number: int) -> list[Row]:
    """The rows of one kind that are about a revision, from the earliest."""
    from sqlalchemy import select

    record = tables().record
    query = select(record).where(record.c.kind == kind, record.c.number == number)
    return _rows(connection, query.order_by(record.c.seq))


def paged(
    database: Database, *, until: int | None = None, after: int | None = None
) -> Iterator[Row]:
    """All rows by their numbers; each page is read in a transaction of its own.

    Args:
        until: number of the last record to read; None: of the last one there is.
        after: number of the record before the first to read.
    """
    from sqlalchemy import select

    record = tables().record
    while True:
        query = select(record).order_by(record.c.seq).limit(_PAGE)
        if after is not None:
            query = query.where(record.c.seq > after)
        if until is not None:
            query = query.where(record.c.seq <= until)
        with database.reading() as connection:
            rows = _rows(connection, query)
        yield from rows
        if len(rows) < _PAGE:
            return
        after = rows[-1].seq


def _rows(connection: Connection, query: Select[Any]) -> list[Row]:
    return [Row(*told) for told in connection.execute(query)]
