"""The law of witnesses, with what the norm table says of who cites what."""

from __future__ import annotations

import tomllib
from pathlib import Path

from touchpoint_model.plugins.agency import Agency
from touchpoint_model.testing import Recogniser, Witness, shortfalls, witnesses

TABLE = tomllib.loads(
    (Path(__file__).parents[1] / "contract" / "norm_table.toml").read_text("utf-8")
)


def failures(told: Witness, recogniser: Recogniser | None = None) -> tuple[str, ...]:
    """How a witness fails its law, and where the ledger binds other clauses than the table."""
    bound = [str(one.ref) for one in told.agency.clauses_of(told.rule)]
    table = [
        one if ":" in one else f"procedure:{one}" for one in TABLE[told.rule.code][told.agency.code]
    ]
    astray = () if bound == table else (f"{told.rule} is bound to {bound}, not to {table}",)
    return (*shortfalls(told, recogniser), *astray)


def first_failure(agency: Agency, code: str) -> str | None:
    """The first failure among all witnesses of a rule; None if the law holds."""
    found = (one for told in witnesses(code, agency) for one in failures(told))
    return next(found, None)
