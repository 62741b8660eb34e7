"""What an agency is called, also one that is not installed."""

from __future__ import annotations

from ..model.errors import UsageError
from ..model.text import Text
from .discovery import find

__all__ = ["called"]


def called(agency: str) -> Text:
    """The name of an agency by its code; the code itself, if the agency is not installed.

    >>> called("nobody").en
    'nobody'
    """
    try:
        return find(agency).title
    except UsageError:
        return Text(ru=agency, en=agency)
