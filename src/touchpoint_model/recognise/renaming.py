"""Whether two names are one name, told anew: a slip mended, an ending changed, a word put in.

Letters alone would take «приём юридических лиц» for «приём физических лиц» in a long name. So each
word of the one must be a word of the other, or its form, or a slip away; a word may be put in or
left out unless it denies or counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model.text import stem, words

__all__ = ["renaming"]

_LEAST = 0.8  # what is less alike is nobody's renaming
_LONG = 6  # a word of so many letters may have two slips
_denying_ru = frozenset({"без", "за", "исключением", "кроме", "не", "нет", "ни"})


def renaming(first: str, second: str) -> float:
    """How alike two names are, from 0 to 1, the same both ways round; 0 if a word is another one.

    >>> round(renaming("прием заявок на субсидии", "прием заявки на субсидию"), 2)
    0.88
    >>> renaming("прием обращений юридических лиц", "прием обращений физических лиц")
    0.0
    """
    from rapidfuzz.distance import OSA  # loaded only when names are compared

    alike: float = OSA.normalized_similarity(first, second, score_cutoff=_LEAST)
    if not alike or alike == 1:
        return alike
    return alike if _of_the_same_words(words(first), words(second)) else 0.0


def _of_the_same_words(first: Sequence[str], second: Sequence[str]) -> bool:
    from rapidfuzz.distance import Levenshtein

    for op in Levenshtein.editops(first, second):
        if op.tag == "replace":
            if not _one_word(first[op.src_pos], second[op.dest_pos]):
                return False
        else:
            word = first[op.src_pos] if op.tag == "delete" else second[op.dest_pos]
            if word in _denying_ru or any(letter.isdigit() for letter in word):
                return False
    return True


def _one_word(first: str, second: str) -> bool:
    from rapidfuzz.distance import OSA

    if any(letter.isdigit() for letter in first + second) or first[0] != second[0]:
        return False
    if stem(first) == stem(second):
        return True
    slips = 2 if min(len(first), len(second)) >= _LONG else 1
    return bool(OSA.distance(first, second) <= slips)
