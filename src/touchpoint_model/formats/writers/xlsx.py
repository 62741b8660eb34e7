"""A register as an Excel workbook: a sheet for each direction, in the ordinance's own form."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from attrs import frozen

from ...model.errors import UsageError
from ...model.text import Lang, Text
from ..form import Form, merges
from ..table import Table
from .printed import AGENCY, CREATED, arranged, order_of, ready
from .row_heights import heights_of, lines_of
from .sheet_names import sheet_names

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = [
    "FONT",
    "LINE",
    "MOST_CHARACTERS",
    "Formats",
    "Sheet",
    "lay_sheets",
    "open_book",
    "print_xlsx",
    "put",
    "set_page",
]

MOST_CHARACTERS = 32_767
"""That an Excel cell holds, in UTF-16 units."""

_WIDTHS = (6, 28, 31, 38, 29)  # of the five columns, in digits: A4 landscape
LINE = 15.0  # points
_HIGHEST = 409.0  # points: more Excel does not allow
_TALL = 150.0  # points: a head over the table that is taller is not frozen
FONT = MappingProxyType({"font_name": "Times New Roman", "font_size": 11})
_RAW = re.compile(r"<r>.*</r>|.*_x[0-9a-f]{4}_x[0-9a-f]{4}_", re.IGNORECASE | re.DOTALL)
_PIECES = re.compile(r"(?<=_)(?=x[0-9a-f]{4}_)|(?<=^<)", re.IGNORECASE)


class Formats(NamedTuple):
    """How cells look."""

    title: Format
    heading: Format
    head: Format
    cell: Format


@frozen
class Sheet:
    """A sheet that holds a table. first, last: its rows of data, from 0; last < first if none.

    order: which of a row's cells stands in each column.
    """

    sheet: Worksheet
    first: int
    last: int
    order: tuple[int, ...]


def print_xlsx(form: Form, *, lang: Lang = "ru") -> bytes:
    """The register as a workbook that prints on A4 landscape.

    Each direction has its own sheet, so that its own headings are repeated on every page. The
    title stands on the first. No text becomes a formula, a number or a link.

    Args:
        form: the register. lang: of the sheets' and columns' usual names.

    Raises:
        UsageError: a cell's text is longer than Excel holds.
    """
    form = ready(form, lang)
    stream = io.BytesIO()
    book = open_book(stream, form)
    for _ in lay_sheets(book, form, lang):
        pass
    book.close()
    return stream.getvalue()


def open_book(stream: io.BytesIO, form: Form) -> Workbook:
    """An empty workbook that tells title and agency, and nothing of the machine."""
    from xlsxwriter import Workbook

    book = Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": dict(FONT),  # it is written into
        },
    )
    book.set_properties({"title": form.title[:255], "author": "", "created": CREATED})
    if form.agency:
        book.set_custom_property(AGENCY, form.agency[:255], "text")
    return book


def lay_sheets(book: Workbook, form: Form, lang: Lang) -> Iterator[Sheet]:
    """Lay the tables of a form that is ready out on sheets of a workbook, in order."""
    box = {**FONT, "border": 1, "text_wrap": True}
    middle = {"align": "center", "valign": "vcenter", "bold": True}
    formats = Formats(
        title=book.add_format({**FONT, **middle, "font_size": 14, "text_wrap": True}),
        heading=book.add_format({**FONT, **middle, "font_size": 12, "text_wrap": True}),
        head=book.add_format({**box, **middle, "bg_color": "#EEEEEE"}),
        cell=book.add_format({**box, "valign": "top", "align": "left"}),
    )
    names = sheet_names([table.heading for table in form.tables], lang)
    for at, (table, name) in enumerate(zip(form.tables, names, strict=True)):
        sheet = book.add_worksheet(name)
        over = []
        if at == 0 and form.printed_title.strip():
            over.append((form.printed_title, formats.title, 1.3))
        if table.heading.strip():
            over.append((table.heading, formats.heading, 1.1))
        yield _lay(sheet, over, arranged(table), order_of(table.columns), formats)


def _lay(
    sheet: Worksheet,
    over: list[tuple[str, Format, float]],
    table: Table,
    order: tuple[int, ...],
    formats: Formats,
) -> Sheet:
    widths = [_WIDTHS[at] for at in order]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    tall = 0.0
    for at, (text, look, scale) in enumerate(over):
        sheet.merge_range(at, 0, at, 4, "", look)
        put(sheet, at, 0, text, look)
        height = min((lines_of(text, int(sum(widths) / scale)) + 0.6) * LINE * scale, _HIGHEST)
        sheet.set_row(at, height)
        tall += height
    head = len(over)
    for column, name in enumerate(table.columns):
        put(sheet, head, column, name, formats.head)
    tallest = max(map(lines_of, table.columns, widths))
    sheet.set_row(head, min(tallest * LINE + 6, _HIGHEST))
    first = head + 1
    for at, row in enumerate(table.rows, first):
        for column, cell in enumerate(row.cells):
            if cell is not None:
                put(sheet, at, column, cell, formats.cell)
    for top, column, height, _ in merges(table):
        sheet.merge_range(first + top, column, first + top + height - 1, column, "", formats.cell)
        put(sheet, first + top, column, table.rows[top].cells[column] or "", formats.cell)
    for at, lines in enumerate(heights_of(table, widths), first):
        if lines > 1:  # one line is the height that rows have, and grow from as they are filled
            sheet.set_row(at, min(lines * LINE + 3, _HIGHEST))
    last = first + len(table.rows) - 1
    _page(sheet, head, last, tall)
    return Sheet(sheet, first, last, order)


def put(sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """Write a text, whatever it is, as this text.

    Text that looks like the writer's own markup is written in pieces, as rich text.

    Raises:
        UsageError: it is longer than Excel holds.
    """
    if len(text) > MOST_CHARACTERS // 2 and len(text.encode("utf-16-le")) // 2 > MOST_CHARACTERS:
        raise UsageError(
            Text(
                ru=f"текст ячейки длиннее {MOST_CHARACTERS} знаков, Excel его не вместит: "
                f"«{text:.60}…»; сократите его или выберите другой формат (DOCX, HTML, CSV)",
                en=f"the text of a cell is longer than {MOST_CHARACTERS} characters, which Excel "
                f"cannot hold: “{text:.60}…”; shorten it or choose another format "
                "(DOCX, HTML, CSV)",
            )
        )
    if not text:
        sheet.write_blank(row, column, None, look)
    elif _RAW.match(text):
        pieces = [part for piece in _PIECES.split(text) for part in (look, piece)]
        sheet.write_rich_string(row, column, *pieces, look)
    else:
        sheet.write_string(row, column, text, look)


def set_page(sheet: Worksheet) -> None:
    """A4 landscape, as wide as the page, numbered."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_footer('&C&"Times New Roman,Regular"&10&P')


def _page(sheet: Worksheet, head: int, last: int, tall: float) -> None:
    set_page(sheet)
    sheet.repeat_rows(head)
    sheet.print_area(0, 0, max(last, head), 4)
    sheet.ignore_errors({"number_stored_as_text": f"A1:E{max(last, head) + 1}"})
    if tall < _TALL:
        sheet.freeze_panes(head + 1, 0)
