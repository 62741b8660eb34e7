"""A journey map as geometry: boxes, arrows and texts in lines, each with its place in px.

The origin is the upper left corner; y grows downwards. Nothing here knows of colours or of SVG.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from .measuring_text import LEADING, text_width

__all__ = ["Arrow", "Box", "Curve", "Dot", "Gatepost", "Layout", "Point", "Rule", "Strip", "Words"]

Point = tuple[float, float]
"""x and y, in px."""


@frozen
class Words:
    """Lines of text; (x, y) is the upper corner: the left one, or the middle if `centred`.

    role: what the text is: `action`, `actor`, `note`, `label` …
    """

    x: float
    y: float
    lines: tuple[str, ...]
    size: float
    role: str
    bold: bool = False
    centred: bool = False

    @property
    def width(self) -> float:
        """Of the widest line, at most."""
        return max((text_width(one, self.size, bold=self.bold) for one in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """Of all lines."""
        return len(self.lines) * self.size * LEADING

    @property
    def left(self) -> float:
        """The left edge."""
        return self.x - self.width / 2 if self.centred else self.x


@frozen
class Box:
    """A rectangle with texts inside.

    Attributes:
        kind: `phase`, `label`, `step`, `cell`, `chip`, `bar`, `mark` or `port`.
        step: id of the step it belongs to. tone: what it looks like, by kind: `client`, `visible`
            or `hidden` of a step; the code of a chip; the severity of a mark.
        lane: name of the lane of a cell or label. title: whole text, where it may be cut short.
    """

    kind: str
    x: float
    y: float
    width: float
    height: float
    step: str | None = None
    tone: str = ""
    lane: str = ""
    words: tuple[Words, ...] = ()
    title: str = ""

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Height of the middle."""
        return self.y + self.height / 2

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.right - 1e-6
            and other.x < self.right - 1e-6
            and self.y < other.bottom - 1e-6
            and other.y < self.bottom - 1e-6
        )


@frozen
class Arrow:
    """A way from one step to another: a line of points, the head at the last.

    A way between strips is told by two arrows: to a port, and from a port.

    Attributes:
        returning: it goes back in the order of reading. headed: it has a head.
    """

    source: str
    target: str
    points: tuple[Point, ...]
    returning: bool = False
    headed: bool = True
    label: Words | None = None


@frozen
class Gatepost:
    """The sign, at a box's side, that all ways are gone at once, or must have come."""

    step: str
    x: float
    y: float


@frozen
class Dot:
    """A mark of the curve of experience; `number` of the step, where several share a column."""

    step: str
    x: float
    y: float
    mood: str
    value: Words
    sample: Words
    number: Words | None = None


@frozen
class Curve:
    """Marks in a row, joined; `sure` where no step without a mark stands between."""

    points: tuple[Point, Point]
    sure: bool = True


@frozen
class Rule:
    """A straight line: between lanes, between phases, or the line of visibility."""

    kind: str
    start: Point
    end: Point


@frozen
class Strip:
    """One row of the map, with all lanes for some of the steps."""

    y: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...] = ()
    gateposts: tuple[Gatepost, ...] = ()
    dots: tuple[Dot, ...] = ()
    curves: tuple[Curve, ...] = ()
    rules: tuple[Rule, ...] = ()
    words: tuple[Words, ...] = ()

    def of(self, kind: str) -> Iterator[Box]:
        """The boxes of one kind."""
        return (one for one in self.boxes if one.kind == kind)


@frozen
class Layout:
    """A whole picture: heading, strips from top to bottom, legend (sign, words)."""

    width: float
    height: float
    strips: tuple[Strip, ...]
    heading: tuple[Words, ...] = ()
    legend: tuple[tuple[str, Words], ...] = ()

    @property
    def steps(self) -> tuple[Box, ...]:
        """The boxes of steps, in the order of strips."""
        return tuple(box for strip in self.strips for box in strip.of("step"))
