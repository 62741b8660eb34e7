"""Texts that mean harm are shown as they are: nothing runs, nothing is asked, the layout holds."""

import unicodedata

import pytest
from playwright.sync_api import expect

from .harm import HARM
from .layout import cut_text, sideways
from .pages import site
from .watching import DESKTOP, PHONE

LINKS = """[...document.querySelectorAll("[href], [src], [action]")]
    .flatMap((one) => ["href", "src", "action"].map((name) => one.getAttribute(name)))
    .filter((one) => one && /^[^/?#.]*:/.test(one))"""
UNHARMED = "window.harmed === undefined"
SAFE = ("https:", "mailto:", "tel:")
KINDS = [one for one in site("hostile") if one.name != "changes"]


def seen(text):
    """Text without the signs that nobody sees, which a page leaves out."""
    return " ".join("".join(one for one in text if unicodedata.category(one) != "Cf").split())


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_nothing_runs_and_the_layout_holds(visit, kind):
    page = visit(kind.path, lang=kind.lang)
    assert page.evaluate(UNHARMED)
    assert [] == [one for one in page.evaluate(LINKS) if not one.startswith(SAFE)]
    assert 0 == page.locator("main :is(img, iframe, base, script, svg, meta)").count()
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": 720})
        assert 0 == sideways(page), width
        assert [] == cut_text(page), width


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("name", ["report", "map"])
def test_a_page_of_one_file_runs_nothing(visit, name, lang):
    page = visit(f"/{name}/hostile-{lang}.html", lang=lang)
    assert page.evaluate(UNHARMED)
    assert 0 == page.locator("main :is(img, iframe, base, script, meta)").count()
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": 720})
        assert 0 == sideways(page), width
        assert [] == cut_text(page), width


def test_every_text_is_shown_as_printed(visit):
    page = visit("/hostile/index.html")
    shown = seen(page.locator("#rows").inner_text()).casefold()
    assert [] == [one for one in HARM if seen(one).casefold() not in shown]


def test_a_search_for_harm_finds_it_and_does_none(visit):
    page = visit("/hostile/index.html")
    status = page.get_by_role("status")
    for harm in HARM:
        page.get_by_role("searchbox").fill("такого нет")
        expect(status).to_contain_text("Ничего не найдено")
        page.get_by_role("searchbox").fill(harm)
        expect(status).to_contain_text("Найдено строк")
    assert page.evaluate(UNHARMED)
