"""What the page of a journey map says beside the picture: facts, the table of steps, findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from ...journeys.maps.sheet import Card, Mark, Sheet
from ...model.findings import Finding
from ...model.journeys import Phase, Transition
from ...model.text import Lang
from ..journey_words import LANES, actor_said, mark_said, told
from .telling import way_said

__all__ = ["Column", "Part", "Remark", "Row", "Way", "columns", "parts", "remarks"]


@frozen
class Way:
    """What comes after a step: the number and the anchor of the next one, what is known of it."""

    number: str
    anchor: str
    told: str


@frozen
class Row:
    """One step in the table. cells: by name of the column."""

    anchor: str
    card: Card
    actor: str
    reading: str
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


def columns(sheet: Sheet, lang: Lang) -> tuple[Column, ...]:
    """The columns that have something to say; number and action always do."""
    cards = sheet.cards.values()
    here = {
        "actor": any(card.actor for card in cards),
        "touchpoint": any(card.touchpoint for card in cards),
        "channel": any(card.channels for card in cards),
        "need": any(card.need for card in cards),
        "time": any(card.time for card in cards),
        "experience": any(card.reading for card in cards),
        "pains": any(card.pains for card in cards),
        "marks": any(card.marks for card in cards),
        "next": bool(sheet.journey.transitions),
    }
    return tuple(Column(code, LANES[code][lang]) for code, shown in here.items() if shown)


def parts(sheet: Sheet, prefix: str, lang: Lang) -> tuple[Part, ...]:
    """The table of steps, by phases. prefix: of anchors, unique in the page."""
    leaving: dict[str, list[Transition]] = {}
    for link in sheet.journey.transitions:
        leaving.setdefault(link.source, []).append(link)
    return tuple(
        Part(phase.name, tuple(_rows(phase, sheet, leaving, prefix, lang)))
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


def _rows(
    phase: Phase,
    sheet: Sheet,
    leaving: Mapping[str, Sequence[Transition]],
    prefix: str,
    lang: Lang,
) -> Iterator[Row]:
    for step in phase.steps:
        card = sheet.cards[step.id]
        reading = card.reading
        yield Row(
            f"{prefix}-{card.number}",
            card,
            actor_said(step.actor, lang),
            f"{reading.value} ({told(f'sign-{reading.mood}', lang)}; {reading.sample})"
            if reading
            else "",
            tuple((one, told(one.severity if one.open else "waived", lang)) for one in card.marks),
            tuple(
                Way(
                    sheet.cards[link.target].number,
                    f"{prefix}-{sheet.cards[link.target].number}",
                    way_said(link, lang),
                )
                for link in leaving.get(step.id, ())
            ),
            not step.visible,
        )
