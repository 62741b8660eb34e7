"""A year of a register's life under each ordinance: triggers, terms, refusals, findings."""

import datetime
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

import touchpoint_model as tm
from touchpoint_model.lifecycle.authority import Deed
from touchpoint_model.lifecycle.obligations import Demand

SCRIPT = Path(__file__).parents[2] / "examples" / "year" / "year.py"
CODES = ["agriculture", "culture", "trade", "administration"]
DAY = datetime.date

# who made each of the six revisions; the third is the stranger's
AUTHORS = {
    "agriculture": "WG AP AP WG WG WG",
    "culture": "AP AP WG AP AP AP",
    "trade": "AP AP AP UN UN UN",
    "administration": "AP AP UN AP AP AP",
}
ROLES = {"AP": "authorised-person", "WG": "working-group", "UN": "unit"}
# the clause that refuses the stranger
REFUSED = {
    "agriculture": ["2.2¶2"],
    "culture": ["4.4(3)"],
    "trade": ["2.2¶1"],
    "administration": ["3.3.3", "2.4"],
}
# what set off each of the later revisions
TRIGGERS = {
    "agriculture": [["5(1)"], [], [], ["5(3)"], ["5(3)"]],
    "culture": [[], [], [], ["6.3(3)"], ["6.3(1)", "6.3(3)"]],
    "trade": [["5.3.1"], [], ["5.3.4"], ["5.3.3"], ["5.3.3"]],
    "administration": [[], [], [], ["5.1.3"], ["5.1.1", "5.1.3"]],
}
# the last day to publish each of the later revisions, where the ordinance sets a term: across the
# May holidays, in summer, across a worked Saturday, across the New Year, in February
TERMS = [DAY(2024, 5, 16), DAY(2024, 7, 4), DAY(2024, 11, 14), DAY(2025, 1, 21), DAY(2025, 2, 28)]
TERM_CLAUSE = {"culture": "6.5", "trade": "5.4"}
# rule, clause, revision and reading of what is found at the end
FOUND = {
    "agriculture": [("LC04", "5(2)", None, None), ("LC05", "2.2¶2", 3, None)],
    "culture": [
        ("LC04", "6.3(2)", None, None),
        ("LC07", "6.4", None, None),
        ("LC05", "4.4(3)", 3, None),
        ("LC03", "6.5", 5, None),
        ("LC01", "6.1", 6, "changed-since"),
    ],
    "trade": [
        ("LC04", "5.3.2", None, None),
        ("LC05", "2.2¶1", 3, None),
        ("LC03", "5.4", 5, None),
        ("LC01", "5.1", 6, "changed-since"),
    ],
    "administration": [
        ("LC04", "5.1.2", None, None),
        ("LC07", "5.2", None, None),
        ("LC05", "3.3.3", 3, None),
    ],
}


def load():
    spec = importlib.util.spec_from_file_location("year", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["year"] = module
    spec.loader.exec_module(module)
    return module


YEAR = load()


@pytest.fixture(scope="module", params=CODES)
def lived(request, tmp_path_factory):
    code = request.param
    store, done = YEAR.live(code, tmp_path_factory.mktemp(code) / "перечень.db")
    return code, store, done


def ids(clauses) -> list[str]:
    return [one.id for one in clauses]


def test_each_deed_is_done_by_whom_the_ordinance_names(lived):
    code, _, done = lived
    assert [ROLES[one] for one in AUTHORS[code].split()] == [
        one.kept.revision.author.role for one in done
    ]


def test_the_stranger_is_refused_with_the_clause(lived):
    code, _, done = lived
    refused = [one for one in done if one.refused is not None]
    (judged,) = refused[0].refused.refused
    assert [3] == [one.kept.revision.number for one in refused]
    assert (Deed.CHANGE, REFUSED[code]) == (
        judged.permission.deed,
        ids(judged.permission.clauses),
    )
    assert len(refused[0].kept.overridden) == 1


def test_changes_set_off_the_cases_that_the_ordinance_has(lived):
    code, _, done = lived
    assert TRIGGERS[code] == [
        sorted(ref for trigger in one.kept.amendment.triggers for ref in ids(trigger.clauses))
        for one in done[1:]
    ]


def test_a_changed_register_is_due_where_the_ordinance_sets_a_term(lived):
    code, _, done = lived
    terms = [
        duty.term
        for one in done[1:]
        for duty in one.kept.duties
        if duty.demand is Demand.PUBLISH and duty.term is not None
    ]
    told = [(term.deadline.day, ids(term.clauses), term.deadline.known) for term in terms]
    wanted = [(day, [TERM_CLAUSE[code]], True) for day in TERMS] if code in TERM_CLAUSE else []
    assert wanted == told


def test_worked_saturdays_count(lived):
    code, _, done = lived
    if code in TERM_CLAUSE:
        worked = [
            duty.term.deadline.worked_weekends
            for one in done[1:]
            for duty in one.kept.duties
            if duty.demand is Demand.PUBLISH
        ]
        assert [
            (DAY(2024, 4, 27),),
            (),
            (DAY(2024, 11, 2),),
            (DAY(2024, 12, 28),),
            (),
        ] == worked


def test_the_year_ends_with_the_findings_of_its_ordinance(lived):
    code, store, _ = lived
    found = [
        (one.code, one.clause, one.location.revision, one.reading)
        for one in YEAR.report_of(store).findings
        if one.code.startswith("LC")
    ]
    assert sorted(FOUND[code], key=str) == sorted(found, key=str)


def test_a_year_earlier_there_was_nothing_to_find(lived):
    _, store, _ = lived
    day = DAY(2024, 3, 31)
    report = tm.check(store.register(1), on=day, history=store.history())
    assert [] == [one.code for one in report.findings if one.code.startswith("LC")]


def test_the_store_is_whole(lived):
    _, store, done = lived
    assert (len(done), ()) == (store.head.number, store.verify())


def test_the_script_tells_the_year_in_russian():
    told = subprocess.run(
        [sys.executable, SCRIPT, "trade"],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    ).stdout
    assert ["редакция 6", "21.01.2025", "LC05"] == [
        one for one in ("редакция 6", "21.01.2025", "LC05") if one in told
    ]
