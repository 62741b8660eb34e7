"""Bare cells: the column that each belongs in, and how a need begins."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import touchpoint_model as tm
from touchpoint_model.formats.json import loads
from touchpoint_model.recognise import begins_need, likely_columns

from ..toy_agency import agency

KNOWN = agency.vocabulary
TRADE = tm.agency("trade").vocabulary


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("дуб у лукоморья", "touchpoint"),
        ("у зелёного дуба", "touchpoint"),
        ("получение сведений", "needs"),
        ("получение сведений под дубом", "needs"),
        ("подача жалобы", "needs"),
        ("Получение кота", "needs"),
        ("Цифровая точка", "particulars"),
        ("офлайн-точка; приём у дуба", "particulars"),
        ("нет", "particulars"),
        ("–", "particulars"),
    ],
)
def test_a_cell_is_likeliest_in_its_column(text, column):
    told = likely_columns(text, KNOWN)
    assert column == max(told, key=lambda one: told[one])


def test_types_may_stand_for_a_point():
    assert {"touchpoint": 0.4, "needs": 0.0, "particulars": 1.0} == likely_columns("онлайн", KNOWN)


@pytest.mark.parametrize("text", ["", " ", "изба на курьих ножках"])
def test_nothing_tells_of_no_column(text):
    assert {0.0} == set(likely_columns(text, KNOWN).values())


@pytest.mark.parametrize(
    "text",
    [
        "получение консультации",
        "Информирование о проведении профилактического визита",
        "подача жалобы",
        "своевременное получение ответа",
        "2) выдача бланков",
        "– проверка статуса",
        "узнать статус заявления",
        "записаться на приём",
        "заключение с внешним клиентом договора",
    ],
)
def test_a_need_begins(text):
    assert begins_need(text, TRADE)


@pytest.mark.parametrize(
    "text",
    [
        "требованиях деятельности",
        "клиентом о ходе рассмотрения жалобы, получение результата рассмотрения жалобы",
        "контрольных (надзорных) мероприятий",
        "мероприятий, составление документов",
        "о ходе рассмотрения",
        "обращение",
        "организация",
        "официальный сайт",
        "",
        "1)",
    ],
)
def test_a_tail_does_not_begin_a_need(text):
    assert not begins_need(text, TRADE)


@given(st.text(max_size=40))
def test_likelihood_is_from_0_to_1(text):
    """Whatever the text, the three columns are told, each from 0 to 1."""
    told = likely_columns(text, KNOWN)

    assert ["needs", "particulars", "touchpoint"] == sorted(told)
    assert all(0 <= one <= 1 for one in told.values())


def printed():
    """Every cell of the example registers, with its column."""
    for file in sorted((Path(__file__).parents[2] / "examples" / "registers").glob("*.json")):
        told = loads(file.read_bytes())
        for point in told.touchpoints:
            yield told.agency, "touchpoint", point.name
        for row in told.entries:
            for need in row.needs or ():
                yield told.agency, "needs", need.text
            if row.particulars is not None:
                yield told.agency, "particulars", row.particulars


def test_cells_of_the_examples_are_told_apart_but_for_types_in_place_of_points():
    astray = set()
    for agency_code, column, text in set(printed()):
        told = likely_columns(text, tm.agency(agency_code).vocabulary)
        if column != max(told, key=lambda one: told[one]):
            astray.add((column, text))

    assert astray == {
        ("touchpoint", "офлайн точка"),
        ("touchpoint", "цифровые точки, офлайн точки"),
    }
