"""The journeys that a register alone proposes."""

from pathlib import Path

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.formats.journeys import dump_journeys, load_journeys
from touchpoint_model.journeys.shape.closures import reached, satisfying
from touchpoint_model.journeys.skeleton import skeletons
from touchpoint_model.model.clients import ClientKind
from touchpoint_model.model.graph import graph

from .building import direction, process, register

REGISTERS = Path(__file__).parents[2] / "examples/registers"
AGENCIES = ["administration", "agriculture", "culture", "trade"]


def row(point, *codes, **further):
    return tm.Entry(point, tuple(tm.Need(f"«{one}»", one) for one in codes), **further)


def skeleton(*rows, **further):
    (told,) = skeletons(register(process("Приём", *rows, **further)))
    return told


def ends(told):
    return [one.id for one in told.steps if one.satisfies]


def after(told, step):
    return [one.target for one in told.leaving(step)]


FULL = skeleton(
    row("site", "forms", "information"),
    row("desk", "submission", "result"),
    row("phone", "consultation", "progress", "feedback-result"),
    row("mail", "submission", "result", "feedback"),
    row("home", "inspection"),
)


def test_phases_stand_in_the_natural_order_whatever_the_rows_order():
    assert [step.id for step in FULL.steps] == [
        "need",
        "information-site",
        "consultation-phone",
        "forms-site",
        "submission-desk",
        "submission-mail",
        "inspection-home",
        "progress-phone",
        "result-desk",
        "result-mail",
        "feedback-mail",
        "feedback-result-phone",
    ]
    assert len(FULL.phases) == 10


def test_the_result_satisfies_at_each_of_its_points():
    assert ends(FULL) == ["result-desk", "result-mail"]
    assert FULL.need == "«result»"


def test_points_of_one_phase_are_alternatives_of_unknown_chances():
    assert after(FULL, "inspection-home") == ["progress-phone", "result-desk", "result-mail"]
    assert {one.probability for one in FULL.transitions} == {None}


def test_preparing_may_be_left_out_and_submission_may_not():
    assert after(FULL, "need") == [
        "information-site",
        "consultation-phone",
        "forms-site",
        "submission-desk",
        "submission-mail",
    ]
    assert after(FULL, "submission-desk") == ["inspection-home"]
    assert satisfying(FULL, {"submission-desk", "submission-mail"}) == frozenset()


def test_feedback_comes_before_its_result():
    assert after(FULL, "result-desk") == ["feedback-mail"]
    assert after(FULL, "feedback-mail") == ["feedback-result-phone"]
    assert after(FULL, "feedback-result-phone") == []


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["information", "submission"], ["submission-p"]),
        (["submission", "progress", "feedback"], ["progress-p"]),
        (["information", "consultation"], ["information-p", "consultation-p"]),
        (["feedback", "feedback-result"], ["feedback-result-p"]),
        (["submission", "other", "result"], ["result-p"]),
        (["submission", "other"], ["submission-p", "other-p"]),
        (["other"], ["other-p"]),
    ],
)
def test_what_satisfies_where_there_is_no_result(codes, expected):
    assert ends(skeleton(row("p", *codes))) == expected


def test_feedback_is_not_reached_past_what_satisfies():
    told = skeleton(row("p", "information", "consultation", "other", "feedback"))

    assert after(told, "need") == ["information-p", "consultation-p", "other-p"]
    assert after(told, "information-p") == ["consultation-p", "other-p", "feedback-p"]


def test_needs_of_no_category_and_unknown_ones_stand_apart():
    told = skeleton(
        tm.Entry("a", (tm.Need("Ключи"), tm.Need("бумага"), tm.Need("ключи;"))), tm.Entry("b")
    )

    assert [(one.id, one.action, one.need) for one in told.steps[1:]] == [
        ("other-a", "Ключи; бумага: a", "Ключи; бумага"),
        ("other-b", "обращается: b", None),
    ]


def test_rows_at_one_point_are_one_step_of_a_phase():
    told = skeleton(row("a", "result"), tm.Entry("a", (tm.Need("справка", "result"),)))

    assert [(one.id, one.action) for one in told.steps[1:]] == [
        ("result-a", "«result»; справка: a")
    ]


def test_a_need_that_is_written_in_two_ways_is_told_once():
    told = skeleton(
        tm.Entry("a", (tm.Need("Ответ", "result"),)), tm.Entry("b", (tm.Need("ответ;", "result"),))
    )

    assert "Ответ" == told.need


def test_ids_need_no_quotes_in_toml_and_are_never_alike():
    told = skeleton(row("result-x", "feedback"), row("x", "feedback-result"), row("a.b", "result"))

    assert ["need", "result-a-b", "feedback-result-x", "feedback-result-x-2"] == [
        one.id for one in told.steps
    ]


def test_no_hours_are_invented():
    assert {(one.hours, one.transfers, one.experience) for one in FULL.steps} == {(None,) * 3}


def test_a_process_without_rows_never_gets_past_its_need():
    told = skeleton()

    assert [step.id for step in told.steps] == ["need"]
    assert satisfying(told) == frozenset()


def test_the_client_is_the_process_s_own_or_its_direction_s():
    told = register(
        direction(
            process("А", row("a", "result")),
            process("Б", row("a", "result"), client=ClientKind.EXTERNAL),
            client=ClientKind.INTERNAL,
        )
    )

    assert [one.client for one in skeletons(told)] == [ClientKind.INTERNAL, ClientKind.EXTERNAL]


def test_ids_are_the_words_of_the_name_and_those_of_one_name_are_numbered():
    told = register(
        process("Выдача справок (форма 2)", row("a", "result")),
        process("Приём", row("a", "result")),
        process("приём;", row("a", "result")),
        process("№", row("a", "result")),
    )

    assert [one.id for one in skeletons(told)] == [
        "выдача-справок-форма-2",
        "прием",
        "прием-2",
        "no",
    ]


def test_ids_stay_when_processes_and_rows_are_turned_round():
    told = tm.read(REGISTERS / "culture.json")
    turned = evolve(
        told,
        directions=tuple(
            evolve(
                one,
                processes=tuple(
                    evolve(each, entries=each.entries[::-1]) for each in one.processes[::-1]
                ),
            )
            for one in told.directions[::-1]
        ),
    )

    def ids(of):
        return {one.id: {step.id for step in one.steps} for one in skeletons(of)}

    assert ids(told) == ids(turned)


def test_phases_are_named_in_english_too():
    (told,) = skeletons(register(process("Приём", row("a", "result"))), lang="en")

    assert [one.name for one in told.phases] == ["Need", "Result"]


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_process_of_a_real_register_has_a_skeleton_that_satisfies(agency):
    """Law: each step's point is in the register, at that process; every step is reached."""
    told = tm.read(REGISTERS / f"{agency}.json")
    found = skeletons(told)
    at = {(one.name, row.touchpoint) for one in told.processes for row in one.entries}

    assert [one.name for one in found] == [one.name for one in told.processes]
    assert len({one.id for one in found}) == len(found)
    assert {(s.process, s.touchpoint) for one in found for s in one.steps if s.touchpoint} == at
    for one in found:
        assert reached(one) == one.by_id.keys()
        assert satisfying(one)
    lacking = [kind for _, kind in graph(told, found).nodes(data="lacking") if kind]
    assert not lacking


@pytest.mark.parametrize("agency", AGENCIES)
def test_skeletons_are_written_and_read_back(agency):
    """Law: a skeleton is a journey like any other: its file gives it back."""
    found = skeletons(tm.read(REGISTERS / f"{agency}.json"))

    assert load_journeys(dump_journeys(found)) == found
