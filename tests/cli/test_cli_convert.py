"""`touchpoint convert`: formats, what is said on stderr, what is never half-written."""

import json
import re
from pathlib import Path

import pytest
from attrs import evolve
from one_child import in_one_child
from tests.unit.printed_forms import FORMS

import touchpoint_model as tm

WRITABLE = ("xlsx", "docx", "html", "csv")
READ = ("a.xlsx", "pipes.txt", "a.ods", "a.csv")  # all are in tests/unit/test_documents.py


def bodies(path: Path, agency: str | None = None) -> list[dict]:
    return [
        {key: value for key, value in row.items() if key != "pointer"}
        for row in tm.rows(tm.read(path, agency))
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory, trade) -> Path:
    """One register in every format; JSON with facts that no document holds."""
    folder = tmp_path_factory.mktemp("convert")
    for name, (make, _) in FORMS.items():
        (folder / name).write_bytes(make())
    (folder / "bad.docx").write_bytes(b"no")
    (folder / "a.json").write_text(
        json.dumps(json.loads(trade.read_text("utf-8")) | {"act": None}), "utf-8"
    )
    stated = json.loads(trade.read_text("utf-8"))
    stated["touchpoints"][0]["key"] = True
    stated["touchpoints"][1]["basis"] = [{"text": "приказ 5"}]
    stated["approval"] = {"act": "приказ", "number": "7"}
    entry = stated["directions"][0]["processes"][0]["entries"][0]
    entry.pop("needs")
    (folder / "stated.json").write_text(json.dumps(stated), "utf-8")
    (folder / "kept.json").write_text("old")
    (folder / "kept.xlsx").write_text("old")
    return folder


@pytest.fixture(scope="module")
def runs(touchpoint, folder):
    """Every call that the tests below look at, run once, in one folder."""
    asked = {
        f"read-{name}": ("convert", name, f"{name}.json", "--agency", "trade") for name in READ
    }
    asked |= {f"write-{one}": ("convert", "a.json", f"w.{one}") for one in WRITABLE}
    asked |= {
        "stated": ("convert", "stated.json", "stated.docx"),
        "stated-english": ("convert", "stated.json", "english.docx", "--lang", "en"),
        "stated-json": ("convert", "stated.json", "again.json"),
        "to": ("convert", "a.json", "without", "--to", "docx"),
        "to-over-extension": ("convert", "a.json", "page.csv", "--to", "html"),
        "from": ("convert", "a.csv", "from.json", "--from", "csv", "--agency", "trade"),
        "anew": ("convert", "a.json", "culture.json", "--agency", "culture"),
    }
    return in_one_child(evolve(touchpoint, cwd=folder), asked)


@pytest.fixture(scope="module")
def back(touchpoint, folder, runs):
    """What was written, brought back to JSON; each run needs a file of `runs`."""
    asked = {f"back-{one}": ("convert", f"w.{one}", f"w-{one}.json") for one in WRITABLE}
    asked["back-csv"] = (*asked["back-csv"], "--agency", "trade")
    asked["no-agency"] = ("convert", "w.csv", "kept.json")
    asked["anew"] = ("convert", "w.docx", "culture-docx.json", "--agency", "culture")
    return in_one_child(evolve(touchpoint, cwd=folder), asked)


@pytest.mark.parametrize("name", READ)
def test_every_format_is_read(runs, folder, name):
    ran = runs[f"read-{name}"]

    assert (0, "") == (ran.code, ran.out)
    assert bodies(folder / name, "trade") == bodies(folder / f"{name}.json")


@pytest.mark.parametrize("to", WRITABLE)
def test_every_format_is_written_and_read_back(runs, back, folder, to):
    assert (0, "", 0, "") == (
        runs[f"write-{to}"].code,
        runs[f"write-{to}"].out,
        back[f"back-{to}"].code,
        back[f"back-{to}"].out,
    )
    assert bodies(folder / "a.json") == bodies(folder / f"w-{to}.json")


@pytest.mark.parametrize("to", ["xlsx", "docx", "html"])
def test_nothing_is_told_where_nothing_is_lost_or_decided(back, to):
    assert "" == back[f"back-{to}"].err


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods", "a.csv"])
def test_nothing_is_told_of_a_document_that_is_plain(runs, name):
    assert "" == runs[f"read-{name}"].err


def test_what_a_reader_decided_is_told(runs, folder):
    err = runs["read-pipes.txt"].err
    kept = tm.read(folder / "pipes.txt.json").readings

    assert {"ambiguous-row"} == {one.kind for one in kept}
    assert len(err.splitlines()) == 1 + len(kept)
    assert all(text in err for one in kept for text in one.printed)
    assert all(str(one.source.line) in err for one in kept)


@pytest.mark.parametrize(("name", "letters"), [("stated", "[а-я]"), ("stated-english", "hold:")])
def test_what_is_lost_is_told(runs, name, letters):
    ran = runs[name]

    assert (0, "") == (ran.code, ran.out)
    assert re.search(letters, ran.err)
    for path in (
        "act",
        "approval",
        "touchpoints.key",
        "touchpoints.basis",
        "processes.entries.needs",
    ):
        assert re.search(rf"^ +\S*{path}: ", ran.err, re.MULTILINE), path


def test_json_loses_nothing(runs, folder):
    assert (0, False) == (runs["stated-json"].code, "touchpoints.key" in runs["stated-json"].err)
    assert tm.read(folder / "stated.json") == tm.read(folder / "again.json")


def test_the_format_may_be_told(runs, folder):
    assert [0, 0, 0] == [runs[one].code for one in ("to", "to-over-extension", "from")]
    assert (folder / "without").read_bytes().startswith(b"PK")
    assert (folder / "page.csv").read_bytes().startswith(b"<!DOCTYPE html>")
    assert bodies(folder / "a.csv", "trade") == bodies(folder / "from.json")


def test_another_agency_reads_anew(runs, back, folder):
    assert [0, 0] == [runs["anew"].code, back["anew"].code]
    for file in ("culture.json", "culture-docx.json"):
        assert "culture" == json.loads((folder / file).read_text("utf-8"))["agency"]
    own, other, again = (
        bodies(folder / one) for one in ("a.json", "culture.json", "culture-docx.json")
    )
    assert other == again
    assert [row["touchpoint"] for row in own] == [row["touchpoint"] for row in other]


def test_without_an_agency_the_way_out_is_named(back, folder):
    ran = back["no-agency"]

    assert (2, "", 1) == (ran.code, ran.out, len(ran.err.splitlines()))
    assert "--agency" in ran.err
    assert "old" == (folder / "kept.json").read_text()


@pytest.mark.parametrize("name", ["a.json", "a.docx", "pipes.txt"])
def test_standard_input_is_read(touchpoint, folder, tmp_path, name):
    out = tmp_path / "out.json"
    ran = touchpoint("convert", "-", out, "--agency", "trade", stdin=(folder / name).read_bytes())

    assert (0, "") == (ran.code, ran.out)
    assert bodies(folder / name, "trade") == bodies(out)


# arguments, and what the sentence must name
REFUSED = {
    "missing": (("nowhere.docx", "kept.json"), "nowhere.docx"),
    "bad": (("bad.docx", "kept.xlsx"), "bad.docx"),
    "extension": (("a.json", "a.pdf"), "a.pdf"),
    "no-extension": (("a.json", "plain"), "plain"),
    "text-not-written": (("a.json", "a.txt"), "a.txt"),
    "unknown-to": (("a.json", "kept.xlsx", "--to", "pdf"), "pdf"),
    "unknown-from": (("a.json", "kept.xlsx", "--from", "pdf"), "pdf"),
    "wrong-from": (("a.json", "kept.xlsx", "--from", "docx"), "a.json"),
    "unknown-agency": (("a.json", "kept.xlsx", "--agency", "nowhere"), "nowhere"),
    "agency-of-document": (("a.docx", "kept.xlsx", "--agency", "nowhere"), "nowhere"),
    "no-folder": (("a.json", "nowhere/a.xlsx"), "nowhere/a.xlsx"),
    "over-a-folder": (("a.json", "folder.xlsx"), "folder.xlsx"),
}


@pytest.fixture(scope="module")
def refused(touchpoint, folder, runs, back):
    (folder / "folder.xlsx").mkdir()
    before = sorted(folder.iterdir())
    asked = {name: ("convert", *one) for name, (one, _) in REFUSED.items()}
    ran = in_one_child(evolve(touchpoint, cwd=folder), asked)
    return ran, before, sorted(folder.iterdir())


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_request_is_refused(refused, name):
    ran = refused[0][name]

    assert (2, "", 1) == (ran.code, ran.out, len(ran.err.splitlines()))
    assert REFUSED[name][1] in ran.err
    assert "Traceback" not in ran.err


def test_a_wrong_request_writes_nothing(refused, folder):
    _, before, after = refused

    assert before == after
    assert ["old", "old"] == [(folder / one).read_text() for one in ("kept.json", "kept.xlsx")]


def test_both_formats_are_offered_in_full(refused):
    for name in ("unknown-to", "extension"):
        assert all(one in refused[0][name].err for one in ("csv", "docx", "html", "json", "xlsx"))


def test_a_folder_that_is_not_there(touchpoint, folder, tmp_path):
    ran = touchpoint("convert", folder / "a.json", tmp_path / "none" / "a.xlsx")

    assert (2, 1, []) == (ran.code, len(ran.err.splitlines()), list(tmp_path.iterdir()))


def test_the_readings_of_a_register_are_of_the_document_that_was_read(touchpoint, folder, tmp_path):
    """A decision remembered in JSON names its own file, or is not told again."""
    ran = touchpoint("convert", folder / "pipes.txt.json", tmp_path / "a.docx")

    assert 0 == ran.code
    assert not ran.err or "pipes.txt" in ran.err
