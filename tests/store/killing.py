"""The trial: clients killed at random moments while they write, and what the store holds then.

    python -m tests.store.killing --times 200 --store sqlite
    python -m tests.store.killing --times 200 --store postgresql
    python -m tests.store.killing --times 50 --store postgresql --kill server
    python -m tests.store.killing --times 20 --store sqlite --seed 7   # the short form, for CI

Run it at the root of the repository. A client commits one revision after another, and now and then
records an approval, a publication and an event; it tells before and after each. It is killed
(SIGKILL) at a random moment; only a kill in the middle of a commit counts, others are extra. With
`--kill server` the server falls instead (SIGQUIT: as in a power cut), and the client has to say so.

After each kill the store is opened again and held to this: `verify` finds nothing; what was told as
done is there, revisions with their hashes and contents; what was only begun is there whole or not
at all; nothing else is there; the next client can write. Exit code 1: it was not so.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import count, islice, pairwise

from attrs import define, field, frozen

from touchpoint_model import Register
from touchpoint_model.model.errors import TouchpointError
from touchpoint_model.model.history import Event
from touchpoint_model.model.revisions import Approval, Publication
from touchpoint_model.store import Store

from .drafts import CLERK, draft, moment
from .forking import Client, Tell, forked
from .sites import Broken, Site, say, sites

KINDS = ("commit", "approve", "publish", "event")
IN_ONE = 50  # kills on one store; then a new one, for `verify` reads all that is there
TRIES = 20  # for each kill that has to count


@frozen
class Deed:
    """One thing that is done to a store. hash: of the revision committed."""

    kind: str
    number: int
    hash: str | None = None

    @property
    def key(self) -> tuple[str, int]:
        return self.kind, self.number


Known = dict[tuple[str, int], str | None]
"""What the store has to hold: what was told as done, or was found there later; with hashes."""


@frozen
class Told:
    """What one client told. begun: what it was about when it was killed."""

    done: tuple[Deed, ...]
    begun: Deed | None
    refused: str | None


@define
class Score:
    """What became of what was begun, by kind; idle: kills between two deeds.

    revisions: in all stores, at the end of the trial.
    """

    kept: Counter[str] = field(factory=Counter)
    undone: Counter[str] = field(factory=Counter)
    idle: int = 0
    revisions: int = 0

    @property
    def counted(self) -> int:
        """How many kills fell into the middle of a commit."""
        return self.kept["commit"] + self.undone["commit"]


def write(url: str, tell: Tell) -> None:
    """Write without end. A refusal by the store is told, and ends it."""
    try:
        store = Store.open(url)
        for number in count(_next(store)):
            _write_one(store, number, tell)
    except TouchpointError as refusal:
        tell(f"refused {refusal.say('en')!r}")


def _next(store: Store) -> int:
    head = store.head
    return head.number + 1 if head else 1


def _write_one(store: Store, number: int, tell: Tell) -> None:
    at = moment(number)
    tell(f"begin commit {number}")
    made = store.commit(
        _register(number),
        author=CLERK,
        basis=f"служебная записка {number}",
        at=at,
        expect=number - 1,
    )
    tell(f"done commit {made.number} {made.hash}")
    if number % 8:
        return
    tell(f"begin approve {number}")
    store.approve(number, Approval("приказ", str(number), at.date(), CLERK), at=at, by=CLERK)
    tell(f"done approve {number}")
    tell(f"begin publish {number}")
    store.publish(number, Publication("website", at.date(), str(number)), at=at, by=CLERK)
    tell(f"done publish {number}")
    tell(f"begin event {number}")
    store.record(Event("new-touchpoint", at.date(), text=str(number)), at=at, by=CLERK)
    tell(f"done event {number}")


def judge(site: Site, told: Told, known: Known) -> bool:
    """Hold the store to what was told. Returns whether what was only begun is there."""
    site.settle()
    known.update({one.key: one.hash for one in told.done})
    store = Store.open(site.url)
    if damage := store.verify():
        raise Broken(f"verify: {damage}")
    found = _found(store)
    lost = [key for key, hash in known.items() if found.get(key, "") != hash]
    strange = found.keys() - known.keys()
    begun = told.begun.key if told.begun else None
    if lost or strange - {begun}:
        raise Broken(f"lost or changed: {lost}; not asked for: {strange - {begun}}")
    known.update({key: found[key] for key in strange})
    _judge_registers(store, {one.number for one in told.done} | {number for _, number in strange})
    return begun in strange


def _register(number: int) -> Register:
    return draft([number], rows=12)


def _found(store: Store) -> dict[tuple[str, int], str | None]:
    history = store.history()
    found = {("commit", one.number): one.hash for one in history.revisions}
    found |= {("approve", int(one.approval.number or 0)): None for one in history.approvals}
    found |= {("publish", int(one.publication.url or 0)): None for one in history.publications}
    found |= {("event", int(one.text)): None for one in history.events or ()}
    told = (history.revisions, history.approvals, history.publications, history.events or ())
    if len(found) != sum(map(len, told)):
        raise Broken(f"something stands twice: {history}")
    return found


def _judge_registers(store: Store, numbers: set[int]) -> None:
    for number in numbers:
        if store.register(number) != _register(number):
            raise Broken(f"revision {number} holds another register than was committed")


def listen(client: Client, kill: Callable[[], None], *, after: int, delay: float) -> Told:
    """Let a client do some deeds, kill it a while after, and tell what it told."""
    heard: list[str] = []
    lines = client.lines()
    for line in lines:
        heard.append(line)
        after -= line.startswith("done")
        if after <= 0:
            break
    time.sleep(delay)
    kill()
    heard += lines
    code = client.ended()
    if code not in {0, -9}:
        raise Broken(f"the client ended by itself with code {code}")
    return _read(heard)


def _read(heard: Sequence[str]) -> Told:
    done: list[Deed] = []
    begun = refused = None
    for line in heard:
        word, _, rest = line.partition(" ")
        if word == "refused":
            refused = rest
            continue
        kind, number, *hash = rest.split()
        deed = Deed(kind, int(number), *hash)
        begun = deed if word == "begin" else None
        if word == "done":
            done.append(deed)
    return Told(tuple(done), begun, refused)


def typical(site: Site, known: Known) -> float:
    """Seconds that a deed takes, from a client that is killed after a dozen of them."""
    client = forked(lambda tell: write(site.url, tell))
    began: list[float] = [time.perf_counter()]

    def timed() -> Iterator[str]:
        for line in client.lines():
            began.append(time.perf_counter())
            yield line

    heard = [*islice(timed(), 24)]
    client.kill()
    heard += client.lines()
    client.ended()
    told = _read(heard)
    if told.refused:
        raise Broken(f"the first client was refused: {told.refused}")
    judge(site, told, known)
    spans = [after - before for before, after in pairwise(began[2:])]
    return statistics.quantiles(spans, n=10)[-1]


def trial(
    site: Site, times: int, draw: random.Random, score: Score, *, server: bool = False
) -> None:
    """Kill clients, or the server under them, so many times while they write into a new store."""
    Store.create(site.url)
    known: Known = {}
    span = typical(site, known)
    aim = score.counted + times
    for _ in range(TRIES * times):
        if score.counted == aim:
            break
        client = forked(lambda tell: write(site.url, tell))
        kill = _fall(site) if server else client.kill
        told = listen(client, kill, after=draw.randint(1, 2), delay=draw.uniform(0, 1.2 * span))
        if server and site.server is not None:
            site.server.start()
        if server != bool(told.refused):
            raise Broken(f"the client was told: {told.refused}")
        kept = judge(site, told, known)
        if told.begun is None:
            score.idle += 1
        else:
            (score.kept if kept else score.undone)[told.begun.kind] += 1
    store = Store.open(site.url)
    _judge_registers(store, {number for _, number in known})
    _write_one(store, _next(store), lambda _: None)
    score.revisions += _next(store) - 1


def _fall(site: Site) -> Callable[[], None]:
    assert site.server is not None
    return site.server.crash


def main() -> int:
    """Do the trial that the command line asks for."""
    asked = _arguments()
    score, draw = Score(), random.Random(asked.seed)
    with sites(asked.store) as fresh:
        try:
            for begin in range(0, asked.times, IN_ONE):
                times = min(IN_ONE, asked.times - begin)
                trial(fresh(), times, draw, score, server=asked.kill == "server")
        except Broken as fault:
            say(f"{asked.store}: {fault}")
            return 1
    say(f"{asked.store}: {score.counted} kills of the {asked.kill} in the middle of a commit")
    say(f"{'':12} {'kept whole':>12} {'not at all':>12}")
    for kind in KINDS:
        say(f"{kind:12} {score.kept[kind]:12} {score.undone[kind]:12}")
    say(f"between two of them: {score.idle}")
    say(f"revisions at the end: {score.revisions}; lost 0, half-written 0, strange 0")
    return 0 if score.counted == asked.times else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Kill who writes into a store, and look at it.")
    parser.add_argument("--times", type=int, default=200, metavar="N", help="kills that count")
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--kill", choices=("client", "server"), default="client")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="of the moments")
    asked = parser.parse_args()
    if asked.kill == "server" and asked.store == "sqlite":
        parser.error("SQLite has no server")
    return asked


if __name__ == "__main__":
    sys.exit(main())
