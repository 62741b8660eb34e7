"""Reading and writing office documents with merged cells, next to the bare libraries.

`python benchmarks/documents.py [ROWS …]`

For each format: the bare library's read of the same file with its merged cells, our reader of
cells (`Document`), the whole way to a recognised `Register`; the bare library's write, ours, and
ours with the reading back that tells what was lost. Seconds of CPU time, medians of seven turns;
the ratios are within one run.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile

import xlsxwriter
from attrs import evolve
from engine import timed
from lxml import etree, html
from python_calamine import CalamineWorkbook

from touchpoint_model import agency
from touchpoint_model.documents import decode, encode
from touchpoint_model.formats.document import LIMITS
from touchpoint_model.formats.form import Form, merges
from touchpoint_model.formats.listing import form_of
from touchpoint_model.formats.readers.kinds import read_document
from touchpoint_model.formats.table import Row, Table
from touchpoint_model.formats.writers.printing import print_form
from touchpoint_model.recognise import recognise

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COLUMNS = (
    "№",
    "Процесс взаимодействия с клиентом",
    "Точка взаимодействия",
    "Потребности",
    "Особенности",
)


def form(rows: int) -> Form:
    """A form of that many rows: five points a process, two needs under each merged point."""
    points = ("официальный сайт", "Почта России", "электронная почта", "телефонная связь", "СЭД")
    needs = ("получение информации", "получение консультации")
    made = []
    for at in range(rows):
        process, point, need = at // 10, at // 2 % 5, at % 2
        made.append(
            Row(
                (
                    str(process + 1) if at % 10 == 0 else None,
                    f"Процесс {process + 1}" if at % 10 == 0 else None,
                    points[point] if need == 0 else None,
                    needs[need],
                    ("цифровая точка", "офлайн точка")[point % 2] if need == 0 else None,
                ),
                at + 2,
            )
        )
    return Form("Перечень точек", (Table("Направление", COLUMNS, tuple(made)),), "trade")


def bare_xlsx(data: bytes) -> int:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheet = book.get_sheet_by_index(0)
    return len(sheet.to_python()) + len(sheet.merged_cell_ranges or ())


def bare_docx(data: bytes) -> list[list[str | None]]:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    rows = []
    for row in root.iter(f"{W}tr"):
        cells: list[str | None] = []
        for cell in row.iterchildren(f"{W}tc"):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            covered = merge is not None and merge.get(f"{W}val") != "restart"
            cells.append(None if covered else "".join(one.text or "" for one in cell.iter(f"{W}t")))
        rows.append(cells)
    return rows


def bare_html(data: bytes) -> list[list[tuple[str, str | None]]]:
    root = html.fromstring(data)
    return [[(cell.text_content(), cell.get("rowspan")) for cell in row] for row in root.iter("tr")]


def bare_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


BARE = {"xlsx": bare_xlsx, "docx": bare_docx, "html": bare_html, "csv": bare_csv}


def bare_write(value: Form) -> bytes:
    """The same cells and merges by XlsxWriter alone."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet()
    for table in value.tables:
        for at, row in enumerate(table.rows):
            for column, cell in enumerate(row.cells):
                if cell is not None:
                    sheet.write_string(at, column, cell)
        for one in merges(table):
            text = table.rows[one.row].cells[one.column] or ""
            sheet.merge_range(
                one.row, one.column, one.row + one.height - 1, one.column + one.width - 1, text
            )
    book.close()
    return stream.getvalue()


def main(sizes: list[int]) -> None:
    """Print a line for each format and size."""
    vocabulary = agency("trade").vocabulary
    print("read    rows   KiB   bare s  cells s  ratio  register s  ratio")
    made: dict[tuple[int, str], bytes] = {}
    for kind, bare in BARE.items():
        for rows in sizes:
            data = made[rows, kind] = print_form(form(rows), kind)

            def cells(data: bytes = data, kind: str = kind) -> object:
                return read_document(data, "a", LIMITS, kind)

            def whole(data: bytes = data, kind: str = kind) -> object:
                register = decode(data, "a", "trade", kind=kind).register
                return recognise(register, vocabulary)

            mine, theirs = timed(cells, lambda data=data, bare=bare: bare(data))
            all_, _ = timed(whole, cells)
            print(
                f"{kind:5} {rows:6} {len(data) // 1024:5}  {theirs:7.3f}  {mine:7.3f}  "
                f"{mine / theirs:5.2f}  {all_:10.3f}  {all_ / theirs:5.2f}"
            )
    print("write   rows  print s  with losses told s  bare XlsxWriter s")
    for kind in BARE:
        for rows in sizes:
            value = form(rows)
            register = recognise(
                decode(made[rows, kind], "a", "trade", kind=kind).register, vocabulary
            )
            value = evolve(form_of(register))
            mine, told = timed(
                lambda value=value, kind=kind: print_form(value, kind),
                lambda register=register, kind=kind: encode(register, kind),
            )
            bare = (
                f"{timed(lambda value=value: bare_write(value), int)[0]:17.3f}"
                if kind == "xlsx"
                else ""
            )
            print(f"{kind:5} {rows:6}  {mine:7.3f}  {told:18.3f}  {bare}")


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [1_000, 10_000])
