"""What the agency «berendey» owes: the contract, the act's text, its own cases."""

from pathlib import Path

import pytest

import touchpoint_model as tm
from touchpoint_model import recognise
from touchpoint_model.plugins.inspection import inspect_agency
from touchpoint_model.plugins.verification import verify
from touchpoint_model.testing import case_files, judged, read_cases

AGENCY = tm.agency("berendey")
ACT = Path(__file__).parents[1] / "act.txt"
CASES = read_cases(*case_files(Path(AGENCY.path) / "cases"))

# The whole contract, clause by clause: pytest --touchpoint-agency berendey


def test_the_plug_in_lacks_nothing():
    lacks = [f"{one.place}: {one.message.en}" for one in inspect_agency(AGENCY) if one.serious]
    assert [] == lacks


def test_the_ledger_has_every_clause_as_printed():
    assert () == verify(AGENCY, ACT.read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_is_judged_as_it_says(case):
    assert case.expect == judged(case, AGENCY, recognise)
