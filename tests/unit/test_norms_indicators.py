"""Each indicator, measured on registers so small that its value is seen at once."""

import pytest

import touchpoint_model as tm
from touchpoint_model.model.processes import Need
from touchpoint_model.model.view import View
from touchpoint_model.norms import INDICATORS

from ..toy_agency import agency
from .building import process, register


def at(*categories: str | None, point: str = "дуб", channels: tuple[str, ...] = ()) -> tm.Entry:
    """A row with a need of each category; the text of one that is not recognised is its own."""
    needs = tuple(Need(f"нечто {one}", one) for one in categories)
    return tm.Entry(point, needs, channels=channels or None)


def measured(name: str, *processes: list[tm.Entry], **weights: float) -> float | None:
    named = [process(f"Дело {number}", *rows) for number, rows in enumerate(processes)]
    return INDICATORS[name](View(register(*named), agency.vocabulary), weights).value


DIGITAL, OFFLINE = at(point="сом", channels=("digital",)), at(point="сом", channels=("offline",))
SHARES = {
    "digital-share": (DIGITAL, OFFLINE),
    "offline-share": (OFFLINE, DIGITAL),
    "assistance-share": (at("consultation"), at("result")),
    "reasoned-result-share": (at("result"), at("consultation")),
    "progress-share": (at("progress"), at("result")),
}


@pytest.mark.parametrize("name", SHARES)
def test_a_share_counts_the_processes_with_such_a_row(name):
    such, other = SHARES[name]
    assert 1.0 == measured(name, [such])
    assert 1.0 == measured(name, [other, such])
    assert 0.0 == measured(name, [other])
    assert 0.0 == measured(name, [at(None)])
    assert 0.3333 == measured(name, [such], [other], [other])
    assert 0.6667 == measured(name, [such], [other, such], [other])


@pytest.mark.parametrize("category", ["feedback", "feedback-result"])
def test_feedback_is_either_of_its_two_categories(category):
    assert 0.5 == measured("feedback-share", [at(category)], [at("result")])


def test_accessible_is_a_digital_and_an_offline_point():
    assert 0.25 == measured(
        "accessible-share", [DIGITAL, OFFLINE], [DIGITAL], [OFFLINE], [DIGITAL, DIGITAL]
    )


def test_one_stop_is_a_point_that_meets_every_need_of_the_process():
    assert 1.0 == measured("one-stop-share", [at("result"), at("result", "progress")])
    assert 0.0 == measured("one-stop-share", [at("result"), at("progress")])
    assert 0.0 == measured("one-stop-share", [at("result"), at(None)])
    assert 1.0 == measured("one-stop-share", [at("result"), tm.Entry("дуб")])


def test_needs_of_one_category_are_one_need_and_unrecognised_ones_are_their_words():
    def of(text: str, category: str | None) -> tm.Entry:
        return tm.Entry("дуб", (Need(text, category),))

    assert 1.0 == measured("one-stop-share", [of("ответ", "result"), of("справка", "result")])
    assert 0.0 == measured("one-stop-share", [of("ответ", None), of("справка", None)])
    assert 1.0 == measured("one-stop-share", [of("ответ", None), of(" Ответ.", None)])


def test_uniform_needs_are_recognised_ones_that_are_not_other():
    assert 0.5 == measured("uniform-need-share", [at("result", "tale")], [at("other", None)])
    assert None is measured("uniform-need-share", [at()])


def test_a_process_without_rows_is_not_counted():
    assert 1.0 == measured("assistance-share", [at("consultation")], [])
    assert None is measured("assistance-share", [])


def test_the_level_leaves_out_what_has_no_value_or_no_weight():
    weights = {"digital-share": 1.0, "uniform-need-share": 3.0, "offline-share": 0.0}
    assert 1.0 == measured("client-centricity-level", [DIGITAL], **weights)
    assert None is measured("client-centricity-level", [DIGITAL], **{"uniform-need-share": 1.0})
    assert None is measured("client-centricity-level", [DIGITAL], **{"digital-share": 0.0})


def test_an_indicator_says_its_name_and_unit():
    told = [
        one(View(register(process("Дело")), agency.vocabulary), {}) for one in INDICATORS.values()
    ]
    assert list(INDICATORS) == [one.name for one in told]
    assert {"share"} == {one.unit for one in told}
    assert [
        "digital-share",
        "offline-share",
        "accessible-share",
        "assistance-share",
        "feedback-share",
        "reasoned-result-share",
        "progress-share",
        "one-stop-share",
        "uniform-need-share",
        "client-centricity-level",
    ] == list(INDICATORS)
