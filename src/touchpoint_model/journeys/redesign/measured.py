"""The measures of a journey, by name: what a redesign is judged by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...model.errors import UsageError
from ...model.journeys import Journey
from ...model.stations import Station
from ...model.text import Text
from ..chance.markov import analyse
from ..feeling.experience import satisfied_share
from ..shape.counts import Counted, tallies
from ..shape.gates import routes
from ..shape.reach import chokepoints
from .measures import Better, Measure

__all__ = ["measured"]

_LESS, _MORE = Better.LESS, Better.MORE
_TITLES = {
    "satisfied": Text(
        ru="Доля клиентов, дошедших до цели", en="Share of clients whose need is met"
    ),
    "given-up": Text(ru="Доля клиентов, бросивших путь", en="Share of clients who give up"),
    "hours": Text(ru="Время до удовлетворения", en="Time to satisfaction"),
    Counted.CONTACTS.value: Text(
        ru="Обращений у дошедших, в среднем", en="Contacts of those who get there, on average"
    ),
    Counted.TRANSFERS.value: Text(
        ru="Переключений у дошедших, в среднем", en="Transfers of those who get there, on average"
    ),
    Counted.SWITCHES.value: Text(
        ru="Смен канала у дошедших, в среднем",
        en="Switches of channel of those who get there, on average",
    ),
    "steps": Text(ru="Шагов в пути", en="Steps of the journey"),
    "client-steps": Text(ru="Обращений в пути, всего", en="Contacts in all"),
    "chokepoints": Text(
        ru="Точек, которые нельзя обойти", en="Touchpoints that every way must pass"
    ),
    "pains": Text(ru="Трудностей клиента", en="Pains of the client"),
    "content": Text(ru="Доля довольных среди ответивших", en="Share of answers that are content"),
}


def measured(
    journey: Journey, stations: Mapping[str, Station] | None = None
) -> Mapping[str, Measure]:
    """The measures of a journey; what cannot be told has no value.

    Rows, with units: `satisfied`, `given-up`, `content` (share, 0 to 1), `hours` (expected, of those
    who are satisfied), `contacts`, `transfers`, `switches` (expected count on the way to
    satisfaction), `steps`, `client-steps`, `chokepoints`, `pains` (count).

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = measured(journey("j", "Путь", phase("", step("a", "", at="site", hours=2),
    ...     step("b", "", satisfies=True))))
    >>> told["hours"].value, told["contacts"].value
    (2.0, 1.0)

    Args:
        stations: of the steps, for the channels; without them only what the steps say counts.
    """
    return {one.name: one for one in _measures(journey, stations or {})}


def _measures(journey: Journey, stations: Mapping[str, Station]) -> Iterator[Measure]:
    told = routes(journey)
    try:
        chain = analyse(journey)
    except UsageError:  # it has no end, or parallel ways that only a simulation can take
        chain = None
    to_goal = chain.to_satisfaction if chain else None
    yield _measure("satisfied", chain.satisfied if chain else None, "share", _MORE)
    yield _measure("given-up", sum(chain.given_up.values()) if chain else None, "share", _LESS)
    timed = any(one.hours is not None for one in journey.steps)
    yield _measure("hours", to_goal.hours if to_goal and timed else None, "hours", _LESS)
    for tally in tallies(told, stations):
        yield _measure(tally.counted.value, tally.expected, tally.counted.value, _LESS)
    yield _measure("steps", len(journey.steps), "steps")
    yield _measure("client-steps", sum(one.is_contact for one in journey.steps), "steps")
    yield _measure("chokepoints", len(chokepoints(told).touchpoints), "touchpoints", _LESS)
    yield _measure("pains", sum(len(one.pains) for one in journey.steps), "pains", _LESS)
    yield _measure("content", satisfied_share(journey.steps).share, "share", _MORE)


def _measure(name: str, value: float | None, unit: str, better: Better | None = None) -> Measure:
    return Measure(name, None if value is None else float(value), unit, _TITLES[name], better)
