"""A journey's table as an Excel workbook that prints on A4 landscape."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ...formats.form import Form
from ...formats.writers.row_heights import lines_of
from ...formats.writers.sheet_names import sheet_name
from ...formats.writers.xlsx import FONT, LINE, open_book, put, set_page
from ...model.text import Text
from .rows import JourneyTable

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["as_xlsx"]

_WIDTHS: Mapping[str, int] = {  # in digits
    "phase": 12,
    "number": 4,
    "actor": 12,
    "step": 22,
    "process": 17,
    "touchpoint": 19,
    "channel": 10,
    "need": 14,
    "time": 15,
    "transfers": 10,
    "experience": 16,
    "pains": 17,
    "next": 20,
    "marks": 14,
}
_HIGHEST = 409.0  # points: more Excel does not allow
_TALL = 150.0  # points: what stands above a table that is taller is not frozen
_BACKSTAGE, _HEAD = "#E7E6E6", "#EEEEEE"
_SHEET = Text(ru="Путь", en="Journey")


def as_xlsx(tables: JourneyTable | Sequence[JourneyTable]) -> bytes:
    """The tables as a workbook, a sheet each; the same tables give the same bytes.

    Title and facts stand above; the row with the columns' names is frozen and repeated on every
    page, the cells of a phase are merged, what the client does not see is shaded. No text becomes
    a formula, a number or a link.

    Raises:
        UsageError: a cell's text is longer than Excel holds.
    """
    several = [tables] if isinstance(tables, JourneyTable) else list(tables)
    stream = io.BytesIO()
    book = open_book(stream, Form(several[0].title if several else "", (), ""))
    for number, table in enumerate(several, 1):
        head = f"{number} " if len(several) > 1 else ""
        name = sheet_name(f"{head}{table.title}") or f"{_SHEET[table.lang]} {number}"
        _lay(book, book.add_worksheet(name), table)
    book.close()
    return stream.getvalue()


class _Across(NamedTuple):
    """The last column of a table, its width in digits, and how big the letters are."""

    last: int
    width: int
    scale: float = 1.0


def _lay(book: Workbook, sheet: Worksheet, table: JourneyTable) -> None:
    widths = [_WIDTHS[key] for key in table.keys]
    across = _Across(len(widths) - 1, sum(widths))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    middle = {**FONT, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True}
    title = book.add_format({**middle, "font_size": 14})
    line = book.add_format({**FONT, "text_wrap": True, "valign": "top", "align": "left"})
    over = _put_line(sheet, 0, table.title, title, across._replace(scale=1.3))
    for at, fact in enumerate(table.facts, 1):
        over += _put_line(sheet, at, fact, line, across)
    head = len(table.facts) + 1
    names = book.add_format({**middle, "border": 1, "bg_color": _HEAD})
    for column, name in enumerate(table.columns):
        put(sheet, head, column, name, names)
    sheet.set_row(head, max(map(lines_of, table.columns, widths)) * LINE + 6)
    end = _lay_rows(book, sheet, table, head + 1)
    for at, remark in enumerate(table.remarks, end):
        _put_line(sheet, at, remark, line, across)
    last = end + len(table.remarks) - 1
    set_page(sheet)
    sheet.repeat_rows(head)
    sheet.print_area(0, 0, last, across.last)
    sheet.ignore_errors({"number_stored_as_text": f"A1:N{last + 1}"})
    if over < _TALL:
        sheet.freeze_panes(head + 1, table.keys.index("number") + 1)


def _lay_rows(book: Workbook, sheet: Worksheet, table: JourneyTable, first: int) -> int:
    """Lay the steps from a row on; gives the row below the last."""
    widths = [_WIDTHS[key] for key in table.keys]
    cell = {**FONT, "border": 1, "text_wrap": True, "valign": "top", "align": "left"}
    seen, unseen = book.add_format(cell), book.add_format({**cell, "bg_color": _BACKSTAGE})
    phase = book.add_format({**cell, "bold": True})
    heights = [
        max(float(lines_of(text or "", width)) for text, width in zip(*both, strict=True))
        for both in ((row.cells[1:], widths[1:]) for row in table.rows)
    ]
    for at, row in enumerate(table.rows, first):
        for column, text in enumerate(row.cells):
            if text is not None and column:
                put(sheet, at, column, text, seen if row.visible else unseen)
    for top, count in table.spans:
        needed = lines_of(table.rows[top].cells[0] or "", int(widths[0] / 1.1))
        missing = max(0.0, needed - sum(heights[top : top + count])) / count
        for at in range(top, top + count):
            heights[at] += missing
        if count > 1:
            sheet.merge_range(first + top, 0, first + top + count - 1, 0, "", phase)
        put(sheet, first + top, 0, table.rows[top].cells[0] or "", phase)
    for at, lines in enumerate(heights, first):
        sheet.set_row(at, min(lines * LINE + 3, _HIGHEST))
    return first + len(table.rows)


def _put_line(sheet: Worksheet, row: int, text: str, look: Format, across: _Across) -> float:
    """A text across the table, on as many lines as it needs; gives the height in points."""
    sheet.merge_range(row, 0, row, across.last, "", look)
    put(sheet, row, 0, text, look)
    lines = lines_of(text, int(across.width / across.scale))
    height = min(lines * LINE * across.scale + 3, _HIGHEST)
    sheet.set_row(row, height)
    return height
