"""What is said of a document that has no register's table, or one of another form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.text import Text
from .document import Document, Grid
from .headings import COLUMNS, columns_in
from .rows import flat

__all__ = ["nothing_found", "two_headers", "wrong_columns"]


def nothing_found(document: Document) -> Text:
    """No table of the document has the headings of a register."""
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    if not grids:
        return Text(
            ru="в документе нет ни одной таблицы; нужна таблица перечня из пяти граф",
            en="the document has no table; the register's table of five columns is needed",
        )
    shown = next(_first_rows(grids), "")
    return Text(
        ru="таблица перечня не найдена: нет строки с названиями граф (№, процесс, точка, "
        f"потребности, особенности); первая строка таблицы: {shown}",
        en="no table of a register: there is no row of headings (№, process, touchpoint, needs, "
        f"particulars); the first row of a table: {shown}",
    )


def _first_rows(grids: Sequence[Grid]) -> Iterator[str]:
    for grid in grids:
        for row in grid.rows:
            if any(row):
                yield _listed([flat(cell) for cell in row if cell])


def _listed(cells: Sequence[str]) -> str:
    return " | ".join(cell if len(cell) <= 40 else f"{cell[:39]}…" for cell in cells[:8])


_NAMES = {
    "number": Text(ru="№", en="№"),
    "process": Text(ru="процесс", en="process"),
    "touchpoint": Text(ru="точка взаимодействия", en="touchpoint"),
    "needs": Text(ru="потребности", en="needs"),
    "particulars": Text(ru="особенности", en="particulars"),
}


def wrong_columns(printed: Sequence[str]) -> Text:
    """A table has the headings of a register, but not five of them."""
    count, shown = len(printed), _listed(printed)
    named = columns_in(printed)
    absent = [name for name in COLUMNS if name not in named]
    if count < 5:
        return Text(
            ru=f"в таблице граф: {count} ({shown}), а в перечне их пять; добавьте: "
            + ", ".join(_NAMES[name].ru for name in absent),
            en=f"the table has {count} columns ({shown}), a register has five; add: "
            + ", ".join(_NAMES[name].en for name in absent),
        )
    return Text(
        ru=f"в таблице граф: {count} ({shown}), а в перечне их пять: №, процесс, точка "
        "взаимодействия, потребности, особенности; оставьте эти пять",
        en=f"the table has {count} columns ({shown}), a register has five: №, process, "
        "touchpoint, needs, particulars; keep these five",
    )


def two_headers(upper: Sequence[str | None]) -> Text:
    """A second row of headings stands over the one that names the columns."""
    shown = _listed([flat(cell) for cell in upper if cell and cell.strip()])
    return Text(
        ru=f"названия граф занимают две строки (в верхней: {shown}); оставьте одну строку из пяти "
        "названий",
        en=f"the headings take two rows (the upper one: {shown}); keep one row of five headings",
    )
