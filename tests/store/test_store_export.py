"""A history exported and restored: the same to the last hash, or refused with its line."""

import datetime
import io
import json
from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from touchpoint_model.formats.history import RevisionRecord, history_schema
from touchpoint_model.model.errors import ReadError
from touchpoint_model.model.history import Event
from touchpoint_model.model.revisions import Approval, Publication, Revision
from touchpoint_model.store import Anchor, Store, StoreError, StoreExists
from touchpoint_model.store.canonical import digest
from touchpoint_model.store.records import row_of

from .drafts import CLERK, draft, moment

DAY = datetime.date(2024, 3, 1)


def filled(url: str) -> Store:
    """A store with every kind of record."""
    store = Store.create(url)
    store.record(Event("new-touchpoint", DAY, text="до первой редакции"), at=moment(0))
    store.commit(draft([1], rows=8), author=CLERK, basis="приказ", at=moment(1))
    store.approve(1, Approval("приказ", "7", DAY, CLERK), at=moment(2), by=CLERK)
    store.commit(draft([1, 2], rows=8), author=CLERK, basis="записка", at=moment(3))
    store.publish(2, Publication("website", DAY), at=moment(4))
    store.commit(draft([1], rows=8), author=CLERK, basis="возврат", at=moment(5))
    return store


def exported(store: Store) -> bytes:
    stream = io.BytesIO()
    store.export(stream)
    return stream.getvalue()


def restored(file: Path, data: bytes) -> Store:
    return Store.restore(file, io.BytesIO(data), source="история.jsonl")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return filled(str(tmp_path_factory.mktemp("kept") / "перечень.db"))


@pytest.fixture(scope="module")
def data(store: Store) -> bytes:
    return exported(store)


def test_a_restored_store_is_the_same(store: Store, data: bytes, tmp_path: Path):
    again = restored(tmp_path / "снова.db", data)

    assert store.anchor == again.anchor
    assert store.records() == again.records()
    assert store.history() == again.history()
    assert [store.register(one) for one in (1, 2, 3)] == [again.register(one) for one in (1, 2, 3)]
    assert () == again.verify(store.records()[0].hash)
    assert data == exported(again)


def test_the_same_in_the_other_database(store: Store, data: bytes, postgres: str, tmp_path: Path):
    there = Store.restore(postgres, io.BytesIO(data))
    back = restored(tmp_path / "назад.db", exported(there))

    assert () == there.verify(store.anchor.hash)
    assert store.records() == there.records() == back.records()


def test_a_restored_store_goes_on(data: bytes, tmp_path: Path):
    again = restored(tmp_path / "дальше.db", data)
    made = again.commit(draft([5]), author=CLERK, basis="приказ", at=moment(9), expect=3)

    assert 4 == made.number
    assert () == again.verify()


def test_an_empty_history(tmp_path: Path):
    data = exported(Store.create(tmp_path / "пусто.db"))
    again = restored(tmp_path / "снова.db", data)

    assert Anchor(0, None) == again.anchor
    assert data == exported(again)


def test_every_line_is_as_the_schema_says(data: bytes):
    validator = Draft202012Validator(history_schema())
    lines = [json.loads(line) for line in data.splitlines()]

    assert [] == [line for line in lines if not validator.is_valid(line)]
    assert {"schema": "touchpoint-history/1"} == lines[0]
    assert {"records": 6, "contents": 11} == {
        key: lines[-1]["end"][key] for key in ("records", "contents")
    }


def test_a_byte_order_mark_and_blanks_are_no_damage(store: Store, data: bytes, tmp_path: Path):
    """What an editor does to a file: lines end otherwise, keys stand in another order."""
    lines = [json.loads(line) for line in data.splitlines()]
    turned = [json.dumps(dict(reversed(line.items())), ensure_ascii=True) for line in lines]
    again = restored(tmp_path / "снова.db", b"\xef\xbb\xbf" + "\r\n".join(turned).encode())

    assert store.records() == again.records()


def refused(tmp_path: Path, data: bytes) -> ReadError:
    """What is said of an export that cannot be restored; no file is left behind."""
    file = tmp_path / "отказ.db"
    with pytest.raises(ReadError) as told:
        restored(file, data)
    assert [] == [one.name for one in file.parent.iterdir() if one.name.startswith("отказ")]
    return told.value


def test_no_part_of_a_history_is_taken_for_the_whole(data: bytes, tmp_path: Path):
    """Cut off after any line, and before and after any of some hundred bytes."""
    lines = data.splitlines(keepends=True)
    for count in range(len(lines)):
        cut = refused(tmp_path, b"".join(lines[:count]))
        assert f"история.jsonl:{count}" == cut.place
    for size in range(1, len(data) - 1, len(data) // 40):
        refused(tmp_path, data[:size])


def test_no_line_can_be_left_out_or_told_twice(data: bytes, tmp_path: Path):
    lines = data.splitlines(keepends=True)
    for at in range(len(lines)):
        refused(tmp_path, b"".join(lines[:at] + lines[at + 1 :]))
        refused(tmp_path, b"".join([*lines[: at + 1], *lines[at:]]))


@given(at=st.floats(0, 1, exclude_max=True), by=st.integers(1, 9))
def test_law_no_letter_can_be_changed(data: bytes, tmp_path_factory, at: float, by: int):
    """Law: an export in which a letter or digit is another one, anywhere, is refused."""
    places = [place for place, one in enumerate(data) if chr(one).isalnum() and one < 128]
    place = places[int(at * len(places))]
    kind = b"0123456789" if chr(data[place]).isdigit() else b"abcdefghij"
    known = kind.find(data[place])
    other = kind[(known + by) % 10] if known >= 0 else kind[by]
    changed = data[:place] + bytes([other]) + data[place + 1 :]

    assert data != changed
    assert refused(tmp_path_factory.mktemp("letter"), changed)


def with_line(at: int, change: Callable[[dict], None]) -> Callable[[bytes], bytes]:
    def work(data: bytes) -> bytes:
        lines = data.splitlines(keepends=True)
        told = orjson.loads(lines[at])
        change(told)
        lines[at] = orjson.dumps(told) + b"\n"
        return b"".join(lines)

    return work


def reset(**told) -> Callable[[dict], None]:
    return lambda line: line.update(told)


def nested(data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    lines[2] = b'{"content":"0","value":{"deep":%b}}\n' % (b"[" * 400 + b"]" * 400)
    return b"".join(lines)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda _: b"", 0),
        (lambda _: "Перечень точек взаимодействия".encode(), 1),
        (lambda _: "Перечень".encode("cp1251"), 1),
        (lambda data: b"[1, 2]\n" + data, 1),
        (lambda data: b"{}\n" + data, 1),
        (lambda data: b"\n" + data, 1),
        (lambda data: data + b"\n", 20),
        (with_line(0, reset(schema="touchpoint-history/2")), 1),
        (with_line(0, reset(schema="touchpoint-register/1")), 1),
        (with_line(1, reset(seq=2)), 2),
        (with_line(1, reset(seq="1")), 2),
        (with_line(1, reset(seq=True)), 2),
        (with_line(1, reset(kind="decree")), 2),
        (with_line(1, reset(kind=None)), 2),
        (with_line(1, reset(hash=None)), 2),
        (with_line(1, reset(previous="0" * 64)), 2),
        (with_line(1, reset(previous=5)), 2),
        (with_line(1, reset(record=[])), 2),
        (with_line(1, reset(record={"revision": 1})), 2),
        (with_line(1, reset(further=1)), 2),
        (with_line(2, reset(content=5)), 3),
        (with_line(2, reset(content="0" * 64)), 3),
        (with_line(2, reset(value={})), 3),
        (nested, 3),
        (with_line(-1, reset(end=None)), 19),
        (with_line(-1, reset(end={})), 19),
    ],
)
def test_what_is_no_history_is_refused_with_its_line(
    data: bytes, tmp_path: Path, change: Callable[[bytes], bytes], line: int
):
    told = refused(tmp_path, change(data))

    assert f"история.jsonl:{line}" == told.place


def test_a_history_whose_last_register_is_none_is_refused(tmp_path: Path):
    """Every hash is right: only who reads the register sees that it is none."""
    text = b'{"directions":[],"lists":{},"type":"register","value":{"title":5}}'
    told = Revision(1, moment(1), CLERK, "приказ")
    row = row_of(RevisionRecord(told, digest(text), "identity-1"), Anchor(0, None))
    lines = [
        orjson.dumps({"schema": "touchpoint-history/1"}),
        orjson.dumps({"content": digest(text), "value": orjson.loads(text)}),
        orjson.dumps(
            {
                "seq": 1,
                "kind": "revision",
                "previous": None,
                "hash": row.hash,
                "record": orjson.loads(row.payload),
            }
        ),
        orjson.dumps({"end": {"records": 1, "contents": 1, "hash": row.hash}}),
    ]

    assert "история.jsonl:4" == refused(tmp_path, b"\n".join(lines)).place


def test_a_history_is_not_restored_over_a_store(data: bytes, store: Store):
    before = store.anchor
    with pytest.raises(StoreExists):
        Store.restore(store.place, io.BytesIO(data))

    assert before == store.anchor


def test_nothing_is_left_in_the_other_database_either(data: bytes, postgres: str):
    with pytest.raises(ReadError):
        Store.restore(postgres, io.BytesIO(data[:-10]))
    with pytest.raises(StoreError):
        Store.open(postgres)

    assert Store.restore(postgres, io.BytesIO(data)).head is not None


def test_a_stream_that_breaks_off_leaves_nothing(data: bytes, tmp_path: Path):
    def broken():
        yield from data.splitlines(keepends=True)[:5]
        raise ConnectionError

    with pytest.raises(ConnectionError):
        Store.restore(tmp_path / "обрыв.db", broken())

    assert [] == list(tmp_path.iterdir())
