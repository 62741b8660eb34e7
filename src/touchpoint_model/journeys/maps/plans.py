"""One strip of a map, planned: its columns, rows and ways, and how wide it will be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from .measuring_text import text_width
from .placing import Place
from .sheet import Sheet
from .ways import LABEL, Gutter, Port, Way, direct_labels, gutters, planned, ports

__all__ = ["PORT_PAD", "Plan", "plan"]

PORT_PAD = 6.0
"""Between the edge of a port and its text, in px."""


@frozen
class Plan:
    """What a strip will hold.

    Attributes:
        columns: of the whole map. rows: index from the top, by band and row within it.
        stacks: by column, ids of its steps from the top. ways: that touch the strip.
        labels: by step, lines above the arrows that come to its left side. gutters: before each
            column and after the last.
    """

    columns: range
    rows: Mapping[tuple[int, int], int]
    stacks: Mapping[int, tuple[str, ...]]
    ways: tuple[Way, ...]
    ports: tuple[Port, ...]
    labels: Mapping[str, tuple[str, ...]]
    gutters: tuple[Gutter, ...]

    @property
    def margins(self) -> float:
        """The gutters together, in px."""
        return sum(one.width for one in self.gutters)

    def row(self, place: Place) -> int:
        """Index of the row of a place."""
        return self.rows[place.band, place.row]


def plan(
    sheet: Sheet,
    places: Mapping[str, Place],
    stacks: Mapping[int, tuple[str, ...]],
    links: Mapping[str, Sequence[int]],
    columns: range,
) -> Plan:
    """The plan of the strip that these columns make.

    Args:
        stacks: by column of the whole map, ids of its steps from the top. links: by step, which of
            the journey's transitions touch it.
    """
    here = {id: places[id] for at in columns for id in stacks[at]}
    used = sorted({(int(place.band), place.row) for place in here.values()})
    rows = {key: at for at, key in enumerate(used)}
    touching = sorted({link for id in here for link in links[id]})
    ways = planned([sheet.journey.transitions[at] for at in touching], places, here, rows)
    signs = ports(sheet, ways)
    labels = direct_labels(sheet, ways)
    into: dict[int, float] = {}
    out: dict[int, float] = {}
    for step, lines in labels.items():
        at = places[step].column
        into[at] = max(into.get(at, 0.0), _widest(lines) + 4)
    for sign in signs:
        at = places[sign.step].column
        side = into if sign.kind == "in" else out
        extra = 4.0 if sign.kind == "in" else 14.0
        side[at] = max(side.get(at, 0.0), _widest(sign.lines) + 2 * PORT_PAD + extra)
    return Plan(
        columns,
        rows,
        {at: stacks[at] for at in columns},
        ways,
        signs,
        labels,
        gutters(ways, places, rows, columns, into, out),
    )


def _widest(lines: Sequence[str]) -> float:
    return max(text_width(one, LABEL) for one in lines)
