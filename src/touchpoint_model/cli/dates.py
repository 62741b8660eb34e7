"""A day as people type it: 2024-04-01 or 01.04.2024."""

from __future__ import annotations

import datetime
import re

from ..model.errors import UsageError
from ..model.text import Text

__all__ = ["date_of", "past_date_of"]

_year_ru = r"(\s?г\.?)?"
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)
_RUSSIAN = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})" + _year_ru, re.ASCII)


def date_of(told: str, option: str) -> datetime.date:
    """The day that an option names.

    Raises:
        UsageError: it is no day, or is written in another way.

    >>> print(date_of("1.04.2024", "--on"))
    2024-04-01
    """
    written = _ISO.fullmatch(told.strip()) or _RUSSIAN.fullmatch(told.strip())
    try:
        if written is None:
            raise ValueError(told)
        return datetime.date(*(int(written[part]) for part in ("year", "month", "day")))
    except ValueError:
        raise UsageError(
            Text(
                ru=f"{option}: «{told}» не дата; нужно, например, 01.04.2024 или 2024-04-01",
                en=f"{option}: “{told}” is no date; write it as 2024-04-01 or 01.04.2024",
            )
        ) from None


def past_date_of(told: str | None, option: str) -> datetime.date | None:
    """The day that an option names, if it names one; what is recorded has happened.

    Raises:
        UsageError: it is no day, or has not come yet.
    """
    if told is None:
        return None
    day = date_of(told, option)
    if day > datetime.date.today():
        raise UsageError(
            Text(
                ru=f"{option}: {day:%d.%m.%Y} ещё не наступило; записывают то, что уже было",
                en=f"{option}: {day} has not come yet; record what has happened",
            )
        )
    return day
