"""The register of a revision, read from its objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import orjson

from ..formats.history import RevisionRecord
from ..formats.schema import VERSION
from ..model.errors import ModelError
from ..model.register import Register
from ..model.text import Text
from . import shelf
from .chain import changed, damaged
from .errors import NewerStore, StoreDamaged
from .records import Record
from .tree import form_of, gathered, joined

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["agency_of", "contents_of", "read_register"]


def contents_of(connection: Connection, record: Record, place: str) -> dict[str, bytes]:
    """The objects of the register that a revision recorded.

    Raises:
        StoreDamaged: one is gone or was changed.
    """
    assert isinstance(record.statement, RevisionRecord)

    def fetch(names: Iterable[str]) -> dict[str, bytes]:
        wanted = list(names)
        found = {name: text for name, text in shelf.took(connection, wanted) if text is not None}
        for name in wanted:
            if name not in found:
                raise changed(place, name)
        return found

    try:
        return gathered(record.statement.register, fetch)
    except (LookupError, TypeError, ValueError):
        raise _unreadable(record, place) from None


def agency_of(connection: Connection, record: Record, place: str) -> str:
    """The agency of the register that a revision recorded.

    Raises:
        StoreDamaged: it cannot be read.
    """
    assert isinstance(record.statement, RevisionRecord)
    found = dict(shelf.took(connection, [record.statement.register]))
    try:
        return str(orjson.loads(found[record.statement.register] or b"")["value"]["agency"])
    except (LookupError, TypeError, ValueError):
        raise _unreadable(record, place) from None


def read_register(objects: Mapping[str, bytes], record: Record, place: str) -> Register:
    """The register that a revision recorded, from its objects.

    Raises:
        StoreDamaged: they are no register. NewerStore: a newer version of the program wrote it.
    """
    assert isinstance(record.statement, RevisionRecord)
    form = form_of(objects.get(record.statement.register, b""))
    if form is not None and form != VERSION:
        raise _newer(form, place)
    try:
        return joined(record.statement.register, objects)
    except (LookupError, TypeError, ValueError, AttributeError, ModelError):
        raise _unreadable(record, place) from None


def _newer(form: str, place: str) -> NewerStore:
    return NewerStore(
        Text(
            ru=f"перечень записан более новой версией программы («{form:.40}», а эта знает "
            f"«{VERSION}»); обновите: pip install -U touchpoint_model",
            en=f"the register was recorded by a newer version of the program (“{form:.40}”, this "
            f"one knows “{VERSION}”); upgrade: pip install -U touchpoint_model",
        ),
        place,
        found=form,
        known=VERSION,
    )


def _unreadable(record: Record, place: str) -> StoreDamaged:
    assert isinstance(record.statement, RevisionRecord)
    number = record.statement.revision.number
    return damaged(
        place,
        Text(
            ru=f"перечень редакции {number} не читается",
            en=f"the register of revision {number} cannot be read",
        ),
    )
