"""The arrows of one strip, with coordinates: they run between the boxes, never across one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from .measuring_text import LEADING, broken
from .picture import Arrow, Box, Point, Words
from .placing import Place
from .plans import PORT_PAD, Plan
from .sheet import Sheet
from .ways import LABEL, Way

__all__ = ["ENTRY", "EXIT", "Channel", "Run", "arrows", "channels", "port_height", "runs"]

ENTRY = 11.0
"""How far from the middle of a box's side bent arrows come, in px."""

EXIT = 5.0
"""How far from there they leave, in px."""

_HEAD, _GAP = 16.0, 8.0


@frozen
class Run:
    """A way along a channel: from x to x (of which `lane_x` is an upright line in a gutter)."""

    way: Way
    start: float
    end: float
    label: tuple[str, ...]
    left: float
    right: float

    @property
    def height(self) -> float:
        """Of the line with its label."""
        return len(self.label) * LABEL * LEADING + 10


@frozen
class Channel:
    """The room above a row: its height, and how far down each run's line is, by run."""

    height: float
    lines: Mapping[tuple[str, str], float]


def runs(
    sheet: Sheet, plan: Plan, places: Mapping[str, Place], xs: Mapping[int, float], width: float
) -> tuple[Run, ...]:
    """The ways that take a channel, with where they leave, where they come, and their labels.

    Args:
        xs: left edge of each column. width: of a box.
    """
    ends: dict[tuple[str, str], list[tuple[Way, str]]] = {}
    for way in plan.ways:
        if way.kind == "run":
            for step, end in ((way.source, "start"), (way.target, "end")):
                if end == "start" or not way.left:
                    side = "top" if way.channel == plan.row(places[step]) else "bottom"
                    ends.setdefault((step, side), []).append((way, end))
    at: dict[tuple[Way, str], float] = {}
    for (step, _side), several in ends.items():
        own = places[step].column
        ordered = sorted(several, key=lambda one: (_far(one, places), one[1] == "end"))
        for number, one in enumerate(ordered, 1):
            at[one] = xs[own] + width * number / (len(ordered) + 1)
    told = []
    low, high = min(xs.values()), max(xs.values()) + width
    for way in plan.ways:
        if way.kind != "run":
            continue
        leaving = at[way, "start"]
        coming = _track(plan, places, xs, way) if way.left else at[way, "end"]
        room = max(abs(coming - leaving), width) - 12
        said = sheet.ways.get((way.source, way.target), "")
        label = broken(said, room, LABEL, most=4)
        wide = Words(0, 0, label, LABEL, "label").width
        middle = min(max((leaving + coming) / 2, low + wide / 2), high - wide / 2)
        left = min(leaving, coming, middle - wide / 2)
        right = max(leaving, coming, middle + wide / 2)
        told.append(Run(way, leaving, coming, label, left, right))
    return tuple(told)


def channels(plan: Plan, every: Sequence[Run], places: Mapping[str, Place]) -> tuple[Channel, ...]:
    """The channels above each row and below the last, from top to bottom."""
    told = []
    for at in range(len(plan.rows) + 1):
        here = sorted(
            (one for one in every if one.way.channel == at), key=lambda one: one.right - one.left
        )
        tracks: list[list[Run]] = []
        for run in here:
            for track in tracks:
                if all(run.left > o.right + _GAP or run.right < o.left - _GAP for o in track):
                    track.append(run)
                    break
            else:
                tracks.append([run])
        below = sum(plan.row(places[one.way.source]) == at for one in here)
        if 2 * below > len(here):  # the shortest stay nearest to their boxes
            tracks.reverse()
        y = _GAP if tracks else 0.0
        lines: dict[tuple[str, str], float] = {}
        for track in tracks:
            y += max(one.height for one in track)
            lines.update({(one.way.source, one.way.target): y - 4 for one in track})
        edge = at in (0, len(plan.rows))
        told.append(Channel(max(y + 14 if tracks else 0.0, 16.0 if edge else 26.0), lines))
    return tuple(told)


def arrows(
    plan: Plan,
    places: Mapping[str, Place],
    boxes: Mapping[str, Box],
    signs: Mapping[tuple[str, str, str], Box],
    every: Sequence[Run],
    lines: Mapping[tuple[str, str], float],
) -> tuple[Arrow, ...]:
    """All arrows of a strip.

    Args:
        boxes: of steps, by id. signs: ports, by step, kind and other step. lines: y of each run.
    """
    xs = {places[id].column: box.x for id, box in boxes.items()}
    taken = {(one.way.source, one.way.target): one for one in every}
    named: set[str] = set()
    told = []
    for way in plan.ways:
        one, two = boxes.get(way.source), boxes.get(way.target)
        if way.kind == "out" and one is not None:
            sign = signs[way.source, "out", way.target]
            leave = max(one.y + 8, min(sign.middle, one.bottom - 8))
            x = (one.right + sign.x) / 2
            bent = ((x, leave), (x, sign.middle)) if leave != sign.middle else ()
            points = ((one.right, leave), *bent, (sign.x, sign.middle))
            told.append(Arrow(way.source, way.target, points, way.returning, headed=False))
        elif way.kind == "in" and two is not None:
            sign = signs[way.target, "in", ""]
            come = max(two.y + 8, min(sign.middle, two.bottom - 8))
            x = sign.right + 4
            bent = ((x, sign.middle), (x, come)) if come != sign.middle else ()
            points = ((sign.right, sign.middle), *bent, (two.x, come))
            told.append(Arrow(way.source, way.target, points, way.returning))
        elif one is not None and two is not None and way.kind == "direct":
            told.append(_direct(way, one, two, plan, places, xs, named))
        elif one is not None and two is not None:
            told.append(_along(taken[way.source, way.target], one, two, lines))
    return tuple(told)


def port_height(lines: Sequence[str]) -> float:
    """Height of a port with so many lines, in px."""
    return len(lines) * LABEL * LEADING + 2 * PORT_PAD - 2


def _direct(
    way: Way, one: Box, two: Box, plan: Plan, places: Mapping[str, Place],
    xs: Mapping[int, float], named: set[str],
) -> Arrow:  # fmt: skip
    points: tuple[Point, ...]
    if plan.row(places[way.source]) != plan.row(places[way.target]):
        x = _track(plan, places, xs, way)
        down = 1 if two.middle > one.middle else -1
        leave, come = one.middle + EXIT * down, two.middle - ENTRY * down
        points = ((one.right, leave), (x, leave), (x, come), (two.x, come))
    else:
        points = ((one.right, one.middle), (two.x, two.middle))
    label = None
    if way.target in plan.labels and way.target not in named:
        named.add(way.target)
        label = _entry_label(way, two, plan, places)
    return Arrow(way.source, way.target, points, label=label)


def _entry_label(way: Way, two: Box, plan: Plan, places: Mapping[str, Place]) -> Words:
    """What is said of all ways that come to the left side, above the uppermost of them."""
    row = plan.row(places[way.target])
    from_above = any(
        other.target == way.target
        and other.kind == "direct"
        and plan.row(places[other.source]) < row
        for other in plan.ways
    )
    lines = plan.labels[way.target]
    told = Words(0, 0, lines, LABEL, "label")
    top = two.middle - (ENTRY if from_above else 0) - told.height - 3
    return Words(two.x - _HEAD - told.width, top, lines, LABEL, "label")


def _along(run: Run, one: Box, two: Box, lines: Mapping[tuple[str, str], float]) -> Arrow:
    way = run.way
    y = lines[way.source, way.target]
    leave = one.y if y < one.y else one.bottom
    points = [(run.start, leave), (run.start, y), (run.end, y)]
    if way.left:
        come = two.middle + (ENTRY if y > two.middle else -ENTRY)
        points += [(run.end, come), (two.x, come)]
    else:
        points.append((run.end, two.y if y < two.y else two.bottom))
    label = None
    if run.label:
        told = Words(0, 0, run.label, LABEL, "label", centred=True)
        half = told.width / 2
        middle = min(max((run.start + run.end) / 2, run.left + half), run.right - half)
        label = Words(middle, y - told.height - 2, run.label, LABEL, "label", centred=True)
    return Arrow(way.source, way.target, tuple(points), way.returning, label=label)


def _track(plan: Plan, places: Mapping[str, Place], xs: Mapping[int, float], way: Way) -> float:
    """X of the upright line before the target's column that a way takes."""
    column = places[way.target].column
    gutter = plan.gutters[column - plan.columns.start]
    key = (way.source, way.target) if way.kind == "run" else (way.source, "")
    left = xs[column] - gutter.width + 8 + gutter.out
    return left + 10 * gutter.tracks.index(key) + 3


def _far(one: tuple[Way, str], places: Mapping[str, Place]) -> int:
    way, end = one
    return places[way.target if end == "start" else way.source].column
