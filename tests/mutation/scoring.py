"""What a run came to: the score of each module, the survivors, the exit code."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Mapping

from .mutants import Mutant
from .survivors import Key, Survivor

__all__ = ["judged", "line", "report"]


def line(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def report(verdicts: Mapping[Mutant, str], explained: Collection[Key], seconds: float) -> None:
    """Print a row for each module, and the survivors that nobody explains.

    The score is the share of mutants that are killed; `open` are neither killed nor explained.
    """
    made = Counter(one.module for one in verdicts)
    killed = Counter(one.module for one, verdict in verdicts.items() if verdict == "killed")
    alive = [one for one, verdict in verdicts.items() if verdict == "survived"]
    known = Counter(one.module for one in alive if one.key in explained)
    line(f"{'module':20}{'mutants':>8}{'killed':>8}{'explained':>10}{'open':>6}{'score':>8}")
    for module in made:
        line(_row(module, made[module], killed[module], known[module]))
    line(_row("all", made.total(), killed.total(), known.total()))
    line(f"{seconds:.0f} s")
    for one in alive:
        if one.key not in explained:
            line(f"survived {one}")


def _row(name: str, made: int, killed: int, known: int) -> str:
    score = killed / made if made else 1.0
    return f"{name:20}{made:8}{killed:8}{known:10}{made - killed - known:6}{score:8.1%}"


def judged(
    verdicts: Mapping[Mutant, str], explained: Mapping[Key, Survivor], *, whole: bool
) -> int:
    """The exit code; of a whole run, also whether what is explained still survives."""
    alive = {one.key for one, verdict in verdicts.items() if verdict == "survived"}
    modules = {one.module for one in verdicts}
    stale = [one for key, one in explained.items() if one.module in modules and key not in alive]
    for one in stale if whole else ():
        line(
            f"explained, but killed or gone: {one.module} {one.function}: {one.before} → {one.after}"
        )
    return 1 if alive - explained.keys() or (whole and stale) else 0
