"""Laws of journeys as chains: what they expect, and what playing them shows."""

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from touchpoint_model.journeys.chance.endings import SATISFIED
from touchpoint_model.journeys.chance.improvement import improvements
from touchpoint_model.journeys.chance.markov import analyse
from touchpoint_model.journeys.chance.simulation import simulate
from touchpoint_model.model.journeys import Gate, Journey, Phase, Step, Transition

RUNS = 3000
hours = st.none() | st.integers(0, 8)


def made(steps, links) -> Journey:
    return Journey("j", "Путь", (Phase("Всё", tuple(steps)),), tuple(links))


def stepped(draw, id, deviation=True):
    """A step of whole hours, at a point or at none; seldom one that satisfies."""
    return Step(
        id,
        "",
        touchpoint=draw(st.sampled_from([None, "site"])),
        duration=draw(hours),
        waiting=draw(hours),
        deviation=draw(st.sampled_from([None, 1, 3])) if deviation else None,
        transfers=draw(st.sampled_from([None, 1])),
        satisfies=draw(st.integers(0, 4)) == 0,
        outcome=draw(st.sampled_from([None, "да", "нет"])),
    )


def weighed(draw, source, targets, needed):
    """Ways with chances in eighths; the needed one has at least one; some may give up."""
    weights = {needed: draw(st.integers(1, 3))}
    for target in targets:
        weights[target] = weights.get(target, 0) + draw(st.integers(0, 2))
    whole = max(8, sum(weights.values()))
    stay = draw(st.booleans())
    total = sum(weights.values()) if stay else whole
    return [Transition(source, target, weight / total) for target, weight in weights.items()]


@st.composite
def chains(draw, most=6) -> Journey:
    """Journeys of steps in any order, each with some way forward, and so to the end."""
    count = draw(st.integers(1, most))
    ids = [f"s{at}" for at in range(count)]
    steps = [stepped(draw, id) for id in ids]
    links = []
    for at, id in enumerate(ids[:-1]):
        needed = draw(st.sampled_from(ids[at + 1 :]))
        links += weighed(draw, id, draw(st.lists(st.sampled_from(ids), max_size=3)), needed)
    return made(steps, links)


@st.composite
def blocks(draw, exact=True) -> Journey:
    """Journeys with a block of two or three branches inside a loop; exact: that can be reckoned."""
    steps = [evolve(stepped(draw, "split"), split=Gate.ALL)]
    links = []
    for branch in range(draw(st.integers(2, 3))):
        ids = [f"b{branch}{at}" for at in range(draw(st.integers(0 if branch == 0 else 1, 3)))]
        steps += [stepped(draw, id, deviation=not exact) for id in ids]
        links.append(Transition("split", (ids or ["join"])[0]))
        for at, id in enumerate(ids):
            after = [*ids[at + 1 :], "join"]
            others = after if exact else [*ids, "join"]
            further = draw(st.lists(st.sampled_from(others), max_size=2))
            links += weighed(draw, id, further, after[0])
    steps += [evolve(stepped(draw, "join"), join=Gate.ALL), stepped(draw, "end")]
    links += weighed(draw, "join", draw(st.lists(st.just("split"), max_size=1)), "end")
    return made(steps, links)


journeys = chains() | blocks()


def measures(told):
    """The figures of an analysis that do not name a step."""
    parts = [told.to_end] + ([told.to_satisfaction] if told.to_satisfaction else [])
    return [
        *sorted((ending, share) for ending, share in told.outcomes.items()),
        *((one.hours, one.hours_variance, one.contacts, one.transfers) for one in parts),
    ]


def alike(one, other):
    """The same figures within rounding."""
    return [pytest.approx(each, rel=1e-9, abs=1e-9) for each in map(figures, one)] == [
        figures(each) for each in other
    ]


def figures(row):
    return tuple(one for one in row if isinstance(one, float | int))


@given(journeys)
def test_outcomes_make_one(journey):
    """Law: every client comes to exactly one ending."""
    told = analyse(journey)

    assert sum(told.outcomes.values()) == pytest.approx(1, abs=1e-12)
    assert all(-1e-12 <= share <= 1 + 1e-12 for share in told.outcomes.values())


@given(chains())
def test_the_figures_are_those_of_exact_fractions(journey):
    """Law: hours, variance, satisfaction and visits are those of the textbook's equations."""
    told, exact = analyse(journey), by_fractions(journey)

    assert told.to_end.hours == pytest.approx(float(exact["hours"]))
    assert told.to_end.hours_variance == pytest.approx(float(exact["variance"]), abs=1e-9)
    assert told.satisfied == pytest.approx(float(exact["satisfied"]), abs=1e-12)
    if told.to_satisfaction is not None:
        met = told.to_satisfaction
        assert met.hours == pytest.approx(float(exact["met hours"]))
        assert met.hours_variance == pytest.approx(float(exact["met variance"]), abs=1e-9)


def by_fractions(journey):
    """First and second moments, satisfaction and those of the satisfied, in exact fractions."""
    steps = journey.steps
    place = {step.id: at for at, step in enumerate(steps)}
    ways = [[Fraction(0)] * len(steps) for _ in steps]
    for link in journey.transitions:
        share = Fraction(link.probability).limit_denominator(1000)
        ways[place[link.source]][place[link.target]] += share
    mean = [Fraction(step.hours or 0) for step in steps]
    square = [
        m**2 + (Fraction(s.deviation or 0) ** 2 if m else 0)
        for m, s in zip(mean, steps, strict=True)
    ]
    met = [Fraction(step.satisfies) for step in steps]
    unmet = [[q * (1 - m) for q in row] for row, m in zip(ways, met, strict=True)]

    def moments(ways, ends, mean, square):
        first = solved(ways, [m * end for m, end in zip(mean, ends, strict=True)])
        ahead = [sum(q * f for q, f in zip(row, first, strict=True)) for row in ways]
        second = solved(
            ways, [s * e + 2 * m * a for s, e, m, a in zip(square, ends, mean, ahead, strict=True)]
        )
        return first[0], second[0]

    one = [Fraction(1)] * len(steps)
    hours, squares = moments(ways, one, mean, square)
    hope = solved(unmet, met)
    met_hours, met_squares = moments(unmet, hope, mean, square)
    told = {"hours": hours, "variance": squares - hours**2, "satisfied": hope[0]}
    if hope[0]:
        told["met hours"] = met_hours / hope[0]
        told["met variance"] = met_squares / hope[0] - told["met hours"] ** 2
    return told


def solved(ways, right):
    """x = right + ways x, by elimination."""
    size = len(right)
    rows = [[Fraction(i == j) - ways[i][j] for j in range(size)] + [right[i]] for i in range(size)]
    for at in range(size):
        pivot = next(i for i in range(at, size) if rows[i][at])
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [one / rows[at][at] for one in rows[at]]
        for i in range(size):
            if i != at and rows[i][at]:
                rows[i] = [a - rows[i][at] * b for a, b in zip(rows[i], rows[at], strict=True)]
    return [row[-1] for row in rows]


@settings(derandomize=True)
@given(journeys)
def test_playing_agrees_with_reckoning(journey):
    """Law: what a seeded simulation shows is within five standard errors of what is reckoned."""
    told, seen = analyse(journey), simulate(journey, RUNS, seed=11)

    assert 0 == seen.unfinished
    assert set(seen.outcomes) <= set(told.outcomes)
    for ending, share in told.outcomes.items():
        shown = seen.outcomes[ending].value if ending in seen.outcomes else 0
        assert within(shown, share, (max(0, share * (1 - share)) / RUNS) ** 0.5)
    for id, share in told.given_up.items():
        shown = seen.given_up[id].value if id in seen.given_up else 0
        assert within(shown, share, (share * (1 - share) / RUNS) ** 0.5)
    pairs = [(told.to_end, seen.to_end)]
    if told.satisfied > 0.05:
        pairs.append((told.to_satisfaction, seen.to_satisfaction))
    for sure, shown in pairs:
        error = (sure.hours_variance / shown.runs) ** 0.5 + 8 / RUNS
        assert within(shown.hours.value, sure.hours, error)
        for name in ("contacts", "transfers"):
            value, count = getattr(shown, name), getattr(sure, name)
            assert within(value.value, count, max(value.error, error_of(count)))
    for id, count in told.visits.items():
        assert within(seen.visits[id].value, count, max(seen.visits[id].error, error_of(count)))


def error_of(count):
    """Of a count of what is rare, and may not have been seen at all."""
    return (count / RUNS) ** 0.5


def within(shown, sure, error):
    return abs(shown - sure) <= 5 * error + 1e-9 * (1 + abs(sure))


@settings(derandomize=True, max_examples=20)
@given(blocks(exact=False))
def test_any_block_can_be_played(journey):
    """Law: a block with loops and deviations is played to the end, and visits balance."""
    seen = simulate(journey, 200, seed=5)

    assert 0 == seen.unfinished
    assert sum(one.value for one in seen.outcomes.values()) == pytest.approx(1)
    assert seen.visits["end"].value <= 1
    assert seen.visits["join"].value <= seen.visits["split"].value


@given(journeys, st.sampled_from([0.25, 3, 24]))
def test_hours_scale(journey, by):
    """Law: in other units of time the hours are so many times as many, and nothing else changes."""
    slower = made(
        [
            evolve(
                step,
                **{
                    name: None if getattr(step, name) is None else getattr(step, name) * by
                    for name in ("duration", "waiting", "deviation")
                },
            )
            for step in journey.steps
        ],
        journey.transitions,
    )
    told, scaled = analyse(journey), analyse(slower)

    for one, other in [
        (told.to_end, scaled.to_end),
        (told.to_satisfaction, scaled.to_satisfaction),
    ]:
        if one is not None:
            assert other.hours == pytest.approx(one.hours * by)
            assert other.hours_variance == pytest.approx(one.hours_variance * by**2, abs=1e-9)
            assert other.contacts == pytest.approx(one.contacts)
    assert scaled.outcomes == pytest.approx(told.outcomes)
    assert scaled.visits == pytest.approx(told.visits)


@given(journeys, st.data())
def test_a_step_in_two_halves_changes_only_counts(journey, data):
    """Law: a step cut in two, one after the other, leaves all hours and outcomes as they were."""
    whole = data.draw(st.sampled_from(journey.steps))
    half = None if whole.hours is None else whole.hours / 2
    spread = None if whole.deviation is None else whole.deviation / 2**0.5
    first = evolve(
        whole,
        duration=half,
        waiting=None,
        deviation=spread,
        satisfies=False,
        outcome=None,
        split=Gate.ONE,
    )
    second = evolve(whole, id="half", duration=half, waiting=None, deviation=spread, join=Gate.ONE)
    links = [
        evolve(link, source="half") if link.source == whole.id else link
        for link in journey.transitions
    ]
    steps = [
        one for step in journey.steps for one in ([first, second] if step is whole else [step])
    ]
    told = analyse(journey)
    cut = analyse(made(steps, [*links, Transition(whole.id, "half", 1.0)]))

    assert cut.outcomes == pytest.approx(told.outcomes)
    for one, other in [(told.to_end, cut.to_end), (told.to_satisfaction, cut.to_satisfaction)]:
        if one is not None:
            assert other.hours == pytest.approx(one.hours)
            assert other.hours_variance == pytest.approx(one.hours_variance, abs=1e-9)
    assert cut.visits["half"] == pytest.approx(told.visits[whole.id])
    assert {**cut.visits, "half": 0} == pytest.approx({**told.visits, "half": 0})


@given(journeys, st.randoms(use_true_random=False))
def test_names_and_order_change_nothing(journey, chance):
    """Law: a journey whose steps are shuffled and renumbered has the same figures."""
    order = list(journey.steps)
    chance.shuffle(order)
    names = {step.id: f"n{at}" for at, step in enumerate(order)}
    links = [
        evolve(link, source=names[link.source], target=names[link.target])
        for link in journey.transitions
    ]
    chance.shuffle(links)
    other = evolve(
        made([evolve(step, id=names[step.id]) for step in order], links),
        start=names[journey.first.id],
    )
    told, renamed = analyse(journey), analyse(other)

    assert alike(measures(told), measures(renamed))
    assert renamed.visits == pytest.approx({names[id]: count for id, count in told.visits.items()})


@given(journeys)
def test_a_tenth_saves_what_is_foretold(journey):
    """Law: a step that takes ten per cent less saves the hours that its row says."""
    told = analyse(journey)
    for gain in improvements(journey).steps:
        step = journey.by_id[gain.step]
        if not step.hours:
            assert 0 == gain.tenth_to_end
            continue
        faster = evolve(step, duration=step.hours * 0.9, waiting=None)
        steps = [faster if one is step else one for one in journey.steps]
        now = analyse(made(steps, journey.transitions))
        saved = told.to_end.hours - now.to_end.hours

        assert gain.tenth_to_end == pytest.approx(saved, abs=1e-9)
        if told.to_satisfaction is not None:
            met = told.to_satisfaction.hours - now.to_satisfaction.hours
            assert gain.tenth_to_satisfaction == pytest.approx(met, abs=1e-9)


@given(journeys)
def test_a_likelier_way_gains_what_is_foretold(journey):
    """Law: the gain of a way is the slope of the probability of satisfaction by its chance."""
    by = 1e-6
    for gain in improvements(journey).ways:
        if gain.chance > 1 - 2 * by:
            assert 0 == gain.taken_from_others
            continue
        links = [
            link
            if link.source != gain.source
            else evolve(link, probability=link.probability + by)
            if link.target == gain.target
            else evolve(link, probability=link.probability * (1 - by / (1 - gain.chance)))
            for link in journey.transitions
        ]
        now = analyse(made(journey.steps, links))
        slope = (now.outcomes[SATISFIED] - analyse(journey).outcomes[SATISFIED]) / by

        assert gain.taken_from_others == pytest.approx(slope, rel=1e-3, abs=1e-4)
