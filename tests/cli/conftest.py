"""The real command in a child process."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from attrs import frozen

ROOT = Path(__file__).parents[2]
TOUCHPOINT = (sys.executable, "-m", "touchpoint_model")


@frozen
class Ran:
    """What a child came to."""

    code: int
    out: str
    err: str


@frozen
class Child:
    """Runs the command; `cwd` is where relative paths start."""

    cwd: Path = ROOT
    command: Sequence[str] = TOUCHPOINT

    def env(self, env: Mapping[str, str] | None = None) -> dict[str, str]:
        ours = ("TOUCHPOINT_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONPATH")
        kept = {key: value for key, value in os.environ.items() if key not in ours}
        return {**kept, **(env or {})}

    def __call__(
        self,
        *arguments: str | bytes | Path,
        stdin: bytes = b"",
        env: Mapping[str, str] | None = None,
        command: Sequence[str] | None = None,
    ) -> Ran:
        ran = subprocess.run(
            [*(command or self.command), *arguments],
            cwd=self.cwd,
            env=self.env(env),
            input=stdin,
            capture_output=True,
            timeout=120,
            check=False,
        )
        return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())

    def each(self, cases: Mapping[str, Sequence[str | bytes | Path]]) -> dict[str, Ran]:
        """Several runs, a few at a time, by name."""
        with ThreadPoolExecutor(4) as pool:
            return dict(zip(cases, pool.map(lambda one: self(*one), cases.values()), strict=True))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def touchpoint() -> Child:
    return Child()


@pytest.fixture(scope="session")
def trade(root) -> Path:
    return root / "examples/registers/trade.json"


@pytest.fixture(scope="session")
def agriculture(root) -> Path:
    return root / "examples/registers/agriculture.json"


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter: pytest's own are closed to other users."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o755)
        yield path
