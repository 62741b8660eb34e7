"""Which part of one register is which part of another: by identity first, by likeness second.

Parts are put together in rounds, each by a coarser key than the one before. Within a round, parts
of one key are paired if there is one on each side or, where the round allows it, in the order of
what they say. No round looks at the order of rows, and each gives the same pairs with the registers
exchanged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from attrs import frozen

from .changes import Matched

__all__ = ["Likeness", "Match", "Round", "alike", "paired"]

Likeness = Callable[[str, str], float]
"""How alike two normalised names are, from 0 to 1."""

_T = TypeVar("_T")


@frozen
class Round(Generic[_T]):
    """One round of pairing.

    Attributes:
        by: what it goes by. key: of a part; None keeps it out of this round.
        several: parts of one key are paired also where there are several of them.
    """

    by: Matched
    key: Callable[[_T], Hashable | None]
    several: bool = False


@frozen
class Match:
    """Two parts, by their numbers in their lists from 0; what pairs them; score of a likeness."""

    before: int
    after: int
    by: Matched
    score: float | None = None


def paired(
    old: Sequence[_T],
    new: Sequence[_T],
    rounds: Iterable[Round[_T]],
    told: Callable[[_T], str],
) -> tuple[Match, ...]:
    """Pair the parts of two lists.

    Args:
        told: everything that a part says, without order; of parts of one key, the first by it go
            together.

    >>> by_letter = Round(Matched.NAME, lambda name: name[0], several=True)
    >>> [(one.before, one.after) for one in paired(["b", "a2", "a1"], ["a1", "c"], [by_letter], str)]
    [(2, 0)]
    """
    matches: list[Match] = []
    ours, theirs = list(range(len(old))), list(range(len(new)))
    for one in rounds:
        if not ours or not theirs:
            break
        found = list(_round(one, old, new, ours, theirs, told))
        matches += found
        taken = {match.before for match in found}, {match.after for match in found}
        ours = [at for at in ours if at not in taken[0]]
        theirs = [at for at in theirs if at not in taken[1]]
    return tuple(matches)


def _round(
    one: Round[_T],
    old: Sequence[_T],
    new: Sequence[_T],
    ours: Iterable[int],
    theirs: Iterable[int],
    told: Callable[[_T], str],
) -> Iterator[Match]:
    left, right = _by_key(one, old, ours), _by_key(one, new, theirs)
    for key, befores in left.items():
        afters = right.get(key, [])
        if len(befores) == len(afters) == 1:
            yield Match(befores[0], afters[0], one.by)
        elif one.several and afters:
            first = sorted(befores, key=lambda at: (told(old[at]), at))
            second = sorted(afters, key=lambda at: (told(new[at]), at))
            for before, after in zip(first, second, strict=False):
                yield Match(before, after, one.by)


def _by_key(one: Round[_T], parts: Sequence[_T], left: Iterable[int]) -> dict[Hashable, list[int]]:
    keyed: dict[Hashable, list[int]] = defaultdict(list)
    for at in left:
        key = one.key(parts[at])
        if key is not None:
            keyed[key].append(at)
    return keyed


def alike(
    old: Sequence[tuple[int, str, str]],
    new: Sequence[tuple[int, str, str]],
    likeness: Likeness,
    threshold: float,
) -> tuple[Match, ...]:
    """Pair parts (number, name, what they say) whose names are alike, the most alike first.

    A name that is "" is like nothing. Pairs of one score go by what their parts say.
    """
    scored = []
    for before, name, says in old:
        for after, other, tells in new:
            if name and other:
                first, last = sorted((name, other))
                score = likeness(first, last)
                if score >= threshold:
                    scored.append((-score, sorted((says, tells)), before, after))
    matches: list[Match] = []
    ours, theirs = set[int](), set[int]()
    for score, _, before, after in sorted(scored):
        if before not in ours and after not in theirs:
            ours.add(before)
            theirs.add(after)
            matches.append(Match(before, after, Matched.LIKENESS, -score))
    return tuple(matches)
