"""The structure of a journey, gathered: ends, gates, points of failure, ways, counts, times."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from ...model.clients import Segment
from ...model.journeys import Journey
from ...model.stations import Station
from ...model.touchpoints import Channel
from .counts import Tally, tallies
from .gates import Routes, routes
from .nesting import leading_to
from .reach import Chokepoints, Ends, Unsatisfied, chokepoints, ends, unsatisfied
from .visits import Loads, loads
from .ways import Way, segment_ways, way

__all__ = ["Structure", "structure"]


@frozen
class Structure:
    """What the shape of a journey says of it; steps are told by their ids.

    Attributes:
        journey: its id.
        ends: how it ends. unsatisfied: why it leaves the need unmet, if it does.
        unjoined, incomplete: gates that do not match, as of `Routes`.
        chokepoints: what every way to satisfaction passes.
        shortest: a way with the fewest steps; empty if there is none.
        ways: by each channel; for each limit that some step of the journey serves; for each
            segment with limits.
        tallies: contacts, transfers, switches of channel.
        points: touchpoints on any way to satisfaction, in the order of reading.
        loads: expected hours by step.
    """

    journey: str
    ends: Ends
    unsatisfied: tuple[Unsatisfied, ...]
    unjoined: tuple[str, ...]
    incomplete: tuple[str, ...]
    chokepoints: Chokepoints
    shortest: tuple[str, ...]
    ways: tuple[Way, ...]
    tallies: tuple[Tally, ...]
    points: tuple[str, ...]
    loads: Loads

    @property
    def satisfiable(self) -> bool:
        """Whether the start can reach satisfaction."""
        return bool(self.shortest)


def structure(
    journey: Journey | Routes,
    stations: Mapping[str, Station],
    segments: Iterable[Segment] = (),
) -> Structure:
    """All that the shape of a journey says of it.

    Args:
        stations: by id of step, as `touchpoint_model.model.stations.stations` gives them.
        segments: of the register; those that the journey is for are looked at, or all, if it does
            not say for whom it is.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = structure(journey("j", "Путь", phase("", step("a", "", at="сайт",
    ...     channel="digital"), step("b", "", satisfies=True))), {})
    >>> told.satisfiable, told.shortest, [(one.channel, one.open) for one in told.ways]
    (True, ('a', 'b'), [('digital', True), ('offline', False)])
    """
    told = routes(journey)
    limits = sorted({limit for one in stations.values() for limit in one.serves})
    return Structure(
        told.journey.id,
        ends(told),
        unsatisfied(told),
        told.unjoined,
        told.incomplete,
        chokepoints(told),
        way(told, stations).path,
        (
            *(way(told, stations, channel=one.value) for one in (Channel.DIGITAL, Channel.OFFLINE)),
            *(way(told, stations, limits=(one,)) for one in limits),
            *segment_ways(told, stations, segments),
        ),
        tallies(told, stations),
        _points(told),
        loads(told),
    )


def _points(told: Routes) -> tuple[str, ...]:
    import networkx  # heavy: only when a journey is reasoned about

    on_way = leading_to(told.graph, told.goals)
    on_way &= {told.start, *networkx.descendants(told.graph, told.start)}
    places = (step.touchpoint for id, step in told.steps.items() if id in on_way)
    return tuple(dict.fromkeys(one for one in places if one is not None))
