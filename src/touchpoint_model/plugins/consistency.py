"""Bindings unlike those of like clauses elsewhere: what the reader of an act should look at again.

No suite can prove that a clause is bound to the right rule: both come from one reading of the act. But
ordinances are near clones of one another, so a clause that says what another act's clause says, and
is bound to other rules, was perhaps misread, or two clauses were exchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.text import Text
from ..rules.binding import Clause
from .agency import Agency
from .inspection import Lack
from .likeness import Likeness, known_clauses

__all__ = ["doubtful_bindings"]

_LIKE = 0.6  # under it gists are about different things


def doubtful_bindings(agency: Agency, others: Iterable[Agency]) -> Iterator[Lack]:
    """The clauses whose rules are none of those of the clause most like them in other ordinances.

    Most like is a clause of the same words, by digest; else the one whose gist is nearest, at a likeness
    of 0.6 and more. What is found is never serious: an act may ask other things in like words.
    """
    told = [one for one in others if one.code != agency.code]
    same = {
        clause.digest: Likeness(one.code, clause, 1.0)
        for one in told
        for clause in one.clauses
        if clause.uses
    }
    known = known_clauses(told)
    for clause in agency.clauses:
        if clause.uses:
            like = same.get(clause.digest) or known.nearest(clause.gist.ru)
            if like is not None and like.likeness >= _LIKE and like.clause.uses:
                own, theirs = _rules(clause), _rules(like.clause)
                if not own & theirs:
                    yield _doubt(clause, like, sorted(own), sorted(theirs))


def _rules(clause: Clause) -> frozenset[str]:
    return frozenset(use.rule.name for use in clause.uses)


def _doubt(clause: Clause, like: Likeness, own: list[str], theirs: list[str]) -> Lack:
    other, alike = f"{like.agency} {like.clause.ref}", f"{like.likeness:.2f}"
    return Lack(
        f"{clause.file}:{clause.line}",
        Text(
            ru=f"пункт «{clause.ref}» связан с {', '.join(own)}, а похожий на него «{other}» "
            f"(сходство {alike}) с {', '.join(theirs)}: перечитайте пункт",
            en=f"clause “{clause.ref}” binds {', '.join(own)}, and “{other}”, which is like it "
            f"({alike}), binds {', '.join(theirs)}: read the clause again",
        ),
        serious=False,
    )
