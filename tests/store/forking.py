"""Clients of a store that can be killed: forked, warm, telling what they did line by line.

Only a command forks, never pytest: a process with threads must not.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from typing import TextIO

from attrs import frozen

__all__ = ["Client", "Tell", "forked"]

Tell = Callable[[str], None]


@frozen
class Client:
    """A process and the lines that it tells. A line arrives whole, even of one killed after it."""

    pid: int
    told: TextIO

    def lines(self) -> Iterator[str]:
        """What it tells, until it ends."""
        return (one.removesuffix("\n") for one in self.told)

    def kill(self) -> None:
        """End it with no chance to tidy up."""
        os.kill(self.pid, signal.SIGKILL)

    def ended(self) -> int:
        """Its exit code; -9 after a `kill`."""
        self.told.close()
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def forked(work: Callable[[Tell], None]) -> Client:
    """Start a client that does the work, and then ends. The parent must hold no open store."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Client(pid, os.fdopen(reading, encoding="utf-8"))
    os.close(reading)
    code = 1
    try:
        work(lambda line: (os.write(writing, f"{line}\n".encode()), None)[1])
        code = 0
    finally:
        if code:
            traceback.print_exc()
        sys.stderr.flush()
        os._exit(code)
    raise AssertionError
