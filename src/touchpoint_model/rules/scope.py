"""What a clause is limited to."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Scope"]


@frozen
class Scope:
    """What a clause is limited to (`applies_to`); an empty tuple is no limit.

    Attributes:
        kinds: codes of touchpoints. clients: `external`, `internal`. directions: codes.
    """

    kinds: tuple[str, ...] = ()
    clients: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
