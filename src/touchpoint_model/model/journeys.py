"""Journeys (клиентский путь) as values: from the moment a need arises to its satisfaction."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from .errors import Flaw, ModelError
from .experience import Experience
from .measures import share
from .text import Text

__all__ = ["Journey", "JourneyKind", "LifeSituation", "Phase", "Scenario", "Step", "Transition"]


class JourneyKind(StrEnum):
    """As designed or as observed."""

    PLANNED = "planned"
    ACTUAL = "actual"


@frozen
class LifeSituation:
    """A life situation (жизненная ситуация; CPSV-AP: LifeEvent) that starts a journey."""

    name: str
    proactive: bool = False


def _not_negative(_owner: object, attribute: object, value: float | None) -> None:
    if value is not None and value < 0:
        name = getattr(attribute, "name", "")
        raise ModelError(
            Text(ru="Отрицательная величина в шаге", en="A negative quantity in a step"),
            [Flaw(name, Text(ru=f"{value} меньше нуля", en=f"{value} is below zero"))],
        )


def _not_negative_count(_owner: object, attribute: object, value: int | None) -> None:
    _not_negative(_owner, attribute, value)


@frozen
class Step:
    """One step of a journey.

    Attributes:
        id: unique in the journey. touchpoint: id in the register; None off the register.
        process: name of the process. actor: `client` or a role. action: what is done.
        duration, waiting: in hours. transfers: to other officers, per client's question.
        satisfies: the client's need is satisfied here.
    """

    id: str
    action: str
    actor: str = "client"
    touchpoint: str | None = None
    process: str | None = None
    duration: float | None = field(default=None, validator=_not_negative)
    waiting: float | None = field(default=None, validator=_not_negative)
    transfers: int | None = field(default=None, validator=_not_negative_count)
    outcome: str | None = None
    satisfies: bool = False
    experience: Experience | None = None


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


@frozen
class Journey:
    """A client's way across touchpoints.

    Raises:
        ModelError: two steps with one id; a transition from or to a step that is not there;
            a start that is not there.
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

    def __attrs_post_init__(self) -> None:
        flaws = []
        seen: set[str] = set()
        for at, phase in enumerate(self.phases):
            for within, step in enumerate(phase.steps):
                if step.id in seen:
                    flaws.append(
                        Flaw(
                            f"phases[{at}].steps[{within}].id",
                            Text(ru=f"«{step.id}» уже есть", en=f"“{step.id}” stands twice"),
                        )
                    )
                seen.add(step.id)
        ends = [
            (f"transitions[{at}].{side}", getattr(link, side))
            for at, link in enumerate(self.transitions)
            for side in ("source", "target")
        ]
        if self.start is not None:
            ends.append(("start", self.start))
        flaws += [
            Flaw(path, Text(ru=f"нет шага «{step}»", en=f"there is no step “{step}”"))
            for path, step in ends
            if step not in seen
        ]
        if flaws:
            raise ModelError(
                Text(ru=f"Путь «{self.name}» противоречив", en=f"Journey “{self.name}” is broken"),
                flaws,
            )

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps of all phases."""
        return tuple(step for phase in self.phases for step in phase.steps)


@frozen
class Scenario:
    """The part of a journey within one service (клиентский сценарий). steps: ids of steps."""

    journey: str
    service: str
    steps: tuple[str, ...]
