"""One register as other hands print it in every format, and where its texts stand then."""

import csv
import io
from html import escape

import docx
import openpyxl
from lxml import html as pages
from openpyxl.cell import Cell

from .packing import open_parts, packed

TITLE = "Перечень точек взаимодействия Министерства"
SHEET = "Точки «1»"
HEAD = (
    "№",
    "Процесс взаимодействия с внешним клиентом",
    "Точка взаимодействия",
    "Удовлетворяемые потребности клиента",
    "Особенности взаимодействия с клиентом",
)
# each text stands in one cell only, so that a text tells its cell; None goes on from above
TABLES = {
    "Государственные услуги": (
        ("1", "Выдача лицензий", "Ярмарка сказок", "получение сведений о сроках", "цифровая 1"),
        (None, None, None, "узнать цену; узнать срок, подать жалобу", None),
        (None, None, None, "информирование о лицензиях", None),
        (None, None, "офлайн-точка", "получение лицензии", ""),
        ("2", "Продление лицензий", "Ярмарка мёда", "информирование о мёде", "цифровая 2"),
        (None, None, "Почта России", None, "офлайн 2"),
        (None, None, "кабинет сотрудника", "иное", "офлайн 3"),
    ),
    "Региональный контроль (надзор)": (
        ("1", "Визит к торговцу", "личный приём", "заполнение анкет", "офлайн 4"),
        (None, None, "Почта России / Ярмарка льна", "", "офлайн 5"),
        ("2", "Обжалование решений", "телефон 8 (4812) 29-25-01", "подача жалоб", "офлайн 6"),
    ),
}


def down(rows, at, column):
    """How many rows the cell of a row covers."""
    more = 1
    while at + more < len(rows) and rows[at + more][column] is None:
        more += 1
    return more


def cells_of(rows):
    """Cells with their rows (from 0), columns and heights, headings included."""
    for at, row in enumerate([HEAD, *rows]):
        for column, text in enumerate(row):
            if text is not None:
                yield at, column, text, 1 if at == 0 else down(rows, at - 1, column)


def workbook() -> bytes:
    """The register on the second sheet, from B3, two tables one under the other."""
    book = openpyxl.Workbook()
    book.active.title = "Титул"
    book.active["A1"] = "Официальный сайт и почта"
    sheet = book.create_sheet(SHEET)
    top = 3
    sheet["B1"] = TITLE
    for heading, rows in TABLES.items():
        sheet.cell(top - 1, 2, heading)
        for at, column, text, height in cells_of(rows):
            sheet.cell(top + at, 2 + column, text)
            if height > 1:
                sheet.merge_cells(
                    start_row=top + at,
                    end_row=top + at + height - 1,
                    start_column=2 + column,
                    end_column=2 + column,
                )
        top += len(rows) + 4
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def printed_workbook(data: bytes):
    """(text, place) of every cell, as another library reads them."""
    sheet = openpyxl.load_workbook(io.BytesIO(data))[SHEET]
    wide = {str(one).partition(":")[0]: str(one) for one in sheet.merged_cells.ranges}
    table = 0
    for row in sheet.iter_rows():
        table += any(cell.value == HEAD[0] for cell in row)
        inside = sum(bool(cell.value) for cell in row) > 1
        for cell in row:
            if cell.value or (inside and isinstance(cell, Cell)):
                at = wide.get(cell.coordinate, cell.coordinate)
                yield cell.value or "", (SHEET, table, cell.row, at, None)


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph(TITLE, style="Title")
    other = document.add_table(2, 2)  # no table of the register
    other.cell(0, 0).text = "Почта России"
    for heading, rows in TABLES.items():
        document.add_paragraph(heading, style="Heading 1")
        table = document.add_table(len(rows) + 1, 5)
        for at, column, text, height in cells_of(rows):
            cell = table.cell(at, column)
            if height > 1:
                cell = cell.merge(table.cell(at + height - 1, column))
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def printed_word(data: bytes):
    for number, table in enumerate(docx.Document(io.BytesIO(data)).tables):
        grid = [[cell._tc for cell in row.cells] for row in table.rows] if number else []
        for at, row in enumerate(grid):
            for column, cell in enumerate(row):
                covered = [line for line, other in enumerate(grid) if other[column] is cell]
                if covered[0] == at:
                    text = table.cell(at, column).text
                    yield text, (None, number, at + 1, in_letters(column, covered), None)


def in_letters(column: int, rows) -> str:
    letter = "ABCDE"[column]
    first, last = rows[0] + 1, rows[-1] + 1
    return f"{letter}{first}" if first == last else f"{letter}{first}:{letter}{last}"


def table_of(rows, cell: str, covered: str = "") -> str:
    """Rows in markup; `cell` has `{span}`, `{text}`."""
    made = []
    for at, row in enumerate([HEAD, *rows]):
        told = "".join(
            covered
            if text is None
            else cell.format(
                span=down(rows, at - 1, column) if at else 1,
                text=escape(text),
            )
            for column, text in enumerate(row)
        )
        made.append(told)
    return "\n".join(f"<ROW>{one}</ROW>" for one in made)


def page() -> bytes:
    told = "".join(
        f"<h2>{escape(heading)}</h2><table><tbody>"
        f"{table_of(rows, '<td rowspan={span}>{text}</td>')}</tbody></table>"
        for heading, rows in TABLES.items()
    ).replace("ROW>", "tr>")
    return f"<!DOCTYPE html><meta charset=utf-8><h1>{TITLE}</h1>{told}".encode()


def printed_page(data: bytes):
    for number, table in enumerate(pages.fromstring(data.decode()).iter("table"), 1):
        taken: dict[tuple[int, int], bool] = {}
        for at, row in enumerate(table.iter("tr")):
            column = 0
            for cell in row.iter("td"):
                while (at, column) in taken:
                    column += 1
                covered = range(at, at + int(cell.get("rowspan")))
                taken |= dict.fromkeys(((one, column) for one in covered), True)
                yield (
                    cell.text_content(),
                    (None, number, at + 1, in_letters(column, covered), None),
                )


def commas() -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([TITLE])
    for heading, rows in TABLES.items():
        writer.writerow([heading])
        writer.writerow(HEAD)
        writer.writerows([cell or "" for cell in row] for row in rows if leading(row))
    return out.getvalue().encode("cp1251")


def leading(row) -> bool:
    """Whether a row is as CSV and tabs can have it: what goes on is in front."""
    filled = [at for at, cell in enumerate(row) if cell is not None]
    return all(cell is not None for cell in row[filled[0] :])


def printed_commas(data: bytes):
    records = list(csv.reader(io.StringIO(data.decode("cp1251")), delimiter=";"))
    for number, (at, column, text, covered) in in_records(records):
        yield text, (None, number, at + 1, in_letters(column, covered), None)


def in_records(records):
    table, begins = 0, 0
    for at, row in enumerate(records):
        if row and row[0] == HEAD[0]:
            table, begins = table + 1, at
        for column, text in enumerate(row):
            covered = [at]
            while column < 3 and at > begins and len(row) > 1 and goes_on(records, covered, column):
                covered.append(covered[-1] + 1)
            yield table, (at, column, text, covered)


def goes_on(records, covered, column) -> bool:
    """Whether the next row is merged with this one as far as a column."""
    below = records[covered[-1] + 1 : covered[-1] + 2]
    return bool(below) and len(below[0]) == 5 and not any(below[0][: column + 1])


def tabs() -> bytes:
    told = [TITLE, ""]
    for heading, rows in TABLES.items():
        told += [heading, "", "\t".join(HEAD)]
        told += ["\t".join(cell or "" for cell in row) for row in rows if leading(row)]
        told.append("")
    return "\n".join(told).encode()


def printed_tabs(data: bytes):
    lines = data.decode().splitlines()
    heads = [at for at, line in enumerate(lines) if line.startswith(HEAD[0])]
    records = [line.split("\t") for line in lines]
    for number, (at, column, text, covered) in in_records(records):
        if number:
            head = heads[number - 1]
            rows = [one - head for one in covered]
            place = (None, number, at - head + 1, in_letters(column, rows), at + 1)
            yield text, place


def pipes() -> bytes:
    told = [TITLE + ":"]
    for number, (heading, rows) in enumerate(TABLES.items(), 1):
        told.append(f"{number}) {heading.lower()}:")
        for row in [HEAD, *rows]:
            cells = [cell or "нет" for cell in row if cell is not None]
            marks = "|" * (len(row) - len(cells))
            told += [f"{cell} |" for cell in cells[:-1]]
            told.append(f"{cells[-1]} | {marks}".strip())
    return "\n".join(told).encode()


def printed_pipes(data: bytes):
    """A cell's line is the one where its row begins."""
    lines = [line.rstrip("| ") for line in data.decode().splitlines()]
    for number, rows in enumerate(TABLES.values(), 1):
        for at, column, text, height in cells_of(rows):
            cells = [cell or "нет" for cell in [HEAD, *rows][at] if cell is not None]
            heads = [one for one, line in enumerate(lines, 1) if line == HEAD[0]]
            begins = heads[number - 1] if at == 0 else lines.index(cells[-1]) + 2 - len(cells)
            assert lines[begins - 1] == cells[0]
            told = in_letters(column, range(at, at + height))
            yield text or "нет", (None, number, at + 1, told, begins)


def open_tables(kind: str) -> str:
    made = ""
    for heading, rows in TABLES.items():
        told = table_of(
            rows,
            '<table:table-cell table:number-rows-spanned="{span}"><text:p>{text}</text:p>'
            "</table:table-cell>",
            "<table:covered-table-cell/>",
        ).replace("ROW>", "table:table-row>")
        if kind == "text":
            made += f"<text:h>{escape(heading)}</text:h><table:table>{told}</table:table>"
        else:
            over = (
                f"<table:table-row><table:table-cell><text:p>{escape(heading)}</text:p>"
                "</table:table-cell></table:table-row>"
            )
            made += f'<table:table table:name="{escape(heading)}">{over}{told}</table:table>'
    return made


def sheets() -> bytes:
    return packed(open_parts("spreadsheet", open_tables("spreadsheet")))


def letter() -> bytes:
    return packed(open_parts("text", f"<text:h>{TITLE}</text:h>{open_tables('text')}"))


def printed_sheets(data: bytes):
    for number, (heading, rows) in enumerate(TABLES.items(), 1):
        for at, column, text, height in cells_of(rows):
            covered = range(at + 1, at + 1 + height)
            yield text, (heading, number, at + 2, in_letters(column, covered), None)


def printed_letter(data: bytes):
    for number, rows in enumerate(TABLES.values(), 1):
        for at, column, text, height in cells_of(rows):
            yield text, (None, number, at + 1, in_letters(column, range(at, at + height)), None)


FORMS = {
    "a.xlsx": (workbook, printed_workbook),
    "a.docx": (word, printed_word),
    "a.html": (page, printed_page),
    "a.csv": (commas, printed_commas),
    "tabs.txt": (tabs, printed_tabs),
    "pipes.txt": (pipes, printed_pipes),
    "a.ods": (sheets, printed_sheets),
    "a.odt": (letter, printed_letter),
}
