"""Laws of the JSON format, its schema and the graph."""

import json as plain
from typing import Any

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from register_strategies import agencies, any_register, printed, xml_texts

import touchpoint_model as tm
from touchpoint_model.formats import json
from touchpoint_model.formats.schema import register_schema
from touchpoint_model.model import graph as graphs
from touchpoint_model.model.errors import ReadError
from touchpoint_model.model.register import Register
from touchpoint_model.model.view import View

VALIDATOR = Draft202012Validator(
    register_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER
)
HEAD = {"schema": "touchpoint-register/1", "agency": "trade", "title": "t", "directions": []}
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    | st.sampled_from(["2024-03-19", "20240319", "2024-W12-2", "external", "2.6", "procedure:2.6"])
)
KEYS = sorted(
    {key for one in register_schema()["$defs"].values() for key in one["properties"]}
    | set(register_schema()["properties"])
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | st.text("ab", max_size=2), inner, max_size=4)
    ),
    max_leaves=12,
)
bodies = st.dictionaries(st.sampled_from(sorted(register_schema()["properties"])), values)


def dumped(value: Any) -> bytes:
    return plain.dumps(value, ensure_ascii=False).encode()


def accepted(document: Any) -> bool:
    try:
        return isinstance(json.loads(dumped(document)), Register)
    except ReadError:
        return False


@settings(max_examples=100)
@given(any_register())
def test_json_round_trip_is_the_identity(register):
    """Law: what is written and read again is the same register."""
    assert json.loads(json.dumps(register)) == register


@given(any_register())
def test_what_is_written_is_valid_by_the_schema(register):
    """Law: every document that the library writes is valid by the published schema."""
    assert [one.message for one in VALIDATOR.iter_errors(plain.loads(json.dumps(register)))] == []


@given(agencies.flatmap(printed))
def test_a_check_does_not_depend_on_the_file(register):
    """Law: a register and its file get the same report."""
    from register_strategies import ON

    assert tm.check(json.loads(json.dumps(register)), on=ON) == tm.check(register, on=ON)


@settings(max_examples=150)
@given(values | bodies.map(lambda one: {**HEAD, **one}))
def test_any_json_is_a_register_or_an_error_of_reading(document):
    """Law: no JSON value makes the reader raise anything but a ReadError."""
    assert accepted(document) in (True, False)


@settings(max_examples=200)
@given(st.binary(max_size=40) | st.text(max_size=40).map(str.encode))
def test_any_bytes_are_a_register_or_an_error_of_reading(data):
    """Law: no bytes make the reader raise anything but a ReadError."""
    with pytest.raises(ReadError):
        json.loads(data)


def places(value: Any, path: tuple = ()):
    """Every place of a document that no other place refers to, and the value there."""
    yield path, value
    inner: Any = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    for key, one in inner:
        yield from places(one, (*path, key))


def replaced(document: Any, path: tuple, value: Any) -> Any:
    if not path:
        return value
    head, *rest = path
    copy = dict(document) if isinstance(document, dict) else list(document)
    copy[head] = replaced(document[head], tuple(rest), value)
    return copy


KINDS = [None, True, 0, 1.5, "2024-03-19", "20240319", [], {}, ["a"], {"a": True}, 5, "external"]


@st.composite
def mutated(draw) -> Any:
    """A good document with one value of another kind, or one field more or less."""
    good = plain.loads(json.dumps(draw(any_register())))
    path, value = draw(st.sampled_from(list(places(good))[1:]))
    how = draw(st.sampled_from(["value", "field", "less"]))
    if how == "field" and isinstance(value, dict):
        return replaced(good, path, {**value, "colour": "red"})
    if how == "less" and isinstance(value, dict) and value:
        gone = draw(st.sampled_from(sorted(value)))
        return replaced(good, path, {key: one for key, one in value.items() if key != gone})
    return replaced(good, path, draw(st.sampled_from(KINDS)))


def ill_formed(document: Any) -> bool:
    """Whether the register itself, and not the way it is written, is refused."""
    try:
        json.loads(dumped(document))
    except ReadError as error:
        return isinstance(error.__context__, tm.TouchpointError)
    return False


@settings(max_examples=200)
@given(mutated())
def test_the_schema_and_the_reader_agree(document):
    """Law: a document is valid by the schema exactly where the reader takes it as written.

    What a schema cannot say (a reference to nothing, two of one id) is the register's own matter.
    """
    valid = VALIDATOR.is_valid(document)

    assert accepted(document) == (valid and not ill_formed(document))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", 5),
        ("title", None),
        ("agency", ["trade"]),
        ("revision_date", "20240319"),
        ("revision_date", "2024-W12-2"),
        ("performs", {"appeals": "no"}),
        ("performs", {"appeals": 1}),
        ("publications", [{"place": 1}]),
        ("touchpoints", [{"id": "a", "name": "b", "types": "digital"}]),
        ("touchpoints", [{"id": "a", "name": "b", "types": {"digital": 1}}]),
        ("touchpoints", [{"id": "a", "name": "b", "key": "no"}]),
        ("touchpoints", [{"id": "a", "name": "b", "score": "0.5"}]),
        ("touchpoints", [{"id": "a", "name": "b", "score": True}]),
        ("usage", [{"name": "a", "contacts": "7"}]),
        ("usage", [{"name": "a", "contacts": 1.5}]),
        ("clients", [{"name": "a", "kind": "EXTERNAL"}]),
    ],
)
def test_a_value_of_another_type_is_refused(field, value):
    assert not VALIDATOR.is_valid({**HEAD, field: value})
    assert not accepted({**HEAD, field: value})


@pytest.mark.parametrize("clause", ["2.6zz", "Общий акт:2.6", ":2.6", "2.6(0)", "п. 2.6", "a:b:2"])
def test_a_clause_that_does_not_parse_is_refused_by_schema_and_reader(clause):
    one = {"clause": clause, "evidence": "e", "author": "a", "date": "2024-01-01"}
    document = {**HEAD, "attestations": [{**one, "expires": "2024-01-02"}]}

    assert not VALIDATOR.is_valid(document)
    assert not accepted(document)


# --- the graph


@given(any_register())
def test_the_graph_answers_as_the_register_does(register):
    """Law: named queries on the graph agree with the register and its view."""
    made = tm.graph(register)
    view = View(register, tm.agency("trade").vocabulary)
    nodes = list(graphs.nodes_of(made, "process"))
    processes = [process for _, process in view.processes]
    used = [tuple(dict.fromkeys(entry.touchpoint for entry in one.entries)) for one in processes]
    declared = [
        frozenset(one for entry in process.entries for one in entry.channels or ())
        for process in processes
    ]

    assert [made.nodes[one]["label"] for one in nodes] == [one.name for one in processes]
    assert [graphs.points_of(made, one) for one in nodes] == used
    assert {one.id: graphs.processes_at(made, one.id) for one in register.touchpoints} == {
        point.id: tuple(node for node, ids in zip(nodes, used, strict=True) if point.id in ids)
        for point in register.touchpoints
    }
    assert set(graphs.unused_points(made)) == set(view.points) - {
        entry.touchpoint for entry in register.entries
    }
    assert sum(data["type"] == "meets" for *_, data in made.edges(data=True)) == len(
        list(register.entries)
    )
    assert [graphs.channels_of(made, one) for one in nodes] == declared


def same(one, other) -> bool:
    return networkx.utils.graphs_equal(one, other)


@given(any_register())
def test_node_link_round_trip_is_the_identity(register):
    """Law: the graph of node-link JSON is the graph that was written."""
    made = tm.graph(register)
    read = graphs.from_node_link(plain.loads(plain.dumps(graphs.to_node_link(made))))

    assert same(read, made)


@given(any_register(xml_texts, xml_texts.filter(str.strip)))
def test_graphml_round_trip_is_the_identity(register):
    """Law: the graph of GraphML is the graph that was written, for any text of XML 1.0."""
    made = tm.graph(register)
    read = graphs.from_graphml(graphs.to_graphml(made))

    assert dict(read.nodes(data=True)) == dict(made.nodes(data=True))
    assert list(read.edges(keys=True, data=True)) == list(made.edges(keys=True, data=True))
    assert read.graph == made.graph


@pytest.mark.parametrize("text", ["a\x00b", "a\x0bb", "\x1b[31m", "\ufffe", "a\rb"])
def test_what_xml_cannot_hold_is_refused_or_kept(text):
    register = Register("trade", "t", (), (tm.Touchpoint("a", text),))
    made = tm.graph(register)
    try:
        written = graphs.to_graphml(made)
    except tm.TouchpointError:
        return
    read = graphs.from_graphml(written)

    assert read.nodes["touchpoint:a"]["label"] == text
