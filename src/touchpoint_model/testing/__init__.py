"""The public kit for testing rules and plug-ins: cases as data, and their one runner."""

from __future__ import annotations

from .casefile import Case, Expectation, case_files, read_cases
from .cases import Recogniser, judged, register_of_case

__all__ = [
    "Case",
    "Expectation",
    "Recogniser",
    "case_files",
    "judged",
    "read_cases",
    "register_of_case",
]
