"""Bindings unlike those of like clauses elsewhere are noticed, and right ones are not."""

from itertools import combinations

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.plugins.consistency import doubtful_bindings

AGENCIES = {one.code: one for one in tm.agencies()}


def doubtful(agency):
    return list(doubtful_bindings(agency, AGENCIES.values()))


def swapped(agency, one, other):
    """The agency, with the rules of two of its clauses exchanged."""
    uses = {one.ref: other.uses, other.ref: one.uses}
    return evolve(
        agency,
        clauses=tuple(
            evolve(clause, uses=uses.get(clause.ref, clause.uses)) for clause in agency.clauses
        ),
    )


@pytest.mark.parametrize("code", AGENCIES)
def test_no_right_binding_is_doubted(code):
    assert [] == [lack.message.en for lack in doubtful(AGENCIES[code])]


def test_what_is_doubted_is_told_with_its_place_and_is_not_serious():
    trade = AGENCIES["trade"]
    clauses = {str(one.ref): one for one in trade.clauses}
    one, other = clauses["procedure:4.1"], clauses["procedure:2.6"]
    lacks = doubtful(swapped(trade, one, other))

    assert f"{one.file}:{one.line}" in {lack.place for lack in lacks}
    assert {False} == {lack.serious for lack in lacks}


@pytest.mark.parametrize("code", AGENCIES)
def test_a_third_of_exchanged_clauses_and_more_is_noticed(code):
    """How many, depends on how much of an ordinance is a clone of another."""
    agency = AGENCIES[code]
    bound = [one for one in agency.clauses if one.uses]
    pairs = [
        pair
        for pair in combinations(bound, 2)
        if not {use.rule for use in pair[0].uses} & {use.rule for use in pair[1].uses}
    ][::7]
    noticed = sum(bool(doubtful(swapped(agency, *pair))) for pair in pairs)

    assert noticed >= len(pairs) / 3
