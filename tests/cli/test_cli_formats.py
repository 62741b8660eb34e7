"""`touchpoint check --format`: every form of a report is well-made, in both languages."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from attrs import evolve
from jsonschema import Draft7Validator
from lxml import etree
from lxml import html as pages
from one_child import in_one_child
from tests.unit.printed_forms import FORMS

ON = ("--on", "2024-04-01")
FORMATS = ("text", "markdown", "html", "sarif", "junit", "json")
FOR_READERS = ("markdown", "html", "sarif", "junit")
LANGUAGES = ("ru", "en")
REASON = "Так решил учёный кот"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("formats")
    (folder / "a.xlsx").write_bytes(FORMS["a.xlsx"][0]())
    (folder / "b <i>&.html").write_bytes(FORMS["a.html"][0]())
    (folder / "bad.docx").write_bytes(b"no")
    (folder / "w.toml").write_text(
        f'[[waiver]]\nrule = "TP02"\nreason = "{REASON}"\nowner = "Кот"\nexpires = 2030-01-01\n'
    )
    return folder


@pytest.fixture(scope="module")
def told(touchpoint, folder) -> dict:
    """The JSON report that every other form is held against; its notes on needs are known."""
    ran = evolve(touchpoint, cwd=folder)(
        "check", "a.xlsx", *ON, "--agency", "trade", "--format", "json"
    )
    report = json.loads(ran.out)
    known = [one for one in report["findings"] if one["code"] == "ND03"]
    (folder / "known.json").write_text(json.dumps({**report, "findings": known}))
    return report


@pytest.fixture(scope="module")
def runs(touchpoint, folder, told):
    trade = (*ON, "--agency", "trade")
    held = ("--waivers", "w.toml", "--baseline", "known.json")
    asked = {
        (form, lang): ("check", "a.xlsx", *trade, *held, "--format", form, "--lang", lang)
        for form in FORMATS
        for lang in LANGUAGES
        if (form, lang) != ("json", "en")
    }
    asked |= {
        (form, "many"): ("check", "a.xlsx", "bad.docx", "b <i>&.html", *trade, "--format", form)
        for form in FOR_READERS
    }
    asked |= {
        (form, "file"): ("check", "a.xlsx", *trade, *held, "--format", form, "-o", f"r.{form}")
        for form in ("junit", "html")
    }
    named = {" ".join(key): one for key, one in asked.items()}
    ran = in_one_child(evolve(touchpoint, cwd=folder), named)
    return {key: ran[" ".join(key)] for key in asked}


@pytest.mark.parametrize("form", FOR_READERS)
def test_codes_are_the_same_in_every_form(runs, form):
    russian, english, many = (runs[form, one] for one in (*LANGUAGES, "many"))

    assert [1, 1, 2] == [russian.code, english.code, many.code]
    assert ["", ""] == [russian.err, english.err]
    assert 1 == len(many.err.splitlines())
    assert "bad.docx" in many.err


@pytest.mark.parametrize("form", ["junit", "html"])
def test_output_writes_the_same_to_a_file(runs, folder, form):
    printed, written = runs[form, "ru"].out, (folder / f"r.{form}").read_text("utf-8")

    assert (1, "", "") == (
        runs[form, "file"].code,
        runs[form, "file"].out,
        runs[form, "file"].err,
    )
    assert printed.rstrip("\n") == written.rstrip("\n")


@pytest.mark.parametrize("form", ["text", "markdown", "html", "sarif", "junit"])
def test_every_open_finding_is_told_in_the_language_asked_for(runs, told, form):
    held = ("TP02", "ND03")
    for lang in LANGUAGES:
        shown = text_of(runs[form, lang].out, form)
        for one in told["findings"]:
            if one["code"] not in held:
                assert flat(one["message"][lang]) in shown, (lang, one["code"])
    assert runs[form, "ru"].out != runs[form, "en"].out


def text_of(out: str, form: str) -> str:
    """What a reader sees, spaces, escapes and marks made plain."""
    if form == "html":
        told = re.sub(r'<span lang="ru">(.*?)</span>', r"\1", out)
        return flat(" ".join(pages.document_fromstring(told).itertext()))
    if form == "junit":
        root = etree.fromstring(out.encode())
        told = [*root.itertext(), *(text for one in root.iter() for text in one.attrib.values())]
        return flat(" ".join(told))
    if form == "sarif":
        return flat(" ".join(texts_in(json.loads(out))))
    return flat(re.sub(r"\\(?=[^\w\s])", "", out))


def texts_in(value) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts_in(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts_in(one)]
    return [value] if isinstance(value, str) else []


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("form", FORMATS)
def test_places_of_the_workbook_are_told(runs, told, form):
    cells = {one["location"]["cell"] for one in told["findings"]} - {None}
    shown = runs[form, "ru"].out

    assert len(cells) > 5
    assert [] == [one for one in cells if one not in shown]


def test_waivers_and_baseline_are_told(runs, told):
    counted = Counter(one["code"] for one in told["findings"])
    report = json.loads(runs["json", "ru"].out)

    assert report["summary"]["waived"] == counted["TP02"]
    assert counted["ND03"] == [one["status"] for one in report["findings"]].count("baseline")
    for form in ("text", "markdown", "html", "sarif", "junit"):
        assert REASON in text_of(runs[form, "ru"].out, form), form


def test_sarif_is_valid_and_holds_every_finding(runs, told, root):
    schema = json.loads((root / "tests/unit/data/sarif-schema-2.1.0.json").read_text("utf-8"))
    validator = Draft7Validator(schema)
    for one in (*LANGUAGES, "many"):
        assert [] == [
            str(fault) for fault in validator.iter_errors(json.loads(runs["sarif", one].out))
        ]
    results = [one for run in json.loads(runs["sarif", "ru"].out)["runs"] for one in run["results"]]
    found = Counter(one["ruleId"] for one in results if one.get("kind", "fail") != "review")
    waived = [one for one in results if one.get("suppressions")]

    assert Counter(one["code"] for one in told["findings"]) == found
    assert {"TP02"} == {one["ruleId"] for one in waived}
    assert "unchanged" in {one.get("baselineState") for one in results}


def test_junit_counts_what_it_lists(runs):
    for one in (*LANGUAGES, "many"):
        root = etree.fromstring(runs["junit", one].out.encode())
        cases = list(root.iter("testcase"))
        failed = [case for case in cases if case.find("failure") is not None]
        broken = [case for case in cases if case.find("error") is not None]
        counted = [
            sum(int(suite.get(name, 0)) for suite in root.iter("testsuite"))
            for name in ("tests", "failures", "errors")
        ]
        assert [len(cases), len(failed), len(broken)] == counted
    assert broken  # the file that cannot be read


def test_a_page_stands_alone(runs):
    for one in (*LANGUAGES, "many"):
        out = runs["html", one].out
        page = pages.document_fromstring(out)
        drawn = [
            value
            for element in page.iter()
            for name, value in element.attrib.items()
            if name in ("src", "srcset") or (name == "href" and element.tag == "link")
        ]
        assert [] == [value for value in drawn if not value.startswith("data:")]
        assert [] == list(page.iter("script"))
        assert "@import" not in out
        assert "url(http" not in out
    assert ["ru", "en"] == [
        pages.document_fromstring(runs["html", lang].out).get("lang") for lang in LANGUAGES
    ]


@pytest.mark.parametrize("form", ["html", "markdown", "junit"])
def test_names_of_files_are_no_markup(runs, form):
    out = runs[form, "many"].out

    assert "b <i>&.html" in text_of(out, form) or form == "markdown"
    assert "<i>" not in out


@pytest.mark.parametrize("form", FOR_READERS)
def test_all_files_of_a_run_are_told(runs, form):
    shown = text_of(runs[form, "many"].out, form)

    assert "a.xlsx" in shown
    assert "bad.docx" in shown


@pytest.mark.parametrize("form", ["junit", "sarif"])
def test_a_report_that_cannot_be_written_leaves_nothing(touchpoint, folder, tmp_path, form):
    (tmp_path / "report").mkdir()
    ran = touchpoint(
        *("check", folder / "a.xlsx", *ON, "--agency", "trade", "--format", form),
        *("-o", tmp_path / "report"),
    )

    assert (2, "", 1) == (ran.code, ran.out, len(ran.err.splitlines()))
    assert ["report"] == [one.name for one in tmp_path.iterdir()]


def test_output_is_utf_8_whatever_the_locale(touchpoint, folder, runs):
    bare = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    for form in ("junit", "html"):
        ran = evolve(touchpoint, cwd=folder)(
            *("check", "a.xlsx", *ON, "--agency", "trade", "--format", form),
            *("--waivers", "w.toml", "--baseline", "known.json"),
            env=bare,
        )
        assert runs[form, "ru"].out == ran.out
