"""An act's text → its clauses: address, printed text, line.

The splitter knows how Russian regional acts number their clauses (`1.1`, `1.1.1`, `1)`, `а)`,
dashes, unnumbered paragraphs and sub-lines), not any particular act. Tables, captions,
signatures and everything before the first number are passed over. Where the numbering starts
again at 1, a new part begins (an order, the procedure it approves).

It guesses in one place: a sub-line below a sub-line that ended with a colon is nested, until a
sub-line whose first word has the same form (both infinitives) returns to the outer list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import field, frozen, mutable

__all__ = ["Piece", "sentences", "split_act"]


@frozen
class Piece:
    """One clause as an act prints it.

    Attributes:
        ref: its id inside the act. text: as printed, wrapped lines joined. line: the first, from 1.
        heading: it only names a section.
    """

    ref: str
    text: str
    line: int
    heading: bool = False


_NUMBERED = re.compile(
    r"^\s*(?:-\s+)?(\d{1,2}(?:\.\d{1,2})+)\.?\s+(\S.*)$|^\s*(\d{1,2})\.\s+(\S.*)$"
)
_ITEM = re.compile(r"^\s*(\d{1,2}|[а-яё])\)\s+(\S.*)$")
_DASH = re.compile(r"^(\s*)[-–—]\s+(\S.*)$")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[«\"(]?[А-ЯЁA-Z])")
_BANNER = re.compile(r"системы ГАРАНТ|КонсультантПлюс|актуальную версию документа", re.IGNORECASE)
_PROSE = re.compile(r"(?:[^\W\d_]{3,}\W+(?:\w+\W+)??){2}[^\W\d_]{3,}")
_ENDED = (".", ";", ":", ",")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a clause, in order.

    >>> sentences("Первое предложение. Второе предложение.")
    ('Первое предложение.', 'Второе предложение.')
    """
    return tuple(_SENTENCE.split(text.strip()))


def split_act(text: str) -> tuple[tuple[Piece, ...], ...]:
    """Split the text of a document into its parts, each part into clauses.

    Returns:
        One tuple of pieces for each run of numbering, then one for each distinct table heading
        (pieces `1` … `5` are its columns), in the order of the text.

    >>> lines = ["1. Общие положения", "1.1. Порядок:", "1) один;", "2) два."]
    >>> [piece.ref for piece in split_act(chr(10).join(lines))[0]]
    ['1', '1.1', '1.1(1)', '1.1(2)']
    """
    walker = _Walker()
    for number, line in enumerate(text.splitlines(), 1):
        walker.take(number, line.replace("\u00a0", " ").rstrip())
    return (*walker.parts(), *_table_heads(text))


def _table_heads(text: str) -> Iterator[tuple[Piece, ...]]:
    seen = set()
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != 5 and line.strip() in {"N |", "№ |"}:
            cells = [cell.strip(" |") for cell in lines[number - 1 : number + 4]]
        if len(cells) == 5 and cells[0] in {"№", "N"} and tuple(cells) not in seen:
            seen.add(tuple(cells))
            yield tuple(Piece(str(at), cell, number) for at, cell in enumerate(cells, 1))


@mutable
class _Line:
    """A clause under construction."""

    ref: str
    text: str
    line: int


@mutable
class _Walker:
    """Walks the lines of a text and gives each clause its address."""

    done: list[list[_Line]] = field(factory=list)
    number: str = ""  # the numbered clause that is open
    listed: set[str] = field(factory=set)  # clauses that already have a list of items
    host: str = ""  # what the next numbered item hangs on
    letters: str = ""  # what the next lettered item hangs on
    item: str = ""  # the open item or numbered clause, which dashes hang on
    opener: str = ""  # the piece that ended with a colon, which sub-lines hang on
    count: dict[str, int] = field(factory=dict)
    stack: list[str] = field(factory=list)  # openers around the open one

    def parts(self) -> list[tuple[Piece, ...]]:
        return [
            tuple(Piece(one.ref, one.text, one.line, _is_heading(one, part)) for one in part)
            for part in self.done
        ]

    def take(self, number: int, line: str) -> None:
        if not line.strip() or _BANNER.search(line):
            return
        numbered = _NUMBERED.match(line)
        if not numbered and ("\t" in line or line.endswith("|")):
            self.opener = ""
            self._drop_captions()
        elif numbered:
            self._numbered(numbered[1] or numbered[3], numbered[2] or numbered[4], number)
        elif not self.done:
            return
        elif item := _ITEM.match(line):
            self._item(item[1], item[2], number)
        elif dash := _DASH.match(line):
            self._dash(len(dash[1]), dash[2], number)
        else:
            self._bare(line, number)

    def _add(self, ref: str, text: str, line: int) -> None:
        self.done[-1].append(_Line(ref, text.strip(), line))

    def _drop_captions(self) -> None:
        """A bare paragraph straight before a table is its caption, not a clause."""
        while (
            self.done
            and self.done[-1]
            and "¶" in self.done[-1][-1].ref
            and not self.done[-1][-1].text.endswith((".", ";", ":"))
        ):
            self.done[-1].pop()

    def _numbered(self, ref: str, text: str, line: int) -> None:
        if ref == "1" and (not self.done or any(one.ref == "1" for one in self.done[-1])):
            self.done.append([])
            self.listed, self.count = set(), {}
        if not self.done:
            self.done.append([])
        self.number = self.host = self.letters = self.item = ref
        self.opener = ref if text.rstrip().endswith(":") else ""
        self.stack = []
        self._add(ref, text, line)

    def _item(self, mark: str, text: str, line: int) -> None:
        lettered = mark.isalpha()
        if lettered and mark == "а" and self.item.endswith(")"):
            self.letters = self.item  # a list of letters under a numbered item
        elif mark in {"1", "а"}:
            # a second list hangs on the paragraph that introduces it
            self.host = self.number if self.number not in self.listed else self.host
            self.listed.add(self.host)
            self.letters = self.host
        self.item = f"{self.letters if lettered else self.host}({mark})"
        self.opener = self.item if text.rstrip().endswith(":") else ""
        self.stack = []
        self._add(self.item, text, line)

    def _dash(self, indent: int, text: str, line: int) -> None:
        if indent and self.stack:
            self._sub(self.stack[-1], text, line)
            return
        self.stack = []
        ref = self._sub(self.item, text, line)
        if text.rstrip().endswith(":"):
            self.stack = [ref]
        self.opener = ""

    def _sub(self, host: str, text: str, line: int) -> str:
        self.count[host] = self.count.get(host, 0) + 1
        ref = f"{host}{'.' if '-' in host else '-'}{self.count[host]}"
        self._add(ref, text, line)
        return ref

    def _bare(self, line: str, number: int) -> None:
        text = line.strip()
        last = self.done[-1][-1]
        lower = text[0].islower()
        if lower and not last.text.endswith(_ENDED):
            last.text = f"{last.text} {text}"
            if text.endswith(":"):
                self.opener = last.ref
            return
        if self.opener and lower:
            self._nested(text, number)
            return
        if not _PROSE.search(text) or (not text.endswith((".", ";", ":")) and len(text) < 80):
            return  # a signature, a stamp, a title
        parent = self.number
        if parent.count(".") >= 2:
            parent = parent.rsplit(".", 1)[0]
        self.count[f"{parent}¶"] = self.count.get(f"{parent}¶", 0) + 1
        ref = f"{parent}¶{self.count[f'{parent}¶']}"
        self._add(ref, text, number)
        self.host = self.letters = self.item = ref
        self.opener = ref if text.endswith(":") else ""
        self.stack = []
        self.number = parent

    def _nested(self, text: str, line: int) -> None:
        if self.stack and _form(text) == _form(self._text(self.opener)):
            self.opener = self.stack.pop()
        ref = self._sub(self.opener, text, line)
        if text.endswith(":"):
            self.stack.append(self.opener)
            self.opener = ref

    def _text(self, ref: str) -> str:
        return next(one.text for one in reversed(self.done[-1]) if one.ref == ref)


def _form(text: str) -> str:
    """The grammatical form of the first word, as far as its end tells: an infinitive or not."""
    return (
        "infinitive"
        if text.split(maxsplit=1)[0].rstrip(".,;:").endswith(("ть", "ться", "ти", "чь"))
        else "other"
    )


def _is_heading(one: _Line, part: Sequence[_Line]) -> bool:
    return (
        one.ref.isdigit()
        and not one.text.endswith((".", ";", ":"))
        and any(other.ref.startswith((f"{one.ref}.", f"{one.ref}¶")) for other in part)
    )
