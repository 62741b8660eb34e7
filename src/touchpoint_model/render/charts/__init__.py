"""Charts of journeys and reports by Altair, from plain records; they print in black and white too.

Colours are those of Okabe and Ito, which colour-blind people tell apart, and nothing is told by
colour alone. Altair comes with the extra `notebook` and loads when a chart is drawn.
"""

from __future__ import annotations

from .along import emotions, hours, outcomes
from .beside import centricity, redesign
from .keeping import keep_pictures
from .records import (
    centricity_records,
    curve_records,
    measure_records,
    outcome_records,
    time_records,
)

__all__ = [
    "centricity",
    "centricity_records",
    "curve_records",
    "emotions",
    "hours",
    "keep_pictures",
    "measure_records",
    "outcome_records",
    "outcomes",
    "redesign",
    "time_records",
]
