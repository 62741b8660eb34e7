"""A register checked with its history: its own, up to the day, or refused."""

import datetime

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.model.errors import UsageError
from touchpoint_model.testing import DAY, lawful_history, lawful_register

TRADE = tm.agency("trade")
REGISTER = lawful_register(TRADE)
HISTORY = lawful_history(REGISTER, TRADE)


def outcomes(history, on=DAY):
    bare = evolve(REGISTER, attestations=())
    report = tm.check(bare, on=on, history=history)
    return {one.clause: one.outcome for one in report.clauses}


def test_a_history_decides_what_a_person_had_to_confirm():
    clauses = ["2.2.3", "2.2¶1", "5.3.3", "5.4"]

    assert [tm.Outcome.UNVERIFIED] * 4 == [outcomes(None)[one] for one in clauses]
    assert [tm.Outcome.SATISFIED] * 4 == [outcomes(HISTORY)[one] for one in clauses]


def test_what_came_after_the_day_is_not_known_yet():
    first = HISTORY.revisions[0].day
    before = first - datetime.timedelta(days=1)

    assert tm.Outcome.SATISFIED is outcomes(HISTORY, first)["2.2"]
    assert tm.Outcome.UNVERIFIED is outcomes(HISTORY, before)["2.2"]


@pytest.mark.parametrize(
    "history", ["history.json", evolve(HISTORY, agency="culture")], ids=["text", "another agency"]
)
def test_another_history_is_refused(history):
    with pytest.raises(UsageError) as caught:
        tm.check(REGISTER, on=DAY, history=history)

    assert "history" in caught.value.say("en")
