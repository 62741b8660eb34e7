"""How the rules on which points a register has (TP05 to TP07, TP10) are broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve

from ..model.journeys import Step
from ..model.register import Register
from ..model.text import normalise
from ..model.usage import Usage
from ..model.view import View
from .edits import fresh, with_facts
from .lawful import Material
from .silence import plain, quiet
from .sites import Site, sites
from .walks import beside, walk
from .witnessing import Change, witnessed

__all__: list[str] = []

_unknown_ru, _turns_ru = "ярмарка мёда", "обращается"


@witnessed("TP05")
def _unused_listed_touchpoint(register: Register, material: Material) -> Iterator[Change]:
    for site in sites(register, material):
        for at in range(len(site.process.entries)):
            dropped = site.dropped([at])
            if len(dropped) == 1 and site.spares([at]) and site.reached_without(at):
                reading = "umbrella" if dropped[0].code in site.view.narrower else None
                yield Change(site.without([at]), None, reading, dropped)
        yield from _narrowed(site)


def _narrowed(site: Site) -> Iterator[Change]:
    """A listed generic, named once, as one of the narrower points that it could cover."""
    vocabulary = site.view.vocabulary
    for at, entry in enumerate(site.process.entries):
        known = site.view.points[entry.touchpoint]
        dropped = site.dropped([at])
        if known.concept is None or not known.concept.generic or dropped != (known.concept,):
            continue
        if not quiet(entry, site.material) or not plain(entry, site.view) or site.register.usage:
            continue
        for concept in vocabulary.scheme("touchpoint"):
            alike = concept.channel in (None, known.channel) and concept.way == known.concept.way
            if concept.broader != known.concept.code or concept.audience or concept.listed:
                continue
            if not alike or site.has(concept.code):
                continue
            point = evolve(
                known.touchpoint,
                id=fresh(site.register, concept.code),
                name=concept.label.ru,
                kind=concept.code,
            )
            told = site.at_point(at, point)
            if View(told, vocabulary).points[point.id].serves >= known.serves:
                yield Change(told, None, "umbrella", dropped, ("TP02",))
                break


@witnessed("TP06")
def _no_key_touchpoint(register: Register, _material: Material) -> Iterator[Change]:
    row = 1
    for d, direction in enumerate(register.directions):
        rows = sum(len(one.entries) for one in direction.processes)
        if rows:
            broken = with_facts(register, _within(d), lambda one: evolve(one, key=False))
            yield Change(broken, row)
        row += rows


def _within(d: int) -> Callable[[int, int], bool]:
    return lambda direction, _: direction == d


@witnessed("TP07")
def _missing_basis(register: Register, material: Material) -> Iterator[Change]:
    for site in sites(register, material):
        for at, entry in enumerate(site.process.entries):
            yield Change(site.with_entry(at, evolve(entry, basis=())), site.first + at)


@witnessed("TP10")
def _omitted_touchpoint(register: Register, material: Material) -> Iterator[Change]:
    view = View(register, material.agency.vocabulary)
    names = {normalise(one.name) for one in register.touchpoints}
    absent = [
        Usage(one.label.ru, one.code, contacts=12)
        for one in material.points
        if one.code not in view.used and normalise(one.label.ru) not in names
    ]
    for used in absent[:1] or [Usage(_unknown_ru, contacts=12)]:
        yield _used(register, used)
    for process in [one for one in register.processes if one.entries][:1]:
        journey = walk(process)
        further = Step("further", _turns_ru, touchpoint=_unknown_ru, process=process.name)
        yield Change(
            register, None, "planned", before=(journey,), journeys=(beside(journey, further),)
        )
    processes = {normalise(one.name): one for one in register.processes}
    for name, process in processes.items():
        here = {
            key
            for one in register.processes
            if normalise(one.name) == name
            for entry in one.entries
            for point in (view.points[entry.touchpoint].touchpoint,)
            for key in (point.kind, normalise(point.name))
        }
        for concept in material.points:
            if concept.code not in here and normalise(concept.label.ru) not in here:
                used = Usage(concept.label.ru, concept.code, process=process.name, directive="№ 7")
                yield _used(register, used)
                break


def _used(register: Register, usage: Usage) -> Change:
    return Change(evolve(register, usage=(*(register.usage or ()), usage)), None)
