"""An analysis told: how a journey ends, what it takes, where clients give up, who may go it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...journeys.chance.markov import Analysis
from ...journeys.shape.counts import Tally
from ...journeys.shape.ways import Way
from ...model.text import Lang, Text
from ..journey_words import number_said, share_said
from .analysed import Analysed
from .naming import MOST, Naming, time_said
from .sections import Section, Table
from .wording import COUNTED, say

__all__ = ["effort", "endings", "in_short", "leaving", "open_to"]

_NEVER = 1e-9  # shares below are not told


def in_short(told: Analysed, names: Naming) -> str:
    """The journey in one sentence, or why it cannot be told."""
    chances, lang = told.chances, names.lang
    if chances is None:
        reason = names.spelt_out(told.unclear[lang]) if told.unclear else ""
        return say("unclear", lang, reason=reason).strip()
    goal = chances.to_satisfaction
    if goal is None or chances.satisfied <= _NEVER:
        return say("nobody", lang)
    contacts = number_said(goal.contacts, lang)
    if _timed(told):
        effort = say("in-short-time", lang, time=time_said(goal.hours, lang), contacts=contacts)
    else:
        effort = say("in-short-untimed", lang, contacts=contacts)
    return say("in-short", lang, share=share_said(chances.satisfied, lang), effort=effort)


def endings(told: Analysed, names: Naming) -> Section | None:
    """How it ends: shares of all clients; without chances, the steps at which it may end.

    None if it never ends.
    """
    lang = names.lang
    if told.chances is None:
        lines = tuple(_possible_ends(told, names))
        return Section(say("ends", lang), lines) if lines else None
    known = sorted(told.chances.outcomes.items(), key=lambda it: -it[1])
    rows = tuple(
        (share_said(share, lang), ending.title[lang]) for ending, share in known if share > _NEVER
    )
    if not rows:
        return None
    return Section(say("ends", lang), table=Table(("", ""), rows, frozenset({0})))


def _possible_ends(told: Analysed, names: Naming) -> Iterator[str]:
    ends = told.structure.ends
    if ends.satisfying:
        yield say("satisfied-at", names.lang, steps=names.all(ends.satisfying))
    by_outcome: dict[str, list[str]] = {}
    for id in ends.stated:
        by_outcome.setdefault(names.steps[id].outcome or "", []).append(id)
    for outcome, ids in by_outcome.items():
        yield say("stated-at", names.lang, outcome=outcome.capitalize(), steps=names.all(ids))


def effort(told: Analysed, names: Naming) -> Section | None:
    """Time to satisfaction and to any end; contacts, transfers and switches of channel.

    None if nobody gets anywhere.
    """
    lang = names.lang
    columns = ("", *(say(word, lang) for word in ("fewest", "expected", "most")))
    known = [one for one in told.structure.tallies if one.fewest is not None]
    lines = tuple(_times(told, lang))
    if not known:
        counted = told.chances is not None and _timed(told)
        return Section(say("effort", lang), lines) if counted else None
    table = Table(columns, tuple(_tally(one, lang) for one in known), frozenset({1, 2, 3}))
    notes = dict.fromkeys(
        say("loop", lang, steps=names.all(_loop(one), " → ")) for one in known if one.unbounded
    )
    return Section(say("effort", lang), lines, table, tuple(notes))


def _times(told: Analysed, lang: Lang) -> Iterator[str]:
    if not _timed(told):
        yield say("no-time", lang)
    elif told.chances is not None:
        yield from _stated_times(told.chances, lang)


def _stated_times(chances: Analysis, lang: Lang) -> Iterator[str]:
    goal, end = chances.to_satisfaction, chances.to_end
    if goal is not None:
        yield _time("time", goal.hours, goal.hours_deviation, lang)
    if goal is None or abs(goal.hours - end.hours) > _NEVER:
        yield _time("time-to-end", end.hours, end.hours_deviation, lang)


def _time(word: str, hours: float, deviation: float, lang: Lang) -> str:
    return say(word, lang, time=time_said(hours, lang), deviation=time_said(deviation, lang))


def _timed(told: Analysed) -> bool:
    return any(step.hours is not None for step in told.journey.steps)


def _tally(tally: Tally, lang: Lang) -> tuple[str, str, str, str]:
    most = say("unbounded", lang) if tally.unbounded else _number(tally.most, lang)
    name = COUNTED[tally.counted][lang]
    return name, _number(tally.fewest, lang), _number(tally.expected, lang), most


def _number(value: float | None, lang: Lang) -> str:
    return "–" if value is None else number_said(value, lang)


def _loop(tally: Tally) -> tuple[str, ...]:
    """The loop at the end of a path that leads into it and round it."""
    path = tally.most_path
    return path[path.index(path[-1]) :]


def leaving(told: Analysed, names: Naming) -> Section | None:
    """Where clients give up, the greatest share first; None if nobody does, or it is not known."""
    if told.chances is None or not told.chances.given_up:
        return None
    lang = names.lang
    known = sorted(told.chances.given_up.items(), key=lambda it: -it[1])
    rows = [(share_said(share, lang), names.step(id)) for id, share in known if share > _NEVER]
    if not rows:
        return None
    more = [("", say("more", lang, count=len(rows) - MOST))] if len(rows) > MOST else []
    table = Table(("", ""), (*rows[:MOST], *more), frozenset({0}))
    return Section(say("leaving", lang), table=table, notes=(say("leaving-note", lang),))


def open_to(
    told: Analysed, names: Naming, limits: Mapping[str, Text], segments: Mapping[str, str]
) -> Section | None:
    """The all-digital and the all-offline way, those of each limit and of each segment.

    None if nobody at all gets to the goal.
    """
    lang = names.lang
    if not any(one.path for one in told.structure.ways):
        return None
    columns = tuple(say(word, lang) for word in ("way", "state", "change"))
    rows = tuple(
        (_asked(one, lang, limits, segments), *_state(one, names)) for one in told.structure.ways
    )
    return Section(say("ways", lang), table=Table(columns, rows))


def _asked(way: Way, lang: Lang, limits: Mapping[str, Text], segments: Mapping[str, str]) -> str:
    if way.segment is not None:
        return say("by-segment", lang, segment=segments.get(way.segment, way.segment))
    if way.channel is not None:
        return say(f"by-{way.channel}", lang)
    named = (limits[one][lang] if one in limits else one for one in way.limits)
    return say("by-limit", lang, limit=", ".join(named))


def _state(way: Way, names: Naming) -> tuple[str, str]:
    lang = names.lang
    if not way.path:
        return say("closed", lang), say("no-way", lang)
    if way.change:
        return say("closed", lang), names.all(way.change)
    if way.unknown:
        return say("doubtful", lang), say("find-out", lang, steps=names.all(way.unknown))
    return say("open", lang), ""
