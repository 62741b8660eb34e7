"""A register recorded as a revision: on the head that its writer saw, with what changed."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from attrs import frozen

from ..formats.history import RevisionRecord
from ..formats.json import dumps, loads
from ..lifecycle.changes import Difference
from ..lifecycle.diff import diff
from ..lifecycle.pairing import Likeness
from ..model.errors import ModelError, ReadError, UsageError
from ..model.register import Register
from ..model.revisions import Actor, Inspection, Revision
from ..model.text import Text
from . import shelf
from .chain import anchor_of, append, last_revision, one_revision
from .errors import CommitRefused, NothingToRecord, RevisionMissing, StaleWrite
from .reading import contents_of, read_register
from .records import revision_of
from .tree import joined, planted

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["EDITION", "Deed", "Proposal", "committed", "compared", "proposal"]

EDITION = 1
"""Edition of `lifecycle.diff`: it counts on when the same two registers get other changes."""


@frozen
class Proposal:
    """A register that is to be recorded. objects: its tree; root: hash of the topmost."""

    register: Register
    root: str
    objects: dict[str, bytes]


@frozen
class Deed:
    """Who records, on what basis, when; made, prepared_by and inspection as of a `Revision`."""

    author: Actor
    basis: str
    at: datetime.datetime
    made: datetime.date | None = None
    prepared_by: Actor | None = None
    inspection: Inspection | None = None


def proposal(register: Register) -> Proposal:
    """The objects of a register, read back once: what is recorded can be read.

    Raises:
        UsageError: it holds what no file can hold.
    """
    try:
        root, objects = planted(register)
        return Proposal(joined(root, objects), root, objects)
    except (LookupError, TypeError, ValueError, AttributeError, ModelError) as reason:
        said = _explained(register) or Text(ru=f"{reason}", en=f"{reason}")
        raise UsageError(
            Text(
                ru=f"перечень нельзя записать: {said.ru:.500}",
                en=f"the register cannot be recorded: {said.en:.500}",
            )
        ) from None


def _explained(register: Register) -> Text | None:
    try:
        loads(dumps(register))
    except ReadError as reason:
        return Text(ru=reason.say("ru"), en=reason.say("en"))
    except (TypeError, ValueError):
        return None
    return None


def compared(likeness: Likeness | None) -> str:
    """How the changes of a revision were found, as its record says it."""
    return f"{'identity' if likeness is None else 'likeness'}-{EDITION}"


def committed(
    connection: Connection,
    new: Proposal,
    deed: Deed,
    *,
    expect: int | None,
    likeness: Likeness | None,
    place: str,
) -> Revision:
    """Record a register as the next revision, within the transaction of a connection.

    Args:
        expect: number of the revision that the writer built on, 0 for none; None: whatever is last.

    Raises:
        StaleWrite: a later revision is the last one. RevisionMissing: none is `expect` yet.
        NothingToRecord: the register says the same.
        CommitRefused: it was made before the last revision was. ModelError: no revision can be so.
        UsageError: the register is another agency's. StoreDamaged: the last revision was changed.
    """
    anchor = anchor_of(connection, place, lock=True)
    last = last_revision(connection, place)
    head = revision_of(last) if last else None
    old = contents_of(connection, last, place) if last else {}
    current = read_register(old, last, place) if last else None
    number = head.number if head else 0
    if expect is not None and not 0 <= expect <= number:
        raise RevisionMissing(expect, number, place)
    if expect is not None and expect != number:
        base = _base(connection, expect, place)
        between = diff(base, current, likeness=likeness) if base and current else None
        raise StaleWrite(
            expect,
            head,
            new.register,
            base=base,
            current=current,
            difference=between,
            place=place,
        )
    changed = diff(current, new.register, likeness=likeness) if current else None
    revision = _revision(head, deed, changed)
    if head is not None:
        _in_turn(head, revision, changed, place)
    statement = RevisionRecord(revision, new.root, compared(likeness))
    fresh = new.objects.keys() - old.keys()
    fresh -= shelf.there(connection, fresh)
    brought = {name: new.objects[name] for name in fresh}
    return revision_of(append(connection, anchor, statement, brought))


def _base(connection: Connection, expect: int, place: str) -> Register | None:
    if not expect:
        return None
    record = one_revision(connection, expect, place)
    return read_register(contents_of(connection, record, place), record, place)


def _revision(head: Revision | None, deed: Deed, changed: Difference | None) -> Revision:
    return Revision(
        number=head.number + 1 if head else 1,
        at=deed.at,
        author=deed.author,
        basis=deed.basis,
        changes=tuple(one.change for one in changed.alterations) if changed else (),
        made=deed.made,
        prepared_by=deed.prepared_by,
        inspection=deed.inspection,
        previous=head.hash if head else None,
    )


def _in_turn(head: Revision, revision: Revision, changed: Difference | None, place: str) -> None:
    if not changed:
        raise NothingToRecord(head, place)
    if revision.day < head.day:
        raise CommitRefused(
            Text(
                ru=f"изменение сделано {revision.day:%d.%m.%Y}, раньше редакции {head.number} "
                f"({head.day:%d.%m.%Y}); ничего не записано; проверьте дату",
                en=f"the change was made on {revision.day}, before revision {head.number} "
                f"({head.day}); nothing was recorded; see to the date",
            ),
            place,
        )
