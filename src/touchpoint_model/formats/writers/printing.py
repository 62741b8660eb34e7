"""The formats in which a register is printed, by extension."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType

from ...model.errors import UsageError
from ...model.text import Lang, Text
from ..form import Form
from .csv import print_csv
from .docx import print_docx
from .html import print_html
from .xlsx import print_xlsx

__all__ = ["WRITABLE", "kind_to_write", "print_form"]

WRITABLE: Mapping[str, str] = MappingProxyType(
    {
        ".csv": "csv",
        ".docx": "docx",
        ".htm": "html",
        ".html": "html",
        ".json": "json",
        ".xlsx": "xlsx",
    }
)
_PRINTERS: Mapping[str, Callable[..., bytes]] = {
    "csv": print_csv,
    "docx": print_docx,
    "html": print_html,
    "xlsx": print_xlsx,
}


def print_form(form: Form, kind: str, lang: Lang = "ru") -> bytes:
    """A register laid out for print, as the bytes of a document.

    Raises:
        UsageError: documents of this kind cannot be written.
    """
    printer = _PRINTERS.get(kind)
    if printer is None:
        known = ", ".join(sorted({*WRITABLE.values()}))
        raise UsageError(
            Text(
                ru=f"В формате «{kind}» перечень не записать; можно: {known}",
                en=f"A register cannot be written as “{kind}”; possible: {known}",
            )
        )
    return printer(form, lang=lang)


def kind_to_write(path: PurePath) -> str:
    """The format in which a file is written, by its extension.

    Raises:
        UsageError: no register is written so.
    """
    kind = WRITABLE.get(path.suffix.lower())
    if kind is None:
        known = ", ".join(sorted(WRITABLE))
        raise UsageError(
            Text(
                ru=f"«{path.name}»: в таком формате перечень не записать; можно: {known}",
                en=f"“{path.name}”: a register cannot be written so; possible: {known}",
            )
        )
    return kind
