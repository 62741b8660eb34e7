"""No room left: a write is refused in one sentence, and nothing that stood before is hurt."""

import contextlib
import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from touchpoint_model.model.errors import TouchpointError
from touchpoint_model.store import Store

from .drafts import CLERK, draft, moment
from .postgres import Server
from .telling import is_one_sentence

SMALL_DISK = 256  # KiB


@contextlib.contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file may outgrow so many bytes. Python ignores the signal, so the write itself fails."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def commit(store: Store, marks: int) -> None:
    """A revision more, of a register with so many marks."""
    head = store.head
    number = head.number + 1 if head else 1
    grown = draft([f"{number}.{one}" for one in range(marks)])
    store.commit(grown, author=CLERK, basis="записка", at=moment(number))


def fill(store: Store, most: int) -> TouchpointError | None:
    """Commit large revisions until one is refused; None: none of so many was."""
    for _ in range(most):
        try:
            commit(store, 500)
        except TouchpointError as refusal:
            return refusal
    return None


def holds(store: Store, number: int) -> bool:
    """Whether the store is whole and its head is that revision, read to its last row."""
    head = store.head
    return (
        store.verify() == ()
        and head is not None
        and head.number == number == len(store.history().revisions)
        and store.register() == store.register(number)
    )


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[Callable[[], object]]:
    """A folder with little room, and what makes it larger.

    A disk of its own, where one may be mounted; elsewhere a limit on the size of a file, so that the
    test says something everywhere.
    """
    size = f"size={SMALL_DISK}k"
    if os.geteuid() == 0 and _mounted("-t", "tmpfs", "-o", size, "none", str(folder)):
        try:
            yield lambda: subprocess.run(
                ["mount", "-o", "remount,size=4m", str(folder)], check=True
            )
        finally:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
        return
    with contextlib.ExitStack() as limit:
        limit.enter_context(largest_file(SMALL_DISK * 1024))
        yield limit.close


def _mounted(*arguments: str) -> bool:
    program = shutil.which("mount")
    if program is None:
        return False
    return subprocess.run([program, *arguments], check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize("room", [0, 1, 4096, 20_000])
def test_a_file_that_may_not_grow(room: int, tmp_path: Path):
    file = tmp_path / "register.db"
    store = Store.create(f"sqlite:///{file}")
    commit(store, 1)
    with largest_file(file.stat().st_size + room if room else 0):
        refusal = fill(store, 3)
        held = holds(store, 1)

    assert refusal is not None
    assert is_one_sentence(refusal), refusal.say("ru")
    assert str(file) in refusal.say("ru")
    assert held
    commit(store, 500)
    assert holds(Store.open(f"sqlite:///{file}"), 2)


@pytest.mark.parametrize("size", [0, 4096, 20_000])
def test_a_store_that_finds_no_room_to_begin(size: int, tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'register.db'}"
    with largest_file(size), pytest.raises(TouchpointError) as told:
        Store.create(url)

    assert is_one_sentence(told.value), told.value.say("ru")
    commit(Store.create(url), 1)
    assert holds(Store.open(url), 1)


def test_a_disk_that_is_full(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'register.db'}"
    with small_disk(tmp_path) as grow:
        store = Store.create(url)
        commit(store, 1)
        refusal = fill(store, 20)
        head = store.head
        assert refusal is not None
        assert is_one_sentence(refusal), refusal.say("ru")
        assert head is not None
        assert holds(store, head.number)
        grow()
        commit(store, 500)
        assert holds(Store.open(url), head.number + 1)


def test_a_server_whose_disk_is_full(postgres_server: Server):
    """The server's files may not outgrow 2 MiB for a while: as if its disk were full."""
    url = postgres_server.database()
    commit(Store.create(url), 1)
    postgres_server.stop()
    postgres_server.start(largest=2048)
    try:
        store = Store.open(url)
        refusal = fill(store, 400)
        head = store.head
        held = head is not None and holds(store, head.number)
    finally:
        postgres_server.stop()
        postgres_server.start()

    assert refusal is not None
    assert is_one_sentence(refusal), refusal.say("ru")
    assert held
    assert head is not None
    store = Store.open(url)
    commit(store, 500)
    assert holds(store, head.number + 1)
