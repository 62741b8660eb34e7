"""Journeys as chains: what `analyse` costs over a bare scipy solve, and how fast `simulate` plays.

`python benchmarks/journeys.py [STEPS …]`

Made-up journeys of 10, 1,000, 10,000 and 100,000 steps: a long service, where each step leads on to
some of the next ten or back to one of the last ten, and a tangle, where ten ways from each step
lead anywhere and one client in twenty gives up. `bare` is what scipy itself takes for I - Q: one
factorisation and one solve of the service (`splu`), one iterative solve of the tangle (`bicgstab`,
for its factors do not fit in memory). `solve` is ours for the same chain, `/bare` their ratio: it
finds visits, hours, variances and the chance of satisfaction, by five solves and more.
`analyse` is all of it, from the journey on. Runs are those of a simulation. CPU time, best of
three, of one at 100,000 steps; memory is the most that the process has held so far.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable

import numpy as np
from scipy.sparse import eye_array
from scipy.sparse.linalg import bicgstab, splu

from touchpoint_model.journeys.chance.chain import as_chain
from touchpoint_model.journeys.chance.markov import analyse
from touchpoint_model.journeys.chance.simulation import simulate
from touchpoint_model.journeys.chance.solution import solve
from touchpoint_model.model.journeys import Journey, Phase, Step, Transition


def main(sizes: list[int]) -> None:
    """Print a line for each size and kind of journey."""
    print("journey    steps    ways   bare s  solve s  /bare  analyse s    MB   runs/s")
    for size in sizes:
        for name, made in (("service", service), ("tangle", tangle)):
            journey = made(size, random.Random(0))
            told = as_chain(journey)
            times = 1 if size >= 100_000 else 3
            bare = _spent(lambda told=told, name=name: _bare(told, name), times)
            # a chain keeps its factors, so each time takes a new one
            fresh = [as_chain(journey) for _ in range(times)]
            ours = min(_spent(lambda one=one: solve(one), 1) for one in fresh)
            whole = _spent(lambda journey=journey: analyse(journey), times)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            runs = max(40, min(20_000, 1_000_000 // size))
            most = 20 * size
            played = runs / _spent(
                lambda j=journey, r=runs, m=most: simulate(j, r, most_steps=m), 1
            )
            print(
                f"{name:8} {size:7} {len(journey.transitions):7} {bare:8.3f} {ours:8.3f} "
                f"{ours / bare:6.1f} {whole:10.2f} {memory:5} {played:8.1f}",
                flush=True,
            )


def service(size: int, chance: random.Random) -> Journey:
    """Three ways from each step, to one near it; one in five leads back."""

    def targets(at: int) -> set[int]:
        return {at + 1} | {
            min(size - 1, max(0, at + chance.randint(1, 10) * chance.choice((1, 1, 1, 1, -1))))
            for _ in range(2)
        }

    return _made(size, targets, 1.0, chance)


def tangle(size: int, chance: random.Random) -> Journey:
    """Ten ways from each step, to any other."""

    def targets(_: int) -> set[int]:
        return {chance.randrange(size) for _ in range(10)}

    return _made(size, targets, 0.95, chance)


def _made(
    size: int, targets: Callable[[int], set[int]], whole: float, chance: random.Random
) -> Journey:
    steps = tuple(
        Step(f"s{at}", "", duration=chance.randint(1, 9), satisfies=at == size - 1)
        for at in range(size)
    )
    links = []
    for at in range(size - 1):
        weights = {to: chance.random() + 0.1 for to in sorted(targets(at))}
        scale = whole / sum(weights.values())
        links += [Transition(f"s{at}", f"s{to}", weight * scale) for to, weight in weights.items()]
    return Journey("j", "", (Phase("", steps),), tuple(links))


def _bare(told, name: str) -> None:
    matrix = (eye_array(len(told.units)) - told.matrix).tocsc()
    right = np.ones(len(told.units))
    if name == "service":
        splu(matrix).solve(right)
    else:
        bicgstab(matrix.tocsr(), right, rtol=1e-12)


def _spent(job: Callable[[], object], times: int) -> float:
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        job()
        best = min(best, time.process_time() - start)
    return best


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [10, 1000, 10_000, 100_000])
