"""One strip of a map with all coordinates: phases, the flow of steps, the lanes below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from attrs import evolve, frozen

from .arrows import ENTRY, arrows, channels, port_height, runs
from .blocks import Block, filled, step_block
from .measuring_text import LEADING, broken, text_width
from .picture import Box, Curve, Dot, Gatepost, Rule, Strip, Words
from .placing import Band, Place
from .plans import PORT_PAD, Plan
from .sheet import Sheet
from .ways import LABEL

__all__ = ["LABELS", "strip"]

LABELS = 140.0
"""Width of the column with the names of the lanes, in px."""

_LANE_PAD = 8.0
_CURVE, _CURVE_TOP, _CURVE_FOOT = 122.0, 34.0, 30.0
_BANDS = ("action", "visible", "hidden")


@frozen
class _Frame:
    """Where columns and rows are: left edges, width of a box, tops of rows."""

    xs: Mapping[int, float]
    width: float
    tops: tuple[float, ...]
    rows: tuple[_Row, ...]


def strip(
    sheet: Sheet,
    plan: Plan,
    places: Mapping[str, Place],
    phases: Sequence[tuple[str, range]],
    width: float,
    edge: float,
    top: float,
    lanes: Sequence[str],
    main: Mapping[str, int],
) -> Strip:
    """The strip that a plan makes, with boxes `width` px wide, from `top` px on.

    Args:
        phases: of the whole map, each with its columns.
        edge: x of the right end of all rules. lanes: names of those below the flow;
            one in which nothing stands here is left out.
        main: which of the steps that the curve joins a step is.
    """
    xs, right = _edges(plan, width)
    heads = _phases(sheet, plan, phases, xs, right, top)
    every = runs(sheet, plan, places, xs, width)
    rooms = channels(plan, every, places)
    rows = _rows(sheet, plan, places, width)
    y = max(box.bottom for box in heads) + 6
    tops: list[float] = []
    lines: dict[tuple[str, str], float] = {}
    line_at: float | None = None
    keys = list(plan.rows)
    for at, room in enumerate(rooms):
        lines |= {way: y + down for way, down in room.lines.items()}
        y += room.height
        if at < len(keys) and keys[at][0] == Band.HIDDEN and line_at is None:
            y += 22 if at else 18
            line_at = y - 16
        if at < len(keys):
            tops.append(y)
            y += rows[at].height
    frame = _Frame(xs, width, tuple(tops), rows)
    boxes = {
        id: _step(sheet, id, places[id], plan, frame) for ids in plan.stacks.values() for id in ids
    }
    signs = _signs(plan, boxes)
    flow_end = y
    labels = _bands(sheet, plan, frame)
    rules: list[Rule] = []
    words: list[Words] = []
    if line_at is not None and sheet.line:
        said = broken(sheet.line, LABELS - 8, LABEL, bold=True, most=2)
        told = Words(4, 0, said, LABEL, "line", bold=True)
        words.append(evolve(told, y=line_at - told.height - 2))
        rules.append(Rule("visibility", (0, line_at), (edge, line_at)))
    cells: list[Box] = []
    dots: list[Dot] = []
    shown = [lane for lane in lanes if _told(sheet, plan, lane, width)]
    for lane in shown:
        rules.append(Rule("lane", (0, y), (edge, y)))
        tall = _CURVE if lane == "experience" else _lane_height(sheet, plan, lane, width)
        labels.append(_label(sheet.lanes[lane], lane, y + 1, tall - 1))
        if lane == "experience":
            dots += _dots(sheet, plan, frame, y)
            words += _scale(sheet, y)
            rules += _grid(y, edge)
        else:
            cells += _cells(sheet, plan, frame, lane, y)
        y += tall
    rules.append(Rule("lane", (0, y), (edge, y)))
    if shown:
        rules += [Rule("phase", (box.x - 4, flow_end), (box.x - 4, y)) for box in heads[1:]]
    return Strip(
        top,
        y - top,
        (*heads, *labels, *boxes.values(), *signs.values(), *cells),
        arrows(plan, places, boxes, signs, every, lines),
        tuple(_posts(sheet, boxes)),
        tuple(dots),
        tuple(_curves(dots, main)),
        tuple(rules),
        tuple(words),
    )


def _edges(plan: Plan, width: float) -> tuple[dict[int, float], float]:
    """The left edge of each column, and the right edge of the strip."""
    xs: dict[int, float] = {}
    x = LABELS
    for at, gutter in zip(plan.columns, plan.gutters, strict=False):
        x += gutter.width
        xs[at] = x
        x += width
    return xs, x + plan.gutters[-1].width


def _phases(
    sheet: Sheet,
    plan: Plan,
    phases: Sequence[tuple[str, range]],
    xs: Mapping[int, float],
    right: float,
    top: float,
) -> list[Box]:
    spans: list[tuple[str, float]] = []
    for phase, whole in phases:
        here = [
            at for at in (whole.start, plan.columns.start) if at in whole and at in plan.columns
        ]
        if not here:
            continue
        name = phase
        if here[0] != whole.start and name:
            name = sheet.continued.format(phase=name)
        before = plan.gutters[here[0] - plan.columns.start].width
        spans.append((name, xs[here[0]] - before + 4))
    boxes = []
    for at, (name, left) in enumerate(spans):
        end = spans[at + 1][1] - 8 if at + 1 < len(spans) else right
        lines = broken(name, end - left - 36, 14, bold=True, most=3)
        words = Words((left + end) / 2, 0, lines, 14, "phase", bold=True, centred=True)
        boxes.append(Box("phase", left, top, end - left, 0, words=(words,), title=name))
    tall = max(30.0, max(box.words[0].height for box in boxes) + 14)
    told = []
    for box in boxes:
        words = box.words[0]
        words = evolve(words, y=top + (tall - words.height) / 2)
        told.append(evolve(box, height=tall, words=(words,) if words.lines else ()))
    return told


@frozen
class _Row:
    """The height of a row's boxes, and how much its labels and ports need above and below."""

    box: float
    above: float
    below: float

    @property
    def height(self) -> float:
        return self.above + self.box + self.below


def _rows(sheet: Sheet, plan: Plan, places: Mapping[str, Place], width: float) -> tuple[_Row, ...]:
    box = [44.0] * len(plan.rows)
    above, below = [0.0] * len(plan.rows), [0.0] * len(plan.rows)
    for id in (one for ids in plan.stacks.values() for one in ids):
        at = plan.row(places[id])
        label = len(plan.labels.get(id, ())) * LABEL * LEADING
        box[at] = max(box[at], step_block(sheet.cards[id], 0, width).height)
        above[at] = max(above[at], ENTRY + label + 4 if label else 0.0)
        for kind in ("in", "out"):
            tall = _signs_height(plan, id, kind)
            if tall and _beside(plan, id, kind):
                below[at] = max(below[at], ENTRY + 5 + tall)
            else:
                above[at], below[at] = max(above[at], tall / 2), max(below[at], tall / 2)
    return tuple(
        _Row(tall, max(0.0, up - tall / 2), max(0.0, down - tall / 2))
        for tall, up, down in zip(box, above, below, strict=True)
    )


def _beside(plan: Plan, id: str, kind: str) -> bool:
    """Whether arrows leave (`out`) or come to (`in`) the middle of the box's side."""
    if kind == "out":
        return any(way.source == id and way.kind == "direct" for way in plan.ways)
    return any(way.target == id and (way.kind == "direct" or way.left) for way in plan.ways)


def _signs_height(plan: Plan, id: str, kind: str) -> float:
    tall = [port_height(p.lines) + 4 for p in plan.ports if p.step == id and p.kind == kind]
    return sum(tall) - 4 if tall else 0.0


def _step(sheet: Sheet, id: str, place: Place, plan: Plan, frame: _Frame) -> Box:
    at = plan.row(place)
    x = frame.xs[place.column]
    card = sheet.cards[id]
    block = step_block(card, x, frame.width)
    row = frame.rows[at]
    top = frame.tops[at] + row.above
    words = block.moved(top + (row.box - block.height) / 2).words
    tone = ("client", "visible", "hidden")[place.band]
    return Box("step", x, top, frame.width, row.box, id, tone, words=words, title=card.action)


def _signs(plan: Plan, boxes: Mapping[str, Box]) -> dict[tuple[str, str, str], Box]:
    told: dict[tuple[str, str, str], Box] = {}
    down: dict[tuple[str, str], float] = {}
    for port in plan.ports:
        box, key = boxes[port.step], (port.step, port.kind)
        wide = max(text_width(one, LABEL) for one in port.lines) + 2 * PORT_PAD
        tall = port_height(port.lines)
        if key not in down:
            beside = _beside(plan, port.step, port.kind)
            down[key] = ENTRY + 5 if beside else -_signs_height(plan, *key) / 2
        y = box.middle + down[key]
        down[key] += tall + 4
        x = box.x - 18 - wide if port.kind == "in" else box.right + 14
        words = Words(x + PORT_PAD, y + PORT_PAD - 1, port.lines, LABEL, "port")
        told[(*key, port.other)] = Box(
            "port", x, y, wide, tall, port.step, port.kind, words=(words,)
        )
    return told


def _bands(sheet: Sheet, plan: Plan, frame: _Frame) -> list[Box]:
    told = []
    for band, lane in enumerate(_BANDS):
        here = [at for (of, _), at in plan.rows.items() if of == band]
        if here:
            top, last = frame.tops[here[0]], here[-1]
            tall = frame.tops[last] + frame.rows[last].height - top
            told.append(_label(sheet.lanes[lane], lane, top, tall))
    return told


def _label(text: str, lane: str, y: float, height: float) -> Box:
    lines = broken(
        text, LABELS - 12, 12, bold=True, most=max(1, int((height - 4) // (12 * LEADING)))
    )
    words = Words(4, y + 7 if height > 30 else y + 4, lines, 12, "lane", bold=True)
    return Box("label", 0, y, LABELS - 4, height, lane=lane, words=(words,), title=text)


def _blocks(
    sheet: Sheet, ids: Sequence[str], lane: str, x: float, width: float
) -> list[tuple[str, Block]]:
    """The blocks of a column in one lane; those of several steps stand below their numbers."""
    indent = _indent(sheet, ids) if len(ids) > 1 else 0.0
    told = []
    for id in ids:
        block = filled(lane, id, sheet.cards[id], x + 2 + indent, width - 4 - indent)
        if block.height:
            told.append((id, block))
    return told


def _lane_height(sheet: Sheet, plan: Plan, lane: str, width: float) -> float:
    tall = 16.0
    for ids in plan.stacks.values():
        blocks = _blocks(sheet, ids, lane, 0, width)
        tall = max(tall, sum(one.height + _LANE_PAD for _, one in blocks) - _LANE_PAD)
    named = len(broken(sheet.lanes[lane], LABELS - 12, 12, bold=True)) * 12 * LEADING
    return max(tall, named) + 2 * _LANE_PAD


def _told(sheet: Sheet, plan: Plan, lane: str, width: float) -> bool:
    """Whether a step of the strip has something to say in a lane."""
    if lane == "experience":
        return any(sheet.cards[id].reading for ids in plan.stacks.values() for id in ids)
    return any(_blocks(sheet, ids, lane, 0, width) for ids in plan.stacks.values())


def _cells(sheet: Sheet, plan: Plan, frame: _Frame, lane: str, y: float) -> list[Box]:
    told: list[Box] = []
    for column, ids in plan.stacks.items():
        x = frame.xs[column]
        top = y + _LANE_PAD
        for id, block in _blocks(sheet, ids, lane, x, frame.width):
            placed = block.moved(top)
            words = placed.words
            if len(ids) > 1:
                words = (
                    _number(sheet.cards[id].number, x + _indent(sheet, ids) / 2 - 1, top),
                    *words,
                )
            box = Box("cell", x, top, frame.width, block.height, id, lane=lane, words=words)
            told += [box, *(evolve(one, lane=lane) for one in placed.boxes)]
            top += block.height + _LANE_PAD
    return told


def _indent(sheet: Sheet, ids: Sequence[str]) -> float:
    """Room for the numbers of steps that share a column."""
    return max(text_width(sheet.cards[id].number, 10, bold=True) for id in ids) + 14


def _number(number: str, middle: float, y: float) -> Words:
    return Words(middle, y + 1, (number,), 10, "number", bold=True, centred=True)


def _dots(sheet: Sheet, plan: Plan, frame: _Frame, y: float) -> list[Dot]:
    told = []
    for column, ids in plan.stacks.items():
        known = [(id, sheet.cards[id]) for id in ids if sheet.cards[id].reading]
        for at, (id, card) in enumerate(known, 1):
            reading = card.reading
            assert reading is not None
            x = frame.xs[column] + frame.width * (2 * at - 1) / (2 * len(known))
            down = y + _CURVE_TOP + (1 - reading.level) * (_CURVE - _CURVE_TOP - _CURVE_FOOT)
            room = frame.width / len(known) - 4
            above = broken(reading.value, room, 12, bold=True, most=1)
            below = broken(reading.sample, room, 10, most=1)
            told.append(
                Dot(
                    id,
                    x,
                    down,
                    reading.mood,
                    Words(x, down - 27, above, 12, "value", bold=True, centred=True),
                    Words(x, down + 12, below, 10, "sample", centred=True),
                    _number(card.number, x - 21, down - 8) if len(ids) > 1 else None,
                )
            )
    return told


def _curves(dots: Sequence[Dot], main: Mapping[str, int]) -> list[Curve]:
    joined = sorted((main[dot.step], dot.x, dot.y) for dot in dots if dot.step in main)
    return [
        Curve(((x1, y1), (x2, y2)), two == one + 1)
        for (one, x1, y1), (two, x2, y2) in pairwise(joined)
        if x2 > x1
    ]


def _scale(sheet: Sheet, y: float) -> list[Words]:
    low, high = sheet.scale
    ends = ((high, y + _CURVE_TOP), (low, y + _CURVE - _CURVE_FOOT))
    return [
        Words(LABELS - 10 - text_width(said, 10), at - 7, (said,), 10, "scale")
        for said, at in ends
        if said
    ]


def _grid(y: float, right: float) -> list[Rule]:
    middle = (_CURVE_TOP + _CURVE - _CURVE_FOOT) / 2
    return [
        Rule("grid", (LABELS, y + at), (right, y + at))
        for at in (_CURVE_TOP, middle, _CURVE - _CURVE_FOOT)
    ]


def _posts(sheet: Sheet, boxes: Mapping[str, Box]) -> list[Gatepost]:
    told = []
    for id, box in boxes.items():
        card = sheet.cards[id]
        if card.splits:
            told.append(Gatepost(id, box.right, box.middle))
        if card.joins:
            told.append(Gatepost(id, box.x, box.middle))
    return told
