"""A printed touchpoint → its concept, or the channel types that it merely names."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from ..model.touchpoints import Touchpoint
from .contacts import split_contacts
from .letters import row_of
from .matching import Run
from .reader import Reader
from .spelling import alikeness, telling

__all__ = ["FUZZY", "STEMMED", "kind_of", "point_of", "read_point"]

STEMMED = 0.9
"""The score of a name recognised by stems that are all of the text."""

_SHORT = 3  # letters of a preposition

FUZZY = 0.85
"""The score of a name recognised by likeness, were the text all alike."""


def point_of(reader: Reader, name: str) -> Touchpoint:
    """The touchpoint that a text names, without an id."""
    return read_point(reader, Touchpoint("", name), anew=True)


def kind_of(reader: Reader, name: str) -> str | None:
    """The code of the concept that a text names."""
    return point_of(reader, name).kind


def read_point(reader: Reader, point: Touchpoint, anew: bool) -> Touchpoint:
    """The touchpoint, recognised by its name; if not anew, only if it states nothing itself."""
    if not anew and (point.kind is not None or point.types):
        return point
    bare, contacts = split_contacts(point.name)
    blank = evolve(
        point,
        kind=None,
        how=None,
        score=None,
        alternatives=(),
        also=(),
        types=(),
        contacts=point.contacts or contacts,
    )
    for contact in blank.contacts:
        code = reader.hosts.get(contact.value.partition("/")[0])
        if contact.type == "url" and code is not None:
            return evolve(blank, kind=code, how="url", score=1.0)
    whole = reader.touchpoints.whole(bare)
    if whole is not None:
        return evolve(
            blank,
            kind=whole.concept.code,
            how=whole.how,
            score=whole.score,
            alternatives=whole.alternatives,
        )
    row = row_of(bare)
    if not row:
        return blank
    types = reader.channels.runs(row)
    if sum(run.end - run.start for run in types) == len(row):
        return evolve(blank, types=tuple(dict.fromkeys(run.concept.code for run in types)))
    runs = reader.touchpoints.runs(row)
    if runs:
        best, also = _told(runs)
        score = STEMMED * (best.end - best.start) / len(row)
        return _told_by(blank, best, also, "stemmed", score)
    return _alike(reader, blank, bare, row)


def _told(runs: Sequence[Run]) -> tuple[Run, tuple[str, ...]]:
    """The longest run of a narrower concept, and the other concepts named beside it."""
    specific = [run for run in runs if not run.concept.generic] or list(runs)
    best = max(specific, key=lambda run: run.end - run.start)
    also = dict.fromkeys(
        run.concept.code
        for run in specific
        if run.concept.code not in (best.concept.code, best.concept.broader)
    )
    return best, tuple(also)


def _told_by(
    blank: Touchpoint, best: Run, also: tuple[str, ...], how: str, score: float
) -> Touchpoint:
    return evolve(
        blank,
        kind=best.concept.code,
        how=how,
        score=round(score, 2),
        alternatives=best.alternatives,
        also=also,
    )


def _alike(reader: Reader, blank: Touchpoint, bare: str, row: Sequence[str]) -> Touchpoint:
    """By likeness: of the whole text, else of its long words."""
    found = reader.like_points.find(bare)
    if found is not None:
        concept, alike = found
        score = round(FUZZY * alike, 2)
        if concept.scheme == "channel":
            return evolve(blank, types=(concept.code,), how="fuzzy", score=score)
        return evolve(blank, kind=concept.code, how="fuzzy", score=score)
    mended, at = reader.point_spelling.mend(row)
    if not at:
        return blank
    runs = telling(reader.touchpoints.runs(mended), mended, at)
    # a word before the name may turn it into another
    if not runs or max(map(len, mended[: runs[0].start]), default=0) > _SHORT:
        return blank
    best, also = _told(runs)
    score = FUZZY * alikeness(best, at) * (best.end - best.start) / len(row)
    return _told_by(blank, best, also, "fuzzy", score)
