"""Journeys (клиентский путь) as values: from the moment a need arises to its satisfaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property

from attrs import field, frozen

from .announcing import announced
from .clients import ClientKind
from .display import notebook
from .errors import Flaw, ModelError
from .experience import Experience, Satisfaction
from .measures import share
from .text import Text

__all__ = [
    "CLIENT",
    "Gate",
    "Journey",
    "JourneyKind",
    "LifeSituation",
    "Phase",
    "Scenario",
    "Step",
    "Transition",
]

CLIENT = "client"
"""The actor of a step that the client takes; any other actor is a role of the agency's side."""

_WHOLE = 1 + 1e-9


class JourneyKind(StrEnum):
    """As designed or as observed."""

    PLANNED = "planned"
    ACTUAL = "actual"


class Gate(StrEnum):
    """How ways part after a step, or meet before it: one of them is gone, or all are."""

    ONE = "one"
    ALL = "all"


@frozen
class LifeSituation:
    """A life situation (жизненная ситуация; CPSV-AP: LifeEvent) that starts a journey.

    proactive: the agency starts it, without the client's request.
    """

    name: str
    proactive: bool = False


def _not_negative(_owner: object, attribute: object, value: float | None) -> None:
    if value is not None and not 0 <= value < float("inf"):
        name = getattr(attribute, "name", "")
        raise ModelError(
            Text(ru="Неверная величина в шаге", en="A wrong quantity in a step"),
            [
                Flaw(
                    name,
                    Text(
                        ru=f"{value}: нужно число от нуля",
                        en=f"{value}: a number from zero is required",
                    ),
                )
            ],
        )


def _not_negative_count(_owner: object, attribute: object, value: int | None) -> None:
    _not_negative(_owner, attribute, value)


@frozen
class Step:
    """One step of a journey.

    Attributes:
        id: unique in the journey. touchpoint: id in the register, or the name of a point as the
            journey prints it; None off the agency's points.
        process: name of the process. actor: `client` or a role. action: what is done.
        duration, waiting: expected, in hours: of the work itself, and before it can begin.
        deviation: standard deviation of the two together, in hours; None is "not known".
        transfers: to other officers, per client's question.
        outcome: of the journey, if it ends here (`refusal`, «отказ» …).
        satisfies: the client's need is satisfied here. need: that is met by this step.
        kind: code of the point's concept, if recognised. channel: its type, as the journey says.
        visible: whether the client sees the step; what is invisible stands below the line.
        pains: what hurts the client here.
        acknowledged: whether the client is told that a message has arrived. feedback: whether
            quick feedback is offered. None of either is unknown.
        split, join: whether one or all of the transitions from the step are gone, and whether
            one or all of those to it must have come. Parallel steps stand between `split="all"`
            and `join="all"`.
    """

    id: str
    action: str
    actor: str = CLIENT
    touchpoint: str | None = None
    process: str | None = None
    duration: float | None = field(default=None, validator=_not_negative)
    waiting: float | None = field(default=None, validator=_not_negative)
    transfers: int | None = field(default=None, validator=_not_negative_count)
    outcome: str | None = None
    satisfies: bool = False
    experience: Experience | None = None
    satisfaction: Satisfaction | None = None
    need: str | None = None
    kind: str | None = None
    channel: str | None = None
    deviation: float | None = field(default=None, validator=_not_negative)
    visible: bool = True
    pains: tuple[str, ...] = ()
    acknowledged: bool | None = None
    feedback: bool | None = None
    split: Gate = field(default=Gate.ONE, converter=Gate)
    join: Gate = field(default=Gate.ONE, converter=Gate)

    @property
    def hours(self) -> float | None:
        """Duration and waiting together, in hours; None if neither is known."""
        if self.duration is None and self.waiting is None:
            return None
        return (self.duration or 0.0) + (self.waiting or 0.0)

    @property
    def is_contact(self) -> bool:
        """Whether the client meets the agency here: the client's own step at some point."""
        return self.actor == CLIENT and self.touchpoint is not None


@frozen
class Transition:
    """From one step to another; probability from 0 to 1, None where it is not known."""

    source: str
    target: str
    probability: float | None = field(default=None, validator=share)
    condition: str | None = None


@frozen
class Phase:
    """A named part of a journey; `steps` are in the order of reading, not of time."""

    name: str
    steps: tuple[Step, ...]


@announced
@notebook
@frozen
class Journey:
    """A client's way across touchpoints.

    Where the stated probabilities of a step's transitions are less than one together, the rest
    of the clients give up there; transitions without one share what is left alike.

    Attributes:
        start: id of the first step; None is the first one in the order of reading.
        need: that sets the client going. segments: ids of the register's segments it is for.
        client: for whom; None if the journey does not say.

    Raises:
        ModelError: no step at all; two steps with one id; a transition from or to a step that is
            not there, or stated twice; a start that is not there; probabilities of one step that
            are more than one together, or stand where all ways are gone.
    """

    id: str
    name: str
    phases: tuple[Phase, ...]
    transitions: tuple[Transition, ...] = ()
    start: str | None = None
    kind: JourneyKind = JourneyKind.PLANNED
    need: str | None = None
    situation: LifeSituation | None = None
    segments: tuple[str, ...] = ()
    client: ClientKind | None = None

    def __attrs_post_init__(self) -> None:
        flaws = [*_doubled(self), *_dangling(self), *_ill_weighted(self)]
        if flaws:
            raise ModelError(
                Text(ru=f"Путь «{self.name}» противоречив", en=f"Journey “{self.name}” is broken"),
                flaws,
            )

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps of all phases."""
        return tuple(step for phase in self.phases for step in phase.steps)

    @cached_property
    def by_id(self) -> Mapping[str, Step]:
        """The steps by id, in the order of reading."""
        return {step.id: step for step in self.steps}

    @property
    def first(self) -> Step:
        """The step that the journey begins with."""
        return self.steps[0] if self.start is None else self.by_id[self.start]

    def phase_of(self, step: str) -> Phase:
        """The phase that a step (by id) stands in.

        Raises:
            KeyError: there is no such step.
        """
        for phase in self.phases:
            if any(one.id == step for one in phase.steps):
                return phase
        raise KeyError(step)

    def leaving(self, step: str) -> tuple[Transition, ...]:
        """The transitions from a step, in the order they are stated."""
        return self._ways.get(step, ())

    @cached_property
    def _ways(self) -> Mapping[str, tuple[Transition, ...]]:
        """The transitions by the step that they leave."""
        told: dict[str, list[Transition]] = {}
        for link in self.transitions:
            told.setdefault(link.source, []).append(link)
        return {step: tuple(links) for step, links in told.items()}


@frozen
class Scenario:
    """The part of a journey within one service (клиентский сценарий). steps: ids of steps."""

    journey: str
    service: str
    steps: tuple[str, ...]


def _doubled(journey: Journey) -> Iterator[Flaw]:
    seen: set[str] = set()
    for at, phase in enumerate(journey.phases):
        for within, step in enumerate(phase.steps):
            if step.id in seen:
                yield Flaw(
                    f"phases[{at}].steps[{within}].id",
                    Text(ru=f"«{step.id}» уже есть", en=f"“{step.id}” stands twice"),
                )
            seen.add(step.id)
    if not seen:
        yield Flaw("phases", Text(ru="в пути нет ни одного шага", en="the journey has no step"))
    links: set[tuple[str, str]] = set()
    for at, link in enumerate(journey.transitions):
        if (link.source, link.target) in links:
            yield Flaw(
                f"transitions[{at}]",
                Text(
                    ru=f"переход «{link.source}» → «{link.target}» уже есть",
                    en=f"the transition “{link.source}” → “{link.target}” stands twice",
                ),
            )
        links.add((link.source, link.target))


def _dangling(journey: Journey) -> Iterator[Flaw]:
    known = {step.id for step in journey.steps}
    for at, link in enumerate(journey.transitions):
        for side in ("source", "target"):
            step = getattr(link, side)
            if step not in known:
                way = f"{link.source} → {link.target}"
                yield Flaw(
                    f"transitions[{at}].{side}",
                    Text(ru=f"нет шага «{step}» ({way})", en=f"there is no step “{step}” ({way})"),
                )
    if journey.start is not None and journey.start not in known:
        yield Flaw(
            "start",
            Text(ru=f"нет шага «{journey.start}»", en=f"there is no step “{journey.start}”"),
        )


def _ill_weighted(journey: Journey) -> Iterator[Flaw]:
    steps = journey.by_id
    told: dict[str, list[float]] = {}
    for at, link in enumerate(journey.transitions):
        step = steps.get(link.source)
        if link.probability is None or step is None:
            continue
        if step.split is Gate.ALL:
            yield Flaw(
                f"transitions[{at}].probability",
                Text(
                    ru=f"из шага «{step.id}» идут все пути сразу: вероятности здесь не нужны",
                    en=f"all ways are gone from step “{step.id}”: a probability has no sense here",
                ),
            )
        told.setdefault(link.source, []).append(link.probability)
    for source, shares in told.items():
        if sum(shares) > _WHOLE:
            path = f"transitions[{_first(journey, source)}].probability"
            yield Flaw(
                path,
                Text(
                    ru=f"вероятности переходов из шага «{source}» в сумме дают {sum(shares):g}",
                    en=f"the probabilities of leaving step “{source}” add up to {sum(shares):g}",
                ),
            )


def _first(journey: Journey, source: str) -> int:
    return next(at for at, link in enumerate(journey.transitions) if link.source == source)
