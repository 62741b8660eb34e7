"""TOML with places: a document, and the line on which each of its tables and keys stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from attrs import frozen

from ..model.errors import PluginError
from ..model.text import Text

__all__ = ["Document", "fail", "read_toml"]

_COLUMN = Text(ru="столбец {}", en="column {}")
_CUT_OFF = Text(ru="файл обрывается", en="the file breaks off")

_HEADER = re.compile(r"^\s*\[\[?\s*([\w.-]+)\s*\]\]?")


@frozen
class Document:
    """A TOML document. path: of the file. lines: its text, line by line."""

    path: str
    body: Mapping[str, Any]
    lines: Sequence[str]

    def line(self, table: str, number: int, key: str | None = None) -> int:
        """The line (from 1) of the number-th table of that name (from 0), or of a key in it."""
        if not table:  # keys before any table
            return next((at for at, text in enumerate(self.lines, 1) if _names(text, key)), 1)
        seen, start = -1, 1
        for at, text in enumerate(self.lines, 1):
            header = _HEADER.match(text)
            if header:
                if seen == number:
                    return start
                if header[1] == table:
                    seen, start = seen + 1, at
                    if key is None and seen == number:
                        return at
            elif seen == number and _names(text, key):
                return at
        return start if seen == number else 1


def _names(line: str, key: str | None) -> bool:
    """Whether a line gives a key its value."""
    return key is not None and bool(re.search(rf"(?<![\w-]){re.escape(key)}\s*=", line))


def read_toml(path: Path) -> Document:
    """Read a TOML file.

    Raises:
        PluginError: there is no such file, it is not UTF-8, or it is not TOML.
    """
    try:
        text = path.read_text("utf-8")
    except OSError as reason:
        fail(f"{path}", f"файл не читается: {reason.strerror}", f"cannot read: {reason.strerror}")
    except UnicodeDecodeError as reason:
        at = reason.object.count(b"\n", 0, reason.start) + 1
        fail(
            f"{path}:{at}",
            f"это не UTF-8 (байт {reason.start})",
            f"not UTF-8 (byte {reason.start})",
        )
    try:
        body = tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        found = re.search(r"at line (\d+), column (\d+)", str(reason))
        line, column = found.groups() if found else (str(len(text.splitlines())), "")
        where = _COLUMN.ru.format(column) if column else _CUT_OFF.ru
        fail(
            f"{path}:{line}",
            f"это не TOML ({where}): проверьте скобки и кавычки",
            f"not TOML: {reason}",
        )
    return Document(str(path), body, text.splitlines())


def fail(place: str, ru: str, en: str) -> NoReturn:
    """Stop with a plug-in error at a place (`file:line`)."""
    raise PluginError(Text(ru=ru, en=en), place)
