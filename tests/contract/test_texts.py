"""The acts' texts against the ledgers, where the texts are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import touchpoint_model as tm
from touchpoint_model.model.legal import ClauseStatus
from touchpoint_model.model.text import words
from touchpoint_model.plugins.verification import verify
from touchpoint_model.rules.binding import Clause

OURS = ("administration", "agriculture", "culture", "trade")
RUN = 6


def text_of(folder: Path, code: str, act: str) -> str:
    """The text that holds an act: its own file, else that of the procedure it came with."""
    own = folder / f"{code}-{act}.txt"
    return (own if own.is_file() else folder / f"{code}-procedure.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("code", "act"), [(code, act) for code in OURS for act in tm.agency(code).acts]
)
def test_the_ledger_has_every_clause_of_the_act_as_printed(acts: Path, code: str, act: str):
    assert verify(tm.agency(code), text_of(acts, code, act), act) == ()


@pytest.mark.parametrize("code", OURS)
def test_a_changed_act_is_noticed(acts: Path, code: str):
    text = text_of(acts, code, "procedure")
    changed = text.replace("перечн", "списк")
    assert {one.kind for one in verify(tm.agency(code), changed, "procedure")} == {"changed"}


def runs(text: str) -> set[tuple[str, ...]]:
    row = words(text)
    return {row[at : at + RUN] for at in range(len(row) - RUN + 1)}


@pytest.fixture(scope="session")
def printed(acts: Path) -> set[tuple[str, ...]]:
    """Every run of six words of every act."""
    return {run for file in acts.glob("*-*.txt") for run in runs(file.read_text("utf-8"))}


@pytest.mark.parametrize(
    "clause",
    [
        pytest.param(clause, id=f"{code} {clause.ref}")
        for code in OURS
        for clause in tm.agency(code).clauses
        if clause.status is not ClauseStatus.ENUMERATED
    ],
)
def test_a_gist_is_in_our_own_words(clause: Clause, printed: set[tuple[str, ...]]):
    told = [clause.gist, clause.why, clause.evidence]
    copied = {run for text in told if text is not None for run in runs(text.ru)}
    assert copied & printed == set()
