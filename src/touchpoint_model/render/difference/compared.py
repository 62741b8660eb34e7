"""Two editions of a register that were compared, and what the law calls things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from ...lifecycle.amendment import Amendment
from ...model.legal import Act, ClauseRef
from ...model.text import Lang, Text
from ...model.vocabulary import Vocabulary

__all__ = ["Compared", "Edition"]


@frozen
class Edition:
    """A file that an edition was read from. path: as given; sha256: of its bytes."""

    path: str
    sha256: str | None = None


@frozen
class Compared:
    """What a page or a document needs to tell an amendment.

    Attributes:
        amendment: what changed. old, new: the files. title: name of the agency.
        acts: of the agency, by code. vocabulary: its words.
    """

    amendment: Amendment
    old: Edition
    new: Edition
    title: Text
    acts: Mapping[str, Act] = field(factory=dict)
    vocabulary: Vocabulary = field(factory=lambda: Vocabulary("", ()))

    def cite(self, ref: ClauseRef) -> Text:
        """The citation of a clause, in both languages."""
        act = self.acts.get(ref.act)
        return act.cite(ref) if act else Text(ru=ref.say("ru"), en=ref.say("en"))

    def cited(self, refs: Iterable[ClauseRef], lang: Lang) -> str:
        """The citations of some clauses, one after another; an act is named once."""
        told: dict[str, list[ClauseRef]] = {}
        for ref in refs:
            told.setdefault(ref.act, []).append(ref)
        said = []
        for refs_of_act in told.values():
            *others, last = refs_of_act
            said.append(", ".join([*(one.say(lang) for one in others), self.cite(last)[lang]]))
        return "; ".join(said)

    def called(self, scheme: str, code: str, lang: Lang) -> str:
        """What the act calls a concept; its code where the vocabulary has it not."""
        concept = self.vocabulary.get(scheme, code)
        return concept.label[lang] if concept else code
