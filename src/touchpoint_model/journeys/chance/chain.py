"""The chain that a journey is: its units (steps, and blocks passed as one), chances and hours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from ...model.errors import UsageError
from ...model.journeys import Journey, Step
from ...model.text import Text
from ..routing import giving_up
from .absorbing import Absorbing, classes
from .blocks import Block, Stretch, Ways, lay_out, likely_ways, named
from .passing import Event, Passage, passage

if TYPE_CHECKING:
    from numpy import float64, int32
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Vector = NDArray[float64]

__all__ = ["Chain", "Unit", "as_chain", "lost"]

_EVENTS = "on", "off", "met", "on_unmet"
_QUANTITIES = "chance", "hours", "variance"


@frozen
class Unit:
    """What a client passes as one: a step, or a block of parallel steps.

    Attributes:
        id: of the step, or of the step before the block. next: units that follow, by chance.
        on, off: going on, and ending here. met, on_unmet: the need is met here; it is not, and the
            client goes on. Chances are of each visit; hours, variances and visits are the unit's.
        quits: by step, the chance of giving up there and not being satisfied.
        block: None for a step.
    """

    id: str
    next: Mapping[int, float]
    on: Event
    off: Event
    met: Event
    on_unmet: Event
    quits: Mapping[str, float]
    block: Block | None = None


@frozen(eq=False)
class Chain:
    """A journey as an absorbing chain.

    Attributes:
        steps: of the journey. ways: with some chance. hours: by step; unknown ones are 0.
        units: that can be reached, the first one at 0.
    """

    steps: Mapping[str, Step]
    ways: Ways
    hours: Mapping[str, float]
    units: tuple[Unit, ...] = ()

    @cached_property
    def to_end(self) -> Absorbing:
        """The chain until any end of the journey."""
        return Absorbing(self.matrix, self.column("off", "chance"))

    @cached_property
    def to_met(self) -> Absorbing:
        """The chain until the need is met, or the journey ends without that."""
        import numpy as np

        stays = self.column("on_unmet", "chance")
        if np.array_equal(stays, self.column("on", "chance")):
            return self.to_end
        share = np.divide(stays, self.column("on", "chance"), where=stays > 0, out=stays * 0)
        kept = self.matrix.copy()
        kept.data *= np.repeat(share, np.diff(kept.indptr))
        kept.eliminate_zeros()
        return Absorbing(kept, 1.0 - stays)

    @cached_property
    def matrix(self) -> csr_array[float64]:
        """The chances from unit to unit, n × n."""
        import numpy as np
        from scipy.sparse import csr_array

        counts = [len(one.next) for one in self.units]
        ends = np.concatenate([[0], np.cumsum(counts)])
        columns = np.fromiter((to for one in self.units for to in one.next), np.int32, ends[-1])
        data = np.fromiter((q for one in self.units for q in one.next.values()), float, ends[-1])
        made = csr_array((data, columns, ends), shape=(len(counts), len(counts)))
        made.sort_indices()
        return made

    def column(self, event: str, quantity: str) -> Vector:
        """A quantity (`chance`, `hours`, `variance`) of an event (`on`, `off` …), by unit."""
        column: Vector = self._columns[event][_QUANTITIES.index(quantity)]
        return column

    @cached_property
    def _columns(self) -> Mapping[str, NDArray[float64]]:
        import numpy as np

        return {
            name: np.array(
                [(of.chance, of.hours, of.variance) for of in map(attrgetter(name), self.units)]
            ).T
            for name in _EVENTS
        }

    def begin(self) -> Vector:
        """One client at the first unit."""
        import numpy as np

        at = np.zeros(len(self.units))
        at[0] = 1.0
        return at

    def again(self, unit: Unit, id: str, hours: float) -> Passage:
        """A block, if one of its steps took other hours."""
        assert unit.block is not None
        return passage(unit.block, self.steps, self.ways, {**self.hours, id: hours})


def as_chain(journey: Journey) -> Chain:
    """The chain of a journey.

    A step without a stated time counts as 0 hours, and then its deviation counts for nothing.

    Raises:
        UsageError: some clients never come to an end; parallel steps are badly nested, or cannot
            be reckoned exactly.
    """
    ways = likely_ways(journey)
    steps = journey.by_id
    made = Chain(steps, ways, {id: step.hours or 0.0 for id, step in steps.items()})
    made = evolve(made, units=tuple(_units(made, lay_out(journey, ways), giving_up(journey))))
    label = classes(made.matrix)
    if not _least_left(made, label)[1]:
        raise _endless(made, label)
    return made


def lost(told: Chain) -> UsageError:
    """The error of a chain whose clients leave a loop with a chance that rounding swallows."""
    label = classes(told.matrix)
    at, left = _least_left(told, label)
    inside = _of_class(told, label, at)
    return UsageError(
        Text(
            ru=f"Клиенты почти не выходят из шагов {named(inside)}: вероятность выхода {left:.1g} "
            "теряется в округлении. Укажите её больше или удалите эти шаги",
            en=f"Clients hardly ever leave steps {named(inside, 'en')}: the chance of leaving, {left:.1g}, is "
            "lost in rounding. State a greater one, or remove these steps",
        )
    )


def _endless(told: Chain, label: NDArray[int32]) -> UsageError:
    inside = _of_class(told, label, _least_left(told, label)[0])
    return UsageError(
        Text(
            ru=f"Путь может не кончиться: из шагов {named(inside)} нет выхода. Добавьте переход к концу "
            "пути или вероятности меньше единицы в сумме, если клиенты там отступаются",
            en=f"The journey may never end: there is no way out of steps {named(inside, 'en')}. Add a way to "
            "an end, or probabilities of less than one together if clients give up there",
        )
    )


def _of_class(told: Chain, label: NDArray[int32], at: int) -> list[str]:
    return [one.id for one, of in zip(told.units, label, strict=True) if of == at]


def _least_left(told: Chain, label: NDArray[int32]) -> tuple[int, float]:
    """The class of units that is left with the least chance, and that chance."""
    import numpy as np

    edges = told.matrix.tocoo()
    out = label[edges.row] != label[edges.col]
    left = np.bincount(label, told.column("off", "chance"))
    left += np.bincount(label[edges.row[out]], edges.data[out], minlength=len(left))
    at = int(left.argmin())
    return at, float(left[at])


def _units(told: Chain, whole: Stretch, leaving: Mapping[str, float]) -> Iterator[Unit]:
    place = {id: at for at, id in enumerate(whole.steps)}
    block_place = {split: len(place) + at for at, split in enumerate(whole.blocks)}
    for id in whole.steps:
        onward = {place[to]: q for to, q in told.ways[id].items()} if id not in block_place else {}
        if id in block_place:
            onward = {block_place[id]: 1.0}
        yield _step(told.steps[id], told.hours[id], onward, leaving.get(id, 0.0))
    for split, block in whole.blocks.items():
        once = passage(block, told.steps, told.ways, told.hours)
        onward = {place[block.join]: once.on.chance} if once.on.chance else {}
        yield Unit(split, onward, once.on, once.off, once.met, once.on_unmet, once.quits, block)


def _step(step: Step, hours: float, onward: Mapping[int, float], leaving: float) -> Unit:
    on = 1.0 - leaving if onward else 0.0
    variance = step.deviation**2 if hours and step.deviation else 0.0
    unmet = not step.satisfies

    def event(chance: float) -> Event:
        return Event(chance, hours, variance, {step.id: chance})

    return Unit(
        step.id,
        onward,
        on=event(on),
        off=event(1.0 - on),
        met=event(float(step.satisfies)),
        on_unmet=event(on if unmet else 0.0),
        quits={step.id: leaving} if leaving and unmet else {},
    )
