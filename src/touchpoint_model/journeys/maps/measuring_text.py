"""How wide a text is, and how it breaks into lines, without a font at hand.

Widths come from a table (`advances`) that is the greater of two common fonts, so they are upper
bounds for both. A letter that the table lacks is taken to be wide, a combining mark to have no
width.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from .advances import BOLD, REGULAR

__all__ = ["LEADING", "broken", "clean", "text_width"]

LEADING = 1.28
"""From one line's foot to the next one's, in sizes of the font."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\ufff0-\uffff]"
)
_AFTER = re.compile(r"(?<=[-–—/\\@_.,;:?&=)\]])(?=\w)")
_PHONE = re.compile(r"(?:\+\s?\d|\b8)[ -]?\(\d{3,5}\) ?\d[\d-]{3,}(?: \d\d){0,2}")
_CITED = re.compile(r"(?<!\S)(?:[^\W\d_]{1,4}\.|№|clause|item|dash) (?=\d)")
_vowels_ru = "аеёиоуыэюяaeiouy"
_signs_ru = "йьъ"


def clean(text: str) -> str:
    r"""Text in one line, without what is not seen or turns the direction of writing.

    >>> clean("a\n b\u202ec")
    'a bc'
    """
    return re.sub(r"[^\S\u00a0\u202f]+", " ", _HIDDEN.sub("", text.replace("\t", " "))).strip()


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """An upper bound of the width of one line, in px, for a font of `size` px.

    >>> text_width("", 12), text_width("i", 1000) < text_width("Ж", 1000)
    (0.0, True)
    """
    table = _table(bold)
    return sum(_advance(one, table) for one in text) * size / 1000


def broken(
    text: str, room: float, size: float, *, bold: bool = False, most: int = 0
) -> tuple[str, ...]:
    """A text as lines that are no wider than `room` px; a line of one letter may be.

    Lines break at spaces, else after `/`, `.` and the like, else within a word at a syllable, with
    a hyphen. Words of one or two letters stay with the word after them.

    Args:
        most: lines at most; what is left out is said by `…`. 0 is as many as it takes.

    >>> broken("Подаёт заявку", 60, 12)
    ('Подаёт', 'заявку')
    """
    plain = clean(text)
    if most:  # no letter that shows is narrower than a fifth of the size
        plain = plain[: (most + 1) * int(room / size * 5 + 1)]
    return _broken(plain, room, size, bold, most)


@lru_cache(maxsize=16384)
def _broken(text: str, room: float, size: float, bold: bool, most: int) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for word in _tokens(text):
        joined = f"{line} {word}" if line else word
        if text_width(joined, size, bold=bold) <= room:
            line = joined
            continue
        if line:
            lines.append(line)
        if most and len(lines) > most:
            break
        *full, line = _pieces(word, room, size, bold)
        lines += full
    if line:
        lines.append(line)
    if most and len(lines) > most:
        lines = [*lines[: most - 1], _shortened(lines[most - 1], room, size, bold)]
    return tuple(lines)


def _tokens(text: str) -> Iterator[str]:
    """Words tied by spaces that do not break: the shortest ones to the next, a phone, a clause."""
    tied = ""
    for word in _CITED.sub(_tight, _PHONE.sub(_tight, text)).split(" "):
        if word.isalpha() and len(word) <= 2:
            tied += f"{word}\u00a0"
        else:
            yield tied + word
            tied = ""
    if tied:
        yield tied.rstrip("\u00a0")


def _tight(found: re.Match[str]) -> str:
    return found[0].replace(" ", "\u00a0")


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    """One token as lines: whole, or cut where it can be."""
    if text_width(word, size, bold=bold) <= room:
        return [word]
    if _PHONE.match(word.replace("\u00a0", " ")) and "\u00a0" in word:  # too long: part by part
        head, _, tail = word.rpartition("\u00a0")
        return [*_pieces(head, room, size, bold), *_pieces(tail, room, size, bold)]
    lines = [""]
    for part in _AFTER.split(word):
        if text_width(lines[-1] + part, size, bold=bold) <= room:
            lines[-1] += part
            continue
        if lines[-1]:
            lines.append("")
        rest = part
        while text_width(rest, size, bold=bold) > room and len(rest) > 1:
            head, rest = _cut(rest, room, size, bold)
            lines[-1:] = [head, ""]
        lines[-1] = rest
    return lines


def _cut(word: str, room: float, size: float, bold: bool) -> tuple[str, str]:
    """A word too long: what goes on this line, with its hyphen, and the rest."""
    table = _table(bold)
    used, fits = 0.0, 0
    for at, one in enumerate(word, 1):
        used += _advance(one, table) * size / 1000
        if used > room:
            break
        fits = at
    fits = max(fits, 1)
    hyphen = text_width("-", size, bold=bold)
    for at in range(fits, max(1, fits // 2), -1):
        head = word[:at]
        if _syllable(word, at) and text_width(head, size, bold=bold) + hyphen <= room:
            return f"{head}-", word[at:]
    tie = word.rfind("\u00a0", 0, fits)
    if tie > 0:
        return word[:tie], word[tie + 1 :]
    while 1 < fits < len(word) and unicodedata.combining(word[fits]):
        fits -= 1
    return word[:fits], word[fits:]


def _syllable(word: str, at: int) -> bool:
    """Whether a word may be parted here: vowels on both sides, the second part opens well."""
    head = word[:at].casefold().rpartition("\u00a0")[2]
    tail = word[at:].casefold()
    if not (head.isalpha() and tail[:2].isalpha()) or min(len(head), len(tail)) < 2:
        return False
    sounded = any(one in _vowels_ru for one in head) and any(one in _vowels_ru for one in tail)
    opens = tail[0] not in _vowels_ru + _signs_ru and (tail[1] in _vowels_ru + _signs_ru)
    return sounded and opens


def _shortened(line: str, room: float, size: float, bold: bool) -> str:
    while line and text_width(f"{line}…", size, bold=bold) > room:
        line = line[:-1]
    return f"{line.rstrip(' -,.;:')}…"


def _advance(letter: str, table: Mapping[str, int]) -> float:
    known = table.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    wide = unicodedata.east_asian_width(letter) in "WF" or unicodedata.category(letter) == "So"
    return 1500 if wide else 1050


@cache
def _table(bold: bool) -> Mapping[str, int]:
    told: dict[str, int] = {}
    for line in (BOLD if bold else REGULAR).split("\n"):
        first, _, widths = line.partition(":")
        for at, width in enumerate(widths.split()):
            told[chr(int(first, 16) + at)] = int(width)
    return told
