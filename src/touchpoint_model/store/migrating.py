"""The tables of a store brought up to date, step by step, with Alembic and no file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..model.text import Text
from .address import extra_missing
from .errors import NewerStore, NotAStore, OlderStore, StoreError, StoreMissing
from .tables import LATEST, VERSION_TABLE

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["fit", "found_tables", "lock", "migrate", "version_of"]

_FOLDER = Path(__file__).parent / "migrations"
_KEY = 0x70_6F_69_6E_74  # of the lock among those who make or migrate a store on one server


def found_tables(connection: Connection) -> list[str]:
    """The names of the tables of a database."""
    from sqlalchemy import inspect

    return inspect(connection).get_table_names()


def version_of(connection: Connection) -> str | None:
    """The version of the tables; None: there is no store."""
    if VERSION_TABLE not in found_tables(connection):
        return None
    found = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar()
    return None if found is None else f"{found}"


def fit(connection: Connection, place: str) -> StoreError | None:
    """What keeps this program from using a store: None, if nothing does."""
    version = version_of(connection)
    if version is None:
        return _none(connection, place)
    if version == LATEST:
        return None
    known = {"found": version, "known": LATEST}
    if version > LATEST:
        return NewerStore(
            Text(
                ru=f"хранилище создано более новой версией программы (таблицы {version}, а эта "
                f"версия знает {LATEST}); обновите: pip install -U touchpoint_model",
                en=f"the store was made by a newer version of the program (tables {version}, this "
                f"one knows {LATEST}); upgrade: pip install -U touchpoint_model",
            ),
            place,
            **known,
        )
    return OlderStore(
        Text(
            ru=f"хранилище создано более старой версией программы (таблицы {version}, нужны "
            f"{LATEST}); сделайте копию и обновите его: touchpoint store init --upgrade",
            en=f"the store was made by an older version of the program (tables {version}, "
            f"{LATEST} are needed); make a copy and upgrade it: touchpoint store init --upgrade",
        ),
        place,
        **known,
    )


def _none(connection: Connection, place: str) -> StoreError:
    if found_tables(connection):
        return NotAStore(
            Text(
                ru="в базе данных нет хранилища перечня, в ней что-то другое; проверьте адрес",
                en="the database holds no store of a register, but something else; see to the "
                "address",
            ),
            place,
        )
    return StoreMissing(
        Text(
            ru="база данных пуста; создайте хранилище: touchpoint store init",
            en="the database is empty; make a store: touchpoint store init",
        ),
        place,
    )


def migrate(connection: Connection, to: str = LATEST) -> None:
    """Bring the tables up to a version, within the transaction of a connection.

    Raises:
        StoreExtraMissing: Alembic is not installed.
    """
    try:
        from alembic.migration import MigrationContext
        from alembic.operations import Operations
        from alembic.script import ScriptDirectory
    except ModuleNotFoundError as missing:
        raise extra_missing(missing) from None
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    scripts = ScriptDirectory(str(_FOLDER))
    steps = scripts.iterate_revisions(to, context.get_current_revision() or "base")
    with Operations.context(context):
        for step in reversed(list(steps)):
            step.module.upgrade()
            context.stamp(scripts, step.revision)


def lock(connection: Connection) -> None:
    """Keep others from making or migrating a store in the same database meanwhile."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_KEY})")
