"""Small office files, part by part, as no writer of ours makes them."""

import io
import zipfile

from touchpoint_model.formats.document import LIMITS, Grid, Line
from touchpoint_model.formats.readers.docx import read_docx
from touchpoint_model.formats.readers.opendocument import read_opendocument
from touchpoint_model.formats.readers.xlsx import read_xlsx

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument."
_SHEET_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_WORD_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_OPEN_NS = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style", "meta")
)
# of a cell with s="1": a date, s="2": hours and minutes, s="3": hours over days
_STYLES = (
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/></numFmts>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/>'
    '<xf numFmtId="20" applyNumberFormat="1"/><xf numFmtId="46" applyNumberFormat="1"/></cellXfs>'
)


def packed(parts, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return stream.getvalue()


def relations(**targets):
    told = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'{HEAD}<Relationships xmlns="{_RELATIONS}">{told}</Relationships>'


def office_parts(main, kind):
    types = (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{_TYPES}{kind}.main+xml"/></Types>'
    )
    return {
        "[Content_Types].xml": types,
        "_rels/.rels": relations(r1=("officeDocument", main)),
    }


def sheet_xml(rows, after=""):
    return f"{HEAD}<worksheet {_SHEET_NS}><sheetData>{rows}</sheetData>{after}</worksheet>"


def xlsx_parts(*sheets, shared=(), state=""):
    """A workbook of sheets `S1`, `S2` …; `shared` are the insides of its shared strings."""
    told = "".join(
        f'<sheet name="S{at}" sheetId="{at}" r:id="r{at}" {state if at == 1 else ""}/>'
        for at in range(1, len(sheets) + 1)
    )
    targets = {
        f"r{at}": ("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)
    }
    strings = "".join(f"<si>{one}</si>" for one in shared)
    return {
        **office_parts("xl/workbook.xml", "spreadsheetml.sheet"),
        "xl/workbook.xml": f'{HEAD}<workbook {_SHEET_NS} xmlns:r="{_OFFICE}">'
        f"<sheets>{told}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            **targets,
            strings=("sharedStrings", "sharedStrings.xml"),
            styles=("styles", "styles.xml"),
        ),
        "xl/styles.xml": f"{HEAD}<styleSheet {_SHEET_NS}>{_STYLES}</styleSheet>",
        "xl/sharedStrings.xml": f"{HEAD}<sst {_SHEET_NS}>{strings}</sst>",
        **{f"xl/worksheets/sheet{at}.xml": one for at, one in enumerate(sheets, start=1)},
    }


def docx_parts(body, styles=""):
    parts = {
        **office_parts("word/document.xml", "wordprocessingml.document"),
        "word/document.xml": f"{HEAD}<w:document {_WORD_NS}><w:body>{body}</w:body></w:document>",
    }
    if styles:
        parts["word/styles.xml"] = f"{HEAD}<w:styles {_WORD_NS}>{styles}</w:styles>"
    return parts


def open_parts(kind, body, styles=""):
    """kind: `text` or `spreadsheet`."""
    return {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"{HEAD}<office:document-content {_OPEN_NS}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>",
    }


def blocks(document):
    """Lines as (text, role), grids as their rows."""
    return [
        (one.text, one.role) if isinstance(one, Line) else [list(row) for row in one.rows]
        for one in document.blocks
    ]


def grid_of(document) -> Grid:
    (grid,) = (one for one in document.blocks if isinstance(one, Grid))
    return grid


def sheet(rows, after="", **more):
    data = packed(xlsx_parts(sheet_xml(rows, after), **more))
    return grid_of(read_xlsx(data, "a.xlsx", LIMITS))


def word(body, styles=""):
    return read_docx(packed(docx_parts(body, styles)), "a.docx", LIMITS)


def opened(kind, body, styles=""):
    return read_opendocument(packed(open_parts(kind, body, styles)), "a.odx", LIMITS)


def cell(text, settings=""):
    """A cell of a Word table."""
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{paragraph(text)}</w:tc>"


def paragraph(text, settings=""):
    return f'<w:p><w:pPr>{settings}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*rows):
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
