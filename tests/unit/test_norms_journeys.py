"""What the shared rules yield along journeys: steps, keys, fields, readings, absent facts."""

import pytest

import touchpoint_model as tm
from touchpoint_model.model.clients import Segment
from touchpoint_model.model.findings import Absent, Fault, Outcome
from touchpoint_model.model.journeys import JourneyKind, Step, Transition
from touchpoint_model.norms import RULES
from touchpoint_model.rules.scope import Scope

from .building import DAY, agency_of, clause, process, register
from .verdicts import journey, verdicts

REGISTER = register(process("Дело", "зеркальце", "дуб"))
MIRROR = Scope(kinds=("mirror",))
DONE = Step("z", "знает", satisfies=True)


def call(id: str, transfers: int | None = 0, **told) -> Step:
    return Step(
        id,
        f"звонок {id}",
        **{"touchpoint": "зеркальце", "process": "Дело", **told, "transfers": transfers},
    )


def faults(name: str, *journeys, **told) -> list[Fault]:
    found = verdicts(name, REGISTER, journeys, **told)
    return [one for one in found if isinstance(one, Fault)]


@pytest.mark.parametrize(
    ("kind", "absent"), [(JourneyKind.ACTUAL, False), (JourneyKind.PLANNED, True)], ids=str
)
def test_only_a_journey_that_is_really_gone_is_an_observation(kind, absent):
    steps = Step("a", "идёт", touchpoint="дуб", process="Дело"), Step("b", "ест", satisfies=True)
    told = [journey(*steps, kind=kind)]
    found = verdicts("omitted-touchpoint", register(process("Дело", "дуб")), told)
    assert [Absent("usage")] * absent == found


def test_a_point_that_journeys_use_and_the_register_lacks_is_told_once():
    steps = (
        Step("a", "идёт", touchpoint="дуб", process="Дело"),
        Step("b", "думает"),
        Step("c", "глядит", touchpoint="зеркальце", process="Дело"),
        Step("d", "глядит снова", touchpoint="волшебное зеркальце", process="Дело"),
        Step("e", "свистит", touchpoint="Дудочка", process="Дело"),
        Step("f", "ест", satisfies=True),
    )
    found = verdicts("omitted-touchpoint", register(process("Дело", "дуб")), [journey(*steps)])
    assert [("mirror", ("c",), "зеркальце"), ("дудочка", ("e",), "Дудочка")] == [
        (one.key, one.steps, one.fields["point"]) for one in found if isinstance(one, Fault)
    ]


# --- transfers ---


def transferred(count: int) -> list[Fault | Absent]:
    steps = (
        Step("a", "звонит", touchpoint="зеркальце", process="Дело", transfers=count),
        Step("b", "ждёт", touchpoint="зеркальце", process="Дело", transfers=0),
        Step("c", "знает", satisfies=True),
    )
    judged = register(process("Дело", "зеркальце"))
    told = {"scope": Scope(kinds=("mirror",)), "most": 1}
    return verdicts("too-many-transfers", judged, [journey(*steps)], **told)


@pytest.mark.parametrize(
    ("count", "few"),
    [
        *((one, True) for one in (2, 3, 4, 22, 33, 44, 102, 103, 104)),
        *((one, False) for one in (5, 9, 10, 11, 12, 13, 14, 15, 20, 21, 111, 112, 113, 114, 212)),
    ],
)
def test_times_are_counted_as_russian_counts(count, few):
    (fault,) = transferred(count)
    said = fault.fields["times"]
    assert (f"{count} раза" if few else f"{count} раз") == said.ru
    assert f"{count} times" == said.en


def test_only_the_steps_that_transfer_are_told():
    (fault,) = transferred(2)
    assert (("a",), "звонит", 1) == (fault.steps, fault.fields["path"], fault.fields["most"])


def test_a_dead_end_is_told_from_its_last_step_back():
    steps = (
        Step("a", "приходит"),
        Step("b", "ждёт"),
        Step("c", "ждёт ещё"),
        Step("d", "получает", satisfies=True),
    )
    ways = (
        Transition("a", "b"),
        Transition("b", "c"),
        Transition("a", "d"),
    )
    judged = register(process("Дело", "дуб"))
    found = verdicts("unsatisfied-journey", judged, [journey(*steps, transitions=ways)])
    assert [("c", "b", "a")] == [one.steps for one in found]
    assert [True] == ["приходит → ждёт → ждёт ещё" in one.fields["reason"].ru for one in found]
    assert [True] == ["приходит → ждёт → ждёт ещё" in one.fields["reason"].en for one in found]


@pytest.mark.parametrize(
    ("name", "told", "absent"),
    [
        ("too-many-transfers", {"most": 1}, "transfers"),
        ("missing-acknowledgement", {}, "acknowledged"),
        ("no-quick-feedback", {}, "feedback"),
    ],
)
def test_a_journey_that_does_not_say_so_leaves_the_fact_absent(name, told, absent):
    steps = call("a", None), DONE
    assert [Absent(absent)] == verdicts(name, REGISTER, [journey(*steps)], scope=MIRROR, **told)


def test_what_a_register_says_of_its_officers():
    segments = [Segment("a", "Коты"), Segment("b", "Совы", officer=" ")]
    silent, told = (register(process("Дело", "дуб"), segments=one) for one in ((), tuple(segments)))
    assert [Absent("segments")] == verdicts("no-responsible-officer", silent)
    first, second = verdicts("no-responsible-officer", told)
    assert (Absent("segments.officer"), "b") == (first, second.key)


ALONG = [
    pytest.param({"name": one.name, **({"most": 1} if one.parameters else {})}, id=one.code)
    for one in RULES
    if one.code in ("SV01", "SV02", "SV03", "SV05")
]


@pytest.mark.parametrize("use", ALONG)
def test_a_clause_on_journeys_wants_journeys(tmp_path, use):
    made = agency_of(tmp_path, clause("1.1", use))
    (told,) = tm.check(register(process("Дело", "дуб")), made, on=DAY).clauses
    assert (Outcome.UNVERIFIED, ("journeys",)) == (told.outcome, told.absent)


ROUND = (Transition("a", "b"), Transition("b", "a"), Transition("b", "z"))


@pytest.mark.parametrize(
    ("transfers", "most", "reading"),
    [
        ((1, 0), 1, "loop"),
        ((1, 2), 2, "loop"),
        ((0, 2), 1, None),
        ((2, None), 1, None),
        ((1, None), 1, "loop"),
    ],
    ids=str,
)
def test_a_circle_is_a_note_unless_one_turn_is_too_much(transfers, most, reading):
    steps = *map(call, "ab", transfers), DONE
    told = {"scope": MIRROR, "most": most}
    (fault,) = faults("too-many-transfers", journey(*steps, transitions=ROUND), **told)
    assert (reading, "a b") == (fault.reading, fault.key)


@pytest.mark.parametrize(
    ("second", "found"),
    [
        ({}, 1),
        ({"process": " дело."}, 1),
        ({"process": "Другое"}, 0),
        ({"process": None}, 0),
        ({"need": "ответ"}, 0),
    ],
    ids=str,
)
def test_one_question_is_of_one_process_and_one_need(second, found):
    steps = call("a", 1), call("b", 1, **second), DONE
    assert found == len(faults("too-many-transfers", journey(*steps), scope=MIRROR, most=1))


@pytest.mark.parametrize(
    "told", [{"process": None, "need": "ответ"}, {"need": " Ответ."}, {"process": None}], ids=str
)
def test_steps_that_are_told_alike_are_one_question(told):
    first = {**told, "need": told["need"].strip(" .").lower()} if "need" in told else told
    steps = call("a", 1, **first), call("b", 1, **told), DONE
    assert 1 == len(faults("too-many-transfers", journey(*steps), scope=MIRROR, most=1))


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (8, "1 2 3 4 5 6 7 8"),
        (9, "1 2 3 4 … 6 7 8 9"),
        (12, "1 2 3 4 … 9 10 11 12"),
    ],
)
def test_a_long_path_is_told_by_its_ends(count, shown):
    steps = *(call(str(one), 1) for one in range(1, count + 1)), DONE
    (fault,) = faults("too-many-transfers", journey(*steps), scope=MIRROR, most=1)
    told = fault.fields["path"].replace("звонок ", "")
    assert shown.split() == told.split(" → ")


def test_a_fault_of_several_steps_is_placed_at_the_first(tmp_path):
    use = {"name": "too-many-transfers", "most": 1}
    made = agency_of(tmp_path, clause("1.1", use, applies_to={"kinds": ["mirror"]}))
    told = journey(call("a", 1), call("b", 1), DONE)
    (found,) = tm.check(REGISTER, made, journeys=[told], on=DAY).findings
    assert ("a", "зеркальце") == (found.location.step, found.location.touchpoint)


# --- a way for everybody ---


def test_a_journey_without_an_offline_way_is_told_by_a_key_of_its_own():
    (fault,) = faults("no-offline-alternative", journey(call("a"), DONE))
    assert ("way", "journey", ("a",), "«звонок a»") == (
        fault.key,
        fault.reading,
        fault.steps,
        fault.fields["steps"],
    )


def test_a_way_of_unknown_type_leaves_the_channel_absent():
    step = Step("a", "свистит", touchpoint="дудочка", process="Дело")
    found = verdicts("no-offline-alternative", REGISTER, [journey(step, DONE)])
    assert [Absent("channel")] == found


def test_a_limit_that_nobody_serves_does_not_hide_the_next():
    limits = ("sight", "digital-skills")
    found = faults("no-accessible-alternative", journey(call("a"), DONE), limits=limits)
    assert [("digital-skills", "цифровые навыки")] == [
        (one.key, one.fields["limits"].ru) for one in found if one.reading == "journey"
    ]


def test_a_way_past_an_unknown_point_leaves_the_limit_absent():
    step = Step("a", "свистит", touchpoint="дудочка", process="Дело")
    told = {"limits": ("digital-skills",)}
    found = verdicts("no-accessible-alternative", REGISTER, [journey(step, DONE)], **told)
    assert Absent("serves.digital-skills") in found


# --- points that are missing ---


def test_an_actual_journey_comes_before_a_planned_one():
    whistle = Step("a", "свистит", touchpoint="Дудочка", process="Дело")
    blow = Step("a", "трубит", touchpoint="Труба", process="Дело")
    told = (
        journey(whistle, DONE, id="planned", kind=JourneyKind.PLANNED),
        journey(blow, DONE, id="other", kind=JourneyKind.PLANNED),
        journey(whistle, DONE, id="actual", kind=JourneyKind.ACTUAL),
    )
    found = faults("omitted-touchpoint", *told)
    assert [(None, "Дудочка"), ("planned", "Труба")] == [
        (one.reading, one.fields["point"]) for one in found
    ]
