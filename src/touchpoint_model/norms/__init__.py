"""The shared rules, one file for each family; no law in them."""

from __future__ import annotations

from ..rules.rule import Rule, rules_in
from . import approval, channels, inclusion, needs, service, structure, touchpoints, upkeep
from .indicators import INDICATORS

__all__ = ["INDICATORS", "RULES"]

RULES: tuple[Rule, ...] = rules_in(
    needs, touchpoints, inclusion, channels, structure, service, approval, upkeep
)
