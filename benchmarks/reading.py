"""Reading and writing a register as JSON, next to `json.loads` of the same bytes.

`python benchmarks/reading.py [ENTRIES …]`

Both reads run in turn, seven times; the ratio is of the medians of CPU time.
"""

from __future__ import annotations

import json
import sys
import time

from engine import timed
from synthetic import register

from touchpoint_model.formats.json import dumps, loads


def main(sizes: list[int]) -> None:
    """Print a line for each size."""
    print("entries      MiB  json.loads s  read s  ratio  write s")
    for size in sizes:
        data = dumps(register(size))
        mine, theirs = timed(lambda data=data: loads(data), lambda data=data: json.loads(data))
        made = loads(data)
        start = time.process_time()
        dumps(made)
        written = time.process_time() - start
        print(
            f"{size:7}  {len(data) / 2**20:7.1f}  {theirs:12.3f}  {mine:6.3f}  {mine / theirs:5.2f}"
            f"  {written:7.3f}"
        )


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [1_000, 10_000, 100_000])
