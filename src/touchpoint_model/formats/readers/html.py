"""Web pages: headings, paragraphs and tables as a browser would show them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from ...model.collector import collector_paused
from ..document import Document, Grid, Limits, Line, Role
from ..headings import columns_in
from .encoding import decoded
from .markup import parse_html
from .spans import Placed, dense, squeezed

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_html"]

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
# a page in any other encoding that is not Unicode is no page in Russian, whatever it says
_CYRILLIC = re.compile(r"cp1251|cp866|cp855|koi8-[rut]|iso8859-5|mac-cyrillic|ptcp154|kz1048")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SOFT = "\0"  # where a block begins or ends; no character of a page
_HARD = {
    ord(" "): "\ufdd0",
    ord("\n"): "\ufdd1",
    ord("\t"): "\ufdd2",
    ord("\r"): None,
}  # kept as is
_EASED = {0xFDD0: " ", 0xFDD1: "\n", 0xFDD2: "\t"}
_BREAKS = re.compile(" ?\n?[ \0]*\0 ?")
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section"
    " summary table tbody td tfoot th thead tr ul"
)
_UNSEEN_NAMES = (
    "head del script style template noscript title svg math iframe object select textarea xml"
)
_BLOCKS, _UNSEEN = frozenset(_BLOCK_NAMES.split()), frozenset(_UNSEEN_NAMES.split())
_ROLES: dict[str, Role] = {
    "h1": "title",
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6", "caption"), "heading"),
}
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_KEPT = re.compile(r"white-space\s*:\s*(pre(?!-line)|break-spaces)", re.IGNORECASE)
_OF_CELLS = re.compile(r"(?:^|[\s,>/])t[dh]\s*(?:,|$)")
_HEADING_ROWS = 6  # among which the headings of a table are looked for
_WIDEST = 1000  # columns that one cell may span, as in browsers


@collector_paused()
def read_html(data: bytes, place: str, limits: Limits) -> Document:
    """What a web page shows: lines outside tables, and tables.

    A table inside another is text of its cell, unless it is the register's: then the other only
    lays out the page.

    Args:
        data: the file. place: its name, for messages. limits: how much it may unfold to.

    Raises:
        ReadError: it is no text, is nested too deeply, or its tables have too many cells.
    """
    root = parse_html(_text_of_page(data, place), place)
    if root is None:
        return Document(())
    kept = any(_keeps_spaces(style.text or "") for style in root.iter("style"))
    blocks = tuple(_blocks(root, int(kept), limits, place))
    limits.check_cells(
        sum(len(row) for block in blocks if isinstance(block, Grid) for row in block.rows), place
    )
    return Document(blocks, _agency(root))


def _text_of_page(data: bytes, place: str) -> str:
    stated = _CHARSET.search(data[:4096])
    if stated and b"\0" not in data:
        try:
            name = codecs.lookup(stated[1].decode("ascii", "replace")).name
        except LookupError:
            name = ""
        if _CYRILLIC.fullmatch(name):
            return data.decode(name, "replace")
    return decoded(data, place)


def _agency(root: _Element) -> str | None:
    for meta in root.iter("meta"):
        if meta.get("name", "").lower() == "touchpoint-agency":
            return meta.get("content", "").strip() or None
    return None


def _keeps_spaces(style: str) -> bool:
    """Whether a rule of the page's own style sheet keeps the white space of all cells."""
    for rule in style.split("}"):
        selector, _, body = rule.rpartition("{")
        if _KEPT.search(body) and _OF_CELLS.search(selector):
            return True
    return False


def _blocks(root: _Element, kept: int, limits: Limits, place: str) -> Iterator[Line | Grid]:
    """Walk the page; text gathers until a block ends, a table is taken whole."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end"))
    frames = _frames(root)
    gathered: list[str] = []
    role: Role | None = None
    for event, node in walk:
        name = _name(node)
        table = name == "table" and node not in frames
        if event == "start" and (name in _UNSEEN or table or _hidden(node)):
            walk.skip_subtree()
            if table and not _hidden(node):
                yield from _lines(gathered, role)
                gathered = []
                yield from _table(node, kept, limits, place)
        elif event == "start":
            if name in _BLOCKS:
                yield from _lines(gathered, role)
                gathered, role = [], _ROLES.get(name, role)
            elif name == "br":
                gathered.append("\n")
            gathered.append(_collapsed(node.text))
        else:
            if name in _BLOCKS:
                yield from _lines(gathered, role)
                gathered = []
                if name in _ROLES:
                    role = None
            gathered.append(_collapsed(node.tail))
    yield from _lines(gathered, role)


def _frames(root: _Element) -> set[_Element]:
    """Tables that only lay out the page: one inside them has the headings of a register."""
    found: set[_Element] = set()
    for table in root.iter("table"):
        if next(table.iterancestors("table"), None) is not None and _has_headings(table):
            found.update(table.iterancestors("table"))
    return found


def _has_headings(table: _Element) -> bool:
    rows = islice(chain.from_iterable(_groups(table)), _HEADING_ROWS)
    named = (columns_in(["".join(islice(_texts(one), 9)) for one in row]) for row in rows)
    return any(len(one) > 3 for one in named)


def _texts(cell: _Element) -> Iterator[str]:
    return (str(text) for text in cell.itertext())


def _lines(gathered: list[str], role: Role | None) -> Iterator[Line]:
    text = _tidy("".join(gathered)).strip(" \n")
    if text.strip():
        yield Line(text, role)


def _table(table: _Element, kept: int, limits: Limits, place: str) -> Iterator[Line | Grid]:
    for child in table.iterchildren("caption"):
        if text := _inner(child, 0).strip():
            yield Line(text, "heading")
    rows: list[list[tuple[tuple[_Element, int], int, int]]] = []
    area = 0
    for group in _groups(table):
        taken: dict[int, int] = {}  # column → how many rows below a cell from above reaches
        for at, row in enumerate(group):
            cells: list[tuple[tuple[_Element, int], int, int]] = []
            column = 0
            for cell in row:
                while column in taken:
                    column += 1
                width, height = _size(cell, len(group), at)
                if width > 1 and taken:
                    width = next((one for one in range(1, width) if column + one in taken), width)
                area += width * height
                cells.append(((cell, height), column, width))
                column += width
            limits.check_cells(area, place)
            taken = {one: left - 1 for one, left in taken.items() if left > 1}
            for (_, height), start, width in cells:
                if height > 1:
                    taken.update(dict.fromkeys(range(start, start + width), height - 1))
            rows.append(cells)
    placed = [
        Placed(at, column, height, width, _inner(cell, kept))
        for at, row in enumerate(squeezed(rows))
        for (cell, height), column, width in row
    ]
    grid = dense(placed, len(rows), limits, place)
    if any(grid.rows):
        yield grid


def _groups(table: _Element) -> Iterator[list[list[_Element]]]:
    """The rows of a table's head, bodies and foot; a row is its cells."""
    found: dict[str, list[list[list[_Element]]]] = {"thead": [], "tbody": [], "tfoot": []}
    loose: list[_Element] = []
    for child in table.iterchildren():
        if (name := _name(child)) in found:
            if loose:
                found["tbody"].append(list(_rows(loose)))
                loose = []
            if not _hidden(child):
                found[name].append(list(_rows(child)))
        else:
            loose.append(child)
    found["tbody"].append(list(_rows(loose)))
    for groups in found.values():
        yield from groups


def _rows(children: Iterable[_Element]) -> Iterator[list[_Element]]:
    bare: list[_Element] = []  # cells without a row around them
    for child in children:
        name = _name(child)
        if name in ("td", "th"):
            bare.append(child)
            continue
        if bare:
            yield bare
            bare = []
        if name == "tr" and not _blank(child):
            yield _cells(child)
        elif name == "form":  # as old pages put between a table and its rows
            yield from (_cells(row) for row in child.iter("tr") if not _blank(row))
    if bare:
        yield bare


def _cells(row: _Element) -> list[_Element]:
    return [cell for cell in row.iterchildren("td", "th") if not _hidden(cell)]


def _blank(row: _Element) -> bool:
    """Whether a row is not shown: hidden, or of no height, as Word and Excel align columns."""
    return _hidden(row) or (
        row.get("height") == "0" and not "".join(map(str, row.itertext())).strip()
    )


def _inner(cell: _Element, kept: int) -> str:
    """The text of a cell with a line for each block and break in it.

    kept: how many blocks around keep their white space.
    """
    from lxml import etree

    if not len(cell) and cell.get("style") is None:
        return (cell.text or "") if kept else _collapsed(cell.text).strip(" ")
    gathered: list[str] = []
    walk = etree.iterwalk(cell, events=("start", "end"))
    for event, node in walk:
        name = _name(node)
        keeps = name == "pre" or bool(_KEPT.search(node.get("style", "")))
        if event == "start":
            if name in _UNSEEN or (node is not cell and _hidden(node)):
                walk.skip_subtree()
                continue
            kept += keeps
            if name in _BLOCKS:
                gathered.append(_SOFT)
            elif name == "br":
                gathered.append("\n")
            gathered.append(_piece(node.text, kept))
        else:
            if name not in _UNSEEN and (node is cell or not _hidden(node)):
                kept -= keeps
                if name in _BLOCKS:
                    gathered.append(_SOFT)
            if node is not cell:
                gathered.append(_piece(node.tail, kept))
    return _tidy("".join(gathered)).translate(_EASED)


def _piece(text: str | None, kept: int) -> str:
    return (text or "").translate(_HARD) if kept else _collapsed(text)


def _tidy(text: str) -> str:
    """Runs of spaces as one, none at the ends of a line; a soft break is a line, several are one."""
    soft = _BREAKS.sub(_SOFT, re.sub(" +", " ", text)).strip(f"{_SOFT} ")
    return re.sub(" ?\n ?", "\n", soft.replace(_SOFT, "\n"))


def _collapsed(text: str | None) -> str:
    return _SPACES.sub(" ", text) if text else ""


def _size(cell: _Element, rows: int, at: int) -> tuple[int, int]:
    """Width and height of a cell in a group of rows, whose row it begins in."""
    across, down = cell.get("colspan"), cell.get("rowspan")
    width = 1 if across is None else _span(across, _WIDEST) or 1
    height = 1 if down is None else min(_span(down, rows) or rows, rows - at)
    return width, height


def _span(printed: str, most: int) -> int:
    """A number of rows or columns; 0 means up to the end, 1 is what anything odd means."""
    digits = re.match(r"\s*\+?([0-9]+)", printed)
    return 1 if digits is None else min(int(digits[1][:9]), most)


def _hidden(node: _Element) -> bool:
    style = node.get("style")
    return node.get("hidden") is not None or bool(style and _HIDDEN.search(style))


def _name(node: _Element) -> str:
    tag = node.tag
    return tag if isinstance(tag, str) else ""
