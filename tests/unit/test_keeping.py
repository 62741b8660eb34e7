"""Keeping a register: deeds judged by each agency's acts, then recorded."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.checking_kept import check_kept
from touchpoint_model.keeping import (
    Stated,
    approve,
    begin,
    commit,
    publish,
    read_for,
)
from touchpoint_model.lifecycle.authority import Deed
from touchpoint_model.lifecycle.obligations import Demand
from touchpoint_model.model.errors import UsageError
from touchpoint_model.model.revisions import Actor, Approval, Inspection, Publication
from touchpoint_model.plugins.deeds import RefusedDeed, judge
from touchpoint_model.recognise import recognise
from touchpoint_model.recognise.renaming import renaming
from touchpoint_model.store import (
    CommitRefused,
    NothingToRecord,
    RevisionMissing,
    StaleWrite,
    Store,
    StoreEmpty,
    StoreMissing,
)

AT = datetime.datetime(2024, 4, 1, 10, tzinfo=datetime.UTC)
AGENCIES = ("agriculture", "culture", "trade", "administration")
FORMS = {
    "agriculture": "working-group",
    "culture": "authorised-person",
    "trade": "authorised-person",
    "administration": "authorised-person",
}
# who includes, changes and excludes, and by which clause
MAY = {
    ("agriculture", Deed.INCLUDE): ("authorised-person", "2.2(3)"),
    ("agriculture", Deed.CHANGE): ("working-group", "2.2¶2"),
    ("agriculture", Deed.EXCLUDE): ("working-group", "2.2¶2"),
    ("culture", Deed.INCLUDE): ("authorised-person", "4.4(3)"),
    ("culture", Deed.CHANGE): ("authorised-person", "4.4(3)"),
    ("culture", Deed.EXCLUDE): ("authorised-person", "4.4(3)"),
    ("trade", Deed.INCLUDE): ("authorised-person", "2.2.3"),
    ("trade", Deed.CHANGE): ("unit", "2.2¶1"),
    ("trade", Deed.EXCLUDE): ("unit", "2.2¶1"),
    ("administration", Deed.INCLUDE): ("authorised-person", "3.3.3"),
    ("administration", Deed.CHANGE): ("authorised-person", "3.3.3"),
    ("administration", Deed.EXCLUDE): ("authorised-person", "3.3.3"),
}
OTHERS = {
    "agriculture": ("working-group", "authorised-person"),
    "culture": ("working-group", "unit", "unit-head", "authorised-person"),
    "trade": ("authorised-person", "unit", "controller"),
    "administration": ("unit", "unit-head", "authorised-person"),
}


@cache
def example(agency: str) -> tm.Register:
    return tm.read(f"examples/registers/{agency}.json")


def edited(register: tm.Register, deed: Deed) -> tm.Register:
    """The register with one row of a process that is new, other, or gone."""
    direction = register.directions[0]
    at, process = next(
        (at, one) for at, one in enumerate(direction.processes) if one.entries[0].needs
    )
    first, *rest = process.entries
    match deed:
        case Deed.INCLUDE:
            used = {row.touchpoint for row in process.entries}
            absent = next(one.id for one in register.touchpoints if one.id not in used)
            rows = (first, *rest, tm.Entry(absent, first.needs))
        case Deed.CHANGE:
            rows = (evolve(first, needs=(tm.Need("получение разъяснений"),)), *rest)
        case _:
            rows = process.entries[:-1]
    processes = list(direction.processes)
    processes[at] = evolve(process, entries=rows)
    directions = (evolve(direction, processes=tuple(processes)), *register.directions[1:])
    return recognise(evolve(register, directions=directions), tm.agency(register.agency).vocabulary)


def stated(role: str | None, day: int = 1, **further) -> Stated:
    at = AT + datetime.timedelta(days=day - 1)
    return Stated(Actor("Иванова А. П.", role), "приказ № 1", at, **further)


@pytest.fixture
def kept(tmp_path):
    """Stores with a first revision, by agency."""

    def made(agency: str) -> Store:
        return begin(str(tmp_path / f"{agency}.db"), example(agency), stated(FORMS[agency]))[0]

    return made


@pytest.mark.parametrize(("agency", "deed"), MAY)
def test_a_deed_is_recorded_for_whom_the_act_names_and_refused_to_others(agency, deed, kept):
    store = kept(agency)
    holder, clause = MAY[agency, deed]
    new = edited(example(agency), deed)
    for role in OTHERS[agency]:
        if role == holder:
            continue
        with pytest.raises(RefusedDeed) as refused:
            commit(store, new, stated(role, 2))
        (one,) = refused.value.refused
        assert (deed, False, (holder,)) == (
            one.permission.deed,
            one.permission.allowed,
            one.permission.holders,
        )
        assert clause in {ref.id for ref in one.permission.clauses}
        assert 1 == len(one.changes)
        assert 1 == store.head.number

    done = commit(store, new, stated(holder, 2))

    assert (2, [(deed, True)]) == (
        done.revision.number,
        [(one.permission.deed, one.permission.allowed) for one in done.judged],
    )
    assert (stated(holder).basis, ()) == (done.revision.basis, done.overridden)


@pytest.mark.parametrize("agency", AGENCIES)
def test_the_first_revision_forms_the_register(agency, tmp_path):
    url = str(tmp_path / "register.db")
    for role in OTHERS[agency]:
        if role != FORMS[agency]:
            with pytest.raises(RefusedDeed) as refused:
                begin(url, example(agency), stated(role))
            assert [Deed.FORM] == [one.permission.deed for one in refused.value.refused]
    with pytest.raises(StoreMissing):
        Store.open(url)

    store, done = begin(url, example(agency), stated(FORMS[agency]))

    assert (1, None) == (done.revision.number, done.amendment)
    assert example(agency) == store.register()


def test_what_is_to_be_done_next_differs_by_act(kept):
    duties = {}
    for agency in AGENCIES:
        new, store = edited(example(agency), Deed.CHANGE), kept(agency)
        store.approve(1, Approval("Приказ"), at=AT)
        done = commit(store, new, stated(MAY[agency, Deed.CHANGE][0], 2))
        duties[agency] = {
            one.demand: one.term.deadline.day if one.term else None
            for one in done.duties
            if not one.silent
        }

    in_ten_working_days = datetime.date(2024, 4, 16)
    assert {
        "agriculture": {},
        "culture": {Demand.APPROVE: None, Demand.PUBLISH: in_ten_working_days},
        "trade": {Demand.APPROVE: None, Demand.PUBLISH: in_ten_working_days},
        "administration": {},
    } == duties


def test_the_first_publication_has_no_term(tmp_path):
    _, done = begin(str(tmp_path / "r.db"), example("trade"), stated(FORMS["trade"]))

    assert [(Demand.APPROVE, None), (Demand.PUBLISH, None)] == [
        (one.demand, one.term) for one in done.duties
    ]


def test_a_role_that_is_not_stated_is_not_refused(kept):
    store = kept("trade")

    done = commit(store, edited(example("trade"), Deed.EXCLUDE), stated(None, 2))

    assert [(None, ("unit",))] == [
        (one.permission.allowed, one.permission.holders) for one in done.judged
    ]


def test_several_deeds_are_judged_each(kept):
    store = kept("trade")
    new = edited(edited(example("trade"), Deed.INCLUDE), Deed.CHANGE)

    with pytest.raises(RefusedDeed) as refused:
        commit(store, new, stated("unit", 2))

    assert [Deed.INCLUDE] == [one.permission.deed for one in refused.value.refused]


def test_whoever_prepared_the_data_is_judged_too(kept):
    store = kept("trade")
    new = edited(example("trade"), Deed.INCLUDE)
    told = stated("authorised-person", 2, prepared_by=Actor("Петров", "authorised-person"))
    with pytest.raises(RefusedDeed) as refused:
        commit(store, new, told)

    assert [("Петров", Deed.PREPARE)] == [
        (one.actor.name, one.permission.deed) for one in refused.value.refused
    ]
    commit(store, new, stated("authorised-person", 2, prepared_by=Actor("Отдел", "unit")))
    assert Actor("Отдел", "unit") == store.head.prepared_by


def test_nobody_prepares_a_change(kept):
    """The acts have data prepared that are to be included."""
    store = kept("trade")
    new = edited(example("trade"), Deed.CHANGE)

    commit(store, new, stated("unit", 2, prepared_by=Actor("Петров", "authorised-person")))
    assert 2 == store.head.number


def test_an_override_is_recorded_and_a_check_tells(kept):
    store = kept("trade")
    new = edited(example("trade"), Deed.EXCLUDE)

    done = commit(store, new, stated("authorised-person", 2, override="отдел расформирован"))

    assert [Deed.EXCLUDE] == [one.permission.deed for one in done.overridden]
    assert store.head.basis.startswith("приказ № 1")
    assert "отдел расформирован" in store.head.basis
    found = [one for one in check_kept(store).open if one.rule == "unauthorised-change"]
    assert ["2.2¶1"] == [one.clause for one in found]
    assert [] == [one for one in check_kept(store, 1).open if one.rule == "unauthorised-change"]


def test_an_override_that_overrides_nothing_leaves_the_basis_alone(kept):
    store = kept("trade")

    done = commit(
        store, edited(example("trade"), Deed.CHANGE), stated("unit", 2, override="на всякий")
    )

    assert (True, "приказ № 1") == (done.needless, store.head.basis)


def test_what_is_stated_of_a_revision_is_recorded(kept):
    store = kept("trade")
    made, checked = datetime.date(2024, 4, 2), Inspection(datetime.date(2024, 4, 1), Actor("Ким"))
    new = edited(example("trade"), Deed.CHANGE)

    commit(store, new, stated("unit", 5, made=made, inspection=checked))

    assert (made, checked) == (store.head.day, store.head.inspection)


def test_a_stale_write_has_both_versions(kept):
    store = kept("trade")
    first, second = (edited(example("trade"), one) for one in (Deed.CHANGE, Deed.INCLUDE))
    commit(store, first, stated("unit", 2), expect=1)

    with pytest.raises(StaleWrite) as stale:
        commit(store, second, stated("authorised-person", 3), expect=1)

    told = stale.value
    assert (1, 2) == (told.expected, told.head.number)
    assert (example("trade"), first, second) == (told.base, told.current, told.proposed)
    assert 2 == store.head.number


def test_a_stale_document_is_filled_from_the_revision_it_was_made_from(kept, tmp_path):
    store = kept("culture")
    tm.write(edited(example("culture"), Deed.INCLUDE), tmp_path / "new.docx")
    read = tm.read(tmp_path / "new.docx")
    commit(store, edited(example("culture"), Deed.CHANGE), stated("authorised-person", 2))

    with pytest.raises(StaleWrite) as stale:
        commit(store, read, stated("authorised-person", 3), expect=1, document=True)

    assert example("culture").process_registry == stale.value.proposed.process_registry


def test_a_document_loses_no_fact(kept, tmp_path):
    store = kept("culture")
    for name, register in (
        ("same", example("culture")),
        ("new", edited(example("culture"), Deed.CHANGE)),
    ):
        tm.write(register, tmp_path / f"{name}.docx")
    same, new = (tm.read(tmp_path / f"{one}.docx") for one in ("same", "new"))

    with pytest.raises(NothingToRecord):
        commit(store, same, stated("authorised-person", 2), document=True)
    done = commit(store, new, stated("authorised-person", 2), document=True)

    assert ["needs-changed"] == [one.kind for one in done.revision.changes]
    assert {"key-changed", "basis-changed", "registry-changed"} <= {
        one.kind.value for one in done.carried
    }
    assert example("culture").process_registry == store.register().process_registry


def test_writers_that_expect_nothing_are_all_recorded_and_judged_by_the_head_they_meet(kept):
    store = kept("administration")
    url = store.place

    def write(number: int) -> int:
        new = evolve(example("administration"), title=f"Перечень {number}")
        mine = Store.open(url, likeness=renaming)
        return commit(mine, new, stated("authorised-person", 2)).revision.number

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(write, range(8)))

    assert list(range(2, 10)) == sorted(numbers)
    assert [1] * 8 == [len(one.changes) for one in store.revisions()[1:]]


def test_the_register_of_another_agency_is_refused(kept):
    with pytest.raises(UsageError):
        commit(kept("trade"), example("culture"), stated("authorised-person", 2))


def test_a_change_made_before_the_last_one_is_refused(kept):
    early = stated("unit", 2, made=datetime.date(2024, 3, 1))
    with pytest.raises(CommitRefused):
        commit(kept("trade"), edited(example("trade"), Deed.CHANGE), early)


def test_approval_and_publication_are_recorded(kept):
    store, agency = kept("trade"), tm.agency("trade")
    approval = Approval("приказ", "7", AT.date(), Actor("Министр"))
    publication = Publication("website", AT.date())

    judged = approve(store, agency, 1, approval, at=AT, by=Actor("Ким"))
    placed = publish(store, agency, 1, publication, at=AT, by=Actor("Ким", "unit"))

    history = store.history()
    assert [(1, approval)] == [(one.revision, one.approval) for one in history.approvals]
    assert [(1, publication)] == [(one.revision, one.publication) for one in history.publications]
    assert (None, None) == (judged.permission.allowed, placed.permission.allowed)


def test_an_act_may_name_who_approves():
    agency = tm.agency("trade")

    assert judge(agency, Actor("Ким", "unit"), Deed.CHANGE).permission.allowed
    assert judge(agency, Actor("Ким", "unit"), Deed.APPROVE).permission.allowed is None


def test_a_past_revision_is_checked_as_of_its_day(kept):
    store = kept("trade")
    commit(store, edited(example("trade"), Deed.CHANGE), stated("unit", 3))

    days = [check_kept(store, number).on for number in (1, 2, None)]

    assert [datetime.date(2024, 4, one) for one in (1, 3, 3)] == days
    before = check_kept(store, on=datetime.date(2024, 4, 2))
    assert before.path == f"{store.place}#1"
    assert check_kept(store, 2).path == f"{store.place}#2"
    rules = {one.rule for one in check_kept(store, on=datetime.date(2024, 6, 1)).open}
    assert {"late-publication", "unapproved-register"} & rules


def test_a_revision_is_not_checked_on_a_day_before_it(kept):
    store = kept("trade")
    commit(store, edited(example("trade"), Deed.CHANGE), stated("unit", 3))
    for number, day in ((None, datetime.date(2024, 1, 1)), (2, datetime.date(2024, 4, 2))):
        with pytest.raises(UsageError):
            check_kept(store, number, on=day)
    for number in (0, 9):
        with pytest.raises(RevisionMissing):
            check_kept(store, number)


def test_an_empty_store_has_nothing_to_check(tmp_path):
    with pytest.raises(StoreEmpty):
        check_kept(Store.create(tmp_path / "empty.db"))


def test_a_file_that_says_nothing_is_of_the_agency_of_the_store(tmp_path):
    for name in ("trade.csv", "trade.docx"):
        tm.write(example("trade"), tmp_path / name)

    assert "trade" == read_for(tmp_path / "trade.csv", None, otherwise="trade").register.agency
    assert "trade" == read_for(tmp_path / "trade.docx", None, otherwise="culture").register.agency
    assert "culture" == read_for(tmp_path / "trade.docx", "culture", otherwise=None).register.agency
    with pytest.raises(UsageError):
        read_for(tmp_path / "trade.csv", None, otherwise=None)


def test_a_revision_that_was_overtaken_is_not_judged_by_a_later_day(kept):
    store = kept("trade")
    commit(store, edited(example("trade"), Deed.CHANGE), stated("unit", 2))
    first, second = (one.day for one in store.revisions())

    with pytest.raises(UsageError):
        check_kept(store, 1, on=second)
    assert first == check_kept(store, 1).on


def test_what_cannot_be_recorded_leaves_no_store_behind(tmp_path):
    place = tmp_path / "перечень.db"
    broken = evolve(example("trade"), title="\ud800")

    with pytest.raises(UsageError):
        begin(str(place), broken, stated("authorised-person", 1))
    assert [] == list(tmp_path.iterdir())


def test_the_changes_of_a_draft_have_no_term(kept):
    store = kept("trade")

    def published(register: tm.Register, number: int) -> list:
        done = commit(store, register, stated("unit", number))
        return [one.term is None for one in done.duties if one.demand is Demand.PUBLISH]

    first = edited(evolve(example("trade"), approval=None, publications=None), Deed.CHANGE)
    assert [True] == published(first, 2)
    store.approve(2, Approval("Приказ"), at=AT)
    assert [False] == published(edited(first, Deed.EXCLUDE), 3)
