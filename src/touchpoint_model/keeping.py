"""Keeping a register: a deed is judged by the ordinance's authority, then recorded in the store."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path

from attrs import evolve, frozen

from .differing import diff
from .documents import Found, decode
from .formats.document import LIMITS, Limits
from .formats.files import read_bytes
from .formats.readers.kinds import kind_of, read_document
from .lifecycle.amendment import Amendment
from .lifecycle.authority import Deed
from .lifecycle.carrying import carried
from .lifecycle.changes import Alteration
from .lifecycle.obligations import Duty
from .model.arguments import typed, zoned
from .model.errors import UsageError
from .model.register import Register
from .model.revisions import Actor, Approval, Inspection, Publication, Revision
from .model.text import Text
from .plugins.agency import Agency
from .plugins.deeds import Judged, RefusedDeed, judge, judged, role_labels
from .plugins.discovery import find
from .plugins.titles import called
from .recognise import recognise
from .recognise.renaming import renaming
from .store import RevisionMissing, StaleWrite, Store
from .store.committing import proposal

__all__ = [
    "Kept",
    "Stated",
    "approve",
    "begin",
    "commit",
    "publish",
    "read_for",
]


@frozen
class Kept:
    """A revision that was recorded, and what its ordinance says of it.

    Attributes:
        revision: as recorded. judged: its deeds.
        amendment: against the revision before, with triggers and duties; None for the first one.
        duties: what the ordinance asks for next.
        carried: facts that the document it was read from has no room for, kept as they were.
        needless: there was an override, and nothing to override.
    """

    revision: Revision
    judged: tuple[Judged, ...]
    amendment: Amendment | None = None
    duties: tuple[Duty, ...] = ()
    carried: tuple[Alteration, ...] = ()
    needless: bool = False

    @property
    def overridden(self) -> tuple[Judged, ...]:
        """Deeds outside their author's authority, recorded all the same."""
        return tuple(one for one in self.judged if one.permission.allowed is False)


@frozen
class Stated:
    """What is stated of a revision beside its register.

    Attributes:
        author, basis, at: who records it, what it rests on, the moment with its time zone.
        made: the day the change was made; None: the day of `at`.
        prepared_by: who prepared the data. inspection: their check before inclusion.
        override: why a deed outside its author's authority is recorded all the same; it is added
            to the basis.

    Raises:
        UsageError: a value of another type. ModelError: `at` has no time zone.
    """

    author: Actor
    basis: str
    at: datetime.datetime
    made: datetime.date | None = None
    prepared_by: Actor | None = None
    inspection: Inspection | None = None
    override: str | None = None

    def __attrs_post_init__(self) -> None:
        typed("Stated.author", self.author, Actor)
        typed("Stated.basis", self.basis, str)
        typed("Stated.at", self.at, datetime.datetime)
        typed("Stated.made", self.made, datetime.date, None)
        typed("Stated.prepared_by", self.prepared_by, Actor, None)
        typed("Stated.inspection", self.inspection, Inspection, None)
        typed("Stated.override", self.override, str, None)
        zoned("at", self.at)


def begin(url: str, register: Register, stated: Stated) -> tuple[Store, Kept]:
    """Create a store whose first revision is a register.

    Raises:
        RefusedDeed: forming the register is outside the author's authority. Nothing was created.
        UsageError, ModelError, StoreError: as `commit` and `Store.create`.
    """
    typed("register", register, Register)
    typed("stated", stated, Stated)
    agency = find(register.agency)
    register = recognise(register, agency.vocabulary)
    _permitted(agency, judged(agency, None, stated.author, stated.prepared_by), stated)
    proposal(register)  # what cannot be recorded leaves no empty store behind
    Revision(1, stated.at, stated.author, stated.basis, made=stated.made)
    store = Store.create(url, likeness=renaming)
    return store, commit(store, register, stated)


def commit(
    store: Store,
    register: Register,
    stated: Stated,
    *,
    expect: int | None = None,
    document: bool = False,
) -> Kept:
    """Record a register as the next revision, if the ordinance lets its author do what it changes.

    The first revision forms the register; a later one includes, changes and excludes, by its typed
    changes against the head. Whoever prepared the data is judged too. A role that is not stated, or
    a deed on which the ordinance names nobody, is not refused.

    Args:
        register: of an installed agency; recognised under its vocabulary before it is recorded.
        stated: who records it, on what basis. With its `override` a deed outside the author's
            authority is recorded too: the history tells what was done, a check whether lawfully.
        expect: number of the revision that the register was made from, 0 for none; None builds on
            the head, whatever it is.
        document: the register was read from a document: facts that its form has no room for are
            carried over from the head.

    Raises:
        RefusedDeed: a deed is outside the author's authority, and there is no override.
        StaleWrite: the head is a later revision than expected. NothingToRecord: it says the same.
        RevisionMissing: there is no revision `expect` yet.
        UsageError, ModelError: the agency is not installed, is not that of the store, or does not
            know a code that the register states.
        StoreError: the store cannot record it.
    """
    typed("register", register, Register)
    typed("stated", stated, Stated)
    typed("expect", expect, int, None)
    agency = find(register.agency)
    register = recognise(register, agency.vocabulary)
    while True:
        head = store.head
        number = head.number if head else 0
        base = number if expect is None else expect
        if not 0 <= base <= number:
            raise RevisionMissing(base, number, store.place)
        old = store.register(base) if base else None
        _same_agency(store, old, register)
        new, kept = _filled(old, register) if document else (register, ())
        if expect not in (None, number):  # the store refuses it, with both versions
            _record(store, new, stated, stated.basis, expect)
        amendment = None if old is None else diff(old, new, on=stated.made or stated.at.date())
        found = judged(agency, amendment, stated.author, stated.prepared_by)
        basis = _permitted(agency, found, stated)
        try:
            revision = _record(store, new, stated, basis, number)
        except StaleWrite:
            if expect is None:  # somebody was faster: judge by the new head
                continue
            raise
        duties = _first_duties(new) if amendment is None else _duties(store, new, amendment)
        needless = stated.override is not None and basis == stated.basis
        return Kept(revision, found, amendment, duties, kept, needless)


def _same_agency(store: Store, old: Register | None, new: Register) -> None:
    if old is None or old.agency == new.agency:
        return
    theirs, ours = called(new.agency), called(old.agency)
    raise UsageError(
        Text(
            ru=f"{store.place}: хранилище ведёт перечень другого органа ({ours.ru}), а записать "
            f"предлагается перечень этого: {theirs.ru}; укажите другое хранилище или файл",
            en=f"{store.place}: the store keeps the register of another agency ({ours.en}), and "
            f"this is the register of: {theirs.en}; name another store or file",
        )
    )


def _record(
    store: Store, register: Register, stated: Stated, basis: str, expect: int | None
) -> Revision:
    return store.commit(
        register,
        author=stated.author,
        basis=basis,
        at=stated.at,
        made=stated.made,
        expect=expect,
        prepared_by=stated.prepared_by,
        inspection=stated.inspection,
    )


def _permitted(agency: Agency, found: Iterable[Judged], stated: Stated) -> str:
    """The basis to record, with the reason for a deed that the ordinance gives to others."""
    refused = [one for one in found if one.permission.allowed is False]
    if not refused:
        return stated.basis
    if stated.override is None:
        raise RefusedDeed(refused, role_labels(agency))
    return _OVERRIDDEN["ru"].format(basis=stated.basis, reason=stated.override)


# as the register keeps it: its words are Russian
_OVERRIDDEN = Text(
    ru="{basis} (с отступлением от порядка: {reason})",
    en="{basis} (departing from the ordinance: {reason})",
)


def _filled(old: Register | None, new: Register) -> tuple[Register, tuple[Alteration, ...]]:
    return (new, ()) if old is None else carried(old, new, likeness=renaming)


def _duties(store: Store, new: Register, amendment: Amendment) -> tuple[Duty, ...]:
    """What is to be done with a changed register; the changes of a draft have no term."""
    if store.in_use or new.approval is not None or new.publications:
        return amendment.duties
    return tuple(evolve(one, term=None) for one in amendment.duties)


def _first_duties(register: Register) -> tuple[Duty, ...]:
    """What is to be done with a register that was formed; terms run from a change only."""
    empty = evolve(register, directions=(), touchpoints=())
    return tuple(evolve(one, term=None) for one in diff(empty, register).duties)


def approve(
    store: Store,
    agency: Agency,
    number: int,
    approval: Approval,
    *,
    at: datetime.datetime,
    by: Actor,
) -> Judged | None:
    """Record that a revision was approved. approval.by: who approved; by: who records it.

    Returns:
        What the ordinance says of who approved; None if that is not told.

    Raises:
        RefusedDeed: it gives the approval to others. AlreadyRecorded: the same is recorded of it.
        UsageError: an argument of another type. StoreError: the store cannot record it.
    """
    typed("number", number, int)
    typed("approval", approval, Approval)
    typed("at", at, datetime.datetime)
    typed("by", by, Actor)
    found = None
    if approval.by is not None:
        found = judge(agency, approval.by, Deed.APPROVE)
        _allowed(agency, found)
    store.approve(number, approval, at=at, by=by)
    return found


def publish(
    store: Store,
    agency: Agency,
    number: int,
    publication: Publication,
    *,
    at: datetime.datetime,
    by: Actor,
) -> Judged:
    """Record that a revision was published, by whom.

    Returns:
        What the ordinance says of it.

    Raises:
        RefusedDeed: it gives the publication to others. AlreadyRecorded: the same is recorded of it.
        UsageError: it was published before it was made; an argument of another type.
        StoreError: the store cannot record it.
    """
    typed("number", number, int)
    typed("publication", publication, Publication)
    typed("at", at, datetime.datetime)
    typed("by", by, Actor)
    found = judge(agency, by, Deed.PUBLISH)
    _allowed(agency, found)
    store.publish(number, publication, at=at, by=by)
    return found


def _allowed(agency: Agency, found: Judged) -> None:
    if found.permission.allowed is False:
        raise RefusedDeed([found], role_labels(agency))


def read_for(
    path: Path, agency: str | None, *, otherwise: str | None, limits: Limits = LIMITS
) -> Found:
    """Read a register that is to be recorded.

    Args:
        agency: code; overrides what the file says. otherwise: the agency of the store, for a
            document that does not say whose it is.

    Raises:
        ReadError: the file cannot be read as a register.
        UsageError: the agency is not installed, or nobody says which it is.
    """
    data, name = read_bytes(path), str(path)
    whose = agency
    if whose is None and otherwise is not None and not _says_whose(data, name, limits):
        whose = otherwise
    return decode(data, name, whose, limits=limits)


def _says_whose(data: bytes, name: str, limits: Limits) -> bool:
    kind = kind_of(data, name)
    if kind in ("json", "text"):
        return kind == "json"
    return bool(read_document(data, name, limits, kind).agency)
