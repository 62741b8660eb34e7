"""A hand in the database behind the store's back: every cell that can be changed, every row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from attrs import frozen

__all__ = ["Cell", "Row", "altered", "cells", "columns", "guards_down", "rows_of", "tables_of"]


@frozen
class Row:
    """A row of a table. values: of its columns, in their order."""

    table: str
    rowid: int
    values: tuple[Any, ...]


@frozen
class Cell:
    """A place where one value stands."""

    row: Row
    column: str
    value: Any

    def __str__(self) -> str:
        return f"{self.row.table}[{self.row.rowid}].{self.column} = {self.value!r:.60}"


@contextmanager
def guards_down(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection without the store's guards, which stand again after the block."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("PRAGMA synchronous = OFF")  # a copy, which no power cut threatens
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        guards = found.fetchall()
        connection.execute("BEGIN")
        for name, _ in guards:
            connection.execute(f'DROP TRIGGER "{name}"')
        yield connection
        for _, command in guards:
            connection.execute(command)
        connection.execute("COMMIT")


def tables_of(connection: sqlite3.Connection) -> list[str]:
    """The tables of the store, but for the number of their version."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in found if not name.startswith("sqlite_") and "version" not in name]


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The names of a table's columns."""
    return [
        name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", [table])
    ]


def rows_of(connection: sqlite3.Connection, table: str) -> Sequence[Row]:
    """All rows of a table."""
    found = connection.execute(f'SELECT rowid, * FROM "{table}" ORDER BY rowid')
    return [Row(table, rowid, tuple(values)) for rowid, *values in found]


def cells(connection: sqlite3.Connection) -> Iterator[Cell]:
    """Every cell of every table."""
    for table in tables_of(connection):
        names = columns(connection, table)
        for row in rows_of(connection, table):
            yield from (Cell(row, *one) for one in zip(names, row.values, strict=True))


def altered(value: Any, at: int, by: int = 1) -> Any:
    """Another value of the same sort: one character or byte of it changed, counted round from 0."""
    match value:
        case None:
            return 7
        case int():
            return value + by
        case bytes():
            place = at % len(value)
            return value[:place] + bytes([(value[place] + by) % 256]) + value[place + 1 :]
        case str():
            place = at % len(value)
            other = "0" if value[place] != "0" else "1"
            return value[:place] + other + value[place + 1 :]
    raise TypeError(f"no cell of a store holds {value!r}")
