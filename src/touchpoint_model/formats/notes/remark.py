"""A remark: what an annotated document says at one of its cells."""

from __future__ import annotations

import re

from attrs import field, frozen

__all__ = ["Remark"]

_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _printable(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


@frozen(kw_only=True)
class Remark:
    """A comment to put on a cell.

    Attributes:
        text: what it says; lines end with a line feed. title: printed before it in bold.
            Characters that XML cannot hold become U+FFFD.
        sheet: of a workbook, by name; None is its first sheet.
        grid: of a text document, the number of the table from 0 among those of the body, also in
            content controls, nested ones not counted.
        row, column: of the sheet or the table's grid, from 1. Any part of a merged cell stands for
            the whole cell. Without them the remark is about the sheet or document as a whole: it
            goes to the first filled cell, or the first paragraph.
    """

    text: str = field(converter=_printable)
    title: str = field(default="", converter=_printable)
    sheet: str | None = None
    grid: int | None = None
    row: int | None = None
    column: int | None = None
