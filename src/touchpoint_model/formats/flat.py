"""Tables flattened into text, as legal databases and PDF files give them, rebuilt.

Two grammars are read. *Pipes*: each cell stands on a line of its own and ends with ` |`; a row
that has fewer than five cells is closed by one mark `|` for each cell merged with the row above,
and the marks do not say which cells those are. *Tabs*: a row is a line, its cells separated by
tabs, leading empty cells are merged with the row above; the row of headings repeats on each page,
and a cell of several paragraphs has them inside `<p>`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from attrs import field, mutable

from ..model.errors import ReadError
from ..model.reading import ReadingNote
from ..model.text import Text, normalise
from .document import LIMITS, Document, Grid, Limits, Line
from .headings import COLUMNS, columns_in
from .table import Naming

__all__ = ["read_text"]

_MARKS = re.compile(r"^(?:(?P<cell>.*?\S)\s*\|\s+)?(?P<marks>\|+)$")
_CELL = re.compile(r"^(?P<cell>.*?)\s*\|$")
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_NUMERAL = re.compile(r"^(?:\d{1,4}(?:\.\d{1,3})*[.)]?|\.{3}|…)?$")
_BOTTOM = 0.05  # how likely a text stands in a column that content cannot tell


def read_text(text: str, place: str, naming: Naming, limits: Limits = LIMITS) -> Document:
    """The lines and tables of a text.

    Args:
        naming: tells by content in which column a cell stands where the marks do not.

    Raises:
        ReadError: a row of a table does not fit its headings; names the line.
    """
    lines = text.splitlines()
    blocks: list[Line | Grid] = []
    at = cells = 0
    while at < len(lines):
        grid, end = None, at
        if _begins_pipes(lines, at):
            grid, end = _Pipes(lines, place, naming).read(at)
        elif "\t" in lines[at] and _is_header(_split(lines[at])):
            grid, end = _tabs(lines, at, place)
        if grid is None:
            _add_line(blocks, lines[at], at + 1, after_blank=at == 0 or not lines[at - 1].strip())
            at += 1
            continue
        cells += 5 * len(grid.rows)
        limits.check_cells(cells, place)
        blocks.append(grid)
        at = end
    return Document(tuple(blocks))


def _add_line(blocks: list[Line | Grid], text: str, number: int, after_blank: bool) -> None:
    """A line of text; one that goes on in lower case belongs to the line above."""
    text = text.replace("\u00a0", " ").strip()
    if not text:
        return
    last = blocks[-1] if blocks else None
    if (
        isinstance(last, Line)
        and not after_blank
        and text[0].islower()
        and not last.text.endswith((".", ";", ":"))
        and not re.match(r"^\w\)", text)
    ):
        blocks[-1] = Line(f"{last.text} {text}", number=last.number)
    else:
        blocks.append(Line(text, number=number))


def _is_header(cells: Sequence[str]) -> bool:
    return len(columns_in(cells).keys() - {"number"}) >= 3


def _begins_pipes(lines: Sequence[str], at: int) -> bool:
    if not lines[at].rstrip().endswith("|"):
        return False
    cells = [match["cell"] for line in lines[at : at + 5] if (match := _CELL.match(line.rstrip()))]
    return len(cells) == 5 and "number" in columns_in(cells[:1]) and _is_header(cells)


@mutable
class _Pipes:
    """Reads a table of the first grammar."""

    lines: Sequence[str]
    place: str
    naming: Naming
    rows: list[tuple[str | None, ...]] = field(factory=list)
    begins: list[int] = field(factory=list)
    notes: list[tuple[int, ReadingNote]] = field(factory=list)

    def read(self, at: int) -> tuple[Grid, int]:
        cells: list[str] = []
        begin = at
        while at < len(self.lines):
            line = self.lines[at].replace("\u00a0", " ").rstrip()
            if not line.endswith("|"):
                break
            if not cells:
                begin = at
            marks = _MARKS.match(line)
            if marks is not None:
                cells += [marks["cell"]] if marks["cell"] else []
                self._row(cells, begin, len(marks["marks"]))
                cells = []
            else:
                match = _CELL.match(line)
                cells.append(match["cell"].strip() if match else line)
                if len(cells) == 5:
                    self._full(cells, begin)
                    cells = []
            at += 1
        if cells:  # the marks of the last row are often lost
            self._row(cells, begin, 5 - len(cells))
        return Grid(self.rows, lines=self.begins, notes=self.notes), at

    def _full(self, cells: Sequence[str], begin: int) -> None:
        if self.rows and not _NUMERAL.match(cells[0]) and not _is_header(cells):
            raise ReadError(
                Text(
                    ru=f"строка таблицы должна начинаться с номера, а начинается с «{cells[0]:.60}»",
                    en=f"a row of the table must begin with a number, not with “{cells[0]:.60}”",
                ),
                f"{self.place}:{begin + 1}",
            )
        self.rows.append(tuple(cells))
        self.begins.append(begin + 1)

    def _row(self, cells: Sequence[str], begin: int, marks: int) -> None:
        if not cells or len(cells) + marks != 5:
            raise ReadError(
                Text(
                    ru=f"в строке таблицы ячеек {len(cells)} и знаков объединения {marks}, вместе "
                    "должно быть пять",
                    en=f"a row of the table has {len(cells)} cells and {marks} marks of merging, "
                    "together they must be five",
                ),
                f"{self.place}:{begin + 1}",
            )
        best, other = _placed(cells, self.naming)
        row: list[str | None] = [None] * 5
        for column, cell in zip(best, cells, strict=True):
            row[column] = cell
        if best != (2, 3, 4) and best[:2] != (0, 1):
            note = ReadingNote("ambiguous-row", None, tuple(cells), _names(best), _names(other))
            self.notes.append((len(self.rows), note))
        self.rows.append(tuple(row))
        self.begins.append(begin + 1)


def _names(columns: Sequence[int]) -> tuple[str, ...]:
    return tuple(COLUMNS[column] for column in columns)


def _placed(cells: Sequence[str], naming: Naming) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The columns of the cells of a shortened row, and those of the next best reading."""
    numbered = bool(cells[0]) and bool(_NUMERAL.match(cells[0]))
    first = 0 if numbered else 1 if len(cells) == 4 else 2
    if len(cells) > 5 - first:
        first = 0
    likely = [naming.columns(cell) for cell in cells]
    ways = [way for way in combinations(range(first, 5), len(cells)) if not numbered or way[0] == 0]

    def score(way: tuple[int, ...]) -> tuple[float, int]:
        told = [likely[at].get(COLUMNS[column], _BOTTOM) for at, column in enumerate(way)]
        # where content says nothing, a list of needs under one point is the commonest shape
        return sum(told), 1 if way == (3,) else 0

    ordered = sorted(ways, key=score, reverse=True)
    return ordered[0], ordered[1] if len(ordered) > 1 else ()


def _tabs(lines: Sequence[str], at: int, place: str) -> tuple[Grid, int]:
    """A table of the second grammar; it goes on over pages that repeat its headings."""
    head = _plain(_split(lines[at]))
    rows: list[tuple[str, ...]] = []
    begins: list[int] = []
    end = at
    while at < len(lines):
        if "\t" in lines[at]:
            cells = _split(lines[at])
            if _is_header(cells) and "number" in columns_in(cells[:1]) and _plain(cells) != head:
                break
            if len(cells) != len(head):
                raise ReadError(
                    Text(
                        ru=f"в строке таблицы ячеек {len(cells)}, а граф {len(head)}; проверьте "
                        "знаки табуляции",
                        en=f"a row of the table has {len(cells)} cells under {len(head)} headings; "
                        "see to its tabs",
                    ),
                    f"{place}:{at + 1}",
                )
            rows.append(cells)
            begins.append(at + 1)
            end = at + 1
        elif lines[at].strip() or not _goes_on(lines, at, head):
            break
        at += 1
    return Grid(rows, lines=begins), end


def _goes_on(lines: Sequence[str], at: int, head: Sequence[str]) -> bool:
    """Whether the next line that is not empty repeats the headings, or is a further row."""
    following = next((line for line in lines[at:] if line.strip()), "")
    return "\t" in following and _plain(_split(following)) == list(head)


def _plain(cells: Sequence[str]) -> list[str]:
    return [normalise(cell) for cell in cells]


def _split(line: str) -> tuple[str, ...]:
    return tuple(_text_of(cell) for cell in line.split("\t"))


def _text_of(cell: str) -> str:
    """The text of a cell, whose paragraphs may stand inside `<p>`."""
    paragraphs = [" ".join(one.split()) for one in _PARAGRAPH.findall(cell)]
    return "\n".join(paragraphs) if paragraphs else cell.replace("\u00a0", " ").strip()
