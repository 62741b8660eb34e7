"""The words by which a register's tables, headings and columns are told in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from ..model.text import normalise
from .document import Line

__all__ = [
    "COLUMNS",
    "Header",
    "clean_heading",
    "columns_in",
    "heading_of",
    "is_default_sheet",
    "is_footnote",
    "is_number_heading",
    "is_total",
    "title_of",
]

COLUMNS = ("number", "process", "touchpoint", "needs", "particulars")
_COLUMN_WORDS_ru = {
    "process": ("процесс", "process"),
    "touchpoint": ("точк", "touchpoint"),
    "needs": ("потребност", "need"),
    "particulars": ("особенност", "particular"),
}
_NUMBER_ru = re.compile(r"^(?:№|n|no|n°|#|номер|number)?[\s.]*(?:п[\s.]*/?[\s.]*п)?$")
_LONGEST = 200
_NUMBERING_ru = re.compile(
    r"^(?:(?:\d+(?:\.\d+)*[.)]|[а-яё]\))\s+|таблица\s+(?:№\s*)?\d+[.:–—-]?\s*)", re.I
)
_FOOTNOTE_ru = re.compile(r"^(?:\*|<\*|примечани|сноск|note[:.\s])", re.I)
_TOTAL_ru = re.compile(r"^(?:итого|всего|total)\b", re.I)
_CAPTION_ru = re.compile(
    r"^(?:приложение\b|таблица\s*(?:№\s*)?\d*$|продолжение таблицы|лист \d)", re.I
)
_SHEET_ru = re.compile(r"^\d*\s*(?:перечень|register|лист|sheet|таблица|table)?\s*\d*$", re.I)
_TITLE_ru = re.compile(r"^(?:перечень|реестр|register)\b", re.I)


@frozen
class Header:
    """A row of headings: the columns as printed, and where each of the five stands in the grid."""

    printed: tuple[str, ...]
    at: tuple[int, ...]


def columns_in(row: Sequence[str | None]) -> dict[str, int]:
    """Which of the five columns a row of headings names, and where; by the word that comes first.

    >>> columns_in(["№", "Процесс", "Точка взаимодействия", "Потребности", "Особенности"])
    {'number': 0, 'process': 1, 'touchpoint': 2, 'needs': 3, 'particulars': 4}
    """
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        if not cell or len(cell) > _LONGEST or cell.strip().startswith("["):
            continue
        name = _column(normalise(cell))
        if name is not None and name not in found:
            found[name] = at
    return found


def _column(text: str) -> str | None:
    places = {
        name: min(text.find(word) for word in words if word in text)
        for name, words in _COLUMN_WORDS_ru.items()
        if any(word in text for word in words)
    }
    if places:
        return min(places, key=lambda name: places[name])
    return "number" if text and _NUMBER_ru.match(text) else None


def is_number_heading(cell: str | None) -> bool:
    """Whether a cell is the heading of the column of numbers; a number is none.

    >>> is_number_heading("№ п/п"), is_number_heading("7")
    (True, False)
    """
    return cell is not None and not cell[:1].isdigit() and _column(normalise(cell)) == "number"


def is_footnote(text: str) -> bool:
    """Whether a line is a footnote or a remark under a table."""
    return bool(_FOOTNOTE_ru.match(text.strip()))


def is_default_sheet(name: str) -> bool:
    """Whether a sheet is named as programs name sheets.

    >>> is_default_sheet("Лист1"), is_default_sheet("3 Перечень"), is_default_sheet("Кадры")
    (True, True, False)
    """
    return bool(_SHEET_ru.match(name.strip()))


def is_total(text: str) -> bool:
    """Whether a row's first text makes it a row of totals."""
    return bool(_TOTAL_ru.match(text.strip()))


def clean_heading(text: str) -> str:
    """A heading without its number, the caption «Таблица 1» and the colon at its end.

    >>> clean_heading("1) точки  взаимодействия:")
    'точки взаимодействия'
    """
    line = " ".join(text.split())
    while True:
        bare = _NUMBERING_ru.sub("", line, count=1).rstrip(":").strip()
        if bare == line or not bare:
            return line
        line = bare


def heading_of(lines: Sequence[Line]) -> str:
    """The heading among the lines over a table: the nearest that is one."""
    headings = [line for line in lines if line.role == "heading"]
    if headings:
        return clean_heading(headings[-1].text)
    for at in range(len(lines) - 1, -1, -1):
        text = lines[at].text.strip()
        if text and not is_footnote(text) and not _CAPTION_ru.match(text):
            return clean_heading(" ".join([*_begun_above(lines[: at + 1])]))
    return ""


def _begun_above(lines: Sequence[Line]) -> list[str]:
    """The last line, with those above it in which a title of one word begins."""
    for at in range(len(lines) - 1, -1, -1):
        text = clean_heading(lines[at].text)
        if _TITLE_ru.match(text) and " " not in text:
            return [line.text for line in lines[at:]]
        if lines[at].role is not None or not text[:1].islower():
            break
    return [lines[-1].text]


def title_of(lines: Sequence[Line]) -> str | None:
    """The title among the lines over the first table: by its role, else by its first word."""
    for line in lines:
        if line.role == "title" and line.text.strip():
            return clean_heading(line.text)
    for at in range(len(lines) - 1, -1, -1):
        title = clean_heading(lines[at].text)
        if _TITLE_ru.match(title):
            # «ПЕРЕЧЕНЬ» on a line of its own goes on below
            more = _going_on(lines[at + 1 :]) if " " not in title else ()
            return clean_heading(" ".join([title, *more]))
    return None


def _going_on(lines: Sequence[Line]) -> Iterator[str]:
    """The lines in which a title goes on: in lower case, one straight under the other."""
    for line in lines:
        text = line.text.strip()
        if line.role is not None or not text[:1].islower() or len(text) > _LONGEST:
            return
        yield text
