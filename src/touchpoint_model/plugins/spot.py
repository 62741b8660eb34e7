"""One table of a TOML document: its shape checked, its faults told with file and line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NoReturn

from attrs import frozen

from ..model.text import Text
from .toml import Document, fail

__all__ = ["Many", "Shape", "Spot"]


@frozen
class Many:
    """An array of values of one type."""

    of: type


Shape = Mapping[str, Any]
_NAMES: Mapping[type, Text] = {
    str: Text(ru="строка", en="a string"),
    int: Text(ru="целое число", en="an integer"),
    float: Text(ru="число", en="a number"),
    bool: Text(ru="true или false", en="true or false"),
    date: Text(ru="дата вида 2024-03-19", en="a date such as 2024-03-19"),
    dict: Text(ru="таблица", en="a table"),
    Text: Text(ru="{ ru = …, en = … }", en="{ ru = …, en = … }"),
}


@frozen
class Spot:
    """A table of a document: its name and which of that name it is, from 0."""

    document: Document
    table: str
    number: int

    def fail(self, key: str | None, ru: str, en: str) -> NoReturn:
        """Stop with file and line: of the key, else of the table."""
        line = self.document.line(self.table, self.number, key)
        fail(f"{self.document.path}:{line}", ru, en)

    def check(self, told: Any, shape: Shape, inside: str | None = None) -> None:
        """See that a table has only known keys, each of its type.

        Args:
            shape: type by key: `str`, `Text`, `Many(str)` …
            inside: the key that holds the table, for one written in a line.
        """
        if not isinstance(told, dict):
            self._wrong(inside, inside or self.table, dict)
        for key, value in told.items():
            if key not in shape:
                self.fail(inside or key, f"неизвестный ключ «{key}»", f"unknown key “{key}”")
            if not _fits(value, shape[key]):
                self._wrong(inside or key, key, shape[key])

    def need(self, told: Mapping[str, Any], key: str) -> Any:
        """A value that must be there and not be empty."""
        if key not in told or told[key] in ("", [], {}):
            self.fail(None, f"нет ключа «{key}»", f"key “{key}” is missing")
        return told[key]

    def text(self, told: Mapping[str, Any], key: str) -> Text:
        """A text in both languages."""
        value = self.need(told, key)
        if not _fits(value, Text):
            self._wrong(key, key, Text)
        for lang in ("ru", "en"):
            if not value[lang].strip():
                self.fail(key, f"«{key}.{lang}» пуст", f"“{key}.{lang}” is empty")
        return Text(ru=value["ru"], en=value["en"])

    def _wrong(self, at: str | None, key: str, kind: Any) -> NoReturn:
        said = _NAMES[kind.of if isinstance(kind, Many) else kind]
        if isinstance(kind, Many):
            said = Text(ru=f"массив ({said.ru})", en=f"an array ({said.en})")
        self.fail(at, f"«{key}»: нужно {said.ru}", f"“{key}”: expected {said.en}")


def _fits(value: Any, kind: Any) -> bool:
    if isinstance(kind, Many):
        return isinstance(value, list) and all(_fits(one, kind.of) for one in value)
    if kind is Text:
        told = isinstance(value, dict) and set(value) == {"ru", "en"}
        return told and all(isinstance(one, str) for one in value.values())
    if kind is float:
        return type(value) in (int, float)
    return isinstance(value, dict) if kind is dict else type(value) is kind
