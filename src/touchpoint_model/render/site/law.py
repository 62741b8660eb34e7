"""The ordinance behind a register, as a site tells it: clauses, and which a part rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from attrs import frozen

from ...model.legal import Act, ClauseRef, Modality
from ...model.text import Text
from ...model.view import Point
from ...model.vocabulary import Concept, Vocabulary

__all__ = ["Law", "LawClause"]

_letters_ru = dict(
    zip("абвгдеёжзийклмнопрстуфхцчшщэюя", "abvgdeezzijklmnoprstufhccssejq", strict=True)
)


@frozen
class LawClause:
    """A clause of an ordinance.

    Attributes:
        citation: in full, with its act. gist: what it says, in our own words.
        kinds: codes of the touchpoints that it speaks of, if it is limited to some.
    """

    ref: ClauseRef
    citation: Text
    gist: Text
    force: Modality
    kinds: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """Its id on the page of clauses.

        >>> from touchpoint_model.model.legal import ClauseRef
        >>> LawClause(ClauseRef("model", "3.4(а)-2"), Text("", ""), Text("", ""), Modality.NONE).anchor
        'model-3.4_a-2'
        """
        plain = self.ref.id.replace("(", "_").replace(")", "").replace("¶", "p")
        return f"{self.ref.act}-{''.join(_letters_ru.get(one, one) for one in plain)}"


@frozen(slots=False)
class Law:
    """The ordinance of an agency.

    Attributes:
        agency, region: their names. acts: in the order of the plug-in.
        clauses: each address once, in printed order.
    """

    agency: Text
    region: Text
    acts: tuple[Act, ...]
    clauses: tuple[LawClause, ...]

    @cached_property
    def by_ref(self) -> Mapping[ClauseRef, LawClause]:
        """Every clause by its address."""
        return {one.ref: one for one in self.clauses}

    def naming(self, *concepts: Concept | None) -> tuple[LawClause, ...]:
        """The clauses that print some concepts, in printed order."""
        refs = {ref for one in concepts if one is not None for ref in one.clauses}
        return tuple(one for one in self.clauses if one.ref in refs)

    def required_of(self, *kinds: str | None) -> tuple[LawClause, ...]:
        """The clauses that ask or allow something of touchpoints of some kinds."""
        asked = {one for one in kinds if one is not None}
        return tuple(one for one in self.clauses if asked.intersection(one.kinds))

    def behind_point(self, point: Point, vocabulary: Vocabulary) -> tuple[LawClause, ...]:
        """The clauses that name a touchpoint's kind, the generic that covers it, and its type."""
        kinds = [vocabulary.get("touchpoint", code) for code in _kinds(point)]
        umbrella = point.umbrella if not any(kinds) or not point.by_list else None
        types = [vocabulary.get("channel", code) for code in _types(point)]
        return self.naming(*kinds, umbrella, *types)

    def asked_of_point(self, point: Point) -> tuple[LawClause, ...]:
        """The requirements to touchpoints of that kind."""
        return self.required_of(*_kinds(point))


def _kinds(point: Point) -> Iterator[str]:
    if point.concept is not None:
        yield point.concept.code
    yield from point.touchpoint.also


def _types(point: Point) -> Iterable[str]:
    return (point.channel,) if point.channel is not None else point.touchpoint.types
