"""The reports that people and services read: page, Markdown, SARIF, JUnit."""

import datetime
import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from lxml import html as lxml_html
from markdown_it import MarkdownIt

import touchpoint_model as tm
from touchpoint_model.model.errors import ReadError
from touchpoint_model.model.findings import (
    ClauseOutcome,
    Finding,
    FindingStatus,
    Location,
    Outcome,
    Report,
    Severity,
)
from touchpoint_model.model.legal import Act
from touchpoint_model.model.processes import Source
from touchpoint_model.model.reading import READINGS, ReadingNote
from touchpoint_model.render.checked import Checked, RuleCard
from touchpoint_model.render.junit import as_junit
from touchpoint_model.render.markdown import as_markdown
from touchpoint_model.render.page import as_html
from touchpoint_model.render.place import place, spot
from touchpoint_model.render.report import as_json, as_text
from touchpoint_model.render.sarif import as_sarif
from touchpoint_model.render.words import counted

HERE = Path(__file__).parent
DAY = datetime.date(2024, 4, 1)
TOOL = {"name": "touchpoint_model", "version": "0.1.0"}
HOSTILE = (
    '<script>alert("1")</script> a|b `c` *d* _e_ [f](http://g) {0} \u202eслева\u202c &amp; \x1b'
)
SCHEMA = Draft4Validator(
    json.loads((HERE / "data" / "sarif-schema-2.1.0.json").read_text("utf-8")),
    format_checker=Draft4Validator.FORMAT_CHECKER,
)
LANGUAGES = ("ru", "en")


def both(text: str) -> tm.Text:
    return tm.Text(ru=text, en=text)


def finding(mark: str, **further) -> Finding:
    told = {
        "code": "TP02",
        "rule": "unlisted-touchpoint",
        "severity": Severity.ERROR,
        "message": both(f"Точка {mark} не названа"),
        "fix": both(f"Назовите {mark} иначе"),
        "fingerprint": mark,
        "location": Location(
            direction="Надзор", process="Визит", touchpoint=mark, row=3, rows=(3,)
        ),
        "act": "procedure",
        "clause": "4.1",
        "clauses": ("4.1", "4.2"),
        "against": ("4.1",),
        "citation": both("п. 4.1 Порядка"),
    }
    return Finding(**{**told, **further})


def clause(id: str, outcome: Outcome, act: str = "procedure", **further) -> ClauseOutcome:
    return ClauseOutcome(act, id, "automated", outcome, **further)


def report(*findings: Finding, **further) -> Report:
    clauses = (
        clause("4.1", Outcome.VIOLATED),
        clause("4.2", Outcome.SATISFIED),
        clause("2.3", Outcome.UNVERIFIED, absent=("key",)),
        clause("2.4", Outcome.UNVERIFIED),
        clause("2.9", Outcome.NOT_APPLICABLE),
        clause("1.1", Outcome.INFORMATIVE),
    )
    told = {"agency": "trade", "on": DAY, "findings": findings, "clauses": clauses, "rows": 4}
    return Report(**{**told, **further})


ACTS = {
    "procedure": Act(
        "procedure",
        both("Порядок ведения"),
        both("Порядка ведения"),
        "27/01-01",
        datetime.date(2024, 3, 19),
    )
}


def checked(result: Report | ReadError, path: str = "мои перечни/trade.docx") -> Checked:
    gists = {"procedure:2.4": both("Основания точек подтверждают")}
    return Checked(path, result, both("Министерство торговли"), ACTS, gists)


UNREADABLE = checked(ReadError(both("архив оборван"), "битый.docx"), "битый.docx")
OPEN = finding("открытая")
NOTE = finding("мелкая", severity=Severity.NOTE, code="ND03")
WAIVED = finding(
    "исключённая",
    status=FindingStatus.WAIVED,
    waiver=both("порядок дополняют (ответственный: отдел, по 31.12.2024)"),
)
KNOWN = finding("известная", status=FindingStatus.BASELINE)
WHOLE = finding("перечневая", location=Location(), code="TP05", severity=Severity.NOTE)
ABOUT = finding(
    "просроченная",
    severity=Severity.WARNING,
    code="WV01",
    act=None,
    clause=None,
    clauses=(),
    against=(),
    citation=None,
    location=Location(file="waivers.toml", line=7),
)
EVERY = (OPEN, NOTE, WAIVED, KNOWN, WHOLE, ABOUT)
FULL = checked(report(*EVERY))
CARD = RuleCard(
    "TP02", "unlisted-touchpoint", both("Точки нет в порядке."), both("Страница правила")
)


def page_of(*files: Checked, lang: str = "ru", **further):
    return lxml_html.document_fromstring(as_html(files, lang, **further))


def text_of(node) -> str:
    return " ".join(node.text_content().split())


def results_of(log) -> list[dict]:
    return log["runs"][0]["results"]


def cases_of(document: bytes) -> list[ET.Element]:
    return list(ET.fromstring(document).iter("testcase"))


# --- place ---


@pytest.mark.parametrize(
    ("source", "ru", "en"),
    [
        (
            Source(sheet="Перечень", cell="D4:D6", row=5),
            "лист «Перечень», ячейки D4:D6",
            "sheet “Перечень”, cells D4:D6",
        ),
        (Source(sheet="Перечень", cell="D4"), "лист «Перечень», ячейка D4", None),
        (Source(table=2, row=5, cell="C5"), "таблица 2, строка 5, графа 3", None),
        (
            Source(table=2, row=5, cell="C4:C6"),
            "таблица 2, строка 5, графа 3 (объединена, строки 4–6)",
            "table 2, row 5, column 3 (merged, rows 4–6)",
        ),
        (Source(table=1, row=2, cell="B2:D2"), "таблица 1, строка 2, графы 2–4", None),
        (Source(line=231), "строка 231 текста", "line 231 of the text"),
    ],
)
def test_place_in_words(source, ru, en):
    assert ru == spot(source, "ru")
    assert en in (None, spot(source, "en"))


def test_place_prefers_the_document_that_was_checked():
    here = Location(file="перечень.docx", table=1, table_row=4, cell="C4")
    there = Location(file="порядок.txt", line=12)

    assert place(finding("а", location=here, source=there)) == "таблица 1, строка 4, графа 3"
    remembered = "в исходном документе порядок.txt: строка 12 текста"
    assert place(finding("а", source=there)) == remembered
    assert place(finding("а")) == ""
    assert place(ABOUT) == "файл waivers.toml, строка 7"


# --- words ---


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1 ошибка"), (3, "3 ошибки"), (5, "5 ошибок"), (11, "11 ошибок"), (112, "112 ошибок")],
)
def test_counts_are_inflected(number, said):
    assert said == counted(number, "error", "ru")


def test_both_languages_have_the_same_words():
    """Every word that a page asks for is there in English too, and nothing of it is Russian."""
    page = as_html([FULL, UNREADABLE], "en")
    told = re.sub(r"<[^>]+>", "", page)
    names = " ".join(str(one) for one in (*EVERY, FULL, UNREADABLE))

    assert not {word for word in re.findall(r"[а-яё]{3,}", told, re.I) if word not in names}


# --- each finding once ---


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.fingerprint)
def test_every_finding_is_told_once(one, lang):
    sentence = one.message[lang]
    page = page_of(FULL, lang=lang)
    junit = ET.tostring(ET.fromstring(as_junit([FULL], lang)), encoding="unicode")
    log = as_sarif([FULL], TOOL, lang)

    assert 1 == sum(text_of(node) == sentence for node in page.find_class("message"))
    assert 1 == as_markdown([FULL], lang).count(f": {sentence}\n")
    assert 1 == junit.count(f": {sentence}\n")
    assert 1 == sum(sentence in each["message"]["text"] for each in results_of(log))
    assert 1 == as_text(FULL.result, "орган", lang).count(f": {sentence}\n")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_waiver_says_why(lang):
    why = WAIVED.waiver[lang]
    (result,) = [one for one in results_of(as_sarif([FULL], TOOL, lang)) if "suppressions" in one]

    assert why in text_of(page_of(FULL, lang=lang))
    assert why in as_markdown([FULL], lang)
    assert why in as_text(FULL.result, "орган", lang)
    assert [{"kind": "external", "status": "accepted", "justification": why}] == result[
        "suppressions"
    ]


def test_waiver_names_reason_owner_and_end():
    by = tm.Waiver("unlisted-touchpoint", "дополняют", "отдел", datetime.date(2024, 12, 31))
    register = tm.read(HERE.parents[1] / "examples" / "registers" / "trade.json")
    judged = tm.check(register, on=DAY, waivers=[by])
    reasons = {one.waiver for one in judged.findings if one.status is FindingStatus.WAIVED}

    expected = tm.Text(
        ru="дополняют (ответственный: отдел, по 31.12.2024)",
        en="дополняют (owner: отдел, until 2024-12-31)",
    )
    assert {expected} == reasons
    assert all(one.waiver is None for one in judged.open)


def test_json_keeps_its_shape():
    told = as_json(evolve(FULL.result, readings=(ReadingNote("cut-by-page"),)), TOOL)

    assert "readings" not in told
    assert not any("waiver" in one for one in told["findings"])


# --- the page ---


@pytest.mark.parametrize("files", [(FULL,), (FULL, UNREADABLE, FULL)], ids=["one", "several"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_is_well_made(files, lang):
    page = page_of(*files, lang=lang)
    levels = [int(node.tag[1]) for node in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    ids = [node.get("id") for node in page.iter() if node.get("id")]
    targets = [node.get("href")[1:] for node in page.iter("a")]
    labels = [id for node in page.iter() for id in (node.get("aria-labelledby") or "").split()]

    assert page.get("lang") == lang
    assert 1 == levels.count(1) == levels.index(1) + 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert Counter(ids).most_common(1)[0][1] == 1
    assert targets
    assert not {*targets, *labels} - {*ids}
    assert all(cell.get("scope") for cell in page.iter("th"))
    assert not list(page.iter("script", "img", "link", "iframe"))
    assert all(href.startswith("#") for href in page.xpath("//@href"))


def test_page_asks_nothing_of_the_network():
    page = as_html([FULL])

    assert "default-src 'none'" in page
    assert not re.findall(r"url\(|@import|src=", page)


def test_page_leads_from_summary_to_process():
    page = page_of(FULL)
    links = {
        text_of(node): node.get("href")[1:] for node in page.find_class("contents")[0].iter("a")
    }

    heading = page.get_element_by_id(links["Визит"])
    assert heading.tag == "h4"
    assert text_of(heading) == "Визит (1 ошибка, 1 примечание)"


def test_page_sets_waived_and_known_apart():
    page = page_of(FULL)
    aside = [text_of(one.find_class("message")[0]) for one in page.find_class("aside")]

    assert aside == [WAIVED.message.ru, KNOWN.message.ru]


def test_page_calls_a_rule_by_its_summary():
    assert CARD.summary.ru in text_of(page_of(FULL, rules={"TP02": CARD}))


def test_page_says_what_was_not_checked_and_why():
    text = text_of(page_of(FULL))

    assert "Не записано: какие точки ключевые п. 2.3" in text
    assert "Нужно подтверждение ответственного лица п. 2.4: Основания точек подтверждают" in text


def test_page_of_nothing_found():
    empty = page_of(checked(report(clauses=())))

    assert "Нарушений и примечаний нет." in text_of(empty.find_class("verdict")[0])
    assert not empty.find_class("finding")


def test_several_files_with_one_that_cannot_be_read():
    page = page_of(FULL, UNREADABLE)
    rows = [[text_of(cell) for cell in row] for row in page.find_class("stack")[0].iter("tr")]

    told = "Перечень нужно исправить: 1 ошибка, 1 предупреждение."
    assert rows[1:] == [
        ["мои перечни/trade.docx", "Министерство торговли", told],
        ["битый.docx", "", "Не прочитан"],
    ]
    assert "битый.docx: архив оборван" in text_of(page)
    assert "битый.docx: архив оборван" in as_markdown([FULL, UNREADABLE])


NOTES = (
    ReadingNote(
        "ambiguous-row",
        Source(table=1, line=231),
        ("Почта", "Совет"),
        ("touchpoint", "needs"),
        ("process", "touchpoint"),
    ),
    ReadingNote("skipped-row", Source(table=1, row=9), ("ИТОГО",)),
    ReadingNote("ambiguous-row", Source(table=1, line=240), ("Сайт",), ("touchpoint",)),
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_readings_are_told_by_kind(lang):
    read = checked(evolve(FULL.result, readings=NOTES))
    texts = {
        "page": text_of(page_of(read, lang=lang)),
        "markdown": as_markdown([read], lang),
        "text": as_text(read.result, "орган", lang),
    }
    sentence = READINGS["ambiguous-row"][lang]
    title = {"ru": "Как прочитан документ", "en": "How the document was read"}[lang]
    place_said = {"ru": "строка 240 текста", "en": "line 240 of the text"}[lang]

    assert {"page": 1, "markdown": 1, "text": 1} == {
        form: text.count(sentence) for form, text in texts.items()
    }
    assert all(title in text and place_said in text for text in texts.values())
    assert title not in text_of(page_of(FULL, lang=lang))


def test_reading_names_columns_in_words():
    said = as_text(evolve(FULL.result, readings=NOTES), "орган")

    assert (
        "таблица 1, строка 231 текста; прочитано как: «Почта» – точка, «Совет» – потребности; "
        "можно прочесть и как: «Почта» – процесс, «Совет» – точка"
    ) in said.lower().replace("почта", "Почта").replace("совет", "Совет")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_can_be_told_apart():
    """WCAG 2.2 AA: text 4.5 to 1, on its own background or the page's."""
    css = re.findall(r"([^{}]+)\{([^{}]*)\}", as_html([FULL]).split("<style>")[1])
    pairs = []
    for _, body in css:
        ink = re.search(r"(?<![-\w])color: (#\w{6})", body)
        paper = re.search(r"background: (#\w{6})", body)
        if ink:
            pairs.append((ink[1], paper[1] if paper else "#ffffff"))

    assert len(pairs) > 10
    assert all(contrast(*pair) >= 4.5 for pair in pairs), pairs


# --- hostile names ---


@pytest.fixture(scope="module")
def hostile() -> Checked:
    at = Location(direction=HOSTILE, process=HOSTILE, touchpoint=HOSTILE, need=HOSTILE, row=1)
    one = finding("х", location=at, message=both(f"«{HOSTILE}»"), fix=both(HOSTILE))
    return checked(report(one), f"{HOSTILE}.docx")


def shown(text: str) -> str:
    return " ".join(text.replace("\x1b", "\ufffd").split())


def test_page_shows_hostile_names_as_they_are(hostile):
    page = page_of(hostile)

    assert not list(page.iter("script"))
    assert shown(f"«{HOSTILE}»") == text_of(page.find_class("message")[0])
    assert shown(HOSTILE) in [text_of(node) for node in page.iter("h3")]


def test_markdown_shows_hostile_names_as_they_are(hostile):
    source = as_markdown([hostile, FULL])
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    page = lxml_html.document_fromstring(renderer.render(source))

    assert not list(page.iter("script", "a", "em", "code"))
    assert shown(HOSTILE) in [text_of(node) for node in page.iter("h3")]
    assert any(shown(f"«{HOSTILE}»") in text_of(node) for node in page.iter("li"))
    assert all(len(row) in (3, 4) for row in page.iter("tr"))


def test_junit_shows_hostile_names_as_they_are(hostile):
    (suite,) = ET.fromstring(as_junit([hostile]))

    assert suite.get("name") == f"{HOSTILE}.docx".replace("\x1b", "\ufffd")
    assert f"«{HOSTILE}»".replace("\x1b", "\ufffd") in suite.find(".//failure").text


def test_sarif_makes_no_links_or_placeholders_of_names(hostile):
    log = as_sarif([hostile], TOOL)
    text = results_of(log)[0]["message"]["text"]

    assert not list(SCHEMA.iter_errors(log))
    assert "{{0}}" in text
    assert r"\[f\](http://g)" in text


@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=40).filter(str.strip))
def test_any_name_is_told(name):
    """Every text of a document comes out of every report: it parses, and can be written."""
    at = Location(direction=name, process=name, touchpoint=name, row=1)
    files = [checked(report(finding("х", location=at, message=both(name))))]

    assert lxml_html.document_fromstring(as_html(files)).find_class("message")
    assert as_markdown(files).encode()
    assert cases_of(as_junit(files))
    assert json.dumps(as_sarif(files, TOOL), ensure_ascii=False).encode()


# --- SARIF ---


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sarif_is_valid(lang):
    log = as_sarif([FULL, UNREADABLE], TOOL, lang, {"TP02": CARD})

    assert not list(SCHEMA.iter_errors(log))


def test_schema_refuses_what_is_wrong():
    """The test above judges something."""
    log = as_sarif([FULL], TOOL)
    results_of(log)[0]["level"] = "fatal"

    assert ["fatal"] == [one.instance for one in SCHEMA.iter_errors(log)]


def test_sarif_result():
    first = results_of(as_sarif([FULL], TOOL))[0]
    location = first["locations"][0]

    assert ("TP02", "fail", "error") == (first["ruleId"], first["kind"], first["level"])
    assert first["partialFingerprints"]["touchpoint/v1"] == OPEN.fingerprint
    uri = "%D0%BC%D0%BE%D0%B8%20%D0%BF%D0%B5%D1%80%D0%B5%D1%87%D0%BD%D0%B8/trade.docx"
    assert location["physicalLocation"] == {"artifactLocation": {"uri": uri}}
    assert location["logicalLocations"] == [
        {
            "name": "открытая",
            "fullyQualifiedName": "Надзор / Визит / открытая",
            "kind": "touchpoint",
        }
    ]


def test_sarif_points_at_rules_and_clauses():
    run = as_sarif([FULL], TOOL, rules={"TP02": CARD})["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        for taxon in one.get("taxa", ()):
            taxonomy = run["taxonomies"][taxon["toolComponent"]["index"]]
            assert taxonomy["name"] == taxon["toolComponent"]["name"]
            assert taxonomy["taxa"][taxon["index"]]["id"] == taxon["id"]

    assert run["results"][0]["taxa"][0]["id"] == "procedure:4.1"
    (taxonomy,) = run["taxonomies"]
    assert len(FULL.result.clauses) == len(taxonomy["taxa"])
    cited = "п. 4.1 Порядка ведения (от 19.03.2024 № 27/01-01)"
    assert cited == taxonomy["taxa"][0]["shortDescription"]["text"]


def test_sarif_of_unverified_clauses():
    reviews = [one for one in results_of(as_sarif([FULL], TOOL)) if one["kind"] == "review"]

    assert ["none", "none"] == [one["level"] for one in reviews]
    assert reviews[0]["message"]["text"].endswith("не записано: какие точки ключевые.")
    assert ["procedure:2.3", "procedure:2.4"] == [one["taxa"][0]["id"] for one in reviews]


def test_sarif_of_a_baseline():
    states = [
        one.get("baselineState")
        for one in results_of(as_sarif([FULL], TOOL))
        if one["kind"] == "fail"
    ]
    assert ["new", "new", "new", "unchanged", "new", "new"] == states

    fresh = checked(report(OPEN))
    assert "baselineState" not in results_of(as_sarif([fresh], TOOL))[0]
    assert "new" == results_of(as_sarif([fresh], TOOL, baseline=True))[0]["baselineState"]


def test_sarif_of_places():
    line = finding("а", location=Location(process="п", line=231, table=2, table_row=5, cell="C5"))
    cell = finding("б", location=Location(process="п", sheet="Перечень", cell="D4:D6"))
    one, other = (
        each["locations"][0]
        for each in results_of(as_sarif([checked(report(line, cell))], TOOL))[:2]
    )

    assert {"startLine": 231} == one["physicalLocation"]["region"]
    assert "table/2/5/C5" == one["logicalLocations"][1]["fullyQualifiedName"]
    assert "region" not in other["physicalLocation"]
    assert "Перечень!D4:D6" == other["logicalLocations"][1]["fullyQualifiedName"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/c.json", "a%20b/c.json"),
        ("/tmp/ё.json", "file:///tmp/%D1%91.json"),
        ("C:\\reg\\c.json", "file:///C:/reg/c.json"),
        ("a:b.json", "a%3Ab.json"),
    ],
)
def test_sarif_uri(path, uri):
    (artifact,) = as_sarif([checked(report(), path)], TOOL)["runs"][0]["artifacts"]

    assert uri == artifact["location"]["uri"]


def test_sarif_tells_of_a_file_that_cannot_be_read():
    (invocation,) = as_sarif([UNREADABLE], TOOL)["runs"][0]["invocations"]

    assert invocation["executionSuccessful"] is False
    (told,) = invocation["toolExecutionNotifications"]
    assert ("error", "битый.docx: архив оборван") == (told["level"], told["message"]["text"])


# --- JUnit ---


def test_junit_counts():
    root = ET.fromstring(as_junit([FULL, UNREADABLE]))
    counts = [
        tuple(int(one.get(name)) for name in ("tests", "failures", "errors", "skipped"))
        for one in (root, *root)
    ]
    assert [(7, 2, 1, 3), (6, 2, 0, 3), (1, 0, 1, 0)] == counts


def test_junit_cases():
    told = {
        one.get("name").split()[0]: [child.tag for child in one]
        for one in cases_of(as_junit([FULL]))
    }
    assert told == {
        "4.1": ["failure", "system-out"],
        "4.2": [],
        "2.3": ["skipped"],
        "2.4": ["skipped"],
        "2.9": ["skipped"],
        "Об": ["failure"],
    }


def test_junit_says_why_it_skips():
    skipped = [
        one.find("skipped").get("message")
        for one in cases_of(as_junit([FULL]))
        if one.find("skipped") is not None
    ]
    assert skipped == [
        "Не записано: какие точки ключевые",
        "Нужно подтверждение ответственного лица",
        "под пункт ничего не подпадает",
    ]


def test_junit_does_not_fail_for_what_is_known():
    (first, *_) = cases_of(as_junit([checked(report(KNOWN, WAIVED, NOTE))]))

    assert ["system-out"] == [child.tag for child in first]


def test_junit_case_of_another_clause_that_a_finding_speaks_against():
    both_clauses = evolve(OPEN, against=("4.1", "4.2"))
    one, other, *_ = cases_of(as_junit([checked(report(both_clauses))]))

    assert both_clauses.message.ru in one.find("failure").text
    assert "см. п. 4.1" == other.find("failure").text


def test_junit_names_differ_between_files_of_one_agency():
    names = [
        (one.get("classname"), one.get("name"))
        for one in cases_of(as_junit([checked(report(OPEN), "а"), checked(report(OPEN), "б")]))
    ]
    assert len(names) == len({*names})


# --- real registers ---


@pytest.mark.parametrize("agency", ["administration", "agriculture", "culture", "trade"])
def test_reports_of_a_real_register(agency):
    by = tm.agency(agency)
    register = tm.read(HERE.parents[1] / "examples" / "registers" / "trade.json")
    result = tm.check(register, by, on=DAY).of_file("trade.json", "0" * 64)
    gists = {str(one.ref): one.gist for one in by.clauses}
    real = Checked("trade.json", result, by.title, by.acts, gists)
    log = as_sarif([real], TOOL)

    assert not list(SCHEMA.iter_errors(log))
    number = len(result.findings)
    assert number == len(page_of(real).find_class("finding"))
    assert number == sum(one["kind"] == "fail" for one in results_of(log))
    lines = as_markdown([real]).splitlines()
    assert number == sum(line.startswith("- **") for line in lines)
    printed = "\n".join(
        cases.findtext(tag) or ""
        for cases in cases_of(as_junit([real]))
        for tag in ("failure", "system-out")
    )
    assert Counter(one.message.ru for one in result.findings) == Counter(
        {one.message.ru: printed.count(f": {one.message.ru}\n") for one in result.findings}
    )
