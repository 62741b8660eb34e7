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
from itertools import pairwise

from attrs import frozen

from ..model.text import normalise, stem, stems

__all__ = ["Head", "agency_acts", "heads", "is_agency_act", "is_glued", "names_persons", "parts"]

_WORD = re.compile(r"[^\W_]+")


@frozen
class Head:
    """One head of a need: the word, where it starts in the text, and whether the agency acts."""

    word: str
    start: int
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
    links: tuple[str, ...]


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
        links=tuple(sorted(told["links"], key=len, reverse=True)),
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
    tokens = list(_outside_parentheses(text))
    row = tuple(normalise(token[0]) for token in tokens)
    found: list[Head] = []
    last = -2
    for at, word in enumerate(row):
        if word not in lists.client and word not in lists.agency and word not in lists.shared:
            continue
        if at and row[at - 1] in lists.prepositions:
            continue
        if found and last == at - 2 and row[at - 1] in lists.joins:
            continue
        last = at
        agency = _agency(word, row[at + 1 : at + 4], lists)
        found.append(Head(word, tokens[at].start(), agency))
    return tuple(found)


def parts(text: str) -> tuple[str, ...]:
    """The needs that a text glues together, as printed: from head to head, or by semicolons.

    >>> parts("получение ответа, подача жалобы")
    ('получение ответа', 'подача жалобы')
    """
    starts = [head.start for head in heads(text)][1:]
    pieces = [text[begin:end] for begin, end in pairwise([0, *starts, len(text)])]
    split = [one for piece in pieces for one in piece.split(";")]
    return tuple(one for one in map(_trimmed, split) if one)


def _trimmed(piece: str) -> str:
    """A piece without the comma or the conjunction that led to the next one."""
    bare = piece.strip(" \t\r\n,.")
    for link in _lists().links:
        if bare.casefold().endswith(f" {link}"):
            return bare[: -len(link)].rstrip(" \t\r\n,.")
    return bare


def _outside_parentheses(text: str) -> Iterator[re.Match[str]]:
    depth, seen = 0, 0
    for token in _WORD.finditer(text):
        between = text[seen : token.start()]
        depth = max(0, depth + between.count("(") - between.count(")"))
        seen = token.end()
        if not depth:
            yield token


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
def is_glued(text: str) -> bool:
    """Whether a text holds several needs.

    >>> is_glued("получение ответа, подача жалобы"), is_glued("получение ответа, разъяснения")
    (True, False)
    """
    return len(heads(text)) > 1 or ";" in text.strip(" ;")


def agency_acts(text: str) -> tuple[str, ...]:
    """The heads of a need that are acts of the agency; the whole text where a phrase says so."""
    return tuple(head.word for head in heads(text) if head.agency) or (text,)


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


@lru_cache(maxsize=65536)
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
