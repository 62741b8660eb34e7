"""Likeness of a clause to the clauses of known ordinances: what a binding is proposed by.

Ledgers hold gists in our own words, digests and terms, not the acts' texts. The same digest is the
same clause: likeness 1. Otherwise the stems of the clause are compared with those of the gist, the
evidence and the terms that cite it (cosine, rare stems weigh more), and those of what stands
around it, at a smaller weight.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from ..model.legal import ClauseRef, ClauseStatus, parse_clause_id
from ..model.text import digest, stems
from ..rules.binding import Clause
from .agency import Agency

__all__ = ["KnownClauses", "Likeness", "known_clauses", "parent_of"]

_AROUND = 0.4  # weight of the words of the clause that this one hangs on, and of the section
_TERMS = 3  # names of so many concepts that cite a clause tell what it is about
_everywhere_ru = (
    "и в во на по с со к о об от из за для при не что как а или их его то все точка точек "
    "взаимодействие клиент перечень порядок министерство администрация рамках случае настоящий"
)
_Weights = Mapping[str, float]


@frozen
class Likeness:
    """The known clause that a text is most like, and how much, from 0 to 1 (1: the same words)."""

    agency: str
    clause: Clause
    likeness: float


@frozen
class KnownClauses:
    """Clauses of known ordinances, ready to be compared with.

    Attributes:
        clauses: with the code of their agency. weights: of their stems, each of length 1.
        rarity: weight by stem.
    """

    clauses: Sequence[tuple[str, Clause]]
    weights: Sequence[_Weights]
    rarity: Mapping[str, float]

    def nearest(self, text: str, around: str = "", *, listed: bool = True) -> Likeness | None:
        """The clause most like a text; None where they have no stem in common.

        Args:
            text: the printed clause. around: the clause that it hangs on, the section's heading.
            listed: it is a member of a list; what is none is not like members of lists.
        """
        own = _unit(_stems(text, around), self.rarity)
        same = digest(text)
        best: tuple[bool, float, int] | None = None
        for at, ((_, clause), known) in enumerate(zip(self.clauses, self.weights, strict=True)):
            if clause.status is ClauseStatus.ENUMERATED and not listed:
                continue
            score = sum(weight * known[stem] for stem, weight in own.items() if stem in known)
            told = (clause.digest == same, score, -at)
            if (told[0] or score > 0) and (best is None or told > best):
                best = told
        if best is None:
            return None
        agency, clause = self.clauses[-best[2]]
        # other words are never quite the same clause
        return Likeness(agency, clause, 1.0 if best[0] else min(round(best[1], 2), 0.99))


def known_clauses(agencies: Iterable[Agency]) -> KnownClauses:
    """The clauses of agencies, indexed by what they say."""
    told = [one for agency in agencies for one in _clauses(agency)]
    spread = Counter(stem for *_, found in told for stem in found)
    rarity = {stem: math.log(1 + len(told) / (1 + count)) for stem, count in spread.items()}
    return KnownClauses(
        tuple((code, clause) for code, clause, _ in told),
        tuple(_unit(found, rarity) for *_, found in told),
        rarity,
    )


def parent_of(ref: str) -> str:
    """The id of the clause that a clause hangs on; empty for a section.

    >>> [parent_of(one) for one in ("2.6", "2.6(4)", "3.2(2)-1.1", "4.6¶1(1)", "2.9s1", "2")]
    ['2', '2.6', '3.2(2)-1', '4.6¶1', '2.9', '']
    """
    part = parse_clause_id(ref)
    if part["sentence"]:
        return ref.removesuffix(part["sentence"])
    if part["dash"]:
        head = ref.removesuffix(part["dash"])
        outer = part["dash"].rpartition(".")[0]
        return head + outer
    if part["items"]:
        return ref[: ref.rindex("(")]
    return ref.partition("¶")[0] if part["paragraph"] else ref.rpartition(".")[0]


def _clauses(agency: Agency) -> Iterator[tuple[str, Clause, _Weights]]:
    headings = {(one.act, one.ref): one.title.ru for one in agency.sections}
    gists = {(one.ref.act, one.ref.id): one.gist.ru for one in agency.clauses}
    named: dict[ClauseRef, list[str]] = defaultdict(list)
    for concept in agency.vocabulary.concepts:
        for ref in concept.clauses:
            named[ref].append(concept.label.ru)
    for clause in agency.clauses:
        act, parent = clause.ref.act, parent_of(clause.ref.id)
        evidence = clause.evidence.ru if clause.evidence else ""
        own = " ".join([clause.gist.ru, evidence, *named[clause.ref][:_TERMS]])
        top = parse_clause_id(clause.ref.id)["number"].partition(".")[0]
        around = f"{gists.get((act, parent), '')} {headings.get((act, top), '')}"
        yield agency.code, clause, _stems(own, around)


def _stems(own: str, around: str) -> _Weights:
    idle = stems(_everywhere_ru)
    return {
        **{one: _AROUND for one in stems(around) if one not in idle},
        **{one: 1.0 for one in stems(own) if one not in idle},
    }


def _unit(found: _Weights, rarity: Mapping[str, float]) -> _Weights:
    """The weights of stems that known clauses have, as a vector of length 1."""
    unknown = max(rarity.values(), default=1.0)
    weighed = {stem: weight * rarity.get(stem, unknown) for stem, weight in found.items()}
    length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
    return {stem: weight / length for stem, weight in weighed.items()}
