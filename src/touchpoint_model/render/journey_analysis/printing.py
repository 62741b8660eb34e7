"""A page of sections as plain text of a given width, and as Markdown."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from ..words import printable
from .sections import Page, Section, Table

__all__ = ["WIDTH", "markdown_of", "text_of"]

WIDTH = 80
"""Columns of a text that nobody told its width."""

_GAP = 2
_NARROWEST = 10
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$])")
_ADDRESS = re.compile(r":(?=//)|(?i:(?<=\bwww))\.|@")


def text_of(page: Page, width: int = WIDTH) -> str:
    r"""The page as plain text, no line longer than `width` unless a word is.

    >>> page = Page("Path", ("3 steps",), (Section("How it ends", ("well",)),))
    >>> print(text_of(page), end="")
    Path
    3 steps
    <BLANKLINE>
    How it ends
      • well
    """
    lines = _wrapped(page.title, width)
    for fact in page.facts:
        lines += _wrapped(fact, width)
    for section in page.sections:
        lines += ["", *_wrapped(section.title, width), *_section(section, width)]
    return printable("\n".join(lines) + "\n")


def _section(section: Section, width: int) -> Iterator[str]:
    for line in section.lines:
        yield from _wrapped(line, width, "  • ", "    ")
    if section.table is not None:
        yield from (f"  {line}" for line in _table(section.table, width - 2))
    for note in section.notes:
        yield from _wrapped(note, width, "  ", "  ")


def _wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    ) or [first.rstrip()]


def _table(table: Table, width: int) -> Iterator[str]:
    headed = any(table.columns)
    rows = [table.columns, *table.rows] if headed else list(table.rows)
    widths = _widths(rows, width)
    for at, row in enumerate(rows):
        cells = [_wrapped(cell, wide) for cell, wide in zip(row, widths, strict=True)]
        for line in range(max(map(len, cells))):
            parts = [cell[line] if line < len(cell) else "" for cell in cells]
            yield (
                (" " * _GAP)
                .join(
                    part.rjust(wide) if column in table.right else part.ljust(wide)
                    for column, (part, wide) in enumerate(zip(parts, widths, strict=True))
                )
                .rstrip()
            )
        if headed and at == 0:
            yield (" " * _GAP).join("─" * wide for wide in widths)


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """How wide each column is: as it needs, the widest narrowed until all fit."""
    widths = [max(1, *(len(cell) for cell in column)) for column in zip(*rows, strict=True)]
    room = width - _GAP * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def markdown_of(page: Page, level: int = 2) -> str:
    r"""The page as Markdown (CommonMark with GFM tables); every special character is escaped.

    Args:
        level: of the title's heading, from 1.

    >>> page = Page("A|B", (), (Section("How it ends", ("well",)),))
    >>> print(markdown_of(page).splitlines()[0])
    ## A\|B
    """
    lines = [f"{'#' * level} {_plain(page.title)}", ""]
    for fact in page.facts:
        lines += [_plain(fact), ""]
    for section in page.sections:
        lines += [f"{'#' * (level + 1)} {_plain(section.title)}", ""]
        lines += [f"- {_plain(line)}" for line in section.lines]
        if section.table is not None:
            if section.lines:
                lines.append("")
            lines += _rows(section.table)
        lines.append("")
        for note in section.notes:
            lines += [_plain(note), ""]
    return printable("\n".join(lines))


def _rows(table: Table) -> Iterator[str]:
    yield _row(table.columns)
    yield _row("--:" if at in table.right else "---" for at in range(len(table.columns)))
    for row in table.rows:
        yield _row(map(_plain, row))


def _row(cells: Sequence[str] | Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    shown = _SPECIAL.sub(r"\\\1", " ".join(text.split(" ")))
    return _ADDRESS.sub(r"\\\g<0>", shown.replace("\n", " "))
