"""A store: the revisions of one register, what was done about them, and the chain that holds them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from attrs import frozen

from ..formats.history import (
    ApprovalRecord,
    EventRecord,
    PublicationRecord,
    RevisionRecord,
)
from ..lifecycle.pairing import Likeness
from ..model.errors import Flaw, ModelError
from ..model.history import Approved, Event, History, Published
from ..model.register import Register
from ..model.revisions import Actor, Approval, Inspection, Publication, Revision
from ..model.text import Text
from . import chain
from .committing import Deed, committed, proposal
from .damage import Damage
from .engine import PATIENCE, Database
from .errors import StoreEmpty
from .exporting import lines_of
from .making import made, opened
from .reading import agency_of, contents_of, read_register
from .records import Anchor, Record, revision_of
from .restoring import restored
from .stating import speakable
from .verifying import damages

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["Store"]


@frozen
class Store:
    """A store of one register's history.

    Records are appended and never changed: each holds the hash of the one before, so that `verify`
    finds what anybody changed past the program. Every call is one transaction: it is on the disk
    when the call returns, or nothing of it is. Many may read and write at once.

    Attributes:
        likeness: how alike two names are, for finding what changed; None: by identity only.

    >>> import datetime, tempfile
    >>> from touchpoint_model.model.processes import Direction, Process
    >>> folder = tempfile.TemporaryDirectory()
    >>> store = Store.create(f"{folder.name}/перечень.db")
    >>> register = Register("trade", "Перечень", (Direction("", (Process("Прием заявок"),)),))
    >>> at = datetime.datetime(2024, 3, 20, 9, tzinfo=datetime.timezone.utc)
    >>> store.commit(register, author=Actor("Петрова А. А."), basis="приказ № 7", at=at).number
    1
    >>> store.register() == register, store.verify()
    (True, ())
    >>> folder.cleanup()
    """

    _database: Database
    likeness: Likeness | None = None

    @classmethod
    def create(
        cls, url: str | Path, *, likeness: Likeness | None = None, patience: float = PATIENCE
    ) -> Self:
        """Make a new, empty store.

        Args:
            url: a path, `sqlite:///path` or `postgresql://user@server/database`.
            patience: seconds to wait for others that hold the store.

        Raises:
            StoreExists: there is one. StoreError: it cannot be made there; nothing is left behind.
        """
        return cls(made(url, patience=patience), likeness)

    @classmethod
    def open(
        cls,
        url: str | Path,
        *,
        likeness: Likeness | None = None,
        patience: float = PATIENCE,
        upgrade: bool = False,
    ) -> Self:
        """Open a store.

        Args:
            url, patience: as for `create`.
            upgrade: bring tables of an older version up to date; without it they are refused.

        Raises:
            StoreMissing, NotAStore, NewerStore, OlderStore, StoreUnreachable: as they say.
            StoreError: another reason why it cannot be used.
        """
        return cls(opened(url, patience=patience, upgrade=upgrade), likeness)

    @classmethod
    def restore(
        cls,
        url: str | Path,
        stream: Iterable[bytes],
        *,
        source: str = "",
        likeness: Likeness | None = None,
        patience: float = PATIENCE,
    ) -> Self:
        """Make a store of an exported history, with the same hashes.

        Args:
            stream: the lines; a file opened for reading bytes. source: its name, for messages.

        Raises:
            ReadError: it is no history, a part of one, or a damaged one; names the line. StoreError:
                as for `create`. In either case no store is left behind.
        """
        return cls(
            made(url, patience=patience, fill=lambda one: restored(one, stream, source)), likeness
        )

    @property
    def place(self) -> str:
        """Its address, without a password."""
        return self._database.place

    @property
    def anchor(self) -> Anchor:
        """The end of the chain. Who notes its hash elsewhere can hold the store to it later."""
        with self._database.reading() as connection:
            return chain.anchor_of(connection, self.place)

    @property
    def head(self) -> Revision | None:
        """The last revision, None if there is none."""
        with self._database.reading() as connection:
            record = chain.last_revision(connection, self.place)
        return revision_of(record) if record else None

    def revision(self, number: int) -> Revision:
        """A revision.

        Raises:
            RevisionMissing: there is none such. StoreDamaged: it was changed.
        """
        with self._database.reading() as connection:
            return revision_of(chain.one_revision(connection, number, self.place))

    def revisions(self, last: int | None = None) -> tuple[Revision, ...]:
        """The last revisions, or all, from the earliest of them."""
        with self._database.reading() as connection:
            rows = chain.revision_rows(connection, last=last)
        return tuple(revision_of(chain.sound(row, self.place)) for row in rows)

    def register(self, number: int | None = None) -> Register:
        """The register of a revision, or of the last one.

        Raises:
            StoreEmpty: no register was recorded. RevisionMissing: there is no such revision.
            StoreDamaged: it was changed.
        """
        with self._database.reading() as connection:
            record = self._revision(connection, number)
            objects = contents_of(connection, record, self.place)
        return read_register(objects, record, self.place)

    def records(self, last: int | None = None) -> tuple[Record, ...]:
        """The last records of every kind, or all, from the earliest of them.

        Raises:
            StoreDamaged: one was changed.
        """
        after = 0 if last is None else max(self.anchor.seq - last, 0)
        rows = chain.paged(self._database, after=after)
        return tuple(chain.sound(row, self.place) for row in rows)

    @property
    def in_use(self) -> bool:
        """Whether any revision was approved or published: until then the register is a draft."""
        with self._database.reading() as connection:
            return chain.has_any(connection, ("approval", "publication"))

    def history(self) -> History:
        """The history as a value, for the rules that judge it. events: None if none was recorded.

        Raises:
            StoreEmpty: no register was recorded. StoreDamaged: a record was changed.
        """
        records = self.records()
        told = [one.statement for one in records]
        revisions = [one for one in records if isinstance(one.statement, RevisionRecord)]
        if not revisions:
            raise self._empty()
        events = tuple(one.event for one in told if isinstance(one, EventRecord))
        with self._database.reading() as connection:
            agency = agency_of(connection, revisions[-1], self.place)
        try:
            return History(
                agency,
                tuple(map(revision_of, revisions)),
                tuple(one.approved for one in told if isinstance(one, ApprovalRecord)),
                tuple(one.published for one in told if isinstance(one, PublicationRecord)),
                events or None,
            )
        except ModelError as reason:
            raise chain.damaged(
                self.place, Text(ru=reason.say("ru"), en=reason.say("en"))
            ) from None

    def commit(
        self,
        register: Register,
        *,
        author: Actor,
        basis: str,
        at: datetime.datetime,
        made: datetime.date | None = None,
        expect: int | None = None,
        prepared_by: Actor | None = None,
        inspection: Inspection | None = None,
    ) -> Revision:
        """Record a register as the next revision.

        Args:
            at: moment of recording, with its time zone. made: day of the change, if another.
            expect: number of the revision that the writer built on, 0 for none; None: whatever is
                the last one, so that what others recorded meanwhile is overwritten.
            author, basis, prepared_by, inspection: as of a `Revision`.

        Raises:
            StaleWrite: a later revision than `expect` is the last one. RevisionMissing: there is no
                revision `expect` yet. NothingToRecord: the register says the same as the last
                revision. CommitRefused: it was made before that one.
            ModelError: no revision can be so. UsageError: another agency's register, or one that
                cannot be written. StoreError: the store cannot be written.
        """
        new = proposal(register)
        deed = Deed(author, basis, at, made, prepared_by, inspection)
        with self._database.writing() as connection:
            return committed(
                connection, new, deed, expect=expect, likeness=self.likeness, place=self.place
            )

    def approve(
        self, number: int, approval: Approval, *, at: datetime.datetime, by: Actor | None = None
    ) -> Record:
        """Record that a revision was approved. at, by: when and by whom it is recorded.

        Raises:
            RevisionMissing: there is no such revision. AlreadyRecorded: the same is recorded of it.
            ModelError: `at` has no time zone. StoreError: the store cannot be written.
        """
        return self._append(ApprovalRecord(Approved(number, approval), at, by))

    def publish(
        self,
        number: int,
        publication: Publication,
        *,
        at: datetime.datetime,
        by: Actor | None = None,
    ) -> Record:
        """Record that a revision was published. at, by: as for `approve`.

        Raises:
            UsageError: on a day before the revision was made. As for `approve` besides.
        """
        return self._append(PublicationRecord(Published(number, publication), at, by))

    def record(self, event: Event, *, at: datetime.datetime, by: Actor | None = None) -> Record:
        """Record an event that makes an update due. at, by: as for `approve`.

        Raises:
            ModelError: `at` has no time zone. StoreError: the store cannot be written.
        """
        return self._append(EventRecord(event, at, by))

    def verify(self, expect: str | None = None) -> tuple[Damage, ...]:
        """What is wrong with the store: nothing, if it is as it was written.

        Every hash of every record and content is computed anew, the chain is followed, each
        register is read and what changed in it is compared with what its revision says.

        A chain shows what was changed inside it. That its end was cut off, mark and all, or that
        the whole was written anew with new hashes, no chain can show: for that, note the hash of
        `anchor` elsewhere (in the approving act, say) and give it as `expect` later.

        Args:
            expect: a hash noted earlier, which a record has to have; the whole of it, or its first
                letters, 12 at least (less certain: a forger needs to meet only those).

        Raises:
            UsageError: changes were found by likeness, and the store was opened without; `expect`
                is no hash, or is the beginning of several.
            StoreError: the store cannot be read.
        """
        return tuple(damages(self._database, likeness=self.likeness, expect=expect))

    def export(self, stream: BinaryIO) -> None:
        """Write the whole history as JSON Lines (schema `history-1`), exactly.

        Args:
            stream: opened for writing bytes.

        Raises:
            StoreDamaged: a record or a content was changed; the stream has no last line then.
        """
        stream.writelines(lines_of(self._database))

    def _append(self, statement: ApprovalRecord | PublicationRecord | EventRecord) -> Record:
        if statement.at.tzinfo is None:
            flaw = Flaw(
                "at",
                Text(ru="нет часового пояса, добавьте: +03:00", en="no time zone; add one: +03:00"),
            )
            raise ModelError(Text(ru="Запись неверна", en="The record is not well formed"), [flaw])
        with self._database.writing() as connection:
            anchor = chain.anchor_of(connection, self.place, lock=True)
            if not isinstance(statement, EventRecord):
                speakable(connection, statement, self.place)
            return chain.append(connection, anchor, statement, {})

    def _revision(self, connection: Connection, number: int | None) -> Record:
        if number is not None:
            return chain.one_revision(connection, number, self.place)
        record = chain.last_revision(connection, self.place)
        if record is None:
            raise self._empty()
        return record

    def _empty(self) -> StoreEmpty:
        return StoreEmpty(
            Text(
                ru="в хранилище еще нет ни одной редакции; запишите первую: touchpoint store commit",
                en="the store holds no revision yet; record the first: touchpoint store commit",
            ),
            self.place,
        )
