"""`touchpoint rules|explain|coverage|compare|schema|graph|agency`: text and JSON."""

import json

import networkx
import pytest
from jsonschema import Draft202012Validator

import touchpoint_model as tm
from touchpoint_model.model.graph import from_graphml, from_node_link
from touchpoint_model.norms import RULES

AGENCIES = ["administration", "agriculture", "culture", "trade"]
JSON = ("--format", "json")


@pytest.fixture(scope="module")
def told(touchpoint, trade, tmp_path_factory):
    folder = tmp_path_factory.mktemp("graphs")
    plain = {
        "rules": ("rules",),
        "coverage": ("coverage", "--agency", "trade"),
        "coverage-all": ("coverage",),
        "compare": ("compare",),
        "compare-two": ("compare", "trade", "culture"),
        "list": ("agency", "list"),
    }
    asked = {
        **plain,
        **{f"{name}-json": (*one, *JSON) for name, one in plain.items()},
        "rules-english": ("rules", "--lang", "en"),
        "explain-code": ("explain", "TP03"),
        "explain-name": ("explain", "duplicate-touchpoint"),
        "explain-english": ("explain", "TP03", "--lang", "en"),
        "explain-clause": ("explain", "2.9.3", "--agency", "trade"),
        "explain-address": ("explain", "model:7.1"),
        "check-all": ("agency", "check"),
        "check-trade": ("agency", "check", "trade"),
        "schemas": ("schema",),
        "schema-register": ("schema", "register-1"),
        "graph-json": ("graph", trade, folder / "g.json"),
        "graph-graphml": ("graph", trade, folder / "g.graphml"),
        "help": ("--help",),
    }
    return touchpoint.each(asked), folder


def document(told, name):
    return json.loads(told[0][name].out)


def test_every_command_succeeds_and_is_quiet(told):
    spoke = ("check-all", "check-trade")  # their progress goes to standard error
    wrong = {
        name: (ran.code, ran.err)
        for name, ran in told[0].items()
        if ran.code != 0 or (ran.err and name not in spoke)
    }

    assert wrong == {}


def test_rules_lists_every_rule(told):
    lines = [line.split("\t") for line in told[0]["rules"].out.splitlines()[1:]]
    listed = [(one["code"], one["name"]) for one in document(told, "rules-json")]

    assert listed == sorted((one.code, one.name) for one in RULES)
    assert [code for code, *_ in lines] == [code for code, _ in listed]
    assert {len(line) for line in lines} == {4}
    assert told[0]["rules-english"].out != told[0]["rules"].out


def test_rules_says_where_each_stands(told):
    first = document(told, "rules-json")[0]

    assert list(first) == ["code", "name", "summary", "heuristic", "parameters", "clauses"]
    assert list(first["clauses"]) == AGENCIES


def test_explain_takes_a_code_a_name_or_a_clause(told):
    ran, _ = told

    assert ran["explain-code"].out == ran["explain-name"].out
    assert ran["explain-english"].out != ran["explain-code"].out
    assert "TP03" in ran["explain-code"].out
    assert "no-offline-alternative" in ran["explain-clause"].out
    assert "7.1" in ran["explain-address"].out


def test_coverage_counts_every_clause(told):
    trade = document(told, "coverage-json")
    every = document(told, "coverage-all-json")

    assert [one["agency"] for one in every] == AGENCIES
    assert trade == every[-1]
    assert trade["total"] == len(trade["clauses"]) == sum(trade["counts"].values())
    assert {one["agency"]: one["total"] for one in every} == {
        one.code: len(one.clauses) for one in tm.agencies()
    }
    assert {one["counts"]["pending"] for one in every} == {0}


def test_coverage_as_text_has_a_line_for_each_clause(told):
    clauses = document(told, "coverage-json")["clauses"]
    lines = told[0]["coverage"].out.splitlines()

    assert [f"{one['act']}:{one['clause']}" for one in clauses] == [
        line.split("\t")[0] for line in lines[1:-1]
    ]


def test_compare_sets_agencies_side_by_side(told):
    rows = document(told, "compare-json")
    by_code = {row["code"]: row["agencies"] for row in rows}
    heads = told[0]["compare"].out.splitlines()[0].split("\t")

    assert heads[2:] == AGENCIES
    assert [bool(by_code["TP03"][code]) for code in AGENCIES] == [True, False, True, True]
    assert list(document(told, "compare-two-json")[0]["agencies"]) == ["trade", "culture"]
    assert told[0]["compare-two"].out.splitlines()[0].split("\t")[2:] == ["trade", "culture"]


def test_the_list_has_every_agency(told):
    rows = document(told, "list-json")

    assert [row["code"] for row in rows] == AGENCIES
    assert {row["error"] for row in rows} == {None}
    assert [line.split("\t")[0] for line in told[0]["list"].out.splitlines()[1:]] == AGENCIES


def test_inspection_counts_go_to_standard_error(told):
    ran, _ = told

    assert len(ran["check-all"].err.splitlines()) == len(AGENCIES)
    assert len(ran["check-trade"].err.splitlines()) == 1


def test_a_folder_is_inspected_like_an_agency(touchpoint, root, told):
    ran = touchpoint("agency", "check", root / "agencies/touchpoint_trade")

    assert (ran.code, ran.err) == (0, told[0]["check-trade"].err)


def test_schemas_are_listed_and_valid(told):
    ran, _ = told
    schema = document(told, "schema-register")
    Draft202012Validator.check_schema(schema)

    assert ran["schemas"].out.splitlines() == [
        "register-1",
        "report-1",
        "journey-1",
        "journey-analysis-1",
        "journey-comparison-1",
        "diff-1",
        "history-1",
        "log-1",
        "revision-1",
        "verification-1",
    ]
    assert Draft202012Validator(schema).is_valid(
        {"schema": "touchpoint-register/1", "agency": "a", "title": "t", "directions": []}
    )
    assert not Draft202012Validator(schema).is_valid({"schema": "touchpoint-register/1"})


def test_both_graphs_are_the_graph_of_the_register(told, trade):
    ran, folder = told
    expected = tm.graph(tm.read(trade))
    linked = from_node_link(json.loads((folder / "g.json").read_bytes()))
    drawn = from_graphml((folder / "g.graphml").read_bytes())

    assert (ran["graph-json"].out, ran["graph-graphml"].out) == ("", "")
    assert networkx.utils.graphs_equal(linked, expected)
    assert dict(drawn.nodes(data=True)) == dict(expected.nodes(data=True))
    assert sorted(map(str, drawn.edges(data=True))) == sorted(map(str, expected.edges(data=True)))


def test_verify_tells_agreement_from_difference(touchpoint, tmp_path):
    columns = tm.agency("trade").vocabulary.scheme("column")
    heads = [one.label.ru for one in columns]
    same, other = tmp_path / "same.txt", tmp_path / "other.txt"
    same.write_text("\t".join(["№", *heads[1:]]) + "\n")
    other.write_text("\t".join(["№", *heads[1:4], "Примечание"]) + "\n")
    ask = ("agency", "verify", "trade", "--act", "annex", "--text")
    ran = touchpoint.each(
        {"same": (*ask, same), "other": (*ask, other), "json": (*ask, other, *JSON)}
    )
    differences = json.loads(ran["json"].out)

    assert {name: one.code for name, one in ran.items()} == {"same": 0, "other": 1, "json": 1}
    assert [(one["clause"], one["kind"]) for one in differences] == [("5", "changed")]
    assert [list(one) for one in differences] == [["act", "clause", "kind", "line", "digest"]]
    assert ran["other"].out.startswith(f"{other}:1: annex:5: ")
