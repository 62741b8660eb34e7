"""How registers, reports, journeys and comparisons show themselves in a notebook: escaped HTML."""

from __future__ import annotations

from .checks import register, report
from .paths import analysis, journey
from .plain import comparison_text, effects_text
from .records import Records
from .redesigns import comparison, effects

__all__ = [
    "Records",
    "analysis",
    "comparison",
    "comparison_text",
    "effects",
    "effects_text",
    "journey",
    "register",
    "report",
]
