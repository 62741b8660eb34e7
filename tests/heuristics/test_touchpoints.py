"""How often likeness is wrong about touchpoints, needs and channels, on cells not made for it.

`python -m tests.heuristics.test_touchpoints` prints the figures and every cell judged wrongly.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

import touchpoint_model as tm
from touchpoint_model.model.vocabulary import Vocabulary
from touchpoint_model.recognise import recognise, recognise_touchpoint

CELLS = tomllib.loads((Path(__file__).parent / "touchpoints.toml").read_text("utf-8"))
DECISION = Path(__file__).parents[2] / "docs" / "decisions" / "0018-fuzzy.md"
AGENCIES = ("administration", "agriculture", "culture", "trade")


@frozen
class Figures:
    """Of all cells: told by likeness, rightly; told in a surer way or meant to be told at all."""

    told: int
    right: int
    surer: int
    meant: int
    wrong: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / self.told

    @property
    def recall(self) -> float:
        """The share found by likeness of the cells that no surer way recognises."""
        return self.right / (self.meant - self.surer)


@frozen
class Read:
    """What a cell is read as, and how."""

    said: str | None
    how: str | None


def touchpoints(agency: str) -> Figures:
    vocabulary = tm.agency(agency).vocabulary

    def read(text: str) -> Read:
        point = recognise_touchpoint("", text, vocabulary)
        return Read(point.kind or ", ".join(point.types) or None, point.how)

    unknown = ({"text": text, "kinds": []} for text in CELLS["unknown"])
    return _figures([*CELLS["touchpoint"], *unknown], vocabulary, "touchpoint", read)


def needs(agency: str) -> Figures:
    vocabulary = tm.agency(agency).vocabulary

    def read(text: str) -> Read:
        need = (_entry(text, vocabulary).needs or ())[0]
        return Read(need.category, need.how)

    return _figures(CELLS["need"], vocabulary, "need", read)


def _figures(
    cells: Sequence[Mapping[str, Any]],
    vocabulary: Vocabulary,
    scheme: str,
    read: Callable[[str], Read],
) -> Figures:
    codes = {one.code for one in vocabulary.scheme(scheme)}
    told = right = surer = meant = 0
    wrong = []
    for cell in cells:
        kinds, found = codes.intersection(cell["kinds"]), read(cell["text"])
        meant += bool(kinds)
        if found.how == "fuzzy":
            told += 1
            right += found.said in kinds
        elif kinds and found.how:
            surer += 1
        if (found.how == "fuzzy" and found.said not in kinds) or (kinds and not found.how):
            wrong.append(f"{cell['text']} ({found.said or 'missed'})")
    return Figures(told, right, surer, meant, tuple(wrong))


def channels(agency: str) -> Figures:
    """Particulars; whether a type is told by likeness or in a surer way is not told apart."""
    vocabulary = tm.agency(agency).vocabulary
    told = {one["text"]: _entry(one["text"], vocabulary).channels for one in CELLS["channel"]}
    meant = {one["text"]: tuple(one["types"]) for one in CELLS["channel"]}
    named = [text for text, types in told.items() if types]
    right = [text for text in named if told[text] == meant[text]]
    wrong = [f"{text} ({told[text]})" for text in told if (told[text] or ()) != meant[text]]
    return Figures(len(named), len(right), 0, sum(map(bool, meant.values())), tuple(wrong))


def _entry(text: str, vocabulary: Vocabulary) -> tm.Entry:
    """An entry with a text for its need and for its particulars, as it is read."""
    entry = tm.Entry("point", (tm.Need(text),), text)
    direction = tm.Direction("", (tm.Process("процесс", (entry,)),))
    register = tm.Register(vocabulary.agency, "", (direction,), (tm.Touchpoint("point", "точка"),))
    return next(recognise(register, vocabulary).entries)


def test_likeness_is_hardly_ever_wrong_about_a_touchpoint() -> None:
    for agency in AGENCIES:
        figures = touchpoints(agency)
        assert figures.precision >= 0.98, (agency, figures.wrong)
        assert figures.recall >= 0.8, (agency, figures.wrong)


def test_likeness_is_hardly_ever_wrong_about_a_need() -> None:
    for agency in AGENCIES:
        figures = needs(agency)
        assert figures.precision >= 0.98, (agency, figures.wrong)
        assert figures.recall >= 0.5, (agency, figures.wrong)


def test_a_misspelled_channel_is_hardly_ever_taken_for_the_other() -> None:
    for agency in AGENCIES:
        figures = channels(agency)
        assert figures.precision >= 0.9, (agency, figures.wrong)
        assert figures.recall >= 0.8, (agency, figures.wrong)


def table() -> Iterator[tuple[str, str, Figures]]:
    for name, measure in (("touchpoints", touchpoints), ("needs", needs), ("channels", channels)):
        for agency in AGENCIES:
            yield name, agency, measure(agency)


def test_the_figures_in_the_decision_are_those_measured() -> None:
    text = DECISION.read_text("utf-8")
    told = re.findall(
        r"^\| (\w+), (\w+) \| (\d+) \| (\d\.\d\d) \| (\d\.\d\d) \|$", text, re.MULTILINE
    )

    assert told == [
        (name, agency, f"{one.told}", f"{one.precision:.2f}", f"{one.recall:.2f}")
        for name, agency, one in table()
    ]
    for scheme in ("touchpoint", "unknown", "need", "channel"):
        assert re.search(rf"\b{len(CELLS[scheme])}\b", text), scheme


def main() -> None:
    for name, agency, figures in table():
        print(
            f"| {name}, {agency} | {figures.told} | {figures.precision:.2f} "
            f"| {figures.recall:.2f} |   {figures.surer} of {figures.meant} in a surer way"
        )
        print(*(f"    {one}" for one in figures.wrong), sep="\n")


if __name__ == "__main__":
    main()
