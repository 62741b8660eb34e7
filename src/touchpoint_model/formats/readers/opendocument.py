"""OpenDocument texts and spreadsheets: one reader over the tables that both have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ...model.collector import collector_paused
from ...model.errors import ReadError
from ...model.text import Text
from ..document import Document, Grid, Limits, Line, Role
from .markup import parse_xml
from .numbers import date_text, number_text, time_text
from .package import agency_of, damaged, office_package
from .spans import Placed, dense, squeezed

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_opendocument"]

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TABLE, _TEXT, _OFFICE, _STYLE = (_OASIS % one for one in ("table", "text", "office", "style"))
_GRID, _ROW = _TABLE + "table", _TABLE + "table-row"
_CELL, _COVERED = _TABLE + "table-cell", _TABLE + "covered-table-cell"
_MOST_ROWS, _MOST_COLUMNS = 1000, 64  # by which a merged cell may reach over the cells in use
_P, _H = _TEXT + "p", _TEXT + "h"
_ROWS_REPEATED, _COLUMNS_REPEATED = (
    f"{_TABLE}number-{one}-repeated" for one in ("rows", "columns")
)
_ROWS_SPANNED, _COLUMNS_SPANNED = (f"{_TABLE}number-{one}-spanned" for one in ("rows", "columns"))
_VALUE_TYPE = _OFFICE + "value-type"
_ROW_GROUPS = frozenset(
    _TABLE + one for one in ("table-header-rows", "table-rows", "table-row-group")
)
_SPACES = re.compile("[ \t\r\n]+")
_SIGNS: Mapping[str, str] = {_TEXT + "tab": "\2", _TEXT + "line-break": "\3"}
# not text of the document, or not in its flow
_UNSEEN = frozenset(
    [
        _TEXT + "tracked-changes",
        _TEXT + "note",
        _TEXT + "ruby-text",
        _TEXT + "table-of-content",
        _TABLE + "shapes",
        _TABLE + "tracked-changes",
        _OFFICE + "annotation",
        _OFFICE + "forms",
        _OASIS % "drawing" + "text-box",
        _OASIS % "drawing" + "custom-shape",
    ]
)


@collector_paused()
def read_opendocument(data: bytes, place: str, limits: Limits) -> Document:
    """What an ODT prints in its body, or the visible sheets of an ODS, a grid for each not empty.

    Comments, notes, text boxes and deleted text are left out.

    Args:
        data: the file. place: its name, for messages. limits: how much it may unfold to.

    Raises:
        ReadError: it is damaged, encrypted, holds macros, or unfolds to more than allowed.
    """
    package = office_package(data, place, limits)
    manifest = "META-INF/manifest.xml"
    if manifest in package and b"encryption-data" in package.read(manifest):
        raise ReadError(
            Text(
                ru="файл закрыт паролем; снимите пароль в LibreOffice и сохраните заново",
                en="the file has a password; remove it in LibreOffice and save again",
            ),
            place,
        )
    root = parse_xml(package.read("content.xml"), place)
    body = root.find(f"{_OFFICE}body")
    if body is None:
        raise damaged(place, "content.xml")
    sheets = body.find(f"{_OFFICE}spreadsheet")
    blocks = (
        _sheets(root, sheets, limits, place)
        if sheets is not None
        else _flow(body, _titles(root), limits, place)
    )
    found = []
    cells = 0
    for block in blocks:
        cells += sum(map(len, block.rows)) if isinstance(block, Grid) else 0
        limits.check_cells(cells, place)
        found.append(block)
    return Document(tuple(found), agency_of(package))


def _sheets(root: _Element, sheets: _Element, limits: Limits, place: str) -> Iterator[Line | Grid]:
    hidden = {
        style.get(_STYLE + "name")
        for style in root.iter(_STYLE + "style")
        if style.get(_STYLE + "family") == "table"
        for one in style.iterchildren(_STYLE + "table-properties")
        if one.get(_TABLE + "display") == "false"
    }
    for table in sheets.iterchildren(_GRID):
        if table.get(_TABLE + "style-name") not in hidden:
            grid = _grid(table, limits, place, values=True)
            if any(grid.rows):
                yield Grid(grid.rows, grid.merges, sheet=table.get(_TABLE + "name"))


def _flow(
    parent: _Element, roles: Mapping[str, Role], limits: Limits, place: str
) -> Iterator[Line | Grid]:
    for child in parent:
        tag = child.tag
        if tag == _GRID:
            grid = _grid(child, limits, place, values=False)
            if any(grid.rows):
                yield grid
        elif tag in (_P, _H):
            if (text := _paragraph(child)).strip():
                name = child.get(_TEXT + "style-name", "")
                yield Line(text, roles.get(name) or ("heading" if tag == _H else None))
        elif tag not in _UNSEEN:
            yield from _flow(child, roles, limits, place)


def _titles(root: _Element) -> dict[str, Role]:
    """The styles of titles: `Title` and the automatic ones made from it."""
    found: dict[str, Role] = {"Title": "title"}
    for style in root.iter(_STYLE + "style"):
        if style.get(_STYLE + "parent-style-name") == "Title":
            found[style.get(_STYLE + "name", "")] = "title"
    return found


def _grid(table: _Element, limits: Limits, place: str, *, values: bool) -> Grid:
    """A table: rows and cells that repeat are laid out, empty ones at the end are not."""
    rows: list[list[tuple[tuple[str, int], int, int]]] = []
    empty = cells = 0
    for row in _rows(table):
        times = _count(row, _ROWS_REPEATED)
        found = list(_cells(row, limits, place, values=values))
        if not found:
            empty += times
            continue
        last = max(column for _, column, _ in found) + 1
        cells = max(cells, last)
        limits.check_cells((len(rows) + empty + times) * cells, place)
        rows += [[]] * empty + [found] * times
        empty = 0
    if not values:
        rows = squeezed(rows)
    placed = list(_apart(rows, min(empty, _MOST_ROWS), _MOST_COLUMNS if values else 0))
    height = max([len(rows), *(one.row + one.height for one in placed)])
    return dense(placed, height, limits, place)


def _apart(
    rows: list[list[tuple[tuple[str, int], int, int]]], below: int, beside: int
) -> Iterator[Placed]:
    """The cells that no cell before them covers.

    They may reach so many rows and columns over the last in use; where more, they are cut there.
    """
    taken: dict[int, int] = {}  # column → the row up to which a cell from above reaches
    edge = max((column for row in rows for _, column, _ in row), default=0) + 1
    for at, row in enumerate(rows):
        end = 0
        for (text, height), column, width in row:
            if column < end or (taken and taken.get(column, 0) > at):
                continue
            down = height if at + height <= len(rows) + below else len(rows) - at
            reach = width if not beside or column + width <= edge + beside else edge - column
            if reach > 1 and taken:
                reach = next((n for n in range(1, reach) if taken.get(column + n, 0) > at), reach)
            end = column + reach
            yield Placed(at, column, down, reach, text)
            if down > 1:
                taken.update(dict.fromkeys(range(column, column + reach), at + down))


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == _ROW:
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child)


def _cells(
    row: _Element, limits: Limits, place: str, *, values: bool
) -> Iterator[tuple[tuple[str, int], int, int]]:
    """The cells of a row that hold text or span others: text and height, column, width."""
    column = 0
    for cell in row.iterchildren(_CELL, _COVERED):
        times = _count(cell, _COLUMNS_REPEATED)
        if cell.tag == _CELL:
            text = _content(cell, values=values)
            height = _count(cell, _ROWS_SPANNED)
            width = _count(cell, _COLUMNS_SPANNED)
            if text or height > 1 or width > 1:
                limits.check_cells(column + times, place)
                for at in range(times):
                    yield (text, height), column + at, width
        column += times


def _content(cell: _Element, *, values: bool) -> str:
    kind = cell.get(_VALUE_TYPE) if values else None
    if kind in ("float", "percentage", "currency"):
        return number_text(cell.get(_OFFICE + "value", ""))
    if kind == "date":
        return date_text(cell.get(_OFFICE + "date-value", ""))
    if kind == "time":
        return time_text(cell.get(_OFFICE + "time-value", ""))
    if kind == "boolean":
        return cell.get(_OFFICE + "boolean-value", "").upper()
    text = "\n".join(map(_paragraph, _paragraphs(cell)))
    return text or cell.get(_OFFICE + "string-value", "")


def _paragraphs(parent: _Element) -> Iterator[_Element]:
    """Paragraphs at any depth, nested tables and lists included."""
    for child in parent:
        if child.tag in (_P, _H):
            yield child
        elif child.tag not in _UNSEEN:
            yield from _paragraphs(child)


def _paragraph(node: _Element) -> str:
    """The text of a paragraph: white space as one space, but for what is marked as kept."""
    text = "".join(_pieces(node)) if len(node) else node.text or ""
    text = _SPACES.sub(" ", text).strip(" ")
    return text.translate({1: " ", 2: "\t", 3: "\n"}) if len(node) else text


def _pieces(node: _Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        tag = child.tag
        if tag == _TEXT + "s":
            yield "\1" * min(_count(child, _TEXT + "c"), 32767)
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag not in _UNSEEN and tag not in (_P, _H):
            yield from _pieces(child)
        yield child.tail or ""


def _count(node: _Element, name: str) -> int:
    printed = node.get(name)
    if printed is None:
        return 1
    return max(1, int(printed)) if re.fullmatch("[0-9]{1,9}", printed) else 1
