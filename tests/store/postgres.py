"""A PostgreSQL server of our own: made in a temporary folder, gone after the tests.

It is Debian's `postgresql`, whichever version is newest, and listens on a Unix socket in its own
folder only, so it neither takes a port nor meets a server that runs already. PostgreSQL refuses to
run as root: then it runs as the user `postgres`, or `nobody`. The socket trusts whoever can reach
it.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from attrs import Factory, define, field

__all__ = ["MISSING", "Server", "postgres", "postgres_server", "programs", "serving"]

MISSING = "PostgreSQL (Debian's package postgresql) is not installed"
OWNER = "touchpoint"  # the superuser of the server, as initdb makes it
PATIENCE = 60  # seconds until a server that does not answer is given up


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`, of the newest version; None: not installed."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = sorted(debian, key=lambda one: int(re.sub(r"\D", "", one.parts[-3]) or 0))
    elsewhere = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(elsewhere).parent if elsewhere else None


@define
class Server:
    """A server and its folder. `start`, `stop` and `crash` may be called again and again.

    Attributes:
        durable: whether a commit waits for the disk. Only a power cut, which no trial makes, tells
            the difference: without it the tests are quick on a slow disk.
    """

    folder: Path
    programs: Path
    durable: bool = True
    _running: subprocess.Popen[bytes] | None = None
    _names: Iterator[int] = field(init=False, default=Factory(lambda: count(1)))

    def url(self, database: str) -> str:
        """The address of a database, as `--store` takes it."""
        return f"postgresql+psycopg://{OWNER}@/{database}?host={self.folder}"

    def database(self, like: str = "template1") -> str:
        """The address of a new database. like: the name of one to copy, which nobody may use."""
        name = f"trial_{next(self._names)}"
        with self.connected("postgres") as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        return self.url(name)

    def connected(self, database: str) -> psycopg.Connection:
        """A connection of its own, past the store; every statement is at once committed."""
        return psycopg.connect(
            f"host={self.folder} user={OWNER} dbname={database}", autocommit=True
        )

    def connected_to(self, url: str) -> psycopg.Connection:
        """The same, by the address of a database."""
        return self.connected(name_of(url))

    def is_left(self, url: str) -> bool:
        """Whether no client is on a database any more: what a killed one left is decided then."""
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
        with self.connected("postgres") as connection:
            told = connection.execute(query, [name_of(url)]).fetchone()
        return told == (0,)

    def make(self) -> None:
        """The files of the server. A log segment is small, so that a limit on files can be."""
        self.folder.chmod(0o700)
        if _user() is not None:
            shutil.chown(self.folder, *_user_and_group())
        self._run(
            *("initdb", "--pgdata", str(self._data), "--username", OWNER, "--auth", "trust"),
            *("--encoding", "UTF8", "--locale", "C", "--no-sync", "--wal-segsize", "1"),
        )

    def start(self, *, largest: int | None = None) -> None:
        """Start the server and wait until it answers.

        Args:
            largest: no file of it may outgrow so many KiB; None: as large as the disk allows.
        """
        limit = "unlimited" if largest is None else str(largest * 2)  # sh counts blocks of 512
        command = ["sh", "-c", f'ulimit -S -f {limit} && exec "$@"', "sh"]
        command += [str(self.programs / "postgres"), "-D", str(self._data), "-k", str(self.folder)]
        command += ["-c", "listen_addresses=", "-c", "max_connections=40", "-c", "jit=off"]
        command += [] if self.durable else ["-c", "fsync=off"]
        with (self.folder / "log").open("ab") as log:
            self._running = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self.folder, **_as_user()
            )
        self._wait()

    def stop(self) -> None:
        """Stop it in good order: clients are cut off, what they began is undone."""
        self._end(signal.SIGINT)

    def crash(self) -> None:
        """Stop it as a power cut would: no farewell, and the next start has to recover."""
        self._end(signal.SIGQUIT)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self.programs / program, *arguments],
            check=False,
            capture_output=True,
            cwd=self.folder,
            **_as_user(),
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")

    def _wait(self) -> None:
        assert self._running is not None
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self.connected("postgres").close()
            except psycopg.OperationalError:
                assert self._running.poll() is None, self._log()
                assert time.monotonic() < until, self._log()
                time.sleep(0.05)
            else:
                return

    def _log(self) -> str:
        return (self.folder / "log").read_text("utf-8", errors="replace")[-2000:]

    def _end(self, how: signal.Signals) -> None:
        if self._running is not None:
            self._running.send_signal(how)
            self._running.wait(PATIENCE)
            self._running = None


def name_of(url: str) -> str:
    """The name of the database in an address."""
    return url.partition("@/")[2].partition("?")[0]


@contextlib.contextmanager
def serving(programs: Path, *, durable: bool = True) -> Iterator[Server]:
    """A running server, for the length of the block. Its folder's name is short: a socket's must."""
    folder = Path(tempfile.mkdtemp(prefix="touchpoint-pg-", dir="/tmp"))
    server = Server(folder, programs, durable)
    try:
        server.make()
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """One server for the tests of one process."""
    found = programs()
    if found is None:
        if os.environ.get("TOUCHPOINT_NO_SKIP"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with serving(found, durable=False) as server:
        yield server


@pytest.fixture
def postgres(postgres_server: Server) -> str:
    """The address of a new, empty database."""
    return postgres_server.database()


def _user() -> str | None:
    if os.geteuid() != 0:
        return None
    names = {one.pw_name for one in pwd.getpwall()}
    return next(one for one in ("postgres", "nobody") if one in names)


def _user_and_group() -> tuple[int, int]:
    record = pwd.getpwnam(_user() or "")
    return record.pw_uid, record.pw_gid


def _as_user() -> dict[str, Any]:
    if _user() is None:
        return {}
    uid, gid = _user_and_group()
    return {"user": uid, "group": gid, "extra_groups": []}
