"""Keeping a register from Python: arguments that cannot be meant are refused before anything is done."""

import datetime

import pytest

import touchpoint_model as tm
from touchpoint_model.differing import diff
from touchpoint_model.keeping import Stated, approve, begin, commit, publish
from touchpoint_model.model.errors import ModelError, UsageError
from touchpoint_model.model.revisions import Actor, Approval, Publication
from touchpoint_model.store import RevisionMissing, Store

AT = datetime.datetime(2024, 4, 1, 10, tzinfo=datetime.UTC)
STATED = {"author": Actor("Ким", "authorised-person"), "basis": "приказ", "at": AT}
REGISTER = tm.read("examples/registers/trade.json")


@pytest.fixture
def store(tmp_path) -> Store:
    return begin(str(tmp_path / "trade.db"), REGISTER, Stated(**STATED))[0]


def test_what_is_stated_has_its_types_and_a_time_zone():
    wrong = {
        "author": "Ким",
        "basis": None,
        "at": AT.date(),
        "made": AT,
        "prepared_by": "Ким",
        "inspection": AT.date(),
        "override": True,
    }
    for name, value in wrong.items():
        with pytest.raises(UsageError) as refused:
            Stated(**{**STATED, name: value})
        assert f"Stated.{name}" in refused.value.say()
    with pytest.raises(ModelError) as naive:
        Stated(**{**STATED, "at": AT.replace(tzinfo=None)})

    assert ["at"] == [one.path for one in naive.value.flaws]
    assert None is Stated(**STATED).made


def test_arguments_of_another_type_are_refused(store):
    trade, told = tm.agency("trade"), Stated(**STATED)
    approval, publication, by = Approval("приказ"), Publication("website"), Actor("Ким")
    for work in (
        lambda: commit(store, REGISTER, {"author": "Ким"}),
        lambda: commit(store, "перечень", told),
        lambda: commit(store, REGISTER, told, expect="1"),
        lambda: approve(store, trade, "1", approval, at=AT, by=by),
        lambda: approve(store, trade, 1, publication, at=AT, by=by),
        lambda: approve(store, trade, 1, approval, at=AT.date(), by=by),
        lambda: publish(store, trade, 1, publication, at=AT, by="Ким"),
        lambda: publish(store, trade, 1, approval, at=AT, by=by),
    ):
        with pytest.raises(UsageError):
            work()

    assert 1 == store.anchor.seq


def test_a_revision_that_is_not_there_yet_is_not_built_upon(store):
    with pytest.raises(RevisionMissing) as missing:
        commit(store, REGISTER, Stated(**STATED), expect=5)

    assert (5, 1) == (missing.value.number, missing.value.last)


def test_a_register_of_another_agency_is_refused_by_name(store):
    with pytest.raises(UsageError) as refused:
        commit(store, tm.read("examples/registers/culture.json"), Stated(**STATED))

    for lang in ("ru", "en"):
        for agency in ("trade", "culture"):
            assert tm.agency(agency).title[lang] in refused.value.say(lang)
    assert 1 == store.anchor.seq


@pytest.mark.parametrize(
    "told", ["2024-05-31", 31, None, ["2024-05-31"], [AT], iter([AT.date()]), [AT.date(), None]]
)
def test_days_off_are_days(told):
    with pytest.raises(UsageError):
        diff(REGISTER, REGISTER, days_off=told)


@pytest.mark.parametrize("told", [(), [AT.date()], {AT.date()}, frozenset([AT.date()])])
def test_days_off_are_any_collection_of_days(told):
    assert "trade" == diff(REGISTER, REGISTER, days_off=told).agency
