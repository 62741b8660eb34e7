"""Search and filters show the rows that they should, say how many, and can be passed on."""

import re

import pytest
from playwright.sync_api import expect

from .registers import DESK, IDLE, MAIL, MUSEUMS, PERMITS, PHONE, SITE, TREES

PAGE = "/search/index.html"
ALL = [
    (TREES, SITE),
    (TREES, PHONE),
    (TREES, MAIL),
    (PERMITS, SITE),
    (PERMITS, DESK),
    (MUSEUMS, PHONE),
]
SHOWN = """[...document.querySelectorAll("#rows .process tbody tr")]
    .filter(one => one.checkVisibility())
    .map(one => [
        one.closest(".process").querySelector("h3").innerText, one.cells[0].innerText
    ])"""


def found(page):
    return [tuple(one) for one in page.evaluate(SHOWN)]


def counted(page, count):
    """Waits until the announced count is so."""
    told = "Показаны все строки: 6." if count == 6 else f"Найдено строк: {count} из 6."
    expect(page.get_by_role("status")).to_have_text(
        told if count else "Ничего не найдено. Измените слова или сбросьте отбор."
    )


def choose(page, **wanted):
    for name, label in wanted.items():
        page.locator(f"select[name={name}]").select_option(label=label)


@pytest.mark.parametrize(
    ("query", "expected"),
    {
        "консультации": [(TREES, PHONE), (PERMITS, DESK)],
        "КОНСУЛЬТАЦИИ": [(TREES, PHONE), (PERMITS, DESK)],
        "телефон елка": [(TREES, PHONE), (MUSEUMS, PHONE)],
        "ёлка": [(TREES, PHONE), (MUSEUMS, PHONE)],
        "е\u0308лка": [(TREES, PHONE), (MUSEUMS, PHONE)],  # ё in two parts, as a PDF has it
        "консуль\u00adтации\u202e": [(TREES, PHONE), (PERMITS, DESK)],
        "  Ёлка   звонить ": [(TREES, PHONE)],
        "музеев": [(MUSEUMS, PHONE)],
        "выдача САЙТ": [(PERMITS, SITE)],
        "надзора": [(MUSEUMS, PHONE)],
        "17:00": [(TREES, PHONE)],
        "по записи": [(PERMITS, DESK)],
        "(надзора)": [(MUSEUMS, PHONE)],
        ".*": [],
        "такого нет": [],
        "   ": ALL,
    }.items(),
)
def test_words_find_the_rows_that_have_them_all(visit, query, expected):
    page = visit(PAGE)
    page.get_by_role("searchbox").fill(query)
    counted(page, len(expected))
    assert expected == found(page)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"process": PERMITS}, [(PERMITS, SITE), (PERMITS, DESK)]),
        ({"touchpoint": PHONE}, [(TREES, PHONE), (MUSEUMS, PHONE)]),
        ({"touchpoint": PHONE, "process": MUSEUMS}, [(MUSEUMS, PHONE)]),
        ({"touchpoint": MAIL, "process": MUSEUMS}, []),
        ({"direction": "осуществление государственного контроля (надзора)"}, [(MUSEUMS, PHONE)]),
        ({"process": IDLE}, []),
    ],
)
def test_filters_hold_together(visit, wanted, expected):
    page = visit(PAGE)
    choose(page, **wanted)
    counted(page, len(expected))
    assert expected == found(page)


def test_filters_by_need_and_channel(visit):
    page = visit(PAGE)
    page.locator("select[name=need]").select_option("information")
    counted(page, 4)
    page.locator("select[name=channel]").select_option("digital")
    counted(page, 3)
    assert [(TREES, SITE), (TREES, MAIL), (PERMITS, SITE)] == found(page)
    page.get_by_role("searchbox").fill("выдача")
    counted(page, 1)
    assert [(PERMITS, SITE)] == found(page)


def test_every_filter_offers_what_the_register_has(visit):
    page = visit(PAGE)
    offered = {
        name: page.locator(f"select[name={name}] option").all_inner_texts()[1:]
        for name in ("direction", "process", "touchpoint", "need", "channel")
    }
    assert [TREES, PERMITS, MUSEUMS, IDLE] == offered["process"]
    assert sorted([SITE, PHONE, MAIL, DESK]) == sorted(offered["touchpoint"])
    assert (2, 5, 2) == tuple(len(offered[one]) for one in ("direction", "need", "channel"))


def test_nothing_found_leaves_no_empty_heads_and_is_taken_back(visit):
    page = visit(PAGE)
    page.get_by_role("searchbox").fill("такого нет")
    counted(page, 0)
    assert 0 == page.locator("#rows").get_by_role("heading").count()
    page.get_by_role("button", name="Сбросить").click()
    counted(page, 6)
    assert ALL == found(page)
    assert "" == page.get_by_role("searchbox").input_value()
    assert "?" not in page.url


def test_a_filter_stands_in_the_address(visit, watched, origin):
    page = visit(PAGE)
    page.get_by_role("searchbox").fill("ёлка")
    choose(page, process=TREES)
    counted(page, 1)
    expect(page).to_have_url(re.compile(r"\?q="))
    other = visit(page.url.removeprefix(origin))
    counted(other, 1)
    assert [(TREES, PHONE)] == found(other)
    assert "ёлка" == other.get_by_role("searchbox").input_value()


def test_back_from_a_page_finds_the_filter_as_it_was(visit):
    page = visit(PAGE)
    page.get_by_role("searchbox").fill("звонить")
    counted(page, 1)
    page.get_by_role("link", name=TREES).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TREES)
    page.go_back()
    counted(page, 1)
    assert [(TREES, PHONE)] == found(page)


@pytest.mark.parametrize(
    "asked", ["?q=%3Cimg%20src%3Dx%3E", "?process=none", "?channel=%22%5D&need=", "?q=%", "?none=1"]
)
def test_a_strange_address_does_no_harm(visit, asked):
    page = visit(PAGE + asked)
    expect(page.get_by_role("searchbox")).to_be_visible()
    page.get_by_role("searchbox").fill("")
    choose(page, process=PERMITS)
    counted(page, 2)


def test_the_keyboard_alone_searches_and_filters(visit):
    page = visit(PAGE)

    def go(name):
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name || document.activeElement.type") == name:
                return
        raise AssertionError(name)

    go("q")
    page.keyboard.type("информации")
    counted(page, 4)
    go("touchpoint")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    counted(page, 1)
    assert [(MUSEUMS, PHONE)] == found(page)  # the third of four, by the alphabet
    go("reset")
    page.keyboard.press("Enter")
    counted(page, 6)


def test_english_site_searches_the_same_register(visit):
    page = visit("/search/en/index.html", lang="en")
    page.get_by_role("searchbox").fill("елка")
    expect(page.get_by_role("status")).to_have_text("Rows found: 2 of 6.")
    page.get_by_role("searchbox").fill("no such")
    expect(page.get_by_role("status")).to_have_text(re.compile("Nothing found"))


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_status_is_polite_and_empty_before_anything_is_asked(visit, lang):
    page = visit(PAGE if lang == "ru" else "/search/en/index.html", lang=lang)
    status = page.get_by_role("status")
    assert 1 == status.count()
    assert status.get_attribute("aria-live") in (None, "polite")
