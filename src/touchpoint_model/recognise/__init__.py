"""Printed text → concept: exact, normalised, stemmed, fuzzy; contacts split off.

Nothing here guesses: what is not recognised stays as printed, and every recognition says how it
was made and how surely:

- `exact`: 1, the text is a name; `url`: 1, the text holds the host that the act prints for it;
- `normalised`: 0.95, it is a name but for case, ё, quotes, dashes, spaces, an aside «(далее – …)»,
  or letters of another alphabet that look the same;
- `stemmed`: 0.9 by the share of the words that the name covers;
- `fuzzy`: 0.85 by that share and by the likeness, from 0.88 to 1: misspelled, and like one name only.

So of two readings that cover the same words, the surer has the higher score.
"""

from __future__ import annotations

from .cells import split_cell
from .columns import begins_need, likely_columns
from .journeys import recognise_journeys
from .registers import recognise, recognise_touchpoint

__all__ = [
    "begins_need",
    "likely_columns",
    "recognise",
    "recognise_journeys",
    "recognise_touchpoint",
    "split_cell",
]
