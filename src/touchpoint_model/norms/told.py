"""How messages of rules tell days and the names of codes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..model.text import Text
from ..model.view import View

__all__ = ["label", "labels", "told"]


def told(day: date) -> Text:
    """A day in words.

    >>> told(date(2024, 4, 1)).ru
    '01.04.2024'
    """
    return Text(ru=f"{day:%d.%m.%Y}", en=day.isoformat())


def label(view: View, scheme: str, code: str) -> Text:
    """What the ordinance calls a code; the code itself where it has no such concept."""
    concept = view.vocabulary.get(scheme, code)
    return concept.label if concept is not None else Text(ru=code, en=code)


def labels(view: View, scheme: str, codes: Iterable[str]) -> Text:
    """What the ordinance calls some codes, of which any will do."""
    names = [label(view, scheme, one) for one in codes]
    return Text(ru=" или ".join(one.ru for one in names), en=" or ".join(one.en for one in names))
