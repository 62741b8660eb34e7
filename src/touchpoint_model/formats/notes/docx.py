"""Remarks put on the cells of a Word document as comments, nothing else touched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from ...model.errors import ReadError
from ...model.text import Text
from ..document import LIMITS, Limits
from ..readers.docx import rows_of, tables_of
from .parts import element, open_parts
from .remark import Remark

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["annotate_docx"]

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_MAIN}}}"
_PARA_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_PARENT_ID = "{http://schemas.microsoft.com/office/word/2012/wordml}paraIdParent"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NEW_NOTES = f'<w:comments xmlns:w="{_MAIN}"/>'.encode()
_MARKS = (
    f"{_W}commentRangeStart",
    f"{_W}commentRangeEnd",
    f"{_W}commentReference",
)  # what may stand around paragraphs without being a cell or a box
_AROUND = {f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}


def annotate_docx(
    data: bytes, remarks: Iterable[Remark], author: str, place: str, limits: Limits = LIMITS
) -> bytes:
    """The document with a comment for each remark, around the text of its cell.

    Comments by `author` are taken to be those of an earlier run and are replaced, but for those
    that someone has answered. The comments carry no date.

    Args:
        data: a .docx or .docm file.
        remarks: what to say where.
        author: of the comments.
        place: name of the file, for errors.
        limits: how much the file may unfold to.

    Raises:
        ReadError: the file cannot be annotated (see `open_parts`), or has no such table or cell.
    """
    package = open_parts(data, place, limits)
    document = package.root(package.main)
    parts = {one.kind: one.target for one in package.relations(package.main)}
    notes = package.root(parts["comments"]) if "comments" in parts else element(_NEW_NOTES)
    answered = set()
    if "commentsExtended" in parts:
        answered = {one.get(_PARENT_ID) for one in package.root(parts["commentsExtended"])}
    _withdraw(document, notes, author, answered)
    places = _places(document, list(remarks), place)
    if not places and "comments" not in parts:
        return package.packed()
    taken = [one.get(f"{_W}id", "") for one in [*notes, *document.iter(*_MARKS)]]
    fresh = max((int(one) for one in taken if one.isdecimal()), default=-1) + 1
    for number, (remark, (first, last)) in enumerate(places, start=fresh):
        notes.append(_note(remark, author, number))
        _mark(first, last, number)
    if "comments" not in parts:
        name = f"{package.main.rpartition('/')[0]}/comments.xml".lstrip("/")
        if package.has(name):
            name = package.free(name.replace(".xml", "{}.xml"))
        package.declare(name, _NOTES_TYPE)
        package.relate(package.main, "comments", name)
        parts["comments"] = name
    package.put_root(parts["comments"], notes)
    package.put_root(package.main, document)
    return package.packed()


def _withdraw(document: _Element, notes: _Element, author: str, answered: set[str | None]) -> None:
    gone = set()
    for note in list(notes):
        talk = answered & {one.get(_PARA_ID) for one in note.iter(f"{_W}p")} - {None}
        if note.get(f"{_W}author") == author and not talk:
            gone.add(note.get(f"{_W}id"))
            notes.remove(note)
    for mark in list(document.iter(*_MARKS)) if gone else ():
        if mark.get(f"{_W}id") in gone:
            parent = mark.getparent()
            assert parent is not None
            parent.remove(mark)
            if parent.tag == f"{_W}r" and all(one.tag == f"{_W}rPr" for one in parent):
                around = parent.getparent()
                assert around is not None
                around.remove(parent)


def _places(
    document: _Element, remarks: list[Remark], place: str
) -> list[tuple[Remark, tuple[_Element, _Element]]]:
    """The first and the last paragraph that each remark is about."""
    tables = tables_of(document)
    cells: dict[int, list[dict[int, _Element]]] = {}
    found = []
    for remark in remarks:
        at, row, column = remark.grid or 0, remark.row, remark.column
        if row is None or column is None:
            top = _top(document, place)
            found.append((remark, (top, top)))
            continue
        if not 0 <= at < len(tables):
            raise ReadError(
                Text(
                    ru=f"в документе нет таблицы {at + 1}, всего таблиц: {len(tables)}",
                    en=f"the document has no table {at + 1}, there are {len(tables)}",
                ),
                place,
            )
        if at not in cells:
            cells[at] = _cells(tables[at])
        cell = cells[at][row - 1].get(column) if 0 < row <= len(cells[at]) else None
        paragraphs = _paragraphs(cell) if cell is not None else []
        if not paragraphs:
            raise ReadError(
                Text(
                    ru=f"в таблице {at + 1} нет ячейки в строке {row}, столбце {column}",
                    en=f"table {at + 1} has no cell in row {row}, column {column}",
                ),
                place,
            )
        found.append((remark, (paragraphs[0], paragraphs[-1])))
    return found


def _cells(table: _Element) -> list[dict[int, _Element]]:
    """The cell that covers each column, from 1, of each row of a table's grid."""
    rows = []
    above: dict[tuple[int, int], _Element] = {}  # column and width → where the cell begins
    for row in rows_of(table):
        reached, covering = {}, {}
        for cell, first, width in row:
            head = above.get((first, width), cell) if _continues(cell) else cell
            reached[first, width] = head
            for column in range(first + 1, first + 1 + width):
                covering[column] = head
        above = reached
        rows.append(covering)
    return rows


def _continues(cell: _Element) -> bool:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _paragraphs(cell: _Element) -> list[_Element]:
    """Paragraphs of a cell, also in content controls, not those of tables and boxes in it."""
    found = []
    for paragraph in cell.iter(f"{_W}p"):
        parent = paragraph.getparent()
        while parent is not None and parent is not cell and parent.tag in _AROUND:
            parent = parent.getparent()
        if parent is cell:
            found.append(paragraph)
    return found


def _top(document: _Element, place: str) -> _Element:
    """The first paragraph with text before and outside tables, or the first of all."""
    body = document.find(f"{_W}body")
    outside = [] if body is None else _paragraphs(body)
    for paragraph in outside:
        if any((one.text or "").strip() for one in paragraph.iter(f"{_W}t")):
            return paragraph
    for paragraph in outside or document.iter(f"{_W}p"):
        return paragraph
    raise ReadError(
        Text(
            ru="в документе нет ни одного абзаца: откройте его в редакторе и сохраните",
            en="the document has no paragraph: open it in an editor and save it",
        ),
        place,
    )


def _mark(first: _Element, last: _Element, number: int) -> None:
    start, end, sign = element(
        f'<w:p xmlns:w="{_MAIN}"><w:commentRangeStart w:id="{number}"/>'
        f'<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:commentReference w:id="{number}"/></w:r></w:p>'
        "".encode()
    )
    has_properties = len(first) > 0 and first[0].tag == f"{_W}pPr"
    first.insert(1 if has_properties else 0, start)
    last.append(end)
    last.append(sign)


def _note(remark: Remark, author: str, number: int) -> _Element:
    title = remark.title.split("\n") if remark.title else []
    bold = "<w:rPr><w:b/></w:rPr>"
    lines = [*((line, bold) for line in title), *((line, "") for line in remark.text.split("\n"))]
    said = "".join(
        f"<w:p><w:r>{style}{_text(line)}</w:r></w:p>" if line else "<w:p/>" for line, style in lines
    )
    name, initial = quoteattr(author), quoteattr(author[:1])
    return element(
        f'<w:comment xmlns:w="{_MAIN}" w:id="{number}" w:author={name} w:initials={initial}>'
        f"{said}</w:comment>".encode()
    )


def _text(line: str) -> str:
    pieces = (f'<w:t xml:space="preserve">{escape(one)}</w:t>' for one in line.split("\t"))
    return "<w:tab/>".join(pieces)
