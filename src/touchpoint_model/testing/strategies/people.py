"""Clients and their segments as strategies."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ...model.clients import Client, ClientKind, Segment
from ...model.vocabulary import Vocabulary
from .drawing import some
from .spelling import told

__all__ = ["clients_of", "people", "segments_of"]

_MOST = 2
_IDS = [f"s{at}" for at in range(1, 10)]
_SHARES = (None, 0.0, 0.15, 0.5, 1.0)
_People = tuple[tuple[Client, ...], tuple[Segment, ...]]


@lru_cache(maxsize=64)
def clients_of(vocabulary: Vocabulary | None = None) -> SearchStrategy[Client]:
    """A client of no segment; of a legal form only if it is known which there are."""
    forms = [one.code for one in vocabulary.scheme("legal_form")] if vocabulary else []
    return st.builds(
        Client,
        st.sampled_from(told()["clients"]),
        st.sampled_from([ClientKind.EXTERNAL, ClientKind.INTERNAL]),
        legal_form=st.sampled_from([None, *forms]),
        profile=st.sampled_from([None, *told()["evidence"]]),
    )


@lru_cache(maxsize=64)
def segments_of(vocabulary: Vocabulary) -> SearchStrategy[Segment]:
    """A segment, with limits that the ordinance speaks of."""
    return st.builds(
        Segment,
        st.sampled_from(_IDS),
        st.sampled_from(told()["segments"]),
        st.sampled_from(ClientKind),
        st.sampled_from(_few(told()["traits"])),
        st.sampled_from(_few([one.code for one in vocabulary.scheme("limit")])),
        st.sampled_from(_SHARES),
    )


def _few(values: list[str]) -> list[tuple[str, ...]]:
    """Up to two of some values."""
    return [some for number in range(_MOST + 1) for some in combinations(values, number)]


@lru_cache(maxsize=64)
def people(vocabulary: Vocabulary) -> SearchStrategy[_People]:
    """The clients of a register, and the segments that they are of."""
    homed = st.tuples(clients_of(vocabulary), st.integers(0, _MOST))
    return st.builds(_people, some(homed, 0, _MOST), some(segments_of(vocabulary), 0, _MOST))


def _people(homed: tuple[tuple[Client, int], ...], segments: tuple[Segment, ...]) -> _People:
    ids = [f"s{at}" for at in range(1, len(segments) + 1)]
    homes = dict(enumerate(ids, 1))
    clients = tuple(evolve(one, segment=homes.get(home)) for one, home in homed)
    return clients, tuple(evolve(one, id=id) for one, id in zip(segments, ids, strict=True))
