"""Observed use of touchpoints: what contact counts, logs and directives say is in use."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Usage"]


@frozen
class Usage:
    """A touchpoint that is in use, as somebody observed it.

    Attributes:
        name: of the touchpoint, as observed. kind: code of its concept, if recognised.
        process: name of the process, if known.
        contacts: number of contacts counted; None if none are counted or can be.
        directive: the directive (поручение, резолюция) it is used on, if any.
        evidence: where the observation comes from.
    """

    name: str
    kind: str | None = None
    process: str | None = None
    contacts: int | None = None
    directive: str | None = None
    evidence: str | None = None
