"""Touchpoints (точки взаимодействия): where a client meets the agency."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from .announcing import announced

__all__ = ["Basis", "Channel", "Contact", "Touchpoint"]


class Channel(StrEnum):
    """The type of a channel. Which points are of which type, each ordinance says itself."""

    DIGITAL = "digital"
    OFFLINE = "offline"


@frozen
class Contact:
    """An address of a touchpoint.

    Attributes:
        type: `url`, `email`, `phone` or `place`.
        value: in one canonical form: a host and path without scheme and `www.`, a phone as
            digits with `+7`, an e-mail in lower case.
        printed: as printed, where that differs.
    """

    type: str
    value: str
    printed: str | None = None


@frozen
class Basis:
    """What a touchpoint is used on (основание): an act, a contract, a directive.

    Attributes:
        kind: code of the scheme `basis`, if recognised. text: as recorded.
    """

    text: str
    kind: str | None = None


@announced
@frozen
class Touchpoint:
    """A touchpoint of a register; entries refer to it by id.

    Attributes:
        id: unique in the register. name: as first printed; "" if its cell is empty.
        kind: code of the vocabulary's concept; None if it was not recognised.
        how: `stated`, `exact`, `normalised`, `stemmed`, `fuzzy`, `url`. score: from 0 to 1.
        alternatives: further concepts that the same words may mean.
        also: further concepts that the name names beside `kind`.
        types: channel types, where the name is nothing but the name of a type.
        channel: the channel stated for the point itself.
        key, low_demand: as flagged by the agency; None is unknown.
        basis: None is unknown, an empty tuple is "stated: none".
        clients: for whom; None is unknown.
        serves: limits of clients (codes) that the agency has made it fit for, beside those that its
            kind serves; None is unknown, an empty tuple is "stated: none".
    """

    id: str
    name: str
    kind: str | None = None
    how: str | None = None
    score: float | None = None
    alternatives: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    channel: str | None = None
    contacts: tuple[Contact, ...] = ()
    key: bool | None = None
    low_demand: bool | None = None
    basis: tuple[Basis, ...] | None = None
    clients: tuple[str, ...] | None = None
    serves: tuple[str, ...] | None = None
