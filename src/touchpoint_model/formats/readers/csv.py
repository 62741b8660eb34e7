"""CSV: encoding and delimiter are found out, quoted cells may hold lines, formula guards go."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from ...model.collector import collector_paused
from ...model.errors import ReadError
from ...model.text import Text
from ..document import Document, Grid, Limits
from .encoding import decoded
from .spans import trim

__all__ = ["delimiter_of", "heads", "read_csv"]

_DELIMITERS = ";\t,|"
_HEADER_ru = re.compile(r"процесс|точк|потребност|особенност|^\W*(№|n|no|п/п)\W", re.IGNORECASE)
_GUARD = re.compile(r"'+[=+\-@\t\r]")
_SEEN = 200  # rows by which a delimiter is judged
_STATED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


@collector_paused()
def read_csv(data: bytes, place: str, limits: Limits) -> Document:
    """The one table of a CSV file, all rows as they are printed.

    One apostrophe before `=`, `+`, `-`, `@` is a guard against formulas and is taken off.

    Args:
        data: the file. place: its name, for messages. limits: how much it may unfold to.

    Raises:
        ReadError: it is no text, or a quote is never closed, or there are too many cells.
    """
    text = decoded(data, place)
    stated = _STATED.match(text)
    delimiter = stated[1] if stated else delimiter_of(text)
    rows: list[list[str | None]] = []
    width = 0
    try:
        for row in _rows(text[stated.end() if stated else 0 :], delimiter):
            width = max(width, len(row))
            limits.check_cells((len(rows) + 1) * width, place)
            rows.append([_unguarded(one) if one[:1] == "'" or "\r" in one else one for one in row])
    except csv.Error:
        raise _open_quote(place) from None
    if text.count('"') % 2 and rows and any("\n" in (cell or "") for cell in rows[-1]):
        raise _open_quote(place)
    padded = [row + [""] * (width - len(row)) if len(row) < width else row for row in rows]
    trim(padded)
    return Document((Grid(padded),) if padded else ())


def heads(text: str, delimiter: str) -> bool:
    """Whether a row of five cells, near the top of a text, is the header of a register."""
    try:
        return any(map(_is_header, islice(_rows(text, delimiter), _SEEN)))
    except csv.Error:
        return False


def _open_quote(place: str) -> ReadError:
    return ReadError(
        Text(
            ru="в файле CSV не закрыта кавычка: ячейка тянется до его конца; "
            "закройте её или сохраните таблицу как .xlsx",
            en="a quote is not closed in the CSV file: a cell runs to its end; "
            "close it, or save the table as .xlsx",
        ),
        place,
    )


def delimiter_of(text: str) -> str:
    """The character between cells.

    The one under which a row of five cells is a header; else the one that gives most rows the same
    number of cells, more than one.
    """
    best, chosen = (-1, 0), ";"
    for delimiter in _DELIMITERS:
        counts: dict[int, int] = {}
        try:
            for row in islice(_rows(text, delimiter), _SEEN):
                if _is_header(row):
                    return delimiter
                counts[len(row)] = counts.get(len(row), 0) + 1
        except csv.Error:
            continue
        many = {size: times for size, times in counts.items() if size > 1}
        if many:
            size = max(many, key=lambda one: (many[one], one))
            if (many[size], size) > best:
                best, chosen = (many[size], size), delimiter
    return chosen


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _is_header(row: list[str]) -> bool:
    cells = [cell for cell in row if cell.strip()]
    return len(cells) == 5 and sum(bool(_HEADER_ru.search(f"{one.strip()} ")) for one in cells) >= 3


def _unguarded(cell: str) -> str:
    plain = cell[1:] if _GUARD.match(cell) else cell
    return plain.replace("\r\n", "\n").replace("\r", "\n")
