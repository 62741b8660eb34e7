"""A document's grids → the tables of the register: headings, header rows, page breaks, templates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from attrs import evolve, field, frozen, mutable

from ..model.errors import ReadError
from ..model.processes import Source, Spot
from ..model.reading import ReadingNote
from ..model.text import Text
from .document import Document, Grid, Line, column_letters
from .headings import (
    COLUMNS,
    Header,
    columns_in,
    heading_of,
    is_default_sheet,
    is_footnote,
    is_number_heading,
    is_total,
    title_of,
)
from .misfits import nothing_found, two_headers, wrong_columns
from .pages import joined_over_page
from .rows import (
    ELLIPSIS,
    NUMERAL,
    across_of,
    begins_nameless,
    cells_of,
    column_numbers,
    continued,
    flat,
    is_plain,
    is_wide,
    line_of,
    same_headings,
)
from .table import Cells, Naming, Row, Table

__all__ = ["Layout", "lay_out"]

_NAMELESS = "–"
_TEMPLATE = re.compile(r"^\[[^\[\]]*\]$")


@frozen
class Layout:
    """What was understood of a document.

    Attributes:
        title: of the register. tables: one for each heading. notes: what had to be decided.
    """

    title: str
    tables: tuple[Table, ...]
    notes: tuple[ReadingNote, ...]


def lay_out(document: Document, place: str, naming: Naming) -> Layout:
    """Find the register's tables in a document.

    A table is known by its row of headings; the heading over it is the nearest line above, or a
    row merged over its whole width. Repeated rows of headings, the row of column numbers, empty
    rows, rows of totals and footnotes are no data; a table whose cells are all in brackets is a
    template. A cell cut by a page break is joined again.

    Args:
        place: name of the file, for messages and sources. naming: tells needs from tails.

    Raises:
        ReadError: there is no table with the five columns; says what was found.
    """
    walk = _Walk(place, naming)
    index = 0
    for block in document.blocks:
        if isinstance(block, Line):
            walk.over.append(block)
            walk.lines.append(block)
        else:
            walk.grid(index, block)
            index += 1
    if not walk.found and not walk.templates:
        raise ReadError(nothing_found(document), place)
    if not walk.found:
        raise ReadError(
            Text(
                ru="в документе только шаблон таблицы, без строк перечня",
                en="the document has only a template of the table, no rows",
            ),
            place,
        )
    tables = tuple(one.table() for one in walk.found)
    sheets = {one.sheet for one in tables}
    if len(sheets) > 1:
        tables = tuple(evolve(one, heading=one.heading or _named(one.sheet)) for one in tables)
    title = walk.title or tables[0].heading
    return Layout(title, tables, tuple(walk.notes))


def _named(sheet: str | None) -> str:
    """The name of a sheet, if somebody gave it one that says something."""
    return "" if sheet is None or is_default_sheet(sheet) else sheet


@mutable
class _Open:
    """A table under construction."""

    heading: str
    header: Header
    number: int
    grid: int
    block: Grid
    head: Spot
    rows: list[Row] = field(factory=list)
    fresh: bool = False  # the row of headings has just been repeated
    template: bool = False
    ended: bool = False  # a blank row has just passed
    title: str | None = None  # of the register, as the lines before this table tell it

    def table(self) -> Table:
        letters = [column_letters(self.block.first_column + at) for at in self.header.at]
        return Table(
            heading=self.heading,
            columns=self.header.printed,
            rows=tuple(self.rows),
            number=self.number,
            sheet=self.block.sheet,
            letters=(letters[0], letters[1], letters[2], letters[3], letters[4]),
            head=self.head,
            grid=self.grid,
        )


@mutable
class _Walk:
    """Walks through the blocks of a document."""

    place: str
    naming: Naming
    found: list[_Open] = field(factory=list)
    lines: list[Line] = field(factory=list)  # all, up to the first table
    over: list[Line] = field(factory=list)  # since the last table
    notes: list[ReadingNote] = field(factory=list)
    title: str | None = None
    number: int = 0
    templates: int = 0

    def grid(self, index: int, grid: Grid) -> None:
        across, wide = across_of(grid)
        told = dict(grid.notes)
        table = self._headless(index, grid)
        above: Sequence[str | None] = ()
        for at, row in enumerate(grid.rows):
            header = self._header(row, above, at, grid, table)
            if header is not None:
                table = self._begun(table, header, index, grid, at)
            elif (line := line_of(row, wide.get(at), table is not None)) is not None:
                self._line(line, table, at)
            elif table is not None:
                if self._meant() and any(row):
                    table = self._divided(table)
                self._row(table, row, at, across, told.get(at))
            above = row
        if table is None and is_wide(grid):
            first = next(row for row in grid.rows if any(row))
            source = Source(PurePath(self.place).name, grid.sheet, None, grid.first_row)
            self.notes.append(
                ReadingNote("skipped-table", source, tuple(cell for cell in first if cell))
            )
        self._closed(table)

    def _headless(self, index: int, grid: Grid) -> _Open | None:
        """A table of five columns under the register's, without headings, goes on with it."""
        last = self.found[-1] if self.found else None
        if last is None or grid.sheet is not None or not is_plain(grid):
            return None
        self.number += 1
        head = self._spot(grid, 0)
        if self._meant():
            heading, self.over = heading_of(self.over), []
            return _Open(heading, last.header, self.number, index, grid, head)
        return _Open(last.heading, last.header, self.number, index, grid, head, last.rows)

    def _header(
        self,
        row: Sequence[str | None],
        above: Sequence[str | None],
        at: int,
        grid: Grid,
        table: _Open | None,
    ) -> Header | None:
        if table is not None and not is_number_heading(row[table.header.at[0]]):
            return None  # inside a table, a row that only speaks of processes and needs is data
        named = columns_in(row)
        if len(named.keys() - {"number"}) < 3:
            return None
        filled = [place for place, cell in enumerate(row) if cell and cell.strip()]
        if len(filled) == 4 and "number" not in named and filled[0] > 0:
            named["number"] = filled[0] - 1  # the column of numbers is often left without a name
            filled.insert(0, filled[0] - 1)
        printed = tuple(flat(row[place]) for place in filled)
        if len(filled) != 5 and None in row and self._is_half(above, at - 1, grid):
            raise ReadError(two_headers(above), self._where(grid, at - 1))
        if len(filled) != 5:
            raise ReadError(wrong_columns(printed), self._where(grid, at))
        if table is None and self._is_half(above, at - 1, grid):
            raise ReadError(two_headers(above), self._where(grid, at - 1))
        free = iter(place for place in filled if place not in named.values())
        places = tuple(named[one] if one in named else next(free) for one in COLUMNS)
        return Header(printed, places)

    def _is_half(self, row: Sequence[str | None], at: int, grid: Grid) -> bool:
        """Whether a row is the upper half of headings: it groups columns, or names some."""
        filled = [cell for cell in row if cell and cell.strip()]
        groups = any(one.row == at and 1 < one.width < len(row) - 1 for one in grid.merges)
        return len(filled) > 1 and (groups or bool(columns_in(row).keys() - {"number"}))

    def _begun(self, table: _Open | None, header: Header, index: int, grid: Grid, at: int) -> _Open:
        same = table or (self.found[-1] if self.found and not grid.sheet else None)
        if same is not None and same_headings(same.header, header) and not self._meant():
            same.fresh = True
            if table is None:  # the same table goes on after a page break
                self.number += 1
                same = _Open(
                    same.heading, header, self.number, index, grid, self._spot(grid, at), same.rows
                )
                same.fresh = True
            return same
        self._closed(table)
        self.number += 1
        made = _Open(heading_of(self.over), header, self.number, index, grid, self._spot(grid, at))
        made.title = title_of(self.lines)
        self.over = []
        return made

    def _meant(self) -> bool:
        """Whether a line that could be a heading stands between two tables."""
        return bool(heading_of(self.over))

    def _divided(self, table: _Open) -> _Open:
        """A heading inside a table begins a new direction with the same columns."""
        heading, self.over = heading_of(self.over), []
        made = _Open(heading, table.header, table.number, table.grid, table.block, table.head)
        if table.rows:
            self._closed(table)
        else:  # the heading stood under the row of headings
            made.title = table.title
        return made

    def _line(self, line: str, table: _Open | None, at: int) -> None:
        if table is not None and (is_footnote(line) or is_total(line)):
            self._note("skipped-row", table, at, (line,))
            table.ended = True
            return
        self.over.append(Line(line))
        if not self.found:
            self.lines.append(Line(line))

    def _row(
        self,
        table: _Open,
        row: Sequence[str | None],
        at: int,
        across: dict[tuple[int, int], bool],
        told: ReadingNote | None,
    ) -> None:
        cells = cells_of(row, at, table.header, across)
        filled = [cell for cell in cells if cell]
        if not filled or column_numbers(cells):
            table.ended = table.ended or not any(row)
            return
        if any(cell[0] == "[" and _TEMPLATE.match(cell) for cell in filled[-4:]):
            table.template = True
            return
        numbered = cells[0] is not None and NUMERAL.match(cells[0])
        if table.ended and not numbered and len(filled) < 3:  # under a blank row: signatures
            self._note("skipped-row", table, at, tuple(filled))
            return
        table.ended = False
        alone = len(filled) == 1 and (ELLIPSIS.match(filled[0]) or NUMERAL.match(filled[0]))
        if alone or (len(filled) < 5 and is_total(cells[0] or cells[1] or "")):
            table.ended = not alone
            if not table.template:
                self._note("skipped-row", table, at, tuple(filled))
            return
        if across and any((at, place) in across for place in table.header.at):
            self._note("merged-across", table, at, tuple(filled))
        if told is not None:
            self.notes.append(evolve(told, source=self._source(table, at)))
        told_apart = self._settled(table, cells, at)
        if told_apart is not None:
            spot = self._spot(table.block, at)
            table.rows.append(Row(told_apart, spot.row or 0, table.number, spot.line))

    def _settled(self, table: _Open, cells: Cells, at: int) -> Cells | None:
        """The cells of a row with what blanks mean, after a page break without the tails above."""
        if table.fresh:
            table.fresh = False
            whole = joined_over_page(table.rows, cells, self.naming)
            if whole is not None:
                table.rows[:] = whole.rows
                for printed, read in whole.joined:
                    note = ReadingNote("cut-by-page", self._source(table, at), printed, read)
                    self.notes.append(note)
                cells = whole.rest
                if not any(cells):
                    return None
        if not table.rows:
            if not cells[1]:
                self._note("outside-process", table, at, tuple(cell for cell in cells if cell))
            number, process, point, needs, particulars = (cell or "" for cell in cells)
            return number, process or _NAMELESS, point, needs, particulars
        if begins_nameless(cells, table.rows):
            self._note("nameless-process", table, at, tuple(cell for cell in cells if cell))
            return cells[0], _NAMELESS, cells[2] or "", cells[3] or "", cells[4] or ""
        return continued(cells, table.rows)

    def _closed(self, table: _Open | None) -> None:
        if table is None:
            return
        if table.template and not table.rows:
            self.templates += 1
            self.number -= 1
            self.notes.append(ReadingNote("skipped-template", self._source(table, 0)))
        elif not any(one.rows is table.rows for one in self.found):
            self.title = self.title or table.title
            self.found.append(table)

    def _note(self, kind: str, table: _Open, at: int, printed: tuple[str, ...]) -> None:
        self.notes.append(ReadingNote(kind, self._source(table, at), printed))

    def _source(self, table: _Open, at: int) -> Source:
        spot = self._spot(table.block, at)
        number = None if table.template and not table.rows else table.number
        return Source(
            PurePath(self.place).name, table.block.sheet, number, spot.row, line=spot.line
        )

    def _spot(self, grid: Grid, at: int) -> Spot:
        return Spot(grid.first_row + at, line=grid.lines[at] if grid.lines is not None else None)

    def _where(self, grid: Grid, at: int) -> str:
        if grid.lines is not None:
            return f"{self.place}:{grid.lines[max(at, 0)]}"
        return f"{self.place} [{grid.sheet}]" if grid.sheet else self.place
