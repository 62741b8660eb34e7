"""What a notebook shows of a comparison or of a what-if, as plain text for `print`."""

from __future__ import annotations

import re
from html import unescape

from ...journeys.redesign.comparison import Comparison
from ...journeys.redesign.whatif import Effects
from ...model.text import Lang
from ..journey_analysis import comparison_as_text
from .redesigns import effects

__all__ = ["comparison_text", "effects_text"]

_TAG = re.compile(r"<[^>]*>")
_MADE = {"<li>": "\n  • ", "<br>": "\n    ", "<p>": "\n", "</ul>": "\n"}


def comparison_text(value: Comparison, lang: Lang = "ru") -> str:
    """The comparison as `render.journey_analysis.comparison_as_text` tells it."""
    return comparison_as_text(value, lang).rstrip("\n")


def effects_text(value: Effects, lang: Lang = "ru") -> str:
    """What the notebook shows of the effects, line by line, without its markup."""
    return unescape(_TAG.sub(lambda it: _MADE.get(it[0], ""), effects(value, lang))).strip()
