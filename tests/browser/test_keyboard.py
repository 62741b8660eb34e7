"""The keyboard alone: everything is reached in reading order, seen, and left again."""

import pytest

from .keys import expected_stops, focus, press, tour
from .pages import EVERY, PUBLISHED
from .watching import DESKTOP, PHONE

ANCHOR = """() => {
    const one = document.getElementById(decodeURIComponent(document.activeElement.hash.slice(1)));
    return [...document.querySelectorAll("*")].indexOf(one);
}"""


@pytest.mark.parametrize("kind", EVERY, ids=str)
def test_tab_reaches_everything_in_order_and_leaves(visit, kind):
    width = DESKTOP if kind.lang == "ru" else PHONE
    page = visit(kind.path, lang=kind.lang, width=width)
    expected = expected_stops(page)
    stops = tour(page, len(expected) + 50)
    ours = [stop.number for stop in stops if stop.number in expected]
    foreign = [stop for stop in stops if stop.number not in expected]  # the browser's own
    assert expected == ours
    assert [] == [stop.name for stop in foreign if not stop.scrolls]
    assert [] == [stop.fault for stop in stops if stop.fault]


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_focus_is_seen_in_both_schemes_and_goes_back(visit, colours):
    page = visit("/search/index.html", colours=colours)
    there = tour(page, 100)
    assert [] == [stop.fault for stop in there if stop.fault]
    page.keyboard.press("Shift+Tab")  # from the page's start: to its last stop
    back = [press(page, "Shift+Tab").number for _ in there[2:]]
    assert [stop.number for stop in there[1:-1]] == back[::-1]


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("kind", PUBLISHED, ids=str)
def test_the_first_stop_skips_to_the_matter(visit, kind, width):
    page = visit(kind.path, lang=kind.lang, width=width)
    first = press(page)
    target = page.evaluate(ANCHOR)
    box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
    assert first.fault == ""
    assert box["left"] >= 0
    assert box["top"] >= 0
    assert target > first.number
    page.keyboard.press("Enter")
    landed = focus(page)
    if landed is None or landed.number == first.number:  # the target takes no focus: Tab goes on
        landed = press(page)
    assert landed is None or landed.number >= target


@pytest.mark.parametrize(
    ("style", "expected"),
    {
        "a { outline: none !important }": "outline 0 px",
        "a { outline: 2px solid #f4f4f4 !important }": "outline 2 px, contrast 1",
        "main a { position: absolute; left: -99rem }": "outside the screen",
        "main::before { content: ''; position: fixed; inset: 0 }": "under something",
    }.items(),
)
def test_a_focus_that_nobody_sees_is_told(visit, style, expected):
    page = visit("/search/touchpoints.html")
    page.evaluate(
        """style => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(style);
            document.adoptedStyleSheets.push(sheet);
        }""",
        style,
    )
    assert [stop.fault for stop in tour(page, 20) if stop.fault.startswith(expected)]
