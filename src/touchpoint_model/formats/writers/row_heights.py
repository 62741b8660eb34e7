"""Heights of rows: spreadsheets fit a row to its own cells but never to merged ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..form import merges
from ..table import Table

__all__ = ["heights_of", "lines_of"]

_SEEN = 6_000  # characters; no row is high enough to show more
_PARTS = re.compile(r"[^\s/-]*[/-]*\s*")
_broad_ru = re.compile("[A-ZА-ЯЁmwжмфшщыю@—…№%\u3000-\U0010ffff]")


def lines_of(text: str, width: int) -> int:
    """How many lines a text takes in a column of so many digits, with some to spare."""
    return sum(_wrapped(line, width) for line in text[:_SEEN].split("\n"))


def _wrapped(line: str, width: int) -> int:
    if len(line) * 1.35 < width:
        return 1
    lines, used = 1, 0.0
    for word in _PARTS.findall(line):
        size = _size(word)
        if used and used + size > width:
            lines, used = lines + 1, 0.0
        if size > width:
            lines += int(size // width)
            size %= width
        used += size
    return lines


def _size(word: str) -> float:
    """Width of a word and the space after it, in digits of the same font."""
    return len(word) + 0.45 * len(_broad_ru.findall(word))


def heights_of(table: Table, widths: Sequence[int]) -> list[float]:
    """The height of each row, in lines.

    A merged cell that needs more room than the rows it covers spreads what is missing over them.
    """
    spans = sorted(merges(table), key=lambda merge: merge.height)
    covered = {(merge.row, merge.column) for merge in spans}
    heights = [
        max(
            float(lines_of(cell, widths[column])) if cell and (at, column) not in covered else 1.0
            for column, cell in enumerate(row.cells)
        )
        for at, row in enumerate(table.rows)
    ]
    for top, column, height, _ in spans:
        rows = range(top, top + height)
        needed = lines_of(table.rows[top].cells[column] or "", widths[column])
        missing = needed - sum(heights[at] for at in rows)
        if missing > 0:
            for at in rows:
                heights[at] += missing / height
    return heights
