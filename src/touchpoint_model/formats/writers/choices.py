"""What an empty form offers: touchpoints, needs and channels to choose from, columns explained."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from ...model.text import Lang
from ..form import Form
from ..table import Row
from .printed import ready, sound

__all__ = ["EMPTY_ROWS", "Choices", "blank"]

EMPTY_ROWS = 30
"""Of each table of an empty form."""
_TOUCHPOINT, _NEEDS, _PARTICULARS = 2, 3, 4


@frozen
class Choices:
    """What a clerk may choose from; any other text is as welcome.

    Attributes:
        touchpoints, needs, channels: names, in the order of the ordinance.
        columns: of each column its name and what is written there.
        title: over the explanation, and of its sheet.
        lang: of the words that the form itself says.
    """

    touchpoints: tuple[str, ...]
    needs: tuple[str, ...]
    channels: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    title: str
    lang: Lang = "ru"

    def by_column(self, longest: int) -> dict[int, tuple[str, ...]]:
        """The choices for each of a row's cells that has some; longer ones are left out."""
        told = {_TOUCHPOINT: self.touchpoints, _NEEDS: self.needs, _PARTICULARS: self.channels}
        offered = {column: _offered(names, longest) for column, names in told.items()}
        return {column: names for column, names in offered.items() if names}


def _offered(names: Sequence[str], longest: int) -> tuple[str, ...]:
    flat = (" ".join(sound(name).split()) for name in names)
    return tuple(dict.fromkeys(name for name in flat if 0 < len(name) <= longest))


def blank(form: Form, lang: Lang) -> Form:
    """The form ready for print, with empty rows in place of its own."""
    form = ready(form, lang)
    rows = tuple(Row(("", "", "", "", ""), at) for at in range(2, EMPTY_ROWS + 2))
    return evolve(form, tables=tuple(evolve(table, rows=rows) for table in form.tables))
