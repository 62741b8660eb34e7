"""Where each shared norm stands in the four ordinances, and that nothing fires anywhere else."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path

import pytest

import touchpoint_model as tm
from touchpoint_model.norms import RULES

HERE = Path(__file__).parent
TABLE = tomllib.loads((HERE / "norm_table.toml").read_text("utf-8"))
CODES = sorted({code for places in TABLE.values() for code in places})
REGISTERS = sorted((HERE.parents[1] / "examples" / "registers").glob("*.json"))
DAY = datetime.date(2024, 4, 1)


def address(clause) -> str:
    return str(clause.ref).removeprefix("procedure:")


def test_the_table_speaks_of_every_rule():
    assert {rule.code for rule in RULES} == set(TABLE)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_rule_stands_where_the_table_has_it(rule, code: str):
    bound = [address(one) for one in tm.agency(code).clauses_of(rule)]
    assert TABLE[rule.code].get(code, []) == bound


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("path", REGISTERS, ids=lambda path: path.stem)
def test_no_finding_cites_a_clause_that_the_ordinance_lacks(path: Path, code: str):
    report = tm.check(tm.read(path), code, on=DAY)
    assert len(report.clauses) == len(tm.agency(code).clauses)
    cited = {
        (one.code, ref if ":" in ref or one.act == "procedure" else f"{one.act}:{ref}")
        for one in report.findings
        for ref in one.clauses
    }
    allowed = {(rule, ref) for rule, places in TABLE.items() for ref in places.get(code, [])}
    assert cited - allowed == set()
