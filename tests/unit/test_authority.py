"""Who may do what to a register: the four ordinances differ, and silence refuses nobody."""

import pytest

import touchpoint_model as tm
from touchpoint_model.lifecycle.authority import Authority, Deed, Grant, may
from touchpoint_model.model.errors import ModelError
from touchpoint_model.model.legal import ClauseRef
from touchpoint_model.model.text import Text

PERSON, GROUP, UNIT, HEAD = "authorised-person", "working-group", "unit", "unit-head"
ACT = "approving-act"
ROLES = (PERSON, GROUP, UNIT, HEAD, ACT)

AGENCIES = {
    code: tm.agency(code).authority
    for code in ("agriculture", "culture", "trade", "administration")
}

# who may, by deed; "-" = the act names nobody
MATRIX = """
agriculture     form     working-group
agriculture     prepare  working-group
agriculture     include  authorised-person
agriculture     change   working-group
agriculture     exclude  working-group
agriculture     approve  -
agriculture     publish  -
culture         form     authorised-person
culture         prepare  unit unit-head
culture         include  authorised-person
culture         change   authorised-person
culture         exclude  authorised-person
culture         approve  -
culture         publish  -
trade           form     authorised-person
trade           prepare  unit
trade           include  authorised-person
trade           change   unit
trade           exclude  unit
trade           approve  -
trade           publish  -
administration  form     authorised-person
administration  prepare  unit unit-head authorised-person
administration  include  authorised-person
administration  change   authorised-person
administration  exclude  authorised-person
administration  approve  -
administration  publish  -
"""
CASES = [line.split() for line in MATRIX.split("\n") if line]


@pytest.mark.parametrize(("agency", "deed", "holders"), [(a, d, h) for a, d, *h in CASES])
def test_each_role_and_deed(agency, deed, holders):
    judged = {role: may(AGENCIES[agency], role, deed).allowed for role in ROLES}

    silent = holders == ["-"]
    assert {role: None if silent else role in holders for role in ROLES} == judged


def test_the_table_judges_every_deed_of_every_agency():
    assert {(agency, deed) for agency in AGENCIES for deed in Deed} == {
        (agency, deed) for agency, deed, *_ in CASES
    }


@pytest.mark.parametrize(
    ("agency", "role", "clauses"),
    [
        ("agriculture", PERSON, ["procedure:2.2¶2"]),
        ("culture", UNIT, ["procedure:4.4(3)"]),
        ("trade", PERSON, ["procedure:2.2¶1"]),
        ("administration", UNIT, ["procedure:3.3.3", "procedure:2.4"]),
    ],
)
def test_an_exclusion_outside_authority_cites_its_clause(agency, role, clauses):
    permission = may(AGENCIES[agency], role, Deed.EXCLUDE)

    assert permission.allowed is False
    assert clauses == [str(one) for one in permission.clauses]


def test_silence_with_a_clause_and_without():
    assert (None, 2) == _silent("culture", "publish")
    assert (None, 0) == _silent("agriculture", "publish")


def _silent(agency, deed):
    permission = may(AGENCIES[agency], PERSON, deed)
    return permission.allowed, len(permission.clauses)


def test_an_act_of_another_document_is_cited():
    assert ClauseRef("order", "2") in may(AGENCIES["trade"], ACT, "approve").clauses


def test_a_role_not_stated_is_neither_allowed_nor_refused():
    permission = may(AGENCIES["trade"], None, Deed.CHANGE)

    assert permission.allowed is None
    assert (UNIT,) == permission.holders


def test_a_head_prepares_for_the_unit_where_the_act_knows_one():
    assert may(AGENCIES["culture"], HEAD, Deed.PREPARE).allowed is True
    assert may(AGENCIES["trade"], HEAD, Deed.PREPARE).allowed is False


@pytest.mark.parametrize(
    ("role", "deed", "parts"),
    [
        (PERSON, "exclude", ["не authorised-person", "подразделение", "абз. 1 п. 2.2"]),
        (UNIT, "exclude", ["подразделение – можно"]),
        (None, "exclude", ["роль не указана", "подразделение"]),
        (UNIT, "publish", ["не называет", "п. 5.2"]),
    ],
)
def test_a_permission_is_told(role, deed, parts):
    labels = {UNIT: Text(ru="подразделение", en="unit")}

    told = may(AGENCIES["trade"], role, deed).say("ru", labels)

    assert [] == [part for part in parts if part not in told]


def test_an_unknown_deed_is_refused():
    with pytest.raises(ModelError) as caught:
        may(AGENCIES["trade"], UNIT, "burn")

    assert "burn" in caught.value.say("ru")


@pytest.mark.parametrize(
    ("grants", "path"),
    [
        ([Grant("form", [UNIT], ["1"]), Grant("form", [HEAD], ["2"])], "grants"),
        ([Grant("form", [UNIT], [])], "grants[0].clauses"),
    ],
)
def test_an_authority_is_born_valid(grants, path):
    with pytest.raises(ModelError) as caught:
        Authority(grants)

    assert [path] == [flaw.path for flaw in caught.value.flaws]
