"""Arguments of another type than they are declared with, and moments without a time zone."""

from __future__ import annotations

import datetime

from .errors import Flaw, ModelError, UsageError
from .text import Text

__all__ = ["typed", "zoned"]


def typed(name: str, value: object, *kinds: type | None) -> None:
    """See that an argument is of the type it is declared with.

    Args:
        kinds: the types, None for None. No bool is an int here, and no moment is a day.

    Raises:
        UsageError: it is not.
    """
    if value is None and None in kinds:
        return
    known = tuple(one for one in kinds if one is not None)
    moment = isinstance(value, datetime.datetime) and datetime.datetime not in known
    if isinstance(value, known) and not isinstance(value, bool) and not moment:
        return
    wanted = " | ".join("None" if one is None else one.__name__ for one in kinds)
    found = type(value).__name__
    raise UsageError(
        Text(ru=f"{name}: нужен {wanted}, а дан {found}", en=f"{name}: takes {wanted}, not {found}")
    )


def zoned(name: str, at: datetime.datetime) -> None:
    """See that a moment has a time zone. name: of the field.

    Raises:
        ModelError: it has none.
    """
    if at.utcoffset() is None:
        zone = Text(ru="нет часового пояса, добавьте: +03:00", en="no time zone; add one: +03:00")
        raise ModelError(
            Text(ru="Время указано неверно", en="The moment is not well formed"), [Flaw(name, zone)]
        )
