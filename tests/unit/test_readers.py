"""Readers: what an office file prints, line by line and cell by cell, and nothing understood."""

import datetime
import io

import docx
import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from touchpoint_model.formats.document import LIMITS, Merge
from touchpoint_model.formats.readers.csv import read_csv
from touchpoint_model.formats.readers.docx import read_docx, rows_of, tables_of
from touchpoint_model.formats.readers.html import read_html
from touchpoint_model.formats.readers.kinds import kind_of
from touchpoint_model.formats.readers.opendocument import read_opendocument
from touchpoint_model.formats.readers.xlsx import read_xlsx
from touchpoint_model.model.errors import ReadError

from .packing import (
    HEAD,
    blocks,
    cell,
    docx_parts,
    grid_of,
    open_parts,
    opened,
    packed,
    paragraph,
    sheet,
    sheet_xml,
    table,
    word,
    xlsx_parts,
)

HOSTILE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufdd0\ufdd1\ufdd2")
    | st.sampled_from("\"'|;=+-@\n\t<>&\u200f😀_x0041_"),
    max_size=40,
)


def page(text, encoding="utf-8"):
    return read_html(text.encode(encoding), "a.html", LIMITS)


def rows(data, encoding="utf-8"):
    document = read_csv(data.encode(encoding), "a.csv", LIMITS)
    return [list(row) for one in document.blocks for row in one.rows]


def saved(writer):
    stream = io.BytesIO()
    writer.save(stream)
    return stream.getvalue()


class TestExcel:
    def written(self, write):
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
            write(book, book.add_worksheet("Перечень"))
        return read_xlsx(stream.getvalue(), "a.xlsx", LIMITS)

    def test_cells_stand_where_they_stand_on_the_sheet(self):
        def write(book, one):
            one.write(3, 1, "а")
            one.write(4, 2, "б")

        grid = grid_of(self.written(write))

        assert [["а", ""], ["", "б"]] == grid.rows
        assert ("Перечень", 4, 2) == (grid.sheet, grid.first_row, grid.first_column)

    def test_merged_cells_down_and_across(self):
        def write(book, one):
            one.merge_range(0, 0, 0, 4, "Раздел")
            one.merge_range(1, 0, 3, 0, "1")
            one.write(1, 1, "а")
            one.write(3, 2, "б")

        grid = grid_of(self.written(write))

        assert ["Раздел", None, None, None, None] == grid.rows[0]
        assert ["1", "а", "", "", ""] == grid.rows[1]
        assert [None, "", "б", "", ""] == grid.rows[3]
        assert [Merge(0, 0, 1, 5), Merge(1, 0, 3, 1)] == list(grid.merges)

    def test_a_merged_cell_reaches_over_the_last_row_in_use(self):
        def write(book, one):
            one.write(0, 0, "а")
            one.merge_range(0, 1, 2, 1, "б")
            one.merge_range(5, 0, 9, 0, "")

        grid = grid_of(self.written(write))

        assert [["а", "б"], ["", None], ["", None]] == grid.rows
        assert [Merge(0, 1, 3, 1)] == list(grid.merges)

    def test_values_are_printed_as_a_register_has_them(self):
        def write(book, one):
            day = book.add_format({"num_format": "dd.mm.yyyy"})
            for at, value in enumerate([1, 1.5, 0.1, 1e20, True, -3]):
                one.write(0, at, value)
            one.write_datetime(1, 0, datetime.datetime(2024, 3, 19), day)
            one.write_datetime(1, 1, datetime.datetime(2024, 3, 19, 9, 5), day)
            one.write_datetime(1, 2, datetime.time(9, 5), book.add_format({"num_format": "hh:mm"}))
            one.write_formula(1, 3, "=1+1", None, 2)
            one.write_formula(1, 4, '="a"&"b"', None, "ab")
            one.write_formula(1, 5, "=1/0", None, "#DIV/0!")

        first, second = grid_of(self.written(write)).rows

        assert ["1", "1.5", "0.1", "1e+20", "TRUE", "-3"] == first
        assert ["19.03.2024", "19.03.2024 09:05", "09:05", "2", "ab", "#DIV/0!"] == second

    @pytest.mark.parametrize("error", ["#SPILL!", "#GETTING_DATA", "#N/A"])
    def test_an_error_is_its_text_old_or_new(self, error):
        found = sheet(
            f'<row r="1"><c r="A1" s="0" t="e"><f>X()</f><v>{error}</v></c>'
            """<c r="B1" t="inlineStr"><is><t>t="e"</t></is></c></row>"""
        )

        assert [[error, 't="e"']] == found.rows

    @pytest.mark.parametrize(
        ("printed", "text"),
        [
            ("<t>а\nб</t>", "а\nб"),
            ("<t>а&#13;&#10;б_x000D_в</t>", "а\nб\nв"),
            ('<t xml:space="preserve">  а </t>', "  а "),
            ("<t>_x0041__x005F_x0041_ _x04_</t>", "A_x0041_ _x04_"),
            ('<r><t>а</t></r><r><rPr><b/></rPr><t xml:space="preserve"> б</t></r>', "а б"),
            ('<t>課</t><rPh sb="0" eb="1"><t>か</t></rPh><phoneticPr fontId="1"/>', "課"),
            ("<t>😀 \u200f&amp;&lt;</t>", "😀 \u200f&<"),
            ("<t><![CDATA[<а>]]></t>", "<а>"),
            (f"<t>{'я' * 32767}</t>", "я" * 32767),
        ],
    )
    def test_a_text_is_kept_whether_shared_or_in_its_cell(self, printed, text):
        shared = sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', shared=[printed])
        inside = sheet(f'<row r="1"><c r="A1" t="inlineStr"><is>{printed}</is></c></row>')

        assert [[text]] == shared.rows
        assert [[text]] == inside.rows

    def test_cells_that_do_not_say_where_they_stand_follow_one_another(self):
        grid = sheet('<row><c><v>1</v></c><c><v>2</v></c></row><row r="4"><c><v>3</v></c></row>')

        assert [["1", "2"], ["", ""], ["", ""], ["3", ""]] == grid.rows

    def test_strict_workbooks_are_read(self):
        parts = xlsx_parts(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
        strict = {
            name: body.replace(
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                "http://purl.oclc.org/ooxml/spreadsheetml/main",
            ).replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            for name, body in parts.items()
        }

        assert [["1"]] == grid_of(read_xlsx(packed(strict), "a.xlsx", LIMITS)).rows

    @pytest.mark.parametrize("state", ["hidden", "veryHidden"])
    def test_hidden_sheets_are_passed_over(self, state):
        one = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')
        two = sheet_xml('<row r="1"><c r="A1"><v>2</v></c></row>')
        data = packed(xlsx_parts(one, two, state=f'state="{state}"'))

        assert [[["2"]]] == blocks(read_xlsx(data, "a.xlsx", LIMITS))

    def test_empty_sheets_give_no_grid(self):
        assert () == read_xlsx(saved(openpyxl.Workbook()), "a.xlsx", LIMITS).blocks

    def test_other_writers_and_the_agency(self):
        book = openpyxl.Workbook()
        book.active.append(["№", "Процесс"])
        book.active.append([1, None])
        book.custom_doc_props.append(
            openpyxl.packaging.custom.StringProperty(name="touchpoint-agency", value="toy")
        )
        document = read_xlsx(saved(book), "a.xlsx", LIMITS)

        assert "toy" == document.agency
        assert [["№", "Процесс"], ["1", ""]] == grid_of(document).rows


def test_a_formula_without_its_value_is_refused_with_its_cell():
    """As openpyxl writes it: read as empty, it would mean the cell above."""
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["B2"] = '="Почта" & " России"'
    book.save(stream)

    with pytest.raises(ReadError) as refused:
        read_xlsx(stream.getvalue(), "a.xlsx", LIMITS)

    assert "B2" in refused.value.message["ru"]


def test_deleted_text_of_a_page_is_not_read():
    data = "<p>личный <del>приём</del><ins>прием</ins></p>".encode()

    assert ["личный прием"] == [one.text for one in read_html(data, "a.html", LIMITS).blocks]


class TestWord:
    def test_cells_spans_and_vertical_merges(self):
        document = word(
            table(
                cell("Раздел", '<w:gridSpan w:val="3"/>'),
                cell("1", '<w:vMerge w:val="restart"/>') + cell("а") + cell("б"),
                cell("", "<w:vMerge/>") + cell("в", '<w:gridSpan w:val="2"/>'),
                cell("2", '<w:vMerge w:val="restart"/>') + cell("г") + cell("д"),
                cell("", '<w:vMerge w:val="continue"/>') + cell("е") + cell("ж"),
            )
        )
        grid = grid_of(document)

        assert [
            ["Раздел", None, None],
            ["1", "а", "б"],
            [None, "в", None],
            ["2", "г", "д"],
            [None, "е", "ж"],
        ] == grid.rows
        assert {(0, 0, 1, 3), (1, 0, 2, 1), (2, 1, 1, 2), (3, 0, 2, 1)} == set(grid.merges)

    def test_a_merge_that_goes_on_without_a_beginning_is_a_cell(self):
        document = word(table(cell("а", "<w:vMerge/>") + cell("б"), cell("", "<w:vMerge/>")))

        assert [["а", "б"], [None, ""]] == grid_of(document).rows

    def test_a_merge_of_another_width_does_not_go_on(self):
        document = word(
            table(
                cell("а", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>') + cell("б"),
                cell("в", "<w:vMerge/>") + cell("г") + cell("д"),
            )
        )

        assert [["а", None, "б"], ["в", "г", "д"]] == grid_of(document).rows

    def test_cells_merged_the_old_way(self):
        document = word(
            table(
                cell("а", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>") + cell("б"),
                cell("1") + cell("2") + cell("3"),
            )
        )

        assert [["а", None, "б"], ["1", "2", "3"]] == grid_of(document).rows

    def test_rows_may_begin_and_end_inside_the_table(self):
        inner = '<w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>'
        document = word(table(cell("а") + cell("б") + cell("в"), inner + cell("г")))

        assert [["а", "б", "в"], ["", "г", ""]] == grid_of(document).rows

    def test_columns_that_only_bend_a_border_are_left_out(self):
        widths = "".join(f'<w:gridCol w:w="{width}"/>' for width in (2000, 30, 2000))
        grid = f"<w:tblGrid>{widths}</w:tblGrid>"
        two = '<w:gridSpan w:val="2"/>'
        body = table(cell("а") + cell("б", two), cell("в", two) + cell("г"))
        document = word(body.replace("<w:tblPr/>", f"<w:tblPr/>{grid}"))

        assert [["а", "б"], ["в", "г"]] == grid_of(document).rows
        assert () == grid_of(document).merges

    def test_content_controls_and_tracked_changes(self):
        def control(inner):
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

        run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
        changed = (
            "<w:tc><w:p>"
            + control(run.format("было "))
            + f"<w:ins>{run.format('стало')}</w:ins>"
            + "<w:del><w:r><w:delText>нет</w:delText></w:r></w:del>"
            + f"<w:moveFrom>{run.format('нет')}</w:moveFrom>"
            + f"<w:hyperlink>{run.format(' ссылка')}</w:hyperlink></w:p></w:tc>"
        )
        gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('нет')}</w:tr>"
        row = control(f"<w:tr>{control(changed)}</w:tr>")
        document = word(control(f"<w:tbl><w:tblPr/>{row}{gone}</w:tbl>") + control(paragraph("п")))

        assert [[["было стало ссылка"]], ("п", None)] == blocks(document)

    @pytest.mark.parametrize(
        ("run", "text"),
        [
            ("<w:t>а</w:t><w:br/><w:t>б</w:t><w:cr/><w:t>в</w:t>", "а\nб\nв"),
            ("<w:t>а</w:t><w:tab/><w:t>б</w:t>", "а\tб"),
            ("<w:t>а</w:t><w:noBreakHyphen/><w:t>б</w:t><w:softHyphen/>", "а\u2011б\u00ad"),
            ('<w:sym w:font="Symbol" w:char="F0B7"/><w:t>а</w:t>', "•а"),
            ('<w:sym w:font="Arial" w:char="F041"/><w:sym w:font="Wingdings" w:char="F041"/>', "A"),
            ("<w:t> а </w:t>", "а"),
            ('<w:t xml:space="preserve"> а </w:t>', " а "),
            ("<w:t>а\nб</w:t>", "а б"),
            ("<w:instrText>PAGE</w:instrText><w:t>7</w:t>", "7"),
            ('<w:footnoteReference w:id="1"/><w:t>а</w:t>', "а"),
            ("<w:rPr><w:vanish/></w:rPr><w:t>скрыто</w:t>", ""),
            ('<w:rPr><w:vanish w:val="0"/></w:rPr><w:t>видно</w:t>', "видно"),
            (
                "<mc:AlternateContent><mc:Choice><w:t>а</w:t></mc:Choice>"
                "<mc:Fallback><w:t>б</w:t></mc:Fallback></mc:AlternateContent>",
                "а",
            ),
            (
                "<w:t>а</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>б</w:t></w:r></w:p>"
                "</w:txbxContent></w:pict>",
                "а",
            ),
        ],
    )
    def test_what_a_run_prints(self, run, text):
        tabs = "<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>"
        document = word(table(f"<w:tc><w:p>{tabs}<w:r>{run}</w:r></w:p></w:tc>" + cell("|")))

        assert [[text, "|"]] == grid_of(document).rows

    def test_paragraphs_of_a_cell_and_tables_in_it_are_its_lines(self):
        inner = f"<w:tc>{paragraph('а')}{table(cell('б') + cell('в'))}{paragraph('г')}</w:tc>"
        document = word(table(inner))

        assert [[["а\nб\nв\nг"]]] == blocks(document)

    def test_tables_and_rows_of_a_document_stand_in_the_order_of_its_grids(self):
        def inside(name, inner):
            return f"<w:{name}>{inner}</w:{name}>"

        box = inside("p", inside("r", inside("pict", inside("txbxContent", table(cell("нет"))))))
        nested = f"<w:tc>{table(cell('x'))}<w:p/></w:tc>"
        wide = table(cell("2", '<w:gridSpan w:val="3"/>'))
        body = table(cell("1") + nested) + box + inside("sdt", inside("sdtContent", wide))
        parts = docx_parts(body)
        found = tables_of(etree.fromstring(parts["word/document.xml"].encode()))

        assert [[["1", "x\n"]], [["2"]]] == blocks(read_docx(packed(parts), "a", LIMITS))
        assert [[[(0, 1), (1, 1)]], [[(0, 1)]]] == [
            [[(column, width) for _, column, width in row] for row in rows_of(one)] for one in found
        ]

    def test_roles_of_lines_come_from_styles_their_names_and_what_they_are_based_on(self):
        styles = (
            '<w:style w:styleId="a3"><w:name w:val="Title"/></w:style>'
            '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
            '<w:style w:styleId="z"><w:name w:val="Заголовок 2"/></w:style>'
            '<w:style w:styleId="own"><w:name w:val="Свой"/><w:basedOn w:val="1"/></w:style>'
            '<w:style w:styleId="loop"><w:name w:val="x"/><w:basedOn w:val="loop"/></w:style>'
        )
        names = ["a3", "1", "z", "own", "loop", "Heading3", "none"]
        document = word(
            "".join(paragraph("т", f'<w:pStyle w:val="{name}"/>') for name in names), styles
        )

        assert ["title", "heading", "heading", "heading", None, "heading", None] == [
            one.role for one in document.blocks
        ]

    def test_blank_paragraphs_and_numbers_of_lists_are_no_lines(self):
        numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'

        assert [("пункт", None)] == blocks(word(paragraph(" ") + paragraph("пункт", numbered)))

    def test_documents_of_other_writers(self):
        written = docx.Document()
        written.add_heading("Перечень", 0)
        written.add_heading("Раздел", 1)
        made = written.add_table(3, 2)
        made.cell(0, 0).merge(made.cell(2, 0)).text = "а"
        made.cell(1, 1).text = "б\nв"

        assert [
            ("Перечень", "title"),
            ("Раздел", "heading"),
            [["а", ""], [None, "б\nв"], [None, ""]],
        ] == blocks(read_docx(saved(written), "a.docx", LIMITS))

    def test_strict_documents_and_documents_elsewhere_in_the_package(self):
        parts = docx_parts(paragraph("а"))
        moved = {
            name.replace("document.xml", "document2.xml"): body.replace(
                "word/document.xml", "word/document2.xml"
            ).replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            for name, body in parts.items()
        }

        assert [("а", None)] == blocks(read_docx(packed(moved), "a.docx", LIMITS))

    def test_the_agency_is_a_property(self):
        told = (
            f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
            'custom-properties" xmlns:vt="urn:vt"><property name="other"><vt:lpwstr>x</vt:lpwstr>'
            '</property><property name="touchpoint-agency"><vt:lpwstr>toy</vt:lpwstr></property>'
            "</Properties>"
        )
        parts = {**docx_parts(paragraph("а")), "docProps/custom.xml": told}

        assert "toy" == read_docx(packed(parts), "a.docx", LIMITS).agency


class TestPage:
    def test_lines_and_their_roles(self):
        document = page(
            "<title>нет</title><h1>Перечень</h1>текст <b>жирный</b><br>дальше<p>абзац"
            "<h2>Раздел <i>1</i></h2><ul><li>а<li>б</ul><script>нет</script><p hidden>нет</p>"
            "<div style='display: none'>нет</div><template>нет</template>конец"
        )

        assert [
            ("Перечень", "title"),
            ("текст жирный\nдальше", None),
            ("абзац", None),
            ("Раздел 1", "heading"),
            ("а", None),
            ("б", None),
            ("конец", None),
        ] == blocks(document)

    def test_a_register_inside_a_table_that_lays_out_the_page(self):
        head = "<tr><th>№<th>Процесс<th>Точка<th>Потребности<th>Особенности</tr>"
        row = "<tr><td>1<td>Приём<td>дуб <table><tr><td>днём<td>ночью</table><td>сказка<td>нет</tr>"
        menu = "<td><a href='/'>Главная</a></td>"
        document = page(
            f"<table><tr>{menu}<td><h2>Дела</h2><table>{head}{row}</table></td></tr></table>"
        )

        assert [("Главная", None), ("Дела", "heading")] == blocks(document)[:2]
        assert ["1", "Приём", "дуб\nднём\nночью", "сказка", "нет"] == list(
            document.blocks[2].rows[1]
        )

    def test_spans_and_the_order_of_head_bodies_and_foot(self):
        document = page(
            "<table><caption>Раздел</caption><tfoot><tr><td colspan=2>итог</tfoot>"
            "<thead><tr><th>А<th>Б</thead><tbody><tr><td rowspan=0>а<td>1<tr><td>2<tr><td>3</tbody>"
            "<tr><td>б<td>4</table>"
        )

        assert [
            ("Раздел", "heading"),
            [
                ["А", "Б"],
                ["а", "1"],
                [None, "2"],
                [None, "3"],
                ["б", "4"],
                ["итог", None],
            ],
        ] == blocks(document)
        assert {(1, 0, 3, 1), (5, 0, 1, 2)} == set(grid_of(document).merges)

    @pytest.mark.parametrize("span", ["100000000", "100", "3", " 2x"])
    def test_spans_end_with_the_table(self, span):
        document = page(
            f"<table><tr><td colspan='{span}'>а<tr><td rowspan='{span}'>б<td>в<tr><td>г</table>"
        )

        assert [["а", None], ["б", "в"], [None, "г"]] == grid_of(document).rows

    @pytest.mark.parametrize("span", ["", "x", "-2", "1.5", "0"])
    def test_odd_spans_of_columns_are_one(self, span):
        document = page(f"<table><tr><td colspan='{span}'>а<td>б<tr><td>в<td>г</table>")

        assert [["а", "б"], ["в", "г"]] == grid_of(document).rows

    def test_cells_that_run_into_a_cell_from_above_are_cut(self):
        document = page(
            "<table><tr><td>1<td rowspan=2>2<td>3<tr><td colspan=2>4<td>5<tr><td>6<td>7<td>8</table>"
        )

        assert [["1", "2", "3"], ["4", None, "5"], ["6", "7", "8"]] == grid_of(document).rows

    @pytest.mark.parametrize(
        ("inner", "text"),
        [
            ("<p>а</p><p>б</p>", "а\nб"),
            (" а \n  б\t", "а б"),
            ("а<br>б<br/>", "а\nб"),
            ("а<br><br>б", "а\n\nб"),
            ("а<ul><li>б</li><li>в</li></ul>г", "а\nб\nв\nг"),
            ("<div><div>а</div></div><div>б</div>", "а\nб"),
            ("<span>а </span> <b>б</b>", "а б"),
            ("а&nbsp;&nbsp;б&nbsp;", "а\u00a0\u00a0б\u00a0"),
            ("<pre> а\n  б</pre>", " а\n  б"),
            ("а<table><tr><td>б<td>в</table>г", "а\nб\nв\nг"),
            ("а<span hidden>нет</span><span style='display:none'>нет</span>б", "аб"),
            ("а<o:p>&nbsp;</o:p><!--[if mso]>нет<![endif]--><![if !mso]>б<![endif]>", "а\u00a0б"),
        ],
    )
    def test_the_text_of_a_cell(self, inner, text):
        assert [[text, "|"]] == grid_of(page(f"<table><tr><td>{inner}</td><td>|</table>")).rows

    def test_a_style_sheet_may_keep_the_spaces_of_cells(self):
        style = "<style>th, td { color: red; white-space: pre-wrap } p { top: 0 }</style>"
        document = page(f"{style}<p>а  б</p><table><tr><td> а  б\nв<td>г<br>  д</table>")

        assert [("а б", None), [[" а  б\nв", "г\n  д"]]] == blocks(document)

    def test_rows_that_are_not_shown_are_left_out(self):
        document = page(
            "<table><tr><td>а<td>б<tr hidden><td>1<tr style='display:none'><td>2"
            "<![if !supportMisalignedColumns]><tr height=0><td width=1></td><td></tr><![endif]></table>"
        )

        assert [["а", "б"]] == grid_of(document).rows

    def test_cells_without_rows_and_rows_inside_forms(self):
        assert [["а", "б"], ["в", ""]] == grid_of(page("<table><td>а<td>б<tr><td>в</table>")).rows
        assert [["а"]] == grid_of(page("<table><form><tr><td>а</tr></form></table>")).rows

    def test_a_table_without_text_is_none(self):
        assert () == page("<table><tr><td>&#32;</table>").blocks
        assert () == page("").blocks

    @pytest.mark.parametrize(
        ("head", "encoding"),
        [
            ("", "utf-8"),
            ("", "utf-8-sig"),
            ("", "cp1251"),
            ("", "utf-16"),
            ("<meta charset=windows-1251>", "cp1251"),
            ("<meta charset=koi8-r>", "koi8-r"),
            ("<meta http-equiv=Content-Type content='text/html; charset=cp866'>", "cp866"),
            ("<meta charset=utf-8>", "cp1251"),
            ("<meta charset=utf-16>", "utf-8"),
            ("<meta charset=iso-8859-1>", "cp1251"),
            ("<meta charset=hex>", "utf-8"),
            ("<?xml version='1.0' encoding='windows-1251'?>", "cp1251"),
        ],
    )
    def test_encodings(self, head, encoding):
        assert [("процесс", None)] == blocks(page(f"{head}<p>процесс</p>", encoding))

    def test_the_agency_is_a_meta_element(self):
        assert "toy" == page("<meta name='touchpoint-agency' content=' toy '><p>а").agency

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=4), max_size=5)
    )
    def test_a_grid_is_whole(self, spans):
        """Law: rows are of one length; covered cells are those of the merges, which are apart."""
        told = "".join(
            "<tr>" + "".join(f"<td rowspan={down} colspan={right}>x" for down, right in row)
            for row in spans
        )
        for grid in page(f"<table>{told}</table>").blocks:
            covered = [
                (row, column)
                for merge in grid.merges
                for row in range(merge.row, merge.row + merge.height)
                for column in range(merge.column, merge.column + merge.width)
            ]
            heads = {(merge.row, merge.column) for merge in grid.merges}
            empty = {
                (at, column)
                for at, row in enumerate(grid.rows)
                for column, text in enumerate(row)
                if text is None
            }

            assert len(covered) == len(set(covered))
            assert empty == set(covered) - heads
            assert 1 == len({len(row) for row in grid.rows})


HEADER = "N{0}Процесс{0}Точка взаимодействия{0}Потребности{0}Особенности\n"


class TestCsv:
    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "cp866", "koi8-r"]
    )
    @pytest.mark.parametrize("delimiter", [";", "\t", ",", "|"])
    def test_encoding_and_delimiter_are_found_out(self, encoding, delimiter):
        data = HEADER.format(delimiter) + f'1{delimiter}"а;б,в|г\tд"{delimiter}\n'

        assert ["1", "а;б,в|г\tд", "", "", ""] == rows(data, encoding)[1]

    def test_utf_16_without_a_mark(self):
        assert [["a", "b"]] == rows("a;b", "utf-16-le") == rows("a;b", "utf-16-be")

    def test_without_a_header_the_steadiest_delimiter_is_taken(self):
        assert [["а, б", "в"], ["г", "д, е, ж"]] == rows("а, б;в\nг;д, е, ж\n")

    def test_excel_may_state_the_delimiter(self):
        assert [["а;б", "в"]] == rows("sep=|\nа;б|в\n")

    def test_rows_are_padded_and_empty_ends_dropped(self):
        assert [["Перечень", ""], ["", ""], ["а", "б"]] == rows("Перечень;;;\r\n\r\nа;б;\r\n;;\r\n")

    def test_quoted_cells_hold_lines_and_quotes(self):
        assert [["а\nб", '"в"', "г"]] == rows('"а\r\nб";"""в""";г\r\n')

    @pytest.mark.parametrize(
        ("printed", "text"),
        [
            ("'=1", "=1"),
            ("'+7", "+7"),
            ("'-", "-"),
            ("'@а", "@а"),
            ("''=1", "'=1"),
            ("'а'", "'а'"),
            ("=1", "=1"),
        ],
    )
    def test_one_guard_against_formulas_goes(self, printed, text):
        assert [[text, "а"]] == rows(f"{printed};а\n")

    def test_an_empty_cell_is_no_merge(self):
        (grid,) = read_csv(b"a;b\n;c\n", "a.csv", LIMITS).blocks

        assert ([["a", "b"], ["", "c"]], ()) == (grid.rows, grid.merges)

    @pytest.mark.parametrize("data", ['а;"б\nв;г\n', 'а;"' + "б" * 140_000])
    def test_a_quote_that_is_never_closed_is_told(self, data):
        with pytest.raises(ReadError) as refused:
            rows(data)

        assert "кавычк" in refused.value.message["ru"]

    def test_utf_8_with_a_spoilt_byte_is_told_not_guessed(self):
        with pytest.raises(ReadError) as refused:
            read_csv(HEADER.format(";").encode() + b"\xd0", "a.csv", LIMITS)

        assert "UTF-8" in refused.value.message["ru"]


class TestOpenDocument:
    @pytest.mark.parametrize("kind", ["text", "spreadsheet"])
    def test_spans_and_covered_cells(self, kind):
        p = "<table:table-cell {}><text:p>{}</text:p></table:table-cell>".format
        covered = "<table:covered-table-cell/>"
        document = opened(
            kind,
            '<table:table table:name="Л"><table:table-column/><table:table-header-rows>'
            f"<table:table-row>{p('', 'А')}{p('', 'Б')}{p('', 'В')}</table:table-row>"
            "</table:table-header-rows><table:table-row>"
            + p('table:number-rows-spanned="2"', "а")
            + p('table:number-columns-spanned="2"', "б")
            + f"{covered}</table:table-row><table:table-row>{covered}{p('', 'в')}{p('', 'г')}"
            "</table:table-row></table:table>",
        )
        grid = grid_of(document)

        assert [["А", "Б", "В"], ["а", "б", None], [None, "в", "г"]] == grid.rows
        assert {(1, 0, 2, 1), (1, 1, 1, 2)} == set(grid.merges)
        assert (None if kind == "text" else "Л") == grid.sheet

    @pytest.mark.parametrize(
        ("inner", "text"),
        [
            ("<text:p>а</text:p><text:p>б</text:p>", "а\nб"),
            ('<text:p>а<text:s/>б<text:s text:c="3"/>в</text:p>', "а б   в"),
            ("<text:p>а<text:line-break/>б<text:tab/>в</text:p>", "а\nб\tв"),
            ("<text:p> а\n  <text:span>б </text:span> <text:a>в</text:a></text:p>", "а б в"),
            ("<office:annotation><text:p>нет</text:p></office:annotation><text:p>а</text:p>", "а"),
            (
                "<text:p>а<office:annotation><text:p>нет</text:p></office:annotation>б</text:p>",
                "аб",
            ),
            (
                "<text:p>а<text:note><text:note-body><text:p>нет</text:p></text:note-body></text:note>"
                "</text:p>",
                "а",
            ),
            ("<text:list><text:list-item><text:p>а</text:p></text:list-item></text:list>", "а"),
            (
                "<table:table><table:table-row><table:table-cell><text:p>а</text:p></table:table-cell>"
                "<table:table-cell><text:p>б</text:p></table:table-cell></table:table-row>"
                "</table:table>",
                "а\nб",
            ),
        ],
    )
    def test_the_text_of_a_cell(self, inner, text):
        body = (
            f"<table:table><table:table-row><table:table-cell>{inner}</table:table-cell>"
            "<table:table-cell><text:p>|</text:p></table:table-cell></table:table-row></table:table>"
        )

        assert [[text, "|"]] == grid_of(opened("text", body)).rows
        assert [[text, "|"]] == grid_of(opened("spreadsheet", body)).rows

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ('"float" office:value="1"', "1"),
            ('"float" office:value="1.50"', "1.5"),
            ('"percentage" office:value="0.25"', "0.25"),
            ('"date" office:date-value="2024-03-19"', "19.03.2024"),
            ('"date" office:date-value="2024-03-19T09:05:00"', "19.03.2024 09:05"),
            ('"time" office:time-value="PT09H05M00S"', "09:05"),
            ('"boolean" office:boolean-value="true"', "TRUE"),
            ('"string" office:string-value="а"', "а"),
        ],
    )
    def test_values_of_a_spreadsheet_are_those_of_a_workbook(self, value, text):
        body = (
            "<table:table><table:table-row>"
            f"<table:table-cell office:value-type={value}/></table:table-row></table:table>"
        )

        assert [[text]] == grid_of(opened("spreadsheet", body)).rows

    def test_repeated_rows_and_cells(self):
        body = (
            '<table:table><table:table-row table:number-rows-repeated="2"><table:table-cell '
            'table:number-columns-repeated="2"><text:p>а</text:p></table:table-cell>'
            '</table:table-row><table:table-row table:number-rows-repeated="2"><table:table-cell/>'
            "</table:table-row><table:table-row><table:table-cell><text:p>б</text:p>"
            "</table:table-cell></table:table-row></table:table>"
        )

        assert [["а", "а"]] * 2 + [["", ""]] * 2 + [["б", ""]] == grid_of(
            opened("spreadsheet", body)
        ).rows

    def test_hidden_sheets_are_passed_over(self):
        style = (
            '<style:style style:name="ta2" style:family="table">'
            '<style:table-properties table:display="false"/></style:style>'
        )
        one = (
            '<table:table table:style-name="{}"><table:table-row><table:table-cell><text:p>{}'
            "</text:p></table:table-cell></table:table-row></table:table>"
        )
        body = one.format("ta1", "да") + one.format("ta2", "нет")

        assert [[["да"]]] == blocks(opened("spreadsheet", body, style))

    def test_lines_of_a_text_and_their_roles(self):
        style = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
        document = opened(
            "text",
            "<text:tracked-changes><text:changed-region><text:p>нет</text:p></text:changed-region>"
            '</text:tracked-changes><text:p text:style-name="P1">Перечень</text:p>'
            '<text:section><text:h text:outline-level="1">Раздел</text:h></text:section>'
            "<text:p>текст</text:p><text:p/>",
            style,
        )

        assert [("Перечень", "title"), ("Раздел", "heading"), ("текст", None)] == blocks(document)

    def test_the_agency_is_a_user_defined_property(self):
        told = (
            '<o:m xmlns:o="urn:o" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0">'
            '<meta:user-defined meta:name="touchpoint-agency">toy</meta:user-defined></o:m>'
        )
        data = packed({**open_parts("text", ""), "meta.xml": told})

        assert "toy" == read_opendocument(data, "a.odt", LIMITS).agency


class TestHostileText:
    """Texts of every character come back as they were written by bare libraries."""

    @settings(max_examples=60, deadline=None)
    @given(HOSTILE)
    def test_excel(self, text):
        """Law: a workbook's text is read as it was written."""
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
            book.add_worksheet().write_row(0, 0, ["|"])
            book.worksheets()[0].write_string(0, 1, text)
            book.worksheets()[0].write_string(0, 2, "|")
        grid = grid_of(read_xlsx(stream.getvalue(), "a.xlsx", LIMITS))

        assert [["|", text, "|"]] == grid.rows

    @settings(max_examples=60, deadline=None)
    @given(HOSTILE)
    def test_word(self, text):
        """Law: a cell's text is read as it was written; python-docx knows no other breaks."""
        made = docx.Document()
        made.add_table(1, 2).cell(0, 0).text = text
        made.tables[0].cell(0, 1).text = "|"

        assert [[text, "|"]] == grid_of(read_docx(saved(made), "a.docx", LIMITS)).rows

    @settings(max_examples=60, deadline=None)
    @given(HOSTILE)
    def test_a_page(self, text):
        """Law: a cell's text is read as printed, spaces as one and none at the ends of lines."""
        made = etree.tostring(etree.ElementTree(_cell_of(text)), method="html", encoding="utf-8")
        lines = [" ".join(part.split(" ")) for part in text.replace("\t", " ").split("\n")]
        expected = "\n".join(" ".join(filter(None, line.split(" "))) for line in lines)
        grid = grid_of(read_html(made, "a.html", LIMITS))

        assert expected == grid.rows[0][0]


def _cell_of(text):
    root = etree.fromstring("<html><body><table><tr><td/><td>|</td></tr></table></body></html>")
    first = next(root.iter("td"))
    head, *rest = text.split("\n")
    first.text = head
    for line in rest:
        etree.SubElement(first, "br").tail = line
    return root


KINDS = {
    "книга.xlsx": packed(xlsx_parts(sheet_xml(""))),
    "документ.DOCX": packed(docx_parts("")),
    "таблица.ods": packed(open_parts("spreadsheet", "")),
    "текст.odt": packed(open_parts("text", "")),
    "страница.htm": b"<!DOCTYPE html><p>a",
    "кусок.html": b"a<br>b",
    "таблица.csv": b"a;b",
    "таблица.tsv": b"a\tb",
    "текст.txt": b"a",
    "перечень.json": b"{}",
}
BY_NAME = ["xlsx", "docx", "ods", "odt", "html", "html", "csv", "csv", "text", "json"]
BY_CONTENT = {
    "xlsx": KINDS["книга.xlsx"],
    "docx": KINDS["документ.DOCX"],
    "ods": KINDS["таблица.ods"],
    "odt": KINDS["текст.odt"],
    "html": b"\n<!-- x --><HTML>",
    "csv": HEADER.format("|").encode("cp1251"),
    "json": b'\xef\xbb\xbf {"schema": 1}',
    "text": "[процесс 1]; а".encode(),
}


@pytest.mark.parametrize(("name", "kind"), [*zip(KINDS, BY_NAME, strict=True)])
def test_a_kind_is_told_by_name_and_content(name, kind):
    assert kind == kind_of(KINDS[name], name)


@pytest.mark.parametrize("kind", BY_CONTENT)
@pytest.mark.parametrize("name", ["-", "", "перечень", "перечень.dat"])
def test_without_a_known_extension_the_content_tells(kind, name):
    assert kind == kind_of(BY_CONTENT[kind], name)


def test_damaged_json_is_left_to_its_reader():
    assert "json" == kind_of(b"schema: 1", "a.json")
