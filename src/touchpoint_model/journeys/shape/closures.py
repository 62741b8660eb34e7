"""What a client can still reach: the flow of a journey with some steps closed.

A step where all ways must meet (`join="all"`) is reached when every step before it is.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from ...model.journeys import Gate, Journey
from ..routing import flow

if TYPE_CHECKING:
    from networkx import DiGraph

__all__ = ["open_flow", "reached", "satisfying"]


def open_flow(journey: Journey, closed: Collection[str] = ()) -> DiGraph[str]:
    """The flow of the steps that can be reached from the start when some (by id) are closed.

    >>> from touchpoint_model.model.draft import journey, parallel, phase, step
    >>> told = journey("j", "Путь", phase("", *[parallel(step("sent", ""), step("a", ""),
    ...     step("b", ""), last=step("paid", "", satisfies=True))]))
    >>> sorted(open_flow(told, {"a"}))
    ['b', 'sent']
    """
    import networkx  # heavy: only when a journey is reasoned about

    whole = flow(journey)
    ways = whole.copy()
    ways.remove_nodes_from(closed)
    joins = [one.id for one in journey.steps if one.join is Gate.ALL]
    while journey.first.id in ways:
        start = journey.first.id
        ways = ways.subgraph({start, *networkx.descendants(ways, start)}).copy()
        shut = [one for one in joins if one in ways and not ways.nodes >= set(whole.pred[one])]
        if not shut:
            return ways
        ways.remove_nodes_from(shut)
    return networkx.DiGraph()


def reached(journey: Journey, closed: Collection[str] = ()) -> frozenset[str]:
    """Ids of the steps that can be reached from the start when some are closed."""
    return frozenset(open_flow(journey, closed))


def satisfying(journey: Journey, closed: Collection[str] = ()) -> frozenset[str]:
    """Ids of the steps from which, still, a step can be reached that meets the client's need.

    Only steps that can be reached themselves; the satisfying ones are among them. Empty: the
    client's need is never met.
    """
    import networkx  # heavy: only when a journey is reasoned about

    ways = open_flow(journey, closed)
    met = {one.id for one in journey.steps if one.satisfies and one.id in ways}
    layers = networkx.bfs_layers(ways.reverse(copy=False), met)
    return frozenset(one for layer in layers for one in layer)
