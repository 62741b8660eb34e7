"""What the page of a journey map says beside the picture: facts, the table of steps, findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from ...journeys.maps.sheet import Card, Mark, Sheet
from ...journeys.routing import giving_up
from ...model.findings import Finding
from ...model.journeys import Step
from ...model.text import Lang, Text
from ..journey_table.cells import ways_from, ways_told
from ..journey_table.rows import JourneyTable
from ..journey_words import LANES, mark_said, told

__all__ = ["Column", "Part", "Remark", "Row", "Way", "columns", "parts", "remarks"]

_MOOD = Text(ru="в целом: {mood}", en="on the whole: {mood}")
_APART = frozenset({"phase", "number", "step"})  # which stand in cells of their own


@frozen
class Way:
    """What comes after a step: the step on with its anchor, if it is one, and what is said of it."""

    name: str
    anchor: str
    told: str


@frozen
class Row:
    """One step in the table. cells: lines by code of the column, as the table of the journey has."""

    anchor: str
    card: Card
    cells: Mapping[str, tuple[str, ...]]
    marks: tuple[tuple[Mark, str], ...]
    ways: tuple[Way, ...]
    hidden: bool


@frozen
class Part:
    """The rows of one phase."""

    name: str
    rows: tuple[Row, ...]


@frozen
class Column:
    """A column of the table: its code and its heading."""

    code: str
    name: str


@frozen
class Remark:
    """A finding at a step, whole."""

    number: str
    anchor: str
    severity: str
    standing: str
    head: str
    message: str
    fix: str
    citation: str


def columns(table: JourneyTable, sheet: Sheet, lang: Lang) -> tuple[Column, ...]:
    """The columns of the table but phase, number and action; marks, if a step has some."""
    own = [
        Column(key, name)
        for key, name in zip(table.keys, table.columns, strict=True)
        if key not in _APART
    ]
    if any(card.marks for card in sheet.cards.values()):
        own.append(Column("marks", LANES["marks"][lang]))
    return tuple(own)


def parts(table: JourneyTable, sheet: Sheet, prefix: str, lang: Lang) -> tuple[Part, ...]:
    """The table of steps, by phases.

    Args:
        table: the journey's, without findings. prefix: of anchors, unique in the page.
    """
    rows = {
        one.step: {
            key: tuple((cell or "").split("\n")) if cell else ()
            for key, cell in zip(table.keys, one.cells, strict=True)
        }
        for one in table.rows
    }
    ways = _ways(sheet, prefix, lang)
    return tuple(
        Part(
            phase.name,
            tuple(
                _row(one, sheet, rows[one.id], ways[one.id], prefix, lang) for one in phase.steps
            ),
        )
        for phase in sheet.journey.phases
        if phase.steps
    )


def remarks(
    sheet: Sheet, findings: Mapping[str, Sequence[Finding]], prefix: str, lang: Lang
) -> tuple[Remark, ...]:
    """The findings at steps, in the order of steps, the heaviest first."""
    return tuple(
        Remark(
            card.number,
            f"{prefix}-{card.number}",
            one.severity.value,
            told(one.severity.value if one.status == "open" else one.status.value, lang),
            mark_said(one, lang),
            one.message[lang],
            one.fix[lang],
            one.citation[lang] if one.citation else "",
        )
        for id, card in sheet.cards.items()
        for one in sorted(findings.get(id, ()), key=lambda one: -one.severity.rank)
    )


def _ways(sheet: Sheet, prefix: str, lang: Lang) -> Mapping[str, tuple[Way, ...]]:
    """What comes after each step, by its id."""
    journey = sheet.journey
    lost, links = giving_up(journey), ways_from(journey)
    numbers = {id: int(card.number) for id, card in sheet.cards.items()}

    def after(step: Step) -> Iterator[Way]:
        lines = ways_told(step, links.get(step.id, ()), numbers, lost.get(step.id), lang)
        for name, said, target in lines:
            yield Way(name, "" if target is None else f"{prefix}-{numbers[target]}", said)

    return {step.id: tuple(after(step)) for step in journey.steps}


def _row(
    step: Step,
    sheet: Sheet,
    cells: Mapping[str, tuple[str, ...]],
    ways: tuple[Way, ...],
    prefix: str,
    lang: Lang,
) -> Row:
    card = sheet.cards[step.id]
    if card.reading:
        mood = _MOOD[lang].format(mood=told(f"sign-{card.reading.mood}", lang))
        cells = {**cells, "experience": (*cells.get("experience", ()), mood)}
    return Row(
        f"{prefix}-{card.number}",
        card,
        cells,
        tuple((one, told(one.severity if one.open else "waived", lang)) for one in card.marks),
        ways,
        not step.visible,
    )
