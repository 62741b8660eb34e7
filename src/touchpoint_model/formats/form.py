"""A register as its ordinance prints it: what every writer of documents is handed."""

from __future__ import annotations

from attrs import frozen

from .document import Merge
from .table import Table

__all__ = ["Form", "merges"]


@frozen
class Form:
    """A register laid out for print.

    Attributes:
        title: printed once, on top, unless the first heading repeats it.
        tables: one for each direction, their rows in printed order; a cell that is merged with the
            one above is None.
        agency: code of the agency; documents that can carry it as a property do.
    """

    title: str
    tables: tuple[Table, ...]
    agency: str

    @property
    def printed_title(self) -> str:
        """The title to print on top: "" where the first table's heading repeats it."""
        return "" if self.tables and self.tables[0].heading == self.title else self.title


def merges(table: Table) -> tuple[Merge, ...]:
    """The merged cells of a table: rows and columns from 0, headings left out."""
    found = []
    for column in range(5):
        start = 0
        for at in range(1, len(table.rows) + 1):
            if at == len(table.rows) or table.rows[at].cells[column] is not None:
                if at - start > 1:
                    found.append(Merge(start, column, at - start, 1))
                start = at
    return tuple(sorted(found))
