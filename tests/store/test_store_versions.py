"""The versions of the tables: older ones are brought up to date, newer ones left alone."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic.script import ScriptDirectory

from touchpoint_model.store import DamageKind, NewerStore, OlderStore, Store, migrating, tables
from touchpoint_model.store.address import address_of
from touchpoint_model.store.engine import database_of
from touchpoint_model.store.protection import TRIGGERS

from .drafts import CLERK, draft, moment

FOLDER = Path(migrating.__file__).parent / "migrations"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return request.getfixturevalue("postgres")
    return str(tmp_path / "перечень.db")


def older(url: str) -> None:
    """A store as the first version made it, with a revision in it, and no guards."""
    database = database_of(address_of(url), make=True)
    with database.writing() as connection:
        migrating.migrate(connection, "0001")
    Store(database).commit(draft([1]), author=CLERK, basis="приказ", at=moment(1))


def test_an_older_store_is_refused_until_it_is_upgraded(url: str):
    older(url)
    with pytest.raises(OlderStore) as refused:
        Store.open(url)
    assert ("0001", tables.LATEST) == (refused.value.found, refused.value.known)

    store = Store.open(url, upgrade=True)
    assert draft([1]) == store.register() == Store.open(url).register()
    assert () == store.verify()
    assert 2 == store.commit(draft([2]), author=CLERK, basis="приказ", at=moment(2)).number


def test_what_is_up_to_date_is_left_alone(url: str):
    Store.create(url).commit(draft([1]), author=CLERK, basis="приказ", at=moment(1))
    before = Path(url).read_bytes() if "://" not in url else None
    store = Store.open(url, upgrade=True)

    assert draft([1]) == store.register()
    assert before == (Path(url).read_bytes() if before else None)


def test_a_newer_store_is_not_upgraded_down(url: str):
    store = Store.create(url)
    with store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE touchpoint_version SET version_num = '0003'")
    for upgrade in (False, True):
        with pytest.raises(NewerStore) as refused:
            Store.open(url, upgrade=upgrade)
        assert ("0003", tables.LATEST) == (refused.value.found, refused.value.known)


def test_a_register_in_a_newer_form_is_told_as_such(url: str):
    """A later version of the program wrote it; nothing is damaged."""
    store = Store.create(url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("touchpoint_model.store.tree.VERSION", "touchpoint-register/2")
        store.commit(draft([1]), author=CLERK, basis="приказ", at=moment(1))
    with pytest.raises(NewerStore) as refused:
        store.register()

    assert ("touchpoint-register/2", "touchpoint-register/1") == (
        refused.value.found,
        refused.value.known,
    )


def test_an_upgrade_that_fails_changes_nothing(tmp_path: Path):
    """A trigger of somebody's has the name that the step wants."""
    file = tmp_path / "перечень.db"
    older(str(file))
    database = database_of(address_of(file))
    with database.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER touchpoint_anchor_delete AFTER DELETE ON touchpoint_anchor "
            "BEGIN SELECT 1; END"
        )
    before = file.read_bytes()
    with pytest.raises(Exception, match="touchpoint_anchor_delete"):
        Store.open(file, upgrade=True)

    assert before == file.read_bytes()


def test_the_steps_lead_to_the_version_that_is_known():
    steps = [one.revision for one in ScriptDirectory(str(FOLDER)).walk_revisions()]

    assert tables.LATEST == steps[0]
    assert steps == sorted(steps, reverse=True)


def test_the_tables_are_those_that_the_steps_make(url: str):
    from sqlalchemy import MetaData

    database = Store.create(url)._database
    made = MetaData()
    with database.reading() as connection:
        made.reflect(connection)
    known = tables.tables()
    for table in (known.record, known.content, known.anchor):
        assert [(one.name, one.nullable) for one in table.columns] == [
            (one.name, one.nullable) for one in made.tables[table.name].columns
        ]


def test_the_guards_are_those_that_the_steps_make(url: str, request: pytest.FixtureRequest):
    """Each guard that is taken away is missed by its name."""
    store = Store.create(url)
    dialect = store._database.engine.dialect.name
    for name in sorted(TRIGGERS[dialect]):
        table = "_".join(name.split("_")[:2])
        drop = f"DROP TRIGGER {name}" + (f" ON {table}" if dialect == "postgresql" else "")
        with store._database.writing() as connection:
            connection.exec_driver_sql(drop)
        found = store.verify()
        assert {DamageKind.UNPROTECTED} == {one.kind for one in found}
        assert any(name in one.message.en for one in found)

    assert len(TRIGGERS[dialect]) == len(store.verify())
    with store._database.reading() as connection:
        left = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
        if dialect == "postgresql":
            left = "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'touchpoint%%'"
        assert 0 == connection.exec_driver_sql(left).scalar()


def test_a_guard_that_is_switched_off_is_missed(postgres: str):
    store = Store.create(postgres)
    with store._database.writing() as connection:
        connection.exec_driver_sql(
            "ALTER TABLE touchpoint_record DISABLE TRIGGER touchpoint_record_change"
        )

    assert [DamageKind.UNPROTECTED] == [one.kind for one in store.verify()]


def test_a_schema_of_its_own_beside_other_tables(postgres: str):
    """In PostgreSQL a store may have a schema of its own in a database that others use."""
    with closing(psycopg.connect(postgres.replace("+psycopg", ""), autocommit=True)) as connection:
        connection.execute("CREATE TABLE revision (name TEXT)")
        connection.execute('CREATE SCHEMA "перечень"')
    own = f"{postgres}&options=-csearch_path%3Dперечень"
    Store.create(own).commit(draft([1]), author=CLERK, basis="приказ", at=moment(1))

    assert draft([1]) == Store.open(own).register()
    assert () == Store.open(own).verify()


def test_a_table_that_is_gone_is_damage_and_no_crash(tmp_path: Path):
    store = Store.create(tmp_path / "перечень.db")
    store.commit(draft([1]), author=CLERK, basis="приказ", at=moment(1))
    with store._database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE touchpoint_content")
    for work in (store.register, store.verify, store.history):
        with pytest.raises(Exception, match="damaged") as refused:
            work()
        assert "StoreDamaged" == refused.type.__name__


LAZY = """
import sys
import touchpoint_model.store, touchpoint_model.keeping
print(*(one for one in ("sqlalchemy", "alembic", "psycopg") if one in sys.modules))
"""
ABSENT = """
import sys
sys.modules[{name!r}] = None
from touchpoint_model.store import Store, StoreExtraMissing
try:
    Store.create({url!r})
except StoreExtraMissing as told:
    print(told.say("ru"))
"""


def ran(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    return done.stdout.strip()


def test_the_room_loads_nothing_heavy_until_it_is_used():
    assert "" == ran(LAZY)


@pytest.mark.parametrize("name", ["sqlalchemy", "alembic.migration", "psycopg"])
def test_a_library_that_is_not_installed_is_asked_for(name: str, tmp_path: Path):
    file = tmp_path / "перечень.db"
    url = "postgresql://localhost/register" if name == "psycopg" else str(file)
    told = ran(ABSENT.format(name=name, url=url))

    assert 'pip install "touchpoint_model[store]"' in told
    assert 1 == len(told.splitlines())
    assert not file.exists()
