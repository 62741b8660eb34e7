"""What a database refused → one sentence with its place and what to do.

SQLite names its errors (`SQLITE_FULL`), PostgreSQL numbers them (`53100`, SQLSTATE); where a server
cannot be reached at all it has no number. Passwords stand in none of the messages.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..model.text import Text
from .errors import (
    NotAStore,
    ReadOnlyStore,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreMissing,
    StoreUnreachable,
)

if TYPE_CHECKING:
    from sqlalchemy.exc import DBAPIError

__all__ = ["told"]


@contextmanager
def told(place: str, *, writing: bool = False) -> Iterator[None]:
    """Tell every refusal of the database in a sentence.

    Args:
        writing: whether something was about to be recorded.

    Raises:
        StoreError: of the kind that fits.
    """
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except DBAPIError as reason:
        raise _fault(reason, place, writing) from None


def _fault(reason: DBAPIError, place: str, writing: bool) -> StoreError:
    origin = reason.orig
    name = getattr(origin, "sqlite_errorname", None)
    if name is not None:
        return _of_sqlite(name, f"{origin}", place, writing)
    state = getattr(origin, "sqlstate", None)
    lines = f"{origin}".strip().splitlines() or [""]
    return _of_postgresql(state or "", lines[0], place, writing)


def _of_sqlite(name: str, said: str, place: str, writing: bool) -> StoreError:
    short = "_".join(name.split("_")[:2])
    if name == "SQLITE_READONLY_ROLLBACK":
        return ReadOnlyStore(_UNFINISHED, place)
    if short in ("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH"):
        return ReadOnlyStore(_READ_ONLY, place)
    if short == "SQLITE_CANTOPEN":
        return ReadOnlyStore(_READ_ONLY, place) if writing else StoreError(_NO_ACCESS, place)
    if short == "SQLITE_NOTADB":
        return NotAStore(_NO_DATABASE, place)
    if short == "SQLITE_CORRUPT" or said.startswith(("no such table", "no such column")):
        return StoreDamaged(_CORRUPT, place)
    if short == "SQLITE_FULL" or (short == "SQLITE_IOERR" and writing):
        return StoreFull(_FULL, place)
    if short in ("SQLITE_BUSY", "SQLITE_LOCKED"):
        return StoreBusy(_BUSY, place)
    return StoreError(_refused(f"{said} ({name})"), place)


def _of_postgresql(state: str, said: str, place: str, writing: bool) -> StoreError:
    if state in ("25006", "42501"):
        return ReadOnlyStore(_NO_RIGHT, place)
    if state == "53100" or (writing and state.startswith("58")):
        return StoreFull(_FULL, place)
    if state in ("55P03", "53300", "57014", "40P01"):
        return StoreBusy(_BUSY, place)
    if state == "3D000":
        return StoreMissing(_NO_SUCH_DATABASE, place)
    if state == "" or state[:2] in ("08", "28", "57"):
        return StoreUnreachable(_unreachable(said, writing), place)
    if state in ("42P01", "42703", "XX001", "XX002"):
        return StoreDamaged(_CORRUPT, place)
    return StoreError(_refused(f"{said} ({state})"), place)


_READ_ONLY = Text(
    ru="файл или его каталог доступен только для чтения, ничего не записано; проверьте права на "
    "файл и на каталог",
    en="the file or its folder may only be read, nothing was recorded; see to the permissions of "
    "both",
)
_UNFINISHED = Text(
    ru="чья-то запись была прервана, и отменить её может тот, у кого есть права на запись; "
    "выполните от его имени «touchpoint store verify»",
    en="somebody's writing was cut off, and only who may write can undo it; run “touchpoint store "
    "verify” as such a user",
)
_NO_ACCESS = Text(
    ru="файл не открывается; проверьте права на него",
    en="the file cannot be opened; see to its permissions",
)
_NO_DATABASE = Text(
    ru="это не база данных SQLite; проверьте, тот ли это файл",
    en="this is no database of SQLite; see whether it is the right file",
)
_CORRUPT = Text(
    ru="база данных повреждена; восстановите её из копии или выгрузки (touchpoint store import)",
    en="the database is damaged; restore it from a copy or an export (touchpoint store import)",
)
_FULL = Text(
    ru="нет места (диск заполнен или достигнут предел размера), ничего не записано; освободите "
    "место и повторите",
    en="there is no room (the disk is full, or a limit of size is reached), nothing was recorded; "
    "make room and try again",
)
_BUSY = Text(
    ru="хранилище слишком долго занято другими, ничего не записано; повторите позже",
    en="others hold the store for too long, nothing was recorded; try again later",
)
_NO_RIGHT = Text(
    ru="этот пользователь базы данных может только читать, ничего не записано; войдите другим или "
    "попросите права",
    en="this user of the database may only read, nothing was recorded; be another one or ask for "
    "the right",
)
_NO_SUCH_DATABASE = Text(
    ru="на сервере нет такой базы данных; создайте её: createdb",
    en="the server has no such database; make it: createdb",
)
_PERHAPS = Text(
    ru="; то, что записывалось, могло записаться: посмотрите «touchpoint store log»",
    en="; what was being recorded may be recorded: see “touchpoint store log”",
)


def _unreachable(said: str, writing: bool) -> Text:
    told = _PERHAPS if writing else Text(ru="", en="")
    return Text(
        ru=f"сервер базы данных недоступен или не пускает; проверьте адрес, имя и пароль{told.ru} "
        f"[{said:.300}]",
        en="the server of the database does not answer, or lets nobody in; see to the address, the "
        f"name and the password{told.en} [{said:.300}]",
    )


def _refused(said: str) -> Text:
    return Text(ru=f"база данных отказала: {said:.300}", en=f"the database refused: {said:.300}")
