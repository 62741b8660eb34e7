"""Checking a revision of a store with its history, as of a day."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection, Iterable, Sequence

from .checking import check
from .formats.json import dumps
from .model.errors import UsageError
from .model.findings import Report
from .model.journeys import Journey
from .model.revisions import Revision
from .model.text import Text
from .rules.waiver import Waiver
from .store import Store

__all__ = ["check_kept"]


def check_kept(
    store: Store,
    number: int | None = None,
    agency: str | None = None,
    *,
    on: datetime.date | None = None,
    journeys: Iterable[Journey] | None = None,
    waivers: Sequence[Waiver] = (),
    baseline: Collection[str] = (),
) -> Report:
    """Check a revision with its history; the report names it as a file, `register.db#3`.

    Args:
        number: of the revision; if it is not given, the last one that was made by the day `on`.
        on: the day to judge by; if it is not given, the day of that revision, so that a past one
            is judged as of its day.
        agency, journeys, waivers, baseline: as of `check`.

    Raises:
        UsageError: there was no such revision yet on that day, or the next one had been made; or as
            `check`.
        StoreError: the store is empty, has no such revision, cannot be read.
    """
    history = store.history()
    made = history if on is None else history.until(on)
    if made.head is None or (number is not None and number > made.head.number):
        number = store.revision(number or 1).number  # there is none such: the store says so
        raise UsageError(_too_early(history.revisions[number - 1], on))
    if number is not None and on is not None and number < made.head.number:
        raise UsageError(_overtaken(number, made.head, on))
    number = made.head.number if number is None else store.revision(number).number
    register = store.register(number)
    report = check(
        register,
        agency,
        on=on or history.revisions[number - 1].day,
        journeys=journeys,
        history=history.at_revision(number),
        waivers=waivers,
        baseline=baseline,
    )
    sha256 = hashlib.sha256(dumps(register)).hexdigest()
    return report.of_file(f"{store.place}#{number}", sha256, document=False)


def _too_early(revision: Revision, on: datetime.date | None) -> Text:
    number, day = revision.number, revision.day
    return Text(
        ru=f"редакции {number} на {on:%d.%m.%Y} ещё не было, она от {day:%d.%m.%Y}; "
        "назовите другой день (--on) или другую редакцию (--revision)",
        en=f"there was no revision {number} on {on}, it was made on {day}; name another day (--on) "
        "or another revision (--revision)",
    )


def _overtaken(number: int, head: Revision, on: datetime.date) -> Text:
    return Text(
        ru=f"на {on:%d.%m.%Y} действовала уже редакция {head.number} (от {head.day:%d.%m.%Y}), а не "
        f"{number}; назовите её (--revision) или более ранний день (--on)",
        en=f"on {on} the register was revision {head.number} already (made on {head.day}), not "
        f"{number}; name that (--revision) or an earlier day (--on)",
    )
