"""Word documents: paragraphs and tables of the body, read from the XML itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ...model.collector import collector_paused
from ..document import Document, Grid, Limits, Line, Role
from .markup import parse_xml
from .package import Package, agency_of, damaged, main_part, office_package
from .spans import Placed, dense, squeezed

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_docx", "rows_of", "tables_of"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_P, _T, _TBL, _TR, _TC = (_W + name for name in ("p", "t", "tbl", "tr", "tc"))
_TRPR, _DEL, _VAL = (_W + name for name in ("trPr", "del", "val"))
_SPAN, _VMERGE, _HMERGE = (_W + name for name in ("gridSpan", "vMerge", "hMerge"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# content is reached through these
_WRAPPERS = (
    *(_W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")),
    _MC + "AlternateContent",
    _MC + "Choice",
)
_SIGNS: Mapping[str, str] = {
    _W + "tab": "\t",
    _W + "ptab": "\t",
    _W + "br": "\n",
    _W + "cr": "\n",
    _W + "noBreakHyphen": "\u2011",
    _W + "softHyphen": "\u00ad",
}
_SYM = _W + "sym"
_SYMBOLS: Mapping[str, str] = {"F0B7": "•", "F0A7": "▪", "F0D8": "➢", "F0FC": "✓", "F02D": "–"}
_TEXTUAL = (_P, _T, _SYM, *_SIGNS)
# never printed: deleted and moved text, the other half of alternatives, boxes, stops of tabs
_GONE = (
    *(_W + name for name in ("del", "moveFrom", "txbxContent", "tabs", "rt")),
    _MC + "Fallback",
)
_NARROW = 160  # twips, 2.8 mm: less than the margins of a cell


@collector_paused()
def read_docx(data: bytes, place: str, limits: Limits) -> Document:
    """What a Word document prints in its body.

    Accepted insertions are text, deletions are not; text boxes, notes and headers are left out.

    Args:
        data: the file. place: its name, for messages. limits: how much it may unfold to.

    Raises:
        ReadError: it is damaged, encrypted, holds macros, or unfolds to more than allowed.
    """
    package = office_package(data, place, limits)
    part = main_part(package, "word/document.xml")
    root = parse_xml(package.read(part).replace(_STRICT, _TRANSITIONAL), place)
    if root.find(_W + "body") is None:
        raise damaged(place, part)
    _drop_unprinted(root)
    roles = _roles(package, part)
    blocks: list[Line | Grid] = []
    cells = 0
    for block in _blocks(root):
        if block.tag == _TBL:
            grid = _grid(block, limits, place)
            cells += sum(map(len, grid.rows))
            limits.check_cells(cells, place)
            blocks.append(grid)
        elif (text := _text(block)).strip():
            style = block.find(f"{_W}pPr/{_W}pStyle")
            name = style.get(_VAL, "") if style is not None else ""
            blocks.append(Line(text, roles.get(name) or _named(name)))
    return Document(tuple(blocks), agency_of(package))


def tables_of(root: _Element) -> list[_Element]:
    """The `w:tbl` elements of a document, in the order of the grids that `read_docx` gives."""
    return [block for block in _blocks(root) if block.tag == _TBL]


def rows_of(table: _Element) -> list[list[tuple[_Element, int, int]]]:
    """The rows of a table as its grid has them: the `w:tc` elements, each with column and width.

    Columns count from 0. A column in which no cell begins, and one too narrow for text that only
    bends a border, are left out; so are deleted rows.
    """
    return squeezed(_straightened(list(_rows(table, _settings(table))), table))


def _settings(table: _Element) -> dict[_Element, dict[str, str]]:
    """Cell → how it is merged, of the cells that are."""
    found: dict[_Element, dict[str, str]] = {}
    for setting in table.iter(_SPAN, _VMERGE, _HMERGE):
        properties = setting.getparent()
        cell = properties.getparent() if properties is not None else None
        if cell is not None:
            found.setdefault(cell, {})[setting.tag] = setting.get(_VAL, "continue")
    return found


def _rows(
    table: _Element, settings: Mapping[_Element, Mapping[str, str]]
) -> Iterator[list[tuple[_Element, int, int]]]:
    for row in _within(table, _TR):
        column = 0
        for properties in row.iterchildren(_TRPR):
            column = _number(properties.find(_W + "gridBefore"), 0)
            if properties.find(_DEL) is not None:
                column = -1
        if column < 0:
            continue
        cells: list[tuple[_Element, int, int]] = []
        for cell in _within(row, _TC):
            width = 1
            if (merged := settings.get(cell)) is not None:
                width = max(1, _whole(merged.get(_SPAN, ""), 1))
                if merged.get(_HMERGE) == "continue" and cells:
                    head, start, reach = cells[-1]
                    cells[-1] = (head, start, reach + width)
                    column += width
                    continue
            cells.append((cell, column, width))
            column += width
        yield cells


def _straightened(
    rows: list[list[tuple[_Element, int, int]]], table: _Element
) -> list[list[tuple[_Element, int, int]]]:
    """The rows without columns that exist only because a border bends by a hair."""
    widths = [_number(one, _NARROW, "w") for one in table.iterfind(f"{_W}tblGrid/{_W}gridCol")]
    own = {column for row in rows for _, column, width in row if width == 1}
    narrow = {at for at, one in enumerate(widths) if 0 < one < _NARROW} - own
    if not narrow:
        return rows
    place = [0]
    for at in range(len(widths)):
        place.append(place[-1] + (at not in narrow))
    most = len(widths)

    def moved(column: int) -> int:
        return place[column] if column <= most else place[most] + column - most

    found = [
        [
            (cell, moved(column), moved(column + width) - moved(column))
            for cell, column, width in row
        ]
        for row in rows
    ]
    return found if all(width > 0 for row in found for _, _, width in row) else rows


def _grid(table: _Element, limits: Limits, place: str) -> Grid:
    cells: list[Placed] = []
    above: dict[int, int] = {}  # column → the vertically merged cell that reaches the last row
    settings = _settings(table)
    rows = squeezed(_straightened(list(_rows(table, settings)), table))
    for at, row in enumerate(rows):
        reached: dict[int, int] = {}
        for cell, column, width in row:
            if cell in settings and (merge := settings[cell].get(_VMERGE)):
                open_at = above.get(column) if merge == "continue" else None
                if open_at is not None and cells[open_at].width == width:
                    held = cells[open_at]
                    cells[open_at] = held._replace(height=held.height + 1)
                    reached[column] = open_at
                    continue
                reached[column] = len(cells)
            cells.append(Placed(at, column, 1, width, _text(cell)))
        above = reached
    return dense(cells, len(rows), limits, place)


def _text(container: _Element) -> str:
    """The text of a paragraph, or of all paragraphs under a cell, a line for each."""
    parts = []
    for node in container.iter(*_TEXTUAL):
        tag = node.tag
        if tag == _T:
            parts.append(_run(node))
        elif tag == _P:
            parts.append("\n")
        elif tag == _SYM:
            parts.append(_symbol(node))
        else:
            parts.append(_SIGNS[tag])
    return "".join(parts).removeprefix("\n")


def _run(node: _Element) -> str:
    text = node.text or ""
    if (text[:1].isspace() or text[-1:].isspace()) and not (
        node.get(_SPACE) == "preserve" or node.getroottree().getroot().get(_SPACE) == "preserve"
    ):
        text = text.strip(" \t\r\n")
    return re.sub(r"[\t\r\n]", " ", text) if "\n" in text or "\t" in text else text


def _symbol(node: _Element) -> str:
    code, font = node.get(_W + "char", "").upper(), node.get(_W + "font", "")
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    if not re.fullmatch("[0-9A-F]{2,5}", code) or font.startswith(("Symbol", "Wingdings")):
        return ""
    number = int(code, 16)
    number -= 0xF000 if 0xF000 <= number <= 0xF0FF else 0
    return chr(number) if number >= 0x20 and not 0xD800 <= number < 0xE000 else ""


def _drop_unprinted(root: _Element) -> None:
    hidden = _W + "vanish"
    for node in list(root.iter(*_GONE, hidden)):
        gone, parent = node, node.getparent()
        if parent is None or parent.tag == _TRPR:
            continue
        if node.tag == hidden:
            run = parent.getparent()
            if (
                run is None
                or run.tag != _W + "r"
                or node.get(_VAL, "true") in ("0", "false", "off")
            ):
                continue
            gone, parent = run, run.getparent()
        elif node.tag == _MC + "Fallback" and parent.find(_MC + "Choice") is None:
            continue
        if parent is not None:
            parent.remove(gone)


def _blocks(root: _Element) -> Iterator[_Element]:
    """Paragraphs and tables outside one another, in order."""
    body = root.find(_W + "body")
    if body is not None:
        yield from _within(body, _P, _TBL)


def _within(parent: _Element, *tags: str) -> Iterator[_Element]:
    """Children of some kinds, those inside content controls and accepted insertions too."""
    for child in parent.iterchildren(*tags, *_WRAPPERS):
        if child.tag in tags:
            yield child
        else:
            yield from _within(child, *tags)


def _number(node: _Element | None, otherwise: int, name: str = "val") -> int:
    return _whole(node.get(_W + name, "") if node is not None else "", otherwise)


def _whole(printed: str, otherwise: int) -> int:
    return int(printed) if re.fullmatch(r"[0-9]{1,6}", printed) else otherwise


_TITLE_ru = {"title", "название"}
_HEADING_ru = re.compile(r"(heading|заголовок) ?[1-9]")


def _roles(package: Package, part: str) -> dict[str, Role]:
    """Style → role, by the names of the style and of those it is based on."""
    folder = part.rpartition("/")[0]
    path = f"{folder}/styles.xml".lstrip("/")
    names: dict[str, str] = {}
    parents: dict[str, str] = {}
    if path in package:
        styles = parse_xml(package.read(path).replace(_STRICT, _TRANSITIONAL), package.place)
        for style in styles.iterchildren(_W + "style"):
            name, based = style.find(_W + "name"), style.find(_W + "basedOn")
            key = style.get(_W + "styleId", "")
            names[key] = name.get(_VAL, "") if name is not None else ""
            parents[key] = based.get(_VAL, "") if based is not None else ""
    found = {}
    for key in names:
        at: str = key
        for _ in range(12):  # a chain is short; one that turns in a circle ends here
            role = _named(names.get(at, "")) or _named(at)
            if role:
                found[key] = role
                break
            at = parents.get(at, "")
    return found


def _named(name: str) -> Role | None:
    plain = name.casefold().strip()
    if plain in _TITLE_ru:
        return "title"
    return "heading" if _HEADING_ru.fullmatch(plain) else None
