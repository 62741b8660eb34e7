"""Files that stand beside a check: waivers (TOML), a baseline (a JSON report)."""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import attrs

from ..formats.files import read_bytes
from ..model.errors import ModelError, ReadError
from ..model.text import Text
from ..plugins.toml import Document
from ..render.report import VERSION
from ..rules.waiver import Waiver

__all__ = ["read_baseline", "read_waivers"]

_NEEDED = ("rule", "reason", "owner", "expires")
_KNOWN = tuple(one.name for one in attrs.fields(Waiver) if one.name != "place")


def read_waivers(path: Path) -> tuple[Waiver, ...]:
    """The waivers of a TOML file: an array of tables `[[waiver]]`.

    Raises:
        ReadError: the file is not TOML, or a waiver lacks its reason, owner or expiry, has an
            unknown key or a wrong value; with file and line.
    """
    text = _utf8(path)
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        found = re.search(r"at line (\d+)", str(reason))
        place = f"{path}:{found[1]}" if found else str(path)
        raise _wrong(place, "это не TOML", f"not TOML: {reason}") from None
    for key in told:
        if key != "waiver":
            raise _wrong(str(path), f"неизвестная таблица «{key}»", f"unknown table “{key}”")
    tables = told.get("waiver", [])
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise _wrong(str(path), "нужны таблицы [[waiver]]", "tables [[waiver]] are needed")
    document = Document(str(path), told, text.splitlines())
    return tuple(_waiver(one, document, at) for at, one in enumerate(tables))


def _waiver(told: dict[str, Any], document: Document, number: int) -> Waiver:
    def place(key: str | None = None) -> str:
        return f"{document.path}:{document.line('waiver', number, key)}"

    for key, value in told.items():
        if key not in _KNOWN:
            raise _wrong(place(key), f"неизвестный ключ «{key}»", f"unknown key “{key}”")
        if key == "expires" and type(value) is not datetime.date:
            raise _wrong(
                place(key),
                "expires: нужна дата без кавычек, например 2024-12-31",
                "expires: a date without quotes, such as 2024-12-31",
            )
        if key != "expires" and not isinstance(value, str):
            raise _wrong(place(key), f"{key}: нужна строка", f"{key}: a string is needed")
    for key in _NEEDED:
        if key not in told:
            raise _wrong(place(), f"в исключении нет «{key}»", f"the waiver has no “{key}”")
    try:
        return Waiver(**told, place=place())
    except ModelError as reason:
        raise ReadError(reason.message, place(), reason.flaws) from None


def read_baseline(path: Path) -> frozenset[str]:
    """The fingerprints of the findings of an earlier report (one, or an array of them).

    Raises:
        ReadError: the file is not a report of this version.
    """
    try:
        told = json.loads(_utf8(path))
    except (ValueError, RecursionError):
        raise _wrong(str(path), "это не JSON-отчёт", "not a report in JSON") from None
    reports = told if isinstance(told, list) else [told]
    if not all(isinstance(one, dict) and one.get("schema") == VERSION for one in reports):
        raise _wrong(str(path), f"это не отчёт «{VERSION}»", f"not a report “{VERSION}”")
    lists = [one.get("findings") for one in reports]
    findings = [finding for one in lists if isinstance(one, list) for finding in one]
    if not all(isinstance(one, list) for one in lists) or not all(
        isinstance(one, dict) and "fingerprint" in one for one in findings
    ):
        raise _wrong(
            str(path), "в отчёте есть запись без fingerprint", "a finding has no fingerprint"
        )
    return frozenset(one["fingerprint"] for one in findings)


def _utf8(path: Path) -> str:
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _wrong(str(path), "это не текст в UTF-8", "not UTF-8 text") from None


def _wrong(place: str, ru: str, en: str) -> ReadError:
    return ReadError(Text(ru=ru, en=en), place)
