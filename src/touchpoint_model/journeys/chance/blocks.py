"""Parallel blocks: which steps stand between a `split="all"` and the `join="all"` it belongs to.

A journey is one stretch of steps; where all ways from a step are gone, a block stands, whose
branches are stretches again. Only what can be reached from the start with some chance is laid
out. A step with one way out splits nothing, and a step with one way in joins nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from ...model.errors import UsageError
from ...model.journeys import Gate, Journey, Step
from ...model.text import Lang, Text
from ..routing import chances, giving_up

__all__ = ["Block", "Stretch", "Ways", "lay_out", "likely_ways", "named"]

Ways = Mapping[str, Mapping[str, float]]
"""By step, the steps that come next with some chance, and the chance (over 0, up to 1)."""

_DEEPEST = 100
_SHOWN = 5


@frozen
class Stretch:
    """Steps that a client passes one at a time.

    Attributes:
        head: id of the first one; of the step where the block ends, if the branch has no step.
        steps: their ids, without those inside `blocks`. blocks: by the step that splits.
    """

    head: str
    steps: tuple[str, ...]
    blocks: Mapping[str, Block]

    @property
    def all_steps(self) -> Iterator[str]:
        """The steps, those inside blocks too."""
        yield from self.steps
        for block in self.blocks.values():
            yield from block.steps


@frozen
class Block:
    """What goes on at the same time. split, join: ids of the steps before and after it."""

    split: str
    join: str
    branches: tuple[Stretch, ...]

    @property
    def steps(self) -> Iterator[str]:
        """The steps of all branches, without the two that split and join."""
        for branch in self.branches:
            yield from branch.all_steps


def likely_ways(journey: Journey) -> Ways:
    """The ways of a journey that have some chance; with those who give up they make one.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = journey("j", "Путь", phase("", step("a", "", then={"b": 1, "c": 0}),
    ...     step("b", "", then="c"), step("c", "")))
    >>> likely_ways(told)
    {'a': {'b': 1.0}, 'b': {'c': 1.0}, 'c': {}}
    """
    made: dict[str, dict[str, float]] = {step.id: {} for step in journey.steps}
    for (source, target), chance in chances(journey).items():
        if chance > 0:
            made[source][target] = chance
    some_stay = giving_up(journey)
    for step in journey.steps:
        out = made[step.id]
        if out and step.split is Gate.ONE and step.id not in some_stay:
            whole = sum(out.values())
            made[step.id] = {target: chance / whole for target, chance in out.items()}
    return made


def named(steps: Iterable[str], lang: Lang = "ru") -> str:
    """Some steps by id, the first few of many, for a message."""
    told = [f"«{one}»" if lang == "ru" else f"“{one}”" for one in steps]
    return ", ".join(told[:_SHOWN]) + (" …" if len(told) > _SHOWN else "")


def lay_out(journey: Journey, known: Ways | None = None) -> Stretch:
    """The journey from its start as a stretch of steps and blocks.

    Args:
        known: the ways of the journey, if they are at hand.

    Raises:
        UsageError: parallel branches are not nested: they do not meet at one `join="all"`, one
            ends before it, or it is left or entered on the way.
    """
    return _Layout(journey, likely_ways(journey) if known is None else known).whole()


@frozen
class _Walked:
    """A stretch, where it leads (steps that join), and the steps where it ends."""

    stretch: Stretch
    exits: frozenset[str]
    ends: tuple[str, ...]


@frozen
class _Layout:
    journey: Journey
    ways: Ways
    steps: Mapping[str, Step] = field(init=False)
    before: Mapping[str, set[str]] = field(init=False)

    @steps.default
    def _steps(self) -> Mapping[str, Step]:
        return self.journey.by_id

    @before.default
    def _before(self) -> Mapping[str, set[str]]:
        """By step that can be reached, the steps that lead to it."""
        start = self.journey.first.id
        before: dict[str, set[str]] = {start: set()}
        open_ = [start]
        while open_:
            source = open_.pop()
            for target in self.ways[source]:
                if target not in before:
                    before[target] = set()
                    open_.append(target)
                before[target].add(source)
        return before

    def whole(self) -> Stretch:
        walked = self._walk(self.journey.first.id, ())
        if walked.exits:
            at = sorted(walked.exits)
            raise _ill(
                ru=f"шаг {named(at)} ждёт всех путей к нему (join = all), но они не расходятся все сразу "
                "от одного шага (split = all)",
                en=f"step {named(at, 'en')} waits for all ways to it (join = all), but they do not all part at "
                "one step (split = all)",
            )
        return walked.stretch

    def _walk(self, head: str, inside: tuple[str, ...]) -> _Walked:
        seen: dict[str, None] = {}
        blocks: dict[str, Block] = {}
        passed: set[str] = set()
        exits: set[str] = set()
        ends: list[str] = []
        open_ = [head]
        while open_:
            id = open_.pop()
            if id in seen:
                continue
            if self._joins(id) and id not in passed:
                exits.add(id)
                continue
            seen[id] = None
            if self._splits(id):
                blocks[id] = self._block(id, inside)
                passed.add(blocks[id].join)
                open_.append(blocks[id].join)
            else:
                open_ += reversed(tuple(self.ways[id]))
                if not self.ways[id]:
                    ends.append(id)
        return _Walked(Stretch(head, tuple(seen), blocks), frozenset(exits - passed), tuple(ends))

    def _splits(self, id: str) -> bool:
        return self.steps[id].split is Gate.ALL and len(self.ways[id]) > 1

    def _joins(self, id: str) -> bool:
        return self.steps[id].join is Gate.ALL and len(self.before[id]) > 1

    def _block(self, split: str, inside: tuple[str, ...]) -> Block:
        if split in inside or len(inside) >= _DEEPEST:
            raise _ill(
                ru=f"из-под шага «{split}» путь снова приходит к нему раньше, чем ветви сошлись, "
                f"или ветви вложены глубже {_DEEPEST}",
                en=f"a branch from step “{split}” comes back to it before the branches have met, "
                f"or branches are nested deeper than {_DEEPEST}",
            )
        walked = [self._walk(head, (*inside, split)) for head in self.ways[split]]
        for one in walked:
            # a step that has ways, none of which has a chance, loses every client: no end
            ends = [id for id in one.ends if not self.journey.leaving(id)]
            if ends:
                raise _ill(
                    ru=f"ветвь от шага «{split}» кончается на шаге {named(ends)}, не дойдя до "
                    "шага, где ветви сходятся (join = all)",
                    en=f"a branch from step “{split}” ends at step {named(ends, 'en')} before the "
                    "step where the branches meet (join = all)",
                )
        exits = {id for one in walked for id in one.exits}
        if len(exits) != 1:
            at = sorted(exits)
            raise _ill(
                ru=f"ветви от шага «{split}» должны сойтись на одном шаге (join = all), "
                f"а сходятся на: {named(at) or '—'}",
                en=f"the branches from step “{split}” must meet at one step (join = all), "
                f"but meet at: {named(at, 'en') or '—'}",
            )
        block = Block(split, min(exits), tuple(one.stretch for one in walked))
        self._closed(block)
        return block

    def _closed(self, block: Block) -> None:
        """Refuse a block that is entered on the way, or whose branches share a step."""
        own = {block.split}
        for branch in block.branches:
            inside = set(branch.all_steps)
            shared = own & inside
            if shared:
                self._refuse(block, sorted(shared))
            own |= inside
            for id in inside:
                allowed = inside | ({block.split} if id == branch.head else set())
                outside = self.before[id] - allowed
                if outside or id == self.journey.first.id:
                    self._refuse(block, [id], sorted(outside))
        outside = self.before[block.join] - own
        if outside:
            self._refuse(block, [block.join], sorted(outside))

    def _refuse(self, block: Block, at: list[str], source: Sequence[str] = ()) -> None:
        waits = at == [block.join]
        raise _ill(
            ru=f"до шага {named(at)} можно дойти, минуя начало параллельных ветвей (шаги от "
            f"«{block.split}» до «{block.join}»)"
            + (f", со стороны: {named(source)}" if source else "")
            + ("; поставьте перед ним отдельный шаг, который ждёт все ветви" if waits else ""),
            en=f"step {named(at, 'en')} of a branch between “{block.split}” and “{block.join}” can be "
            "come to otherwise than by its beginning"
            + (f": from {named(source, 'en')}" if source else "")
            + ("; put a step of its own before it that waits for all branches" if waits else ""),
        )


def _ill(*, ru: str, en: str) -> UsageError:
    return UsageError(
        Text(
            ru=f"Параллельные шаги вложены неверно: {ru}. Разведите ветви на одном шаге и "
            "сведите их все на другом",
            en=f"Parallel steps are badly nested: {en}. Part the branches at one step and let "
            "all of them meet at another",
        )
    )
