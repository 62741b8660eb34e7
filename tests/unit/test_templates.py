"""Empty forms, opened with other hands."""

import io
import re
import zipfile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from touchpoint_model.formats.form import Form
from touchpoint_model.formats.headings import columns_in
from touchpoint_model.formats.table import Row, Table
from touchpoint_model.formats.writers.choices import EMPTY_ROWS, Choices
from touchpoint_model.formats.writers.template_docx import template_docx
from touchpoint_model.formats.writers.template_xlsx import template_xlsx

FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
COLUMNS = ("№", "Процесс", "Точка", "Потребности", "Особенности")
FILLED = Row(("1", "Проверка", "Портал", "жалоба", "–"), 2)
FORM = Form(
    "Перечень точек",
    (Table("Услуги", COLUMNS, (FILLED,)), Table("Контроль", COLUMNS, ())),
    "toy",
)
CHOICES = Choices(
    touchpoints=("Портал", "Почта", "МФЦ, «Мои документы»"),
    needs=("получение консультации", "иное"),
    channels=("цифровая точка", "офлайн-точка"),
    columns=tuple((name, f"Пояснение: {name}") for name in COLUMNS),
    title="Как заполнить",
)
BARE = Choices(touchpoints=(), needs=(), channels=(), columns=(), title="")


def workbook(form=FORM, choices=CHOICES):
    return openpyxl.load_workbook(io.BytesIO(template_xlsx(form, choices)))


def document(form=FORM, choices=CHOICES):
    return docx.Document(io.BytesIO(template_docx(form, choices)))


def offered(book, sheet):
    """What each range of a sheet offers."""
    told = {}
    for rule in sheet.data_validations.dataValidation:
        name, _, cells = book.defined_names[rule.formula1].attr_text.rpartition("!")
        found = book[name.strip("'")][cells.replace("$", "")]
        told[str(rule.sqref)] = [row[0].value for row in found]
    return told


def boxes(made, table=0):
    """The items of each box of a table, row by row."""
    rows = made.tables[table]._tbl.findall(qn("w:tr"))[1:]
    return [
        [
            [item.get(qn("w:value")) for item in cell.iter(qn("w:listItem"))]
            for cell in row.findall(qn("w:tc"))
        ]
        for row in rows
    ]


def test_a_workbook_has_forms_lists_and_explanations():
    book = workbook()

    assert book.sheetnames == ["1 Услуги", "2 Контроль", "Списки", "Как заполнить"]
    values = [list(row) for row in book["2 Контроль"].iter_rows(values_only=True)]
    assert values == [
        ["Контроль", *[None] * 4],
        list(COLUMNS),
        *[[None] * 5 for _ in range(EMPTY_ROWS)],
    ]


def test_a_workbook_suggests_and_does_not_insist():
    book = workbook()
    sheet = book["1 Услуги"]

    assert offered(book, sheet) == {
        "C4:C33": list(CHOICES.touchpoints),
        "D4:D33": list(CHOICES.needs),
        "E4:E33": list(CHOICES.channels),
    }
    rules = sheet.data_validations.dataValidation
    assert [bool(rule.showErrorMessage) for rule in rules] == [False] * 3
    assert [rule.errorStyle for rule in rules] == ["information"] * 3


def test_rows_of_a_workbook_grow_with_what_is_written():
    sheet = workbook()["1 Услуги"]

    assert [sheet.row_dimensions[at].height for at in range(4, 4 + EMPTY_ROWS)] == [
        None
    ] * EMPTY_ROWS
    assert sheet["A20"].border.left.style == "thin"
    assert sheet["A20"].alignment.wrap_text


def test_lists_longer_than_255_characters_are_ranges():
    many = tuple(f"Точка взаимодействия номер {at}" for at in range(300))
    book = workbook(choices=Choices(many, (), (), (), ""))

    assert offered(book, book["1 Услуги"]) == {"C4:C33": list(many)}


def test_lists_and_explanations_are_no_table_of_a_register():
    book = workbook()

    for name in ("Списки", "Как заполнить"):
        for row in book[name].iter_rows(values_only=True):
            assert len(columns_in([cell or "" for cell in row]).keys() - {"number"}) < 3


def test_explanations_stand_on_the_last_sheet():
    values = [list(row) for row in workbook()["Как заполнить"].iter_rows(values_only=True)]

    assert values == [["Как заполнить", None], *[list(one) for one in CHOICES.columns]]


@pytest.mark.parametrize("title", ["Списки", "1 Услуги", "1 УСЛУГИ", "[]:*?/\\", "'", "я" * 99])
def test_any_title_gives_a_sheet_of_its_own(title):
    choices = Choices(("а",), (), (), (("№", "номер"),), title)

    assert len({name.casefold() for name in workbook(choices=choices).sheetnames}) == 4


def test_lists_follow_their_columns():
    columns = ("№", "Процесс", "Потребности", "Точка", "Особенности")
    form = Form("", (Table("", columns, ()),), "toy")
    book = workbook(form)

    assert offered(book, book["Перечень"])["C2:C31"] == list(CHOICES.needs)
    assert boxes(document(form))[0][2:4] == [list(CHOICES.needs), list(CHOICES.touchpoints)]


def test_a_document_offers_the_choices_in_every_row():
    made = document()

    row = [[], [], list(CHOICES.touchpoints), list(CHOICES.needs), list(CHOICES.channels)]
    assert boxes(made) == [row] * EMPTY_ROWS
    assert boxes(made, 1) == [row] * EMPTY_ROWS
    numbers = [one.get(qn("w:val")) for one in made.element.iter(qn("w:id"))]
    assert len(set(numbers)) == len(numbers) == 2 * 3 * EMPTY_ROWS


def test_boxes_of_a_document_are_empty_yet():
    texts = document().element.body.xpath(".//w:sdt//w:t")

    assert {one.text.strip() for one in texts} == {""}
    assert len(document().element.body.xpath(".//w:sdtPr/w:showingPlcHdr")) == len(texts)


def test_a_document_explains_the_columns_on_a_page_of_their_own():
    made = document()

    told = [one for one in made.paragraphs if one.text]
    assert [one.text for one in told[3:]] == [
        "Как заполнить",
        *[f"{name} – {text}" for name, text in CHOICES.columns],
    ]
    assert told[3].paragraph_format.page_break_before


def test_word_is_offered_each_choice_once_and_none_too_long():
    choices = Choices(("а", " а ", "б" * 256, "", "в\nг"), (), (), (), "")

    assert boxes(document(choices=choices))[0][2] == ["а", "в г"]


def test_nothing_to_offer_is_an_empty_form():
    assert workbook(choices=BARE).sheetnames == ["1 Услуги", "2 Контроль"]
    assert offered(workbook(choices=BARE), workbook(choices=BARE)["1 Услуги"]) == {}
    assert boxes(document(choices=BARE)) == [[[]] * 5] * EMPTY_ROWS


@pytest.mark.parametrize("template", [template_docx, template_xlsx])
def test_the_same_choices_give_the_same_bytes(template, monkeypatch):
    first = template(FORM, CHOICES)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)

    assert template(FORM, CHOICES) == first


@pytest.mark.parametrize("template", [template_docx, template_xlsx])
def test_forms_carry_the_agency(template):
    with zipfile.ZipFile(io.BytesIO(template(FORM, CHOICES))) as packed:
        custom = etree.fromstring(packed.read("docProps/custom.xml"))

    assert [(one.get("name"), one[0].text) for one in custom] == [("touchpoint-agency", "toy")]


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_categories=[]), max_size=30))
def test_any_text_may_be_offered(text):
    """A choice is offered as it stands, on one line, and never runs as a formula."""
    choices = Choices((text,), (text,), (text,), ((text, text),), text)
    form = Form("", (Table("", COLUMNS, ()),), "toy")
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx(form, choices)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    items = boxes(document(form, choices))[0]

    assert "f" not in {cell.data_type for cell in cells}
    flat = " ".join(FORBIDDEN.sub("\ufffd", re.sub("\r\n?", "\n", text)).split())
    assert items[2:] == [[flat] if flat else []] * 3
