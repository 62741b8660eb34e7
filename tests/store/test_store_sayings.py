"""What is said of a revision: nothing is placed before its day, nothing is said twice."""

import datetime
from pathlib import Path

import pytest

from touchpoint_model.model.errors import UsageError
from touchpoint_model.model.revisions import Actor, Approval, Publication
from touchpoint_model.store import AlreadyRecorded, CommitRefused, StaleWrite, Store

from .drafts import CLERK, draft, moment

DAY = datetime.date(2024, 2, 20)
ONE = datetime.timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Two revisions, of 20.02.2024 and of 01.03.2024, both recorded on 01.03.2024."""
    store = Store.create(tmp_path / "перечень.db")
    for number, made in ((1, DAY), (2, None)):
        at = moment(number)
        store.commit(draft([number]), author=CLERK, basis="записка", at=at, made=made)
    return store


def test_nothing_is_published_before_it_is_made(store: Store):
    with pytest.raises(UsageError) as refused:
        store.publish(1, Publication("website", DAY - ONE), at=moment(3))
    with pytest.raises(UsageError):
        store.publish(2, Publication("website", DAY), at=moment(3))

    for lang, days in (("ru", ("19.02.2024", "20.02.2024")), ("en", ("2024-02-19", "2024-02-20"))):
        said = refused.value.say(lang)
        assert [] == [day for day in days if day not in said]
    assert 2 == store.anchor.seq


@pytest.mark.parametrize("day", [None, DAY, DAY + ONE])
def test_a_revision_is_published_on_its_day_or_later(store: Store, day: datetime.date | None):
    store.publish(1, Publication("website", day), at=moment(3))

    assert [day] == [one.publication.date for one in store.history().publications]


def test_a_draft_may_be_approved_before_it_is_recorded(store: Store):
    store.approve(1, Approval("приказ", date=DAY - ONE), at=moment(3))

    assert [1] == [one.revision for one in store.history().approvals]


def test_the_same_is_not_said_twice(store: Store):
    approval, publication = Approval("приказ", "7", DAY), Publication("website", DAY)
    first = store.approve(1, approval, at=moment(3), by=CLERK)
    store.publish(1, publication, at=moment(4))
    with pytest.raises(AlreadyRecorded) as refused:
        store.approve(1, Approval("приказ", "7", DAY), at=moment(5), by=Actor("Ким"))
    with pytest.raises(AlreadyRecorded):
        store.publish(1, Publication("website", DAY), at=moment(6))

    assert (1, first.seq) == (refused.value.number, refused.value.seq)
    assert isinstance(refused.value, CommitRefused)
    assert 4 == store.anchor.seq


def test_what_differs_in_anything_is_said(store: Store):
    for approval in (Approval("приказ"), Approval("приказ", "7"), Approval("приказ", "7", DAY)):
        store.approve(1, approval, at=moment(3))
    store.approve(2, Approval("приказ"), at=moment(3))
    for address in (None, "https://example.org/p"):
        store.publish(1, Publication("website", DAY, address), at=moment(4))

    told = store.history()
    assert (4, 2) == (len(told.approvals), len(told.publications))
    assert () == store.verify()


def test_a_day_is_told_as_the_language_has_it_and_a_time_with_its_zone(store: Store):
    zone = datetime.timezone(datetime.timedelta(hours=3))
    at = datetime.datetime(2024, 3, 5, 12, 55, tzinfo=zone)
    store.commit(draft([3]), author=CLERK, basis="записка", at=at)
    with pytest.raises(StaleWrite) as stale:
        store.commit(draft([4]), author=CLERK, basis="записка", at=at, expect=1)
    with pytest.raises(CommitRefused) as early:
        store.commit(draft([4]), author=CLERK, basis="записка", at=at, made=DAY)

    assert "05.03.2024 12:55 UTC+03:00" in stale.value.say("ru")
    assert "2024-03-05 12:55 UTC+03:00" in stale.value.say("en")
    for day in ("20.02.2024", "05.03.2024"):
        assert day in early.value.say("ru")
