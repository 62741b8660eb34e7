"""`touchpoint diff`: exit codes, forms, the draft of the act, bad input."""

import io
import json
import os
import re
import subprocess
from pathlib import Path

import docx
import pytest
from jsonschema import Draft202012Validator
from one_child import in_one_child

import touchpoint_model as tm
from touchpoint_model.render.difference import diff_schema

ROOT = Path(__file__).parents[2]
DAY = "2025-12-22"


def written(path: Path, document: dict) -> Path:
    path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory, trade) -> Path:
    """Two editions of a register, in several formats, and files that are none."""
    folder = tmp_path_factory.mktemp("diff")
    document = json.loads(trade.read_text("utf-8"))
    written(folder / "old.json", document)
    process = document["directions"][0]["processes"][0]
    process["entries"] = process["entries"][1:]
    process["entries"][0]["needs"] = [{"text": "<script>получение консультации</script>"}]
    written(folder / "new.json", document)
    tm.write(tm.read(folder / "old.json"), folder / "old.docx")
    tm.write(tm.read(folder / "old.json"), folder / "old.csv")
    other = tm.read(trade.with_name("culture.json"))
    tm.write(other, folder / "other.json")
    written(folder / "broken.json", {"schema": "touchpoint-register/1"})
    written(folder / "nobody.json", {**document, "agency": "nobody"})
    (folder / "empty.json").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def ran(folder, touchpoint) -> dict:
    old, new = folder / "old.json", folder / "new.json"
    html, draft, text = folder / "a.html", folder / "a.docx", folder / "a.txt"
    return in_one_child(
        touchpoint,
        {
            "same": ("diff", old, old),
            "text": ("diff", old, new, "--on", DAY),
            "english": ("diff", old, new, "--on", "22.12.2025", "--lang", "en"),
            "day off": ("diff", old, new, "--on", DAY, "--day-off", "2025-12-30"),
            "no day": ("diff", old, new),
            "json": ("diff", old, new, "--format", "json", "--on", DAY),
            "markdown": ("diff", old, new, "--format", "markdown"),
            "page": ("diff", old, new, "--output", html),
            "draft": ("diff", old, new, "--on", DAY, "-o", draft),
            "named form": ("diff", old, new, "--format", "json", "-o", text),
            "document": ("diff", folder / "old.docx", old),
            "unsaid": ("diff", folder / "old.csv", old),
            "under another": ("diff", old, folder / "other.json", "--agency", "trade"),
            "schema": ("schema", "diff-1"),
            "schemas": ("schema",),
            "draft on a terminal": ("diff", old, new, "--format", "docx"),
            "unknown extension": ("diff", old, new, "-o", folder / "a.pdf"),
            "unknown form": ("diff", old, new, "--format", "pdf"),
            "no such day": ("diff", old, new, "--on", "2025-02-30"),
            "no such day off": ("diff", old, new, "--day-off", "завтра"),
            "no such file": ("diff", old, folder / "gone.json"),
            "no register": ("diff", old, folder / "broken.json"),
            "empty file": ("diff", folder / "empty.json", new),
            "two agencies": ("diff", old, folder / "other.json"),
            "no such agency": ("diff", old, new, "--agency", "nobody"),
            "of nobody": ("diff", old, folder / "nobody.json"),
            "nobody says whose": ("diff", folder / "old.csv", folder / "old.csv"),
            "no such folder": ("diff", old, new, "-o", folder / "gone" / "a.html"),
            "input twice": ("diff", "-", "-"),
        },
    )


@pytest.mark.parametrize(
    ("name", "code"),
    [("same", 0), ("text", 1), ("json", 1), ("page", 1), ("draft", 1), ("under another", 1)],
)
def test_the_exit_code_tells_whether_the_editions_differ(ran, name, code):
    written = int(name in ("page", "draft"))  # a file that was written is told
    assert (code, written) == (ran[name].code, ran[name].err.count("\n"))


def test_the_text_tells_cases_duties_and_changes(ran):
    assert [1, 1, 1] == [
        ran["text"].out.count(one)
        for one in ("п. 5.3.3 Порядка", "Не позднее: 15.01.2026", "■ ПЕРЕЧЕНЬ")
    ]
    assert "Not later than: 2026-01-15" in ran["english"].out


def test_a_day_off_of_the_region_moves_the_term(ran):
    assert "Не позднее: 16.01.2026" in ran["day off"].out


def test_without_a_day_no_term_is_counted(ran):
    assert ["Не позднее" in ran[one].out for one in ("text", "no day")] == [True, False]


def test_the_json_is_of_the_schema_that_is_published(ran, folder):
    told = json.loads(ran["json"].out)
    published = json.loads(ran["schema"].out)

    assert diff_schema() == published
    assert [] == [*Draft202012Validator(published).iter_errors(told)]
    assert ("diff-1" in ran["schemas"].out.split(), str(folder / "old.json"), DAY) == (
        *(True, told["old"]["path"]),
        told["on"],
    )
    assert 64 == len(told["new"]["sha256"])


def test_the_extension_tells_the_form_unless_it_is_named(ran, folder):
    assert {"", ran["page"].out} == {"", ran["draft"].out, ran["named form"].out}
    assert (folder / "a.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "touchpoint-diff/1" == json.loads((folder / "a.txt").read_text("utf-8"))["schema"]
    assert docx.Document(io.BytesIO((folder / "a.docx").read_bytes())).tables
    assert "# Что изменилось в перечне" in ran["markdown"].out


def test_hostile_names_do_not_leave_their_place(ran, folder):
    page = (folder / "a.html").read_text("utf-8")

    assert [0, 1] == [page.count("<script>"), page.count("&lt;script&gt;")]
    assert "\\<script\\>" in ran["markdown"].out


def test_a_document_that_says_whose_it_is_needs_no_agency(ran):
    assert (1, "") == (ran["document"].code, ran["document"].err)
    assert "Сведения перечня не изменились." in ran["document"].out


def test_a_file_that_does_not_say_whose_it_is_goes_by_the_other(ran):
    assert (1, "") == (ran["unsaid"].code, ran["unsaid"].err)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("draft on a terminal", "--output"),
        ("unknown extension", "a.pdf"),
        ("unknown form", "pdf"),
        ("no such day", "2025-02-30"),
        ("no such day off", "завтра"),
        ("no such file", "gone.json"),
        ("no register", "broken.json"),
        ("empty file", "empty.json"),
        ("two agencies", "culture"),
        ("no such agency", "nobody"),
        ("of nobody", "nobody"),
        ("nobody says whose", "--agency"),
        ("no such folder", "gone"),
        ("input twice", ""),
    ],
)
def test_bad_input_gives_one_sentence(ran, name, said):
    told = ran[name]

    assert (2, "", 1) == (told.code, told.out, told.err.count("\n"))
    assert told.err.startswith("touchpoint: ")
    assert said in told.err


def test_on_a_terminal_it_is_in_colours_and_long_lines_stay_indented(touchpoint, folder):
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    command = [*touchpoint.command, "diff", folder / "old.json", folder / "new.json"]
    env = {**touchpoint.env(), "COLUMNS": "60", "TERM": "xterm-256color"}
    child = subprocess.Popen(command, stdout=follower, stderr=follower, env=env, cwd=ROOT)
    os.close(follower)
    told = b""
    while part := read(leader):
        told += part
    os.close(leader)
    lines = told.decode().splitlines()
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", one).rstrip() for one in lines]

    assert 1 == child.wait(timeout=60)
    assert plain != [one.rstrip() for one in lines]
    assert 60 >= max(map(len, plain))
    at = next(at for at, one in enumerate(plain) if one.startswith("  • "))
    assert plain[at + 1].startswith("  ")


def read(leader: int) -> bytes:
    try:
        return os.read(leader, 65536)
    except OSError:  # the child has closed its end
        return b""


def test_an_edition_comes_from_standard_input(touchpoint, folder):
    data = (folder / "new.json").read_bytes()
    told = touchpoint("diff", folder / "old.json", "-", stdin=data)

    assert (1, "") == (told.code, told.err)
    assert "Новая редакция: -" in told.out
