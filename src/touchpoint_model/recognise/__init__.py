"""Printed text → concept: exact, normalised, stemmed; contacts split off.

Nothing here guesses: what is not recognised stays as printed, and every recognition says how it
was made and how surely (1 for the printed name, 0.95 for it normalised, less for stems, by the
share of the words that they cover).
"""

from __future__ import annotations

from .registers import recognise, recognise_touchpoint, split_cell

__all__ = ["recognise", "recognise_touchpoint", "split_cell"]
