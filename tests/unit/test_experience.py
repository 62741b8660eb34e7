"""Reactions and satisfaction, pooled with their numbers and intervals; the emotional curve."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from touchpoint_model.journeys.feeling.emotions import emotional_curve, likely_way
from touchpoint_model.journeys.feeling.experience import impression, impressions, satisfied_share
from touchpoint_model.journeys.feeling.intervals import hoeffding, wilson
from touchpoint_model.model.draft import journey, phase, step
from touchpoint_model.model.errors import UsageError
from touchpoint_model.model.experience import Experience, Satisfaction, Scale

FIVE = Scale(1, 5, satisfied_from=4)
TEN = Scale(0, 10, satisfied_from=7)


def felt(emotional, respondents=None, scale=FIVE, **further):
    return Experience(scale, emotional=emotional, respondents=respondents, **further)


def marks(*counts, scale=FIVE):
    return Satisfaction(scale, counts)


TOLD = journey(
    "j",
    "Заявление",
    phase(
        "Узнаёт",
        step("read", "читает", experience=felt(3, 20), satisfaction=marks((5, 8), (3, 2))),
        step("call", "звонит", experience=felt(1, 40, sensory=2), then={"apply": 0.8, "go": 0.2}),
    ),
    phase(
        "Подаёт",
        step("go", "едет", then="apply", satisfaction=marks()),
        step("apply", "подаёт", experience=felt(4, 10), satisfaction=marks((4, 1), (1, 9))),
        step("get", "получает", experience=felt(4.5, 10), satisfies=True),
    ),
)


@given(st.integers(0, 500), st.integers(1, 500), st.sampled_from([0.8, 0.95, 0.99]))
def test_wilson_agrees_with_scipy(hits, further, confidence):
    """Law: the interval is the one that scipy computes."""
    oracle = binomtest(hits, hits + further).proportion_ci(confidence, method="wilson")

    low, high = wilson(hits, hits + further, confidence)

    assert math.isclose(oracle.low, low, abs_tol=1e-12)
    assert math.isclose(oracle.high, high, abs_tol=1e-12)


@given(st.floats(0, 1), st.integers(1, 10_000))
def test_more_answers_never_widen_the_interval_of_a_mean(mean, answers):
    """Law: an interval holds its mean, stays in 0…1, and narrows with more answers."""
    low, high = hoeffding(mean, answers)
    closer = hoeffding(mean, 4 * answers)

    assert 0 <= low <= mean <= high <= 1
    assert low <= closer[0] <= closer[1] <= high


def test_an_interval_of_a_mean_that_was_computed_by_hand():
    """ln(2 / 0.05) = 3.6889; divided by 2 · 100, and its square root: 0.1358."""
    low, high = hoeffding(0.5, 100)

    assert (round(low, 4), round(high, 4)) == (0.3642, 0.6358)


def test_without_answers_there_is_no_interval():
    assert (wilson(0, 0), hoeffding(0.5, 0)) == (None, None)


@pytest.mark.parametrize("wrong", [0, 1, -0.5, 95])
def test_confidence_is_a_share(wrong):
    with pytest.raises(UsageError):
        wilson(1, 2, wrong)
    with pytest.raises(UsageError):
        hoeffding(0.5, 2, wrong)


def test_more_satisfied_than_asked_is_refused():
    with pytest.raises(UsageError):
        wilson(3, 2)


def test_satisfied_answers_are_pooled_by_step_phase_and_journey():
    found = impressions(TOLD)

    def told(one):
        return one.of, one.satisfaction.satisfied, one.satisfaction.answers

    assert told(found.whole) == ("Заявление", 9, 20)
    assert [told(one) for one in found.phases] == [("Узнаёт", 8, 10), ("Подаёт", 1, 10)]
    assert [told(one) for one in found.steps] == [
        ("read", 8, 10),
        ("call", 0, 0),
        ("go", 0, 0),
        ("apply", 1, 10),
        ("get", 0, 0),
    ]
    assert found.whole.satisfaction.share == 0.45
    assert found.whole.satisfaction.steps == 2


def test_a_share_without_answers_is_unknown_not_zero():
    found = impressions(TOLD).steps[1].satisfaction

    assert (found.share, found.interval) == (None, None)


def test_each_answer_is_judged_by_its_own_scale():
    found = satisfied_share([*TOLD.steps, *_steps(satisfaction=marks((7, 3), (6, 1), scale=TEN))])

    assert (found.satisfied, found.answers) == (12, 24)


def test_a_mean_weighs_steps_by_their_answers():
    found = impressions(TOLD).whole.emotional

    assert found.answers == 80
    assert math.isclose(found.mean, (20 * 0.5 + 40 * 0 + 10 * 0.75 + 10 * 0.875) / 80)
    assert math.isclose(found.mark, 1 + 4 * found.mean)
    assert found.interval == hoeffding(found.mean, 80)
    assert (found.steps, found.scales, found.rescaled) == (4, ((1, 5),), False)


def test_marks_of_different_scales_are_rescaled_and_it_is_said():
    told = [*_steps(experience=felt(5, 10)), *_steps(experience=felt(5, 10, TEN))]

    found = impression("", told).emotional

    assert (found.mean, found.mark, found.rescaled) == (0.75, None, True)
    assert found.scales == ((0, 10), (1, 5))


def test_with_an_unknown_number_steps_count_alike_and_there_is_no_interval():
    told = [*_steps(experience=felt(5, 1000)), *_steps(experience=felt(1))]

    found = impression("", told).emotional

    assert (found.mean, found.answers, found.interval) == (0.5, None, None)


def test_what_was_not_measured_is_unknown():
    found = impressions(TOLD).whole.cognitive

    assert (found.mean, found.mark, found.answers, found.interval) == (None, None, None, None)
    assert impressions(TOLD).whole.sensory.mean == 0.25


def test_the_curve_runs_from_minus_one_to_one_in_the_order_of_reading():
    found = emotional_curve(TOLD)

    assert [(one.step, one.value, one.respondents) for one in found.points] == [
        ("read", 0.0, 20),
        ("call", -1.0, 40),
        ("go", None, None),
        ("apply", 0.5, 10),
        ("get", 0.75, 10),
    ]


def test_peak_trough_and_end():
    found = emotional_curve(TOLD)

    assert (found.peak.step, found.trough.step, found.end.step) == ("get", "call", "get")
    assert found.peak_end == (-1 + 0.75) / 2


def test_an_end_that_was_not_measured_stays_unknown():
    found = emotional_curve(TOLD, along=["read", "go"])

    assert (found.peak.step, found.end.step, found.end.value) == ("read", "go", None)
    assert found.peak_end is None


def test_a_curve_of_nothing_measured():
    found = emotional_curve(TOLD, along=["go"])

    assert (found.peak, found.trough, found.peak_end) == (None, None, None)
    assert emotional_curve(TOLD, along=[]).end is None


def test_the_likely_way_leaves_out_the_detour():
    assert likely_way(TOLD) == ("read", "call", "apply", "get")
    assert [one.step for one in emotional_curve(TOLD, likely_way(TOLD)).points] == [
        "read",
        "call",
        "apply",
        "get",
    ]


def test_of_ways_alike_the_shorter_one_is_told():
    told = journey(
        "j",
        "",
        phase(
            "",
            step("a", "", then={"b": 0.5, "d": 0.25}),
            step("b", "", then={"c": 1.0}),
            step("c", "", then={"e": 0.5}),
            step("d", "", then={"e": 1.0}),
            step("e", "", satisfies=True),
        ),
    )

    assert likely_way(told) == ("a", "d", "e")


def test_a_way_that_nobody_goes_is_not_likely():
    told = journey(
        "j",
        "",
        phase(
            "",
            step("a", "", then={"b": 0.0, "c": 1.0}),
            step("b", "", satisfies=True),
            step("c", ""),
        ),
    )

    assert likely_way(told) == ()


def test_the_likely_way_past_a_loop_and_a_start_that_satisfies():
    loop = journey(
        "j", "", phase("", step("a", "", then={"a": 0.9, "b": 0.1}), step("b", "", satisfies=True))
    )
    at_once = journey("j", "", phase("", step("a", "", satisfies=True), step("b", "")))

    assert (likely_way(loop), likely_way(at_once)) == (("a", "b"), ("a",))


def _steps(**facts):
    return journey("j", "", phase("", step("s", "", **facts))).steps
