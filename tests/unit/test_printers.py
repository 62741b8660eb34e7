"""What the writers of documents print, read back with other hands."""

import csv
import io
import re
import zipfile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree, html

from touchpoint_model.formats.form import Form
from touchpoint_model.formats.table import Row, Table
from touchpoint_model.formats.writers.csv import print_csv
from touchpoint_model.formats.writers.docx import print_docx
from touchpoint_model.formats.writers.html import print_html
from touchpoint_model.formats.writers.printed import USUAL_COLUMNS
from touchpoint_model.formats.writers.sheet_names import sheet_name, sheet_names
from touchpoint_model.formats.writers.xlsx import print_xlsx
from touchpoint_model.model.errors import UsageError

PRINTERS = (print_csv, print_docx, print_html, print_xlsx)
COLUMNS = ("№", "Процесс", "Точка", "Потребности", "Особенности")
USUAL = [one.ru for one in USUAL_COLUMNS]
SERVICES = [
    ("1", "Выдача лицензий", "Портал", "получение лицензии", "цифровая точка"),
    (None, None, None, "получение копии", None),
    (None, None, "Почта", None, "офлайн-точка"),
    ("2", "Приём заявок", "Почта", "подача заявки", None),
]
CONTROL = [("1", "Проверка", "", "", "–")]
SST = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def table(heading, rows, columns=COLUMNS):
    return Table(heading, columns, tuple(Row(cells, at) for at, cells in enumerate(rows, 2)))


FORM = Form(
    "Перечень точек", (table("Государственные услуги", SERVICES), table("Контроль", CONTROL)), "toy"
)


def alone(text, title="Перечень"):
    """A form whose one row has a text in every cell."""
    return Form(title, (table("", [(text,) * 5]),), "toy")


def workbook(form, **options):
    return openpyxl.load_workbook(io.BytesIO(print_xlsx(form, **options)))


def values(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def document(form):
    return docx.Document(io.BytesIO(print_docx(form)))


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name)


def lines(form):
    return list(csv.reader(io.StringIO(print_csv(form).decode("utf-8-sig"), ""), delimiter=";"))


def shown(cell):
    """The text of an HTML cell."""
    return (cell.text or "") + "".join(
        ("\n" if one.tag == "br" else "") + (one.tail or "") for one in cell
    )


# Excel


def test_a_workbook_has_a_sheet_for_each_direction():
    book = workbook(FORM)

    assert book.sheetnames == ["1 Государственные услуги", "2 Контроль"]
    services, control = book.worksheets
    assert values(services)[:3] == [
        ["Перечень точек", None, None, None, None],
        ["Государственные услуги", None, None, None, None],
        list(COLUMNS),
    ]
    assert values(services)[3:] == [list(row) for row in SERVICES]
    assert values(control) == [
        ["Контроль", None, None, None, None],
        list(COLUMNS),
        ["1", "Проверка", None, None, "–"],
    ]


def test_a_workbook_merges_downwards():
    merged = {str(one) for one in workbook(FORM).worksheets[0].merged_cells.ranges}

    assert merged == {"A1:E1", "A2:E2", "A4:A6", "B4:B6", "C4:C5", "D5:D6", "E4:E5", "E6:E7"}


def test_a_workbook_prints_on_a4_landscape_with_headings_on_each_page():
    sheet = workbook(FORM).worksheets[0]

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.print_area == "'1 Государственные услуги'!$A$1:$E$7"
    assert sheet.freeze_panes == "A4"
    assert "&P" in sheet.oddFooter.center.text


def test_a_workbook_wraps_texts_from_the_top_in_boxes():
    cell = workbook(FORM).worksheets[0]["D4"]

    assert (cell.alignment.wrap_text, cell.alignment.vertical) == (True, "top")
    assert (cell.font.name, cell.border.left.style, cell.border.bottom.style) == (
        "Times New Roman",
        "thin",
        "thin",
    )


def test_a_title_over_the_first_table_alone_is_printed_once():
    form = Form("Перечень", (table("Перечень", CONTROL),), "toy")

    assert values(workbook(form).active)[:2] == [["Перечень", *[None] * 4], list(COLUMNS)]
    assert workbook(form).sheetnames == ["Перечень"]
    assert workbook(form, lang="en").sheetnames == ["Register"]


def test_a_merged_cell_is_as_high_as_its_text():
    long = "Проведение профилактических мероприятий в виде информирования " * 6
    rows = [("1", long, "Портал", "а", "б"), *[(None, None, None, "в", None)] * 2]
    sheet = workbook(Form("Перечень", (table("", rows),), "toy")).active

    heights = [sheet.row_dimensions[at].height for at in (3, 4, 5)]
    assert sum(heights) >= len(long) / 28 * 15


def test_a_cell_too_long_for_excel_is_told():
    whole = "ж" * 32_767

    assert workbook(alone(whole)).active["C3"].value == whole
    for longer in (whole + "ж", "\N{GRINNING FACE}" * 16_384):
        with pytest.raises(UsageError) as told:
            print_xlsx(alone(longer))
        assert "32767" in told.value.say("ru")


@pytest.mark.parametrize("text", ["=1+1", "+7 812", "-", "@sum", "{=1}", "http://a.b", "1", "0017"])
def test_no_text_becomes_a_formula_a_number_or_a_link(text):
    cells = workbook(alone(text)).active[3]

    assert [(cell.data_type, cell.value, cell.hyperlink) for cell in cells] == [
        ("s", text, None)
    ] * 5


def test_names_of_sheets_are_short_allowed_and_different():
    headings = ["Точки [а]: б/в*?\\ " + "очень длинное название " * 3, "Иное [а]: б/в*?\\ г", ""]
    names = sheet_names(headings, "ru")

    assert names == ["1 Точки а б в очень длинное…", "2 Иное а б в г", "3 Перечень"]
    assert sheet_names(["в рамках услуг", "в рамках надзора"], "ru") == ["1 услуг", "2 надзора"]
    assert sheet_name("'" * 3) == ""


# Word


def test_a_document_has_title_headings_and_tables_in_order():
    made = document(FORM)

    told = [(one.style.name, one.text) for one in made.paragraphs if one.text]
    assert told == [
        ("Title", "Перечень точек"),
        ("Heading 1", "Государственные услуги"),
        ("Heading 1", "Контроль"),
    ]
    kinds = [one.tag.rpartition("}")[2] for one in made.element.body]
    assert kinds == ["p", "p", "tbl", "p", "tbl", "p", "sectPr"]


def test_a_document_merges_downwards():
    first = document(FORM).tables[0]

    cells = [
        [
            (cell.find(f".//{qn('w:vMerge')}"), "".join(one.text for one in cell.iter(qn("w:t"))))
            for cell in row
        ]
        for row in ([*row._tr.iterchildren(qn("w:tc"))] for row in first.rows[1:])
    ]
    merged = [
        [None if mark is None else mark.get(qn("w:val"), "continue") for mark, _ in row]
        for row in cells
    ]
    assert merged == [
        ["restart", "restart", "restart", None, "restart"],
        ["continue", "continue", "continue", "restart", "continue"],
        ["continue", "continue", None, "continue", "restart"],
        [None, None, None, None, "continue"],
    ]
    assert [[text for _, text in row] for row in cells] == [
        [cell or "" for cell in row] for row in SERVICES
    ]


def test_a_document_prints_on_a4_landscape_with_headings_on_each_page():
    made = document(FORM)
    section = made.sections[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert section.orientation == docx.enum.section.WD_ORIENT.LANDSCAPE
    assert made.tables[0].rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert len(made.tables[0]._tbl.findall(f".//{qn('w:cantSplit')}")) == 5
    assert "PAGE" in section.footer._element.find(f".//{qn('w:fldSimple')}").get(qn("w:instr"))
    widths = [int(one.get(qn("w:w"))) for one in made.tables[0]._tbl.tblGrid]
    room = section.page_width.twips - section.left_margin.twips - section.right_margin.twips
    assert sum(widths) <= room


def test_breaks_and_tabs_are_words_own():
    cell = document(alone("а\nб\tв")).tables[0].rows[1]._tr.find(qn("w:tc"))

    kinds = [one.tag.rpartition("}")[2] for one in cell.find(f".//{qn('w:r')}")]
    assert kinds == ["t", "br", "t", "tab", "t"]
    assert document(alone("а\nб\tв")).tables[0].cell(1, 2).text == "а\nб\tв"


def test_two_tables_without_headings_stay_two():
    form = Form("Перечень", (table("", CONTROL), table("", CONTROL)), "toy")

    assert len(document(form).tables) == 2


# HTML


def test_a_page_has_title_headings_and_tables_in_order():
    page = html.fromstring(print_html(FORM))

    told = [(one.tag, one.text) for one in page.iter("h1", "h2")]
    assert told == [("h1", "Перечень точек"), ("h2", "Государственные услуги"), ("h2", "Контроль")]
    assert [one.text for one in page.find(".//thead").iter("th")] == list(COLUMNS)
    assert {one.get("scope") for one in page.iter("th")} == {"col"}


def test_a_page_merges_downwards():
    first = html.fromstring(print_html(FORM)).find(".//tbody")

    assert [[(one.text, one.get("rowspan")) for one in row] for row in first] == [
        [
            ("1", "3"),
            ("Выдача лицензий", "3"),
            ("Портал", "2"),
            ("получение лицензии", None),
            ("цифровая точка", "2"),
        ],
        [("получение копии", "2")],
        [("Почта", None), ("офлайн-точка", "2")],
        [("2", None), ("Приём заявок", None), ("Почта", None), ("подача заявки", None)],
    ]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_page_stands_alone(lang):
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}'
    form = Form(hostile, (table(hostile, [(hostile,) * 5], (hostile,) * 5),), hostile)
    page = html.fromstring(print_html(form, lang))

    assert page.get("lang") == lang
    assert {one.tag for one in page.iter()}.isdisjoint({"script", "img", "link", "iframe", "a"})
    assert "url(" not in page.find(".//style").text
    assert "@import" not in page.find(".//style").text
    assert [one.text for one in page.iter("td")] == [hostile] * 5


def test_cells_whose_spaces_count_say_so():
    page = html.fromstring(
        print_html(Form("", (table("", [("а б", "а  б", "а\tб", "а", "")]),), ""))
    )

    kept = "white-space: pre-wrap"
    assert [one.get("style") for one in page.iter("td")] == [None, kept, kept, None, None]


# CSV


def test_csv_is_told_row_by_row():
    assert lines(FORM) == [
        ["Перечень точек"],
        ["Государственные услуги"],
        list(COLUMNS),
        ["1", "Выдача лицензий", "Портал", "получение лицензии", "цифровая точка"],
        ["", "", "", "получение копии", ""],
        ["", "", "Почта", "получение копии", "офлайн-точка"],
        ["2", "Приём заявок", "Почта", "подача заявки", "офлайн-точка"],
        [],
        ["Контроль"],
        list(COLUMNS),
        ["1", "Проверка", "", "", "–"],
    ]


def test_csv_repeats_a_point_that_spans_two_processes():
    rows = [("1", "а", "Портал", "в", "г"), ("2", "б", None, None, None)]

    assert lines(Form("", (table("", rows),), "toy"))[2] == ["2", "б", "Портал", "в", "г"]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "'=1", "''-"])
def test_csv_puts_an_apostrophe_before_what_would_run(text):
    assert lines(alone(text))[2] == ["'" + text] * 5


@pytest.mark.parametrize("text", ["'а'", "1=1", "а\n=1", "'"])
def test_csv_leaves_other_text_alone(text):
    assert lines(alone(text))[2] == [text] * 5


# All


@pytest.mark.parametrize("printer", PRINTERS)
def test_the_same_form_gives_the_same_bytes(printer, monkeypatch):
    first = printer(FORM)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)

    assert printer(FORM) == first


@pytest.mark.parametrize("printer", [print_docx, print_xlsx])
def test_packed_parts_tell_no_hour_and_no_author(printer):
    with zipfile.ZipFile(io.BytesIO(printer(FORM))) as packed:
        hours = {one.date_time for one in packed.infolist()}
        core = etree.fromstring(packed.read("docProps/core.xml"))

    assert hours == {(1980, 1, 1, 0, 0, 0)}
    told = {one.tag.rpartition("}")[2]: one.text for one in core}
    assert told["title"] == "Перечень точек"
    assert not told["creator"]
    assert not told["lastModifiedBy"]
    assert told["created"] == told["modified"] == "2000-01-01T00:00:00Z"


@pytest.mark.parametrize("printer", [print_docx, print_xlsx])
def test_documents_carry_the_agency(printer):
    custom = etree.fromstring(part(printer(FORM), "docProps/custom.xml"))

    assert [(one.get("name"), one[0].text) for one in custom] == [("touchpoint-agency", "toy")]


def test_pages_carry_the_agency():
    found = html.fromstring(print_html(FORM)).find('.//meta[@name="touchpoint-agency"]')

    assert found.get("content") == "toy"


@pytest.mark.parametrize("columns", [(), ("а", "б"), ("а",) * 7, ("", " ", "", "", "")])
def test_columns_that_are_not_five_get_their_usual_names(columns):
    form = Form("", (table("", CONTROL, columns),), "toy")

    assert lines(form)[0] == USUAL
    assert values(workbook(form).active)[0] == USUAL
    assert [cell.text for cell in document(form).tables[0].rows[0].cells] == USUAL
    assert [one.text for one in html.fromstring(print_html(form)).iter("th")] == USUAL


def test_cells_stand_under_their_columns_in_whatever_order():
    columns = ("№", "Процесс", "Потребности", "Точка", "Особенности")
    form = Form("", (table("", SERVICES, columns),), "toy")
    expected = ["1", "Выдача лицензий", "получение лицензии", "Портал", "цифровая точка"]

    assert lines(form)[:2] == [list(columns), expected]
    assert values(workbook(form).active)[:2] == [list(columns), expected]
    assert [cell.text for cell in document(form).tables[0].rows[1].cells] == expected
    assert [one.text for one in html.fromstring(print_html(form)).iter("td")][:5] == expected


@pytest.mark.parametrize("printer", PRINTERS)
def test_a_register_without_tables_is_printed_too(printer):
    assert printer(Form("Перечень", (), ""))


# Hostile text

SIGNS = st.one_of(
    st.characters(exclude_categories=[]),
    st.sampled_from("\r\n\t\x00\x0b\x1f\x85\u2028\u200f\ufeff\ufffe\uffff\ud800<>&\"'|;=_x0D"),
)
TEXTS = st.one_of(
    st.text(SIGNS, max_size=40),
    st.lists(
        st.sampled_from(["_x000D_", "x000d_", "_x005F_", "<r>", "</r>", "<t>", "_", "&amp;", "ё"]),
        max_size=6,
    ).map("".join),
)
FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def held(text):
    """What a file holds of a text."""
    return FORBIDDEN.sub("\ufffd", re.sub("\r\n?", "\n", text))


def decoded(text):
    """A string of Excel's: `_xHHHH_` is a sign."""
    return re.sub("_x([0-9a-fA-F]{4})_", lambda code: chr(int(code[1], 16)), text or "")


def excel_strings(data):
    shared = [
        "".join(decoded(run.text) for run in one.iter(f"{SST}t"))
        for one in etree.fromstring(part(data, "xl/sharedStrings.xml"))
    ]
    sheet = etree.fromstring(part(data, "xl/worksheets/sheet1.xml"))
    assert not list(sheet.iter(f"{SST}f"))
    found = {}
    for cell in sheet.iter(f"{SST}c"):
        value = cell.find(f"{SST}v")
        found[cell.get("r")] = "" if value is None else shared[int(value.text)]
    return found


@settings(deadline=None, max_examples=150)
@given(TEXTS)
@example("_x000D_x000D_")
@example("<r><t>a</t></r>")
@example("<r>_x000D_</r>")
@example("<r></r>")
def test_a_workbook_holds_any_text(text):
    """Every text comes back from a cell of a workbook, merged or not, and no formula with it."""
    form = Form(text, (table("", [(text,) * 5, (None, text, None, text, None)]),), text)
    found = excel_strings(print_xlsx(form))

    first = 3 if held(text).strip() else 2
    cells = [found[f"{column}{first}"] for column in "ABCDE"]
    assert cells == [held(text)] * 5


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_a_document_holds_any_text(text):
    """Every text comes back from a cell, a heading and the title of a document."""
    made = document(Form(text, (table(text + "!", [(text,) * 5]),), text))

    assert made.tables[0].rows[1].cells[2].text == held(text)
    assert [one.text for one in made.paragraphs if one.style.name == "Heading 1"] == [
        held(text + "!")
    ]


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_a_page_holds_any_text(text):
    """Every text comes back from a cell of a page."""
    parser = html.HTMLParser(encoding="utf-8")
    page = html.fromstring(print_html(Form(text, (table("", [(text,) * 5]),), text)), parser=parser)

    assert [shown(one) for one in page.iter("td")] == [held(text)] * 5
    assert page.find('.//meta[@name="touchpoint-agency"]').get("content") == held(text)


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_csv_holds_any_text(text):
    """Every text comes back from a cell, but for one apostrophe before what would run."""
    row = lines(Form("", (table("", [(text,) * 5]),), ""))[1]

    found = [cell[1:] if re.match(r"'+[=+\-@\t\r]", cell) else cell for cell in row]
    assert found == [held(text)] * 5
    assert not [cell for cell in row if cell[:1] in set("=+-@\t\r") - {""}]
