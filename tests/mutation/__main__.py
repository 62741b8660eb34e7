"""The command: mutants of `norms/` and `rules/`, tried, scored, and the survivors listed.

    python -m tests.mutation                        # all modules
    python -m tests.mutation norms/needs            # one of them
    python -m tests.mutation --sample 60 --seed 1   # the short form, for CI

Run it at the root of the repository. A survivor is a change of the code that no test notices; those
of `survivors.toml` are explained there. Exit code 1: one is not explained, or (unless it is a
sample) an explained one is killed by now or cannot be made any more.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

import pytest

from .living import Trial
from .loading import load_instead, module_name, telling
from .mutants import Mutant, mutants
from .scoring import judged, line, report
from .survivors import Key, read_survivors

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "touchpoint_model"
ROOMS = ("norms", "rules")
# The quickest tests that suffice. A fresh process runs group by group, up to the first failure.
GROUPS = (
    "tests/unit/test_engine.py tests/unit/test_binding.py tests/unit/test_waivers.py "
    "tests/unit/test_checking.py tests/unit/test_absent.py tests/unit/test_engine_words.py "
    "tests/unit/test_cited_places.py tests/unit/test_fingerprints.py "
    "tests/unit/test_norms_faults.py tests/unit/test_norms_indicators.py "
    "tests/unit/test_norms_wording.py tests/unit/test_norms_journeys.py "
    "tests/unit/test_checking_journeys.py",
    "tests/golden",
    "tests/norms",
    "tests/contract",
    "tests/unit/test_broken_rules.py",
    "tests/unit/test_witnesses.py",
)
# Pytest would rewrite the asserts of the whole library, and so load it past our finder.
OPTIONS = "--assert=plain -p no:cacheprovider -p no:xdist -o addopts= -qq --no-header"
FRESH_LIMIT = 600  # seconds
IMPORTED = os.pathsep.join(str(ROOT / folder) for folder in ("src", "agencies"))


def main() -> int:
    """Try the mutants that the command line asks for."""
    asked = _arguments()
    files = {
        f"{room}/{one.stem}": one for room in ROOMS for one in sorted((PACKAGE / room).glob("*.py"))
    }
    paths = {name: path for name, path in files.items() if _is_wanted(name, asked.modules)}
    every = [one for name, path in paths.items() for one in mutants(path, name)]
    explained = {one.key: one for one in read_survivors()}
    chosen = every if asked.sample is None else _sample(every, asked.sample, asked.seed, explained)
    began = time.monotonic()
    verdicts = _verdicts(chosen, paths, _told if asked.verbose else _untold)
    report(verdicts, explained.keys(), time.monotonic() - began)
    return judged(verdicts, explained, whole=asked.sample is None)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Mutation testing of norms/ and rules/.")
    parser.add_argument("modules", nargs="*", help="norms, rules, norms/needs ...; all if none")
    parser.add_argument("--sample", type=int, metavar="N", help="try N that are not explained")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="which N")
    parser.add_argument("--verbose", action="store_true", help="a line for every mutant")
    return parser.parse_args()


def _is_wanted(name: str, modules: Sequence[str]) -> bool:
    return not modules or any(name == one or name.startswith(f"{one}/") for one in modules)


def _sample(
    every: Sequence[Mutant], size: int, seed: int, explained: Collection[Key]
) -> list[Mutant]:
    unknown = [one for one in every if one.key not in explained]
    picked = random.Random(seed).sample(range(len(unknown)), min(size, len(unknown)))
    return [unknown[at] for at in sorted(picked)]


def _told(mutant: Mutant, verdict: str) -> None:
    line(f"{verdict} {mutant}")


def _untold(_: Mutant, __: str) -> None:
    pass


def _verdicts(
    chosen: Sequence[Mutant], paths: Mapping[str, Path], say: Callable[[Mutant, str], None]
) -> dict[Mutant, str]:
    """`killed` or `survived` for each mutant; those done at import come last."""
    sys.path[:0] = IMPORTED.split(os.pathsep)
    statements: set[tuple[str, int]] = set()
    load_instead({module_name(one): telling(paths[one], one, statements) for one in paths})
    trial = Trial(chosen, paths, statements, say)
    pytest.main([*OPTIONS.split(), *" ".join(GROUPS).split()], plugins=[trial])
    if trial.broken:
        sys.exit("these tests fail without any mutant:\n  " + "\n  ".join(trial.broken))
    verdicts = dict(trial.verdicts)
    for mutant in chosen:
        if mutant not in verdicts:
            verdicts[mutant] = _fresh(mutant, paths[mutant.module])
            say(mutant, verdicts[mutant])
    return verdicts


def _fresh(mutant: Mutant, path: Path) -> str:
    """The verdict of a process of its own."""
    command = [sys.executable, "-m", "tests.mutation.fresh"]
    try:
        done = subprocess.run(
            [*command, module_name(mutant.module), str(path), OPTIONS, *GROUPS],
            input=mutant.source.encode(),
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": IMPORTED},
            capture_output=True,
            timeout=FRESH_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "killed"
    return "killed" if done.returncode else "survived"


if __name__ == "__main__":
    sys.exit(main())
