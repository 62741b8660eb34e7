"""Reading very long texts: what doubling a text costs; 2 is linear, 4 is a square.

`python benchmarks/long_texts.py`

Each reader takes 20,000 and 40,000 characters of one repeated unit, best of three, CPU time.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from touchpoint_model.norms.wording import heads, parts
from touchpoint_model.recognise.contacts import split_contacts

UNITS = (" ", "а", "8", "получение ", "a.", "+7 ", "(")


def main() -> None:
    """Print a line for each reader and unit."""
    print("reader           unit            20,000 s  ratio")
    for name, read in (("parts", _padded), ("heads", heads), ("split_contacts", split_contacts)):
        for unit in UNITS:
            short, long = (_seconds(read, unit * (size // len(unit))) for size in (20_000, 40_000))
            print(f"{name:15}  {unit!r:14}  {short:8.4f}  {long / short:5.1f}")


def _padded(text: str) -> object:
    return parts(f"получение ответа{text}x; подача")


def _seconds(read: Callable[[str], object], text: str) -> float:
    best = float("inf")
    for _ in range(3):
        heads.cache_clear()
        start = time.process_time()
        read(text)
        best = min(best, time.process_time() - start)
    return best


if __name__ == "__main__":
    main()
