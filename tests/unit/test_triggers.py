"""Which changes set off which trigger of an ordinance, and how its words were read."""

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.lifecycle.changes import ChangeKind, Known
from touchpoint_model.lifecycle.diff import diff
from touchpoint_model.lifecycle.triggers import TRIGGER_KINDS, Reading, triggers, triggers_of
from touchpoint_model.model.legal import ClauseRef
from touchpoint_model.model.register import RegistryItem
from touchpoint_model.model.revisions import Change
from touchpoint_model.model.vocabulary import Concept, Vocabulary

from .building import direction, entry, process, register

CODES = ("registry-changed", "new-touchpoint", "kind-changed", "needs-changed", "exclusion")
ADDRESSES = {code: f"5({at})" for at, code in enumerate(CODES, 1)}
MAIL, DESK = "почта", "приёмная"
FAIRS = process("Ярмарки", entry(MAIL, "совет"), entry(DESK, "оплата"))
LETTERS = process("Письма", entry(MAIL, "совет"))
OLD = register(FAIRS, LETTERS)
LIST = (RegistryItem("R-1", "Ярмарки"), RegistryItem("R-2", "Письма"))


def words(*codes: str) -> Vocabulary:
    return Vocabulary(
        "toy",
        tuple(
            Concept(
                "trigger",
                code,
                tm.Text(ru=code, en=code),
                clauses=(ClauseRef.parse(ADDRESSES[code]),),
            )
            for code in codes
        ),
    )


ALL = words(*CODES)


def told(new, old=OLD, by=ALL, **how):
    """Code, kinds of the changes and readings of every trigger that is set off."""
    return [
        (
            one.code,
            [cause.alteration.kind.value for cause in one.causes],
            [cause.reading for cause in one.causes],
        )
        for one in triggers(diff(old, new), by, **how)
    ]


def with_point(name: str, **facts):
    points = tuple(evolve(one, **facts) if one.name == name else one for one in OLD.touchpoints)
    return evolve(OLD, touchpoints=points)


def test_a_point_that_the_register_had_not_is_new():
    new = register(FAIRS, evolve(LETTERS, entries=(*LETTERS.entries, entry("чат-бот", "совет"))))

    assert [("new-touchpoint", ["touchpoint-added"], [None])] == told(new)


def test_a_known_point_in_another_process_is_not_new_but_its_needs_change():
    new = register(FAIRS, evolve(LETTERS, entries=(*LETTERS.entries, entry(DESK, "совет"))))

    assert [("needs-changed", ["touchpoint-added"], [Reading.KNOWN_POINT])] == told(new)


def test_a_row_without_stated_needs_changes_none():
    new = register(FAIRS, evolve(LETTERS, entries=(*LETTERS.entries, entry(DESK))))

    assert [] == told(new)


def test_a_point_that_no_row_is_left_of_is_excluded():
    new = register(evolve(FAIRS, entries=FAIRS.entries[:1]), LETTERS)

    assert [("exclusion", ["touchpoint-excluded"], [None])] == told(new)


def test_one_row_of_several_less_excludes_no_point():
    new = register(evolve(FAIRS, entries=FAIRS.entries[1:]), LETTERS)

    assert [("needs-changed", ["touchpoint-excluded"], [Reading.KNOWN_POINT])] == told(new)


def test_needs_that_change_need_no_reading():
    new = register(FAIRS, process("Письма", entry(MAIL, "ответ")))

    assert [("needs-changed", ["needs-changed"], [None])] == told(new)


@pytest.mark.parametrize(
    ("facts", "kind", "reading"),
    [
        ({"kind": "phone"}, "kind-changed", Reading.KIND),
        ({"channel": "digital"}, "channel-changed", Reading.CHANNEL),
    ],
)
def test_the_kind_of_a_point_is_its_kind_or_its_channel(facts, kind, reading):
    old = with_point(DESK, kind="desk", channel="offline")
    new = evolve(old, touchpoints=(old.touchpoints[0], evolve(old.touchpoints[1], **facts)))

    assert [("kind-changed", [kind], [reading])] == told(new, old)


@pytest.mark.parametrize("facts", [{"kind": "desk"}, {"channel": "offline"}])
def test_what_only_became_known_sets_off_nothing(facts):
    new = with_point(DESK, **facts)

    assert [Known.NOW_KNOWN] == [one.known for one in diff(OLD, new).alterations]
    assert [[], []] == [told(new), told(OLD, new)]


def test_the_registry_changes_if_a_process_enters_it():
    old, new = evolve(OLD, process_registry=LIST[:1]), evolve(OLD, process_registry=LIST)

    assert [("registry-changed", ["registry-changed"], [None])] == told(new, old)


def test_a_process_of_the_registry_renamed_has_neither_entered_nor_left():
    renamed = (evolve(LIST[0], name="Ярмарки и выставки"), LIST[1])
    old, new = evolve(OLD, process_registry=LIST), evolve(OLD, process_registry=renamed)

    assert [] == told(new, old)


@pytest.mark.parametrize(
    ("known", "expected"),
    [(False, [("registry-changed", ["process-dropped"], [Reading.PROCESS])]), (True, [])],
)
def test_a_process_of_the_register_is_a_sign_where_the_registry_is_not_held(known, expected):
    new = register(FAIRS)
    by = words("registry-changed")

    assert expected == told(new, by=by, registry_known=known)


def test_an_ordinance_that_does_not_name_a_case_is_silent_on_it():
    new = register(evolve(FAIRS, entries=FAIRS.entries[:1]), LETTERS)

    assert [] == told(new, by=words("new-touchpoint", "kind-changed", "needs-changed"))


def test_triggers_stand_in_the_order_of_the_act_with_their_clauses():
    more = evolve(LETTERS, entries=(entry(MAIL, "ответ"), entry("чат-бот", "совет")))
    found = triggers(diff(OLD, register(FAIRS, more)), words(*CODES))

    assert [("new-touchpoint", ["5(2)"]), ("needs-changed", ["5(4)"])] == [
        (one.code, [ref.id for ref in one.clauses]) for one in found
    ]


def test_a_clause_that_is_not_in_force_names_no_case():
    new = register(FAIRS, process("Письма", entry(MAIL, "ответ")))

    assert [] == told(new, in_force=lambda ref: ref.id != ADDRESSES["needs-changed"])


def test_renaming_moving_and_wording_set_off_nothing():
    new = register(direction(FAIRS), direction(LETTERS, name="Иное"))

    assert {"process-moved", "direction-added"} == {
        one.kind.value for one in diff(OLD, new).alterations
    }
    assert [] == told(new)


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        (
            "touchpoint-added",
            {"new-touchpoint", "kind-changed", "needs-changed", "registry-changed"},
        ),
        ("touchpoint-excluded", {"exclusion", "kind-changed", "needs-changed", "registry-changed"}),
        ("kind-changed", {"kind-changed"}),
        ("channel-changed", {"kind-changed"}),
        ("needs-changed", {"needs-changed"}),
        ("registry-changed", set()),
        ("process-added", {"registry-changed"}),
        ("process-dropped", {"registry-changed"}),
        ("contacts-changed", set()),
    ],
)
def test_a_recorded_change_answers_these_triggers(kind, codes):
    assert codes == {*triggers_of(Change(kind, "/x"))}
    assert () == triggers_of(Change(kind, "/x", known="no-longer-stated"))


def test_every_kind_that_answers_a_trigger_is_a_kind_of_change():
    assert set() == {kind for kinds in TRIGGER_KINDS.values() for kind in kinds} - {*ChangeKind}
    assert set(CODES) == {*TRIGGER_KINDS}
