"""The user's own Word or Excel register given back with a comment on the cell of each finding."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from .batch import check_bytes
from .documents import layout_of
from .formats.document import LIMITS, Limits
from .formats.notes.annotate import annotate
from .formats.notes.remark import Remark
from .formats.readers.kinds import kind_of
from .formats.table import Table
from .model.errors import UsageError
from .model.findings import Finding, Report
from .model.text import Lang, Text
from .render.report import standing
from .render.words import say
from .rules.waiver import Waiver

__all__ = ["annotated"]

_CELL = re.compile(r"([A-Z]{1,3})(\d+)")


def annotated(
    data: bytes,
    name: str,
    agency: str | None = None,
    *,
    on: date,
    lang: Lang = "ru",
    waivers: Sequence[Waiver] = (),
    baseline: Collection[str] = (),
    limits: Limits = LIMITS,
) -> tuple[bytes, Report]:
    """A document with a comment on the cell of each open finding, and the report.

    A finding about a direction stands at its table's headings, one about the register as a whole
    at the document's beginning. All else stays as it was.

    Args:
        data: of a `.docx` or `.xlsx` file. name: of the file. agency: code, if the file says none.

    Raises:
        ReadError: the file cannot be read, or may not be changed (it is signed).
        UsageError: it is of another format.
    """
    kind = kind_of(data, name)
    if kind not in ("docx", "xlsx"):
        raise UsageError(
            Text(
                ru=f"«{name}»: пометки ставятся только в документы .docx и .xlsx",
                en=f"“{name}”: only .docx and .xlsx documents can be annotated",
            )
        )
    report = check_bytes(
        data, name, agency, on=on, waivers=waivers, baseline=baseline, kind=kind, limits=limits
    )
    tables = {one.number: one for one in layout_of(data, name, report.agency, kind, limits).tables}
    remarks = tuple(_remarks(report, tables, kind, lang))
    return annotate(data, remarks, name, limits=limits), report


def _remarks(report: Report, tables: dict[int, Table], kind: str, lang: Lang) -> Iterator[Remark]:
    yield from _on_the_whole(report, tables, kind, lang)
    for finding in report.open:
        if _of_register(finding):
            continue
        text, title = _text(finding, lang), f"{standing(finding, lang)} {finding.code}"
        at = finding.location
        table = tables.get(at.table) if at.table is not None else None
        row, column = _cell(finding, table)
        if kind == "xlsx":
            yield Remark(text=text, title=title, sheet=at.sheet, row=row, column=column)
        elif table is None or row is None:
            yield Remark(text=text, title=title)
        else:
            yield Remark(text=text, title=title, grid=table.grid, row=row, column=column)


def _of_register(finding: Finding) -> bool:
    return finding.location.table is None and finding.location.sheet is None


def _on_the_whole(
    report: Report, tables: dict[int, Table], kind: str, lang: Lang
) -> Iterator[Remark]:
    """One remark for all findings on the register as a whole, at its first table's headings."""
    texts = [
        f"{standing(one, lang)} {one.code}\n{_text(one, lang)}"
        for one in report.open
        if _of_register(one)
    ]
    if texts:
        first = tables[min(tables)]
        yield Remark(
            text="\n\n".join(texts),
            title=say("whole", lang),
            sheet=first.sheet,
            grid=first.grid if kind == "docx" else None,
            row=first.head.row if first.head else None,
            column=_number(first.letters[0]),
        )


def _cell(finding: Finding, table: Table | None) -> tuple[int | None, int | None]:
    """Row and column of the cell: of the finding, else of its row's first cell."""
    at = finding.location
    match = _CELL.match(at.cell or "")
    if match is not None:
        return int(match[2]), _number(match[1])
    if at.table_row is None or table is None:
        return None, None
    return at.table_row, _number(table.letters[0])


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _text(finding: Finding, lang: Lang) -> str:
    lines = [finding.message[lang]]
    if finding.citation is not None:
        lines.append(finding.citation[lang])
    lines.append(f"{say('fix', lang)}: {finding.fix[lang]}")
    return "\n".join(lines)
