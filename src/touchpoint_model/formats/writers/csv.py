"""A register as CSV: for spreadsheets that open it with a double click."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from ...model.text import Lang
from ..form import Form
from ..table import Cells, Row
from .printed import order_of, ready

__all__ = ["print_csv"]

_RUNS = re.compile(r"'*[=+\-@\t\r]")
_NUMBER, _PROCESS, _TOUCHPOINT = range(3)


def print_csv(form: Form, *, lang: Lang = "ru") -> bytes:
    """The register as CSV: `;` between cells, UTF-8 with a mark at its head.

    Title and headings are rows of one cell, an empty row stands between tables. A row's leading
    cells are empty where they go on from above; a cell that only looks so is printed again. A text
    that a spreadsheet would take for a formula has an apostrophe in front, which readers drop.

    Args:
        form: the register. lang: of the columns' usual names.
    """
    form = ready(form, lang)
    stream = io.StringIO()
    write = csv.writer(stream, delimiter=";", lineterminator="\r\n").writerow
    if form.printed_title.strip():
        write([_safe(form.printed_title)])
    for at, table in enumerate(form.tables):
        if at:
            write([])
        if table.heading.strip():
            write([_safe(table.heading)])
        write([_safe(name) for name in table.columns])
        order = order_of(table.columns)
        for cells in _told(table.rows):
            write([_safe(cells[at]) for at in order])
    return stream.getvalue().encode("utf-8-sig")


def _safe(text: str) -> str:
    return "'" + text if _RUNS.match(text) else text


def _told(rows: Sequence[Row]) -> Iterator[list[str]]:
    """The cells of each row: what is merged is empty where that can be seen, else repeated."""
    above = [""] * 5
    for row in rows:
        filled = [old if cell is None else cell for cell, old in zip(row.cells, above, strict=True)]
        own = _first_own(row.cells)
        yield [
            filled[at] if cell is not None or at >= own else "" for at, cell in enumerate(row.cells)
        ]
        above = filled


def _first_own(cells: Cells) -> int:
    """The first column from which a merged cell must be repeated, lest it read as empty."""
    if cells[_NUMBER] is not None or cells[_PROCESS] is not None:
        return _NUMBER
    return _TOUCHPOINT if cells[_TOUCHPOINT] is not None else len(cells)
