"""A journey beside its redesign: steps, ways, measures, clauses, findings."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import touchpoint_model as tm
from touchpoint_model.journeys.redesign.comparison import compare
from touchpoint_model.journeys.redesign.measures import Better, Measure, MeasureChange, Trend
from touchpoint_model.journeys.redesign.pairing import Paired, paired
from touchpoint_model.journeys.redesign.verdicts import weigh
from touchpoint_model.journeys.scenarios import scenario
from touchpoint_model.model.draft import journey, phase, step
from touchpoint_model.model.errors import UsageError
from touchpoint_model.model.findings import ClauseOutcome, Finding, Location, Outcome, Report
from touchpoint_model.model.text import Text
from touchpoint_model.model.touchpoints import Touchpoint
from touchpoint_model.model.view import View
from touchpoint_model.model.vocabulary import Vocabulary

from .building import entry, process, register

AS_IS = journey(
    "fair-now",
    "Место на ярмарке: как есть",
    phase("Узнаёт", step("read", "Читает условия", at="site", hours=0.5)),
    phase(
        "Подаёт",
        step("call", "звонит", at="phone", transfers=3, process="Приём"),
        step("go", "несёт заявку", at="desk", hours=2, waits=5, then={"wait": 0.7, "call": 0.3}),
        step("wait", "ждёт", actor="officer", waits=100),
    ),
    phase("Получает", step("get", "получает место", at="desk", satisfies=True)),
    need="место",
)
TO_BE = journey(
    "fair-new",
    "Место на ярмарке: как будет",
    phase("Узнаёт", step("read", "читает условия;", at="site", hours=0.5)),
    phase(
        "Подаёт онлайн",
        step("go", "подаёт заявку", at="portal", hours=0.2, then={"wait": 0.9, "mend": 0.1}),
        step("mend", "исправляет", at="portal", then="go"),
        step("wait", "ждёт", actor="officer", waits=40),
    ),
    phase("Получает", step("received", "Получает место", at="desk", satisfies=True)),
    need="место",
)


def measured(**values: float | None):
    return {name: Measure(name, value, "hours", Text("", "")) for name, value in values.items()}


def finding(code: str, mark: str, message: str = "") -> Finding:
    said = Text(message or code, message or code)
    return Finding(code, code, tm.Severity.ERROR, said, said, mark, Location())


def report(*findings: Finding, **outcomes: str) -> Report:
    clauses = (
        ClauseOutcome("procedure", clause, "automated", Outcome(outcome), (f"rule-{clause}",))
        for clause, outcome in outcomes.items()
    )
    return Report("toy", date(2024, 1, 1), findings, tuple(clauses))


def changes(name: str):
    pair = next(one for one in compare(AS_IS, TO_BE).kept if one.before.id == name)
    return {one.name: (one.before, one.after) for one in pair.changes}


def test_steps_are_paired_by_id_then_by_words():
    pairs = paired(AS_IS, TO_BE).pairs

    assert pairs == (
        ("read", "read", Paired.ID),
        ("go", "go", Paired.ID),
        ("wait", "wait", Paired.ID),
        ("get", "received", Paired.WORDS),
    )


def test_what_has_no_pair_is_added_or_dropped():
    found = compare(AS_IS, TO_BE)

    assert [one.id for one in found.added] == ["mend"]
    assert [one.id for one in found.dropped] == ["call"]
    assert found.unsure == frozenset()


def test_words_that_several_steps_tell_pair_none():
    """Nothing is guessed: the steps stand as unmatched, and are named as unsure."""
    twice = journey("a", "", phase("", step("a1", "звонит"), step("a2", "Звонит.")))
    once = journey("b", "", phase("", step("b1", "звонит"), step("b2", "ждёт")))

    found = paired(twice, once)

    assert found.pairs == ()
    assert (found.before, found.after) == (("a1", "a2"), ("b1", "b2"))
    assert found.unsure == {"a1", "a2", "b1"}


def test_words_told_twice_on_both_sides_pair_none():
    def twice(mark):
        return journey(mark, "", phase("", step(f"{mark}1", "звонит"), step(f"{mark}2", "звонит")))

    assert paired(twice("a"), twice("b")).pairs == ()


def test_same_action_in_another_process_is_another_step():
    old = journey("a", "", phase("", step("a1", "звонит", process="Приём")))
    new = journey("b", "", phase("", step("b1", "звонит", process="Выдача")))

    assert paired(old, new).pairs == ()


def test_changed_facts_are_named_and_the_same_words_are_no_change():
    assert changes("read") == {}
    assert changes("wait") == {"waiting": (100, 40), "phase": ("Подаёт", "Подаёт онлайн")}
    assert set(changes("go")) == {"action", "touchpoint", "duration", "waiting", "phase"}
    assert changes("go")["duration"] == (2, 0.2)


def test_a_step_at_another_touchpoint_has_moved():
    assert [one.after.id for one in compare(AS_IS, TO_BE).moved] == ["go"]


def test_a_stated_channel_that_changes_is_a_move_and_an_unknown_one_is_not():
    def at(channel):
        return journey("j", "", phase("", step("a", "", at="portal", channel=channel)))

    assert compare(at("offline"), at("digital")).moved
    assert not compare(at(None), at("digital")).moved
    assert compare(at(None), at("digital")).changed


def test_the_register_tells_channels_and_that_two_ids_are_one_point():
    points = (
        Touchpoint("desk", "окно", channel="offline"),
        Touchpoint("counter", "Окно", channel="offline"),
        Touchpoint("portal", "портал", channel="digital"),
    )
    told = register(
        process("Приём", entry("desk"), entry("portal"), entry("counter")), touchpoints=points
    )
    view = View(told, Vocabulary("toy", ()))

    def at(point):
        return journey("j", "", phase("", step("a", "", at=point)))

    (moved,) = compare(at("desk"), at("portal"), view=view).moved
    same = compare(at("desk"), at("counter"), view=view)

    assert moved.channels == ({"offline"}, {"digital"})
    assert (same.moved, same.changed) == ((), ())
    assert compare(at("desk"), at("counter")).moved


def test_ways_are_compared_through_paired_steps():
    found = compare(AS_IS, TO_BE)

    def ends(ways):
        return [(one.source, one.target) for one in ways]

    assert ends(found.ways_added) == [("read", "go"), ("go", "mend"), ("mend", "go")]
    assert ends(found.ways_dropped) == [("read", "call"), ("call", "go"), ("go", "call")]
    assert [(a.probability, b.probability) for a, b in found.ways_changed] == [(0.7, 0.9)]


def test_another_start_or_need_is_a_change_of_the_journey():
    a, b = step("a", "подаёт"), step("b", "ждёт")
    old = journey("j", "", phase("", a, b), need="место")
    new = journey("j", "", phase("", a, b), need="деньги", start="b")

    assert [(one.name, one.before, one.after) for one in compare(old, new).facts] == [
        ("need", "место", "деньги"),
        ("start", "a", "b"),
    ]


def test_a_start_that_only_changed_its_id_is_the_same():
    old = journey("j", "", phase("", step("a", "подаёт")))
    new = journey("j", "", phase("", step("b", "подаёт")))

    assert compare(old, new).facts == ()


def test_measures_of_either_are_told():
    values = {
        "fair-now": measured(time=107.5, only_before=1.0),
        "fair-new": measured(time=40.7, only_after=None),
    }

    found = compare(AS_IS, TO_BE, measure=lambda one: values[one.id]).measures

    assert [one.measure.name for one in found] == ["time", "only_before", "only_after"]
    assert found[0].values == (107.5, 40.7)
    assert math.isclose(found[0].difference, -66.8)
    assert [one.difference for one in found[1:]] == [None, None]


def trend(before, after, better=Better.LESS):
    told = [Measure("m", value, "hours", Text("", ""), better) for value in (before, after)]
    return MeasureChange(*told).trend


def test_a_measure_is_better_worse_same_or_unknown():
    assert trend(2, 1) is Trend.BETTER
    assert trend(1, 2) is Trend.WORSE
    assert trend(1, 2, Better.MORE) is Trend.BETTER
    assert trend(math.inf, math.inf) is Trend.SAME
    assert trend(math.inf, 3) is Trend.BETTER
    assert trend(None, 0) is Trend.UNKNOWN
    assert trend(1, 2, None) is Trend.UNKNOWN
    assert MeasureChange(None, Measure("m", 0, "", Text("", ""))).trend is Trend.UNKNOWN


def test_clauses_that_the_redesign_satisfies_or_breaks():
    before = report(a="violated", b="satisfied", c="review", d="satisfied", e="unverified")
    after = report(a="satisfied", b="review", c="violated", d="satisfied", e="not-applicable")

    found = weigh(before, after)

    assert [one.clause for one in found.clauses] == ["a", "b", "c", "e"]
    assert [one.clause for one in found.satisfied] == ["a"]
    assert [one.clause for one in found.broken] == ["b", "c"]
    assert found.clauses[0].rules == ("rule-a",)


def test_a_clause_that_only_one_report_has():
    (turn,) = weigh(report(), report(a="satisfied")).clauses

    assert (turn.before, turn.after) == (None, Outcome.SATISFIED)


def test_findings_come_go_and_stay():
    before = report(finding("A", "1"), finding("B", "2"), finding("C", "3"))
    after = report(finding("D", "4"), finding("B", "other"), finding("A", "1"))

    found = weigh(before, after)

    assert [one.code for one in found.came] == ["D"]
    assert [one.code for one in found.gone] == ["C"]
    assert [one.code for one in found.stayed] == ["B", "A"]


def test_each_finding_is_counted_once():
    found = weigh(report(finding("A", "1"), finding("A", "2")), report(finding("A", "3")))

    assert (len(found.came), len(found.gone), len(found.stayed)) == (0, 1, 1)


def test_findings_that_tell_the_journeys_name_are_the_same():
    def check(one):
        return report(finding("SV03", one.id, f"Путь «{one.name}» никуда не ведёт"))

    found = compare(AS_IS, TO_BE, check=check).verdicts

    assert (found.came, found.gone) == ((), ())
    assert [one.fingerprint for one in found.stayed] == ["fair-new"]


def test_nothing_measured_and_nothing_checked():
    found = compare(AS_IS, TO_BE)

    assert (found.measures, found.verdicts) == ((), None)


ids = st.lists(st.sampled_from("abcdef"), min_size=1, unique=True)


@st.composite
def journeys(draw):
    told = draw(ids)
    ways = {one: draw(st.lists(st.sampled_from(told), unique=True, max_size=3)) for one in told}
    words = st.sampled_from(["звонит", "ждёт", "несёт"])
    points = st.sampled_from([None, "desk", "site"])
    return journey(
        "j",
        "Путь",
        phase("", *[step(one, draw(words), at=draw(points), then=ways[one]) for one in told]),
    )


@given(journeys())
def test_a_journey_differs_from_itself_in_nothing(one):
    """Law: comparing a journey with itself finds every step kept and nothing else."""
    found = compare(one, one)

    assert [pair.after for pair in found.kept] == list(one.steps)
    assert (found.added, found.dropped, found.changed, found.facts) == ((), (), (), ())
    assert (found.ways_added, found.ways_dropped, found.ways_changed) == ((), (), ())


@given(journeys(), journeys())
def test_comparing_backwards_swaps_added_and_dropped(one, other):
    """Law: what is added one way is dropped the other way; no step is lost or counted twice."""
    there, back = compare(one, other), compare(other, one)

    assert {step.id for step in there.added} == {step.id for step in back.dropped}
    assert set(there.ways_added) == set(back.ways_dropped)
    assert len(there.kept) + len(there.added) == len(other.steps)
    assert len(there.kept) + len(there.dropped) == len(one.steps)
    assert len(there.moved) == len(back.moved)


def test_a_scenario_is_the_part_within_one_process():
    found = scenario(AS_IS, "приём")

    assert (found.journey, found.service, found.steps) == ("fair-now", "Приём", ("call",))


def test_steps_of_no_process_are_in_no_scenario():
    with pytest.raises(UsageError):
        scenario(TO_BE, "")


def test_a_scenario_of_an_unknown_process_names_the_known_ones():
    with pytest.raises(UsageError) as caught:
        scenario(AS_IS, "Выдача")

    assert "Приём" in caught.value.message.ru
