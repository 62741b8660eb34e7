"""What the pages of a site tell of a register: its parts with their slugs, types, links and law."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from ...model.clients import ClientKind
from ...model.processes import Direction, Entry, Need, Process
from ...model.register import Register
from ...model.text import normalise
from ...model.touchpoints import Touchpoint
from ...model.view import Point, Standing, View
from ...model.vocabulary import Concept, Vocabulary
from .law import Law, LawClause
from .links import ShownContact, bare_name, shown_contact
from .slugs import slugs_of

__all__ = [
    "Contents",
    "ShownDirection",
    "ShownNeed",
    "ShownPoint",
    "ShownProcess",
    "ShownRow",
    "contents_of",
]


@frozen
class ShownPoint:
    """A touchpoint.

    Attributes:
        name: without its contacts. law: clauses that name its kind or type. asked: requirements.
        count: of the processes that use it. The rest as `Point` has it.
    """

    slug: str
    name: str
    touchpoint: Touchpoint
    concept: Concept | None
    umbrella: Concept | None
    standing: Standing | None
    channels: tuple[str, ...]
    contacts: tuple[ShownContact, ...]
    law: tuple[LawClause, ...]
    asked: tuple[LawClause, ...]
    count: int


@frozen
class ShownNeed:
    """A need. concept: its category, if it was recognised; told: whether its words say more."""

    text: str
    concept: Concept | None
    told: bool


@frozen
class ShownRow:
    """A row.

    Attributes:
        name: of the point as this row prints it, without contacts. needs: None is unknown.
        plain: its particulars say no more than the type of the point.
    """

    process: ShownProcess
    point: ShownPoint
    name: str
    channels: tuple[str, ...]
    needs: tuple[ShownNeed, ...] | None
    particulars: str
    plain: bool

    @property
    def categories(self) -> str:
        """The codes of its needs, by which rows are filtered."""
        return " ".join(
            dict.fromkeys(one.concept.code for one in self.needs or () if one.concept is not None)
        )


@frozen(eq=False)
class ShownProcess:
    """A process of a direction; its rows stand in the `Contents`."""

    slug: str
    process: Process
    direction: Direction
    direction_slug: str
    client: ClientKind | None
    law: tuple[LawClause, ...]


@frozen
class ShownDirection:
    """A direction with its processes, and the number of rows in them."""

    slug: str
    direction: Direction
    processes: tuple[ShownProcess, ...]
    count: int


@frozen(eq=False)
class Contents:
    """All that a site tells of a register.

    Attributes:
        directions: in printed order. points: by the alphabet.
        rows_of, rows_at: rows by slug of their process and of their touchpoint, in printed order.
        needs, channels: concepts that some row has, in the order of the act.
        law: clauses that some page cites, in printed order. rows: their number.
    """

    register: Register
    vocabulary: Vocabulary
    directions: tuple[ShownDirection, ...]
    points: tuple[ShownPoint, ...]
    rows_of: Mapping[str, tuple[ShownRow, ...]]
    rows_at: Mapping[str, tuple[ShownRow, ...]]
    needs: tuple[Concept, ...]
    channels: tuple[tuple[str, Concept | None], ...]
    law: tuple[LawClause, ...]
    rows: int


def contents_of(register: Register, vocabulary: Vocabulary, law: Law) -> Contents:
    """What the pages tell of a register, as recognised under the vocabulary."""
    view, slugs = View(register, vocabulary), slugs_of(register)
    points = _points(view, law, slugs.points)
    rows_of: dict[str, tuple[ShownRow, ...]] = {}
    rows_at: dict[str, list[ShownRow]] = defaultdict(list)
    directions = []
    for d, direction in enumerate(register.directions):
        told = []
        for p, process in enumerate(direction.processes):
            shown = _process(
                view, law, direction, process, slugs.processes[d, p], slugs.directions[d]
            )
            told.append(shown)
            rows_of[shown.slug] = tuple(
                _row(view, shown, points[row.touchpoint], row) for row in process.entries
            )
            for one in rows_of[shown.slug]:
                rows_at[one.point.slug].append(one)
        count = sum(len(rows_of[one.slug]) for one in told)
        directions.append(ShownDirection(slugs.directions[d], direction, tuple(told), count))
    rows = [row for one in rows_of.values() for row in one]
    listed = sorted(points.values(), key=lambda one: (normalise(one.name), one.slug))
    return Contents(
        register=register,
        vocabulary=vocabulary,
        directions=tuple(directions),
        points=tuple(listed),
        rows_of=rows_of,
        rows_at={slug: tuple(told) for slug, told in rows_at.items()},
        needs=tuple(_met(vocabulary, rows)),
        channels=tuple(_types(vocabulary, rows)),
        law=_cited(law, points.values(), (one for it in directions for one in it.processes)),
        rows=len(rows),
    )


def _points(view: View, law: Law, slugs: Mapping[str, str]) -> dict[str, ShownPoint]:
    users: dict[str, set[int]] = defaultdict(set)
    for at, process in enumerate(view.register.processes):
        for row in process.entries:
            users[row.touchpoint].add(at)
    return {
        id: _point(view.vocabulary, law, point, slugs[id], len(users[id]))
        for id, point in view.points.items()
    }


def _point(vocabulary: Vocabulary, law: Law, point: Point, slug: str, count: int) -> ShownPoint:
    touchpoint = point.touchpoint
    return ShownPoint(
        slug=slug,
        name=bare_name(touchpoint.name, touchpoint.contacts),
        touchpoint=touchpoint,
        concept=point.concept,
        umbrella=point.umbrella,
        standing=point.standing if vocabulary.listed else None,
        channels=(point.channel,) if point.channel is not None else touchpoint.types,
        contacts=tuple(shown_contact(one) for one in touchpoint.contacts),
        law=law.behind_point(point, vocabulary),
        asked=law.asked_of_point(point),
        count=count,
    )


def _process(
    view: View, law: Law, direction: Direction, process: Process, slug: str, home: str
) -> ShownProcess:
    vocabulary, client = view.vocabulary, view.client(direction, process)
    categories = dict.fromkeys(
        need.category for row in process.entries for need in row.needs or () if need.category
    )
    concepts = [
        vocabulary.get("direction", direction.kind),
        vocabulary.get("client", client),
        *(vocabulary.get("need", one) for one in categories),
    ]
    return ShownProcess(slug, process, direction, home, client, law.naming(*concepts))


def _row(view: View, process: ShownProcess, point: ShownPoint, row: Entry) -> ShownRow:
    needs = None if row.needs is None else tuple(_need(view.vocabulary, one) for one in row.needs)
    return ShownRow(
        process=process,
        point=point,
        name=bare_name(row.printed or point.touchpoint.name, point.touchpoint.contacts),
        channels=view.channels(row),
        needs=needs,
        particulars=row.particulars or "",
        plain=row.remark == "",
    )


def _need(vocabulary: Vocabulary, need: Need) -> ShownNeed:
    concept = vocabulary.get("need", need.category)
    text = need.text.strip() or (concept.label.ru if concept is not None else "")
    return ShownNeed(text, concept, bool(need.text.strip()))


def _met(vocabulary: Vocabulary, rows: Iterable[ShownRow]) -> Iterator[Concept]:
    met = {one.concept.code for row in rows for one in row.needs or () if one.concept is not None}
    return (one for one in vocabulary.scheme("need") if one.code in met)


def _types(
    vocabulary: Vocabulary, rows: Iterable[ShownRow]
) -> Iterator[tuple[str, Concept | None]]:
    met = {code for row in rows for code in row.channels}
    known = [one.code for one in vocabulary.scheme("channel")]
    for code in [*(one for one in known if one in met), *sorted(met.difference(known))]:
        yield code, vocabulary.get("channel", code)


def _cited(
    law: Law, points: Iterable[ShownPoint], processes: Iterable[ShownProcess]
) -> tuple[LawClause, ...]:
    refs = {one.ref for it in points for one in (*it.law, *it.asked)}
    refs |= {one.ref for it in processes for one in it.law}
    return tuple(one for one in law.clauses if one.ref in refs)
