"""Where things stand in the XML of a sheet: enough to put comments on it without rewriting it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.parsers import expat

from attrs import define, field, frozen

from .parts import RELATIONS

__all__ = ["Area", "Outline", "cell_of", "outline"]

# what the schema of a sheet has after the drawing of its comments
_AFTER = {
    "AlternateContent",
    "controls",
    "drawingHF",
    "extLst",
    "legacyDrawingHF",
    "oleObjects",
    "picture",
    "tableParts",
    "webPublishItems",
}
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+)")
_PIXELS_OF_DIGIT, _PIXELS_OF_POINT = 7, 4 / 3


class Area(NamedTuple):
    """A rectangle of cells, from 1, both ends included."""

    row: int
    column: int
    last_row: int
    last_column: int


def _first_row(area: Area) -> int:
    return area.row


class _Width(NamedTuple):
    first: int
    last: int
    pixels: int


@frozen
class Outline:
    """What a sheet's XML says of its geometry.

    Attributes:
        drawing: id of the relation to the drawing of its comments.
        end: byte where the element that names it stands or would stand.
        prefix, relations: how elements of the sheet, and attributes that are ids, are prefixed.
        filled: the first cell with a value.
    """

    drawing: str | None
    end: int
    prefix: str
    relations: str | None
    filled: tuple[int, int]
    _merged: Mapping[int, Sequence[Area]]  # by their first column, in order of rows
    _widths: tuple[_Width, ...]
    _width: int
    _heights: Mapping[int, int]
    _height: int

    def area(self, row: int, column: int) -> Area:
        """The merged cell that covers a cell, or the cell itself."""
        for first, areas in self._merged.items():
            above = bisect_right(areas, row, key=_first_row) - 1
            if first <= column and above >= 0:
                one = areas[above]
                if row <= one.last_row and column <= one.last_column:
                    return one
        return Area(row, column, row, column)

    def width(self, column: int) -> int:
        """Pixels of a column."""
        return next((w.pixels for w in self._widths if w.first <= column <= w.last), self._width)

    def height(self, row: int) -> int:
        """Pixels of a row, as far as the file tells."""
        return self._heights.get(row, self._height)

    def with_drawing(self, sheet: bytes, relation: str) -> bytes:
        """The sheet's XML with the drawing of its comments; every other byte stays."""
        declared = "" if self.relations else f' xmlns:r="{RELATIONS}"'
        name = f"{self.relations or 'r'}:id"
        new = f'<{self.prefix}legacyDrawing{declared} {name}="{relation}"/>'
        return sheet[: self.end] + new.encode("ascii") + sheet[self.end :]


def cell_of(reference: str) -> tuple[int, int] | None:
    """Row and column, from 1, of a cell in A1 notation.

    >>> cell_of("AB3")
    (3, 28)
    """
    match = _CELL.fullmatch(reference.upper())
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


@define
class _Reader:
    parser: expat.XMLParserType
    depth: int = 0
    prefix: str = ""
    relations: str | None = None
    drawing: str | None = None
    end: int | None = None
    merged: dict[int, list[Area]] = field(factory=dict)
    filled: str | None = None
    cell: str = "A1"
    widths: list[_Width] = field(factory=list)
    width: float = 9.14
    heights: dict[int, int] = field(factory=dict)
    height: float = 15.0
    sheet: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth == 1:
            self.root(tag, attributes)
        elif self.depth == 2:
            self.child(tag.rpartition(":")[2], attributes)
        if tag.startswith(self.prefix):  # elements of other schemas, too, are called row and col
            self.measure(tag[len(self.prefix) :], attributes)

    def child(self, name: str, attributes: dict[str, str]) -> None:
        if name == "legacyDrawing":
            self.drawing = next((v for k, v in attributes.items() if k.endswith(":id")), None)
        elif name not in _AFTER:
            self.end = None
        elif self.end is None:
            self.end = self.parser.CurrentByteIndex

    def measure(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self.cell = attributes.get("r", "")
        elif name in ("v", "is"):
            self.filled = self.filled or self.cell
        elif name == "row":
            if "ht" in attributes or "hidden" in attributes:
                self.size_row(attributes)
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            corners = cell_of(first), cell_of(last or first)
            if corners[0] and corners[1]:
                self.merged.setdefault(corners[0][1], []).append(Area(*corners[0], *corners[1]))
        elif name == "col":
            pixels = int(float(attributes.get("width", self.width)) * _PIXELS_OF_DIGIT)
            shown = attributes.get("hidden") not in ("1", "true")
            self.widths.append(
                _Width(int(attributes["min"]), int(attributes["max"]), pixels if shown else 0)
            )
        elif name == "sheetFormatPr":
            self.width = float(attributes.get("defaultColWidth", self.width))
            self.height = float(attributes.get("defaultRowHeight", self.height))

    def root(self, tag: str, attributes: dict[str, str]) -> None:
        prefix, _, name = tag.rpartition(":")
        self.sheet = name in ("worksheet", "dialogsheet")
        self.prefix = prefix and f"{prefix}:"
        self.relations = next(
            (k[6:] for k, v in attributes.items() if v == RELATIONS and k.startswith("xmlns:")),
            None,
        )

    def size_row(self, attributes: dict[str, str]) -> None:
        points = float(attributes.get("ht", self.height))
        shown = attributes.get("hidden") not in ("1", "true")
        row = int(attributes.get("r", 0))
        self.heights[row] = int(points * _PIXELS_OF_POINT) if shown else 0

    def finish(self, _tag: str) -> None:
        self.depth -= 1
        if self.depth == 0 and self.end is None:
            self.end = self.parser.CurrentByteIndex


class _Refused(Exception):
    """A document type is declared."""


def outline(sheet: bytes) -> Outline | None:
    """Read a sheet's outline; None if its XML is broken, in UTF-16 or declares a document type."""
    if b"\0" in sheet:
        return None
    parser = expat.ParserCreate()
    reader = _Reader(parser)

    def refuse(*_: object) -> None:
        raise _Refused

    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.finish
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(sheet, True)
    except (expat.ExpatError, _Refused, ValueError, KeyError, OverflowError):
        return None
    if not reader.sheet or reader.end is None or sheet[reader.end : reader.end + 1] != b"<":
        return None
    return Outline(
        reader.drawing,
        reader.end,
        reader.prefix,
        reader.relations,
        cell_of(reader.filled or "") or (1, 1),
        {first: sorted(areas) for first, areas in reader.merged.items()},
        tuple(reader.widths),
        int(reader.width * _PIXELS_OF_DIGIT),
        reader.heights,
        int(reader.height * _PIXELS_OF_POINT),
    )
