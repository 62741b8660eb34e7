"""The triggers that let a store be appended to, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..model.text import Text
from .damage import Damage, DamageKind

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["TRIGGERS", "unprotected"]

TRIGGERS = {
    "sqlite": {
        f"touchpoint_{table}_{when}"
        for table in ("record", "content", "anchor")
        for when in ("insert", "update", "delete")
    },
    "postgresql": {
        f"touchpoint_{table}_{when}"
        for table in ("record", "content", "anchor")
        for when in ("change", "all")
    }
    | {"touchpoint_record_insert", "touchpoint_anchor_update"},
}
"""Their names, by dialect."""

_QUERIES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND tgrelid IN "
    "('touchpoint_record'::regclass, 'touchpoint_content'::regclass, 'touchpoint_anchor'::regclass)",
}


def unprotected(connection: Connection) -> Iterator[Damage]:
    """Whether a trigger is gone or switched off."""
    dialect = connection.dialect.name
    found = set(connection.exec_driver_sql(_QUERIES[dialect]).scalars())
    for name in sorted(TRIGGERS[dialect] - found):
        told = Text(
            ru=f"защита снята: нет триггера {name}", en=f"the guard is off: trigger {name} is gone"
        )
        yield Damage(DamageKind.UNPROTECTED, told)
