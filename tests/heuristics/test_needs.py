"""How often the heuristics on needs are wrong, on texts that they were not made from.

`python -m tests.heuristics.test_needs` prints the figures and every text that is judged wrongly.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import touchpoint_model as tm
from touchpoint_model.norms.wording import is_agency_act, is_glued
from touchpoint_model.recognise import recognise

NEEDS = tomllib.loads((Path(__file__).parent / "needs.toml").read_text("utf-8"))["need"]
AGENCIES = ("administration", "agriculture", "culture", "trade")


def scores(key: str, judge: Callable[[str], bool]) -> tuple[float, float, list[str]]:
    """Precision, recall, and the texts that are judged wrongly."""
    said = {one["text"]: judge(one["text"]) for one in NEEDS}
    truth = {one["text"]: one[key] for one in NEEDS}
    right = sum(said[text] and truth[text] for text in said)
    wrong = [
        f"{text} ({'said' if said[text] else 'missed'})"
        for text in said
        if said[text] != truth[text]
    ]
    return right / sum(said.values()), right / sum(truth.values()), wrong


def categories(agency: str) -> tuple[float, float, list[str]]:
    """The shares recognised, and recognised rightly among them; and the wrong ones."""
    wanted = {one["text"]: one["category"] for one in NEEDS if one["category"]}
    if agency != "administration":
        # where progress is no category of its own, it belongs to information
        wanted = {
            text: "information" if code == "progress" else code for text, code in wanted.items()
        }
    needs = tuple(tm.Need(text) for text in wanted)
    process = tm.Process("процесс", (tm.Entry("point", needs),))
    point = tm.Touchpoint("point", "точка")
    register = tm.Register(agency, "", (tm.Direction("", (process,)),), (point,))
    vocabulary = tm.agency(agency).vocabulary
    read = next(recognise(register, vocabulary).entries).needs or ()
    told = {}
    for need in read:
        concept = vocabulary.get("need", need.category)
        told[need.text] = (concept.broader or concept.code) if concept else "other"
    named = [text for text, code in told.items() if code != "other"]
    right = [text for text in named if told[text] == wanted[text]]
    wrong = [f"{text} ({told[text]}, not {wanted[text]})" for text in named if text not in right]
    return len(named) / len(wanted), len(right) / len(named), wrong


def test_agency_acts_are_rarely_named_in_error() -> None:
    precision, recall, _ = scores("agency_act", is_agency_act)
    assert precision >= 0.8
    assert recall >= 0.6


def test_glued_needs_are_rarely_named_in_error() -> None:
    precision, recall, _ = scores("glued", is_glued)
    assert precision >= 0.8
    assert recall >= 0.4


def test_categories_are_rarely_recognised_in_error() -> None:
    for agency in AGENCIES:
        share, accuracy, _ = categories(agency)
        assert accuracy >= 0.8, agency
        assert share >= 0.5, agency


def main() -> None:
    for name, judge in (("agency_act", is_agency_act), ("glued", is_glued)):
        precision, recall, wrong = scores(name, judge)
        print(f"{name}: precision {precision:.2f}, recall {recall:.2f}")
        print(*(f"    {one}" for one in wrong), sep="\n")
    for agency in AGENCIES:
        share, accuracy, wrong = categories(agency)
        print(f"categories, {agency}: recognised {share:.2f}, rightly {accuracy:.2f}")
        print(*(f"    {one}" for one in wrong), sep="\n")


if __name__ == "__main__":
    main()
