"""Branches gone at once laid out one after another, by what each step cannot be reached without."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from attrs import field, frozen

if TYPE_CHECKING:
    from networkx import DiGraph

__all__ = ["in_a_row", "leading_to"]

_Any = TypeVar("_Any", bound=Hashable)
_Node = str | tuple[str, ...]  # a step, or the splits that begin the same branches


def in_a_row(
    whole: DiGraph[str],
    start: str,
    *,
    splits: Collection[str],
    joins: Collection[str],
    goals: Collection[str] = (),
    ends: Collection[str] = (),
) -> tuple[DiGraph[str], frozenset[str]]:
    """A graph whose paths pass all that a join needs, and the joins that wait for ever.

    Branches follow one another in the order of the graph's nodes, as do the steps of a network in
    which all ways are gone and all are waited for. One that may be left for a goal before the join
    comes first, for it needs no other; if several may be, the paths that leave the later ones pass
    more than they need. Nothing enters a join that waits for ever.

    Args:
        whole: nodes in the order of reading, with `chance` on edges.
        splits: nodes from which all ways are gone. joins: those that wait for all ways to them.
        goals: nodes that ways are looked for to.
        ends: nodes that nothing leaves, though joins wait for what would come from them.

    >>> import networkx
    >>> told = networkx.DiGraph(["ab", "ac", "bd", "cd"])
    >>> networkx.set_edge_attributes(told, 1.0, "chance")
    >>> row, waiting = in_a_row(told, "a", splits="a", joins="d")
    >>> list(row.edges), waiting
    ([('a', 'b'), ('b', 'c'), ('c', 'd')], frozenset())
    """
    graph = whole.copy()
    graph.remove_edges_from([edge for end in ends for edge in whole.out_edges(end)])
    waited = frozenset(joins).difference([start])  # nothing is waited for where it begins
    if not waited:
        return graph, frozenset()
    blocks = _Blocks.of(graph, start, splits, waited, goals)
    met = [one for one in blocks.depth if isinstance(one, str) and one in waited]
    waiting = [one for one in met if not blocks.fold(one, list(whole.predecessors(one)))]
    graph.remove_edges_from([edge for one in waiting for edge in graph.in_edges(one)])
    return graph, frozenset(waiting)


def leading_to(graph: DiGraph[_Any], goals: Iterable[_Any]) -> set[_Any]:
    """The goals and all nodes from which one of them can be reached."""
    found = set(goals)
    todo = list(found)
    while todo:
        new = set(graph.predecessors(todo.pop())) - found
        found |= new
        todo += new
    return found


@frozen
class _Branch:
    """What leads to a join, followed back to `at`: below it by `below`; at last by step `tail`."""

    at: _Node
    below: _Node | None
    tail: str


@frozen(eq=False)
class _Blocks:
    """The blocks of parallel steps.

    Attributes:
        row: what is laid out. shadow: the graph as it was, where each split stands with those that
            begin the same branches (and none of them waits for both). group: by split, it and those.
        above: what dominates each node at once. depth: how many do, in an order of going forward.
        entry: by step of a block laid out, the one the block begins with.
        below: the nodes that each dominates at once.
        joins: that wait for all. goals: that ways are looked for to; hopeful: what leads to one.
        places: of the steps, in the order of reading.
    """

    row: DiGraph[str]
    shadow: DiGraph[_Node]
    group: Mapping[str, tuple[str, ...]]
    above: Mapping[_Node, _Node]
    depth: Mapping[_Node, int]
    below: Mapping[_Node, list[_Node]]
    joins: frozenset[str]
    goals: frozenset[str]
    hopeful: set[_Node]
    places: Mapping[str, int]
    entry: dict[_Node, _Node] = field(factory=dict)

    @classmethod
    def of(
        cls,
        graph: DiGraph[str],
        start: str,
        splits: Collection[str],
        joins: frozenset[str],
        goals: Collection[str],
    ) -> _Blocks:
        import networkx  # heavy: only when a journey is reasoned about

        alike: dict[tuple[frozenset[str], str], list[str]] = {}
        for split in splits:
            heads = frozenset(graph[split])
            alone = "" if heads.isdisjoint(joins) else split
            alike.setdefault((heads, alone), []).append(split)
        group = {one: tuple(splits) for splits in alike.values() for one in splits}
        shadow: DiGraph[_Node] = networkx.DiGraph()
        shadow.add_nodes_from(graph)
        for source, target in graph.edges:
            begun = group.get(source)
            way = (source, target) if begun is None else (source, begun, target)
            networkx.add_path(shadow, way)
        above = dict(networkx.immediate_dominators(shadow, start))
        above.pop(start, None)
        depth: dict[_Node, int] = {start: 0}
        for node in reversed(list(networkx.dfs_postorder_nodes(shadow, start))):
            if node != start:
                depth[node] = depth[above[node]] + 1
        below: dict[_Node, list[_Node]] = {}
        for node, by in above.items():
            below.setdefault(by, []).append(node)
        return cls(
            graph,
            shadow,
            group,
            above,
            depth,
            below,
            joins,
            frozenset(goals),
            leading_to(shadow, goals),
            {node: at for at, node in enumerate(graph)},
        )

    def fold(self, join: str, before: list[str]) -> bool:
        """Lay out what leads to a join, from the steps before it; False if it waits for ever."""
        if any(one not in self.depth for one in before):
            return False
        if not all(self.shadow.has_edge(self.group.get(one, one), join) for one in before):
            return False
        return self._fold_block(join, before) or self._fold_network(join)

    def _fold_block(self, join: str, before: list[str]) -> bool:
        """Lay out branches that have no step in common."""
        branches = [_Branch(self.group.get(one, one), None, one) for one in before]
        rows: list[tuple[tuple[str, ...], list[tuple[str, str]], bool]] = []
        while len(branches) > 1:
            at = max((one.at for one in branches), key=self.depth.__getitem__)
            here = [one for one in branches if one.at == at]
            rest = [one for one in branches if one.at != at]
            tail = here[0].tail
            if len(here) > 1:
                row = self._row(at, here, join)
                if row is None or isinstance(at, str):
                    return False
                rows.append((at, row, len(row) < len(here)))
                tail = row[-1][1]
            branches = [_Branch(self.above[at], at, tail), *rest] if rest else []
        for splits, row, direct in rows:
            self._lay(splits, row, join, direct)
        return True

    def _row(self, at: _Node, here: list[_Branch], join: str) -> list[tuple[str, str]] | None:
        """First and last step of each branch, in the order to lay out; None if they exclude."""
        row = {}
        for one in here:
            if one.below is not None:
                head = self.entry.get(one.below, one.below)
                if not isinstance(head, str) or head not in self.shadow[at]:
                    return None
                row[head] = one.tail
        if len(row) < len(here) - any(one.below is None for one in here):
            return None
        early = {head for head in row if self._left_early(self._branch(head), join)}
        return sorted(row.items(), key=lambda one: (one[0] not in early, self.places[one[0]]))

    def _branch(self, head: _Node) -> set[_Node]:
        """What cannot be reached without a node, and it."""
        found, todo = {head}, [head]
        while todo:
            new = self.below.get(todo.pop(), [])
            found.update(new)
            todo += new
        return found

    def _left_early(self, inside: set[_Node], join: str) -> set[_Node]:
        """The nodes from which a goal can be reached otherwise than by the join."""
        return {
            one
            for one in inside
            if one in self.goals
            or any(
                other in self.hopeful and other not in inside and other != join
                for other in self.shadow[one]
            )
        }

    def _lay(
        self, splits: tuple[str, ...], row: list[tuple[str, str]], join: str, direct: bool
    ) -> None:
        for (_, tail), (head, _) in pairwise(row):
            self._lead(tail, head, self._taken(tail, [join]))
        gone = [head for head, _ in row[1:]] + ([join] if direct else [])
        self.row.remove_edges_from([(split, one) for split in splits for one in gone])
        self.entry.update(dict.fromkeys((join, *gone), row[0][0]))

    def _fold_network(self, join: str) -> bool:
        """Lay out steps of which each waits for all before it and begins all after it."""
        import networkx  # heavy: only when a journey is reasoned about

        at = self.above[join]
        if isinstance(at, str):
            return False
        region: set[_Node] = set()
        todo: list[_Node] = [join]
        while todo:
            new = set(self.shadow.pred[todo.pop()]) - region - {at}
            region |= new
            todo += new
        inner = self.shadow.subgraph(region)
        if not networkx.is_directed_acyclic_graph(inner) or not all(map(self._pure, inner)):
            return False
        onward = self.shadow.subgraph({*region, join}).out_degree
        if any(onward(one) > 1 for one in inner if isinstance(one, str)):
            return False
        early = leading_to(inner, self._left_early(region, join))
        order = networkx.lexicographical_topological_sort(
            inner, key=lambda one: (one not in early, self._place(one))
        )
        steps = [one for one in order if isinstance(one, str)]
        if not steps:
            return False
        chances = [1.0 if one in self.group else self._taken(one, [*steps, join]) for one in steps]
        self.row.remove_edges_from(list(self._among((*at, *steps), {*steps, join})))
        for split in at:
            self._lead(split, steps[0], 1.0)
        for (source, target), chance in zip(pairwise((*steps, join)), chances, strict=True):
            self._lead(source, target, chance)
        self.entry.update(dict.fromkeys((*steps, join), steps[0]))
        return True

    def _pure(self, node: _Node) -> bool:
        if isinstance(node, tuple):
            return len(node) == 1
        return node in self.joins or len(self.shadow.pred[node]) == 1

    def _place(self, node: _Node) -> int:
        return self.places[node if isinstance(node, str) else node[0]]

    def _among(self, sources: Collection[str], targets: set[str]) -> Iterator[tuple[str, str]]:
        return ((one, other) for one in sources for other in self.row[one] if other in targets)

    def _taken(self, source: str, targets: Collection[str]) -> float:
        """The chance of going from a step to one of others; those ways are taken away."""
        ways = list(self._among([source], set(targets)))
        chance = sum(float(self.row.edges[way]["chance"]) for way in ways)
        self.row.remove_edges_from(ways)
        return chance

    def _lead(self, source: str, target: str, chance: float) -> None:
        if self.row.has_edge(source, target):
            chance += self.row.edges[source, target]["chance"]
        self.row.add_edge(source, target, chance=min(1.0, chance))
