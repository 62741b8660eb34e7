"""Every bound rule of every agency is broken by its witnesses, and by nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attrs import evolve

import touchpoint_model as tm
from tests.toy_agency import agency as toy
from touchpoint_model import recognise
from touchpoint_model.model.errors import UsageError
from touchpoint_model.model.findings import Severity
from touchpoint_model.testing import (
    DAY,
    Change,
    Expected,
    Material,
    lawful_history,
    lawful_journeys,
    lawful_register,
    lawful_registers,
    places,
    shortfalls,
    violate,
    witness,
    witnessed,
    witnesses,
)

from .witness_law import failures

AGENCIES = {one.code: one for one in tm.agencies()}
BOUND = [
    pytest.param(agency, rule, id=f"{agency.code}-{rule.code}")
    for agency in AGENCIES.values()
    for rule in agency.rules
    if agency.clauses_of(rule)
]
each_bound = pytest.mark.parametrize(("agency", "rule"), BOUND)


@witnessed("TY01")
def _blank_number(register: tm.Register, _material: Material) -> Iterator[Change]:
    for direction in register.directions:
        first, *rest = direction.processes
        told = evolve(direction, processes=(evolve(first, number=""), *rest))
        yield Change(evolve(register, directions=(told,)), 1)


@witnessed("TY03")
def _forbidden_word(register: tm.Register, _material: Material) -> Iterator[Change]:
    (direction,) = register.directions
    process, *rest = direction.processes
    for at, entry in enumerate(process.entries):
        entries = list(process.entries)
        entries[at] = evolve(entry, particulars=f"{entry.particulars}, табу")
        changed = evolve(process, entries=tuple(entries))
        told = evolve(direction, processes=(changed, *rest))
        yield Change(evolve(register, directions=(told,)), at + 1)


@witnessed("TY11")
def _empty_direction(register: tm.Register, _material: Material) -> Iterator[Change]:
    empty = tm.Direction("морские дела", kind="sea")
    yield Change(evolve(register, directions=(*register.directions, empty)), None)


def checked(register, agency, journeys, history) -> tm.Report:
    return tm.check(register, agency, on=DAY, journeys=journeys, history=history)


def expected(finding: tm.Finding) -> Expected:
    place = finding.location
    return Expected(finding.code, place.row, finding.reading, place.revision)


@each_bound
def test_every_witness_of_a_rule_adds_one_finding_where_it_says(agency, rule):
    """The law: the change adds exactly one finding, of that rule, at that place, by its clause."""
    assert [one for told in witnesses(rule, agency) for one in failures(told)] == []


@each_bound
def test_the_law_holds_when_texts_are_recognised(agency, rule):
    every = list(witnesses(rule, agency))
    assert [
        one for told in every[:: max(1, len(every) // 4)] for one in failures(told, recognise)
    ] == []


@each_bound
def test_the_smallest_witness_begins_with_nothing_of_its_rule(agency, rule):
    told = witness(rule.code, agency)
    before = checked(told.lawful, agency, told.lawful_journeys, told.lawful_history)
    after = checked(told.broken, agency, told.broken_journeys, told.broken_history)
    assert [one.code for one in before.open if one.severity is not Severity.NOTE] == []
    assert [one for one in before.findings if one.code == rule.code] == []
    found, *more = [one for one in after.findings if one.code == rule.code]
    assert told.expect == expected(found)
    assert told.consequences.count(rule.code) == len(more)
    assert str(found.ref()) in told.cites
    if rule.heuristic:
        assert found.severity is Severity.NOTE


@each_bound
def test_every_clause_of_a_rule_is_broken_by_some_witness(agency, rule):
    told = list(witnesses(rule, agency))
    small = [one for one in told if len(list(one.lawful.entries)) <= 3] or told
    found = [
        finding
        for one in small
        for finding in checked(one.broken, agency, one.broken_journeys, one.broken_history).findings
        if one.expect == expected(finding)
    ]
    named = {ref if ":" in ref else f"{one.act}:{ref}" for one in found for ref in one.clauses}
    assert {str(one.ref) for one in agency.clauses_of(rule)} == named


def test_every_reading_of_a_rule_has_a_witness():
    shown = {
        (told.rule.code, told.expect.reading)
        for agency in AGENCIES.values()
        for rule in agency.rules
        if rule.readings and agency.clauses_of(rule)
        for told in witnesses(rule, agency)
    }
    rules = {rule for agency in AGENCIES.values() for rule in agency.rules if rule.readings}
    assert {(rule.code, name) for rule in rules for name in (None, *rule.readings)} == shown


@pytest.mark.parametrize("agency", AGENCIES.values(), ids=list(AGENCIES))
def test_lawful_registers_get_notes_at_most_and_leave_nothing_open(agency):
    for register in lawful_registers(agency):
        history = lawful_history(register, agency)
        report = checked(register, agency, lawful_journeys(register), history)
        assert {one.severity for one in report.open} <= {Severity.NOTE}
        assert [one for one in report.clauses if one.absent] == []


@pytest.mark.parametrize("agency", AGENCIES.values(), ids=list(AGENCIES))
def test_a_lawful_history_answers_every_clause_on_keeping_the_register(agency):
    keeping = {one.name for one in agency.rules if one.code.startswith("LC")}
    for register in lawful_registers(agency):
        bare = evolve(register, attestations=())
        report = tm.check(bare, agency, on=DAY, history=lawful_history(register, agency))
        assert [one for one in report.findings if one.code.startswith("LC")] == []
        assert [one for one in report.clauses if keeping & set(one.rules) and one.absent] == []


def test_a_lawful_history_is_of_the_roles_that_the_ordinance_names():
    found = {}
    for code, agency in AGENCIES.items():
        history = lawful_history(lawful_register(agency), agency)
        formed, changed = history.revisions
        checker = formed.inspection.by
        people = (formed.author, formed.prepared_by, checker, changed.author)
        found[code] = tuple(one.role for one in people)
    keeper, unit, group = "authorised-person", "unit", "working-group"
    assert found == {
        "administration": (keeper, unit, keeper, keeper),
        "agriculture": (group, group, keeper, group),
        "culture": (keeper, unit, keeper, keeper),
        "trade": (keeper, unit, keeper, unit),
    }


def test_a_register_without_rows_has_a_lawful_history_too():
    trade = AGENCIES["trade"]
    empty = evolve(lawful_register(trade), directions=(), touchpoints=(), process_registry=())
    history = lawful_history(empty, trade)
    assert [one.kind for one in history.revisions[1].changes] == ["touchpoint-excluded"]
    assert [
        one.code
        for one in tm.check(empty, trade, on=DAY, history=history).findings
        if one.code.startswith("LC")
    ] == []


@pytest.mark.parametrize("agency", AGENCIES.values(), ids=list(AGENCIES))
def test_lawful_registers_begin_with_the_smallest(agency):
    sizes = [len(list(one.entries)) for one in lawful_registers(agency)]
    assert sorted(sizes) == sizes
    assert next(lawful_registers(agency)) == lawful_register(agency)


def test_a_place_is_the_number_of_a_change():
    trade, register = AGENCIES["trade"], lawful_register(AGENCIES["trade"])
    told = [violate(register, "ND01", trade, at) for at in range(places(register, "ND01", trade))]
    assert [Expected("ND01", 1), Expected("ND01", 2)] == [one.expect for one in told]
    assert all(one.lawful is register for one in told)


@pytest.mark.parametrize("at", [2, -1])
def test_a_place_that_is_not_there_is_refused(at: int):
    trade = AGENCIES["trade"]
    with pytest.raises(UsageError) as caught:
        violate(lawful_register(trade), "ND01", trade, at)
    assert f"no. {at}" in caught.value.say("en")


@pytest.mark.parametrize("ask", [witness, lambda rule, it: places(lawful_register(it), rule, it)])
@pytest.mark.parametrize("code", ["CH02", "TY02", "XX99"])
def test_a_rule_that_the_ordinance_does_not_bind_is_refused(ask, code: str):
    with pytest.raises(UsageError) as caught:
        ask(code, AGENCIES["administration"])
    assert f"“{code}”" in caught.value.say("en")


def test_a_rule_without_a_witness_is_refused():
    with pytest.raises(UsageError) as caught:
        witness("TY05", toy)
    assert "TY05" in caught.value.say("en")
    assert "@witnessed" in caught.value.say("en")


def test_a_rule_has_one_witness_function():
    with pytest.raises(UsageError):
        witnessed("TY01")(_empty_direction)
    assert witnessed("TY01")(_blank_number) is _blank_number


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("TY01", Expected("TY01", 1)),
        ("TY03", Expected("TY03", 1)),
        ("TY11", Expected("TY11", None)),
    ],
)
def test_the_rules_of_a_stranger_have_witnesses_too(code: str, expected: Expected):
    told = witness(code, toy)
    assert expected == told.expect
    assert [one for it in witnesses(code, toy) for one in shortfalls(it, recognise)] == []


def test_what_a_change_brings_besides_must_be_declared():
    told = witness("CH01", AGENCIES["trade"])
    assert ("TP02",) == told.consequences
    (undeclared,) = shortfalls(evolve(told, consequences=()))
    assert "also brings: TP02" in undeclared
    (overdeclared,) = shortfalls(evolve(told, consequences=("TP02", "TP03")))
    assert "not so, that the change brings TP03" in overdeclared


def test_a_change_that_breaks_nothing_is_no_witness():
    told = witness("ND01", AGENCIES["trade"])
    (missing,) = shortfalls(evolve(told, broken=told.lawful))
    assert "is not found" in missing


def test_a_register_that_is_not_lawful_is_no_ground():
    told = witness("ND01", AGENCIES["trade"])
    found = shortfalls(evolve(told, lawful=told.broken))
    assert any("not lawful" in one for one in found)
