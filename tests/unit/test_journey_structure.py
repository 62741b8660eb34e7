"""Where journeys end, and what they cannot do without: small enough to be solved by hand."""

import touchpoint_model as tm
from touchpoint_model.journeys.shape.counts import Counted
from touchpoint_model.journeys.shape.gates import routes
from touchpoint_model.journeys.shape.reach import Lack, chokepoints, ends, unsatisfied
from touchpoint_model.journeys.shape.structures import structure
from touchpoint_model.journeys.shape.ways import way
from touchpoint_model.model.draft import parallel, step
from touchpoint_model.model.journeys import Gate
from touchpoint_model.model.stations import stations
from touchpoint_model.model.view import View

from .journey_drafts import FAIR, digital, done, offline, told


class TestEnds:
    def test_a_refusal_is_an_honest_end(self):
        found = ends(FAIR)

        assert ("place",) == found.satisfying
        assert ("refused",) == found.stated
        assert () == found.dead == found.traps == found.hopeless == found.unreached

    def test_an_end_that_says_nothing_is_dead(self):
        found = ends(told(step("a", "", then=("b", "done")), step("b", "", then=()), done()))

        assert ("b",) == found.dead
        assert ("b",) == found.hopeless

    def test_a_loop_with_no_way_out_is_a_trap_with_all_that_leads_to_nothing_else(self):
        found = ends(
            told(
                step("a", "", then=("x", "done")),
                step("x", ""),
                step("y", ""),
                step("z", "", then="y"),
                done(),
            )
        )

        assert (("y", "z"),) == found.traps
        assert ("x", "y", "z") == found.hopeless

    def test_a_step_that_leads_to_itself_only_is_a_trap(self):
        assert (("a",),) == ends(told(step("a", "", then="a"), done())).traps

    def test_what_comes_after_satisfaction_is_no_dead_end(self):
        found = ends(told(step("a", ""), done(then="rate"), step("rate", "оценивает")))

        assert () == found.dead
        assert () == found.unreached

    def test_nobody_reaches_what_no_step_leads_to(self):
        found = ends(told(step("a", "", then="done"), step("b", ""), step("c", ""), done()))

        assert ("b", "c") == found.unreached

    def test_the_stated_start_counts_not_the_first_row(self):
        assert ("a",) == ends(told(step("a", ""), step("b", ""), done(), start="b")).unreached

    def test_a_branch_beside_the_one_that_satisfies_may_stop(self):
        both = told(
            step("a", "", split=Gate.ALL, then=("log", "done")), step("log", "", then=()), done()
        )

        assert () == ends(both).dead
        assert ("a",) == routes(both).unjoined

    def test_a_branch_beside_one_that_does_not_satisfy_is_a_dead_end(self):
        neither = told(
            step("a", "", then=("b", "done")),
            step("b", "", split=Gate.ALL, then=("log", "file")),
            step("log", "", then=()),
            step("file", "", then=()),
            done(),
        )

        assert ("log", "file") == ends(neither).dead


class TestUnsatisfied:
    def test_a_journey_that_ends_well_or_honestly_has_no_reason(self):
        assert () == unsatisfied(FAIR)

    def test_no_step_satisfies(self):
        (one,) = unsatisfied(told(step("a", ""), step("b", "", outcome="отказ")))

        assert (Lack.NOTHING, ("a",), ()) == (one.lack, one.path, one.steps)

    def test_what_satisfies_is_never_reached(self):
        first, second = unsatisfied(told(step("a", ""), step("b", "", then=()), done()))

        assert (Lack.UNREACHED, ("a",), ("done",)) == (first.lack, first.path, first.steps)
        assert (Lack.DEAD_END, ("a", "b"), ("b",)) == (second.lack, second.path, second.steps)

    def test_a_trap_comes_with_the_way_into_it(self):
        (one,) = unsatisfied(
            told(
                step("a", "", then=("b", "done")),
                step("b", ""),
                step("c", "", then=("b", "c")),
                done(),
            )
        )

        assert (Lack.TRAP, ("a", "b"), ("b", "c")) == (one.lack, one.path, one.steps)

    def test_a_join_after_a_choice_waits_for_ever(self):
        (first, second) = unsatisfied(
            told(
                step("a", "", then=("b", "c")),
                step("b", "", then="done"),
                step("c", "", then="done"),
                done(join=Gate.ALL),
            )
        )

        assert (Lack.UNREACHED, ("done",)) == (first.lack, first.steps)
        assert (Lack.WAIT, ("a", "b", "done")) == (second.lack, second.path)


class TestGates:
    def test_matching_gates(self):
        found = routes(
            told(*parallel(step("a", ""), step("b", ""), step("c", ""), last=step("d", "")), done())
        )

        assert () == found.unjoined == found.incomplete

    def test_ways_of_one_split_that_meet_one_by_one_do_not_match(self):
        found = routes(
            told(
                step("a", "", split=Gate.ALL, then=("b", "c")),
                step("b", "", then="done"),
                step("c", ""),
                done(),
            )
        )

        assert ("a",) == found.unjoined
        assert () == found.incomplete

    def test_parallel_steps_within_parallel_steps(self):
        found = routes(
            told(
                step("a", "", split=Gate.ALL, then=("b", "c")),
                step("b", "", then="done"),
                step("c", "", split=Gate.ALL, then=("d", "e")),
                step("d", "", then="f"),
                step("e", ""),
                step("f", "", join=Gate.ALL),
                done(join=Gate.ALL),
            )
        )

        assert () == found.unjoined == found.incomplete
        assert ("a", "b", "c", "d", "e", "f", "done") == way(found, {}).path

    def test_two_of_three_branches_meet_first(self):
        found = routes(
            told(
                step("a", "", split=Gate.ALL, then=("b", "c", "d")),
                step("b", "", then="e"),
                step("c", "", then="e"),
                step("d", "", then="done"),
                step("e", "", join=Gate.ALL, then="done"),
                done(join=Gate.ALL),
            )
        )

        assert () == found.unjoined == found.incomplete
        assert {"a", "b", "c", "d", "e", "done"} == set(way(found, {}).path)

    def test_nested_branches_that_meet_at_one_join(self):
        found = routes(
            told(
                step("a", "", split=Gate.ALL, then=("b", "c")),
                step("b", "", split=Gate.ALL, then=("d", "e")),
                step("c", "", then="done"),
                step("d", "", then="done"),
                step("e", "", then="done"),
                done(join=Gate.ALL),
            )
        )

        assert () == found.unjoined == found.incomplete
        assert {"a", "b", "c", "d", "e", "done"} == set(way(found, {}).path)

    def test_two_steps_may_begin_the_same_branches(self):
        found = routes(
            told(
                step("a", "", then=("site", "desk")),
                step("site", "", split=Gate.ALL, then=("b", "c")),
                step("desk", "", split=Gate.ALL, then=("b", "c")),
                step("b", "", then="done"),
                step("c", "", then="done"),
                done(join=Gate.ALL),
            )
        )

        assert () == found.unjoined == found.incomplete
        assert ("a", "site", "b", "c", "done") == way(found, {}).path

    def test_a_branch_may_be_a_bare_transition(self):
        found = routes(
            told(
                step("a", "", split=Gate.ALL, then=("b", "done")), step("b", ""),
                done(join=Gate.ALL),
            )
        )  # fmt: skip

        assert () == found.unjoined == found.incomplete
        assert ("a", "b", "done") == way(found, {}).path

    def test_a_choice_within_a_branch_that_comes_twice_to_the_join_waits_for_ever(self):
        found = routes(
            told(
                step("a", "", split=Gate.ALL, then=("b", "c")),
                step("b", "", then=("d", "e")),
                step("c", "", then="done"),
                step("d", "", then="done"),
                step("e", "", then="done"),
                done(join=Gate.ALL),
            )
        )

        assert ("done",) == found.incomplete
        assert ("a",) == found.unjoined

    def test_a_join_waits_for_ever_for_a_step_that_nobody_reaches(self):
        found = routes(told(step("a", "", then="done"), step("b", ""), done(join=Gate.ALL)))

        assert ("done",) == found.incomplete
        assert ("b", "done") == ends(found).unreached

    def test_a_branch_that_may_satisfy_by_itself_needs_no_other(self):
        found = routes(
            told(
                step("a", "", split=Gate.ALL, then=("b", "c")),
                step("b", "", then="d"),
                step("c", "", then=("d", "soon")),
                step("d", "", join=Gate.ALL, then="done"),
                done("soon"),
                done(),
            )
        )

        assert () == found.unjoined == found.incomplete
        assert ("a", "c", "soon") == way(found, {}).path
        assert ("c",) == chokepoints(found).off_points

    def test_a_network_of_steps_that_wait_for_one_another(self):
        found = routes(
            told(
                step("a", "", split=Gate.ALL, then=("b", "c")),
                step("b", "", split=Gate.ALL, then=("d", "e")),
                step("c", "", then="e"),
                step("d", "", then="done"),
                step("e", "", join=Gate.ALL, then="done"),
                done(join=Gate.ALL),
            )
        )

        assert () == found.unjoined == found.incomplete
        assert ("a", "b", "c", "d", "e", "done") == way(found, {}).path

    def test_a_network_of_two_steps_that_begin_the_same(self):
        found = routes(
            told(
                step("a", "", split=Gate.ALL, then=("b", "c")),
                step("b", "", split=Gate.ALL, then=("d", "done")),
                step("c", "", split=Gate.ALL, then=("d", "done")),
                step("d", "", join=Gate.ALL, then="done"),
                done(join=Gate.ALL),
            )
        )

        assert () == found.unjoined == found.incomplete
        assert ("a", "b", "c", "d", "done") == way(found, {}).path

    def test_a_loop_inside_a_branch_is_no_fault(self):
        found = routes(
            told(
                step("a", "", split=Gate.ALL, then=("b", "c")),
                step("b", "", then=("done", "mend")),
                step("mend", "", then="b"),
                step("c", "", then="done"),
                done(join=Gate.ALL),
            )
        )

        assert () == found.unjoined == found.incomplete


class TestChokepoints:
    def test_start_points_and_the_rest_are_told_apart(self):
        found = chokepoints(
            told(
                digital("site"),
                step("think", "думает", then=("email", "post")),
                digital("email", then="office"),
                offline("post"),
                offline("office"),
                done(),
            )
        )

        assert "site" == found.start
        assert ("office",) == found.at_points
        assert ("think", "done") == found.off_points
        assert ("site", "office") == found.touchpoints

    def test_a_point_that_every_way_passes_at_one_step_or_another(self):
        found = chokepoints(
            told(
                step("a", "", then=("b", "c")),
                step("b", "", at="phone", then="done"),
                step("c", "", at="phone"),
                done(),
            )
        )

        assert () == found.at_points
        assert ("phone",) == found.touchpoints

    def test_each_branch_gone_at_once_is_passed(self):
        found = chokepoints(
            told(*parallel(step("a", ""), digital("b"), offline("c"), last=done("d")))
        )

        assert ("b", "c") == found.at_points == found.touchpoints

    def test_nothing_is_passed_where_satisfaction_cannot_be_reached(self):
        found = chokepoints(told(step("a", "")))

        assert (None, (), ()) == (found.start, found.steps, found.touchpoints)


def test_the_whole_structure_at_the_points_of_a_register():
    agency = tm.agency("trade")
    register = tm.read("examples/registers/trade.json")
    view = View(register, agency.vocabulary)
    point = register.touchpoints[0]
    made = told(step("ask", "спрашивает", at=point.id), step("done", "", satisfies=True))
    known = stations(made, view)

    found = structure(made, known, register.segments)

    assert found.satisfiable
    assert ("ask", "done") == found.shortest
    assert (point.id,) == found.points == found.chokepoints.touchpoints
    assert {one.value for one in Counted} == {one.counted.value for one in found.tallies}
    assert known["ask"].channels == {
        one.channel for one in found.ways if one.channel is not None and one.open
    }
    assert set(known["ask"].serves) == {one.limits[0] for one in found.ways if one.limits}
    assert () == found.unsatisfied == found.unjoined == found.incomplete
    assert found.loads.bottleneck is None
