"""Passing a block of parallel steps: every way that it can go, with its chance, exactly.

A block lasts as long as its longest branch. Each branch runs on to its end, whatever happens in
the others; if the client gives up in one, the journey ends when the block does. The need is met
at the end of the first step that satisfies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from attrs import field, frozen

from ...model.errors import UsageError
from ...model.journeys import Step
from ...model.text import Text
from .blocks import Block, Stretch, Ways, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import float64
    from numpy.typing import NDArray

__all__ = ["MOST_WAYS", "Event", "Passage", "passage"]

MOST_WAYS = 100_000
"""How many different ways through a block, and pairs of ways of two branches, are enumerated."""


@frozen
class _Fate:
    """What can tell one way through a block from another, all in hours from its beginning.

    Attributes:
        hours: until its end. met: until the need is met, None if it is not.
        quit: when the client gave up first, and at which step; None if he did not.
    """

    hours: float
    met: float | None
    quit: tuple[float, str] | None

    def then(self, other: _Fate) -> _Fate:
        """This one, and the other after it."""
        met, quit = other.met, other.quit
        return _Fate(
            self.hours + other.hours,
            self.met if self.met is not None or met is None else self.hours + met,
            self.quit if self.quit or quit is None else (self.hours + quit[0], quit[1]),
        )

    def beside(self, other: _Fate) -> _Fate:
        """This one and the other at the same time."""
        return _Fate(
            max(self.hours, other.hours),
            min((one for one in (self.met, other.met) if one is not None), default=None),
            min((one for one in (self.quit, other.quit) if one), default=None),
        )


_Fates = dict[_Fate, "NDArray[float64]"]
"""By fate, its chance, and after it the expected visits of each step together with this fate."""
_BEGIN = _Fate(0.0, None, None)


@frozen(eq=False)
class Event:
    """Something that a block can come to.

    Attributes:
        chance: of it. hours, variance: mean, in hours, and variance, in hours squared, if it comes.
        visits: expected counts by step, together with it: times its chance.
    """

    chance: float
    hours: float
    variance: float
    visits: Mapping[str, float]


@frozen(eq=False)
class Passage:
    """One passage of a block.

    Attributes:
        on: the client goes on. off: the client has given up in it. Hours are until its end.
        met: the need is met in it; hours are until then, visits of the whole block.
        on_unmet: the client goes on, and the need is not yet met; hours are until its end.
        quits: by step, the chance of giving up there first and not being satisfied.
    """

    on: Event
    off: Event
    met: Event
    on_unmet: Event
    quits: Mapping[str, float]


def passage(
    block: Block, steps: Mapping[str, Step], ways: Ways, hours: Mapping[str, float]
) -> Passage:
    """What can come of a block, and how long it lasts.

    Args:
        hours: of each step, in hours.

    Raises:
        UsageError: a step has a deviation, a branch has a loop, or there are over `MOST_WAYS` ways.
    """
    inside = tuple(block.steps)
    spread = [one for one in inside if steps[one].deviation and hours[one]]
    if spread:
        raise _inexact(
            block,
            ru=f"у шагов {named(spread)} указано отклонение времени",
            en=f"steps {named(spread, 'en')} have a deviation of time",
        )
    fates = _Passing(block, steps, ways, hours, inside).through(block)
    quits: dict[str, float] = {}
    for fate, weight in fates.items():
        if fate.quit and fate.met is None:
            quits[fate.quit[1]] = quits.get(fate.quit[1], 0.0) + float(weight[0])

    def event(told: Iterable[tuple[float, NDArray[float64]]]) -> Event:
        return _event(list(told), inside)

    return Passage(
        on=event((fate.hours, weight) for fate, weight in fates.items() if not fate.quit),
        off=event((fate.hours, weight) for fate, weight in fates.items() if fate.quit),
        met=event((fate.met, weight) for fate, weight in fates.items() if fate.met is not None),
        on_unmet=event(
            (fate.hours, weight)
            for fate, weight in fates.items()
            if fate.met is None and not fate.quit
        ),
        quits=quits,
    )


def _event(told: Sequence[tuple[float, NDArray[float64]]], steps: tuple[str, ...]) -> Event:
    chance = sum(float(weight[0]) for _, weight in told)
    if not chance:
        return Event(0.0, 0.0, 0.0, dict.fromkeys(steps, 0.0))
    mean = sum(hours * float(weight[0]) for hours, weight in told) / chance
    variance = sum((hours - mean) ** 2 * float(weight[0]) for hours, weight in told) / chance
    visits = [sum(float(weight[at]) for _, weight in told) for at in range(1, len(steps) + 1)]
    return Event(chance, mean, variance, dict(zip(steps, visits, strict=True)))


@frozen
class _Passing:
    """The enumeration of a whole block; `block` is the outermost one, for messages."""

    block: Block
    steps: Mapping[str, Step]
    ways: Ways
    hours: Mapping[str, float]
    inside: tuple[str, ...]
    place: Mapping[str, int] = field(init=False)

    @place.default
    def _place(self) -> Mapping[str, int]:
        return {id: at for at, id in enumerate(self.inside, start=1)}

    def through(self, block: Block) -> _Fates:
        """All branches of a block at the same time."""
        whole = self._begin()
        for branch in block.branches:
            whole = self._paired(whole, self._along(branch, block.join), beside=True)
        return whole

    def _begin(self) -> _Fates:
        import numpy as np

        sure = np.zeros(len(self.inside) + 1)
        sure[0] = 1.0
        return {_BEGIN: sure}

    def _along(self, branch: Stretch, join: str) -> _Fates:
        """One branch, up to the step where the branches meet."""
        arrived: dict[str, _Fates] = {branch.head: self._begin()}
        done: _Fates = {}
        for id in self._in_order(branch):
            here: _Fates = {}
            for fate, weight in arrived.pop(id).items():
                visited = weight.copy()
                visited[self.place[id]] += weight[0]
                self._add(here, fate.then(self._fate(id)), visited, 1.0)
            inner = branch.blocks.get(id)
            if inner is not None:
                for fate, weight in self._paired(here, self.through(inner), beside=False).items():
                    into = done if fate.quit else arrived.setdefault(inner.join, {})
                    self._add(into, fate, weight, 1.0)
                continue
            out = self.ways[id]
            for fate, weight in here.items():
                for target, chance in out.items():
                    into = done if target == join else arrived.setdefault(target, {})
                    self._add(into, fate, weight, chance)
                left = 1.0 - sum(out.values())
                if left > 1e-9:
                    quit = _Fate(fate.hours, fate.met, (fate.hours, id))
                    self._add(done, quit, weight, left)
        for fate, weight in arrived.get(join, {}).items():  # a branch without a step
            self._add(done, fate, weight, 1.0)
        return done

    def _fate(self, id: str) -> _Fate:
        hours = self.hours[id]
        return _Fate(hours, hours if self.steps[id].satisfies else None, None)

    def _in_order(self, branch: Stretch) -> Iterator[str]:
        before: dict[str, set[str]] = {id: set() for id in branch.steps}
        for id in branch.steps:
            inner = branch.blocks.get(id)
            for target in (inner.join,) if inner else self.ways[id]:
                if target in before:
                    before[target].add(id)
        try:
            return iter(tuple(TopologicalSorter(before).static_order()))
        except CycleError as error:
            loop = list(dict.fromkeys(reversed(error.args[1])))
            raise _inexact(
                self.block,
                ru=f"шаги {named(loop)} образуют петлю",
                en=f"steps {named(loop, 'en')} make a loop",
            ) from None

    def _paired(self, first: _Fates, second: _Fates, *, beside: bool) -> _Fates:
        if len(first) * len(second) > MOST_WAYS:
            raise self._too_many()
        made: _Fates = {}
        for one, weight in first.items():
            for two, other in second.items():
                both = weight * other[0] + other * weight[0]
                both[0] = weight[0] * other[0]
                self._add(made, one.beside(two) if beside else one.then(two), both, 1.0)
        return made

    def _add(self, fates: _Fates, fate: _Fate, weight: NDArray[float64], chance: float) -> None:
        known = fates.get(fate)
        fates[fate] = weight * chance if known is None else known + weight * chance
        if len(fates) > MOST_WAYS:
            raise self._too_many()

    def _too_many(self) -> UsageError:
        return _inexact(
            self.block,
            ru=f"сочетаний времён больше {MOST_WAYS}",
            en=f"there are more than {MOST_WAYS} combinations of times",
        )


def _inexact(block: Block, *, ru: str, en: str) -> UsageError:
    return UsageError(
        Text(
            ru=f"Время параллельных шагов от «{block.split}» до «{block.join}» нельзя вычислить "
            f"точно: {ru}. Смоделируйте путь: simulate(journey, runs, seed)",
            en=f"The hours of the parallel steps from “{block.split}” to “{block.join}” cannot be "
            f"reckoned exactly: {en}. Simulate the journey: simulate(journey, runs, seed)",
        )
    )
