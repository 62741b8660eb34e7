"""A register as one HTML page: readable on a screen, printed on A4, without network or script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from ...model.text import Lang
from ..form import Form, merges
from ..headings import COLUMNS
from ..table import Table
from .printed import AGENCY, arranged, order_of, ready

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["print_html"]

_SPACED = re.compile(r"^\s|\s$|\s\s|\t")


def print_html(form: Form, lang: Lang = "ru") -> bytes:
    """The register as a page in UTF-8.

    Args:
        form: the register. lang: of the page, and of the columns' usual names.
    """
    form = ready(form, lang)
    tables = [
        (table.heading, _widths(table), table.columns, _cells(arranged(table)))
        for table in form.tables
    ]
    page = _template().render(
        lang=lang,
        property=AGENCY,
        agency=form.agency,
        title=form.title,
        printed_title=form.printed_title,
        tables=tables,
    )
    return page.encode()


def _widths(table: Table) -> list[str]:
    return [COLUMNS[at] for at in order_of(table.columns)]


def _cells(table: Table) -> Iterator[list[tuple[str, int, bool]]]:
    """Of each row the cells that begin in it: text, rows it spans, whether its spaces count."""
    heights = {(merge.row, merge.column): merge.height for merge in merges(table)}
    for at, row in enumerate(table.rows):
        yield [
            (cell or "", heights.get((at, column), 1), bool(_SPACED.search(cell or "")))
            for column, cell in enumerate(row.cells)
            if cell is not None or at == 0
        ]


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, PackageLoader
    from markupsafe import Markup, escape

    def lines(text: str) -> Markup:
        shown = escape(text)
        return shown.replace("\n", Markup("<br>")) if "\n" in text else shown

    environment = Environment(
        loader=PackageLoader("touchpoint_model.formats", "writers"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["lines"] = lines
    return environment.get_template("register.html.jinja")
