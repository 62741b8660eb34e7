"""An exported history read into a new store: whole, with the same hashes, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import orjson
from attrs import Factory, asdict, define

from ..formats.history import VERSION, RevisionRecord
from ..model.errors import ReadError
from ..model.text import Text
from . import shelf
from .canonical import canonical, digest
from .chain import last_revision
from .errors import NewerStore, StoreDamaged
from .following import Follower
from .reading import contents_of, read_register
from .records import Row
from .tables import tables
from .tree import reach

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["restored"]

_AT_ONCE = 200  # rows in one statement
_KEYS = {
    "content": {"content", "value"},
    "seq": {"seq", "kind", "previous", "hash", "record"},
    "end": {"end"},
}


def restored(connection: Connection, lines: Iterable[bytes], source: str = "") -> None:
    """Write a history into an empty store, within the transaction of a connection.

    Args:
        lines: as `lines_of` gives them. source: their name, for messages.

    Raises:
        ReadError: they are no history, a part of one, or a damaged one; names the line.
    """
    reader = _Reader(connection, source)
    for line in lines:
        reader.read(line)
    reader.close()


@define
class _Reader:
    """Reads line by line. fresh: contents since the last record; known: those before it."""

    connection: Connection
    source: str
    number: int = 0
    contents: int = 0
    ended: bool = False
    follower: Follower = Factory(Follower)
    fresh: dict[str, bytes] = Factory(dict)
    known: set[str] = Factory(set)
    rows: list[Row] = Factory(list)

    def read(self, line: bytes) -> None:
        self.number += 1
        try:
            told = orjson.loads(line.removeprefix(b"\xef\xbb\xbf") if self.number == 1 else line)
        except ValueError:
            raise self._wrong("это не JSON или строка обрезана", "no JSON, or cut off") from None
        if not isinstance(told, dict):
            raise self._wrong("это не запись истории", "no line of a history")
        if self.number == 1:
            self._begin(told)
        elif self.ended:
            raise self._wrong("строка после последней", "a line after the last one")
        else:
            kind = next((one for one in _KEYS if one in told), "")
            if set(told) != _KEYS.get(kind):
                raise self._wrong("это не запись истории", "no line of a history")
            {"content": self._content, "seq": self._record, "end": self._end}[kind](told)

    def close(self) -> None:
        if not self.number:
            raise self._wrong("файл пуст; нужна выгрузка истории", "empty; an export is needed")
        if not self.ended:
            raise self._wrong(
                "файл обрезан: нет последней строки; выгрузите историю заново",
                "cut off: the last line is missing; export the history anew",
            )
        self._flush()
        anchor = self.follower.anchor
        if anchor.seq:
            table = tables().anchor
            self.connection.execute(table.update().values(seq=anchor.seq, hash=anchor.hash))
        self._read_head()

    def _read_head(self) -> None:
        """See whether the last register can be read: hashes vouch for texts, not for their sense."""
        record = last_revision(self.connection, self.source)
        if record is None:
            return
        try:
            read_register(contents_of(self.connection, record, self.source), record, self.source)
        except (NewerStore, StoreDamaged) as reason:
            raise self._wrong(reason.message.ru, reason.message.en) from None

    def _begin(self, told: dict[str, Any]) -> None:
        if set(told) != {"schema"} or told["schema"] != VERSION:
            found = f"{told.get('schema')!s:.40}"
            raise self._wrong(
                f"это не выгрузка истории «{VERSION}» (schema: «{found}»)",
                f"no export of a history, “{VERSION}” (schema: “{found}”)",
            )

    def _content(self, told: dict[str, Any]) -> None:
        name = told["content"]
        try:
            text = canonical(told["value"])
        except TypeError:
            raise self._wrong("слишком глубокая вложенность", "nested too deep") from None
        if digest(text) != name:
            raise self._wrong(f"содержимое {name!s:.12} изменено", f"content {name!s:.12} changed")
        if name in self.known or name in self.fresh:
            raise self._wrong(f"содержимое {name:.12} повторяется", f"content {name:.12} again")
        self.fresh[name] = text
        self.contents += 1

    def _record(self, told: dict[str, Any]) -> None:
        row = self._row(told)
        record, wrong = self.follower.follow(row)
        if wrong:
            raise self._wrong(wrong[0].say("ru"), wrong[0].say("en"))
        assert record is not None
        reached: set[str] = set()
        if isinstance(record.statement, RevisionRecord):
            reached = self._reached(record.statement.register)
        if unused := self.fresh.keys() - reached:
            name = min(unused)
            raise self._wrong(
                f"содержимое {name:.12} не нужно этой записи", f"content {name:.12} is not its own"
            )
        shelf.put(self.connection, self.fresh, row.seq)
        self.known |= self.fresh.keys()
        self.fresh = {}
        self.rows.append(row)
        if len(self.rows) == _AT_ONCE:
            self._flush()

    def _row(self, told: dict[str, Any]) -> Row:
        seq, kind, previous, hash = (told[one] for one in ("seq", "kind", "previous", "hash"))
        sound = type(seq) is int and isinstance(kind, str) and isinstance(hash, str)
        if (
            not sound
            or not isinstance(previous, str | None)
            or not isinstance(told["record"], dict)
        ):
            raise self._wrong("запись истории испорчена", "the record is not written right")
        number = _number(told["record"])
        return Row(seq, kind, number, canonical(told["record"]).decode(), previous, hash)

    def _reached(self, root: str) -> set[str]:
        """The new contents of a register; those before were whole when they came."""
        reached: set[str] = set()
        wanted = [root]
        while wanted:
            name = wanted.pop()
            if name in reached or name in self.known:
                continue
            if name not in self.fresh:
                raise self._wrong(f"содержимого {name!s:.12} нет", f"content {name!s:.12} is gone")
            reached.add(name)
            try:
                wanted += reach(self.fresh[name])
            except (LookupError, TypeError, ValueError):
                raise self._wrong(
                    f"содержимое {name:.12} не из перечня", f"content {name:.12} of no register"
                ) from None
        return reached

    def _end(self, told: dict[str, Any]) -> None:
        anchor = self.follower.anchor
        counted = {"records": anchor.seq, "contents": self.contents, "hash": anchor.hash}
        if told["end"] != counted or self.fresh:
            raise self._wrong(
                f"в файле записей {anchor.seq} и содержимого {self.contents}, а последняя строка "
                "говорит о другом; выгрузите историю заново",
                f"there are {anchor.seq} records and {self.contents} contents, the last line tells "
                "of others; export the history anew",
            )
        self.ended = True

    def _flush(self) -> None:
        if self.rows:
            rows = [asdict(one) for one in self.rows]
            self.connection.execute(tables().record.insert(), rows)
            self.rows = []

    def _wrong(self, ru: str, en: str) -> ReadError:
        place = f"{self.source}:{self.number}" if self.source else f"{self.number}"
        return ReadError(Text(ru=ru, en=en), place)


def _number(told: dict[str, Any]) -> int | None:
    """The number of the revision that a record is about."""
    inner = told.get("revision") or told.get("approved") or told.get("published") or {}
    number = inner.get("number", inner.get("revision")) if isinstance(inner, dict) else None
    return number if isinstance(number, int) else None
