"""A new store takes its name when it is whole, and never another's."""

import io
import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from touchpoint_model.model.errors import TouchpointError
from touchpoint_model.store import Store, StoreExists
from touchpoint_model.store.making import too_old

from .drafts import CLERK, draft, moment
from .telling import is_one_sentence


def exported(folder: Path) -> list[bytes]:
    store = Store.create(folder / "source.db")
    store.commit(draft([1]), author=CLERK, basis="приказ", at=moment(1))
    stream = io.BytesIO()
    store.export(stream)
    return stream.getvalue().splitlines(keepends=True)


@pytest.fixture
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    return exported(tmp_path_factory.mktemp("source"))


def test_who_comes_second_leaves_the_store_of_the_first_alone(tmp_path: Path, lines: list[bytes]):
    place = tmp_path / "перечень.db"

    def meanwhile() -> Iterator[bytes]:
        yield from lines[:-1]
        made = Store.create(place)  # another creator, when this one has already looked and begun
        made.commit(draft([7]), author=CLERK, basis="приказ", at=moment(1))
        yield lines[-1]

    with pytest.raises(StoreExists):
        Store.restore(place, meanwhile())

    assert draft([7]) == Store.open(place).register()
    assert [place] == list(tmp_path.iterdir())


def test_who_is_stopped_leaves_the_store_of_the_other_alone(tmp_path: Path, lines: list[bytes]):
    place = tmp_path / "перечень.db"

    def stopped() -> Iterator[bytes]:
        yield lines[0]
        raise KeyboardInterrupt

    def meanwhile() -> Iterator[bytes]:
        yield from lines[:-1]
        with pytest.raises(KeyboardInterrupt):
            Store.restore(place, stopped())
        yield lines[-1]

    store = Store.restore(place, meanwhile())

    assert draft([1]) == store.register() == Store.open(place).register()
    assert [place] == list(tmp_path.iterdir())


def test_who_is_stopped_leaves_nothing(tmp_path: Path, lines: list[bytes]):
    for wrong in ([], lines[:1], lines[:-1]):
        with pytest.raises(TouchpointError):
            Store.restore(tmp_path / "перечень.db", [*wrong, b"?\n"])

        assert [] == list(tmp_path.iterdir())


def test_an_empty_file_becomes_a_store_and_stays_where_it_fails(tmp_path: Path):
    place = tmp_path / "перечень.db"
    place.touch()
    with pytest.raises(TouchpointError):
        Store.restore(place, [b"?\n"])
    assert b"" == place.read_bytes()

    assert Store.create(place).head is None


def test_a_store_has_the_rights_of_any_new_file(tmp_path: Path):
    (tmp_path / "plain").touch()
    Store.create(tmp_path / "перечень.db")
    modes = {stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()}

    assert 1 == len(modes)
    assert 1 == os.stat(tmp_path / "перечень.db").st_nlink


def test_an_old_sqlite_is_refused_in_one_sentence():
    refusal = too_old((3, 36, 0), "перечень.db")

    assert refusal is not None
    assert is_one_sentence(refusal), refusal.say("ru")
    assert "3.36.0" in refusal.say("ru")
    assert "3.37" in refusal.say("en")
    assert too_old((3, 37, 0)) is None
    assert too_old(sqlite3.sqlite_version_info) is None
