"""Where the subjects of rules sit in a register: their direction, process, row and pointer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any

from attrs import frozen

from ..model.clients import ClientKind
from ..model.findings import Fault
from ..model.processes import Direction, Entry, Process
from ..model.register import Register
from ..model.view import View
from ..model.vocabulary import Concept
from .scope import Scope

__all__ = ["Group", "Seat", "Seating"]


@frozen
class Seat:
    """One subject and its place.

    Attributes:
        first: row of the first entry under it, None if there is none.
        entry: index in the process, for a single entry. pointer: JSON pointer of the subject, or
            of the process of an entry.
    """

    subject: Any
    direction: Direction | None = None
    process: Process | None = None
    pointer: str = ""
    first: int | None = None
    entry: int | None = None


Group = tuple[Direction | None, tuple[Seat, ...]]


@frozen(slots=False, eq=False)
class Seating:
    """All subjects of a register, seated once and shared by all rules of a check."""

    view: View

    def groups(self, subject: type, scope: Scope) -> Iterator[Group]:
        """The subjects of one type that are in scope, by direction; None is the register."""
        limited = bool(scope.clients or scope.directions or scope.kinds)
        for direction, seats in _SEATED[subject](self):
            kept = seats
            if limited:
                kept = tuple(seat for seat in seats if self.in_scope(scope, seat))
            if kept:
                yield direction, kept

    def in_scope(self, scope: Scope, seat: Seat) -> bool:
        """Whether a clause limited so is about a subject."""
        direction, process = seat.direction, seat.process
        if direction is None:
            return True
        if scope.directions and direction.kind not in scope.directions:
            return False
        if scope.clients:
            client = process.client if process and process.client else direction.client
            if client not in (None, ClientKind.ANY) and client.value not in scope.clients:
                return False
        if scope.kinds and isinstance(seat.subject, Entry):
            return self.view.points[seat.subject.touchpoint].touchpoint.kind in scope.kinds
        return True

    def is_of(self, kinds: Collection[str], fault: Fault, seat: Seat) -> bool:
        """Whether a fault is about a touchpoint of those kinds; one about no entry is."""
        if seat.process is None or not fault.at:
            return True
        entry = seat.process.entries[fault.at[0]]
        return self.view.points[entry.touchpoint].touchpoint.kind in kinds

    def has(self, scope: Scope) -> bool:
        """Whether the register has anything that a clause limited so is about."""
        if scope.kinds and not self.view.used.intersection(scope.kinds):
            return False
        if not (scope.clients or scope.directions):
            return True
        return any(
            True
            for _ in self.groups(Process, Scope(clients=scope.clients, directions=scope.directions))
        )

    @cached_property
    def _register(self) -> tuple[Group, ...]:
        return ((None, (Seat(self.view.register),)),)

    @cached_property
    def _listed(self) -> tuple[Group, ...]:
        return ((None, tuple(Seat(concept) for concept in self.view.vocabulary.listed)),)

    @cached_property
    def _directions(self) -> tuple[Group, ...]:
        return tuple(
            (
                direction,
                (Seat(direction, direction, None, f"/directions/{d}", _first_row(seats)),),
            )
            for d, (direction, seats) in enumerate(self._processes)
        )

    @cached_property
    def _processes(self) -> tuple[tuple[Direction, tuple[Seat, ...]], ...]:
        groups, row = [], 1
        for d, direction in enumerate(self.view.register.directions):
            seats = []
            for p, process in enumerate(direction.processes):
                pointer = f"/directions/{d}/processes/{p}"
                first = row if process.entries else None
                seats.append(Seat(process, direction, process, pointer, first))
                row += len(process.entries)
            groups.append((direction, tuple(seats)))
        return tuple(groups)

    @cached_property
    def _entries(self) -> tuple[Group, ...]:
        return tuple(
            (
                direction,
                tuple(
                    Seat(entry, direction, seat.process, seat.pointer, seat.first, at)
                    for seat in seats
                    for at, entry in enumerate(seat.subject.entries)
                ),
            )
            for direction, seats in self._processes
        )


def _first_row(seats: Iterable[Seat]) -> int | None:
    return next((seat.first for seat in seats if seat.first is not None), None)


_SEATED: Mapping[type, Callable[[Seating], Iterable[Group]]] = MappingProxyType(
    {
        Register: lambda seating: seating._register,
        Concept: lambda seating: seating._listed,
        Direction: lambda seating: seating._directions,
        Process: lambda seating: seating._processes,
        Entry: lambda seating: seating._entries,
    }
)
