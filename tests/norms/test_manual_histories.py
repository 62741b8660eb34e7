"""Bad and Good of the rules on a register's life, held against what the rules find."""

import datetime

import pytest

import touchpoint_model as tm
from touchpoint_model import recognise
from touchpoint_model.norms import RULES
from touchpoint_model.testing import Case, judged, read_cases

PAGES = {rule.code: rule.page().sections for rule in RULES}
DAY = datetime.date
FORMED = {"made": DAY(2024, 2, 20)}
APPROVED = [{"revision": 1, "date": DAY(2024, 3, 1)}]
PLACED = [{"revision": 3, "place": "website", "date": DAY(2024, 3, 4)}]


def changed(made: datetime.date, placed: datetime.date) -> dict:
    return {
        "revisions": [FORMED, {"made": made, "changes": ["needs-changed"]}],
        "approvals": APPROVED,
        "publications": [{"revision": 2, "place": "website", "date": placed}],
    }


def excluded(role: str) -> dict:
    change = {"made": DAY(2024, 3, 11), "role": role, "changes": ["touchpoint-excluded"]}
    return {
        "revisions": [{**FORMED, "role": "authorised-person", "prepared": "unit"}, change],
    }


def needed(*later: dict) -> dict:
    event = {"trigger": "needs-changed", "date": DAY(2024, 6, 3), "touchpoint": "телефонная связь"}
    return {"revisions": [FORMED, *later], "events": [event]}


def included(checked: datetime.date) -> dict:
    told = {"made": DAY(2024, 6, 5), "checked": checked, "checker": "authorised-person"}
    return {"revisions": [told]}


def reported(*notices: dict) -> dict:
    event = {"trigger": "needs-changed", "date": DAY(2024, 6, 3), "notices": [*notices]}
    return {"revisions": [FORMED], "events": [event]}


NEW_NEEDS = {
    "made": DAY(2024, 6, 5),
    "changes": ["needs-changed | Консультирование | телефонная связь"],
}
# code, section, agency, what of the section it shows, and how a case says it
EXAMPLES = [
    (
        "LC01",
        "Bad",
        "trade",
        "the last of them published",
        {"history": {"revisions": [FORMED] * 3, "publications": PLACED}},
    ),
    ("LC01", "Good", "trade", "2024-03-19", {"approval": DAY(2024, 3, 19)}),
    (
        "LC02",
        "Bad",
        "trade",
        "no publication",
        {"history": {"revisions": [FORMED], "approvals": APPROVED}},
    ),
    (
        "LC02",
        "Good",
        "trade",
        '"place": "website"',
        {"approval": DAY(2024, 3, 19), "publications": [{"place": "website"}]},
    ),
    (
        "LC03",
        "Bad",
        "trade",
        "27 December 2024, placed on 27 January 2025",
        {"history": changed(DAY(2024, 12, 27), DAY(2025, 1, 27))},
    ),
    (
        "LC03",
        "Good",
        "trade",
        "27 April 2024, a worked Saturday, and placed on 17 May",
        {"history": changed(DAY(2024, 4, 27), DAY(2024, 5, 17))},
    ),
    ("LC04", "Bad", "trade", "changed on 3 June", {"history": needed()}),
    ("LC04", "Good", "trade", "5 June", {"history": needed(NEW_NEEDS)}),
    ("LC05", "Bad", "trade", "the authorised person", {"history": excluded("authorised-person")}),
    ("LC05", "Good", "trade", "The unit", {"history": excluded("unit")}),
    ("LC06", "Bad", "trade", "5 June, checked on 7 June", {"history": included(DAY(2024, 6, 7))}),
    ("LC06", "Good", "trade", '"2024-06-04"', {"history": included(DAY(2024, 6, 4))}),
    ("LC07", "Bad", "administration", '"notices": []', {"history": reported()}),
    (
        "LC07",
        "Good",
        "administration",
        '"unit-head"}, "date": "2024-06-04"',
        {"history": reported({"role": "unit-head", "date": DAY(2024, 6, 4)})},
    ),
]


@pytest.fixture(scope="module")
def blank(tmp_path_factory) -> Case:
    """A case with one row."""
    file = tmp_path_factory.mktemp("cases") / "case.toml"
    row = "1 | Консультирование | телефонная связь | получение консультации | офлайн точка"
    file.write_text(
        f"[[case]]\ntitle = 'page'\nrule = 'LC01'\nregister = '''\n{row}\n'''\nexpect = []\n",
        "utf-8",
    )
    return read_cases(file)[0]


@pytest.mark.parametrize(
    ("code", "section", "agency", "quoted", "told"),
    EXAMPLES,
    ids=[f"{code}-{section}" for code, section, *_ in EXAMPLES],
)
def test_a_page_shows_what_its_rule_finds(code, section, agency, quoted, told, blank):
    assert quoted in PAGES[code][section]

    case = evolved(blank, code, told)
    found = judged(case, tm.agency(agency), recognise).findings
    assert ([f"- {code}"] if section == "Bad" else []) == list(found)


def evolved(case: Case, code: str, told: dict) -> Case:
    return Case(
        case.title,
        code,
        case.expect,
        case.tables,
        case.columns,
        told,
        on=DAY(2025, 2, 3),
    )


def test_each_rule_of_a_registers_life_has_both():
    shown = {(code, section) for code, section, *_ in EXAMPLES}
    codes = [rule.code for rule in RULES if rule.code.startswith("LC")]
    assert {(code, section) for code in codes for section in ("Bad", "Good")} == shown
