"""What a change of the register breaks."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import touchpoint_model as tm
from touchpoint_model.journeys.redesign.alterations import add, exclude, move
from touchpoint_model.journeys.redesign.whatif import what_if
from touchpoint_model.journeys.shape.closures import reached, satisfying
from touchpoint_model.model.draft import journey, parallel, phase, step
from touchpoint_model.model.errors import UsageError
from touchpoint_model.model.findings import ClauseOutcome, Outcome, Report
from touchpoint_model.model.touchpoints import Touchpoint
from touchpoint_model.model.view import View
from touchpoint_model.model.vocabulary import Vocabulary

from .building import direction, entry, process, register

REGISTERS = Path(__file__).parents[2] / "examples/registers"
WORDS = Vocabulary("toy", ())
POINTS = (
    Touchpoint("email", "почта", channel="digital"),
    Touchpoint("desk", "окно", channel="offline"),
    Touchpoint("phone", "телефон"),
)
TOLD = register(
    direction(
        process("Приём", entry("email", "заявление"), entry("desk", "заявление", "ответ")),
        process("Выдача", entry("email", "ответ")),
        process("Справки", entry("phone", "сведения")),
    ),
    touchpoints=POINTS,
)
WAY = journey(
    "ask",
    "Заявление",
    phase(
        "",
        step("start", "решает", then=["mail", "go"]),
        step("mail", "пишет", at="email", process="Приём", then="reply"),
        step("go", "несёт", at="desk", process="Приём", then="answer"),
        step(
            "reply", "получает ответ письмом", at="email", process="Выдача", then=(), satisfies=True
        ),
        step("answer", "получает ответ", at="desk", process="Приём", then=(), satisfies=True),
    ),
)


def rows(told: tm.Register):
    return {one.name: [row.touchpoint for row in one.entries] for one in told.processes}


def silent(told, journeys):
    return Report("toy", date(2024, 1, 1), (), ())


def effects(change, *journeys, check=silent):
    return what_if(TOLD, journeys, change, check, vocabulary=WORDS)


def test_an_excluded_point_has_no_rows_and_its_process_stays():
    changed = exclude(TOLD, "email")

    assert rows(changed) == {"Приём": ["desk"], "Выдача": [], "Справки": ["phone"]}
    assert [one.id for one in changed.touchpoints] == ["desk", "phone"]


def test_a_point_excluded_from_one_process_stays_listed_while_another_uses_it():
    changed = exclude(TOLD, "email", process="приём")

    assert rows(changed) == {"Приём": ["desk"], "Выдача": ["email"], "Справки": ["phone"]}
    assert changed.touchpoints == POINTS


def test_a_moved_point_declares_the_other_channel():
    view = View(move(TOLD, "email", "offline"), WORDS)

    assert [view.channels(row) for row in view.register.entries] == [
        ("offline",),
        ("offline",),
        ("offline",),
        (),
    ]
    assert view.points["email"].channel == "offline"


def test_a_point_moved_in_one_process_is_the_same_elsewhere():
    view = View(move(TOLD, "email", "offline", process="Выдача"), WORDS)

    assert [view.channels(row) for row in view.register.entries][::2] == [
        ("digital",),
        ("offline",),
    ]


def test_a_row_is_added_at_a_known_point():
    changed = add(TOLD, "desk", "выдача", ["ответ"], channels=("offline",))

    assert rows(changed)["Выдача"] == ["email", "desk"]
    assert list(changed.entries)[3].needs == (tm.Need("ответ"),)
    assert changed.touchpoints == POINTS


def test_a_row_is_added_at_a_new_point():
    changed = add(TOLD, Touchpoint("chat", "чат"), "Справки", [tm.Need("сведения")])

    assert rows(changed)["Справки"] == ["phone", "chat"]
    assert [one.id for one in changed.touchpoints][-1] == "chat"


def test_excluding_what_was_added_gives_the_register_back():
    """Law: adding a new point and excluding it again changes nothing."""
    assert exclude(add(TOLD, Touchpoint("chat", "чат"), "Справки", ["сведения"]), "chat") == TOLD


@pytest.mark.parametrize(
    "change",
    [
        partial(exclude, touchpoint="fax"),
        partial(exclude, touchpoint="email", process="Суд"),
        partial(move, touchpoint="fax", channel="digital"),
        partial(add, touchpoint="fax", process="Приём", needs=["ответ"]),
        partial(add, touchpoint="desk", process="Суд", needs=["ответ"]),
        partial(add, touchpoint=Touchpoint("desk", "другое"), process="Приём", needs=["ответ"]),
    ],
)
def test_what_is_not_there_cannot_be_changed(change):
    with pytest.raises(UsageError):
        change(TOLD)


def test_a_row_is_not_added_to_one_of_several_processes():
    twice = register(process("Приём", entry("desk")), process("приём", entry("desk")))

    with pytest.raises(UsageError):
        add(twice, "desk", "Приём", ["ответ"])


def test_processes_that_lose_their_last_digital_point():
    found = effects(partial(exclude, touchpoint="email")).processes

    assert [(one.process, one.points, one.lost, one.won) for one in found] == [
        ("Приём", (2, 1), {"digital"}, set()),
        ("Выдача", (1, 0), {"digital"}, set()),
    ]


def test_a_process_that_only_loses_a_point_is_told_too():
    (one,) = effects(lambda told: exclude(add(told, "phone", "Выдача", []), "phone")).processes

    assert (one.process, one.points, one.lost) == ("Справки", (1, 0), set())


def test_a_move_wins_one_channel_and_loses_another():
    found = effects(partial(move, touchpoint="email", channel="offline", process="Выдача"))

    assert [(one.process, one.lost, one.won) for one in found.processes] == [
        ("Выдача", {"digital"}, {"offline"})
    ]
    assert found.touchpoints == ()


def test_a_change_that_changes_nothing_has_no_effects():
    found = effects(lambda told: told, WAY)

    assert (found.processes, found.journeys, found.touchpoints) == ((), (), ())
    assert found.verdicts.clauses == ()


def test_a_journey_that_has_another_way_is_not_broken():
    (one,) = effects(partial(exclude, touchpoint="email"), WAY).journeys

    assert one.closed == ("mail", "reply")
    assert one.satisfied == (True, True)
    assert (one.lost, one.won) == ({"digital"}, set())
    assert not one.broken


def test_steps_that_lead_nowhere_any_more_are_stranded():
    (one,) = effects(partial(exclude, touchpoint="email", process="Выдача"), WAY).journeys

    assert (one.closed, one.stranded) == (("reply",), ("mail",))


def test_a_journey_whose_last_way_is_closed_is_broken():
    only = journey(
        "j", "", phase("", step("a", "идёт"), step("b", "берёт", at="desk", satisfies=True))
    )

    found = effects(partial(exclude, touchpoint="desk"), only, WAY)

    assert [one.journey.id for one in found.broken] == ["j"]
    assert found.broken[0].stranded == ("a",)
    assert [one.journey.id for one in found.journeys] == ["j", "ask"]


def test_a_step_at_a_point_that_the_register_never_had_is_not_closed_by_the_change():
    lacking = journey("j", "", phase("", step("a", "", at="fax", satisfies=True)))

    assert effects(partial(exclude, touchpoint="desk"), lacking).journeys == ()


def test_a_move_closes_the_all_digital_way_only():
    (one,) = effects(partial(move, touchpoint="email", channel="offline"), WAY).journeys

    assert (one.closed, one.satisfied) == ((), (True, True))
    assert (one.lost, one.won) == ({"digital"}, set())


def test_a_closed_step_makes_no_way_in_the_channel_that_it_states():
    way = journey("j", "", phase("", step("a", "", at="desk", channel="offline", satisfies=True)))

    (one,) = effects(partial(exclude, touchpoint="desk"), way).journeys

    assert one.lost == {"offline"}


def test_a_point_of_unknown_type_makes_no_way_in_any_channel():
    way = journey("j", "", phase("", step("a", "", at="phone", satisfies=True)))

    (one,) = effects(partial(exclude, touchpoint="phone"), way).journeys

    assert (one.broken, one.lost) == (True, set())


def test_clauses_turn_with_the_register():
    def check(told, journeys):
        empty = any(not one.entries for one in told.processes)
        outcome = Outcome.VIOLATED if empty else Outcome.SATISFIED
        clause = ClauseOutcome("procedure", "4.6", "automated", outcome)
        return Report("toy", date(2024, 1, 1), (), (clause,))

    found = effects(partial(exclude, touchpoint="phone"), check=check)

    assert [one.clause for one in found.verdicts.broken] == ["4.6"]


def test_e_mail_closed_for_appeals_in_a_real_register():
    told = tm.read(REGISTERS / "agriculture.json")
    agency = tm.agency("agriculture")
    appeals = "Уведомление о переадресации обращения по компетенции"
    way = journey(
        "appeal",
        "Обращение",
        phase(
            "",
            step("write", "пишет", at="email-2", satisfies=True, process=appeals),
        ),
    )

    found = what_if(
        told,
        [way],
        partial(exclude, touchpoint="email-2", process=appeals),
        lambda register, ways: tm.check(register, agency, on=date(2024, 6, 6), journeys=ways),
        vocabulary=agency.vocabulary,
    )

    assert [(one.process, one.points, one.lost) for one in found.processes] == [
        (appeals, (2, 1), {"digital"})
    ]
    assert [one.journey.id for one in found.broken] == ["appeal"]
    assert found.touchpoints == ()
    assert len(found.verdicts.stayed) + len(found.verdicts.gone) == len(found.verdicts.before.open)
    assert len(found.verdicts.stayed) + len(found.verdicts.came) == len(found.verdicts.after.open)


FORK = journey(
    "fork",
    "",
    phase(
        "",
        *parallel(
            step("sent", "подал"),
            step("check", "проверка"),
            step("visit", "выезд"),
            last=step("paid", "выплата", satisfies=True),
        ),
    ),
)


def test_a_join_waits_for_every_branch():
    assert satisfying(FORK) == {"sent", "check", "visit", "paid"}
    assert satisfying(FORK, {"visit"}) == frozenset()
    assert reached(FORK, {"visit"}) == {"sent", "check"}


def test_a_closed_start_reaches_nothing():
    assert reached(FORK, {"sent"}) == frozenset()


@st.composite
def closable(draw):
    """A journey with gates, and two sets of its steps."""
    told = draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True))
    some = st.lists(st.sampled_from(told), unique=True, max_size=3)
    gate = st.sampled_from(["one", "one", "all"])
    drafts = [
        step(one, "", then=draw(some), satisfies=draw(st.booleans()), join=draw(gate))
        for one in told
    ]
    return journey("j", "", phase("", *drafts)), set(draw(some)), set(draw(some))


@given(closable())
def test_closing_a_step_never_opens_a_way(told):
    """Law: the more is closed, the less is reached, and from the fewer steps satisfaction is."""
    way, some, more = told

    assert reached(way, some | more) <= reached(way, some)
    assert satisfying(way, some | more) <= satisfying(way, some) <= reached(way, some)
