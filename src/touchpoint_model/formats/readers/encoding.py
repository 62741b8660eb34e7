"""The encoding of a text that does not say: byte order marks, UTF-8, then the Cyrillic ones."""

from __future__ import annotations

import re

from ...model.errors import ReadError
from ...model.text import Text

__all__ = ["HEADERS_ru", "decoded"]

HEADERS_ru = re.compile(r"процесс|точк|потребност|особенност", re.IGNORECASE)
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_OLD = ("cp1251", "cp866", "koi8-r")


def decoded(data: bytes, place: str) -> str:
    """The text of a file, without a byte order mark.

    UTF-8 where it is valid; else the first of cp1251, cp866 and koi8-r under which a word of a
    register's header is seen; else cp1251.

    Raises:
        ReadError: it is UTF-8 or UTF-16 that is damaged, or no text at all.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _whole(data[len(mark) :], encoding, place)
    half = data[:4096]
    if b"\0" in half:
        even, odd = half[::2].count(0), half[1::2].count(0)
        if max(even, odd) < len(half) // 8:
            raise _no_text(place)
        return _whole(data, "utf-16-be" if even > odd else "utf-16-le", place)
    try:
        return _text(data.decode("utf-8"), place)
    except UnicodeDecodeError:
        found = data.decode("utf-8", "replace")
        if HEADERS_ru.search(found):  # a register in UTF-8, some bytes of it spoilt
            raise _damaged(place) from None
    for encoding in _OLD:
        text = data.decode(encoding, "replace")
        if HEADERS_ru.search(text):
            return _text(text, place)
    return _text(data.decode(_OLD[0], "replace"), place)


def _whole(data: bytes, encoding: str, place: str) -> str:
    try:
        return _text(data.decode(encoding), place)
    except UnicodeDecodeError:
        raise _damaged(place) from None


def _text(text: str, place: str) -> str:
    if "\0" in text:
        raise _no_text(place)
    return text


def _damaged(place: str) -> ReadError:
    return ReadError(
        Text(
            ru="текст повреждён: не все байты читаются в его кодировке; "
            "сохраните файл заново в UTF-8",
            en="the text is damaged: not all bytes can be read in its encoding; "
            "save the file again as UTF-8",
        ),
        place,
    )


def _no_text(place: str) -> ReadError:
    return ReadError(
        Text(
            ru="это двоичный файл, а не документ; нужен .docx, .xlsx, .ods, .odt, .html, .csv, "
            ".txt или .json",
            en="this is a binary file, no document; a .docx, .xlsx, .ods, .odt, .html, .csv, "
            ".txt or .json is needed",
        ),
        place,
    )
