"""Fewest, expected and most of what a client meets on the way: contacts, transfers, switches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import frozen

from ...model.journeys import Journey, Step
from ...model.stations import Station
from .gates import Routes, routes
from .nesting import leading_to
from .visits import expected_passages

if TYPE_CHECKING:
    from networkx import DiGraph

__all__ = ["Counted", "Most", "Tally", "most_transfers", "tallies"]


class Counted(StrEnum):
    """What is counted along a way."""

    CONTACTS = "contacts"
    """The client's own steps at a touchpoint."""
    TRANSFERS = "transfers"
    """To other officers, at any step."""
    SWITCHES = "switches"
    """Contacts whose point has no channel in common with that of the contact before."""


@frozen
class Most:
    """The most of something on any way, with a way that has it.

    Attributes:
        count: None if a loop adds to it without end.
        path: ids of steps; a way that has the count, or that leads into the loop and round it.
        unstated: ids of the steps that count as 0 for want of a number.
    """

    count: int | None
    path: tuple[str, ...]
    unstated: tuple[str, ...] = ()


@frozen
class Tally:
    """How many contacts, transfers or switches of channel lie on the way to satisfaction.

    All three are None, and the paths empty, if satisfaction cannot be reached.

    Attributes:
        fewest: on any way, and fewest_path: such a way.
        expected: of the clients who are satisfied; None if that cannot be told: branches gone at
            once never meet, or no way has a chance.
        most: on any way; None with a path if a loop adds to it without end. most_path: such a way,
            or one that leads into the loop and round it.
        unstated: ids of the steps that count as 0 because no number or channel is known of them.
    """

    counted: Counted
    fewest: int | None
    expected: float | None
    most: int | None
    fewest_path: tuple[str, ...]
    most_path: tuple[str, ...]
    unstated: tuple[str, ...] = ()

    @property
    def unbounded(self) -> bool:
        """Whether a loop adds to it without end."""
        return self.most is None and bool(self.most_path)


def tallies(journey: Journey | Routes, stations: Mapping[str, Station]) -> tuple[Tally, ...]:
    """Contacts, transfers and switches of channel on the way to satisfaction, a row each.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = tallies(journey("j", "Путь", phase("", step("ask", "", at="телефон", transfers=1),
    ...     step("wait", "", then={"ask": 0.5, "done": 0.5}), step("done", "", satisfies=True))), {})
    >>> [(one.counted.value, one.fewest, one.expected, one.unbounded) for one in told]
    [('contacts', 1, 2.0, True), ('transfers', 1, 2.0, True), ('switches', 0, 0.0, False)]
    """
    told = routes(journey)
    steps = told.steps
    contacts = {id: int(step.is_contact) for id, step in steps.items()}
    transfers = {id: step.transfers or 0 for id, step in steps.items()}
    channels = {id: _channels(step, stations.get(id)) for id, step in steps.items()}
    untold = [id for id in steps if steps[id].is_contact and steps[id].transfers is None]
    blank = [id for id in steps if steps[id].is_contact and not channels[id]]
    return (
        _tally(Counted.CONTACTS, told, _Walk.through(told, contacts), ()),
        _tally(Counted.TRANSFERS, told, _Walk.through(told, transfers), untold),
        _tally(Counted.SWITCHES, told, _Walk.through(told, {}, channels), blank),
    )


def most_transfers(journey: Journey | Routes, among: Collection[str] | None = None) -> Most:
    """The most transfers that one client can meet at some steps, on any way at all.

    Args:
        among: ids of the steps that count; all if absent.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = journey("j", "Путь", phase("", step("ask", "", transfers=2),
    ...     step("ask-again", "", transfers=1), step("done", "", satisfies=True)))
    >>> most_transfers(told, {"ask", "ask-again"})
    Most(count=3, path=('ask', 'ask-again'), unstated=())
    """
    told = routes(journey)
    at = [id for id in told.steps if among is None or id in among]
    weights = dict.fromkeys(told.steps, 0) | {id: told.steps[id].transfers or 0 for id in at}
    count, path = _most(_Walk.through(told, weights, goals=told.steps))
    unstated = tuple(id for id in at if told.steps[id].transfers is None)
    return Most(count, path, unstated)


def _channels(step: Step, station: Station | None) -> frozenset[str]:
    if not step.is_contact:
        return frozenset()
    if station is not None:
        return station.channels
    return frozenset() if step.channel is None else frozenset((step.channel,))


_At = tuple[str, frozenset[str]]  # a step, and the channels of the last contact up to it


@frozen(eq=False)
class _Walk:
    """The ways from start to goals with what each edge adds.

    graph: edges have `adds` and `chance`; all nodes are on a way to some goal.
    first: what the start itself adds.
    """

    graph: DiGraph[_At]
    start: _At
    goals: tuple[_At, ...]
    first: int

    @classmethod
    def through(
        cls,
        told: Routes,
        weights: Mapping[str, int],
        channels: Mapping[str, frozenset[str]] | None = None,
        goals: Iterable[str] | None = None,
    ) -> _Walk:
        """The walk that counts weights of steps, and switches between the channels, if given."""
        import networkx  # heavy: only when a journey is reasoned about

        used = channels or {}
        nothing: frozenset[str] = frozenset()
        start = (told.start, used.get(told.start, nothing))
        graph: DiGraph[_At] = networkx.DiGraph()
        graph.add_node(start)
        todo = [start]
        while todo:
            at = todo.pop()
            step, last = at
            for target, edge in told.graph[step].items():
                new = used.get(target, nothing)
                switched = bool(last) and bool(new) and last.isdisjoint(new)
                there = (target, new or last)
                if there not in graph:
                    todo.append(there)
                adds = weights.get(target, 0) + switched
                graph.add_edge(at, there, adds=adds, chance=edge["chance"])
        meant = set(told.goals if goals is None else goals)
        ends = tuple(at for at in graph if at[0] in meant)
        kept = leading_to(graph, ends)
        graph.remove_nodes_from([at for at in graph if at not in kept and at != start])
        return cls(graph, start, ends, weights.get(told.start, 0))


def _tally(counted: Counted, told: Routes, walk: _Walk, unstated: Iterable[str]) -> Tally:
    if not walk.goals:
        return Tally(counted, None, None, None, (), ())
    fewest, fewest_path = _fewest(walk)
    most, most_path = _most(walk)
    met = {step for step, _ in walk.graph}
    return Tally(
        counted,
        fewest,
        None if told.multiplied else _expected(walk),
        most,
        fewest_path,
        most_path,
        tuple(one for one in unstated if one in met),
    )


def _fewest(walk: _Walk) -> tuple[int, tuple[str, ...]]:
    """The fewest on any way, and the shortest way that has it."""
    import networkx  # heavy: only when a journey is reasoned about

    many = len(walk.graph) + 1

    def cost(_source: _At, _target: _At, edge: Mapping[str, int]) -> int:
        return edge["adds"] * many + 1

    before, costs = networkx.dijkstra_predecessor_and_distance(walk.graph, walk.start, weight=cost)
    path = [min(walk.goals, key=costs.__getitem__)]
    count = int(costs[path[0]]) // many + walk.first
    while path[-1] != walk.start:
        path.append(before[path[-1]][0])
    return count, tuple(step for step, _ in reversed(path))


def _expected(walk: _Walk) -> float | None:
    import networkx  # heavy: only when a journey is reasoned about

    passages = expected_passages(walk.graph, walk.start, walk.goals)
    if passages is None:
        return None
    added: Mapping[tuple[_At, _At], int] = networkx.get_edge_attributes(walk.graph, "adds")
    return walk.first + sum(times * added[edge] for edge, times in passages.items())


def _most(walk: _Walk) -> tuple[int | None, tuple[str, ...]]:
    """The most on any way with such a way; None with a way round a loop that adds something.

    What no loop adds to is the longest path through the parts that loops hold together: no part
    adds anything within.
    """
    import networkx  # heavy: only when a journey is reasoned about

    graph = walk.graph
    parts = networkx.condensation(graph)
    part_of: Mapping[_At, int] = parts.graph["mapping"]
    best: dict[int, int] = {part_of[walk.start]: walk.first}
    entered: dict[int, tuple[_At, _At]] = {}
    for part in networkx.topological_sort(parts):
        for source in parts.nodes[part]["members"]:
            for target, edge in graph[source].items():
                if part_of[target] == part:
                    if edge["adds"]:
                        return None, _round(walk, source, target)
                elif best[part] + edge["adds"] > best.get(part_of[target], -1):
                    best[part_of[target]] = best[part] + edge["adds"]
                    entered[part_of[target]] = (source, target)
    order = {part: at for at, part in enumerate(best)}
    end = max(walk.goals, key=lambda goal: (best[part_of[goal]], -order[part_of[goal]]))
    path: list[_At] = []
    while part_of[end] in entered:
        source, target = entered[part_of[end]]
        path[:0] = networkx.shortest_path(graph, target, end)
        end = source
    path[:0] = networkx.shortest_path(graph, walk.start, end)
    return max(best[part_of[goal]] for goal in walk.goals), tuple(step for step, _ in path)


def _round(walk: _Walk, source: _At, target: _At) -> tuple[str, ...]:
    """A way from the start over an edge and back to where it began."""
    import networkx  # heavy: only when a journey is reasoned about

    there = networkx.shortest_path(walk.graph, walk.start, source)
    back = [target] if target in there else networkx.shortest_path(walk.graph, target, source)
    return tuple(step for step, _ in (*there, *back))
