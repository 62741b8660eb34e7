"""Who a site is for, and what of a register such readers are shown."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from attrs import evolve, frozen

from ...model.clients import ClientKind
from ...model.processes import Direction, Entry, Process
from ...model.register import Register
from ...model.revisions import Approval, Publication
from ...model.touchpoints import Touchpoint

__all__ = ["Audience", "LeftOut", "shown_to"]

_OUTWARD = frozenset({ClientKind.EXTERNAL, ClientKind.ANY})
_WEB = ("https://", "http://")


class Audience(StrEnum):
    """The public, or the agency's own people."""

    PUBLIC = "public"
    INTERNAL = "internal"


@frozen
class LeftOut:
    """A process that the public is not shown.

    Attributes:
        direction, process: as printed. client: whose it is; None, and it is left out because the
            register does not say.
    """

    direction: str
    process: str
    client: ClientKind | None


def shown_to(register: Register, audience: Audience) -> tuple[Register, tuple[LeftOut, ...]]:
    """The part of a register that an audience may see, and the processes that it may not.

    The agency's own people see all of it. The public is shown

    - processes whose client (its own, else its direction's) is external or any. Where the register
      does not say, or only has the bare word «клиент» over a table of no known direction (which
      reads as any), the process stays inside: a published page cannot be called back;
    - in them, rows at points that are not stated to be for internal clients alone; a direction
      without such a row is left out;
    - touchpoints that these rows use, without the record of demand;
    - of the rest what these processes refer to: the functions of their directions, their items of
      the registry. No clients, segments (with their officers), attestations, observed use, bases,
      notes of the reader, places in the document; no name of who approved; no address of a
      publication that is not on the web.

    >>> from touchpoint_model.model.processes import Direction, Process
    >>> inside = Direction("Кадры", (Process("Отпуск"),), client=ClientKind.INTERNAL)
    >>> register, left = shown_to(Register("toy", "Перечень", (inside,)), Audience.PUBLIC)
    >>> register.directions, [one.process for one in left]
    ((), ['Отпуск'])
    """
    if audience is Audience.INTERNAL:
        return register, ()
    closed = {one.id for one in register.touchpoints if _for_insiders(one)}
    left = tuple(
        LeftOut(direction.name, process.name, _client(direction, process))
        for direction in register.directions
        for process in direction.processes
        if not _open(direction, process)
    )
    directions = tuple(
        one for one in (_direction(it, closed) for it in register.directions) if one is not None
    )
    used = {row.touchpoint for one in directions for p in one.processes for row in p.entries}
    kinds = {one.kind for one in directions}
    items = {process.registry_id for one in directions for process in one.processes}
    return (
        Register(
            agency=register.agency,
            title=register.title,
            directions=directions,
            touchpoints=tuple(_point(one) for one in register.touchpoints if one.id in used),
            act=register.act,
            approval=_approval(register.approval),
            publications=_publications(register.publications),
            revision_date=register.revision_date,
            performs={code: does for code, does in register.performs.items() if code in kinds},
            process_registry=None
            if register.process_registry is None
            else tuple(one for one in register.process_registry if one.id in items),
        ),
        left,
    )


def _client(direction: Direction, process: Process) -> ClientKind | None:
    """Whose a process is, as far as the register says it."""
    if process.client is not None:
        return process.client
    bare = direction.client is ClientKind.ANY and direction.kind is None
    return None if bare else direction.client


def _open(direction: Direction, process: Process) -> bool:
    return _client(direction, process) in _OUTWARD


def _direction(direction: Direction, closed: Iterable[str]) -> Direction | None:
    """What is shown of a direction; None if no row of it is."""
    processes = tuple(
        _process(process, closed) for process in direction.processes if _open(direction, process)
    )
    if not any(one.entries for one in processes):
        return None
    return evolve(direction, processes=processes, source=None)


def _process(process: Process, closed: Iterable[str]) -> Process:
    kept = tuple(row for row in process.entries if row.touchpoint not in closed)
    whole = len(kept) == len(process.entries)
    return evolve(process, entries=tuple(_row(row, whole) for row in kept), source=None)


def _row(row: Entry, whole: bool) -> Entry:
    """A row; the cell that names several points is kept only where all of them are shown."""
    return evolve(row, basis=None, source=None, cell=row.cell if whole else None)


def _for_insiders(point: Touchpoint) -> bool:
    return bool(point.clients) and set(point.clients or ()) == {ClientKind.INTERNAL.value}


def _point(point: Touchpoint) -> Touchpoint:
    return evolve(point, basis=None, low_demand=None)


def _approval(approval: Approval | None) -> Approval | None:
    return None if approval is None else evolve(approval, by=None)


def _publications(told: tuple[Publication, ...] | None) -> tuple[Publication, ...] | None:
    if told is None:
        return None
    return tuple(one if (one.url or "").startswith(_WEB) else evolve(one, url=None) for one in told)
