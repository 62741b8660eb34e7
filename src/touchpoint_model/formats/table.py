"""The five-column table, pivot of all office formats: rows → `Register`.

A row is № · process · touchpoint · needs · particulars. A cell that is merged with the one above
is None, an empty cell is "". `listing.py` goes the other way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import evolve, field, frozen, mutable

from ..model.collector import collector_paused
from ..model.processes import Direction, Entry, Need, Process, Source, Spot
from ..model.reading import ReadingNote
from ..model.register import Register
from ..model.text import normalise
from ..model.touchpoints import Touchpoint

__all__ = ["Cells", "Naming", "Row", "Table", "register_of"]

Cells = tuple[str | None, str | None, str | None, str | None, str | None]
_PROCESS, _POINT, _NEEDS, _PARTICULARS = 1, 2, 3, 4


@frozen
class Row:
    """A row of a table.

    Attributes:
        at: its number in the table, from 1, headings included; in the sheet of a workbook.
        table: number of its table, where that is not the one it is listed in. line: of a text.
    """

    cells: Cells
    at: int
    table: int | None = None
    line: int | None = None


@frozen
class Table:
    """A table of a register.

    Attributes:
        heading: printed over it. columns: as printed. rows: without headings.
        number: among the tables of the register in the document, from 1.
        sheet: of a workbook. letters: of the five columns, in the order of a row's cells.
        head: where its headings stand. grid: index of its grid in the document, from 0.
    """

    heading: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    number: int = 1
    sheet: str | None = None
    letters: tuple[str, ...] = ("A", "B", "C", "D", "E")
    head: Spot | None = None
    grid: int | None = None


def _no_columns(_: str) -> Mapping[str, float]:
    return {}


def _always(_: str) -> bool:
    return True


@frozen
class Naming:
    """How printed cells are read: a recogniser and a vocabulary, as functions.

    Attributes:
        split: the parts of a touchpoint's cell. touchpoint: id and printed name → touchpoint.
        columns: how likely a bare text stands in the column of `touchpoint`, `needs`,
            `particulars`, from 0 to 1. begins_need: whether a text begins like a need.
    """

    split: Callable[[str], tuple[str, ...]]
    touchpoint: Callable[[str, str], Touchpoint]
    columns: Callable[[str], Mapping[str, float]] = _no_columns
    begins_need: Callable[[str], bool] = _always


@mutable
class _Points:
    """The touchpoints met so far, each once."""

    naming: Naming
    known: dict[tuple[str, ...], Touchpoint] = field(factory=dict)
    used: dict[str, int] = field(factory=dict)
    printed: dict[str, Touchpoint] = field(factory=dict)
    cells: dict[str, tuple[str, ...]] = field(factory=dict)

    def of(self, printed: str) -> Touchpoint:
        point = self.printed.get(printed)
        if point is None:
            point = self.printed[printed] = self._named(printed)
        return point

    def parts(self, cell: str) -> tuple[str, ...]:
        parts = self.cells.get(cell)
        if parts is None:
            parts = self.cells[cell] = self.naming.split(cell)
        return parts

    def _named(self, printed: str) -> Touchpoint:
        point = self.naming.touchpoint("", printed)
        hosts = [one.value.partition("/")[0] for one in point.contacts if one.type == "url"]
        contacts = hosts or [one.value for one in point.contacts]
        mark = contacts or [normalise(printed)]
        key = (point.kind or normalise(printed), *sorted(mark))
        if key not in self.known:
            self.known[key] = evolve(point, id=self._free(point.kind or "point"))
        return self.known[key]

    def _free(self, stem: str) -> str:
        number = self.used[stem] = self.used.get(stem, 0) + 1
        return stem if number == 1 else f"{stem}-{number}"


@collector_paused()
def register_of(
    tables: Sequence[Table],
    *,
    agency: str,
    title: str,
    naming: Naming,
    file: str | None = None,
    readings: Sequence[ReadingNote] = (),
) -> Register:
    """The register that tables hold.

    A row with a new touchpoint or new particulars begins an entry, one with only a new need adds
    to the entry above. A cell that is merged over rows holds for each of them. A touchpoint's cell
    that names several points becomes one entry for each. Needs are separated by `;` or a line
    break, never by a comma.

    Args:
        file: name of the document, for the sources. readings: what its reader had to decide.
    """
    points = _Points(naming)
    directions = tuple(
        Direction(
            name=table.heading,
            columns=table.columns,
            processes=tuple(_Reader(table, points, file).processes()),
            source=_head(table, file),
        )
        for table in tables
    )
    return Register(
        agency=agency,
        title=title,
        directions=directions,
        touchpoints=tuple(points.known.values()),
        readings=tuple(readings),
    )


def _head(table: Table, file: str | None) -> Source | None:
    if table.head is None:
        return None
    spot = table.head
    return Source(file, table.sheet, table.number, spot.row, spot.cell, spot.line)


@mutable
class _Group:
    """Rows that make one entry before a cell of several points is split."""

    first: int
    cell: str
    anchor: int  # the row that prints the touchpoint's cell
    particulars: int  # the row that prints the particulars
    needs: list[tuple[str, Spot]]
    empty: Spot  # of the needs' cell, if it holds none


@frozen
class _Reader:
    """Reads the rows of one table."""

    table: Table
    points: _Points
    file: str | None
    ends: tuple[list[int], ...] = field(init=False)  # by column: the last row of each row's cell
    starts: tuple[list[int], ...] = field(init=False)  # and the row that prints it

    def __attrs_post_init__(self) -> None:
        spans = [_spans([row.cells[column] for row in self.table.rows]) for column in range(5)]
        object.__setattr__(self, "starts", tuple(one[0] for one in spans))
        object.__setattr__(self, "ends", tuple(one[1] for one in spans))

    def processes(self) -> Iterator[Process]:
        rows = self.table.rows
        if not rows:
            return
        begins = [at for at, row in enumerate(rows) if at == 0 or row.cells[_PROCESS] is not None]
        for first, end in zip(begins, [*begins[1:], len(rows)], strict=True):
            number, name, *_ = rows[first].cells
            entries = [one for group in self._groups(first, end) for one in self._entries(group)]
            spot = self._spot(_PROCESS, first)
            yield Process(
                name=name or "",
                number=number or None,
                entries=tuple(entries),
                source=self._source(spot.row, spot.cell, spot.line),
            )

    def _groups(self, first: int, end: int) -> Iterator[_Group]:
        rows, group = self.table.rows, None
        for at in range(first, end):
            _, _, cell, needs, particulars = rows[at].cells
            if group is None or cell is not None or particulars is not None:
                if group is not None:
                    yield group
                group = _Group(
                    first=at,
                    cell=self._text(_POINT, at),
                    anchor=at,
                    particulars=at,
                    needs=self._needs(at),
                    empty=self._spot(_NEEDS, at),
                )
            elif needs is not None:
                group.needs += self._needs(at)
        if group is not None:
            yield group

    def _needs(self, at: int) -> list[tuple[str, Spot]]:
        spot = self._spot(_NEEDS, at)
        return [(text, spot) for text in _items(self._text(_NEEDS, at))]

    def _text(self, column: int, at: int) -> str:
        """The text of a cell, that of the merged cell which covers it."""
        return self.table.rows[self.starts[column][at]].cells[column] or ""

    def _spot(self, column: int, at: int) -> Spot:
        rows = self.table.rows
        start, end = rows[self.starts[column][at]], rows[self.ends[column][at]]
        letter = self.table.letters[column]
        cell = f"{letter}{start.at}"
        if end.at > start.at and end.table == start.table:
            cell = f"{cell}:{letter}{end.at}"
        return Spot(start.at, cell, start.line)

    def _source(
        self, row: int | None, cell: str | None, line: int | None, **more: object
    ) -> Source:
        return Source(self.file, self.table.sheet, self.table.number, row, cell, line, **more)  # type: ignore[arg-type]

    def _entries(self, group: _Group) -> Iterator[Entry]:
        particulars = self._text(_PARTICULARS, group.particulars)
        if not group.cell.strip() and not group.needs and not particulars.strip():
            return
        row = self.table.rows[group.first]
        source = Source(
            file=self.file,
            sheet=self.table.sheet,
            table=row.table or self.table.number,
            row=row.at,
            cell=self._spot(_POINT, group.anchor).cell,
            line=row.line,
            needs=tuple(spot for _, spot in group.needs) or (group.empty,),
            particulars=self._spot(_PARTICULARS, group.particulars),
        )
        needs = tuple(Need(text) for text, _ in group.needs)
        parts = self.points.parts(group.cell)
        for part in parts:
            point = self.points.of(part)
            yield Entry(
                touchpoint=point.id,
                needs=needs,
                particulars=particulars,
                printed=part if part != point.name else None,
                cell=group.cell if len(parts) > 1 else None,
                source=source,
            )


def _spans(column: Sequence[str | None]) -> tuple[list[int], list[int]]:
    """For each row of a column, the first and the last row of the cell that covers it."""
    starts, start = [], 0
    for at, cell in enumerate(column):
        if cell is not None:
            start = at
        starts.append(start)
    ends = list(range(len(column)))
    for at in range(len(column) - 2, -1, -1):
        if starts[at + 1] == starts[at]:
            ends[at] = ends[at + 1]
    return starts, ends


def _items(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", cell) if part.strip()]
