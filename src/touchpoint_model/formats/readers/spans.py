"""Placed cells with heights and widths become a grid: what a merged cell covers is None."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from ..document import Grid, Limits, Merge

__all__ = ["Placed", "dense", "squeezed", "trim"]

_T = TypeVar("_T")


class Placed(NamedTuple):
    """A cell: its row and column from 0, its height and width, its text."""

    row: int
    column: int
    height: int
    width: int
    text: str


def squeezed(rows: Sequence[Sequence[tuple[_T, int, int]]]) -> list[list[tuple[_T, int, int]]]:
    """The same rows without the columns in which no cell of any row begins: they have no width.

    A row is its cells from the left, each with its column from 0 and its width in columns.

    >>> squeezed([[("a", 0, 2), ("b", 2, 9)], [("c", 0, 11)]])
    [[('a', 0, 1), ('b', 1, 1)], [('c', 0, 2)]]
    """
    starts = sorted({column for row in rows for _, column, _ in row})
    if starts == list(range(len(starts))) and all(
        column + width <= len(starts) for row in rows for _, column, width in row
    ):
        return [list(row) for row in rows]
    number = {column: at for at, column in enumerate(starts)}
    return [
        [
            (cell, number[column], max(1, bisect_left(starts, column + width) - number[column]))
            for cell, column, width in row
        ]
        for row in rows
    ]


def dense(cells: Iterable[Placed], height: int, limits: Limits, place: str) -> Grid:
    """A grid of cells that do not overlap; where there is none it is empty.

    Trailing empty columns are left out, rows are kept: there are `height` of them.

    Raises:
        ReadError: there are more cells than the limits allow.
    """
    cells = list(cells)
    width = max((one.column + one.width for one in cells if one.text or one.width > 1), default=0)
    limits.check_cells(height * width, place)
    rows: list[list[str | None]] = [[""] * width for _ in range(height)]
    merges = []
    for row, column, down, right, text in cells:
        if column >= width:
            continue
        if down > 1 or right > 1:
            merges.append(Merge(row, column, down, right))
            for covered in rows[row : row + down]:
                covered[column : column + right] = [None] * right
        rows[row][column] = text
    return Grid(rows=rows, merges=tuple(merges))


def trim(rows: list[list[str | None]]) -> None:
    """Drop empty rows and columns at the end."""
    while rows and not any(rows[-1]):
        rows.pop()
    while rows and rows[0] and not any(row[-1] for row in rows):
        for row in rows:
            row.pop()
