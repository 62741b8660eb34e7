"""The trial: a client killed while it makes a store, or restores one from an export.

    python -m tests.store.beginning --times 50 --store sqlite
    python -m tests.store.beginning --times 50 --store postgresql

Run it at the root of the repository. Only a kill before the client told that it is done counts.
Afterwards there is the whole store, or none, and then one can be made in the same place. Exit code
1: it was not so.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from touchpoint_model.store import Store, StoreMissing

from .drafts import CLERK, draft, moment
from .forking import Tell, forked
from .sites import Broken, Site, say, sites

__all__ = ["begun"]

REVISIONS = 20  # of the history that is restored
TRIES = 20  # for each kill that has to count


def exported() -> list[bytes]:
    """The lines of a history."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "register.db")
        for number in range(1, REVISIONS + 1):
            store.commit(draft([number], 12), author=CLERK, basis="записка", at=moment(number))
        stream = io.BytesIO()
        store.export(stream)
    return stream.getvalue().splitlines(keepends=True)


def begun(
    fresh: Callable[[], Site], make: Callable[[str], Store], revisions: int, times: int, seed: int
) -> Counter[str]:
    """Kill who makes a store so many times. Returns how often it was there whole, and how often not.

    Args:
        fresh: gives a new place. make: makes the store. revisions: that it holds when it is made.
    """
    draw, came = random.Random(seed), Counter[str]()
    start = time.perf_counter()
    make(fresh().url)
    span = time.perf_counter() - start
    for _ in range(TRIES * times):
        if came.total() == times:
            break
        site = fresh()
        if not _killed(site, make, draw.uniform(0, span)):
            came["there" if _is_whole(site, revisions) else "not there"] += 1
    return came


def _killed(site: Site, make: Callable[[str], Store], delay: float) -> bool:
    """Start a client and kill it a while after. Returns whether it was done before."""

    def work(tell: Tell) -> None:
        tell("begin")
        make(site.url)
        tell("done")

    client = forked(work)
    lines = client.lines()
    next(lines)
    time.sleep(delay)
    client.kill()
    done = "done" in lines
    if client.ended() not in {0, -9}:
        raise Broken("the client ended by itself")
    site.settle()
    return done


def _is_whole(site: Site, revisions: int) -> bool:
    try:
        store = Store.open(site.url)
    except StoreMissing:
        Store.create(site.url)
        return False
    held = len(store.history().revisions) if store.head else 0
    if held != revisions or store.verify():
        raise Broken(f"half made: {held} of {revisions} revisions, {store.verify()}")
    return True


def main() -> int:
    """Do the trial that the command line asks for."""
    parser = argparse.ArgumentParser(description="Kill who makes a store, and look at it.")
    parser.add_argument("--times", type=int, default=50, metavar="N", help="kills that count")
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="of the moments")
    asked = parser.parse_args()
    lines = exported()
    works: dict[str, tuple[Callable[[str], Store], int]] = {
        "created": (Store.create, 0),
        "restored": (lambda url: Store.restore(url, lines), REVISIONS),
    }
    code = 0
    with sites(asked.store) as fresh:
        for name, (make, revisions) in works.items():
            try:
                came = begun(fresh, make, revisions, asked.times, asked.seed)
            except Broken as fault:
                say(f"{asked.store}, {name}: {fault}")
                return 1
            say(
                f"{asked.store}, killed while it is {name}: {came.total()} times; "
                f"whole {came['there']}, not there {came['not there']}, half 0"
            )
            code = code or int(came.total() != asked.times)
    return code


if __name__ == "__main__":
    sys.exit(main())
