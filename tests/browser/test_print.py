"""On paper: no empty sheet, every row is there, the heads of tables again on each sheet."""

import pytest

from .pages import EVERY, PUBLISHED
from .printing import flat

PRINTED = """[...document.querySelectorAll("main :is(h1, h2, tbody th, td, .message)")]
    .filter((one) => one.checkVisibility()).map((one) => one.innerText)"""
HEADINGS = """((seen) => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, thead tr, caption")]
    .filter((one) => one.checkVisibility() && seen(one.getBoundingClientRect()))
    .map((one) => one.innerText))((box) => box.right > 0 && box.width > 2)"""
LISTED = """[...document.querySelectorAll("nav li a")].map((one) => one.parentElement.innerText)"""
AWAY = """[...document.querySelectorAll("nav, form, .skip, [download], button, input")]
    .filter((one) => one.checkVisibility()).map((one) => one.outerHTML)"""


@pytest.mark.parametrize("kind", EVERY, ids=str)
def test_no_sheet_is_empty_and_nothing_is_lost(visit, sheets, kind):
    page = visit(kind.path, lang=kind.lang)
    paper = sheets(page)
    page.emulate_media(media="print")
    sheet, printed = [flat(text) for text in paper], page.evaluate(PRINTED)
    assert printed
    assert [] == [number for number, text in enumerate(sheet, 1) if len(text) < 25]
    lines = {flat(line) for one in printed for line in one.splitlines()}
    assert [] == [one for one in lines if one not in "".join(sheet)]
    heads = set(map(flat, page.evaluate(HEADINGS)))
    assert [] == [one for one in heads if not any(one in text for text in sheet)]
    alone = tuple(heads - set(map(flat, page.evaluate(LISTED))))
    assert [] == [text[-80:] for text in sheet if text.endswith(alone)]


@pytest.mark.parametrize("kind", PUBLISHED, ids=str)
def test_what_is_only_for_the_screen_is_not_printed(visit, kind):
    page = visit(kind.path, lang=kind.lang, colours="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert [] == page.evaluate(AWAY)
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in (
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    )


@pytest.mark.parametrize(
    ("path", "heads"),
    {
        "/site/law.html": "Пункт Суть Сила",
        "/site/index.html": "Точка взаимодействия Тип точки Потребности клиента Особенности",
        "/site/en/law.html": "Clause In short Force",
    }.items(),
)
def test_heads_of_tables_stand_on_every_sheet(visit, sheets, path, heads):
    paper = sheets(visit(path))
    assert len(paper) > 1
    assert [] == [text[:80] for text in paper if flat(heads) not in flat(text)]


def test_a_filtered_register_says_on_paper_that_it_is(visit, sheets):
    page = visit("/search/index.html")
    page.get_by_role("searchbox").fill("ёлка")
    page.get_by_role("status").filter(has_text="2 из 6").wait_for()
    paper = "".join(map(flat, sheets(page)))
    assert flat("Найдено строк: 2 из 6") in paper
    assert flat("ёлка") in paper
    assert flat("личный приём") not in paper
