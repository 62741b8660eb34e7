"""The contents of revisions, one after another: there, whole, a register, and changed as told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import Factory, define

from ..formats.history import RevisionRecord
from ..lifecycle.diff import diff
from ..lifecycle.pairing import Likeness
from ..model.errors import ModelError, UsageError
from ..model.register import Register
from ..model.revisions import Change
from ..model.text import Text
from . import shelf
from .committing import EDITION, compared
from .damage import Damage, DamageKind
from .engine import Database
from .records import Record
from .tree import gathered, joined

__all__ = ["Judge"]


class _Lost(LookupError):
    """An object that is not there, or is not what it was."""


@define
class Judge:
    """Judges revision after revision, in their order; what is alike in the next is not read again.

    Attributes:
        likeness: with which the changes were found.
        seen: hashes of all contents so far. last: register of the revision before, None if it
            cannot be read. held: the objects of that register.
    """

    database: Database
    likeness: Likeness | None
    seen: set[str] = Factory(set)
    last: Register | None = None
    held: Mapping[str, bytes] = Factory(dict)

    def judge(self, record: Record, statement: RevisionRecord) -> Iterator[Damage]:
        """What is wrong with the contents and the changes of the next revision."""
        number, seq = statement.revision.number, record.seq
        with self.database.reading() as connection:
            brought = dict(shelf.brought_by(connection, seq))
        for name, text in brought.items():
            if text is None:
                told = Text(
                    ru=f"содержимое {name:.12} изменено", en=f"content {name:.12} was changed"
                )
                yield Damage(DamageKind.CONTENT_CHANGED, told, seq, number, name)
        before, self.last = self.last, None
        try:
            objects = gathered(statement.register, lambda names: self._fetch(names, brought))
            register = joined(statement.register, objects)
        except _Lost as reason:
            self.seen |= brought.keys()
            if (name := f"{reason}") not in self.seen:
                told = Text(
                    ru=f"содержимого {name:.12} нет, редакция {number} не читается",
                    en=f"content {name:.12} is gone, revision {number} cannot be read",
                )
                yield Damage(DamageKind.CONTENT_MISSING, told, seq, number, name)
                self.seen.add(name)
            return
        except (LookupError, TypeError, ValueError, AttributeError, ModelError):
            self.seen |= brought.keys()
            told = Text(
                ru=f"перечень редакции {number} не читается",
                en=f"the register of revision {number} cannot be read",
            )
            yield Damage(DamageKind.REGISTER_UNREADABLE, told, seq, number)
            return
        yield from self._owned(objects.keys(), brought.keys(), seq, number)
        self.seen |= objects.keys() | brought.keys()
        yield from self._changes(before, register, record, statement)
        self.last, self.held = register, objects

    def _fetch(
        self, names: Iterable[str], brought: Mapping[str, bytes | None]
    ) -> Mapping[str, bytes]:
        wanted = list(names)
        found: dict[str, bytes | None] = {}
        for name in wanted:
            if name in self.held or name in brought:
                found[name] = self.held[name] if name in self.held else brought[name]
        if missing := [one for one in wanted if one not in found]:
            with self.database.reading() as connection:
                found |= shelf.took(connection, missing)
        whole = {name: text for name, text in found.items() if text is not None}
        for name in wanted:
            if name not in whole:
                raise _Lost(name)
        return whole

    def _owned(
        self, reached: Iterable[str], brought: Iterable[str], seq: int, number: int
    ) -> Iterator[Damage]:
        """A content belongs to the first revision that has it, and to none that has it not."""
        fresh, own = set(reached) - self.seen, set(brought)
        for name in sorted(own - fresh):
            told = Text(
                ru=f"содержимое {name:.12} приписано редакции {number}, которая его не вносила",
                en=f"content {name:.12} is put down to revision {number}, which did not bring it",
            )
            yield Damage(DamageKind.CONTENT_UNUSED, told, seq, number, name)
        for name in sorted(fresh - own):
            told = Text(
                ru=f"содержимое {name:.12} редакции {number} приписано другой записи",
                en=f"content {name:.12} of revision {number} is put down to another record",
            )
            yield Damage(DamageKind.CONTENT_CHANGED, told, seq, number, name)

    def _changes(
        self, before: Register | None, register: Register, record: Record, told: RevisionRecord
    ) -> Iterator[Damage]:
        number = told.revision.number
        how, _, edition = told.compared.partition("-")
        if edition != f"{EDITION}":
            return  # compared by another version of the program: the hash vouches for the changes
        if how == "likeness" and self.likeness is None:
            raise UsageError(
                Text(
                    ru=f"изменения редакции {number} найдены по похожести; откройте хранилище с "
                    "той же мерой: Store.open(url, likeness=…)",
                    en=f"the changes of revision {number} were found by likeness; open the store "
                    "with the same: Store.open(url, likeness=…)",
                )
            )
        likeness = self.likeness if how == "likeness" else None
        if before is None and number > 1:
            return  # the revision before cannot be read, which was told
        due = _between(before, register, likeness)
        if due != told.revision.changes or told.compared != compared(likeness):
            said = Text(
                ru=f"изменения редакции {number} не те, что между её перечнем и предыдущим",
                en=f"the changes of revision {number} are not those between its register and the "
                "one before",
            )
            yield Damage(DamageKind.CHANGES_DIFFER, said, record.seq, number)


def _between(
    before: Register | None, register: Register, likeness: Likeness | None
) -> tuple[Change, ...] | None:
    """The changes as a revision records them; None if the registers are of two agencies."""
    if before is None:
        return ()
    try:
        found = diff(before, register, likeness=likeness)
    except UsageError:
        return None
    return tuple(one.change for one in found.alterations)
