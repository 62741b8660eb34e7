"""Two editions of a register compared, as text, Markdown, HTML, JSON and a draft of an act."""

from __future__ import annotations

from .compared import Compared, Edition
from .data import VERSION, as_json
from .draft import as_docx
from .lines import Look, Shown, as_text, lines
from .markdown import as_markdown
from .page import as_html
from .schema import diff_schema

__all__ = [
    "VERSION",
    "Compared",
    "Edition",
    "Look",
    "Shown",
    "as_docx",
    "as_html",
    "as_json",
    "as_markdown",
    "as_text",
    "diff_schema",
    "lines",
]
