"""Words as people print them: the same name in other letters, quotes, spaces; with an address."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import evolve

from ...model.text import normalise
from ...model.touchpoints import Contact, Touchpoint
from ...model.vocabulary import Concept, Vocabulary

__all__ = ["plain_names", "points_named", "spelled", "told"]


@cache
def told() -> Mapping[str, Any]:
    """What registers of a made-up region say beside the words of an ordinance."""
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


def spelled(name: str) -> tuple[str, ...]:
    """A name as people print it: as it stands, then in other letters, quotes and spaces.

    >>> spelled("e-mail")
    ('e-mail', 'E-mail', 'E-MAIL', 'e-mail;')
    """
    spellings = (
        name,
        name[:1].upper() + name[1:],
        name.upper(),
        name.translate(_STRAIGHT),
        name.replace(" ", "\u00a0"),
        f"{name};",
    )
    return tuple(dict.fromkeys(spellings))


_STRAIGHT = str.maketrans({"«": '"', "»": '"'})


def plain_names(vocabulary: Vocabulary, scheme: str) -> Iterator[tuple[Concept, str]]:
    """Names of a scheme that mean one concept, the labels of all concepts first."""
    concepts = tuple(vocabulary.scheme(scheme))
    doubtful = {normalise(name) for one in concepts for name in one.ambiguous}
    labels = [(one, one.label.ru) for one in concepts]
    others = [(one, name) for one in concepts for name in one.alt]
    for concept, name in (*labels, *others):
        if normalise(name) not in doubtful:
            yield concept, name


def points_named(vocabulary: Vocabulary, concept: Concept) -> tuple[Touchpoint, ...]:
    """A point of a kind under each of its names, with no other fact about it; its label first.

    A site, a phone, an e-mail may have its address beside its name.
    """
    named = [name for one, name in plain_names(vocabulary, "touchpoint") if one is concept]
    found = [_point(concept, text, name) for name in named for text in spelled(name)]
    addresses = [
        Contact(kind, one["value"], one["printed"] if one["printed"] != one["value"] else None)
        for kind in [told()["reached_by"].get(concept.code)]
        for one in told()["contacts"].get(kind, ())
    ]
    found += [
        _point(concept, f"{name}: {address.printed or address.value}", name, address)
        for name in named[:3]
        for address in addresses
    ]
    for host in concept.urls:
        printed = f"https://www.{host}"
        point = Touchpoint(concept.code, printed, concept.code, how="url", score=1.0)
        found.append(_with(point, Contact("url", host, printed)))
    return tuple(found)


def _point(concept: Concept, text: str, name: str, address: Contact | None = None) -> Touchpoint:
    how, score = ("exact", 1.0) if text == name else ("normalised", 0.95)
    point = Touchpoint(concept.code, text, concept.code, how=how, score=score)
    return point if address is None else _with(point, address)


def _with(point: Touchpoint, address: Contact) -> Touchpoint:
    return evolve(point, contacts=(address,))
