"""A journey's table as Markdown (CommonMark with GFM tables)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..words import printable
from .rows import JourneyTable

__all__ = ["as_markdown"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$])")
_ADDRESS = re.compile(r":(?=//)|(?i:(?<=\bwww))\.|@")


def as_markdown(table: JourneyTable, *, level: int = 2) -> str:
    r"""The table with its title, facts and remarks.

    A phase is named at its first step; lines of a cell are told apart by `<br>`. Every special
    character is escaped, and addresses do not become links.

    Args:
        level: of the title's heading, from 1.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> from touchpoint_model.render.journey_table.rows import table_of
    >>> told = journey("j", "A|B", phase("", step("a", "asks", hours=1, satisfies=True)))
    >>> print(as_markdown(table_of(told, lang="en")).splitlines()[0])
    ## A\|B
    """
    return printable("\n".join(_lines(table, level)) + "\n")


def _lines(table: JourneyTable, level: int) -> Iterator[str]:
    yield from (f"{'#' * level} {_plain(table.title)}", "")
    for fact in table.facts:
        yield from (_plain(fact), "")
    yield _row(table.columns)
    yield f"|{'|'.join(' --- ' for _ in table.columns)}|"
    for row in table.rows:
        yield _row(cell or "" for cell in row.cells)
    if table.remarks:
        yield ""
    for remark in table.remarks:
        yield f"- {_plain(remark)}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join('<br>'.join(map(_plain, one.split(chr(10)))) for one in cells)} |"


def _plain(text: str) -> str:
    shown = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _ADDRESS.sub(r"\\\g<0>", shown)
