"""Lawful registers as a strategy: drawn complete from parts that pass, then some facts left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import count
from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ...model.processes import Direction, Entry, Process
from ...model.register import Register, RegistryItem
from ...model.revisions import ActOfRegister, Actor, Approval, Publication
from ...model.touchpoints import Touchpoint
from ...model.usage import Usage
from ..lawful import DAY
from .absence import BEYOND_COLUMNS, FACTS, leave_out
from .drawing import some
from .parts import Parts
from .people import people
from .spelling import told

__all__ = ["lawful_registers"]

_TABLES = 3  # at most
_LEAST = 2  # rows of a process
_FEW = 6  # rows that one process holds
_MORE = 1.1  # a row that is drawn twice stands once


def lawful_registers(parts: Parts, *, complete: bool, size: int) -> SearchStrategy[Register]:
    """Lawful registers of about so many rows, from two to about twice as many."""
    if size < _FEW:
        directions = some(parts.direction(1, 2 * (size - _LEAST)), 1, 1)
    else:
        middle = max(1, round(size / _FEW))
        further = round(2 * (_MORE * size / middle / 2 - _LEAST))
        directions = some(parts.direction(middle, further), 1, _TABLES)
    whole = _complete(parts, directions)
    return whole if complete else st.builds(leave_out, whole, _absent())


def _absent() -> SearchStrategy[frozenset[str]]:
    """Facts that are left out: none, one, all that a document has no place for, any."""
    usual = [frozenset[str](), *(frozenset({one}) for one in FACTS), BEYOND_COLUMNS]
    any_of_them = some(st.sampled_from(FACTS), 0, len(FACTS)).map(frozenset)
    return st.sampled_from(usual) | any_of_them


@st.composite
def _complete(
    draw: DrawFn, parts: Parts, tables: SearchStrategy[tuple[Direction, ...]]
) -> Register:
    """A complete lawful register of such tables."""
    directions = list(_numbered(_merged(draw(tables))))
    processes = [process for one in directions for process in one.processes]
    codes = dict.fromkeys(row.touchpoint for one in directions for row in _rows(one))
    points = _with_keys([draw(parts.point(code)) for code in codes], directions)
    present = {one.kind for one in directions}
    clients, segments = draw(people(parts.words.agency.vocabulary))
    blank = parts.words.blank
    return evolve(
        blank,
        title=draw(_TITLES),
        directions=tuple(directions),
        touchpoints=points,
        performs={code: code in present for code in blank.performs},
        process_registry=tuple(RegistryItem(one.registry_id or "", one.name) for one in processes),
        usage=_usage(processes, points, draw(_COUNTS)),
        clients=clients,
        segments=segments,
        **draw(_STATES),
    )


def _merged(directions: Sequence[Direction]) -> Iterator[Direction]:
    """Directions, of which those of one kind for one client are one table."""
    alike: dict[object, list[Direction]] = {}
    for one in directions:
        alike.setdefault((one.kind, one.client), []).append(one)
    for first, *rest in alike.values():
        more = (process for one in rest for process in one.processes)
        yield evolve(first, processes=(*first.processes, *more))


def _rows(direction: Direction) -> Iterator[Entry]:
    return (row for process in direction.processes for row in process.entries)


def _numbered(directions: Iterable[Direction]) -> Iterator[Direction]:
    """Directions with numbered processes; a name that comes again is told from the first."""
    seen, number = Counter[str](), count(1)
    for direction in directions:
        processes = []
        for process in direction.processes:
            at = next(number)
            seen[process.name] += 1
            again = f" ({seen[process.name]})" if seen[process.name] > 1 else ""
            processes.append(
                evolve(process, name=process.name + again, number=str(at), registry_id=f"p{at}")
            )
        yield evolve(direction, processes=tuple(processes))


def _with_keys(
    points: Sequence[Touchpoint], directions: Sequence[Direction]
) -> tuple[Touchpoint, ...]:
    """The points, of which every direction has a key one."""
    key = {one.id for one in points if one.key}
    for direction in directions:
        used = [row.touchpoint for row in _rows(direction)]
        if not key.intersection(used):
            key.add(used[0])
    return tuple(evolve(one, key=one.id in key) for one in points)


_TITLES = st.sampled_from(told()["titles"])
_COUNTS = some(st.sampled_from([1, 12, 340, 5000, None]), 0, 3)


def _usage(
    processes: Sequence[Process], points: Sequence[Touchpoint], counts: Sequence[int | None]
) -> tuple[Usage, ...]:
    """What was observed of the first rows: a count, or a directive where nobody counts."""
    names = {one.id: one for one in points}
    rows = [(process, row) for process in processes for row in process.entries]
    return tuple(
        Usage(
            name=names[row.touchpoint].name,
            kind=row.touchpoint,
            process=process.name,
            contacts=counted,
            directive=told()["directive"][0] if counted is None else None,
            evidence=told()["evidence"][0],
        )
        for counted, (process, row) in zip(counts, rows, strict=False)
    )


def _state(stage: int, ago: int, order: str, number: str, person: str) -> dict[str, Any]:
    """How far a register has come: drawn up, approved, published."""
    if not stage:
        return {}
    day = DAY - timedelta(days=ago)
    published = (Publication("website", day, "https://priozerye.example/perechen"),)
    return {
        "act": ActOfRegister(order, number, day),
        "approval": Approval(order, number, day, Actor(person)),
        "publications": published if stage > 1 else (),
        "revision_date": day,
    }


_STATES = st.builds(
    _state,
    st.integers(0, 2),
    st.integers(0, 400),
    *(st.sampled_from(told()[words]) for words in ("orders", "numbers", "persons")),
)
