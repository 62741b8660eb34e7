"""The terms of the ordinance that a document uses, as SKOS concepts in collections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model.vocabulary import Vocabulary
from .addresses import Described, concept_address
from .nodes import Node, bilingual, node, printed
from .services import own_direction
from .wording import COLLECTIONS

__all__ = ["concept_nodes"]

_USES = ("isClassifiedBy", "addressee", "channelType")


def concept_nodes(
    nodes: Iterable[Node], services: Iterable[Described], vocabulary: Vocabulary
) -> Iterator[Node]:
    """The concepts that nodes refer to, each after its collection.

    A direction that the ordinance does not know is a concept of its printed name.
    """
    used = {address for one in nodes for name in _USES for address in _listed(one.get(name))}
    own = _own_directions(services, used)
    for scheme, label in COLLECTIONS.items():
        found = [
            node(
                concept_address(scheme, concept.code),
                "Concept",
                preferredLabel=bilingual(concept.label),
                notation=concept.code,
            )
            for concept in vocabulary.scheme(scheme)
            if concept_address(scheme, concept.code) in used
        ]
        if scheme == "direction":
            found += own
        if found:
            yield node(
                f"#concepts/{scheme}",
                "Collection",
                preferredLabel=bilingual(label),
                member=[one["@id"] for one in found],
            )
            yield from found


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def _own_directions(services: Iterable[Described], used: set[str]) -> list[Node]:
    found: dict[str, Node] = {}
    for one in services:
        address = own_direction(one.direction)
        if address in used and address not in found:
            name = printed(one.direction.name)
            found[address] = node(address, "Concept", preferredLabel=name)
    return list(found.values())
