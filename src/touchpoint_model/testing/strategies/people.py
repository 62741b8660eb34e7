"""Clients and their segments as strategies."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, product

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ...model.clients import Client, ClientKind, Segment
from ...model.vocabulary import Vocabulary
from .drawing import some
from .spelling import told

__all__ = ["People", "clients_of", "people", "segments_of"]

_MOST = 2
_IDS = [f"s{at}" for at in range(1, 10)]
_SHARES = (None, 0.0, 0.15, 0.5, 1.0)
People = tuple[tuple[Client, ...], tuple[Segment, ...]]


@lru_cache(maxsize=64)
def clients_of(vocabulary: Vocabulary | None = None) -> SearchStrategy[Client]:
    """A client of no segment; of a legal form only if it is known which there are."""
    forms = [one.code for one in vocabulary.scheme("legal_form")] if vocabulary else []
    kinds = (ClientKind.EXTERNAL, ClientKind.INTERNAL)
    every = product([None, *told()["evidence"]], [None, *forms], kinds, told()["clients"])
    return st.sampled_from(
        [
            Client(name, kind, legal_form=form, profile=profile)
            for profile, form, kind, name in every
        ]
    )


@lru_cache(maxsize=64)
def segments_of(vocabulary: Vocabulary, *officers: str | None) -> SearchStrategy[Segment]:
    """A segment, with limits that the ordinance speaks of.

    Args:
        officers: who answers for it; a person, if none is given.
    """
    limits = _few([one.code for one in vocabulary.scheme("limit")])
    every = product(officers or told()["persons"], _SHARES, ClientKind, told()["segments"], _IDS)
    plain = [
        Segment(id, name, kind, share=share, officer=officer)
        for officer, share, kind, name, id in every
    ]
    return st.builds(
        lambda segment, marks: evolve(segment, traits=marks[0], limits=marks[1]),
        st.sampled_from(plain),
        st.sampled_from(list(product(_few(told()["traits"]), limits))),
    )


def _few(values: list[str]) -> list[tuple[str, ...]]:
    """Up to two of some values."""
    return [some for number in range(_MOST + 1) for some in combinations(values, number)]


@lru_cache(maxsize=64)
def people(vocabulary: Vocabulary, least: int, *officers: str | None) -> SearchStrategy[People]:
    """The clients of a register, and the segments that they are of.

    Args:
        least: how many segments there are, at least. officers: as of `segments_of`.
    """
    homed = st.tuples(clients_of(vocabulary), st.integers(0, _MOST))
    segments = segments_of(vocabulary, *officers)
    return st.builds(_people, some(homed, 0, _MOST), some(segments, least, _MOST))


def _people(homed: tuple[tuple[Client, int], ...], segments: tuple[Segment, ...]) -> People:
    ids = [f"s{at}" for at in range(1, len(segments) + 1)]
    homes = dict(enumerate(ids, 1))
    clients = tuple(evolve(one, segment=homes.get(home)) for one, home in homed)
    return clients, tuple(evolve(one, id=id) for one, id in zip(segments, ids, strict=True))
