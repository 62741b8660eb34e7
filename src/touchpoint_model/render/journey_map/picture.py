"""A client journey map (карта клиентского пути) as one picture: SVG and PNG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from ...journeys.maps.layout import lay_out
from ...journeys.maps.sheet import Sheet
from ...model.findings import Finding
from ...model.journeys import Journey
from ...model.stations import Station
from ...model.text import Lang
from ..journey_words import told
from ..png import from_svg, not_too_long
from .drawing import drawn
from .telling import NO_FINDINGS, NO_STATIONS, sheet

__all__ = ["A3", "A4", "as_png", "as_svg", "telling_of"]

A3 = 1480.0
"""Width in px that prints well on a sheet of that size, landscape."""

A4 = 1200.0
"""The same for the smaller sheet; the print is a seventh smaller."""


def as_svg(
    journey: Journey,
    stations: Mapping[str, Station] | None = None,
    findings: Mapping[str, Sequence[Finding]] | None = None,
    lang: Lang = "ru",
    width: float = A3,
) -> str:
    """The map as one SVG picture: no script, no reference, its text as text.

    Args:
        stations: where each step takes place (`model.stations.stations`), by id of the step.
        findings: to be marked at steps, by id of the step. width: in px.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = journey("j", "Path", phase("Asks", step("a", "sends <b>"), step("b", "gets")))
    >>> "sends &lt;b&gt;" in as_svg(told, lang="en")
    True
    """
    words = sheet(journey, stations or NO_STATIONS, findings or NO_FINDINGS, lang)
    layout = lay_out(words, width)
    title = f"{told('map', lang)}: {journey.name}"
    ids = sha256(f"{words!r}{width}".encode("utf-8", "replace")).hexdigest()[:8]
    return drawn(layout, words, title, telling_of(words), f"map-{ids}")


def as_png(
    journey: Journey,
    stations: Mapping[str, Station] | None = None,
    findings: Mapping[str, Sequence[Finding]] | None = None,
    lang: Lang = "ru",
    width: float = A3,
    scale: float = 2.0,
) -> bytes:
    """The map as a PNG picture, `scale` dots for each px.

    Raises:
        UsageError: `vl-convert-python` is not installed; the extra `notebook` brings it. Or the
            journey has more than 200 steps.
    """
    not_too_long(len(journey.steps))
    return from_svg(as_svg(journey, stations, findings, lang, width), scale)


def telling_of(words: Sheet) -> str:
    """What a screen reader says of a map: its steps by number, in the order of reading."""
    return "; ".join(f"{card.number}. {card.action}" for card in words.cards.values())
