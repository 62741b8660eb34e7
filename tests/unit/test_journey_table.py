"""The journey map as a table: rows, and the documents that are read back."""

import io
import struct
import zlib
from datetime import date

import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

import touchpoint_model as tm
from touchpoint_model.model.draft import journey, parallel, phase, step
from touchpoint_model.model.errors import UsageError
from touchpoint_model.model.experience import Experience, Satisfaction, Scale
from touchpoint_model.model.findings import Finding, Location, Severity
from touchpoint_model.model.journeys import JourneyKind, LifeSituation
from touchpoint_model.model.stations import stations
from touchpoint_model.model.text import Text
from touchpoint_model.model.view import View
from touchpoint_model.render.journey_table import as_docx, as_markdown, as_xlsx, marked, table_of
from touchpoint_model.render.journey_table.widths import widths_of

from .building import entry, process, register

FIVE = Scale(1, 5, 4)


def pixel() -> bytes:
    """A picture of one dot, as PNG."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        checked = kind + body
        return struct.pack(">I", len(body)) + checked + struct.pack(">I", zlib.crc32(checked))

    size = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    dots = zlib.compress(b"\x00\xff")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def fair():
    """Asks, applies or gives up, waits for two checks, gets a place or a refusal."""
    return journey(
        "fair",
        "Место на ярмарке",
        phase(
            "Узнаёт",
            step(
                "ask",
                "=звонит",
                at="телефон",
                process="Ярмарки",
                hours=0.5,
                waits=48,
                transfers=3,
                need="условия",
                pains=("долго", "не туда"),
                experience=Experience(FIVE, emotional=2.5, respondents=40),
            ),
            step(
                "apply",
                "подаёт",
                at="сайт",
                channel="digital",
                process="Ярмарки",
                hours=1,
                then={"sent": {"probability": 0.9, "condition": "есть подпись"}},
            ),
        ),
        phase(
            "Ждёт",
            *[
                parallel(
                    step("sent", "регистрирует", actor="специалист", visible=False),
                    step("check", "проверяет", actor="специалист", hours=2, visible=False),
                    step("visit", "выезжает", actor="инспектор", waits=24),
                    last=step("decide", "решает", actor="комиссия", then={"get": 0.8, "no": 0.2}),
                )
            ],
        ),
        phase(
            "Получает",
            step(
                "get",
                "получает место",
                at="телефон",
                process="Ярмарки",
                satisfies=True,
                then=(),
                satisfaction=Satisfaction(FIVE, ((5, 6), (4, 2), (1, 2))),
            ),
            step("no", "узнаёт об отказе", outcome="отказ", then=()),
        ),
        need="место",
        segments=("farmers",),
        situation=LifeSituation("открываю дело", proactive=True),
        kind=JourneyKind.ACTUAL,
    )


def finding(code, severity=Severity.ERROR, **at):
    return Finding(
        code,
        "rule",
        severity,
        Text("что не так", "what is wrong"),
        Text("исправьте", "mend it"),
        code,
        Location(**at),
        act="procedure",
        clause="2.6",
    )


def places(told):
    held = register(process("Ярмарки", entry("телефон")))
    return stations(told, View(held, tm.Vocabulary("toy", ())))


def laid(lang="ru", findings=(), **further):
    told = fair()
    return table_of(told, places(told), findings, lang, **further)


def test_a_row_a_step_in_the_order_of_reading():
    table = laid()

    assert ("1", "2", "3", "4", "5", "6", "7", "8") == table.column("number")
    assert [one.id for one in fair().steps] == [row.step for row in table.rows]


def test_cells_of_a_phase_are_merged():
    table = laid()

    assert ("Узнаёт", None, "Ждёт", None, None, None, "Получает", None) == table.column("phase")
    assert ((0, 2), (2, 4), (6, 2)) == table.spans


def test_a_point_that_the_register_lacks_is_said_to_be_lacking():
    places_told = laid("en").column("touchpoint")

    assert ("телефон", "сайт\n(not in the register)") == places_told[:2]
    assert ("—", "at no point") == (places_told[2], places_told[7])


def test_times_are_told_apart_and_unknown_ones_said():
    times = [one.replace("\xa0", " ") for one in laid("en").column("time")]

    assert "work 30 min\nwaiting 2 days" == times[0]
    assert "not stated" == times[6]
    assert any("stated: 4" in one for one in laid("en").facts)


def test_experience_comes_with_its_sample():
    told = laid("en").column("experience")

    assert "emotional 2.5 of 5\nn = 40" == told[0]
    assert "satisfied 80% (marks from 4 of 5)\nn = 10" == told[6]


def test_experience_without_a_sample_says_so():
    felt = Experience(FIVE, emotional=2)
    told = journey("j", "Путь", phase("", step("a", "ждёт", experience=felt)))

    assert ("emotional 2 of 5\nn unknown",) == table_of(told, lang="en").column("experience")


def test_what_comes_next_has_chances_conditions_and_ends():
    told = laid("en").column("next")

    assert "→ step 2" == told[0]
    assert "→ step 3: 90%, есть подпись\n10% give up here" == told[1]
    assert "all ways at once:\n→ step 4\n→ step 5" == told[2]
    assert "begins when all ways have come\n→ step 7: 80%\n→ step 8: 20%" == told[5]
    assert ("The need is satisfied", "Outcome: отказ") == told[6:]


def test_the_agency_s_steps_and_the_hidden_ones_are_marked():
    table = laid("en")

    assert [True, True, False, False, False, False, True, True] == [one.own for one in table.rows]
    assert [3, 4] == [at for at, one in enumerate(table.rows, 1) if not one.visible]
    assert "специалист\n(out of the client’s sight)" == table.column("actor")[2]


def test_columns_that_no_step_fills_are_left_out_and_named():
    told = journey("j", "Путь", phase("", step("a", "идёт", at="сайт")))
    table = table_of(told, lang="en")

    assert {"transfers", "experience", "pains", "marks", "need"}.isdisjoint(table.keys)
    assert ("Stated for no step: transfers, experience, pains.",) == table.remarks


def test_one_process_of_all_steps_is_a_fact_and_no_column():
    told = journey("j", "Путь", phase("", step("a", "идёт", at="сайт", process="Ярмарки")))
    table = table_of(told, lang="en")

    assert "process" not in table.keys
    assert "Process: Ярмарки" in table.facts


def test_a_finding_stands_at_its_step_and_below_in_full():
    table = laid("en", [finding("SV01", journey="fair", step="ask")])

    assert "SV01, clause 2.6" == table.column("marks")[0]
    assert "Step 1. SV01, clause 2.6 (error): what is wrong" in table.remarks


def test_findings_find_their_steps():
    told = fair()
    of_step = finding("A", journey="fair", step="get")
    of_journey = finding("B", journey="fair")
    of_point = finding("C", process="ярмарки;", touchpoint="Телефон")
    of_process = finding("D", process="Ярмарки")
    strange = [
        finding("E", journey="other", step="ask"),
        finding("F", process="Выставки", touchpoint="телефон"),
        finding("G"),
    ]
    marks, below = marked(told, places(told), [of_step, of_journey, of_point, of_process, *strange])

    assert {"ask": [of_point], "get": [of_step, of_point]} == {
        step: found for step, found in marks.items() if found
    }
    assert [of_journey, of_process] == below


def test_segments_go_by_their_names_where_they_are_known():
    assert "Segments: аграрии" in laid("en", segments={"farmers": "аграрии"}).facts


def test_both_languages_lay_out_the_same():
    ru, en = laid("ru"), laid("en")

    assert ru.keys == en.keys
    assert [row.step for row in ru.rows] == [row.step for row in en.rows]
    assert not set(ru.columns) & (set(en.columns) - {"№"})


def test_markdown_is_one_table_of_escaped_cells():
    told = journey("j", "A|B", phase("x", step("a", "см. https://x.ru\n| *все* <b>", at="a@b.ru")))
    lines = as_markdown(table_of(told, lang="en")).splitlines()
    table = [one for one in lines if one.startswith("|")]

    assert "## A\\|B" == lines[0]
    assert 3 == len(table)
    assert r"см. https\://x.ru<br>\| \*все\* \<b\>" in table[2]
    assert r"a\@b.ru" in table[2]
    assert 1 == len({one.replace("\\|", "").count("|") for one in table})


def word(**further):
    return docx.Document(io.BytesIO(as_docx(laid(), **further)))


def test_docx_reads_back_as_it_was_laid_out():
    table, read = laid(), word().tables[0]

    assert list(table.columns) == [cell.text for cell in read.rows[0].cells]
    for row, printed in zip(table.rows, read.rows[1:], strict=True):
        assert list(row.cells[1:]) == [cell.text for cell in printed.cells[1:]]


def test_docx_merges_phases_repeats_its_head_and_lies_across():
    document = word()
    read, section = document.tables[0], document.sections[0]
    phases = [row.cells[0].text for row in read.rows[1:]]

    assert ["Узнаёт"] * 2 + ["Ждёт"] * 4 + ["Получает"] * 2 == phases
    assert read.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert WD_ORIENT.LANDSCAPE == section.orientation
    assert 297 == round(section.page_width / Mm(1))


def test_docx_shades_what_the_client_does_not_see():
    read = word().tables[0]
    shaded = [
        at
        for at, row in enumerate(read.rows[1:], 1)
        if row._tr.tc_lst[1].tcPr.find(qn("w:shd")) is not None
    ]

    assert [3, 4] == shaded


def test_docx_has_the_picture_only_when_it_is_given():
    pictured = word(pictures=[pixel(), pixel()])
    told = pictured.inline_shapes[0]._inline.docPr.get("descr")

    assert 0 == len(word().inline_shapes)
    assert 2 == len(pictured.inline_shapes)
    assert "Карта клиентского пути: Место на ярмарке" == told
    assert all(one.height < Mm(175) for one in pictured.inline_shapes)


@pytest.mark.parametrize("picture", [b"", b"<svg/>", b"\xff\xd8\xff\xe0 JFIF"])
def test_docx_refuses_a_picture_that_is_no_png(picture):
    with pytest.raises(UsageError) as refused:
        as_docx(laid("en"), pictures=[picture])

    assert "PNG" in refused.value.message["en"]


def test_docx_of_one_table_is_the_same_bytes():
    assert as_docx(laid()) == as_docx(laid())


def sheet(*tables):
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(tables or (laid(),))))


def test_xlsx_reads_back_as_it_was_laid_out():
    table, read = laid(), sheet().worksheets[0]
    head = len(table.facts) + 2
    printed = [[cell.value for cell in row] for row in read.iter_rows(min_row=head)]

    assert list(table.columns) == printed[0]
    for row, cells in zip(table.rows, printed[1:], strict=False):
        assert [cell or None for cell in row.cells] == cells


@pytest.mark.parametrize("action", ["=1+1", "+7 900", "-1", "@x", "'=1", "{=1}", "<r>x</r>"])
def test_xlsx_runs_no_text(action):
    told = journey("j", action, phase(action, step("a", action, at=action)))
    read = sheet(table_of(told)).worksheets[0]
    cells = [cell for row in read.iter_rows() for cell in row if cell.value is not None]

    assert 4 == sum(cell.value == action for cell in cells)
    assert {"s"} == {cell.data_type for cell in cells}
    assert not any(cell.hyperlink for cell in cells)


def test_xlsx_prints_across_with_its_head_on_every_page():
    table, read = laid(), sheet().worksheets[0]
    head = len(table.facts) + 2

    assert f"${head}:${head}" == read.print_title_rows
    assert ("landscape", 9) == (read.page_setup.orientation, int(read.page_setup.paperSize))
    assert (True, 0) == (
        read.sheet_properties.pageSetUpPr.fitToPage,  # one page wide, as Excel means by default
        read.page_setup.fitToHeight,
    )
    assert f"C{head + 1}" == read.freeze_panes


def test_xlsx_merges_the_cells_of_phases():
    first = len(laid().facts) + 3
    merged = {str(one) for one in sheet().worksheets[0].merged_cells.ranges}

    assert {f"A{first}:A{first + 1}", f"A{first + 2}:A{first + 5}"} <= merged


def test_xlsx_has_a_sheet_for_each_journey():
    assert ["1 Место на ярмарке", "2 Место на ярмарке"] == sheet(laid(), laid("en")).sheetnames


def test_control_characters_do_not_break_documents():
    told = journey("j", "a\x00b", phase("x", step("a", "c\x0bd\ud800", at="e\x1f")))
    table = table_of(told)

    assert "a�b" == table.title
    assert "c�d�" == table.column("step")[0]
    assert as_docx(table)
    assert as_xlsx(table)
    assert as_markdown(table).encode()


def test_columns_have_room_for_their_longest_words():
    told = journey("j", "Путь", phase("", step("a", "консультирование", satisfies=True)))
    table = table_of(told)
    widths = dict(zip(table.keys, widths_of(table, 15_000, 80, 100), strict=True))

    assert widths["step"] >= 16 * 80 + 100
    assert sum(widths.values()) <= 15_000


def test_narrow_paper_is_shared_in_proportion():
    assert sum(widths_of(laid(), 1_000, 80, 100)) <= 1_000


def test_a_check_of_a_real_register_marks_the_steps_at_its_rows():
    held = tm.read("examples/registers/trade.json")
    point = held.touchpoint(held.directions[0].processes[0].entries[0])
    name = held.directions[0].processes[0].name
    told = journey("j", "Путь", phase("", step("a", "читает", at=point.id, process=name)))
    report = tm.check(held, on=date(2024, 4, 1))
    view = View(held, tm.agency("trade").vocabulary)
    marks, below = marked(told, stations(told, view), report.findings)

    expected = [
        one
        for one in report.findings
        if one.location.process == name and one.location.touchpoint in (None, point.name)
    ]
    assert {id(one) for one in expected} == {id(one) for one in [*marks["a"], *below]}
