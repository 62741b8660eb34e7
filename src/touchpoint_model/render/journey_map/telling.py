"""What a map of a journey says, in one language: the sheet that its layout is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...journeys.maps.sheet import Card, Chip, Mark, Reading, Sheet
from ...journeys.routing import giving_up
from ...model.findings import Finding, FindingStatus
from ...model.journeys import CLIENT, Gate, Journey, Step, Transition
from ...model.stations import Station
from ...model.text import Lang
from ..journey_words import (
    KINDS,
    LANES,
    channels_said,
    hours_said,
    mark_said,
    number_said,
    share_said,
    told,
)

__all__ = ["NO_FINDINGS", "NO_STATIONS", "facts", "sheet", "way_said"]

NO_STATIONS: Mapping[str, Station] = {}
NO_FINDINGS: Mapping[str, Sequence[Finding]] = {}


def sheet(
    journey: Journey,
    stations: Mapping[str, Station] = NO_STATIONS,
    findings: Mapping[str, Sequence[Finding]] = NO_FINDINGS,
    lang: Lang = "ru",
    *,
    headed: bool = True,
) -> Sheet:
    """All words of a map.

    Args:
        stations: where steps take place, by id; without one, a point is called as the journey does.
        findings: by id of the step they are about. headed: with the journey's name and facts.
    """
    lost = giving_up(journey)
    longest = max((step.hours or 0.0 for step in journey.steps), default=0.0)
    cards = {
        step.id: Card(
            str(at),
            step.action,
            actor="" if step.actor == CLIENT else step.actor,
            notes=tuple(_notes(journey, step, lost.get(step.id), lang)),
            touchpoint=_point(step, stations.get(step.id)),
            lacking=_lacking(stations.get(step.id), lang),
            channels=_chips(step, stations.get(step.id), lang),
            need=step.need or "",
            time="" if step.hours is None else hours_said(step.hours, lang),
            detail=_detail(step, lang),
            transfers=told("transfers", lang, number=step.transfers) if step.transfers else "",
            share=(step.hours or 0.0) / longest if longest else 0.0,
            reading=_reading(step, lang),
            pains=step.pains,
            marks=tuple(_marks(findings.get(step.id, ()), lang)),
            satisfied=step.satisfies,
            splits=step.split is Gate.ALL,
            joins=step.join is Gate.ALL,
        )
        for at, step in enumerate(journey.steps, 1)
    }
    return Sheet(
        journey,
        cards,
        {name: text[lang] for name, text in LANES.items()},
        {(link.source, link.target): way_said(link, lang) for link in journey.transitions},
        line=told("line", lang),
        continued=told("continued", lang),
        scale=_scale(journey, lang),
        heading=(journey.name, " · ".join(facts(journey, lang))) if headed else (),
        legend=tuple(_legend(journey, cards, lang)),
    )


def way_said(link: Transition, lang: Lang) -> str:
    """What is known of a way: its chance and its condition; empty if neither is stated."""
    chance = "" if link.probability is None else share_said(link.probability, lang)
    return ", ".join(one for one in (chance, link.condition) if one)


def facts(journey: Journey, lang: Lang) -> Iterator[str]:
    """What there is to say of a journey as a whole."""
    yield KINDS[journey.kind][lang].capitalize()
    if journey.need:
        yield told("need-of-journey", lang, need=journey.need)
    if journey.situation:
        name = told("situation", lang, name=journey.situation.name)
        yield f"{name} ({told('proactive', lang)})" if journey.situation.proactive else name
    if journey.segments:
        yield told("segments", lang, names=", ".join(journey.segments))


def _notes(
    journey: Journey, step: Step, lost: float | None, lang: Lang
) -> Iterator[tuple[str, str]]:
    if step is journey.first and step is not journey.steps[0]:
        yield "note", told("start", lang)
    if step.satisfies:
        yield "satisfied", told("satisfied", lang)
    if step.outcome:
        yield "note", told("outcome", lang, outcome=step.outcome)
    if lost is not None:
        yield "lost", told("giving-up", lang, share=share_said(lost, lang))


def _point(step: Step, station: Station | None) -> str:
    if station is not None and station.point is not None and station.point.touchpoint.name:
        return station.point.touchpoint.name
    return step.touchpoint or ""


def _lacking(station: Station | None, lang: Lang) -> str:
    return told("lacking", lang) if station is not None and station.lacking else ""


def _chips(step: Step, station: Station | None, lang: Lang) -> tuple[Chip, ...]:
    known = station.channels if station is not None else frozenset()
    known = known or frozenset(filter(None, [step.channel]))
    if not known and step.touchpoint is not None:
        return (Chip("unknown", told("unknown-channel", lang)),)
    return tuple(Chip(code, word) for code, word in channels_said(known, lang))


def _detail(step: Step, lang: Lang) -> str:
    if not step.waiting:
        return ""
    waits = told("waiting", lang, time=hours_said(step.waiting, lang))
    if not step.duration:
        return waits
    return f"{waits}, {told('working', lang, time=hours_said(step.duration, lang))}"


def _reading(step: Step, lang: Lang) -> Reading | None:
    felt = step.experience
    if felt is None or felt.emotional is None:
        return None
    scale = felt.scale
    level = (felt.emotional - scale.low) / (scale.high - scale.low)
    bad = felt.emotional < (scale.low + scale.satisfied_from) / 2
    mood = "good" if felt.emotional >= scale.satisfied_from else "bad" if bad else "mixed"
    sample = (
        told("unknown-respondents", lang)
        if felt.respondents is None
        else told("respondents", lang, number=felt.respondents)
    )
    value = number_said(felt.emotional, lang)
    return Reading(min(1.0, max(0.0, level)), mood, value, sample.replace(" ", "\u00a0"))


def _marks(found: Sequence[Finding], lang: Lang) -> Iterator[Mark]:
    marks = [
        Mark(one.severity.value, mark_said(one, lang), one.status is FindingStatus.OPEN)
        for one in sorted(found, key=lambda one: (-one.severity.rank, one.code, one.clause or ""))
    ]
    yield from dict.fromkeys(marks)


def _scale(journey: Journey, lang: Lang) -> tuple[str, str]:
    """Both ends of the scale of the marks; of several scales, in per cent."""
    scales = {
        (step.experience.scale.low, step.experience.scale.high)
        for step in journey.steps
        if step.experience is not None and step.experience.emotional is not None
    }
    if len(scales) != 1:
        return (share_said(0, lang), share_said(1, lang))
    low, high = scales.pop()
    return (number_said(low, lang), number_said(high, lang))


def _legend(journey: Journey, cards: Mapping[str, Card], lang: Lang) -> Iterator[tuple[str, str]]:
    order = {step.id: at for at, step in enumerate(journey.steps)}
    chips = {chip.code for card in cards.values() for chip in card.channels}
    marks = {m.severity if m.open else "closed" for card in cards.values() for m in card.marks}
    moods = {card.reading.mood for card in cards.values() if card.reading}
    shown = {
        "digital": "digital" in chips,
        "offline": "offline" in chips,
        "other": bool(chips - {"digital", "offline"}),
        "onward": bool(journey.transitions),
        "back": any(order[one.target] <= order[one.source] for one in journey.transitions),
        "all": any(Gate.ALL in (step.split, step.join) for step in journey.steps),
        "line": any(not step.visible for step in journey.steps),
        "satisfied": any(step.satisfies for step in journey.steps),
        "bar": any(card.share for card in cards.values()),
        **{name: name in moods for name in ("good", "mixed", "bad")},
        **{name: name in marks for name in ("error", "warning", "note", "closed")},
    }
    return ((sign, told(f"sign-{sign}", lang)) for sign, here in shown.items() if here)
