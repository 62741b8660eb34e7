"""An analysis told: weak places, what every way needs, what helps, what is felt, what is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...journeys.feeling.emotions import CurvePoint, emotional_curve, likely_way
from ...journeys.shape.reach import Lack
from ...model.journeys import Gate, Journey
from ...model.stations import Station
from ...model.touchpoints import Channel
from ..journey_words import hours_said, number_said, share_said, told
from .analysed import Analysed
from .naming import Naming, time_said
from .sections import Section
from .wording import LACKS, say

__all__ = ["felt", "gains", "gaps", "needed_always", "weak_places"]

_TOP = 3
_PHONES = frozenset({"telephone", "call-centre"})  # codes of concepts
_LEAST_HOURS = 1 / 120  # half a minute
_LEAST_GAIN = 0.005  # a two-hundredth of a point for a point


def weak_places(analysed: Analysed, names: Naming) -> Section:
    """Dead ends, traps, steps that nobody reaches, gates that do not match; or that there are none."""
    lines = tuple(_weak_places(analysed, names))
    return Section(say("weak", names.lang), lines or (say("sound", names.lang),))


def _weak_places(analysed: Analysed, names: Naming) -> Iterator[str]:
    structure, lang = analysed.structure, names.lang
    for one in structure.unsatisfied:
        if one.lack in LACKS:
            yield LACKS[one.lack][lang].format(steps=names.all(one.steps))
    for word, steps in (("dead", structure.ends.dead), ("unreached", structure.ends.unreached)):
        if steps:
            yield say(word, lang, steps=names.all(steps))
    for trap in structure.ends.traps:
        yield say("trap", lang, steps=names.all(trap))
    waits = [id for one in structure.unsatisfied if one.lack is Lack.WAIT for id in one.steps]
    for word, steps in (
        ("unjoined", structure.unjoined),
        ("incomplete", tuple(dict.fromkeys([*structure.incomplete, *waits]))),
    ):
        if steps:
            yield say(word, lang, steps=names.all(steps))


def needed_always(analysed: Analysed, names: Naming) -> Section | None:
    """Single points of failure, and the bottleneck; None if the goal cannot be reached."""
    structure, lang = analysed.structure, names.lang
    if not structure.satisfiable:
        return None
    passed, order = structure.chokepoints, list(names.steps)
    lines = [say("no-single-points", lang)]
    if passed.touchpoints:
        points = "; ".join(names.point(one) for one in passed.touchpoints)
        lines = [say("single-points", lang, points=points)]
    lines.append(
        say("single-steps", lang, steps=names.all(sorted(set(passed.steps), key=order.index)))
    )
    slowest = structure.loads.bottleneck
    if slowest is not None:
        step, time = names.step(slowest.step), time_said(slowest.hours, lang)
        share = share_said(slowest.share, lang)
        lines.append(say("bottleneck", lang, step=step, time=time, share=share))
    return Section(say("single", lang), tuple(lines))


def gains(analysed: Analysed, names: Naming) -> Section | None:
    """The three steps whose speed, and the three ways whose chance, would help most."""
    known, lang = analysed.improvements, names.lang
    if known is None:
        return None
    to_goal = any(one.tenth_to_satisfaction is not None for one in known.steps)
    saved = [
        ((one.tenth_to_satisfaction or 0.0) if to_goal else one.tenth_to_end, one.step)
        for one in known.steps
    ]
    saved = sorted((one for one in saved if one[0] > _LEAST_HOURS), key=lambda one: -one[0])
    likelier = [one for one in known.ways if one.taken_from_others > _LEAST_GAIN]
    lines = [
        say("faster", lang, step=names.step(id), time=hours_said(hours, lang))
        for hours, id in saved[:_TOP]
    ]
    lines += [
        say(
            "likelier",
            lang,
            source=names.step(one.source),
            target=names.step(one.target),
            chance=share_said(one.chance, lang),
            gain=number_said(one.taken_from_others, lang, 2),
        )
        for one in likelier[:_TOP]
    ]
    if not lines:
        return None
    note = say("gains-to-goal" if to_goal else "gains-to-end", lang)
    return Section(say("gains", lang), tuple(lines), notes=(note,) if saved else ())


def felt(analysed: Analysed, names: Naming) -> Section:
    """The emotional curve's highest and lowest point and its end; the share of content answers."""
    lines = tuple(_felt(analysed, names))
    return Section(say("felt", names.lang), lines or (say("unfelt", names.lang),))


def _felt(analysed: Analysed, names: Naming) -> Iterator[str]:
    lang, journey = names.lang, analysed.journey
    whole = emotional_curve(journey)
    for word, point in (("highest", whole.peak), ("lowest", whole.trough)):
        if point is not None:
            yield say(word, lang, step=names.step(point.step), mark=_mark(point, names))
    end = emotional_curve(journey, likely_way(journey)).end
    if whole.peak is not None and end is not None:
        yield say("last", lang, step=names.step(end.step), mark=_mark(end, names))
    share = analysed.impressions.whole.satisfaction
    if share.share is not None and share.interval is not None:
        low, high = share.interval
        yield say(
            "content",
            lang,
            share=share_said(share.share, lang),
            satisfied=share.satisfied,
            answers=share.answers,
            low=number_said(low * 100, lang),
            high=share_said(high, lang),
            confidence=share_said(share.confidence, lang),
        )


def _mark(point: CurvePoint, names: Naming) -> str:
    experience, lang = names.steps[point.step].experience, names.lang
    if point.value is None or experience is None or experience.emotional is None:
        return say("not-measured", lang)
    number = point.respondents
    sample = (
        told("unknown-respondents", lang)
        if number is None
        else told("respondents", lang, number=number)
    )
    low, high = experience.scale.low, experience.scale.high
    said = [number_said(one, lang) for one in (experience.emotional, low, high)]
    return say("mark", lang, mark=said[0], low=said[1], high=said[2], sample=sample)


def gaps(analysed: Analysed, names: Naming) -> Section | None:
    """What the journey does not say and the figures had to assume; None if it says all."""
    lang, structure = names.lang, analysed.structure
    untold = {one for tally in structure.tallies for one in tally.unstated}
    transfers = [id for id, at in analysed.stations.items() if id in untold and _by_phone(at)]
    lacking = [id for id, one in analysed.stations.items() if one.lacking]
    untimed = analysed.chances.untimed if analysed.chances else structure.loads.unstated
    told_of: Iterable[tuple[str, Iterable[str]]] = (
        ("untimed", untimed),
        ("uncounted", transfers),
        ("unchanced", _unchanced(analysed.journey)),
        ("off-register", lacking),
    )
    lines = [say(word, lang, steps=names.all(ids)) for word, ids in told_of if ids]
    return Section(say("gaps", lang), tuple(lines)) if lines else None


def _by_phone(station: Station) -> bool:
    """Whether a client is put through there: an offline point that is a telephone."""
    code = station.concept.code if station.concept else None
    return code in _PHONES and Channel.OFFLINE.value in station.channels


def _unchanced(journey: Journey) -> list[str]:
    """Steps with several ways on of which some state no chance."""
    unstated: dict[str, int] = {}
    for link in journey.transitions:
        unstated[link.source] = unstated.get(link.source, 0) + (link.probability is None)
    return [
        one.id for one in journey.steps if unstated.get(one.id, 0) > 1 and one.split is Gate.ONE
    ]
