"""The typed graph: its documented keys, its round trips, its queries."""

import json

import pytest

import touchpoint_model as tm
from touchpoint_model.model.clients import ClientKind, Segment
from touchpoint_model.model.graph import (
    channels_of,
    from_graphml,
    from_node_link,
    graph,
    nodes_of,
    points_of,
    processes_at,
    to_graphml,
    to_node_link,
    unused_points,
)
from touchpoint_model.model.journeys import Journey, Phase, Step, Transition
from touchpoint_model.model.touchpoints import Touchpoint

from .building import direction, entry, process, register

POINTS = (
    Touchpoint("oak", "дуб", kind="oak", channel="offline", key=True),
    Touchpoint("mirror", "зеркальце"),
    Touchpoint("ring", "перстень", key=False),
)
LARGE = register(
    direction(
        process(
            "Приём «гостей»",
            entry("oak", "сведения", "сказка", particulars="у моря", channels=("offline",)),
            entry("mirror", "Сведения", channels=("digital", "offline")),
            number="1",
        ),
        process("Пустой"),
        name="Сказки & песни",
        kind="tales",
        client=ClientKind.EXTERNAL,
    ),
    direction(process("Охота <ночью>", entry("oak", "сказка")), name="Море"),
    touchpoints=POINTS,
    segments=(Segment("s1", "царевичи"),),
)
JOURNEY = Journey(
    "j1",
    "Путь",
    (
        Phase(
            "весь",
            (Step("a", "спросить", touchpoint="oak", duration=0.5), Step("b", "ждать", waiting=2)),
        ),
    ),
    (Transition("a", "b", 0.75), Transition("b", "a", condition="не понял")),
    start="a",
)


@pytest.fixture
def made():
    return graph(LARGE, [JOURNEY])


def facts(one):
    """All that a graph says, in an order that does not depend on how it was made."""
    return (
        sorted((node, sorted(data.items())) for node, data in one.nodes(data=True)),
        sorted((*edge[:3], sorted(edge[3].items())) for edge in one.edges(keys=True, data=True)),
        dict(one.graph),
    )


def test_nodes_of_every_type(made):
    assert {
        kind: list(nodes_of(made, kind))
        for kind in ("agency", "direction", "process", "touchpoint", "need", "segment", "step")
    } == {
        "agency": ["agency:toy"],
        "direction": ["direction:0", "direction:1"],
        "process": ["process:0/0", "process:0/1", "process:1/0"],
        "touchpoint": ["touchpoint:oak", "touchpoint:mirror", "touchpoint:ring"],
        "need": ["need:сведения", "need:сказка"],
        "segment": ["segment:s1"],
        "step": ["step:j1/a", "step:j1/b"],
    }


@pytest.mark.parametrize(
    ("node", "data"),
    [
        ("agency:toy", {"type": "agency", "label": "toy"}),
        (
            "direction:0",
            {"type": "direction", "label": "Сказки & песни", "kind": "tales", "client": "external"},
        ),
        ("direction:1", {"type": "direction", "label": "Море"}),
        ("process:0/0", {"type": "process", "label": "Приём «гостей»", "number": "1"}),
        (
            "touchpoint:oak",
            {
                "type": "touchpoint",
                "label": "дуб",
                "kind": "oak",
                "channel": "offline",
                "key": True,
            },
        ),
        ("touchpoint:mirror", {"type": "touchpoint", "label": "зеркальце"}),
        ("need:сведения", {"type": "need", "label": "сведения"}),
        ("segment:s1", {"type": "segment", "label": "царевичи"}),
        (
            "step:j1/a",
            {
                "type": "step",
                "label": "спросить",
                "actor": "client",
                "phase": "весь",
                "duration": 0.5,
            },
        ),
    ],
)
def test_node_has_its_documented_keys(made, node, data):
    assert data == made.nodes[node]


@pytest.mark.parametrize(
    ("source", "target", "key", "data"),
    [
        ("agency:toy", "direction:1", "has", {"type": "has"}),
        ("direction:0", "process:0/1", "contains", {"type": "contains"}),
        (
            "process:0/0",
            "touchpoint:oak",
            "meets:1",
            {"type": "meets", "row": 1, "particulars": "у моря", "channels": "offline"},
        ),
        (
            "process:0/0",
            "touchpoint:mirror",
            "meets:2",
            {"type": "meets", "row": 2, "channels": "digital, offline"},
        ),
        ("process:1/0", "touchpoint:oak", "meets:3", {"type": "meets", "row": 3}),
        (
            "touchpoint:mirror",
            "need:сведения",
            "satisfies:2",
            {"type": "satisfies", "row": 2, "process": "process:0/0"},
        ),
        ("segment:s1", "agency:toy", "for", {"type": "for"}),
        ("step:j1/a", "touchpoint:oak", "at", {"type": "at"}),
        ("step:j1/a", "step:j1/b", "next", {"type": "next", "probability": 0.75}),
        ("step:j1/b", "step:j1/a", "next", {"type": "next", "condition": "не понял"}),
    ],
)
def test_edge_has_its_documented_keys(made, source, target, key, data):
    assert data == made.edges[source, target, key]


def test_graph_has_its_register(made):
    assert made.graph == {"agency": "toy", "title": "Перечень"}


def test_two_rows_at_one_point_are_two_edges():
    made = graph(register(process("Дело", "дуб", "дуб")))
    assert list(made["process:0/0"]["touchpoint:дуб"]) == ["meets:1", "meets:2"]


def test_step_at_a_point_that_the_register_has_not_leaves_no_node_without_a_type():
    lost = Journey("j2", "Путь", (Phase("весь", (Step("a", "искать", touchpoint="elm"),)),))
    made = graph(LARGE, [lost])
    assert [node for node, data in made.nodes(data=True) if "type" not in data] == []


ODD = [
    LARGE,
    register(),
    register(direction(process("Дело", "дуб"), name="")),
    register(process("Дело", entry("дуб", particulars=""))),
    register(process("Дело", entry("дуб", particulars="первая\nвторая & <третья>"))),
    register(process("Дело", entry("дуб", particulars="  по краям "))),
    register(process("Дело", entry("дуб", particulars="строка\u2028другая"))),
    register(process("Дело", tm.Entry("дуб", (tm.Need("", "other"),)))),
    register(process("Дело", tm.Entry("дуб", (tm.Need("…", None),)))),
]


@pytest.mark.parametrize("value", ODD)
def test_node_link_round_trip(value):
    made = graph(value, [JOURNEY] if value is LARGE else [])
    text = json.dumps(to_node_link(made), ensure_ascii=False)
    assert facts(made) == facts(from_node_link(json.loads(text)))


@pytest.mark.parametrize("value", ODD)
def test_graphml_round_trip(value):
    made = graph(value, [JOURNEY] if value is LARGE else [])
    assert facts(made) == facts(from_graphml(to_graphml(made)))


def test_graphml_keeps_cyrillic():
    labels = nodes_of(from_graphml(to_graphml(graph(LARGE))), "need")
    assert list(labels) == ["need:сведения", "need:сказка"]


# --- queries ---


@pytest.mark.parametrize(
    ("node", "points"),
    [("process:0/0", ("oak", "mirror")), ("process:0/1", ()), ("process:1/0", ("oak",))],
)
def test_points_of_a_process(made, node, points):
    assert points == points_of(made, node)


def test_points_are_told_once_in_printed_order():
    made = graph(register(process("Дело", "ю", "а", "ю", "б")))
    assert points_of(made, "process:0/0") == ("ю", "а", "б")


def test_rows_are_ordered_as_numbers():
    made = graph(register(process("Дело", *(f"p{at}" for at in range(12)))))
    assert tuple(f"p{at}" for at in range(12)) == points_of(made, "process:0/0")


@pytest.mark.parametrize(
    ("point", "processes"), [("oak", ("process:0/0", "process:1/0")), ("ring", ())]
)
def test_processes_at_a_point(made, point, processes):
    assert processes == processes_at(made, point)


@pytest.mark.parametrize(
    ("node", "types"),
    [("process:0/0", {"digital", "offline"}), ("process:0/1", set()), ("process:1/0", set())],
)
def test_channels_of_a_process(made, node, types):
    assert types == channels_of(made, node)


def test_unused_points(made):
    assert unused_points(made) == ("ring",)
