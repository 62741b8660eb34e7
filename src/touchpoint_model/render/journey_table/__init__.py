"""The journey map as a table: one value, printed as Markdown, DOCX and XLSX."""

from __future__ import annotations

from .docx import as_docx
from .markdown import as_markdown
from .marks import marked
from .rows import JourneyTable, TableRow, table_of
from .xlsx import as_xlsx

__all__ = ["JourneyTable", "TableRow", "as_docx", "as_markdown", "as_xlsx", "marked", "table_of"]
