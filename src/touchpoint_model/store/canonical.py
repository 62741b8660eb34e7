"""The one text of a value and its hash: canonical JSON and SHA-256.

Canonical is JSON in UTF-8 with keys in the order of their characters, without blanks, letters as
they are; a number with a fraction or an exponent in the fewest digits that read back as the same
binary64 number, a whole one of that type with `.0` (`0.5`, `1.0`, `1e+16`); an integer with all its
digits, up to 64 bits. What is no number (NaN, infinity) has no text and is refused.

The hash of a content is that of its text. The hash of a record is that of four lines: its number,
its kind, the hash of the record before (an empty line for the first), its text; so that a chain can
be followed with `sha256sum` alone.
"""

from __future__ import annotations

import hashlib
import math
from typing import Any

import orjson

__all__ = ["canonical", "chained", "digest"]


def canonical(value: Any) -> bytes:
    """The canonical text of plain data.

    Raises:
        TypeError: it is no plain data; it holds half a character (a surrogate), an integer of more
            than 64 bits, or a NaN or an infinity, which JSON has not.

    >>> canonical({"б": [1, 0.5, None], "а": "Приём"}).decode()
    '{"а":"Приём","б":[1,0.5,null]}'
    """
    text = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    if b"null" in text and _has_no_number(value):  # orjson writes a NaN as null
        raise TypeError("NaN and infinity have no text in JSON")
    return text


def _has_no_number(value: Any) -> bool:
    match value:
        case float():
            return not math.isfinite(value)
        case dict():
            return any(map(_has_no_number, value.values()))
        case list() | tuple():
            return any(map(_has_no_number, value))
        case _:
            return False


def digest(text: bytes) -> str:
    """The hash of a text: SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(text).hexdigest()


def chained(seq: int, kind: str, previous: str | None, text: str) -> str:
    """The hash of a record, which holds that of the record before.

    >>> chained(1, "event", None, "{}")[:8]
    'b29365df'
    """
    return digest(f"{seq}\n{kind}\n{previous or ''}\n{text}".encode())
