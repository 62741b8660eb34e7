"""Addresses with passwords that are split in the wrong place: refused, and nothing of them told."""

from pathlib import Path

import pytest

from touchpoint_model.store import Store, StoreError
from touchpoint_model.store.address import address_of

from .telling import is_one_sentence


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:тай@на@localhost/db",
        "postgresql://u:тай@н:а@localhost/db",
        "postgresql://u:тай@н/а@localhost:5432/db",
        "postgresql://u:тай@н?host=а@localhost/db",
        "postgresql+psycopg://u:тай/н@а@localhost/db",
        "postgresql://u@localhost/db?password=тай@на@x",
    ],
)
def test_a_password_with_an_at_is_refused_with_what_to_write(url: str):
    with pytest.raises(StoreError) as refused:
        Store.open(url)
    told = refused.value

    assert is_one_sentence(told), told.say("ru")
    assert "%40" in told.say("ru")
    assert "%40" in told.say("en")
    for part in ("тай", "на@", "н:а", "а@"):
        assert part not in f"{told.place} {told!r}"


def test_an_at_that_is_written_as_it_should_be():
    address = address_of("postgresql://u:a%40b@localhost/db")

    assert ("a@b", "localhost") == (address.url.password, address.url.host)
    assert "postgresql+psycopg" == address.url.drivername
    assert "a%40b" not in address.place
    assert "a@b" not in address.place


@pytest.mark.parametrize(
    "name",
    [
        "host=localhost password=тайна",
        "HOST = localhost user=u password='тай на'",
        "dbname=db password=тайна",
        "password=тайна",
        "postgresql:u:тайна@h/db",
        "postgresql:/u:тайна@h/db",
        " postgres:u:тайна@h/db",
        "jdbc:postgresql:u:тайна@h/db",
        "u:тайна@h/db",
        "postgresql://u:тайна/db",
        "postgresql://u:тайна",
        "postgres//u:тайна@h/db",
    ],
)
def test_what_looks_like_a_server_is_no_file(name: str, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for make in (Store.open, Store.create):
        with pytest.raises(StoreError) as refused:
            make(name)
        told = refused.value

        assert is_one_sentence(told), told.say("ru")
        assert "тай" not in f"{told.say('ru')} {told.say('en')} {told!r} {told.place}"
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a@b.db", "./host=1.db", "./u:2@x.db", "a=b.db", "C:\\Ю\\a@b.db"])
def test_what_looks_like_a_file_is_one(name: str):
    assert address_of(name).file == Path(name)
    assert address_of(Path(name)).file == Path(name)
