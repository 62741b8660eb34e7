"""All that one vocabulary's names are looked up in, made once."""

from __future__ import annotations

from functools import cached_property, lru_cache

from attrs import field, frozen

from ..model.vocabulary import Vocabulary
from .addresses import CANONICAL
from .letters import row_of
from .likeness import Likeness
from .matching import Matcher
from .spelling import Spelling

__all__ = ["Reader", "reader_of"]

_SCHEMES = ("touchpoint", "channel", "need", "direction", "particulars_none")


@frozen(eq=False, slots=False)
class Reader:
    """The matchers of one vocabulary; those by likeness are made when first asked for."""

    vocabulary: Vocabulary
    touchpoints: Matcher = field(init=False)
    channels: Matcher = field(init=False)
    needs: Matcher = field(init=False)
    directions: Matcher = field(init=False)
    none: Matcher = field(init=False)
    hosts: dict[str, str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        names = ("touchpoints", "channels", "needs", "directions", "none")
        for name, scheme in zip(names, _SCHEMES, strict=True):
            object.__setattr__(self, name, Matcher(self.vocabulary, scheme))
        hosts = {
            CANONICAL["url"](url): concept.code
            for concept in self.vocabulary.scheme("touchpoint")
            for url in concept.urls
        }
        object.__setattr__(self, "hosts", hosts)

    @cached_property
    def known(self) -> frozenset[str]:
        """The stems of every name: a word among them is no misspelling of another."""
        return frozenset(
            stem
            for concept in self.vocabulary.concepts
            for name in concept.names
            for stem in row_of(name)
        )

    @cached_property
    def like_points(self) -> Likeness:
        """Touchpoints and channel types: the names that the cell of a touchpoint may hold."""
        return self._like("touchpoint", "channel")

    @cached_property
    def like_channels(self) -> Likeness:
        return self._like("channel")

    @cached_property
    def like_needs(self) -> Likeness:
        return self._like("need")

    @cached_property
    def like_directions(self) -> Likeness:
        return self._like("direction")

    @cached_property
    def point_spelling(self) -> Spelling:
        return self._spelling("touchpoint")

    @cached_property
    def channel_spelling(self) -> Spelling:
        return self._spelling("channel")

    @cached_property
    def need_spelling(self) -> Spelling:
        return self._spelling("need")

    def _like(self, *schemes: str) -> Likeness:
        concepts = [one for scheme in schemes for one in self.vocabulary.scheme(scheme)]
        return Likeness(tuple(concepts), self.known)

    def _spelling(self, scheme: str) -> Spelling:
        right = {
            stem
            for concept in self.vocabulary.scheme(scheme)
            for name in concept.names
            for stem in row_of(name)
        }
        return Spelling(frozenset(right), self.known)


@lru_cache(maxsize=32)
def reader_of(vocabulary: Vocabulary) -> Reader:
    """The reader of a vocabulary, kept."""
    return Reader(vocabulary)
