"""How often the steps of a journey are expected to be taken, and which takes the most time."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

from ...model.journeys import Journey
from .gates import Routes, routes
from .nesting import leading_to

if TYPE_CHECKING:
    from networkx import DiGraph

__all__ = ["Load", "Loads", "Unclear", "expected_passages", "loads"]

_Node = TypeVar("_Node", bound=Hashable)
_Edge = tuple[_Node, _Node, float]  # from, to, chance
_ROUNDING = 1e-9


class Unclear(StrEnum):
    """Why a journey has no expected values."""

    UNREACHED = "unreached"
    """Satisfaction cannot be reached, or only by a way with no chance."""
    ENDLESS = "endless"
    """Some clients enter a loop that they never leave."""
    UNJOINED = "unjoined"
    """Branches gone at once never meet: one client stands at several steps."""


@frozen
class Load:
    """A step's part in the expected time.

    Attributes:
        step: id. visits: expected, per client who begins the journey. hours: visits × the hours of
            the step (waiting and duration). share: of the hours of all steps, 0 to 1.
    """

    step: str
    visits: float
    hours: float
    share: float


@frozen
class Loads:
    """The expected time of a journey by step, of all clients who begin it.

    Attributes:
        steps: a row a step that can be reached, the greatest hours first; empty if unclear.
        hours: expected, of all steps, branches gone at once added up; None if unclear.
        unstated: ids of steps that can be reached and state no time; they count as 0 hours.
        unclear: why there is no expectation, if there is none.
    """

    steps: tuple[Load, ...]
    hours: float | None
    unstated: tuple[str, ...]
    unclear: Unclear | None = None

    @property
    def bottleneck(self) -> Load | None:
        """The step that takes the most expected time; None if none is known to take any."""
        return self.steps[0] if self.steps and self.steps[0].hours > 0 else None


def loads(journey: Journey | Routes) -> Loads:
    """The expected hours of each step until the need is met, or the journey ends without that.

    Branches gone at once are taken in the order of reading: where one of them may end the journey,
    the later ones count only for those who go on.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = loads(journey("j", "Путь", phase("", step("apply", "", hours=1),
    ...     step("check", "", hours=2, then={"paid": 0.5, "apply": 0.5}),
    ...     step("paid", "", hours=2, satisfies=True))))
    >>> told.bottleneck, told.hours
    (Load(step='check', visits=2.0, hours=4.0, share=0.5), 8.0)
    """
    import networkx  # heavy: only when a journey is reasoned about

    told = routes(journey)
    possible = _possible(told.graph)
    seen = {told.start, *networkx.descendants(possible, told.start)}
    unstated = tuple(id for id, step in told.steps.items() if id in seen and step.hours is None)
    unclear = _unclear(told, possible, seen)
    back = [(target, source, chance) for source, target, chance in _edges(possible, seen)]
    visits = None if unclear else _solved(back, [told.start])
    if visits is None:
        return Loads((), None, unstated, unclear or Unclear.ENDLESS)
    hours = {id: times * (told.steps[id].hours or 0.0) for id, times in visits.items()}
    total = sum(hours.values())
    rows = [
        Load(id, visits[id], hours[id], hours[id] / total if total else 0.0)
        for id in told.steps
        if id in visits
    ]
    return Loads(tuple(sorted(rows, key=lambda one: -one.hours)), total, unstated)


def expected_passages(
    graph: DiGraph[_Node], start: _Node, goals: Iterable[_Node]
) -> Mapping[tuple[_Node, _Node], float] | None:
    """How often each edge is expected to be passed by a client who reaches a goal.

    Args:
        graph: with `chance` (0 to 1) on edges; nothing leaves a goal.

    Returns:
        A number from 0 by edge; None if no goal has a chance to be reached.
    """
    possible = _possible(graph)
    kept = [one for one in goals if one in possible]
    hopeful = leading_to(possible, kept)
    if start not in hopeful:
        return None
    edges = _edges(possible, hopeful)
    visits = _solved([(target, source, chance) for source, target, chance in edges], [start])
    hope = _solved(edges, kept)
    if visits is None or hope is None:
        return None
    return {
        (source, target): visits[source] * chance * hope[target] / hope[start]
        for source, target, chance in edges
    }


def _possible(graph: DiGraph[_Node]) -> DiGraph[_Node]:
    """The edges with a chance over 0; the chances of a node that make over 1 are scaled to 1."""
    import networkx  # heavy: only when a journey is reasoned about

    made: DiGraph[_Node] = networkx.DiGraph()
    made.add_nodes_from(graph)
    for node in graph:
        whole = max(1.0, sum(edge["chance"] for edge in graph[node].values()))
        made.add_edges_from(
            (node, target, {"chance": edge["chance"] / whole})
            for target, edge in graph[node].items()
            if edge["chance"] > 0
        )
    return made


def _edges(graph: DiGraph[_Node], kept: Collection[_Node]) -> list[_Edge[_Node]]:
    edges: Iterable[_Edge[_Node]] = graph.edges(kept, data="chance")
    return [edge for edge in edges if edge[1] in kept]


def _unclear(told: Routes, possible: DiGraph[str], seen: set[str]) -> Unclear | None:
    """Why there are no expected values, by the ways that have a chance."""
    if told.multiplied:
        return Unclear.UNJOINED
    if seen.isdisjoint(told.goals):
        return Unclear.UNREACHED
    going_on = dict(possible.out_degree(seen, weight="chance"))
    leaving = [one for one, chance in going_on.items() if chance < 1 - _ROUNDING]
    return None if seen <= leading_to(possible, leaving) else Unclear.ENDLESS


def _solved(
    edges: Iterable[_Edge[_Node]], marked: Collection[_Node]
) -> Mapping[_Node, float] | None:
    """By node: 1 if it is marked, plus chance × value of the target over the edges from it.

    None if a loop is left with so little chance that it is lost in rounding.
    """
    import numpy  # heavy, as scipy is
    from scipy.sparse import csc_array, eye_array
    from scipy.sparse.linalg import splu

    places = {node: at for at, node in enumerate(dict.fromkeys(marked))}
    rows, columns, values = [], [], []
    for source, target, chance in edges:
        rows.append(places.setdefault(source, len(places)))
        columns.append(places.setdefault(target, len(places)))
        values.append(chance)
    chances = csc_array((values, (rows, columns)), shape=(len(places),) * 2)
    right = numpy.zeros(len(places))
    right[[places[one] for one in marked]] = 1.0
    try:
        solved = splu((eye_array(len(places)) - chances).tocsc()).solve(right)
    except RuntimeError:  # a factor is exactly singular
        return None
    if solved.min() < -_ROUNDING or solved.max() > 1 / _ROUNDING:
        return None
    return dict(zip(places, solved.tolist(), strict=True))
