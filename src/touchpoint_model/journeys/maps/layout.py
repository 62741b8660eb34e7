"""A journey map laid out: everything it shows, broken into lines and put in its place.

Computing only. Steps stand in columns from left to right, in as many strips as the width asks for;
a strip repeats the names of its lanes, so that each can be printed on a page of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .blocks import FILLED, filled
from .measuring_text import broken
from .picture import Layout, Strip, Words
from .placing import Place, cut, main_way, phase_columns, placed
from .plans import Plan, plan
from .sheet import Sheet
from .strips import LABELS, strip

__all__ = ["lay_out"]

_LEAST, _MOST = 138.0, 236.0
_APART = 30.0


def lay_out(sheet: Sheet, width: float = 1480.0) -> Layout:
    """The map that a sheet makes, `width` px wide where that can be.

    A width of 1480 px prints well on A3, one of 1200 px on A4, both landscape. The map is narrower
    if there is not enough to fill it, wider only where one column does not fit. No two boxes of a
    kind overlap, no text is wider than its box, each step is there once, each arrow begins and
    ends at the boxes (or ports) it joins.

    >>> from touchpoint_model.journeys.maps.sheet import Card, Sheet
    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = journey("j", "Path", phase("", step("a", "asks"), step("b", "gets")))
    >>> names = dict.fromkeys(("action", "visible", "hidden"), "")
    >>> made = lay_out(Sheet(told, {"a": Card("1", "asks"), "b": Card("2", "gets")}, names))
    >>> [box.step for box in made.steps]
    ['a', 'b']
    """
    places = placed(sheet.journey)
    lanes = [lane for lane in FILLED if lane in sheet.lanes and _told(sheet, lane)]
    phases = phase_columns(sheet.journey, places)
    plans = _plans(sheet, places, phases, width)
    wide = [_fitting(one, width) for one in plans]
    wide = [max(_LEAST, min(one, 1.3 * min(wide))) for one in wide]
    right = max(
        LABELS + one.margins + len(one.columns) * each
        for one, each in zip(plans, wide, strict=True)
    )
    heading = _heading(sheet, right)
    y = heading[-1].y + heading[-1].height + 18 if heading else 2.0
    main = {id: at for at, id in enumerate(main_way(sheet.journey))}
    strips: list[Strip] = []
    for one, each in zip(plans, wide, strict=True):
        strips.append(strip(sheet, one, places, phases, each, right, y, lanes, main))
        y += strips[-1].height + _APART
    legend = _legend(sheet, y - _APART + 14, right)
    last = legend[-1][1] if legend else None
    bottom = last.y + last.height + 10 if last else y - _APART + 2
    return Layout(right, bottom, tuple(strips), heading, legend)


def _plans(
    sheet: Sheet,
    places: Mapping[str, Place],
    phases: Sequence[tuple[str, range]],
    width: float,
) -> tuple[Plan, ...]:
    """The strips' plans: what stands between columns is only known once they are in a strip."""
    stacks: dict[int, list[str]] = {}
    for id in sorted(places, key=lambda one: (places[one].band, places[one].row)):
        stacks.setdefault(places[id].column, []).append(id)
    fixed = {at: tuple(ids) for at, ids in stacks.items()}
    links: dict[str, list[int]] = {id: [] for id in places}
    for at, link in enumerate(sheet.journey.transitions):
        links[link.source].append(at)
        links[link.target].append(at)
    starts = frozenset(columns.start for _, columns in phases)
    plans: dict[range, Plan] = {}

    def filling(part: range) -> float:
        plans[part] = plan(sheet, places, fixed, links, part)
        return (LABELS + plans[part].margins + len(part) * _LEAST) / width

    return tuple(plans[part] for part in cut(len(stacks), starts, filling))


def _fitting(one: Plan, width: float) -> float:
    room = (width - LABELS - one.margins) / len(one.columns)
    return min(_MOST, room)


def _told(sheet: Sheet, lane: str) -> bool:
    if lane == "experience":
        return any(card.reading for card in sheet.cards.values())
    return any(filled(lane, id, card, 0, 150).height for id, card in sheet.cards.items())


def _heading(sheet: Sheet, width: float) -> tuple[Words, ...]:
    told: list[Words] = []
    y = 4.0
    for at, text in enumerate(sheet.heading):
        size = 22.0 if at == 0 else 13.0
        lines = broken(text, width - 8, size, bold=at == 0, most=4)
        if lines:
            told.append(Words(4, y, lines, size, "title" if at == 0 else "subtitle", at == 0))
            y += told[-1].height + 3
    return tuple(told)


def _legend(sheet: Sheet, top: float, width: float) -> tuple[tuple[str, Words], ...]:
    told: list[tuple[str, Words]] = []
    x, y = 4.0, top
    for sign, text in sheet.legend:
        words = Words(x + 34, y, broken(text, width - 50, 11, most=2), 11, "legend")
        if told and words.x + words.width > width - 4:
            x, y = 4.0, y + 24
            words = Words(x + 34, y, words.lines, 11, "legend")
        told.append((sign, words))
        x = words.x + words.width + 22
    return tuple(told)
