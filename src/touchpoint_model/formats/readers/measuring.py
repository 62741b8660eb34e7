"""How many rows and columns a worksheet uses, told from its XML before any of it is laid out."""

from __future__ import annotations

import io
import re

from attrs import frozen

from ...model.errors import ReadError
from ...model.text import Text
from ..document import Limits

__all__ = ["Extent", "check_extent", "column_number"]

_ROWS = re.compile(rb'<row r="([0-9]+)"')
_CELL_ROWS = re.compile(rb'<c r="[A-Z]+([0-9]+)"')
_COLUMNS = re.compile(rb'<c r="([A-Z]+)')
# what is not a cell of columns A to Z and rows up to 99,999, nor such a row
_LARGER = re.compile(rb'<c r="(?![A-Z][0-9]{1,5}")|<row r="(?![0-9]{1,5}")')
_SMALL = 26 * 99_999
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384


@frozen
class Extent:
    """The last row and the last column of a sheet, from 1."""

    rows: int
    columns: int


def check_extent(body: bytes, limits: Limits, place: str) -> None:
    """See that a worksheet's cells, from the first to the last in use, are no more than allowed.

    Raises:
        ReadError: they are, or a cell stands where no sheet has one.
    """
    usual = _as_excel_writes(body)
    if usual is not None and limits.cells >= _SMALL and not _LARGER.search(usual):
        return
    found = _at_a_glance(usual) if usual is not None else None
    if found is None or found.rows * found.columns > limits.cells:
        found = _closely(body, place)  # cells that are only formatted take no room
    if found.rows > _MOST_ROWS or found.columns > _MOST_COLUMNS:
        raise ReadError(
            Text(
                ru=f"ячейка стоит в строке {found.rows}, графе {found.columns}: на листе Excel "
                f"не больше {_MOST_ROWS} строк и {_MOST_COLUMNS} граф",
                en=f"a cell stands in row {found.rows}, column {found.columns}: a sheet of Excel "
                f"has at most {_MOST_ROWS} rows and {_MOST_COLUMNS} columns",
            ),
            place,
        )
    limits.check_cells(found.rows * found.columns, place)


def _as_excel_writes(body: bytes) -> bytes | None:
    """The rows of a sheet, if each row and cell states its place, first in its tag."""
    start, end = body.find(b"<sheetData"), body.find(b"</sheetData")
    if end < start or body.count(b"sheetData") != 2:
        return None
    inside = body[start:end]
    if any(mark in inside for mark in (b":c", b":row", b"<!")):
        return None
    for tag in (b"<c", b"<row"):
        if inside.count(tag) > inside.count(tag + b' r="'):
            return None
    return inside


def _at_a_glance(inside: bytes) -> Extent | None:
    """The extent by the stated places of all cells, empty ones too; None if one is odd."""
    rows, cells = _ROWS.findall(inside), _CELL_ROWS.findall(inside)
    if len(rows) < inside.count(b"<row") or len(cells) < inside.count(b"<c"):
        return None
    numbers = {*rows, *cells}
    if any(len(one) > 7 for one in numbers):
        return None
    letters = set(_COLUMNS.findall(inside))
    return Extent(
        max(map(int, numbers), default=0),
        max((column_number(one.decode()) for one in letters), default=0),
    )


def _closely(body: bytes, place: str) -> Extent:
    """The extent by the cells that hold something."""
    from lxml import etree

    rows = columns = row = column = 0
    seen = etree.iterparse(
        io.BytesIO(body),
        events=("start", "end"),
        tag=("{*}row", "{*}c"),
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    try:
        for event, node in seen:
            at = re.fullmatch(r"\s*([A-Za-z]*)(\d{1,12})\s*", node.get("r", ""))
            cell = node.tag.rpartition("}")[2] == "c"
            if event == "start" and not cell:
                row, column = int(at[2]) if at else row + 1, 0
            elif event == "start":
                column = column_number(at[1]) if at and at[1] else column + 1
            elif cell:
                if len(node):
                    rows = max(rows, row, int(at[2]) if at else 0)
                    columns = max(columns, column)
                node.clear()
            else:
                node.clear()
                while (before := node.getprevious()) is not None:
                    node.getparent().remove(before)
    except etree.XMLSyntaxError:
        raise _damaged(place) from None
    return Extent(rows, columns)


def column_number(letters: str) -> int:
    """A column's number from 1, by its letters.

    >>> column_number("A"), column_number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + ord(letter) - 64
    return number


def _damaged(place: str) -> ReadError:
    return ReadError(
        Text(
            ru="лист повреждён: внутри неправильный XML; откройте файл в Excel и сохраните заново",
            en="the sheet is damaged: bad XML inside; open the file in Excel and save it again",
        ),
        place,
    )
