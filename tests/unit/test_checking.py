"""What `tm.check` refuses, and what does not pass from one agency to another."""

import datetime
import pickle

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.model.errors import Flaw, ModelError, ReadError
from touchpoint_model.norms.wording import parts

DAY = datetime.date(2024, 4, 1)
WORDS = "официальный сайт Министерства"


def register(agency: str = "trade", **further) -> tm.Register:
    entry = tm.Entry("site", (tm.Need("получение информации"),), "Цифровая точка")
    directions = (tm.Direction("", (tm.Process("Информирование", (entry,)),)),)
    return tm.Register(agency, "Перечень", directions, (tm.Touchpoint("site", WORDS),), **further)


def attested(clause: str) -> tm.Attestation:
    until = datetime.date(2030, 1, 1)
    return tm.Attestation(tm.ClauseRef.parse(clause), "акт", "И. И. Иванов", DAY, until)


@pytest.mark.parametrize("on", ["2024-04-01", datetime.datetime(2024, 4, 1), None])
def test_a_day_is_a_date(on):
    with pytest.raises(tm.TouchpointError):
        tm.check(register(), on=on)


def test_an_attestation_of_one_agency_says_nothing_of_another():
    judged = register(attestations=(attested("5.2"), attested("2.9.3")))
    own = tm.check(judged, on=DAY)
    other = tm.check(judged, "culture", on=DAY)
    assert tm.Outcome.SATISFIED is own.outcome("5.2")
    assert tm.Outcome.UNVERIFIED is other.outcome("5.2")


def test_an_attestation_of_a_clause_that_is_not_there_is_refused():
    with pytest.raises(tm.TouchpointError, match=r"2\.9\.99"):
        tm.check(register(attestations=(attested("2.9.99"),)), on=DAY)


@pytest.mark.parametrize(
    ("point", "path"),
    [
        ({"kind": "teleport"}, "touchpoints[0].kind"),
        ({"kind": "telephone", "alternatives": ("bogus",)}, "touchpoints[0].alternatives"),
        ({"kind": "telephone", "also": ("bogus",)}, "touchpoints[0].also"),
        ({"types": ("teleport",)}, "touchpoints[0].types"),
        ({"serves": ("helth",)}, "touchpoints[0].serves"),
    ],
)
def test_an_unknown_code_is_named_with_its_path(point, path):
    judged = evolve(register(), touchpoints=(tm.Touchpoint("site", WORDS, **point),))
    with pytest.raises(ModelError) as caught:
        tm.check(judged, on=DAY)
    assert [path] == [flaw.path for flaw in caught.value.flaws]


def test_all_unknown_codes_are_named_at_once():
    judged = register(performs={"nosuch": True})
    judged = evolve(judged, touchpoints=(tm.Touchpoint("site", WORDS, kind="teleport"),))
    with pytest.raises(ModelError) as caught:
        tm.check(judged, on=DAY)
    assert ["touchpoints[0].kind", "performs"] == [flaw.path for flaw in caught.value.flaws]


def test_a_clause_about_offline_points_is_all_that_an_offline_point_breaks():
    entry = tm.Entry("fair", (tm.Need("получение информации"),), "Офлайн-точка")
    directions = (tm.Direction("", (tm.Process("Информирование", (entry,)),)),)
    judged = tm.Register("trade", "", directions, (tm.Touchpoint("fair", "ярмарка"),))
    report = tm.check(judged, on=DAY)
    assert ["4.1", "4.2"] == [x for f in report.findings if f.code == "TP02" for x in f.clauses]
    assert tm.Outcome.VIOLATED is report.outcome("4.2")
    assert tm.Outcome.VIOLATED is not report.outcome("4.1")


@pytest.mark.parametrize(
    "error",
    [
        ModelError(tm.Text("так", "so"), [Flaw("name", tm.Text("а", "b"))]),
        ReadError(tm.Text("так", "so"), "file.json:1"),
    ],
)
def test_an_error_crosses_processes(error):
    again = pickle.loads(pickle.dumps(error))
    assert (error.say("ru"), type(error)) == (again.say("ru"), type(again))


def test_values_cross_processes():
    judged = register()
    report = tm.check(judged, on=DAY)
    assert (judged, report) == pickle.loads(pickle.dumps((judged, report)))


def test_padding_is_no_part_of_a_need():
    padded = "получение ответа" + " " * 50_000 + ", а также подача жалобы"
    assert ("получение ответа", "подача жалобы") == parts(padded)


def test_a_need_that_no_category_names_is_met_only_where_it_stands():
    met = tm.Entry("site", (tm.Need("получение информации"),))
    odd = tm.Entry("fair", (tm.Need("выбор мебели"),))
    points = (tm.Touchpoint("site", WORDS), tm.Touchpoint("fair", "ярмарка"))
    processes = (tm.Process("Один", (met,)), tm.Process("Два", (met, odd)))
    judged = tm.Register("trade", "", (tm.Direction("", processes),), points)
    report = tm.check(judged, on=DAY)
    assert [0.5] == [one.indicator.value for one in report.clauses if one.indicator]
