"""Lawful registers, made of an agency's own words: what witnesses and strategies build on.

Lawful is a register in which no clause that data can judge finds an error or a warning; it may get
notes, for a heuristic has an opinion on everything. Complete is one that states every fact that
some clause needs, and a person's confirmation for each clause that no data can judge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from attrs import evolve, frozen

from ..model.clients import ClientKind, Segment
from ..model.legal import ClauseStatus
from ..model.processes import Direction, Entry, Need, Process
from ..model.register import Register, RegistryItem
from ..model.revisions import Approval, Attestation, Publication
from ..model.touchpoints import Basis, Touchpoint
from ..model.vocabulary import Concept
from ..plugins.agency import Agency

__all__ = ["DAY", "Material", "lawful_register", "lawful_registers"]

DAY = date(2024, 6, 3)
"""The day by which registers of this module are lawful."""

_SINCE = DAY - timedelta(days=60)  # when they were approved

_title_ru = "Перечень точек взаимодействия"
_process_ru = "Выдача справок"
_inner_ru = "Обеспечение работы, этап {}"
_basis_ru = "Положение об органе"
_remark_ru = "{}, ответ в день обращения"
_act_ru = "Приказ"
_order_ru = "Приказ № 1"
_segment_ru = "Граждане"
_officer_ru = "Петров П. П."
_author_ru = "Иванова А. А."


@frozen(slots=False, eq=False)
class Material:
    """What lawful registers of an agency are made of.

    Attributes:
        agency: whose. points: kinds of touchpoint that clients from outside can use, each named
            plainly by the ordinance: no generic, no ambiguous name. needs: a text for each
            category but the last, "other".
    """

    agency: Agency

    @cached_property
    def points(self) -> tuple[Concept, ...]:
        """The kinds of touchpoint, digital ones first."""
        vocabulary = self.agency.vocabulary
        known = vocabulary.listed or tuple(vocabulary.scheme("touchpoint"))
        plain = [
            one
            for one in known
            if one.channel and not one.generic and not one.ambiguous and one.audience is None
        ]
        return tuple(sorted(plain, key=lambda one: one.channel != "digital"))

    @cached_property
    def inner_points(self) -> tuple[Concept, ...]:
        """The kinds of touchpoint that only the agency's own people use, and no list forbids."""
        vocabulary = self.agency.vocabulary
        known = vocabulary.listed or tuple(vocabulary.scheme("touchpoint"))
        return tuple(one for one in known if one.channel and one.audience and not one.generic)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """A need of each category that has a name of its own."""
        concepts = self.agency.vocabulary.scheme("need")
        return tuple(Need(one.label.ru, one.code) for one in concepts if not one.other)

    @cached_property
    def directions(self) -> tuple[Concept | None, ...]:
        """The directions that the ordinance names; a None stands for a nameless one."""
        return tuple(self.agency.vocabulary.scheme("direction")) or (None,)

    @cached_property
    def columns(self) -> tuple[str, ...] | None:
        """The columns of the form, if the ordinance has one."""
        return tuple(one.label.ru for one in self.agency.vocabulary.scheme("column")) or None

    @cached_property
    def limits(self) -> tuple[str, ...]:
        """The limits of clients that the ordinance speaks of."""
        return tuple(one.code for one in self.agency.vocabulary.scheme("limit"))

    @cached_property
    def legal_forms(self) -> tuple[str, ...]:
        """The legal forms of clients whose processes belong in the register."""
        uses = (use for clause in self.agency.clauses for use in clause.uses)
        limited = [use.arguments["legal_forms"] for use in uses if "legal_forms" in use.arguments]
        every = (one.code for one in self.agency.vocabulary.scheme("legal_form"))
        return tuple(limited[0]) if limited else tuple(every)

    def touchpoint(self, concept: Concept, *, key: bool = True) -> Touchpoint:
        """A point of a kind, with every fact about it."""
        return Touchpoint(
            id=concept.code,
            name=concept.label.ru,
            kind=concept.code,
            how="exact",
            score=1.0,
            key=key,
            low_demand=False,
            basis=(Basis(_basis_ru),),
            serves=self.limits,
        )

    def entry(self, concept: Concept, needs: Sequence[Need]) -> Entry:
        """A row at a point of a kind."""
        label = self.agency.vocabulary("channel", concept.channel or "").label.ru
        remark = _remark_ru.format(label)
        return Entry(
            touchpoint=concept.code,
            needs=tuple(needs),
            particulars=remark,
            channels=(concept.channel or "",),
            remark=remark,
        )

    def process(self, name: str, rows: Sequence[Entry], number: int, client: ClientKind) -> Process:
        """A process with every fact about it."""
        return Process(
            name=name,
            entries=tuple(rows),
            number=str(number),
            client=client,
            legal_forms=self.legal_forms[:1],
            registry_id=f"p{number}",
            history_access=True,
        )

    def direction(self, concept: Concept | None, processes: Sequence[Process]) -> Direction:
        """A table of the register."""
        return Direction(
            name=concept.label.ru if concept else "",
            processes=tuple(processes),
            kind=concept.code if concept else None,
            client=self.client(concept),
            columns=self.columns,
        )

    def client(self, concept: Concept | None) -> ClientKind:
        """For whom a direction is."""
        return ClientKind(concept.client) if concept and concept.client else ClientKind.EXTERNAL

    def register(self, directions: Sequence[Direction]) -> Register:
        """A complete register of directions: each fact stated, each clause confirmed."""
        present = {one.kind for one in directions}
        kinds = [one.code for one in self.directions if one is not None]
        used = {e.touchpoint for one in directions for p in one.processes for e in p.entries}
        known = self.agency.vocabulary.scheme("touchpoint")
        points = tuple(self.touchpoint(one) for one in known if one.code in used)
        processes = [process for one in directions for process in one.processes]
        everywhere = self.agency.vocabulary.scheme("place")
        return Register(
            agency=self.agency.code,
            title=_title_ru,
            directions=tuple(directions),
            touchpoints=points,
            performs={kind: kind in present for kind in kinds},
            process_registry=tuple(
                RegistryItem(one.registry_id or "", one.name) for one in processes
            ),
            usage=(),
            approval=Approval(_act_ru, "1", _SINCE),
            publications=tuple(Publication(one.code, _SINCE) for one in everywhere),
            revision_date=_SINCE,
            segments=(Segment("s1", _segment_ru, officer=_officer_ru),),
            attestations=tuple(self._attestations()),
        )

    def _attestations(self) -> Iterator[Attestation]:
        for clause in self.agency.clauses:
            beyond = any(use.rule.of_journeys or use.rule.of_history for use in clause.uses)
            if clause.status is ClauseStatus.ATTESTED or clause.evidence is not None or beyond:
                yield Attestation(
                    clause=clause.ref,
                    evidence=_order_ru,
                    author=_author_ru,
                    date=DAY - timedelta(days=30),
                    expires=DAY + timedelta(days=335),
                )


def lawful_register(agency: Agency) -> Register:
    """The smallest complete lawful register of an agency: one process in one direction.

    >>> from touchpoint_model.plugins.discovery import find
    >>> len(list(lawful_register(find("trade")).entries))
    2
    """
    material = Material(agency)
    concept = material.directions[0]
    digital = next(
        (one for one in material.points if one.way == "information-system"), material.points[0]
    )
    offline = next(one for one in material.points if one.channel == "offline")
    rows = [material.entry(one, material.needs[:1]) for one in (digital, offline)]
    process = material.process(_process_ru, rows, 1, material.client(concept))
    return material.register([material.direction(concept, [process])])


def lawful_registers(agency: Agency) -> Iterator[Register]:
    """A few complete lawful registers of an agency, the smallest first.

    After the smallest: the same in another direction; one with a third row; one with a row at
    each point that the ordinance names for clients from outside; one where its own people are
    clients too, and each point of its list is used.
    """
    smallest = lawful_register(agency)
    yield smallest
    material, (direction,) = Material(agency), smallest.directions
    (process,) = direction.processes
    for concept in material.directions[1:2]:
        there = evolve(process, client=material.client(concept))
        yield material.register([material.direction(concept, [there])])
    used = {one.touchpoint for one in process.entries}
    listed = [one for one in agency.vocabulary.listed if one.channel and one.audience is None]
    every = dict.fromkeys((*material.points, *listed))
    more = [one for one in every if one.code not in used]
    wide = [material.entry(one, material.needs[:1]) for one in more]
    processes = [
        evolve(process, entries=(*process.entries, *rows)) for rows in (wide[:1], wide) if rows
    ]
    concept = material.directions[0]
    for one in processes:
        yield material.register([material.direction(concept, [one])])
    inner = [material.entry(one, material.needs[:1]) for one in material.inner_points]
    rows = [[one] for one in inner] + ([[*inner, *wide[:1]]] if inner and wide else [])
    staff = [
        material.process(_inner_ru.format(at), told, at, ClientKind.INTERNAL)
        for at, told in enumerate(rows, 2)
    ]
    if staff:
        yield material.register([material.direction(concept, [processes[-1], *staff])])
