"""`touchpoint check` on folders, patterns and many files of all formats and agencies."""

import json
import os
import pty
import shutil
import subprocess
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from attrs import evolve
from tests.unit.printed_forms import FORMS

import touchpoint_model as tm

ON = ("--on", "2024-04-01", "--format", "json")
LIMITED = {"TOUCHPOINT_MAX_CELLS": "20"}


def waiver(rule: str) -> str:
    return f'[[waiver]]\nrule = "{rule}"\nreason = "r"\nowner = "o"\nexpires = 2030-01-01\n'


@pytest.fixture(scope="module")
def folder(tmp_path_factory, trade, agriculture) -> Path:
    """Registers of two agencies in all formats, bad files, and what is no register at all."""
    folder = tmp_path_factory.mktemp("many")
    ours, theirs = tm.read(trade), tm.read(agriculture)
    for name in ("b.docx", "c.html", "inner/b.xlsx"):
        (folder / name).parent.mkdir(exist_ok=True)
        tm.write(ours, folder / name)
    tm.write(theirs, folder / "a.xlsx")
    shutil.copy(trade, folder / "inner/Z.JSON")
    (folder / "d.docx").write_bytes((folder / "b.docx").read_bytes()[:3000])  # cut short
    (folder / "e.csv").write_bytes(FORMS["a.csv"][0]())  # of no agency
    for name in ("~$b.docx", ".hidden.docx", "inner/~$b.xlsx"):
        (folder / name).write_bytes(b"\x05lock")
    (folder / "readme.txt").write_bytes(FORMS["pipes.txt"][0]())
    (folder / "readme.md").write_text("# text")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "folder.xlsx").mkdir()
    return folder


ALL = ["a.xlsx", "b.docx", "c.html", "d.docx", "e.csv", "inner/Z.JSON", "inner/b.xlsx"]


@pytest.fixture(scope="module")
def runs(touchpoint, folder, trade):
    (folder.parent / "tp05.toml").write_text(waiver("TP05"))
    (folder.parent / "tp03.toml").write_text(waiver("TP03"))
    (folder.parent / "typo.toml").write_text(waiver("TP99"))
    asked = {
        "folder": ("check", ".", *ON),
        "folder-with-slash": ("check", "inner/", *ON),
        "text": ("check", ".", "--on", "2024-04-01"),
        "as-trade": ("check", ".", *ON, "--agency", "trade"),
        "glob": ("check", "*.docx", *ON),
        "deep-glob": ("check", "**/*.xlsx", *ON),
        "one-glob": ("check", "[a].xlsx", *ON),
        "twice": ("check", "b.docx", "b.docx", *ON),
        "bad-first": ("check", "d.docx", "c.html", "nowhere.odt", "a.xlsx", *ON),
        "text-named": ("check", "readme.txt", "c.html", *ON, "--agency", "trade"),
        "waived": ("check", "a.xlsx", "b.docx", *ON, "--waivers", "../tp05.toml"),
        "waived-nowhere": ("check", "c.html", "b.docx", *ON, "--waivers", "../tp03.toml"),
        "typo": ("check", "a.xlsx", "b.docx", *ON, "--waivers", "../typo.toml"),
        "single": ("check", "b.docx", *ON),
    }
    return evolve(touchpoint, cwd=folder).each(asked)


def told(ran) -> list[tuple[str, str | None]]:
    """Path and agency of each document, no agency where there is an error."""
    return [(one["register"]["path"], one.get("agency")) for one in json.loads(ran.out)]


def test_a_folder_is_checked_in_the_order_of_paths(runs):
    expected = [None if one in ("d.docx", "e.csv") else "trade" for one in ALL]
    expected[0] = "agriculture"

    assert list(zip(ALL, expected, strict=True)) == told(runs["folder"])


def test_a_bad_file_stands_in_its_place_and_on_stderr(runs):
    ran = runs["folder"]
    errors = {
        one["register"]["path"]: one["error"]["message"]
        for one in json.loads(ran.out)
        if "error" in one
    }

    assert ["d.docx", "e.csv"] == list(errors)
    assert 2 == ran.code
    assert [f"touchpoint: {one}" for one in errors.values()] == ran.err.splitlines()
    assert all(one.startswith(f"{path}: ") for path, one in errors.items())


def test_good_files_are_told_as_text_too(runs):
    ran = runs["text"]

    assert 2 == ran.code
    assert ran.out.count("Перечень: ") == len(ALL) - 2
    assert 2 == len(ran.err.splitlines())


def test_files_of_all_formats_get_the_same_verdict(runs):
    found = {one["register"]["path"]: one for one in json.loads(runs["folder"].out)}
    ours = [found[one] for one in ("b.docx", "c.html", "inner/b.xlsx", "inner/Z.JSON")]
    marks = [[one["fingerprint"] for one in report["findings"]] for report in ours]

    assert marks[0]
    assert [marks[0]] * 4 == marks


def test_an_agency_that_is_told_holds_for_all(runs):
    expected = [(one, None if one == "d.docx" else "trade") for one in ALL]

    assert expected == told(runs["as-trade"])


def test_a_report_of_one_among_many_is_the_same_as_of_it_alone(runs):
    alone = json.loads(runs["single"].out)

    assert alone in json.loads(runs["folder"].out)
    assert [alone, alone] == json.loads(runs["twice"].out)


def test_a_pattern_stands_for_its_files_without_lock_files(runs):
    assert ["b.docx", "d.docx"] == [path for path, _ in told(runs["glob"])]
    assert ["a.xlsx", "inner/b.xlsx"] == [path for path, _ in told(runs["deep-glob"])]
    assert ["a.xlsx"] == [path for path, _ in told(runs["one-glob"])]


def test_a_folder_may_be_named_with_a_slash(runs):
    assert ["inner/Z.JSON", "inner/b.xlsx"] == [path for path, _ in told(runs["folder-with-slash"])]


def test_files_keep_the_order_in_which_they_are_named(runs):
    assert [
        ("d.docx", None),
        ("c.html", "trade"),
        ("nowhere.odt", None),
        ("a.xlsx", "agriculture"),
    ] == told(runs["bad-first"])
    assert 2 == runs["bad-first"].code


def test_a_text_is_checked_where_it_is_named(runs):
    assert [("readme.txt", "trade"), ("c.html", "trade")] == told(runs["text-named"])
    assert 1 == runs["text-named"].code


def test_hidden_folders_are_passed_over(touchpoint, folder, tmp_path):
    """Such as those of version control and of the desktop's trash."""
    for name in (".trash", "shown"):
        (tmp_path / name).mkdir()
        shutil.copy(folder / "b.docx", tmp_path / name)
    ran = evolve(touchpoint, cwd=tmp_path)("check", ".", *ON)

    assert ["shown/b.docx"] == [path for path, _ in told(ran)]


def test_a_waiver_waives_in_every_file(runs):
    found = [
        {one["status"] for one in report["findings"] if one["code"] == "TP05"}
        for report in json.loads(runs["waived"].out)
    ]

    assert [{"waived"}] * 2 == found


def test_a_waiver_that_no_file_uses_is_told_in_each(runs):
    found = [
        [one["rule"] for one in report["findings"]].count("unused-waiver")
        for report in json.loads(runs["waived-nowhere"].out)
    ]

    assert [1, 1] == found


def test_a_waiver_that_one_file_uses_is_not_unused(touchpoint, folder, tmp_path, runs):
    first, second = (
        {one["rule"] for one in report["findings"]} for report in json.loads(runs["waived"].out)
    )
    only = sorted(first - second - {"unused-waiver"})
    assert only
    file = tmp_path / "w.toml"
    file.write_text(waiver(only[0]))
    ran = evolve(touchpoint, cwd=folder)("check", "a.xlsx", "b.docx", *ON, "--waivers", file)
    used, unused = (
        [one["status"] for one in report["findings"] if one["rule"] == only[0]]
        for report in json.loads(ran.out)
    )

    assert ({"waived"}, []) == (set(used), unused)
    assert "unused-waiver" not in ran.out


def test_a_waiver_of_no_rule_is_told_once_and_is_no_fault_of_files(runs):
    ran = runs["typo"]

    assert (2, 1, "") == (ran.code, len(ran.err.splitlines()), ran.out)
    assert "typo.toml:1" in ran.err
    assert "TP99" in ran.err


def test_standard_input_stands_among_files(touchpoint, folder, trade):
    ran = evolve(touchpoint, cwd=folder)(
        "check", "a.xlsx", "-", "c.html", *ON, stdin=trade.read_bytes()
    )
    bad = evolve(touchpoint, cwd=folder)("check", "-", "c.html", *ON, stdin=b"no")

    assert [("a.xlsx", "agriculture"), ("-", "trade"), ("c.html", "trade")] == told(ran)
    assert 1 == ran.code
    assert [("-", None), ("c.html", "trade")] == told(bad)
    assert 2 == bad.code


def test_many_files_are_checked_in_order_and_equally(touchpoint, folder, tmp_path):
    """More than two dozen: in several processes."""
    names = [f"{at:02}.{('docx', 'xlsx')[at % 2]}" for at in range(27)]
    for name in names:
        shutil.copy(
            folder / ("b.docx" if name.endswith("docx") else "inner/b.xlsx"), tmp_path / name
        )
    (tmp_path / "13.xlsx").write_bytes(b"no")
    ran = evolve(touchpoint, cwd=tmp_path)("check", ".", *ON)
    reports = json.loads(ran.out)
    marks = [
        [one["fingerprint"] for one in report["findings"]]
        for report in reports
        if "error" not in report
    ]

    assert names == [one["register"]["path"] for one in reports]
    assert ["13.xlsx"] == [one["register"]["path"] for one in reports if "error" in one]
    assert [marks[0]] * 26 == marks
    assert (2, 1) == (ran.code, len(ran.err.splitlines()))


@pytest.fixture(scope="module")
def limited(touchpoint, folder):
    big = folder.parent / "big.docx"
    shutil.copy(folder / "b.docx", big)
    with ZipFile(big, "a", ZIP_DEFLATED) as archive:
        archive.writestr("word/more.xml", bytes(2**21))
    here = evolve(touchpoint, cwd=folder)
    return {
        "cells": here("check", "c.html", "a.xlsx", *ON, env=LIMITED),
        "unpacked": here("check", "b.docx", big, *ON, env={"TOUCHPOINT_MAX_UNPACKED_MIB": "1"}),
        "convert": here("convert", "b.docx", "convert.json", env=LIMITED),
        "annotate": here("annotate", "b.docx", "annotate.docx", env=LIMITED),
        "graph": here("graph", "b.docx", "graph.json", env=LIMITED),
        "stdin": here("check", "-", *ON, env=LIMITED, stdin=(folder / "b.docx").read_bytes()),
        "empty": here("check", "b.docx", *ON, env={"TOUCHPOINT_MAX_CELLS": ""}),
    }


def test_the_environment_limits_what_a_file_may_unfold_to(limited):
    assert [("c.html", None), ("a.xlsx", None)] == told(limited["cells"])
    assert (2, 2) == (limited["cells"].code, len(limited["cells"].err.splitlines()))
    assert ["trade", None] == [agency for _, agency in told(limited["unpacked"])]
    assert (2, 1) == (limited["unpacked"].code, limited["empty"].code)


@pytest.mark.parametrize("name", ["convert", "annotate", "graph", "stdin"])
def test_the_limits_hold_for_every_command(limited, folder, name):
    ran = limited[name]

    assert (2, "", 1) == (ran.code, ran.out, len(ran.err.splitlines()))
    assert "20" in ran.err
    assert not list(folder.glob(f"{name}.*"))


@pytest.mark.parametrize(
    ("name", "told"), [("TOUCHPOINT_MAX_CELLS", "²"), ("TOUCHPOINT_MAX_UNPACKED_MIB", "0")]
)
def test_a_limit_that_is_no_number_is_refused(touchpoint, trade, name, told):
    ran = touchpoint("check", trade, env={name: told})

    assert (2, "", 1) == (ran.code, ran.out, len(ran.err.splitlines()))
    assert name in ran.err


def drawn(touchpoint, folder, *arguments: str) -> tuple[str, str, int]:
    """What a command shows on a terminal that is its stderr, and prints to a pipe."""
    master, slave = pty.openpty()
    child = subprocess.Popen(
        [*touchpoint.command, *arguments],
        cwd=folder,
        env=touchpoint.env({"TERM": "xterm-256color", "COLUMNS": "100"}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=slave,
    )
    os.close(slave)
    out = child.stdout.read()
    shown = b""
    try:
        while part := os.read(master, 65536):
            shown += part
    except OSError:
        pass  # the child has closed its side
    os.close(master)
    child.stdout.close()
    return out.decode(), shown.decode(), child.wait(60)


def test_progress_is_shown_on_a_terminal_only(touchpoint, folder, runs):
    out, shown, code = drawn(touchpoint, folder, "check", "b.docx", "b.docx", *ON)

    assert "100%" in shown
    assert (runs["twice"].out, runs["twice"].code) == (out, code)
    assert "" == runs["twice"].err


def test_one_file_needs_no_bar(touchpoint, folder, runs):
    out, shown, code = drawn(touchpoint, folder, "check", "b.docx", *ON)

    assert (runs["single"].out, "", runs["single"].code) == (out, shown, code)


def test_documents_of_formats_that_are_not_read_are_told(touchpoint, tmp_path):
    (tmp_path / "trade.json").write_bytes(Path("examples/registers/trade.json").read_bytes())
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "scan.PDF").write_bytes(b"%PDF-1.7")

    ran = touchpoint("check", tmp_path, "--on", "2024-04-01", "--fail-on", "never")

    assert 0 == ran.code
    assert ["old.doc" in ran.err, "scan.PDF" in ran.err] == [True, True]
