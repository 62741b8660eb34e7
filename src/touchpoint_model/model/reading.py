"""Reading notes: what a reader of documents had to decide, with what else it could have been."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from .processes import Source
from .text import Text

__all__ = ["READINGS", "ReadingNote"]

READINGS: Mapping[str, Text] = {
    "ambiguous-row": Text(
        ru="по печати не видно, какие ячейки строки объединены; графы определены по содержанию",
        en="the print does not show which cells of the row are merged; told by their content",
    ),
    "cut-by-page": Text(
        ru="ячейка разорвана границей страницы; части соединены",
        en="a cell is cut by a page break; its parts are joined",
    ),
    "merged-across": Text(
        ru="ячейка объединена по ширине; текст отнесён к первой графе",
        en="a cell is merged across columns; its text is taken for the first of them",
    ),
    "skipped-row": Text(
        ru="строка не относится к перечню (итог, сноска, многоточие) и пропущена",
        en="a row that is not of the register (a total, a footnote, an ellipsis) is left out",
    ),
    "skipped-template": Text(
        ru="таблица-шаблон без данных пропущена", en="a template table without data is left out"
    ),
    "skipped-table": Text(
        ru="таблица без строки с названиями граф пропущена",
        en="a table without a row of headings is left out",
    ),
    "nameless-process": Text(
        ru="у строки свой номер, а процесс не назван; он назван прочерком",
        en="a row has a number of its own and no process; it is named with a dash",
    ),
    "outside-process": Text(
        ru="строка стоит до первого процесса; процесс назван прочерком",
        en="a row stands before the first process; the process is named with a dash",
    ),
}


@frozen
class ReadingNote:
    """One decision of a reader.

    Attributes:
        kind: key of `READINGS`. source: where.
        printed: the texts as the document prints them.
        read: how they were read. other: the reading that was not chosen; () if there is none.
            For an ambiguous row both give, for each printed text, the column it was put in
            (`process`, `touchpoint`, `needs`, `particulars`). A cut cell is told by its parts, as
            printed, and the text that they make.
    """

    kind: str
    source: Source | None = None
    printed: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
