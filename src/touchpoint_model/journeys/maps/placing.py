"""Where each step of a journey stands on its map: in which column, band and row, in which strip.

A step stands in the column after the last of those that lead to it, and no phase shares a column
with another. Steps of one column stand one above the other: alternatives and parallel ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum

from attrs import frozen

from ...model.journeys import CLIENT, Journey, Step
from ..feeling.emotions import likely_way
from ..routing import chances

__all__ = ["Band", "Place", "cut", "main_way", "phase_columns", "placed"]


class Band(IntEnum):
    """Who acts, and whether the client sees it; what is `HIDDEN` is below the line."""

    CLIENT = 0
    VISIBLE = 1
    HIDDEN = 2


@frozen
class Place:
    """A step's place: column from 0 over the whole map, row from 0 within its band."""

    column: int
    band: Band
    row: int


def placed(journey: Journey) -> Mapping[str, Place]:
    """The place of each step, by id, in the order of reading."""
    columns = _columns(journey)
    main = set(main_way(journey))
    rows: dict[str, int] = {}
    taken: set[tuple[int, Band, int]] = set()
    before = _forward(journey)
    order = {step.id: at for at, step in enumerate(journey.steps)}
    bands = {step.id: _band(step) for step in journey.steps}
    for step in sorted(
        journey.steps, key=lambda one: (columns[one.id], one.id not in main, order[one.id])
    ):
        band = bands[step.id]
        near = [rows[one] for one in before[step.id] if bands[one] is band]
        wanted = 0 if step.id in main or not near else near[0]
        while (columns[step.id], band, wanted) in taken:
            wanted += 1
        taken.add((columns[step.id], band, wanted))
        rows[step.id] = wanted
    return {
        step.id: Place(columns[step.id], bands[step.id], rows[step.id]) for step in journey.steps
    }


def phase_columns(journey: Journey, places: Mapping[str, Place]) -> tuple[tuple[str, range], ...]:
    """The names of the phases that have steps, each with its columns."""
    told = []
    for phase in journey.phases:
        columns = [places[step.id].column for step in phase.steps]
        if columns:
            told.append((phase.name, range(min(columns), max(columns) + 1)))
    return tuple(told)


def main_way(journey: Journey) -> tuple[str, ...]:
    """The steps that most clients go through: the likeliest way to the end, never back.

    It is `likely_way` to the step that meets the need, and from there always the likeliest step.
    """
    ways: dict[str, list[tuple[float, str]]] = {}
    for (source, target), chance in chances(journey).items():
        ways.setdefault(source, []).append((chance, target))
    *seen_first, last = likely_way(journey) or (journey.first.id,)
    seen = dict.fromkeys(seen_first)
    here: str | None = last
    while here is not None:
        seen[here] = None
        onward = [one for one in ways.get(here, ()) if one[1] not in seen]
        here = max(onward, key=lambda one: one[0])[1] if onward else None
    return tuple(seen)


def cut(count: int, starts: frozenset[int], filling: Callable[[range], float]) -> tuple[range, ...]:
    """Columns as strips that are no fuller than 1, if a column alone is not.

    As few strips as can be, then as even as can be; a cut where a phase begins is preferred.

    Args:
        starts: columns that begin a phase. filling: how full a strip of these columns is; of more
            columns it is fuller.

    >>> cut(4, frozenset({0, 2}), lambda part: len(part) / 3)
    (range(0, 2), range(2, 4))
    """
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * count
    for end in range(1, count + 1):
        for begin in range(end - 1, -1, -1):
            full = filling(range(begin, end))
            if full > 1 and begin < end - 1:
                break
            inside = 0.0 if end == count or end in starts else 0.12
            cost = best[begin][0] + 4 + 2 * max(0.0, 1 - full) ** 2 + inside
            if cost < best[end][0]:
                best[end] = (cost, begin)
    strips: list[range] = []
    end = count
    while end:
        begin = best[end][1]
        strips.append(range(begin, end))
        end = begin
    return tuple(reversed(strips))


def _columns(journey: Journey) -> Mapping[str, int]:
    before = _forward(journey)
    told: dict[str, int] = {}
    first = 0
    for phase in journey.phases:
        last = first - 1
        for step in phase.steps:
            after = [told[one] + 1 for one in before[step.id]]
            told[step.id] = max(first, *after) if after else last + 1
            last = max(last, told[step.id])
        first = last + 1
    return told


def _forward(journey: Journey) -> Mapping[str, Sequence[str]]:
    """By step, the steps above it in the order of reading that lead to it."""
    order = {step.id: at for at, step in enumerate(journey.steps)}
    told: dict[str, list[str]] = {step.id: [] for step in journey.steps}
    for link in journey.transitions:
        if order[link.source] < order[link.target]:
            told[link.target].append(link.source)
    return told


def _band(step: Step) -> Band:
    if not step.visible:
        return Band.HIDDEN
    return Band.CLIENT if step.actor == CLIENT else Band.VISIBLE
