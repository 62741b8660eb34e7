"""Numbers of revisions in the database are not in the hash, and yet nobody is deceived by them."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from touchpoint_model.store import RevisionMissing, Store, StoreDamaged
from touchpoint_model.store.canonical import canonical

from .drafts import CLERK, draft, moment

UNBOLT = "SELECT name FROM sqlite_master WHERE type = 'trigger'"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    store = Store.create(tmp_path / "перечень.db")
    for number in (1, 2, 3):
        store.commit(draft(range(number), rows=8), author=CLERK, basis="записка", at=moment(number))
    return tmp_path / "перечень.db"


def renumber(place: Path, numbers: str) -> None:
    """Give all records other numbers, as somebody with the file could."""
    with sqlite3.connect(place) as connection:
        for (name,) in connection.execute(UNBOLT).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        indexes = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        for (name,) in connection.execute(indexes).fetchall():
            connection.execute(f'DROP INDEX "{name}"')
        connection.execute(f"UPDATE touchpoint_record SET number = {numbers}")
    connection.close()


def commit(store: Store) -> object:
    return store.commit(draft([9]), author=CLERK, basis="записка", at=moment(9))


DEEDS: dict[str, Callable[[Store], object]] = {
    "head": lambda store: store.head,
    "register": lambda store: store.register(),
    "first": lambda store: store.register(1),
    "revision": lambda store: store.revision(2),
    "revisions": lambda store: store.revisions(None),
    "history": lambda store: store.history(),
    "commit": commit,
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("numbers", ["number % 3 + 1", "number + 1", "NULL"])
def test_other_numbers_are_found(numbers: str, deed: str, place: Path):
    renumber(place, numbers)
    store = Store.open(place)

    with pytest.raises(StoreDamaged):
        DEEDS[deed](store)
    assert store.verify()


def test_the_true_numbers_are_no_damage(place: Path):
    renumber(place, "number")
    store = Store.open(place)
    with pytest.raises(RevisionMissing) as missing:
        store.revision(4)

    assert (4, 3) == (missing.value.number, missing.value.last)
    assert commit(store) == store.head


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number_has_no_text(number: float):
    for value in (number, {"а": [1, {"б": number}]}, [None, (number,)]):
        with pytest.raises(TypeError):
            canonical(value)

    assert b'{"a":null,"b":[1.0,-0.0,1e+16]}' == canonical({"b": [1.0, -0.0, 1e16], "a": None})
