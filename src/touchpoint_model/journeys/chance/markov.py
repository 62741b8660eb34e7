"""A journey as an absorbing Markov chain: how it ends, how long it takes, what it asks of a client.

Hours are a step's waiting and duration together; one that states neither counts as 0, and is named
in `untimed`. Its deviation is that of each visit, which are independent. Whoever gives up at a step
does so after its hours. A block of parallel steps lasts as long as its longest branch; visits,
contacts and transfers add up over all its branches.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import TypeVar

from attrs import frozen

from ...model.journeys import Journey, Step
from ...model.stations import Station
from .chain import as_chain
from .endings import GIVEN_UP, SATISFIED, Ending, ending_at
from .solution import Solution, solve

__all__ = ["Analysis", "Expected", "Spent", "analyse"]

_Key = TypeVar("_Key", bound=Hashable)


@frozen
class Expected:
    """What a client can expect up to some point of the journey.

    Attributes:
        hours: mean. hours_variance: in hours squared.
        contacts: mean count of steps that the client takes at a point.
        transfers: mean count of transfers to other officers.
    """

    hours: float
    hours_variance: float
    contacts: float
    transfers: float

    @property
    def hours_deviation(self) -> float:
        """The standard deviation of the hours, in hours."""
        return math.sqrt(self.hours_variance)


@frozen
class Spent:
    """What is expected in some steps together, up to any end of the journey: mean counts and hours.

    Hours of parallel steps are added up.
    """

    visits: float
    hours: float
    contacts: float
    transfers: float


@frozen
class Analysis:
    """A journey's expectations.

    Attributes:
        outcomes: the probability of each ending that has some, and of satisfaction, 0 to 1; one
            together.
        to_satisfaction: until the end of the first step that satisfies, for those whom one does; a
            block in which that happens counts with all its contacts. None if nobody is satisfied.
        to_end: until any end, for all.
        visits: mean count up to any end, by step.
        given_up: by step, the share of all clients who give up there and are not satisfied.
        by_phase: by its name. by_channel: by the channel types of the steps' stations, an empty
            set where none is known; None without stations.
        untimed: ids of steps that may be visited and state no time: they count as 0 hours.
    """

    outcomes: Mapping[Ending, float]
    to_satisfaction: Expected | None
    to_end: Expected
    visits: Mapping[str, float]
    given_up: Mapping[str, float]
    by_phase: Mapping[str, Spent]
    by_channel: Mapping[frozenset[str], Spent] | None
    untimed: tuple[str, ...]

    @property
    def satisfied(self) -> float:
        """The probability that the client's need is met, 0 to 1."""
        return self.outcomes[SATISFIED]


def analyse(journey: Journey, stations: Mapping[str, Station] | None = None) -> Analysis:
    """What the chances and hours of a journey come to.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = analyse(journey("j", "Путь", phase("Всё",
    ...     step("apply", "подаёт", at="site", hours=1, then="check"),
    ...     step("check", "ждёт", waits=10, then={"apply": 0.5, "paid": 0.25}),
    ...     step("paid", "получает", at="bank", hours=1, satisfies=True))))
    >>> round(told.satisfied, 12), round(told.to_end.hours, 12)
    (0.5, 22.5)
    >>> {step: round(share, 12) for step, share in told.given_up.items()}
    {'check': 0.5}

    Args:
        stations: of the steps, for `by_channel`, as `model.stations.stations` gives them.

    Raises:
        UsageError: some clients never come to an end; parallel steps are badly nested, have a loop
            or a deviation of time, or too many ways: `simulate` takes all three.
    """
    found = solve(as_chain(journey))
    steps = found.chain.steps
    visits = dict.fromkeys(steps, 0.0) | dict(found.visits_by_step())
    given_up = found.given_up()
    phases = {step.id: phase.name for phase in journey.phases for step in phase.steps}
    return Analysis(
        outcomes=_outcomes(found, given_up),
        to_satisfaction=_to_satisfaction(found),
        to_end=_expected(steps, visits, float(found.hours[0]), found.hours_variance()),
        visits=visits,
        given_up=given_up,
        by_phase=_spent(steps, visits, phases),
        by_channel=None if stations is None else _spent(steps, visits, _channels(steps, stations)),
        untimed=tuple(id for id, step in steps.items() if visits[id] and step.hours is None),
    )


def _outcomes(found: Solution, given_up: Mapping[str, float]) -> Mapping[Ending, float]:
    told = {SATISFIED: found.satisfied}
    for unit, times in zip(found.chain.units, found.unmet, strict=True):
        ending = ending_at(found.chain.steps[unit.id])
        if times and not unit.next and not unit.quits and ending != SATISFIED:
            told[ending] = told.get(ending, 0.0) + float(times)
    if given_up:
        told[GIVEN_UP] = sum(given_up.values())
    return told


def _to_satisfaction(found: Solution) -> Expected | None:
    if not found.satisfied:
        return None
    hours, variance = float(found.met_hours[0]), found.met_hours_variance()
    return _expected(found.chain.steps, found.met_visits_by_step(), hours, variance)


def _expected(
    steps: Mapping[str, Step], visits: Mapping[str, float], hours: float, variance: float
) -> Expected:
    return Expected(
        hours,
        variance,
        contacts=sum(times * steps[id].is_contact for id, times in visits.items()),
        transfers=sum(times * (steps[id].transfers or 0) for id, times in visits.items()),
    )


def _channels(
    steps: Mapping[str, Step], stations: Mapping[str, Station]
) -> Mapping[str, frozenset[str]]:
    return {id: stations[id].channels if id in stations else frozenset() for id in steps}


def _spent(
    steps: Mapping[str, Step], visits: Mapping[str, float], groups: Mapping[str, _Key]
) -> Mapping[_Key, Spent]:
    sums: dict[_Key, list[float]] = {}
    for id, group in groups.items():
        step, times = steps[id], visits[id]
        here = (1.0, step.hours or 0.0, float(step.is_contact), float(step.transfers or 0))
        known = sums.setdefault(group, [0.0] * len(here))
        known[:] = [had + times * one for had, one in zip(known, here, strict=True)]
    return {group: Spent(*told) for group, told in sums.items()}
