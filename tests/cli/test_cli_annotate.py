"""`touchpoint annotate`: the user's own document with a comment on the cell of each finding."""

import io
import json
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from attrs import evolve
from lxml import etree
from one_child import in_one_child
from tests.unit.printed_forms import FORMS

import touchpoint_model as tm

ON = ("--on", "2024-04-01")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory, agriculture) -> Path:
    folder = tmp_path_factory.mktemp("annotate")
    for name, (make, _) in FORMS.items():
        (folder / name).write_bytes(make())
    for name in ("same.xlsx", "same.docx"):
        (folder / name).write_bytes((folder / f"a{Path(name).suffix}").read_bytes())
    for ending in ("xlsx", "docx"):
        tm.write(tm.read(agriculture), folder / f"agriculture.{ending}")
    (folder / "cut.docx").write_bytes((folder / "a.docx").read_bytes()[:2000])
    (folder / "kept.xlsx").write_text("old")
    (folder / "kept.docx").write_text("old")
    return folder


TRADE = ("--agency", "trade")
ASKED = {
    "a.xlsx": ("a.xlsx", "out-a.xlsx", *TRADE),
    "a.docx": ("a.docx", "out-a.docx", *TRADE),
    "agriculture.xlsx": ("agriculture.xlsx", "out-agriculture.xlsx", "--lang", "en"),
    "agriculture.docx": ("agriculture.docx", "out-agriculture.docx", "--lang", "en"),
}
BOOKS = [one for one in ASKED if one.endswith("xlsx")]
LETTERS = [one for one in ASKED if one.endswith("docx")]


@pytest.fixture(scope="module")
def runs(touchpoint, folder):
    asked = {name: ("annotate", *one, *ON) for name, one in ASKED.items()}
    asked |= {
        f"check-{name}": (
            *("check", name, *ON, "--format", "json"),
            *(TRADE if name.startswith("a.") else ()),
        )
        for name in ASKED
    }
    asked |= {name: ("annotate", name, name, *TRADE, *ON) for name in ("same.xlsx", "same.docx")}
    return in_one_child(evolve(touchpoint, cwd=folder), asked)


def lang_of(name: str) -> str:
    return "en" if "agriculture" in name else "ru"


def found(runs, name: str) -> list[dict]:
    findings = json.loads(runs[f"check-{name}"].out)["findings"]
    assert findings
    return findings


def commented(data: bytes) -> dict[tuple[str, str], str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }


def values(data: bytes) -> dict:
    """All of a workbook that a reader sees but comments."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        sheet.title: (
            [
                [
                    (cell.value, cell.number_format, cell.font.b, cell.alignment.wrap_text)
                    for cell in row
                ]
                for row in sheet.iter_rows()
            ],
            sorted(map(str, sheet.merged_cells.ranges)),
            {key: one.width for key, one in sheet.column_dimensions.items()},
            sheet.print_title_rows,
        )
        for sheet in book
    }


@pytest.mark.parametrize("name", ASKED)
def test_it_succeeds_and_says_how_many(runs, name):
    ran = runs[name]
    count = len([one for one in found(runs, name) if one["status"] == "open"])

    assert (0, "", 1) == (ran.code, ran.out, len(ran.err.splitlines()))
    assert ran.err.rstrip().endswith(f" {count}")
    assert f"out-{name}" in ran.err


@pytest.mark.parametrize("name", BOOKS)
def test_comments_of_a_workbook_stand_on_the_cells_that_the_report_names(runs, folder, name):
    comments = commented((folder / f"out-{name}").read_bytes())
    lang = lang_of(name)
    named = {}
    for one in found(runs, name):
        at = one["location"]
        key = (at["sheet"], (at["cell"] or "").partition(":")[0])
        named.setdefault(key, []).append(one)
    whole = named.pop((None, ""), [])

    for key, findings in named.items():
        for one in findings:
            assert one["message"][lang] in comments[key]
            assert one["fix"][lang] in comments[key]
            assert one["citation"] in comments[key] or lang == "en"
    elsewhere = [text for key, text in comments.items() if key not in named]
    assert len(elsewhere) <= 1  # those about the register as a whole
    for one in whole:
        assert any(one["message"][lang] in text for text in comments.values())


@pytest.mark.parametrize("name", BOOKS)
def test_all_else_in_a_workbook_stays(folder, runs, name):
    assert values((folder / name).read_bytes()) == values((folder / f"out-{name}").read_bytes())


def remarks(data: bytes) -> dict[tuple[int, int, int], str]:
    """The comments of a text by table, row and column of the grid, from 1; (0, 0, 0) outside."""
    with ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        notes = etree.fromstring(archive.read("word/comments.xml"))
    said = {
        one.get(f"{W}id"): " ".join("".join(p.itertext()) for p in one.iter(f"{W}p"))
        for one in notes
    }
    found = {}
    for mark in body.iter(f"{W}commentRangeStart"):
        key = place(body, mark)
        found[key] = f"{found.get(key, '')} {said[mark.get(f'{W}id')]}"
    return found


def place(body, mark) -> tuple[int, int, int]:
    cell = next(mark.iterancestors(f"{W}tc"), None)
    if cell is None:
        return (0, 0, 0)
    row, table = cell.getparent(), next(cell.iterancestors(f"{W}tbl"))
    return (
        list(body.iter(f"{W}tbl")).index(table) + 1,
        table.findall(f"{W}tr").index(row) + 1,
        row.findall(f"{W}tc").index(cell) + 1,
    )


@pytest.mark.parametrize("name", LETTERS)
def test_comments_of_a_text_stand_in_the_cells_that_the_report_names(runs, folder, name):
    comments = remarks((folder / f"out-{name}").read_bytes())
    lang, named = lang_of(name), set()
    before = 1 if name == "a.docx" else 0  # tables that are none of the register
    for one in found(runs, name):
        at = one["location"]
        if at["cell"] is None:
            assert any(one["message"][lang] in text for text in comments.values())
            continue
        letter, row = at["cell"][0], int(at["cell"][1:].partition(":")[0])
        key = (at["table"] + before, row, "ABCDE".index(letter) + 1)
        named.add(key)
        assert one["message"][lang] in comments[key]

    assert len(comments.keys() - named) <= 1


def texts(data: bytes) -> list:
    """The cells and paragraphs of a text, each as it is printed."""
    with ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    return [
        (len(list(one.iterancestors(f"{W}tc"))), "".join(text.text for text in one.iter(f"{W}t")))
        for one in body.iter(f"{W}p")
    ]


@pytest.mark.parametrize("name", LETTERS)
def test_all_else_in_a_text_stays(folder, runs, name):
    assert texts((folder / name).read_bytes()) == texts((folder / f"out-{name}").read_bytes())


@pytest.mark.parametrize("name", ASKED)
def test_the_annotated_document_reads_as_before(folder, runs, name):
    one, other = (tm.rows(tm.read(folder / path, "trade")) for path in (name, f"out-{name}"))

    assert one == other


@pytest.mark.parametrize("name", ["same.xlsx", "same.docx"])
def test_a_document_may_be_annotated_in_place(runs, folder, name):
    ending = name.partition(".")[2]

    assert 0 == runs[name].code
    assert (folder / f"out-a.{ending}").read_bytes() == (folder / name).read_bytes()


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx"])
def test_annotating_again_gives_the_same_comments(touchpoint, folder, runs, tmp_path, name):
    ran = touchpoint("annotate", folder / f"out-{name}", tmp_path / name, *TRADE, *ON)
    read = commented if name.endswith("xlsx") else remarks

    assert 0 == ran.code
    assert read((folder / f"out-{name}").read_bytes()) == read((tmp_path / name).read_bytes())


REFUSED = {
    "missing": (("nowhere.xlsx", "kept.xlsx", *TRADE), "nowhere.xlsx"),
    "cut": (("cut.docx", "kept.docx", *TRADE), "cut.docx"),
    "html": (("a.html", "kept.html", *TRADE), "a.html"),
    "ods": (("a.ods", "kept.ods", *TRADE), "a.ods"),
    "text": (("tabs.txt", "kept.txt", *TRADE), "tabs.txt"),
    "no-agency": (("a.xlsx", "kept.xlsx"), "--agency"),
    "unknown-agency": (("a.xlsx", "kept.xlsx", "--agency", "nowhere"), "nowhere"),
    "day": (("a.xlsx", "kept.xlsx", *TRADE, "--on", "31.04.2024"), "--on"),
    "no-folder": (("a.xlsx", "nowhere/a.xlsx", *TRADE), "nowhere/a.xlsx"),
    "another-format": (("a.xlsx", "kept.docx", *TRADE), "kept.docx"),
    "another-format-too": (("a.docx", "kept.xlsx", *TRADE), "kept.xlsx"),
    "no-format": (("a.docx", "plain.pdf", *TRADE), "plain.pdf"),
}


@pytest.fixture(scope="module")
def refused(touchpoint, folder, runs):
    before = sorted(folder.iterdir())
    asked = {name: ("annotate", *one) for name, (one, _) in REFUSED.items()}
    ran = in_one_child(evolve(touchpoint, cwd=folder), asked)
    kept = [(folder / one).read_bytes() for one in ("kept.xlsx", "kept.docx")]
    return ran, kept, sorted(set(folder.iterdir()) - set(before))


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_request_is_refused(refused, name):
    ran = refused[0][name]

    assert (2, "", 1) == (ran.code, ran.out, len(ran.err.splitlines()))
    assert REFUSED[name][1] in ran.err


def test_a_wrong_request_leaves_all_files_as_they_were(refused):
    _, kept, new = refused

    assert ([b"old", b"old"], []) == (kept, new)
