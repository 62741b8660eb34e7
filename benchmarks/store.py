"""The store with a long history: does a commit, or reading the head, cost more than at the start?

`python benchmarks/store.py [REVISIONS …] [--entries N] [--store sqlite|postgresql] [--verify]`

The register has 500 entries; every revision changes the needs of one row. At each number of
revisions the next commits and reads of the head are timed, in turn with those of a store that has a
short history, so that both meet the same moods of the machine: medians in milliseconds, and the
ratio of the long history to the short one. No growth is a ratio about 1. Beside them a write and
`fsync` of 4 KiB on the same disk, which a durable commit cannot be quicker than, and the size of
the store, in all and for each revision. `--verify` times `verify` too, which reads everything.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from attrs import define, evolve, frozen
from synthetic import lawful

from touchpoint_model import Need, Register
from touchpoint_model.model.revisions import Actor
from touchpoint_model.store import Store

sys.path.append(str(Path(__file__).parents[1]))

from tests.store.postgres import MISSING, Server, programs, serving

CLERK = Actor("Иванова А. А.", "authorised-person")
START = datetime(2024, 1, 1, tzinfo=UTC)
SHORT = 20  # revisions of the short history
SAMPLE = 30
HEADS = (
    "revisions  commit ms  short ms  ratio  head ms  short ms  ratio  fsync ms    MiB"
    "  KiB/revision  verify s"
)


@frozen
class Place:
    """Where a store is, and how many bytes it takes."""

    url: str
    size: Callable[[], int]


@define
class Kept:
    """A store and the register that it holds."""

    place: Place
    register: Register
    number: int = 0
    store: Store | None = None

    def commit(self) -> None:
        """One revision more."""
        self.store = self.store or Store.create(self.place.url)
        self.number += 1
        self.register = changed(self.register, self.number)
        self.store.commit(
            self.register,
            author=CLERK,
            basis=f"служебная записка {self.number}",
            at=START + timedelta(minutes=self.number),
            expect=self.number - 1,
        )

    def read(self) -> Register:
        """The register of the head, from a store opened anew."""
        return Store.open(self.place.url).register()

    def grow(self, until: int) -> None:
        """Commit until there are so many revisions."""
        while self.number < until:
            self.commit()


def changed(register: Register, number: int) -> Register:
    """The register with other needs in one row: as revision `number` has it."""
    direction = register.directions[0]
    processes = list(direction.processes)
    at = number % len(processes)
    entry, *others = processes[at].entries
    needs = (Need(f"получение информации, редакция {number}"),)
    processes[at] = evolve(processes[at], entries=(evolve(entry, needs=needs), *others))
    return evolve(register, directions=(evolve(direction, processes=tuple(processes)),))


@contextmanager
def two_places(store: str) -> Iterator[tuple[Place, Place]]:
    """Places for two stores, for the length of the block."""
    if store == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder) / name for name in ("long.db", "short.db")]
            long, short = (
                Place(f"sqlite:///{one}", lambda one=one: one.stat().st_size) for one in files
            )
            yield long, short
        return
    found = programs()
    if found is None:
        sys.exit(MISSING)
    with serving(found) as server:
        yield _of(server), _of(server)


def _of(server: Server) -> Place:
    url = server.database()

    def size() -> int:
        with server.connected_to(url) as connection:
            told = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        return told[0] if told else 0

    return Place(url, size)


def milliseconds(work: Callable[[], object]) -> float:
    """The time that one piece of work takes."""
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def in_turn(*works: Callable[[], object]) -> list[float]:
    """The median time of each piece of work, in milliseconds; they take turns."""
    rounds = [[milliseconds(one) for one in works] for _ in range(SAMPLE)]
    return [statistics.median(one) for one in zip(*rounds, strict=True)]


def synced(folder: Path) -> float:
    """The median time to write 4 KiB and have them on the disk."""
    with (folder / "probe").open("wb") as probe:

        def once() -> None:
            probe.write(bytes(4096))
            probe.flush()
            os.fsync(probe.fileno())

        return in_turn(once)[0]


def main(revisions: list[int], entries: int, name: str, verify: bool) -> None:
    """Print a line for each number of revisions."""
    with two_places(name) as places, tempfile.TemporaryDirectory() as folder:
        long, short = (Kept(one, lawful(entries)) for one in places)
        short.grow(SHORT)
        print(f"{name}, {entries} entries; medians of {SAMPLE}; short: {SHORT} revisions and more")
        print(HEADS)
        for until in sorted(revisions):
            long.grow(until - SAMPLE)
            commit, commit_short = in_turn(long.commit, short.commit)
            read, read_short = in_turn(long.read, short.read)
            size = long.place.size()
            verified = milliseconds(Store.open(long.place.url).verify) / 1000 if verify else None
            told = (
                f"{long.number:9}  {commit:9.1f}  {commit_short:8.1f}  {commit / commit_short:5.2f}",
                f"{read:7.1f}  {read_short:8.1f}  {read / read_short:5.2f}",
                f"{synced(Path(folder)):8.2f}  {size / 2**20:5.1f}  {size / 1024 / long.number:12.1f}",
                "-".rjust(8) if verified is None else f"{verified:8.1f}",
            )
            print("  ".join(told), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Commits and heads with a long history.")
    parser.add_argument("revisions", type=int, nargs="*", default=[100, 1_000, 10_000])
    parser.add_argument("--entries", type=int, default=500)
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--verify", action="store_true", help="time verify too")
    asked = parser.parse_args()
    main(asked.revisions, asked.entries, asked.store, asked.verify)
