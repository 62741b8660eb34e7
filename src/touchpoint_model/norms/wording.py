"""How the text of a need is read: its heads, and who acts in each.

A need is phrased around a verbal noun («получение консультации»). A head is such a noun in the
nominative, outside parentheses, not after a preposition, and not joined to the head before it.
The words stand in `words.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from attrs import frozen

from ..model.text import normalise, stem, stems, words

__all__ = ["Head", "heads", "is_agency_act", "names_persons"]

_ASIDE = re.compile(r"\([^()]*\)")


@frozen
class Head:
    """One head of a need: the word, its place among the words, and whether the agency acts."""

    word: str
    at: int
    agency: bool


@frozen
class _Words:
    client: frozenset[str]
    agency: frozenset[str]
    prepositions: frozenset[str]
    joins: frozenset[str]
    by_client: frozenset[str]
    with_client: tuple[str, ...]
    persons: tuple[tuple[str, ...], ...]
    shared: dict[str, frozenset[str]]


@cache
def _lists() -> _Words:
    told = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return _Words(
        client=frozenset(map(normalise, told["client"])),
        agency=frozenset(map(normalise, told["agency"])),
        prepositions=frozenset(told["prepositions"]),
        joins=frozenset(told["joins"]),
        by_client=frozenset(told["by_client"]),
        with_client=tuple(told["with_client"]),
        persons=tuple(stems(one) for one in told["persons"]),
        shared={
            normalise(noun): frozenset(stem(normalise(one)) for one in objects)
            for noun, objects in told["shared"].items()
        },
    )


@lru_cache(maxsize=65536)
def heads(text: str) -> tuple[Head, ...]:
    """The heads of a need, in order.

    >>> [head.word for head in heads("получение ответа, подача жалобы")]
    ['получение', 'подача']
    >>> [head.word for head in heads("получение или изменение информации о проведении проверок")]
    ['получение']
    """
    lists = _lists()
    row = words(_ASIDE.sub(" ", text))
    found: list[Head] = []
    for at, word in enumerate(row):
        if word not in lists.client and word not in lists.agency and word not in lists.shared:
            continue
        if at and row[at - 1] in lists.prepositions:
            continue
        if found and found[-1].at == at - 2 and row[at - 1] in lists.joins:
            continue
        found.append(Head(word, at, _agency(word, row[at + 1 :], lists)))
    return tuple(found)


def _agency(word: str, rest: tuple[str, ...], lists: _Words) -> bool:
    if word in lists.client or lists.by_client.intersection(rest[:2]):
        return False
    if word in lists.agency:
        return True
    return bool(lists.shared[word].intersection(map(stem, _objects(rest, lists))))


def _objects(rest: tuple[str, ...], lists: _Words) -> Iterator[str]:
    """The words that may be what is acted on: up to three, before the next head."""
    for word in rest[:3]:
        if word in lists.client or word in lists.agency or word in lists.shared:
            return
        yield word


@lru_cache(maxsize=65536)
def is_agency_act(text: str) -> bool:
    """Whether a need says what the agency does.

    >>> is_agency_act("информирование о проведении визита"), is_agency_act("получение ответа")
    (True, False)
    """
    plain = normalise(text)
    return any(head.agency for head in heads(text)) or any(
        phrase in plain for phrase in _lists().with_client
    )


@lru_cache(maxsize=4096)
def names_persons(text: str) -> bool:
    """Whether a text names natural persons as the clients.

    >>> names_persons("Личный прием граждан")
    True
    """
    row = stems(text)
    return any(
        row[at : at + len(one)] == one
        for one in _lists().persons
        for at in range(len(row) - len(one) + 1)
    )
