"""Without scripts the whole register is there, and nothing that would not work."""

from urllib.parse import unquote

import pytest

from .pages import EVERY, PUBLISHED

CONTROLS = """[...document.querySelectorAll("button, input, select, textarea, [onclick]")]
    .filter((one) => one.checkVisibility()).length"""
ROWS = """[...document.querySelectorAll("main tbody tr")].filter((one) => one.checkVisibility())
    .map((row) => [...row.cells].map((one) => one.innerText))"""
LINKS = """[...document.querySelectorAll("a[href], link[href]")]
    .map((one) => [one.getAttribute("href"), new URL(one.href).pathname, one.hash ?? ""])
    .filter(([href]) => !/^[a-z]+:/i.test(href))"""
REGISTERS = [one for one in PUBLISHED if one.name == "register"]


@pytest.mark.parametrize("kind", EVERY, ids=str)
def test_nothing_dead_is_shown_and_every_row_is(visit, kind):
    without = visit(kind.path, lang=kind.lang, scripts=False)
    assert 0 == without.evaluate(CONTROLS)
    if kind in REGISTERS:
        page = visit(kind.path, lang=kind.lang)
        rows = page.evaluate(ROWS)
        assert page.evaluate(CONTROLS) > 0
        assert len(rows) == 75
        assert rows == without.evaluate(ROWS)
    else:
        assert 0 == without.locator("script").count()


@pytest.mark.parametrize("kind", REGISTERS, ids=str)
def test_the_contents_lead_to_their_sections(visit, kind):
    page = visit(kind.path, lang=kind.lang, scripts=False)
    links = page.locator("main nav a[href^='#']")
    assert 16 == links.count()
    for at in (0, 15):
        where = links.nth(at).get_attribute("href")
        links.nth(at).click()
        assert page.url.endswith(where)
        top = page.evaluate(
            "id => document.getElementById(id).getBoundingClientRect().top", where[1:]
        )
        assert 0 <= top < page.viewport_size["height"]


@pytest.mark.parametrize("kind", PUBLISHED, ids=str)
def test_every_link_within_the_site_leads_somewhere(visit, shelf, kind):
    page = visit(kind.path, lang=kind.lang, scripts=False)
    links = page.evaluate(LINKS)
    assert links
    for href, path, anchor in links:
        target = shelf / unquote(path).lstrip("/")
        assert target.is_file(), href
        assert not anchor or f'id="{unquote(anchor[1:])}"' in target.read_text("utf-8"), href
