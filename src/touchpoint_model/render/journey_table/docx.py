"""A journey's table as a Word document on A4 landscape, with its picture above if there is one."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from ...formats.form import Form
from ...formats.writers.docx import open_document, saved
from ...formats.writers.printed import sound
from ...model.errors import UsageError
from ...model.text import Text
from .rows import JourneyTable, TableRow
from .widths import widths_of

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

__all__ = ["as_docx"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WIDTH = 15138  # twentieths of a point: 267 mm, A4 landscape within its margins
_ACROSS, _PAGE = 267.0, 172.0  # mm: width and height of a page within its margins, a line less
_SIZE = 8  # points, of the table
_LETTER, _MARGIN = 80, 96  # twentieths of a point: the width of a letter, of a cell's margins
_BACKSTAGE, _HEAD = "E7E6E6", "F2F2F2"
_CENTRED = frozenset({"number", "transfers"})
_PNG = b"\x89PNG\r\n\x1a\n"
_NO_PICTURE = Text(
    ru="картинка для документа должна быть в формате PNG; сохраните карту как PNG",
    en="the picture for a document must be a PNG; save the map as PNG",
)
_PICTURED = Text(ru="Карта клиентского пути: {title}", en="Map of the journey: {title}")


def as_docx(table: JourneyTable, *, pictures: Sequence[bytes] = ()) -> bytes:
    """The table as a document; the same table gives the same bytes.

    The row with the columns' names is repeated on every page, rows are not broken where they fit
    on one, the cells of a phase are merged, and what the client does not see is shaded.

    Args:
        pictures: of the journey, as PNG, to stand above the table (the mixed form of a map); a map
            of several strips reads best as a picture each. All are as wide as the page, unless
            they would be higher than it.

    Raises:
        UsageError: a picture is no PNG.
    """
    if not all(one.startswith(_PNG) for one in pictures):
        raise UsageError(_NO_PICTURE)
    document = open_document(Form(table.title, (), ""), table.lang)
    _make_small(document)
    document.add_paragraph(table.title, style="Title")
    for fact in table.facts:
        document.add_paragraph(fact)
    for at, picture in enumerate(pictures):
        _put_picture(document, picture, table, highest=_highest(table) if at == 0 else _PAGE)
    body = document.element.body
    body.insert(len(body) - 1, _parsed("".join(_table_xml(table))))
    for remark in table.remarks:
        document.add_paragraph(remark, style="List Bullet")
    if not table.remarks:
        document.add_paragraph()  # Word wants one after a table
    return saved(document)


def _make_small(document: Document) -> None:
    from docx.shared import Pt

    document.styles["Normal"].font.size = Pt(10)
    document.styles["Normal"].paragraph_format.space_after = Pt(2)


def _highest(table: JourneyTable) -> float:
    """The height that is left on the first page below title and facts, in mm."""
    return max(_PAGE - 12 - 6 * len(table.facts), _PAGE / 2)


def _put_picture(
    document: Document, picture: bytes, table: JourneyTable, *, highest: float
) -> None:
    from docx.shared import Mm

    drawn = document.add_picture(io.BytesIO(picture))
    scale = min(Mm(_ACROSS) / drawn.width, Mm(highest) / drawn.height)
    drawn.width, drawn.height = int(drawn.width * scale), int(drawn.height * scale)
    said = _PICTURED[table.lang].format(title=table.title)
    drawn._inline.docPr.set("descr", said)


def _table_xml(table: JourneyTable) -> Iterator[str]:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    widths = widths_of(table, _WIDTH, _LETTER, _MARGIN)
    yield (
        f'<w:tbl xmlns:w="{_W}"><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{sides}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="40" w:type="dxa"/>'
        '<w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>'
    )
    yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    for name, width in zip(table.columns, widths, strict=True):
        yield (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_shade(_HEAD)}'
            f'<w:vAlign w:val="center"/></w:tcPr>{_paragraph(name, centred=True, bold=True)}</w:tc>'
        )
    yield "</w:tr>"
    for row in table.rows:
        yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        yield "".join(_cells(table, row, widths))
        yield "</w:tr>"
    yield "</w:tbl>"


def _cells(table: JourneyTable, row: TableRow, widths: list[int]) -> Iterator[str]:
    for key, text, width in zip(table.keys, row.cells, widths, strict=True):
        look = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if key == "phase":
            look += "<w:vMerge/>" if text is None else '<w:vMerge w:val="restart"/>'
        elif not row.visible:
            look += _shade(_BACKSTAGE)
        shown = _paragraph(text or "", centred=key in _CENTRED, bold=key == "phase")
        yield f"<w:tc><w:tcPr>{look}</w:tcPr>{shown}</w:tc>"


def _shade(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def _paragraph(text: str, *, centred: bool = False, bold: bool = False) -> str:
    align = '<w:jc w:val="center"/>' if centred else ""
    look = f'{"<w:b/>" if bold else ""}<w:sz w:val="{int(_SIZE * 2)}"/>'
    shown = escape(sound(text)).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    run = f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{shown}</w:t></w:r>'
    return f'<w:p><w:pPr><w:spacing w:after="0"/>{align}</w:pPr>{run if text else ""}</w:p>'


def _parsed(xml: str) -> _Element:
    from lxml import etree

    return etree.fromstring(xml, etree.XMLParser(huge_tree=True, resolve_entities=False))
