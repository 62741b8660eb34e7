"""What is computed of journeys, told: an analysis and a comparison as text, Markdown and JSON."""

from __future__ import annotations

from .analysed import Analysed
from .analysis_data import ANALYSIS_VERSION, as_json
from .clauses import Broken, newly_broken
from .comparison_data import COMPARISON_VERSION, comparison_as_json
from .redesigns import comparison_as_markdown, comparison_as_text
from .telling import as_markdown, as_text

__all__ = [
    "ANALYSIS_VERSION",
    "COMPARISON_VERSION",
    "Analysed",
    "Broken",
    "as_json",
    "as_markdown",
    "as_text",
    "comparison_as_json",
    "comparison_as_markdown",
    "comparison_as_text",
    "newly_broken",
]
