"""Clients (клиент): who meets the agency."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from . import measures
from .announcing import announced

__all__ = ["Client", "ClientKind", "Segment"]


class ClientKind(StrEnum):
    """External, internal, or the plain word «клиент» where it covers both."""

    EXTERNAL = "external"
    INTERNAL = "internal"
    ANY = "any"


@announced
@frozen
class Segment:
    """A client segment (профиль клиентского сегмента): clients alike in some trait.

    Attributes:
        id: unique in a register. name: as printed.
        client: which clients it is made of. traits: what they share.
        limits: codes of limits: `health`, `incapacity`, `digital-skills`, `language`.
        share: of all clients of that kind, from 0 to 1, if known.
        officer: who answers for the segment; None is unknown, "" is "stated: nobody".
    """

    id: str
    name: str
    client: ClientKind = ClientKind.EXTERNAL
    traits: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    share: float | None = field(default=None, validator=measures.share)
    officer: str | None = None


@announced
@frozen
class Client:
    """A client or a kind of clients of the agency.

    Attributes:
        legal_form: code of the ordinance's scheme `legal_form`: `person`, `organisation` …
        segment: id of a `Segment`. profile: the record kept about the client, if any.
    """

    name: str
    kind: ClientKind
    legal_form: str | None = None
    segment: str | None = None
    profile: str | None = None
