"""Tables and lists as a notebook shows them: small, escaped, readable on light and on dark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from ...model.text import Lang, Text
from ..words import printable

__all__ = ["block", "fold", "line", "listed", "more", "preformatted", "table"]

_CELL = "text-align:left;vertical-align:top;white-space:normal;max-width:28em"
_MORE = Text(ru="… и ещё {count}", en="… and {count} more")


def block(title: str, parts: Iterable[str]) -> str:
    """A value's whole output: its title, if it has one, and what stands below."""
    head = f"<p><strong>{escape(title)}</strong></p>" if title else ""
    return printable(f'<div class="touchpoint-model">{head}{"".join(parts)}</div>')


def line(text: str) -> str:
    """A sentence on a line of its own; nothing for nothing."""
    return f"<p>{escape(text)}</p>" if text else ""


def listed(title: str, items: Sequence[str], most: int, lang: Lang) -> str:
    """A titled list of the first items; nothing if there is none."""
    if not items:
        return ""
    told = [*items[:most], *([more(len(items) - most, lang)] if len(items) > most else [])]
    points = "".join(f"<li>{_lines(one)}</li>" for one in told)
    return f"<p>{escape(title)}: {len(items)}</p><ul>{points}</ul>"


def preformatted(text: str) -> str:
    """A text whose lines and blanks stay as they are."""
    return f"<pre>{escape(text)}</pre>"


def more(count: int, lang: Lang) -> str:
    """That so many are left out; nothing if none are."""
    return _MORE[lang].format(count=count) if count > 0 else ""


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a row of one cell goes across all columns, as a heading; nothing without rows."""
    body = "".join(_row(one, len(columns)) for one in rows)
    if not body:
        return ""
    head = "".join(f'<th scope="col" style="{_CELL}">{escape(one)}</th>' for one in columns)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def fold(title: str, body: str, *, opened: bool = False) -> str:
    """What can be folded away; nothing for nothing."""
    if not body:
        return ""
    state = " open" if opened else ""
    return f"<details{state}><summary>{escape(title)}</summary>{body}</details>"


def _row(cells: Sequence[str], columns: int) -> str:
    if len(cells) == 1 < columns:
        return f'<tr><th colspan="{columns}" style="{_CELL}">{_lines(cells[0])}</th></tr>'
    told = "".join(f'<td style="{_CELL}">{_lines(one)}</td>' for one in cells)
    return f"<tr>{told}</tr>"


def _lines(text: str) -> str:
    return "<br>".join(map(escape, text.split("\n")))
