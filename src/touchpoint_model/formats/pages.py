"""Cells that a page break has cut in two, joined again.

A table printed over two pages repeats its row of headings; the first row after it may hold tails
of the cells above: a text in lower case, in a row without number, that does not begin like a need
and names no touchpoint, or that follows a preposition. A tail may also stand as the first
paragraph of the next row's cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import evolve, frozen

from .table import Cells, Naming, Row

__all__ = ["Joined", "joined_over_page"]

_NEEDS = 3
_OPEN_ru = re.compile(r"(?:^|\s)(?:в|во|на|о|об|по|из|за|с|со|к|ко|от|до|для|при|и|или|а также)$")


@frozen
class Joined:
    """The rows above with their tails, and what is left of the row after the break.

    joined: for each joined cell, its two parts as printed and the one they make.
    """

    rows: list[Row]
    rest: Cells
    joined: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


def joined_over_page(rows: Sequence[Row], cells: Cells, naming: Naming) -> Joined | None:
    """Give the tails in the first row of a page back to the cells above; None if it has none."""
    if not rows or cells[0]:
        return None
    first, *paragraphs = (cells[_NEEDS] or "").split("\n")
    filled = [column for column, cell in enumerate(cells) if cell]
    heads = [_head(rows, column) for column in range(5)]
    if filled and all(
        _is_tail(column, cells[column] or "", heads[column], naming) for column in filled
    ):
        made = list(rows)
        joined = [_join(made, column, cells[column] or "") for column in filled]
        return Joined(made, ("", "", "", "", ""), tuple(joined))
    if paragraphs and cells[2] and _is_tail(_NEEDS, first, heads[_NEEDS], naming):
        made = list(rows)
        joined = [_join(made, _NEEDS, first)]
        number, process, point, _, particulars = cells
        return Joined(
            made, (number, process, point, "\n".join(paragraphs), particulars), tuple(joined)
        )
    return None


def _head(rows: Sequence[Row], column: int) -> str:
    """The cell that a tail in a column belongs to."""
    return next(
        (row.cells[column] or "" for row in reversed(rows) if row.cells[column] is not None), ""
    )


def _is_tail(column: int, text: str, head: str, naming: Naming) -> bool:
    if not text or not (text[0].islower() or text[0] in "()"):
        return False
    if _OPEN_ru.search(head):
        return True
    if column == _NEEDS:
        return not naming.begins_need(text)
    likely = naming.columns(text)
    return column == 1 or not any(likely.get(one, 0) for one in ("touchpoint", "particulars"))


def _join(rows: list[Row], column: int, tail: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    at = next(at for at in range(len(rows) - 1, -1, -1) if rows[at].cells[column] is not None)
    cells = list(rows[at].cells)
    head = cells[column] or ""
    cells[column] = whole = f"{head} {tail}".strip()
    rows[at] = evolve(rows[at], cells=(cells[0], cells[1], cells[2], cells[3], cells[4]))
    return (head, tail), (whole,)
