"""Names of sheets: short, allowed by Excel, told apart by their number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ...model.text import Lang, Text

__all__ = ["REGISTER", "sheet_name", "sheet_names"]

REGISTER = Text(ru="Перечень", en="Register")
_LONGEST = 31
_OTHER = re.compile(r"[^\w «»().,№-]|[\U00010000-\U0010ffff]")


def sheet_names(headings: Sequence[str], lang: Lang) -> list[str]:
    """A name for each direction's sheet: one alone is the register, several are numbered.

    Words that all headings begin with tell nothing apart and are left out.

    >>> sheet_names(["Points of support", "Points of control"], "en")
    ['1 support', '2 control']
    """
    if len(headings) == 1:
        return [REGISTER[lang]]
    told = [heading.split() for heading in headings]
    pairs = zip(*(words[:-1] for words in told if words), strict=False)
    same = len(list(takewhile(lambda beginnings: len(set(beginnings)) == 1, pairs)))
    return [
        sheet_name(f"{number} {' '.join(words[same:]) or REGISTER[lang]}")
        for number, words in enumerate(told, 1)
    ]


def sheet_name(text: str) -> str:
    """A text cut down to what may be a sheet's name; not empty if it has a letter or a digit."""
    name = " ".join(_OTHER.sub(" ", text).split())
    if len(name) <= _LONGEST:
        return name
    return name[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,.(«") + "…"
