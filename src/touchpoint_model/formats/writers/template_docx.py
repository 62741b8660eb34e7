"""An empty form of the register as a Word document: cells that offer a list, columns explained."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from xml.sax.saxutils import quoteattr

from ..form import Form
from .choices import Choices, blank
from .docx import lay_tables, open_document, paragraph_of, saved
from .printed import sound

__all__ = ["template_docx"]

_LONGEST = 255  # characters of an item that Word shows
_SPACES = "\u2003" * 4  # what can be clicked on where a cell is empty


def template_docx(form: Form, choices: Choices) -> bytes:
    """An empty register to be filled in.

    Each table of the form has empty rows; touchpoint, needs and particulars are boxes that offer
    the choices and take any other text. The columns are explained after the tables, on a page of
    their own.

    Args:
        form: its tables give headings and columns; their rows are left out.
        choices: what is offered and explained; a choice over 255 characters is left out.
    """
    form = blank(form, choices.lang)
    items = {column: _items(names) for column, names in choices.by_column(_LONGEST).items()}
    names = dict(enumerate(name for name, _ in choices.columns))
    numbers = count(1)

    def cell(column: int, _text: str, _keep: bool) -> str:
        if column not in items:
            return paragraph_of("")
        return _box(next(numbers), names.get(column, ""), items[column])

    from docx.shared import Pt

    document = open_document(form, choices.lang)
    lay_tables(document, form, cell)
    if choices.columns:
        title = document.add_paragraph(sound(choices.title), style="Title")
        title.paragraph_format.page_break_before = True
        for name, told in choices.columns:
            line = document.add_paragraph()
            line.paragraph_format.space_after = Pt(6)
            line.add_run(sound(name)).bold = True
            line.add_run(f" – {sound(told)}")
    return saved(document)


def _items(names: Sequence[str]) -> str:
    return "".join(
        f"<w:listItem w:displayText={quoteattr(name)} w:value={quoteattr(name)}/>" for name in names
    )


def _box(number: int, name: str, items: str) -> str:
    """A paragraph with a combo box that is empty yet."""
    return (
        f"<w:p><w:sdt><w:sdtPr><w:alias w:val={quoteattr(sound(name)[:64])}/>"
        f'<w:id w:val="{number}"/><w:showingPlcHdr/><w:comboBox>{items}</w:comboBox></w:sdtPr>'
        f'<w:sdtContent><w:r><w:t xml:space="preserve">{_SPACES}</w:t></w:r></w:sdtContent>'
        "</w:sdt></w:p>"
    )
