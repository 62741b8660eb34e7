"""Connections to the database of a store: one for each transaction, durable when it writes."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from attrs import frozen

from .address import Address, extra_missing
from .faults import told

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

__all__ = ["PATIENCE", "Database", "database_of"]

PATIENCE = 30.0
"""Seconds that one waits for others to let go of a store."""

_ANSWER = 10  # seconds that a server has to answer a call
_WRITING = "touchpoint_writing"


@frozen
class Database:
    """The database of a store. place: its address for messages."""

    engine: Engine
    place: str
    patience: float

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that reads.

        Raises:
            StoreError: the database refuses.
        """
        with told(self.place), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: whole and on the disk when it ends well, else not at all.

        Raises:
            StoreError: the database refuses; nothing was recorded.
        """
        with told(self.place, writing=True), self.engine.connect() as bare:
            connection = bare.execution_options(**{_WRITING: True})
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    self._prepare(connection)
                yield connection

    def _prepare(self, connection: Connection) -> None:
        wait = int(self.patience * 1000)
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {wait}")
        connection.exec_driver_sql("SET LOCAL synchronous_commit = on")


def database_of(address: Address, *, patience: float = PATIENCE, make: bool = False) -> Database:
    """The database at an address; nothing is opened yet.

    Args:
        patience: seconds to wait for others. make: whether a file of SQLite may be made.

    Raises:
        StoreExtraMissing: a library of the extra `store` is not installed.
    """
    try:
        from sqlalchemy import create_engine, event
        from sqlalchemy.pool import NullPool

        told: dict[str, Any] = {"poolclass": NullPool, "hide_parameters": True}
        if address.file is None:
            told["connect_args"] = {"connect_timeout": _ANSWER}
            # what psycopg logs of a lost connection is told by our error, once
            logging.getLogger("psycopg").addHandler(logging.NullHandler())
        engine = create_engine(address.url, **told)
    except ModuleNotFoundError as missing:
        raise extra_missing(missing) from None
    if address.file is not None:
        uri = f"{address.uri}?mode={'rwc' if make else 'rw'}"
        event.listen(engine, "do_connect", lambda *_: _opened(uri, patience))
        event.listen(engine, "begin", _begin)
    return Database(engine, address.place, patience)


def _opened(uri: str, patience: float) -> sqlite3.Connection:
    """A connection to a file; transactions are begun by us.

    Commits go through the rollback journal, not a write-ahead log: the store stays one file, which
    may lie on a network share or be read-only. `EXTRA` waits for the folder to be on the disk too.
    """
    connection = sqlite3.connect(
        uri, timeout=patience, uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA trusted_schema = OFF")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
