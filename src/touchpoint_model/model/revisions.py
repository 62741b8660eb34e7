"""The life of a register as values: who did what to it, when, on what basis."""

from __future__ import annotations

import datetime

from attrs import field, frozen

from .announcing import announced
from .errors import Flaw, ModelError
from .legal import ClauseRef
from .text import Text

__all__ = ["ActOfRegister", "Actor", "Approval", "Attestation", "Change", "Publication", "Revision"]


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
    """One typed change between two states of a register.

    Attributes:
        kind: `touchpoint-added`, `touchpoint-excluded`, `kind-changed`, `needs-changed` …
        path: JSON pointer of what changed. before, after: its texts; None where there is none.
    """

    kind: str
    path: str
    before: str | None = None
    after: str | None = None


@announced
@frozen
class Revision:
    """One state of a register in its history, with author, basis and what changed.

    Attributes:
        number: from 1. at: moment of recording, with its time zone. previous: hash of the one
            before, None for the first. hash: of this one.
    """

    number: int
    at: datetime.datetime
    author: Actor
    basis: str
    changes: tuple[Change, ...] = ()
    previous: str | None = None
    hash: str | None = None


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
