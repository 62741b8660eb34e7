"""Which step of one journey is which step of another: by id, else by the same words, never guessed.

Two steps are one if they have one id; of the rest, if they tell the same action in the same process
(compared by `normalise`) and no third step tells it too.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from attrs import frozen

from ...model.journeys import Journey, Step
from ...model.text import normalise

__all__ = ["Paired", "Pairing", "paired"]


class Paired(StrEnum):
    """What tells that two steps are one."""

    ID = "id"
    WORDS = "words"


@frozen
class Pairing:
    """The steps of two journeys put together.

    Attributes:
        pairs: id before, id after and what pairs them; in the order of reading of the later one.
        before, after: ids of the steps without a pair, in the order of reading.
        unsure: those of them whose words several steps tell, so that no pair could be told.
    """

    pairs: tuple[tuple[str, str, Paired], ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    unsure: frozenset[str]


def paired(before: Journey, after: Journey) -> Pairing:
    """Pair the steps of two journeys.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> old = journey("old", "Заявка", phase("", step("a", "Подаёт заявку"), step("b", "ждёт")))
    >>> new = journey("new", "Заявка", phase("", step("b", "ждёт"), step("c", "подаёт заявку;")))
    >>> [(old, new, by.value) for old, new, by in paired(old, new).pairs]
    [('b', 'b', 'id'), ('a', 'c', 'words')]
    """
    old, new = before.by_id, after.by_id
    pairs = {id: (id, Paired.ID) for id in new if id in old}
    told_before = _by_words(step for step in before.steps if step.id not in new)
    told_after = _by_words(step for step in after.steps if step.id not in old)
    unsure: set[str] = set()
    for words in told_before.keys() & told_after.keys():
        ours, theirs = told_before[words], told_after[words]
        if len(ours) == len(theirs) == 1:
            pairs[theirs[0]] = ours[0], Paired.WORDS
        else:
            unsure.update(ours, theirs)
    found = {of for of, _ in pairs.values()}
    return Pairing(
        pairs=tuple((pairs[id][0], id, pairs[id][1]) for id in new if id in pairs),
        before=tuple(id for id in old if id not in found),
        after=tuple(id for id in new if id not in pairs),
        unsure=frozenset(unsure),
    )


def _by_words(steps: Iterable[Step]) -> dict[tuple[str, str], list[str]]:
    told: dict[tuple[str, str], list[str]] = {}
    for step in steps:
        words = normalise(step.action), normalise(step.process or "")
        told.setdefault(words, []).append(step.id)
    return told
