"""A store made, opened, or brought up to date."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.text import Text
from .address import Address, address_of
from .engine import Database, database_of
from .errors import NotAStore, StoreError, StoreExists, StoreMissing
from .migrating import fit, found_tables, lock, migrate, version_of
from .tables import LATEST

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["made", "opened"]


def opened(url: str | Path, *, patience: float, upgrade: bool = False) -> Database:
    """The database of a store that is there.

    Args:
        upgrade: bring the tables of an older version up to date.

    Raises:
        StoreMissing, NotAStore, NewerStore, OlderStore, StoreUnreachable, StoreError: it cannot be
            used.
    """
    address = address_of(url)
    _look(address)
    database = database_of(address, patience=patience)
    if upgrade:
        _upgrade(database)
    with database.reading() as connection:
        wrong = fit(connection, database.place)
    if wrong is not None:
        raise wrong
    return database


def _upgrade(database: Database) -> None:
    with database.reading() as connection:
        version = version_of(connection)
    if version is None or version >= LATEST:
        return
    with database.writing() as connection:
        lock(connection)
        migrate(connection)


def made(
    url: str | Path, *, patience: float, fill: Callable[[Connection], None] | None = None
) -> Database:
    """The database of a new store.

    Args:
        fill: writes into the empty store; all is one transaction.

    Raises:
        StoreExists: there is one. NotAStore: a file of something else. StoreMissing: there is no
            such folder. ReadOnlyStore, StoreFull, StoreUnreachable, StoreError: it cannot be made.
            No file is left behind.
    """
    address = address_of(url)
    ours = address.file is not None and not _is_there(address.file)
    database = database_of(address, patience=patience, make=True)
    if address.file is not None:
        _room_for(address.file, address.place)
    whole = False
    try:
        with database.writing() as connection:
            lock(connection)
            if version_of(connection) is not None:
                raise _exists(database.place)
            if found_tables(connection):
                raise NotAStore(
                    Text(
                        ru="в базе данных уже есть что-то другое; для хранилища нужна пустая база",
                        en="the database holds something else; a store needs an empty one",
                    ),
                    database.place,
                )
            migrate(connection)
            if fill is not None:
                fill(connection)
        whole = True
    finally:
        if ours and not whole and address.file is not None:
            _forget(address.file)
    return database


def _forget(file: Path) -> None:
    """Take away the file of a store that could not be made: it is empty."""
    with contextlib.suppress(OSError):
        if file.stat().st_size == 0:
            file.unlink()


def _exists(place: str) -> StoreExists:
    return StoreExists(
        Text(
            ru="хранилище здесь уже есть; укажите другое место или работайте с этим",
            en="there is a store here already; name another place, or use this one",
        ),
        place,
    )


def _is_there(file: Path) -> bool:
    try:
        file.lstat()
    except (OSError, ValueError):
        return False
    return True


def _look(address: Address) -> None:
    """See whether the file of an address is a file."""
    if address.file is None:
        return
    place = address.place
    try:
        mode = address.file.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise StoreMissing(
            Text(
                ru="такого файла нет; создайте хранилище: touchpoint store init",
                en="there is no such file; make a store: touchpoint store init",
            ),
            place,
        ) from None
    except PermissionError:
        raise StoreError(
            Text(ru="нет прав на каталог файла", en="no permission to look into the file's folder"),
            place,
        ) from None
    except (OSError, ValueError) as reason:
        raise StoreMissing(
            Text(ru=f"файл недоступен: {reason}", en=f"the file cannot be reached: {reason}"), place
        ) from None
    if not stat.S_ISREG(mode):
        raise NotAStore(
            Text(
                ru="это не файл; укажите файл хранилища", en="this is no file; name a store's file"
            ),
            place,
        )


def _room_for(file: Path, place: str) -> None:
    """See whether a file may be made there."""
    if _is_there(file):
        _look(Address(None, place, file))  # type: ignore[arg-type]
        return
    if not file.absolute().parent.is_dir():
        raise StoreMissing(
            Text(
                ru="каталога для этого файла нет; создайте каталог или укажите другой",
                en="the folder of this file is not there; make it, or name another one",
            ),
            place,
        )
