"""What every writer does before it prints: five names of columns, and text that files can hold."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from attrs import evolve

from ...model.text import Lang, Text
from ..form import Form
from ..headings import COLUMNS, columns_in
from ..table import Cells, Table

__all__ = ["AGENCY", "CREATED", "USUAL_COLUMNS", "arranged", "order_of", "ready", "sound"]

AGENCY = "touchpoint-agency"
"""The property of a document that holds the code of the agency."""
CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""The day that every document tells as its own: the same form gives the same bytes."""

USUAL_COLUMNS = (
    Text(ru="№", en="№"),
    Text(ru="Процесс взаимодействия с клиентом", en="Process of interaction with the client"),
    Text(ru="Точка взаимодействия", en="Touchpoint"),
    Text(ru="Удовлетворяемые потребности клиента", en="Client’s needs met"),
    Text(
        ru="Особенности взаимодействия с клиентом",
        en="Particulars of the interaction with the client",
    ),
)
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def sound(text: str) -> str:
    r"""Text that XML can hold: other characters become U+FFFD, every line end "\n".

    >>> sound("a\r\nb\x00")
    'a\nb�'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub("\ufffd", text)


def ready(form: Form, lang: Lang) -> Form:
    """The form as it can be printed: sound texts, five named columns.

    Columns that nobody named get the names of the form, in the language asked for; so do all, if
    the table names more or fewer than five. A register without tables gets an empty one.
    """
    tables = []
    for table in form.tables or (Table("", (), ()),):
        rows = tuple(evolve(row, cells=_sound_cells(row.cells)) for row in table.rows)
        columns = _columns(table.columns, lang)
        tables.append(evolve(table, heading=sound(table.heading), columns=columns, rows=rows))
    return Form(title=sound(form.title), tables=tuple(tables), agency=sound(form.agency))


def _sound_cells(cells: Cells) -> Cells:
    one, two, three, four, five = (cell if cell is None else sound(cell) for cell in cells)
    return one, two, three, four, five


def _columns(printed: tuple[str, ...], lang: Lang) -> tuple[str, ...]:
    usual = tuple(one[lang] for one in USUAL_COLUMNS)
    if len(printed) != len(usual):
        return usual
    return tuple(
        sound(told) if told.strip() else name for told, name in zip(printed, usual, strict=True)
    )


def order_of(columns: tuple[str, ...]) -> tuple[int, ...]:
    """Which of a row's cells stands in each printed column: not all registers keep the order.

    >>> order_of(("№", "Process", "Needs", "Touchpoint", "Particulars"))
    (0, 1, 3, 2, 4)
    """
    named = columns_in(columns)
    free = iter(at for at in range(len(COLUMNS)) if at not in named.values())
    places = [named[one] if one in named else next(free) for one in COLUMNS]
    return tuple(places.index(at) for at in range(len(COLUMNS)))


def arranged(table: Table) -> Table:
    """The table with the cells of each row in the order of the printed columns."""
    a, b, c, d, e = order_of(table.columns)
    if (a, b, c, d, e) == (0, 1, 2, 3, 4):
        return table
    rows = []
    for row in table.rows:
        cells = row.cells
        rows.append(evolve(row, cells=(cells[a], cells[b], cells[c], cells[d], cells[e])))
    return evolve(table, rows=tuple(rows))
