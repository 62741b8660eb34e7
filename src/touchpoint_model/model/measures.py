"""Validators of quantities that several values hold."""

from __future__ import annotations

from .errors import Flaw, ModelError
from .text import Text

__all__ = ["share"]


def share(_: object, attribute: object, value: float | None) -> None:
    """Refuse a share or a probability outside 0 … 1."""
    if value is not None and not 0 <= value <= 1:
        name = getattr(attribute, "name", "")
        raise ModelError(
            Text(ru="Доля вне пределов", en="A share is out of range"),
            [Flaw(name, Text(ru=f"{value} не от 0 до 1", en=f"{value} is not from 0 to 1"))],
        )
