"""Ways, counts and times of journeys that are small enough to be solved by hand."""

import pytest
from attrs import evolve

from touchpoint_model.journeys.shape.counts import Counted, most_transfers, tallies
from touchpoint_model.journeys.shape.visits import Unclear, loads
from touchpoint_model.journeys.shape.ways import Fit, fit, segment_ways, way
from touchpoint_model.model.clients import Segment
from touchpoint_model.model.draft import parallel, step
from touchpoint_model.model.journeys import Gate

from .journey_drafts import FAIR, digital, done, offline, serving, told


def at_phone(journey):
    return {one.id for one in journey.steps if one.kind == "phone"}


class TestWays:
    both = told(
        step("need", "узнаёт", then=("site", "desk")),
        digital("site", then="paid"),
        offline("desk"),
        step("paid", "платит", actor="officer", at="bank", channel="offline"),
        done(),
    )

    @pytest.mark.parametrize(("channel", "by"), [("digital", "site"), ("offline", "desk")])
    def test_a_way_by_one_channel(self, channel, by):
        found = way(self.both, {}, channel=channel)

        assert found.open is True
        assert ("need", by, "paid", "done") == found.path
        assert () == found.change == found.unknown

    def test_the_cheapest_change(self):
        found = way(
            told(
                step("need", "", then=("x", "y")),
                offline("x"),
                offline("z", then="done"),
                offline("y", then="v"),
                digital("v", then="w"),
                digital("w", then="done"),
                done(),
            ),
            {},
            channel="digital",
        )

        assert found.open is False
        assert ("y",) == found.change
        assert ("need", "y", "v", "w", "done") == found.path

    def test_the_cheapest_change_counts_each_branch_gone_at_once(self):
        found = way(
            told(
                *parallel(step("a", ""), offline("b"), digital("c"), offline("d"), last=done("e"))
            ),
            {},
            channel="digital",
        )

        assert ("b", "d") == found.change

    def test_an_unknown_channel_is_neither(self):
        found = way(told(step("ask", "", at="somewhere"), done()), {}, channel="offline")

        assert found.open is None
        assert ("ask",) == found.unknown
        assert () == found.change

    def test_a_known_way_is_better_than_an_unknown_one_however_long(self):
        found = way(
            told(
                step("need", "", then=("ask", "x")),
                step("ask", "", at="somewhere", then="done"),
                digital("x"),
                digital("y"),
                done(),
            ),
            {},
            channel="digital",
        )

        assert found.open is True
        assert ("need", "x", "y", "done") == found.path

    def test_no_way_where_satisfaction_cannot_be_reached(self):
        found = way(told(step("a", "")), {}, channel="digital")

        assert found.open is False
        assert () == found.path == found.change

    def test_a_way_for_limits_serves_all_of_them_at_each_contact(self):
        known = serving(self.both, site=["health"], desk=["health", "language"])

        one = way(self.both, known, limits=["health"])
        two = way(self.both, known, limits=["health", "language"])
        none = way(self.both, known, limits=["incapacity"])

        assert (True, True, False) == (one.open, two.open, none.open)
        assert "desk" in two.path
        assert 1 == len(none.change)

    def test_of_which_nothing_is_known_is_unknown(self):
        known = serving(self.both)

        assert Fit.UNKNOWN == fit(known["site"], limits=["health"])
        assert Fit.NEUTRAL == fit(known["paid"], limits=["health"])
        assert Fit.MISFITS == fit(known["site"], channel="offline", limits=["health"])

    def test_segments_of_the_journey_or_all_of_them(self):
        blind = Segment("blind", "незрячие", limits=("health",))
        abroad = Segment("abroad", "иностранцы", limits=("language",))
        many = Segment("many", "все")
        known = serving(self.both, site=["health"])

        found = segment_ways(self.both, known, [blind, abroad, many])
        meant = segment_ways(evolve(self.both, segments=("blind",)), known, [blind, abroad, many])

        assert [("blind", True), ("abroad", None)] == [(one.segment, one.open) for one in found]
        assert ["blind"] == [one.segment for one in meant]


class TestTallies:
    def counted(self, journey, what):
        return next(one for one in tallies(journey, {}) if one.counted is what)

    def test_contacts_with_a_loop(self):
        """Of the satisfied: 1 reading, 1 / (1 - 0.3) applications, 1 place."""
        found = self.counted(FAIR, Counted.CONTACTS)

        assert 3 == found.fewest
        assert pytest.approx(2 + 1 / 0.7) == found.expected
        assert found.unbounded
        assert ("read", "apply", "place") == found.fewest_path
        assert ("read", "apply", "mend", "apply") == found.most_path

    def test_transfers_without_a_loop(self):
        """0.25 × 3 + 0.75 × 1; the loop off the phone adds none."""
        found = self.counted(
            told(
                step("ask", "", at="phone", transfers=1, then={"again": 0.25, "wait": 0.75}),
                step("again", "", at="phone", transfers=2),
                step("wait", "", then={"wait": 0.5, "done": 0.5}),
                done(at="office"),
            ),
            Counted.TRANSFERS,
        )

        assert (1, 3) == (found.fewest, found.most)
        assert pytest.approx(1.5) == found.expected
        assert ("ask", "again", "wait", "done") == found.most_path
        assert ("done",) == found.unstated

    def test_those_who_are_not_satisfied_are_left_out_of_what_is_expected(self):
        found = self.counted(
            told(
                step("ask", "", at="phone", then={"refused": 0.9, "done": 0.1}),
                step("refused", "", outcome="отказ", then=()),
                done(at="office"),
            ),
            Counted.CONTACTS,
        )

        assert (2, 2.0, 2) == (found.fewest, found.expected, found.most)

    def test_switches_are_between_contacts_that_follow_one_another(self):
        found = self.counted(
            told(
                digital("site"),
                step("wait", "ждёт", then=("desk", "email")),
                offline("desk", then="email"),
                step("letter", "", actor="officer", at="post", channel="offline"),
                digital("email"),
                done(),
                start="site",
            ),
            Counted.SWITCHES,
        )

        assert (0, 2) == (found.fewest, found.most)
        assert pytest.approx(1.0) == found.expected
        assert ("site", "wait", "desk", "email", "done") == found.most_path

    def test_a_loop_between_channels_switches_without_end(self):
        found = self.counted(
            told(digital("site"), offline("desk", then=("site", "done")), done()),
            Counted.SWITCHES,
        )

        assert 1 == found.fewest
        assert pytest.approx(3.0) == found.expected
        assert found.unbounded

    def test_branches_gone_at_once_are_all_counted(self):
        found = self.counted(
            told(*parallel(step("a", ""), digital("b"), offline("c"), last=done("d"))),
            Counted.CONTACTS,
        )

        assert (2, 2.0, 2) == (found.fewest, found.expected, found.most)

    def test_nothing_is_expected_where_branches_never_meet(self):
        found = self.counted(
            told(
                step("a", "", split=Gate.ALL, then=("b", "c")),
                digital("b", then="done"),
                digital("c", then="done"),
                done(),
            ),
            Counted.CONTACTS,
        )

        assert (1, None, 1) == (found.fewest, found.expected, found.most)

    def test_a_way_without_a_chance_is_a_way_and_nothing_is_expected(self):
        found = self.counted(
            told(digital("a", then={"b": 1.0, "done": 0.0}), step("b", "", then=()), done()),
            Counted.CONTACTS,
        )

        assert (1, None, 1) == (found.fewest, found.expected, found.most)

    def test_nothing_is_counted_where_satisfaction_cannot_be_reached(self):
        found = self.counted(told(step("a", "")), Counted.CONTACTS)

        assert (None, None, None, False) == (
            found.fewest, found.expected, found.most, found.unbounded,
        )  # fmt: skip


class TestMostTransfers:
    calls = told(
        step("ask", "", kind="phone", transfers=1, then=("again", "desk")),
        step("again", "", kind="phone", transfers=2, then="end"),
        step("desk", "", kind="desk", transfers=9, then="end"),
        step("end", "", outcome="отказ"),
    )

    def test_of_the_kinds_asked_for_wherever_the_way_ends(self):
        found = most_transfers(self.calls, at_phone(self.calls))

        assert (3, ("ask", "again")) == (found.count, found.path)

    def test_none(self):
        found = most_transfers(self.calls, ())

        assert (0, ("ask",)) == (found.count, found.path)

    def test_round_a_loop_there_is_no_most(self):
        found = most_transfers(
            told(
                step("a", ""),
                step("ask", "", kind="phone", transfers=1, then=("a", "done")),
                done(),
            ),
            {"ask"},
        )

        assert (None, ("a", "ask", "a")) == (found.count, found.path)

    def test_a_number_that_is_not_stated_is_said_to_be_so(self):
        found = most_transfers(told(step("ask", "", kind="phone"), done()), {"ask"})

        assert (0, ("ask",)) == (found.count, found.unstated)


class TestLoads:
    def test_of_the_fair(self):
        """Applications: 1 / (1 - 0.3); the rest follows from their number."""
        found = loads(FAIR)
        by_step = {one.step: one for one in found.steps}

        assert pytest.approx(1 / 0.7) == by_step["apply"].visits
        assert pytest.approx(0.3 / 0.7 * 2) == by_step["mend"].hours
        assert pytest.approx(0.5 + (1 + 0.3 * 2 + 0.6 * 0.5) / 0.7) == found.hours
        assert "apply" == found.bottleneck.step
        assert pytest.approx(1 / 0.7 / found.hours) == found.bottleneck.share
        assert ("refused",) == found.unstated

    def test_waiting_counts(self):
        found = loads(told(step("a", "", hours=1, waits=3), done(hours=2)))

        assert ("a", 4.0) == (found.bottleneck.step, found.bottleneck.hours)

    def test_who_gives_up_goes_no_further(self):
        found = loads(told(step("a", "", hours=1, then={"b": 0.5}), step("b", "", hours=4), done()))

        assert ("b", 2.0) == (found.bottleneck.step, found.bottleneck.hours)

    @pytest.mark.parametrize(
        ("unclear", "made"),
        [
            (Unclear.UNREACHED, told(step("a", "", then="a"), done())),
            (Unclear.UNREACHED, told(step("a", "", then={"a": 0.5}), done())),
            (
                Unclear.ENDLESS,
                told(step("a", "", then=("b", "done")), step("b", "", then="b"), done()),
            ),
            (Unclear.ENDLESS, told(step("a", "", then={"a": 1.0, "done": 1e-20}), done())),
            (
                Unclear.UNJOINED,
                told(
                    step("a", "", split=Gate.ALL, then=("a", "b")), step("b", "", then="done"),
                    done(),
                ),
            ),
        ],
    )  # fmt: skip
    def test_there_may_be_no_expectation(self, unclear, made):
        found = loads(made)

        assert unclear == found.unclear
        assert found.bottleneck is None
        assert found.hours is None

    def test_a_loop_without_end_is_seen_though_its_chances_are_rounded(self):
        told_of = {"b": (4, 9, 3, 6), "c": (8, 2, 1, 8), "d": (5, 9, 4, 4), "e": (8, 9, 9, 8)}
        ways = {
            id: {to: share / sum(shares) for to, share in zip(told_of, shares, strict=True)}
            for id, shares in told_of.items()
        }
        endless = told(
            step("a", "", hours=1, then=("b", "done")),
            *(step(id, "", hours=1, then=then) for id, then in ways.items()),
            done(),
        )

        assert Unclear.ENDLESS == loads(endless).unclear

    def test_a_loop_that_nobody_has_a_chance_to_enter_does_no_harm(self):
        found = loads(
            told(
                step("a", "", hours=1, then={"b": 0.0, "done": 1.0}), step("b", "", then="b"),
                done(),
            )
        )  # fmt: skip

        assert "a" == found.bottleneck.step
