"""Whether a journey's need is met: ends, traps, and what every way to satisfaction passes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import frozen

from ...model.journeys import Journey
from .gates import Routes, routes
from .nesting import leading_to

if TYPE_CHECKING:
    from networkx import DiGraph

__all__ = [
    "Chokepoints",
    "Ends",
    "Lack",
    "Unsatisfied",
    "chokepoints",
    "ends",
    "unsatisfied",
]


@frozen
class Ends:
    """How a journey ends, and where it does not; ids of steps in the order of reading.

    Attributes:
        satisfying: steps that can be reached and meet the need.
        stated: ends without satisfaction that say their outcome (a refusal): honest ends.
        dead: steps with no way on that neither satisfy nor say an outcome.
        traps: sets of steps that lead only to one another: loops with no way out.
        hopeless: steps from which neither satisfaction nor a stated end can be reached, the dead
            ends and the traps among them.
        unreached: steps that nobody reaches.
    """

    satisfying: tuple[str, ...]
    stated: tuple[str, ...]
    dead: tuple[str, ...]
    traps: tuple[tuple[str, ...], ...]
    hopeless: tuple[str, ...]
    unreached: tuple[str, ...]


_END: tuple[()] = ()  # where all that satisfies meets; no step has such an id


class Lack(StrEnum):
    """Why a journey leaves its need unmet."""

    NOTHING = "nothing"
    """No step satisfies."""
    UNREACHED = "unreached"
    """Some step satisfies, and none of them can be reached."""
    DEAD_END = "dead-end"
    """It stops at a step that neither satisfies nor states an outcome."""
    TRAP = "trap"
    """It enters a loop with no way out."""
    WAIT = "wait"
    """It waits at a step that needs several branches at once, of which some need not come."""


@frozen
class Unsatisfied:
    """One reason why a journey leaves its need unmet.

    Attributes:
        path: ids of steps from the start to where it fails; the start alone if it fails as a whole.
        steps: ids of the steps at fault: the dead end, the trap, the join, those never reached.
    """

    lack: Lack
    path: tuple[str, ...]
    steps: tuple[str, ...]


@frozen
class Chokepoints:
    """What every way to satisfaction passes: single points of failure.

    All are empty if satisfaction cannot be reached.

    Attributes:
        start: the first step; every way passes it. at_points: other steps at a touchpoint, and
        off_points: those at none, ids in the order they are passed.
        touchpoints: that every way passes, be it at one step or another, the start's included.
    """

    start: str | None
    at_points: tuple[str, ...]
    off_points: tuple[str, ...]
    touchpoints: tuple[str, ...]

    @property
    def steps(self) -> tuple[str, ...]:
        """All steps that every way passes, the start first, those off the points last."""
        return (*([] if self.start is None else [self.start]), *self.at_points, *self.off_points)


def ends(journey: Journey | Routes) -> Ends:
    """Where a journey ends. A step after satisfaction is no dead end: the need is met.

    A branch that runs on beside the one that satisfies (`split="all"`, never joined) may stop.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = ends(journey("j", "Путь", phase("", step("a", "", then=("b", "c", "d")),
    ...     step("b", "", then=(), outcome="отказ"), step("c", "", then=()), step("d", "", then="d"),
    ...     step("e", "", satisfies=True))))
    >>> told.stated, told.dead, told.traps, told.hopeless, told.unreached
    (('b',), ('c',), (('d',),), ('c', 'd'), ('e',))
    """
    import networkx  # heavy: only when a journey is reasoned about

    told = routes(journey)
    graph, steps = told.graph, told.steps
    seen = {told.start, *networkx.descendants(graph, told.start)}
    beside = _beside(told)
    stops = [id for id in steps if id in seen & told.terminal and not steps[id].satisfies]
    stated = tuple(id for id in stops if steps[id].outcome)
    hopeful = leading_to(graph, (*told.goals, *stated))
    hopeless = tuple(id for id in steps if id in seen and id not in hopeful and id not in beside)
    inner = graph.subgraph(hopeless)
    traps = [
        _in_order(part, told)
        for part in networkx.strongly_connected_components(inner)
        if all(target in part for one in part for target in graph[one])
        and any(graph.out_degree(one) for one in part)
    ]
    return Ends(
        told.goals,
        stated,
        tuple(id for id in stops if not steps[id].outcome and id not in beside),
        tuple(sorted(traps, key=lambda part: hopeless.index(part[0]))),
        hopeless,
        tuple(id for id in steps if id not in told.reached),
    )


def unsatisfied(journey: Journey | Routes) -> tuple[Unsatisfied, ...]:
    """Why a journey leaves its need unmet, each reason with the path to it; none if it does not.

    A stated outcome (a refusal) is no reason, unless no step satisfies at all.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = unsatisfied(journey("j", "Путь", phase("", step("a", "", then=("b", "c")),
    ...     step("b", "", satisfies=True, then=()), step("c", "", then=()))))
    >>> [(one.lack.value, one.path) for one in told]
    [('dead-end', ('a', 'c'))]
    """
    told = routes(journey)
    meant = tuple(id for id, step in told.steps.items() if step.satisfies)
    if not meant:
        return (Unsatisfied(Lack.NOTHING, (told.start,), ()),)
    return tuple(_reasons(told, meant))


def _reasons(told: Routes, meant: tuple[str, ...]) -> Iterator[Unsatisfied]:
    if not told.goals:
        yield Unsatisfied(Lack.UNREACHED, (told.start,), meant)
    found = ends(told)
    path = _Paths.of(told)
    for one in found.dead:
        yield Unsatisfied(Lack.DEAD_END, path.to(one), (one,))
    for trap in found.traps:
        yield Unsatisfied(Lack.TRAP, min((path.to(one) for one in trap), key=len), trap)
    links = told.journey.transitions
    for join in told.incomplete:
        before = [one.source for one in links if one.target == join and one.source in path]
        if before:
            way = min((path.to(one) for one in before), key=len)
            yield Unsatisfied(Lack.WAIT, (*way, join), (join,))


def chokepoints(journey: Journey | Routes) -> Chokepoints:
    """The steps and touchpoints that every way to satisfaction passes.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = chokepoints(journey("j", "Путь", phase("", step("a", "", then=("b", "c")),
    ...     step("b", "", at="почта", then="d"), step("c", "", at="почта"),
    ...     step("d", "", at="сайт", satisfies=True))))
    >>> told.start, told.at_points, told.touchpoints
    ('a', ('d',), ('почта', 'сайт'))
    """
    import networkx  # heavy: only when a journey is reasoned about

    told = routes(journey)
    if not told.goals:
        return Chokepoints(None, (), (), ())
    ended: DiGraph[str | tuple[()]] = networkx.DiGraph(told.graph.edges)
    ended.add_edges_from((goal, _END) for goal in told.goals)
    above = networkx.immediate_dominators(ended, told.start)
    passed: list[str] = []
    node = above[_END]
    while isinstance(node, str) and node != told.start:
        passed.append(node)
        node = above[node]
    passed.reverse()
    places = {id: step.touchpoint for id, step in told.steps.items()}
    return Chokepoints(
        told.start,
        tuple(one for one in passed if places[one] is not None),
        tuple(one for one in passed if places[one] is None),
        tuple(_points_of_failure(told, (told.start, *passed))),
    )


def _points_of_failure(told: Routes, passed: tuple[str, ...]) -> Iterator[str]:
    """The touchpoints of which some step stands on every way, in the order of one way."""
    import networkx  # heavy: only when a journey is reasoned about

    at: dict[str, set[str]] = {}
    for id, step in told.steps.items():
        if step.touchpoint is not None:
            at.setdefault(step.touchpoint, set()).add(id)
    path = _Paths.of(told)
    one_way = min((path.to(goal) for goal in told.goals), key=len)
    for point in dict.fromkeys(told.steps[id].touchpoint for id in one_way):
        if point is None:
            continue
        if at[point].isdisjoint(passed):
            rest = networkx.restricted_view(told.graph, at[point], [])
            left = networkx.descendants(rest, told.start)
            if left.intersection(told.goals):
                continue
        yield point


def _beside(told: Routes) -> set[str]:
    """Steps of branches that are never joined, while another branch of theirs can satisfy."""
    import networkx  # heavy: only when a journey is reasoned about

    if not told.multiplied:
        return set()
    hopeful = leading_to(told.graph, told.goals)
    above = dict(networkx.immediate_dominators(told.graph, told.start))
    above.pop(told.start, None)
    below: dict[str, list[str]] = {}
    for node, by in above.items():
        below.setdefault(by, []).append(node)
    found: set[str] = set()
    for split in told.unjoined:
        heads = [one for one in told.graph[split] if above.get(one) == split]
        todo = [one for one in heads if hopeful.intersection(told.graph[split]) - {one}]
        while todo:
            node = todo.pop()
            if node not in found:
                found.add(node)
                todo += below.get(node, ())
    return found


def _in_order(steps: Iterable[str], told: Routes) -> tuple[str, ...]:
    kept = set(steps)
    return tuple(id for id in told.steps if id in kept)


@frozen(eq=False)
class _Paths:
    """The shortest paths from the start, told backwards: by step, the one before it."""

    start: str
    before: Mapping[str, str]

    @classmethod
    def of(cls, told: Routes) -> _Paths:
        import networkx  # heavy: only when a journey is reasoned about

        ways = networkx.bfs_edges(told.graph, told.start)
        return cls(told.start, {target: source for source, target in ways})

    def __contains__(self, step: str) -> bool:
        return step == self.start or step in self.before

    def to(self, step: str) -> tuple[str, ...]:
        path = [step]
        while path[-1] != self.start:
            path.append(self.before[path[-1]])
        return tuple(reversed(path))
