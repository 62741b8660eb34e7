"""Letters that look alike: a word that mixes alphabets is read as the eye reads it."""

from __future__ import annotations

import re

from ..model.text import stems

__all__ = ["row_of", "seen"]

_latin = "ABCEHKMOPTXYabcehkmoptxy"
_cyrillic_ru = "АВСЕНКМОРТХУавсенкмортху"
_TO_CYRILLIC = str.maketrans(_latin, _cyrillic_ru)
_round_ru, _round = "АСЕОРХУасеорху", "ACEOPXYaceopxy"  # alike in either case
_TO_LATIN = str.maketrans(_round_ru, _round)
_LIKE_CYRILLIC = frozenset(_latin)
_LIKE_LATIN = frozenset(_round_ru)
_LATIN = re.compile("[A-Za-z]")
_WORD = re.compile(r"[^\W_]*[A-Za-z][^\W_]*")


def seen(text: str) -> str:
    """Text as the eye sees it: a word that mixes Latin and Cyrillic letters is of one alphabet.

    A Latin word of nothing but letters that look Cyrillic is taken for Cyrillic too. Names are
    compared with texts through the same function, so «e-mail» is still «e-mail».

    >>> seen("Cайт") == "Сайт", seen("APM ГС") == "АРМ ГС", seen("оnline") == "online"
    (True, True, True)
    """
    return _WORD.sub(_of_one_alphabet, text) if _LATIN.search(text) else text


def _of_one_alphabet(found: re.Match[str]) -> str:
    word = found[0]
    letters = {one for one in word if one.isalpha()}
    latin = {one for one in letters if one.isascii()}
    if latin <= _LIKE_CYRILLIC:
        return word.translate(_TO_CYRILLIC)
    if letters - latin <= _LIKE_LATIN:
        return word.translate(_TO_LATIN)
    return word


def row_of(text: str) -> tuple[str, ...]:
    """The stems of a text as the eye sees it."""
    return stems(seen(text))
