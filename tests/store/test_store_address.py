"""Addresses of stores: any file's name, a server's database, and never a password in a message."""

from pathlib import Path

import pytest

from touchpoint_model.store import Store, StoreError, StoreMissing

from .drafts import CLERK, draft, moment

SECRET = "тайна-9"


NAMES = [
    "перечень.db",
    "a b.db",
    "№ 1#2.db",
    "a&b=c",
    "100%.db",
    "a%41.db",
    "что?.db",
    "?mode=memory",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", [str, Path])
def test_a_file_of_any_name(name: str, kind: type, tmp_path: Path):
    file = tmp_path / name
    store = Store.create(kind(file))
    store.commit(draft([1]), author=CLERK, basis="приказ", at=moment(1))

    assert [name] == [one.name for one in tmp_path.iterdir()]
    assert draft([1]) == Store.open(file).register()
    assert str(file) == store.place


@pytest.mark.parametrize("name", NAMES[:4])
def test_a_file_by_its_url(name: str, tmp_path: Path):
    """As far as a URL may hold its name: `?` ends a path there, `%` begins a code."""
    file = tmp_path / name
    Store.create(f"sqlite:///{file}")

    assert [name] == [one.name for one in tmp_path.iterdir()]
    assert str(file) == Store.open(f"sqlite:///{file}").place


def test_a_file_in_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    store = Store.create("перечень.db")
    store.commit(draft([1]), author=CLERK, basis="приказ", at=moment(1))

    assert "перечень.db" == store.place
    assert draft([1]) == Store.open("sqlite:///перечень.db").register()


def test_a_store_is_one_file_only(tmp_path: Path):
    """No write-ahead log beside it: it can be copied, and lie on a share."""
    store = Store.create(tmp_path / "перечень.db")
    store.commit(draft([1]), author=CLERK, basis="приказ", at=moment(1))

    assert ["перечень.db"] == [one.name for one in tmp_path.iterdir()]


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://клерк:{SECRET}@127.0.0.1:1/register",
        f"postgresql+psycopg://clerk:{SECRET}@127.0.0.1:1/register",
        f"postgresql://clerk@127.0.0.1:1/register?password={SECRET}",
        f"postgresql://clerk:{SECRET}@127.0.0.1:порт/register",
        f"postgresql://clerk:{SECRET}@[::1/register",
        f"mysql://clerk:{SECRET}@127.0.0.1/register",
    ],
)
def test_no_message_tells_a_password(url: str):
    for make in (Store.open, Store.create):
        with pytest.raises(StoreError) as refused:
            make(url)
        told = refused.value
        assert SECRET not in f"{told.say('ru')} {told.say('en')} {told!r} {told.place}"
        assert told.__cause__ is None


@pytest.mark.parametrize("url", ["", ":memory:", "sqlite://", "sqlite:///:memory:", "a\0b"])
def test_what_is_no_address(url: str):
    with pytest.raises(StoreError):
        Store.create(url)


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path):
    with pytest.raises(StoreMissing):
        Store.open(tmp_path / "перечень.db")
    with pytest.raises(StoreMissing):
        Store.open(tmp_path / "нет такого" / "перечень.db")

    assert [] == list(tmp_path.iterdir())
