"""Any register that is well-formed: right and wrong words, facts stated, empty and absent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from attrs import evolve, frozen
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ...model.clients import ClientKind
from ...model.processes import Direction, Entry, Need, Process, Source
from ...model.register import Register, RegistryItem
from ...model.touchpoints import Basis, Touchpoint
from ...model.usage import Usage
from .drawing import some
from .people import People, people
from .spelling import spelled, told
from .words import Words

__all__ = ["printed_registers"]

_T = TypeVar("_T")
_POINTS, _TABLES, _FEW = 5, 3, 2


def _maybe(strategy: SearchStrategy[_T]) -> SearchStrategy[_T | None]:
    return st.none() | strategy


def _few(strategy: SearchStrategy[_T], most: int = _FEW) -> SearchStrategy[tuple[_T, ...]]:
    return some(strategy, 0, most)


@frozen(eq=False, slots=False)
class _Printed:
    """Strategies for parts that may be wrong. Codes are of the vocabulary; the words need not be."""

    words: Words

    def codes(self, scheme: str) -> list[str]:
        return [one.code for one in self.words.agency.vocabulary.scheme(scheme)]

    def names(self, scheme: str, strange: Sequence[str]) -> SearchStrategy[str]:
        """Names of a scheme in any spelling, and words that it does not have."""
        concepts = self.words.agency.vocabulary.scheme(scheme)
        known = [text for one in concepts for name in one.names for text in spelled(name)]
        return st.sampled_from([*known, *strange]) | st.sampled_from(strange)

    @cached_property
    def point(self) -> SearchStrategy[Touchpoint]:
        names = self.names("touchpoint", told()["strange_points"])
        types = self.names("channel", told()["strange_texts"])
        flags, bases = _maybe(st.booleans()), _maybe(_bases)
        limits = self.codes("limit")
        return st.builds(
            Touchpoint,
            st.just(""),
            names | types,
            kind=st.none() | st.sampled_from([None, *self.codes("touchpoint")]),
            channel=st.none() | st.sampled_from([None, *self.codes("channel")]),
            key=flags,
            low_demand=flags,
            basis=bases,
            serves=_maybe(_few(st.sampled_from(limits))) if limits else st.none(),
        )

    @cached_property
    def need(self) -> SearchStrategy[Need]:
        printed = self.names("need", told()["strange_needs"])
        stated = st.none() | st.sampled_from([None, *self.codes("need")])
        return st.builds(Need, printed, stated)

    @cached_property
    def particulars(self) -> SearchStrategy[str | None]:
        said = self.names("channel", told()["strange_texts"])
        return _maybe(said | st.sampled_from(told()["particulars"]))

    @cached_property
    def direction(self) -> SearchStrategy[Direction]:
        columns = _few(self.names("column", told()["strange_texts"]), 5)
        return st.builds(
            Direction,
            self.names("direction", told()["strange_texts"]),
            kind=st.none() | st.sampled_from([None, *self.codes("direction")]),
            client=_clients,
            columns=_maybe(st.sampled_from(self.words.columns) | columns),
        )

    @cached_property
    def process(self) -> SearchStrategy[Process]:
        forms = self.codes("legal_form")
        return st.builds(
            Process,
            st.sampled_from(told()["processes"]),
            number=_maybe(st.sampled_from(told()["numbers"])),
            client=_clients,
            legal_forms=_maybe(_few(st.sampled_from(forms))) if forms else st.none(),
            history_access=_maybe(st.booleans()),
        )

    @cached_property
    def facts(self) -> SearchStrategy[dict[str, Any]]:
        """What a register says beside its tables."""
        directions = self.codes("direction")
        items = st.builds(
            RegistryItem, st.sampled_from("abc"), st.sampled_from(told()["processes"])
        )
        unlike = st.lists(items, max_size=_FEW, unique_by=lambda one: one.id).map(tuple)
        usage = st.builds(
            Usage,
            self.names("touchpoint", told()["strange_points"]),
            process=_maybe(st.sampled_from(told()["processes"])),
            contacts=_maybe(st.integers(0, 9999)),
        )
        performs = st.sampled_from(directions) if directions else st.nothing()
        return st.fixed_dictionaries(
            {
                "title": st.sampled_from([*told()["titles"], ""]),
                "performs": st.dictionaries(performs, st.booleans(), max_size=_FEW),
                "process_registry": _maybe(unlike),
                "usage": _maybe(_few(usage)),
                "attestations": _few(st.sampled_from(self.words.blank.attestations))
                if self.words.blank.attestations
                else st.just(()),
            }
        )


_bases = _few(st.builds(Basis, st.sampled_from(told()["bases"])))
_clients = _maybe(st.sampled_from(ClientKind))


@lru_cache(maxsize=64)
def _printed(words: Words) -> _Printed:
    return _Printed(words)


def printed_registers(words: Words, size: int) -> SearchStrategy[Register]:
    """Registers of about so many rows: from none to many more."""
    parts = _printed(words)
    cells = some(_cell(parts), 0, max(1, size))  # of a process; there are one and a half of these
    processes = some(st.tuples(parts.process, cells), 0, _FEW)
    return st.builds(
        lambda *drawn: _register(words.agency.code, *drawn),
        some(parts.point, 1, _POINTS),
        some(st.tuples(parts.direction, processes), 0, _TABLES),
        people(words.agency.vocabulary, 0, None, "", *told()["persons"]),
        parts.facts,
    )


_Cell = tuple[Entry, int, int, str | None]
_Table = tuple[Direction, tuple[tuple[Process, tuple[_Cell, ...]], ...]]


def _cell(parts: _Printed) -> SearchStrategy[_Cell]:
    """A row, the numbers of its point and of another, the printed cell if they share it."""
    channels = [(one,) for one in parts.codes("channel")]
    row = st.builds(
        Entry,
        st.just(""),
        needs=_maybe(_few(parts.need)),
        particulars=parts.particulars,
        channels=st.sampled_from([None, None, (), *channels]),
        basis=_maybe(_bases),
    )
    at = st.integers(0, _POINTS - 1)
    return st.tuples(row, at, at, st.sampled_from([None, None, None, *told()["shared_cells"]]))


def _register(
    agency: str,
    points: tuple[Touchpoint, ...],
    tables: tuple[_Table, ...],
    living: People,
    facts: dict[str, Any],
) -> Register:
    points = tuple(evolve(one, id=f"t{at}") for at, one in enumerate(points))
    directions = (
        evolve(
            table,
            processes=tuple(
                evolve(
                    one, entries=tuple(row for cell in cells for row in _rows(cell, len(points)))
                )
                for one, cells in processes
            ),
        )
        for table, processes in tables
    )
    return Register(
        agency=agency,
        directions=tuple(directions),
        touchpoints=points,
        clients=living[0],
        segments=living[1],
        **facts,
    )


def _rows(cell: _Cell, points: int) -> Iterator[Entry]:
    """One printed cell: a row, or one for each of two points that it names."""
    row, at, other, printed = cell
    row = evolve(row, touchpoint=f"t{at % points}")
    if printed is None:
        yield row
        return
    source = Source(file="a.docx", table=1, cell="C4")
    row = evolve(row, cell=printed, source=source)
    yield row
    yield evolve(row, touchpoint=f"t{other % points}")
