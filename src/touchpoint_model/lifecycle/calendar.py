"""Which days are working days: the Russian production calendar, a year at a time.

Holidays and the Government's transfers come from the library `holidays`; its list of transfers
names both halves of each: the day off that was gained and the Saturday that is worked for it.
A year whose transfers it does not name yet is *not known*: its weekends and holidays are counted
(a holiday on a weekend moves to the next working day, Labour Code art. 112 part 2), what the
Government will move is not, and `UnknownTransfers` says so.

Known limits: a shortened day before a holiday is a working day; days that a decree of the
President made non-working (spring of 2020, May and autumn of 2021) are none of the calendar's,
hand them over as regional ones where they count. Years before 1992 and after 2100 have no holidays.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from attrs import field, frozen

from ..model.text import Lang, Text

__all__ = [
    "DayOff",
    "UnknownTransfers",
    "Year",
    "Years",
    "day_off",
    "production_year",
    "unknown_transfers",
]

_ONE_DAY = datetime.timedelta(days=1)
_SATURDAY = 5
_SURE_FROM = 2015  # from this year on the counts of working days are the official ones
_WEEKEND = Text(ru="выходной", en="weekend")
_MOVED = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")


@frozen
class DayOff:
    """A day that is not worked. why: the holiday, the transfer, the weekend, the region's act."""

    day: datetime.date
    why: Text


def _frozen(table: Mapping[datetime.date, Text]) -> Mapping[datetime.date, Text]:
    return MappingProxyType(dict(table))


@frozen
class Year:
    """What the production calendar says of one year.

    Attributes:
        number: the year.
        off: days off by name: holidays and the days off moved to a weekday. Weekends are not listed.
        worked: Saturdays and Sundays that are working days.
        known: whether the Government's transfers for the year are in it.
    """

    number: int
    off: Mapping[datetime.date, Text] = field(converter=_frozen, hash=False, default={})
    worked: frozenset[datetime.date] = frozenset()
    known: bool = True


Years = Callable[[int], Year]
"""Where a calendar comes from: `production_year`, or an office's own."""


@frozen(order=True)
class UnknownTransfers:
    """A warning: the official transfers of this year are not known, the day may still move."""

    year: int

    def say(self, lang: Lang = "ru") -> str:
        """The warning in one sentence."""
        return Text(
            ru=f"Официальные переносы выходных {self.year} года неизвестны: срок предварительный",
            en=f"The official transfers of days off in {self.year} are not known: "
            "the term is provisional",
        )[lang]


@lru_cache(maxsize=256)
def production_year(number: int) -> Year:
    """The production calendar of Russia for one year, as `holidays` has it.

    Source: Labour Code art. 111 and 112 and the Government's yearly resolution on transfers.
    A year from 2015 on is known if a transfer of it is named: each has at least one. The years
    before are given as not known: `holidays` does not have all their days (2014 lacks 10 March).

    >>> import datetime
    >>> sorted(map(str, production_year(2024).worked))
    ['2024-04-27', '2024-11-02', '2024-12-28']
    >>> production_year(2024).off[datetime.date(2024, 4, 29)].en
    'day off moved from 2024-04-27'
    >>> production_year(2099).known
    False
    """
    from holidays import country_holidays  # loads only when a term is counted

    def named(language: str) -> Mapping[datetime.date, str]:
        return country_holidays("RU", years=number, language=language, expand=False)

    russian, english = named("ru"), named("en_US")
    moved = {day: match for day, name in russian.items() if (match := _MOVED.search(name))}
    off = {
        day: _from_day(moved[day]) if day in moved else Text(ru=russian[day], en=english[day])
        for day in sorted(russian)
    }
    if not moved:
        off.update(_moved_by_law(off))
    worked = country_holidays("RU", years=number, expand=False).weekend_workdays
    return Year(number, off, frozenset(worked), known=bool(moved) and number >= _SURE_FROM)


def _from_day(match: re.Match[str]) -> Text:
    day, month, year = match.groups()
    return Text(
        ru=f"выходной, перенесён с {day}.{month}.{year}",
        en=f"day off moved from {year}-{month}-{day}",
    )


def _moved_by_law(off: Mapping[datetime.date, Text]) -> Iterator[tuple[datetime.date, Text]]:
    """Holidays on a weekend, on the next working day; those of January the Government moves."""
    taken = set(off)
    for holiday, name in list(off.items()):
        if holiday.month == 1 or holiday.weekday() < _SATURDAY:
            continue
        day = holiday
        while day in taken or day.weekday() >= _SATURDAY:
            day += _ONE_DAY
        taken.add(day)
        yield day, Text(ru=f"{name.ru} (перенос)", en=f"{name.en} (moved)")


def day_off(
    day: datetime.date,
    *,
    regional: Collection[DayOff] = (),
    years: Years = production_year,
) -> DayOff | None:
    """Why a day is not worked; None if it is a working day.

    Args:
        day: the day asked about.
        regional: further days off, by an act of the region or of the agency; they win over a
            transferred working Saturday.
        years: the calendar.

    >>> import datetime
    >>> day_off(datetime.date(2024, 4, 27)) is None  # a Saturday, worked for the 29th
    True
    >>> day_off(datetime.date(2024, 5, 9)).why.en
    'Victory Day'
    """
    for one in regional:
        if one.day == day:
            return one
    year = years(day.year)
    if day in year.worked:
        return None
    if day in year.off:
        return DayOff(day, year.off[day])
    return DayOff(day, _WEEKEND) if day.weekday() >= _SATURDAY else None


def unknown_transfers(
    first: datetime.date, last: datetime.date, *, years: Years = production_year
) -> tuple[UnknownTransfers, ...]:
    """A warning for each year between two days, both included, whose transfers are not known.

    >>> import datetime
    >>> unknown_transfers(datetime.date(2024, 1, 1), datetime.date(2025, 12, 31))
    ()
    """
    numbers = range(first.year, last.year + 1)
    return tuple(UnknownTransfers(number) for number in numbers if not years(number).known)
