"""The analysis of a journey as a page: what an analyst tells of it on one sheet."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ...model.text import Lang, Text
from ..journey_map.telling import facts
from . import outcomes, remedies
from .analysed import Analysed
from .naming import Naming, flat
from .printing import WIDTH, markdown_of, text_of
from .sections import Page
from .wording import say

__all__ = ["as_markdown", "as_text", "page_of"]

_NO_LIMITS: Mapping[str, Text] = MappingProxyType({})
_NO_SEGMENTS: Mapping[str, str] = MappingProxyType({})


def page_of(
    analysed: Analysed,
    lang: Lang = "ru",
    limits: Mapping[str, Text] = _NO_LIMITS,
    segments: Mapping[str, str] = _NO_SEGMENTS,
) -> Page:
    """The analysis laid out in sections.

    Args:
        limits: names of clients' limits by code. segments: names of the register's, by id; what has
            no name goes by its code.
    """
    journey = analysed.journey
    names = Naming.of(journey, analysed.stations, lang)
    size = say(
        "size", lang, steps=len(names.steps), own=sum(one.is_contact for one in journey.steps)
    )
    sections = (
        outcomes.endings(analysed, names),
        outcomes.effort(analysed, names),
        outcomes.leaving(analysed, names),
        remedies.weak_places(analysed, names),
        remedies.needed_always(analysed, names),
        outcomes.open_to(analysed, names, limits, segments),
        remedies.gains(analysed, names),
        remedies.felt(analysed, names),
        remedies.gaps(analysed, names),
    )
    return Page(
        f"{flat(journey.name)} ({journey.id})",
        (
            ". ".join(map(flat, [*facts(journey, lang), size])) + ".",
            outcomes.in_short(analysed, names),
        ),
        tuple(one for one in sections if one is not None),
    )


def as_text(
    analysed: Analysed,
    lang: Lang = "ru",
    *,
    limits: Mapping[str, Text] = _NO_LIMITS,
    segments: Mapping[str, str] = _NO_SEGMENTS,
    width: int = WIDTH,
) -> str:
    """The analysis as plain text, in lines of at most so many characters.

    Args:
        limits, segments: as `page_of`.
    """
    return text_of(page_of(analysed, lang, limits, segments), width)


def as_markdown(
    analysed: Analysed,
    lang: Lang = "ru",
    *,
    limits: Mapping[str, Text] = _NO_LIMITS,
    segments: Mapping[str, str] = _NO_SEGMENTS,
    level: int = 2,
) -> str:
    """The analysis as Markdown.

    Args:
        limits, segments: as `page_of`. level: of the title's heading, from 1.
    """
    return markdown_of(page_of(analysed, lang, limits, segments), level)
