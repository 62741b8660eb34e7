"""The texts of a sheet's comments: who said what on which cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from attrs import define, field

from ...model.errors import ReadError
from ...model.text import Text
from ..document import column_letters
from .outline import cell_of
from .parts import element
from .remark import Remark

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["NEW_NOTES", "Notes"]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NEW_NOTES = f'<comments xmlns="{_MAIN}"><authors/><commentList/></comments>'.encode()
_MOST = 32_767  # characters of a comment, in units of UTF-16
_LEAST = 100
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

_Run = tuple[str, bool]  # a text, and whether it is bold


@define
class Notes:
    """The comments part of a sheet under edit, for one author.

    Attributes:
        root: of the part. author: who annotates. place: name of the file, for errors.
    """

    root: _Element
    author: str
    place: str
    _by_cell: dict[tuple[int, int], _Element] = field(factory=dict)

    def withdraw(self) -> list[tuple[int, int]]:
        """Take back what was said before: all that stands below a line with the author's name.

        Returns:
            the cells that have no comment any more.
        """
        heading = re.compile(rf"(?:\A|\n\n|\n){re.escape(self.author)}:\n")
        freed = []
        for listed in self.root.iterfind(f"{{{_MAIN}}}commentList"):
            for comment in list(listed):
                cell = cell_of(comment.get("ref", ""))
                text = _plain(comment)
                own = heading.search(text)
                if own:
                    _shorten(comment, own.start())
                if cell and own and not text[: own.start()].strip():
                    listed.remove(comment)
                    freed.append(cell)
                elif cell:
                    self._by_cell[cell] = comment
        return freed

    def say(self, row: int, column: int, remarks: Sequence[Remark]) -> str:
        """Put remarks on a cell: a new comment, or the end of another's.

        Returns:
            the whole text of the comment.

        Raises:
            ReadError: the other's comment leaves no room.
        """
        comment = self._by_cell.get((row, column))
        if comment is None:
            comment = self._new(row, column)
        said = _said(comment)
        before = _plain(said)
        room = _MOST - _units(before)
        if room < _LEAST:
            name = f"{column_letters(column)}{row}"
            raise ReadError(
                Text(
                    ru=f"примечание к ячейке {name} заполнено, дописать нельзя: сократите его",
                    en=f"the comment on cell {name} is full and cannot take more: shorten it",
                ),
                self.place,
            )
        runs = [("\n\n" * bool(before) + f"{self.author}:", True), ("\n", False), *_runs(remarks)]
        at = len(list(said.iterfind(f"{{{_MAIN}}}r")))
        for number, run in enumerate(_cut(runs, room)):
            said.insert(at + number, _element(run))
        return _plain(said)

    def _new(self, row: int, column: int) -> _Element:
        authors, listed = (
            next(self.root.iterfind(f"{{{_MAIN}}}{name}")) for name in ("authors", "commentList")
        )
        names = [one.text or "" for one in authors]
        if self.author not in names:
            new = authors.makeelement(f"{{{_MAIN}}}author")
            new.text = self.author
            authors.append(new)
            names.append(self.author)
        comment = listed.makeelement(f"{{{_MAIN}}}comment")
        comment.set("ref", f"{column_letters(column)}{row}")
        comment.set("authorId", str(names.index(self.author)))
        comment.set("shapeId", "0")
        listed.append(comment)
        return comment


def _said(comment: _Element) -> _Element:
    """The text of a comment, in runs."""
    said = comment.find(f"{{{_MAIN}}}text")
    if said is None:
        said = comment.makeelement(f"{{{_MAIN}}}text")
        comment.insert(0, said)
    bare = said.find(f"{{{_MAIN}}}t")
    if bare is not None:
        run = said.makeelement(f"{{{_MAIN}}}r")
        said.insert(0, run)
        run.append(bare)
        bare.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return said


def _plain(said: _Element) -> str:
    return "".join(one.text or "" for one in said.iter(f"{{{_MAIN}}}t"))


def _shorten(comment: _Element, length: int) -> None:
    """Cut the end off a comment's text."""
    for one in list(comment.iter(f"{{{_MAIN}}}t")):
        text, run = one.text or "", one.getparent()
        one.text = text[:length]
        length -= len(one.text)
        if text and not one.text and run is not None and run.tag == f"{{{_MAIN}}}r":
            said = run.getparent()
            if said is not None:
                said.remove(run)


def _runs(remarks: Sequence[Remark]) -> list[_Run]:
    runs: list[_Run] = []
    for remark in remarks:
        gap = "\n\n" if runs else ""
        if remark.title:
            runs += [(f"{gap}{remark.title}", True), (f"\n{remark.text}", False)]
        else:
            runs.append((gap + remark.text, False))
    return runs


def _cut(runs: Sequence[_Run], room: int) -> list[_Run]:
    kept: list[_Run] = []
    for text, bold in runs:
        if _units(text) > room:
            units = text.encode("utf-16-le")[: 2 * (room - 1)]
            return [*kept, (units.decode("utf-16-le", "ignore") + "…", bold)]
        kept.append((text, bold))
        room -= _units(text)
    return kept


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _element(run: _Run) -> _Element:
    text, bold = run
    safe = escape(_ESCAPED.sub("_x005F_", text))
    return element(
        f'<r xmlns="{_MAIN}"><rPr>{"<b/>" * bold}<sz val="9"/><color indexed="81"/>'
        f'<rFont val="Tahoma"/><family val="2"/><charset val="204"/></rPr>'
        f'<t xml:space="preserve">{safe}</t></r>'.encode()
    )
