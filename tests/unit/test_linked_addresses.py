"""Addresses of linked data: of services and points, of pages, of the document."""

import pytest

import touchpoint_model as tm
from touchpoint_model.model.errors import UsageError
from touchpoint_model.model.register import RegistryItem
from touchpoint_model.model.touchpoints import Contact
from touchpoint_model.model.view import View
from touchpoint_model.render.linked_data import linked_data

from ..toy_agency import agency
from .building import process, register
from .test_linked_data import CAT, at, described, of_type


def page(value: str, printed: str | None = None):
    """The page of a contact point with this one address on the web, if it has one."""
    nodes = described(at(tm.Touchpoint("p", "сайт", contacts=(Contact("url", value, printed),))))
    return nodes.get("#contact/p", {}).get("contactPage", [None])[0]


@pytest.mark.parametrize(
    ("value", "printed", "expected"),
    [
        ("example.ru/a", None, "https://example.ru/a"),
        ("example.ru/a", "www.example.ru/a", "https://example.ru/a"),
        ("example.ru", "HTTP://Example.ru/", "http://Example.ru/"),
        ("минсказ.рф/а б", None, "https://минсказ.рф/а%20б"),
        (
            "example.ru:8080/?q=<b>&p=100%#a b",
            None,
            "https://example.ru:8080/?q=%3Cb%3E&p=100%25#a%20b",
        ),
        ("example.ru/%D0%B0", None, "https://example.ru/%D0%B0"),
        ("javascript:alert(1)", None, None),
        ("data:text/html,<script>", None, None),
        ("cat@example.ru", None, None),
        ("example.ru:99999", None, None),
        ("example.ru@evil.ru", None, None),
        ("http://[::1", None, None),
        ('example.ru"><script>', None, None),
        ("", None, None),
    ],
)
def test_only_addresses_of_pages_are_contact_pages(value, printed, expected):
    assert expected == page(value, printed)


def test_the_base_is_where_the_document_is_published():
    view = View(register(process("Сказывание", "дуб")), agency.vocabulary)
    base = "https://сказка.рф/перечень/register.jsonld"

    assert base == linked_data(view, CAT, base_url=base)["@context"]["@base"]
    assert "@base" not in linked_data(view, CAT)["@context"]


@pytest.mark.parametrize(
    "base",
    [
        "",
        "example.ru/r",
        "ftp://example.ru/r",
        "https:///r",
        "https://example.ru/r#a",
        "https://example.ru/a b",
    ],
)
def test_a_base_that_is_no_address_is_refused(base):
    view = View(register(process("Сказывание", "дуб")), agency.vocabulary)

    with pytest.raises(UsageError) as refused:
        linked_data(view, CAT, base_url=base)

    assert base in refused.value.message.ru
    assert base in refused.value.message.en


@pytest.mark.parametrize(
    "id", ["@id", "_:b0", "http://evil.example/", "a:b", "../x", "#", " ", "ё/%2F"]
)
def test_a_hostile_id_stays_a_fragment(id):
    told = at(tm.Touchpoint(id, "дуб"))
    (told_channel,) = of_type(described(told), "Channel")
    kept = told_channel["@id"].removeprefix("#channel/")

    assert id == told_channel["identifier"]
    assert not set(kept) & set(' :/#@<>"')


def test_a_process_of_the_registry_bears_its_id():
    items = (RegistryItem("47-П/2", "Сказывание"),)
    told = register(process("Сказки", "дуб", registry_id="47-П/2"), process_registry=items)
    service = described(told)["#service/47-П%2F2"]

    assert "47-П/2" == service["identifier"]


def test_processes_of_one_name_are_two_services():
    told = register(process("Сказки", "дуб"), process("Сказки!", "дуб"), process("СКАЗКИ.", "дуб"))
    services = [one["@id"] for one in of_type(described(told), "PublicService")]

    assert [
        "#service/дела/сказки",
        "#service/дела/сказки%21",
        "#service/дела/сказки~2",
    ] == services


def test_words_that_differ_in_signs_only_stay_apart():
    names = ("а б", "а_б", "а/б", "а%2Fб")
    told = register(*(process(name, "дуб") for name in names))
    services = [one["@id"] for one in of_type(described(told), "PublicService")]

    assert [
        "#service/дела/а_б",
        "#service/дела/а%5Fб",
        "#service/дела/а%2Fб",
        "#service/дела/а%252fб",
    ] == services


def test_long_names_are_cut_and_stay_apart_in_any_order():
    long = "сказка про белого бычка " * 8
    names = (long + "раз", long + "два")
    ways = [
        {
            one["title"]["ru"]: one["@id"]
            for one in of_type(described(register(*told)), "PublicService")
        }
        for told in (
            [process(one, "дуб") for one in names],
            [process(one, "дуб") for one in names[::-1]],
        )
    ]

    assert ways[0] == ways[1]
    assert 2 == len(set(ways[0].values()))
    assert all(len(one) < 100 for one in ways[0].values())
