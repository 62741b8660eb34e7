"""The ways of one strip of a map, planned before there are coordinates.

A way to the next column, or along an empty row, is direct: from the right side of a box to the
left side of another. Any other way runs in the channel above or below the rows. A way to another
strip ends at a port.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from attrs import frozen

from ...model.journeys import Transition
from .measuring_text import broken
from .placing import Place
from .sheet import Sheet

__all__ = ["LABEL", "Gutter", "Port", "Way", "direct_labels", "gutters", "planned", "ports"]

LABEL = 11.0
"""Size of the labels of ways, in px."""

_LABEL_ROOM, _PORT_ROOM = 92.0, 84.0


@frozen
class Way:
    """A transition as it is to be drawn in a strip.

    Attributes:
        kind: `direct`, `run`, `out` (to a port) or `in` (from a port).
        channel: of a run: the channel above the row of that index.
        left: a run comes to the target's left side; else to its upper or lower one.
    """

    source: str
    target: str
    kind: str
    returning: bool = False
    channel: int = 0
    left: bool = False


@frozen
class Port:
    """A sign that ways go on in another strip, before (`in`) or after (`out`) a step.

    other: id of the step it leads to; "" before a step, where one port stands for all.
    """

    step: str
    kind: str
    lines: tuple[str, ...]
    other: str = ""


@frozen
class Gutter:
    """What stands between two columns: widths in px, and the keys of the upright lines."""

    out: float
    tracks: tuple[tuple[str, str], ...]
    into: float

    @property
    def width(self) -> float:
        """From column to column."""
        return max(34.0, 8 + self.out + 10 * len(self.tracks) + self.into + 18)


def planned(
    links: Iterable[Transition],
    places: Mapping[str, Place],
    here: Collection[str],
    rows: Mapping[tuple[int, int], int],
) -> tuple[Way, ...]:
    """The ways of a strip out of the links that touch it, in the order they are stated.

    Args:
        here: ids of the strip's steps. rows: index of each row, by band and row within it.
    """
    held = {(places[id].column, _row(places[id], rows)) for id in here}
    told: list[Way] = []
    for link in links:
        back = places[link.target].column <= places[link.source].column
        if link.source not in here or link.target not in here:
            if link.source in here:
                told.append(Way(link.source, link.target, "out", back))
            if link.target in here:
                told.append(Way(link.source, link.target, "in", back))
            continue
        one, two = places[link.source], places[link.target]
        above, below = _row(one, rows), _row(two, rows)
        between = range(one.column + 1, two.column)
        clear = above == below and not any((at, above) in held for at in between)
        if not back and (two.column == one.column + 1 or clear):
            told.append(Way(link.source, link.target, "direct"))
            continue
        channel = above + 1 if below > above or (back and below == above) else above
        left = below not in (channel, channel - 1)
        told.append(Way(link.source, link.target, "run", back, channel, left))
    return tuple(told)


def ports(sheet: Sheet, ways: Sequence[Way]) -> tuple[Port, ...]:
    """The ports of a strip: one before a step at most, one after it for each way that leaves."""
    told: dict[tuple[str, str, str], list[str]] = {}
    for way in ways:
        if way.kind == "out":
            lines = [f"→ {sheet.cards[way.target].number}"]
            lines += broken(sheet.ways.get((way.source, way.target), ""), _PORT_ROOM, LABEL, most=6)
            told[way.source, way.kind, way.target] = lines
        elif way.kind == "in":
            number = sheet.cards[way.source].number
            told.setdefault((way.target, way.kind, ""), []).append(f"{number} →")
    return tuple(
        Port(step, kind, tuple(lines), other) for (step, kind, other), lines in told.items()
    )


def direct_labels(sheet: Sheet, ways: Sequence[Way]) -> Mapping[str, tuple[str, ...]]:
    """By target, the lines of what is said of the ways that come to its left side directly."""
    into: dict[str, list[Way]] = {}
    for way in ways:
        if way.kind == "direct":
            into.setdefault(way.target, []).append(way)
    told: dict[str, tuple[str, ...]] = {}
    for target, several in into.items():
        lines: list[str] = []
        for way in several:
            said = sheet.ways.get((way.source, way.target), "")
            if said and len(several) > 1:
                said = f"{sheet.cards[way.source].number}: {said}"
            lines += broken(said, _LABEL_ROOM, LABEL, most=6)
        if lines:
            told[target] = tuple(lines)
    return told


def gutters(
    ways: Sequence[Way],
    places: Mapping[str, Place],
    rows: Mapping[tuple[int, int], int],
    columns: range,
    into: Mapping[int, float],
    out: Mapping[int, float],
) -> tuple[Gutter, ...]:
    """The gutters before each column and after the last.

    Args:
        into, out: by column, the width of what stands before it (labels, ports) and after it.
    """
    tracks: dict[int, dict[tuple[str, str], None]] = {}
    for way in ways:
        if way.kind not in ("direct", "run"):
            continue
        one, two = places[way.source], places[way.target]
        if way.kind == "direct" and _row(one, rows) != _row(two, rows):
            tracks.setdefault(two.column, {})[way.source, ""] = None
        elif way.left:
            tracks.setdefault(two.column, {})[way.source, way.target] = None
    return tuple(
        Gutter(out.get(at - 1, 0.0), tuple(tracks.get(at, ())), into.get(at, 0.0))
        for at in range(columns.start, columns.stop + 1)
    )


def _row(place: Place, rows: Mapping[tuple[int, int], int]) -> int:
    return rows[place.band, place.row]
