"""The five-column table, pivot of all office formats: rows ↔ `Register`.

A row is № · process · touchpoint · needs · particulars. A cell that is merged with the one above
is None, an empty cell is "".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from attrs import evolve, field, frozen, mutable

from ..model.processes import Direction, Entry, Need, Process, Source
from ..model.register import Register
from ..model.text import normalise
from ..model.touchpoints import Touchpoint

__all__ = ["Cells", "Naming", "Row", "Table", "register_of"]

Cells = tuple[str | None, str | None, str | None, str | None, str | None]


@frozen
class Row:
    """A row of a table. at: its number in the table, from 1, headings included."""

    cells: Cells
    at: int


@frozen
class Table:
    """A table of a document: the heading over it, its columns, its rows without headings."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    number: int = 1


@frozen
class Naming:
    """How printed cells are read: a recogniser and a vocabulary, as functions.

    Attributes:
        split: the parts of a touchpoint's cell. touchpoint: id and printed name → touchpoint.
    """

    split: Callable[[str], tuple[str, ...]]
    touchpoint: Callable[[str, str], Touchpoint]


@mutable
class _Points:
    """The touchpoints met so far, each once."""

    naming: Naming
    known: dict[tuple[str, ...], Touchpoint] = field(factory=dict)
    used: dict[str, int] = field(factory=dict)

    def of(self, printed: str) -> Touchpoint:
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


@mutable
class _Group:
    """Rows that make one entry before a cell of several points is split."""

    cell: str
    anchor: int
    row: int
    needs: list[str]
    particulars: str
    last: int


def register_of(
    tables: Sequence[Table], *, agency: str, title: str, naming: Naming, file: str | None = None
) -> Register:
    """The register that tables hold.

    A row with a new touchpoint or new particulars begins an entry, one with only a new need adds
    to the entry above. A touchpoint's cell that names several points becomes one entry for each.
    """
    points = _Points(naming)
    directions = tuple(
        Direction(
            name=table.heading,
            columns=table.columns,
            processes=tuple(_processes(table, points, file)),
        )
        for table in tables
    )
    known = tuple(points.known.values())
    return Register(agency=agency, title=title, directions=directions, touchpoints=known)


def _carried(rows: Sequence[Row]) -> Iterator[Row]:
    """The first row of a process holds what a merge across processes left to the row above."""
    above: Cells = (None,) * 5
    for row in rows:
        _, _, point, needs, particulars = above
        filled = (
            row.cells[0],
            row.cells[1],
            point if row.cells[2] is None else row.cells[2],
            needs if row.cells[3] is None else row.cells[3],
            particulars if row.cells[4] is None else row.cells[4],
        )
        above = filled
        yield row if row.cells[1] is None else Row(filled, row.at)


def _processes(table: Table, points: _Points, file: str | None) -> Iterator[Process]:
    number, name, rows = "", "", list[Row]()
    for row in _carried(table.rows):
        if row.cells[1] is not None:
            if rows:
                yield _process(number, name, rows, table, points, file)
            number, name, rows = row.cells[0] or "", row.cells[1], []
        rows.append(row)
    if rows:
        yield _process(number, name, rows, table, points, file)


def _process(
    number: str, name: str, rows: Sequence[Row], table: Table, points: _Points, file: str | None
) -> Process:
    entries = []
    groups = list(_groups(rows))
    ends: dict[int, int] = {}
    for group in groups:
        ends[group.anchor] = max(group.last, ends.get(group.anchor, 0))
    for group in groups:
        last = ends[group.anchor]
        cell = f"C{group.anchor}" + (f":C{last}" if last > group.anchor else "")
        source = Source(file=file, table=table.number, row=group.row, cell=cell)
        entries += list(_entries(group, source, points))
    return Process(name=name, number=number or None, entries=tuple(entries))


def _groups(rows: Sequence[Row]) -> Iterator[_Group]:
    group: _Group | None = None
    for row in rows:
        _, _, cell, needs, particulars = row.cells
        begins = group is None or cell is not None or particulars is not None
        if begins:
            if group is not None:
                yield group
            told = _items(needs) if needs is not None else list(group.needs if group else [])
            group = _Group(
                cell=cell if cell is not None else group.cell if group else "",
                anchor=row.at if cell is not None or group is None else group.anchor,
                row=row.at,
                needs=told,
                particulars=particulars
                if particulars is not None
                else group.particulars
                if group
                else "",
                last=row.at,
            )
        elif group is not None:
            group.needs += _items(needs or "")
            group.last = row.at
    if group is not None:
        yield group


def _items(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", cell) if part.strip()]


def _entries(group: _Group, source: Source, points: _Points) -> Iterator[Entry]:
    if not group.cell.strip() and not group.needs:
        return
    parts = points.naming.split(group.cell)
    for part in parts:
        point = points.of(part)
        yield Entry(
            touchpoint=point.id,
            needs=tuple(Need(text) for text in group.needs),
            particulars=group.particulars,
            printed=part if part != point.name else None,
            cell=group.cell if len(parts) > 1 else None,
            source=source,
        )
