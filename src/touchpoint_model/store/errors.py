"""What can go wrong with a store: each one sentence with its place and what to do.

```text
StoreError                      the store cannot be used as asked; nothing was half-written
├── StoreExtraMissing           the libraries of the extra `store` are not installed
├── StoreMissing                there is no store at this address
├── StoreExists                 there is one already
├── NotAStore                   a file that is no database, or a database of something else
├── NewerStore                  its tables are of a newer version of the program
├── OlderStore                  its tables are of an older one, and are not brought up to date yet
├── ReadOnlyStore               it may be read, not written
├── StoreFull                   no room: the disk, a limit of size
├── StoreBusy                   others held it longer than one waits
├── StoreUnreachable            the server does not answer, or lets nobody in
├── StoreDamaged                what is stored is not what was recorded
├── StoreEmpty                  no register has been recorded
├── RevisionMissing             there is no such revision
└── CommitRefused               the request is sound, and yet nothing was recorded
    ├── StaleWrite              somebody else recorded a revision meanwhile
    ├── NothingToRecord         the register says what the last revision says
    └── AlreadyRecorded         the same approval or publication of a revision is recorded
```
"""

from __future__ import annotations

import datetime

from ..lifecycle.changes import Difference
from ..model.errors import TouchpointError
from ..model.register import Register
from ..model.revisions import Revision
from ..model.text import Lang, Text

__all__ = [
    "AlreadyRecorded",
    "CommitRefused",
    "NewerStore",
    "NotAStore",
    "NothingToRecord",
    "OlderStore",
    "ReadOnlyStore",
    "RevisionMissing",
    "StaleWrite",
    "StoreBusy",
    "StoreDamaged",
    "StoreEmpty",
    "StoreError",
    "StoreExists",
    "StoreExtraMissing",
    "StoreFull",
    "StoreMissing",
    "StoreUnreachable",
]


class StoreError(TouchpointError):
    """A store that cannot be used as asked. place: its address, without a password."""

    def __init__(self, message: Text, place: str = "") -> None:
        super().__init__(message)
        self.place = place

    def say(self, lang: Lang = "ru") -> str:
        return f"{self.place}: {self.message[lang]}" if self.place else self.message[lang]


class StoreExtraMissing(StoreError):
    """The libraries that a store needs are not installed."""


class StoreMissing(StoreError):
    """There is no store at this address."""


class StoreExists(StoreError):
    """There is a store already, where a new one was asked for."""


class NotAStore(StoreError):
    """A file that is no database, or a database that is none of ours."""


class NewerStore(StoreError):
    """The tables are of a newer version. found, known: versions of the tables."""

    def __init__(self, message: Text, place: str = "", *, found: str = "", known: str = "") -> None:
        super().__init__(message, place)
        self.found, self.known = found, known


class OlderStore(StoreError):
    """The tables are of an older version. found, known: versions of the tables."""

    def __init__(self, message: Text, place: str = "", *, found: str = "", known: str = "") -> None:
        super().__init__(message, place)
        self.found, self.known = found, known


class ReadOnlyStore(StoreError):
    """The store may be read, not written; nothing was recorded."""


class StoreFull(StoreError):
    """There is no room to write; nothing was recorded."""


class StoreBusy(StoreError):
    """Others held the store for longer than one waits; nothing was recorded."""


class StoreUnreachable(StoreError):
    """The server does not answer, lets nobody in, or went away."""


class StoreDamaged(StoreError):
    """What is stored is not what was recorded: it was changed, or the file is damaged."""


class StoreEmpty(StoreError):
    """No register has been recorded yet."""


class RevisionMissing(StoreError):
    """There is no such revision. number: asked for. last: number of the last one, 0 if none."""

    def __init__(self, number: int, last: int, place: str = "") -> None:
        said = Text(
            ru=f"редакции {number} нет, последняя: {last}",
            en=f"there is no revision {number}, the last one is {last}",
        )
        if not last:
            said = Text(
                ru=f"редакции {number} нет, не записано ещё ни одной",
                en=f"there is no revision {number}, none has been recorded yet",
            )
        super().__init__(said, place)
        self.number, self.last = number, last


class CommitRefused(StoreError):
    """The request is sound, and yet nothing was recorded."""


class StaleWrite(CommitRefused):
    """Somebody else recorded a revision meanwhile; nothing was recorded.

    Attributes:
        expected: number of the revision that the writer built on, 0 for none.
        head: the last revision, None if there is none.
        base, current: registers of `expected` (None for 0) and of `head`.
        proposed: the register that was refused.
        difference: what turned `base` into `current`; None if one of them is None.
    """

    def __init__(
        self,
        expected: int,
        head: Revision | None,
        proposed: Register,
        *,
        base: Register | None = None,
        current: Register | None = None,
        difference: Difference | None = None,
        place: str = "",
    ) -> None:
        last = head.number if head else 0
        count = len(difference.alterations) if difference else 0
        by = _by(head) if head else Text(ru="", en="")
        super().__init__(
            Text(
                ru=f"запись основана на редакции {expected}, а последняя уже {last}{by.ru}, изменений "
                f"между ними: {count}; ничего не записано; возьмите редакцию {last}, внесите свои "
                "изменения в неё и запишите снова",
                en=f"it builds on revision {expected}, the last one is {last}{by.en}, {count} changes "
                f"lie between; nothing was recorded; take revision {last}, make your changes to it "
                "and commit again",
            ),
            place,
        )
        self.expected, self.head, self.proposed = expected, head, proposed
        self.base, self.current, self.difference = base, current, difference


def _by(head: Revision) -> Text:
    """Who recorded a revision, and when: the day, the time and its offset."""
    name, at = head.author.name, head.at
    zone = datetime.timezone(at.utcoffset() or datetime.timedelta())
    return Text(
        ru=f" ({name}, {at:%d.%m.%Y %H:%M} {zone})", en=f" ({name}, {at:%Y-%m-%d %H:%M} {zone})"
    )


class NothingToRecord(CommitRefused):
    """The register says what the last revision says. head: the last revision."""

    def __init__(self, head: Revision, place: str = "") -> None:
        super().__init__(
            Text(
                ru=f"перечень не отличается от редакции {head.number}; записывать нечего",
                en=f"the register does not differ from revision {head.number}; nothing to record",
            ),
            place,
        )
        self.head = head


class AlreadyRecorded(CommitRefused):
    """The same is recorded of a revision. number: of the revision. seq: of the record."""

    def __init__(self, number: int, seq: int, place: str = "") -> None:
        super().__init__(
            Text(
                ru=f"о редакции {number} это уже записано (запись {seq}); второй раз записывать "
                "нечего",
                en=f"this is recorded of revision {number} already (record {seq}); nothing to "
                "record twice",
            ),
            place,
        )
        self.number, self.seq = number, seq
