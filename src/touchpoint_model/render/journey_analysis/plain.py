"""Values of the model as JSON holds them."""

from __future__ import annotations

import math
from enum import Enum
from typing import Any

from attrs import fields, has

from ...model.text import Text

__all__ = ["plain", "spoken"]


def plain(value: object) -> Any:
    """A value as JSON holds it: enumerations by their value, sets sorted, no infinite number.

    >>> from touchpoint_model.model.journeys import LifeSituation
    >>> plain({"a": LifeSituation("flood"), "b": frozenset({"y", "x"})})
    {'a': {'name': 'flood', 'proactive': False}, 'b': ['x', 'y']}
    """
    if isinstance(value, Enum):
        return value.value
    kind = type(value)
    if has(kind):
        return {one.name: plain(getattr(value, one.name)) for one in fields(kind)}
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(plain(one) for one in value)
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def spoken(text: Text | None) -> dict[str, str] | None:
    """A text in both languages."""
    return None if text is None else {"ru": text.ru, "en": text.en}
