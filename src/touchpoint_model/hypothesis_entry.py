"""What Hypothesis calls when it is imported: `from_type` learns the types of the model.

The strategies themselves load when one of them is first drawn from.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from .model.clients import Client, Segment
from .model.journeys import Journey
from .model.processes import Direction, Entry, Need, Process
from .model.register import Register
from .model.revisions import Revision
from .model.touchpoints import Touchpoint

__all__ = ["register"]

_TYPES = (
    *(Client, Direction, Entry, Journey, Need, Process, Register, Revision, Segment, Touchpoint),
)


def register() -> None:
    """Tell Hypothesis how to draw each type of the model: of any agency that is installed."""
    strategies = import_module("hypothesis.strategies")
    for kind in _TYPES:
        strategies.register_type_strategy(kind, _strategy)


def _strategy(kind: type) -> Any:
    return import_module(f"{__package__}.testing.strategies.types").of_any_agency(kind)
