"""Values are born well-formed, or say everything that is wrong with them."""

from datetime import date

import pytest
from attrs.exceptions import FrozenInstanceError

from touchpoint_model.model.clients import Client, ClientKind, Segment
from touchpoint_model.model.errors import ModelError, ReadError
from touchpoint_model.model.experience import Satisfaction, Scale
from touchpoint_model.model.journeys import Journey, Phase, Step, Transition
from touchpoint_model.model.legal import ClauseRef
from touchpoint_model.model.processes import Entry, Need, Process
from touchpoint_model.model.register import Register, RegistryItem, places
from touchpoint_model.model.revisions import Attestation
from touchpoint_model.model.text import Text
from touchpoint_model.model.touchpoints import Touchpoint
from touchpoint_model.rules.waiver import Waiver

from .building import direction, entry, process, register


def flaws(caught) -> list[str]:
    return [flaw.path for flaw in caught.value.flaws]


def test_register_names_every_fault_at_once():
    with pytest.raises(ModelError) as caught:
        register(
            direction(process("Первый", "дуб", "нигде", registry_id="p9")),
            direction(process("Второй", entry("никто"))),
            touchpoints=(Touchpoint("дуб", "дуб"), Touchpoint("дуб", "второй дуб")),
            segments=(Segment("s1", "коты"), Segment("s1", "котята")),
            clients=(Client("Иван", ClientKind.EXTERNAL, segment="s2"),),
            process_registry=(RegistryItem("p1", "Первый"), RegistryItem("p1", "Второй")),
        )
    assert [
        (flaw.path, flaw.message.ru.split("»")[0].strip("«")) for flaw in caught.value.flaws
    ] == [
        ("touchpoints[1].id", "дуб"),
        ("segments[1].id", "s1"),
        ("process_registry[1].id", "p1"),
        ("directions[0].processes[0].entries[1].touchpoint", "нигде"),
        ("directions[1].processes[0].entries[0].touchpoint", "никто"),
        ("clients[0].segment", "s2"),
        ("directions[0].processes[0].registry_id", "p9"),
    ]


def test_registry_that_is_not_held_refutes_no_id():
    made = register(process("Первый", registry_id="p9"))
    assert [one.registry_id for one in made.processes] == ["p9"]


@pytest.mark.parametrize("name", ["", " ", "\t\n", "\u00a0"])
def test_process_without_a_name(name):
    with pytest.raises(ModelError) as caught:
        Process(name)
    assert [(one.path, f"«{name}»" in one.message.ru) for one in caught.value.flaws] == [
        ("name", True)
    ]


def test_need_without_text_and_category():
    with pytest.raises(ModelError) as caught:
        Need(" ")
    assert flaws(caught) == ["text"]


def test_need_with_a_category_wants_no_text():
    assert Need("", "other").category == "other"


def test_attestation_that_expires_before_it_is_given():
    with pytest.raises(ModelError) as caught:
        Attestation(ClauseRef("procedure", "1"), "акт", "кот", date(2024, 2, 1), date(2024, 1, 31))
    assert flaws(caught) == ["expires"]


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2024, 1, 31), False),
        (date(2024, 2, 1), True),
        (date(2024, 2, 28), True),
        (date(2024, 2, 29), False),
    ],
)
def test_attestation_holds_both_ends_included(day, holds):
    given = Attestation(
        ClauseRef("procedure", "1"), "акт", "кот", date(2024, 2, 1), date(2024, 2, 28)
    )
    assert holds == given.valid_on(day)


@pytest.mark.parametrize("key", ["rule", "reason", "owner"])
@pytest.mark.parametrize("value", ["", "  "])
def test_waiver_with_a_blank_field(key, value):
    told = {"rule": "TY01", "reason": "так", "owner": "кот", "expires": date(2025, 1, 1)}
    with pytest.raises(ModelError) as caught:
        Waiver(**{**told, key: value})
    assert [key] == flaws(caught)


@pytest.mark.parametrize("key", ["rule", "reason", "owner", "expires"])
def test_waiver_without_a_field(key):
    told = {"rule": "TY01", "reason": "так", "owner": "кот", "expires": date(2025, 1, 1)}
    del told[key]
    with pytest.raises(TypeError):
        Waiver(**told)


def test_values_are_frozen():
    made = register(process("Первый", "дуб"))
    with pytest.raises(FrozenInstanceError):
        made.title = "Другой"


def test_equal_registers_are_equal_and_hash_alike():
    one, other = (register(process("Первый", "дуб"), performs={"sea": True}) for _ in range(2))
    assert (one, hash(one)) == (other, hash(other))


def test_places_number_rows_through_the_register():
    made = register(
        direction(process("Первый", "дуб", "чулан"), process("Пустой")),
        direction(process("Второй", "дуб")),
    )
    assert [(one.row, one.pointer) for one in places(made)] == [
        (1, "/directions/0/processes/0/entries/0"),
        (2, "/directions/0/processes/0/entries/1"),
        (3, "/directions/1/processes/0/entries/0"),
    ]


def test_register_finds_the_point_of_an_entry():
    made = register(process("Первый", "дуб"))
    assert Touchpoint("дуб", "дуб") == made.touchpoint(Entry("дуб"))


def test_empty_register_exists():
    assert list(Register("toy", "Пустой", ()).entries) == []


# --- journeys ---

STEPS = (Step("a", "спросить"), Step("b", "услышать"))


def test_journey_names_every_fault_at_once():
    with pytest.raises(ModelError) as caught:
        Journey(
            "j",
            "Путь",
            (Phase("до", STEPS), Phase("после", (Step("a", "уйти"),))),
            (Transition("a", "z"), Transition("y", "b")),
            start="x",
        )
    assert flaws(caught) == [
        "phases[1].steps[0].id",
        "transitions[0].target",
        "transitions[1].source",
        "start",
    ]


def test_journey_may_loop_and_branch():
    links = (Transition("a", "b", 0.5), Transition("a", "a", 0.5), Transition("b", "a"))
    made = Journey("j", "Путь", (Phase("весь", STEPS),), links, start="a")
    assert [step.id for step in made.steps] == ["a", "b"]


@pytest.mark.parametrize("key", ["duration", "waiting", "transfers"])
def test_step_with_a_negative_quantity(key):
    with pytest.raises(ModelError) as caught:
        Step("a", "спросить", **{key: -1})
    assert [key] == flaws(caught)


@pytest.mark.parametrize("value", [0, None, 2])
def test_step_with_a_quantity(value):
    assert value == Step("a", "спросить", transfers=value).transfers


@pytest.mark.parametrize("probability", [-0.1, 1.1])
def test_transition_with_an_impossible_probability(probability):
    with pytest.raises(ModelError) as caught:
        Transition("a", "b", probability)
    assert flaws(caught) == ["probability"]


# --- satisfaction ---


@pytest.mark.parametrize(
    ("counts", "share"),
    [
        (((5, 6), (4, 2), (1, 2)), 0.8),
        (((3, 4),), 0.0),
        (((4, 1),), 1.0),
        (((5, 0),), None),
        ((), None),
    ],
)
def test_share_of_the_satisfied(counts, share):
    assert share == Satisfaction(Scale(1, 5, 4), counts).share


@pytest.mark.parametrize(("low", "high", "satisfied"), [(1, 5, 6), (1, 5, 1), (5, 1, 3), (1, 1, 1)])
def test_scale_out_of_order(low, high, satisfied):
    with pytest.raises(ModelError) as caught:
        Scale(low, high, satisfied)
    assert flaws(caught) == ["satisfied_from"]


# --- errors ---


def test_error_says_place_sentence_and_faults_in_both_languages():
    with pytest.raises(ModelError) as caught:
        Process("")
    error = ReadError(Text(ru="беда", en="trouble"), "file.json", caught.value.flaws)
    assert [
        error.say(lang).startswith(f"file.json: {word}; name: ")
        for lang, word in (("ru", "беда"), ("en", "trouble"))
    ] == [True, True]
