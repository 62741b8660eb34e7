"""The life of a register as values: who did what to it, when, on what basis."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from attrs import field, frozen

from .announcing import announced
from .errors import Flaw, ModelError
from .legal import ClauseRef
from .text import Text

__all__ = [
    "ActOfRegister",
    "Actor",
    "Approval",
    "Attestation",
    "Change",
    "Inspection",
    "Notice",
    "Publication",
    "Revision",
]


@frozen
class ActOfRegister:
    """The act that a register belongs to: its title, number and date as printed."""

    title: str
    number: str | None = None
    date: datetime.date | None = None


@frozen
class Actor:
    """Somebody who acts on a register. role: code of the scheme `role`."""

    name: str
    role: str | None = None


@frozen
class Approval:
    """An approval (утверждение) of a register by an act."""

    act: str
    number: str | None = None
    date: datetime.date | None = None
    by: Actor | None = None


@frozen
class Publication:
    """A publication (размещение). place: code of the scheme `place`; date: of placing."""

    place: str
    date: datetime.date | None = None
    url: str | None = None


@frozen
class Change:
    """One typed change between two states of a register, as a revision records it.

    Attributes:
        kind: `touchpoint-added`, `touchpoint-excluded`, `kind-changed`, `needs-changed` …
        path: JSON pointer of what changed. before, after: its texts; None where there is none.
        process, touchpoint: where it stands, as printed.
        known: `changed`; or `now-known`, `no-longer-stated`: only what the register holds changed.
    """

    kind: str
    path: str
    before: str | None = None
    after: str | None = None
    process: str | None = None
    touchpoint: str | None = None
    known: str = "changed"


@frozen
class Inspection:
    """A check of data before they are included (проверка сведений).

    Attributes:
        date: of the check. by: who checked. passed: whether the data were found in order.
    """

    date: datetime.date
    by: Actor | None = None
    passed: bool = True


@frozen
class Notice:
    """A report of a change to who keeps the register. by: who reports; date: of sending."""

    by: Actor
    date: datetime.date


@announced
@frozen
class Revision:
    """One state of a register in its history, with author, basis and what changed.

    Attributes:
        number: from 1. at: moment of recording, with its time zone. author, basis: as stated.
        changes: against the one before; none in the first. made: the day the change was made;
            None: the day of `at`. prepared_by: who prepared the data. inspection: their check
            before inclusion; None is unknown.
        previous: hash of the one before, None for the first. hash: of this one.

    Raises:
        ModelError: a number under 1; a moment without a time zone; made after it was recorded.
    """

    number: int
    at: datetime.datetime
    author: Actor
    basis: str
    changes: tuple[Change, ...] = ()
    made: datetime.date | None = None
    prepared_by: Actor | None = None
    inspection: Inspection | None = None
    previous: str | None = None
    hash: str | None = None

    def __attrs_post_init__(self) -> None:
        if flaws := [*_misdated(self)]:
            raise ModelError(
                Text(
                    ru=f"Редакция {self.number} записана неверно",
                    en=f"Revision {self.number} is not well formed",
                ),
                flaws,
            )

    @property
    def day(self) -> datetime.date:
        """The day the change was made."""
        return self.made or self.at.date()


def _misdated(revision: Revision) -> Iterator[Flaw]:
    if revision.number < 1:
        yield Flaw(
            "number",
            Text(ru=f"{revision.number}: нумерация с 1", en=f"{revision.number}: counted from 1"),
        )
    if revision.at.tzinfo is None:
        yield Flaw(
            "at",
            Text(ru="нет часового пояса, добавьте: +03:00", en="no time zone; add one: +03:00"),
        )
    if revision.made is not None and revision.made > revision.at.date():
        yield Flaw(
            "made",
            Text(
                ru=f"{revision.made} позже дня записи {revision.at.date()}",
                en=f"{revision.made} is after the day of recording, {revision.at.date()}",
            ),
        )


@frozen
class Attestation:
    """A person's confirmation that a clause is met.

    Attributes:
        clause: its address, `act:id` or `id` of the procedure.
        evidence: what shows it. author: who confirms. date, expires: from and until which day.
    """

    clause: ClauseRef
    evidence: str
    author: str
    date: datetime.date
    expires: datetime.date = field()

    @expires.validator
    def _after(self, _: object, value: datetime.date) -> None:
        if value < self.date:
            raise ModelError(
                Text(
                    ru="Подтверждение истекает раньше, чем дано", en="An attestation expires early"
                ),
                [
                    Flaw(
                        "expires",
                        Text(
                            ru=f"{value} раньше даты {self.date}",
                            en=f"{value} is before {self.date}",
                        ),
                    )
                ],
            )

    def valid_on(self, day: datetime.date) -> bool:
        """Whether it holds on that day, both ends included."""
        return self.date <= day <= self.expires
