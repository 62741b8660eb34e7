"""How the rules on touchpoints (TP01 to TP04, TP08) are broken."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from attrs import evolve

from ..model.clients import ClientKind
from ..model.register import Register
from ..model.text import normalise
from ..model.touchpoints import Touchpoint
from ..model.view import View
from ..model.vocabulary import Concept
from .lawful import Material
from .silence import only_results, plain, quiet, unused
from .sites import Site, point, row, sites
from .witnessing import Change, witnessed

__all__: list[str] = []

_unknown_ru = "ярмарка мёда"


@witnessed("TP01")
def _channel_as_touchpoint(register: Register, material: Material) -> Iterator[Change]:
    for site in sites(register, material):
        for channel in material.agency.vocabulary.scheme("channel"):
            name = channel.label.ru
            if site.need() and site.offers(channel.code) and not site.has(normalise(name)):
                mere = evolve(point(site, f"type-{channel.code}", name), types=(channel.code,))
                told = site.with_row(row(site, mere.id, (channel.code,)), mere)
                yield Change(told, site.next_row)


@witnessed("TP02")
def _unlisted_touchpoint(register: Register, material: Material) -> Iterator[Change]:
    vocabulary = material.agency.vocabulary
    for site in sites(register, material):
        for channel in vocabulary.scheme("channel"):
            members = tuple(one for one in vocabulary.listed if one.channel == channel.code)
            if members and site.need() and site.offers(channel.code):
                strange = point(site, "fair", _unknown_ru)
                if not site.has(normalise(_unknown_ru)):
                    told = site.with_row(row(site, strange.id, (channel.code,)), strange)
                    yield Change(told, site.next_row, about=members)
        yield from _umbrella(site)
        yield from _ambiguous(site)


def _umbrella(site: Site) -> Iterator[Change]:
    """A point that only a listed generic could cover; the generic's own finding now says so."""
    vocabulary, view = site.view.vocabulary, site.view
    for concept in vocabulary.scheme("touchpoint"):
        generic = vocabulary.get("touchpoint", concept.broader)
        if concept.listed or concept.audience or generic is None or not generic.listed:
            continue
        told = _at(site, concept, generic.channel)
        if told is not None:
            members = tuple(one for one in vocabulary.listed if one.channel == generic.channel)
            turned = _turned(view, concept)
            yield Change(told, site.next_row, "umbrella", members, turned, turned)


def _turned(view: View, concept: Concept) -> tuple[str, ...]:
    """The finding on a generic that only from now on is seen through a narrower point."""
    generic = view.vocabulary.get("touchpoint", concept.broader)
    if concept.listed or generic is None or not generic.listed:
        return ()
    return () if generic.code in view.used or generic.code in view.narrower else ("TP05",)


def _ambiguous(site: Site) -> Iterator[Change]:
    """An abbreviation that the act prints for two points."""
    vocabulary = site.view.vocabulary
    for concept in vocabulary.listed:
        for name in concept.ambiguous:
            meant = [
                one
                for one in vocabulary.scheme("touchpoint")
                if one.code != concept.code and name in (*one.names, *one.ambiguous)
            ]
            told = _at(site, concept, concept.channel, name, tuple(one.code for one in meant))
            if told is None or not meant:
                continue
            members = tuple(one for one in vocabulary.listed if one.channel == concept.channel)
            taken = ("TP05",) * unused(site.view, concept, *meant)
            yield Change(told, site.next_row, "ambiguous", members, relieves=taken)


def _at(
    site: Site,
    concept: Concept,
    channel: str | None,
    name: str = "",
    alternatives: tuple[str, ...] = (),
) -> Register | None:
    """The register with a row at a point of a kind; None where that would say more."""
    if channel is None or not site.offers(channel) or site.need() is None:
        return None
    if concept.channel not in (None, channel) or site.has(concept.code):
        return None
    here = evolve(
        point(site, concept.code, name or concept.label.ru),
        kind=concept.code,
        how="exact",
        score=1.0,
        alternatives=alternatives,
    )
    return site.with_row(row(site, here.id, (channel,)), here)


@witnessed("TP03")
def _duplicate_touchpoint(register: Register, material: Material) -> Iterator[Change]:
    for site in sites(register, material):
        for entry in site.process.entries:
            known = site.view.points[entry.touchpoint]
            if site.need() and plain(entry, site.view) and not _twice(site, known.key):
                again = row(site, entry.touchpoint, entry.channels or ())
                channels = evolve(again, channels=entry.channels)
                yield Change(site.with_row(channels), site.next_row)


def _twice(site: Site, key: str) -> bool:
    points = site.view.points
    return sum(points[one.touchpoint].key == key for one in site.process.entries) > 1


@witnessed("TP04")
def _several_touchpoints_in_one_entry(register: Register, material: Material) -> Iterator[Change]:
    for site in sites(register, material):
        yield from _in_one_cell(site, material)
        yield from _in_one_name(site)


def _in_one_cell(site: Site, material: Material) -> Iterator[Change]:
    """Two neighbouring rows as split from one printed cell, with the needs of the first."""
    entries, points = site.process.entries, site.view.points
    for at, (one, two) in enumerate(pairwise(entries)):
        names = [points[it.touchpoint].touchpoint.name for it in (one, two)]
        fine = all(quiet(it, material) and plain(it, site.view) for it in (one, two))
        if not fine or points[one.touchpoint].key == points[two.touchpoint].key:
            continue
        cell = " / ".join(names)
        both = (evolve(one, cell=cell), evolve(two, cell=cell, needs=one.needs))
        told = [*entries[:at], *both, *entries[at + 2 :]]
        if only_results(told) is site.results():
            yield Change(site.with_entries(told), site.first + at)


def _in_one_name(site: Site) -> Iterator[Change]:
    """A row more, whose point's name names two points of the process."""
    entries, points = site.process.entries, site.view.points
    known = [points[one.touchpoint] for one in entries if plain(one, site.view)]
    for one, two in pairwise(known):
        if one.concept is None or two.concept is None or one.concept is two.concept:
            continue
        channels = tuple(dict.fromkeys(it.channel for it in (one, two) if it.channel is not None))
        if site.need() and channels and all(map(site.offers, channels)):
            lumped: Touchpoint = evolve(
                point(site, "both", f"{one.touchpoint.name}, {two.touchpoint.name}"),
                kind=one.concept.code,
                how="stemmed",
                score=0.5,
                also=(two.concept.code,),
            )
            yield Change(site.with_row(row(site, lumped.id, channels), lumped), site.next_row)


@witnessed("TP08")
def _internal_touchpoint_for_external_client(
    register: Register, material: Material
) -> Iterator[Change]:
    vocabulary = material.agency.vocabulary
    inner = [one for one in vocabulary.scheme("touchpoint") if one.audience == "internal"]
    for site in sites(register, material):
        client = site.view.client(site.direction, site.process)
        if client is ClientKind.INTERNAL:
            yield from _turned_round(site)
        elif client is not None:
            for concept in sorted(inner, key=lambda one: not one.listed):
                channels = [concept.channel] if concept.channel else sorted(site.types)
                made = (_at(site, concept, one) for one in channels)
                told = next((one for one in made if one is not None), None)
                if told is not None:
                    # off the list it is a fault by itself; on it, it was not used so far
                    turned = _turned(site.view, concept)
                    unlisted = () if concept.listed else ("TP02", *turned)
                    taken = ("TP05",) * unused(site.view, concept)
                    yield Change(
                        told, site.next_row, consequences=unlisted, relieves=(*taken, *turned)
                    )


def _turned_round(site: Site) -> Iterator[Change]:
    """A process of the agency's own people with one point of theirs, as one for others."""
    view = site.view
    inner = [
        at for at, one in enumerate(site.process.entries) if view.points[one.touchpoint].internal
    ]
    if len(inner) == 1:
        told = site.replaced(evolve(site.process, client=ClientKind.EXTERNAL))
        yield Change(told, site.first + inner[0], relieves=_out_of_scope(site))


def _out_of_scope(site: Site) -> tuple[str, ...]:
    """The note that a process for internal clients is outside the ordinance."""
    clauses = site.material.agency.clauses
    scopes = [use.arguments.get("clients") for one in clauses for use in one.uses]
    return ("ST03",) * any(one and "internal" not in one for one in scopes)
