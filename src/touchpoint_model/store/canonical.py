"""The one text of a value and its hash: canonical JSON and SHA-256.

Canonical is JSON in UTF-8 with keys in the order of their characters, without blanks, letters as
they are, numbers in their shortest form. The hash of a content is that of its text. The hash of a
record is that of four lines: its number, its kind, the hash of the record before (an empty line for
the first), its text; so that a chain can be followed with `sha256sum` alone.
"""

from __future__ import annotations

import hashlib
from typing import Any

import orjson

__all__ = ["canonical", "chained", "digest"]


def canonical(value: Any) -> bytes:
    """The canonical text of plain data.

    Raises:
        TypeError: it is no plain data, or holds half a character (a surrogate).

    >>> canonical({"б": [1, 0.5, None], "а": "Приём"}).decode()
    '{"а":"Приём","б":[1,0.5,null]}'
    """
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def digest(text: bytes) -> str:
    """The hash of a text: SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(text).hexdigest()


def chained(seq: int, kind: str, previous: str | None, text: str) -> str:
    """The hash of a record, which holds that of the record before.

    >>> chained(1, "event", None, "{}")[:8]
    'b29365df'
    """
    return digest(f"{seq}\n{kind}\n{previous or ''}\n{text}".encode())
