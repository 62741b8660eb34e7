"""What is no store, or no longer answers: refused in one sentence, and left as it is."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from touchpoint_model.model.errors import TouchpointError
from touchpoint_model.store import Store

from .drafts import CLERK, draft, moment
from .postgres import Server
from .telling import is_one_sentence


def filled(url: str) -> Store:
    store = Store.create(url)
    store.commit(draft([1]), author=CLERK, basis="записка", at=moment(1))
    return store


def refusal_of(work: Callable[[], object]) -> TouchpointError:
    with pytest.raises(TouchpointError) as told:
        work()
    return told.value


def words(path: Path) -> None:
    path.write_text("Перечень точек взаимодействия\n" * 100)


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def folder(path: Path) -> None:
    path.mkdir()


def strange_tables(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE revision (name TEXT)")
    connection.close()


def half(path: Path) -> None:
    filled(f"sqlite:///{path}")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def broken_page(path: Path) -> None:
    filled(f"sqlite:///{path}")
    data = bytearray(path.read_bytes())
    data[100:4000] = b"\x5a" * 3900
    path.write_bytes(data)


def absent(path: Path) -> None:
    assert not path.exists()


@pytest.mark.parametrize(
    "make", [absent, words, nothing, folder, strange_tables, half, broken_page]
)
def test_a_file_that_is_no_store_is_refused_and_left_alone(
    make: Callable[[Path], None], tmp_path: Path
):
    file = tmp_path / "register.db"
    make(file)
    before = file.read_bytes() if file.is_file() else None
    refusal = refusal_of(lambda: Store.open(f"sqlite:///{file}").register())

    assert is_one_sentence(refusal), refusal.say("ru")
    assert str(file) in refusal.say("ru")
    assert before == (file.read_bytes() if file.is_file() else None)


@pytest.mark.parametrize("make", [words, folder, strange_tables, half, filled])
def test_a_store_is_not_begun_over_something_else(make: Callable[[Path], None], tmp_path: Path):
    file = tmp_path / "register.db"
    make(file if make is not filled else f"sqlite:///{file}")  # type: ignore[arg-type]
    before = file.read_bytes() if file.is_file() else None
    refusal = refusal_of(lambda: Store.create(f"sqlite:///{file}"))

    assert is_one_sentence(refusal), refusal.say("ru")
    assert before == (file.read_bytes() if file.is_file() else None)


def test_a_folder_that_is_not_there(tmp_path: Path):
    refusal = refusal_of(lambda: Store.create(f"sqlite:///{tmp_path / 'absent' / 'register.db'}"))

    assert is_one_sentence(refusal), refusal.say("ru")


@pytest.mark.parametrize("url", ["mysql://host/register", "postgresql://", "sqlite://", "", "://"])
def test_an_address_that_leads_nowhere(url: str):
    refusal = refusal_of(lambda: Store.open(url))

    assert is_one_sentence(refusal), refusal.say("ru")


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path):
    file = tmp_path / "register.db"
    filled(f"sqlite:///{file}")
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE touchpoint_version SET version_num = '9999'")
    connection.close()
    before = file.read_bytes()
    refusal = refusal_of(lambda: Store.open(f"sqlite:///{file}"))

    assert is_one_sentence(refusal), refusal.say("ru")
    assert before == file.read_bytes()


def test_a_database_of_a_newer_version_is_refused(postgres: str, postgres_server: Server):
    filled(postgres)
    with postgres_server.connected_to(postgres) as connection:
        connection.execute("UPDATE touchpoint_version SET version_num = '9999'")
    refusal = refusal_of(lambda: Store.open(postgres))

    assert is_one_sentence(refusal), refusal.say("ru")


def test_a_database_without_a_store(postgres: str):
    refusal = refusal_of(lambda: Store.open(postgres))

    assert is_one_sentence(refusal), refusal.say("ru")


def test_a_database_with_strange_tables(postgres: str, postgres_server: Server):
    with postgres_server.connected_to(postgres) as connection:
        connection.execute("CREATE TABLE revision (name TEXT)")
    refusals = [
        refusal_of(lambda: Store.open(postgres)),
        refusal_of(lambda: Store.create(postgres)),
    ]

    assert all(map(is_one_sentence, refusals)), [one.say("ru") for one in refusals]


def test_a_database_that_is_not_there(postgres_server: Server):
    refusal = refusal_of(lambda: Store.open(postgres_server.url("absent")))

    assert is_one_sentence(refusal), refusal.say("ru")
    assert "absent" in refusal.say("ru")


def test_a_server_that_is_not_there(tmp_path: Path):
    for url in (
        f"postgresql://touchpoint@/register?host={tmp_path}",
        "postgresql+psycopg://touchpoint:secret@127.0.0.1:1/register",
    ):
        refusal = refusal_of(lambda url=url: Store.open(url))

        assert is_one_sentence(refusal), refusal.say("ru")
        assert "secret" not in refusal.say("ru") + refusal.say("en") + repr(refusal)


def test_a_server_that_stops_under_an_open_store(postgres: str, postgres_server: Server):
    store = filled(postgres)
    postgres_server.stop()
    try:
        refusals = [
            refusal_of(lambda: store.head),
            refusal_of(lambda: store.register(1)),
            refusal_of(store.verify),
            refusal_of(store.history),
            refusal_of(
                lambda: store.commit(draft([2]), author=CLERK, basis="записка", at=moment(2))
            ),
        ]
    finally:
        postgres_server.start()

    assert all(map(is_one_sentence, refusals)), [one.say("ru") for one in refusals]
    made = store.commit(draft([2]), author=CLERK, basis="записка", at=moment(2))
    assert (2, ()) == (made.number, store.verify())
