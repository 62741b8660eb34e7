"""Excel workbooks: the visible sheets, their texts and merged cells, through calamine.

Calamine lays every sheet out in full and trusts the counts that a file states, so the parts are
unpacked and measured here first, and it is handed exactly those that were measured.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from attrs import evolve

from ...model.collector import collector_paused
from ...model.errors import ReadError
from ...model.text import Text
from ..document import Document, Grid, Limits, Merge
from .markup import parse_xml
from .measuring import check_extent
from .numbers import date_text, number_text, time_text
from .package import Package, agency_of, damaged, office_package
from .spans import trim

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

__all__ = ["read_xlsx"]

_PASSED_OVER = re.compile(r"(^|/)(media|embeddings|drawings|charts|pivotCache|theme|docProps)/")
# a formula that failed: calamine tells no text of it, and knows only the older errors
_FAILED = re.compile(rb"(<(?:\w+:)?c\s[^<>]*?\bt=)([\"'])e\2")
# a cell with a formula and no value, as programs write it that do not calculate
_UNCOUNTED = re.compile(
    rb"<c\b[^>]*?\sr=[\"']([A-Z]+\d+)[\"'][^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)
_COUNTS = re.compile(rb"ount\s*=\s*[\"']\s*(\d+)")
_MOST_ROWS, _MOST_COLUMNS = 1000, 64  # by which a merged cell may reach over the cells in use


@collector_paused()
def read_xlsx(data: bytes, place: str, limits: Limits) -> Document:
    """What the visible sheets of a workbook hold, a grid for each that is not empty.

    A formula is its last computed value, a date is dd.mm.yyyy, a whole number has no fraction.

    Args:
        data: the file. place: its name, for messages. limits: how much it may unfold to.

    Raises:
        ReadError: it is damaged, encrypted, holds macros, or unfolds to more than allowed.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    package = office_package(data, place, limits)
    parts = _parts(package)
    returns = any(b"&#" in body or b"_x000" in body for body in parts.values())
    grids: list[Grid] = []
    cells = 0
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(_packed(parts)))
        for at, told in enumerate(workbook.sheets_metadata):
            if told.visible is SheetVisibleEnum.Visible and told.typ is SheetTypeEnum.WorkSheet:
                sheet = workbook.get_sheet_by_index(at)
                grid = _grid(sheet, limits, place)
                if returns:
                    grid = evolve(grid, rows=[list(map(_feeds, row)) for row in grid.rows])
                cells += sum(map(len, grid.rows))
                limits.check_cells(cells, place)
                grids.append(grid)
    except (CalamineError, ValueError, OverflowError, OSError) as reason:
        raise _unread(reason, place) from None
    return Document(tuple(grid for grid in grids if grid.rows), agency_of(package))


def _parts(package: Package) -> dict[str, bytes]:
    """The parts that calamine may look at, each safe to hand to it."""
    parts = {}
    for name in package.names:
        if not name.lower().endswith((".xml", ".rels")) or _PASSED_OVER.search(name):
            continue
        body = package.read(name)
        if b"\0" in body or b"<!DOCTYPE" in body:
            parse_xml(body, package.place)  # says why it is refused
        counts = _COUNTS.findall(body)
        if counts and len(max(counts, key=len)) < 12:
            counts = [one for one in counts if int(one) > len(body)]
        if counts:  # room is made for as many before one is seen
            raise damaged(package.place, name)
        if b"sheetData" in body:
            check_extent(body, package.limits, package.place)
            if b"<f" in body and (empty := _UNCOUNTED.search(body)) is not None:
                raise _uncounted(empty[1].decode(), package.place)
            if b't="e"' in body or b"t='e'" in body:
                body = _FAILED.sub(rb'\1"str"', body)
        parts[name] = body
    return parts


def _uncounted(cell: str, place: str) -> ReadError:
    return ReadError(
        Text(
            ru=f"в ячейке {cell} формула, значение которой не сохранено; откройте книгу в Excel и "
            "сохраните её",
            en=f"cell {cell} holds a formula whose value was not saved; open the workbook in Excel "
            "and save it",
        ),
        place,
    )


def _packed(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return stream.getvalue()


def _grid(sheet: CalamineSheet, limits: Limits, place: str) -> Grid:
    if sheet.start is None:
        return Grid(rows=())
    top, left = sheet.start
    rows: list[list[str | None]] = [
        [value if type(value) is str else _value_text(value) for value in row]
        for row in sheet.to_python()
    ]
    trim(rows)
    merges = list(_merges(sheet.merged_cell_ranges or (), top, left, rows))
    height = max([len(rows), *(one.row + one.height for one in merges)])
    width = max([len(rows[0]) if rows else 0, *(one.column + one.width for one in merges)])
    covered = sum(one.height * one.width for one in merges)
    limits.check_cells(max(covered, height * width), place)
    if rows and width > len(rows[0]):
        wider: list[str | None] = [""] * (width - len(rows[0]))
        rows = [texts + wider for texts in rows]
    rows += [[""] * width for _ in range(height - len(rows))]
    for row, column, down, right in merges:
        head = rows[row][column]
        for texts in rows[row : row + down]:
            texts[column : column + right] = [None] * right
        rows[row][column] = head
    return Grid(rows, tuple(merges), sheet.name, top + 1, left + 1)


def _feeds(text: str | None) -> str | None:
    """Carriage returns as line feeds."""
    return text and text.replace("\r\n", "\n").replace("\r", "\n")


def _merges(
    ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]],
    top: int,
    left: int,
    rows: Sequence[Sequence[str | None]],
) -> Iterator[Merge]:
    """The merged cells that begin among the cells in use, cut where they reach far over them."""
    height, width = len(rows), len(rows[0]) if rows else 0
    for (row, column), (last_row, last_column) in ranges:
        top_row, left_column = min(row, last_row) - top, min(column, last_column) - left
        if 0 <= top_row < height and 0 <= left_column < width:
            down, right = abs(last_row - row) + 1, abs(last_column - column) + 1
            if top_row + down > height + _MOST_ROWS:
                down = height - top_row
            if left_column + right > width + _MOST_COLUMNS:
                right = width - left_column
            if down > 1 or right > 1:
                yield Merge(top_row, left_column, down, right)


def _value_text(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, date):  # a datetime too
        return date_text(value.isoformat())
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return time_text(f"PT{minutes // 60}H{minutes % 60}M{seconds}S")
    if isinstance(value, time):
        return time_text(f"PT{value.hour}H{value.minute}M{value.second}S")
    return str(value)


def _unread(reason: Exception, place: str) -> ReadError:
    why = str(reason)
    return ReadError(
        Text(
            ru=f"книга Excel не читается ({why:.150}); откройте её в Excel и сохраните заново",
            en=f"the workbook cannot be read ({why:.150}); open it in Excel and save it again",
        ),
        place,
    )
