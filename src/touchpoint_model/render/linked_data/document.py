"""The whole document: one register as one JSON-LD graph, its context inside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ...model.legal import Act
from ...model.register import Register
from ...model.text import Text
from ...model.view import View
from .addresses import checked_base, described, fragment, page_address
from .channels import channel_nodes
from .concepts import concept_nodes
from .context import CONTEXT, RUSSIAN
from .nodes import Node, bilingual, node, printed
from .organisation import Organisation
from .services import service_node
from .wording import DATASET, REGISTER

__all__ = ["linked_data", "linked_data_text"]

_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def linked_data(
    view: View, organisation: Organisation, *, base_url: str | None = None
) -> dict[str, Any]:
    """A register as JSON-LD in the terms of CPSV-AP 3.2.

    Processes become public services, touchpoints channels, contacts contact points, the agency a
    public organisation, its ordinance legal resources, the register a dataset. Processes of
    internal clients are no public services: they and the points that only they use are left out.

    Args:
        view: a register with its vocabulary; whom the register is for is the caller's choice.
        base_url: where the document is published, `https://example.ru/register.jsonld`. Addresses
            of nodes are its fragments; without it, of wherever the document lies.

    Returns:
        An object with `@context` and `@graph`, ready for any JSON writer.

    Raises:
        UsageError: the base is no web address.

    Source: CPSV-AP 3.2.0 (SEMIC, 2024), JSON-LD 1.1 (W3C).
    """
    base = checked_base(base_url)
    context = {**({"@base": base} if base else {}), **CONTEXT}
    graph = {one["@id"]: one for one in _nodes(view, organisation)}
    return {"@context": context, "@graph": list(graph.values())}


def linked_data_text(document: dict[str, Any]) -> str:
    r"""A document as text that may be a file of its own or stand inside a `script` element.

    >>> print(linked_data_text({"title": "</script>"}), end="")
    {
      "title": "\u003c/script\u003e"
    }
    """
    plain = json.dumps(document, ensure_ascii=False, indent=2)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", plain) + "\n"


def _nodes(view: View, organisation: Organisation) -> Iterator[Node]:
    """All nodes; one that is told twice, a page of two points, is told in the same words."""
    services = described(view)
    used = {entry.touchpoint for one in services for entry in one.process.entries}
    points = [one for one in view.register.touchpoints if one.id in used]
    nodes = [
        *_dataset(view.register, organisation, len(services), len(points)),
        *_organisation(organisation),
        *(service_node(one, view, organisation) for one in services),
        *(each for point in points for each in channel_nodes(point, view)),
    ]
    yield from nodes
    yield from concept_nodes(nodes, services, view.vocabulary)


def _dataset(
    register: Register, organisation: Organisation, services: int, channels: int
) -> Iterator[Node]:
    """The register itself, the acts that it stands under, and where it was published."""
    acts = list(_own_acts(register))
    pages = [page for one in register.publications or () if (page := page_address(one.url or ""))]
    generic = REGISTER.format(organisation=organisation.title.en)
    modified = register.revision_date
    yield node(
        "#register",
        "Dataset",
        title=bilingual(Text(ru=register.title.strip() or generic.ru, en=generic.en)),
        description=bilingual(DATASET.format(services=services, channels=channels)),
        publisher="#organisation",
        language=RUSSIAN,
        modified=modified.isoformat() if modified else None,
        relation=[
            *(fragment("act", act.code) for act in organisation.acts),
            *(act["@id"] for act in acts),
        ],
        landingPage=list(dict.fromkeys(pages)),
    )
    yield node(RUSSIAN, "LinguisticSystem")
    yield from acts
    yield from (node(page, "Document") for page in dict.fromkeys(pages))


def _own_acts(register: Register) -> Iterator[Node]:
    """The act that the register belongs to, and the one that approved it, as printed."""
    if (act := register.act) is not None:
        dated = act.date.isoformat() if act.date else None
        yield _act("#register-act", printed(act.title), act.number, dated)
    if (approval := register.approval) is not None:
        dated = approval.date.isoformat() if approval.date else None
        yield _act("#approval-act", printed(approval.act), approval.number, dated)


def _organisation(organisation: Organisation) -> Iterator[Node]:
    yield node(
        "#organisation",
        ["PublicOrganization", "Organization", "Agent"],
        identifier=organisation.code,
        preferredLabel=bilingual(organisation.title),
        title=bilingual(organisation.title),
        spatial="#region",
    )
    yield node("#region", "Location", geographicName=bilingual(organisation.region))
    yield from (_act_of(act) for act in organisation.acts)


def _act_of(act: Act) -> Node:
    dated = act.date.isoformat() if act.date else None
    return _act(fragment("act", act.code), bilingual(act.title), act.number, dated)


def _act(address: str, title: dict[str, Any], number: str | None, dated: str | None) -> Node:
    return node(address, "LegalResource", title=title, number=number, dateDocument=dated)
