"""`touchpoint journey`: check, analyse, map, compare, propose; and `check --journeys`."""

import json
import sys
import tomllib
import zipfile
from itertools import pairwise
from typing import get_type_hints

import pytest
from jsonschema import Draft202012Validator
from one_child import in_one_child

from touchpoint_model.cli.journeys import app

ON = ("--on", "2024-06-03")
CODES = ("agriculture", "trade", "culture", "administration")
LOOP = """
schema = "touchpoint-journey/1"
[[journeys]]
id = "loop"
name = "Без конца"
[[journeys.phases]]
name = "Этап"
steps = [
  { id = "ask", action = "спрашивает", touchpoint = "telephone", next = ["wait", "get"] },
  { id = "wait", action = "ждёт", next = "wait" },
  { id = "get", action = "получает", satisfies = true },
]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("journeys")
    (made / "loop.toml").write_text(LOOP, "utf-8")
    (made / "not.toml").write_text("schema = \n", "utf-8")
    (made / "none.json").write_text('{"schema": "touchpoint-journey/1", "journeys": []}', "utf-8")
    return made


@pytest.fixture(scope="module")
def ran(touchpoint, root, folder):
    """What each command came to, by name: all run in one child."""
    journeys, registers = root / "examples/journeys", root / "examples/registers"

    def on(verb, code, *further, file=None):
        path = file or journeys / f"{code}.toml"
        return ("journey", verb, path, *further, "--register", registers / f"{code}.json")

    support = ("--journey", "support")
    forms = ("markdown", "html", "junit")
    (folder / "mistyped.toml").write_text(
        (journeys / "agriculture.toml")
        .read_text("utf-8")
        .replace(
            '"Уведомление о переадресации обращения по', '"Уведомление о переадрсации обращения по'
        ),
        "utf-8",
    )
    redesign = (journeys / "agriculture.toml", journeys / "agriculture-redesign.toml")
    trade, farm = registers / "trade.json", registers / "agriculture.json"
    asked = {
        **{f"analyse {code}": on("analyse", code) for code in CODES},
        "analyse json": on("analyse", "agriculture", "--format", "json"),
        "analyse markdown": on("analyse", "agriculture", "--format", "markdown", "--lang", "en"),
        "analyse one": on("analyse", "agriculture", "--journey", "appeal"),
        **{
            f"mistyped {verb}": on(verb, "agriculture", *more, file=folder / "mistyped.toml")
            for verb, more in (("check", ON), ("analyse", ()), ("map", (folder / "mistyped.md",)))
        },
        "analyse loop": on("analyse", "trade", file=folder / "loop.toml"),
        "analyse to file": on("analyse", "culture", "-o", folder / "told.txt"),
        "check": on("check", "agriculture", *ON),
        "check json": on("check", "trade", *ON, "--format", "json"),
        "check sarif": on("check", "trade", *ON, "--format", "sarif"),
        **{f"check {form}": on("check", "trade", *ON, "--format", form) for form in forms},
        "check text": on("check", "trade", *ON),
        "check notes": on("check", "administration", *ON),
        "check fails on notes": on("check", "administration", *ON, "--fail-on", "note"),
        "register check": (
            "check",
            trade,
            "--journeys",
            journeys / "trade.toml",
            *ON,
            "--format",
            "json",
        ),
        "register alone": ("check", trade, *ON, "--format", "json"),
        "compare": ("journey", "compare", *redesign, "--register", farm, *ON),
        "compare back": ("journey", "compare", *redesign[::-1], *support, "--register", farm, *ON),
        "compare json": (
            "journey",
            "compare",
            *redesign,
            "--register",
            farm,
            *ON,
            "--format",
            "json",
        ),
        "compare notes": (
            "journey",
            "compare",
            *redesign,
            "--register",
            farm,
            *ON,
            "--fail-on",
            "note",
        ),
        "compare never": (
            "journey",
            "compare",
            *redesign,
            "--register",
            farm,
            "--fail-on",
            "never",
        ),
        "compare others": (
            "journey",
            "compare",
            *redesign,
            "--register",
            farm,
            "--journey",
            "appeal",
        ),
        "propose": ("journey", "propose", trade, folder / "proposed.toml"),
        "propose json": ("journey", "propose", trade, folder / "proposed.json"),
        "propose again": ("journey", "propose", trade, folder / "proposed.toml"),
        "propose by force": ("journey", "propose", trade, folder / "proposed.json", "--force"),
        "check proposed": on("check", "trade", *ON, file=folder / "proposed.toml"),
        "propose yaml": ("journey", "propose", trade, folder / "proposed.yaml"),
        **{
            f"map {kind}": on("map", "agriculture", folder / f"map.{kind}", *support, *ON)
            for kind in ("svg", "docx", "xlsx", "md", "mmd")
        },
        "map html": on("map", "agriculture", folder / "all.html", *ON),
        "map marked": on("map", "trade", folder / "marked.svg", *ON),
        "map unmarked": on("map", "trade", folder / "unmarked.svg", "--no-check"),
        "map several": on("map", "agriculture", folder / "several.svg"),
        "map pdf": on("map", "agriculture", folder / "map.pdf"),
        "map nowhere": on("map", "trade", folder / "no" / "map.svg"),
        "schemas": ("schema",),
        "schema journey": ("schema", "journey-1"),
        "schema analysis": ("schema", "journey-analysis-1"),
        "schema comparison": ("schema", "journey-comparison-1"),
        "no file": on("analyse", "trade", file=folder / "nothing.toml"),
        "not toml": on("analyse", "trade", file=folder / "not.toml"),
        "no journeys": on("analyse", "trade", file=folder / "none.json"),
        "no such journey": on("analyse", "agriculture", "--journey", "x"),
        "a register as journeys": on("analyse", "trade", file=trade),
        "journeys as a register": ("journey", "analyse", redesign[0], "--register", redesign[0]),
        "journeys proposed from journeys": ("journey", "propose", redesign[0], folder / "x.toml"),
        "another agency": ("journey", "check", redesign[0], "--register", trade),
        "no such agency": on("check", "trade", "--agency", "x"),
        "no date": on("check", "trade", "--on", "tomorrow"),
        "english": on("analyse", "agriculture", "--journey", "x", "--lang", "en"),
    }
    return in_one_child(touchpoint, asked)


@pytest.mark.parametrize("code", CODES)
def test_an_analysis_fits_a_terminal_and_names_steps_by_their_actions(ran, root, code):
    told = ran[f"analyse {code}"]
    actions = [
        step["action"]
        for path in tomllib.loads((root / f"examples/journeys/{code}.toml").read_text("utf-8"))[
            "journeys"
        ]
        for part in path["phases"]
        for step in part["steps"]
    ]
    words = " ".join(told.out.split())

    assert (0, "") == (told.code, told.err)
    assert max(map(len, told.out.splitlines())) <= 80
    assert any(" ".join(one.split()) in words for one in actions)


def test_an_analysis_as_json_is_what_the_schema_says(ran):
    document = json.loads(ran["analyse json"].out)
    schema = json.loads(ran["schema analysis"].out)

    assert [] == list(Draft202012Validator(schema).iter_errors(document))
    assert ["support", "appeal"] == [one["id"] for one in document["journeys"]]
    chances = document["journeys"][0]["chances"]
    assert 1 == pytest.approx(sum(one["share"] for one in chances["outcomes"]))


def test_one_journey_can_be_asked_for(ran):
    assert ran["analyse one"].out in ran["analyse agriculture"].out
    assert "(support)" not in ran["analyse one"].out


def test_an_analysis_as_markdown_is_in_the_language_asked_for(ran):
    assert "### How it ends" in ran["analyse markdown"].out


def test_a_loop_without_end_is_told_by_its_step_and_the_rest_is_told(ran):
    told = ran["analyse loop"]

    assert 0 == told.code
    assert "«2.\u00a0ждёт»" in told.out
    assert "3.\u00a0получает" in told.out


def test_output_goes_to_a_file(ran, folder):
    assert ("", ran["analyse culture"].out) == (
        ran["analyse to file"].out,
        (folder / "told.txt").read_text("utf-8"),
    )


def test_a_check_of_journeys_tells_of_journeys_alone(ran):
    report = json.loads(ran["check json"].out)

    assert {"inspection"} == {one["location"]["journey"] for one in report["findings"]}
    assert 1 == ran["check json"].code
    assert {"SV01", "SV02", "SV05", "CH04", "CH05"} == {one["code"] for one in report["findings"]}
    assert "violated" in {one["outcome"] for one in report["clauses"]}
    rules = {rule for one in report["clauses"] for rule in one["rules"]}
    assert {"too-many-transfers", "unsatisfied-journey", "no-offline-alternative"} <= rules
    assert "duplicate-touchpoint" not in rules


@pytest.mark.parametrize("form", ["text", "markdown", "html", "junit"])
def test_a_report_on_journeys_names_their_file_the_register_and_the_step(ran, form):
    told = ran[f"check {form}"].out

    assert "journeys/trade.toml" in told
    assert "registers/trade.json" in told
    assert "шаг «Пишет объяснения» (explain)" in told
    assert "перечня точек взаимодействия" not in told.partition("Порядка")[0]
    assert "По перечню в целом" not in told


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_report_on_journeys_asks_for_journeys_to_be_corrected(ran, form):
    told = ran[f"check {form}"].out

    assert "Проверка клиентских путей" in told
    assert "Пути нужно исправить: 1 ошибка." in told
    assert "Перечень нужно исправить" not in told


def test_findings_come_in_the_order_of_the_steps(ran, root):
    report = json.loads(ran["check json"].out)
    (path,) = tomllib.loads((root / "examples/journeys/trade.toml").read_text("utf-8"))["journeys"]
    order = [step["id"] for part in path["phases"] for step in part["steps"]]
    places = [order.index(one["location"]["step"]) for one in report["findings"]]

    assert all(before <= after for before, after in pairwise(places))


def test_a_report_names_the_register_and_its_findings_the_file_of_journeys(ran):
    report = json.loads(ran["check json"].out)

    assert report["register"]["path"].endswith("registers/trade.json")
    assert all(
        one["location"]["file"].endswith("journeys/trade.toml") for one in report["findings"]
    )
    assert "journeys/trade.toml" in ran["check sarif"].out


def test_exit_codes_of_a_check_follow_the_severity_asked_for(ran):
    assert (1, 0, 1) == tuple(
        ran[name].code for name in ("check", "check notes", "check fails on notes")
    )


def test_a_register_is_checked_with_journeys_and_unverified_without(ran):
    with_, without = (json.loads(ran[name].out) for name in ("register check", "register alone"))
    outcomes = [
        {one["clause"]: one["outcome"] for one in report["clauses"]} for report in (with_, without)
    ]

    assert ("violated", "unverified") == tuple(one["3.2.3-1"] for one in outcomes)
    assert len(with_["findings"]) > len(without["findings"])


def test_a_redesign_that_breaks_a_clause_ends_with_1_if_that_is_grave_enough(ran):
    document = json.loads(ran["compare json"].out)
    schema = json.loads(ran["schema comparison"].out)
    (pair,) = document["journeys"]

    assert [] == list(Draft202012Validator(schema).iter_errors(document))
    assert ["2.5"] == [one["clause"] for one in pair["verdicts"]["broken"]]
    assert (0, 1, 0) == tuple(ran[f"compare{name}"].code for name in ("", " notes", " never"))
    assert ["appeal"] == document["unpaired"]["as_is"]
    assert "appeal" in ran["compare"].err


def test_a_comparison_tells_measures_and_steps(ran):
    told = ran["compare"].out

    assert "57,6\u00a0% → 75\u00a0%" in told
    assert "▲ лучше" in told
    assert "МФЦ" in told
    assert max(map(len, told.splitlines())) <= 80


def test_journeys_that_are_no_pair_are_not_compared(ran):
    assert (2, "") == (ran["compare others"].code, ran["compare others"].out)
    assert "есть: support" in ran["compare others"].err


@pytest.mark.parametrize(
    ("kind", "start"),
    [("svg", b"<svg"), ("docx", b"PK"), ("xlsx", b"PK"), ("md", b"## "), ("mmd", b"flowchart")],
)
def test_the_extension_decides_what_is_drawn(ran, folder, kind, start):
    assert (0, "", "") == (ran[f"map {kind}"].code, ran[f"map {kind}"].out, ran[f"map {kind}"].err)
    assert (folder / f"map.{kind}").read_bytes().startswith(start)


def test_a_page_holds_all_journeys_of_a_file(ran, folder):
    page = (folder / "all.html").read_text("utf-8")

    assert all(name in page for name in ("Фермер получает субсидию", "переадресация"))


def test_a_document_has_a_picture_above_its_table(ran, folder):
    names = zipfile.ZipFile(folder / "map.docx").namelist()

    assert any(one.endswith(".png") for one in names)


def test_findings_are_marked_unless_not_wanted(ran, folder):
    marked, unmarked = (
        "SV01" in (folder / f"{name}.svg").read_text("utf-8") for name in ("marked", "unmarked")
    )

    assert (True, False) == (marked, unmarked)


def test_a_document_without_its_picture_says_so(touchpoint, root, folder, tmp_path):
    """Where `vl-convert` is missing, the table is written alone, and stderr tells."""
    hidden = "import sys; sys.modules['vl_convert'] = None; from touchpoint_model.cli import main; main()"
    ran = touchpoint(
        *("journey", "map", root / "examples/journeys/culture.toml", tmp_path / "map.docx"),
        *("--register", root / "examples/registers/culture.json"),
        command=(sys.executable, "-c", hidden),
    )

    assert 0 == ran.code
    assert "vl-convert-python" in ran.err
    names = zipfile.ZipFile(tmp_path / "map.docx").namelist()
    assert not any(one.endswith(".png") for one in names)


def test_proposed_journeys_can_be_read_and_checked(ran, folder):
    made = tomllib.loads((folder / "proposed.toml").read_text("utf-8"))
    same = json.loads((folder / "proposed.json").read_text("utf-8"))

    assert "touchpoint-journey/1" == made["schema"]
    assert [one["id"] for one in same["journeys"]] == [one["id"] for one in made["journeys"]]
    assert ran["check proposed"].code in (0, 1)
    assert "" == ran["check proposed"].err


def test_a_skeleton_that_is_there_is_kept_unless_forced(ran, folder):
    again = ran["propose again"]

    assert (2, "") == (again.code, again.out)
    assert "--force" in again.err
    assert 0 == ran["propose by force"].code


def test_no_command_leaves_it_to_the_parser_to_say_that_a_file_cannot_be_read():
    """Else a file without permission is told of in English, in the parser's own words."""
    paths = [
        (command.callback.__name__, name, each.readable, each.exists)
        for command in app.registered_commands
        for name, hint in get_type_hints(command.callback, include_extras=True).items()
        if "Path" in str(hint)
        for each in hint.__metadata__
    ]

    assert len(paths) >= 10
    assert [] == [one for one in paths if one[2] or one[3]]


def test_the_schema_of_journeys_is_published(ran, root):
    schema = json.loads(ran["schema journey"].out)
    document = tomllib.loads((root / "examples/journeys/trade.toml").read_text("utf-8"))

    assert {"journey-1", "journey-analysis-1", "journey-comparison-1"} <= set(
        ran["schemas"].out.split()
    )
    assert [] == list(Draft202012Validator(schema).iter_errors(document))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("no file", "nothing.toml"),
        ("not toml", "TOML"),
        ("no journeys", "none.json"),
        ("no such journey", "support, appeal"),
        ("a register as journeys", "--register"),
        ("journeys as a register", "--register"),
        ("journeys proposed from journeys", "--register"),
        ("another agency", "«trade»"),
        ("no such agency", "«x»"),
        ("no date", "«tomorrow»"),
        ("propose yaml", ".toml"),
        ("map several", "support, appeal"),
        ("map pdf", ".html .svg .png .docx .xlsx .md .mmd"),
        ("map nowhere", "map.svg"),
        ("english", "there are: support, appeal"),
    ],
)
def test_a_wrong_request_is_one_sentence(ran, name, told):
    assert (2, "") == (ran[name].code, ran[name].out)
    assert 1 == ran[name].err.count("\n")
    assert told in ran[name].err


@pytest.mark.parametrize("verb", ["check", "analyse", "map"])
def test_a_mistyped_process_is_told_once_with_the_nearest_one(ran, verb):
    told = ran[f"mistyped {verb}"].err

    assert 1 == told.count("\n")
    assert "«Уведомление о переадрсации обращения по компетенции» в перечне нет" in told
    assert "возможно, «Уведомление о переадресации обращения по компетенции»" in told


def test_a_wrong_request_leaves_nothing_written(ran, folder):
    names = ("several.svg", "map.pdf", "proposed.yaml", "x.toml", "no")

    assert [] == [name for name in names if (folder / name).exists()]
