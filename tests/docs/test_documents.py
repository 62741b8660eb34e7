"""Links lead somewhere, the reference is whole and current, the two READMEs agree."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from runpy import run_path

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.cli.reports import ReportFormat
from touchpoint_model.formats.document import LIMITS
from touchpoint_model.formats.schema import register_schema
from touchpoint_model.model import graph
from touchpoint_model.model.findings import FindingStatus
from touchpoint_model.model.journeys import Journey, Phase, Step, Transition
from touchpoint_model.model.legal import ClauseStatus, Modality
from touchpoint_model.model.reading import READINGS
from touchpoint_model.norms import INDICATORS
from touchpoint_model.norms.wording import is_agency_act
from touchpoint_model.render.schema import report_schema

from ..heuristics import test_needs
from .documents import DOCUMENTS, READMES, ROOT, anchors, blocks, links

DOCS = ROOT / "docs"
GENERATE = run_path(str(DOCS / "generate.py"))
REFERENCE = {
    name: (DOCS / "reference" / f"{name}.md").read_text("utf-8")
    for name in ("cli", "rules", "json", "documents")
}
AGENCIES = GENERATE["agencies"]()
RULES = {rule.code: rule for agency in AGENCIES for rule in agency.rules}
ADD_AN_AGENCY = (DOCS / "how-to" / "add-an-agency.md").read_text("utf-8")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def commands(document: Path) -> list[str]:
    return [one.text for one in blocks(document) if one.language == "sh" and one.file is None][:2]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_links_lead_to_files_and_headings(document: Path):
    lost = []
    for link in links(document):
        path, _, anchor = link.partition("#")
        if path.startswith("https:"):
            continue
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)

    assert [] == lost


def test_every_document_is_reached_from_the_readme():
    reached, ahead = set(), [READMES[0]]
    while ahead:
        document = ahead.pop()
        if document in reached or document.suffix != ".md":
            continue
        reached.add(document)
        ahead += [
            (document.parent / link.partition("#")[0]).resolve()
            for link in links(document)
            if not link.startswith(("https:", "#"))
        ]

    assert set() == set(DOCUMENTS) - reached


def test_the_readmes_have_the_same_two_commands():
    english, russian = map(commands, READMES)

    assert english == russian
    assert [1, 1] == [one.count("\n") for one in english]


def test_the_two_commands_are_found_as_ci_finds_them():
    """`.ci/run` counts lines that are exactly ```sh; a block with a name would shift the count."""
    fences = [one for one in READMES[0].read_text("utf-8").splitlines() if one.startswith("```sh")]

    assert {"```sh"} == set(fences)


def test_the_reference_is_current():
    assert [] == GENERATE["stale"]()


@pytest.mark.parametrize("path", [path for path, _ in GENERATE["commands"]()])
def test_every_command_is_documented(path: str):
    verb = path.removeprefix("touchpoint ")

    assert f"\n## {path}\n" in REFERENCE["cli"]
    assert [True, True] == [f"| `{verb}` |" in one.read_text("utf-8") for one in READMES]


def test_every_option_is_documented():
    for path, command in GENERATE["commands"]():
        page = REFERENCE["cli"].partition(f"\n## {path}\n")[2].partition("\n## ")[0]
        opts = [
            opt for one in command.params if one.param_type_name == "option" for opt in one.opts
        ]

        assert [] == [opt for opt in opts if f"`{opt}`" not in page]


@pytest.mark.parametrize("code", RULES)
def test_every_rule_is_documented(code: str):
    rule = RULES[code]
    page = REFERENCE["rules"].partition(f"\n## {code} {rule.name}\n")[2].partition("\n## ")[0]

    assert page
    assert [] == [
        one
        for one in ("Why", "Decides", "Bad", "Good", "Known limits")
        if f"**{one}:**" not in page
    ]
    assert [] == [one for one in (*rule.parameters, *rule.readings) if f"`{one}`" not in page]


@pytest.mark.parametrize("agency", AGENCIES, ids=lambda one: one.code)
def test_every_clause_with_a_rule_stands_in_the_reference(agency: tm.Agency):
    page = REFERENCE["rules"]
    for rule in RULES.values():
        body = page.partition(f"\n## {rule.code} {rule.name}\n")[2].partition("\n## ")[0]
        rows = "\n".join(
            line for line in body.splitlines() if line.startswith(f"| {agency.code} |")
        )
        named = set(re.findall(r"[^\s,|]+", rows))
        for clause in agency.clauses_of(rule):
            told = clause.ref.id if clause.ref.act == "procedure" else str(clause.ref)
            assert told in named


@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_indicator_is_documented(indicator: str):
    assert f"| `{indicator}` |" in REFERENCE["rules"]


@pytest.mark.parametrize("schema", [register_schema(), report_schema()], ids=lambda it: it["$id"])
def test_every_field_of_the_json_is_documented(schema):
    objects = [schema, *schema["$defs"].values()]
    objects += [one for each in objects for one in each.get("properties", {}).values()]
    fields = {field for one in objects for field in one.get("properties", {})}

    assert fields
    assert set() == {one for one in fields if f"`{one}`" not in REFERENCE["json"]}


@pytest.mark.parametrize("kind", READINGS)
def test_every_kind_of_reading_note_is_documented(kind: str):
    assert f"\n| `{kind}` | " in REFERENCE["documents"]


def test_the_limits_are_those_documented():
    page = (DOCS / "how-to" / "read-and-convert-documents.md").read_text("utf-8")

    assert f"{LIMITS.unpacked // 2**20} MiB" in page
    assert f"{LIMITS.cells // 10**6} million cells" in page


@pytest.mark.parametrize("form", ReportFormat)
def test_every_form_of_a_report_is_documented(form: ReportFormat):
    page = (DOCS / "how-to" / "check-many-files.md").read_text("utf-8")
    page += (DOCS / "how-to" / "read-a-report.md").read_text("utf-8")

    assert form == "text" or f"`{form}`" in page or f"--format {form}" in page


@pytest.mark.parametrize("outcome", tm.Outcome)
def test_every_outcome_is_explained(outcome: tm.Outcome):
    pages = [*READMES, DOCS / "how-to" / "read-a-report.md"]

    assert [True] * 3 == [f"| `{outcome}` |" in one.read_text("utf-8") for one in pages]


def test_every_node_and_edge_of_the_graph_is_documented():
    register = evolve(
        tm.read(ROOT / "examples" / "registers" / "trade.json"),
        segments=(tm.Segment("students", "студенты"),),
    )
    point = evolve(register.touchpoints[0], channel="digital", key=True)
    register = evolve(register, touchpoints=(point, *register.touchpoints[1:]))
    steps = (
        Step("ask", "спросить", touchpoint=point.id, duration=0.5, waiting=1.0),
        Step("wait", "ждать", touchpoint="bot"),
    )
    link = Transition("ask", "wait", probability=0.5, condition="занято")
    made = tm.graph(register, [Journey("j", "путь", (Phase("начало", steps),), (link,))])
    values = [data for _, data in made.nodes(data=True)]
    values += [data for *_, data in made.edges(data=True)]
    names = {name for data in values for name in data} | {data["type"] for data in values}
    told = (DOCS / "reference" / "graph.md").read_text("utf-8")

    assert {"lacking", "segment", "condition", "key"} <= names
    assert set() == {one for one in names if f"`{one}`" not in told}
    assert [] == [one for one in graph.__all__ if f"`{one}" not in told and one != "graph"]


def test_every_status_and_force_is_explained():
    assert [] == [one for one in ClauseStatus if f"| `{one}` |" not in ADD_AN_AGENCY]
    assert [] == [one for one in Modality if f"`{one}`" not in ADD_AN_AGENCY]
    assert [] == [one for one in FindingStatus if f"`{one}`" not in REFERENCE["json"]]


@pytest.mark.parametrize("readme", READMES, ids=name)
def test_the_readmes_count_the_clauses_of_each_agency(readme: Path):
    text = readme.read_text("utf-8")
    lang = "ru" if readme.name.endswith(".ru.md") else "en"
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \| [^|]+ \| \d+ \|$", text, re.MULTILINE))
    counts = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+ \| (\d+) \|$", text, re.MULTILINE))

    assert {one.code: one.title[lang] for one in AGENCIES} == rows
    assert {one.code: str(len(one.clauses)) for one in AGENCIES} == counts


def test_the_readmes_name_every_room():
    source = ROOT / "src" / "touchpoint_model"
    rooms = {one.parent.name for one in source.glob("*/__init__.py")}
    for readme in READMES:
        named = set(re.findall(r"^\| `(\w+)` \| ", readme.read_text("utf-8"), re.MULTILINE))
        assert set() == rooms - named


def test_the_changelog_names_the_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    versions = re.findall(
        r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )

    assert project["version"] == tm.__version__
    assert tm.__version__ == next(one for one in versions if one != "Unreleased")


def test_the_changelog_counts_rules_and_clauses():
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    counts = [int(one) for one in re.findall(r"^\| \w+ \| [^|]+ \| (\d+) \|$", text, re.MULTILINE)]
    acts = [
        sum(clause.ref.act == act for clause in agency.clauses)
        for agency in AGENCIES
        for act in agency.acts
    ]

    assert sorted(acts) == sorted(counts)
    assert f"- {len(RULES)} rules " in text


def test_the_glossary_cites_every_definition():
    """Every clause that defines a term stands in the glossary, and nothing else does."""
    text = (DOCS / "glossary.md").read_text("utf-8")
    cited = {
        (agency, ref)
        for cell in re.findall(r"\| ([^|]+) \|$", text, re.MULTILINE)
        for group in cell.split("; ")
        if (match := re.fullmatch(r"(\w+) ([\d(].*)|(\w+) (model:.*)", group))
        for agency in [match[1] or match[3]]
        for ref in (match[2] or match[4]).split(", ")
    }
    defined = {
        (agency.code, clause.ref.id if clause.ref.act == "procedure" else str(clause.ref))
        for agency in AGENCIES
        for clause in agency.clauses
        if clause.defines
    }

    assert defined == cited


def test_the_decisions_are_numbered_and_whole():
    files = sorted((DOCS / "decisions").glob("*.md"))
    for number, file in enumerate(files, 1):
        text = file.read_text("utf-8")
        parts = re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE)

        assert file.name.startswith(f"{number:04d}-")
        assert text.startswith(f"# {number}. ")
        assert ["Context", "Decision", "Consequence"] == parts


def test_the_figures_of_the_heuristics_are_those_measured():
    text = (DOCS / "decisions" / "0014-heuristics-are-measured.md").read_text("utf-8")
    told = re.findall(r"^\| ([\w ]+) \| (\d\.\d\d) \| (\d\.\d\d) \|$", text, re.MULTILINE)
    measured = {
        "act of the agency": test_needs.scores("agency_act", is_agency_act),
        "glued needs": test_needs.scores("glued", test_needs.is_glued),
        **{one: test_needs.categories(one) for one in test_needs.AGENCIES},
    }

    assert [(one, f"{a:.2f}", f"{b:.2f}") for one, (a, b, _) in measured.items()] == told
    assert f"{len(test_needs.NEEDS)} invented texts" in text


@pytest.mark.parametrize("room", ["rules", "norms", "plugins", "testing", "render"])
def test_the_floor_plan_is_that_of_the_test(room: str):
    from ..architecture.test_floor_plan import ROOMS

    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.+?`) \| (.+) \|$", text, re.MULTILINE)
    told = {
        one: set(re.findall(r"`(\w+)`", may))
        for names, may in rows
        for one in re.findall(r"`([\w/*]+)`", names)
    }

    assert ROOMS[room] == told[room]
