from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from touchpoint_model.formats.document import LIMITS, Grid
from touchpoint_model.formats.notes.annotate import AUTHOR, annotate
from touchpoint_model.formats.notes.remark import Remark
from touchpoint_model.formats.readers.docx import read_docx

from .office_files import changed, converted, edited, needs_office, parts, told, word

SMALL = word()


def about(data: bytes) -> list[tuple[str, str, str]]:
    """Each comment of a text document: who, what, and the text that it is about."""
    document = docx.Document(BytesIO(data))
    found = []
    for comment in document.comments:
        inside, text = False, ""
        for node in document.element.iter("{*}commentRangeStart", "{*}commentRangeEnd", "{*}t"):
            if node.tag.endswith("}t"):
                text += node.text * inside
            elif node.get(node.tag.partition("}")[0] + "}id") == str(comment.comment_id):
                inside = node.tag.endswith("Start")
        found.append((comment.author, comment.text, text))
    return found


def test_comments_stand_around_the_text_of_cells():
    remarks = [
        Remark(text="а\n\nб\tв", title="Пункт 2.6", grid=0, row=2, column=3),
        Remark(text="г", grid=0, row=2, column=3),
        Remark(text="Всё"),
    ]

    assert [
        (AUTHOR, "Пункт 2.6\nа\n\nб\tв", "2.3"),
        (AUTHOR, "г", "2.3"),
        (AUTHOR, "Всё", "Перечень"),
    ] == about(annotate(SMALL, remarks, "p"))


def canonical(part: bytes) -> bytes:
    root = etree.fromstring(part)
    for run in list(root.iter("{*}commentReference")):
        run.getparent().getparent().remove(run.getparent())
    for mark in list(root.iter("{*}commentRangeStart", "{*}commentRangeEnd")):
        mark.getparent().remove(mark)
    return etree.tostring(root, method="c14n")


def test_all_else_in_a_text_document_stays():
    new = annotate(SMALL, [Remark(text="а", grid=0, row=1, column=1)], "p")

    assert {
        "[Content_Types].xml",
        "word/comments.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
    } == changed(SMALL, new)
    assert canonical(parts(SMALL)["word/document.xml"]) == canonical(
        parts(new)["word/document.xml"]
    )


def merged(document, table):
    table.cell(0, 0).merge(table.cell(2, 0))
    table.cell(0, 1).merge(table.cell(0, 2))


@pytest.mark.parametrize(
    ("row", "column", "text"),
    [(1, 1, "1.12.13.1"), (3, 1, "1.12.13.1"), (4, 1, "4.1"), (1, 3, "1.21.3"), (2, 2, "2.2")],
)
def test_a_merged_cell_of_a_table_stands_for_all_its_places(row, column, text):
    new = annotate(word(merged), [Remark(text="а", grid=0, row=row, column=column)], "p")

    assert [(AUTHOR, "а", text)] == about(new)


def controlled(document, table):
    """A second table in a content control; its first cell is empty, its second holds a table."""
    other = document.add_table(1, 2)
    inner = other.cell(0, 1).add_table(1, 1)
    inner.cell(0, 0).text = "внутри"
    other.cell(0, 1).add_paragraph("после")
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    other._tbl.addprevious(control)
    control[0].append(other._tbl)
    last = table.cell(3, 2)._tc
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    last.p_lst[0].addprevious(control)
    control[0].append(last.p_lst[0])


@pytest.mark.parametrize(
    ("grid", "row", "column", "text"),
    [(0, 4, 3, "4.3"), (1, 1, 1, ""), (1, 1, 2, "внутрипосле")],
)
def test_content_controls_and_tables_in_tables(grid, row, column, text):
    new = annotate(word(controlled), [Remark(text="а", grid=grid, row=row, column=column)], "p")

    assert [(AUTHOR, "а", text)] == about(new)


def test_grids_are_counted_as_they_are_read():
    data = word(merged, controlled)
    grids = [one for one in read_docx(data, "p", LIMITS).blocks if isinstance(one, Grid)]
    remarks = [
        Remark(text=f"{number} {row} {column} {text}", grid=number, row=row + 1, column=column + 1)
        for number, grid in enumerate(grids)
        for row, texts in enumerate(grid.rows)
        for column, text in enumerate(texts)
        if text and "\n" not in text
    ]

    assert 7 == len(remarks)
    assert [one.text.split()[3:] for one in remarks] == [
        [text] for _, _, text in about(annotate(data, remarks, "p"))
    ]


def commented(document, table):
    document.add_comment(table.cell(0, 0).paragraphs[0].runs, "Вопрос", "Иванова", "И")


def test_comments_of_others_in_a_text_document_stay():
    data = word(commented)
    new = annotate(data, [Remark(text="а", grid=0, row=1, column=1)], "p")

    assert [("Иванова", "Вопрос", "1.1"), (AUTHOR, "а", "1.1")] == about(new)
    assert about(data) == about(annotate(new, [], "p"))


def test_a_remark_that_someone_answered_stays():
    new = annotate(SMALL, [Remark(text=one, grid=0, row=1, column=1) for one in "аб"], "p")
    ns14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    ns15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    talk = edited(
        new,
        {
            "word/comments.xml": lambda part: part.replace(
                b"<w:p>", f'<w:p xmlns:n="{ns14}" n:paraId="1F">'.encode(), 1
            ),
            "word/talk.xml": f'<w:c xmlns:w="{ns15}"><w:e w:paraIdParent="1F"/></w:c>'.encode(),
            "word/_rels/document.xml.rels": lambda part: part.replace(
                b"</Relationships>",
                b'<Relationship Id="talk" Target="talk.xml" Type="http://schemas.microsoft.com/'
                b'office/2011/relationships/commentsExtended"/></Relationships>',
            ),
        },
    )

    assert [(AUTHOR, "а", "1.1")] == about(annotate(talk, [], "p"))


@needs_office
def test_a_text_document_through_libreoffice(tmp_path):
    remarks = [
        Remark(text="а\nб", grid=0, row=2, column=1),
        Remark(text="в", grid=0, row=2, column=2),
        Remark(text="Всё"),
    ]
    data = word(merged, commented)
    shown = told(converted(annotate(data, remarks, "p"), "docx", "odt", tmp_path))
    saved = converted(annotate(data, remarks, "p"), "docx", "docx", tmp_path)
    again = about(annotate(saved, remarks, "p"))

    assert {("Table1", 1, 1): "Вопрос", ("Table1", 2, 2): "в"}.keys() == shown.keys()
    assert "в" == shown["Table1", 2, 2]
    assert sorted(
        [
            ("Иванова", "Вопрос", "1.1"),
            (AUTHOR, "а\nб", "1.12.13.1"),
            (AUTHOR, "в", "2.2"),
            (AUTHOR, "Всё", "Перечень"),
        ]
    ) == sorted(again)
