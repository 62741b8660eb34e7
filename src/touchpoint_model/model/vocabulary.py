"""An ordinance's own words: concepts (SKOS: label, alternative labels, broader) in schemes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

from attrs import field, frozen

from .errors import UsageError
from .legal import ClauseRef
from .text import Text

__all__ = ["Concept", "Vocabulary"]


@frozen
class Concept:
    """One term of an ordinance.

    Attributes:
        scheme: the list it belongs to: `touchpoint`, `channel`, `need`, `direction`, `role` …
        code: its name in data, the same in all ordinances that mean the same thing.
        label: as the act prints it. alt: other spellings, abbreviations, words for it.
        clauses: where the act prints it; empty for a point that is known but not in the act.
        broader: code of the listed generic that would cover it in an umbrella reading.
        listed: it is a member of the act's own closed list of touchpoints.
        generic: a listed member so wide that narrower points could be read into it.
        channel: its type by the ordinance (`digital`, `offline`), if the ordinance gives one.
        way: `information-system` or `online-channel`, for digital points.
        audience: `internal` if only the agency's own people can use it.
        client: for a direction, the client it is for, if the act says so.
        key: the act's list of key touchpoints names it.
        other: the catch-all category of needs.
        serves: limits of clients (`health`, `language` …) that do not keep them from using it.
        covers: kinds of contact (`url`) that an umbrella reading of it would cover.
        urls: hosts that the act prints as this very point.
        ambiguous: abbreviations that the act prints for this and for another concept.
    """

    scheme: str
    code: str
    label: Text
    alt: tuple[str, ...] = ()
    clauses: tuple[ClauseRef, ...] = ()
    broader: str | None = None
    listed: bool = False
    generic: bool = False
    channel: str | None = None
    way: str | None = None
    audience: str | None = None
    client: str | None = None
    key: bool = False
    other: bool = False
    serves: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The label and all alternative labels, in Russian."""
        return (self.label.ru, *self.alt)


def _index(concepts: tuple[Concept, ...]) -> Mapping[tuple[str, str], Concept]:
    return MappingProxyType({(one.scheme, one.code): one for one in concepts})


@frozen(slots=False, eq=False, repr=False)
class Vocabulary:
    """All concepts of one agency's acts.

    Attributes:
        agency: its code. concepts: in the order of the file.
        plain_client: how the ordinance reads the bare word «клиент»: `external` or `any`.
    """

    agency: str
    concepts: tuple[Concept, ...]
    plain_client: str = "any"
    _by_code: Mapping[tuple[str, str], Concept] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_by_code", _index(self.concepts))

    def __repr__(self) -> str:
        return f"<Vocabulary {self.agency}: {len(self.concepts)} concepts>"

    def get(self, scheme: str, code: str | None) -> Concept | None:
        """The concept, or None where the vocabulary has no such code."""
        return self._by_code.get((scheme, code)) if code else None

    def __call__(self, scheme: str, code: str) -> Concept:
        """The concept.

        Raises:
            UsageError: the vocabulary has no such code.
        """
        found = self.get(scheme, code)
        if found is None:
            raise UsageError(
                Text(
                    ru=f"В словаре «{self.agency}» нет понятия «{code}» ({scheme})",
                    en=f"The vocabulary of “{self.agency}” has no concept “{code}” ({scheme})",
                )
            )
        return found

    def scheme(self, name: str) -> Iterator[Concept]:
        """The concepts of one scheme, in the order of the act."""
        return (one for one in self.concepts if one.scheme == name)

    @cached_property
    def schemes(self) -> tuple[str, ...]:
        """The names of all schemes."""
        return tuple(dict.fromkeys(one.scheme for one in self.concepts))

    @cached_property
    def listed(self) -> tuple[Concept, ...]:
        """The members of the act's closed list of touchpoints."""
        return tuple(one for one in self.scheme("touchpoint") if one.listed)

    @cached_property
    def other_need(self) -> str | None:
        """The code of the catch-all category of needs."""
        return next((one.code for one in self.scheme("need") if one.other), None)
