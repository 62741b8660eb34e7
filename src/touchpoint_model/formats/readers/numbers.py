"""Numbers, dates and times of spreadsheets as a cell of a register shows them."""

from __future__ import annotations

import re

__all__ = ["date_text", "number_text", "time_text"]


def number_text(value: float | str) -> str:
    """A number without a fraction that is zero; what is no number stays as it is.

    >>> number_text(1.0), number_text("1.50")
    ('1', '1.5')
    """
    try:
        number = float(value)
    except ValueError:
        return str(value)
    if abs(number) < 1e15 and number == int(number):
        return str(int(number))
    return f"{number:.15g}"


def date_text(iso: str) -> str:
    """A date as dd.mm.yyyy, with the time of day if it has one.

    >>> date_text("2024-03-19"), date_text("2024-03-19T09:05:00")
    ('19.03.2024', '19.03.2024 09:05')
    """
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:[.,]\d+)?)?", iso)
    if found is None:
        return iso
    year, month, day, clock, seconds = found.groups()
    if clock is None or clock + (seconds or "") in ("00:00", "00:00:00"):
        return f"{day}.{month}.{year}"
    return f"{day}.{month}.{year} {clock}{seconds if seconds and seconds != ':00' else ''}"


def time_text(iso: str) -> str:
    """A time of day, or a duration, as hours and minutes.

    >>> time_text("PT09H05M00S"), time_text("PT49H00M07S")
    ('09:05', '49:00:07')
    """
    found = re.fullmatch(r"PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S", iso)
    if found is None:
        return iso
    hours, minutes, seconds = (int(one) for one in found.groups())
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
