"""`touchpoint template`: empty forms that open, offer the agency's words, and read back filled in."""

import json
import re
from pathlib import Path

import docx
import openpyxl
import pytest
from attrs import evolve
from one_child import in_one_child

import touchpoint_model as tm
from touchpoint_model.forms import template

AGENCIES = ("administration", "agriculture", "culture", "trade")
KINDS = ("xlsx", "docx")
LANGUAGES = ("ru", "en")
FORMS = [(agency, kind, lang) for agency in AGENCIES for kind in KINDS for lang in LANGUAGES]
ASKED = [("culture", "docx", "ru"), ("trade", "docx", "en"), ("trade", "xlsx", "ru")]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# as the form explains: what goes on is not repeated
ROWS = (
    ("1", "Приём заявлений", "{0}", "{1}", "{2}"),
    (None, None, None, "узнать сроки; узнать цену", None),
    (None, None, "Ярмарка на площади", "{1}", "{2}"),
    ("2", "Приём жалоб", "{0}", "{1}", "{2}"),
)


def named(agency: str, kind: str, lang: str, stem: str = "form") -> str:
    return f"{stem}-{agency}-{lang}.{kind}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    (folder / "kept.docx").write_text("old")
    return folder


@pytest.fixture(scope="module")
def made(touchpoint, folder):
    """Each form: some by the command, all others by what it calls."""
    asked = {one: ("template", named(*one), "--agency", one[0], "--lang", one[2]) for one in ASKED}
    for agency, kind, lang in FORMS:
        path = folder / named(agency, kind, lang)
        path.write_bytes(template(tm.agency(agency), kind, lang))
    by_hand = {one: (folder / named(*one)).read_bytes() for one in ASKED}
    return evolve(touchpoint, cwd=folder).each(asked), by_hand


def listed(agency: str, lang: str) -> tuple[list[str], list[str], list[str]]:
    """Points, needs and channels, by the agency's vocabulary.

    Bare types are not offered where particulars that only repeat them break the ordinance.
    """
    vocabulary = tm.agency(agency).vocabulary
    points = vocabulary.listed or vocabulary.scheme("touchpoint")
    schemes = (points, vocabulary.scheme("need"), vocabulary.scheme("channel"))
    first, second, third = ([one.label[lang] for one in scheme] for scheme in schemes)
    return first, second, [] if agency == "administration" else third


def directions(agency: str, lang: str) -> list[str]:
    return [one.label[lang] for one in tm.agency(agency).vocabulary.scheme("direction")]


@pytest.mark.parametrize("one", ASKED, ids="-".join)
def test_a_form_is_made_in_silence(made, folder, one):
    runs, by_hand = made

    assert (0, "", "") == (runs[one].code, runs[one].out, runs[one].err)
    assert by_hand[one] == (folder / named(*one)).read_bytes()


def sheets(book) -> list:
    """The sheets that are to be filled in."""
    return [sheet for sheet in book if sheet.data_validations.dataValidation]


def offered(book, sheet) -> dict[str, list[str]]:
    """By the letter of a column, what its cells offer."""
    told = {}
    for rule in sheet.data_validations.dataValidation:
        name, _, cells = book.defined_names[rule.formula1].attr_text.rpartition("!")
        found = book[name.strip("'")][cells.replace("$", "")]
        rows = found if isinstance(found, tuple) else ((found,),)
        told[str(rule.sqref)[0]] = [row[0].value for row in rows]
    return told


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("agency", AGENCIES)
def test_a_workbook_offers_the_words_of_its_agency(made, folder, agency, lang):
    book = openpyxl.load_workbook(folder / named(agency, "xlsx", lang))
    points, needs, channels = listed(agency, lang)
    expected = {
        letter: words
        for letter, words in zip("CDE", (points, needs, channels), strict=True)
        if words
    }

    assert points
    assert needs
    assert len(sheets(book)) == max(1, len(directions(agency, lang)))
    assert [expected] * len(sheets(book)) == [offered(book, one) for one in sheets(book)]
    for sheet in sheets(book):
        assert all(
            not rule.showErrorMessage or rule.errorStyle in ("warning", "information")
            for rule in sheet.data_validations.dataValidation
        )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("agency", AGENCIES)
def test_a_document_offers_the_words_of_its_agency(made, folder, agency, lang):
    document = docx.Document(str(folder / named(agency, "docx", lang)))
    words = dict(zip((2, 3, 4), listed(agency, lang), strict=True))
    tables = [one for one in document.tables if next(one._tbl.iter(f"{W}sdt"), None) is not None]

    assert len(tables) == max(1, len(directions(agency, lang)))
    for table in tables:
        for row in table._tbl.findall(f"{W}tr")[1:]:
            for column, cell in enumerate(row.findall(f"{W}tc")):
                items = [one.get(f"{W}displayText") for one in cell.iter(f"{W}listItem")]
                assert len(items) == len(words.get(column, ()))
                assert all(  # Word takes only so much
                    item == word or (len(word) > 60 and item[:40] == word[:40])
                    for item, word in zip(items, words.get(column, ()), strict=True)
                )


@pytest.mark.parametrize("one", FORMS, ids="-".join)
def test_a_form_is_explained_in_its_language(made, folder, one):
    agency, kind, lang = one
    text = text_of(folder / named(*one), kind)
    title = tm.agency(agency).title[lang]

    assert title in text
    assert all(heading in text for heading in directions(agency, lang))
    if lang == "en":
        assert not re.search("[а-яё]", text)


def text_of(path: Path, kind: str) -> str:
    if kind == "docx":
        body = docx.Document(str(path)).element.body
        return "\n".join("".join(one.itertext()) for one in body.iter(f"{W}p"))
    book = openpyxl.load_workbook(path)
    return "\n".join(
        str(value)
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if value
    )


@pytest.mark.parametrize("one", FORMS, ids="-".join)
def test_an_empty_form_reads_as_an_empty_register_of_its_agency(made, folder, one):
    agency, _, lang = one
    register = tm.read(folder / named(*one))
    headings = directions(agency, lang)

    assert agency == register.agency
    assert [] == list(register.entries)
    assert len(register.directions) == max(1, len(headings))
    assert [] == [name for name in headings if name not in [d.name for d in register.directions]]
    assert () == register.readings


def filled(path: Path, kind: str, agency: str, lang: str, out: Path) -> None:
    """The form with a few rows in its first table, as a clerk fills it in."""
    points, needs, channels = listed(agency, lang)
    words = (points[0], needs[0], channels[0] if channels else "–")
    rows = [[cell and cell.format(*words) for cell in row] for row in ROWS]
    if kind == "xlsx":
        book = openpyxl.load_workbook(path)
        sheet = sheets(book)[0]
        first = int(re.search(r"\d+", str(sheet.data_validations.dataValidation[0].sqref))[0])
        for at, row in enumerate(rows, first):
            for column, cell in enumerate(row, 1):
                sheet.cell(at, column).value = cell
        book.save(out)
        return
    document = docx.Document(str(path))
    table = next(one for one in document.tables if next(one._tbl.iter(f"{W}sdt"), None) is not None)
    for line, row in zip(table._tbl.findall(f"{W}tr")[1:], rows, strict=False):
        for place, cell in zip(line.findall(f"{W}tc"), row, strict=True):
            if cell is not None:
                write(place, cell)
    document.save(str(out))


def write(place, text: str) -> None:
    """As Word does it: in the box, which shows no prompt any longer."""
    prompt = next(place.iter(f"{W}showingPlcHdr"), None)
    if prompt is None:
        docx.table._Cell(place, None).paragraphs[0].add_run(text)
        return
    prompt.getparent().remove(prompt)
    next(place.iter(f"{W}t")).text = text


@pytest.fixture(scope="module")
def checked(touchpoint, folder, made):
    """Every form filled in and checked."""
    for agency, kind, lang in FORMS:
        path = folder / named(agency, kind, lang)
        filled(path, kind, agency, lang, folder / named(agency, kind, lang, "filled"))
    names = [named(*one, "filled") for one in FORMS]
    ran = evolve(touchpoint, cwd=folder)("check", *names, "--on", "2024-04-01", "--format", "json")
    return ran, dict(zip(FORMS, json.loads(ran.out), strict=True))


@pytest.mark.parametrize("one", FORMS, ids="-".join)
def test_a_filled_in_form_is_read_as_it_was_filled_in(checked, folder, one):
    agency, _, lang = one
    register = tm.read(folder / named(*one, "filled"))
    points, needs, _ = listed(agency, lang)
    first = register.directions[0]

    assert ["1", "2"] == [process.number for process in first.processes]
    assert ["Приём заявлений", "Приём жалоб"] == [process.name for process in first.processes]
    assert [
        (points[0], [needs[0], "узнать сроки", "узнать цену"]),
        ("Ярмарка на площади", [needs[0]]),
        (points[0], [needs[0]]),
    ] == [
        (
            entry.cell or entry.printed or register.touchpoint(entry).name,
            [n.text for n in entry.needs],
        )
        for process in first.processes
        for entry in distinct(process.entries)
    ]
    assert [] == [
        entry for other in register.directions[1:] for p in other.processes for entry in p.entries
    ]
    assert () == register.readings


def distinct(entries):
    """Entries, those of one cell of several points once."""
    seen = set()
    for entry in entries:
        key = (entry.cell, entry.source.cell)
        if entry.cell is None or key not in seen:
            yield entry
        seen.add(key)


@pytest.mark.parametrize("one", FORMS, ids="-".join)
def test_a_filled_in_form_is_checked(checked, one):
    ran, reports = checked

    assert ran.code in (0, 1)
    assert "" == ran.err
    assert one[0] == reports[one]["agency"]
    assert "error" not in reports[one]


@pytest.mark.parametrize(("agency", "kind"), [(one, kind) for one in AGENCIES for kind in KINDS])
def test_what_the_form_offers_is_what_the_check_knows(checked, agency, kind):
    """A point, a need and a channel chosen from the lists raise no fault of recognition."""
    findings = checked[1][agency, kind, "ru"]["findings"]
    points, needs, _ = listed(agency, "ru")
    about = [
        one["code"]
        for one in findings
        if one["location"]["touchpoint"] == points[0]
        and one["location"]["need"] in (None, needs[0])
    ]

    assert {"TP01", "TP02", "TP04", "ND02", "CH01", "CH02"}.isdisjoint(about)


REFUSED = {
    "html": ("form.html", "--agency", "trade"),
    "json": ("form.json", "--agency", "trade"),
    "pdf": ("form.pdf", "--agency", "trade"),
    "none": ("form", "--agency", "trade"),
    "no-agency": ("kept.docx",),
    "unknown-agency": ("kept.docx", "--agency", "nowhere"),
    "no-folder": ("nowhere/form.docx", "--agency", "trade"),
    "language": ("kept.docx", "--agency", "trade", "--lang", "de"),
}


@pytest.fixture(scope="module")
def refused(touchpoint, folder, made):
    before = set(folder.iterdir())
    ran = in_one_child(
        evolve(touchpoint, cwd=folder), {name: ("template", *one) for name, one in REFUSED.items()}
    )
    return ran, set(folder.iterdir()) - before


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_request_is_refused(refused, name):
    ran = refused[0][name]

    assert (2, "", 1) == (ran.code, ran.out, len(ran.err.splitlines()))


@pytest.mark.parametrize("name", ["html", "json", "pdf", "none"])
def test_only_the_formats_of_forms_are_offered(refused, name):
    err = refused[0][name].err

    assert ".xlsx" in err
    assert ".docx" in err
    assert ".csv" not in err


def test_a_wrong_request_writes_nothing(refused, folder):
    assert set() == refused[1]
    assert "old" == (folder / "kept.docx").read_text()
