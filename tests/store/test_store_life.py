"""A register's life in a store, on SQLite and on PostgreSQL: what is recorded is what is told."""

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve

from touchpoint_model import Need, Register
from touchpoint_model.formats.history import RevisionRecord, kind_of
from touchpoint_model.lifecycle.changes import ChangeKind
from touchpoint_model.model.errors import ModelError, UsageError
from touchpoint_model.model.history import Approved, Event, Published
from touchpoint_model.model.revisions import (
    Actor,
    Approval,
    Inspection,
    Notice,
    Publication,
    Revision,
)
from touchpoint_model.store import (
    Anchor,
    CommitRefused,
    NothingToRecord,
    RevisionMissing,
    StaleWrite,
    Store,
    StoreEmpty,
    StoreExists,
)

from .drafts import CLERK, draft, moment

HEAD = Actor("Ёлкина Ю. Я.", "head-of-unit")
DAY = datetime.date(2024, 3, 1)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that is not there yet."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgres")
    folder = tmp_path / "Мои документы? #1 %41"
    folder.mkdir()
    return str(folder / "перечень.db")


@pytest.fixture
def store(url: str) -> Store:
    return Store.create(url)


def commit(store: Store, register: Register, number: int, **further) -> Revision:
    told = {"author": CLERK, "basis": f"записка {number}", "at": moment(number), **further}
    return store.commit(register, **told)


def reworded(register: Register, text: str) -> Register:
    """The register with another need in its first row."""
    direction, process = register.directions[0], register.directions[0].processes[0]
    row = evolve(process.entries[0], needs=(Need(text),))
    process = evolve(process, entries=(row, *process.entries[1:]))
    direction = evolve(direction, processes=(process, *direction.processes[1:]))
    return evolve(register, directions=(direction, *register.directions[1:]))


def test_an_empty_store(store: Store):
    assert store.head is None
    assert () == store.revisions()
    assert () == store.records()
    assert () == store.verify()
    assert Anchor(0, None) == store.anchor
    with pytest.raises(StoreEmpty):
        store.register()
    with pytest.raises(StoreEmpty):
        store.history()
    with pytest.raises(RevisionMissing) as missing:
        store.revision(1)
    assert (1, 0) == (missing.value.number, missing.value.last)


def test_a_store_is_made_once(url: str):
    commit(Store.create(url), draft([1]), 1)
    with pytest.raises(StoreExists):
        Store.create(url)

    assert draft([1]) == Store.open(url).register()


def test_what_is_committed_is_told(url: str):
    at = datetime.datetime(2024, 3, 20, 23, 30, 15, 250, ZoneInfo("Asia/Vladivostok"))
    inspection = Inspection(DAY, HEAD, passed=False)
    made = commit(
        Store.create(url),
        draft([1]),
        1,
        at=at,
        made=DAY,
        prepared_by=HEAD,
        inspection=inspection,
        expect=0,
    )
    store = Store.open(url)
    told = store.revision(1)

    assert made == told == store.head
    assert (1, (), None) == (told.number, told.changes, told.previous)
    assert (CLERK, "записка 1", HEAD, inspection) == (
        told.author,
        told.basis,
        told.prepared_by,
        told.inspection,
    )
    assert DAY == told.made
    assert (at, datetime.timedelta(hours=10)) == (told.at, told.at.utcoffset())
    assert 64 == len(told.hash)


def test_a_revision_tells_what_changed_and_follows_the_one_before(store: Store):
    first = commit(store, draft([1]), 1)
    store.record(Event("new-touchpoint", DAY), at=moment(2))
    second = commit(store, reworded(draft([1]), "узнать «срок»"), 3)

    assert [("needs-changed", "узнать «срок»")] == [(c.kind, c.after) for c in second.changes]
    assert first.hash == second.previous
    assert store.records()[1].hash == store.records()[2].previous
    assert (first, second) == store.revisions()
    assert (second,) == store.revisions(last=1)


def test_any_revision_can_be_read(store: Store):
    registers = [draft(range(one)) for one in range(1, 6)]
    for number, register in enumerate(registers, start=1):
        commit(store, register, number)

    assert registers == [store.register(number) for number in range(1, 6)]
    assert registers[-1] == store.register()
    with pytest.raises(RevisionMissing) as missing:
        store.register(6)
    assert (6, 5) == (missing.value.number, missing.value.last)


def test_a_register_put_back_brings_nothing_new(store: Store):
    """Contents that are there are not stored again, whoever brought them."""
    commit(store, draft([1]), 1)
    commit(store, draft([2]), 2)
    commit(store, draft([1]), 3)

    assert draft([1]) == store.register(3)
    assert store.records()[0].statement.register == store.records()[2].statement.register
    assert () == store.verify()


def test_a_stale_write_is_refused_and_shows_both_versions(store: Store):
    base, theirs, mine = draft([1]), draft([1, 2]), reworded(draft([1]), "мое")
    commit(store, base, 1)
    commit(store, theirs, 2, expect=1)
    with pytest.raises(StaleWrite) as refused:
        commit(store, mine, 3, expect=1)
    told = refused.value

    assert (1, 2) == (told.expected, told.head.number)
    assert (base, theirs, mine) == (told.base, told.current, told.proposed)
    assert {ChangeKind.PROCESS_ADDED, ChangeKind.TOUCHPOINT_ADDED} == {
        one.kind for one in told.difference.alterations
    }
    assert theirs == store.register()
    assert isinstance(told, CommitRefused)


def test_a_write_that_expects_an_empty_store(store: Store):
    commit(store, draft([1]), 1)
    with pytest.raises(StaleWrite) as refused:
        commit(store, draft([9]), 9, expect=0)

    assert (None, None) == (refused.value.base, refused.value.difference)
    assert 1 == store.anchor.seq


@pytest.mark.parametrize(("expect", "count"), [(7, 1), (1, 0), (-1, 1)])
def test_a_write_that_expects_what_is_not_there(store: Store, expect: int, count: int):
    for number in range(1, count + 1):
        commit(store, draft([number]), number)
    with pytest.raises(RevisionMissing) as refused:
        commit(store, draft([9]), 9, expect=expect)

    assert (expect, count) == (refused.value.number, refused.value.last)
    assert not isinstance(refused.value, CommitRefused)
    assert count == len(store.revisions())


def test_nothing_is_recorded_where_nothing_changed(store: Store):
    head = commit(store, draft([1]), 1)
    other_order = evolve(draft([1]), touchpoints=draft([1]).touchpoints[::-1])
    with pytest.raises(NothingToRecord) as refused:
        commit(store, other_order, 2)

    assert head == refused.value.head
    assert 1 == store.anchor.seq


def test_a_change_made_before_the_last_one_is_refused(store: Store):
    commit(store, draft([1]), 1)
    with pytest.raises(CommitRefused):
        commit(store, draft([2]), 2, made=DAY - datetime.timedelta(days=1))

    assert 1 == store.head.number


def test_a_register_of_another_agency_is_refused(store: Store):
    commit(store, draft([1]), 1)
    with pytest.raises(UsageError):
        commit(store, evolve(draft([1]), agency="culture"), 2)

    assert 1 == store.head.number


@pytest.mark.parametrize(
    "broken",
    [
        evolve(draft([1]), title="половина знака \ud83d"),
        evolve(draft([1]), title=5),
        evolve(draft([1]), performs={"надзор": "да"}),
    ],
)
def test_a_register_that_could_not_be_read_again_is_not_recorded(store: Store, broken: Register):
    with pytest.raises(UsageError):
        commit(store, broken, 1)

    assert Anchor(0, None) == store.anchor


def test_what_needs_a_time_zone_asks_for_it(store: Store):
    commit(store, draft([1]), 1)
    bare = datetime.datetime(2024, 3, 20, 9)
    for work in (
        lambda: commit(store, draft([2]), 2, at=bare),
        lambda: store.approve(1, Approval("приказ"), at=bare),
        lambda: store.publish(1, Publication("website"), at=bare),
        lambda: store.record(Event("new-touchpoint", DAY), at=bare),
    ):
        with pytest.raises(ModelError) as refused:
            work()
        assert ["at"] == [flaw.path for flaw in refused.value.flaws]

    assert 1 == store.anchor.seq


def test_the_history_of_a_register(store: Store):
    revisions = (commit(store, draft([1]), 1), commit(store, draft([2]), 2))
    approval = Approval("приказ", "7-п", DAY, HEAD)
    publication = Publication("website", DAY, "https://пример.рф/перечень")
    event = Event("kind-changed", DAY, "Приём", "сайт", "закрыт", (Notice(HEAD, DAY),))
    store.approve(1, approval, at=moment(3), by=CLERK)
    assert store.history().events is None
    store.publish(2, publication, at=moment(4))
    record = store.record(event, at=moment(5), by=HEAD)
    history = store.history()

    assert ("trade", revisions) == (history.agency, history.revisions)
    assert (Approved(1, approval),) == history.approvals
    assert (Published(2, publication),) == history.publications
    assert (event,) == history.events
    assert (5, HEAD, moment(5)) == (record.seq, record.statement.by, record.statement.at)
    assert ["revision", "revision", "approval", "publication", "event"] == [
        kind_of(one.statement) for one in store.records()
    ]
    assert store.records()[-2:] == store.records(last=2)


@pytest.mark.parametrize("number", [0, 2, -1])
def test_what_is_not_there_is_neither_approved_nor_published(store: Store, number: int):
    commit(store, draft([1]), 1)
    with pytest.raises(RevisionMissing):
        store.approve(number, Approval("приказ"), at=moment(2))
    with pytest.raises(RevisionMissing):
        store.publish(number, Publication("website"), at=moment(2))

    assert 1 == store.anchor.seq


def test_changes_found_by_likeness(url: str):
    """Who opens the store without it is told; who opens it with it finds nothing wrong."""
    old = draft([1])
    process = evolve(old.directions[0].processes[0], name="Процесс первый")
    new = evolve(
        old,
        directions=(
            evolve(old.directions[0], processes=(process, *old.directions[0].processes[1:])),
        ),
    )

    def alike(one: str, other: str) -> float:
        return 0.9 if {one, other} == {"процесс 1", "процесс первый"} else 0.0

    store = Store.create(url, likeness=alike)
    commit(store, old, 1)
    made = commit(store, new, 2)

    assert ["process-renamed"] == [one.kind for one in made.changes]
    assert "likeness-1" == store.records()[1].statement.compared
    assert () == Store.open(url, likeness=alike).verify()
    with pytest.raises(UsageError):
        Store.open(url).verify()
    assert {"changes-differ"} == {
        one.kind.value for one in Store.open(url, likeness=lambda *_: 0.0).verify()
    }


def test_two_stores_of_one_database_see_one_another(url: str):
    first = Store.create(url)
    second = Store.open(url)
    commit(first, draft([1]), 1, expect=0)
    commit(second, draft([2]), 2, expect=1)

    assert 2 == first.head.number
    assert isinstance(first.records()[0].statement, RevisionRecord)
