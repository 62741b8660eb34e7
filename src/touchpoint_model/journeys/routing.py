"""The flow of a journey: its steps as a directed graph, and the chance of each way.

Where the ways from a step have no probability, they share what is left of one alike. Where all
have one and they make less than one, the rest of the clients give up at that step.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..model.journeys import Gate, Journey

if TYPE_CHECKING:
    from networkx import DiGraph

__all__ = ["chances", "flow", "giving_up"]


def flow(journey: Journey) -> DiGraph[str]:
    """The steps by id, in the order of reading, with a weight `chance` (0 to 1) on each way.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = journey("j", "Путь", phase("", step("a", "идёт"), step("b", "ждёт")))
    >>> list(flow(told).edges(data="chance"))
    [('a', 'b', 1.0)]
    """
    import networkx  # heavy: only when a journey is reasoned about

    made: DiGraph[str] = networkx.DiGraph()
    made.add_nodes_from(step.id for step in journey.steps)
    made.add_edges_from(
        (source, target, {"chance": chance})
        for (source, target), chance in chances(journey).items()
    )
    return made


def chances(journey: Journey) -> Mapping[tuple[str, str], float]:
    """The chance of each way, by source and target, 0 to 1; of ways that are all gone, 1 each.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = journey("j", "Путь", phase("", step("a", "", then={"b": 0.5, "c": None, "a": None}),
    ...     step("b", "", then=()), step("c", "")))
    >>> dict(chances(told))
    {('a', 'b'): 0.5, ('a', 'c'): 0.25, ('a', 'a'): 0.25}
    """
    told: dict[tuple[str, str], float] = {}
    for id, step in journey.by_id.items():
        links = journey.leaving(id)
        stated = sum(link.probability or 0.0 for link in links)
        open_ = sum(link.probability is None for link in links)
        left = max(0.0, 1.0 - stated) / open_ if open_ else 0.0
        for link in links:
            share = left if link.probability is None else link.probability
            told[link.source, link.target] = 1.0 if step.split is Gate.ALL else share
    return told


def giving_up(journey: Journey) -> Mapping[str, float]:
    """By step, the share (over 0, up to 1) of clients that give up there instead of going on."""
    told = {}
    for step in journey.steps:
        links = journey.leaving(step.id)
        if not links or step.split is Gate.ALL or any(one.probability is None for one in links):
            continue
        left = 1.0 - sum(one.probability or 0.0 for one in links)
        if left > 1e-9:
            told[step.id] = left
    return told
