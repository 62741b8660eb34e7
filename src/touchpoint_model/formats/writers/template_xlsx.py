"""An empty form of the register as a workbook: lists to choose from, the columns explained."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...model.text import Text
from ..form import Form
from .choices import Choices, blank
from .printed import sound
from .row_heights import lines_of
from .sheet_names import sheet_name
from .xlsx import FONT, LINE, MOST_CHARACTERS, lay_sheets, open_book, put, set_page

if TYPE_CHECKING:
    from xlsxwriter import Workbook

__all__ = ["template_xlsx"]

_LISTS = Text(ru="Списки", en="Lists")
_HEADS = {
    2: ("touchpoints_list", Text(ru="Точки", en="Touchpoints")),
    3: ("needs_list", Text(ru="Потребности", en="Needs")),
    4: ("channels_list", Text(ru="Каналы", en="Channels")),
}
_HINT = Text(
    ru="Выберите из списка или впишите свой текст",
    en="Choose from the list or write a text of your own",
)
_EXPLANATION = Text(ru="Пояснения", en="Explanations")


def template_xlsx(form: Form, choices: Choices) -> bytes:
    """An empty register to be filled in.

    Each table of the form has empty rows, whose touchpoint, needs and particulars offer the
    choices as suggestions: any other text may be written. The choices stand on a sheet of their
    own, where an office may change them; the last sheet explains the columns.

    Args:
        form: its tables give headings and columns; their rows are left out.
        choices: what is offered and explained.
    """
    form = blank(form, choices.lang)
    stream = io.BytesIO()
    book = open_book(stream, form)
    offered = choices.by_column(MOST_CHARACTERS)
    taken = set[str]()
    for laid in lay_sheets(book, form, choices.lang):
        taken.add(laid.sheet.get_name().casefold())
        for column, own in enumerate(laid.order):
            if own in offered:
                rule = {
                    "validate": "list",
                    "source": f"={_HEADS[own][0]}",
                    "show_error": False,
                    "error_type": "information",
                    "input_message": _HINT[choices.lang],
                }
                laid.sheet.data_validation(laid.first, column, laid.last, column, rule)
    if offered:
        _lists(book, offered, choices, _free(_LISTS[choices.lang], taken))
    if choices.columns:
        told = sheet_name(choices.title) or _EXPLANATION[choices.lang]
        _explanation(book, choices, _free(told, taken))
    book.close()
    return stream.getvalue()


def _free(name: str, taken: set[str]) -> str:
    """A name that no sheet has yet."""
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{name[:27]} {number}"
    taken.add(free.casefold())
    return free


def _lists(
    book: Workbook, offered: Mapping[int, tuple[str, ...]], choices: Choices, name: str
) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({**FONT, "bold": True, "bottom": 1})
    look = book.add_format({**FONT, "text_wrap": True, "valign": "top"})
    for column, (own, names) in enumerate(offered.items()):
        key, title = _HEADS[own]
        sheet.set_column(column, column, 45)
        put(sheet, 0, column, title[choices.lang], head)
        for at, one in enumerate(names, 1):
            put(sheet, at, column, one, look)
        letter = "ABC"[column]
        book.define_name(key, f"='{name}'!${letter}$2:${letter}${len(names) + 1}")
    sheet.freeze_panes(1, 0)
    set_page(sheet)


def _explanation(book: Workbook, choices: Choices, name: str) -> None:
    sheet = book.add_worksheet(name)
    box = {**FONT, "border": 1, "text_wrap": True, "valign": "top"}
    title = book.add_format({**FONT, "bold": True, "font_size": 14, "text_wrap": True})
    named, told = book.add_format({**box, "bold": True}), book.add_format(box)
    widths = (35, 90)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, 1, "", title)
    put(sheet, 0, 0, sound(choices.title), title)
    sheet.set_row(0, 30)
    for at, row in enumerate(choices.columns, 1):
        texts = [sound(text) for text in row]
        put(sheet, at, 0, texts[0], named)
        put(sheet, at, 1, texts[1], told)
        sheet.set_row(at, min(max(map(lines_of, texts, widths)) * LINE + 3, 409.0))
    set_page(sheet)
