"""Contacts in printed text: what is one, what is none, and their canonical forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import touchpoint_model as tm
from touchpoint_model.model.touchpoints import Contact
from touchpoint_model.recognise.contacts import contact_spans, split_contacts

AGENCIES = ("administration", "agriculture", "culture", "trade")


def told(text):
    rest, found = split_contacts(text)
    return rest, [(one.type, one.value) for one in found]


@pytest.mark.parametrize(
    ("text", "rest", "value"),
    [
        ("msh.krasnodar.ru", "", "msh.krasnodar.ru"),
        ("сайт: pos.gosuslugi.ru/lkp/, далее", "сайт: , далее", "pos.gosuslugi.ru/lkp"),
        ("Сайт (Минсельхоз.РФ)", "Сайт", "минсельхоз.рф"),
        ("https://xn--e1afmkfd.xn--p1ai/а/", "", "пример.рф/а"),
        ("HTTPS://WWW.Kot.Example:443/A", "", "kot.example/A"),
        ("http://kot.example:80", "", "kot.example"),
        ("http://kot.example:8080/", "", "kot.example:8080"),
        ("http://kot.example./", "", "kot.example"),
        ("см. https://kot.example/a.", "см. .", "kot.example/a"),
        ("«https://kot.example»", "", "kot.example"),
        ("http://xn--\u0430\u0431.example", "", "xn--аб.example"),
        ("https://kot.example?a=1#b", "", "kot.example?a=1#b"),
        ("vk.com/club1", "", "vk.com/club1"),
    ],
)
def test_address_is_found(text, rest, value):
    assert (rest, [("url", value)]) == told(text)


@pytest.mark.parametrize(
    ("text", "rest", "value"),
    [
        ("почта <Kot@Kot.ru>.", "почта .", "kot@kot.ru"),
        ("mailto:kot@kot.ru", "", "kot@kot.ru"),
        ("kot@kot.ru.", ".", "kot@kot.ru"),
        ("kot@xn--e1afmkfd.xn--p1ai", "", "kot@пример.рф"),
    ],
)
def test_email_is_found(text, rest, value):
    assert (rest, [("email", value)]) == told(text)


@pytest.mark.parametrize(
    ("text", "rest", "values"),
    [
        ("8 (861) 214-25-85", "", ["+78612142585"]),
        ("+7 861 2142585", "", ["+78612142585"]),
        ("+7(48-12)29-25-09", "", ["+74812292509"]),
        (
            "8-800-100-10-10; 8\u00a0(800)\u00a0200\u00a001\u00a022",
            ";",
            ["+78001001010", "+78002000122"],
        ),
        ("+7 (4812) 29-25-09 доб. 123", "", ["+74812292509;ext=123"]),
        ("8 4812 292509 (вн. 5)", "", ["+74812292509;ext=5"]),
        ("+7(4812)29-25-09, 29-24-91", ",", ["+74812292509", "292491"]),
        ("тел.: 29-25-09, 29-24-91; 214-25-85", "тел.: , ;", ["292509", "292491", "2142585"]),
        ("Телефонная связь 29-25-09", "Телефонная связь", ["292509"]),
        ("тел/факс: 5-12-34", "тел/факс:", ["51234"]),
        ("телефон (4812) 29-25-09", "телефон", ["+74812292509"]),
    ],
)
def test_phone_is_found(text, rest, values):
    assert (rest, [("phone", value) for value in values]) == told(text)


@pytest.mark.parametrize(
    ("text", "rest", "value"),
    [
        ("г. Смоленск, пл. Ленина, д. 1", "", "г. смоленск, пл. ленина, д. 1"),
        ("г.Смоленск, пл.Ленина, д.1", "", "г. смоленск, пл. ленина, д. 1"),
        ("прием: ул. 1 Мая, 14А, каб. 12", "прием:", "ул. 1 мая, 14а, каб. 12"),
        ("214000, г. Лук, улица Мира, 5", "", "214000, г. лук, улица мира, 5"),
        ("каб. 12", "", "каб. 12"),
    ],
)
def test_place_is_found(text, rest, value):
    assert (rest, [("place", value)]) == told(text)


@pytest.mark.parametrize(
    "text",
    [
        "29-25-09",
        "приказ № 27/01-01 от 19.03.2024",
        "ИНН 8612345678, ОГРН 1022301234567",
        "ИНН: 86123456789",
        "снилс 812-345-678 90",
        "№ 8 800 200 01 22",
        "пункты 3.2.4, 8.3.4",
        "дело 8-2024-123456",
        "с 8 01 02 2024 15 30",
        "ГК.РФ",
        "файл.doc",
        "Вместе46",
        "тел. 112",
        "площадь участка, 15",
        "ул. Ленина",
        "кабинет 12",
        "(2024) 123456",
        "(4812) 29-25",
        "http",
        "@kot",
    ],
)
def test_what_is_no_contact_stays(text):
    assert (text, ()) == split_contacts(text)


def test_print_is_kept_where_it_differs():
    assert (
        Contact("phone", "+74812292509;ext=5", "8 (4812) 29-25-09 доб. 5"),
        Contact("place", "каб. 5", "Каб.5"),
    ) == split_contacts("8 (4812) 29-25-09 доб. 5; Каб.5")[1]


@pytest.mark.parametrize("agency", AGENCIES)
def test_no_name_of_a_concept_holds_a_contact(agency):
    names = [name for one in tm.agency(agency).vocabulary.concepts for name in one.names]

    assert [] == [name for name in names if split_contacts(name)[1]]


@given(st.text(alphabet="8+7()-.,: @/аaдорубтелru1№\n\u00a0", max_size=60))
def test_every_contact_stands_in_the_text(text):
    """A contact's print is a part of its text, and the spans are those parts in order."""
    spans = contact_spans(text)
    printed = {text[start:end] for start, end in spans}
    _, found = split_contacts(text)

    assert printed >= {one.printed or one.value for one in found}
    assert [at for span in spans for at in span] == sorted(at for span in spans for at in span)
