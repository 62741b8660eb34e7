"""The terms of a new ordinance, drawn from its lists by what known vocabularies call them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from ..formats.act import Piece
from ..model.legal import ClauseRef
from ..model.text import Text, normalise, stems
from ..model.vocabulary import Concept
from .agency import Agency
from .likeness import parent_of

__all__ = ["UNWRITTEN", "KnownTerms", "Listing", "known_terms", "listings", "named", "terms_of"]

UNWRITTEN = "…"
"""Stands where a person still has to write."""

_hosts_ru = {
    "need": re.compile("потребност", re.IGNORECASE),
    "direction": re.compile("направлени", re.IGNORECASE),
    "channel": re.compile("подраздел|делятся|типы точек|виды точек", re.IGNORECASE),
    "touchpoint": re.compile("точк|каналы", re.IGNORECASE),
}
_digital_ru = re.compile("цифров|онлайн", re.IGNORECASE)
_offline_ru = re.compile("офф?лайн|очны", re.IGNORECASE)
_key_ru = re.compile("ключев", re.IGNORECASE)
_tail_ru = re.compile(r",\s+котор\w+.*$|\s*\(\s*далее[^()]*\)|[\s;:,.]+$")
_letters_ru = dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziiklmnoprstufye", strict=True))
_digraphs_ru = {
    **dict.fromkeys("ъь", ""),
    **dict(zip("жхцчшюя", ("zh", "kh", "ts", "ch", "sh", "iu", "ia"), strict=True)),
    "щ": "shch",
}
_PARAGRAPH = re.compile(r"¶\d+$")
_LIKE = 0.6  # share of stems in common from which a member is taken for a known concept
_SPOKEN_FOR = 0.5  # from this on a list is one of terms
_SHARED = 2  # vocabularies that have a name before a new one is given it
_LONGEST = 40  # letters of a code


@frozen
class KnownTerms:
    """What known vocabularies call things.

    Attributes:
        concepts: by scheme and code, one for each vocabulary that has it. names: scheme and code
            of each name, normalised. stems: the stems of each name, with its scheme and code.
    """

    concepts: Mapping[tuple[str, str], Sequence[Concept]]
    names: Mapping[str, frozenset[tuple[str, str]]]
    stems: Sequence[tuple[frozenset[str], tuple[str, str]]]

    def find(self, name: str) -> Mapping[str, tuple[float, str]]:
        """For each scheme that knows a name: how surely, from 0 to 1, and under what code."""
        found: dict[str, tuple[float, str]] = {}
        own = frozenset(stems(name))
        for stemmed, (scheme, code) in self.stems:
            shared = 2 * len(own & stemmed) / (len(own) + len(stemmed) or 1)
            if shared >= _LIKE and shared > found.get(scheme, (0.0, ""))[0]:
                found[scheme] = (shared, code)
        for scheme, code in sorted(self.names.get(normalise(name), ())):
            found[scheme] = (1.0, code)
        return found


def known_terms(agencies: Iterable[Agency]) -> KnownTerms:
    """The names of the vocabularies of agencies, indexed."""
    concepts: dict[tuple[str, str], list[Concept]] = defaultdict(list)
    names: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for agency in agencies:
        for concept in agency.vocabulary.concepts:
            concepts[concept.scheme, concept.code].append(concept)
            for name in concept.names:
                names[normalise(name)].add((concept.scheme, concept.code))
    return KnownTerms(
        concepts,
        {name: frozenset(meant) for name, meant in names.items()},
        tuple(
            (frozenset(stems(name)), one) for name, meant in names.items() for one in sorted(meant)
        ),
    )


@frozen
class Listing:
    """A list of an act.

    Attributes:
        opening: the words that open it. members: its clauses. scheme: of the vocabulary; None
            where the members are no terms.
    """

    act: str
    opening: str
    members: tuple[Piece, ...]
    scheme: str | None


def listings(act: str, part: Sequence[Piece], known: KnownTerms) -> Iterator[Listing]:
    """The lists of an act, each with the scheme that its words and its members speak for."""
    hung: dict[str, list[Piece]] = defaultdict(list)
    for piece in part:
        if not piece.heading and not _PARAGRAPH.search(piece.ref):
            hung[parent_of(piece.ref)].append(piece)
    for host in part:
        members = tuple(hung.get(host.ref, ()))
        if len(members) > 1 and not host.heading and host.text.rstrip().endswith(":"):
            yield Listing(act, host.text, members, _scheme(host.text, members, known))


def _scheme(opening: str, members: Sequence[Piece], known: KnownTerms) -> str | None:
    votes: dict[str, float] = defaultdict(float)
    for member in members:
        for scheme, (score, _) in known.find(named(member.text)).items():
            votes[scheme] += score / len(members)
    spoken = next((one for one, words in _hosts_ru.items() if words.search(opening)), None)
    if spoken is not None and (spoken in votes or spoken == "direction"):
        votes[spoken] += _SPOKEN_FOR
    best = max(votes, key=lambda one: votes[one], default=None)
    return best if best is not None and votes[best] >= _SPOKEN_FOR else None


def named(text: str) -> str:
    """The name of a member of a list, without what the list adds to it.

    >>> named("официальный сайт (далее – сайт), который обновляется;")
    'официальный сайт'
    """
    plain = text.replace("*", "").strip()
    while (shorter := _tail_ru.sub("", plain)) != plain:
        plain = shorter
    return plain


def terms_of(
    found: Iterable[Listing], known: KnownTerms, usual: Sequence[Concept]
) -> tuple[Concept, ...]:
    """The concepts of a vocabulary: members of the act's lists, and the usual ones beside them.

    A member that a known vocabulary names gets its code and the names that several of them have.

    Args:
        usual: what every vocabulary needs and an act seldom lists; one whose code the act's lists
            give too is passed over, columns where the act prints a form.
    """
    made: dict[tuple[str, str], Concept] = {}
    for listing in found:
        taken: set[str] = set()
        for member in listing.members if listing.scheme else ():
            if not named(member.text):
                continue
            concept = _concept(listing, member, known, taken)
            taken.add(concept.code)
            key = (concept.scheme, concept.code)
            made[key] = _joined(made[key], concept) if key in made else concept
    form = any(scheme == "column" for scheme, _ in made)
    for concept in usual:
        if not (form and concept.scheme == "column"):
            made.setdefault((concept.scheme, concept.code), concept)
    return _unambiguous(made.values())


def _concept(listing: Listing, member: Piece, known: KnownTerms, taken: set[str]) -> Concept:
    scheme, label = listing.scheme or "", named(member.text)
    _, code = known.find(label).get(scheme, (0.0, ""))
    alike: Sequence[Concept] = ()
    if code and code not in taken:
        alike = known.concepts[scheme, code]
    else:
        code = _code(label, taken)
    told = Counter(one.label.en for one in alike).most_common(1)
    concept = Concept(
        scheme=scheme,
        code=code,
        label=Text(ru=label, en=told[0][0] if told else UNWRITTEN),
        alt=_shared(name for one in alike for name in dict.fromkeys(one.names)),
        clauses=(ClauseRef(listing.act, member.ref),),
        other=any(one.other for one in alike),
    )
    return _point(listing, concept, alike) if scheme == "touchpoint" else concept


def _point(listing: Listing, concept: Concept, alike: Sequence[Concept]) -> Concept:
    """A touchpoint with what its list says of it, and what known vocabularies agree on."""
    digital, offline = _digital_ru.search(listing.opening), _offline_ru.search(listing.opening)
    channel = None if bool(digital) == bool(offline) else "digital" if digital else "offline"
    ways = Counter(one.way for one in alike if one.way).most_common(1)
    audience = [one.audience for one in alike]
    key = bool(_key_ru.search(listing.opening))
    return evolve(
        concept,
        channel=channel,
        way=ways[0][0] if ways and channel != "offline" else None,
        audience="internal" if audience and all(audience) else None,
        listed=not key,
        key=key,
        generic=sum(one.generic for one in alike) >= _SHARED,
        serves=tuple(
            sorted({one for it in alike for one in it.serves if _agreed(one, alike)} & _LIMITS)
        ),
    )


_LIMITS = frozenset({"digital-skills", "health", "incapacity"})


def _agreed(limit: str, alike: Sequence[Concept]) -> bool:
    return 2 * sum(limit in one.serves for one in alike) > len(alike)


def _shared(names: Iterable[str]) -> tuple[str, ...]:
    """The names that several vocabularies have, as the first of them writes each."""
    seen: dict[str, list[str]] = defaultdict(list)
    for name in names:
        seen[normalise(name)].append(name)
    return tuple(written[0] for written in seen.values() if len(written) >= _SHARED)


def _joined(one: Concept, other: Concept) -> Concept:
    """A concept that two lists have."""
    return evolve(
        one,
        alt=tuple(dict.fromkeys((*one.alt, other.label.ru, *other.alt))),
        clauses=tuple(dict.fromkeys((*one.clauses, *other.clauses))),
        channel=one.channel or other.channel,
        way=one.way or other.way,
        listed=one.listed or other.listed,
        key=one.key or other.key,
    )


def _unambiguous(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
    """No alternative name is said twice; labels stay as the act prints them."""
    kept = list(concepts)
    order = list(dict.fromkeys(one.scheme for one in kept))
    kept.sort(key=lambda one: order.index(one.scheme))
    said = {(one.scheme, normalise(one.label.ru)) for one in kept}
    told = []
    for concept in kept:
        alt = []
        for name in concept.alt:
            key = (concept.scheme, normalise(name))
            if key not in said:
                said.add(key)
                alt.append(name)
        told.append(evolve(concept, alt=tuple(alt)))
    return tuple(told)


def _code(label: str, taken: set[str]) -> str:
    """A code from a name, transliterated: whole words, as many as fit."""
    latin = (_letters_ru.get(one, _digraphs_ru.get(one, one)) for one in label.lower())
    code = ""
    for word in re.findall(r"[a-z0-9]+", "".join(latin)):
        if code and len(code) + len(word) >= _LONGEST:
            break
        code = f"{code}-{word}".strip("-")
    code = code[:_LONGEST] or "term"
    number, told = 1, code
    while told in taken:
        number += 1
        told = f"{code}-{number}"
    return told
