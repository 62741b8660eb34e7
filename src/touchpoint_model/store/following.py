"""What a chain of records has to be: each one whole, and following the one before."""

from __future__ import annotations

from collections.abc import Iterator

import orjson
from attrs import Factory, define

from ..formats.history import RevisionRecord
from ..model.errors import ReadError
from ..model.revisions import Revision
from ..model.text import Text
from .canonical import canonical, chained
from .damage import Damage, DamageKind
from .records import Anchor, Record, Row, number_of, record_of, revision_of

__all__ = ["Follower"]


@define
class Follower:
    """Follows a chain record by record, and tells what is wrong with each.

    Attributes:
        anchor: the last record that was followed. head: the last revision among them.
    """

    anchor: Anchor = Factory(lambda: Anchor(0, None))
    head: Revision | None = None

    def follow(self, row: Row) -> tuple[Record | None, list[Damage]]:
        """The next record, None if it cannot be read; and what is wrong with it."""
        wrong = [*self._linked(row), *_whole(row)]
        record: Record | None = None
        try:
            record = record_of(row)
        except (ReadError, ValueError) as reason:
            said = reason.say("en") if isinstance(reason, ReadError) else f"{reason}"
            ru = reason.say("ru") if isinstance(reason, ReadError) else f"{reason}"
            text = Text(ru=f"запись не читается: {ru:.300}", en=f"cannot be read: {said:.300}")
            wrong.append(Damage(DamageKind.RECORD_UNREADABLE, text, row.seq, row.number))
        else:
            wrong += self._told(row, record)
        self.anchor = Anchor(row.seq, row.hash)
        return record, wrong

    def _linked(self, row: Row) -> Iterator[Damage]:
        due = self.anchor.seq + 1
        if row.seq > due:
            gone = f"{due}" if due == row.seq - 1 else f"{due}–{row.seq - 1}"
            told = Text(
                ru=f"нет в цепочке (записи {gone}), дальше стоит запись {row.seq}",
                en=f"not in the chain (records {gone}), record {row.seq} stands next",
            )
            yield Damage(DamageKind.RECORD_MISSING, told, due)
        elif row.seq < due or row.previous != self.anchor.hash:
            told = Text(
                ru="она следует не за той записью, что стоит перед ней",
                en="it does not follow the record that stands before it",
            )
            yield Damage(DamageKind.CHAIN_BROKEN, told, row.seq, row.number)

    def _told(self, row: Row, record: Record) -> Iterator[Damage]:
        last = self.head.number if self.head else 0
        if row.number != number_of(record.statement):
            told = Text(
                ru=f"номер редакции в таблице, {row.number}, не тот, что в записи",
                en=f"the number of the revision in the table, {row.number}, is not the record's",
            )
            yield Damage(DamageKind.RECORD_CHANGED, told, row.seq, row.number)
        if isinstance(record.statement, RevisionRecord):
            revision = revision_of(record)
            for told in _succession(self.head, revision):
                yield Damage(DamageKind.HISTORY_BROKEN, told, row.seq, revision.number)
            self.head = revision
            return
        number = number_of(record.statement)
        if number is not None and not 1 <= number <= last:
            told = Text(ru=f"редакции {number} нет", en=f"there is no revision {number}")
            yield Damage(DamageKind.HISTORY_BROKEN, told, row.seq, number)


def _whole(row: Row) -> Iterator[Damage]:
    if chained(row.seq, row.kind, row.previous, row.payload) != row.hash:
        told = Text(
            ru="запись изменена: её контрольная сумма не та, что записана",
            en="it was changed: its hash is not the one recorded",
        )
        yield Damage(DamageKind.RECORD_CHANGED, told, row.seq, row.number)
        return
    try:
        same = canonical(orjson.loads(row.payload)).decode() == row.payload
    except ValueError:
        return
    if not same:
        told = Text(ru="запись не в каноническом виде", en="it is not in its canonical form")
        yield Damage(DamageKind.RECORD_CHANGED, told, row.seq, row.number)


def _succession(head: Revision | None, revision: Revision) -> Iterator[Text]:
    due = head.number + 1 if head else 1
    if revision.number != due:
        yield Text(
            ru=f"редакция {revision.number} на месте редакции {due}",
            en=f"revision {revision.number} where revision {due} should stand",
        )
    elif revision.previous != (head.hash if head else None):
        yield Text(
            ru=f"редакция {revision.number} следует не за редакцией, что стоит перед ней",
            en=f"revision {revision.number} does not follow the one before it",
        )
    if head is not None and revision.day < head.day:
        yield Text(
            ru=f"редакция сделана {revision.day:%d.%m.%Y}, раньше предыдущей ({head.day:%d.%m.%Y})",
            en=f"the revision was made on {revision.day}, before the one before it ({head.day})",
        )
