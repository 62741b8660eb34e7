"""What a start costs over the bare interpreter: the import, `--version`, a whole check.

`python benchmarks/startup.py`

Each command runs eleven times as a child process; the figures are medians of wall time.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

TRADE = Path(__file__).parents[1] / "examples" / "registers" / "trade.json"
COMMANDS = {
    "bare interpreter": ["-c", "pass"],
    "import touchpoint_model": ["-c", "import touchpoint_model"],
    "touchpoint --version": ["-m", "touchpoint_model", "--version"],
    "touchpoint check trade.json": ["-m", "touchpoint_model", "check", str(TRADE)],
}


def main() -> None:
    """Print a line for each command."""
    medians = {name: _median(arguments) for name, arguments in COMMANDS.items()}
    bare = medians["bare interpreter"]
    for name, median in medians.items():
        print(f"{name:28} {median * 1000:6.0f} ms  {(median - bare) * 1000:+6.0f} ms over bare")


def _median(arguments: list[str]) -> float:
    times = []
    for _ in range(11):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=False)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
