"""Contacts: what becomes a link, and what never does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from touchpoint_model.model.touchpoints import Contact
from touchpoint_model.render.site.links import bare_name, shown_contact, web_address

HOSTILE = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://example.ru/a",
    "//example.ru/a",
    "https://user:password@example.ru/",
    "user@example.ru",
    "https://example.ru\\@evil.ru",
    "https://example.ru/a b",
    'https://example.ru/"onmouseover=x',
    "https://example.ru/<script>",
    "https://example.ru/\u202egnp.exe",
    "https://192.168.0.1/",
    "http://localhost/",
    "https://",
    "",
    "#anchor",
    "?q",
    "example.ru:port/",
    "a" * 3000 + ".ru",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_other_address_becomes_a_link(text):
    assert None is shown_contact(Contact("url", text)).href
    assert None is shown_contact(Contact("place", text)).href
    assert None is shown_contact(Contact("<b>", text)).href


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("example.ru", "https://example.ru"),
        ("www.Example.ru/Путь/", "https://www.example.ru/%D0%9F%D1%83%D1%82%D1%8C/"),
        ("http://example.ru:8080/a?b=c&d=e#f", "https://example.ru:8080/a?b=c&d=e#f"),
        ("https://example.ru/a%20b", "https://example.ru/a%20b"),
        ("пример.рф", "https://xn--e1afmkfd.xn--p1ai"),
    ],
)
def test_web_addresses_are_opened_over_https(printed, expected):
    assert expected == web_address(printed)


def test_where_the_print_is_no_address_the_value_is():
    assert "https://example.ru/a" == shown_contact(Contact("url", "example.ru/a", "сайт")).href


@pytest.mark.parametrize(
    ("type", "value", "expected"),
    [
        ("email", "a.b+c@example.ru", "mailto:a.b%2Bc@example.ru"),
        ("email", "a@пример.рф", "mailto:a@xn--e1afmkfd.xn--p1ai"),
        ("email", "a@example.ru?bcc=b@example.ru", None),
        ("email", "a@example.ru,b@example.ru", None),
        ("email", "a@example", None),
        ("phone", "+74812292509", "tel:+74812292509"),
        ("phone", "+74812292509;ext=12", "tel:+74812292509;ext=12"),
        ("phone", "292509", "tel:292509"),
        ("phone", "*21*1#", None),
        ("phone", "+7481229250912345", None),
        ("phone", "12", None),
        ("place", "ул. Ленина, д. 1", None),
    ],
)
def test_mailboxes_and_telephones(type, value, expected):
    assert expected == shown_contact(Contact(type, value)).href


@given(st.sampled_from(["url", "email", "phone", "place", "other"]), st.text())
def test_a_link_has_a_known_scheme_and_nothing_that_ends_an_attribute(type, value):
    """Law: whatever a contact holds, its link is `https:`, `mailto:`, `tel:` or none."""
    href = shown_contact(Contact(type, value)).href

    assert href is None or (
        href.startswith(("https://", "mailto:", "tel:"))
        and href.isascii()
        and href.isprintable()
        and not set(href) & set("\"'<>` \\")
    )


@pytest.mark.parametrize(
    ("name", "printed", "expected"),
    [
        ("Телефон: 8 800 1, 8 800 2", ("8 800 1", "8 800 2"), "Телефон"),
        ("Система (ГИС, https://a.ru/)", ("https://a.ru/",), "Система (ГИС)"),
        ("Система (https://a.ru/) новая", ("https://a.ru/",), "Система новая"),
        ("https://a.ru/", ("https://a.ru/",), "https://a.ru/"),
        ("сайт a.ru и a.ru/b", ("a.ru", "a.ru/b"), "сайт и"),
        ("Почта, улица", ("нет",), "Почта, улица"),
        ("Почта –", (), "Почта –"),
    ],
)
def test_a_name_without_its_contacts(name, printed, expected):
    contacts = [Contact("url", f"value {at}", one) for at, one in enumerate(printed)]

    assert expected == bare_name(name, contacts)
