"""Parallel steps put in a row, so that every path through a journey is a whole way.

A step after `join="all"` needs all branches that meet there. Each such block (one branch for each
way to the join, all begun by one `split="all"`) is laid out branch after branch in the order of
reading. What follows is plain graph theory: a path passes every step that it needs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from attrs import field, frozen

from ...model.journeys import Gate, Journey, Step
from ..routing import flow
from .nesting import in_a_row

if TYPE_CHECKING:
    from networkx import DiGraph

__all__ = ["Routes", "routes"]


@frozen(eq=False)
class Routes:
    """The ways of a journey.

    Attributes:
        steps: by id, in the order of reading. start: the first one.
        graph: the ways until the need is satisfied: nodes are ids of steps, a path from `start` is
            a way, an edge has `chance` (0 to 1). Nothing leaves a satisfying step, and nothing
            enters an incomplete join.
        goals: satisfying steps that can be reached. reached: all steps that can, also those after
            satisfaction.
        unjoined: steps with `split="all"` whose branches do not all meet at a `join="all"`.
        incomplete: steps with `join="all"` that wait for what need not come, mostly for ever: what
            leads there is not one branch each of one `split="all"`.
        multiplied: whether branches that never meet run on before the need is satisfied, so that
            one client stands at several steps.
        terminal: ids of the steps without transitions.
    """

    journey: Journey = field(repr=False)
    steps: Mapping[str, Step] = field(repr=False)
    start: str
    graph: DiGraph[str] = field(repr=False)
    goals: tuple[str, ...]
    reached: frozenset[str]
    unjoined: tuple[str, ...]
    incomplete: tuple[str, ...]
    multiplied: bool
    terminal: frozenset[str]


def routes(journey: Journey | Routes) -> Routes:
    """The ways of a journey; its routes are told back as they are.

    >>> from touchpoint_model.model.draft import journey, parallel, phase, step
    >>> told = routes(journey("j", "Заявка", phase("", *[parallel(step("sent", "подал"),
    ...     step("check", "проверка"), step("visit", "выезд"),
    ...     last=step("paid", "выплата", satisfies=True))])))
    >>> list(told.graph.edges)
    [('sent', 'check'), ('check', 'visit'), ('visit', 'paid')]
    >>> told.goals, told.unjoined, told.incomplete
    (('paid',), (), ())
    """
    if isinstance(journey, Routes):
        return journey
    steps = journey.by_id
    start = journey.steps[0].id if journey.start is None else journey.start
    whole = flow(journey)
    satisfying = [id for id, step in steps.items() if step.satisfies]
    everything = _laid_out(whole, steps, start, ())
    if any(whole.out_degree(id) for id in satisfying):
        until = _laid_out(whole, steps, start, satisfying)
    else:
        until = everything
    return Routes(
        journey,
        steps,
        start,
        until.graph,
        tuple(one for one in satisfying if one in until.reached),
        everything.reached,
        everything.unjoined,
        everything.incomplete,
        bool(until.unjoined),
        frozenset(id for id in steps if not whole.out_degree(id)),
    )


@frozen(eq=False)
class _Row:
    graph: DiGraph[str]
    reached: frozenset[str]
    unjoined: tuple[str, ...]
    incomplete: tuple[str, ...]


def _laid_out(
    whole: DiGraph[str], steps: Mapping[str, Step], start: str, ends: Collection[str]
) -> _Row:
    import networkx  # heavy: only when a journey is reasoned about

    splits = [id for id in steps if steps[id].split is Gate.ALL and whole.out_degree(id) > 1]
    joins = {id for id in steps if steps[id].join is Gate.ALL and whole.in_degree(id) > 1}
    goals = [id for id, step in steps.items() if step.satisfies]
    graph, waiting = in_a_row(whole, start, splits=splits, joins=joins, goals=goals, ends=ends)
    reached = frozenset((start, *networkx.descendants(graph, start)))
    return _Row(
        graph,
        reached,
        tuple(one for one in splits if one in reached and graph.out_degree(one) > 1),
        tuple(one for one in steps if one in waiting),
    )
