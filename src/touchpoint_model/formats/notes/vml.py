"""The boxes of a sheet's comments: the old drawing (VML) without which Excel shows none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import ceil
from typing import TYPE_CHECKING

from .outline import Area, Outline
from .parts import element

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = [
    "NEW_DRAWING",
    "add_box",
    "blocks_of",
    "boxes",
    "fresh_ids",
    "mend",
    "remove_box",
    "size_box",
]

_V = "urn:schemas-microsoft-com:vml"
_O = "urn:schemas-microsoft-com:office:office"
_X = "urn:schemas-microsoft-com:office:excel"
_BLOCK = 1024  # ids of shapes come in blocks, each of one drawing in the workbook
_LAST_ROW, _LAST_COLUMN = 2**20, 2**14
_KIND = "_x0000_t202"
_SHAPE = re.compile(r"_s(\d+)$")
# pixels: of a letter and a line of Tahoma 9, of boxes; letters of a long text
_LETTER, _LINE, _MARGIN, _NARROW, _WIDE, _HIGHEST, _LONG = 7, 15, 12, 320, 480, 640, 900

NEW_DRAWING = f"""<xml xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}">\
<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout>\
<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">\
<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>\
</xml>""".encode()

_BOX = f"""<v:shape xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}" id="" type="#_x0000_t202" \
style="" fillcolor="#ffffe1" o:insetmode="auto">\
<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>\
<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>\
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor/>\
<x:AutoFill>False</x:AutoFill><x:Row/><x:Column/></x:ClientData></v:shape>""".encode()


def mend(data: bytes) -> bytes:
    """A drawing as XML: older Excel leaves line breaks open."""
    return re.sub(rb"<br\s*>", b"<br/>", data)


def blocks_of(drawing: bytes) -> set[int]:
    """The blocks of ids that a drawing takes."""
    found = re.findall(rb"""idmap\b[^>]*\bdata=["']([\d,\s]*)["']""", drawing)
    return {int(number) for one in found for number in re.findall(rb"\d+", one)}


def boxes(root: _Element) -> dict[tuple[int, int], _Element]:
    """The boxes of comments by the row and column of their cells, from 1."""
    found = {}
    for shape in root.iter(f"{{{_V}}}shape"):
        said = shape.find(f"{{{_X}}}ClientData")
        if said is not None and said.get("ObjectType") == "Note":
            row, column = said.findtext(f"{{{_X}}}Row"), said.findtext(f"{{{_X}}}Column")
            if row and column and row.strip().isdecimal() and column.strip().isdecimal():
                found[int(row) + 1, int(column) + 1] = shape
    return found


def fresh_ids(root: _Element, blocks: set[int]) -> Iterator[int]:
    """Numbers for new boxes of a drawing; take them all from one iterator.

    The drawing is made ready for boxes when the first is taken.

    Args:
        root: of the drawing; where it has too few numbers it is given a new block of them.
        blocks: those that the drawings of the workbook take; new ones are added.
    """
    own_map = root.find(f"{{{_O}}}shapelayout/{{{_O}}}idmap")
    if own_map is None:
        layout = element(NEW_DRAWING)[0]
        root.insert(0, layout)
        own_map = layout[0]
    if _KIND not in [one.get("id") for one in root.iterchildren(f"{{{_V}}}shapetype")]:
        root.insert(1, element(NEW_DRAWING)[1])
    own = sorted(int(one) for one in re.findall(r"\d+", own_map.get("data", "")))
    names = (one.get(name, "") for one in root.iter() for name in ("id", f"{{{_O}}}spid"))
    found = (int(match[1]) for match in map(_SHAPE.search, names) if match)
    last = max((one for one in found if one // _BLOCK in own), default=0)
    while True:
        last += 1
        if last // _BLOCK not in own or last % _BLOCK == 0:
            block = next((one for one in own if one >= last // _BLOCK), None)
            if block is None:
                block = max(blocks, default=0) + 1
                blocks.add(block)
                own.append(block)
                own_map.set("data", ",".join(map(str, own)))
            last = block * _BLOCK + 1
        yield last


def add_box(root: _Element, number: int, area: Area) -> _Element:
    """Add the box of a comment on a cell, not sized yet, with a number of `fresh_ids`."""
    box = element(_BOX)
    box.set("id", f"_x0000_s{number}")
    for name, at in (("Row", area.row), ("Column", area.column)):
        for one in box.iter(f"{{{_X}}}{name}"):
            one.text = str(at - 1)
    root.append(box)
    return box


def remove_box(box: _Element) -> None:
    """Take a box out of its drawing."""
    drawing = box.getparent()
    if drawing is not None:
        drawing.remove(box)


def size_box(box: _Element, area: Area, text: str, sheet: Outline) -> None:
    """Make a box as large as its text needs and put it to the right of its cell."""
    width = _WIDE if len(text) > _LONG else _NARROW
    letters = width // _LETTER
    lines = sum(max(1, ceil(len(line) / letters)) for line in text.split("\n"))
    height = min(lines * _LINE + 2 * _MARGIN, _HIGHEST)
    left, from_left = _along(sheet.width, area.last_column, _MARGIN, _LAST_COLUMN)
    right, from_right = _along(sheet.width, area.last_column, _MARGIN + width, _LAST_COLUMN)
    top, from_top = _along(sheet.height, area.row - 1, 2, _LAST_ROW)
    bottom, from_bottom = _along(sheet.height, area.row - 1, 2 + height, _LAST_ROW)
    numbers = (left, from_left, top, from_top, right, from_right, bottom, from_bottom)
    said = box.find(f"{{{_X}}}ClientData")
    if said is None:
        return
    anchor = said.find(f"{{{_X}}}Anchor")
    if anchor is None:
        anchor = said.makeelement(f"{{{_X}}}Anchor")
        said.append(anchor)
    anchor.text = ", ".join(map(str, numbers))
    shown = said.find(f"{{{_X}}}Visible") is not None
    box.set(
        "style",
        f"position:absolute;margin-left:0;margin-top:0;width:{width * 3 // 4}pt;"
        f"height:{height * 3 // 4}pt;z-index:1;visibility:{'visible' if shown else 'hidden'}",
    )


def _along(size: Callable[[int], int], start: int, pixels: int, last: int) -> tuple[int, int]:
    """The cell, from 0, that is so many pixels behind the edge of cell `start`, and the rest."""
    at = start
    while at < last - 1 and pixels >= size(at + 1):
        pixels -= size(at + 1)
        at += 1
    return min(at, last - 1), pixels if at < last - 1 else 0
