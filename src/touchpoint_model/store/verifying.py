"""Everything that a store holds, held against its hashes and against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..formats.history import RevisionRecord
from ..lifecycle.pairing import Likeness
from ..model.errors import UsageError
from ..model.text import Text
from .chain import paged
from .damage import Damage, DamageKind
from .engine import Database
from .following import Follower
from .judging import Judge
from .protection import unprotected
from .records import Anchor
from .tables import tables

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["damages"]


def damages(
    database: Database, *, likeness: Likeness | None = None, expect: str | None = None
) -> Iterator[Damage]:
    """What is wrong with a store.

    Args:
        likeness: with which the changes were found. expect: a hash that the chain has to hold, or
            its first 12 letters or more.

    Raises:
        UsageError: changes were found by likeness, and none is given; `expect` is no hash, or the
            beginning of several.
    """
    noted = None if expect is None else _noted(expect)
    with database.reading() as connection:
        yield from unprotected(connection)
        marked, end = _marked(connection)
    follower, judge = Follower(), Judge(database, likeness)
    met = set()
    for row in paged(database, until=end):
        if noted is not None and str(row.hash).startswith(noted):
            met.add(row.hash)
        record, wrong = follower.follow(row)
        yield from wrong
        if record is not None and isinstance(record.statement, RevisionRecord):
            yield from judge.judge(record, record.statement)
    yield from _ending(marked, follower.anchor)
    with database.reading() as connection:
        yield from _stray(connection)
    if len(met) > 1:
        raise UsageError(
            Text(
                ru=f"с «{noted}» начинаются контрольные суммы нескольких записей; укажите её целиком",
                en=f"the hashes of several records begin with “{noted}”; give the whole of it",
            )
        )
    if noted is not None and not met:
        told = Text(
            ru=f"записи с контрольной суммой {noted} нет: хранилище переписано или записи с конца удалены",
            en=f"no record has the hash {noted}: the store was rewritten, or its end cut off",
        )
        yield Damage(DamageKind.HASH_NOT_FOUND, told)


_HASH = re.compile("[0-9a-f]{12,64}")


def _noted(expect: str) -> str:
    noted = expect.strip().lower()
    if not _HASH.fullmatch(noted):
        raise UsageError(
            Text(
                ru=f"«{expect:.80}» не контрольная сумма; нужны её 64 знака (0–9, a–f) или хотя бы "
                "первые 12, как в touchpoint store log",
                en=f"“{expect:.80}” is no hash; give its 64 letters (0–9, a–f), or the first 12 at "
                "least, as in touchpoint store log",
            )
        )
    return noted


def _marked(connection: Connection) -> tuple[Anchor | None, int]:
    """The anchor, and the number of the last record, as they are at one moment."""
    from sqlalchemy import func, select, true

    anchor, record = tables().anchor, tables().record
    mark = select(anchor.c.seq, anchor.c.hash).where(anchor.c.one == 1).subquery()
    last = select(func.coalesce(func.max(record.c.seq), 0).label("last")).subquery()
    query = select(last.c.last, mark.c.seq, mark.c.hash).outerjoin_from(last, mark, true())
    end, seq, hash = connection.execute(query).one()
    return (None if seq is None else Anchor(seq, hash)), end


def _ending(marked: Anchor | None, found: Anchor) -> Iterator[Damage]:
    """Whether the anchor is at the end of the chain."""
    if marked is None:
        gone = Text(ru="нет отметки о последней записи", en="the mark of the last record is gone")
        yield Damage(DamageKind.ANCHOR_DIFFERS, gone)
    elif marked.seq != found.seq:
        told = Text(
            ru=f"последней отмечена запись {marked.seq}, а последняя {found.seq}",
            en=f"record {marked.seq} is marked as the last one, {found.seq} is",
        )
        yield Damage(DamageKind.ANCHOR_DIFFERS, told, marked.seq)
    elif marked.hash != found.hash:
        told = Text(
            ru="контрольная сумма в отметке о последней записи не та, что у неё",
            en="the hash in the mark of the last record is not the record's",
        )
        yield Damage(DamageKind.ANCHOR_DIFFERS, told, marked.seq)


def _stray(connection: Connection) -> Iterator[Damage]:
    """Contents that no revision brought."""
    from sqlalchemy import select

    record, content = tables().record, tables().content
    seqs = select(record.c.seq).where(record.c.kind == "revision")
    query = select(content.c.hash, content.c.seq).where(content.c.seq.not_in(seqs))
    for name, seq in connection.execute(query.order_by(content.c.hash)):
        told = Text(
            ru=f"содержимое {name:.12} не принадлежит ни одной редакции",
            en=f"content {name:.12} belongs to no revision",
        )
        yield Damage(DamageKind.CONTENT_UNUSED, told, seq, content=name)
