"""A register as a Word document: tables in the ordinance's own form, on A4 landscape."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from ...model.text import Lang
from ..form import Form, merges
from ..table import Table
from .printed import AGENCY, CREATED, arranged, order_of, ready
from .steady_zip import repacked

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["Cell", "lay_tables", "open_document", "paragraph_of", "print_docx", "saved"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WIDTHS = (620, 3200, 3500, 4500, 3318)  # of the five columns, in twentieths of a point
_MARGINS = {"top": 34, "left": 85, "bottom": 34, "right": 85}
_KEPT = 4  # rows
_FONT = "Times New Roman"
_BLACK = "000000"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/"
_VARIANT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"

Cell = Callable[[int, str, bool], str]
"""What stands in a cell, as XML.

Given: which of the row's five cells it is, its text, and whether its row stays on one page with
the next.
"""


def print_docx(form: Form, *, lang: Lang = "ru") -> bytes:
    """The register as a document that prints on A4 landscape.

    Title and headings have the styles Title and Heading 1; the row with the columns' names is
    repeated on every page, and rows are not broken where they fit on one.

    Args:
        form: the register. lang: of the columns' usual names.
    """
    form = ready(form, lang)
    document = open_document(form, lang)
    lay_tables(document, form, lambda _, text, keep: paragraph_of(text, keep=keep))
    return saved(document)


def open_document(form: Form, lang: Lang) -> Document:
    """An empty document with pages, styles and properties; it tells nothing of the machine."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    document = docx.Document()
    told = document.core_properties
    told.title = form.title[:255]
    told.author = told.last_modified_by = told.comments = ""
    told.created = told.modified = CREATED
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = Mm(15)
    section.bottom_margin = Mm(18)
    section.footer_distance = Mm(8)
    _styles(document, lang)
    _footer(document)
    _drop_thumbnail(document)
    if form.agency:
        _tell_agency(document, form.agency)
    return document


def _styles(document: Document, lang: Lang) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    looks = {"Normal": (11, False, 0), "Title": (14, True, 12), "Heading 1": (12, True, 6)}
    for name, (size, bold, after) in looks.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
        properties = style.element.get_or_add_rPr()
        fonts = properties.find(qn("w:rFonts"))
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), _FONT)
        for dropped in ("w:spacing", "w:kern"):
            for one in properties.findall(qn(dropped)):
                properties.remove(one)
        shape = style.paragraph_format
        shape.space_before, shape.space_after, shape.line_spacing = Pt(0), Pt(after), 1.0
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(_BLACK)
            shape.alignment = WD_ALIGN_PARAGRAPH.CENTER
            shape.keep_with_next = True
            for border in style.element.pPr.findall(qn("w:pBdr")):
                style.element.pPr.remove(border)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(12)
    for told in document.styles.element.iter(qn("w:lang")):
        told.set(qn("w:val"), "ru-RU" if lang == "ru" else "en-GB")


def _footer(document: Document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    line = document.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line._p.append(_element('<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))


def _drop_thumbnail(document: Document) -> None:
    rels = document.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        del rels[key]


def _tell_agency(document: Document, agency: str) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    blob = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_CUSTOM}custom-properties" xmlns:vt="{_VARIANT}">'
        f'<property fmtid="{_FORMAT_ID}" pid="2" name={quoteattr(AGENCY)}>'
        f"<vt:lpwstr>{escape(agency)}</vt:lpwstr></property></Properties>"
    )
    package = document.part.package
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    part = Part(PackURI("/docProps/custom.xml"), kind, blob.encode(), package)
    package.relate_to(part, f"{_CUSTOM}relationships/custom-properties")


def lay_tables(document: Document, form: Form, cell: Cell) -> None:
    """Put the title, the headings and the tables of a form that is ready into a document."""
    from docx.shared import Pt

    if form.printed_title.strip():
        document.add_paragraph(form.printed_title, style="Title")
    for at, table in enumerate(form.tables):
        if table.heading.strip():
            document.add_paragraph(table.heading, style="Heading 1")
        elif at:
            document.add_paragraph()  # lest two tables grow together
        body = document.element.body
        body.insert(len(body) - 1, _table(arranged(table), order_of(table.columns), cell))
    last = document.add_paragraph()  # Word wants one after a table: as low as can be
    last.paragraph_format.line_spacing = Pt(1)


def _table(table: Table, order: Sequence[int], cell: Cell) -> object:
    return _element("".join(_table_xml(table, order, cell)))


def _table_xml(table: Table, order: Sequence[int], cell: Cell) -> Iterator[str]:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in _MARGINS.items())
    widths = [_WIDTHS[at] for at in order]
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>"
    )
    yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    for name, width in zip(table.columns, widths, strict=True):
        yield (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            '<w:p><w:pPr><w:keepNext/><w:jc w:val="center"/></w:pPr>'
            f"{_runs_of(name, bold=True)}</w:p></w:tc>"
        )
    yield "</w:tr>"
    rows, kept = table.rows, _kept(table)
    opened = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>' for width in widths]
    for at, row in enumerate(rows):
        below = rows[at + 1].cells if at + 1 < len(rows) else ("",) * 5
        yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        for column, text in enumerate(row.cells):
            if text is None and at:
                yield f"{opened[column]}<w:vMerge/></w:tcPr><w:p/></w:tc>"
                continue
            merged = '<w:vMerge w:val="restart"/>' if below[column] is None else ""
            yield f"{opened[column]}{merged}</w:tcPr>{cell(order[column], text or '', at in kept)}</w:tc>"
        yield "</w:tr>"
    yield "</w:tbl>"


def _kept(table: Table) -> set[int]:
    """Rows that stay on one page with the next: of short groups that a cell spans.

    A longer group must break somewhere, and asking Word to keep it would move it as a whole.
    """
    short = [merge for merge in merges(table) if merge.height <= _KEPT]
    return {at for merge in short for at in range(merge.row, merge.row + merge.height - 1)}


def paragraph_of(text: str, *, keep: bool = False) -> str:
    """A paragraph with a text, as XML. keep: on one page with the next."""
    look = "<w:pPr><w:keepNext/></w:pPr>" if keep else ""
    return f"<w:p>{look}{_runs_of(text)}</w:p>" if text or keep else "<w:p/>"


def _runs_of(text: str, *, bold: bool = False) -> str:
    """A run with a text, as XML: lines break, tabs stay."""
    shown = escape(text)
    if "\n" in text:
        shown = shown.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    if "\t" in text:
        shown = shown.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{shown}</w:t></w:r>'


def _element(xml: str) -> object:
    from lxml import etree

    head, _, rest = xml.partition(">")
    closing = "/" if head.endswith("/") else ""
    named = f'{head.removesuffix("/")} xmlns:w="{_W}"{closing}>{rest}'
    return etree.fromstring(named, etree.XMLParser(huge_tree=True, resolve_entities=False))


def saved(document: Document) -> bytes:
    """The bytes of a document; the same document gives the same bytes."""
    stream = io.BytesIO()
    document.save(stream)
    return repacked(stream.getvalue())
