"""Rows of a grid: what is merged, what is a line of text, what a blank cell stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model.text import normalise
from .document import Grid
from .headings import Header, columns_in
from .table import Cells, Row

__all__ = [
    "ELLIPSIS",
    "NUMERAL",
    "across_of",
    "begins_nameless",
    "cells_of",
    "column_numbers",
    "continued",
    "flat",
    "is_plain",
    "is_wide",
    "line_of",
    "same_headings",
]

_HEADING_ROWS = 10  # among which the headings of a table are looked for
ELLIPSIS = re.compile(r"^(?:\.{2,}|…)$")
NUMERAL = re.compile(r"^[\dIVXLC]{1,6}(?:\.\d{1,3})*[.)]?$")


def across_of(grid: Grid) -> tuple[dict[tuple[int, int], bool], dict[int, int]]:
    """Cells that a merge covers from the left, in its first row; and by row the widest merge."""
    covered: dict[tuple[int, int], bool] = {}
    wide: dict[int, int] = {}
    for row, column, _, width in grid.merges:
        if width > 1:
            wide[row] = max(width, wide.get(row, 1))
            for at in range(column + 1, column + width):
                covered[row, at] = True
    return covered, wide


def line_of(row: Sequence[str | None], wide: int | None, inside: bool) -> str | None:
    """The text of a row that is no row of a table but a line of text, or None.

    Args:
        wide: the width of its widest merged cell, if it has one. inside: a table is open.
    """
    filled = [(at, cell) for at, cell in enumerate(row) if cell and cell.strip()]
    if len(filled) != 1:
        return None
    at, text = filled[0]
    if NUMERAL.match(text.strip()) or ELLIPSIS.match(text.strip()):
        return None
    if not inside:
        return text
    if wide is not None and wide >= min(5, len(row)) - at:
        return text if wide >= 4 else None
    others = [cell for place, cell in enumerate(row) if place != at]
    return text if at == 0 and all(cell == "" for cell in others) and len(row) > 1 else None


def cells_of(
    row: Sequence[str | None], at: int, header: Header, across: dict[tuple[int, int], bool]
) -> Cells:
    """The five cells of a row: what is covered from the left is empty, from above None."""
    cells = []
    for place in header.at:
        cell = row[place] if place < len(row) else ""
        if cell is None and (at, place) in across:
            cell = ""
        cells.append(cell.strip() if cell is not None else None)
    number, process = cells[0], cells[1]
    if number and process == "" and (at, header.at[1]) in across:
        cells[:2] = "", number  # one cell over № and process is the process
    return cells[0], cells[1], cells[2], cells[3], cells[4]


def continued(cells: Cells, rows: Sequence[Row]) -> Cells:
    """What blank cells under filled ones mean: the same process, the same point goes on."""
    number, process, point, needs, particulars = cells
    if not process:
        number = process = None
    else:
        above = next(row.cells for row in reversed(rows) if row.cells[1] is not None)
        if process == above[1] and (number or "") == (above[0] or ""):
            number = process = None
        else:
            number = number or ""
    if process is None and not point:
        point, needs, particulars = None, needs or None, particulars or None
    return number, process, point, needs, particulars


def begins_nameless(cells: Cells, rows: Sequence[Row]) -> bool:
    """Whether a row has a number of its own, and an empty cell where its process should be."""
    number, process, point, *_ = cells
    if process != "" or not point or not number or not number.strip(".) ").isdigit():
        return False
    above = next((row.cells[0] for row in reversed(rows) if row.cells[0]), "")
    return number != above


def is_plain(grid: Grid) -> bool:
    """Whether a grid could go on with a register's table: five columns, and no headings."""
    headed = any(len(columns_in(row)) > 3 for row in grid.rows[:_HEADING_ROWS])
    return not headed and is_wide(grid) and len(grid.rows[0]) == 5


def is_wide(grid: Grid) -> bool:
    """Whether a grid has a row with as much in it as a register's has."""
    return any(sum(bool(cell and cell.strip()) for cell in row) > 3 for row in grid.rows)


def column_numbers(cells: Cells) -> bool:
    """Whether a row only numbers the columns: 1 2 3 4 5."""
    return list(cells) == ["1", "2", "3", "4", "5"]


def same_headings(one: Header, other: Header) -> bool:
    """Whether two rows of headings say the same."""
    return [normalise(cell) for cell in one.printed] == [normalise(cell) for cell in other.printed]


def flat(cell: str | None) -> str:
    """A cell's text in one line."""
    return " ".join((cell or "").split())
