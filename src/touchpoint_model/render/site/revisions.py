"""A history as a table of revisions, in words."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ...model.history import History
from ...model.revisions import Approval, Publication
from ...model.text import Lang
from ...model.vocabulary import Vocabulary
from .words import day, say

__all__ = ["ShownRevision", "approval_words", "place_word", "revisions_of"]


@frozen
class ShownRevision:
    """A revision with its day, approvals, publications, basis and author, in words."""

    number: int
    day: str
    approved: str
    published: str
    basis: str
    author: str


def revisions_of(history: History, vocabulary: Vocabulary, lang: Lang) -> tuple[ShownRevision, ...]:
    """The revisions of a history, the last one first."""
    return tuple(_revisions(history, vocabulary, lang))


def _revisions(history: History, vocabulary: Vocabulary, lang: Lang) -> Iterator[ShownRevision]:
    for one in reversed(history.revisions):
        yield ShownRevision(
            number=one.number,
            day=day(lang, one.day),
            approved="; ".join(
                approval_words(it.approval, lang)
                for it in history.approvals
                if it.revision == one.number
            ),
            published="; ".join(
                place_word(it.publication, vocabulary, lang)
                for it in history.publications
                if it.revision == one.number
            ),
            basis=one.basis,
            author=one.author.name,
        )


def approval_words(approval: Approval, lang: Lang) -> str:
    """An approval in one line: the act, its date and number."""
    said = [approval.act]
    if approval.date is not None:
        said.append(f"{say(lang, 'from')} {day(lang, approval.date)}")
    if approval.number:
        said.append(f"№\u00a0{approval.number}")
    return " ".join(said)


def place_word(publication: Publication, vocabulary: Vocabulary, lang: Lang) -> str:
    """A publication in one line: where, and when."""
    place = vocabulary.get("place", publication.place)
    said = place.label[lang] if place is not None else publication.place
    return said if publication.date is None else f"{said}, {day(lang, publication.date)}"
