"""Laws of checking, over registers drawn from each agency's vocabulary."""

from collections import Counter

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from register_strategies import AGENCIES, ON, agencies, printed, shuffled

import touchpoint_model as tm
from touchpoint_model.model.processes import Direction, Entry, Need, Process
from touchpoint_model.model.register import Register, RegistryItem
from touchpoint_model.model.touchpoints import Basis, Touchpoint
from touchpoint_model.model.usage import Usage

registers = agencies.flatmap(printed)
CALM = Need("получение консультации")


def fingerprints(register: Register) -> Counter[str]:
    return Counter(one.fingerprint for one in tm.check(register, on=ON).findings)


@given(registers.flatmap(lambda one: st.tuples(st.just(one), shuffled(one))))
def test_order_changes_no_fingerprint(pair):
    """Law: shuffling rows, processes and directions leaves the fingerprints as they were."""
    register, other = pair

    assert fingerprints(other) == fingerprints(register)


@given(registers)
def test_checking_is_deterministic(register):
    """Law: a check of the same register on the same day is the same report."""
    assert tm.check(register, on=ON) == tm.check(register, on=ON)


@given(registers)
def test_recognising_again_changes_nothing(register):
    """Law: what was recognised once is judged as when it was printed."""
    from touchpoint_model.recognise import recognise

    vocabulary = tm.agency(register.agency).vocabulary

    assert recognise(recognise(register, vocabulary), vocabulary) == recognise(register, vocabulary)


@given(registers)
def test_no_two_findings_have_one_fingerprint(register):
    """Law: a fingerprint names one finding of a report."""
    assert set(fingerprints(register).values()) <= {1}


@given(registers, st.sampled_from(AGENCIES))
def test_a_finding_cites_the_agency_that_judges(register, code):
    """Law: every clause that a finding names is one of the agency judged by."""
    known = {str(one.ref) for one in tm.agency(code).clauses}
    found = tm.check(register, code, on=ON).findings
    cited = {str(tm.ClauseRef.parse(one, f.act)) for f in found for one in (f.clause, *f.clauses)}

    assert cited <= known


@given(registers)
def test_every_clause_has_one_outcome(register):
    """Law: a report accounts for every clause of the agency, each once, in order."""
    report = tm.check(register, on=ON)

    assert [(one.act, one.clause) for one in report.clauses] == [
        (one.ref.act, one.ref.id) for one in tm.agency(register.agency).clauses
    ]


@given(registers)
def test_a_baseline_of_everything_leaves_nothing_open(register):
    """Law: a report used as its own baseline has no open finding."""
    known = frozenset(fingerprints(register))

    assert tm.check(register, on=ON, baseline=known).open == ()


@given(agencies.flatmap(lambda one: printed(one, absent=True)))
def test_an_absent_fact_is_no_fault(register):
    """Law: rules on facts that the register does not hold find nothing."""
    codes = {one.code for one in tm.check(register, on=ON).findings}

    assert not codes & {"TP06", "TP07", "TP10", "CH06", "PT01", "ST01", "ST02"}


# --- one change, one finding


@st.composite
def calm(draw, code: str) -> Register:
    """A register in which every fact is stated and right, as far as the rules below look."""
    vocabulary = tm.agency(code).vocabulary
    known = [
        one
        for one in vocabulary.listed or tuple(vocabulary.scheme("touchpoint"))
        if one.channel and not one.generic and not one.ambiguous and one.audience is None
    ]
    chosen = draw(st.lists(st.sampled_from(known), min_size=2, max_size=4, unique=True))
    points = tuple(
        Touchpoint(one.code, one.label.ru, kind=one.code, key=at == 0, basis=(Basis("Положение"),))
        for at, one in enumerate(chosen)
    )
    entries = tuple(
        Entry(
            one.code,
            needs=(CALM,),
            particulars="запись разговора",
            channels=(one.channel,),
            remark="запись разговора",
        )
        for one in chosen
    )
    process = Process("Консультирование", entries, number="1", history_access=True)
    return Register(
        code,
        "Перечень",
        (Direction("", (process, evolve(process, name="Информирование"))),),
        points,
        performs={one.code: False for one in vocabulary.scheme("direction")},
        process_registry=(RegistryItem("a", "Консультирование"),),
        usage=(Usage(points[0].name, kind=points[0].kind),),
    )


def with_process(register: Register, **changes) -> Register:
    (direction,) = register.directions
    first, *rest = direction.processes
    processes = (evolve(first, **changes), *rest)
    return evolve(register, directions=(evolve(direction, processes=processes),))


def with_entry(register: Register, **changes) -> Register:
    first, *rest = next(register.processes).entries
    return with_process(register, entries=(evolve(first, **changes), *rest))


def with_row(register: Register, name: str, **changes) -> Register:
    row = evolve(next(register.entries), touchpoint="new", **changes)
    point = Touchpoint("new", name, key=False, basis=(Basis("Положение"),))
    wider = evolve(register, touchpoints=(*register.touchpoints, point))
    return with_process(wider, entries=(*next(register.processes).entries, row))


def other_type(register: Register) -> tuple[str]:
    (declared,) = next(register.entries).channels
    return ("offline" if declared == "digital" else "digital",)


def first_direction(register: Register) -> str:
    return next(tm.agency(register.agency).vocabulary.scheme("direction")).code


def keyless(register: Register) -> Register:
    points = tuple(evolve(one, key=False) for one in register.touchpoints)
    return evolve(register, touchpoints=points)


def second_row(register: Register) -> Register:
    process = next(register.processes)
    return with_process(register, entries=(*process.entries, process.entries[0]))


def no_rows(register: Register) -> Register:
    (direction,) = register.directions
    processes = (*direction.processes, Process("Приём", history_access=True))
    return evolve(register, directions=(evolve(direction, processes=processes),))


CHANGES = {
    "ND01": lambda one: with_entry(one, needs=()),
    "ND02": lambda one: with_entry(one, needs=(CALM, Need("звездолёт"))),
    "ND03": lambda one: with_entry(
        one, needs=(CALM, Need("проведение проверки", category="consultation"))
    ),
    "ND04": lambda one: with_entry(
        one, needs=(CALM, Need("получение ответа, подача жалобы", category="consultation"))
    ),
    "TP01": lambda one: with_row(one, "офлайн точка"),
    "TP02": lambda one: with_row(one, "звездолёт"),
    "TP03": second_row,
    "TP06": keyless,
    "TP07": lambda one: with_entry(one, basis=()),
    "TP10": lambda one: evolve(one, usage=(*one.usage, Usage("звездолёт"))),
    "CH02": lambda one: with_entry(one, channels=other_type(one)),
    "CH06": lambda one: with_process(one, history_access=False),
    "PT01": lambda one: with_entry(one, particulars="", remark=""),
    "ST01": lambda one: evolve(one, performs={**one.performs, first_direction(one): True}),
    "ST02": lambda one: evolve(
        one, process_registry=(*one.process_registry, RegistryItem("b", "Полёт"))
    ),
    "ST04": no_rows,
}
BOUND = {
    code: {
        rule.code
        for clause in tm.agency(code).clauses
        for use in clause.uses
        for rule in (use.rule,)
    }
    for code in AGENCIES
}


@pytest.mark.parametrize("code", AGENCIES)
@pytest.mark.parametrize("rule", CHANGES)
@settings(max_examples=6)
@given(st.data())
def test_undoing_a_change_removes_its_finding_and_no_other(code, rule, data):
    """Law: one wrong change gives one finding of its rule, and undoing it takes that one away.

    An agency whose acts have no clause for it finds nothing.
    """
    right = data.draw(calm(code))
    wrong = CHANGES[rule](right)
    before = {one.fingerprint: one.code for one in tm.check(right, on=ON).findings}
    after = {one.fingerprint: one.code for one in tm.check(wrong, on=ON).findings}
    added = [found for mark, found in after.items() if mark not in before]
    removed = [found for mark, found in before.items() if mark not in after]
    whole = {"CH03", "CH04", "CH05", "TP05", "ST03"}  # what a new row or process touches as well

    assert [one for one in added if one not in whole] == [rule] * (rule in BOUND[code])
    assert [one for one in removed if one not in whole] == []
