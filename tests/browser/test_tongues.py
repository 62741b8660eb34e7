"""A word in another language says which it is: WCAG 3.1.2, for readers that speak aloud."""

import pytest

from .pages import EVERY

SPOKEN_WRONG = """() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), faults = [];
    for (let node; (node = walk.nextNode());) {
        const one = node.parentElement, lang = one.closest("[lang]").lang;
        if (one.closest("svg, script, style") || lang.startsWith("ru")) continue;
        if (/[\\u0400-\\u04ff]/.test(node.data)) faults.push(`${lang}: ${node.data.trim()}`);
    }
    return faults;
}"""
LANG = "document.documentElement.lang"


@pytest.mark.parametrize("kind", [one for one in EVERY if one.lang == "en"], ids=str)
def test_russian_words_are_spoken_in_russian(visit, kind):
    page = visit(kind.path, lang=kind.lang)
    assert kind.lang == page.evaluate(LANG)
    assert [] == page.evaluate(SPOKEN_WRONG)


def test_the_other_language_is_a_link_away_and_back(visit):
    page = visit("/search/touchpoint/*.html")
    name = page.get_by_role("heading", level=1).text_content()
    page.get_by_role("link", name="English").click()
    assert "en" == page.evaluate(LANG)
    assert name == page.get_by_role("heading", level=1).text_content()
    page.get_by_role("link", name="Русский").click()
    assert "ru" == page.evaluate(LANG)
