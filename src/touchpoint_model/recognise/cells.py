"""The cell of several touchpoints, taken apart where every part is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..model.text import normalise, stem
from ..model.vocabulary import Vocabulary
from .contacts import contact_spans, split_contacts
from .letters import seen
from .points import point_of
from .reader import Reader, reader_of

__all__ = ["split_cell"]

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_and_or_ru = r"\bи\s*/\s*или\b"
_AND_OR = re.compile(_and_or_ru, re.IGNORECASE)
_SEPARATOR = re.compile(r"[;\n\r]|(?<![:/\d])/(?!/)|(?<=\d)/(?![/\d])")
_STRIPPED = " \t\u00a0/;"


def split_cell(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The points that a printed cell names, if every part of it is recognised as one.

    Parts are separated by `;`, `/` or a line break outside parentheses and contacts, or stand side
    by side. A comma never splits, nor does «и/или». A cell that is not made of points alone is one
    part; so is one of which every part is recognised only by likeness: that would be a guess upon
    a guess.

    Returns:
        The parts as printed, in order; the whole text if it is not split.
    """
    reader = reader_of(vocabulary)
    parts = [part.strip() for part in _parts(text) if part.strip()]
    if len(parts) > 1:
        known = [point_of(reader, part) for part in parts]
        told = {one.kind for one in known}
        sure = any(one.how != "fuzzy" for one in known)
        if None not in told and len(told) > 1 and sure:
            return tuple(parts)
    return _neighbours(reader, text) or (text,)


def _parts(text: str) -> Iterator[str]:
    """The parts between separators that stand outside parentheses, contacts and «и/или»."""
    closed = [*contact_spans(text), *(one.span() for one in _AND_OR.finditer(text))]
    inside = {at for start, end in closed for at in range(start, end)}
    depth, last, at = 0, 0, 0
    for mark in _SEPARATOR.finditer(text):
        depth = max(
            0, depth + text.count("(", at, mark.start()) - text.count(")", at, mark.start())
        )
        at = mark.end()
        if depth == 0 and mark.start() not in inside:
            yield text[last : mark.start()]
            last = at
    yield text[last:]


def _neighbours(reader: Reader, text: str) -> tuple[str, ...]:
    bare, contacts = split_contacts(text)
    if contacts or "," in text or reader.touchpoints.whole(bare) is not None:
        return ()
    tokens = list(_WORD.finditer(bare))
    row = [stem(normalise(seen(token[0]))) for token in tokens]
    runs = reader.touchpoints.runs(row)
    covered = sum(run.end - run.start for run in runs)
    if len({run.concept.code for run in runs}) < 2 or covered != len(row):
        return ()
    starts = [tokens[run.start].start() for run in runs] + [len(bare)]
    parts = tuple(bare[begin:end].strip(_STRIPPED) for begin, end in pairwise(starts))
    whole = all(part.count("(") == part.count(")") for part in parts)
    return parts if whole else ()
