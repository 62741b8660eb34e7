"""What is changed behind the store's back, `verify` finds, and says which record it was."""

import shutil
import sqlite3
import zlib
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from touchpoint_model.model.history import Event
from touchpoint_model.model.revisions import Approval, Publication
from touchpoint_model.store import Damage, DamageKind, Store

from .drafts import CLERK, draft, moment
from .postgres import Server
from .tampering import Cell, Row, altered, cells, columns, guards_down, rows_of, tables_of


def filled(url: str) -> Store:
    """A store with every kind of record, and contents that several revisions share."""
    store = Store.create(url)
    for number in (1, 2, 3):
        store.commit(draft([number], rows=8), author=CLERK, basis="записка", at=moment(number))
    day = moment(1).date()
    store.approve(1, Approval("приказ", "12", day, CLERK), at=moment(4), by=CLERK)
    store.publish(1, Publication("website", day), at=moment(5), by=CLERK)
    store.record(Event("new-touchpoint", day, text="новая"), at=moment(6), by=CLERK)
    store.commit(draft([7], rows=8), author=CLERK, basis="записка", at=moment(7))
    return store


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file in which nothing is wrong."""
    file = tmp_path_factory.mktemp("sound") / "register.db"
    filled(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="module")
def every_cell(sound: Path) -> list[Cell]:
    with closing(sqlite3.connect(sound)) as connection:
        return list(cells(connection))


def verdict(file: Path) -> tuple[Damage, ...]:
    """What `verify` finds; a file that cannot be opened any more is found out as well."""
    return Store.open(f"sqlite:///{file}").verify()


def tampered(sound: Path, cell: Cell, value: object) -> Path:
    """A copy of the file in which one cell holds another value, and all guards stand as before."""
    file = sound.with_name("tampered.db")
    shutil.copy(sound, file)
    with guards_down(file) as connection:
        connection.execute(
            f'UPDATE "{cell.row.table}" SET "{cell.column}" = ? WHERE rowid = ?',
            [value, cell.row.rowid],
        )
    return file


def is_named(cell: Cell, found: tuple[Damage, ...]) -> bool:
    """Whether a verdict names the record, or the content, that the cell is of."""
    row = cell.row
    if "record" in row.table:
        return any(one.seq == row.rowid for one in found)
    if "content" in row.table:
        return any(one.content in row.values or one.revision or one.seq for one in found)
    return bool(found)


def test_nothing_is_wrong_with_what_nobody_touched(sound: Path):
    assert () == verdict(sound)


def test_guards_that_were_away_for_a_while_are_no_damage(sound: Path):
    """The trials below change one thing: the guards are put back as they were."""
    file = sound.with_name("guarded.db")
    shutil.copy(sound, file)
    with guards_down(file):
        pass

    assert () == verdict(file)


def test_no_cell_can_be_changed_unseen(sound: Path, every_cell: list[Cell]):
    unseen, unnamed = [], []
    for cell in every_cell:
        found = verdict(tampered(sound, cell, altered(cell.value, len(str(cell.value)) // 2, 90)))
        if not found:
            unseen.append(str(cell))
        elif not is_named(cell, found):
            unnamed.append((str(cell), [one.say("en") for one in found]))

    assert len(every_cell) > 100
    assert ([], []) == (unseen, unnamed)


@given(st.data())
def test_law_no_byte_can_be_changed_unseen(sound: Path, every_cell: list[Cell], data):
    """Law: wherever one byte or character of a record or content is changed, `verify` finds it."""
    cell = data.draw(
        st.sampled_from([one for one in every_cell if isinstance(one.value, str | bytes)])
    )
    at = data.draw(st.integers(0, len(cell.value) - 1))
    by = data.draw(st.integers(1, 255))
    found = verdict(tampered(sound, cell, altered(cell.value, at, by)))

    assert found
    assert is_named(cell, found)


def test_no_byte_can_be_added_behind_a_content(sound: Path, every_cell: list[Cell]):
    packed = [one for one in every_cell if one.column == "packed"]
    unseen = [one for one in packed if not verdict(tampered(sound, one, one.value + b"\0"))]

    assert packed
    assert [] == unseen


def test_how_a_content_is_packed_is_no_matter(sound: Path, every_cell: list[Cell]):
    """Its text counts: another version of zlib may pack it otherwise."""
    packed = next(one for one in every_cell if one.column == "packed")
    anew = zlib.compress(zlib.decompress(packed.value), 0)

    assert anew != packed.value
    assert () == verdict(tampered(sound, packed, anew))


def test_no_row_can_be_taken_out_unseen(sound: Path):
    file = sound.with_name("shorter.db")
    with closing(sqlite3.connect(sound)) as connection:
        rows = [row for table in tables_of(connection) for row in rows_of(connection, table)]
    unseen = []
    for row in rows:
        shutil.copy(sound, file)
        with guards_down(file) as connection:
            connection.execute(f'DELETE FROM "{row.table}" WHERE rowid = ?', [row.rowid])
        if not verdict(file):
            unseen.append(row)

    assert [] == unseen


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("touchpoint_record", "seq"),
        ("touchpoint_record", "payload"),
        ("touchpoint_content", "seq"),
        ("touchpoint_content", "packed"),
    ],
)
def test_no_two_rows_can_exchange_a_value_unseen(sound: Path, table: str, column: str):
    file = sound.with_name("exchanged.db")
    with closing(sqlite3.connect(sound)) as connection:
        at = columns(connection, table).index(column)
        rows = rows_of(connection, table)
    pairs = [(one, other) for one, other in pairwise(rows) if one.values[at] != other.values[at]]
    unseen = []
    for pair in pairs:
        shutil.copy(sound, file)
        with guards_down(file) as connection:
            exchange(connection, table, column, at, *pair)
        if not verdict(file):
            unseen.append(pair)

    assert pairs
    assert [] == unseen


def exchange(
    connection: sqlite3.Connection, table: str, column: str, at: int, one: Row, other: Row
) -> None:
    """Let two rows hold each other's value; by way of a third, where values are keys."""
    command = f'UPDATE "{table}" SET "{column}" = ? WHERE "{column}" = ? AND rowid IN (?, ?)'
    places = [one.rowid, other.rowid, 99_999]
    mine, theirs, third = one.values[at], other.values[at], altered(one.values[at], 0, 99_998)
    if column == "seq" and table.endswith("record"):  # the key is the row's own number
        command, places = f'UPDATE "{table}" SET "{column}" = ? WHERE "{column}" = ?', []
    else:
        places = places[:2]
    for new, old in ((third, mine), (mine, theirs), (theirs, third)):
        connection.execute(command, [new, old, *places])


def test_a_forged_record_at_the_end_is_seen(sound: Path):
    """A revision that nobody committed: the last row once more, under the next number."""
    file = sound.with_name("forged.db")
    shutil.copy(sound, file)
    with guards_down(file) as connection:
        *_, last = rows_of(connection, "touchpoint_record")
        seq, kind, number, payload, _, hash = last.values
        forged = [seq + 1, kind, number + 1, payload, hash, altered(hash, 5)]
        connection.execute("INSERT INTO touchpoint_record VALUES (?, ?, ?, ?, ?, ?)", forged)

    assert DamageKind.ANCHOR_DIFFERS in [one.kind for one in verdict(file)]


def test_the_last_record_taken_out_with_its_trace_is_seen_by_a_hash_noted_down(sound: Path):
    """The anchor is set back too, so that the chain is whole: only a witness outside can tell."""
    file = sound.with_name("cut.db")
    shutil.copy(sound, file)
    head = Store.open(f"sqlite:///{sound}").head
    assert head is not None
    with guards_down(file) as connection:
        *_, before, last = rows_of(connection, "touchpoint_record")
        connection.execute("DELETE FROM touchpoint_record WHERE seq = ?", [last.rowid])
        connection.execute("DELETE FROM touchpoint_content WHERE seq = ?", [last.rowid])
        connection.execute(
            "UPDATE touchpoint_anchor SET seq = ?, hash = ?", [before.rowid, before.values[-1]]
        )
    store = Store.open(f"sqlite:///{file}")

    assert () == store.verify()
    assert store.verify(head.hash)


COMMANDS = [
    "UPDATE touchpoint_record SET payload = '{}' WHERE seq = 1",
    "UPDATE touchpoint_record SET number = 9 WHERE seq = 1",
    "DELETE FROM touchpoint_record WHERE seq = 7",
    "DELETE FROM touchpoint_content",
    "UPDATE touchpoint_content SET seq = seq + 1",
    "UPDATE touchpoint_anchor SET seq = 1",
    "DELETE FROM touchpoint_anchor",
    "INSERT INTO touchpoint_anchor VALUES (2, 2, NULL)",
    "INSERT INTO touchpoint_record SELECT 99, kind, 99, payload, previous, 'x' "
    "FROM touchpoint_record WHERE seq = 1",
]


@pytest.mark.parametrize(
    "command",
    [
        *COMMANDS,
        "REPLACE INTO touchpoint_record SELECT seq, "
        "kind, number, '{}', previous, 'y' FROM touchpoint_record WHERE seq = 1",
    ],
)
def test_the_guards_refuse_what_only_a_mistake_would_do(sound: Path, command: str):
    file = sound.with_name("mistaken.db")
    shutil.copy(sound, file)
    with closing(sqlite3.connect(file)) as connection, pytest.raises(sqlite3.DatabaseError):
        connection.execute(command)

    assert () == verdict(file)


@pytest.mark.parametrize("command", [*COMMANDS, "TRUNCATE touchpoint_record, touchpoint_content"])
def test_the_guards_of_postgresql_refuse_the_same(
    postgres_filled: str, postgres_server: Server, command: str
):
    with (
        postgres_server.connected_to(postgres_filled) as connection,
        pytest.raises(psycopg.DatabaseError),
    ):
        connection.execute(command)

    assert () == Store.open(postgres_filled).verify()


@pytest.fixture(scope="module")
def postgres_filled(postgres_server: Server) -> str:
    """A database in which nothing is wrong."""
    url = postgres_server.database()
    filled(url)
    return url


CHANGES = {
    "touchpoint_record": ("seq", "kind", "number", "payload", "previous", "hash"),
    "touchpoint_content": ("hash", "seq", "packed"),
    "touchpoint_anchor": ("seq", "hash"),
}


@pytest.mark.parametrize(
    ("table", "column"), [(table, one) for table, names in CHANGES.items() for one in names]
)
def test_a_cell_of_postgresql_cannot_be_changed_unseen(
    postgres_filled: str, postgres_server: Server, table: str, column: str
):
    """In the middle row of each table; the guards are off for the length of the change."""
    with postgres_server.connected_to(postgres_filled) as connection:
        connection.execute("SET session_replication_role = replica")
        told = connection.execute(
            f'SELECT ctid, "{column}" FROM "{table}" ORDER BY seq LIMIT 1 '
            f'OFFSET (SELECT count(*) / 2 FROM "{table}")'
        ).fetchone()
        assert told is not None
        place, value = told
        change = f'UPDATE "{table}" SET "{column}" = %s WHERE ctid = %s RETURNING ctid'
        moved = connection.execute(change, [altered(value, 9, 90), place]).fetchone()
        assert moved is not None
        found = Store.open(postgres_filled).verify()
        connection.execute(change, [value, moved[0]])

    assert found
    assert () == Store.open(postgres_filled).verify()
