"""Statements of records: the same again from plain data, in one text, as the schema has them."""

import datetime
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from touchpoint_model.formats.history import (
    ApprovalRecord,
    EventRecord,
    PublicationRecord,
    RevisionRecord,
    dump_statement,
    history_schema,
    kind_of,
    load_statement,
)
from touchpoint_model.model.errors import ReadError
from touchpoint_model.model.history import Approved, Event, Published
from touchpoint_model.model.revisions import (
    Actor,
    Approval,
    Change,
    Inspection,
    Notice,
    Publication,
    Revision,
)
from touchpoint_model.store.canonical import canonical, chained
from touchpoint_model.store.records import Anchor, record_of, row_of

from ..properties.register_strategies import dates, flags, lists, maybe, texts

SCHEMA = Draft202012Validator(history_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
HASH = "0" * 64

zones = st.integers(-14 * 60, 14 * 60).map(
    lambda minutes: datetime.timezone(datetime.timedelta(minutes=minutes))
)
moments = st.datetimes(
    datetime.datetime(1000, 1, 2),
    datetime.datetime(9999, 12, 30),
    timezones=zones,
)
actors = st.builds(Actor, texts, maybe(texts))
numbers = st.integers(1, 2**31)
changes = st.builds(
    Change, texts, texts, maybe(texts), maybe(texts), maybe(texts), maybe(texts), texts
)
revisions = st.builds(
    Revision,
    number=numbers,
    at=moments,
    author=actors,
    basis=texts,
    changes=lists(changes),
    prepared_by=maybe(actors),
    inspection=maybe(st.builds(Inspection, dates, maybe(actors), st.booleans())),
    previous=maybe(st.just(HASH)),
)
approvals = st.builds(Approval, texts, maybe(texts), maybe(dates), maybe(actors))
publications = st.builds(Publication, texts, maybe(dates), maybe(texts))
events = st.builds(
    Event,
    texts,
    dates,
    maybe(texts),
    maybe(texts),
    texts,
    maybe(lists(st.builds(Notice, actors, dates))),
)
statements = st.one_of(
    st.builds(RevisionRecord, revisions, st.just(HASH), st.sampled_from(["identity-1"])),
    st.builds(ApprovalRecord, st.builds(Approved, numbers, approvals), moments, maybe(actors)),
    st.builds(PublicationRecord, st.builds(Published, numbers, publications), moments),
    st.builds(EventRecord, events, moments, maybe(actors)),
)


def offset(statement) -> datetime.timedelta | None:
    moment = statement.revision.at if isinstance(statement, RevisionRecord) else statement.at
    return moment.utcoffset()


@given(statements)
def test_law_a_statement_is_the_same_again(statement):
    """Law: a statement read from its plain data is that statement, time zone and all."""
    again = load_statement(kind_of(statement), dump_statement(statement))

    assert statement == again
    assert offset(statement) == offset(again)


@given(statements, st.integers(0, 9), flags)
def test_law_a_row_is_the_record_again(statement, seq, first):
    """Law: the record of a row says what its row was made of, under the hash of four lines."""
    after = Anchor(0, None) if first else Anchor(seq, HASH)
    row = row_of(statement, after)
    lines = [str(after.seq + 1), kind_of(statement), after.hash or "", row.payload]

    assert statement == record_of(row).statement
    assert hashlib.sha256("\n".join(lines).encode()).hexdigest() == row.hash


@given(statements)
def test_law_the_schema_knows_each_statement(statement):
    """Law: each line that a record can make is valid by the published schema."""
    line = {
        "seq": 1,
        "kind": kind_of(statement),
        "previous": None,
        "hash": HASH,
        "record": dump_statement(statement),
    }

    assert [] == [one.message for one in SCHEMA.iter_errors(line)]


def test_the_schema_refuses_what_is_no_line():
    Draft202012Validator.check_schema(history_schema())
    for line in (
        {},
        {"schema": "touchpoint-history/2"},
        {"content": "короткий", "value": {}},
        {"end": {"records": -1, "contents": 0, "hash": None}},
        {"seq": 1, "kind": "event", "previous": None, "hash": HASH, "record": {"at": "сегодня"}},
    ):
        assert not SCHEMA.is_valid(line), line


def test_every_field_of_the_schema_is_described():
    """A field that the schema names has a description, or one of the type it refers to."""
    types = history_schema()["$defs"]
    bare = [
        f"{name}.{field}"
        for name in ("RevisionRecord", "ApprovalRecord", "PublicationRecord", "EventRecord")
        for field, told in types[name]["properties"].items()
        if "description" not in told and "$ref" not in told
    ]

    assert [] == bare


@pytest.mark.parametrize(
    ("kind", "plain", "paths"),
    [
        ("decree", {}, []),
        ("event", [], [""]),
        (
            "event",
            {"at": "2024-03-19T10:00:00", "event": {"trigger": "т", "date": "2024-03-19"}},
            ["at"],
        ),
        (
            "event",
            {"at": "2024-03-19", "event": {"trigger": 5, "date": "19.03.2024"}},
            ["event.date", "event.trigger"],
        ),
        ("approval", {"at": "2024-03-19T10:00:00Z", "approved": {"revision": 1}}, ["approved"]),
        (
            "approval",
            {
                "at": "2024-03-19T10:00:00Z",
                "approved": {"revision": "1", "approval": {"act": "а", "x": 1}},
            },
            ["approved.approval", "approved.revision"],
        ),
    ],
)
def test_what_is_no_statement_is_refused_with_its_faults(kind: str, plain, paths: list[str]):
    with pytest.raises(ReadError) as refused:
        load_statement(kind, plain, "история.jsonl:3")

    assert "история.jsonl:3" == refused.value.place
    assert paths == sorted(flaw.path for flaw in refused.value.flaws)


def test_a_revision_that_cannot_be_is_refused():
    plain = {
        "revision": {
            "number": 0,
            "at": "2024-03-19T10:00:00Z",
            "author": {"name": "я"},
            "basis": "",
        },
        "register": HASH,
        "compared": "identity-1",
    }
    with pytest.raises(ReadError) as refused:
        load_statement("revision", plain)

    assert ["revision.number"] == [flaw.path for flaw in refused.value.flaws]


@given(st.dictionaries(texts, maybe(texts) | st.floats(allow_nan=False, allow_infinity=False)))
def test_law_canonical_text_has_one_form(value):
    """Law: the canonical text of what a canonical text says is that text, whatever the order."""
    import orjson

    turned = dict(reversed(value.items()))

    assert canonical(value) == canonical(orjson.loads(canonical(turned)))


def test_the_hash_of_a_record_stays_what_it_is():
    """Stores are held to their hashes for years: the form of a record may never change."""
    statement = ApprovalRecord(
        Approved(1, Approval("приказ", "7-п", datetime.date(2024, 3, 19), Actor("Ёлкина"))),
        datetime.datetime(2024, 3, 20, 9, tzinfo=datetime.timezone(datetime.timedelta(hours=3))),
    )
    row = row_of(statement, Anchor(1, HASH))

    assert (
        '{"approved":{"approval":{"act":"приказ","by":{"name":"Ёлкина"},"date":"2024-03-19",'
        '"number":"7-п"},"revision":1},"at":"2024-03-20T09:00:00+03:00"}'
    ) == row.payload
    assert chained(2, "approval", HASH, row.payload) == row.hash
