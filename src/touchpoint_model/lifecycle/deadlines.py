"""By which day: a term in working days, the day it falls on and how it was counted.

A term «в течение n рабочих дней со дня …» runs from the day after the event (Civil Code art. 191, by analogy);
days off are passed over, so that the last day of the term is always a working one.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from itertools import groupby

from attrs import frozen

from ..model.errors import UsageError
from ..model.text import Lang, Text
from .calendar import (
    DayOff,
    UnknownTransfers,
    Years,
    day_off,
    production_year,
    unknown_transfers,
)

__all__ = ["Deadline", "add_working_days", "working_days"]

_ONE_DAY = datetime.timedelta(days=1)
_SATURDAY = 5
_LONGEST = 2500  # working days, about ten years


@frozen
class Deadline:
    """The last day of a term, and how it was counted.

    Attributes:
        start: the day of the event; itself not counted.
        day: the last day of the term, a working day.
        counted: working days counted, from the day after `start` to `day`.
        skipped: days off passed over between them, in order, each with why.
        worked_weekends: Saturdays and Sundays that were counted, as the calendar has them worked.
        warnings: years in between whose official transfers are not known yet.
    """

    start: datetime.date
    day: datetime.date
    counted: int
    skipped: tuple[DayOff, ...] = ()
    worked_weekends: tuple[datetime.date, ...] = ()
    warnings: tuple[UnknownTransfers, ...] = ()

    @property
    def known(self) -> bool:
        """Whether the official transfers of all its years are known: the day will not move."""
        return not self.warnings

    def tell(self) -> Text:
        """How the day was found, in both languages."""
        return Text(ru=self.say("ru"), en=self.say("en"))

    def say(self, lang: Lang = "ru") -> str:
        """How the day was found.

        >>> import datetime
        >>> print(add_working_days(datetime.date(2024, 4, 26), 2).say("en"))
        Working days counted: 2, from the day after 2024-04-26; the last day is 2024-05-02. \
Passed over: weekend (2024-04-28); day off moved from 2024-04-27 (2024-04-29); \
day off moved from 2024-11-02 (2024-04-30); Holiday of Spring and Labor (2024-05-01). \
Worked by transfer: 2024-04-27.
        """
        start, day = _date(self.start, lang), _date(self.day, lang)
        said = [
            Text(
                ru=f"Отсчитано рабочих дней: {self.counted}, со дня, следующего за {start}; "
                f"последний день {day}.",
                en=f"Working days counted: {self.counted}, from the day after {start}; "
                f"the last day is {day}.",
            )[lang]
        ]
        if self.skipped:
            passed = "; ".join(_skipped(self.skipped, lang))
            said.append(Text(ru=f"Не считались: {passed}.", en=f"Passed over: {passed}.")[lang])
        if self.worked_weekends:
            days = ", ".join(_date(one, lang) for one in self.worked_weekends)
            said.append(
                Text(ru=f"Рабочие по переносу: {days}.", en=f"Worked by transfer: {days}.")[lang]
            )
        said.extend(f"{warning.say(lang)}." for warning in self.warnings)
        return " ".join(said)


def _date(day: datetime.date, lang: Lang) -> str:
    return f"{day:%d.%m.%Y}" if lang == "ru" else day.isoformat()


def _skipped(days: tuple[DayOff, ...], lang: Lang) -> Iterator[str]:
    """Each run of neighbouring days off of one kind, as «why (first to last)»."""

    def kind(place: tuple[int, DayOff]) -> tuple[str, int]:
        number, one = place
        return one.why[lang], one.day.toordinal() - number

    for (why, _), run in groupby(enumerate(days), key=kind):
        found = [one.day for _, one in run]
        dates = " – ".join(_date(day, lang) for day in (found[:1] + found[1:][-1:]))
        yield f"{why} ({dates})"


def add_working_days(
    start: datetime.date,
    n: int,
    *,
    regional: Collection[DayOff] = (),
    years: Years = production_year,
) -> Deadline:
    """The last day of a term of `n` working days, counted from the day after `start`.

    With `n = 0` it is `start` itself or, if that is a day off, the next working day.

    Args:
        start: the day of the event, such as the day on which a change was made.
        n: working days, 0 to 2500.
        regional: further days off, by an act of the region or of the agency.
        years: the calendar.

    >>> import datetime
    >>> str(add_working_days(datetime.date(2025, 12, 22), 10).day)
    '2026-01-15'

    Raises:
        UsageError: `n` is out of its range, or the calendar ends before the term does.
    """
    if not 0 <= n <= _LONGEST:
        raise UsageError(
            Text(
                ru=f"Срок {n} рабочих дней: ожидается число от 0 до {_LONGEST}",
                en=f"A term of {n} working days: expected a number from 0 to {_LONGEST}",
            )
        )
    own = {one.day: one for one in regional}
    skipped: list[DayOff] = []
    worked: list[datetime.date] = []
    day, counted = start, 0
    off = None if n else _off(start, own, years)
    while counted < n or off is not None:
        day = _next(day)
        off = _off(day, own, years)
        if off is not None:
            skipped.append(off)
            continue
        counted += 1
        if day.weekday() >= _SATURDAY:
            worked.append(day)
    return Deadline(
        start, day, n, tuple(skipped), tuple(worked), unknown_transfers(start, day, years=years)
    )


def _next(day: datetime.date) -> datetime.date:
    if day == datetime.date.max:
        raise UsageError(
            Text(
                ru=f"Срок выходит за {day:%d.%m.%Y}: проверьте дату начала",
                en=f"The term runs past {day}: check the day it starts from",
            )
        )
    return day + _ONE_DAY


def _off(day: datetime.date, own: dict[datetime.date, DayOff], years: Years) -> DayOff | None:
    return own.get(day) or day_off(day, years=years)


def working_days(
    after: datetime.date,
    until: datetime.date,
    *,
    regional: Collection[DayOff] = (),
    years: Years = production_year,
) -> int:
    """Working days from the day after `after` to `until`, this one included; 0 if it is earlier.

    >>> import datetime
    >>> working_days(datetime.date(2024, 12, 27), datetime.date(2025, 1, 9))  # the 28th, the 9th
    2
    """
    own = {one.day: one for one in regional}
    span = range(after.toordinal() + 1, until.toordinal() + 1)
    days = map(datetime.date.fromordinal, span)
    return sum(_off(day, own, years) is None for day in days)
