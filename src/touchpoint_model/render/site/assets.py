"""What every page of a site shares: style sheet, script and icon, and how downloads are called."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

from ...model.text import Lang
from .words import SAY, say

__all__ = ["FILE_KINDS", "assets", "size_word"]

FILE_KINDS: Mapping[str, str] = {
    "docx": "Word (DOCX)",
    "xlsx": "Excel (XLSX)",
    "csv": "CSV",
    "json": "JSON",
    "jsonld": "JSON-LD",
}
"""The downloads, in order, by extension: what they are called."""

_LABELS: Mapping[str, Sequence[str]] = {
    "rows": ("", "channel", "needs", "particulars"),
    "used": ("", "needs", "particulars"),
    "points": ("", "kind", "channel", "used"),
    "clauses": ("", "gist", "force"),
    "changes": ("", "touchpoint", "was", "now"),
    "revisions": ("", "day", "approved", "published", "made-basis", "author"),
}
"""By class of a table, the words before the cells of a row where it becomes a card."""


def assets() -> Iterator[tuple[str, tuple[str, bytes]]]:
    """The shared files: what each is (`css`, `js`, `svg`), its path in the site and its bytes.

    A path changes with the bytes, so that no browser shows a new page in an old style.
    """
    folder = files(__package__).joinpath("templates")
    for name in ("site.css", "site.js", "icon.svg"):
        data = folder.joinpath(name).read_bytes()
        if name == "site.css":
            data += _labels().encode()
        stem, _, kind = name.partition(".")
        mark = f"-{hashlib.sha256(data).hexdigest()[:8]}" if kind != "svg" else ""
        yield kind, (f"assets/{stem}{mark}.{kind}", data)


def _labels() -> str:
    """The style sheet's own words: what stands before a cell on a narrow screen."""
    lines = ["@media screen and (max-width: 48rem) {"]
    for lang in SAY:
        for table, keys in _LABELS.items():
            for at, key in enumerate(keys, 1):
                if key:
                    cell = f"html[lang={lang}] .{table} tbody td:nth-child({at})::before"
                    lines.append(f'  {cell} {{ content: "{say(lang, key)}: "; }}')
    return "\n".join([*lines, "}", ""])


def size_word(lang: Lang, count: int) -> str:
    """How large a file is, rounded up to kilobytes or to tenths of a megabyte."""
    units = {"ru": ("КБ", "МБ"), "en": ("KB", "MB")}[lang]
    if count < 1_000_000:
        return f"{max(1, -(-count // 1000))}\u00a0{units[0]}"
    told = f"{count / 1e6:.1f}\u00a0{units[1]}"
    return told.replace(".", ",") if lang == "ru" else told
