"""Rows of which no rule has anything to say: a change there is heard alone."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.processes import Entry
from ..model.view import Standing, View
from ..model.vocabulary import Concept
from ..norms.wording import is_agency_act, is_glued
from .lawful import Material

__all__ = ["only_results", "plain", "quiet", "served", "unused"]

_RESULT = "result"


def only_results(entries: Sequence[Entry]) -> bool:
    """Whether all needs of rows are results, and there is one."""
    needs = [need for entry in entries for need in entry.needs or ()]
    return bool(needs) and all(need.category == _RESULT for need in needs)


def served(entries: Sequence[Entry], view: View) -> frozenset[str]:
    """The limits of clients that the points of rows serve."""
    return frozenset().union(*(view.points[one.touchpoint].serves for one in entries))


def quiet(entry: Entry, material: Material) -> bool:
    """Whether nothing is to be said of the needs of a row."""
    other = material.agency.vocabulary.other_need
    return bool(entry.needs) and all(
        need.category not in (None, other)
        and not is_agency_act(need.text)
        and not is_glued(need.text)
        for need in entry.needs or ()
    )


def plain(entry: Entry, view: View) -> bool:
    """Whether a row is at one point that anybody may use and that no list forbids."""
    point = view.points[entry.touchpoint]
    one = point.touchpoint
    listed = point.standing is Standing.LISTED or not view.vocabulary.listed
    return (
        listed
        and point.concept is not None
        and not (point.internal or one.alternatives or one.also or one.types or entry.cell)
    )


def unused(view: View, *concepts: Concept) -> int:
    """How many of some listed concepts no row uses: naming one takes a finding away."""
    return len({one.code for one in concepts if one.listed} - view.used)
