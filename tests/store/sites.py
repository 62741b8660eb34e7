"""Where a trial keeps its store: a file of SQLite, or a PostgreSQL server of its own."""

from __future__ import annotations

import contextlib
import sys
import tempfile
import time
from collections.abc import Callable, Iterator

from attrs import frozen

from .postgres import MISSING, PATIENCE, Server, programs, serving

__all__ = ["Broken", "Site", "say", "sites"]


class Broken(Exception):
    """The store is not as it has to be."""


@frozen
class Site:
    """Where the store is. server: of PostgreSQL; None with SQLite."""

    url: str
    server: Server | None = None

    def settle(self) -> None:
        """Wait until what a killed client left in the server's hands is decided."""
        until = time.monotonic() + PATIENCE
        while self.server is not None and not self.server.is_left(self.url):
            assert time.monotonic() < until, "the server still serves a client that is dead"
            time.sleep(0.005)


@contextlib.contextmanager
def sites(store: str) -> Iterator[Callable[[], Site]]:
    """A giver of new places for stores, for the length of the block."""
    if store == "sqlite":
        with tempfile.TemporaryDirectory(prefix="touchpoint-store-") as folder:
            yield lambda: Site(f"sqlite:///{tempfile.mkdtemp(dir=folder)}/register.db")
        return
    found = programs()
    if found is None:
        sys.exit(MISSING)
    with serving(found, durable=False) as server:
        yield lambda: Site(server.database(), server)


def say(line: str) -> None:
    """A line of the trial's report."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
