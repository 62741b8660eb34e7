"""A journey map as a picture a strip: for documents whose pages do not hold the whole map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..journeys.maps.layout import lay_out
from ..model.findings import Finding
from ..model.journeys import Journey
from ..model.stations import Station
from ..model.text import Lang
from .journey_map.drawing import legend_drawn, strip_drawn
from .journey_map.picture import A3
from .journey_map.telling import NO_FINDINGS, NO_STATIONS, sheet
from .journey_words import told
from .png import from_svg, not_too_long

__all__ = ["as_pngs"]

_WHITE = '<rect x="-1e6" y="-1e6" width="2e6" height="2e6" fill="#ffffff"/>'


def as_pngs(
    journey: Journey,
    stations: Mapping[str, Station] = NO_STATIONS,
    findings: Mapping[str, Sequence[Finding]] = NO_FINDINGS,
    lang: Lang = "ru",
    width: float = A3,
    scale: float = 2.0,
) -> tuple[bytes, ...]:
    """The strips of the map, then its signs, each a PNG of `scale` dots for each px.

    Args:
        stations, findings: as `journey_map.as_png` takes them. width: in px.

    Raises:
        UsageError: `vl-convert-python` is not installed; the extra `notebook` brings it. Or the
            journey has more than 200 steps.
    """
    not_too_long(len(journey.steps))
    words = sheet(journey, stations, findings, lang, headed=False)
    layout = lay_out(words, width)
    drawn = [
        strip_drawn(layout, at, words, journey.name, "", f"strip{at}")
        for at in range(len(layout.strips))
    ]
    if layout.legend:
        drawn.append(legend_drawn(layout, told("signs", lang), "signs"))
    return tuple(from_svg(_on_white(one), scale) for one in drawn)


def _on_white(picture: str) -> str:
    """The picture on a white ground: a word's halo shows on what is transparent."""
    return picture.replace("</title>", f"</title>{_WHITE}", 1)
