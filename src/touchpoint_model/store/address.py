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
_QUERY = re.compile(r"(?<=password=)[^&\s]*", re.IGNORECASE)
_LOGIN = re.compile(r"(?<=://).*@", re.DOTALL)  # to the last «@»: what one may take for a password
_WORDS = re.compile(r"(?<=:)[^/?]*")  # behind a name; a port, or a password with no server behind
_SCHEME = re.compile(
    r"\s*(?:[a-z]+:)?(postgres\w*|mysql|mariadb|sqlite)(\+\w+)?(:|//)", re.IGNORECASE
)
_PAIRS = re.compile(
    r"\s*(host|hostaddr|port|dbname|user|service|passfile|sslmode)\s*=|.*\bpassword\s*=",
    re.IGNORECASE | re.DOTALL,
)
_BARE_LOGIN = re.compile(r"[^/\\:]+:[^/\\]+@")


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
        url: a path, `sqlite:///path`, `postgresql://…`, `postgresql+psycopg://…`. What looks like
            the address of a server in another form (`host=…`, `postgresql:…`, `user:word@…`) is
            refused, not taken for a file; `./` before it makes it a path.

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
        if _looks_like_a_server(told, named=isinstance(url, str)):
            raise _unknown("***")
        return _file(URL.create(_SQLITE, database=told), told)
    if not told.startswith(_SQLITE) and told.count("@") > 1:
        raise _split(_hidden(told))
    try:
        parsed = make_url(told)
    except (ArgumentError, ValueError):
        raise _unknown(_hidden(told)) from None
    place = _QUERY.sub("***", parsed.render_as_string(hide_password=True))
    if parsed.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return Address(parsed.set(drivername="postgresql+psycopg"), place)
    if parsed.drivername == _SQLITE and parsed.database and not parsed.query:
        return _file(parsed, parsed.database)
    raise _unknown(place)


def _looks_like_a_server(told: str, *, named: bool) -> bool:
    """Whether a name is meant as an address. named: a text; a `Path` is one that its owner chose."""
    if _SCHEME.match(told):
        return True
    return named and bool(_PAIRS.match(told) or _BARE_LOGIN.match(told))


def _hidden(told: str) -> str:
    """An address that could not be read, without whatever may be a password in it."""
    if "@" in told:
        return _QUERY.sub("***", _LOGIN.sub("***@", told, count=1))
    scheme, _, rest = told.partition("://")
    return f"{scheme}://{_QUERY.sub('***', _WORDS.sub('***', rest, count=1))}"


def _split(place: str) -> StoreError:
    return StoreError(
        Text(
            ru="в адресе больше одного знака «@»; в имени и пароле он пишется %40",
            en="there is more than one “@” in the address; in a name or a password it is "
            "written %40",
        ),
        place,
    )


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
