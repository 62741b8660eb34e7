"""Names with letters changed at random: where the thresholds of likeness are chosen.

`python -m tests.heuristics.misspelling` prints, for several thresholds, how many misspelled names
are found by likeness and how many names of other things are taken for one. A slip is a letter
left out, doubled, exchanged with the next or replaced; one name in four has two. Other things are
all that the vocabularies of the other agencies name and this one does not, misspelled or not.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

import touchpoint_model as tm
from touchpoint_model.model.vocabulary import Vocabulary
from touchpoint_model.recognise.letters import row_of
from touchpoint_model.recognise.likeness import MARGIN, SHORTEST, THRESHOLD, Likeness
from touchpoint_model.recognise.reader import reader_of

AGENCIES = ("administration", "agriculture", "culture", "trade")
BREAKS = re.compile(r"[\W_]+")
LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"


def joined(text: str) -> str:
    return BREAKS.sub("", text.casefold())


def slip(text: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(text) - 1)
    letter, way = text[at], chance.randrange(4)
    changed = ("", letter * 2, text[at + 1] + letter, chance.choice(LETTERS))[way]
    return text[:at] + changed + text[at + (2 if way == 2 else 1) :]


def misspelled(name: str, chance: random.Random) -> str:
    once = slip(name, chance)
    return slip(once, chance) if chance.randrange(4) == 0 else once


def names(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    for concept in vocabulary.scheme("touchpoint"):
        for name in concept.names:
            if len(joined(name)) >= 4:
                yield name, concept.code


def others(vocabulary: Vocabulary) -> list[str]:
    """What other agencies name, and this one's other schemes, and no touchpoint here is."""
    reader = reader_of(vocabulary)
    all_names = {
        name
        for agency in AGENCIES
        for concept in tm.agency(agency).vocabulary.concepts
        for name in concept.names
    }
    codes = {one.code for one in vocabulary.scheme("touchpoint")}
    same = {
        joined(name)
        for agency in AGENCIES
        for concept in tm.agency(agency).vocabulary.scheme("touchpoint")
        if concept.code in codes
        for name in concept.names
    }
    return sorted(
        name
        for name in all_names
        if len(name) > 3
        and reader.touchpoints.whole(name) is None
        and reader.channels.whole(name) is None
        and joined(name) not in same
    )


def cases(vocabulary: Vocabulary) -> Iterator[tuple[str, str | None]]:
    """Texts that no surer way recognises, with the code that each means, if it means one."""
    chance = random.Random(0)
    reader = reader_of(vocabulary)
    for name, code in names(vocabulary):
        for _ in range(4):
            yield misspelled(name, chance), code
    for name in others(vocabulary):
        for text in (name, misspelled(name, chance), misspelled(name, chance)):
            if not reader.touchpoints.runs(row_of(text)):
                yield text, None


def line(find: Callable[[Vocabulary], Callable[[str], str | None]]) -> str:
    """Of all vocabularies: the share of misspelled names found, and how much is taken wrongly."""
    meant = right = wrong = taken = rows = 0
    for agency in AGENCIES:
        vocabulary = tm.agency(agency).vocabulary
        found, whole = find(vocabulary), reader_of(vocabulary).touchpoints.whole
        for text, code in cases(vocabulary):
            if whole(text) is not None:
                continue
            said = found(text)
            meant, rows = meant + (code is not None), rows + (code is None)
            right += code is not None and said == code
            wrong += code is not None and said not in (None, code)
            taken += code is None and said is not None
    return f"| {right / meant:.2f} | {wrong} of {meant} | {taken} of {rows} |"


def by_likeness(
    threshold: float, margin: float
) -> Callable[[Vocabulary], Callable[[str], str | None]]:
    def finder(vocabulary: Vocabulary) -> Callable[[str], str | None]:
        concepts = tuple(vocabulary.scheme("touchpoint"))
        like = Likeness(concepts, reader_of(vocabulary).known, threshold, margin)

        def find(text: str) -> str | None:
            found = like.find(text)
            return found[0].code if found else None

        return find

    return finder


def by_measure(
    measure: Callable[..., float], threshold: float
) -> Callable[[Vocabulary], Callable[[str], str | None]]:
    """The name that is most alike by a measure alone, whatever the words in it."""

    def finder(vocabulary: Vocabulary) -> Callable[[str], str | None]:
        keys = {joined(name): code for name, code in names(vocabulary)}
        keys = {key: code for key, code in keys.items() if len(key) >= SHORTEST}

        def find(text: str) -> str | None:
            key = joined(text)
            if len(key) < SHORTEST:
                return None
            best = extractOne(key, list(keys), scorer=measure, score_cutoff=threshold)
            return keys[best[0]] if best else None

        return find

    return finder


def main() -> None:
    print("| | found | taken for another | other things taken |")
    for threshold in (0.94, 0.92, 0.9, 0.88, 0.86, 0.84):
        print(f"| likeness {threshold}", line(by_likeness(threshold, MARGIN)))
    for margin in (0.02, 0.08):
        print(f"| likeness {THRESHOLD}, margin {margin}", line(by_likeness(THRESHOLD, margin)))
    print("| OSA alone, 0.88", line(by_measure(OSA.normalized_similarity, 0.88)))
    print("| `fuzz.ratio` alone, 90", line(by_measure(fuzz.ratio, 90)))


if __name__ == "__main__":
    main()
