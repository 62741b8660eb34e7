"""Touchpoints as channels (cv:Channel), with their contacts and addresses."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.touchpoints import Contact, Touchpoint
from ...model.view import View
from ...model.vocabulary import Concept
from .addresses import concept_address, contact_page, fragment
from .nodes import Node, node, printed

__all__ = ["channel_nodes", "has_contact_point"]


def channel_nodes(touchpoint: Touchpoint, view: View) -> Iterator[Node]:
    """The channel of a touchpoint, then its contact point, web pages and addresses, if any.

    Who owns a channel (cv:ownedBy) is left out: a register does not say whose a point is.
    """
    kinds = _kinds(touchpoint, view)
    type_ = _type(touchpoint, kinds, view)
    names = dict(printed(touchpoint.name))
    if len(kinds) == 1 and not touchpoint.also and kinds[0].label.en.strip():
        names["en"] = kinds[0].label.en
    places = [one for one in touchpoint.contacts if one.type == "place" and one.value.strip()]
    numbered = [
        fragment("address", touchpoint.id, str(number)) for number in range(1, len(places) + 1)
    ]
    yield node(
        fragment("channel", touchpoint.id),
        "Channel",
        identifier=touchpoint.id or fragment("channel", touchpoint.id)[1:],
        description=names,
        channelType=concept_address("channel", type_) if type_ else None,
        isClassifiedBy=[concept_address("touchpoint", one.code) for one in kinds],
        contactPoint=fragment("contact", touchpoint.id) if has_contact_point(touchpoint) else None,
        address=numbered,
    )
    yield from _contact_point(touchpoint)
    for address, place in zip(numbered, places, strict=True):
        yield node(address, "Address", fullAddress=printed(place.printed or place.value))


def has_contact_point(touchpoint: Touchpoint) -> bool:
    """Whether a touchpoint has a telephone, an e-mail or a page to be reached by."""
    return any(_values(touchpoint, type_) for type_ in ("phone", "email", "url"))


def _contact_point(touchpoint: Touchpoint) -> Iterator[Node]:
    if not has_contact_point(touchpoint):
        return
    pages = _values(touchpoint, "url")
    yield node(
        fragment("contact", touchpoint.id),
        "ContactPoint",
        telephone=_values(touchpoint, "phone"),
        email=_values(touchpoint, "email"),
        contactPage=pages,
    )
    yield from (node(page, "Document") for page in pages)


def _values(touchpoint: Touchpoint, type_: str) -> list[str]:
    """The contacts of one type, each once; a page as its address on the web."""
    told = (_value(one) for one in touchpoint.contacts if one.type == type_)
    return [one for one in dict.fromkeys(told) if one]


def _value(contact: Contact) -> str | None:
    return contact_page(contact) if contact.type == "url" else contact.value.strip()


def _kinds(touchpoint: Touchpoint, view: View) -> list[Concept]:
    """What the point is by the ordinance; nothing where its name may mean several things."""
    if touchpoint.alternatives:
        return []
    codes = (touchpoint.kind, *touchpoint.also)
    found = (view.vocabulary.get("touchpoint", code) for code in dict.fromkeys(codes))
    return [one for one in found if one is not None]


def _type(touchpoint: Touchpoint, kinds: list[Concept], view: View) -> str | None:
    """The one type of a point: by the ordinance, else as stated for it, else as its rows say.

    None where nobody says, or where they say two: a channel of CPSV-AP has one type at most.
    """
    by_ordinance = {one.channel for one in kinds} if all(one.channel for one in kinds) else set()
    stated = {touchpoint.channel} if touchpoint.channel else set(touchpoint.types)
    declared = {type_ for _, entry in view.rows_at(touchpoint.id) for type_ in entry.channels or ()}
    said = by_ordinance or stated or declared
    type_ = next(iter(said)) if len(said) == 1 else None
    return type_ if view.vocabulary.get("channel", type_) else None
