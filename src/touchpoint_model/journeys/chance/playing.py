"""Playing a journey by chance: many runs at once, step by step, through blocks and their branches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

from attrs import frozen

from ...model.journeys import Step
from .blocks import Stretch, Ways

if TYPE_CHECKING:
    from numpy import bool_, float64, int32, intp
    from numpy.random import Generator
    from numpy.typing import NDArray

    Vector = NDArray[float64]
    Places = NDArray[intp]

__all__ = ["Game", "Played", "Track"]

_ENDED, _QUIT, _JOINED, _STOPPED = -1, -2, -3, -4
_SURE = 1e15  # a gamma distribution of such a shape has no spread left


@frozen(eq=False)
class Played:
    """What came of each run in a stretch; arrays of as many numbers as there are runs.

    Attributes:
        hours: from its beginning to its end. met: until the need was met; infinite if it was not.
        quit_at: until the client gave up; infinite if he did not. quit, last: place of the step
            where he gave up, or the journey ended; -1 if none. stopped: after too many steps.
    """

    hours: Vector
    met: Vector
    quit_at: Vector
    quit: Places
    last: Places
    stopped: NDArray[bool_]

    @classmethod
    def of(cls, runs: int) -> Played:
        """Runs that begin."""
        import numpy as np

        return cls(
            np.zeros(runs),
            np.full(runs, np.inf),
            np.full(runs, np.inf),
            np.full(runs, -1),
            np.full(runs, -1),
            np.zeros(runs, dtype=bool),
        )


@frozen(eq=False)
class Track:
    """A stretch laid out for playing; its steps are numbered from 0.

    Attributes:
        steps: place of each in the journey. head: the first one. blocks: by the step that splits,
            the branches, and the step that joins them.
        next: what follows: a step, or a negative code. limits: up to which chance, plus the number
            of the step that is left. last: where the row of each step ends.
    """

    steps: Places
    head: int
    blocks: Mapping[int, tuple[tuple[Track, ...], int]]
    next: Places
    limits: Vector
    last: Places

    @classmethod
    def of(
        cls,
        stretch: Stretch,
        ways: Ways,
        leaving: Mapping[str, float],
        places: Mapping[str, int],
    ) -> Track:
        """Lay out a stretch. leaving: who gives up, by step. places: of the steps in the journey."""
        import numpy as np

        local = {id: at for at, id in enumerate(stretch.steps)}
        next: list[int] = []
        limits: list[float] = []
        last: list[int] = []
        for at, id in enumerate(stretch.steps):
            out = {} if id in stretch.blocks else ways[id]
            next += [local.get(target, _JOINED) for target in out]
            limits += (at + passed for passed in accumulate(out.values()))
            if not out or id in leaving:
                rest = _QUIT if id in leaving else _ENDED
                next.append(_JOINED if id in stretch.blocks else rest)  # of a split, never drawn
                limits.append(0.0)
            limits[-1] = at + 1.0
            last.append(len(next) - 1)
        blocks = {
            local[split]: (
                tuple(cls.of(one, ways, leaving, places) for one in block.branches),
                local[block.join],
            )
            for split, block in stretch.blocks.items()
        }
        return cls(
            np.array([places[id] for id in stretch.steps], dtype=np.intp),
            local.get(stretch.head, _JOINED),
            blocks,
            np.array(next, dtype=np.intp),
            np.array(limits),
            np.array(last, dtype=np.intp),
        )

    def drawn(self, at: Places, chance: Generator) -> Places:
        """What follows the steps at which runs are."""
        import numpy as np

        found = np.searchsorted(self.limits, at + chance.random(len(at)), side="right")
        return self.next[np.minimum(found, self.last[at])]


@frozen(eq=False)
class Game:
    """A batch of runs to be played; what is by step is in the order of the journey.

    Attributes:
        satisfies: by step. hours, deviation: of a step, in hours. rank: of its id, for what happens
            at the same hour. counted: what is summed up to satisfaction, a row a quantity.
        visits: counts so far, runs × steps. up_to_met: the sums, quantities × runs; NaN if unmet.
    """

    chance: Generator
    most_steps: int
    satisfies: NDArray[bool_]
    hours: Vector
    deviation: Vector
    rank: Places
    counted: Vector
    visits: NDArray[int32]
    up_to_met: Vector

    @classmethod
    def of(cls, steps: Iterable[Step], runs: int, most_steps: int, chance: Generator) -> Game:
        """A batch that begins."""
        import numpy as np

        told = tuple(steps)
        hours = np.array([step.hours or 0.0 for step in told], dtype=float)
        deviation = np.array([step.deviation or 0.0 for step in told], dtype=float)
        return cls(
            chance,
            most_steps,
            np.array([step.satisfies for step in told]),
            hours,
            np.where(hours > 0, deviation, 0.0),
            np.argsort(np.argsort(np.array([step.id for step in told], dtype=object))),
            np.array(
                [[one.is_contact for one in told], [one.transfers or 0 for one in told]], float
            ),
            np.zeros((runs, len(told)), dtype=np.int32),
            np.full((2, runs), np.nan),
        )

    def play(self, track: Track) -> Played:
        """Play the whole journey with all runs."""
        import numpy as np

        return self._along(track, np.arange(len(self.visits)), outermost=True)

    def _along(self, track: Track, runs: Places, *, outermost: bool = False) -> Played:
        import numpy as np

        told = Played.of(len(runs))
        at = np.full(len(runs), track.head)
        going = np.flatnonzero(at >= 0)
        for _ in range(self.most_steps):
            if not going.size:
                break
            here = at[going]
            steps = track.steps[here]
            self.visits[runs[going], steps] += 1
            told.hours[going] += self._drawn_hours(steps)
            met = going[self.satisfies[steps] & np.isinf(told.met[going])]
            told.met[met] = told.hours[met]
            if outermost:
                self._sum_up(met)
            follows = track.drawn(here, self.chance)
            leave = follows == _QUIT
            told.quit_at[going[leave]], told.quit[going[leave]] = (
                told.hours[going[leave]],
                steps[leave],
            )
            told.last[going[follows == _ENDED]] = steps[follows == _ENDED]
            for split in np.intersect1d(here, list(track.blocks)):
                among = here == split
                branches, join = track.blocks[int(split)]
                block = self._through(branches, runs[going[among]])
                follows[among] = _after(told, going[among], block, join)
                if outermost:
                    self._sum_up(going[among][np.isfinite(told.met[going[among]])])
            at[going] = follows
            told.stopped[going[follows == _STOPPED]] = True
            going = going[follows >= 0]
        told.stopped[going] = True
        return told

    def _drawn_hours(self, steps: Places) -> Vector:
        import numpy as np

        hours: Vector = self.hours[steps]
        spread = self.deviation[steps]
        with np.errstate(all="ignore"):
            shape = (hours / spread) ** 2
        drawn = (spread > 0) & (shape < _SURE)
        hours[drawn] = self.chance.gamma(shape[drawn], hours[drawn] / shape[drawn])
        return hours

    def _sum_up(self, met: Places) -> None:
        """Sum up what those whose need has just been met have come by."""
        import numpy as np

        new = met[np.isnan(self.up_to_met[0, met])]
        self.up_to_met[:, new] = self.counted @ self.visits[new].T

    def _through(self, branches: tuple[Track, ...], runs: Places) -> Played:
        """All branches of a block at the same time."""
        import numpy as np

        whole = Played.of(len(runs))
        for branch in branches:
            one = self._along(branch, runs)
            np.maximum(whole.hours, one.hours, out=whole.hours)
            np.minimum(whole.met, one.met, out=whole.met)
            same = (one.quit_at == whole.quit_at) & (self.rank[one.quit] < self.rank[whole.quit])
            first = (one.quit >= 0) & ((one.quit_at < whole.quit_at) | same)
            whole.quit_at[first], whole.quit[first] = one.quit_at[first], one.quit[first]
            np.logical_or(whole.stopped, one.stopped, out=whole.stopped)
        return whole


def _after(told: Played, runs: Places, block: Played, join: int) -> Places:
    """Add a block to some of the runs; what follows it for each of them."""
    import numpy as np

    before = told.hours[runs]
    told.hours[runs] += block.hours
    told.met[runs] = np.minimum(told.met[runs], before + block.met)
    left = block.quit >= 0
    told.quit_at[runs[left]], told.quit[runs[left]] = (
        (before + block.quit_at)[left],
        block.quit[left],
    )
    return np.where(block.stopped, _STOPPED, np.where(left, _QUIT, join))
