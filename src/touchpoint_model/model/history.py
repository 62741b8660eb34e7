"""The history of a register: its revisions and what was done about them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from itertools import pairwise

from attrs import evolve, field, frozen

from .announcing import announced
from .errors import Flaw, ModelError
from .revisions import Approval, Notice, Publication, Revision
from .text import Text

__all__ = ["Approved", "Event", "History", "Published"]


@frozen
class Approved:
    """That a revision was approved. revision: its number."""

    revision: int
    approval: Approval


@frozen
class Published:
    """That a revision was published. revision: its number."""

    revision: int
    publication: Publication


@frozen
class Event:
    """Something that makes an update of the register due (повод для актуализации).

    Attributes:
        trigger: code of the scheme `trigger`. date: when it happened.
        process, touchpoint: what it is about, in words; None where it is about none.
        text: what happened, in words.
        notices: reports of it to who keeps the register; None is unknown, () that there was none.
    """

    trigger: str
    date: datetime.date
    process: str | None = None
    touchpoint: str | None = None
    text: str = ""
    notices: tuple[Notice, ...] | None = None


def _days(days: Iterable[datetime.date]) -> tuple[datetime.date, ...]:
    return tuple(days)


@announced
@frozen
class History:
    """The history of one register, as a store holds it; the registers themselves stay there.

    Attributes:
        agency: code of the plug-in. revisions: from the first, numbered from 1 without gaps.
        approvals, publications: in the order they were recorded; of what is not there, the store
            knows that it was not done.
        events: that made an update due; None if nobody keeps a record of them.
        days_off: days off of the region, beside those of the production calendar.

    Raises:
        ModelError: numbers with a gap, a revision made before the one before it, an approval or a
            publication of a revision that is not there. All faults at once, each with its path.
    """

    agency: str
    revisions: tuple[Revision, ...]
    approvals: tuple[Approved, ...] = ()
    publications: tuple[Published, ...] = ()
    events: tuple[Event, ...] | None = None
    days_off: tuple[datetime.date, ...] = field(default=(), converter=_days)

    def __attrs_post_init__(self) -> None:
        if flaws := [*_gaps(self), *_turned_back(self), *_dangling(self)]:
            raise ModelError(
                Text(
                    ru="История перечня противоречива", en="The history of the register is broken"
                ),
                flaws,
            )

    @property
    def head(self) -> Revision | None:
        """The last revision."""
        return self.revisions[-1] if self.revisions else None

    def at_revision(self, number: int) -> History:
        """The history as it was when a revision was the last one: what was done to later ones is gone.

        An approval or publication of an earlier revision stays, whenever it was recorded.
        """
        return evolve(
            self,
            revisions=self.revisions[:number],
            approvals=tuple(one for one in self.approvals if one.revision <= number),
            publications=tuple(one for one in self.publications if one.revision <= number),
        )

    def until(self, day: datetime.date) -> History:
        """What had happened by the end of a day; what bears no date counts as known by then."""
        kept = [one for one in self.revisions if one.day <= day]
        cut = self.at_revision(len(kept))
        return evolve(
            cut,
            approvals=tuple(one for one in cut.approvals if _by(one.approval.date, day)),
            publications=tuple(one for one in cut.publications if _by(one.publication.date, day)),
            events=None
            if self.events is None
            else tuple(
                evolve(one, notices=_sent(one, day)) for one in self.events if one.date <= day
            ),
        )


def _by(date: datetime.date | None, day: datetime.date) -> bool:
    return date is None or date <= day


def _sent(event: Event, day: datetime.date) -> tuple[Notice, ...] | None:
    """The notices sent by a day; those of later days leave it unknown whether there were others."""
    if not event.notices:
        return event.notices
    return tuple(one for one in event.notices if one.date <= day) or None


def _gaps(history: History) -> Iterator[Flaw]:
    for at, one in enumerate(history.revisions):
        if one.number != at + 1:
            said = Text(
                ru=f"{one.number} на месте редакции {at + 1}",
                en=f"{one.number} where revision {at + 1} should stand",
            )
            yield Flaw(f"revisions[{at}].number", said)


def _turned_back(history: History) -> Iterator[Flaw]:
    for at, (before, after) in enumerate(pairwise(history.revisions), start=1):
        if after.day < before.day:
            said = Text(
                ru=f"{after.day} раньше дня предыдущей редакции, {before.day}",
                en=f"{after.day} is before the day of the revision before, {before.day}",
            )
            yield Flaw(f"revisions[{at}].made", said)


def _dangling(history: History) -> Iterator[Flaw]:
    last = len(history.revisions)
    told = [("approvals", one.revision) for one in history.approvals]
    told += [("publications", one.revision) for one in history.publications]
    for name, number in told:
        if not 1 <= number <= last:
            said = Text(ru=f"редакции {number} нет", en=f"there is no revision {number}")
            yield Flaw(name, said)
