"""Ways to satisfaction by channel and for clients with limits, and the change that opens one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from attrs import evolve, frozen

from ...model.clients import Segment
from ...model.journeys import Journey
from ...model.stations import Station
from .gates import Routes, routes

__all__ = ["Fit", "Way", "fit", "segment_ways", "way"]


class Fit(StrEnum):
    """Whether a step suits a channel and the clients' limits."""

    NEUTRAL = "neutral"
    """No contact: the step is at no point, or not the client's."""
    FITS = "fits"
    UNKNOWN = "unknown"
    """It is not known of which channel the point is, or whom it serves."""
    MISFITS = "misfits"


@frozen
class Way:
    """The best way to satisfaction by a channel, for clients with limits, or both.

    Attributes:
        channel, limits: that were asked for. segment: id of the segment that has these limits.
        path: ids of steps from the start to satisfaction: the way with the fewest steps to change,
            then with the fewest unknown ones, then the shortest. Empty if satisfaction cannot be
            reached at all.
        change: the smallest set of steps (ids) whose point must become another one, or serve the
            clients, so that this is such a way; the cheapest change that opens one.
        unknown: steps (ids) on it of which it is not known whether they fit.
    """

    channel: str | None
    limits: tuple[str, ...]
    path: tuple[str, ...]
    change: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    segment: str | None = None

    @property
    def open(self) -> bool | None:
        """Whether there is such a way; None if that hangs on steps that are not known to fit."""
        if not self.path or self.change:
            return False
        return None if self.unknown else True


def fit(station: Station, channel: str | None = None, limits: Iterable[str] = ()) -> Fit:
    """Whether a step suits a channel (`digital`, `offline`) and clients with all of some limits.

    A point that is of both channels suits either. A limit is served if the point is known or stated
    to serve it; a point of which nothing is known is unknown.
    """
    if not station.step.is_contact:
        return Fit.NEUTRAL
    needed = frozenset(limits)
    stated = station.point is not None and station.point.touchpoint.serves is not None
    channel_known = channel is None or bool(station.channels)
    limits_known = not needed or bool(station.serves) or stated
    if channel_known and channel is not None and channel not in station.channels:
        return Fit.MISFITS
    if limits_known and not needed <= station.serves:
        return Fit.MISFITS
    return Fit.FITS if channel_known and limits_known else Fit.UNKNOWN


def way(
    journey: Journey | Routes,
    stations: Mapping[str, Station],
    *,
    channel: str | None = None,
    limits: Iterable[str] = (),
) -> Way:
    """The best way to satisfaction, and what must change for it to be by a channel, for limits.

    Only contacts count: the client's own steps at a touchpoint. Asked for neither channel nor
    limits, it is a shortest way.

    Args:
        stations: by id of step, as `touchpoint_model.model.stations.stations` gives them; a step
            without one is known by its own `channel` only.
        channel: `digital` or `offline`. limits: of clients, all of which a contact has to serve.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = way(journey("j", "Путь", phase("", step("a", "", then=("b", "c")),
    ...     step("b", "", at="сайт", channel="digital", then="d"),
    ...     step("c", "", at="почта", channel="offline"),
    ...     step("d", "", at="касса", channel="offline", satisfies=True))), {}, channel="digital")
    >>> told.open, told.path, told.change
    (False, ('a', 'b', 'd'), ('d',))
    """
    told = routes(journey)
    asked = tuple(limits)
    fits = {id: fit(stations.get(id) or _bare(told, id), channel, asked) for id in told.steps}
    path = _cheapest(told, fits)
    return Way(
        channel,
        asked,
        path,
        tuple(one for one in path if fits[one] is Fit.MISFITS),
        tuple(one for one in path if fits[one] is Fit.UNKNOWN),
    )


def segment_ways(
    journey: Journey | Routes, stations: Mapping[str, Station], segments: Iterable[Segment]
) -> tuple[Way, ...]:
    """A way for each segment that has limits: of those the journey is for, or of all given."""
    told = routes(journey)
    meant: Collection[str] = told.journey.segments
    return tuple(
        evolve(way(told, stations, limits=one.limits), segment=one.id)
        for one in segments
        if one.limits and (not meant or one.id in meant)
    )


def _bare(told: Routes, step: str) -> Station:
    """A step of which no register knows more than it says itself."""
    known = told.steps[step]
    at_point = known.touchpoint is not None and known.channel is not None
    channels = frozenset((known.channel,)) if at_point and known.channel else frozenset[str]()
    return Station(known, None, None, channels, frozenset())


def _cheapest(told: Routes, fits: Mapping[str, Fit]) -> tuple[str, ...]:
    """The path with the fewest misfits, then unknown steps, then steps; empty if there is none."""
    import networkx  # heavy: only when a journey is reasoned about

    if not told.goals:
        return ()
    many = len(told.steps) + 1
    price = {Fit.MISFITS: many * many + 1, Fit.UNKNOWN: many + 1}

    def cost(_source: str, target: str, _edge: object) -> int:
        return price.get(fits[target], 1)

    before, costs = networkx.dijkstra_predecessor_and_distance(told.graph, told.start, weight=cost)
    path = [min(told.goals, key=costs.__getitem__)]
    while path[-1] != told.start:
        path.append(before[path[-1]][0])
    return tuple(reversed(path))
