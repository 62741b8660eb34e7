"""A store made, opened, or brought up to date."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from attrs import evolve

from ..formats.files import why
from ..model.text import Text
from .address import Address, address_of
from .engine import Database, database_of
from .errors import NotAStore, StoreError, StoreExists, StoreMissing
from .migrating import fit, found_tables, lock, migrate, version_of
from .tables import LATEST

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["made", "opened", "too_old"]

_STRICT = (3, 37)  # knows tables that hold nothing but the types of their columns


def opened(url: str | Path, *, patience: float, upgrade: bool = False) -> Database:
    """The database of a store that is there.

    Args:
        upgrade: bring the tables of an older version up to date.

    Raises:
        StoreMissing, NotAStore, NewerStore, OlderStore, StoreUnreachable, StoreError: it cannot be
            used.
    """
    address = address_of(url)
    _able(address)
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

    A new file is built whole in a folder of its own beside its place, and then takes its name,
    unless somebody else has it by then; no file is touched that was not made here. Where a disk
    knows no second name of a file (FAT), it is built in place: if that fails, an empty file may
    stay, in which a store can be made.

    Args:
        fill: writes into the empty store; all is one transaction.

    Raises:
        StoreExists: there is one. NotAStore: a file of something else. StoreMissing: there is no
            such folder. ReadOnlyStore, StoreFull, StoreUnreachable, StoreError: it cannot be made.
    """
    address = address_of(url)
    file = address.file
    if file is None:
        return _filled(address, patience, fill)
    _able(address)
    if _is_there(file):
        _look(address)
        return _filled(address, patience, fill)
    _room_for(file, address.place)
    with _aside(file) as aside:
        if aside is None:
            return _filled(address, patience, fill)
        _filled(evolve(address, file=aside), patience, fill)
        _named(aside, file, address.place)
    return database_of(address, patience=patience)


def _filled(
    address: Address, patience: float, fill: Callable[[Connection], None] | None
) -> Database:
    """The database at an address with a store in it."""
    database = database_of(address, patience=patience, make=True)
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
    return database


@contextmanager
def _aside(file: Path) -> Iterator[Path | None]:
    """A file that is not there yet, in a new folder beside another; gone when the block ends.

    None: no folder can be made there, or the disk knows no second name of a file.
    """
    try:
        folder = Path(mkdtemp(dir=file.absolute().parent, prefix=".touchpoint-"))
    except OSError:
        yield None
        return
    try:
        yield folder / "store" if _links(folder) else None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _links(folder: Path) -> bool:
    probe = folder / "probe"
    try:
        probe.touch()
        os.link(probe, folder / "second")
    except (OSError, NotImplementedError):
        return False
    return True


def _named(made: Path, file: Path, place: str) -> None:
    """Give a file its name, unless that is taken; the name is on the disk when this returns."""
    try:
        os.link(made, file)
    except FileExistsError:
        raise _exists(place) from None
    except OSError as reason:
        raise StoreError(
            Text(
                ru=f"файл не создан: {why(reason).ru}; проверьте каталог",
                en=f"the file was not made: {why(reason).en}; see to its folder",
            ),
            place,
        ) from None
    with contextlib.suppress(OSError):  # where a folder cannot be opened, nor need it be
        handle = os.open(file.absolute().parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def too_old(version: tuple[int, ...], place: str = "") -> StoreError | None:
    """What keeps a SQLite of some version from holding a store: None, if nothing does.

    >>> too_old((3, 45, 1)) is None
    True
    """
    if version >= _STRICT:
        return None
    found, least = (".".join(map(str, one)) for one in (version, _STRICT))
    return StoreError(
        Text(
            ru=f"для хранилища нужна SQLite от {least}, а у этого Python {found}; возьмите Python "
            "новее или базу PostgreSQL",
            en=f"a store needs SQLite {least} or later, this Python has {found}; take a newer "
            "Python, or a database of PostgreSQL",
        ),
        place,
    )


def _able(address: Address) -> None:
    wrong = too_old(sqlite3.sqlite_version_info, address.place)
    if address.file is not None and wrong is not None:
        raise wrong


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
    """See whether there is a folder for a file."""
    if not file.absolute().parent.is_dir():
        raise StoreMissing(
            Text(
                ru="каталога для этого файла нет; создайте каталог или укажите другой",
                en="the folder of this file is not there; make it, or name another one",
            ),
            place,
        )
