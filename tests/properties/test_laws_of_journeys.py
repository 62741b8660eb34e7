"""Laws of the structure of journeys, against searches that try everything."""

import heapq
from collections import Counter
from itertools import chain, combinations, pairwise

from attrs import evolve
from hypothesis import assume, given, reject
from hypothesis import strategies as st
from pytest import approx  # noqa: PT013

import touchpoint_model as tm
from touchpoint_model.journeys.chance.markov import analyse
from touchpoint_model.journeys.routing import flow
from touchpoint_model.journeys.shape.counts import Counted, most_transfers, tallies
from touchpoint_model.journeys.shape.gates import routes
from touchpoint_model.journeys.shape.reach import chokepoints, ends, unsatisfied
from touchpoint_model.journeys.shape.structures import structure
from touchpoint_model.journeys.shape.visits import loads
from touchpoint_model.journeys.shape.ways import way
from touchpoint_model.model.errors import UsageError
from touchpoint_model.model.journeys import CLIENT, Gate, Journey, Phase, Step, Transition
from touchpoint_model.model.stations import stations
from touchpoint_model.model.view import View
from touchpoint_model.testing import strategies as touch

MOST = 6
chances = st.none() | st.sampled_from([0.0, 0.1, 0.25])
trades = touch.registers("trade").flatmap(
    lambda register: st.tuples(st.just(register), touch.journeys(register))
)


def steps_of(ids):
    """Steps with what structure looks at; a contact has a channel, or an unknown one."""
    return st.tuples(
        *(
            st.builds(
                Step,
                st.just(id),
                st.just("делает"),
                actor=st.sampled_from([CLIENT, CLIENT, "officer"]),
                touchpoint=st.sampled_from([None, "p", "q", "r"]),
                channel=st.sampled_from([None, "digital", "digital", "offline", "offline"]),
                transfers=st.sampled_from([None, 0, 1, 2]),
                duration=st.sampled_from([None, 1.0, 2.5]),
                kind=st.sampled_from(["phone", "desk"]),
                outcome=st.sampled_from([None, "отказ"]),
                satisfies=st.integers(0, 5).map(lambda one: one == 0),
            )
            for id in ids
        )
    )


def made(steps, links):
    return Journey("j", "Путь", (Phase("Этап", tuple(steps)),), transitions=tuple(links))


@st.composite
def tangles(draw, most=MOST):
    """Any few steps with any transitions, without gates; the last one satisfies."""
    ids = [str(at) for at in range(draw(st.integers(1, most)))]
    steps = draw(steps_of(ids))
    pairs = [(one, other) for one in ids for other in ids]
    links = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=2 * len(ids) + 2))
    return made(
        (*steps[:-1], evolve(steps[-1], satisfies=True)),
        (Transition(*link, draw(chances)) for link in links if links.count(link[0]) <= 4),
    )


@st.composite
def blocks(draw):
    """Steps in sequences, choices, loops and parallel blocks, well nested; the last satisfies."""
    count = 0
    links: list[tuple[str, str]] = []
    gates: dict[str, dict[str, Gate]] = {}

    def new():
        nonlocal count
        count += 1
        return str(count - 1)

    def part(depth):
        """First and last step of a part."""
        kind = draw(st.sampled_from(["step", "row", "choice", "all", "all", "loop"]))
        if depth == 0 or kind == "step" or count > 5:
            one = new()
            return one, one
        if kind == "row":
            (first, end), (begin, last) = part(depth - 1), part(depth - 1)
            links.append((end, begin))
            return first, last
        if kind == "loop":
            first = new()
            begin, end = part(depth - 1)
            last = new()
            links.extend([(first, begin), (end, last), (last, first)])
            return first, last
        first = new()
        parts = [part(depth - 1) for _ in range(2)]
        last = new()
        for begin, end in parts:
            links.extend([(first, begin), (end, last)])
        if kind == "all":
            gates[first] = gates.get(first, {}) | {"split": Gate.ALL}
            gates[last] = gates.get(last, {}) | {"join": Gate.ALL}
        return first, last

    _, last = part(3)
    ids = [str(at) for at in range(count)]
    steps = [
        evolve(one, satisfies=one.id == last, **gates.get(one.id, {}))
        for one in draw(steps_of(ids))
    ]
    kept = [link for link in links if link[0] != last]  # nothing follows satisfaction
    return made(steps, [Transition(*link) for link in kept])


@st.composite
def networks(draw):
    """Steps of which each waits for all before it and begins all after it; the last satisfies."""
    count = draw(st.integers(2, MOST))
    links = {(draw(st.integers(0, at - 1)), at) for at in range(1, count)}
    pairs = [(one, other) for other in range(count) for one in range(other)]
    links |= set(draw(st.lists(st.sampled_from(pairs), max_size=4)))
    begun = {one for one, _ in links}
    links |= {(one, count - 1) for one in range(count - 1) if one not in begun}
    ids = [str(at) for at in range(count)]
    steps = [
        evolve(one, satisfies=one.id == ids[-1], split=Gate.ALL, join=Gate.ALL)
        for one in draw(steps_of(ids))
    ]
    kept = [link for link in sorted(links) if link[0] != count - 1]
    return made(steps, [Transition(str(one), str(other)) for one, other in kept])


def subsets(items):
    return chain.from_iterable(combinations(items, size) for size in range(len(items) + 1))


def runs(journey, closed=(), cost=lambda _step: 0):
    """The least cost of any run to satisfaction, every step fired and counted; None if none.

    A token stands on each transition that is gone; a step that needs all of them waits for all.
    """
    steps, arrows = journey.by_id, flow(journey)
    if journey.first.id in closed:
        return None
    todo = [(0, 0, frozenset([("", journey.first.id)]))]
    seen, tick = set(), 0
    while todo:
        spent, _, tokens = heapq.heappop(todo)
        if any(target == "!" for _, target in tokens):
            return spent
        if tokens in seen:
            continue
        seen.add(tokens)
        for id in {target for _, target in tokens} - set(closed):
            here = [one for one in tokens if one[1] == id]
            whole = steps[id].join is Gate.ALL and ("", id) not in here
            if whole and len(here) < len(arrows.pred[id]):
                continue
            for taken in [here] if whole else [[one] for one in here]:
                out = [(id, target) for target in arrows[id]]
                if steps[id].satisfies:
                    gone = [[("", "!")]]
                elif steps[id].split is Gate.ALL or not out:
                    gone = [out]
                else:
                    gone = [[one] for one in out]
                for new in gone:
                    tick += 1
                    left = tokens.difference(taken).union(new)
                    heapq.heappush(todo, (spent + cost(steps[id]), tick, left))
    return None


def misfits(journey, channel):
    return [one.id for one in journey.steps if one.is_contact and one.channel != channel]


def known(journey):
    """The journey with a channel for each contact."""
    told = tuple(evolve(one, channel=one.channel or "offline") for one in journey.steps)
    return evolve(journey, phases=(Phase("Этап", told),))


def without(journey, step):
    return made(
        [one for one in journey.steps if one.id != step],
        [one for one in journey.transitions if step not in (one.source, one.target)],
    )


def simple_ways(journey):
    """All ways to satisfaction that pass no step twice."""
    arrows, steps = flow(journey), journey.by_id
    todo = [(journey.first.id,)]
    while todo:
        path = todo.pop()
        if steps[path[-1]].satisfies:
            yield path
        else:
            todo += [(*path, one) for one in arrows[path[-1]] if one not in path]


@given(tangles(), st.sampled_from(["digital", "offline", None]), st.data())
def test_removing_a_step_opens_no_way(journey, channel, data):
    """Law: without a step there is no way by a channel that was not there with it."""
    assume(len(journey.steps) > 1)
    step = data.draw(st.sampled_from([one.id for one in journey.steps[1:]]))

    after = way(without(journey, step), {}, channel=channel)
    before = way(journey, {}, channel=channel)

    assert not (after.open and not before.open)
    assert not (after.path and len(after.change) < len(before.change))


@given(tangles(), st.sampled_from(["digital", "offline", None]), st.data())
def test_adding_a_transition_closes_no_way(journey, channel, data):
    """Law: one more transition takes no way away, and makes no change dearer."""
    ids = st.sampled_from([one.id for one in journey.steps])
    link = data.draw(st.tuples(ids, ids))
    assume(link not in {(one.source, one.target) for one in journey.transitions})
    more = evolve(journey, transitions=(*journey.transitions, Transition(*link, 0.0)))

    before, after = way(journey, {}, channel=channel), way(more, {}, channel=channel)

    assert not (before.open and not after.open)
    assert not before.path or (after.path and len(after.change) <= len(before.change))


@given(tangles() | blocks() | networks())
def test_chokepoints_are_what_satisfaction_cannot_do_without(journey):
    """Law: every way passes a step, or a touchpoint, if and only if none is left without it."""
    found = chokepoints(journey)
    ids = [one.id for one in journey.steps]
    points = {one.touchpoint for one in journey.steps} - {None}
    possible = runs(journey) is not None

    def at(point):
        return [one.id for one in journey.steps if one.touchpoint == point]

    assert {one for one in ids if possible and runs(journey, [one]) is None} == set(found.steps)
    assert {one for one in points if possible and runs(journey, at(one)) is None} == set(
        found.touchpoints
    )


@given((tangles() | blocks() | networks()).map(known), st.sampled_from(["digital", "offline"]))
def test_the_cheapest_change_opens_a_way_and_no_smaller_one_does(journey, channel):
    """Law: the steps to change, once changed, leave a way; no smaller set of steps does."""
    found = way(journey, {}, channel=channel)
    wrong = misfits(journey, channel)
    enough = [
        set(one) for one in subsets(wrong) if runs(journey, set(wrong).difference(one)) is not None
    ]
    changed = evolve(
        journey,
        phases=(
            Phase(
                "",
                tuple(
                    evolve(one, channel=channel) if one.id in found.change else one
                    for one in journey.steps
                ),
            ),
        ),
    )

    assert bool(enough) == bool(found.path)
    assert not enough or len(enough[0]) == len(found.change)
    assert not enough or set(found.change) in enough
    assert not enough or way(changed, {}, channel=channel).open


@given(tangles() | blocks() | networks())
def test_a_way_runs_along_the_journey(journey):
    """Law: a way begins at the start, ends at the only satisfying step on it, and has no gap."""
    path = way(journey, {}).path
    steps, arrows = journey.by_id, routes(journey).graph

    assert not path or path[0] == journey.first.id
    assert [at for at, one in enumerate(path, 1) if steps[one].satisfies] == [len(path)][
        : len(path)
    ]
    assert all(arrows.has_edge(*pair) for pair in pairwise(path))


@given(blocks())
def test_well_nested_gates_match(journey):
    """Law: of parallel blocks that are well nested no gate is called into question."""
    found = routes(journey)

    assert () == found.unjoined == found.incomplete
    assert frozenset(journey.by_id) == found.reached


@given(networks())
def test_a_network_of_steps_that_wait_for_all_is_complete(journey):
    """Law: where all ways are gone and all are waited for, every step is reached."""
    found = routes(journey)

    assert () == found.incomplete
    assert frozenset(journey.by_id) == found.reached


@given(tangles() | blocks() | networks())
def test_fewest_is_what_the_cheapest_run_has(journey):
    """Law: the fewest contacts and transfers are those of the cheapest run."""
    contacts, transfers, _ = tallies(journey, {})

    assert runs(journey, cost=lambda step: int(step.is_contact)) == contacts.fewest
    assert runs(journey, cost=lambda step: step.transfers or 0) == transfers.fewest


@given(tangles() | blocks() | networks())
def test_fewest_is_at_most_expected_is_at_most_most(journey):
    """Law: of contacts, transfers and switches: fewest ≤ expected ≤ most."""
    for one in tallies(journey, {}):
        if one.expected is not None:
            assert one.fewest <= one.expected * (1 + 1e-9) + 1e-9
            assert one.unbounded or one.expected <= one.most * (1 + 1e-9) + 1e-9


@given(tangles())
def test_most_is_that_of_the_longest_way(journey):
    """Law: most is what the richest way has; if the loops add nothing, none has more."""

    def switches(path):
        contacts = [journey.by_id[one] for one in path]
        told = [one.channel for one in contacts if one.is_contact and one.channel]
        return sum(one != other for one, other in pairwise(told))

    def transfers(path):
        return sum(journey.by_id[one].transfers or 0 for one in path)

    def contacts(path):
        return sum(journey.by_id[one].is_contact for one in path)

    ways = list(simple_ways(journey))
    for one in tallies(journey, {}):
        count = {
            Counted.CONTACTS: contacts,
            Counted.TRANSFERS: transfers,
            Counted.SWITCHES: switches,
        }[one.counted]
        if one.unbounded:
            assert max(Counter(one.most_path).values()) > 1
        elif ways:
            assert count(one.most_path) == one.most
            assert count(one.fewest_path) == one.fewest
            assert max(map(count, ways)) <= one.most
            assert min(map(count, ways)) >= one.fewest
            if one.counted is not Counted.SWITCHES:
                assert max(map(count, ways)) == one.most


@given(tangles())
def test_hopeless_steps_are_those_that_lead_to_no_end(journey):
    """Law: from a hopeless step, and from no other, neither satisfaction nor outcome is reached."""
    found = ends(journey)
    arrows, steps = flow(journey), journey.by_id

    def reached(start):
        seen, todo = {start}, [start]
        while todo:
            at = todo.pop()
            new = set() if steps[at].satisfies else set(arrows[at]) - seen
            seen |= new
            todo += new
        return seen

    def ended(id):
        return steps[id].satisfies or (not arrows[id] and bool(steps[id].outcome))

    seen = reached(journey.first.id)
    assert {one for one in seen if not any(map(ended, reached(one)))} == set(found.hopeless)
    assert set(found.dead) | {one for part in found.traps for one in part} <= set(found.hopeless)
    assert bool(found.hopeless) == bool(found.dead or found.traps)
    assert not found.hopeless or unsatisfied(journey)


@given(tangles())
def test_the_most_transfers_are_at_least_those_of_any_way(journey):
    """Law: no way, ended or not, has more transfers on the phone than the most."""
    phones = {one.id for one in journey.steps if one.kind == "phone"}
    found = most_transfers(journey, phones)
    met = [one.transfers or 0 for one in journey.steps if one.kind == "phone"]
    on_path = [journey.by_id[one] for one in found.path]

    if found.count is not None:
        assert found.count <= sum(met)
        assert found.count == sum(one.transfers or 0 for one in on_path if one.kind == "phone")
        for path in simple_ways(journey):
            of = [journey.by_id[one] for one in path]
            assert sum(one.transfers or 0 for one in of if one.kind == "phone") <= found.count


@given(tangles() | blocks() | networks())
def test_shares_of_the_expected_hours_make_one(journey):
    """Law: the steps share the expected hours between them; the bottleneck has the most."""
    found = loads(journey)

    assert not found.steps or abs(sum(one.hours for one in found.steps) - found.hours) < 1e-6
    assert not found.bottleneck or abs(sum(one.share for one in found.steps) - 1) < 1e-9
    assert not found.bottleneck or found.bottleneck.share == max(one.share for one in found.steps)


@given(tangles() | blocks())
def test_what_is_expected_agrees_with_the_chain(journey):
    """Law: expected contacts, transfers and visits are those of the absorbing Markov chain.

    The chain counts visits up to any end, so also those after satisfaction.
    """
    contacts, transfers, _ = tallies(journey, {})
    hours = loads(journey)
    try:
        chain = analyse(journey)
    except UsageError:
        reject()

    if chain.to_satisfaction is not None:
        assert contacts.expected == approx(chain.to_satisfaction.contacts)
        assert transfers.expected == approx(chain.to_satisfaction.transfers)
    if hours.steps and not any(journey.leaving(one) for one in ends(journey).satisfying):
        told = dict.fromkeys(chain.visits, 0.0) | {one.step: one.visits for one in hours.steps}
        assert told == approx(chain.visits)


@given(trades)
def test_any_journey_has_a_structure(pair):
    """Law: whatever journey is drawn at a register, its structure is told, the same each time."""
    register, journey = pair
    known = stations(journey, View(register, tm.agency("trade").vocabulary))

    found = structure(journey, known, register.segments)

    assert structure(routes(journey), known, register.segments) == found
    assert found.satisfiable == bool(found.ends.satisfying)
