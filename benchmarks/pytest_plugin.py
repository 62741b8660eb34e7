"""What the entry points for pytest and Hypothesis cost a project that does not use them.

`python benchmarks/pytest_plugin.py [RUNS]`

`pytest --collect-only` in a folder with one small test file, with and without the library's entry
points, in turn; once for a project that uses Hypothesis and once for one that does not. CPU time of
the child, the least of so many runs (default 15): what else the machine does only adds.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECTS = {
    "plain": "def test_one():\n    pass\n",
    "with Hypothesis": (
        "from hypothesis import given, strategies as st\n\n"
        "@given(st.integers())\ndef test_one(one):\n    pass\n"
    ),
}
WITHOUT = ("-p", "no:touchpoint_model")


def main() -> None:
    """Print both, and their ratio, for each project."""
    runs = int(sys.argv[1]) if sys.argv[1:] else 15
    for name, source in PROJECTS.items():
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "test_one.py").write_text(source, "utf-8")
            pairs = [(_spent(folder, *WITHOUT), _spent(folder)) for _ in range(runs)]
        one, other = map(min, zip(*pairs, strict=True))
        print(
            f"{name:16} without {one * 1000:4.0f} ms, with {other * 1000:4.0f} ms, "
            f"ratio {other / one:.2f}"
        )


def _spent(folder: str, *options: str) -> float:
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    env = {**os.environ, **({"HYPOTHESIS_NO_PLUGINS": "1"} if options else {})}
    before = _children()
    subprocess.run(
        [*command, *options, folder], check=True, capture_output=True, cwd=folder, env=env
    )
    return _children() - before


def _children() -> float:
    """CPU time of all children that have ended, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
