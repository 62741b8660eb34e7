"""Lawful registers as a strategy: drawn complete from parts that pass, then some facts left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import product
from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ...model.processes import Direction, Entry, Process
from ...model.register import Register
from ...model.revisions import ActOfRegister, Actor, Approval, Publication
from ...model.touchpoints import Touchpoint
from ...model.usage import Usage
from ...plugins.agency import Agency
from ..lawful import DAY
from ..office import Office
from .absence import BEYOND_COLUMNS, FACTS, leave_out
from .assembly import assembled, facts_of
from .drawing import some
from .parts import Parts
from .people import People, people
from .spelling import told
from .words import Words

__all__ = ["lawful_registers"]

_TABLES = 3  # at most
_LEAST = 2  # rows of a process
_FEW = 6  # rows that one process holds
_MORE = 1.1  # a row that is drawn twice stands once


@lru_cache(maxsize=256)
def lawful_registers(parts: Parts, *, complete: bool, size: int) -> SearchStrategy[Register]:
    """Lawful registers of about so many rows, from two to about twice as many."""
    if size < _FEW:
        directions = some(parts.direction(1, 2 * (size - _LEAST)), 1, 1)
    else:
        middle = max(1, round(size / _FEW))
        further = round(2 * (_MORE * size / middle / 2 - _LEAST))
        directions = some(parts.direction(middle, further), 1, _TABLES)
    words = parts.words
    living = people(words.agency.vocabulary, 1)
    whole = _complete(words.blank, directions, parts.points, living, _states(words.agency))
    if words.has_own_rules:
        whole = whole.map(lambda register: _tried(register, words))
    return whole if complete else st.builds(leave_out, whole, _absent())


def _tried(register: Register, words: Words) -> Register:
    """The register, if the rules of a stranger let it pass: else less of it, else the smallest.

    The shared rules are known to be content with any parts that pass alone; a stranger's may count
    rows, say.
    """
    return next((one for one in (register, _pairs(register)) if words.passes(one)), words.smallest)


def _pairs(register: Register) -> Register:
    """The register with two rows of each process and nothing observed."""
    directions = (
        evolve(one, processes=tuple(evolve(p, entries=p.entries[:_LEAST]) for p in one.processes))
        for one in register.directions
    )
    points = (evolve(one, key=True) for one in register.touchpoints)
    return evolve(register, directions=tuple(directions), touchpoints=tuple(points), usage=())


def _absent() -> SearchStrategy[frozenset[str]]:
    """Facts that are left out: none, one, all that a document has no place for, any."""
    usual = [frozenset[str](), *(frozenset({one}) for one in FACTS), BEYOND_COLUMNS]
    any_of_them = some(st.sampled_from(FACTS), 0, len(FACTS)).map(frozenset)
    return st.sampled_from(usual) | any_of_them


@st.composite
def _complete(
    draw: DrawFn,
    blank: Register,
    tables: SearchStrategy[tuple[Direction, ...]],
    kinds: Mapping[str, SearchStrategy[Touchpoint]],
    living: SearchStrategy[People],
    states: SearchStrategy[dict[str, Any]],
) -> Register:
    """A complete lawful register of such tables, points of such kinds, people and state."""
    directions = assembled(draw(tables))
    processes = [process for one in directions for process in one.processes]
    codes = dict.fromkeys(row.touchpoint for one in directions for row in _rows(one))
    points = _with_keys([draw(kinds[code]) for code in codes], directions)
    clients, segments = draw(living)
    return evolve(
        blank,
        title=draw(_TITLES),
        directions=directions,
        touchpoints=points,
        usage=_usage(processes, points, draw(_COUNTS)),
        clients=clients,
        segments=segments,
        **facts_of(directions, blank),
        **draw(states),
    )


def _rows(direction: Direction) -> Iterator[Entry]:
    return (row for process in direction.processes for row in process.entries)


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


def _state(ago: int, act: tuple[str, ...], places: tuple[str, ...]) -> dict[str, Any]:
    """When a register was approved, and where it was published then."""
    day, (order, number, person) = DAY - timedelta(days=ago), act
    address = "https://priozerye.example/perechen"
    return {
        "act": ActOfRegister(order, number, day),
        "approval": Approval(order, number, day, Actor(person)),
        "publications": tuple(Publication(one, day, address) for one in places),
        "revision_date": day,
    }


@lru_cache(maxsize=64)
def _states(agency: Agency) -> SearchStrategy[dict[str, Any]]:
    """How a complete register came to be in force."""
    acts = product(*(told()[words] for words in ("orders", "numbers", "persons")))
    return st.builds(
        _state,
        st.integers(0, 400),
        st.sampled_from(list(acts)),
        st.sampled_from(Office(agency).placings or ((),)),
    )
