"""One value of a register in words that are recorded for ever: names, numbers, ISO dates.

The words of a recorded change are part of its hash. They depend on no class's `repr`, so that an
attribute that a later version adds changes them only where it is filled in.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from enum import Enum

from ..model.clients import Client, Segment
from ..model.legal import ClauseRef
from ..model.processes import Direction, Need, Process
from ..model.register import RegistryItem
from ..model.revisions import ActOfRegister, Actor, Approval, Attestation, Publication
from ..model.touchpoints import Basis, Contact
from ..model.usage import Usage

__all__ = ["worded"]


def worded(value: object) -> str:
    """A value in words.

    Raises:
        TypeError: nobody has said how a value of this class is worded.

    >>> worded(Approval("Приказ", "12", datetime.date(2024, 3, 1)))
    'Приказ, 12, 2024-03-01'
    """
    match value:
        case Direction() | Process():
            return value.name
        case Need() | Basis():
            return value.text
        case Contact():
            return value.printed or value.value
        case Enum():
            return f"{value.value}"
        case str() | bool() | int() | ClauseRef():
            return str(value)
        case datetime.date():
            return value.isoformat()
        case Mapping():
            return "; ".join(f"{key}: {worded(one)}" for key, one in sorted(value.items()))
        case _:
            return ", ".join(_parts(value))


def _parts(value: object) -> Iterator[str]:
    match value:
        case Actor():
            yield value.name
            yield from _named(role=value.role)
        case ActOfRegister():
            yield value.title
            yield from _plain(value.number, value.date)
        case Approval():
            yield value.act
            yield from _plain(value.number, value.date, value.by)
        case Publication():
            yield value.place
            yield from _plain(value.date, value.url)
        case RegistryItem():
            yield from (value.id, value.name)
        case Attestation():
            yield from (str(value.clause), value.evidence, value.author)
            yield f"{value.date.isoformat()}/{value.expires.isoformat()}"
        case Usage() | Client() | Segment():
            yield from _observed(value)
        case _:
            raise TypeError(f"no words for a value of {type(value).__name__}")


def _observed(value: Usage | Client | Segment) -> Iterator[str]:
    match value:
        case Usage():
            yield value.name
            yield from _named(kind=value.kind, process=value.process, contacts=value.contacts)
            yield from _named(directive=value.directive, evidence=value.evidence)
        case Client():
            yield from (value.name, worded(value.kind))
            yield from _named(legal_form=value.legal_form)
            yield from _named(segment=value.segment, profile=value.profile)
        case Segment():
            yield from (value.id, value.name, worded(value.client))
            traits, limits = " + ".join(value.traits), " + ".join(value.limits)
            yield from _named(traits=traits or None, limits=limits or None)
            share = None if value.share is None else f"{value.share}"
            yield from _named(share=share, officer=value.officer)


def _plain(*values: object) -> Iterator[str]:
    return (worded(one) for one in values if one is not None)


def _named(**values: str | int | None) -> Iterator[str]:
    """What is told of a value that may hold any of several attributes: with their names."""
    return (f"{name}: {one}" for name, one in values.items() if one is not None)
