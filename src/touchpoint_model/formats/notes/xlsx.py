"""Remarks put on the cells of an Excel workbook as comments, nothing else touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ...model.errors import ReadError
from ...model.text import Text
from ..document import LIMITS, Limits, column_letters
from ..readers.package import damaged
from .outline import Area, Outline, outline
from .parts import RELATIONS, Parts, element, open_parts
from .remark import Remark
from .text import NEW_NOTES, Notes
from .threads import reply
from .vml import NEW_DRAWING, add_box, blocks_of, boxes, fresh_ids, mend, remove_box, size_box

__all__ = ["annotate_xlsx"]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_LAST_ROW, _LAST_COLUMN = 2**20, 2**14

_Cell = tuple[int, int] | None  # None: the sheet as a whole


def annotate_xlsx(
    data: bytes, remarks: Iterable[Remark], author: str, place: str, limits: Limits = LIMITS
) -> bytes:
    """The workbook with a comment on each cell that has remarks.

    Remarks on one cell make one comment, below a line with the author's name, as Excel writes it.
    What stands below such a line in a comment is taken to be of an earlier run and is replaced;
    the rest of other people's comments is kept. A thread gets a reply as well. Of a text beyond
    the 32,767 characters of a comment the end is left out.

    Args:
        data: an .xlsx or .xlsm file.
        remarks: what to say where.
        author: of the comments.
        place: name of the file, for errors.
        limits: how much the file may unfold to.

    Raises:
        ReadError: the file cannot be annotated (see `open_parts`), or has no such sheet or cell.
    """
    package = open_parts(data, place, limits)
    sheets = _sheets(package)
    wanted: dict[str, dict[tuple[int, int] | None, list[Remark]]] = {
        one: {} for one in sheets.values()
    }
    for remark in remarks:
        part = _sheet_of(remark, sheets, place)
        wanted[part].setdefault(_cell_of(remark, place), []).append(remark)
    blocks: set[int] = set()
    for drawing in package.like(r".*\.vml"):
        blocks |= blocks_of(package.read(drawing))
    for part, cells in wanted.items():
        if part:
            _annotate(package, part, cells, author, blocks)
    return package.packed()


def _sheets(package: Parts) -> dict[str, str]:
    """Parts of the sheets by name; "" for one that has no cells."""
    kind = package.content_type(package.main)
    if not kind.endswith("main+xml"):
        raise ReadError(
            Text(
                ru="двоичная книга Excel (.xlsb): сохраните её как .xlsx",
                en="a binary workbook (.xlsb): save it as .xlsx",
            ),
            package.place,
        )
    parts = {one.id: one for one in package.relations(package.main)}
    found = {}
    for sheet in package.root(package.main).iter(f"{{{_MAIN}}}sheet"):
        part = parts.get(sheet.get(f"{{{RELATIONS}}}id", ""))
        has_cells = part is not None and part.kind == "worksheet"
        found[sheet.get("name", "")] = part.target if part is not None and has_cells else ""
    return found


def _sheet_of(remark: Remark, sheets: Mapping[str, str], place: str) -> str:
    first = next(filter(None, sheets.values()), "")
    part = first if remark.sheet is None else sheets.get(remark.sheet, "")
    if not part:
        names = ", ".join(sheets)
        raise ReadError(
            Text(
                ru=f"нет листа с ячейками «{remark.sheet or ''}»; листы книги: {names}",
                en=f"there is no sheet of cells “{remark.sheet or ''}”; the workbook has: {names}",
            ),
            place,
        )
    return part


def _cell_of(remark: Remark, place: str) -> tuple[int, int] | None:
    if remark.row is None or remark.column is None:
        return None
    if not (1 <= remark.row <= _LAST_ROW and 1 <= remark.column <= _LAST_COLUMN):
        raise ReadError(
            Text(
                ru=f"на листе нет ячейки в строке {remark.row}, столбце {remark.column}",
                en=f"a sheet has no cell in row {remark.row}, column {remark.column}",
            ),
            place,
        )
    return remark.row, remark.column


def _annotate(
    package: Parts,
    part: str,
    cells: Mapping[_Cell, Sequence[Remark]],
    author: str,
    blocks: set[int],
) -> None:
    relations = package.relations(part)
    notes_part = next((one.target for one in relations if one.kind == "comments"), "")
    if not cells and not notes_part:
        return
    sheet = outline(package.read(part))
    if sheet is None:
        raise damaged(package.place, part)
    drawing_part = next((one.target for one in relations if one.id == sheet.drawing), "")
    drawing = element(NEW_DRAWING)
    if drawing_part:
        drawing = package.root(drawing_part, mend)
    root = package.root(notes_part) if notes_part else element(NEW_NOTES)
    notes = Notes(root, author, package.place)
    shown = boxes(drawing)
    for cell in notes.withdraw():
        if cell in shown:
            remove_box(shown.pop(cell))
    numbers = fresh_ids(drawing, blocks)
    said = _by_area(cells, sheet)
    for area, remarks in said.items():
        text = notes.say(area.row, area.column, remarks)
        box = shown.get((area.row, area.column))
        if box is None:
            box = add_box(drawing, next(numbers), area)
        size_box(box, area, text, sheet)
    reply(package, part, {_name(area): _plain(ones) for area, ones in said.items()}, author)
    if not notes_part:
        notes_part = package.free("xl/comments{}.xml")
        package.declare(notes_part, _NOTES_TYPE)
        package.relate(part, "comments", notes_part)
    package.put_root(notes_part, root)
    if not drawing_part and said:
        drawing_part = package.free("xl/drawings/vmlDrawing{}.vml")
        package.declare(drawing_part, _VML_TYPE)
        relation = package.relate(part, "vmlDrawing", drawing_part)
        package.put(part, sheet.with_drawing(package.read(part), relation))
    if drawing_part:
        package.put_root(drawing_part, drawing, mend)


def _by_area(cells: Mapping[_Cell, Sequence[Remark]], sheet: Outline) -> dict[Area, list[Remark]]:
    said: dict[Area, list[Remark]] = {}
    for cell in sorted(cells, key=lambda cell: cell or (0, 0)):
        said.setdefault(sheet.area(*(cell or sheet.filled)), []).extend(cells[cell])
    return dict(sorted(said.items()))


def _name(area: Area) -> str:
    return f"{column_letters(area.column)}{area.row}"


def _plain(remarks: Sequence[Remark]) -> str:
    return "\n\n".join("\n".join(filter(None, (one.title, one.text))) for one in remarks)
