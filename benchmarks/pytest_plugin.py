"""What the pytest plug-in costs a project that does not use it.

`python benchmarks/pytest_plugin.py`

`pytest --collect-only` in a folder with one small test file, with and without the plug-in, in turn;
CPU time of the child, medians of nine.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> None:
    """Print both, and the difference."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "test_one.py").write_text("def test_one():\n    pass\n", "utf-8")
        without, with_it = [], []
        for _ in range(9):
            without.append(_spent(folder, "-p", "no:touchpoint_model"))
            with_it.append(_spent(folder))
    one, other = statistics.median(without), statistics.median(with_it)
    print(f"without {one * 1000:.0f} ms, with {other * 1000:.0f} ms, ratio {other / one:.2f}")


def _spent(folder: str, *options: str) -> float:
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    before = os.times()
    subprocess.run([*command, *options, folder], check=True, capture_output=True, cwd=folder)
    after = os.times()
    return (
        after.children_user + after.children_system - before.children_user - before.children_system
    )


if __name__ == "__main__":
    main()
