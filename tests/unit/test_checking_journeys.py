"""Journeys in a check: whose they are, what is said without any, marks that stay the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.batch import check_files
from touchpoint_model.journeys import journey, phase, step
from touchpoint_model.model.clients import ClientKind
from touchpoint_model.model.errors import UsageError
from touchpoint_model.testing import DAY

TRADE = tm.agency("trade")
REGISTER = Path("examples/registers/trade.json")
PHONE = "procedure:3.2.3-1"


def call(transfers: int, client: ClientKind | None = None) -> tm.Journey:
    return journey(
        "call",
        "Звонок",
        phase(
            "",
            step("ask", "звонит", at="telephone", process="Консультирование", transfers=transfers),
            step("done", "узнаёт", satisfies=True),
        ),
        client=client,
    )


def found(report: tm.Report, code: str) -> list[tuple[str | None, str | None]]:
    return [(one.location.journey, one.location.step) for one in report.open if one.code == code]


def test_a_finding_names_the_journey_and_the_step():
    report = tm.check(tm.read(REGISTER), on=DAY, journeys=[call(3)])
    (one,) = [it for it in report.open if it.code == "SV01"]

    assert ("call", "ask", "Звонок") == (
        one.location.journey,
        one.location.step,
        one.location.journey_name,
    )
    assert one.location.row is None
    assert "Консультирование" == one.location.process


@pytest.mark.parametrize("journeys", [None, ()])
def test_without_journeys_their_clauses_are_unverified(journeys):
    report = tm.check(tm.read(REGISTER), on=DAY, journeys=journeys)
    (clause,) = [one for one in report.clauses if one.clause == "3.2.3-1"]

    assert (tm.Outcome.UNVERIFIED, ("journeys",)) == (clause.outcome, clause.absent)


@pytest.mark.parametrize(
    ("client", "expected"),
    [
        (None, [("call", "ask")]),
        (ClientKind.ANY, [("call", "ask")]),
        (ClientKind.EXTERNAL, [("call", "ask")]),
        (ClientKind.INTERNAL, []),
    ],
)
def test_a_clause_for_some_clients_judges_their_journeys_only(client, expected):
    clauses = tuple(
        evolve(one, scope=evolve(one.scope, clients=("external",)))
        if str(one.ref) == PHONE
        else one
        for one in TRADE.clauses
    )
    report = tm.check(
        tm.read(REGISTER), evolve(TRADE, clauses=clauses), on=DAY, journeys=[call(3, client)]
    )

    assert expected == found(report, "SV01")


def test_transfers_by_the_agencys_own_people_are_none_of_the_clients():
    told = call(1)
    (only,) = told.phases
    first, last = only.steps
    inner = evolve(first, actor="оператор", transfers=5)
    told = evolve(told, phases=(evolve(only, steps=(inner, last)),))

    assert [] == found(tm.check(tm.read(REGISTER), on=DAY, journeys=[told]), "SV01")


def test_a_mark_stays_when_the_steps_are_written_in_another_order():
    told = journey(
        "ask",
        "Вопрос",
        phase(
            "",
            step("arises", "нужен ответ", then=["mail", "site"]),
            step("mail", "пишет", at="email", then="done"),
            step("site", "читает", at="official-site", then="done"),
            step("done", "узнаёт", satisfies=True),
        ),
    )
    (only,) = told.phases
    arises, mail, site, done = only.steps
    turned = evolve(
        told,
        phases=(evolve(only, steps=(arises, site, mail, done)),),
        transitions=told.transitions[::-1],
    )
    register = tm.read(REGISTER)
    marks = [
        {one.fingerprint for one in tm.check(register, on=DAY, journeys=[each]).open}
        for each in (told, turned)
    ]

    assert marks[0] == marks[1]


def test_two_journeys_with_one_id_are_refused():
    with pytest.raises(UsageError) as caught:
        tm.check(tm.read(REGISTER), on=DAY, journeys=[call(1), call(2)])
    assert "“call”" in caught.value.say("en")
    with pytest.raises(UsageError):
        check_files([REGISTER], on=DAY, journeys=[call(1), call(2)])


def test_a_single_journey_is_told_to_be_put_in_brackets():
    with pytest.raises(UsageError) as caught:
        tm.check(tm.read(REGISTER), on=DAY, journeys=call(1))  # type: ignore[arg-type]
    assert "[journey]" in caught.value.say("en")
