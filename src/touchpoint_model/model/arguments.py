"""Arguments of another type than they are declared with, refused with one sentence."""

from __future__ import annotations

import datetime

from .errors import UsageError
from .text import Text

__all__ = ["typed"]


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
