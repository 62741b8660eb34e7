"""One term of an act, told by its code or in words: a role, a place, a trigger."""

from __future__ import annotations

from ..model.errors import UsageError
from ..model.text import Text
from ..model.vocabulary import Concept, Vocabulary
from .letters import row_of
from .matching import Matcher

__all__ = ["place_of", "role_of", "term_of", "trigger_of"]

_NOUNS = {"role": Text(ru="роли", en="role"), "trigger": Text(ru="повода", en="trigger")}
_NOTHING = Text(ru="", en="")
_OUTSIDE = Text(
    ru="; если роль другая, не указывайте её, а должность допишите к имени",
    en="; if the role is another, leave it out and put the position beside the name",
)


def term_of(told: str, scheme: str, vocabulary: Vocabulary) -> Concept | None:
    """The concept of a scheme that a text names as a whole: its code, a name, the English label.

    Case, quotes, spaces, endings of words and letters that look alike make no difference; a word
    more or less does. Two concepts with one such name are told apart by nothing: None.

    >>> import touchpoint_model as tm
    >>> term_of("Уполномоченного лица", "role", tm.agency("trade").vocabulary).code
    'authorised-person'
    """
    by_code = vocabulary.get(scheme, told.strip())
    if by_code is not None:
        return by_code
    match = Matcher(vocabulary, scheme).whole(told)
    if match is not None:
        return match.concept
    row = row_of(told)
    named = {
        concept.code: concept
        for concept in vocabulary.scheme(scheme)
        if row and any(row_of(name) == row for name in (*concept.names, concept.label.en))
    }
    return next(iter(named.values())) if len(named) == 1 else None


def role_of(told: str, vocabulary: Vocabulary, option: str = "") -> str:
    """The code of a role that is told by its code or in words.

    Args:
        option: what the text is the value of, to begin the sentence of an error with.

    Raises:
        UsageError: the agency's act names no such role; lists those that it names.
    """
    return _term(told, "role", vocabulary, option, _OUTSIDE).code


def trigger_of(told: str, vocabulary: Vocabulary, option: str = "") -> str:
    """The code of what makes an update due, told by its code or in words.

    Args:
        option: as of `role_of`.

    Raises:
        UsageError: the agency's act names no such thing; lists those that it names.
    """
    return _term(told, "trigger", vocabulary, option, _NOTHING).code


def place_of(told: str, vocabulary: Vocabulary) -> str:
    """The code of a place of publication; a place that the act does not name, as it is told."""
    found = term_of(told, "place", vocabulary)
    return told.strip() if found is None else found.code


def _term(told: str, scheme: str, vocabulary: Vocabulary, what: str, otherwise: Text) -> Concept:
    found = term_of(told, scheme, vocabulary)
    if found is not None:
        return found
    known = [*vocabulary.scheme(scheme)]
    begin = f"{what}: " if what else ""
    named = Text(
        ru="; ".join(f"{one.label.ru} ({one.code})" for one in known) or "ничего",
        en="; ".join(f"{one.label.en} ({one.code})" for one in known) or "nothing",
    )
    noun = _NOUNS[scheme]
    raise UsageError(
        Text(
            ru=f"{begin}в порядке нет {noun.ru} «{told}»; есть: {named.ru}{otherwise.ru}",
            en=f"{begin}the act has no {noun.en} “{told}”; it has: {named.en}{otherwise.en}",
        )
    )
