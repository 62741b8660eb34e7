"""Likeness: a misspelled text and the one name that it must have been.

A text is compared with a name without spaces and hyphens, first in its words, then in their
stems. It is taken for the name if they are alike over `THRESHOLD`, if every word of the name is at
most a slip away from what stands in its place, and if no other concept is nearly as alike. Three
things never pass as a slip: another first letter (consonants: «дети» for «сети»), another digit,
and a word that the vocabulary knows («офлайн» for «онлайн»). Abbreviations are too short for it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from attrs import field, frozen

from ..model.text import words
from ..model.vocabulary import Concept
from .letters import row_of, seen

__all__ = ["MARGIN", "SHORTEST", "SHORTEST_JOINED", "THRESHOLD", "Likeness"]

THRESHOLD = 0.88
"""The least likeness: 1 less the share of letters inserted, left out, replaced or exchanged."""

MARGIN = 0.04
"""By how much the best concept must lead the second best."""

SHORTEST = 8
"""The shortest text, in letters, that is compared by likeness."""

SHORTEST_JOINED = 5
"""The shortest text that is recognised by its letters alone, spaces and hyphens apart."""

_LONG = 8  # a word of so many letters may have two slips
_vowels_ru = frozenset("аеиоуыэюя")


@frozen(eq=False)
class Likeness:
    """The names of one or more schemes, to be found by texts that are like them.

    Attributes:
        concepts: whose names these are.
        known: stems that are words of their own, whatever they look like.
        threshold, margin: see the constants.
    """

    concepts: tuple[Concept, ...]
    known: frozenset[str]
    threshold: float = THRESHOLD
    margin: float = MARGIN
    _in_words: _Names = field(init=False)
    _in_stems: _Names = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_in_words", _Names(self, _words))
        object.__setattr__(self, "_in_stems", _Names(self, row_of))

    def find(self, text: str) -> tuple[Concept, float] | None:
        """The one concept that has a name like a text, and how alike they are, up to 1."""
        return self._in_words.find(_words(text)) or self._in_stems.find(row_of(text))


def _words(text: str) -> tuple[str, ...]:
    return words(seen(text))


@frozen(eq=False)
class _Names:
    """Names as rows of words or of stems, joined; by length and first letter, those to compare."""

    like: Likeness
    row: Callable[[str], tuple[str, ...]]
    _told: dict[str, tuple[Concept, tuple[str, ...]]] = field(init=False, factory=dict)
    _near: dict[tuple[int, str], list[str]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        clash = set()
        for concept in self.like.concepts:
            for name in concept.names:
                parts = tuple(part for one in self.row(name) for part in one.split("."))
                key = "".join(parts)
                other, _ = self._told.setdefault(key, (concept, parts))
                if other.code != concept.code:
                    clash.add(key)
        for key in clash:
            del self._told[key]

    def find(self, row: Sequence[str]) -> tuple[Concept, float] | None:
        key = "".join(row).replace(".", "")
        if len(key) < SHORTEST_JOINED:
            return None
        same = self._told.get(key)
        if same is not None:
            return same[0], 1.0
        if len(key) < SHORTEST:
            return None
        about = len(key), _first(key)
        near = self._near.get(about)
        if near is None:
            near = self._near.setdefault(about, self._of_about(*about))
        return self._alike(key, near) if near else None

    def _of_about(self, length: int, first: str) -> list[str]:
        """The names whose length lets them be as alike as the second best must be."""
        least = self.like.threshold - self.like.margin
        return [
            key
            for key in self._told
            if len(key) >= SHORTEST
            and _first(key) == first
            and min(len(key), length) >= least * max(len(key), length)
        ]

    def _alike(self, key: str, near: Sequence[str]) -> tuple[Concept, float] | None:
        from rapidfuzz.distance import OSA  # loaded only when texts are compared
        from rapidfuzz.process import extract

        like = self.like
        found = extract(
            key,
            near,
            scorer=OSA.normalized_similarity,
            limit=None,
            score_cutoff=like.threshold - like.margin,
        )
        if not found or found[0][1] < like.threshold:
            return None
        (name, best, _), *rest = found
        concept, row = self._told[name]
        for other, alike, _ in rest:
            if self._told[other][0].code != concept.code and alike > best - like.margin:
                return None
        return (concept, best) if self._slips(row, name, key) else None

    def _slips(self, row: Sequence[str], name: str, key: str) -> bool:
        """Whether every word of a name is at most a slip away from what stands in its place."""
        if [one for one in name if one.isdigit()] != [one for one in key if one.isdigit()]:
            return False
        return all(
            word == place or self._slip(word, place)
            for word, place in zip(row, _places(row, name, key), strict=True)
        )

    def _slip(self, word: str, place: str) -> bool:
        from rapidfuzz.distance import OSA

        if OSA.distance(word, place) > (2 if len(word) >= _LONG else 1):
            return False
        if _first(word) != _first(place):
            return False
        # a word that is known in one case form or another is itself
        return not {place, *row_of(place)} & self.like.known - {word, *row_of(word)}


def _first(word: str) -> str:
    """The first letter, as far as it tells words apart: all vowels are one."""
    return "" if word[:1] in _vowels_ru else word[:1]


def _places(row: Sequence[str], name: str, key: str) -> list[str]:
    """What stands in a text for each word of a name: letters added at a seam go to the left."""
    from rapidfuzz.distance import Levenshtein

    seams = [0, *accumulate(map(len, row))]
    shift = [0] * len(seams)
    for op in Levenshtein.editops(name, key):
        step = {"insert": 1, "delete": -1}.get(op.tag, 0)
        first = bisect_left(seams, op.src_pos + (op.tag == "delete"), lo=1)
        for at in range(first, len(seams)):
            shift[at] += step
    ends = [seam + by for seam, by in zip(seams, shift, strict=True)]
    return [key[start:end] for start, end in pairwise(ends)]
