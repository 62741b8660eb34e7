"""What a hand behind the store's back can do when it knows how hashes are made, and is found out."""

import zlib
from pathlib import Path

import orjson
import pytest

from touchpoint_model import Register
from touchpoint_model.formats.history import RevisionRecord, dump_statement
from touchpoint_model.model.errors import ReadError, UsageError
from touchpoint_model.store import Damage, DamageKind, Store, StoreDamaged
from touchpoint_model.store.canonical import canonical, chained, digest
from touchpoint_model.store.tree import planted

from .drafts import CLERK, draft, moment


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Three revisions, and nothing wrong with them."""
    store = Store.create(tmp_path / "перечень.db")
    for number in (1, 2, 3):
        store.commit(draft(range(number), rows=8), author=CLERK, basis="записка", at=moment(number))
    assert () == store.verify()
    return store


def run(store: Store, command: str, *values) -> list:
    """A command past the store; the guards stand before and after it."""
    with store._database.writing() as connection:
        guards = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).all()
        for name, _ in guards:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        done = connection.exec_driver_sql(command, values)
        rows = done.all() if done.returns_rows else []
        for _, sql in guards:
            connection.exec_driver_sql(sql)
    return rows


def kinds(found: tuple[Damage, ...]) -> list[str]:
    return [one.kind.value for one in found]


def hashed_anew(store: Store, seq: int, payload: dict) -> None:
    """Another statement in a record, with every hash from there on computed anew."""
    before = run(store, "SELECT hash FROM touchpoint_record WHERE seq = ?", seq - 1)
    last = before[0][0] if before else None
    payloads = {seq: payload}
    head = None
    for row in run(store, "SELECT seq, kind, payload, hash FROM touchpoint_record ORDER BY seq"):
        if row.seq < seq:
            head = row.hash
            continue
        told = payloads.get(row.seq) or orjson.loads(row.payload)
        if head is not None:
            told["revision"]["previous"] = head
        text = canonical(told).decode()
        hash = chained(row.seq, row.kind, last, text)
        run(
            store,
            "UPDATE touchpoint_record SET payload = ?, previous = ?, hash = ? WHERE seq = ?",
            *(text, last, hash, row.seq),
        )
        last = head = hash
    run(store, "UPDATE touchpoint_anchor SET hash = ?", last)


def put(store: Store, seq: int, register: Register) -> str:
    """The objects of a register, as if a record had brought them."""
    root, objects = planted(register)
    known = {name for (name,) in run(store, "SELECT hash FROM touchpoint_content")}
    for name, text in objects.items():
        if name not in known:
            packed = zlib.compress(text)
            run(store, "INSERT INTO touchpoint_content VALUES (?, ?, ?)", name, seq, packed)
    return root


def statement(store: Store, seq: int) -> dict:
    told = store.records()[seq - 1].statement
    assert isinstance(told, RevisionRecord)
    return dump_statement(told)


def test_another_basis_with_all_hashes_anew_is_found_by_a_hash_noted_down(store: Store):
    """The chain itself is whole then: that is what no chain can show."""
    noted = store.anchor.hash
    told = statement(store, 2)
    told["revision"]["basis"] = "другое основание"
    hashed_anew(store, 2, told)

    assert "другое основание" == store.revision(2).basis
    assert () == store.verify()
    assert ["hash-not-found"] == kinds(store.verify(noted))


def test_another_register_with_all_hashes_anew_does_not_fit_its_changes(store: Store):
    told = statement(store, 3)
    told["register"] = put(store, 3, draft([7], rows=8))
    hashed_anew(store, 3, told)

    found = store.verify()
    assert {"changes-differ", "content-unused"} == set(kinds(found))
    assert {3} == {one.revision for one in found}


def test_other_changes_with_all_hashes_anew_do_not_fit_the_register(store: Store):
    told = statement(store, 2)
    told["revision"]["changes"] = []
    hashed_anew(store, 2, told)

    assert [("changes-differ", 2, 2)] == [(x.kind.value, x.seq, x.revision) for x in store.verify()]


def test_a_first_revision_has_no_changes(store: Store):
    told = statement(store, 1)
    told["revision"]["changes"] = [{"kind": "touchpoint-added", "path": "/directions/0"}]
    hashed_anew(store, 1, told)

    assert ["changes-differ"] == kinds(store.verify())


def test_a_register_of_another_agency_in_between(store: Store):
    from attrs import evolve

    told = statement(store, 2)
    told["register"] = put(store, 2, evolve(draft([0, 1], rows=8), agency="culture"))
    hashed_anew(store, 2, told)

    assert ["changes-differ", "changes-differ"] == [
        one for one in kinds(store.verify()) if one != "content-unused"
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"number": 7}, ["history-broken", "history-broken", "record-changed"]),
        ({"at": "2023-03-01T09:00:00+00:00"}, ["history-broken"]),
        ({"number": 0}, ["record-unreadable"]),
        ({"author": None}, ["record-unreadable"]),
    ],
)
def test_a_history_that_cannot_be(store: Store, change: dict, expected: list[str]):
    told = statement(store, 2)
    told["revision"] |= change
    hashed_anew(store, 2, told)
    found = kinds(store.verify())

    assert set(expected) <= set(found)
    with pytest.raises(StoreDamaged):
        store.history()


def test_an_approval_of_a_revision_that_is_not_there(store: Store):
    payload = canonical(
        {"approved": {"revision": 9, "approval": {"act": "приказ"}}, "at": "2024-03-20T09:00:00Z"}
    ).decode()
    last = store.anchor.hash
    hash = chained(4, "approval", last, payload)
    run(
        store,
        "INSERT INTO touchpoint_record VALUES (4, 'approval', 9, ?, ?, ?)",
        *(payload, last, hash),
    )
    run(store, "UPDATE touchpoint_anchor SET seq = 4, hash = ?", hash)

    assert [("history-broken", 4)] == [(one.kind.value, one.seq) for one in store.verify()]


def test_a_record_in_another_form_of_the_same_json(store: Store):
    """The hash fits; yet an export would tell it in the canonical form, with another hash."""
    (payload, previous) = run(
        store, "SELECT payload, previous FROM touchpoint_record WHERE seq = 3"
    )[0]
    spaced = payload.replace(":", ": ", 1)
    hash = chained(3, "revision", previous, spaced)
    run(store, "UPDATE touchpoint_record SET payload = ?, hash = ? WHERE seq = 3", spaced, hash)
    run(store, "UPDATE touchpoint_anchor SET hash = ?", hash)

    assert [("record-changed", 3)] == [(one.kind.value, one.seq) for one in store.verify()]


@pytest.mark.parametrize(
    "value",
    [
        {"type": "strange"},
        {"type": "register", "lists": {}},
        {
            "type": "register",
            "schema": "touchpoint-register/1",
            "value": {"title": "П"},
            "directions": [],
            "lists": {},
        },
        {
            "type": "register",
            "schema": "touchpoint-register/1",
            "value": {},
            "directions": [5],
            "lists": {},
        },
        [],
        5,
    ],
)
def test_a_register_that_cannot_be_read(store: Store, value):
    text = canonical(value)
    name = digest(text)
    run(store, "INSERT INTO touchpoint_content VALUES (?, 3, ?)", name, zlib.compress(text))
    told = statement(store, 3)
    told["register"] = name
    hashed_anew(store, 3, told)
    found = store.verify()

    assert found[0].kind in (DamageKind.REGISTER_UNREADABLE, DamageKind.CONTENT_MISSING)
    assert 3 == found[0].revision
    with pytest.raises(StoreDamaged):
        store.register()
    with pytest.raises(StoreDamaged):
        store.commit(draft([9]), author=CLERK, basis="записка", at=moment(9))


def test_a_text_that_is_packed_a_million_times_is_not_unpacked(store: Store):
    """A packed text that claims to be a hundred times as large as any register."""
    bomb = zlib.compress(b"0" * (300 * 1024 * 1024), 9)
    (name,) = run(store, "SELECT hash FROM touchpoint_content WHERE seq = 3 LIMIT 1")[0]
    run(store, "UPDATE touchpoint_content SET packed = ? WHERE hash = ?", bomb, name)

    assert "content-changed" in kinds(store.verify())


def test_what_is_damaged_is_neither_read_nor_exported_nor_built_upon(store: Store, tmp_path: Path):
    run(
        store,
        "UPDATE touchpoint_record SET payload = replace(payload, 'записка', 'приказка') "
        "WHERE seq = 3",
    )
    reading = (
        lambda: store.head,
        lambda: store.revision(3),
        store.register,
        store.revisions,
        store.records,
        store.history,
        lambda: store.approve(3, None, at=moment(4)),  # type: ignore[arg-type]
        lambda: store.commit(draft([9]), author=CLERK, basis="записка", at=moment(9)),
    )
    for work in reading:
        with pytest.raises(StoreDamaged):
            work()
    with (tmp_path / "история.jsonl").open("wb") as stream, pytest.raises(StoreDamaged):
        store.export(stream)
    with pytest.raises(ReadError), (tmp_path / "история.jsonl").open("rb") as stream:
        Store.restore(tmp_path / "снова.db", stream)

    assert draft(range(2), rows=8) == store.register(2)
    assert [("record-changed", 3)] == [(one.kind.value, one.seq) for one in store.verify()]


def test_a_content_that_is_gone_or_changed_is_neither_read_nor_exported(store: Store, tmp_path):
    (name,) = run(store, "SELECT hash FROM touchpoint_content WHERE seq = 3 LIMIT 1")[0]
    run(store, "UPDATE touchpoint_content SET packed = ? WHERE hash = ?", b"\x00", name)
    with pytest.raises(StoreDamaged):
        store.register(3)
    with (tmp_path / "история.jsonl").open("wb") as stream, pytest.raises(StoreDamaged):
        store.export(stream)
    assert [("content-changed", name)] == [(one.kind.value, one.content) for one in store.verify()]

    run(store, "DELETE FROM touchpoint_content WHERE hash = ?", name)
    assert [("content-missing", name)] == [(one.kind.value, one.content) for one in store.verify()]


def test_a_mark_that_is_gone(store: Store):
    run(store, "DELETE FROM touchpoint_anchor")

    assert ["anchor-differs"] == kinds(store.verify())
    with pytest.raises(StoreDamaged):
        store.commit(draft([9]), author=CLERK, basis="записка", at=moment(9))


def test_a_hash_of_any_record_may_be_asked_for(store: Store):
    for record in store.records():
        assert () == store.verify(record.hash)
    assert ["hash-not-found"] == kinds(store.verify("0" * 64))


@pytest.mark.parametrize("length", [12, 20, 63])
def test_the_beginning_of_a_hash_may_be_asked_for(store: Store, length: int):
    for record in store.records():
        assert () == store.verify(f" {record.hash[:length].upper()}\n")
    assert ["hash-not-found"] == kinds(store.verify("0" * length))


@pytest.mark.parametrize("told", ["", "0" * 11, "0" * 65, "0" * 63 + "g", "запись 1", "%" * 12])
def test_what_is_no_hash_is_not_looked_for(store: Store, told: str):
    with pytest.raises(UsageError):
        store.verify(told)


def test_the_beginning_of_several_hashes_tells_nothing(store: Store):
    for seq in (1, 2):
        run(store, "UPDATE touchpoint_record SET hash = ? WHERE seq = ?", f"{seq:064}", seq)
    with pytest.raises(UsageError):
        store.verify("0" * 12)


def test_what_another_edition_of_the_comparison_found_is_not_judged(store: Store):
    """Its hash vouches for it; what the comparison found then, nobody can compute now."""
    told = statement(store, 2)
    told |= {"compared": "identity-0"}
    told["revision"]["changes"] = []
    hashed_anew(store, 2, told)

    assert () == store.verify()
