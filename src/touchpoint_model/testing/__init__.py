"""The public kit for testing rules and plug-ins: cases as data, lawful registers, witnesses."""

from __future__ import annotations

from .casefile import Case, Expectation, case_files, read_cases
from .cases import Recogniser, judged, register_of_case, view_of_case
from .lawful import DAY, Material, lawful_register, lawful_registers
from .pasts import lawful_history
from .walks import lawful_journeys
from .witnesses import places, shortfalls, violate, witness, witnesses
from .witnessing import Change, Expected, Witness, witnessed

__all__ = [
    "DAY",
    "Case",
    "Change",
    "Expectation",
    "Expected",
    "Material",
    "Recogniser",
    "Witness",
    "case_files",
    "judged",
    "lawful_history",
    "lawful_journeys",
    "lawful_register",
    "lawful_registers",
    "places",
    "read_cases",
    "register_of_case",
    "shortfalls",
    "view_of_case",
    "violate",
    "witness",
    "witnessed",
    "witnesses",
]
