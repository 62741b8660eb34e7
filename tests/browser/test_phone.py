"""A screen 320 pixels wide: nothing is cut, and the page does not scroll sideways."""

import pytest

from .layout import cut_text, sideways, space_out
from .pages import EVERY
from .watching import PHONE

SIZES = """[...document.querySelectorAll("body *")]
    .filter((one) => !one.closest("svg") && one.checkVisibility())
    .map((one) => parseFloat(getComputedStyle(one).fontSize))"""
NARROW_AND_WIDER = (PHONE, 480, 768)


@pytest.mark.parametrize("kind", EVERY, ids=str)
def test_nothing_is_cut(visit, kind):
    page = visit(kind.path, lang=kind.lang, width=PHONE)
    assert min(page.evaluate(SIZES)) >= 12
    for spaced in (False, True):
        if spaced:
            space_out(page)
        for width in NARROW_AND_WIDER:
            page.set_viewport_size({"width": width, "height": 720})
            assert 0 == sideways(page), (width, spaced)
            assert [] == cut_text(page), (width, spaced)


def test_what_is_cut_is_seen(visit):
    page = visit("/search/law.html", width=PHONE)
    page.evaluate(
        """() => {
            const one = document.querySelector("h1");
            one.textContent = "ы".repeat(99);
            one.style.whiteSpace = "nowrap";
        }"""
    )
    assert sideways(page) > 0
    assert ["outside: " + "ы" * 80] == cut_text(page)
    page.evaluate("document.querySelector('h1').style.overflow = 'hidden'")
    assert 0 == sideways(page)
    assert ["outside: " + "ы" * 80] == cut_text(page)
    page.evaluate("document.querySelector('h1').style.width = '5em'")
    page.evaluate("document.querySelector('h1').textContent = 'ы'.repeat(9)")
    assert ["cut: " + "ы" * 9] == cut_text(page)
    page.evaluate("document.querySelector('h1').style.overflow = 'auto'")  # it can be scrolled to
    assert [] == cut_text(page)
