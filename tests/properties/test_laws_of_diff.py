"""Laws of differences: nothing from nothing, there and back, the same in any order."""

from collections import Counter
from difflib import SequenceMatcher

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from touchpoint_model.lifecycle.changes import ChangeKind
from touchpoint_model.lifecycle.diff import diff
from touchpoint_model.lifecycle.replay import replay
from touchpoint_model.model.text import normalise
from touchpoint_model.testing import strategies as touch

FACTS_OF_ROWS = st.sampled_from(
    [
        *({}, {}, {"cell": "почта и сайт"}, {"printed": "эл. почта"}, {"remark": "по записи"}),
        *({"channels": ("digital",)}, {"basis": ()}, {"particulars": None}, {"needs": ()}),
    ]
)
AGENCIES = ["agriculture", "culture", "trade", "administration"]


def alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def words(text):
    return None if text is None else normalise(text)


def bag(values):
    return None if values is None else frozenset(Counter(values).items())


def texts(values, code):
    return None if values is None else bag((normalise(x.text), getattr(x, code)) for x in values)


def point_says(point):
    return (
        *(point.kind, bag(point.also), bag(point.alternatives), bag(point.types), point.channel),
        *(point.key, point.low_demand, texts(point.basis, "kind"), bag(point.clients)),
        *(bag(point.serves), bag((one.type, one.value) for one in point.contacts)),
    )


def row_says(register, row):
    point = register.touchpoint(row)
    return (
        *(point_says(point), normalise(row.printed or point.name), texts(row.needs, "category")),
        *(words(row.particulars), words(row.remark), bag(row.channels)),
        *(texts(row.basis, "kind"), words(row.cell)),
    )


def canonical(register):
    """All that a register says, without order, ids and how it was printed."""
    directions = bag(
        (
            *(normalise(one.name), one.kind, one.client),
            one.columns and tuple(map(normalise, one.columns)),
            bag(
                (
                    *(normalise(process.name), process.client, bag(process.legal_forms)),
                    *(process.registry_id, process.history_access),
                    bag(row_says(register, row) for row in process.entries),
                )
                for process in one.processes
            ),
        )
        for one in register.directions
    )
    used = {row.touchpoint for row in register.entries}
    return (
        *(register.agency, normalise(register.title), register.act, register.approval),
        *(bag(register.publications), register.revision_date, bag(register.clients)),
        *(bag(register.segments), dict(register.performs), bag(register.process_registry)),
        *(bag(register.usage), bag(register.attestations), directions),
        bag(
            (point_says(one), normalise(one.name))
            for one in register.touchpoints
            if one.id not in used
        ),
    )


def any_register(agency):
    """Registers that any two of can be compared: lawful ones, and any well-formed ones."""
    return touch.registers(agency) | touch.registers(agency, lawful=False)


@st.composite
def pairs(draw):
    agency = draw(st.sampled_from(AGENCIES))
    return draw(any_register(agency)), draw(any_register(agency))


@st.composite
def edited(draw):
    """A register, and the same with some of its rows, points and processes of another."""
    old, other = draw(pairs())
    new = evolve(
        old,
        directions=tuple(
            evolve(
                one,
                processes=tuple(
                    evolve(
                        process,
                        history_access=draw(st.sampled_from([process.history_access, None, True])),
                        entries=tuple(
                            evolve(row, **draw(FACTS_OF_ROWS))
                            for row in process.entries
                            if draw(st.booleans())
                        ),
                    )
                    for process in one.processes
                    if draw(st.integers(0, 3))
                ),
            )
            for one in old.directions
        ),
        touchpoints=tuple(
            evolve(one, key=None, kind=draw(st.sampled_from([one.kind, None, "email"])))
            for one in old.touchpoints
        ),
        title=other.title,
    )
    return old, new


@st.composite
def shuffled(draw, renumbered=True):
    """A register, and the same in another order and, perhaps, with other ids."""
    old = draw(st.sampled_from(AGENCIES).flatmap(any_register))

    def mixed(values):
        return tuple(draw(st.permutations(values)))

    number = dict(zip([one.id for one in old.touchpoints], mixed(range(99)), strict=False))
    again = renumbered and draw(st.booleans())
    ids = {id: f"x{at}" for id, at in number.items()} if again else {}
    directions = []
    for one in old.directions:
        processes = []
        for process in one.processes:
            rows = mixed(
                [
                    evolve(
                        row,
                        touchpoint=ids.get(row.touchpoint, row.touchpoint),
                        needs=row.needs and mixed(row.needs),
                    )
                    for row in process.entries
                ]
            )
            processes.append(evolve(process, entries=rows))
        directions.append(evolve(one, processes=mixed(processes)))
    points = [evolve(one, id=ids.get(one.id, one.id)) for one in old.touchpoints]
    return old, evolve(old, directions=mixed(directions), touchpoints=mixed(points))


@given(st.sampled_from(AGENCIES).flatmap(any_register))
def test_a_register_does_not_differ_from_itself(register):
    """diff(r, r) is empty."""
    assert diff(register, register).alterations == ()


@given(shuffled())
def test_order_and_ids_are_no_change(case):
    """The same rows in another order, with other ids, make an empty difference."""
    old, new = case

    assert diff(old, new, likeness=alike).alterations == ()


@pytest.mark.parametrize("likeness", [None, alike])
@given(case=pairs() | edited())
def test_a_difference_replayed_gives_the_new_register(likeness, case):
    """replay(old, diff(old, new)) says what new says."""
    old, new = case

    made = replay(old, diff(old, new, likeness=likeness, threshold=0.5))

    assert canonical(new) == canonical(made)


@given(pairs() | edited())
def test_no_change_means_that_both_say_the_same(case):
    """A difference is empty exactly if both registers say the same."""
    old, new = case

    assert (canonical(old) != canonical(new)) == bool(diff(old, new))


@pytest.mark.parametrize("likeness", [None, alike])
@given(case=pairs() | edited())
def test_a_difference_back_is_the_difference_reversed(likeness, case):
    """diff(new, old) is diff(old, new) reversed: what was added is excluded."""
    old, new = case
    there = diff(old, new, likeness=likeness, threshold=0.5)
    back = diff(new, old, likeness=likeness, threshold=0.5)

    assert back.alterations == there.reversed().alterations
    assert len(list(there.of(ChangeKind.TOUCHPOINT_ADDED))) == len(
        list(back.of(ChangeKind.TOUCHPOINT_EXCLUDED))
    )


@given(shuffled(renumbered=False), st.data())
def test_keys_do_not_depend_on_order(case, data):
    """The same changes have the same keys, whatever the order of rows."""
    old, mixed = case
    other = data.draw(any_register(old.agency))

    assert sorted(x.key for x in diff(old, other).alterations) == sorted(
        x.key for x in diff(mixed, other).alterations
    )


@given(pairs())
def test_keys_are_unique(case):
    """No two changes of one difference have one key."""
    keys = [one.key for one in diff(*case).alterations]

    assert len(set(keys)) == len(keys)
