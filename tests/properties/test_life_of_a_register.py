"""The life of a register under each ordinance: whatever is done to it, in whatever order.

A machine includes, changes and excludes rows, approves and publishes, by those whom the ordinance
names and by others, on the head and on stale revisions; beside it stands the plainest model: a list
of registers. After each step the store says what the list says.
"""

from __future__ import annotations

import datetime
import io
import shutil
import tempfile
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

import touchpoint_model as tm
from touchpoint_model import keeping
from touchpoint_model.formats.json import dumps, loads
from touchpoint_model.lifecycle.authority import Deed, may
from touchpoint_model.lifecycle.deeds import deed_of
from touchpoint_model.lifecycle.diff import diff
from touchpoint_model.lifecycle.facts import settled
from touchpoint_model.lifecycle.replay import replay
from touchpoint_model.model.history import Approved, Event, Published
from touchpoint_model.model.revisions import Actor, Approval, Inspection, Publication
from touchpoint_model.store import AlreadyRecorded, NothingToRecord, StaleWrite, Store
from touchpoint_model.testing import Material, lawful_register
from touchpoint_model.testing.office import Office

ZONE = datetime.timezone(datetime.timedelta(hours=3))
NUMBERS = st.integers(0, 50)
LIVES = settings.default.max_examples // 10 or 1


def said(register: tm.Register) -> tm.Register:
    """What a register says; the order of its list of points says nothing."""
    told = settled(register)
    return evolve(told, touchpoints=tuple(sorted(told.touchpoints, key=lambda one: one.id)))


class Life(RuleBasedStateMachine):
    """A register of one agency, its store, and the list of what it has been."""

    code = "trade"

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="life-"))
        self.url = self.folder / "перечень.db"
        self.agency = tm.agency(self.code)
        self.material = Material(self.agency)
        self.office = Office(self.agency)
        self.day = datetime.date(2024, 3, 1)
        self.registers: list[tm.Register] = []
        self.overridden: set[int] = set()
        self.approved: list[Approved] = []
        self.published: list[Published] = []
        self.events: list[Event] = []

    def teardown(self) -> None:
        self.verifies()
        self.goes_out_and_comes_back()
        shutil.rmtree(self.folder)

    # --- what is done ---

    @initialize()
    def form(self) -> None:
        """The first revision, by whom the ordinance names."""
        register = lawful_register(self.agency)
        stated = self.stated(Deed.FORM, lawful=True)
        self.store, _ = keeping.begin(str(self.url), register, stated)
        self.registers.append(self.store.register())

    @rule(days=st.integers(0, 40))
    def time_passes(self, days: int) -> None:
        self.day += datetime.timedelta(days=days)

    @rule(at=NUMBERS, which=NUMBERS, need=NUMBERS)
    def include_a_row(self, at: int, which: int, need: int) -> None:
        """A point that the process has not."""
        process = self.process(at)
        used = {one.touchpoint for one in process.entries}
        free = [one for one in self.material.points if one.code not in used]
        if free:
            concept = free[which % len(free)]
            needs = [self.material.needs[need % len(self.material.needs)]]
            row = self.material.entry(concept, needs)
            new = evolve(process, entries=(*process.entries, row))
            self.keep(self.with_process(at, new, concept), Deed.INCLUDE)

    @rule(at=NUMBERS, row=NUMBERS, need=NUMBERS)
    def change_needs(self, at: int, row: int, need: int) -> None:
        process = self.process(at)
        row %= len(process.entries)
        needs = (self.material.needs[need % len(self.material.needs)],)
        rows = [
            evolve(one, needs=needs) if number == row else one
            for number, one in enumerate(process.entries)
        ]
        self.keep(self.with_process(at, evolve(process, entries=tuple(rows))), Deed.CHANGE)

    @rule(at=NUMBERS, words=st.text("абв яё\"';—", min_size=1, max_size=12))
    def change_particulars(self, at: int, words: str) -> None:
        process = self.process(at)
        first, *others = process.entries
        new = evolve(process, entries=(evolve(first, particulars=words), *others))
        self.keep(self.with_process(at, new), Deed.CHANGE)

    @precondition(lambda self: len(self.process(0).entries) > 1)
    @rule(row=NUMBERS)
    def exclude_a_row(self, row: int) -> None:
        process = self.process(0)
        rows = list(process.entries)
        del rows[row % len(rows)]
        self.keep(self.with_process(0, evolve(process, entries=tuple(rows))), Deed.EXCLUDE)

    @rule(at=NUMBERS, which=NUMBERS, role=NUMBERS, override=st.booleans())
    def somebody_else_changes(self, at: int, which: int, role: int, override: bool) -> None:
        """Whoever the ordinance does not name is refused, or says why not."""
        others = self.others(Deed.CHANGE)
        if not others:
            return
        process = self.process(at)
        row = which % len(process.entries)
        remark = f"{process.entries[row].particulars} и {which}"
        rows = [
            evolve(one, particulars=remark) if number == row else one
            for number, one in enumerate(process.entries)
        ]
        new = self.with_process(at, evolve(process, entries=tuple(rows)))
        stated = evolve(
            self.stated(Deed.CHANGE, lawful=True),
            author=Actor("Посторонний", others[role % len(others)]),
        )
        if override:
            keeping.commit(self.store, new, evolve(stated, override="срочно"))
            self.registers.append(new)
            self.overridden.add(len(self.registers))
            return
        with pytest.raises(keeping.RefusedDeed) as caught:
            keeping.commit(self.store, new, stated)
        (refused,) = caught.value.refused
        assert refused.permission.clauses == self.agency.authority.grant(Deed.CHANGE).clauses

    @precondition(lambda self: len(self.registers) > 1)
    @rule(back=st.integers(1, 5), at=NUMBERS)
    def write_on_a_stale_revision(self, back: int, at: int) -> None:
        head = len(self.registers)
        expected = max(head - back, 1)
        process = self.process(at)
        new = self.with_process(at, evolve(process, name=f"{process.name} (иначе)"))
        with pytest.raises(StaleWrite):
            keeping.commit(self.store, new, self.stated(Deed.CHANGE, lawful=True), expect=expected)

    @rule()
    def record_what_is_recorded(self) -> None:
        """Rows in another order say the same."""
        process = self.process(0)
        same = evolve(process, entries=process.entries[::-1])
        with pytest.raises(NothingToRecord):
            keeping.commit(
                self.store, self.with_process(0, same), self.stated(Deed.CHANGE, lawful=True)
            )

    @rule(number=NUMBERS)
    def approve(self, number: int) -> None:
        number = number % len(self.registers) + 1
        told = Approved(number, Approval("Приказ", str(number), self.day))
        self.act(keeping.approve, number, told.approval, again=told in self.approved)
        self.approved = [*dict.fromkeys([*self.approved, told])]

    @precondition(lambda self: self.office.everywhere)
    @rule(number=NUMBERS, place=NUMBERS)
    def publish(self, number: int, place: int) -> None:
        number = number % len(self.registers) + 1
        places = self.office.everywhere
        told = Published(number, Publication(places[place % len(places)], self.day))
        self.act(keeping.publish, number, told.publication, again=told in self.published)
        self.published = [*dict.fromkeys([*self.published, told])]

    @rule(which=NUMBERS)
    def something_happens(self, which: int) -> None:
        triggers = self.office.triggers
        event = Event(triggers[which % len(triggers)], self.day, text="служебная записка")
        self.store.record(event, at=self.moment)
        self.events.append(event)

    @rule()
    def open_it_anew(self) -> None:
        self.store = Store.open(self.url, likeness=self.store.likeness)

    # --- what always holds ---

    @invariant()
    def the_head_is_the_last_of_the_list(self) -> None:
        if not self.registers:
            return
        assert self.store.head.number == len(self.registers)
        assert self.store.register() == self.registers[-1]

    @invariant()
    def the_register_is_well_formed_and_its_graph_has_its_entries(self) -> None:
        if not self.registers:
            return
        register = self.registers[-1]
        assert loads(dumps(register)) == register
        graph = tm.graph(register)
        rows = [one for *_, one in graph.edges(data="type") if one == "meets"]
        assert len(rows) == len(list(register.entries))
        points = {node for node, kind in graph.nodes(data="type") if kind == "touchpoint"}
        assert points == {f"touchpoint:{one.id}" for one in register.touchpoints}

    @invariant()
    def what_changed_replayed_gives_the_same_register(self) -> None:
        if len(self.registers) > 1:
            old, new = self.registers[-2:]
            assert said(replay(old, diff(old, new))) == said(new)
            assert said(replay(new, diff(old, new).reversed())) == said(old)

    @invariant()
    def the_history_tells_what_was_done(self) -> None:
        if not self.registers:
            return
        history = self.store.history()
        assert [one.number for one in history.revisions] == [*range(1, len(self.registers) + 1)]
        assert self.approved == list(history.approvals)
        assert self.published == list(history.publications)
        assert self.events == list(history.events or ())

    @invariant()
    def only_who_had_no_authority_is_reported(self) -> None:
        """The rule on unauthorised changes finds the overridden revisions, all and only."""
        if not self.registers:
            return
        report = tm.check(self.registers[-1], on=self.day, history=self.store.history())
        found = {one.location.revision for one in report.findings if one.code == "LC05"}
        assert self.overridden == found

    # --- at the end ---

    def verifies(self) -> None:
        if self.registers:
            assert self.store.verify() == ()
            for number, register in enumerate(self.registers, 1):
                assert self.store.register(number) == register

    def goes_out_and_comes_back(self) -> None:
        if self.registers:
            stream = io.BytesIO()
            self.store.export(stream)
            lines = stream.getvalue().splitlines(keepends=True)
            again = Store.restore(self.folder / "again.db", lines, likeness=self.store.likeness)
            assert again.anchor == self.store.anchor
            assert again.register() == self.registers[-1]

    # --- what the machine asks itself ---

    @property
    def moment(self) -> datetime.datetime:
        return datetime.datetime.combine(self.day, datetime.time(12), ZONE)

    def stated(self, deed: Deed, *, lawful: bool) -> keeping.Stated:
        roles = self.office.roles(deed) if lawful else self.others(deed)
        preparers = self.office.roles(Deed.PREPARE)
        return keeping.Stated(
            Actor("Иванова А. А.", roles[0]),
            "служебная записка № 1",
            self.moment,
            prepared_by=Actor("Петров П. П.", preparers[0]),
            inspection=Inspection(self.day, Actor("Сидорова С. С.", self.office.checkers[0])),
        )

    def act(self, deed, number: int, told, *, again: bool) -> None:
        """Record what was done about a revision; the same again is refused."""
        asked = (self.store, self.agency, number, told)
        if again:
            with pytest.raises(AlreadyRecorded):
                deed(*asked, at=self.moment, by=Actor("Канцелярия"))
        else:
            deed(*asked, at=self.moment, by=Actor("Канцелярия"))

    def others(self, deed: Deed) -> list[str]:
        """Roles that may not do a deed."""
        authority = self.agency.authority
        roles = [one.code for one in self.agency.vocabulary.scheme("role")]
        return [one for one in roles if may(authority, one, deed).allowed is False]

    def keep(self, new: tm.Register, deed: Deed) -> None:
        """Record a register by whom the ordinance names; the same again is refused."""
        old = self.registers[-1]
        changes = [one.change for one in diff(old, new).alterations]
        if not changes:
            with pytest.raises(NothingToRecord):
                keeping.commit(self.store, new, self.stated(deed, lawful=True))
            return
        assert {deed_of(one) for one in changes} == {deed}
        kept = keeping.commit(
            self.store, new, self.stated(deed, lawful=True), expect=len(self.registers)
        )
        assert kept.overridden == ()
        assert [one.kind for one in kept.revision.changes] == [one.kind for one in changes]
        self.registers.append(new)

    def process(self, at: int) -> tm.Process:
        processes = list(self.registers[-1].processes) if self.registers else []
        return processes[at % len(processes)] if processes else tm.Process("", ())

    def with_process(self, at: int, process: tm.Process, concept=None) -> tm.Register:
        register = self.registers[-1]
        (direction,) = register.directions
        processes = list(direction.processes)
        processes[at % len(processes)] = process
        points = list(register.touchpoints)
        if concept is not None and concept.code not in {one.id for one in points}:
            points.append(self.material.touchpoint(concept))
        used = {row.touchpoint for one in processes for row in one.entries}
        return evolve(
            register,
            directions=(evolve(direction, processes=tuple(processes)),),
            touchpoints=tuple(one for one in points if one.id in used),
        )


@pytest.mark.parametrize("code", ["agriculture", "culture", "trade", "administration"])
def test_a_registers_life_under_an_ordinance(code):
    """Law: whatever is done, the store's head equals the model, and history tells who did it."""
    machine = type(f"Life_{code}", (Life,), {"code": code})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=LIVES, stateful_step_count=12)
    )
