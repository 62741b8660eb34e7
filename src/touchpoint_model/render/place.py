"""The place of a finding in a document, in words."""

from __future__ import annotations

import re

from ..model.findings import Finding, Location
from ..model.processes import Source
from ..model.text import Lang, Text

__all__ = ["place", "spot", "stands"]

_WORDS = {
    "sheet": Text(ru="лист «{}»", en="sheet “{}”"),
    "table": Text(ru="таблица {}", en="table {}"),
    "row": Text(ru="строка {}", en="row {}"),
    "rows": Text(ru="строки {}–{}", en="rows {}–{}"),
    "cell": Text(ru="ячейка {}", en="cell {}"),
    "cells": Text(ru="ячейки {}", en="cells {}"),
    "column": Text(ru="графа {}", en="column {}"),
    "columns": Text(ru="графы {}–{}", en="columns {}–{}"),
    "merged": Text(ru="объединена, {}", en="merged, {}"),
    "line": Text(ru="строка {} текста", en="line {} of the text"),
    "file": Text(ru="файл {}, строка {}", en="file {}, line {}"),
    "remembered": Text(ru="в исходном документе {}: {}", en="in the source document {}: {}"),
}
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]*)(?::([A-Z]{1,3})([1-9][0-9]*))?")


def place(finding: Finding, lang: Lang = "ru") -> str:
    """Where a finding stands in its document; "" if that is not known.

    The place in the document that was checked, else the one remembered inside a register. Of a
    workbook: sheet and cell. Of a document: table, row and column, counted from 1. Of a text: its
    line. A finding about a waiver names the file of waivers.
    """
    at = finding.location
    if finding.act is None:
        known = at.file and at.line
        return _WORDS["file"][lang].format(at.file, at.line) if known else ""
    if stands(at):
        return spot(at, lang)
    remembered = finding.source
    if remembered is None or not stands(remembered):
        return ""
    said = spot(remembered, lang)
    if not remembered.file:
        return said
    return _WORDS["remembered"][lang].format(remembered.file, said)


def stands(at: Location | Source) -> bool:
    """Whether a place says more than the name of a file."""
    return any(one is not None for one in (at.sheet, at.table, at.cell, at.line))


def spot(at: Location | Source, lang: Lang = "ru") -> str:
    """A place inside its document, without the name of the file.

    >>> spot(Source(sheet="Лист1", cell="D4:D6"))
    'лист «Лист1», ячейки D4:D6'
    >>> spot(Source(table=2, row=5, cell="C5"))
    'таблица 2, строка 5, графа 3'
    >>> spot(Source(line=231))
    'строка 231 текста'
    """
    row = at.table_row if isinstance(at, Location) else at.row
    parts = []
    if at.sheet is not None:
        parts.append(_say("sheet", lang, at.sheet))
        if at.cell is not None:
            parts.append(_say("cells" if ":" in at.cell else "cell", lang, at.cell))
        elif row is not None:
            parts.append(_say("row", lang, row))
    else:
        if at.table is not None:
            parts.append(_say("table", lang, at.table))
        if row is not None:
            parts.append(_say("row", lang, row))
        if at.cell is not None:
            parts.append(_column(at.cell, row, lang))
    if at.line is not None:
        parts.append(_say("line", lang, at.line))
    return ", ".join(parts)


def _column(cell: str, row: int | None, lang: Lang) -> str:
    """A cell of a table that has no letters: its column, and its rows where they say more."""
    match = _CELL.fullmatch(cell)
    if match is None:
        return _say("cell", lang, cell)
    first, last = _number(match[1]), _number(match[3] or match[1])
    top, bottom = int(match[2]), int(match[4] or match[2])
    said = _say("column", lang, first)
    if last != first:
        said = _say("columns", lang, first, last)
    if bottom != top:
        return f"{said} ({_say('merged', lang, _say('rows', lang, top, bottom))})"
    return said if row == top else f"{_say('row', lang, top)}, {said}"


def _number(letters: str) -> int:
    """The number of a column, from 1.

    >>> _number("AA")
    27
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _say(word: str, lang: Lang, *values: object) -> str:
    return _WORDS[word][lang].format(*values)
