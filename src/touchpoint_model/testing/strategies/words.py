"""Words that pass: what an agency's own rules find nothing in, tried in its smallest lawful register.

No rule is known here: every candidate is put into a row or a process, all of them into one register,
and those are kept about which the agency's rules say nothing that they do not say of the smallest
lawful register itself. So a stranger's rules choose as well as the shared ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from attrs import evolve, frozen

from ...model.clients import ClientKind
from ...model.processes import Direction, Entry, Need, Process
from ...model.register import Register
from ...model.touchpoints import Touchpoint
from ...model.view import View
from ...model.vocabulary import Concept
from ...norms import INDICATORS, RULES
from ...plugins.agency import Agency
from ...rules.engine import judge
from ..lawful import DAY, Material, lawful_register
from .absence import FACTS, leave_out
from .spelling import plain_names, points_named, spelled, told

__all__ = ["Row", "Told", "Words", "words_of"]

_T = TypeVar("_T")


@frozen(eq=False)
class Row:
    """A point at which a row can stand, and the type of channel that it is of there."""

    concept: Concept
    channel: str


@frozen
class Told:
    """The particulars of a row: the printed text, the channel it declares, what it says beyond."""

    particulars: str
    channels: tuple[str, ...] | None
    remark: str


@frozen(eq=False, slots=False)
class Words:
    """What lawful registers of an agency can be drawn from; the simplest first in each list."""

    agency: Agency

    @cached_property
    def material(self) -> Material:
        """What the smallest lawful register is made of."""
        return Material(self.agency)

    @cached_property
    def smallest(self) -> Register:
        """The smallest lawful register."""
        return lawful_register(self.agency)

    @cached_property
    def blank(self) -> Register:
        """A register with nothing in it but what holds of every complete one."""
        return self.material.register(())

    @cached_property
    def tables(self) -> tuple[Direction, ...]:
        """The directions, without processes, under the label of each, for each client."""
        (first,) = self.smallest.directions
        material = self.material
        found = [first]
        for concept in material.directions:
            fixed = concept is not None and concept.client is not None
            for client in [material.client(concept)] if fixed else ClientKind:
                found.append(evolve(material.direction(concept, ()), client=client))
        found = [evolve(one, processes=()) for one in found]
        found = [one for at, one in enumerate(found) if one not in found[:at]]
        return tuple(self._passing(found, self._placed))

    @cached_property
    def headings(self) -> Mapping[str | None, tuple[str, ...]]:
        """The spellings of the name of each direction, by its code."""
        found: dict[str | None, list[str]] = {None: [""]}
        for concept, name in plain_names(self.agency.vocabulary, "direction"):
            found.setdefault(concept.code, []).extend(spelled(name)[:3])
        return {code: tuple(names) for code, names in found.items()}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every point, with its type; one that the ordinance does not type, with each."""
        types = [one.code for one in self.agency.vocabulary.scheme("channel")]
        return tuple(
            Row(concept, channel)
            for concept in self.agency.vocabulary.scheme("touchpoint")
            for channel in ([concept.channel] if concept.channel else types)
        )

    @cached_property
    def pairs(self) -> Mapping[ClientKind | None, tuple[tuple[Row, Row], ...]]:
        """By client: two rows that make a process about which nothing is found.

        A row beside which something is found in the smallest register is in none of them.
        """
        base = {one.concept for one in self._base}

        def passing(table: Direction) -> tuple[tuple[Row, Row], ...]:
            further = set(self.further[table.client])
            rows = [one for one in self.rows if one in further or one.concept in base]
            every = [(one, two) for one in rows for two in rows if one.concept != two.concept]
            found = self._passing(every, lambda pair: self._placed(table, self._entries(pair)))
            return tuple(sorted(found, key=lambda pair: pair != self._base))

        return {table.client: passing(table) for table in self._for_each_client}

    @cached_property
    def further(self) -> Mapping[ClientKind | None, tuple[Row, ...]]:
        """By client: rows that can stand beside such a pair."""
        base = {one.concept for one in self._base}
        every = [one for one in self.rows if one.concept not in base]

        def passing(table: Direction) -> tuple[Row, ...]:
            return self._passing(
                every, lambda row: self._placed(table, self._entries([*self._base, row]))
            )

        return {table.client: passing(table) for table in self._for_each_client}

    @cached_property
    def named(self) -> Mapping[str, tuple[Touchpoint, ...]]:
        """The points of each kind under all their names, by its code."""
        vocabulary = self.agency.vocabulary
        return {one.code: points_named(vocabulary, one) for one in vocabulary.scheme("touchpoint")}

    @cached_property
    def every_need(self) -> tuple[Need, ...]:
        """Needs as the ordinance words them, whatever is found in them."""
        return tuple(
            Need(text, concept.code, *(("exact", 1.0) if text == name else ("normalised", 0.95)))
            for concept, name in plain_names(self.agency.vocabulary, "need")
            for text in spelled(name)[:2]
        )

    @cached_property
    def sole_needs(self) -> tuple[Need, ...]:
        """Needs that can be all that a process satisfies."""
        return self._passing(
            self.every_need, lambda need: self._placed(rows=self._entries(self._base, need))
        )

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """Needs that can stand beside another in a process; those that can stand alone first."""
        sole = self.sole_needs
        first = self._entries(self._base[:1], sole[0])
        beside = self._passing(
            [one for one in self.every_need if one not in set(sole)],
            lambda need: self._placed(rows=[*first, *self._entries(self._base[1:], need)]),
        )
        return (*sole, *beside)

    @cached_property
    def particulars(self) -> Mapping[str, tuple[Told, ...]]:
        """By type of channel: what can stand in the column of particulars."""

        def passing(channel: Concept) -> tuple[Told, ...]:
            return self._passing(
                self._particulars(channel),
                lambda said: self._placed(rows=self._saying(said, channel)),
            )

        return {one.code: passing(one) for one in self.agency.vocabulary.scheme("channel")}

    @cached_property
    def processes(self) -> tuple[str, ...]:
        """Names of processes."""
        return self._passing(told()["processes"], lambda name: self._placed(name=name))

    @cached_property
    def legal_forms(self) -> tuple[str, ...]:
        """Codes of the legal forms of clients."""
        forms = [one.code for one in self.agency.vocabulary.scheme("legal_form")]
        return self._passing(forms, lambda form: self._placed(legal_forms=(form,)))

    @cached_property
    def columns(self) -> tuple[tuple[str, ...] | None, ...]:
        """Headings of the columns: the labels, then each with another name."""
        labels = self.material.columns
        if labels is None:
            return (None,)
        found = [labels]
        for at, concept in enumerate(self.agency.vocabulary.scheme("column")):
            for name in concept.alt:
                found.append((*labels[:at], name, *labels[at + 1 :]))
        (table, *_) = self.tables
        return self._passing(found, lambda row: self._placed(evolve(table, columns=row)))

    @cached_property
    def has_own_rules(self) -> bool:
        """Whether a clause names a rule that is not shared, of which nothing is known here."""
        uses = (use for clause in self.agency.clauses for use in clause.uses)
        return any(use.rule not in RULES for use in uses)

    def passes(self, register: Register) -> bool:
        """Whether no more is found in a register than in the smallest lawful one."""
        return all((code, reading) in self._usual for code, reading, _ in self._found(register))

    @cached_property
    def _base(self) -> tuple[Row, ...]:
        """The rows of the smallest lawful register."""
        return tuple(
            row
            for entry in self.smallest.entries
            for row in self.rows
            if entry.touchpoint == row.concept.code and entry.channels == (row.channel,)
        )

    @cached_property
    def _for_each_client(self) -> tuple[Direction, ...]:
        return tuple({one.client: one for one in reversed(self.tables)}.values())

    @cached_property
    def _usual(self) -> frozenset[tuple[str, str | None]]:
        """What is found in the smallest lawful register itself."""
        return frozenset((code, reading) for code, reading, _ in self._found(self.smallest))

    def _entries(self, rows: Iterable[Row], *needs: Need) -> list[Entry]:
        (model, *_) = self.smallest.entries
        vocabulary = self.agency.vocabulary
        return [
            evolve(
                model,
                touchpoint=row.concept.code,
                needs=needs or model.needs,
                particulars=f"{vocabulary('channel', row.channel).label.ru}, {model.remark}",
                channels=(row.channel,),
            )
            for row in rows
        ]

    def _placed(
        self, table: Direction | None = None, rows: Sequence[Entry] = (), **facts: Any
    ) -> tuple[Direction, Process]:
        """The process of the smallest register, with other rows and facts, and its table."""
        (process,) = self.smallest.processes
        table = table or self.tables[0]
        entries = tuple(rows) or process.entries
        return table, evolve(process, entries=entries, **{"client": table.client, **facts})

    def _particulars(self, channel: Concept) -> Iterable[Told]:
        doings = told()["particulars"]
        for doing in doings:
            for name in channel.names:
                for spelling in spelled(name)[:2]:
                    text = f"{spelling}, {doing}"
                    yield Told(text, (channel.code,), text)
        for name in channel.names:
            for spelling in spelled(name)[:2]:
                yield Told(spelling, (channel.code,), "")

    def _saying(self, said: Told, channel: Concept) -> list[Entry]:
        """The rows of the smallest register, of which one of that type says something else."""
        rows = self._entries(self._base)
        at = next((at for at, row in enumerate(self._base) if row.channel == channel.code), 0)
        rows[at] = evolve(
            rows[at], particulars=said.particulars, channels=said.channels, remark=said.remark
        )
        return rows

    def _passing(
        self,
        candidates: Iterable[_T],
        placed: Callable[[_T], tuple[Direction, Process]],
    ) -> tuple[_T, ...]:
        """The candidates about whose process or direction nothing is found.

        Args:
            placed: a candidate's process and the direction that it stands in.
        """
        candidates = tuple(candidates)
        seated = [(at, *placed(one)) for at, one in enumerate(candidates)]
        rows = [at for at, _, process in seated for _ in process.entries]
        directions = [
            evolve(
                table,
                processes=tuple(
                    evolve(process, registry_id=f"p{at}") for at, _, process in together
                ),
            )
            for table, together in groupby(seated, key=itemgetter(1))
        ]
        loud = {
            rows[row - 1]
            for code, reading, row in self._found(self.material.register(directions))
            if row is not None and (code, reading) not in self._usual
        }
        return tuple(one for at, one in enumerate(candidates) if at not in loud)

    def _found(self, register: Register) -> Iterator[tuple[str, str | None, int | None]]:
        """Code, reading and row of what is found, all facts stated or all left out."""
        agency = self.agency
        for one in (register, leave_out(register, FACTS)):
            report = judge(
                View(one, agency.vocabulary),
                acts=agency.acts,
                clauses=agency.clauses,
                indicators=INDICATORS,
                on=DAY,
            )
            for finding in report.findings:
                yield finding.code, finding.reading, finding.location.row


@lru_cache(maxsize=64)
def words_of(agency: Agency) -> Words:
    """What lawful registers of an agency can be drawn from, made once."""
    return Words(agency)
