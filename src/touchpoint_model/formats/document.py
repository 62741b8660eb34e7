"""What office files hold before it is understood: lines of text and grids of cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from attrs import frozen

from ..model.errors import ReadError
from ..model.reading import ReadingNote
from ..model.text import Text

__all__ = ["LIMITS", "Document", "Grid", "Limits", "Line", "Merge", "Role", "column_letters"]

Role = Literal["title", "heading"]


@frozen
class Limits:
    """How much a file may unfold to before it is refused.

    Attributes:
        unpacked: bytes of all parts of a packed file (Word, Excel, OpenDocument).
        cells: of all tables together, covered ones included.
    """

    unpacked: int = 512 * 1024 * 1024
    cells: int = 5_000_000

    def check_cells(self, cells: int, place: str) -> None:
        """See that a number of cells is allowed.

        Raises:
            ReadError: it is not.
        """
        if cells > self.cells:
            raise ReadError(
                Text(
                    ru=f"в таблицах больше {self.cells} ячеек; это предел",
                    en=f"the tables have more than {self.cells} cells, the limit",
                ),
                place,
            )


LIMITS = Limits()


@frozen
class Line:
    """A paragraph outside tables: its text, its role if the document tells, its line in a text."""

    text: str
    role: Role | None = None
    number: int | None = None


class Merge(NamedTuple):
    """A merged cell: its upper left corner from 0 inside the grid, its height and width."""

    row: int
    column: int
    height: int
    width: int


@frozen
class Grid:
    """A table, or a sheet of a workbook.

    Attributes:
        rows: texts from the left, each row as long as the others; an empty cell is "", one that a
            merged cell covers is None.
        merges: every cell that covers more than itself.
        sheet: name of the sheet. first_row, first_column: where the grid begins on it, from 1.
        lines: of a text, the line where each row begins.
        notes: what its reader had to decide, each with the index of its row.
    """

    rows: Sequence[Sequence[str | None]]
    merges: Sequence[Merge] = ()
    sheet: str | None = None
    first_row: int = 1
    first_column: int = 1
    lines: Sequence[int] | None = None
    notes: Sequence[tuple[int, ReadingNote]] = ()


@frozen
class Document:
    """A document: its lines and grids in printed order, and the agency that it says it is of."""

    blocks: tuple[Line | Grid, ...]
    agency: str | None = None


def column_letters(number: int) -> str:
    """A column's letters in A1 notation, from 1.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
