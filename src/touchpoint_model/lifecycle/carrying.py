"""Facts that a document has no room for, carried over from the edition before it.

A register has more facts than the five columns of its printed form: which points are key ones, what
they rest on, the registry of processes. An edition that comes back as a document says nothing of
them, and silence does not take a fact away.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from ..model.register import Register
from ..model.text import normalise
from .changes import Alteration, ChangeKind, Difference, Known
from .diff import diff
from .facts import settled
from .obligations import alters_data
from .pairing import Likeness
from .replay import replay

__all__ = ["carried"]

# What a cell of the form, or the heading above it, tells: a document that leaves it out leaves it out.
_PRINTED = frozenset(
    {
        ChangeKind.NEEDS_CHANGED,
        ChangeKind.PARTICULARS_CHANGED,
        ChangeKind.CHANNEL_CHANGED,
        ChangeKind.WORDING_CHANGED,
        ChangeKind.FORM_CHANGED,
        ChangeKind.READING_CHANGED,
        ChangeKind.CONTACTS_CHANGED,
        ChangeKind.KIND_CHANGED,
    }
)
# Lists of the register that are empty where nobody states them.
_LISTS = frozenset({"clients", "segments", "attestations", "performs"})
_OF_THE_EDITION = frozenset({"approval", "publications", "revision_date"})


def carried(
    old: Register, new: Register, *, likeness: Likeness | None = None
) -> tuple[Register, tuple[Alteration, ...]]:
    """A register that was read from a document, with the facts that only the former edition states.

    Args:
        old: the edition before. new: as read from a document. likeness: as `diff` takes it.

    Returns:
        The register, and the alterations that it would otherwise have brought: what they lose is
        what was carried over.

    Raises:
        UsageError: the registers are of two agencies.

    >>> from attrs import evolve
    >>> from touchpoint_model.model.touchpoints import Touchpoint
    >>> old = Register("trade", "Перечень", (), (Touchpoint("site", "сайт", key=True),))
    >>> new, kept = carried(old, evolve(old, touchpoints=(Touchpoint("1", "сайт"),)))
    >>> new.touchpoints[0].key, [one.kind.value for one in kept]
    (True, ['key-changed'])
    """
    new = settled(new)
    difference = diff(old, new, likeness=likeness)
    lost = tuple(_lost(difference, new))
    if alters_data(difference):  # another edition, which nobody has approved or placed yet
        lost = tuple(one for one in lost if one.facts[0] not in _OF_THE_EDITION)
    if not lost:
        return new, ()
    same = diff(new, new)
    back = tuple(evolve(one.reversed(), now=one.now, was=one.now) for one in lost)
    return replay(new, Difference(back, same.pairs, same.ids)), lost


def _lost(difference: Difference, new: Register) -> Iterator[Alteration]:
    headings = {normalise(one.name) for one in new.directions}
    for one in difference.alterations:
        if one.kind in _PRINTED or one.now is None or not one.facts:
            continue
        fact = one.facts[0]
        # a workbook has no place for a title: the heading of a table was read as one
        untitled = fact == "title" and normalise(new.title) in headings
        unlisted = fact in _LISTS and not one.after
        if one.known is Known.NO_LONGER_STATED or unlisted or untitled:
            yield one
