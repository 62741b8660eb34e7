"""What stands in a cell of a journey's table: times, reactions, ways on, told in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...model.experience import Experience, Satisfaction, Scale
from ...model.journeys import CLIENT, Gate, Journey, Step, Transition
from ...model.stations import Station
from ...model.text import Lang, Text
from ..journey_words import actor_said, channels_said, hours_said, number_said, share_said, told

__all__ = [
    "actor_of",
    "channel_of",
    "experience_of",
    "place_of",
    "time_of",
    "way_said",
    "ways_from",
    "ways_of",
    "ways_told",
]

_REACTIONS: Mapping[str, Text] = {
    "cognitive": Text(ru="понимание", en="cognitive"),
    "emotional": Text(ru="эмоции", en="emotional"),
    "sensory": Text(ru="ощущения", en="sensory"),
    "behavioural": Text(ru="поведение", en="behavioural"),
}
_MARK = Text(ru="{name} {mark} из {high}", en="{name} {mark} of {high}")
_MARK_FROM = Text(ru="{name} {mark} (шкала {low}–{high})", en="{name} {mark} (scale {low}–{high})")
_HAPPY = Text(
    ru="удовлетворены {share} (оценки от {least} из {high})",
    en="satisfied {share} (marks from {least} of {high})",
)
_UNKNOWN_TIME = Text(ru="не указано", en="not stated")
_SPREAD = Text(ru="± {time}", en="± {time}")
_HIDDEN = Text(ru="клиент не видит", en="out of the client’s sight")
_WAY = Text(ru="→ шаг {number}", en="→ step {number}")
_WAITS_FOR_ALL = Text(ru="начинается, когда пройдены все пути", en="begins when all ways have come")


def actor_of(step: Step, lang: Lang) -> str:
    """Who acts, and that the client does not see it."""
    who = actor_said(step.actor, lang)
    return who if step.visible or step.actor == CLIENT else f"{who}\n({_HIDDEN[lang]})"


def place_of(step: Step, station: Station | None, lang: Lang) -> str:
    """The touchpoint as the register names it, or that the register lacks it.

    A step of the agency that is at no point has nothing to say of one.
    """
    if step.touchpoint is None:
        return told("no-point", lang) if step.actor == CLIENT else "—"
    if station is None:
        return step.touchpoint
    if station.point is None:
        return f"{step.touchpoint}\n({told('lacking', lang)})"
    return station.point.touchpoint.name


def channel_of(step: Step, station: Station | None, lang: Lang) -> str:
    """The types of the channel; nothing for a step at no point."""
    if step.touchpoint is None:
        return ""
    known = station.channels if station else {step.channel} - {None}
    words = [word for _, word in channels_said([one for one in known if one], lang)]
    return "\n".join(words) or told("unknown-channel", lang)


def time_of(step: Step, lang: Lang) -> str:
    """Work and waiting, a line each, and the standard deviation of both."""
    lines = []
    if step.duration is not None:
        lines.append(told("working", lang, time=hours_said(step.duration, lang)))
    if step.waiting is not None:
        lines.append(told("waiting", lang, time=hours_said(step.waiting, lang)))
    if step.deviation is not None:
        lines.append(_SPREAD[lang].format(time=hours_said(step.deviation, lang)))
    return "\n".join(lines) or _UNKNOWN_TIME[lang]


def experience_of(step: Step, lang: Lang) -> str:
    """The measured reactions and the share of the satisfied, each with the size of its sample."""
    lines = [
        *(_reactions(step.experience, lang) if step.experience else ()),
        *(_happy(step.satisfaction, lang) if step.satisfaction else ()),
    ]
    return "\n".join(lines)


def _reactions(experience: Experience, lang: Lang) -> list[str]:
    lines = [
        _mark(word[lang], getattr(experience, name), experience.scale, lang)
        for name, word in _REACTIONS.items()
        if getattr(experience, name) is not None
    ]
    return [*lines, _sample(experience.respondents, lang)] if lines else []


def _mark(name: str, mark: float, scale: Scale, lang: Lang) -> str:
    told_as = _MARK if scale.low in (0, 1) else _MARK_FROM
    low, high = number_said(scale.low, lang), number_said(scale.high, lang)
    return told_as[lang].format(name=name, mark=number_said(mark, lang), low=low, high=high)


def _happy(satisfaction: Satisfaction, lang: Lang) -> list[str]:
    share, scale = satisfaction.share, satisfaction.scale
    if share is None:
        return []
    least, high = number_said(scale.satisfied_from, lang), number_said(scale.high, lang)
    line = _HAPPY[lang].format(share=share_said(share, lang), least=least, high=high)
    return [line, _sample(sum(count for _, count in satisfaction.counts), lang)]


def _sample(respondents: int | None, lang: Lang) -> str:
    if respondents is None:
        return told("unknown-respondents", lang)
    return told("respondents", lang, number=respondents)


def ways_from(journey: Journey) -> Mapping[str, tuple[Transition, ...]]:
    """The transitions from each step that has some, by its id, in the order they are stated."""
    told: dict[str, tuple[Transition, ...]] = {}
    for link in journey.transitions:
        told[link.source] = (*told.get(link.source, ()), link)
    return told


def way_said(link: Transition, lang: Lang) -> str:
    """The chance and the condition of a way, as far as they are known.

    >>> way_said(Transition("a", "b", 0.25, "in time"), "en")
    '25%, in time'
    """
    chance = None if link.probability is None else share_said(link.probability, lang)
    return ", ".join(part for part in (chance, link.condition) if part)


def ways_of(
    step: Step,
    ways: Sequence[Transition],
    numbers: Mapping[str, int],
    left: float | None,
    lang: Lang,
) -> str:
    """What comes next: the steps with chances and conditions, who gives up, or how it ends.

    Args:
        ways: from the step. numbers: of the steps in the table, by id. left: share of clients that give up here.
    """
    return "\n".join(
        f"{way}: {known}" if way and known else way or known
        for way, known, _ in ways_told(step, ways, numbers, left, lang)
    )


def ways_told(
    step: Step,
    ways: Sequence[Transition],
    numbers: Mapping[str, int],
    left: float | None,
    lang: Lang,
) -> Iterator[tuple[str, str, str | None]]:
    """The lines of `ways_of`, each as (step on, what is said, id of the step on).

    Only a line about a way on has the first and the last.
    """
    if step.join is Gate.ALL:
        yield "", _WAITS_FOR_ALL[lang], None
    if step.satisfies:
        yield "", told("satisfied", lang), None
    if step.outcome:
        yield "", told("outcome", lang, outcome=step.outcome), None
    if step.split is Gate.ALL and len(ways) > 1:
        yield "", f"{told('all', lang)}:", None
    for link in ways:
        yield _WAY[lang].format(number=numbers[link.target]), way_said(link, lang), link.target
    if left:
        yield "", told("giving-up", lang, share=share_said(left, lang)), None
    if not ways and not step.satisfies and not step.outcome:
        yield "", told("end", lang), None
