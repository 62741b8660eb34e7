"""What `from_type` draws: values of the model's types, of any agency that is installed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ...model.clients import Client, Segment
from ...model.history import History
from ...model.journeys import Journey
from ...model.processes import Direction, Entry, Need, Process
from ...model.register import Register
from ...model.revisions import Revision
from ...model.touchpoints import Touchpoint
from ...plugins.agency import Agency
from ...plugins.discovery import found
from . import (
    clients,
    directions,
    entries,
    histories,
    journeys,
    needs,
    processes,
    registers,
    revisions,
    segments,
    touchpoints,
)

__all__ = ["of_any_agency"]

_OF_AGENCIES: Mapping[type, Callable[[Agency], SearchStrategy[Any]]] = {
    Direction: directions,
    Entry: entries,
    History: lambda agency: registers(agency).flatmap(lambda one: histories(one, agency)),
    Need: needs,
    Process: processes,
    Register: lambda agency: registers(agency, lawful=False),
    Segment: segments,
    Touchpoint: touchpoints,
}
_OF_NONE: Mapping[type, Callable[[], SearchStrategy[Any]]] = {
    Client: clients,
    Journey: journeys,
    Revision: revisions,
}


@cache
def of_any_agency(kind: type) -> SearchStrategy[Any]:
    """The strategy for a type of the model. A register is any that is well-formed."""
    if kind in _OF_NONE:
        return _OF_NONE[kind]()
    installed = [one.agency for one in found() if one.agency is not None]
    return st.one_of([_OF_AGENCIES[kind](one) for one in installed])
