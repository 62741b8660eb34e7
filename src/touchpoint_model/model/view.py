"""A register seen through a vocabulary: the named queries that rules ask.

Everything here is computed once for a register, so that a rule costs one look-up a row.
`graph.py` answers the same questions on the `networkx` graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property

from attrs import frozen

from .clients import ClientKind
from .history import History
from .journeys import Journey
from .processes import Direction, Entry, Process
from .register import Register
from .text import normalise
from .touchpoints import Channel, Touchpoint
from .vocabulary import Concept, Vocabulary

__all__ = ["Point", "Standing", "View"]


class Standing(StrEnum):
    """How a touchpoint stands to the act's closed list."""

    LISTED = "listed"
    UMBRELLA = "umbrella"
    AMBIGUOUS = "ambiguous"
    UNLISTED = "unlisted"
    TYPE = "type"


@frozen
class Point:
    """A touchpoint with what the vocabulary knows of it.

    Attributes:
        touchpoint: the register's. concept: its concept, if recognised.
        standing: to the act's list (`Standing`). umbrella: the listed generic, if it is read so.
        channel: its type: by the ordinance, else as stated for the point; None if neither says.
        key: what makes two touchpoints of a register the same point.
        internal: only the agency's own people can use it.
        serves: limits of clients that do not keep them from using it.
        by_list: the act's own list says of what type it is.
    """

    touchpoint: Touchpoint
    concept: Concept | None
    standing: Standing
    umbrella: Concept | None
    channel: str | None
    key: str
    internal: bool
    serves: frozenset[str]
    by_list: bool


# What a point of an unrecognised kind is taken to serve, by its channel.
_SERVES_BY_CHANNEL = {
    Channel.DIGITAL.value: frozenset({"health", "incapacity"}),
    Channel.OFFLINE.value: frozenset({"digital-skills", "incapacity"}),
}


@frozen(slots=False, eq=False)
class View:
    """A register with the vocabulary it is judged under.

    Attributes:
        journeys: of clients of the agency, as recognised; None if there is no word of any.
        history: of the register, up to the day it is judged by; None if there is no word of it.
    """

    register: Register
    vocabulary: Vocabulary
    journeys: tuple[Journey, ...] | None = None
    history: History | None = None

    @cached_property
    def points(self) -> Mapping[str, Point]:
        """Every touchpoint of the register, by id."""
        keys = _keys(self.register.touchpoints)
        return {one.id: self._point(one, keys[one.id]) for one in self.register.touchpoints}

    @cached_property
    def by_standing(self) -> Mapping[Standing, frozenset[str]]:
        """Ids of the touchpoints by how they stand to the act's list; each standing has a set."""
        found: dict[Standing, set[str]] = {one: set() for one in Standing}
        for code, point in self.points.items():
            found[point.standing].add(code)
        return {one: frozenset(codes) for one, codes in found.items()}

    @cached_property
    def off_list(self) -> frozenset[str]:
        """Ids of the touchpoints that the act's list does not plainly name; types left out."""
        return frozenset(self.points).difference(
            self.by_standing[Standing.LISTED], self.by_standing[Standing.TYPE]
        )

    @cached_property
    def internal(self) -> frozenset[str]:
        """Ids of the touchpoints that only the agency's own people can use."""
        return frozenset(code for code, point in self.points.items() if point.internal)

    @cached_property
    def manifold(self) -> frozenset[str]:
        """Ids of the touchpoints whose name names several points."""
        return frozenset(code for code, point in self.points.items() if point.touchpoint.also)

    @cached_property
    def typed(self) -> frozenset[str]:
        """Ids of the touchpoints that are of a type even if a row declares none."""
        return frozenset(
            code
            for code, point in self.points.items()
            if point.channel is not None or point.touchpoint.types
        )

    @cached_property
    def processes(self) -> tuple[tuple[Direction, Process], ...]:
        """Every process with its direction, in printed order."""
        return tuple(
            (direction, process)
            for direction in self.register.directions
            for process in direction.processes
        )

    @cached_property
    def used(self) -> frozenset[str]:
        """Codes of the concepts that entries use, alternatives of an ambiguous name included."""
        points = self.points
        ids = {
            entry.touchpoint
            for direction in self.register.directions
            for process in direction.processes
            for entry in process.entries
        }
        touchpoints = [points[one].touchpoint for one in ids]
        return frozenset(
            code
            for one in touchpoints
            for code in (one.kind, *one.alternatives, *one.also)
            if code is not None
        )

    @cached_property
    def served(self) -> frozenset[str]:
        """The limits of clients that some kind of point is known to serve."""
        return frozenset(
            limit for one in self.vocabulary.scheme("touchpoint") for limit in one.serves
        ).union(*(point.serves for point in self.points.values()))

    @cached_property
    def narrower(self) -> Mapping[str, tuple[str, ...]]:
        """By listed generic, the names of the narrower points that entries use, sorted."""
        used = {entry.touchpoint for _, process in self.processes for entry in process.entries}
        found: dict[str, set[str]] = {}
        for code in used:
            point = self.points[code]
            if point.umbrella is not None:
                found.setdefault(point.umbrella.code, set()).add(point.touchpoint.name)
        return {code: tuple(sorted(names)) for code, names in found.items()}

    @cached_property
    def columns(self) -> Mapping[str, str]:
        """Codes of the columns by their names, normalised."""
        return {
            normalise(name): concept.code
            for concept in self.vocabulary.scheme("column")
            for name in concept.names
        }

    @cached_property
    def _types(self) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """By touchpoint: its types by the act's list, and those it has if a row declares none."""
        table = {}
        for code, point in self.points.items():
            own = tuple(
                dict.fromkeys(one.channel for one in self._named(point) if one.channel is not None)
            )
            own = own or ((point.channel,) if point.channel is not None else ())
            table[code] = (own, own) if point.by_list else ((), own or point.touchpoint.types)
        return table

    @cached_property
    def direction_kinds(self) -> frozenset[str]:
        """Codes of the directions that the register has processes of: an empty table is none."""
        return frozenset(one.kind for one in self.register.directions if one.kind and one.processes)

    def client(self, direction: Direction, process: Process) -> ClientKind | None:
        """The client of a process: its own, else its direction's."""
        return process.client or direction.client

    def channels(self, entry: Entry) -> tuple[str, ...]:
        """The channel types of an entry: by the act's list and as declared, else of its point."""
        by_list, otherwise = self._types[entry.touchpoint]
        declared = entry.channels
        if not declared:
            return otherwise
        if not by_list or by_list[0] in declared:
            return declared
        return (*by_list, *declared)

    def serves(self, entry: Entry) -> frozenset[str]:
        """The limits of clients that do not keep them from the point of an entry."""
        return self.served_at(self.points[entry.touchpoint], self.channels(entry))

    def served_at(self, point: Point, channels: Iterable[str]) -> frozenset[str]:
        """The limits that a point of such types serves: by its kind and as stated, else by type."""
        if point.serves or point.touchpoint.serves is not None:
            return point.serves
        return self.served_by(frozenset(), channels)

    def served_by(self, known: frozenset[str], channels: Iterable[str]) -> frozenset[str]:
        """The limits that are known to be served, else what points of such types usually serve."""
        usual = (_SERVES_BY_CHANNEL.get(one, frozenset()) for one in channels)
        return known or frozenset[str]().union(*usual)

    def rows_at(self, touchpoint: str) -> tuple[tuple[str, Entry], ...]:
        """The entries at a touchpoint (by id), each with the name of its process, normalised."""
        return self._rows.get(touchpoint, ())

    @cached_property
    def _rows(self) -> Mapping[str, tuple[tuple[str, Entry], ...]]:
        found: dict[str, list[tuple[str, Entry]]] = {}
        for _, process in self.processes:
            name = normalise(process.name)
            for entry in process.entries:
                found.setdefault(entry.touchpoint, []).append((name, entry))
        return {code: tuple(rows) for code, rows in found.items()}

    def types(self, process: Process) -> frozenset[str]:
        """The channel types by which a process can be reached."""
        return frozenset(one for entry in process.entries for one in self.channels(entry))

    def entries_by_point(self, process: Process) -> Iterator[tuple[str, list[int]]]:
        """The points of a process with the indexes of the entries at each, in printed order."""
        found: dict[str, list[int]] = {}
        points = self.points
        for at, entry in enumerate(process.entries):
            found.setdefault(points[entry.touchpoint].key, []).append(at)
        yield from found.items()

    def _named(self, point: Point) -> Iterator[Concept]:
        """The concepts that a point's name names."""
        if point.concept is not None:
            yield point.concept
        for code in point.touchpoint.also:
            yield self.vocabulary("touchpoint", code)

    def _point(self, touchpoint: Touchpoint, key: str) -> Point:
        concept = self.vocabulary.get("touchpoint", touchpoint.kind)
        umbrella = None
        if concept is not None and not concept.listed:
            umbrella = self.vocabulary.get("touchpoint", concept.broader)
        elif concept is None and not touchpoint.types:
            umbrella = self._covering(touchpoint)
        source = concept or umbrella
        also = (self.vocabulary.get("touchpoint", code) for code in touchpoint.also)
        served = {limit for one in (source, *also) if one is not None for limit in one.serves}
        return Point(
            touchpoint=touchpoint,
            concept=concept,
            standing=_standing(touchpoint, concept, umbrella),
            umbrella=umbrella,
            channel=(concept.channel if concept else None) or touchpoint.channel,
            key=key,
            internal=bool(concept and concept.audience == "internal"),
            serves=_served(served, touchpoint.serves),
            by_list=bool(concept and concept.listed and concept.channel) and not touchpoint.also,
        )

    def _covering(self, touchpoint: Touchpoint) -> Concept | None:
        types = {contact.type for contact in touchpoint.contacts}
        for concept in self.vocabulary.listed:
            if types.intersection(concept.covers):
                return concept
        return None


def _served(by_kind: set[str], stated: tuple[str, ...] | None) -> frozenset[str]:
    """What a point serves: by its kind, and by what the agency states; stated as none, none."""
    if stated is None:
        return frozenset(by_kind)
    return frozenset((*by_kind, *stated)) if stated else frozenset()


def _standing(
    touchpoint: Touchpoint, concept: Concept | None, umbrella: Concept | None
) -> Standing:
    if touchpoint.types and concept is None:
        return Standing.TYPE
    if concept is not None and concept.listed:
        return Standing.AMBIGUOUS if touchpoint.alternatives else Standing.LISTED
    return Standing.UMBRELLA if umbrella is not None else Standing.UNLISTED


def _canonical(touchpoint: Touchpoint) -> str:
    """The name with each contact in its one form: two spellings of an address are one."""
    name = touchpoint.name
    for contact in touchpoint.contacts:
        name = name.replace(contact.printed or contact.value, contact.value)
    return name


def _hosts(touchpoint: Touchpoint) -> frozenset[str]:
    return frozenset(
        one.value.partition("/")[0] for one in touchpoint.contacts if one.type == "url"
    )


def _keys(touchpoints: Iterable[Touchpoint]) -> dict[str, str]:
    """By id, one key for one point: its concept, else its name.

    Two sites are two points: where touchpoints of one concept have different hosts, the host
    belongs to the key. Two phones or two e-mail addresses are one point.
    """
    touchpoints = tuple(touchpoints)
    hosts: dict[str, set[frozenset[str]]] = {}
    for one in touchpoints:
        if one.kind and _hosts(one):
            hosts.setdefault(one.kind, set()).add(_hosts(one))
    keys = {}
    for one in touchpoints:
        if one.kind is None:
            keys[one.id] = normalise(_canonical(one))
        elif one.also:
            keys[one.id] = " + ".join([one.kind, *one.also])
        elif len(hosts.get(one.kind, ())) > 1:
            keys[one.id] = " ".join([one.kind, *sorted(_hosts(one))])
        else:
            keys[one.id] = one.kind
    return keys
