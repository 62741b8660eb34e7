"""Spelling: a long word inside a text, one slip away from a word of the vocabulary's names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from .likeness import SHORTEST
from .matching import Run

__all__ = ["SHORTEST_STEM", "Spelling", "alikeness", "telling"]

SHORTEST_STEM = 6
"""The shortest stem, in letters, that is taken for another."""


@frozen(eq=False)
class Spelling:
    """Stems of names, to be found by stems one letter away.

    Attributes:
        right: the stems that a misspelled one may stand for. known: stems that are words of
            their own.
    """

    right: frozenset[str]
    known: frozenset[str]
    _less: dict[str, list[str]] = field(init=False, factory=dict)
    _longest: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_longest", max(map(len, self.right), default=0) + 1)
        for one in sorted(self.right):
            if len(one) >= SHORTEST_STEM and one.isalpha():
                for less in {one, *_without_one(one)}:
                    self._less.setdefault(less, []).append(one)

    def mend(self, row: Sequence[str]) -> tuple[tuple[str, ...], Mapping[int, float]]:
        """A row of stems with the misspelled ones put right, and where, and how alike they are."""
        mended, alike = list(row), {}
        for at, one in enumerate(row):
            right = self._right(one)
            if right is not None:
                mended[at] = right
                alike[at] = 1 - 1 / max(len(one), len(right))
        return tuple(mended), alike

    def _right(self, one: str) -> str | None:
        if not SHORTEST_STEM <= len(one) <= self._longest or one in self.known or not one.isalpha():
            return None
        seeds = [one, *_without_one(one)]
        near = {right for less in seeds for right in self._less.get(less, ())}
        near = {right for right in near if _one_slip(right, one)}
        return near.pop() if len(near) == 1 else None


def _without_one(text: str) -> list[str]:
    """A text without one of its letters, each in turn; never without the first."""
    return [text[:at] + text[at + 1 :] for at in range(1, len(text))]


def _one_slip(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA  # loaded only when words are compared

    return one[0] == other[0] and OSA.distance(one, other, score_cutoff=1) == 1


def telling(runs: Iterable[Run], row: Sequence[str], alike: Mapping[int, float]) -> list[Run]:
    """Runs of mended stems that tell a name: long enough, and with a word that was right."""
    return [
        run
        for run in runs
        if run.end - run.start > sum(at in alike for at in range(run.start, run.end))
        and sum(map(len, row[run.start : run.end])) >= SHORTEST
    ]


def alikeness(run: Run, alike: Mapping[int, float]) -> float:
    """How alike the words of a run are to those of the name, on average."""
    told = [alike.get(at, 1.0) for at in range(run.start, run.end)]
    return sum(told) / len(told)
