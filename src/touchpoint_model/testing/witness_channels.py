"""How the rules on channels (CH) are broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from attrs import evolve

from ..model.processes import Entry
from ..model.register import Register
from ..model.text import normalise
from ..model.touchpoints import Channel, Touchpoint
from ..model.view import Standing, View
from .edits import with_facts
from .lawful import Material
from .silence import plain
from .sites import Site, point, row, sites
from .walks import walk
from .witnessing import Change, witnessed

__all__: list[str] = []

_unknown_ru = "ярмарка мёда"
_when_ru = "по субботам"


@witnessed("CH01")
def _unclassified_channel(register: Register, material: Material) -> Iterator[Change]:
    for site in sites(register, material):
        strange = point(site, "fair", _unknown_ru)
        # elsewhere a point of no type leaves open whether the process has an offline one
        sure = Channel.OFFLINE.value in site.types
        if site.need() and sure and not site.has(normalise(_unknown_ru)):
            told = site.with_row(row(site, strange.id, (), _when_ru), strange)
            yield Change(told, site.next_row, consequences=("TP02",))


@witnessed("CH02")
def _channel_mismatch(register: Register, material: Material) -> Iterator[Change]:
    vocabulary = material.agency.vocabulary
    for site in sites(register, material):
        for at, entry in enumerate(site.process.entries):
            known = site.view.points[entry.touchpoint]
            if known.standing is not Standing.LISTED or not plain(entry, site.view):
                continue
            if entry.channels != (known.channel,):
                continue
            for other in vocabulary.scheme("channel"):
                if other.code != known.channel and site.offers(other.code):
                    told = row(site, entry.touchpoint, (other.code,))
                    changed = evolve(
                        entry,
                        channels=told.channels,
                        particulars=told.particulars,
                        remark=told.remark,
                    )
                    list_ = tuple(one for one in vocabulary.listed if one.channel == other.code)
                    yield Change(site.with_entry(at, changed), site.first + at, about=list_)


@witnessed("CH03")
def _no_digital_touchpoint(register: Register, material: Material) -> Iterator[Change]:
    ways = [
        use.arguments["ways"]
        for clause in material.agency.clauses
        for use in clause.uses
        if use.rule.code == "CH03"
    ]

    def preferred(site: Site, entry: Entry) -> bool:
        concept = site.view.points[entry.touchpoint].concept
        way = concept.way if concept else None
        digital = Channel.DIGITAL.value in site.view.channels(entry)
        return digital and (way is None or any(way in one for one in ways))

    return _without(register, material, preferred)


@witnessed("CH04")
def _no_offline_alternative(register: Register, material: Material) -> Iterator[Change]:
    def offline(site: Site, entry: Entry) -> bool:
        return Channel.OFFLINE.value in site.view.channels(entry)

    yield from _without(register, material, offline)
    limits = _limits(material)
    for site in sites(register, material):
        rows = site.process.entries
        digital = [at for at, entry in enumerate(rows) if not offline(site, entry)]
        if not digital or len(digital) == len(rows):
            continue
        kept = [site.view.serves(rows[at]) for at in digital]
        shut = [one for one in limits & site.view.served if all(one not in it for it in kept)]
        yield Change(
            register,
            None,
            "journey",
            consequences=("CH05",) * len(shut),
            before=(walk(site.process),),
            journeys=(walk(site.process, digital),),
        )


def _without(
    register: Register, material: Material, gone: Callable[[Site, Entry], bool]
) -> Iterator[Change]:
    """Each process without its rows of some sort, where nothing else goes with them."""
    for site in sites(register, material):
        out = {at for at, entry in enumerate(site.process.entries) if gone(site, entry)}
        if out and site.spares(out):
            unused = ("TP05",) * len(site.dropped(out))
            yield Change(site.without(out), site.first, consequences=unused)


@witnessed("CH05")
def _no_accessible_alternative(register: Register, material: Material) -> Iterator[Change]:
    limits = _limits(material)
    every = list(sites(register, material))
    for site in every:
        known = site.view.served
        broken = with_facts(register, _only(site.d, site.p), lambda one: evolve(one, serves=()))
        left = View(broken, site.view.vocabulary).served
        others = all(known - left <= one.served for one in every if one is not site)
        if limits & known <= site.served and limits & left and others:
            yield Change(broken, site.first)
    for site in every:
        yield from _shut_on_the_way(site, limits)


def _shut_on_the_way(site: Site, limits: frozenset[str]) -> Iterator[Change]:
    """A journey by one row whose point no longer serves a limit that the rows beside it serve."""
    rows = site.process.entries
    for at, entry in enumerate(rows):
        point = site.view.points[entry.touchpoint]
        if entry.touchpoint in {one.touchpoint for i, one in enumerate(rows) if i != at}:
            continue
        for limit in sorted(limits & point.serves):
            others = [site.view.serves(one) for i, one in enumerate(rows) if i != at]
            by_kind = point.concept is not None and limit in point.concept.serves
            if by_kind or not any(limit in one for one in others):
                continue
            left = tuple(one for one in point.touchpoint.serves or () if one != limit)
            if not left:
                continue
            broken = with_facts(
                site.register,
                _only(site.d, site.p),
                partial(_serving, kind=point.touchpoint.kind, limits=left),
            )
            process = broken.directions[site.d].processes[site.p]
            before, after = walk(site.process, [at]), walk(process, [at])
            yield Change(broken, None, "journey", before=(before,), journeys=(after,))


def _serving(point: Touchpoint, kind: str | None, limits: tuple[str, ...]) -> Touchpoint:
    return evolve(point, serves=limits) if point.kind == kind else point


def _limits(material: Material) -> frozenset[str]:
    """The limits of clients that the ordinance asks to take account of."""
    return frozenset(
        limit
        for clause in material.agency.clauses
        for use in clause.uses
        if use.rule.code == "CH05"
        for limit in use.arguments["limits"]
    )


def _only(d: int, p: int) -> Callable[[int, int], bool]:
    return lambda direction, process: (direction, process) == (d, p)


@witnessed("CH06")
def _no_interaction_history(register: Register, material: Material) -> Iterator[Change]:
    for site in sites(register, material):
        if site.process.history_access is not False:
            yield Change(site.replaced(evolve(site.process, history_access=False)), site.first)
