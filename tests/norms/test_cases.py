"""Every case of the shared rules under every ordinance that it speaks of."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

import touchpoint_model as tm
from touchpoint_model import recognise
from touchpoint_model.norms import RULES
from touchpoint_model.testing import Case, Expectation, case_files, judged, read_cases

HERE = Path(__file__).parent
AGENCIES = {one.code: one for one in tm.agencies()}
WHERE = tomllib.loads((HERE.parent / "contract" / "norm_table.toml").read_text("utf-8"))
KNOWN = {code for places in WHERE.values() for code in places}
CASES = read_cases(*case_files(HERE / "cases"))
OWN_FOLDERS = {code: Path(one.path) / "cases" for code, one in AGENCIES.items()}
OWN_CASES = {code: read_cases(*case_files(folder)) for code, folder in OWN_FOLDERS.items()}

SPOKEN = [
    pytest.param(case, code, id=f"{case} [{code}]")
    for case in CASES
    for code in case.agencies or sorted(WHERE[case.rule])
]
SILENT = [
    pytest.param(case, code, id=f"{case} [{code}]")
    for case in CASES
    for code in sorted(KNOWN - WHERE[case.rule].keys())
]
OWN = [
    pytest.param(case, code, id=f"{code} {case}")
    for code, cases in OWN_CASES.items()
    for case in cases
]


@pytest.mark.parametrize(("case", "code"), SPOKEN)
def test_an_ordinance_with_the_clause_finds_what_the_case_expects(case: Case, code: str):
    assert case.expect == judged(case, AGENCIES[code], recognise)


@pytest.mark.parametrize(("case", "code"), SILENT)
def test_an_ordinance_without_the_clause_is_silent(case: Case, code: str):
    assert Expectation(()).findings == judged(case, AGENCIES[code], recognise).findings


@pytest.mark.parametrize(("case", "code"), OWN)
def test_an_agencys_own_cases_hold(case: Case, code: str):
    assert case.expect == judged(case, AGENCIES[code], recognise)


@pytest.mark.parametrize("code", sorted(AGENCIES))
def test_every_agency_has_cases_of_its_own(code: str):
    assert len(OWN_CASES[code]) >= 3


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_every_rule_has_two_cases_that_fail_and_two_that_pass(rule):
    counted = Counter(bool(case.expect.findings) for case in CASES if case.rule == rule.code)
    assert min(counted[True], counted[False]) >= 2


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_every_reading_of_a_rule_has_a_case(rule):
    told = {
        line.split()[2]
        for case in CASES
        for line in case.expect.findings
        if line.count(" ") > 1 and case.rule == rule.code
    }
    assert set(rule.readings) == told


def test_every_file_holds_the_cases_of_the_rule_that_it_is_named_after():
    held = {(Path(case.place.rpartition(":")[0]).stem, case.rule) for case in CASES}
    assert {(rule.code, rule.code) for rule in RULES} == held


def test_no_two_cases_of_a_rule_have_one_title():
    titles = Counter(str(case) for case in CASES)
    assert len(titles) == len(CASES)
