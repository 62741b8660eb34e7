"""What is said of a revision: it is there, nothing is placed before its day, nothing is said twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..formats.history import ApprovalRecord, PublicationRecord
from ..model.errors import UsageError
from ..model.revisions import Revision
from ..model.text import Text
from .chain import one_revision, rows_about, sound
from .errors import AlreadyRecorded
from .records import revision_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["speakable"]


def speakable(
    connection: Connection, statement: ApprovalRecord | PublicationRecord, place: str
) -> None:
    """See whether a statement about a revision can be recorded.

    An approval may be older than its revision: an order approves a draft that is recorded later.

    Raises:
        RevisionMissing: there is no such revision. UsageError: it was published before it was made.
        AlreadyRecorded: the same is recorded of it. StoreDamaged: a record was changed.
    """
    if isinstance(statement, ApprovalRecord):
        kind, number = "approval", statement.approved.revision
        one_revision(connection, number, place)
    else:
        kind, number = "publication", statement.published.revision
        _after(statement, revision_of(one_revision(connection, number, place)), place)
    for row in rows_about(connection, kind, number):
        record = sound(row, place)
        if _said(record.statement) == _said(statement):
            raise AlreadyRecorded(number, record.seq, place)


def _said(statement: object) -> object:
    match statement:
        case ApprovalRecord(approved=told) | PublicationRecord(published=told):
            return told
    return None


def _after(statement: PublicationRecord, revision: Revision, place: str) -> None:
    day = statement.published.publication.date
    if day is None or day >= revision.day:
        return
    number, made = revision.number, revision.day
    raise UsageError(
        Text(
            ru=f"{place}: размещение {day:%d.%m.%Y} раньше дня редакции {number} ({made:%d.%m.%Y}); "
            "ничего не записано; проверьте дату и номер редакции",
            en=f"{place}: published on {day}, before revision {number} was made ({made}); nothing "
            "was recorded; see to the date and to the number of the revision",
        )
    )
