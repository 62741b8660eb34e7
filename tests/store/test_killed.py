"""Who writes is killed, or the server falls, in the middle: the short form of `tests.store.killing`."""

import subprocess
import sys
from pathlib import Path

import pytest

from .postgres import Server

ROOT = Path(__file__).parents[2]


def trial(*arguments: str) -> tuple[int, str, list[str]]:
    """Exit code, errors, and the lines that the trial prints."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, check=False, timeout=1800
    )
    return done.returncode, done.stderr.decode(), done.stdout.decode().splitlines()


@pytest.mark.parametrize(
    ("store", "killed", "times"),
    [("sqlite", "client", "20"), ("postgresql", "client", "20"), ("postgresql", "server", "5")],
)
def test_nothing_told_as_done_is_lost_and_nothing_is_half_written(
    store: str, killed: str, times: str, request: pytest.FixtureRequest
):
    if store == "postgresql":
        request.getfixturevalue("postgres_server")  # skips where there is none
    code, errors, lines = trial(
        "tests.store.killing", "--times", times, "--store", store, "--kill", killed
    )

    assert (0, "") == (code, errors), lines
    assert f"{store}: {times} kills of the {killed} in the middle of a commit" == lines[0]


@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
def test_a_store_is_made_whole_or_not_at_all(store: str, request: pytest.FixtureRequest):
    if store == "postgresql":
        request.getfixturevalue("postgres_server")
    code, errors, lines = trial("tests.store.beginning", "--times", "5", "--store", store)

    assert (0, "") == (code, errors), lines
    assert [f"{store}, killed while it is {one}: 5 times" for one in ("created", "restored")] == [
        line.partition(";")[0] for line in lines
    ]


@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
def test_eight_writers_at_once_lose_no_update(store: str, request: pytest.FixtureRequest):
    if store == "postgresql":
        request.getfixturevalue("postgres_server")
    code, errors, lines = trial("tests.store.racing", "--each", "5", "--store", store)

    assert (0, "") == (code, errors), lines
    assert lines[0].startswith(f"{store}: 8 writers, 40 revisions, ")


def test_a_server_of_our_own_is_not_run_by_root(postgres_server: Server):
    owner = (postgres_server.folder / "data").owner()

    assert "root" != owner
