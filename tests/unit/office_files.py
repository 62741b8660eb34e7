"""Office files of tests: made, taken apart, edited by parts, converted by LibreOffice."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import pytest
from lxml import etree

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not there")


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist()}


def changed(old: bytes, new: bytes) -> set[str]:
    before, after = parts(old), parts(new)
    assert before.keys() <= after.keys()
    return {name for name in after if before.get(name) != after[name]}


def edited(data: bytes, names: Mapping[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """The same package with some parts put, or edited by a function."""
    out = BytesIO()
    old = parts(data)
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in dict.fromkeys([*old, *names]):
            new = names.get(name, old.get(name))
            archive.writestr(name, new(old[name]) if callable(new) else new)
    return out.getvalue()


def plain_book(*cells: str) -> bytes:
    book = openpyxl.Workbook()
    for cell in cells or ("A1",):
        book.active[cell] = cell
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def word(*edits, rows: int = 4, columns: int = 3) -> bytes:
    document = docx.Document()
    document.add_paragraph()
    document.add_paragraph("Перечень")
    table = document.add_table(rows, columns)
    for at, row in enumerate(table.rows):
        for number, cell in enumerate(row.cells):
            cell.text = f"{at + 1}.{number + 1}"
    for edit in edits:
        edit(document, table)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def converted(data: bytes, old: str, new: str, folder) -> bytes:
    (folder / f"a.{old}").write_bytes(data)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            new,
            "--outdir",
            f"{folder}/out",
            f"{folder}/a.{old}",
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return (folder / "out" / f"a.{new}").read_bytes()


TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
NOTE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation"


def told(data: bytes) -> dict[tuple[str, int, int], str]:
    """Annotations of an OpenDocument by table, row and column from 1, dates and people left out."""
    found = {}
    for table in etree.fromstring(parts(data)["content.xml"]).iter(f"{TABLE}table"):
        row = 0
        for line in table.iter(f"{TABLE}table-row"):
            row += 1
            column = 0
            for cell in line.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                column += 1
                for note in cell.iter(NOTE):
                    text = "\n".join("".join(one.itertext()) for one in note.iter("{*}p"))
                    found[table.get(f"{TABLE}name"), row, column] = text
                column += int(cell.get(f"{TABLE}number-columns-repeated", 1)) - 1
            row += int(line.get(f"{TABLE}number-rows-repeated", 1)) - 1
    return found
