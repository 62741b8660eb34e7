"""How the rules on needs (ND) are broken."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from ..model.processes import Need
from ..model.register import Register
from ..model.vocabulary import Concept
from .lawful import Material
from .silence import only_results, quiet
from .sites import Site, sites
from .witnessing import Change, witnessed

__all__: list[str] = []

_unknown_ru = "получение канцелярии"
_agency_act_ru = "информирование о проведении проверки"
_glued_ru = "получение консультации, подача устного обращения"


@witnessed("ND01")
def _missing_need(register: Register, material: Material) -> Iterator[Change]:
    for site in sites(register, material):
        for at, entry in enumerate(site.process.entries):
            rest = [one for other, one in enumerate(site.process.entries) if other != at]
            if quiet(entry, material) and only_results(rest) is site.results():
                broken = site.with_entry(at, evolve(entry, needs=()))
                yield Change(broken, site.first + at)


@witnessed("ND02")
def _catch_all_need(register: Register, material: Material) -> Iterator[Change]:
    other = material.agency.vocabulary.other_need
    concept = material.agency.vocabulary.get("need", other)
    for site in sites(register, material):
        if concept is not None:
            yield from _with_need(site, Need(_unknown_ru, other), about=concept)
        yield from _with_need(site, Need(_unknown_ru), "unrecognised", about=concept)


@witnessed("ND03")
def _agency_act_as_need(register: Register, material: Material) -> Iterator[Change]:
    for site in sites(register, material):
        category = material.needs[0].category
        yield from _with_need(site, Need(_agency_act_ru, category))


@witnessed("ND04")
def _glued_needs(register: Register, material: Material) -> Iterator[Change]:
    for site in sites(register, material):
        category = material.needs[0].category
        yield from _with_need(site, Need(_glued_ru, category))


def _with_need(
    site: Site, need: Need, reading: str | None = None, about: Concept | None = None
) -> Iterator[Change]:
    """One need more in a row: in a process of results alone it would change what that is."""
    if site.results():
        return
    for at, entry in enumerate(site.process.entries):
        if entry.needs and entry.cell is None:
            broken = site.with_entry(at, evolve(entry, needs=(*entry.needs, need)))
            yield Change(broken, site.first + at, reading, (about,) if about else ())


@witnessed("ND05")
def _final_result_only(register: Register, material: Material) -> Iterator[Change]:
    result = next((one for one in material.needs if one.category == "result"), None)
    for site in sites(register, material):
        entries = site.process.entries
        if result and not site.results() and all(quiet(one, material) for one in entries):
            told = [evolve(one, needs=(result,)) for one in entries]
            yield Change(site.with_entries(told), site.first)
