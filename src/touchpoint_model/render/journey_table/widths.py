"""Widths of columns by what stands in them: no word is broken that the page has room for."""

from __future__ import annotations

import re

from .rows import JourneyTable

__all__ = ["widths_of"]

_WORD = re.compile(r"[^ \t\n-]+-?")
_broad_ru = re.compile("[A-ZА-ЯЁmwжмфцшщыю@—№%]")
_BROADER = 0.35  # of a letter: what a broad one takes beside
_LONGEST = 18.0  # letters; what is longer (an address) may break
_BOLD = 1.15  # how much wider the letters of a column's name are
_MOST = 4_000  # letters of a column that count


def widths_of(table: JourneyTable, whole: int, letter: int, margin: int) -> list[int]:
    """The width of each column, together `whole` or a little less.

    Each has room for its longest word, and of the rest as much as its text asks for.

    Args:
        whole, letter, margin: in one unit: the table's width, a letter's, and what a cell needs
            beside its text.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> from touchpoint_model.render.journey_table.rows import table_of
    >>> told = journey("j", "Fair", phase("", step("a", "asks and asks again", satisfies=True)))
    >>> widths = widths_of(table_of(told, lang="en"), 10_000, 80, 120)
    >>> sum(widths) <= 10_000
    True
    """
    texts = [
        [name, *(row.cells[at] or "" for row in table.rows)]
        for at, name in enumerate(table.columns)
    ]
    least = [
        margin
        + int(letter * min(max(_longest(several[1:]), _BOLD * _longest(several[:1])), _LONGEST))
        for several in texts
    ]
    if sum(least) >= whole:
        return [one * whole // sum(least) for one in least]
    asked = [min(sum(map(len, several)), _MOST) ** 0.5 for several in texts]
    spare = whole - sum(least)
    return [one + int(spare * part / sum(asked)) for one, part in zip(least, asked, strict=True)]


def _longest(texts: list[str]) -> float:
    words = {word for text in texts for word in _WORD.findall(text)}
    return max((len(word) + _BROADER * len(_broad_ru.findall(word)) for word in words), default=1.0)
