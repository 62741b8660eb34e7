"""Laws of the public strategies. `HYPOTHESIS_PROFILE=explore pytest tests/properties/test_strategies.py`
tries a thousand examples of each, and new ones."""

import statistics
from itertools import cycle

import pytest
from attrs import evolve
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import touchpoint_model as tm
from touchpoint_model import recognise as recogniser
from touchpoint_model.author import Fault, Rule, Text, Verdict, rule
from touchpoint_model.formats.json import dumps, loads
from touchpoint_model.model.clients import Client
from touchpoint_model.model.errors import UsageError
from touchpoint_model.model.history import History
from touchpoint_model.model.legal import ClauseRef, ClauseStatus, Modality
from touchpoint_model.model.revisions import Revision
from touchpoint_model.recognise import recognise
from touchpoint_model.rules.binding import RuleUse
from touchpoint_model.testing import DAY, lawful_register, shortfalls
from touchpoint_model.testing import strategies as touch
from touchpoint_model.testing.office import Office
from touchpoint_model.testing.strategies.absence import FACTS, leave_out

OF = {one.code: one for one in tm.agencies()}
each_agency = pytest.mark.parametrize("code", OF)
sizes = st.sampled_from([2, 3, 5, 10, 20])
SHRINKING = settings(
    max_examples=2000, database=None, derandomize=True, phases=[Phase.generate, Phase.shrink]
)
# A small register cannot use every point of the ordinance's list, and TP05 notes each unused one.
EXPECTED = {("TP05", tm.Severity.NOTE)}


def lawful(agency: tm.Agency, **told):
    return sizes.flatmap(lambda size: touch.registers(agency, size=size, **told))


def wrong(register: tm.Register, agency: tm.Agency) -> list[tuple[object, ...]]:
    """What no lawful register may have, by row, rule and severity."""
    found = tm.check(register, agency, on=DAY).findings
    told = [(one.location.row, one.code, one.severity) for one in found]
    return [one for one in told if one[1:] not in EXPECTED]


@each_agency
@given(st.data())
def test_lawful_registers_are_lawful(code, data):
    """Law: no clause finds an error or a warning, and the only notes are of unused listed points."""
    agency = OF[code]
    assert [] == wrong(data.draw(lawful(agency)), agency)


@each_agency
@given(st.data())
def test_complete_registers_leave_no_clause_unverified(code, data):
    """Law: a complete register answers every clause."""
    agency = OF[code]
    report = tm.check(data.draw(lawful(agency, complete=True)), agency, on=DAY)

    assert [] == [one.clause for one in report.clauses if one.outcome is tm.Outcome.UNVERIFIED]


@each_agency
@given(st.data())
def test_facts_left_out_make_nothing_unlawful(code, data):
    """Law: absent is not false, whichever facts are absent together."""
    agency = OF[code]
    whole = data.draw(lawful(agency, complete=True))
    absent = data.draw(st.frozensets(st.sampled_from(FACTS)))

    assert [] == wrong(leave_out(whole, absent), agency)


@each_agency
@given(st.data())
def test_lawful_registers_stay_lawful_when_recognised(code, data):
    """Law: recognising a lawful register leaves it lawful."""
    agency = OF[code]
    register = recognise(data.draw(lawful(agency)), agency.vocabulary)

    assert [] == wrong(register, agency)


@each_agency
@given(st.data())
def test_printed_words_are_read_as_what_they_are_drawn_for(code, data):
    """Law: stripped of its codes, a lawful register is recognised as what it was."""
    agency = OF[code]
    register = data.draw(lawful(agency, complete=True))
    bare = evolve(
        register,
        touchpoints=tuple(evolve(one, kind=None, contacts=()) for one in register.touchpoints),
        directions=tuple(unread(one) for one in register.directions),
    )
    read = recognise(bare, agency.vocabulary)

    assert told(register) == told(read)


def unread(direction: tm.Direction) -> tm.Direction:
    processes = [
        evolve(
            process,
            entries=tuple(
                evolve(
                    row,
                    remark=None,
                    channels=None,
                    needs=tuple(tm.Need(one.text) for one in row.needs or ()),
                )
                for row in process.entries
            ),
        )
        for process in direction.processes
    ]
    return evolve(direction, kind=None, processes=tuple(processes))


def told(register: tm.Register):
    points = [
        (one.name, one.kind, one.contacts, one.alternatives, one.also, one.types)
        for one in register.touchpoints
    ]
    rows = [
        (row.channels, row.remark, *(need.category for need in row.needs or ()))
        for row in register.entries
    ]
    return points, rows, [one.kind for one in register.directions]


@each_agency
@given(st.data())
def test_any_register_is_well_formed(code, data):
    """Law: what is not lawful can still be checked, and every finding is of a rule of the agency."""
    agency = OF[code]
    register = data.draw(sizes.flatmap(lambda n: touch.registers(agency, lawful=False, size=n)))
    known = {one.code for one in agency.rules}

    assert {one.code for one in tm.check(register, agency, on=DAY).findings} <= known


@each_agency
@given(st.data())
def test_registers_survive_json(code, data):
    """Law: loads ∘ dumps = identity."""
    agency = OF[code]
    kinds = [touch.registers(agency), touch.registers(agency, lawful=False)]
    register = data.draw(st.one_of(kinds))

    assert register == loads(dumps(register))


@each_agency
def test_many_kinds_of_registers_are_drawn(code):
    """Law: the strategy leaves out no way that a lawful register may be."""
    agency = OF[code]
    seen = {
        "two directions, or one if only one is lawful": lambda one: (
            len(one.directions) >= 2
            or len({table.kind for table in touch.words_of(agency).tables}) == 1
        ),
        "five rows of a process": lambda one: any(len(p.entries) > 4 for p in one.processes),
        "a point with an address": lambda one: any(p.contacts for p in one.touchpoints),
        "no particulars": lambda one: all(row.particulars is None for row in one.entries),
        "three needs of a row": lambda one: any(len(row.needs or ()) > 2 for row in one.entries),
        "published, if there is a place for it": lambda one: (
            bool(one.publications) or "place" not in agency.vocabulary.schemes
        ),
        "not approved, as far as it tells": lambda one: one.approval is None,
        "a segment": lambda one: bool(one.segments),
    }
    quick = settings(max_examples=3000, database=None, phases=[Phase.generate], derandomize=True)
    for what, condition in seen.items():
        strategy = touch.registers(agency, size=8)
        assert condition(find(strategy, condition, settings=quick)), what


@each_agency
def test_lawful_registers_shrink_to_the_smallest(code):
    """Law: the simplest lawful register has the rows of the smallest one."""
    agency = OF[code]
    smallest = lawful_register(agency)
    found = find(touch.registers(agency, size=10), bool, settings=SHRINKING)

    assert shape(smallest) == shape(found)


@each_agency
def test_counterexamples_shrink(code):
    """Law: a condition on a part leaves little but that part."""
    agency = OF[code]
    category = touch.words_of(agency).sole_needs[-1].category

    def wanted(row):
        return category in [one.category for one in row.needs or ()]

    found = find(
        touch.registers(agency, size=10),
        lambda register: any(map(wanted, register.entries)),
        settings=SHRINKING,
    )

    assert 2 == len(list(found.entries))
    assert [1] == [len(row.needs) for row in found.entries if wanted(row)]


def shape(register: tm.Register):
    return [
        (direction.kind, [[row.touchpoint for row in one.entries] for one in direction.processes])
        for direction in register.directions
    ]


@each_agency
@pytest.mark.parametrize("size", [2, 6, 10, 60])
def test_registers_are_about_as_large_as_asked(code, size):
    """Law: on average, a register has as many rows as `size` says, give or take half."""
    rows = []

    @settings(max_examples=60 if size > 10 else 120, database=None, derandomize=True)
    @given(touch.registers(OF[code], size=size))
    def collect(register):
        rows.append(len(list(register.entries)))

    collect()

    assert size / 2 <= statistics.mean(rows) <= size * 3 / 2
    assert min(rows) >= 2


BOUND = [
    pytest.param(agency, rule, id=f"{agency.code}-{rule}")
    for agency in OF.values()
    for rule in sorted({use.rule.code for one in agency.clauses for use in one.uses})
]


@pytest.mark.parametrize(("agency", "rule"), BOUND)
def test_violations_add_their_finding_and_no_other(agency, rule):
    """Law: a change to a random lawful register adds exactly what its witness says, and of the
    broken registers that are drawn, half and more are unlike."""
    violations, broken = touch.violations(agency, rule), []

    @settings(max_examples=max(10, settings().max_examples // 10))
    @given(st.data())
    def hold(data):
        witness = data.draw(violations)
        assert () == shortfalls(witness, recogniser)
        broken.append((witness.broken, witness.broken_journeys, witness.broken_history))

    hold()
    assert len(set(broken)) >= len(broken) / 2


@rule("XX01", name="third-row", message=Text(ru="Три строки", en="Three rows"), fix=Text("", ""))
def third_row(process: tm.Process) -> Verdict:
    """A process has more than two rows."""
    if len(process.entries) > 2:
        yield Fault()


@rule("XX02", name="second", message=Text(ru="Два процесса", en="Two processes"), fix=Text("", ""))
def second_process(register: tm.Register) -> Verdict:
    """A register has more than one process."""
    if len(list(register.processes)) > 1:
        yield Fault()


def bound(agency: tm.Agency, own: Rule) -> tm.Agency:
    """An agency with one clause more, which names a rule of its own."""
    clause = evolve(
        agency.clauses[0],
        ref=ClauseRef(agency.clauses[0].ref.act, "99"),
        modality=Modality.OBLIGATION,
        status=ClauseStatus.AUTOMATED,
        uses=(RuleUse(own),),
    )
    return evolve(agency, clauses=(*agency.clauses, clause), rules=(*agency.rules, own))


@pytest.mark.parametrize(
    "agency",
    [
        pytest.param(bound(agency, own), id=f"{agency.code}-{own.name}")
        for agency, own in zip(OF.values(), cycle([third_row, second_process]))
    ],
)
def test_rules_of_an_agencys_own_are_obeyed(agency):
    """Law: a rule that counts finds nothing in lawful registers, though no part of one tells what
    it counts; nor does it where another rule is broken."""

    registers, violations = touch.registers(agency, size=8), touch.violations(agency, "ND01")

    @settings(max_examples=max(20, settings().max_examples // 10))
    @given(st.data())
    def hold(data):
        assert [] == wrong(data.draw(registers), agency)
        assert () == shortfalls(data.draw(violations), recogniser)

    hold()


PARTS = [touch.touchpoints, touch.needs, touch.entries, touch.processes, touch.directions]


@each_agency
@pytest.mark.parametrize("part", PARTS)
@given(st.data())
def test_parts_are_of_the_vocabulary(code, part, data):
    """Law: a part says nothing of its own agency's vocabulary that is not there."""
    agency = OF[code]
    vocabulary = agency.vocabulary
    drawn = data.draw(part(agency))
    kind = {tm.Touchpoint: "touchpoint", tm.Need: "need", tm.Direction: "direction"}
    for cls, scheme in kind.items():
        if isinstance(drawn, cls):
            stated = drawn.category if scheme == "need" else drawn.kind
            assert vocabulary.get(scheme, stated) is not None
    rows = [drawn] if isinstance(drawn, tm.Entry) else getattr(drawn, "entries", ())
    assert all(vocabulary.get("touchpoint", row.touchpoint) for row in rows)


@each_agency
@given(st.data())
def test_lawful_histories_answer_every_clause_on_keeping_the_register(code, data):
    """Law: no clause on keeping a register is violated, for review or unverified; nobody needs to
    confirm one, but for what no rule sees of it."""
    agency = OF[code]
    register = data.draw(lawful(agency, complete=True))
    history = data.draw(touch.histories(register, agency))
    unconfirmed = evolve(register, attestations=())
    report = tm.check(unconfirmed, agency, on=DAY, history=history)
    keeping = {one.name for one in agency.rules if one.code.startswith("LC")}

    assert [] == [one.message.en for one in report.findings if one.rule in keeping]
    assert [] == [one for one in report.clauses if keeping & set(one.rules) and one.absent]


@each_agency
@given(st.data())
def test_any_register_may_have_a_history(code, data):
    """Law: a history of one to six revisions is drawn for a register of whatever form, and no rule
    on roles, checks or terms has anything against it."""
    agency = OF[code]
    register = data.draw(touch.registers(agency, lawful=False, size=3))
    history = data.draw(touch.histories(register, code))
    found = tm.check(register, agency, on=DAY, history=history).findings

    assert code == history.agency
    assert 1 <= len(history.revisions) <= 6
    assert set() == {one.code for one in found} & {"LC03", "LC05", "LC06", "LC07"}


@each_agency
def test_many_kinds_of_histories_are_drawn(code):
    """Law: the strategy leaves out no way that a lawful history may be."""
    agency = OF[code]
    register = lawful_register(agency)
    office = Office(agency)
    seen = {
        "six revisions": lambda one: len(one.revisions) == 6,
        "several changes at once": lambda one: any(len(r.changes) > 2 for r in one.revisions),
        "a version that nobody approved": lambda one: len(one.approvals) < len(one.revisions),
        "an event that was reported": lambda one: any(it.notices for it in one.events),
        "a day off of the region": lambda one: bool(one.days_off),
        "two revisions of one day": lambda one: (
            len({it.day for it in one.revisions}) < len(one.revisions)
        ),
        "placed on the last day of its term, if there is one": lambda one: (
            not office.bindings("LC03")
            or any(
                it.publication.date == office.term(one.revisions[it.revision - 1].day)
                for it in one.publications
                if it.revision > 1
            )
        ),
    }
    quick = settings(max_examples=3000, database=None, phases=[Phase.generate], derandomize=True)
    for what, condition in seen.items():
        strategy = touch.histories(register, agency)
        assert condition(find(strategy, condition, settings=quick)), what


def test_histories_shrink_to_the_first_revision():
    """Law: the simplest history is that of a register which was just formed."""
    agency = OF["trade"]
    found = find(touch.histories(lawful_register(agency), agency), bool, settings=SHRINKING)

    assert [DAY] == [one.day for one in found.revisions]
    assert (1, 1, ()) == (len(found.approvals), len(found.publications), found.events)


@each_agency
@given(st.data())
def test_journeys_go_along_rows_of_the_register(code, data):
    """Law: a step is at a row of the register, or off it; the shares of a step add up to one."""
    agency = OF[code]
    register = data.draw(touch.registers(agency))
    journey = data.draw(touch.journeys(register))
    rows = {(row.touchpoint, one.name) for one in register.processes for row in one.entries}
    shares = {}
    for link in journey.transitions:
        shares[link.source] = shares.get(link.source, 0) + (link.probability or 0)

    assert {(one.touchpoint, one.process) for one in journey.steps} <= {*rows, (None, None)}
    assert set(journey.segments) <= {one.id for one in register.segments}
    assert all(share in (0, pytest.approx(1)) for share in shares.values())


@given(touch.revisions())
def test_revisions_stand_in_a_history(revision):
    """Law: the first has none before it, each has a moment with a zone."""
    assert (revision.number == 1) == (revision.previous is None)
    assert revision.at.tzinfo is not None


@each_agency
@given(st.data())
def test_segments_have_limits_of_the_ordinance(code, data):
    """Law: the limits of a segment are codes of the vocabulary."""
    agency = OF[code]
    vocabulary = agency.vocabulary

    assert all(vocabulary.get("limit", one) for one in data.draw(touch.segments(agency)).limits)


MODEL = [
    *(tm.Register, tm.Entry, tm.Need, tm.Touchpoint, tm.Process, tm.Direction),
    *(Client, tm.Segment, tm.Journey, Revision, History),
]


@pytest.mark.parametrize("kind", MODEL)
@given(st.data())
def test_from_type_knows_the_model(kind, data):
    """Law: `from_type` draws the types of the model without being told how."""
    assert isinstance(data.draw(st.from_type(kind)), kind)


@given(st.from_type(tm.Register))
def test_from_type_draws_registers_of_installed_agencies(register):
    """Law: a register from its type is one that can be checked."""
    assert register.agency in OF
    assert tm.check(register, on=DAY).agency == register.agency


@pytest.mark.parametrize(
    "asked",
    [
        {"agency": "trade", "lawful": False, "complete": True},
        {"agency": "trade", "size": 1},
        {"agency": "nowhere"},
    ],
)
def test_what_no_register_can_be_is_refused(asked):
    with pytest.raises(UsageError):
        touch.registers(**asked)


def test_a_rule_that_no_clause_names_has_no_violations():
    with pytest.raises(UsageError):
        touch.violations("administration", "TP02")
