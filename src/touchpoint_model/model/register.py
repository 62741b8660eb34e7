"""The register of touchpoints (перечень точек взаимодействия)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from attrs import field, frozen

from .announcing import announced
from .clients import Client, Segment
from .display import notebook
from .errors import Flaw, ModelError
from .processes import Direction, Entry, Process
from .reading import ReadingNote
from .revisions import ActOfRegister, Approval, Attestation, Publication
from .text import Text
from .touchpoints import Touchpoint
from .usage import Usage

__all__ = ["Place", "Register", "RegistryItem", "places"]


@frozen
class RegistryItem:
    """A process of the registry of processes (реестр процессов), which a register builds on."""

    id: str
    name: str


@announced
@notebook
@frozen
class Register:
    """A register of touchpoints: born well-formed.

    Attributes:
        agency: code of the plug-in. title: as printed. act: the act it belongs to.
        touchpoints: each once, entries refer to them by id. directions: in printed order.
        performs: by code of direction, whether the agency performs that function; a missing
            code is unknown.
        process_registry: the registry it builds on; None if the register does not hold it.
        usage: observed use of touchpoints; None if none was recorded.
        approval, publications, revision_date: its state; None is unknown.
        readings: what the reader of its document had to decide.

    Raises:
        ModelError: two touchpoints, segments or registry items with one id; an entry that
            refers to a touchpoint, a client to a segment, a process to a registry item that is
            not there. All faults at once, each with its path and value.
    """

    agency: str
    title: str
    directions: tuple[Direction, ...]
    touchpoints: tuple[Touchpoint, ...] = ()
    act: ActOfRegister | None = None
    approval: Approval | None = None
    publications: tuple[Publication, ...] | None = None
    revision_date: date | None = None
    clients: tuple[Client, ...] = ()
    segments: tuple[Segment, ...] = ()
    performs: Mapping[str, bool] = field(factory=dict, hash=False)
    process_registry: tuple[RegistryItem, ...] | None = None
    usage: tuple[Usage, ...] | None = None
    attestations: tuple[Attestation, ...] = ()
    readings: tuple[ReadingNote, ...] = ()
    _by_id: Mapping[str, Touchpoint] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        by_id = {point.id: point for point in self.touchpoints}
        object.__setattr__(self, "_by_id", by_id)
        flaws = [*_doubles(self), *_dangling(self)]
        if flaws:
            raise ModelError(
                Text(
                    ru=f"Перечень «{self.title}» противоречив",
                    en=f"Register “{self.title}” is broken",
                ),
                flaws,
            )

    def touchpoint(self, entry: Entry) -> Touchpoint:
        """The touchpoint of an entry."""
        return self._by_id[entry.touchpoint]

    @property
    def processes(self) -> Iterator[Process]:
        """All processes, in printed order."""
        return (process for direction in self.directions for process in direction.processes)

    @property
    def entries(self) -> Iterator[Entry]:
        """All entries, in printed order: the rows 1 … n."""
        return (
            entry
            for direction in self.directions
            for process in direction.processes
            for entry in process.entries
        )


class Place(NamedTuple):
    """Where an entry stands: its row (from 1), direction, process and JSON pointer."""

    row: int
    direction: Direction
    process: Process
    entry: Entry
    pointer: str


def places(register: Register) -> Iterator[Place]:
    """The place of every entry, in printed order."""
    row = 0
    for d, direction in enumerate(register.directions):
        for p, process in enumerate(direction.processes):
            for e, entry in enumerate(process.entries):
                row += 1
                pointer = f"/directions/{d}/processes/{p}/entries/{e}"
                yield Place(row, direction, process, entry, pointer)


def _doubles(register: Register) -> Iterator[Flaw]:
    named = {
        "touchpoints": [one.id for one in register.touchpoints],
        "segments": [one.id for one in register.segments],
        "process_registry": [one.id for one in register.process_registry or ()],
    }
    for name, ids in named.items():
        seen: set[str] = set()
        for at, id in enumerate(ids):
            if id in seen:
                yield Flaw(
                    f"{name}[{at}].id",
                    Text(ru=f"«{id}» уже есть", en=f"“{id}” stands twice"),
                )
            seen.add(id)


def _dangling(register: Register) -> Iterator[Flaw]:
    points = register._by_id
    for d, direction in enumerate(register.directions):
        for p, process in enumerate(direction.processes):
            for e, entry in enumerate(process.entries):
                if entry.touchpoint not in points:
                    yield _missing(
                        f"directions[{d}].processes[{p}].entries[{e}].touchpoint", entry.touchpoint
                    )
    segments = {segment.id for segment in register.segments}
    for at, client in enumerate(register.clients):
        if client.segment is not None and client.segment not in segments:
            yield _missing(f"clients[{at}].segment", client.segment)
    if register.process_registry is not None:
        known = {item.id for item in register.process_registry}
        for d, direction in enumerate(register.directions):
            for p, process in enumerate(direction.processes):
                if process.registry_id is not None and process.registry_id not in known:
                    yield _missing(
                        f"directions[{d}].processes[{p}].registry_id", process.registry_id
                    )


def _missing(path: str, value: str) -> Flaw:
    return Flaw(
        path,
        Text(
            ru=f"«{value}»: на это ссылаются, но этого нет",
            en=f"“{value}” is referred to, but absent",
        ),
    )
