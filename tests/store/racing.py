"""The trial: many writers at once, and whether any of them loses what another wrote.

    python -m tests.store.racing --writers 8 --each 20 --store sqlite
    python -m tests.store.racing --writers 8 --each 20 --store postgresql

Run it at the root of the repository. Every writer adds rows of its own to the register, one a
commit. It says which revision it builds on; refused because another was quicker, it is shown both
versions, reads again and builds on the newer. Meanwhile readers verify the store and read its head,
over and over: it is sound at any moment. At the end every row of every writer is in the register,
there are as many revisions as commits told as done, each with its writer, and `verify` finds
nothing. Exit code 1: it was not so.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from attrs import frozen

from touchpoint_model.model.revisions import Actor
from touchpoint_model.store import StaleWrite, Store

from .drafts import CLERK, draft, marks, moment
from .forking import Client, Tell, forked
from .sites import Broken, Site, say, sites

__all__ = ["Race", "race"]


@frozen
class Race:
    """What a race came to: revisions committed, attempts refused as stale, looks of readers."""

    committed: int
    stale: int
    looks: int


def race(site: Site, writers: int, each: int, readers: int = 1) -> Race:
    """Let so many writers commit so many times each, all at once.

    Raises:
        Broken: something was lost, stands twice, or is damaged; or a writer was refused otherwise.
    """
    first = draft([], rows=12)
    Store.create(site.url).commit(first, author=CLERK, basis="начало", at=moment(1))
    gate = os.pipe()
    works = [partial(_write, site.url, one, each, gate) for one in range(writers)]
    writing = [forked(one) for one in works]
    reading = [forked(partial(_read, site.url, gate)) for _ in range(readers)]
    for end in gate:
        os.close(end)  # the last hand on it, once the clients have let go: all start now
    lines = _heard(writing)
    for client in reading:
        client.kill()
    looks = _heard(reading, killed=True)
    wrong = [line for line in [*lines, *looks] if line.partition(" ")[0] == "wrong"]
    if wrong:
        raise Broken(f"{wrong}")
    done = {line.partition(" ")[2] for line in lines if line.startswith("done")}
    _judge(site, done)
    told = Counter(line.partition(" ")[0] for line in lines)
    return Race(told["done"], told["stale"], len(looks))


def _heard(clients: Sequence[Client], *, killed: bool = False) -> list[str]:
    lines = [line for client in clients for line in client.lines()]
    codes = {client.ended() for client in clients}
    if codes - {-9 if killed else 0}:
        raise Broken(f"clients ended by themselves with {codes}")
    return lines


def _start_together(gate: tuple[int, int]) -> None:
    reading, writing = gate
    os.close(writing)
    os.read(reading, 1)  # nothing is ever written: it ends when nobody can write any more


def _write(url: str, writer: int, each: int, gate: tuple[int, int], tell: Tell) -> None:
    store = Store.open(url)
    _start_together(gate)
    for mark in _marks(writer, each):
        while not _commit(store, writer, mark, tell):
            pass


def _commit(store: Store, writer: int, mark: str, tell: Tell) -> bool:
    head = store.head
    assert head is not None
    before = store.register(head.number)
    grown = draft(sorted(marks(before) | {mark}), rows=12)
    author = Actor(f"Писатель {writer}", "authorised-person")
    at, number = moment(head.number + 1), head.number
    try:
        made = store.commit(grown, author=author, basis=mark, at=at, expect=number)
    except StaleWrite as stale:
        both = stale.base == before and stale.proposed == grown and stale.difference
        missed = stale.current and marks(stale.current) - marks(before)
        tell(f"stale {mark}" if both and missed else f"wrong {stale} shows not both versions")
        return False
    tell(f"done {made.number} {mark} {made.hash}")
    return True


def _read(url: str, gate: tuple[int, int], tell: Tell) -> None:
    store = Store.open(url)
    _start_together(gate)
    while True:
        damage, head = store.verify(), store.head
        whole = head is not None and {head.basis} - {"начало"} <= marks(store.register(head.number))
        tell("look" if whole and not damage else f"wrong {damage} at {head}")


def _marks(writer: int, each: int) -> Iterator[str]:
    return (f"{writer}.{turn}" for turn in range(each))


def _judge(site: Site, done: set[str]) -> None:
    store = Store.open(site.url)
    if damage := store.verify():
        raise Broken(f"verify: {damage}")
    revisions = store.history().revisions[1:]
    if done != {f"{one.number} {one.basis} {one.hash}" for one in revisions}:
        raise Broken(f"told as done: {sorted(done)}; in the store: {revisions}")
    missing = {one.basis for one in revisions} - marks(store.register())
    if missing:
        raise Broken(f"lost updates: {sorted(missing)}")
    wrong = [
        one for one in revisions if one.author.name != f"Писатель {one.basis.partition('.')[0]}"
    ]
    if wrong:
        raise Broken(f"under another's name: {wrong}")


def main() -> int:
    """Run the race that the command line asks for."""
    parser = argparse.ArgumentParser(description="Many writers into one store, all at once.")
    parser.add_argument("--writers", type=int, default=8, metavar="N")
    parser.add_argument("--each", type=int, default=20, metavar="N", help="commits of each")
    parser.add_argument("--readers", type=int, default=1, metavar="N", help="who verify meanwhile")
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    asked = parser.parse_args()
    with sites(asked.store) as fresh:
        try:
            came = race(fresh(), asked.writers, asked.each, asked.readers)
        except Broken as fault:
            say(f"{asked.store}: {fault}")
            return 1
    say(
        f"{asked.store}: {asked.writers} writers, {came.committed} revisions, "
        f"{came.stale} stale writes refused and done again, 0 lost"
    )
    say(f"found whole {came.looks} times meanwhile")
    return 0 if came.committed == asked.writers * asked.each else 1


if __name__ == "__main__":
    sys.exit(main())
