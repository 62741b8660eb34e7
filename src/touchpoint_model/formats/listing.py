"""A register → the rows of its tables, merged as its ordinance prints them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from ..model.processes import Direction, Entry, Process, Source, Spot
from ..model.register import Register
from .form import Form
from .table import Cells, Row, Table

__all__ = ["form_of"]


def form_of(register: Register) -> Form:
    """The register laid out for print.

    Each need has a row of its own under its point's merged cell, as the ordinances' forms have it;
    needs that were printed in one cell stay in one, a line each. Entries that were printed in one
    merged cell are merged again.
    """
    tables = tuple(
        _table(direction, register, number)
        for number, direction in enumerate(register.directions, 1)
    )
    return Form(register.title, tables, register.agency)


def _table(direction: Direction, register: Register, number: int) -> Table:
    rows: list[Cells] = []
    above: _Printed | None = None
    for process in direction.processes:
        printed = list(_printed(process, register))
        if not printed:
            rows.append((process.number or "", process.name, "", "", ""))
            above = None
        for at, group in enumerate(printed):
            rows += _rows(group, above, process if at == 0 else None)
            above = group
    return Table(
        heading=direction.name,
        columns=direction.columns or (),
        rows=tuple(Row(cells, at) for at, cells in enumerate(rows, 2)),
        number=number,
    )


@frozen
class _Cell:
    """A printed cell: its text, and where it once stood, by which merged cells are told."""

    text: str
    mark: tuple[object, ...] | None = None


@frozen
class _Printed:
    """Entries that one row prints: those split from one cell together."""

    point: _Cell
    needs: tuple[_Cell, ...]
    particulars: _Cell


def _printed(process: Process, register: Register) -> Iterator[_Printed]:
    for group in _groups(process.entries):
        first = group[0]
        source = first.source
        text = first.cell or first.printed or register.touchpoint(first).name
        yield _Printed(
            point=_Cell(text, _mark(source, source.cell if source else None)),
            needs=tuple(_needs(first)),
            particulars=_Cell(
                first.particulars or "",
                _mark(source, _cell(source.particulars if source else None)),
            ),
        )


def _groups(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Entries in printed order; those split from one cell together."""
    group: list[Entry] = []
    for entry in entries:
        if group and not _shares(group, entry):
            yield group
            group = []
        group.append(entry)
    if group:
        yield group


def _shares(group: Sequence[Entry], entry: Entry) -> bool:
    first = group[0]
    return (
        entry.cell is not None
        and (entry.cell, entry.source, entry.needs, entry.particulars)
        == (first.cell, first.source, first.needs, first.particulars)
        and all(entry.touchpoint != one.touchpoint for one in group)
    )


def _needs(entry: Entry) -> Iterator[_Cell]:
    """The cells of needs: one for each need, or one for those that were printed together."""
    source, needs = entry.source, entry.needs or ()
    spots = source.needs if source is not None else ()
    if not needs:
        yield _Cell("", _mark(source, _cell(spots[0] if len(spots) == 1 else None)))
        return
    marks = (
        [_mark(source, spot.cell) for spot in spots]
        if len(spots) == len(needs)
        else [None] * len(needs)
    )
    texts, mark = [needs[0].text], marks[0]
    for need, own in zip(needs[1:], marks[1:], strict=True):
        if own is not None and own == mark:
            texts.append(need.text)
            continue
        yield _Cell("\n".join(texts), mark)
        texts, mark = [need.text], own
    yield _Cell("\n".join(texts), mark)


def _cell(spot: Spot | None) -> str | None:
    return spot.cell if spot is not None else None


def _mark(source: Source | None, cell: str | None) -> tuple[object, ...] | None:
    if source is None or cell is None:
        return None
    return (source.file, source.sheet, source.table, cell)


def _rows(group: _Printed, above: _Printed | None, process: Process | None) -> Iterator[Cells]:
    point = _merged(group.point, above.point if above else None)
    particulars = _merged(group.particulars, above.particulars if above else None)
    if process is None and point is None and particulars is None:
        point = group.point.text  # a row that begins an entry says so
    first, *rest = group.needs
    need = _merged(first, above.needs[-1] if above else None)
    number, name = (process.number or "", process.name) if process is not None else (None, None)
    yield number, name, point, need, particulars
    for cell in rest:
        yield None, None, None, cell.text, None


def _merged(cell: _Cell, above: _Cell | None) -> str | None:
    """None where the cell is the one above, going on; else its text."""
    same = above is not None and cell.mark is not None and cell == above
    return None if same else cell.text
