"""How steps and points of a journey are called in an analysis: by number on the map, and action."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from attrs import frozen

from ...model.journeys import Journey, Step
from ...model.stations import Station
from ...model.text import Lang
from ..journey_words import hours_said, number_said
from .wording import say

__all__ = ["MOST", "Naming", "flat", "time_said"]

_QUOTED = re.compile("([«“])([^«»“”]+)([»”])")
MOST = 12
"""Steps told in one list; the others are counted."""


@frozen(eq=False)
class Naming:
    """The steps of a journey by id, with their numbers: the same as on its map and in its table."""

    steps: Mapping[str, Step]
    numbers: Mapping[str, int]
    stations: Mapping[str, Station]
    repeated: frozenset[str]
    lang: Lang

    @classmethod
    def of(cls, journey: Journey, stations: Mapping[str, Station], lang: Lang) -> Naming:
        """The names of a journey's steps; `repeated` are the actions that several of them take."""
        numbers = {step.id: at for at, step in enumerate(journey.steps, 1)}
        times = Counter(flat(step.action) for step in journey.steps)
        repeated = frozenset(action for action, count in times.items() if count > 1)
        return cls(journey.by_id, numbers, stations, repeated, lang)

    def step(self, id: str) -> str:
        """A step by its number and action; by its point, too, where several take one action."""
        step = self.steps[id]
        told = f"{self.numbers[id]}.\u00a0{flat(step.action)}"
        if step.touchpoint is None or flat(step.action) not in self.repeated:
            return told
        return f"{told} ({self.point(step.touchpoint)})"

    def all(self, ids: Iterable[str], between: str = "; ") -> str:
        """Several steps; the first ones, where they are many. Of all, that they are all."""
        told = list(ids)
        if len(told) == len(self.steps) > 1:
            return say("all-steps", self.lang, count=len(told))
        more = [say("more", self.lang, count=len(told) - MOST)] if len(told) > MOST else []
        return between.join([*(self.step(one) for one in told[:MOST]), *more])

    def spelt_out(self, sentence: str) -> str:
        """A sentence that quotes ids of steps, with the steps' names in their place; it ends."""

        def named(found: re.Match[str]) -> str:
            opened, id, closed = found.groups()
            return f"{opened}{self.step(id)}{closed}" if id in self.steps else found[0]

        told = _QUOTED.sub(named, flat(sentence))
        return told if told.endswith(".") else f"{told}."

    def point(self, id: str) -> str:
        """A touchpoint as the register names it; else as the journey does."""
        for one in self.stations.values():
            if one.step.touchpoint == id and one.point is not None:
                return flat(one.point.touchpoint.name) or id
        return flat(id)


def flat(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def time_said(hours: float, lang: Lang) -> str:
    r"""A time in days and hours, and in hours alone where there are days.

    >>> time_said(50, "en").replace("\u00a0", " "), time_said(2, "en").replace("\u00a0", " ")
    ('2 days 2 h (50 h)', '2 h')
    """
    told = hours_said(round(hours, 6), lang)
    if hours < 24:
        return told
    return say("in-hours", lang, time=told, hours=number_said(hours, lang))
