"""A history as JSON Lines: what a store holds, exactly, line by line.

The first line names the format. Then, for each record, the contents that it brought, and the record
itself. The last line counts both, so that a part of a file is not taken for the whole.
"""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from ..formats.history import VERSION
from ..model.text import Text
from . import shelf
from .chain import anchor_of, changed, damaged, paged
from .engine import Database
from .following import Follower
from .records import Row

__all__ = ["lines_of"]


def lines_of(database: Database) -> Iterator[bytes]:
    """The lines of a history; what is recorded meanwhile is left out.

    Raises:
        StoreDamaged: a record or a content was changed.
    """
    yield _line({"schema": VERSION})
    with database.reading() as connection:
        end = anchor_of(connection, database.place)
    follower, count = Follower(), 0
    for row in paged(database, until=end.seq):
        _, wrong = follower.follow(row)
        if wrong:
            raise damaged(database.place, Text(ru=wrong[0].say("ru"), en=wrong[0].say("en")))
        for content in _contents(database, row.seq):
            yield content
            count += 1
        yield _record(row)
    if follower.anchor != end:
        raise damaged(
            database.place,
            Text(ru="записей не столько, сколько отмечено", en="records are missing"),
        )
    yield _line({"end": {"records": end.seq, "contents": count, "hash": end.hash}})


def _contents(database: Database, seq: int) -> list[bytes]:
    with database.reading() as connection:
        found = list(shelf.brought_by(connection, seq))
    for name, text in found:
        if text is None:
            raise changed(database.place, name)
    return [b'{"content":"%b","value":%b}\n' % (name.encode(), text or b"") for name, text in found]


def _record(row: Row) -> bytes:
    told = {"seq": row.seq, "kind": row.kind, "previous": row.previous, "hash": row.hash}
    return _line({**told, "record": orjson.loads(row.payload)})


def _line(value: object) -> bytes:
    return orjson.dumps(value) + b"\n"
