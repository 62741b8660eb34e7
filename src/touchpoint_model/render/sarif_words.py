"""What SARIF asks of words and paths: languages, messages, URIs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from .words import printable

__all__ = ["LANGUAGE", "artifact", "message", "uri"]

LANGUAGE: Mapping[str, str] = {"ru": "ru-RU", "en": "en-US"}
_LINK = re.compile(r"\[([^\[\]]*)\](?=\()")


def artifact(path: str) -> dict[str, Any]:
    """The physical location of a file as a whole."""
    return {"artifactLocation": {"uri": uri(path)}}


def uri(path: str) -> str:
    """The URI of a path: relative as it is, absolute as `file:`.

    >>> uri("мои перечни/trade.json")
    '%D0%BC%D0%BE%D0%B8%20%D0%BF%D0%B5%D1%80%D0%B5%D1%87%D0%BD%D0%B8/trade.json'
    """
    for kind in (PurePath, PureWindowsPath):
        if kind(path).is_absolute():
            return kind(path).as_uri()
    return quote(PurePath(path).as_posix(), errors="surrogateescape")


def message(text: str) -> str:
    """Plain text as a SARIF message: no placeholder, no link arises from what a document prints.

    >>> message("{0}")
    '{{0}}'
    """
    doubled = printable(text).replace("{", "{{").replace("}", "}}")
    return _LINK.sub(r"\\[\1\\]", doubled)
