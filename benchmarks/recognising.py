"""Recognising texts that nothing is like: what looking for likeness adds.

`python benchmarks/recognising.py [TEXTS]`

Made-up words, each text another; CPU time, best of five, with and without in turn.
"""

from __future__ import annotations

import random
import sys
import time

import touchpoint_model as tm
from touchpoint_model.recognise.likeness import Likeness
from touchpoint_model.recognise.points import point_of
from touchpoint_model.recognise.reader import Reader
from touchpoint_model.recognise.spelling import Spelling

SYLLABLES = ("ка", "ро", "ми", "те", "ло", "на", "ве", "ди", "сту", "пра", "зе", "жу", "гри", "фо")


def main(count: int) -> None:
    """Print a line for each agency."""
    chance = random.Random(0)
    print("agency          without likeness s  with it s  ratio")
    for agency in ("administration", "agriculture", "culture", "trade"):
        vocabulary = tm.agency(agency).vocabulary
        whole, without = Reader(vocabulary), Reader(vocabulary)
        vars(without)["like_points"] = Likeness((), frozenset())
        vars(without)["point_spelling"] = Spelling(frozenset(), frozenset())
        best = {}
        for _ in range(5):
            for reader in (without, whole):
                spent = _spent(reader, _texts(count, chance))
                best[reader] = min(spent, best.get(reader, spent))
        ratio = best[whole] / best[without]
        print(f"{agency:14}  {best[without]:18.3f}  {best[whole]:9.3f}  {ratio:5.2f}")


def _texts(count: int, chance: random.Random) -> list[str]:
    def word() -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 5)))

    return [" ".join(word() for _ in range(4)) for _ in range(count)]


def _spent(reader: Reader, texts: list[str]) -> float:
    point_of(reader, "дуб")  # what is made at the first text
    start = time.process_time()
    for text in texts:
        point_of(reader, text)
    return time.process_time() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
