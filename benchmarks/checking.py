"""A whole check, recognition included, of a register that is full of faults.

`python benchmarks/checking.py [ENTRIES …]`

The register is the published one of trade, repeated under other names: more than one finding a row,
each with its words in two languages. CPU seconds, and the peak memory of the process so far.
"""

from __future__ import annotations

import resource
import sys
import time
from datetime import date

from synthetic import register

from touchpoint_model import check


def main(sizes: list[int]) -> None:
    """Print a line for each size."""
    print("entries  check s  entries/s  findings  findings/s  peak MiB")
    for size in sizes:
        judged = register(size)
        start = time.process_time()
        report = check(judged, on=date(2024, 4, 1))
        spent = time.process_time() - start
        found = len(report.findings)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:7}  {spent:7.2f}  {size / spent:9.0f}  {found:8}  {found / spent:10.0f}  {peak:8.0f}"
        )


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [1_000, 10_000, 100_000])
