"""The pytest plug-in, run as a stranger runs it: in a folder of its own."""

import subprocess
import sys

CASE = """
from touchpoint_model.pytest_plugin import assert_findings
from touchpoint_model.testing import lawful_register, violate

def test_broken(agency, check):
    shown = violate(lawful_register(agency), "ND01", agency, 0)
    before = check(shown.lawful).codes()
    assert_findings(check(shown.broken), [*before, [1, "missing-need"]])

def test_told(agency, check):
    assert_findings(check(lawful_register(agency)), [[7, "TP03"]])
"""


def ran(folder, *options):
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *options]
    done = subprocess.run(command, check=False, capture_output=True, cwd=folder, text=True)
    return done.returncode, done.stdout


def test_the_contract_names_each_clause_rule_and_concept(tmp_path):
    code, out = ran(tmp_path, "--collect-only", "--touchpoint-agency", "trade")

    assert 0 == code
    for name in (
        "test_a_clause_is_accounted_for[trade-procedure:2.6]",
        "test_a_rule_is_broken_by_its_witness_alone[trade-TP03-duplicate-touchpoint]",
        "test_a_concept_is_labelled_and_cited[trade-touchpoint:telephone]",
    ):
        assert name in out


def test_without_the_option_nothing_is_added(tmp_path):
    (tmp_path / "test_one.py").write_text("def test_one(): pass\n")

    code, out = ran(tmp_path, "--collect-only")

    assert (0, True) == (code, "1 test collected" in out)


def test_fixtures_and_the_assertion_with_its_diff(tmp_path):
    (tmp_path / "test_mine.py").write_text(CASE, "utf-8")

    code, out = ran(tmp_path, "--touchpoint-agency", "administration", "test_mine.py")

    assert 1 == code
    assert "1 failed" in out
    assert "- row 7 TP03" in out


def test_an_agency_that_is_not_installed_is_told(tmp_path):
    code, out = ran(tmp_path, "--touchpoint-agency", "atlantis")

    assert 0 != code
    assert "atlantis" in out
