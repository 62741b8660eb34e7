"""What would help a journey most: faster steps, and likelier ways.

Hours are linear in the hours of each step that is in no parallel block, and the chance of
satisfaction changes with the chance of a way by (expected visits of its source) × (chance of
satisfaction from its target): the visits solve the adjoint of the equation for that chance.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ...model.journeys import Gate, Journey
from .chain import as_chain
from .passing import Event
from .solution import Solution, solve

__all__ = ["Improvements", "StepGain", "WayGain", "improvements"]

_TENTH = 0.1


@frozen
class StepGain:
    """What faster work at one step saves.

    Attributes:
        step: id. hours: of one visit; unknown is 0. visits: mean count up to any end.
        to_end: mean hours to any end saved by each hour off this step: its visits. In a block of
            parallel steps, where another branch may be as long: on average while the first tenth of
            its hours is taken off, and 0 if it has none.
        to_satisfaction: the same of the hours to satisfaction, of those who are satisfied; None if
            nobody is.
        tenth_to_end, tenth_to_satisfaction: the hours saved if the step took ten per cent less.
    """

    step: str
    hours: float
    visits: float
    to_end: float
    to_satisfaction: float | None
    tenth_to_end: float
    tenth_to_satisfaction: float | None


@frozen
class WayGain:
    """What a likelier way does for the probability of satisfaction.

    Attributes:
        chance: of the way, 0 to 1.
        taken_from_leaving: derivative of the probability of satisfaction by that chance, if all
            else stays: the clients come from those who would have given up. A share per share.
        taken_from_others: the same if they come from all other ways of the step and from those who
            give up there, in proportion; 0 for a sure way. Below 0, the way does harm.
    """

    source: str
    target: str
    chance: float
    taken_from_leaving: float
    taken_from_others: float


@frozen
class Improvements:
    """steps: the most hours to any end saved by a tenth first. ways: the most gain first.

    Ways inside parallel blocks are left out, as are those that are all gone.
    """

    steps: tuple[StepGain, ...]
    ways: tuple[WayGain, ...]


def improvements(journey: Journey) -> Improvements:
    """What helps a journey most, of its steps that can be reached and the ways between them.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = improvements(journey("j", "Путь", phase("",
    ...     step("apply", "", hours=1, then={"check": 0.5}),
    ...     step("check", "", hours=8, then={"paid": 0.5, "apply": 0.5}),
    ...     step("paid", "", satisfies=True))))
    >>> [(one.step, round(one.tenth_to_end, 3)) for one in told.steps]
    [('check', 0.533), ('apply', 0.133), ('paid', 0.0)]
    >>> [(one.target, round(one.taken_from_others, 3)) for one in told.ways]
    [('check', 0.889), ('paid', 0.444), ('apply', -0.444)]

    Raises:
        UsageError: as of `analyse`.
    """
    found = solve(as_chain(journey))
    steps = sorted(_steps(found), key=lambda one: -one.tenth_to_end)
    ways = sorted(_ways(found), key=lambda one: -one.taken_from_others)
    return Improvements(tuple(steps), tuple(ways))


def _steps(found: Solution) -> Iterator[StepGain]:
    told, share = found.chain, found.satisfied
    visits = found.visits_by_step()
    met_visits = found.met_visits_by_step() if share else {}
    for at, unit in enumerate(told.units):
        for id in unit.on.visits:
            hours = told.hours[id]
            tenth = _TENTH * hours
            if unit.block is None:
                to_end, to_met = visits[id], met_visits.get(id)
            else:
                to_end, to_met = _rates_in_block(found, at, id)
            yield StepGain(
                id,
                hours,
                visits[id],
                to_end,
                to_met,
                tenth_to_end=tenth * to_end,
                tenth_to_satisfaction=None if to_met is None else tenth * to_met,
            )


def _rates_in_block(found: Solution, at: int, id: str) -> tuple[float, float | None]:
    """The hours to any end and to satisfaction saved by each hour of a tenth off a block's step."""
    told, unit = found.chain, found.chain.units[at]
    tenth = _TENTH * told.hours[id] or 1.0  # where there is nothing to take off, nothing is saved
    now = told.again(unit, id, told.hours[id] * (1 - _TENTH))
    to_end = float(found.visits[at]) * (_part(unit.on, now.on) + _part(unit.off, now.off)) / tenth
    if not found.satisfied:
        return to_end, None
    ahead = max((float(found.hope[to]) for to in unit.next), default=0.0)
    to_met = _part(unit.met, now.met) + ahead * _part(unit.on_unmet, now.on_unmet)
    return to_end, float(found.unmet[at]) * to_met / found.satisfied / tenth


def _part(before: Event, after: Event) -> float:
    return before.chance * before.hours - after.chance * after.hours


def _ways(found: Solution) -> Iterator[WayGain]:
    told = found.chain
    for at, unit in enumerate(told.units):
        step = told.steps[unit.id]
        if unit.block or step.split is Gate.ALL:
            continue
        for to, chance in unit.next.items():
            alone = float(found.unmet[at] * found.hope[to])
            rest = float(found.hope[to] - found.hope[at]) / (1 - chance) if chance < 1 else 0.0
            yield WayGain(
                unit.id,
                told.units[to].id,
                chance,
                taken_from_leaving=0.0 if step.satisfies else alone,
                taken_from_others=0.0 if step.satisfies else float(found.unmet[at]) * rest,
            )
