"""The command line: `touchpoint`, or `python -m touchpoint_model`.

Only here are things printed, clocks read and exit codes given: 0 nothing to say, 1 findings or a
difference, 2 wrong usage or an unreadable file, 3 a broken plug-in or rule.
"""

from __future__ import annotations

import os
import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line with the arguments of the process."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        # answered before the command line's libraries are loaded: scripts ask it often
        from .. import __version__

        print(f"touchpoint {__version__}")
        raise SystemExit(0)
    from .app import run

    try:
        code = run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader of our output has gone; there is nobody to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    raise SystemExit(code)
