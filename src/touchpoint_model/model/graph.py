"""A register as one typed graph, and the questions asked of it.

Nodes carry `type` and `label`; their ids are `type:…`:

* `agency:CODE` · `direction:D` · `process:D/P` (numbers from 0, in printed order)
* `touchpoint:ID` with `kind`, `channel`, `key`, and `lacking` if only a journey has it
* `need:TEXT` (normalised) with `category`
* `segment:ID` · `step:JOURNEY/ID` with `actor`, `duration`, `waiting` (hours)

Edges carry `type`; the key of an edge is `type` or `type:row`:

* `has` agency → direction, `contains` direction → process
* `meets` process → touchpoint: the entry, with `row`, `particulars`, `channels` (joined by `, `)
* `satisfies` touchpoint → need, with `row` and `process`
* `at` step → touchpoint, `next` step → step with `probability`, `for` segment → agency

Every value is a string, a number or a truth value, so node-link JSON and GraphML carry it all; what
is unknown is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from .errors import UsageError
from .journeys import Journey
from .register import Register, places
from .text import Text, normalise

if TYPE_CHECKING:
    from networkx import MultiDiGraph

_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

__all__ = [
    "channels_of",
    "from_graphml",
    "from_node_link",
    "graph",
    "nodes_of",
    "points_of",
    "processes_at",
    "to_graphml",
    "to_node_link",
    "unused_points",
]


def graph(register: Register, journeys: Iterable[Journey] = ()) -> MultiDiGraph[str]:
    """The typed graph of a register, with journeys if they are given.

    >>> from touchpoint_model import Direction, Entry, Need, Process, Register, Touchpoint
    >>> process = Process("Приём", (Entry("phone", (Need("консультация"),)),))
    >>> register = Register("toy", "Перечень", (Direction("", (process,)),), (Touchpoint("phone", "телефон"),))
    >>> sorted(graph(register).successors("process:0/0"))
    ['touchpoint:phone']
    """
    import networkx  # heavy: only when a graph is asked for

    made: MultiDiGraph[str] = networkx.MultiDiGraph(title=register.title, agency=register.agency)
    agency = f"agency:{register.agency}"
    made.add_node(agency, type="agency", label=register.agency)
    for point in register.touchpoints:
        made.add_node(
            f"touchpoint:{point.id}",
            type="touchpoint",
            label=point.name,
            **_told(kind=point.kind, channel=point.channel, key=point.key),
        )
    for segment in register.segments:
        node = f"segment:{segment.id}"
        made.add_node(node, type="segment", label=segment.name)
        made.add_edge(node, agency, key="for", type="for")
    _add_processes(made, register, agency)
    _add_entries(made, register)
    for journey in journeys:
        _add_journey(made, journey)
    return made


def _told(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _add_processes(made: MultiDiGraph[str], register: Register, agency: str) -> None:
    for d, direction in enumerate(register.directions):
        node = f"direction:{d}"
        client = direction.client.value if direction.client else None
        made.add_node(
            node,
            type="direction",
            label=direction.name,
            **_told(kind=direction.kind, client=client),
        )
        made.add_edge(agency, node, key="has", type="has")
        for p, process in enumerate(direction.processes):
            made.add_node(
                f"process:{d}/{p}",
                type="process",
                label=process.name,
                **_told(number=process.number),
            )
            made.add_edge(node, f"process:{d}/{p}", key="contains", type="contains")


def _add_entries(made: MultiDiGraph[str], register: Register) -> None:
    for place in places(register):
        _, _, d, _, p, _, _ = place.pointer.split("/")
        process, entry = f"process:{d}/{p}", place.entry
        point = f"touchpoint:{entry.touchpoint}"
        channels = ", ".join(entry.channels) if entry.channels else None
        made.add_edge(
            process,
            point,
            key=f"meets:{place.row}",
            type="meets",
            row=place.row,
            **_told(particulars=entry.particulars, channels=channels),
        )
        for need in entry.needs or ():
            node = f"need:{normalise(need.text) or need.category}"
            if node not in made:
                made.add_node(node, type="need", label=need.text, **_told(category=need.category))
            key = f"satisfies:{place.row}"
            made.add_edge(point, node, key=key, type="satisfies", row=place.row, process=process)


def _add_journey(made: MultiDiGraph[str], journey: Journey) -> None:
    for phase in journey.phases:
        for step in phase.steps:
            node = f"step:{journey.id}/{step.id}"
            made.add_node(
                node,
                type="step",
                label=step.action,
                actor=step.actor,
                phase=phase.name,
                **_told(duration=step.duration, waiting=step.waiting),
            )
            if step.touchpoint is not None:
                point = f"touchpoint:{step.touchpoint}"
                if point not in made:  # a journey may use a point that the register lacks
                    made.add_node(point, type="touchpoint", label=step.touchpoint, lacking=True)
                made.add_edge(node, point, key="at", type="at")
    for link in journey.transitions:
        made.add_edge(
            f"step:{journey.id}/{link.source}",
            f"step:{journey.id}/{link.target}",
            key="next",
            type="next",
            **_told(probability=link.probability, condition=link.condition),
        )


def points_of(made: MultiDiGraph[str], process: str) -> tuple[str, ...]:
    """Ids of the touchpoints that a process meets, in printed order, each once."""
    edges = [
        (data["row"], target)
        for _, target, data in made.out_edges(process, data=True)
        if data["type"] == "meets"
    ]
    return tuple(dict.fromkeys(target.partition(":")[2] for _, target in sorted(edges)))


def processes_at(made: MultiDiGraph[str], touchpoint: str) -> tuple[str, ...]:
    """Nodes of the processes that meet a touchpoint (by id), in printed order, each once."""
    edges = [
        (data["row"], source)
        for source, _, data in made.in_edges(f"touchpoint:{touchpoint}", data=True)
        if data["type"] == "meets"
    ]
    return tuple(dict.fromkeys(source for _, source in sorted(edges)))


def channels_of(made: MultiDiGraph[str], process: str) -> frozenset[str]:
    """The channel types that the rows of a process declare."""
    return frozenset(
        one
        for _, _, data in made.out_edges(process, data=True)
        if data["type"] == "meets" and "channels" in data
        for one in data["channels"].split(", ")
    )


def unused_points(made: MultiDiGraph[str]) -> tuple[str, ...]:
    """Ids of the touchpoints that no process meets."""
    return tuple(
        node.partition(":")[2]
        for node, data in made.nodes(data=True)
        if data["type"] == "touchpoint"
        and not any(link["type"] == "meets" for _, _, link in made.in_edges(node, data=True))
    )


def to_node_link(made: MultiDiGraph[str]) -> dict[str, Any]:
    """The graph as node-link data (edges under `edges`), ready for JSON."""
    import networkx

    data: dict[str, Any] = networkx.node_link_data(made, edges="edges")
    return data


def from_node_link(data: dict[str, Any]) -> MultiDiGraph[str]:
    """The graph that node-link data describes."""
    import networkx

    return cast("MultiDiGraph[str]", networkx.node_link_graph(data, edges="edges"))


def to_graphml(made: MultiDiGraph[str]) -> bytes:
    """The graph as GraphML (UTF-8).

    Raises:
        UsageError: a text holds a character that XML 1.0 cannot.
    """
    import networkx

    values = [value for _, data in made.nodes(data=True) for value in data.values()]
    values += [value for _, _, data in made.edges(data=True) for value in data.values()]
    for value in (*made.nodes, *made.graph.values(), *values):
        if isinstance(value, str) and _NO_XML.search(value):
            raise UsageError(
                Text(
                    ru=f"{value!r:.60}: такой знак в GraphML не записать; выберите .json",
                    en=f"{value!r:.60}: GraphML cannot hold such a character; choose .json",
                )
            )
    written = BytesIO()
    networkx.write_graphml_xml(made, written, encoding="utf-8")
    return written.getvalue()


def from_graphml(data: bytes) -> MultiDiGraph[str]:
    """The graph that GraphML describes."""
    import networkx

    made = cast("MultiDiGraph[str]", networkx.parse_graphml(data.decode(), force_multigraph=True))
    for added in ("node_default", "edge_default"):
        made.graph.pop(added, None)
    return made


def nodes_of(made: MultiDiGraph[str], type: str) -> Iterator[str]:
    """The nodes of one type, in order."""
    return (node for node, data in made.nodes(data=True) if data["type"] == type)
