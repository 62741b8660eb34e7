"""The analysis of a journey and the comparison of two, told as text, Markdown and JSON."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from touchpoint_model.journeying import analyse_journeys
from touchpoint_model.journeys.redesign.comparison import compare
from touchpoint_model.journeys.redesign.measured import measured
from touchpoint_model.journeys.redesign.verdicts import weigh
from touchpoint_model.model.draft import journey, parallel, phase, step
from touchpoint_model.model.experience import Experience, Satisfaction, Scale
from touchpoint_model.model.findings import Finding, Location, Report, Severity
from touchpoint_model.model.journeys import LifeSituation
from touchpoint_model.model.legal import ClauseRef
from touchpoint_model.model.text import Text
from touchpoint_model.render.analysis_schema import analysis_schema, comparison_schema
from touchpoint_model.render.journey_analysis import (
    as_json,
    as_markdown,
    as_text,
    comparison_as_json,
    comparison_as_markdown,
    comparison_as_text,
    newly_broken,
)
from touchpoint_model.render.journey_analysis.plain import plain
from touchpoint_model.render.journey_analysis.printing import markdown_of, text_of
from touchpoint_model.render.journey_analysis.redesigns import comparison_page
from touchpoint_model.render.journey_analysis.sections import Page, Section, Table
from touchpoint_model.render.journey_analysis.telling import page_of
from touchpoint_model.render.journey_analysis.wording import say

from ..toy_agency import agency
from .building import process, register

MARKS = Scale(1, 5, satisfied_from=4)
TOOL = {"name": "t", "version": "1"}
HELD = register(process("Приём", "site", "desk"))

# 0.9 apply; of them 0.5 get a place, 0.25 apply again, 0.25 give up: 0.9 · 0.5 / (1 − 0.25) = 0.6
FAIR = journey(
    "fair",
    "Ярмарка",
    phase(
        "Подаёт",
        step("arises", "нужно место", then={"apply": 0.9}),
        step(
            "apply",
            "подаёт заявку",
            at="site",
            channel="digital",
            hours=2,
            experience=Experience(MARKS, emotional=2, respondents=10),
        ),
        step("wait", "рассматривает", actor="officer", waits=46, then={"get": 0.5, "apply": 0.25}),
    ),
    phase(
        "Получает",
        step(
            "get",
            "получает место",
            at="desk",
            channel="offline",
            satisfies=True,
            experience=Experience(MARKS, emotional=5, respondents=6),
            satisfaction=Satisfaction(MARKS, ((5, 6), (4, 2), (2, 2))),
        ),
    ),
)
TRAP = journey(
    "trap",
    "Ловушка",
    phase(
        "",
        step("ask", "спрашивает", at="desk", then=("wait", "get")),
        step("wait", "ждёт", then="wait"),
        step("get", "получает", satisfies=True, then=()),
        step("never", "лишний"),
    ),
)


def told(*journeys):
    return analyse_journeys(journeys, HELD, agency)


def section(page, title):
    found = [one for one in page.sections if one.title.startswith(say(title, "en"))]
    return found[0] if found else None


def fair():
    return page_of(told(FAIR)[0], "en")


def test_shares_of_the_endings_are_told_and_make_one():
    rows = section(fair(), "ends").table.rows

    assert {"satisfied": "60%", "given up": "40%"} == {name: share for share, name in rows}


def test_where_clients_give_up_is_told_by_number_and_action():
    rows = section(fair(), "leaving").table.rows

    assert (("30%", "3.\u00a0рассматривает"), ("10%", "1.\u00a0нужно место")) == rows


def test_fewest_expected_and_most_contacts():
    contacts = section(fair(), "effort").table.rows[0]

    assert ("contacts", "2", "2.3", "no limit") == contacts


def test_a_closed_way_names_the_steps_to_change_by_their_actions():
    rows = section(fair(), "ways").table.rows

    assert [
        (say("by-digital", "en"), "closed", "4.\u00a0получает место"),
        (say("by-offline", "en"), "closed", "2.\u00a0подаёт заявку"),
    ] == list(rows[:2])


def test_what_is_felt_is_told_with_numbers_of_answers_and_an_interval():
    lines = section(fair(), "felt").lines

    assert "4.\u00a0получает место; 5 (1–5, n = 6)" in lines[0]
    assert "2.\u00a0подаёт заявку; 2 (1–5, n = 10)" in lines[1]
    assert "80% are content: 8 of 10 answers; interval 49–94.3%" in lines[3]


def test_what_would_help_most_comes_first():
    lines = section(fair(), "gains").lines

    assert [3, 2] == [int(line.partition(".")[0]) for line in lines[:2]]


def test_what_no_client_can_finish_says_why_and_tells_the_rest():
    page = page_of(told(TRAP)[0], "en")

    assert "“2.\u00a0ждёт”" in page.facts[1]
    assert (say("satisfied-at", "en", steps="3.\u00a0получает"),) == section(page, "ends").lines
    assert [
        say("unreached", "en", steps="4.\u00a0лишний"),
        say("trap", "en", steps="2.\u00a0ждёт"),
    ] == list(section(page, "weak").lines)
    assert section(page, "gains") is None


def test_without_a_satisfying_step_there_is_no_way():
    one = journey("j", "Никто", phase("", step("a", "спрашивает", at="desk")))
    page = page_of(told(one)[0], "en")

    assert say("nobody", "en") == page.facts[1]
    assert [None, None, None] == [section(page, one) for one in ("ways", "effort", "single")]


def test_branches_that_can_only_be_simulated_are_told_with_their_reason():
    steps = parallel(
        step("s", "подаёт", hours=1),
        step("x", "проверяет", hours=2, deviation=1),
        step("y", "сверяет", hours=5),
        last=step("z", "получает", satisfies=True),
    )
    page = page_of(told(journey("j", "Параллельно", phase("", *steps)))[0], "en")

    assert "“2.\u00a0проверяет”" in page.facts[1]
    assert "3.\u00a0сверяет" in section(page, "single").lines[-1]


def test_what_had_to_be_assumed_is_told():
    lines = section(page_of(told(TRAP)[0], "en"), "gaps").lines
    unchanced = say("unchanced", "en", steps="1.\u00a0спрашивает")

    assert unchanced in lines
    assert section(fair(), "gaps") is not None
    assert unchanced not in section(fair(), "gaps").lines


def test_steps_of_one_action_are_told_apart_by_their_points():
    twice = journey(
        "j",
        "Дважды",
        phase(
            "", step("a", "Звонит", at="site"), step("b", "звонит"), step("c", "Звонит", at="desk")
        ),
    )
    lines = section(page_of(told(twice)[0], "en"), "weak").lines

    assert say("dead", "en", steps="3.\u00a0Звонит (desk)") in lines


@given(st.text(min_size=1, max_size=200), st.integers(min_value=60, max_value=100))
def test_no_line_is_wider_than_the_terminal(words, width):
    """Law: whatever a journey's words are, no line of its text is longer than the width."""
    one = journey(
        "j",
        words,
        phase("", step("a", words, at="desk", then={"b": 0.5}), step("b", words, satisfies=True)),
    )
    lines = as_text(told(one)[0], "ru", width=width).splitlines()

    assert max(map(len, lines)) <= width


@given(st.text(alphabet="a|`*<\\&#[]_~ $\n", min_size=1))
def test_markdown_keeps_its_tables_whole(words):
    """Law: no character of a cell opens another cell or another row."""
    page = Page("T", (), (Section("S", table=Table(("a", "b"), ((words, "x"),))),))
    rows = [line for line in markdown_of(page).splitlines() if line.startswith("|")]
    bars = [line.replace("\\\\", "").replace("\\|", "").count("|") for line in rows]

    assert [3, 3, 3] == bars


def test_a_table_is_narrowed_where_it_is_widest():
    page = Page("T", (), (Section("S", table=Table(("", ""), (("1", "слово " * 30),))),))
    lines = text_of(page, 40).splitlines()

    assert max(map(len, lines)) <= 40
    assert 30 == text_of(page, 40).count("слово")


def test_an_analysis_as_json_is_what_the_schema_says():
    document = json.loads(json.dumps(as_json(told(FAIR, TRAP), TOOL, agency="trade")))
    first, second = document["journeys"]

    assert [] == list(Draft202012Validator(analysis_schema()).iter_errors(document))
    assert 0.6 == pytest.approx(first["chances"]["satisfied_share"])
    assert "wait" == first["structure"]["bottleneck"]
    assert (None, None) == (second["chances"], second["improvements"])
    assert {"ru", "en"} == set(second["unclear"])


def test_markdown_says_what_the_text_says():
    one = told(FAIR)[0]
    shown = as_markdown(one, "en")

    assert [f"### {part.title}" for part in page_of(one, "en").sections] == [
        line for line in shown.splitlines() if line.startswith("###")
    ]


# --- comparison

TO_BE = journey(
    "fair",
    "Ярмарка (новая)",
    phase(
        "Подаёт",
        step("arises", "нужно место", then={"apply": 1}),
        step(
            "apply",
            "подаёт заявку",
            at="desk",
            channel="offline",
            hours=1,
            experience=Experience(MARKS, emotional=4, respondents=10),
        ),
        step("told", "узнаёт решение", at="site", channel="digital"),
    ),
    phase("Получает", step("get", "получает место", at="desk", satisfies=True)),
    situation=LifeSituation("урожай", proactive=True),
)


def finding(clause, severity=Severity.ERROR, journey="fair", code="SV05"):
    return Finding(
        code,
        "rule",
        severity,
        Text("плохо", "bad"),
        Text("", ""),
        f"{code}{clause}{journey}{severity}",
        Location(journey=journey, step="apply"),
        act="procedure",
        clause=clause,
        clauses=(clause,),
        against=(clause,),
    )


def report(*findings):
    return Report("trade", date(2024, 6, 3), findings, ())


def compared(check=None):
    return compare(FAIR, TO_BE, measure=measured, check=check)


def test_measures_go_before_and_after():
    rows = {
        row[0]: row[1:] for row in section(comparison_page(compared(), "en"), "measures").table.rows
    }

    assert ("60% → 100%", "+40\u00a0points", "▲ better") == rows[
        "Share of clients whose need is met"
    ]


def test_steps_added_dropped_and_moved_are_told():
    page = comparison_page(compared(), "en", {"desk": "Приёмная", "site": "Сайт"})

    assert ("3.\u00a0узнаёт решение",) == section(page, "added").lines
    assert ("3.\u00a0рассматривает",) == section(page, "dropped").lines
    (moved,) = section(page, "moved").lines
    assert all(
        part in moved
        for part in ("Сайт → Приёмная", "digital → offline", "2\u00a0h → 1\u00a0h", "2 → 4")
    )


def test_a_journey_beside_itself_has_not_changed():
    page = comparison_page(compare(FAIR, FAIR, measure=measured), "en")

    assert {"= the same"} == {row[3] for row in page.sections[0].table.rows}
    assert [say("measures", "en"), say("same", "en")] == [one.title for one in page.sections]


def test_a_clause_is_newly_broken_where_only_the_redesign_speaks_against_it():
    before = report(finding("1.1"), finding("1.2", Severity.NOTE), finding("1.3", journey=None))
    after = report(
        finding("1.1"), finding("1.2"), finding("1.3"), finding("1.4", Severity.NOTE, code="CH04")
    )

    assert [
        ("1.2", "error", ("SV05",)),
        ("1.3", "error", ("SV05",)),
        ("1.4", "note", ("CH04",)),
    ] == [(one.ref.id, one.severity.value, one.rules) for one in newly_broken(weigh(before, after))]


def test_what_the_register_itself_breaks_is_no_fault_of_the_redesign():
    after = report(finding("1.1", journey=None))

    assert () == newly_broken(weigh(report(), after))


def test_broken_clauses_and_findings_are_told():
    one = compared(lambda path: report(finding("2.5")) if path is TO_BE else report())
    page = comparison_page(one, "en")

    assert (f"{ClauseRef('procedure', '2.5').say('en')} (SV05)",) == section(
        page, "broken-now"
    ).lines
    assert 1 == len(section(page, "came").lines)
    assert section(page, "gone") is None


def test_a_comparison_as_json_is_what_the_schema_says():
    one = compared(lambda path: report(finding("2.5")) if path is TO_BE else report())
    made = comparison_as_json([one], TOOL, on="2024-06-03", unpaired=(["x"], []))
    document = json.loads(json.dumps(made))

    assert [] == list(Draft202012Validator(comparison_schema()).iter_errors(document))
    (pair,) = document["journeys"]
    assert ["told"] == [step["id"] for step in pair["steps"]["added"]]
    assert ["2.5"] == [broken["clause"] for broken in pair["verdicts"]["broken"]]


def test_a_comparison_has_one_shape_as_text_and_as_markdown():
    titles = [one.title for one in comparison_page(compared(), "ru").sections]
    text = comparison_as_text(compared(), "ru").splitlines()
    markdown = comparison_as_markdown(compared(), "ru").splitlines()

    assert titles == [line for line in text if line in titles]
    assert [f"### {title}" for title in titles] == [
        line for line in markdown if line.startswith("### ")
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (float("inf"), None),
        (LifeSituation("урожай"), {"name": "урожай", "proactive": False}),
        (frozenset({Severity.NOTE, Severity.ERROR}), ["error", "note"]),
        ((1, None, ("a",)), [1, None, ["a"]]),
    ],
)
def test_values_as_json_holds_them(value, expected):
    assert expected == plain(value)
