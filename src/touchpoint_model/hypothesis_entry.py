"""What Hypothesis calls when it is imported: `from_type` learns the types of the model.

Every run of pytest imports Hypothesis where it is installed, so this imports neither the model nor the
strategies: a type is registered when its module is imported, and strategies load when one of them is
first drawn from.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from .model.announcing import each_announced

__all__ = ["register"]


def register() -> None:
    """Tell Hypothesis how to draw each type of the model: of any agency that is installed."""
    strategies = import_module("hypothesis.strategies")
    each_announced(lambda kind: strategies.register_type_strategy(kind, _strategy))


def _strategy(kind: type) -> Any:
    return import_module(f"{__package__}.testing.strategies.types").of_any_agency(kind)
