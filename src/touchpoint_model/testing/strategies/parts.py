"""The parts of lawful registers as strategies: points, needs, rows, processes, tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache

from attrs import evolve, field, frozen
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ...model.clients import ClientKind
from ...model.processes import Direction, Entry, Need, Process
from ...model.touchpoints import Basis, Touchpoint
from .drawing import few
from .spelling import told
from .words import Row, Told, Words

__all__ = ["Parts", "parts_of"]
_NEEDS = 3  # at most, in a row


@frozen(eq=False, slots=False)
class Parts:
    """Strategies for the parts of an agency's lawful registers, each made once.

    Every value is complete: facts are left out of a register as a whole. Rows, processes and tables
    refer to a touchpoint by the code of its kind. The words that a strategy needs are found when it is
    made, not when it is drawn from, which Hypothesis would find slow.
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
        return st.sampled_from(list(codes)).flatmap(self.points.__getitem__)

    @cached_property
    def points(self) -> Mapping[str, SearchStrategy[Touchpoint]]:
        """A point of a kind, by its code."""
        return {code: _point(self.words, named) for code, named in self.words.named.items()}

    @cached_property
    def needs(self) -> SearchStrategy[Need]:
        """A need that nothing is found in."""
        return st.sampled_from(self.words.needs)

    @cached_property
    def entries(self) -> SearchStrategy[Entry]:
        """A row at a point that can stand in a lawful register."""
        rows, row = st.sampled_from(self._lawful_rows), self.row

        @st.composite
        def drawn(draw: DrawFn) -> Entry:
            return row(draw, draw(rows), True)

        return drawn()

    @cached_property
    def row(self) -> Callable[[DrawFn, Row, bool], Entry]:
        """Draws a row at a point; whether its needs can be all that a process satisfies."""
        sole_needs, needs = st.sampled_from(self.words.sole_needs), self.needs
        said = {code: st.sampled_from(every) for code, every in self.words.particulars.items()}

        def drawn(draw: DrawFn, row: Row, alone: bool) -> Entry:
            printed: Told = draw(said[row.channel])
            return Entry(
                touchpoint=row.concept.code,
                needs=tuple(dict.fromkeys(few(draw, sole_needs if alone else needs, 1, _NEEDS))),
                particulars=printed.particulars,
                channels=printed.channels,
                remark=printed.remark,
            )

        return drawn

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
    words, row = parts.words, parts.row
    pairs = st.sampled_from(words.pairs[client])
    more = st.sampled_from(words.further[client] or words.pairs[client][0])
    names, legal_forms = parts.names, parts.legal_forms

    @st.composite
    def drawn(draw: DrawFn) -> Process:
        rows: dict[str, Row] = {}  # no point stands twice in a process
        for one in (*draw(pairs), *few(draw, more, 0, further)):
            rows.setdefault(one.concept.code, one)
        return Process(
            name=draw(names),
            entries=tuple([row(draw, one, at == 0) for at, one in enumerate(rows.values())]),
            client=client,
            legal_forms=draw(legal_forms),
            history_access=True,
        )

    return drawn()


def _direction(parts: Parts, middle: int, further: int) -> SearchStrategy[Direction]:
    processes = {client: parts.process(client, further) for client in parts.words.pairs}
    tables, headings, columns = parts.tables, parts.headings, parts.columns

    @st.composite
    def drawn(draw: DrawFn) -> Direction:
        table = draw(tables)
        return evolve(
            table,
            name=draw(headings[table.kind]),
            columns=draw(columns),
            processes=few(draw, processes[table.client], 1, 2 * middle - 1),
        )

    return drawn()


@lru_cache(maxsize=64)
def parts_of(words: Words) -> Parts:
    """The strategies for an agency's words, made once."""
    return Parts(words)
