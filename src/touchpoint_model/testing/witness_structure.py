"""How the rules on the body of a register (ST) and on particulars (PT) are broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from ..model.clients import ClientKind
from ..model.processes import Process
from ..model.register import Register, RegistryItem
from ..model.text import stems
from ..model.view import View
from ..norms.wording import names_persons
from .edits import replaced
from .lawful import Material
from .sites import sites
from .witnessing import Change, witnessed

__all__: list[str] = []

_process_ru = "Прием документов"
_registry_ru = "Ведение летописи"


def _arguments(material: Material, code: str, name: str) -> list[Any]:
    """What the ordinance gives a rule as a parameter, once for each time that it binds it."""
    return [
        use.arguments[name]
        for clause in material.agency.clauses
        for use in clause.uses
        if use.rule.code == code and name in use.arguments
    ]


@witnessed("PT01")
def _missing_particulars(register: Register, material: Material) -> Iterator[Change]:
    vocabulary = material.agency.vocabulary
    beyond = any(_arguments(material, "PT01", "beyond_channel"))
    for site in sites(register, material):
        for at, entry in enumerate(site.process.entries):
            channel = site.view.points[entry.touchpoint].channel
            if entry.channels != (channel,) or not entry.particulars or entry.remark == "":
                continue
            empty = evolve(entry, particulars="", remark="", channels=None)
            yield Change(site.with_entry(at, empty), site.first + at)
            if beyond and channel is not None:
                label = vocabulary("channel", channel).label.ru
                mere = evolve(entry, particulars=label, remark="")
                yield Change(site.with_entry(at, mere), site.first + at)


@witnessed("ST01")
def _missing_direction(register: Register, material: Material) -> Iterator[Change]:
    vocabulary = material.agency.vocabulary
    present = View(register, vocabulary).direction_kinds
    for code in dict.fromkeys(_arguments(material, "ST01", "direction")):
        if code not in present and not register.performs.get(code):
            told = evolve(register, performs={**register.performs, code: True})
            yield Change(told, None, about=(vocabulary("direction", code),))


@witnessed("ST02")
def _uncovered_process(register: Register, _material: Material) -> Iterator[Change]:
    known = {stems(one.name) for one in register.processes}
    items = register.process_registry or ()
    ids = {one.id for one in items}
    if stems(_registry_ru) not in known and _registry_ru not in ids:
        item = RegistryItem(_registry_ru, _registry_ru)
        yield Change(evolve(register, process_registry=(*items, item)), None)


@witnessed("ST03")
def _client_out_of_scope(register: Register, material: Material) -> Iterator[Change]:
    clients = [one for told in _arguments(material, "ST03", "clients") for one in told]
    forms = [one for told in _arguments(material, "ST03", "legal_forms") for one in told]
    directions = [one for told in _arguments(material, "ST03", "directions") for one in told]
    every = material.agency.vocabulary.scheme("legal_form")
    strange = [one.code for one in every if one.code not in forms]
    for site in sites(register, material):
        here, process = site.direction.kind, site.process
        client = site.view.client(site.direction, process)
        inner = any(site.view.points[one.touchpoint].internal for one in process.entries)
        astray = bool(directions) and here is not None and here not in directions
        if clients and client is not None and client.value in clients and not (astray or inner):
            other = next((one for one in ClientKind if one.value not in (*clients, "any")), None)
            if other is not None:
                yield Change(site.replaced(evolve(process, client=other)), site.first)
        persons = "person" not in forms and names_persons(process.name)
        stated = set(process.legal_forms or ())
        if forms and strange and not persons and stated <= set(forms):
            told = evolve(process, legal_forms=(strange[0],))
            yield Change(site.replaced(told), site.first)


@witnessed("ST04")
def _process_without_touchpoint(register: Register, material: Material) -> Iterator[Change]:
    for d, direction in enumerate(register.directions):
        bare = Process(
            _process_ru,
            client=direction.client,
            legal_forms=material.legal_forms[:1],
            history_access=True,
        )
        processes = (*direction.processes, bare)
        yield Change(replaced(register, d, evolve(direction, processes=processes)), None)


@witnessed("ST05")
def _wrong_form(register: Register, _material: Material) -> Iterator[Change]:
    row = 1
    for d, direction in enumerate(register.directions):
        rows = sum(len(one.entries) for one in direction.processes)
        columns = direction.columns or ()
        if len(columns) > 1:
            *rest, before, last = columns
            turned = evolve(direction, columns=(*rest, last, before))
            yield Change(replaced(register, d, turned), row if rows else None)
        row += rows
