"""The address of a store: a file of SQLite, or a database of PostgreSQL."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from attrs import frozen

from ..model.text import Text
from .errors import StoreError, StoreExtraMissing

if TYPE_CHECKING:
    from sqlalchemy import URL

__all__ = ["Address", "address_of", "extra_missing"]

_SQLITE = "sqlite"
_SECRET = re.compile(r"(?<=:)[^:@/]+(?=@)|(?<=password=)[^&\s]*", re.IGNORECASE)


@frozen
class Address:
    """Where a store is.

    Attributes:
        url: for SQLAlchemy. place: for messages: the file as given, or the URL without passwords.
        file: of SQLite; None for a server.
    """

    url: URL
    place: str
    file: Path | None = None

    @property
    def uri(self) -> str:
        """The file as SQLite's URI, for any name: one with `?`, `#`, blanks, Cyrillic, a drive."""
        assert self.file is not None
        path = self.file.absolute().as_posix()
        return f"file://{'' if path.startswith('/') else '/'}{quote(path)}"


def address_of(url: str | Path) -> Address:
    """The address that somebody gave.

    Args:
        url: a path, `sqlite:///path`, `postgresql://…`, `postgresql+psycopg://…`.

    Raises:
        StoreError: it is no such address. StoreExtraMissing: SQLAlchemy is not installed.
    """
    try:
        from sqlalchemy import URL, make_url
        from sqlalchemy.exc import ArgumentError
    except ModuleNotFoundError as missing:
        raise extra_missing(missing) from None
    told = str(url)
    if "://" not in told:
        return _file(URL.create(_SQLITE, database=told), told)
    try:
        parsed = make_url(told)
    except (ArgumentError, ValueError):
        raise _unknown(_SECRET.sub("***", told)) from None
    place = _SECRET.sub("***", parsed.render_as_string(hide_password=True))
    if parsed.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return Address(parsed.set(drivername="postgresql+psycopg"), place)
    if parsed.drivername == _SQLITE and parsed.database and not parsed.query:
        return _file(parsed, parsed.database)
    raise _unknown(place)


def _file(url: URL, told: str) -> Address:
    if told in ("", ":memory:") or "\0" in told:
        raise _unknown(repr(told))
    return Address(url, told, Path(told))


def _unknown(place: str) -> StoreError:
    return StoreError(
        Text(
            ru="это не адрес хранилища; укажите файл (register.db, sqlite:///register.db) или "
            "базу PostgreSQL (postgresql://пользователь@сервер/база)",
            en="this is no address of a store; give a file (register.db, sqlite:///register.db) or "
            "a database of PostgreSQL (postgresql://user@server/database)",
        ),
        place,
    )


def extra_missing(missing: ModuleNotFoundError) -> StoreExtraMissing:
    """The sentence for a library that is not installed."""
    return StoreExtraMissing(
        Text(
            ru=f"для хранилища нужна библиотека {missing.name}; установите её: "
            'pip install "touchpoint_model[store]"',
            en=f"a store needs the library {missing.name}; install it: "
            'pip install "touchpoint_model[store]"',
        )
    )
