"""Damaged and hostile files: a clear `ReadError`, and nothing else, comes out."""

import io
import struct
import zipfile
from contextlib import suppress
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from touchpoint_model.formats.document import LIMITS, Limits
from touchpoint_model.formats.readers.kinds import KINDS, kind_of, read_document
from touchpoint_model.model.errors import ReadError

from .packing import (
    HEAD,
    cell,
    docx_parts,
    open_parts,
    packed,
    paragraph,
    sheet_xml,
    table,
    xlsx_parts,
)

FEW = Limits(unpacked=100_000, cells=1000)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
SHEET = sheet_xml(
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>'
    '<row r="2"><c r="B2" s="1"><v>45370.5</v></c><c r="D2" s="3"><v>1.5</v></c>'
    '<c r="C2" t="e"><v>#N/A</v></c></row>',
    '<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>',
)
WORD = paragraph("Перечень") + table(
    cell("1", '<w:vMerge w:val="restart"/>') + cell("a", '<w:gridSpan w:val="2"/>'),
    cell("", "<w:vMerge/>") + cell("b") + cell("c"),
)
OPEN = (
    '<table:table table:name="Л"><table:table-row table:number-rows-repeated="2">'
    '<table:table-cell table:number-rows-spanned="2"><text:p>а<text:s text:c="2"/>б</text:p>'
    '</table:table-cell><table:table-cell table:number-columns-repeated="3"/>'
    '<table:table-cell office:value-type="float" office:value="1"/>'
    "</table:table-row></table:table>"
)
PAGE = (
    "<!doctype html><meta charset='utf-8'><h1>Перечень</h1><table><tr><td rowspan=2>а"
    "<td colspan=2>б<p>в<tr><td>г<td>д</table>"
)
ROWS = '№;Процесс;Точка;Потребности;Особенности\n1;"а\nб";"""в""";;\n;;г;;\n'


@cache
def parts_of(kind):
    """The parts of a small valid file; a file that is no package is its one part."""
    if kind in ("html", "csv"):
        return {"": (PAGE if kind == "html" else ROWS).encode()}
    parts = {
        "xlsx": xlsx_parts(SHEET, shared=["<t>а</t>"]),
        "docx": docx_parts(WORD),
        "ods": open_parts("spreadsheet", OPEN),
        "odt": open_parts("text", OPEN),
    }[kind]
    return {name: body.encode() for name, body in parts.items()}


def joined(parts):
    return parts[""] if "" in parts else packed(parts, zipfile.ZIP_STORED)


def small(kind):
    return joined(parts_of(kind))


def spoilt(data, cuts):
    for where, put, length in cuts:
        at = int(where * len(data))
        data = data[:at] + put + data[at + len(put) * (length % 2) + length // 2 :]
    return data


def read(data, kind):
    try:
        read_document(data, f"a.{kind}", FEW, kind)
    except ReadError as error:
        return error
    return None


OFFICE = sorted({*KINDS} - {"json", "text"})
CUTS = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.one_of(
            st.binary(max_size=4),
            st.sampled_from([b"<", b">", b'"', b"&", b"&#0;", b"9" * 12, b"-1", b"A", b"", b"]]>"]),
        ),
        st.integers(0, 6),
    ),
    max_size=4,
)


@pytest.mark.parametrize("kind", OFFICE)
def test_a_small_file_is_read(kind):
    assert read(small(kind), kind) is None
    assert kind_of(small(kind), f"a.{kind}") == kind


@pytest.mark.parametrize("kind", ["docx", "ods", "odt", "xlsx"])
def test_a_cut_package_is_damaged_wherever_it_is_cut(kind):
    whole = small(kind)

    for end in range(1, len(whole) - 22, 7):  # the last 22 bytes may hold an empty comment
        error = read(whole[:end], kind)

        assert error is not None
        assert error.place == f"a.{kind}"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(OFFICE), CUTS, st.booleans(), st.integers(0, 9))
def test_damage_is_a_read_error(kind, cuts, inside, which):
    """Law: whatever bytes of a file are lost or changed, it is read or refused, never crashes."""
    parts = parts_of(kind)
    name = [*parts][which % len(parts)]
    data = (
        joined({**parts, name: spoilt(parts[name], cuts)}) if inside else spoilt(small(kind), cuts)
    )

    error = read(data, kind)

    assert error is None or error.message["ru"]
    with suppress(ReadError):
        assert kind_of(data, f"a.{kind}") in KINDS


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(OFFICE), st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(kind, data):
    """Law: no bytes, under whatever name, make a reader raise anything but `ReadError`."""
    error = read(data, kind)

    assert error is None or error.place == f"a.{kind}"


# what is refused, and the word of the message that says what was found


def encrypted(parts):
    return {**parts, "META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}


def locked(data):
    """The same zip with the flag of a password set on every part."""
    body = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = body.find(mark)
        while at >= 0:
            body[at + offset] |= 1
            at = body.find(mark, at + 4)
    return bytes(body)


def macros(parts, kind):
    return {**parts, "[Content_Types].xml": f"<Types><Override ContentType='{kind}'/></Types>"}


XLSX, DOCX = xlsx_parts(SHEET, shared=["<t>a</t>"]), docx_parts(WORD)
REFUSED = {
    "empty": (b"", "a.xlsx", "пуст"),
    "blank": (b" \r\n", "a.csv", "пуст"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "парол"),
    "password-zip": (locked(packed(XLSX)), "a.xlsx", "парол"),
    "password-odt": (packed(encrypted(open_parts("text", ""))), "a.odt", "парол"),
    "old-word": (OLE + "WordDocument".encode("utf-16-le"), "a.doc", ".docx"),
    "old-excel": (OLE + "Workbook".encode("utf-16-le"), "a.xls", ".xlsx"),
    "old-other": (OLE, "a.xls", "двоичн"),
    "pdf": (b"%PDF-1.7\n", "a.pdf", "PDF"),
    "rtf-as-doc": (b"{\\rtf1 x}", "a.doc", "RTF"),
    "mhtml": (b"MIME-Version: 1.0\r\n", "a.html", "MHTML"),
    "rar": (b"Rar!\x1a\x07\x00", "a.docx", "архив"),
    "picture": (b"\x89PNG\r\n\x1a\n", "a.docx", "изображение"),
    "binary": (b"\x00\x01\x02\x03" * 30 + bytes(range(1, 256)), "a.txt", "двоичн"),
    "flat-xml": (
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>',
        "a.xml",
        "XML",
    ),
    "zip": (packed({"a.txt": "a"}), "a.zip", "zip"),
    "zip-as-docx": (packed({"a.txt": "a"}), "a.docx", "zip"),
    "empty-zip": (packed({}), "a.docx", "zip"),
    "word-as-xlsx": (packed(DOCX), "a.xlsx", ".docx"),
    "excel-as-docx": (packed(XLSX), "a.docx", ".xlsx"),
    "excel-as-csv": (packed(XLSX), "a.csv", ".xlsx"),
    "ods-as-odt": (packed(open_parts("spreadsheet", "")), "a.odt", ".ods"),
    "page-as-xls": (PAGE.encode(), "a.xls", ".html"),
    "page-as-docx": (PAGE.encode(), "a.docx", ".html"),
    "text-as-docx": ("Перечень".encode(), "a.docx", ".txt"),
    "page-as-csv": (PAGE.encode(), "a.csv", ".html"),
    "excel-as-xls": (packed(XLSX), "a.xls", ".xlsx"),
    "macros": (packed({**XLSX, "xl/vbaProject.bin": b"x"}), "a.xlsx", "макрос"),
    "docm": (
        packed(macros(DOCX, "application/vnd.ms-word.document.macroEnabled.main+xml")),
        "a.docm",
        "макрос",
    ),
    "xlsm": (
        packed(macros(XLSX, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")),
        "a.xlsm",
        "макрос",
    ),
    "xlsb": (
        packed(macros(XLSX, "application/vnd.ms-excel.sheet.binary.macroEnabled.main")),
        "a.xlsb",
        "xlsb",
    ),
    "basic": (packed({**open_parts("text", ""), "Basic/Standard/M.xml": "x"}), "a.odt", "макрос"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_document_is_refused_with_its_name(case):
    data, name, word = REFUSED[case]

    with pytest.raises(ReadError) as refused:
        read_document(data, name, LIMITS, kind_of(data, name))

    assert refused.value.place == name
    assert word in refused.value.message["ru"]


@pytest.mark.parametrize("kind", ["xlsx", "docx", "odt"])
def test_a_foreign_file_is_named_by_the_reader_too(kind):
    error = read(OLE + "EncryptedPackage".encode("utf-16-le"), kind)

    assert error is not None
    assert "парол" in error.message["ru"]


# what unfolds to more than it shows


def bomb(size):
    return packed({**DOCX, "word/media/a.bin": bytes(size), "word/styles.xml": "<a/>"})


def test_a_zip_bomb_is_refused_by_what_it_states():
    error = read(bomb(1_000_000), "docx")

    assert error is not None
    assert "МиБ" in error.message["ru"]


def lying(data, size):
    """The zip with another unpacked size stated for its largest part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        real = max(one.file_size for one in archive.infolist())
    assert data.count(struct.pack("<L", real)) == 2
    return data.replace(struct.pack("<L", real), struct.pack("<L", size))


def test_a_zip_bomb_that_lies_about_its_size_is_cut_and_refused():
    body = "<w:p/>" * 200_000
    error = read(lying(packed(docx_parts(body)), 1000), "docx")

    assert error is not None
    assert "поврежд" in error.message["ru"]


def test_parts_named_twice_are_refused():
    stream = io.BytesIO(packed(DOCX))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<a/>")

    assert read(stream.getvalue(), "docx") is not None


ENTITY = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY f "ffff">]>'
LAUGHS = (
    '<!DOCTYPE w [<!ENTITY a "hahaha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
    + "]>"
)


@pytest.mark.parametrize("types", [ENTITY, LAUGHS])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("kind", ["docx", "odt", "ods", "xlsx"])
def test_a_document_type_is_refused(kind, encoding, types):
    name = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}.get(
        kind, "content.xml"
    )
    parts = {
        "docx": DOCX,
        "xlsx": XLSX,
        "odt": open_parts("text", OPEN),
        "ods": open_parts("spreadsheet", OPEN),
    }[kind]
    text = parts[name].removeprefix(HEAD).replace(">а<", ">&f;<")
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    error = read(packed({**parts, name: (head + types + text).encode(encoding)}), kind)

    assert error is not None
    assert "DOCTYPE" in error.message["ru"]


def test_a_document_type_cannot_hide_behind_an_encoding():
    text = (HEAD.replace("UTF-8", "UTF-7") + ENTITY + "<w>&e;</w>").replace("<!", "+ADwAIQ-")

    assert read(packed({**DOCX, "word/document.xml": text}), "docx") is not None


@pytest.mark.parametrize("page", [ENTITY, LAUGHS])
def test_entities_of_a_page_are_not_resolved(page):
    document = read_document(f"{page}<table><tr><td>&e;&i;</table>".encode(), "a.html", FEW, "html")

    assert "root:" not in str(document)
    assert "hahaha" * 2 not in str(document)


def nested(kind):
    deep = 100_000
    if kind == "docx":
        return packed(docx_parts("<w:sdt>" * deep + "</w:sdt>" * deep))
    if kind in ("odt", "ods"):
        body = "<text:section>" * deep + "</text:section>" * deep
        return packed(open_parts("text", body))
    if kind == "xlsx":
        return packed(xlsx_parts(sheet_xml("<row>" * deep + "</row>" * deep)))
    return b"<table><tr><td>" * deep + b"x"


@pytest.mark.parametrize("kind", ["docx", "odt", "html"])
def test_a_hundred_thousand_nested_tags_are_refused(kind):
    error = None
    try:
        read_document(nested(kind), "a", LIMITS, kind)
    except ReadError as refused:
        error = refused

    assert error is not None
    assert "вложена" in error.message["ru"]


# what asks for more cells than there are

FAR = {
    "cell": '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    '<row r="1"><c r="A1"><v>1</v></c></row>',
    "spaces": "<row\tr='1048576'><c\n s='1' r = 'XFD1048576'><v>1</v></c></row>"
    "<row r='1'><c r='A1'><v>1</v></c></row>",
    "prefix": '<a:row xmlns:a="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="9999">'
    '<a:c r="ZZ9999"><a:v>1</a:v></a:c></a:row><row r="1"><c r="A1"><v>1</v></c></row>',
    "implied": '<row r="1048575"/><row><c r="XFD1"/><c r="XFD7"><v>1</v></c></row>'
    '<row r="1"><c r="A1"><v>1</v></c></row>',
    "off": '<row r="1"><c r="A99999999999"><v>1</v></c></row>',
    "wide": '<row r="1"><c r="AAAAAAA1"><v>1</v></c></row>',
}


@pytest.mark.parametrize("case", FAR)
def test_a_lone_cell_far_away_is_refused_before_room_is_made(case):
    data = packed(xlsx_parts(sheet_xml(FAR[case])))

    with pytest.raises(ReadError):
        read_document(data, "a.xlsx", LIMITS, "xlsx")


def test_a_far_cell_that_is_only_formatted_takes_no_room():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    (grid,) = read_document(packed(xlsx_parts(sheet_xml(rows))), "a", FEW, "xlsx").blocks

    assert [["1"]] == grid.rows


@pytest.mark.parametrize("count", ["4000000000", "18000000000000000000", " 99999"])
def test_a_workbook_cannot_have_room_made_for_strings_it_lacks(count):
    strings = f'{HEAD}<sst uniqueCount="{count}" count="{count}"><si><t>a</t></si></sst>'
    error = read(packed({**XLSX, "xl/sharedStrings.xml": strings}), "xlsx")

    assert error is not None
    assert "sharedStrings" in error.message["ru"]


def test_a_merged_cell_over_the_whole_sheet_is_cut_to_the_cells_in_use():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
    whole = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    (grid,) = read_document(packed(xlsx_parts(sheet_xml(rows, whole))), "a", FEW, "xlsx").blocks

    assert [["1", None], [None, None]] == grid.rows
    assert [(0, 0, 2, 2)] == list(grid.merges)


def test_merged_cells_over_one_another_cannot_multiply_the_work():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="30"><c r="AD30"><v>2</v></c></row>'
    many = "<mergeCells>" + '<mergeCell ref="A1:AD30"/>' * 20_000 + "</mergeCells>"
    error = read_or_error(packed(xlsx_parts(sheet_xml(rows, many))), "xlsx", Limits(cells=10_000))

    assert error is not None
    assert "ячеек" in error.message["ru"]


def read_or_error(data, kind, limits):
    try:
        read_document(data, "a", limits, kind)
    except ReadError as error:
        return error
    return None


HUGE = {
    "html-colspan": ("html", b"<table><tr><td colspan=100000000>a</table>", None),
    "html-rowspan": ("html", b"<table><tr><td rowspan=100000000>a</table>", None),
    "html-both": ("html", b"<table>" + b"<tr><td colspan=1000 rowspan=999>a" * 500, "ячеек"),
    "csv": ("csv", b"a;b\n" * 600, "ячеек"),
    "csv-wide": ("csv", b";" * 999 + b"a\n\na;b", "ячеек"),
    "docx-span": (
        "docx",
        packed(docx_parts(table(cell("a", '<w:gridSpan w:val="999999"/>')))),
        None,
    ),
    "docx-many": (
        "docx",
        packed(docx_parts(table(*["<w:tc><w:p/></w:tc>" * 39 + cell("a")] * 30))),
        "ячеек",
    ),
    "ods-rows": (
        "ods",
        packed(open_parts("spreadsheet", OPEN.replace('repeated="2"', 'repeated="1048576"'))),
        "ячеек",
    ),
    "ods-columns": (
        "ods",
        packed(open_parts("spreadsheet", OPEN.replace('repeated="3"', 'repeated="999999999"'))),
        "ячеек",
    ),
    "ods-spanned": (
        "ods",
        packed(open_parts("spreadsheet", OPEN.replace('spanned="2"', 'spanned="1048576"'))),
        None,
    ),
    "ods-spaces": (
        "ods",
        packed(open_parts("spreadsheet", OPEN.replace('text:c="2"', 'text:c="999999999"'))),
        None,
    ),
}


@pytest.mark.parametrize("case", HUGE)
def test_spans_and_repetitions_are_held_by_the_limit_of_cells(case):
    kind, data, word = HUGE[case]
    error = read_or_error(data, kind, FEW)

    assert (word is None) == (error is None)
    assert error is None or word in error.message["ru"]


def test_empty_rows_and_columns_that_repeat_to_the_end_of_a_sheet_take_no_room():
    body = OPEN.replace(
        "</table:table-row>",
        '<table:table-cell table:number-columns-repeated="16379"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    )
    (grid,) = read_document(packed(open_parts("spreadsheet", body)), "a", FEW, "ods").blocks

    assert 2 == len(grid.rows)
    assert 5 == len(grid.rows[0])


LONG = {
    "comments": b"<!---->" * 5000 + b"<x",
    "spaces": b" " * 100_000 + b"<x",
    "quotes": b'"' * 100_001,
}


@pytest.mark.parametrize("case", LONG)
def test_telling_the_kind_does_not_go_round_and_round(case):
    assert "text" == kind_of(LONG[case], "-")


PAGES = {
    "styles": "<style>" + "td," * 100_000 + "</style><p>а",
    "spaces": "<p>а" + "<i> </i>" * 100_000,
    "breaks": "<table><tr><td>а" + "<p> </p>" * 50_000 + "</table>",
}


@pytest.mark.parametrize("case", PAGES)
def test_long_pages_are_read_in_one_go(case):
    (block,) = read_document(PAGES[case].encode(), "a.html", LIMITS, "html").blocks

    assert "а" == getattr(block, "text", None) or [["а"]] == block.rows


def test_cells_that_reach_down_many_rows_do_not_multiply_the_work():
    wide = "".join("<td colspan=1000 rowspan=2>" for _ in range(999))
    page = f"<table><tr>{wide}</tr>" + "<tr></tr>" * 50_000 + "<tr><td>а</table>"

    assert read_or_error(page.encode(), "html", Limits(cells=3_000_000)) is None
