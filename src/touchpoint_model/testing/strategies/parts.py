"""The parts of lawful registers as strategies: points, needs, rows, processes, tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

from attrs import evolve, field, frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ...model.clients import ClientKind
from ...model.processes import Direction, Entry, Need, Process
from ...model.touchpoints import Basis, Touchpoint
from .drawing import some
from .spelling import told
from .words import Row, Told, Words

__all__ = ["Parts", "parts_of"]
_NEEDS = 3  # at most, in a row


@frozen(eq=False, slots=False)
class Parts:
    """Strategies for the parts of an agency's lawful registers, each made once.

    Every value is complete: facts are left out of a register as a whole. Rows, processes and tables
    refer to a touchpoint by the code of its kind.
    """

    words: Words
    _processes: dict[tuple[ClientKind | None, int], SearchStrategy[Process]] = field(
        init=False, factory=dict
    )
    _directions: dict[tuple[int, int], SearchStrategy[Direction]] = field(init=False, factory=dict)

    @cached_property
    def touchpoints(self) -> SearchStrategy[Touchpoint]:
        """A point at which a row of a lawful register can stand."""
        codes = dict.fromkeys(row.concept.code for row in self._lawful_rows)
        return st.sampled_from(list(codes)).flatmap(self.point)

    def point(self, code: str) -> SearchStrategy[Touchpoint]:
        """A point of a kind."""
        return self._points[code]

    @cached_property
    def needs(self) -> SearchStrategy[Need]:
        """A need that nothing is found in."""
        return st.sampled_from(self.words.needs)

    @cached_property
    def entries(self) -> SearchStrategy[Entry]:
        """A row at a point that can stand in a lawful register."""
        rows = st.sampled_from(self._lawful_rows)
        return rows.flatmap(
            lambda row: st.builds(_entry, st.just(row), self.cells[True], self.said[row.channel])
        )

    @cached_property
    def cells(self) -> Mapping[bool, SearchStrategy[tuple[Need, ...]]]:
        """The needs of a row, by whether they can be all that a process satisfies."""
        return {True: _few_needs(self.words.sole_needs), False: _few_needs(self.words.needs)}

    @cached_property
    def said(self) -> Mapping[str, SearchStrategy[Told]]:
        """The particulars of a row, by its type of channel."""
        return {code: st.sampled_from(every) for code, every in self.words.particulars.items()}

    def process(self, client: ClientKind | None, further: int) -> SearchStrategy[Process]:
        """A process for a client. further: how many rows it may have beside two."""
        if (client, further) not in self._processes:
            self._processes[client, further] = _process(self, client, further)
        return self._processes[client, further]

    def direction(self, middle: int, further: int) -> SearchStrategy[Direction]:
        """A table of so many processes on average. further: as of `process`."""
        if (middle, further) not in self._directions:
            self._directions[middle, further] = _direction(self, middle, further)
        return self._directions[middle, further]

    @cached_property
    def tables(self) -> SearchStrategy[Direction]:
        """A table without processes."""
        return st.sampled_from(self.words.tables)

    @cached_property
    def headings(self) -> Mapping[str | None, SearchStrategy[str]]:
        """The heading of a table, by the code of its direction."""
        return {code: st.sampled_from(names) for code, names in self.words.headings.items()}

    @cached_property
    def columns(self) -> SearchStrategy[tuple[str, ...] | None]:
        """The headings of the columns of a table."""
        return st.sampled_from(self.words.columns)

    @cached_property
    def names(self) -> SearchStrategy[str]:
        """The name of a process."""
        return st.sampled_from(self.words.processes)

    @cached_property
    def legal_forms(self) -> SearchStrategy[tuple[str, ...]]:
        """The legal form of the clients of a process; none if the ordinance knows none."""
        forms: list[tuple[str, ...]] = [(one,) for one in self.words.legal_forms]
        return st.sampled_from(forms or [()])

    @cached_property
    def _lawful_rows(self) -> list[Row]:
        pairs = (pair for every in self.words.pairs.values() for pair in every)
        return list(dict.fromkeys(row for pair in pairs for row in pair))

    @cached_property
    def _points(self) -> Mapping[str, SearchStrategy[Touchpoint]]:
        return {code: _point(self.words, named) for code, named in self.words.named.items()}


def _few_needs(needs: tuple[Need, ...]) -> SearchStrategy[tuple[Need, ...]]:
    drawn = some(st.sampled_from(needs), 1, _NEEDS)
    return drawn.map(lambda needs: tuple(dict.fromkeys(needs)))


def _entry(row: Row, needs: tuple[Need, ...], said: Told) -> Entry:
    return Entry(
        touchpoint=row.concept.code,
        needs=needs,
        particulars=said.particulars,
        channels=said.channels,
        remark=said.remark,
    )


def _point(words: Words, named: tuple[Touchpoint, ...]) -> SearchStrategy[Touchpoint]:
    facts = [
        {"key": key, "low_demand": low, "basis": (Basis(basis),), "serves": words.material.limits}
        for basis in told()["bases"]
        for low in (False, True)
        for key in (False, True)
    ]
    return st.builds(
        lambda point, stated: evolve(point, **stated),
        st.sampled_from(named),
        st.sampled_from(facts),
    )


def _process(parts: Parts, client: ClientKind | None, further: int) -> SearchStrategy[Process]:
    words = parts.words
    pairs = st.sampled_from(words.pairs[client])
    more = some(st.sampled_from(words.further[client] or words.pairs[client][0]), 0, further)

    @st.composite
    def drawn(draw: DrawFn) -> Process:
        rows: dict[str, Row] = {}  # no point stands twice in a process
        for row in (*draw(pairs), *draw(more)):
            rows.setdefault(row.concept.code, row)
        entries = [
            _entry(row, draw(parts.cells[at == 0]), draw(parts.said[row.channel]))
            for at, row in enumerate(rows.values())
        ]
        return Process(
            name=draw(parts.names),
            entries=tuple(entries),
            client=client,
            legal_forms=draw(parts.legal_forms),
            history_access=True,
        )

    return drawn()


def _direction(parts: Parts, middle: int, further: int) -> SearchStrategy[Direction]:
    processes = {
        client: some(parts.process(client, further), 1, 2 * middle - 1)
        for client in parts.words.pairs
    }

    @st.composite
    def drawn(draw: DrawFn) -> Direction:
        table = draw(parts.tables)
        return evolve(
            table,
            name=draw(parts.headings[table.kind]),
            columns=draw(parts.columns),
            processes=draw(processes[table.client]),
        )

    return drawn()


@lru_cache(maxsize=64)
def parts_of(words: Words) -> Parts:
    """The strategies for an agency's words, made once."""
    return Parts(words)
