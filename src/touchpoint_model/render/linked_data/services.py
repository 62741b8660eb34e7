"""Processes as public services (cpsv:PublicService)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model.processes import Direction, Need, Process
from ...model.text import Text, normalise
from ...model.touchpoints import Touchpoint
from ...model.view import View
from ...model.vocabulary import Concept
from .addresses import Described, concept_address, fragment
from .channels import has_contact_point
from .nodes import Node, bilingual, node, printed
from .organisation import Organisation
from .wording import AMONG, DIRECTION, NEEDS, SERVICE

__all__ = ["own_direction", "service_node"]


def service_node(one: Described, view: View, organisation: Organisation) -> Node:
    """The public service of a process.

    A name, an identifier, a description and a competent authority are mandatory in CPSV-AP. A
    register issues no identifier and has no description: the first is the id in the registry of
    processes, else the key of the address; the second is made of the direction and the needs.
    """
    points = _points(one.process, view)
    return node(
        f"#service/{one.key}",
        "PublicService",
        identifier=one.process.registry_id or one.key,
        title=printed(one.process.name),
        description=bilingual(_description(one, view, organisation)),
        keyword=printed(*_worded(_needs(one.process))),
        isPartOf="#register",
        hasCompetentAuthority="#organisation",
        hasLegalResource=[fragment("act", act.code) for act in organisation.acts],
        hasChannel=[fragment("channel", point.id) for point in points],
        contactPoint=[fragment("contact", each.id) for each in points if has_contact_point(each)],
        isClassifiedBy=list(dict.fromkeys(_classes(one, view))),
        addressee=[
            concept_address("legal_form", code)
            for code in dict.fromkeys(one.process.legal_forms or ())
            if view.vocabulary.get("legal_form", code)
        ],
    )


def own_direction(direction: Direction) -> str:
    """The concept of a direction that the ordinance does not know: one of its printed name."""
    return fragment("direction", normalise(direction.name))


def _points(process: Process, view: View) -> list[Touchpoint]:
    """The touchpoints of a process, each once, in printed order."""
    ids = dict.fromkeys(entry.touchpoint for entry in process.entries)
    return [view.points[id].touchpoint for id in ids]


def _needs(process: Process) -> list[Need]:
    """The needs of a process, in printed order, whatever is said twice."""
    return [need for entry in process.entries for need in entry.needs or ()]


def _kinds(needs: Iterable[Need], view: View) -> list[Concept | None]:
    """The categories of needs; None for each that was not recognised."""
    return [view.vocabulary.get("need", need.category) for need in needs]


def _worded(needs: Iterable[Need]) -> Iterator[str]:
    """The printed needs, each once: two spellings of the same words are one."""
    found: dict[str, str] = {}
    for need in needs:
        found.setdefault(normalise(need.text), need.text.strip())
    yield from filter(None, found.values())


def _classes(one: Described, view: View) -> Iterator[str]:
    kind = view.vocabulary.get("direction", one.direction.kind)
    if kind is not None:
        yield concept_address("direction", kind.code)
    elif one.direction.name.strip():
        yield own_direction(one.direction)
    for category in _kinds(_needs(one.process), view):
        if category is not None:
            yield concept_address("need", category.code)


def _description(one: Described, view: View, organisation: Organisation) -> Text:
    name, needs = one.direction.name.strip(), _needs(one.process)
    direction = view.vocabulary.get("direction", one.direction.kind)
    kinds = _kinds(needs, view)
    unworded = [
        kind.label.ru
        for kind, need in zip(kinds, needs, strict=True)
        if kind and not need.text.strip()
    ]
    said = dict.fromkeys([*_worded(needs), *unworded])
    known = dict.fromkeys(kind.label.en for kind in kinds if kind is not None)
    ru = SERVICE.ru.format(organisation=organisation.title.ru)
    en = SERVICE.en.format(organisation=organisation.title.en)
    if name:
        ru += DIRECTION.ru.format(direction=name)
    if direction is not None:
        en += DIRECTION.en.format(direction=direction.label.en)
    if said:
        ru += NEEDS.ru.format(needs="; ".join(said))
    if known:
        told = NEEDS if all(kinds) else AMONG
        en += told.en.format(needs="; ".join(known))
    return Text(ru=ru, en=en)
