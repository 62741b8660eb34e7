"""A journey played many times over by chance: the same expectations as `analyse`, with their errors.

Hours of a step with a deviation are drawn from a gamma distribution of that mean and deviation,
others are as stated. Parallel blocks may have loops and deviations here. All runs go on at once,
a step at a time.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from ...model.errors import UsageError
from ...model.journeys import Journey, Step
from ...model.text import Text
from ..routing import giving_up
from .blocks import lay_out, likely_ways
from .endings import GIVEN_UP, SATISFIED, Ending, ending_at
from .playing import Game, Track

if TYPE_CHECKING:
    from numpy import float64, intp
    from numpy.typing import NDArray

    Vector = NDArray[float64]

__all__ = ["Estimate", "Estimated", "Simulation", "simulate"]

_CELLS = 4_000_000  # of the table of visits, by run and step, that is held at once
_BATCH = 10_000


@frozen
class Estimate:
    """A value and its standard error, in the same unit. The error of one run is not known: NaN."""

    value: float
    error: float


@frozen
class Estimated:
    """What clients were seen to meet up to some point, as in `Expected`.

    Attributes:
        runs: count of those that it is a mean of. hours. hours_variance: in hours squared.
        contacts, transfers: counts.
    """

    runs: int
    hours: Estimate
    hours_variance: Estimate
    contacts: Estimate
    transfers: Estimate


@frozen
class Simulation:
    """What came of playing a journey.

    Attributes:
        unfinished: count of runs that were stopped, having taken the most steps allowed.
        outcomes: the share of each ending that was seen, of all runs; those that were stopped
            unsatisfied have none, so that with them the shares make one.
        to_satisfaction: of the runs that were satisfied; None if none was.
        to_end: of the runs that came to an end; None if none did. Long ones that were stopped are
            missing from it.
        visits: mean count of all runs, by step. given_up: share of all runs, by step where some
            gave up and were not satisfied.
        untimed: ids of visited steps that state no time: they count as 0 hours.
    """

    runs: int
    seed: int
    unfinished: int
    outcomes: Mapping[Ending, Estimate]
    to_satisfaction: Estimated | None
    to_end: Estimated | None
    visits: Mapping[str, Estimate]
    given_up: Mapping[str, Estimate]
    untimed: tuple[str, ...]

    @property
    def satisfied(self) -> Estimate:
        """The share of runs in which the client's need was met."""
        return self.outcomes[SATISFIED]


def simulate(
    journey: Journey, runs: int = 10_000, seed: int = 0, *, most_steps: int = 10_000
) -> Simulation:
    """Play a journey `runs` times; the same arguments give the same result.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = simulate(journey("j", "Путь", phase("",
    ...     step("apply", "", hours=1, then={"paid": 0.5, "apply": 0.5}),
    ...     step("paid", "", satisfies=True))), runs=1000, seed=7)
    >>> abs(told.to_end.hours.value - 2) < 5 * told.to_end.hours.error
    True

    Args:
        most_steps: how many steps in a row a run may take before it is stopped; a block counts as
            one, and as many are allowed in each of its branches.

    Raises:
        UsageError: fewer than one run or step; parallel steps are badly nested.
    """
    for name, count in (("runs", runs), ("most_steps", most_steps)):
        if count < 1:
            raise UsageError(
                Text(
                    ru=f"{name} = {count}: нужно целое число от единицы",
                    en=f"{name} = {count}: a whole number from one is required",
                )
            )
    import numpy as np

    seen = _seen(journey, runs, seed, most_steps)
    steps = journey.steps
    ended = (seen.quit >= 0) | (seen.last >= 0)
    met = np.isfinite(seen.met)
    visits = _means(seen.visits, seen.squares, runs)
    return Simulation(
        runs,
        seed,
        unfinished=int((~ended).sum()),
        outcomes=_outcomes(steps, seen),
        to_satisfaction=_estimated(seen.met[met], seen.up_to_met[:, met]),
        to_end=_estimated(seen.hours[ended], seen.up_to_end[:, ended]),
        visits={step.id: one for step, one in zip(steps, visits, strict=True)},
        given_up={
            steps[at].id: _share(count, runs)
            for at, count in _counted(seen.quit[~met & (seen.quit >= 0)])
        },
        untimed=tuple(
            step.id
            for step, times in zip(steps, seen.visits, strict=True)
            if times and step.hours is None
        ),
    )


@frozen(eq=False)
class _Seen:
    """All runs of all batches, as in `Played`; sums of visits, and of their squares, by step."""

    hours: Vector
    met: Vector
    quit: NDArray[intp]
    last: NDArray[intp]
    up_to_met: Vector
    up_to_end: Vector
    visits: Vector
    squares: Vector


def _seen(journey: Journey, runs: int, seed: int, most_steps: int) -> _Seen:
    import numpy as np

    steps = journey.steps
    known = likely_ways(journey)
    places = {step.id: at for at, step in enumerate(steps)}
    track = Track.of(lay_out(journey, known), known, giving_up(journey), places)
    chance = np.random.default_rng(seed)
    size = max(1, min(_BATCH, _CELLS // len(steps)))
    visits, squares = np.zeros(len(steps)), np.zeros(len(steps))
    rows = []
    for begun in range(0, runs, size):
        game = Game.of(steps, min(size, runs - begun), most_steps, chance)
        played = game.play(track)
        visits += game.visits.sum(axis=0)
        squares += np.square(game.visits, dtype=float).sum(axis=0)
        up_to_end = game.counted @ game.visits.T
        rows.append((played.hours, played.met, played.quit, played.last, game.up_to_met, up_to_end))
    hours, met, quit, last, up_to_met, up_to_end = (
        np.concatenate(parts, axis=-1) for parts in zip(*rows, strict=True)
    )
    return _Seen(hours, met, quit, last, up_to_met, up_to_end, visits, squares)


def _outcomes(steps: Sequence[Step], seen: _Seen) -> Mapping[Ending, Estimate]:
    import numpy as np

    met = np.isfinite(seen.met)
    counts = {SATISFIED: int(met.sum())}
    for at, count in _counted(seen.last[~met & (seen.last >= 0)]):
        ending = ending_at(steps[at])
        counts[ending] = counts.get(ending, 0) + count
    given_up = int((~met & (seen.quit >= 0)).sum())
    if given_up:
        counts[GIVEN_UP] = given_up
    return {ending: _share(count, len(met)) for ending, count in counts.items()}


def _counted(places: NDArray[intp]) -> Iterator[tuple[int, int]]:
    import numpy as np

    found, counts = np.unique(places, return_counts=True)
    yield from zip(found.tolist(), counts.tolist(), strict=True)


def _share(count: int, runs: int) -> Estimate:
    share = count / runs
    return Estimate(share, math.sqrt(share * (1 - share) / runs))


def _estimated(hours: Vector, counted: Vector) -> Estimated | None:
    runs = len(hours)
    if not runs:
        return None
    contacts, transfers = counted
    fourth = float(((hours - hours.mean()) ** 4).mean())
    variance = math.nan if runs == 1 else float(hours.var(ddof=1))
    spread = math.nan if runs == 1 else fourth - variance**2 * (runs - 3) / (runs - 1)
    return Estimated(
        runs,
        _mean(hours),
        Estimate(variance, math.sqrt(max(spread, 0.0) / runs)),
        _mean(contacts),
        _mean(transfers),
    )


def _mean(of: Vector) -> Estimate:
    runs = len(of)
    error = math.nan if runs == 1 else float(of.std(ddof=1)) / math.sqrt(runs)
    return Estimate(float(of.mean()), error)


def _means(sums: Vector, squares: Vector, runs: int) -> Iterator[Estimate]:
    """The means of counts of which the sums, and the sums of squares, over all runs are known."""
    for whole, square in zip(sums.tolist(), squares.tolist(), strict=True):
        mean = whole / runs
        spread = max(0.0, square - whole * mean)
        error = math.nan if runs == 1 else math.sqrt(spread / (runs - 1) / runs)
        yield Estimate(mean, error)
