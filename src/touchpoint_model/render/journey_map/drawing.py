"""A laid out map as SVG: shapes and words in their places, with no script and no reference."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ...journeys.maps.measuring_text import LEADING, clean
from ...journeys.maps.picture import Arrow, Box, Layout, Point, Rule, Strip, Words
from ...journeys.maps.sheet import Sheet
from ..words import printable
from .signs import AMBER, GREY, INK, NAVY, RED, TEAL, face, sign

__all__ = ["FONTS", "drawn", "legend_drawn", "strip_drawn"]

FONTS = (
    "'Liberation Sans', Arial, Arimo, Helvetica, 'Noto Sans', 'PT Sans', 'DejaVu Sans', sans-serif"
)
"""Faces with Cyrillic; none is wider than the layout reckons with."""

_COLOURS = {
    "phase": "#ffffff",
    "actor": GREY,
    "detail": GREY,
    "sample": GREY,
    "scale": GREY,
    "subtitle": GREY,
    "satisfied": TEAL,
    "lost": RED,
    "note": NAVY,
    "lacking": RED,
    "number": "#ffffff",
    "port": NAVY,
    "line": INK,
    "title": NAVY,
    "lane": NAVY,
}
_STEPS = {
    "client": f'fill="#ffffff" stroke="{NAVY}" stroke-width="1.6"',
    "visible": f'fill="#eef1f5" stroke="{NAVY}" stroke-width="1.6"',
    "hidden": f'fill="#ffffff" stroke="{GREY}" stroke-width="1.6" stroke-dasharray="5 3"',
}


def drawn(layout: Layout, sheet: Sheet, title: str, telling: str, prefix: str) -> str:
    """The whole picture as an SVG document.

    Args:
        title, telling: what a screen reader says of it. prefix: of ids, unique in a page.
    """
    parts = [
        *_rect_white(layout.width, layout.height),
        *(piece for words in layout.heading for piece in _words(words)),
        *(piece for strip in layout.strips for piece in _strip(strip, sheet)),
        *_legend(layout),
    ]
    return _document(parts, 0, layout.width, layout.height, title, telling, prefix)


def strip_drawn(
    layout: Layout, at: int, sheet: Sheet, title: str, telling: str, prefix: str
) -> str:
    """One strip as a picture of its own, so that a page may break between strips."""
    strip = layout.strips[at]
    top, tall = strip.y - 4, strip.height + 8
    parts = [*_strip(strip, sheet)]
    return _document(parts, top, layout.width, tall, title, telling, prefix)


def legend_drawn(layout: Layout, title: str, prefix: str) -> str:
    """The signs and what they mean, as a picture of its own."""
    top = layout.legend[0][1].y - 6
    return _document([*_legend(layout)], top, layout.width, layout.height - top, title, "", prefix)


def _document(
    parts: list[str], top: float, width: float, height: float, title: str, telling: str, prefix: str
) -> str:
    described = f'<desc id="{prefix}-d">{_safe(telling)}</desc>' if telling else ""
    ids = f"{prefix}-t {prefix}-d" if telling else f"{prefix}-t"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{ids}" '
        f'width="{_n(width)}" height="{_n(height)}" viewBox="0 {_n(top)} {_n(width)} {_n(height)}" '
        f'font-family="{FONTS}"><title id="{prefix}-t">{_safe(title)}</title>{described}'
        + "".join(parts)
        + "</svg>"
    )


def _rect_white(width: float, height: float) -> Iterator[str]:
    yield f'<rect width="{_n(width)}" height="{_n(height)}" fill="#ffffff"/>'


def _strip(strip: Strip, sheet: Sheet) -> Iterator[str]:
    yield from _grounds(strip)
    for rule in strip.rules:
        yield _rule(rule)
    for arrow in strip.arrows:
        yield _line(arrow)
    for box in strip.boxes:
        yield from _box(box, sheet)
    for curve in strip.curves:
        (x1, y1), (x2, y2) = curve.points
        dashes = "" if curve.sure else ' stroke-dasharray="3 4"'
        yield (
            f'<path d="M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}" stroke="{NAVY}" stroke-width="2"{dashes}/>'
        )
    for dot in strip.dots:
        yield f'<g transform="translate({_n(dot.x)} {_n(dot.y)})">{face(dot.mood)}</g>'
        yield from _haloed(dot.value)
        yield from _haloed(dot.sample)
        if dot.number is not None:
            yield from _words(dot.number)
    for arrow in strip.arrows:
        if arrow.label is not None and arrow.label.centred:  # a line may pass behind it
            yield from _haloed(arrow.label)
        elif arrow.label is not None:
            yield from _words(arrow.label)
    for post in strip.gateposts:
        yield sign("all", post.x - 9, post.y - 8)
    for words in strip.words:
        yield from _words(words)


def _grounds(strip: Strip) -> Iterator[str]:
    """The ground below the line of visibility."""
    line = next((rule for rule in strip.rules if rule.kind == "visibility"), None)
    if line is None:
        return
    end = next((r.start[1] for r in strip.rules if r.kind == "lane"), strip.y + strip.height)
    y = line.start[1]
    yield f'<rect x="0" y="{_n(y)}" width="{_n(line.end[0])}" height="{_n(end - y)}" fill="#f2f2f2"/>'


def _rule(rule: Rule) -> str:
    looks = {
        "lane": 'stroke="#8a8a8a" stroke-width="1"',
        "phase": 'stroke="#b5b5b5" stroke-width="1" stroke-dasharray="2 4"',
        "grid": 'stroke="#d5d5d5" stroke-width="1"',
        "visibility": f'stroke="{INK}" stroke-width="1.8" stroke-dasharray="9 4 2 4"',
    }
    (x1, y1), (x2, y2) = rule.start, rule.end
    return f'<path d="M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}" {looks[rule.kind]}/>'


def _line(arrow: Arrow) -> str:
    points = arrow.points
    dashes = ' stroke-dasharray="6 3"' if arrow.returning else ""
    path = _rounded(_without_tip(points) if arrow.headed else points)
    head = _head(points) if arrow.headed else ""
    return f'<path d="{path}" fill="none" stroke="{NAVY}" stroke-width="1.8"{dashes}/>{head}'


def _head(points: tuple[Point, ...]) -> str:
    (x1, y1), (x2, y2) = points[-2:]
    dx, dy = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
    back, side = 9, 4.5
    bx, by = x2 - dx * back, y2 - dy * back
    return (
        f'<path d="M{_n(x2)} {_n(y2)}L{_n(bx - dy * side)} {_n(by - dx * side)}'
        f'L{_n(bx + dy * side)} {_n(by + dx * side)}Z" fill="{NAVY}"/>'
    )


def _without_tip(points: tuple[Point, ...]) -> tuple[Point, ...]:
    (x1, y1), (x2, y2) = points[-2:]
    dx, dy = (x2 > x1) - (x2 < x1), (y2 > y1) - (y2 < y1)
    return (*points[:-1], (x2 - dx * 5, y2 - dy * 5))


def _rounded(points: tuple[Point, ...]) -> str:
    """A line of straight pieces with its corners taken off."""
    told = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        one, two = _toward(here, before), _toward(here, after)
        told.append(
            f"L{_n(one[0])} {_n(one[1])}Q{_n(here[0])} {_n(here[1])} {_n(two[0])} {_n(two[1])}"
        )
    told.append(f"L{_n(points[-1][0])} {_n(points[-1][1])}")
    return "".join(told)


def _toward(here: Point, there: Point) -> Point:
    far = abs(there[0] - here[0]) + abs(there[1] - here[1])
    part = min(6.0, far / 2) / far if far else 0.0
    return (here[0] + (there[0] - here[0]) * part, here[1] + (there[1] - here[1]) * part)


def _box(box: Box, sheet: Sheet) -> Iterator[str]:
    x, y, width, height = box.x, box.y, box.width, box.height
    frame = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
    if box.kind == "phase":
        tip = min(12.0, width / 4)
        yield (
            f'<path d="M{_n(x)} {_n(y)}H{_n(box.right - tip)}L{_n(box.right)} {_n(box.middle)}'
            f'L{_n(box.right - tip)} {_n(box.bottom)}H{_n(x)}Z" fill="{NAVY}"/>'
        )
    elif box.kind == "step":
        yield from _step(box, sheet, frame)
        return
    elif box.kind == "chip":
        yield from _chip(box, frame)
        return
    elif box.kind == "bar":
        yield f'<rect {frame} fill="{GREY}"/>'
    elif box.kind == "mark":
        looks = {"error": (RED, ""), "warning": (AMBER, "5 2"), "note": (NAVY, "2 2")}
        colour, dashes = looks.get(box.tone, (GREY, "1 3"))
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        yield f'<rect {frame} rx="3" fill="#ffffff" stroke="{colour}" stroke-width="1.2"{dashed}/>'
        yield sign(box.tone, x + 3, box.middle - 8)
    elif box.kind == "port":
        yield f'<rect {frame} rx="9" fill="#ffffff" stroke="{NAVY}" stroke-width="1.2"/>'
    for words in box.words:
        yield from _words(words)


def _step(box: Box, sheet: Sheet, frame: str) -> Iterator[str]:
    card = sheet.cards[box.step or ""]
    looks = _STEPS[box.tone]
    if card.satisfied:
        looks = f'fill="#e9f5f0" stroke="{TEAL}" stroke-width="3"'
    yield f"<g><title>{_safe(f'{card.number}. {card.action}')}</title>"
    yield f'<rect {frame} rx="6" {looks}/>'
    for words in box.words:
        yield from _words(words)
    tall = len(card.number) * 3.5 + 9
    fill = TEAL if card.satisfied else GREY if box.tone == "hidden" else NAVY
    yield (
        f'<rect x="{_n(box.x - 7)}" y="{_n(box.y - 9)}" width="{_n(2 * tall - 6)}" height="19" rx="9.5" '
        f'fill="{fill}" stroke="#ffffff" stroke-width="1.5"/>'
        f'<text x="{_n(box.x - 10 + tall)}" y="{_n(box.y + 4.5)}" font-size="12" font-weight="bold" '
        f'fill="#ffffff" text-anchor="middle">{_safe(card.number)}</text>'
    )
    if card.satisfied:
        yield sign("satisfied", box.right - 14, box.y - 9)
    yield "</g>"


def _chip(box: Box, frame: str) -> Iterator[str]:
    if box.tone == "digital":
        yield f'<rect {frame} rx="{_n(min(10, box.height / 2))}" fill="{NAVY}"/>'
        yield sign("digital-light", box.x + 5, box.middle - 8)
        for words in box.words:
            yield from _words(words, "#ffffff")
        return
    dashes = "" if box.tone == "offline" else ' stroke-dasharray="2 2"'
    yield f'<rect {frame} fill="#ffffff" stroke="{INK}" stroke-width="1.3"{dashes}/>'
    if box.tone == "offline":  # a hatched foot, so that the two differ on a black and white print
        hatch = "".join(
            f"M{_n(box.x + at)} {_n(box.bottom)}l3 -3"
            for at in range(2, max(3, int(box.width) - 3), 5)
        )
        yield f'<path d="{hatch}" stroke="{INK}" stroke-width="1"/>'
    yield sign("offline" if box.tone == "offline" else "other", box.x + 4, box.middle - 9)
    for words in box.words:
        yield from _words(words)


def _legend(layout: Layout) -> Iterator[str]:
    for name, words in layout.legend:
        yield sign(name, words.x - 26, words.y - 2)
        yield from _words(words)


def _haloed(words: Words) -> Iterator[str]:
    """Words on a white ground, where a line may pass behind them."""
    if words.lines:
        yield (
            f'<rect x="{_n(words.left - 2)}" y="{_n(words.y)}" width="{_n(words.width + 4)}" '
            f'height="{_n(words.height)}" fill="#ffffff" fill-opacity="0.85"/>'
        )
        yield from _words(words)


def _words(words: Words, colour: str | None = None) -> Iterator[str]:
    if not words.lines:
        return
    if words.role == "number":  # as the number at the step's box
        wide = max(17.0, words.width + 8)
        yield (
            f'<rect x="{_n(words.x - wide / 2)}" y="{_n(words.y - 2)}" width="{_n(wide)}" '
            f'height="17" rx="8.5" fill="{NAVY}"/>'
        )
    fill = colour or _COLOURS.get(words.role, INK)
    weight = ' font-weight="bold"' if words.bold else ""
    anchor = ' text-anchor="middle"' if words.centred else ""
    yield f'<text font-size="{_n(words.size)}" fill="{fill}"{weight}{anchor}>'
    for at, line in enumerate(words.lines):
        y = words.y + words.size * (0.97 + at * LEADING)
        yield f'<tspan x="{_n(words.x)}" y="{_n(y)}">{_safe(line)}</tspan>'
    yield "</text>"


def _safe(text: str) -> str:
    return escape(printable(clean(text)))


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
