import re
from collections import Counter
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import docx
import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.comments import Comment

from touchpoint_model.formats.notes.annotate import AUTHOR, annotate
from touchpoint_model.formats.notes.remark import Remark
from touchpoint_model.model.errors import ReadError

from .office_files import changed, converted, edited, needs_office, parts, plain_book, told, word

HEAD = f"{AUTHOR}:\n"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def comments(data: bytes) -> dict[str, dict[str, tuple[str, str]]]:
    book = openpyxl.load_workbook(BytesIO(data))
    return {
        sheet.title: {
            cell.coordinate: (cell.comment.author, cell.comment.text)
            for row in sheet.iter_rows()
            for cell in row
            if getattr(cell, "comment", None)
        }
        for sheet in book.worksheets
    }


def boxes(data: bytes) -> Counter:
    """The cells of all boxes of comments, over all drawings."""
    found = Counter()
    for name, part in parts(data).items():
        if name.endswith(".vml"):
            for note in etree.fromstring(part).iter("{*}ClientData"):
                if note.get("ObjectType") == "Note":
                    found[name, int(note.findtext("{*}Row")), int(note.findtext("{*}Column"))] += 1
    return found


@pytest.fixture(scope="module")
def rich() -> bytes:
    """A workbook of two sheets with most of what an office puts in one."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    first, second = book.add_worksheet('Перечень «1» & "<2>"'), book.add_worksheet("Числа")
    first.merge_range("A1:E1", "Перечень точек взаимодействия")
    first.merge_range("B3:B6", "Приём заявлений")
    first.write("C3", "сайт")
    first.set_column("B:B", 60)
    first.conditional_format("A1:A9", {"type": "duplicate", "format": book.add_format({"bold": 1})})
    first.data_validation("D3:D9", {"validate": "list", "source": ["онлайн", "офлайн"]})
    first.add_table("H20:I23")
    first.insert_image("G2", "pixel.png", {"image_data": BytesIO(PIXEL)})
    first.set_header("&C&G", {"image_center": "pixel.png", "image_data_center": BytesIO(PIXEL)})
    second.write_column("A1", [1, 2, 3])
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Числа!$A$1:$A$3"})
    second.insert_chart("C2", chart)
    second.write_comment("A2", "Проверить", {"author": "Иванова"})
    second.insert_button("C20", {"caption": "Кнопка"})
    book.define_name("Итоги", "=Числа!$A$1:$A$3")
    book.close()
    return out.getvalue()


FIRST = 'Перечень «1» & "<2>"'


def test_comments_stand_on_their_cells(rich):
    remarks = [
        Remark(text="Нет потребности", title="Пункт 2.6", sheet=FIRST, row=3, column=3),
        Remark(text="И канала", sheet=FIRST, row=3, column=3),
        Remark(text="Пустая ячейка", sheet=FIRST, row=40, column=27),
        Remark(text="Число", sheet="Числа", row=1, column=1),
    ]

    assert {
        FIRST: {
            "C3": (AUTHOR, HEAD + "Пункт 2.6\nНет потребности\n\nИ канала"),
            "AA40": (AUTHOR, HEAD + "Пустая ячейка"),
        },
        "Числа": {"A1": (AUTHOR, HEAD + "Число"), "A2": ("Иванова", "Проверить")},
    } == comments(annotate(rich, remarks, "p"))


def test_every_comment_has_one_box(rich):
    new = annotate(rich, [Remark(text="а", sheet="Числа", row=at, column=1) for at in (1, 2)], "p")
    (drawing,) = {name for name, _, _ in boxes(new)}

    assert {(drawing, 0, 0): 1, (drawing, 1, 0): 1} == boxes(new)


def test_other_parts_stay_byte_for_byte(rich):
    new = annotate(rich, [Remark(text="а", sheet=FIRST, row=3, column=3)], "p")

    assert {
        "[Content_Types].xml",
        "xl/comments2.xml",
        "xl/drawings/vmlDrawing3.vml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
    } == changed(rich, new)


def test_a_sheet_that_has_comments_is_not_touched(rich):
    new = annotate(rich, [Remark(text="а", sheet="Числа", row=2, column=1)], "p")

    assert all("worksheets" not in name for name in changed(rich, new))


def test_a_sheet_gets_one_element_in_its_place(rich):
    name = "xl/worksheets/sheet1.xml"
    new = parts(annotate(rich, [Remark(text="а", sheet=FIRST, row=3, column=3)], "p"))[name]
    order = [etree.QName(one).localname for one in etree.fromstring(new)]
    at = order.index("legacyDrawing")

    assert parts(rich)[name] == re.sub(rb'<legacyDrawing r:id="rId\d+"/>', b"", new)
    assert ["drawing", "legacyDrawing", "legacyDrawingHF", "tableParts"] == order[at - 1 : at + 3]


def test_a_sheet_with_prefixes_of_its_own():
    def prefixed(sheet: bytes) -> bytes:
        sheet = re.sub(rb"<(/?)(?=\w)", rb"<\1x:", sheet)
        extension = b'<x:extLst><e:row xmlns:e="urn:e"/></x:extLst></x:worksheet>'
        return sheet.replace(b"xmlns=", b"xmlns:x=").replace(b"</x:worksheet>", extension)

    book = edited(plain_book(), {"xl/worksheets/sheet1.xml": prefixed})
    new = parts(annotate(book, [Remark(text="а", row=1, column=1)], "p"))
    sheet = etree.fromstring(new["xl/worksheets/sheet1.xml"])

    assert ["legacyDrawing", "extLst"] == [etree.QName(one).localname for one in sheet[-2:]]
    assert sheet.nsmap["x"] == etree.QName(sheet[-2]).namespace


def test_entries_keep_their_order_dates_and_packing():
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for at, (name, part) in enumerate(parts(plain_book()).items()):
            entry = ZipInfo(name, (2001, 2, 3, 4, 5, 6))
            entry.compress_type = ZIP_STORED if at % 2 else ZIP_DEFLATED
            archive.writestr(entry, part)
    new = annotate(out.getvalue(), [Remark(text="а", row=1, column=1)], "p")
    with ZipFile(out) as old_zip, ZipFile(BytesIO(new)) as new_zip:
        old, now = old_zip.infolist(), new_zip.infolist()

    def seen(entries):
        return [(one.filename, one.date_time, one.compress_type) for one in entries]

    assert seen(old) == seen(now)[: len(old)]
    assert {(2001, 2, 3, 4, 5, 6)} == {one.date_time for one in now}


def test_any_part_of_a_merged_cell_stands_for_it(rich):
    remarks = [Remark(text=str(row), sheet=FIRST, row=row, column=2) for row in (6, 3)]

    assert {"B3": (AUTHOR, HEAD + "3\n\n6")} == comments(annotate(rich, remarks, "p"))[FIRST]


def test_a_remark_on_the_whole_goes_to_the_first_filled_cell():
    new = annotate(plain_book("C4", "B7"), [Remark(text="Всё")], "p")

    assert {"Sheet": {"C4": (AUTHOR, HEAD + "Всё")}} == comments(new)


def test_other_peoples_comments_are_extended():
    book = openpyxl.load_workbook(BytesIO(plain_book("B2", "B3")))
    for cell, text in (("B2", "Вопрос\n"), ("B3", "Другой")):
        book.active[cell].comment = Comment(text, "Иванова")
    out = BytesIO()
    book.save(out)
    new = annotate(out.getvalue(), [Remark(text="а", row=2, column=2)], "p")

    assert {
        "B2": ("Иванова", "Вопрос\n" + "\n\n" + HEAD + "а"),
        "B3": ("Иванова", "Другой"),
    } == comments(new)["Sheet"]
    assert comments(out.getvalue()) == comments(annotate(new, [], "p"))


def test_an_earlier_run_is_replaced(rich):
    old = [
        Remark(text=str(row), sheet=sheet, row=row, column=1)
        for row in (1, 2, 9)
        for sheet in (FIRST, "Числа")
    ]
    now = [Remark(text="Новое", sheet="Числа", row=row, column=1) for row in (2, 3)]
    again = annotate(annotate(rich, old, "p"), now, "p")

    assert comments(annotate(rich, now, "p")) == comments(again)
    assert {(1, 0), (2, 0)} == {(row, column) for _, row, column in boxes(again)}


SMALL = word()
SOME_TEXT = st.text(max_size=60) | st.text("<&>\"' \t\n\r_x0041\u202e\U0001f600", max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(SOME_TEXT, SOME_TEXT, st.integers(1, 4), st.integers(1, 3)), max_size=6))
def test_annotating_twice_is_annotating_once(said):
    """annotate ∘ annotate = annotate, byte for byte, in both kinds of documents."""
    remarks = [Remark(text=a, title=b, grid=0, row=row, column=at) for a, b, row, at in said]
    for document in (plain_book("B2"), SMALL):
        once = annotate(document, remarks, "p")
        assert once == annotate(once, remarks, "p")


@settings(max_examples=60, deadline=None)
@given(SOME_TEXT)
def test_a_text_is_read_as_it_was_said(text):
    """read ∘ annotate = identity over texts of XML characters."""
    said = Remark(text=text, row=1, column=1).text
    root = etree.fromstring(
        parts(annotate(plain_book(), [Remark(text=text, row=1, column=1)], "p"))["xl/comments1.xml"]
    )
    read = "".join(one.text or "" for one in root.iter("{*}t"))
    unescaped = re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), read)
    in_word = annotate(SMALL, [Remark(text=text, grid=0, row=1, column=1)], "p")

    assert HEAD + said == unescaped
    assert [said] == [one.text for one in docx.Document(BytesIO(in_word)).comments]


@pytest.mark.parametrize(("start", "length"), [("", 32_767), ("а", 32_766)])
def test_a_comment_is_cut_where_excel_would_refuse_it(start, length):
    remark = Remark(text=start + "😀" * 32_767, row=1, column=1)
    ((_, text),) = comments(annotate(plain_book(), [remark], "p"))["Sheet"].values()

    assert length == len(text.encode("utf-16-le")) // 2  # half of a character has no place
    assert text.endswith("😀…")


def test_a_full_comment_takes_no_more():
    book = openpyxl.load_workbook(BytesIO(plain_book()))
    book.active["A1"].comment = Comment("а" * 32_767, "Иванова")
    out = BytesIO()
    book.save(out)

    with pytest.raises(ReadError, match="A1 is full") as caught:
        annotate(out.getvalue(), [Remark(text="а", row=1, column=1)], "файл.xlsx")
    assert "файл.xlsx" == caught.value.place


def test_characters_that_xml_has_not_are_replaced():
    assert "a\ufffd\ufffd\ufffdb\nc\n" == Remark(text="a\0\x1f\ufffeb\r\nc\r").text


def numbers(data: bytes) -> tuple[Counter, Counter]:
    """The numbers of shapes in all drawings, and the blocks that the drawings say they take."""
    shapes, blocks = Counter(), Counter()
    for name, part in parts(data).items():
        if name.endswith(".vml"):
            root = etree.fromstring(part)
            own = [int(one) for one in root.find(".//{*}idmap").get("data").split(",")]
            found = re.findall(r'id="_x0000_s(\d+)"', part.decode())
            assert {int(one) // 1024 for one in found} <= set(own)
            blocks.update(own)
            shapes.update(found)
    return shapes, blocks


def test_shapes_have_numbers_of_their_own(rich):
    remarks = [
        Remark(text="а", sheet=sheet, row=row, column=1)
        for sheet in (FIRST, "Числа")
        for row in range(1, 1500)
    ]
    old_shapes, old_blocks = numbers(rich)
    shapes, blocks = numbers(annotate(rich, remarks, "p"))

    assert 2 * 1499 - 1 == len(shapes - old_shapes)
    assert {1} == set((shapes - old_shapes).values())
    assert not (blocks - old_blocks).keys() & old_blocks.keys()
    assert {1} == set((blocks - old_blocks).values())


def test_an_open_line_break_in_a_drawing_is_closed(rich):
    drawing = next(name for name, part in parts(rich).items() if b'ObjectType="Button"' in part)

    def broken(part: bytes) -> bytes:
        return part.replace("Кнопка".encode(), "Кно<br>пка".encode())

    book = edited(rich, {drawing: broken})
    new = annotate(book, [Remark(text="а", sheet="Числа", row=1, column=1)], "p")

    assert "Кно<br/>пка".encode() in parts(new)[drawing]


THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"


@pytest.fixture
def threaded() -> bytes:
    book = openpyxl.load_workbook(BytesIO(plain_book()))
    book.active["A1"].comment = Comment("[Threaded comment]", "tc={1}")
    out = BytesIO()
    book.save(out)
    thread = (
        f'<ThreadedComments xmlns="{THREADS}"><threadedComment ref="A1" dT="2024-01-02T03:04:05.00"'
        ' personId="{9}" id="{1}"><text>Почему?</text></threadedComment></ThreadedComments>'
    )
    relation = (
        '<Relationship Id="t1" Target="../threadedComments/threadedComment1.xml" Type='
        '"http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"/>'
        "</Relationships>"
    )
    return edited(
        out.getvalue(),
        {
            "xl/threadedComments/threadedComment1.xml": thread.encode(),
            "xl/worksheets/_rels/sheet1.xml.rels": lambda part: part.replace(
                b"</Relationships>", relation.encode()
            ),
        },
    )


def test_a_thread_gets_a_reply(threaded):
    new = annotate(threaded, [Remark(text="а", title="б", row=1, column=1)], "p")
    root = etree.fromstring(parts(new)["xl/threadedComments/threadedComment1.xml"])
    question, answer = root
    (person,) = etree.fromstring(parts(new)["xl/persons/person1.xml"])

    assert ("A1", "{1}", question.get("dT")) == tuple(
        answer.get(name) for name in ("ref", "parentId", "dT")
    )
    assert "б\nа" == answer.findtext("{*}text")
    assert (AUTHOR, answer.get("personId")) == (person.get("displayName"), person.get("id"))
    assert comments(new)["Sheet"] == {"A1": ("tc={1}", f"[Threaded comment]\n\n{HEAD}б\nа")}


def test_a_reply_is_taken_back(threaded):
    remarks = [Remark(text="а", row=1, column=1)]
    new = annotate(threaded, remarks, "p")
    left = parts(annotate(new, [], "p"))["xl/threadedComments/threadedComment1.xml"]

    assert new == annotate(new, remarks, "p")
    assert 1 == len(etree.fromstring(left))


# what cannot be annotated


def of_kind(kind: str, data: bytes = b"") -> bytes:
    return edited(
        plain_book(), {"[Content_Types].xml": lambda part: part.replace(kind.encode(), data)}
    )


SIGNED = edited(plain_book(), {"_xmlsignatures/origin.sigs": b""})
STRICT = edited(
    plain_book(),
    {
        "_rels/.rels": lambda part: part.replace(
            b"schemas.openxmlformats.org/officeDocument/2006", b"purl.oclc.org/ooxml/officeDocument"
        )
    },
)
ENTITIES = edited(
    plain_book(),
    {"xl/worksheets/sheet1.xml": lambda part: b'<!DOCTYPE x [<!ENTITY a "b">]>' + part},
)
WIDE = edited(
    plain_book(),
    {"xl/worksheets/sheet1.xml": lambda part: part.decode().encode("utf-16")},
)
BINARY = of_kind(
    "openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    b"ms-excel.sheet.binary.macroEnabled.main",
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no document"),
        ("№;Процесс".encode(), "no document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password or is of the old kind"),
        (plain_book()[:-200], "damaged"),
        (edited(plain_book(), {"xl/worksheets/sheet1.xml": b"<worksheet>"}), "damaged"),
        (SIGNED, "digitally signed"),
        (STRICT, "Strict"),
        (ENTITIES, "damaged"),
        (WIDE, "damaged"),
        (BINARY, "binary"),
    ],
    ids=[
        "empty",
        "text",
        "encrypted",
        "cut",
        "broken",
        "signed",
        "strict",
        "entities",
        "utf-16",
        "xlsb",
    ],
)
def test_what_cannot_be_annotated_is_refused(data, said):
    with pytest.raises(ReadError, match=said) as caught:
        annotate(data, [Remark(text="а", row=1, column=1)], "файл.xlsx")

    assert "файл.xlsx" == caught.value.place


@pytest.mark.parametrize(
    ("data", "remark", "said"),
    [
        (plain_book(), Remark(text="а", sheet="Лист", row=1, column=1), "no sheet of cells “Лист”"),
        (plain_book(), Remark(text="а", row=0, column=1), "no cell in row 0"),
        (plain_book(), Remark(text="а", row=1, column=16_385), "column 16385"),
        (SMALL, Remark(text="а", grid=1, row=1, column=1), "no table 2"),
        (SMALL, Remark(text="а", grid=0, row=5, column=1), "no cell in row 5"),
        (SMALL, Remark(text="а", grid=0, row=1, column=0), "column 0"),
    ],
)
def test_a_place_that_is_not_there(data, remark, said):
    with pytest.raises(ReadError, match=said) as caught:
        annotate(data, [remark], "файл")

    assert "файл" == caught.value.place


@needs_office
def test_libreoffice_shows_the_comments_of_a_workbook(rich, tmp_path):
    remarks = [
        Remark(text="_x0041_ <а> 😀\nב", sheet=FIRST, row=5, column=2),
        Remark(text="б", sheet="Числа", row=2, column=1),
        Remark(text="в", sheet="Числа", row=9, column=5),
    ]
    shown = told(converted(annotate(rich, remarks, "p"), "xlsx", "ods", tmp_path))

    assert {
        (FIRST, 3, 2): HEAD + "_x0041_ <а> 😀\nב",
        ("Числа", 2, 1): f"Проверить\n\n{HEAD}б",
        ("Числа", 9, 5): HEAD + "в",
    } == shown


@needs_office
def test_a_workbook_that_libreoffice_saved(rich, tmp_path):
    remarks = [
        Remark(text="а", sheet=FIRST, row=5, column=2),
        Remark(text="б", sheet="Числа", row=2, column=1),
    ]
    saved = converted(annotate(rich, remarks, "p"), "xlsx", "xlsx", tmp_path)
    now = [Remark(text="в", sheet="Числа", row=row, column=1) for row in (1, 2)]
    new = comments(annotate(saved, now, "p"))

    assert {FIRST: {}, "Числа": {"A1": HEAD + "в", "A2": f"Проверить\n\n{HEAD}в"}} == {
        sheet: {cell: text for cell, (_, text) in cells.items()} for sheet, cells in new.items()
    }
