"""Charts: what they are told, and that they are valid Vega-Lite."""

import sys
from datetime import date

import pytest

import touchpoint_model as tm
from touchpoint_model.journeys.redesign.measures import Better, Measure, MeasureChange
from touchpoint_model.model.draft import journey, phase, step
from touchpoint_model.model.errors import UsageError
from touchpoint_model.model.experience import Experience, Scale
from touchpoint_model.model.findings import ClauseOutcome, Indicator, Outcome, Report
from touchpoint_model.model.text import Text
from touchpoint_model.render.charts import (
    centricity,
    centricity_records,
    curve_records,
    emotions,
    hours,
    measure_records,
    outcomes,
    redesign,
    time_records,
)


def fair():
    felt = Experience(Scale(1, 5, 4), emotional=2, respondents=40)
    return journey(
        "fair",
        "Fair",
        phase("Ask", step("ask", "asks", hours=1, waits=2, experience=felt), step("go", "goes")),
        phase("Get", step("get", "gets", hours=3, satisfies=True)),
    )


def report(agency, *indicators):
    outcomes_of = tuple(
        ClauseOutcome("procedure", f"7.{at}", "measured", Outcome.INFORMATIVE, indicator=one)
        for at, one in enumerate(indicators, 1)
    )
    return Report(agency, date(2024, 6, 6), (), outcomes_of)


def share(name, value):
    return Indicator(name, value, "share", Text(f"доля {name}", f"share of {name}"))


def change(before, after, better=Better.LESS):
    title = Text("время", "time")
    made = [
        None if one is None else Measure("t", one, "hours", title, better)
        for one in (before, after)
    ]
    return MeasureChange(*made)


def test_a_record_of_the_curve_for_each_step():
    assert [-0.5, None, None] == [one["value"] for one in curve_records(fair())]
    assert {"step": "1. asks", "phase": "Ask", "value": -0.5, "respondents": 40} == curve_records(
        fair(), ["ask"]
    )[0]


def test_hours_by_step_and_by_phase():
    by_step = [(one["working"], one["waiting"], one["unknown"]) for one in time_records(fair())]
    by_phase = [
        (one["working"], one["waiting"], one["unknown"]) for one in time_records(fair(), "phase")
    ]

    assert [(1, 2, 0), (0, 0, 1), (3, 0, 0)] == by_step
    assert [(1, 2, 1), (3, 0, 0)] == by_phase


def test_measures_before_and_after():
    told = measure_records([change(10, 4), change(None, 4)], "en")

    assert [("time", "hours", 10, 4, "better"), ("time", "hours", None, 4, "unknown")] == [
        tuple(one.values()) for one in told
    ]


def test_a_measure_that_an_agency_does_not_take_is_missing():
    reports = {
        "A": report("a", share("x", 0.5), share("y", 0.0), Indicator("n", 3, "rows")),
        "B": report("b", share("y", 0.2), share("y", 0.9)),
    }
    told = [
        (one["indicator"], one["agency"], one["value"], one["clause"])
        for one in centricity_records(reports, "en")
    ]

    assert [
        ("share of x", "A", 0.5, "7.1"),
        ("share of x", "B", None, None),
        ("share of y", "A", 0.0, "7.2"),
        ("share of y", "B", 0.2, "7.1"),
    ] == told


def test_a_real_report_gives_records():
    held = tm.check(tm.read("examples/registers/agriculture.json"), on=date(2024, 4, 1))
    told = centricity_records({"Сельское хозяйство": held})

    assert any("клиентоцентричности" in one["indicator"] for one in told)


CHARTS = {
    "emotions": lambda lang: emotions(curve_records(fair()), lang=lang),
    "hours": lambda lang: hours(time_records(fair()), lang=lang),
    "outcomes": lambda lang: outcomes(
        [{"outcome": "done", "share": 0.7, "satisfied": True}, {"outcome": "gone", "share": 0.3}],
        lang=lang,
    ),
    "redesign": lambda lang: redesign(
        measure_records([change(10, 4), change(None, 4), change(-1, -3)]),
        lang=lang,
    ),
    "centricity": lambda lang: centricity(
        centricity_records({"A": report("a", share("x", 0.5)), "B": report("b")}), lang=lang
    ),
}


@pytest.mark.parametrize("name", CHARTS)
def test_charts_are_valid_and_have_titles_in_both_languages(name):
    drawn = {lang: CHARTS[name](lang).to_dict() for lang in ("ru", "en")}
    titles = {
        lang: one["title"]["text"] if isinstance(one["title"], dict) else one["title"]
        for lang, one in drawn.items()
    }

    assert titles["ru"].isascii() is False
    assert titles["en"].isascii() is True


@pytest.mark.parametrize("name", CHARTS)
def test_charts_draw(name):
    import vl_convert

    drawn = vl_convert.vegalite_to_svg(CHARTS[name]("ru").to_json())

    assert drawn.startswith("<svg")


@pytest.mark.parametrize("draw", [emotions, hours, outcomes, redesign])
def test_no_records_make_an_empty_chart(draw):
    assert draw([]).to_dict()


def test_steps_that_were_not_measured_are_told_apart_by_shape():
    rows = emotions(curve_records(fair())).to_dict()["data"]["values"]

    assert ["bad", "unmeasured", "unmeasured"] == [one["feeling"] for one in rows]


def test_what_is_not_measured_is_not_nought():
    reports = {"A": report("a", share("x", 0.0)), "B": report("b")}
    drawn = centricity(centricity_records(reports, "en"), lang="en").to_dict()

    assert [(True, "0%"), (False, "not measured")] == [
        (one["measured"], one["said"]) for one in drawn["data"]["values"]
    ]


def test_without_altair_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(UsageError) as refused:
        emotions([])

    assert "touchpoint_model[notebook]" in refused.value.message["en"]
