"""The trials can fail: a store that lost, changed or invented something is told as broken."""

from pathlib import Path

import pytest

from touchpoint_model.store import Store

from .drafts import CLERK, draft, moment
from .killing import Deed, Known, Told, judge
from .sites import Broken, Site
from .tampering import guards_down


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A store of three revisions, each as the trial writes it."""
    url = f"sqlite:///{tmp_path / 'register.db'}"
    store = Store.create(url)
    for number in (1, 2, 3):
        store.commit(draft([number], 12), author=CLERK, basis="записка", at=moment(number))
    return Site(url)


def done(site: Site) -> tuple[Deed, ...]:
    """What a client told that wrote all that is there."""
    revisions = Store.open(site.url).history().revisions
    return tuple(Deed("commit", one.number, one.hash) for one in revisions)


def test_a_store_that_holds_what_was_told_passes(site: Site):
    known: Known = {}

    assert not judge(site, Told(done(site), Deed("commit", 4), None), known)
    assert {("commit", 1), ("commit", 2), ("commit", 3)} == set(known)


def test_what_was_begun_may_be_there(site: Site):
    *told, last = done(site)

    assert judge(site, Told(tuple(told), Deed("commit", last.number), None), {})


@pytest.mark.parametrize(
    "extra", [Deed("commit", 4, "0" * 64), Deed("approve", 3), Deed("event", 1)]
)
def test_what_was_told_and_is_not_there_is_lost(site: Site, extra: Deed):
    with pytest.raises(Broken, match="lost"):
        judge(site, Told((*done(site), extra), None, None), {})


def test_another_hash_than_was_told_is_a_change(site: Site):
    first, *others = done(site)
    told = Told((Deed("commit", 1, "0" * 64), *others), None, None)

    assert first.hash
    with pytest.raises(Broken, match="lost or changed"):
        judge(site, told, {})


@pytest.mark.parametrize("begun", [None, Deed("commit", 4), Deed("approve", 3)])
def test_what_nobody_told_of_is_strange(site: Site, begun: Deed | None):
    with pytest.raises(Broken, match=r"not asked for: \{\('commit', 3\)\}"):
        judge(site, Told(done(site)[:2], begun, None), {})


def test_what_was_known_before_may_not_vanish(site: Site):
    with pytest.raises(Broken, match="lost"):
        judge(site, Told(done(site), None, None), {("publish", 1): None})


def test_half_a_revision_is_found(site: Site):
    told = Told(done(site), None, None)
    with guards_down(Path(site.url.removeprefix("sqlite:///"))) as connection:
        connection.execute("DELETE FROM touchpoint_content WHERE seq = 3")
    with pytest.raises(Broken, match="verify"):
        judge(site, told, {})


def test_another_register_than_was_committed_is_found(tmp_path: Path):
    site = Site(f"sqlite:///{tmp_path / 'register.db'}")
    store = Store.create(site.url)
    made = store.commit(draft([2], 12), author=CLERK, basis="записка", at=moment(1))

    with pytest.raises(Broken, match="another register"):
        judge(site, Told((Deed("commit", 1, made.hash),), None, None), {})
