"""Facts that a register need not hold: each can be left out of a complete one, and nothing breaks."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from attrs import evolve

from ...model.processes import Direction, Entry, Process
from ...model.register import Register

__all__ = ["BEYOND_COLUMNS", "FACTS", "leave_out"]

_OF_POINTS = ("basis", "key", "low_demand", "serves")
_OF_ENTRIES = ("basis", "needs", "particulars")
_OF_PROCESSES = ("client", "history_access", "legal_forms")
_OF_REGISTERS: dict[str, Any] = {
    "approval": None,
    "attestations": (),
    "performs": {},
    "process_registry": None,
    "publications": None,
    "usage": None,
}

FACTS: tuple[str, ...] = (
    *("approval", "attestations", "basis", "client", "columns", "history_access", "key"),
    *("legal_forms", "low_demand", "needs", "officer", "particulars", "performs"),
    *("process_registry", "publications", "segments", "serves", "usage"),
)
"""The facts, by the name of the attribute that holds them."""

BEYOND_COLUMNS = frozenset(FACTS) - {"columns", "needs", "particulars"}
"""Those for which a table of five columns has no place."""


def leave_out(register: Register, facts: Collection[str]) -> Register:
    """The register without some facts: absent, not empty.

    The client of a direction stays: only processes of their own lose it. Of particulars, the type of
    channel that they declare stays.
    """
    if not facts:
        return register
    of_points: dict[str, Any] = {name: None for name in _OF_POINTS if name in facts}
    points = register.touchpoints
    if of_points:
        points = tuple(evolve(one, **of_points) for one in points)
    clients, segments = register.clients, register.segments
    if "segments" in facts:
        clients, segments = tuple(evolve(one, segment=None) for one in clients), ()
    if "officer" in facts:
        segments = tuple(evolve(one, officer=None) for one in segments)
    return evolve(
        register,
        touchpoints=points,
        clients=clients,
        segments=segments,
        directions=tuple(_direction(one, facts) for one in register.directions),
        **{name: value for name, value in _OF_REGISTERS.items() if name in facts},
    )


def _direction(direction: Direction, facts: Collection[str]) -> Direction:
    columns = None if "columns" in facts else direction.columns
    processes = tuple(_process(one, facts) for one in direction.processes)
    return evolve(direction, columns=columns, processes=processes)


def _process(process: Process, facts: Collection[str]) -> Process:
    entries = process.entries
    if any(name in facts for name in _OF_ENTRIES):
        entries = tuple(_entry(one, facts) for one in entries)
    told: dict[str, Any] = {name: None for name in _OF_PROCESSES if name in facts}
    if "process_registry" in facts:
        told["registry_id"] = None
    return evolve(process, entries=entries, **told)


def _entry(entry: Entry, facts: Collection[str]) -> Entry:
    told: dict[str, Any] = {name: None for name in _OF_ENTRIES if name in facts}
    if "particulars" in facts:
        told["remark"] = None
    return evolve(entry, **told)
