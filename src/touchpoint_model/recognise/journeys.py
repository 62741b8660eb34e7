"""The touchpoints of journeys: a step names a point of the register by its id, or in words."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from ..model.journeys import Journey, Phase, Step
from ..model.register import Register
from ..model.text import normalise
from ..model.touchpoints import Touchpoint
from ..model.vocabulary import Vocabulary
from .registers import recognise_touchpoint

__all__ = ["recognise_journeys"]


def recognise_journeys(
    journeys: Iterable[Journey], register: Register, vocabulary: Vocabulary
) -> tuple[Journey, ...]:
    """The journeys, their steps at the register's touchpoints where these are recognised.

    A step's point is, in this order: the id of a touchpoint of the register; its name; the only
    touchpoint of the recognised concept, in the step's process before elsewhere. A name that leads
    to none, or to several, stays as it is; its concept, if there is one, is told as the step's kind.
    """
    known = _Known(register, vocabulary)
    return tuple(
        evolve(
            journey,
            phases=tuple(
                Phase(phase.name, tuple(known.placed(step) for step in phase.steps))
                for phase in journey.phases
            ),
        )
        for journey in journeys
    )


class _Known:
    """The touchpoints of a register, by what a journey may call them."""

    def __init__(self, register: Register, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.ids = {one.id for one in register.touchpoints}
        self.by_name = _first_by(
            (name, one.id)
            for one in register.touchpoints
            for name in (normalise(one.name),)
            if name
        )
        self.by_kind: dict[str, list[Touchpoint]] = {}
        for one in register.touchpoints:
            if one.kind is not None and not one.also:
                self.by_kind.setdefault(one.kind, []).append(one)
        self.used = {
            (normalise(process.name), entry.touchpoint)
            for process in register.processes
            for entry in process.entries
        }

    def placed(self, step: Step) -> Step:
        name = step.touchpoint
        if name is None or name in self.ids:
            return step
        found = self.by_name.get(normalise(name))
        if found is not None:
            return evolve(step, touchpoint=found)
        kind = step.kind or recognise_touchpoint("", name, self.vocabulary).kind
        if kind is None:
            return step
        points = self.by_kind.get(kind, [])
        process = normalise(step.process or "")
        here = [one for one in points if (process, one.id) in self.used]
        for alike in (here, points):
            if len(alike) == 1:
                return evolve(step, touchpoint=alike[0].id, kind=kind)
        return evolve(step, kind=kind)


def _first_by(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in pairs:
        found.setdefault(key, value)
    return found
