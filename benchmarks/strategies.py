"""How fast registers are drawn: so many lawful registers for each agency, in one process.

`python benchmarks/strategies.py [REGISTERS]`

Trade's have ten rows on average, the others' are of the smallest lawful size. Hypothesis runs as in
any test, health checks on. The words that pass are found once for an agency, before the clock starts
and on a line of their own. Beside the CPU time stands what checking the same registers costs: the ratio
says whether a property test waits for its strategy.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from hypothesis import Phase, given, settings

from touchpoint_model import Register, agencies, check
from touchpoint_model.testing import DAY
from touchpoint_model.testing.strategies import registers

SIZES = {"trade": 10}
SMALLEST = 2


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """Wall and CPU seconds of a call."""
    wall, spent = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - wall, time.process_time() - spent


def draw(code: str, size: int, number: int) -> list[Register]:
    drawn: list[Register] = []

    @settings(max_examples=number, database=None, deadline=None, phases=[Phase.generate])
    @given(registers(code, size=size))
    def collect(register: Register) -> None:
        drawn.append(register)

    collect()
    return drawn


def main(number: int) -> None:
    print(f"{'agency':16}{'size':>5}{'drawn':>7}{'rows':>7}{'wall, s':>9}{'CPU, s':>8}", end="")
    print(f"{'a second':>10}{'check, s':>10}{'ratio':>7}{'words, s':>10}")
    for agency in agencies():
        size = SIZES.get(agency.code, SMALLEST)
        words = timed(lambda code=agency.code, size=size: draw(code, size, 10))
        drawn: list[Register] = []
        wall, spent = timed(
            lambda code=agency.code, size=size, drawn=drawn: drawn.extend(draw(code, size, number))
        )
        checked = timed(
            lambda agency=agency, drawn=drawn: [check(one, agency, on=DAY) for one in drawn]
        )
        rows = sum(len(list(one.entries)) for one in drawn) / len(drawn)
        print(
            f"{agency.code:16}{size:>5}{len(drawn):>7}{rows:>7.1f}{wall:>9.2f}{spent:>8.2f}"
            f"{len(drawn) / spent:>10.0f}{checked[1]:>10.2f}{spent / checked[1]:>7.2f}{words[1]:>10.2f}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1000)
