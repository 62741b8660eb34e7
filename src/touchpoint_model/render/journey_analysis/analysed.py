"""What is computed of one journey, as its renderers take it: whoever computes it stands above."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from ...journeys.chance.improvement import Improvements
from ...journeys.chance.markov import Analysis
from ...journeys.feeling.experience import Impressions
from ...journeys.shape.structures import Structure
from ...model.journeys import Journey
from ...model.stations import Station
from ...model.text import Text

__all__ = ["Analysed"]


class Analysed(Protocol):
    """All that is computed of one journey; `touchpoint_model.journeying.JourneyAnalysis` is one.

    Attributes:
        stations: of its steps, by id.
        chances, improvements: None if they cannot be told; `unclear` says why, then.
    """

    @property
    def journey(self) -> Journey: ...
    @property
    def stations(self) -> Mapping[str, Station]: ...
    @property
    def structure(self) -> Structure: ...
    @property
    def chances(self) -> Analysis | None: ...
    @property
    def improvements(self) -> Improvements | None: ...
    @property
    def unclear(self) -> Text | None: ...
    @property
    def impressions(self) -> Impressions: ...
