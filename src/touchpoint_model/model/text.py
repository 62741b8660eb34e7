"""Words: text in two languages, and how printed text is compared.

`normalise` is the one definition of "the same words" in the library: fingerprints, the aliases of a
vocabulary and the names of processes are compared through it. The digest of a clause is made by
`digest`, which keeps what stands in parentheses.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Literal

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Lang", "Text", "digest", "normalise", "stem", "stems", "words"]

Lang = Literal["ru", "en"]


@frozen
class Text:
    """One text in Russian and in English.

    >>> Text(ru="точка", en="touchpoint")["en"]
    'touchpoint'
    """

    ru: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.ru if lang == "ru" else self.en

    def format(self, **fields: object) -> Text:
        """Both languages with `{fields}` filled in.

        Raises:
            KeyError: a field of the text is not given.
        """
        return Text(ru=self.ru.format(**fields), en=self.en.format(**fields))


_ONE_AT_A_TIME = Lock()
_QUOTES = str.maketrans(
    {
        **dict.fromkeys("«»“”„‟″＂", '"'),
        **dict.fromkeys("’‘‚‛′`", "'"),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        "\u00ad": None,
        "\u200b": None,
        "\ufeff": None,
        "ё": "е",
    }
)
_ASIDE = re.compile(r"\(\s*далее\s*[-:]?[^()]*\)")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*", re.UNICODE)


@lru_cache(maxsize=65536)
def normalise(text: str) -> str:
    """Text as it is compared.

    Unicode NFKC, lower case, `ё` as `е`, one kind of quote, of dash and of space, soft hyphens
    dropped, an aside «(далее – …)» dropped, no punctuation or quote at either end.

    >>> normalise('  Система электронного документооборота (далее – СЭД);')
    'система электронного документооборота'
    """
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES)
    plain = _ASIDE.sub(" ", plain)
    return _SPACE.sub(" ", plain).strip(" .,;:-*\"'")


_MARKER = re.compile(r"^\s*(?:[-–—]\s*)?(?:\d+(?:\.\d+)*\.?(?=\s)|\d+\)|[а-яё]\)|[-–—])?\s*")


def digest(clause: str) -> str:
    """The digest by which two editions of a clause are compared.

    The printed number or mark at the head and Markdown asterisks are dropped, the rest is
    normalised as `normalise` does (asides are kept), and hashed with SHA-256.

    >>> digest("2.6.2. получение консультации;") == digest("2) Получение консультации")
    True
    """
    body = _MARKER.sub("", clause.replace("*", ""), count=1)
    plain = unicodedata.normalize("NFKC", body).casefold().translate(_QUOTES)
    plain = _SPACE.sub(" ", plain).strip(" .,;:-")
    return "sha256:" + hashlib.sha256(plain.encode()).hexdigest()


def words(text: str) -> tuple[str, ...]:
    """The words of a text, normalised; a hyphen separates, a dot inside a word does not.

    >>> words("ФГИС «Единый реестр», og.rkursk.ru")
    ('фгис', 'единый', 'реестр', 'og.rkursk.ru')
    """
    return tuple(_WORD.findall(normalise(text)))


@lru_cache(maxsize=1)
def _stemmer() -> Callable[[str], str]:
    import snowballstemmer  # heavy enough to load only when words are compared

    stem_word: Callable[[str], str] = snowballstemmer.stemmer("russian").stemWord
    return stem_word


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one normalised Russian word (Snowball).

    >>> stem("телефонной") == stem("телефонная")
    True
    """
    with _ONE_AT_A_TIME:  # the stemmer keeps the word it works on
        return _stemmer()(word)


@lru_cache(maxsize=65536)
def stems(text: str) -> tuple[str, ...]:
    """The stems of all words of a text, in order.

    >>> stems("Кабинет внутренних клиентов") == stems("кабинеты внутренних клиентов")
    True
    """
    return tuple(stem(word) for word in words(text))
