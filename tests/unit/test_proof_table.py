"""The table of the proof: what stands in its cells, and how it fits a terminal."""

import pytest

from touchpoint_model.proof_table import PROPERTY, Tried, table, tried_in

NEED, TWICE = {"ND01": "missing-need"}, {"TP03": "duplicate-touchpoint"}
LAWFUL = Tried("lawful", "north", NEED | TWICE, 20, 18)
NEEDED = Tried("violations", "north", NEED, 20, 20)


def cells(tried, **told) -> list[list[str]]:
    lines = table(tried, **told)
    return [line.split() for line in lines[: lines.index("")]]


def test_a_cell_counts_examples_that_differ():
    assert [
        ["rule", "north"],
        ["ND01", "missing-need", "18+20"],
        ["TP03", "duplicate-touchpoint", "18+?"],
        ["drawn", "20+20"],
    ] == cells([LAWFUL, NEEDED])


def test_a_rule_that_no_clause_asks_for_is_a_dash():
    other = [Tried("lawful", "south", NEED, 9, 9), Tried("violations", "south", NEED, 9, 9)]

    assert ["TP03", "duplicate-touchpoint", "18+?", "–"] == cells([LAWFUL, NEEDED, *other])[2]


def test_rules_of_one_code_in_two_agencies_stand_apart():
    told = [Tried("violations", one, {"XX01": f"rule-of-{one}"}, 3, 3) for one in ("a", "b")]

    assert [["XX01", "rule-of-a", "?+3", "–"], ["XX01", "rule-of-b", "–", "?+3"]] == cells(told)[
        1:3
    ]


@pytest.mark.parametrize(
    ("tried", "cell"),
    [
        (Tried("lawful", "north", NEED | TWICE, 4, 4, ("TP03",)), "failed+?"),
        (Tried("violations", "north", TWICE, 4, 4, ("TP03",)), "?+failed"),
    ],
)
def test_what_failed_is_told(tried, cell):
    lines = table([tried])
    row = next(one for one in lines if one.startswith("TP03"))

    assert row.endswith(f" {cell}")
    assert any("failed: 1;" in one for one in lines)


def test_the_sums_are_of_all_agencies():
    told = table([LAWFUL, NEEDED, Tried("lawful", "south", NEED, 9, 7)])

    assert ("Rules of agencies (2): 3, failed: 0;", "examples drawn: 49, different: 45.") == told[
        -2:
    ]


def test_columns_stand_in_the_order_that_was_asked():
    told = [Tried("lawful", one, NEED, 1, 1) for one in ("b", "a", "c")]

    assert ["rule", "c", "a", "b"] == cells(told, agencies=["c"])[0]


@pytest.mark.parametrize("width", [50, 60, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal(width):
    rules = {"TP08": "internal-touchpoint-for-external-client"}
    names = ["administration", "agriculture", "culture", "trade", "north", "south"]
    told = [Tried("lawful", one, rules, 1000, 1000) for one in names]
    lines = table(told, width=width)
    shown = {word for line in lines for word in line.split()}

    assert max(len(one) for one in lines[:-4]) <= width
    assert set(names) <= shown


def test_only_what_tests_left_in_their_call_counts():
    def report(when: str, *properties) -> pytest.TestReport:
        place = ("a.py", 1, "a")
        return pytest.TestReport("a", place, {}, "passed", None, when, user_properties=properties)

    told = {"kind": "lawful", "agency": "north", "rules": NEED, "drawn": 1, "different": 1}
    reports = [report(one, (PROPERTY, told), ("other", 5)) for one in ("setup", "call", "teardown")]

    assert (Tried(**told),) == tried_in(reports)
