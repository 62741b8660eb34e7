"""Drafts of TOML: clauses that wait for a person, with what is proposed as comments; concepts."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from ..formats.act import Piece
from ..model.legal import ClauseStatus, Modality
from ..model.text import Text, digest
from ..model.vocabulary import Concept, Vocabulary
from ..norms import RULES
from ..rules.binding import Clause, RuleUse, misfits
from .likeness import Likeness
from .terms import UNWRITTEN

__all__ = ["Draft", "clause_lines", "concept_lines", "inline", "section_lines"]

_WIDTH = 96
_LEAST = 0.2  # below this likeness a proposal is wrong more often than right
_SURE = 0.5  # from here on the known clause tells more than the kind of list that it stands in
_MEMBER_OF_A_LIST = re.compile(r"\)|-|\d\.\d+\.")
_BLANK = Text(ru=UNWRITTEN, en=UNWRITTEN)
_MEMBER = Text(ru="В списке: {name}", en="Listed: {name}")
_forces_ru = (
    (Modality.RECOMMENDATION, re.compile(r"рекоменд|целесообразно|желательно", re.IGNORECASE)),
    (
        Modality.PROHIBITION,
        re.compile(r"запрещ|не допуска|не вправе|не долж|не мо[жг]|нельзя", re.IGNORECASE),
    ),
    (Modality.PERMISSION, re.compile(r"\b(вправе|может|могут|допускается)\b", re.IGNORECASE)),
    (Modality.DEFINITION, re.compile(r"\bпонима[ею]тся\b", re.IGNORECASE)),
    (Modality.PRINCIPLE, re.compile(r"\bпринцип", re.IGNORECASE)),
)
_terms_ru = re.compile(r"\b(поняти|термин)\w*", re.IGNORECASE)


@frozen
class Draft:
    """A printed clause, and what is known of it.

    Attributes:
        like: the known clause that it is most like. concept: the term that it lists, if any.
        opening: the clause that it hangs on.
    """

    piece: Piece
    like: Likeness | None = None
    concept: Concept | None = None
    opening: str = ""

    @property
    def told(self) -> Likeness | None:
        """The known clause, if it is alike enough to speak for this one."""
        return self.like if self.like and self.like.likeness >= _LEAST else None

    @property
    def gist(self) -> Text:
        """What the clause says, where that is known without a person."""
        if self.like and self.like.likeness == 1:
            return self.like.clause.gist
        if self.concept:
            label = self.concept.label
            known = label.en != UNWRITTEN
            return Text(
                ru=_MEMBER.ru.format(name=label.ru),
                en=_MEMBER.en.format(name=label.en) if known else UNWRITTEN,
            )
        return _BLANK

    @property
    def modality(self) -> Modality:
        """The force, by the words, else by the known clause; a duty where neither tells."""
        if self.like and self.like.likeness == 1:
            return self.like.clause.modality
        for modality, words in _forces_ru:
            if words.search(self.piece.text):
                return modality
        if _terms_ru.search(self.opening):
            return Modality.DEFINITION
        if self.like and self.like.likeness >= _SURE:
            return self.like.clause.modality
        return Modality.OBLIGATION


def section_lines(piece: Piece, title_en: str) -> Iterator[str]:
    """A heading of a ledger."""
    yield "[[section]]"
    yield f"ref    = {inline(piece.ref)}"
    yield f"title  = {inline(Text(ru=piece.text.strip(), en=title_en))}"
    yield f"digest = {inline(digest(piece.text))}"
    yield ""


def clause_lines(draft: Draft, vocabulary: Vocabulary) -> Iterator[str]:
    """A clause of a ledger: pending, and what is proposed for it behind `#?`."""
    yield from _comment(f"{draft.piece.ref}  {draft.piece.text}")
    yield "[[clause]]"
    yield f"ref      = {inline(draft.piece.ref)}"
    yield f"gist     = {inline(draft.gist)}"
    yield f"digest   = {inline(digest(draft.piece.text))}"
    yield f"modality = {inline(draft.modality.value)}"
    like, told = draft.like, draft.told
    proposed = dict[str, str]()
    if draft.concept is not None and (told is None or not _speaks_of_members(told)):
        proposed = {"status": inline(ClauseStatus.ENUMERATED.value)}
    elif told is not None:
        proposed = dict(_binding(told.clause))
    status = proposed.pop("status", None)
    pending = f"status   = {inline(ClauseStatus.PENDING.value)}"
    yield f"{pending} #? {status}" if status else pending
    if draft.concept is not None:
        yield f"# a {draft.concept.scheme} of the vocabulary: {draft.concept.code}"
    if like is None or told is None:
        yield "# likeness: no known clause is like it"
    else:
        where = f"likeness {told.likeness:.2f} to {told.agency} {told.clause.ref}"
        yield from _comment(f"{where}: {told.clause.gist.ru}")
    for use in told.clause.uses if told and proposed else ():
        for _, message in misfits(use.rule, use.arguments, vocabulary):
            yield from _comment(message.en)
    yield from (f"#? {key:<8} = {value}" for key, value in proposed.items())
    yield ""


def _speaks_of_members(told: Likeness) -> bool:
    """Whether the known clause stands in a list too, and surely in the same one."""
    return told.likeness >= _SURE and bool(_MEMBER_OF_A_LIST.search(told.clause.ref.id))


def _binding(clause: Clause) -> Iterator[tuple[str, str]]:
    """The keys by which a known clause is accounted for, each with its value."""
    shared = [use for use in clause.uses if use.rule in RULES]
    yield "status", inline(clause.status.value)
    if shared:
        yield "rules", inline([_use(use) for use in shared])
    for key, text in (("evidence", clause.evidence), ("why", clause.why)):
        if text is not None:
            yield key, inline(text)
    if clause.defines:
        yield "defines", inline(clause.defines)
    if clause.indicator:
        weights = {"weights": dict(clause.weights)} if clause.weights else {}
        yield "indicator", inline({"name": clause.indicator, **weights})


def _use(use: RuleUse) -> Mapping[str, Any]:
    told: dict[str, Any] = {"name": use.rule.name, **use.arguments}
    if use.fits:
        told["fits"] = use.fits
    if use.rank:
        told["rank"] = use.rank
    return told


def concept_lines(concepts: Iterable[Concept]) -> Iterator[str]:
    """The concepts of a vocabulary, one array of tables for each scheme."""
    scheme = None
    for concept in concepts:
        if concept.scheme != scheme:
            scheme = concept.scheme
            yield f"# --- {scheme} ---"
            yield ""
        yield f"[[{concept.scheme}]]"
        for key, value in _told(concept):
            yield f"{key:<8} = {inline(value)}"
        yield ""


def _told(concept: Concept) -> Iterator[tuple[str, Any]]:
    yield "code", concept.code
    yield "label", concept.label
    if concept.alt:
        yield "alt", list(concept.alt)
    if concept.clauses:
        yield (
            "clauses",
            [one.id if one.act == "procedure" else str(one) for one in concept.clauses],
        )
    for key in ("channel", "way", "audience", "client"):
        if getattr(concept, key) is not None:
            yield key, getattr(concept, key)
    for key in ("listed", "generic", "key", "other"):
        if getattr(concept, key):
            yield key, True
    if concept.serves:
        yield "serves", list(concept.serves)


def inline(value: Any) -> str:
    """A value as TOML writes it on one line.

    >>> inline({"name": "missing-need", "most": 3})
    '{ name = "missing-need", most = 3 }'
    """
    if isinstance(value, Text):
        return inline({"ru": value.ru, "en": value.en})
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {inline(one)}" for key, one in value.items()) + " }"
    if isinstance(value, str):
        return json.dumps(_clean(value), ensure_ascii=False)
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(inline, value)) + "]"
    return json.dumps(value)


def _clean(text: str) -> str:
    """Text without the control characters that TOML refuses."""
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text)


def _comment(text: str) -> list[str]:
    flat = " ".join(_clean(text).split())
    return textwrap.wrap(
        flat, _WIDTH, initial_indent="# ", subsequent_indent="#   ", break_long_words=False
    )
