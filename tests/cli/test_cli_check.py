"""`touchpoint check`: exit codes, the report's shape, languages, where output goes."""

import hashlib
import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from attrs import evolve
from jsonschema import Draft202012Validator

import touchpoint_model as tm

ON = ("--on", "2024-04-01")
TEXT, MAYBE, COUNT, ROW = (str,), (str, type(None)), (int,), (int, type(None))
BILINGUAL = {"ru": TEXT, "en": TEXT}
PLACE = {
    "file": MAYBE,
    "sheet": MAYBE,
    "table": ROW,
    "table_row": ROW,
    "cell": MAYBE,
    "line": ROW,
}
LOCATION = {
    **dict.fromkeys(("direction", "process", "touchpoint", "need"), MAYBE),
    "row": ROW,
    "rows": [COUNT],
    **PLACE,
    "pointer": MAYBE,
}
FINDING = {
    **dict.fromkeys(("code", "rule", "act", "clause", "citation", "fingerprint"), TEXT),
    **dict.fromkeys(("severity", "status"), TEXT),
    "clauses": [TEXT],
    "reading": MAYBE,
    "message": BILINGUAL,
    "fix": BILINGUAL,
    "location": LOCATION,
}
CLAUSE = {"act": TEXT, "clause": TEXT, "status": TEXT, "outcome": TEXT, "rules": [TEXT]}
SUMMARY = dict.fromkeys(("error", "warning", "note", "waived", "unverified"), COUNT)
REPORT = {
    "schema": TEXT,
    "tool": {"name": TEXT, "version": TEXT},
    "agency": TEXT,
    "on": TEXT,
    "register": {"path": TEXT, "sha256": TEXT},
    "findings": [...],
    "clauses": [...],
    "summary": SUMMARY,
}
UNREADABLE = {"schema": TEXT, "register": {"path": TEXT}, "error": {"message": TEXT}}


def misshapen(value: object, shape: object, path: str = "") -> list[str]:
    """Where a value differs from a shape: key sets and types, exactly."""
    if isinstance(shape, dict):
        if not isinstance(value, dict) or set(value) != set(shape):
            return [f"{path}: {value!r:.80}"]
        return [one for key in shape for one in misshapen(value[key], shape[key], f"{path}/{key}")]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{path}: {value!r:.80}"]
        inner = [] if shape == [...] else value
        return [
            one
            for at, each in enumerate(inner)
            for one in misshapen(each, shape[0], f"{path}/{at}")
        ]
    return [] if type(value) in shape else [f"{path}: {value!r:.80}"]


def spoiled(report: dict) -> list[str]:
    """Where a report differs from the shape of the plan."""
    found = misshapen(report, REPORT)
    for finding in report["findings"]:
        source = PLACE if finding["source"] is not None else (type(None),)
        found += misshapen(finding, FINDING | {"source": source}, finding["fingerprint"])
    for clause in report["clauses"]:
        measured = clause["status"] == "measured"
        indicator = {"name": TEXT, "value": (int, float, type(None)), "unit": TEXT}
        found += misshapen(clause, CLAUSE | ({"indicator": indicator} if measured else {}))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory, trade, agriculture) -> Path:
    """Good registers and bad files side by side."""
    folder = tmp_path_factory.mktemp("folder")
    shutil.copy(trade, folder / "b-trade.json")
    (folder / "inner").mkdir()
    shutil.copy(agriculture, folder / "inner/agriculture.json")
    (folder / "a-bad.json").write_text("no")
    (folder / "z-empty.json").write_text("")
    foreign = json.loads(trade.read_text("utf-8")) | {"agency": "nowhere"}
    (folder / "c-foreign.json").write_text(json.dumps(foreign))
    (folder / "calm.json").write_text(
        '{"schema": "touchpoint-register/1", "agency": "trade", "title": "t", "directions": []}'
    )
    (folder / "only-bad").mkdir()
    (folder / "only-bad/bad.json").write_text("no")
    return folder


@pytest.fixture(scope="module")
def runs(touchpoint, folder, trade, agriculture):
    """Every way of calling that the tests below look at, run once."""
    asked = {
        "text": ("check", trade, *ON),
        "english": ("check", trade, *ON, "--lang", "en"),
        "json": ("check", trade, *ON, "--format", "json"),
        "agriculture": ("check", agriculture, *ON, "--format", "json"),
        "as-culture": ("check", trade, *ON, "--agency", "culture", "--format", "json"),
        "one-file-folder": ("check", "only-bad", *ON, "--format", "json"),
        "one-file-folder-text": ("check", "only-bad", *ON),
        "folder": ("check", ".", *ON, "--format", "json"),
        "folder-text": ("check", ".", *ON),
        "glob": ("check", "c*.json", *ON, "--format", "json"),
        "glob-of-one": ("check", "calm*.json", *ON, "--format", "json"),
        "several": ("check", "calm.json", "a-bad.json", "b-trade.json", *ON, "--format", "json"),
        "several-missing": ("check", "calm.json", "nowhere.json", *ON, "--format", "json"),
        "calm": ("check", "calm.json", *ON),
        "never": ("check", "b-trade.json", *ON, "--fail-on", "never"),
        "note": ("check", "b-trade.json", *ON, "--fail-on", "note"),
        "warning": ("check", "b-trade.json", *ON, "--fail-on", "warning"),
        "error": ("check", "b-trade.json", *ON, "--fail-on", "error"),
        "schema": ("schema", "report-1"),
    }
    return evolve(touchpoint, cwd=folder).each(asked)


@pytest.fixture(scope="module")
def validator(runs) -> Draft202012Validator:
    schema = json.loads(runs["schema"].out)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


REPORTS = ("json", "agriculture", "as-culture", "folder", "glob", "several", "one-file-folder")


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_valid_by_the_published_schema(runs, validator, name):
    assert not list(validator.iter_errors(json.loads(runs[name].out)))


@pytest.mark.parametrize("name", ["json", "agriculture", "as-culture"])
def test_a_report_has_the_shape_of_the_plan(runs, name):
    report = json.loads(runs[name].out)

    assert report["findings"]
    assert not spoiled(report)


def test_the_schema_refuses_what_is_no_report(validator):
    assert not validator.is_valid({"schema": "touchpoint-report/1"})
    assert not validator.is_valid([[]])


def test_a_report_says_what_was_judged(runs, trade):
    report = json.loads(runs["json"].out)
    digest = hashlib.sha256(trade.read_bytes()).hexdigest()

    assert report["schema"] == "touchpoint-report/1"
    assert report["tool"] == {"name": "touchpoint_model", "version": tm.__version__}
    assert report["register"] == {"path": str(trade), "sha256": digest}
    assert (report["agency"], report["on"]) == ("trade", "2024-04-01")
    assert {one["location"]["file"] for one in report["findings"]} == {str(trade)}


def test_a_summary_counts_what_the_report_lists(runs):
    report = json.loads(runs["json"].out)
    severities = [one["severity"] for one in report["findings"] if one["status"] == "open"]
    counted = {one: severities.count(one) for one in ("error", "warning", "note")}
    unverified = sum(one["outcome"] == "unverified" for one in report["clauses"])

    assert report["summary"] == {**counted, "waived": 0, "unverified": unverified}


def test_another_agency_gives_another_verdict(runs):
    own, other = (json.loads(runs[one].out) for one in ("json", "as-culture"))

    assert other["agency"] == "culture"
    assert [one["clause"] for one in own["clauses"]] != [one["clause"] for one in other["clauses"]]


def paths(ran) -> list[str]:
    return [one["register"]["path"] for one in json.loads(ran.out)]


def test_a_folder_gives_an_array_in_the_order_of_paths(runs):
    told = [
        "a-bad.json",
        "b-trade.json",
        "c-foreign.json",
        "calm.json",
        "inner/agriculture.json",
        "only-bad/bad.json",
        "z-empty.json",
    ]

    assert paths(runs["folder"]) == told


def test_a_bad_file_stands_in_its_place_and_stops_no_other(runs):
    documents = json.loads(runs["folder"].out)
    bad = [one["register"]["path"] for one in documents if "error" in one]

    assert bad == ["a-bad.json", "c-foreign.json", "only-bad/bad.json", "z-empty.json"]
    assert not [
        fault for one in documents if "error" in one for fault in misshapen(one, UNREADABLE)
    ]
    assert not [fault for one in documents if "error" not in one for fault in spoiled(one)]
    assert (runs["folder"].code, len(runs["folder"].err.splitlines())) == (2, 4)


def test_a_folder_as_text_has_every_good_register(runs):
    ran = runs["folder-text"]

    assert ran.code == 2
    assert ran.out.count("Перечень: ") == 3
    assert len(ran.err.splitlines()) == 4


def test_a_folder_of_one_file_gives_an_array(runs):
    assert [list(one) for one in json.loads(runs["one-file-folder"].out)] == [list(UNREADABLE)]


def test_nothing_is_printed_where_no_file_can_be_read(runs):
    ran = runs["one-file-folder-text"]

    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)


def test_a_glob_gives_an_array_even_of_one(runs):
    assert paths(runs["glob-of-one"]) == ["calm.json"]
    assert paths(runs["glob"]) == ["c-foreign.json", "calm.json"]


def test_several_files_keep_their_order_and_the_highest_code_counts(runs):
    ran = runs["several"]

    assert paths(ran) == ["calm.json", "a-bad.json", "b-trade.json"]
    assert ran.code == 2
    assert runs["several-missing"].code == 2
    assert paths(runs["several-missing"]) == ["calm.json", "nowhere.json"]


def test_exit_codes_follow_the_threshold(runs):
    codes = {one: runs[one].code for one in ("calm", "never", "note", "warning", "error", "text")}

    assert codes == {"calm": 0, "never": 0, "note": 1, "warning": 1, "error": 1, "text": 1}


def test_the_threshold_tells_notes_from_errors(touchpoint, folder, runs):
    known = folder.parent / "known.json"
    report = json.loads(runs["json"].out)
    errors = [one for one in report["findings"] if one["severity"] != "note"]
    known.write_text(json.dumps({**report, "findings": errors}))
    levels = ("note", "warning", "error", "never")
    ran = touchpoint.each(
        {
            one: ("check", folder / "b-trade.json", *ON, "--baseline", known, "--fail-on", one)
            for one in levels
        }
    )

    assert {one: ran[one].code for one in levels} == {
        "note": 1,
        "warning": 0,
        "error": 0,
        "never": 0,
    }


def test_a_waived_finding_does_not_fail(touchpoint, trade, tmp_path, runs):
    rules = {one["rule"] for one in json.loads(runs["json"].out)["findings"]}
    waivers = tmp_path / "waivers.toml"
    waivers.write_text(
        "\n".join(
            f'[[waiver]]\nrule = "{rule}"\nreason = "r"\nowner = "o"\nexpires = 2024-04-01\n'
            for rule in sorted(rules)
        )
    )
    on, after = touchpoint.each(
        {
            day: ("check", trade, "--on", day, "--waivers", waivers, "--format", "json")
            for day in ("2024-04-01", "2024-04-02")
        }
    ).values()

    assert len(tomllib.loads(waivers.read_text())["waiver"]) == len(rules)
    assert on.code == 0
    assert json.loads(on.out)["summary"]["waived"] == len(json.loads(on.out)["findings"])
    assert after.code == 1
    assert json.loads(after.out)["summary"]["waived"] == 0


def test_nothing_but_the_report_is_printed(runs):
    quiet = [name for name in ("text", "english", "json", "calm", "never") if runs[name].err]

    assert not quiet


@pytest.fixture(scope="module")
def spoken(touchpoint, trade, folder):
    english = {"TOUCHPOINT_LANG": "en"}
    bad = folder / "a-bad.json"
    return {
        "environment": touchpoint("check", trade, *ON, env=english),
        "option-wins": touchpoint("check", trade, *ON, "--lang", "ru", env=english),
        "error": touchpoint("check", bad),
        "error-english": touchpoint("check", bad, "--lang", "en"),
        "error-glued": touchpoint("check", bad, "--lang=en"),
        "error-environment": touchpoint("check", bad, env=english),
        "error-option-wins": touchpoint("check", bad, "--lang", "ru", env=english),
    }


def test_reports_are_told_in_the_language_asked_for(runs, spoken):
    assert re.search("[а-я]", runs["text"].out)
    assert runs["english"].out != runs["text"].out
    assert spoken["environment"].out == runs["english"].out
    assert spoken["option-wins"].out == runs["text"].out


def test_errors_are_told_in_the_language_asked_for(spoken):
    english = spoken["error-english"].err

    assert not re.search("[а-я]", english)
    assert re.search("[а-я]", spoken["error"].err)
    assert {spoken["error-glued"].err, spoken["error-environment"].err} == {english}
    assert spoken["error-option-wins"].err == spoken["error"].err


def test_output_goes_to_the_file_instead(touchpoint, trade, tmp_path, runs):
    target = tmp_path / "report.json"
    target.write_text("old")
    ran = touchpoint("check", trade, *ON, "--format", "json", "--output", target)

    assert (ran.code, ran.out, ran.err) == (1, "", "")
    assert target.read_text("utf-8") == runs["json"].out.rstrip("\n")
    assert [one.name for one in tmp_path.iterdir()] == ["report.json"]


def test_a_refused_file_leaves_the_old_report(touchpoint, folder, tmp_path):
    target = tmp_path / "report.txt"
    target.write_text("old")
    ran = touchpoint("check", folder / "a-bad.json", "--output", target)

    assert (ran.code, target.read_text()) == (2, "old")


def test_standard_input_is_checked_like_a_file(touchpoint, trade, runs):
    ran = touchpoint("check", "-", *ON, "--format", "json", stdin=trade.read_bytes())
    file, piped = json.loads(runs["json"].out), json.loads(ran.out)

    assert ran.code == 1
    assert piped["register"] == {**file["register"], "path": "-"}
    assert [one["fingerprint"] for one in piped["findings"]] == [
        one["fingerprint"] for one in file["findings"]
    ]


def test_the_output_is_utf_8_whatever_the_locale(touchpoint, trade, folder, runs):
    bare = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ascii_only = bare | {"PYTHONIOENCODING": "ascii"}

    assert touchpoint("check", trade, *ON, env=bare).out == runs["text"].out
    assert touchpoint("check", trade, *ON, env=ascii_only).out == runs["text"].out
    assert re.search("[а-я]", touchpoint("check", folder / "a-bad.json", env=bare).err)


def test_a_file_whose_name_is_not_utf_8_is_checked(touchpoint, trade, tmp_path):
    file = os.fsencode(tmp_path) + b"/\xff.json"
    Path(os.fsdecode(file)).write_bytes(trade.read_bytes())
    ran = touchpoint("check", file, *ON, "--format", "json", "--output", tmp_path / "report.json")

    assert (ran.code, ran.out, ran.err) == (1, "", "")


def test_a_reader_who_leaves_is_not_told_of_it(touchpoint):
    child = subprocess.Popen(
        [*touchpoint.command, "coverage", "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=touchpoint.env(),
        cwd=touchpoint.cwd,
    )
    first = child.stdout.readline()
    child.stdout.close()
    err = child.stderr.read()
    child.stderr.close()

    assert (first, err, child.wait(60)) == (b"[\n", b"", 0)


def on_a_terminal(touchpoint, *arguments, **env: str) -> str:
    """What a command draws on a terminal."""
    master, slave = pty.openpty()
    child = subprocess.Popen(
        [*touchpoint.command, *arguments],
        stdin=slave,
        stdout=slave,
        stderr=subprocess.PIPE,
        env=touchpoint.env({"TERM": "xterm-256color", "COLUMNS": "120", **env}),
        cwd=touchpoint.cwd,
    )
    os.close(slave)
    drawn = b""
    while select.select([master], [], [], 60)[0]:
        try:
            read = os.read(master, 65536)
        except OSError:  # the terminal is closed from the other side
            break
        if not read:
            break
        drawn += read
    os.close(master)
    err = child.stderr.read()
    child.stderr.close()
    child.wait(60)
    assert err == b""
    return drawn.decode()


def test_a_terminal_shows_a_table(touchpoint, trade):
    drawn = on_a_terminal(touchpoint, "check", trade, *ON)

    assert "│" in drawn
    assert "\x1b[" in drawn


def test_no_color_leaves_the_table_and_no_escape_codes(touchpoint, trade):
    drawn = on_a_terminal(touchpoint, "check", trade, *ON, NO_COLOR="1")

    assert "│" in drawn
    assert "\x1b" not in drawn


def test_no_color_holds_for_every_table(touchpoint):
    drawn = on_a_terminal(touchpoint, "agency", "list", NO_COLOR="1")

    assert "│" in drawn
    assert "\x1b" not in drawn


def test_a_pipe_shows_no_table_and_no_escape_codes(runs):
    assert "│" not in runs["text"].out
    assert "\x1b" not in runs["text"].out


def test_the_installed_script_is_the_same_command(touchpoint, trade, runs):
    script = shutil.which("touchpoint", path=str(Path(sys.executable).parent))
    ran = touchpoint("check", trade, *ON, command=(script,))

    assert (ran.code, ran.out) == (1, runs["text"].out)


@pytest.mark.parametrize("arguments", [("--version",), ("--version", "--help")])
def test_the_version_is_told(touchpoint, arguments):
    ran = touchpoint(*arguments)

    assert (ran.code, ran.out, ran.err) == (0, f"touchpoint {tm.__version__}\n", "")
