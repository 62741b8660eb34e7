"""A process in its place, and what can be changed there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from attrs import evolve, frozen

from ..model.processes import Direction, Entry, Need, Process
from ..model.register import Register
from ..model.touchpoints import Basis, Channel, Touchpoint
from ..model.view import View
from ..model.vocabulary import Concept
from .edits import fresh, replaced
from .lawful import Material
from .silence import only_results, plain, quiet, served

__all__ = ["Site", "point", "row", "sites"]

_RESULT = "result"
_remark_ru = "ответ в день обращения"
_basis_ru = "Положение об органе"


@frozen
class Site:
    """A process in its place.

    Attributes:
        view: the register and its vocabulary. d, p: indexes of the direction and of the process.
        first: the row of its first entry, or that which it would have.
    """

    view: View
    material: Material
    d: int
    p: int
    direction: Direction
    process: Process
    first: int

    @property
    def register(self) -> Register:
        """The register around it."""
        return self.view.register

    @property
    def next_row(self) -> int:
        """The row that an entry added at its end has."""
        return self.first + len(self.process.entries)

    @property
    def types(self) -> frozenset[str]:
        """The channel types by which it can be reached."""
        return self.view.types(self.process)

    @property
    def prefers(self) -> bool:
        """Whether it has a digital point of each sort that a clause prefers."""
        wanted = [
            use.arguments["ways"]
            for clause in self.material.agency.clauses
            for use in clause.uses
            if "ways" in use.arguments
        ]
        have = {
            concept.way if concept else None
            for entry in self.process.entries
            if Channel.DIGITAL.value in self.view.channels(entry)
            for concept in (self.view.points[entry.touchpoint].concept,)
        }
        return all(None in have or have.intersection(ways) for ways in wanted)

    def offers(self, channel: str) -> bool:
        """Whether a further point of a channel would add nothing to what it offers."""
        return channel in self.types and (channel != Channel.DIGITAL.value or self.prefers)

    def has(self, key: str) -> bool:
        """Whether it has a point already."""
        return any(self.view.points[one.touchpoint].key == key for one in self.process.entries)

    @property
    def served(self) -> frozenset[str]:
        """The limits of clients that its points serve."""
        return served(self.process.entries, self.view)

    def need(self) -> Need | None:
        """A need that leaves it what it is: all results, or not."""
        wanted = only_results(self.process.entries)
        return next(
            (one for one in self.material.needs if (one.category == _RESULT) is wanted), None
        )

    def results(self) -> bool:
        """Whether all its needs are results."""
        return only_results(self.process.entries)

    def replaced(self, process: Process) -> Register:
        """The register with another process in its place."""
        rest = self.direction.processes
        processes = (*rest[: self.p], process, *rest[self.p + 1 :])
        return replaced(self.register, self.d, evolve(self.direction, processes=processes))

    def with_entries(self, entries: Sequence[Entry]) -> Register:
        """The register with other rows in it."""
        return self.replaced(evolve(self.process, entries=tuple(entries)))

    def with_entry(self, at: int, entry: Entry) -> Register:
        """The register with another row in place of one."""
        rest = self.process.entries
        return self.with_entries((*rest[:at], entry, *rest[at + 1 :]))

    def with_row(self, entry: Entry, *points: Touchpoint) -> Register:
        """The register with one row more at its end, and its point, if it is a new one."""
        return self._given(*points).with_entries((*self.process.entries, entry))

    def _given(self, *points: Touchpoint) -> Site:
        """The same place in the register with some points more."""
        register = evolve(self.register, touchpoints=(*self.register.touchpoints, *points))
        return evolve(self, view=View(register, self.view.vocabulary))

    def at_point(self, at: int, point: Touchpoint) -> Register:
        """The register with one of its rows at another point, which is a new one."""
        old = self.process.entries[at]
        register = self._given(point).with_entry(at, evolve(old, touchpoint=point.id))
        used = {one.touchpoint for one in register.entries}
        points = register.touchpoints
        kept = tuple(one for one in points if one.id in used or one.id != old.touchpoint)
        return evolve(register, touchpoints=kept)

    def without(self, gone: Collection[int]) -> Register:
        """The register without some of its rows, and without their points, if nobody has them."""
        entries = enumerate(self.process.entries)
        register = self.with_entries([one for at, one in entries if at not in gone])
        left = {one.touchpoint for one in register.entries}
        out = {self.process.entries[at].touchpoint for at in gone} - left
        points = tuple(one for one in register.touchpoints if one.id not in out)
        return evolve(register, touchpoints=points)

    def spares(self, gone: Collection[int]) -> bool:
        """Whether nothing but the way to reach it is lost with some of its rows."""
        lost = [self.process.entries[at] for at in gone]
        kept = [one for at, one in enumerate(self.process.entries) if at not in gone]
        points = self.view.points
        names = {points[one.touchpoint].touchpoint.name for one in lost}
        kinds = {points[one.touchpoint].touchpoint.kind for one in lost}
        keys = [
            points[one.touchpoint].touchpoint.key
            for process in self.direction.processes
            for one in (kept if process is self.process else process.entries)
        ]
        return (
            bool(kept)
            and all(quiet(one, self.material) and plain(one, self.view) for one in lost)
            and all(one.channels is None or len(one.channels) == 1 for one in lost)
            and only_results(kept) is self.results()
            and all(map(self.view.channels, kept))
            and served(kept, self.view) == self.served
            and (True in keys or not keys)
            and not any(one.name in names or one.kind in kinds for one in self.register.usage or ())
        )

    def reached_without(self, at: int) -> bool:
        """Whether it can be reached in the same ways without one of its rows."""
        kept = tuple(one for other, one in enumerate(self.process.entries) if other != at)
        rest = evolve(self, process=evolve(self.process, entries=kept))
        return rest.types == self.types and rest.prefers is self.prefers

    def dropped(self, gone: Collection[int]) -> tuple[Concept, ...]:
        """The listed concepts that nobody uses any more without some of its rows."""
        after = View(self.without(gone), self.view.vocabulary)
        return tuple(
            one
            for one in self.view.vocabulary.listed
            if one.code in self.view.used and one.code not in after.used
        )


def sites(register: Register, material: Material) -> Iterator[Site]:
    """Every process of a register that has rows, in printed order."""
    view, row = View(register, material.agency.vocabulary), 1
    for d, direction in enumerate(register.directions):
        for p, process in enumerate(direction.processes):
            if process.entries:
                yield Site(view, material, d, p, direction, process, row)
            row += len(process.entries)


def row(
    site: Site, id: str, channels: Sequence[str], remark: str = _remark_ru, *, needs: bool = True
) -> Entry:
    """A row of a process at a point; with all facts, and nothing to be said of them."""
    labels = [site.view.vocabulary("channel", one).label.ru for one in channels]
    said = "; ".join([*labels, remark])
    need = site.need() if needs else None
    return Entry(
        touchpoint=id,
        needs=(need,) if need is not None else (),
        particulars=said,
        channels=tuple(channels),
        remark=said,
    )


def point(site: Site, id: str, name: str) -> Touchpoint:
    """A point of no known kind; with all facts, and of no use to clients with limits."""
    return Touchpoint(
        id=fresh(site.register, id),
        name=name,
        key=True,
        low_demand=False,
        basis=(Basis(_basis_ru),),
        serves=(),
    )
