"""Matching of text with the names of one scheme: exactly, normalised, by runs of stems.

Texts and names are compared as the eye sees them: a Latin letter in a Cyrillic word is Cyrillic.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import field, frozen

from ..model.text import normalise
from ..model.vocabulary import Concept, Vocabulary
from .letters import row_of, seen

__all__ = ["Match", "Matcher", "Run"]


@frozen
class Match:
    """A recognised concept: how (`exact`, `normalised`) and how surely, 0 to 1."""

    concept: Concept
    how: str
    score: float
    alternatives: tuple[str, ...] = ()


@frozen
class Run:
    """A run of stems, from start up to end, that is a name of a concept."""

    concept: Concept
    start: int
    end: int
    alternatives: tuple[str, ...] = ()


_Alias = tuple[tuple[str, ...], Concept]


@frozen(eq=False)
class Matcher:
    """The names of one scheme of a vocabulary, ready to be looked up."""

    vocabulary: Vocabulary
    scheme: str
    _exact: dict[str, Concept] = field(init=False, factory=dict)
    _normalised: dict[str, Concept] = field(init=False, factory=dict)
    _stemmed: dict[str, list[_Alias]] = field(init=False, factory=dict)
    _ambiguous: dict[str, list[str]] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        for concept in self.vocabulary.scheme(self.scheme):
            for name in concept.names:
                self._exact.setdefault(name, concept)
                self._normalised.setdefault(normalise(seen(name)), concept)
                row = row_of(name)
                if row:
                    self._stemmed.setdefault(row[0], []).append((row, concept))
            for name in concept.ambiguous:
                self._ambiguous.setdefault(" ".join(row_of(name)), []).append(concept.code)
        for aliases in self._stemmed.values():
            aliases.sort(key=lambda one: -len(one[0]))

    def whole(self, text: str) -> Match | None:
        """The concept whose name the text is, as printed or normalised."""
        concept, how, score = self._exact.get(text), "exact", 1.0
        if concept is None:
            concept, how, score = self._normalised.get(normalise(seen(text))), "normalised", 0.95
        if concept is None:
            return None
        return Match(concept, how, score, self._meanings(row_of(text), concept))

    def runs(self, row: Sequence[str]) -> tuple[Run, ...]:
        """Names that occur in a row of stems: longest first at each place, never overlapping."""
        return tuple(self._runs(tuple(row)))

    def _runs(self, row: tuple[str, ...]) -> Iterator[Run]:
        at = 0
        while at < len(row):
            for alias, concept in self._stemmed.get(row[at], ()):
                if row[at : at + len(alias)] == alias:
                    yield Run(concept, at, at + len(alias), self._meanings(alias, concept))
                    at += len(alias)
                    break
            else:
                at += 1

    def phrases(self, row: Sequence[str], gap: int = 3) -> Iterator[Run]:
        """Names whose stems occur in a row in order, with at most `gap` words between two."""
        row = tuple(row)
        for at, first in enumerate(row):
            for alias, concept in self._stemmed.get(first, ()):
                end = _in_order(alias, row, at, gap)
                if end is not None:
                    yield Run(concept, at, end)

    def _meanings(self, row: tuple[str, ...], concept: Concept) -> tuple[str, ...]:
        meant = self._ambiguous.get(" ".join(row), ())
        return tuple(code for code in meant if code != concept.code)


def _in_order(alias: Sequence[str], row: Sequence[str], at: int, gap: int) -> int | None:
    for one in alias[1:]:
        window = row[at + 1 : at + 2 + gap]
        if one not in window:
            return None
        at += 1 + window.index(one)
    return at + 1
