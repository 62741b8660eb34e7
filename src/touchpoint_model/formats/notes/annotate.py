"""The user's own document given back with a comment on each cell that there is a word about."""

from __future__ import annotations

from collections.abc import Iterable

from ..document import LIMITS, Limits
from .docx import annotate_docx
from .parts import open_parts
from .remark import Remark
from .xlsx import annotate_xlsx

__all__ = ["AUTHOR", "annotate"]

AUTHOR = "touchpoint"


def annotate(
    data: bytes,
    remarks: Iterable[Remark],
    place: str,
    author: str = AUTHOR,
    limits: Limits = LIMITS,
) -> bytes:
    """A document of Word or Excel with remarks as comments on its cells.

    All else stays as it was: other parts byte for byte, other people's comments, all cells.
    Comments by `author` from an earlier run are replaced, so annotating twice is as annotating
    once.

    Args:
        data: the file, .docx or .xlsx; its content tells which.
        remarks: what to say where.
        place: name of the file, for errors.
        author: of the comments.
        limits: how much the file may unfold to.

    Raises:
        ReadError: it is no such file, it is encrypted, signed or damaged, or it has no such
            sheet, table or cell.
    """
    package = open_parts(data, place, limits)
    if "word" in package.content_type(package.main):
        return annotate_docx(data, remarks, author, place, limits)
    return annotate_xlsx(data, remarks, author, place, limits)
