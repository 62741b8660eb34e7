"""Journeys as absorbing chains: answers known by hand, and what cannot be reckoned."""

import math
from fractions import Fraction

import numpy as np
import pytest
from attrs import evolve
from scipy.sparse import csr_array

from touchpoint_model.journeys.chance.absorbing import Absorbing
from touchpoint_model.journeys.chance.endings import (
    GIVEN_UP,
    NO_OUTCOME,
    SATISFIED,
    Ending,
    EndingKind,
)
from touchpoint_model.journeys.chance.improvement import improvements
from touchpoint_model.journeys.chance.markov import Spent, analyse
from touchpoint_model.journeys.chance.simulation import simulate
from touchpoint_model.model.draft import journey, parallel, phase, step
from touchpoint_model.model.errors import UsageError
from touchpoint_model.model.journeys import Gate
from touchpoint_model.model.stations import Station

REFUSED = Ending(EndingKind.STATED, "отказ")
PAID = step("paid", "получает", satisfies=True, then=())


def way(*steps, **facts):
    return journey("j", "Путь", phase("Всё", *steps), **facts)


def near(fraction):
    return pytest.approx(float(fraction), rel=1e-12, abs=1e-12)


def block(*branches, last=PAID, rest=()):
    """Branches between `sent` and `last`, whose other steps are `rest`."""
    return way(*parallel(step("sent", "подал"), *branches, last=last), *rest)


def join(draft):
    return evolve(draft, step=evolve(draft.step, join=Gate.ALL))


def english(told, *, simulated=False):
    with pytest.raises(UsageError) as caught:
        simulate(told, 10) if simulated else analyse(told)
    return caught.value.say("en")


def test_one_step():
    told = analyse(way(step("ask", "спросил", at="phone", hours=2, transfers=1, deviation=0.5)))

    assert {NO_OUTCOME: 1.0, SATISFIED: 0.0} == told.outcomes
    assert told.to_satisfaction is None
    assert (2, 0.25, 1, 1) == (
        told.to_end.hours,
        told.to_end.hours_variance,
        told.to_end.contacts,
        told.to_end.transfers,
    )
    assert told.to_end.hours_deviation == 0.5


def test_a_loop_is_geometric():
    """The application comes back with a chance of 2/3: 3 rounds on the average, variance 6."""
    told = analyse(
        way(
            step("apply", "подаёт", at="site", hours=1, waits=1, then="check"),
            step("check", "ждёт", hours=2, then={"apply": 2 / 3, "paid": None}),
            PAID,
        )
    )

    assert told.visits == {"apply": near(3), "check": near(3), "paid": near(1)}
    assert near(12) == told.to_end.hours
    assert near(16 * 6) == told.to_end.hours_variance
    assert near(3) == told.to_end.contacts
    assert told.to_end == told.to_satisfaction


@pytest.mark.parametrize("fair", [Fraction(1, 2), Fraction(2, 3), Fraction(1, 5)])
def test_gamblers_ruin(fair):
    """From 3 of 7, an hour a game: the textbook's chance and length (Feller, I, XIV.2-3)."""
    begin, whole = 3, 7
    odds = (1 - fair) / fair
    if odds == 1:
        wins, games = Fraction(begin, whole), Fraction(begin * (whole - begin))
    else:
        wins = (1 - odds**begin) / (1 - odds**whole)
        games = (begin - whole * wins) / (1 - 2 * fair)
    up, down = float(fair), float(1 - fair)
    inner = [
        step(f"{at}", "играет", hours=1, then={f"{at + 1}": up, f"{at - 1}": down})
        for at in range(1, whole)
    ]
    ends = [step("0", "", then=(), outcome="отказ"), step(f"{whole}", "", then=(), satisfies=True)]

    told = analyse(way(*inner, *ends, start=f"{begin}"))

    assert told.outcomes == {SATISFIED: near(wins), REFUSED: near(1 - wins)}
    assert near(games) == told.to_end.hours
    assert near(wins) == told.visits[f"{whole}"]


def test_hours_of_the_satisfied_are_theirs_only():
    """One way in four takes 10 hours and ends well, the other takes 2 and does not."""
    told = analyse(
        way(
            step("ask", "", hours=1, then={"wait": 0.25, "refused": 0.75}),
            step("wait", "", hours=10, at="office", then="paid"),
            PAID,
            step("refused", "", hours=2, outcome="отказ"),
        )
    )

    assert told.outcomes == {SATISFIED: near(Fraction(1, 4)), REFUSED: near(Fraction(3, 4))}
    assert (near(11), near(0)) == (told.to_satisfaction.hours, told.to_satisfaction.hours_variance)
    assert near(1) == told.to_satisfaction.contacts
    assert near(5) == told.to_end.hours
    assert near(Fraction(1, 4) * 36 + Fraction(3, 4) * 4) == told.to_end.hours_variance


def test_clients_give_up():
    """Of two rounds that go on with 1/2 and come back with 1/4, a quarter is lost each time."""
    told = analyse(
        way(
            step("fill", "", hours=3, then={"fill": 0.25, "paid": 0.5}),
            PAID,
        )
    )

    assert told.given_up == {"fill": near(Fraction(1, 3))}
    assert told.outcomes == {SATISFIED: near(Fraction(2, 3)), GIVEN_UP: near(Fraction(1, 3))}
    assert near(4) == told.to_end.hours


def test_all_give_up_where_no_way_has_a_chance():
    told = analyse(way(step("fill", "", then={"paid": 0}), PAID))

    assert {SATISFIED: 0.0, GIVEN_UP: 1.0} == told.outcomes
    assert {"fill": 1.0} == told.given_up
    assert 0 == told.visits["paid"]


def test_a_journey_goes_on_after_satisfaction():
    """Feedback comes after; who gives up there, or complains, was satisfied all the same."""
    told = analyse(
        way(
            step("get", "", hours=1, satisfies=True, then={"rate": 0.5, "again": 0.25}),
            step("rate", "", hours=2, at="site", outcome="жалоба", then=()),
            step("again", "", hours=4, then="get"),
        )
    )

    assert told.outcomes == {SATISFIED: near(1)}
    assert {} == told.given_up
    assert (near(1), near(0)) == (told.to_satisfaction.hours, told.to_satisfaction.contacts)
    assert near(Fraction(4, 3) * (1 + 1 + 1)) == told.to_end.hours
    assert near(Fraction(2, 3)) == told.to_end.contacts


def test_the_deviation_of_each_visit_counts():
    """Two visits on the average, variance 2: that of the sum is 2 x 3**2 + 5**2 x 2."""
    told = analyse(
        way(step("wait", "", hours=5, deviation=3, then={"wait": 0.5, "paid": 0.5}), PAID)
    )

    assert near(2 * 9 + 25 * 2) == told.to_end.hours_variance


def test_a_step_without_hours_is_named():
    told = analyse(
        way(step("a", "", hours=1, then="b"), step("b", "", deviation=4), step("c", "", then=()))
    )

    assert ("b", "c") == told.untimed
    assert 0 == told.to_end.hours_variance
    assert {"a": 1, "b": 1, "c": 1} == told.visits


def test_what_cannot_be_reached_is_visited_never():
    told = analyse(way(step("a", "", then={"b": 1, "c": 0}), step("b", "", then=()), step("c", "")))

    assert {"a": 1, "b": 1, "c": 0} == told.visits
    assert ("a", "b") == told.untimed


def test_phases_and_channels_sum_up():
    told = journey(
        "j",
        "Путь",
        phase("Узнаёт", step("read", "", at="site", hours=1)),
        phase(
            "Подаёт",
            step("apply", "", at="office", hours=2, transfers=2, then={"apply": 0.5, "paid": 0.5}),
            PAID,
        ),
    )
    channels = {"read": {"digital"}, "apply": {"digital", "offline"}, "paid": ()}
    stations = {
        id: Station(told.by_id[id], None, None, frozenset(of), frozenset())
        for id, of in channels.items()
    }

    found = analyse(told, stations)

    assert {"Узнаёт": Spent(1, 1, 1, 0), "Подаёт": Spent(3, 4, 2, 4)} == found.by_phase
    assert found.by_channel == {
        frozenset({"digital"}): Spent(1, 1, 1, 0),
        frozenset({"digital", "offline"}): Spent(2, 4, 2, 4),
        frozenset(): Spent(1, 0, 0, 0),
    }
    assert analyse(told).by_channel is None


def test_a_block_lasts_as_long_as_its_longest_branch():
    """Branches of 4 or 14 hours, and of 6: 10 on the average, 4 off on either side."""
    told = analyse(
        block(
            step("check", "", hours=4, at="site", then={"more": 0.5, "paid": 0.5}),
            step("visit", "", hours=6, at="office", transfers=1),
            rest=[step("more", "", hours=10, then="paid")],
        )
    )

    assert told.outcomes == {SATISFIED: near(1)}
    assert (near(10), near(16)) == (told.to_end.hours, told.to_end.hours_variance)
    assert (near(2), near(1)) == (told.to_end.contacts, told.to_end.transfers)
    assert near(Fraction(1, 2)) == told.visits["more"]
    assert near(4 + 6 + 5) == told.by_phase["Всё"].hours


def test_the_maximum_of_two_branches_by_chance():
    """1 or 3 hours against 2 or 5, each alike: 2, 3, 5, 5."""
    told = analyse(
        block(
            step("a", "", hours=1, then={"paid": 0.5, "a2": 0.5}),
            step("b", "", hours=2, then={"paid": 0.5, "b2": 0.5}),
            rest=[step("a2", "", hours=2, then="paid"), step("b2", "", hours=3, then="paid")],
        )
    )

    assert near(Fraction(15, 4)) == told.to_end.hours
    assert near(Fraction(4 + 9 + 25 + 25, 4) - Fraction(15, 4) ** 2) == told.to_end.hours_variance


def test_blocks_nest():
    """Inside one branch an hour, the longer of 5 and 7, and an hour; the other takes 8."""
    first, *inner = parallel(
        step("ask", "", hours=1),
        step("x", "", hours=5),
        step("y", "", hours=7),
        last=step("got", "", hours=1, then="paid"),
    )
    told = block(first, step("z", "", hours=8), rest=inner)

    assert near(9) == analyse(told).to_end.hours
    assert {1.0} == set(analyse(told).visits.values())


def test_a_branch_may_be_empty():
    told = way(
        step("sent", "", split=Gate.ALL, then=("wait", "paid")),
        step("wait", "", hours=3, then={"paid": 0.5}),
        join(PAID),
    )

    assert near(3) == analyse(told).to_end.hours
    assert near(Fraction(1, 2)) == analyse(told).satisfied
    assert simulate(told, 100).to_end.hours.value == 3


def test_giving_up_in_a_branch_ends_the_journey_after_the_block():
    """Half give up at `fill` after an hour; the other branch takes 3, and the last step 10."""
    told = analyse(
        block(
            step("fill", "", hours=1, at="site", then={"paid": 0.5}),
            step("wait", "", hours=3, then={"paid": 0.5}),
            last=step("paid", "", hours=10, satisfies=True, then=()),
        )
    )

    assert told.outcomes == {SATISFIED: near(Fraction(1, 4)), GIVEN_UP: near(Fraction(3, 4))}
    assert told.given_up == {"fill": near(Fraction(1, 2)), "wait": near(Fraction(1, 4))}
    assert near(13) == told.to_satisfaction.hours
    assert near(3 + Fraction(10, 4)) == told.to_end.hours
    assert near(1) == told.to_satisfaction.contacts


def test_satisfaction_inside_a_block_comes_when_its_step_ends():
    told = analyse(
        block(
            step("get", "", hours=2, satisfies=True, then={"more": 0.5}),
            step("wait", "", hours=9, at="office"),
            last=step("end", "", hours=1, then=()),
            rest=[step("more", "", hours=20, then="end")],
        )
    )

    assert told.outcomes == {SATISFIED: near(1)}
    assert (near(2), near(0)) == (told.to_satisfaction.hours, told.to_satisfaction.hours_variance)
    assert near(1) == told.to_satisfaction.contacts
    assert near(Fraction(22 + 1 + 9, 2)) == told.to_end.hours


def test_a_step_with_one_way_splits_nothing():
    told = way(
        step("a", "", hours=1, split=Gate.ALL, then="b"),
        step("b", "", hours=1, join=Gate.ALL, satisfies=True),
    )

    assert near(2) == analyse(told).to_end.hours


LOOP = [
    step("ask", "", hours=1, then={"ask": 0.5, "paid": 0.5}),
    step("wait", "", hours=1),
]
SPREAD = [step("ask", "", hours=2, deviation=1), step("wait", "", hours=1)]
MANY = [
    one
    for at in range(17)
    for one in (
        step(f"a{at}", "", hours=2**at, then=(f"a{at + 1}", f"b{at}")),
        step(f"b{at}", "", hours=0.1 * 3**at, then=f"a{at + 1}"),
    )
]


@pytest.mark.parametrize(
    ("told", "named"),
    [
        (block(*LOOP), ["sent", "paid", "loop", "ask"]),
        (block(*SPREAD), ["sent", "paid", "deviation", "ask"]),
        (
            way(
                step("sent", "", split=Gate.ALL, then=("a0", "wait")),
                *MANY,
                step("a17", "", then="paid"),
                step("wait", "", hours=1, then="paid"),
                join(PAID),
            ),
            ["sent", "paid", "100000"],
        ),
    ],
    ids=["loop", "deviation", "many"],
)
def test_a_block_that_is_not_exact_says_to_simulate(told, named):
    said = english(told)

    assert [] == [one for one in [*named, "simulate("] if one not in said]
    assert simulate(told, 100).satisfied.value == 1


ALL = {"split": Gate.ALL}
JOIN = {"join": Gate.ALL}


@pytest.mark.parametrize(
    ("told", "named"),
    [
        (
            way(
                step("sent", "", **ALL, then=("a", "b")),
                step("a", "", then=()),
                step("b", "", then="end"),
                step("end", ""),
            ),
            ["sent", "a", "end"],
        ),
        (
            way(
                step("one", "", then={"a": 0.5, "b": 0.5}),
                step("a", "", then="end"),
                step("b", "", then="end"),
                step("end", "", **JOIN),
            ),
            ["end"],
        ),
        (
            way(
                step("sent", "", **ALL, then=("a", "b", "c", "d")),
                step("a", "", then="x"),
                step("b", "", then="x"),
                step("c", "", then="y"),
                step("d", "", then="y"),
                step("x", "", **JOIN),
                step("y", "", **JOIN),
            ),
            ["sent", "x", "y"],
        ),
        (
            way(
                step("sent", "", **ALL, then=("a", "b")),
                step("a", "", then={"both": 0.5, "end": 0.5}),
                step("b", "", then="both"),
                step("both", "", then="end"),
                step("end", "", **JOIN),
            ),
            ["sent", "both", "end"],
        ),
        (
            way(
                step("sent", "", **ALL, then=("a", "b")),
                step("a", "", then="end"),
                step("b", "", then="end"),
                step("end", "", **JOIN, then={"a": 0.5, "last": 0.5}),
                step("last", ""),
            ),
            ["sent", "a", "end"],
        ),
        (
            way(
                step("sent", "", **ALL, then=("a", "b")),
                step("a", "", then={"sent": 0.5, "end": 0.5}),
                step("b", "", then="end"),
                step("end", "", **JOIN),
            ),
            ["sent"],
        ),
        (
            way(
                step("sent", "", **ALL, then=("a", "b")),
                step("a", "", then="b"),
                step("b", "", then="a"),
            ),
            ["sent", "—"],
        ),
    ],
    ids=["ends", "no split", "two joins", "meet inside", "entered", "comes back", "never meets"],
)
@pytest.mark.parametrize("simulated", [False, True])
def test_badly_nested_branches_are_refused(told, named, simulated):
    said = english(told, simulated=simulated)

    assert [] == [one for one in named if one not in said]


def test_a_journey_that_cannot_end_names_its_steps():
    told = way(
        step("ask", "", then={"wait": 0.1, "paid": 0.9}),
        step("wait", "", then="call"),
        step("call", "", then="wait"),
        PAID,
    )

    assert "“wait”, “call”" in english(told)
    found = simulate(told, 1000, most_steps=50)
    assert found.unfinished == 1000 - found.to_end.runs == pytest.approx(100, abs=50)
    assert found.unfinished / 1000 == pytest.approx(1 - found.satisfied.value)


def test_a_loop_left_almost_never_is_no_infinity():
    told = way(
        step("a", "", then="b"), step("b", "", then={"a": 1, "paid": 1e-17}), PAID
    )  # fmt: skip

    assert "1e-17" in english(told)


def test_a_step_that_is_almost_never_left_is_exact():
    told = analyse(way(step("a", "", hours=1, then={"a": 1, "paid": 1e-17}), PAID))

    assert told.to_end.hours == pytest.approx(1e17)
    assert told.satisfied == pytest.approx(1)


def test_probabilities_that_make_a_little_less_than_one_lose_nobody():
    told = analyse(
        way(step("a", "", then={"a": 0.1, "b": 0.2, "paid": 0.7 - 1e-10}), step("b", ""), PAID)
    )

    assert told.satisfied == pytest.approx(1, abs=1e-14)


def test_what_helps_most():
    """Two visits of 3 hours against one of 5; the way back does harm."""
    found = improvements(
        way(
            step("apply", "", hours=3, then="check"),
            step("check", "", hours=5, then={"apply": 0.5, "paid": 0.25}),
            PAID,
        )
    )

    assert [(one.step, one.tenth_to_end) for one in found.steps] == [
        ("check", near(1)),
        ("apply", near(Fraction(3, 5))),
        ("paid", 0),
    ]
    assert {one.step: one.to_satisfaction for one in found.steps} == {
        "check": near(2),
        "apply": near(2),
        "paid": near(1),
    }
    gains = {(one.source, one.target): one for one in found.ways}
    assert near(2) == gains["check", "paid"].taken_from_leaving
    assert near(1) == gains["check", "apply"].taken_from_leaving
    assert near(Fraction(1, 2) * 2 / Fraction(3, 4)) == gains["check", "paid"].taken_from_others
    assert near(0) == gains["check", "apply"].taken_from_others
    assert 0 == gains["apply", "check"].taken_from_others
    assert "paid" == found.ways[0].target


def test_only_the_longest_branch_is_worth_the_effort():
    found = improvements(block(step("a", "", hours=4), step("b", "", hours=10), step("c", "")))

    assert {"b": near(1), "a": near(0), "c": 0} == {
        one.step: one.tenth_to_end for one in found.steps if one.step in "abc"
    }
    assert {"b": near(1), "a": near(0), "c": 0} == {
        one.step: one.to_satisfaction for one in found.steps if one.step in "abc"
    }
    assert [] == [one for one in found.ways if one.source in {"sent", "a", "b", "c"}]


def test_nobody_satisfied_leaves_no_hours_to_satisfaction():
    told = way(step("a", "", hours=1), step("b", "", outcome="отказ"))

    assert analyse(told).to_satisfaction is None
    assert simulate(told, 10).to_satisfaction is None
    assert {None} == {one.tenth_to_satisfaction for one in improvements(told).steps}


@pytest.mark.parametrize("stays", [0.05, 1e-4])
def test_a_tangle_of_many_steps_is_solved(stays):
    """Ten random ways from each of 3,000 states: E = h + Q E holds, and visits their balance."""
    size, chance = 3000, np.random.default_rng(1)
    shares = chance.random((size, 10))
    shares *= (1 - stays) / shares.sum(axis=1, keepdims=True)
    rows, columns = np.repeat(np.arange(size), 10), chance.integers(0, size, size * 10)
    ways = csr_array((shares.ravel(), (rows, columns)), shape=(size, size))
    chain, hours = Absorbing(ways, np.full(size, stays)), chance.random(size)

    sums, begin = chain.sums(hours), np.eye(1, size)[0]
    visits = chain.visits(begin)

    assert np.abs(sums - hours - ways @ sums).max() < 1e-9 * sums.max()
    assert np.abs(visits - begin - ways.T @ visits).sum() < 1e-9 * visits.sum()
    assert 1 / stays == pytest.approx(visits.sum())
    assert visits @ hours == pytest.approx(sums[0])


def test_simulation_is_seeded():
    told = block(*LOOP)

    assert simulate(told, 50, seed=3) == simulate(told, 50, seed=3)
    assert simulate(told, 50, seed=3) != simulate(told, 50, seed=4)


def test_simulation_draws_the_hours_of_a_gamma_distribution():
    """Mean and deviation of 2 hours: exponential; the longer of two lasts 3, deviation 5 ** 0.5."""
    found = simulate(
        block(step("a", "", hours=2, deviation=2), step("b", "", hours=2, deviation=2)), 40_000
    )

    assert found.to_end.hours.value == pytest.approx(3, abs=5 * (5 / 40_000) ** 0.5)
    assert found.to_end.hours_variance.value == pytest.approx(
        5, abs=5 * found.to_end.hours_variance.error
    )


def test_whole_hours_are_not_drawn_as_whole_numbers():
    found = simulate(way(step("wait", "", hours=1, waits=1, deviation=1)), 1000)

    assert found.to_end.hours.value == pytest.approx(2, abs=5 * found.to_end.hours.error)


def test_simulation_of_one_run_knows_no_error():
    found = simulate(way(step("a", "", hours=2)), 1)

    assert 2 == found.to_end.hours.value
    assert math.isnan(found.to_end.hours.error)


@pytest.mark.parametrize("wrong", [{"runs": 0}, {"most_steps": 0}])
def test_simulation_needs_a_run_and_a_step(wrong):
    with pytest.raises(UsageError) as caught:
        simulate(way(step("a", "")), **wrong)

    assert next(iter(wrong)) in caught.value.say("en")


def test_runs_stopped_in_a_branch_are_counted():
    told = block(step("ask", "", then={"ask": 1, "paid": 0}), step("wait", "", hours=1))
    loop = way(
        step("sent", "", split=Gate.ALL, then=("ask", "wait")),
        step("ask", "", then={"ask": 0.9, "paid": 0.1}),
        step("wait", "", then="paid"),
        join(PAID),
    )

    assert "“sent”" in english(told)
    found = simulate(loop, 1000, most_steps=10)
    assert 1000 == found.unfinished + found.to_end.runs
    assert found.unfinished == pytest.approx(1000 * 0.9**10, abs=75)
    assert found.visits["ask"].value < 10
