"""Who may do what to a register: the four ordinances differ, and silence refuses nobody."""

import pytest

from touchpoint_model.lifecycle.authority import Authority, Deed, Grant, Stand, may
from touchpoint_model.model.errors import ModelError
from touchpoint_model.model.legal import ClauseRef
from touchpoint_model.model.text import Text

PERSON, GROUP, UNIT, HEAD = "authorised-person", "working-group", "unit", "unit-head"
ACT = "approving-act"
ROLES = (PERSON, GROUP, UNIT, HEAD, ACT)
HEADS = (Stand(HEAD, UNIT),)

AGENCIES = {
    "agriculture": Authority(
        (
            Grant("form", [GROUP], ["2.2"]),
            Grant("prepare", [GROUP], ["2.2¶2"]),
            Grant("include", [PERSON], ["2.2(3)", "2.2¶1"]),
            Grant("change", [GROUP], ["2.2¶2"]),
            Grant("exclude", [GROUP], ["2.2¶2"]),
        )
    ),
    "culture": Authority(
        (
            Grant("form", [PERSON], ["4.3"]),
            Grant("prepare", [UNIT], ["4.5"]),
            Grant("include", [PERSON], ["4.4(3)"]),
            Grant("change", [PERSON], ["4.4(3)"]),
            Grant("exclude", [PERSON], ["4.4(3)"]),
            Grant("approve", [ACT], ["6.1"]),
            Grant("publish", [], ["6.2", "6.5"]),
        ),
        HEADS,
    ),
    "trade": Authority(
        (
            Grant("form", [PERSON], ["2.2"]),
            Grant("prepare", [UNIT], ["2.2¶1"]),
            Grant("include", [PERSON], ["2.2.3"]),
            Grant("change", [UNIT], ["2.2¶1"]),
            Grant("exclude", [UNIT], ["2.2¶1"]),
            Grant("approve", [ACT], ["5.1", "order:2"]),
            Grant("publish", [], ["5.2", "5.4"]),
        )
    ),
    "administration": Authority(
        (
            Grant("form", [], ["3.2"]),
            Grant("prepare", [UNIT], ["3.4"]),
            Grant("include", [PERSON], ["3.3.3", "2.4"]),
            Grant("change", [PERSON], ["3.3.3", "2.4"]),
            Grant("exclude", [PERSON], ["3.3.3", "2.4"]),
        ),
        HEADS,
    ),
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
culture         approve  approving-act
culture         publish  -
trade           form     authorised-person
trade           prepare  unit
trade           include  authorised-person
trade           change   unit
trade           exclude  unit
trade           approve  approving-act
trade           publish  -
administration  form     -
administration  prepare  unit unit-head
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


def test_a_head_acts_for_the_unit_and_says_so():
    permission = may(AGENCIES["culture"], HEAD, Deed.PREPARE)

    assert (True, UNIT) == (permission.allowed, permission.through)
    assert may(AGENCIES["culture"], UNIT, Deed.PREPARE).through is None
    assert may(AGENCIES["culture"], HEAD, Deed.INCLUDE).allowed is False


def test_a_role_named_directly_acts_for_nobody():
    authority = Authority((Grant("form", [UNIT, HEAD], ["1"]),), HEADS)

    assert may(authority, HEAD, "form").through is None


def test_a_reading_goes_with_the_permission():
    reading = Text(ru="прочитано так", en="read so")
    authority = Authority((Grant("form", [PERSON], ["1"], reading),))

    assert reading == may(authority, PERSON, "form").reading


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
    ("grants", "stands", "path"),
    [
        ([Grant("form", [UNIT], ["1"]), Grant("form", [HEAD], ["2"])], [], "grants"),
        ([Grant("form", [UNIT], [])], [], "grants[0].clauses"),
        ([], [Stand(UNIT, UNIT)], "stands[0]"),
    ],
)
def test_an_authority_is_born_valid(grants, stands, path):
    with pytest.raises(ModelError) as caught:
        Authority(grants, stands)

    assert [path] == [flaw.path for flaw in caught.value.flaws]
