"""Snippets of the documents run, and print what the documents say."""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import touchpoint_model as tm
from touchpoint_model.author import load, rules_in
from touchpoint_model.model.errors import ReadError
from touchpoint_model.plugins.inspection import inspect_agency
from touchpoint_model.plugins.verification import verify

from .documents import READMES, ROOT, Block, blocks, blocks_of

HOW_TO = ROOT / "docs" / "how-to"
ADD_AN_AGENCY = HOW_TO / "add-an-agency.md"
WRITE_A_REGISTER = [HOW_TO / "write-a-register.md", HOW_TO / "write-a-register.ru.md"]
DAY = datetime.date(2024, 4, 1)
PYTHON = [one for one in blocks_of("python") if one.file is None]
SHELL = blocks_of("sh")


def files_of(document: Path, folder: Path) -> None:
    """Write the blocks of a document that bear the name of a file."""
    for block in blocks(document):
        if block.file is not None:
            path = folder / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, "utf-8")


def printed_after(block: Block) -> str | None:
    """The output that stands straight after a snippet, if the document shows it."""
    followers = [one for one in blocks(block.document) if one.line > block.line]
    gap = block.text.count("\n") + 3
    if followers and followers[0].language == "text" and followers[0].line == block.line + gap:
        return followers[0].text
    return None


def run(command: list[str], **further) -> subprocess.CompletedProcess[str]:
    told = {"capture_output": True, "text": True, "encoding": "utf-8", **further}
    return subprocess.run(command, check=False, **told)


def touchpoint(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "touchpoint_model", *arguments]
    return run(command, cwd=ROOT)


@pytest.mark.parametrize("block", PYTHON, ids=str)
def test_python_runs_and_prints_what_is_shown(block: Block, tmp_path: Path):
    files_of(block.document, tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    ran = run([sys.executable, "-c", block.text], cwd=tmp_path, env=environment)

    assert (0, "") == (ran.returncode, ran.stderr)
    assert printed_after(block) in (None, ran.stdout)


def test_the_script_with_processes_prints_what_its_sibling_prints(tmp_path: Path):
    document = HOW_TO / "check-many-files.md"
    files_of(document, tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    ran = run([sys.executable, "many.py"], cwd=tmp_path)
    shown = next(printed_after(one) for one in PYTHON if one.document == document)

    assert (0, shown) == (ran.returncode, ran.stdout), ran.stderr


@pytest.mark.parametrize("document", READMES, ids=lambda one: one.name)
def test_the_way_of_a_clerk_goes_through(document: Path, tmp_path: Path):
    """The commands under the heading on Word and Excel, one by one, leave the files they name."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    shell = [one for one in blocks(document) if one.language == "sh"]
    lines = next(one.text for one in shell if " annotate " in one.text).splitlines()
    made = []
    for line in lines:
        arguments = line.split()[1:]
        ran = run([sys.executable, "-m", "touchpoint_model", *arguments], cwd=tmp_path)
        assert 0 == ran.returncode, ran.stderr
        made.append({one.suffix for one in tmp_path.iterdir()} - {""})

    assert [{".docx"}, {".docx", ".html"}, {".docx", ".html"}] == made
    assert 3 == sum(one.is_file() for one in tmp_path.iterdir())


def rows_under(document: Path, heading: str) -> list[list[str]]:
    """The rows of the table under a heading of a document."""
    text = document.read_text("utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def test_a_table_with_the_headings_of_the_reference_is_read(tmp_path: Path):
    """Each column is known by its example, and by each of its words with another beside it."""
    told = rows_under(ROOT / "docs" / "reference" / "documents.md", "The row of headings")
    usual = [example for *_, example in told]
    ways = [usual]
    for at, (_, words, _) in enumerate(told):
        ways += [[*usual[:at], word, *usual[at + 1 :]] for word in re.findall(r"`([^`]+)`", words)]
    cells = ["1", "Приём", "сайт", "получение информации", "Цифровая точка"]
    for names in ways:
        page = "".join(
            f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (names, cells)
        )
        (tmp_path / "a.html").write_text(f"<table>{page}</table>", "utf-8")
        (record,) = tm.rows(tm.read(tmp_path / "a.html", "trade"))
        read = ("number", "process", "touchpoint", "needs", "particulars")

        assert cells == [record[one] for one in read], names


def files_written_by_the_table_of_formats() -> list[tuple[str, str, str]]:
    told = rows_under(ROOT / "docs" / "reference" / "documents.md", "Formats")
    return [(kind.strip("`"), extensions, written) for kind, extensions, _, written, *_ in told]


@pytest.mark.parametrize(("kind", "extensions", "written"), files_written_by_the_table_of_formats())
def test_what_is_written_is_what_the_reference_says(
    kind: str, extensions: str, written: str, tmp_path: Path
):
    register = tm.read(ROOT / "examples" / "registers" / "culture.json")
    path = tmp_path / f"a{re.findall(r'`([^`]+)`', extensions)[0]}"
    if written == "no":
        with pytest.raises(tm.TouchpointError):
            tm.write(register, path)
    else:
        tm.write(register, path)
        assert tm.rows(register) == tm.rows(tm.read(path, "culture"))


def test_the_limits_of_the_how_to_hold(monkeypatch, tmp_path: Path):
    path = tmp_path / "a.html"
    tm.write(tm.read(ROOT / "examples" / "registers" / "trade.json"), path)
    codes = [touchpoint("check", str(path), "--fail-on", "never").returncode]
    monkeypatch.setenv("TOUCHPOINT_MAX_CELLS", "50")
    codes += [touchpoint("check", str(path), "--fail-on", "never").returncode]

    assert [0, 2] == codes


def test_output_is_shown_for_the_readmes_python():
    """The test above compares something."""
    shown = [one.document.name for one in PYTHON if printed_after(one) is not None]

    assert {"README.md", "README.ru.md", "json.md", "graph.md"} <= set(shown)


@pytest.mark.parametrize("block", SHELL, ids=str)
def test_shell_parses(block: Block):
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not on this machine")
    ran = run([bash, "-n", "-c", block.text])

    assert (0, "") == (ran.returncode, ran.stderr)


@pytest.mark.parametrize("block", SHELL, ids=str)
def test_shell_names_files_that_exist(block: Block):
    ours = ("examples/", "tests/", "docs/", "benchmarks/", "agencies/", "src/")
    named = [one for one in re.findall(r"[\w./-]+", block.text) if one.startswith(ours)]

    assert [] == [one for one in named if not (ROOT / one).exists()]


@pytest.mark.parametrize("block", SHELL, ids=str)
def test_shell_names_commands_and_options_that_exist(block: Block):
    reference = (ROOT / "docs" / "reference" / "cli.md").read_text("utf-8")
    documented = re.findall(r"^## touchpoint (.+)$", reference, re.MULTILINE)
    for line in block.text.splitlines():
        for told in re.findall(r"(?:^|[\s/])touchpoint ([a-z].*)", line):
            command = next((one for one in documented if f"{told} ".startswith(f"{one} ")), None)
            assert command is not None, told
            page = reference.partition(f"\n## touchpoint {command}\n")[2].partition("\n## ")[0]
            assert [] == [
                one for one in re.findall(r"--[a-z-]+", told) if f"`{one}`" not in page
            ], told


@pytest.mark.parametrize(
    ("document", "lang"),
    [
        (READMES[0], "en"),
        (READMES[1], "ru"),
        (HOW_TO / "read-a-report.md", "en"),
        (HOW_TO / "read-a-report.ru.md", "ru"),
    ],
    ids=lambda one: getattr(one, "name", one),
)
def test_the_piece_of_a_report_is_what_the_command_prints(document: Path, lang: str):
    ran = touchpoint("check", "examples/registers/trade.json", "--lang", lang)
    pieces = [one.text for one in blocks(document) if "TP02: " in one.text]

    assert pieces
    assert [] == [one for one in pieces if one not in ran.stdout]


@pytest.mark.parametrize("document", WRITE_A_REGISTER, ids=lambda one: one.name)
def test_the_register_of_the_how_to_has_the_fault_that_it_speaks_of(document: Path, tmp_path: Path):
    files_of(document, tmp_path)
    report = tm.check(tm.read(tmp_path / "register.json"), on=DAY)
    errors = [one for one in report.open if one.severity is tm.Severity.ERROR]

    assert [(2, "ND01")] == [(one.location.row, one.code) for one in errors]


@pytest.mark.parametrize("document", WRITE_A_REGISTER, ids=lambda one: one.name)
def test_a_cell_with_several_points_is_reported_once(document: Path, tmp_path: Path):
    files_of(document, tmp_path)
    written = json.loads((tmp_path / "cell.json").read_text("utf-8"))
    entry = written["directions"][0]["processes"][0]["entries"][0]
    whole = {"id": "both", "name": entry["cell"]}
    lumped = {**written, "touchpoints": [whole]}
    lumped["directions"] = [
        {
            "name": "региональный государственный контроль",
            "processes": [{"name": "Консультирование", "entries": [{"touchpoint": "both"}]}],
        }
    ]
    (tmp_path / "lumped.json").write_text(json.dumps(lumped), "utf-8")
    split, one = (tm.read(tmp_path / f"{name}.json") for name in ("cell", "lumped"))

    assert [[(1, (1, 2))], [(1, (1,))]] == [
        [
            (found.location.row, found.location.rows)
            for found in tm.check(register, on=DAY).open
            if found.code == "TP04"
        ]
        for register in (split, one)
    ]
    assert ("official-site", ("telephone",)) == (one.touchpoints[0].kind, one.touchpoints[0].also)


@pytest.mark.parametrize(
    ("document", "count"),
    list(zip(WRITE_A_REGISTER, (2, 1), strict=True)),
    ids=["en", "ru"],
)
def test_pieces_of_a_register_are_accepted(document: Path, count: int, tmp_path: Path):
    """Every JSON block without a name is a part of a register that a reader may add."""
    files_of(document, tmp_path)
    whole = json.loads((tmp_path / "register.json").read_text("utf-8"))
    pieces = [one for one in blocks(document) if one.language == "json" and one.file is None]
    for piece in pieces:
        whole |= json.loads(piece.text)
    (tmp_path / "more.json").write_text(json.dumps(whole), "utf-8")
    report = tm.check(tm.read(tmp_path / "more.json"), on=DAY)

    assert count == len(pieces)
    assert tm.Outcome.SATISFIED is report.outcome("5.1")


def test_faults_are_named_in_two_stages(tmp_path: Path):
    """All that the schema refuses comes first; what the model refuses only when that is mended."""
    files_of(HOW_TO / "write-a-register.md", tmp_path)
    whole = json.loads((tmp_path / "register.json").read_text("utf-8"))
    entries = whole["directions"][0]["processes"][0]["entries"]
    for entry in entries:
        entry["touchpoint"] = "nowhere"
    mended = tmp_path / "mended.json"
    mended.write_text(json.dumps(whole), "utf-8")
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps({**whole, "titel": "", "title": 1}), "utf-8")
    place = "directions[0].processes[0].entries"
    told = []
    for path in (wrong, mended):
        with pytest.raises(ReadError) as caught:
            tm.read(path)
        told.append({flaw.path for flaw in caught.value.flaws})

    assert [{"", "title"}, {f"{place}[0].touchpoint", f"{place}[1].touchpoint"}] == told


def test_the_waiver_of_the_how_to_waives_one_finding(tmp_path: Path):
    files_of(HOW_TO / "waive-a-finding.md", tmp_path)
    waivers = str(tmp_path / "waivers.toml")
    ran = touchpoint(
        *("check", "examples/registers/trade.json", "--on", "2024-04-01"),
        *("--waivers", waivers, "--format", "json"),
    )
    summary = json.loads(ran.stdout)["summary"]

    assert (1, 0) == (summary["waived"], summary["warning"])


def test_the_agency_of_the_how_to_loads_and_is_complete(tmp_path: Path, monkeypatch):
    files_of(ADD_AN_AGENCY, tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    from touchpoint_library import agency, rules

    assert [] == list(inspect_agency(agency))
    assert () == verify(agency, (tmp_path / "procedure.txt").read_text("utf-8"))
    assert "library" == load(tmp_path / "touchpoint_library", rules=rules_in(rules)).code


def test_the_agency_of_the_how_to_has_whole_russian_pages(tmp_path: Path, monkeypatch):
    files_of(ADD_AN_AGENCY, tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    from touchpoint_library.rules import crowded_process

    english, russian = crowded_process.page("en"), crowded_process.page("ru")

    assert english.summary != russian.summary
    assert [] == [name for name, body in english.sections.items() if body == russian.sections[name]]


def test_the_agency_of_the_how_to_judges(tmp_path: Path, monkeypatch):
    files_of(ADD_AN_AGENCY, tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    from touchpoint_library import agency

    rows = tuple(tm.Entry("site", (tm.Need("получение информации"),)) for _ in range(4))
    register = tm.Register(
        agency="library",
        title="Перечень",
        directions=(tm.Direction("Выдача книг", (tm.Process("Запись", rows),)),),
        touchpoints=(tm.Touchpoint("site", "сайт библиотеки"),),
    )
    report = tm.check(register, agency, on=DAY)

    assert {("LB01", "2.3", "warning"), ("TP05", "2.2", "note")} == {
        (one.code, one.clause, one.severity.value) for one in report.open
    }
