"""A store that may only be read: it is read as ever, and a write is refused in one sentence."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from touchpoint_model.model.errors import TouchpointError
from touchpoint_model.store import Store

from .drafts import CLERK, draft, moment
from .postgres import OWNER, Server
from .telling import is_one_sentence

ROOT = Path(__file__).parents[2]
READ = {"head": 2, "marks": ["2"], "revisions": 2, "damage": 0}


def filled(url: str) -> str:
    """A store of two revisions; its address."""
    store = Store.create(url)
    for number in (1, 2):
        store.commit(draft([number]), author=CLERK, basis="записка", at=moment(number))
    return url


def as_nobody(url: str, warm: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.as_nobody", warm, url],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter: pytest's own are closed to other users."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.parametrize(
    ("file_mode", "folder_mode"), [(0o444, 0o555), (0o444, 0o755), (0o666, 0o555)]
)
def test_a_file_that_may_only_be_read(file_mode: int, folder_mode: int, open_folder: Path):
    """Whichever is closed, the file or its folder, where SQLite keeps its journal."""
    folder = open_folder / "agency"
    folder.mkdir()
    file, warm = folder / "register.db", open_folder / "warm.db"
    filled(f"sqlite:///{file}")
    shutil.copy(file, warm)
    before = file.read_bytes()
    file.chmod(file_mode)
    folder.chmod(folder_mode)
    try:
        told = as_nobody(f"sqlite:///{file}", f"sqlite:///{warm}")
    finally:
        folder.chmod(0o755)

    assert READ == told["read"]
    assert is_one_sentence(told["commit"]), told["commit"]
    assert str(file) in told["commit"]["ru"]
    assert before == file.read_bytes()
    assert ["register.db"] == [one.name for one in folder.iterdir()]


def test_a_file_that_may_not_even_be_read(open_folder: Path):
    file, warm = open_folder / "register.db", open_folder / "warm.db"
    filled(f"sqlite:///{file}")
    shutil.copy(file, warm)
    file.chmod(0)
    told = as_nobody(f"sqlite:///{file}", f"sqlite:///{warm}")

    assert is_one_sentence(told["read"]), told["read"]
    assert is_one_sentence(told["commit"]), told["commit"]


def test_a_database_whose_reader_may_only_read(postgres_server: Server):
    """A role of PostgreSQL with SELECT alone, as one gives it to an auditor."""
    url = filled(postgres_server.database())
    with postgres_server.connected_to(url) as connection:
        connection.execute("DROP ROLE IF EXISTS auditor")
        connection.execute("CREATE ROLE auditor LOGIN")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO auditor")
    store = Store.open(url.replace(f"{OWNER}@", "auditor@"))
    with pytest.raises(TouchpointError) as told:
        store.commit(draft([3]), author=CLERK, basis="записка", at=moment(3))

    assert is_one_sentence(told.value), told.value.say("ru")
    assert ((), 2) == (store.verify(), len(store.history().revisions))
    assert draft([2]) == store.register()


def test_a_server_that_is_a_read_only_copy(postgres_server: Server):
    """Every transaction is read-only, as on a standby."""
    url = filled(postgres_server.database())
    with postgres_server.connected_to(url) as connection:
        connection.execute(f"ALTER ROLE {OWNER} SET default_transaction_read_only = on")
    try:
        store = Store.open(url)
        with pytest.raises(TouchpointError) as told:
            store.commit(draft([3]), author=CLERK, basis="записка", at=moment(3))
        held = (store.verify(), len(store.history().revisions))
    finally:
        with postgres_server.connected("postgres") as connection:
            connection.execute("SET default_transaction_read_only = off")
            connection.execute(f"ALTER ROLE {OWNER} RESET default_transaction_read_only")

    assert is_one_sentence(told.value), told.value.say("ru")
    assert ((), 2) == held
