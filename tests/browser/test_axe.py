"""axe-core finds nothing: WCAG 2.2 A and AA, best practice, and the doubtful is looked at too."""

from pathlib import Path

import axe_playwright_python
import pytest

from .pages import LONE, PUBLISHED
from .watching import DESKTOP, PHONE

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FURTHER = [  # off by default: new in WCAG 2.2, or under trial
    "label-content-name-mismatch",
    "table-fake-caption",
    "target-size",
    "td-has-header",
]
RUN = """async ([tags, further]) => {
    const told = await axe.run(document, {
        runOnly: {type: "tag", values: tags},
        rules: Object.fromEntries(further.map((one) => [one, {enabled: true}])),
        resultTypes: ["violations", "incomplete"],
    });
    return ["violations", "incomplete"].flatMap((kind) => told[kind].flatMap((rule) =>
        rule.nodes.map((node) => [kind, rule.id, node.target.join(" "), node.failureSummary])));
}"""
JUDGED_BY_EYE = {
    ("incomplete", "color-contrast"): "svg",  # what lies behind drawn words is not computed
    ("incomplete", "th-has-data-cells"): ".journey table",  # heads of parts, and empty columns
}


def run_axe(page):
    """What axe says, as (violations or incomplete, rule, where, why)."""
    if not page.evaluate("window.axe !== undefined"):
        page.evaluate(AXE)
    return [
        (kind, rule, where, why)
        for kind, rule, where, why in page.evaluate(RUN, [TAGS, FURTHER])
        if not _judged(page, JUDGED_BY_EYE.get((kind, rule)), where)
    ]


def _judged(page, room, where):
    return room is not None and page.evaluate(
        "([where, room]) => document.querySelector(where).closest(room) !== null", [where, room]
    )


@pytest.mark.parametrize("kind", LONE, ids=str)  # in one scheme of colours
def test_a_page_of_one_file_is_accessible(visit, kind):
    page = visit(kind.path, lang=kind.lang)
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": 720})
        assert [] == run_axe(page), width


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("kind", PUBLISHED, ids=str)
def test_a_page_of_the_site_is_accessible(visit, kind, colours):
    page = visit(kind.path, lang=kind.lang, colours=colours)
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": 720})
        assert [] == run_axe(page), width


@pytest.mark.parametrize("query", ["консультации", "нет такого"])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_a_register_that_is_filtered_is_accessible(visit, colours, query):
    page = visit("/search/index.html", colours=colours, width=PHONE)
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("status").filter(has_text="айдено").wait_for()
    assert [] == run_axe(page)


def test_axe_sees_what_is_wrong(visit):
    page = visit("/search/law.html")
    page.evaluate(
        """() => {
            document.querySelector("main p").style.color = "#999";
            document.querySelector("main").append(document.createElement("button"));
        }"""
    )
    assert {"color-contrast", "button-name"} == {rule for _, rule, _, _ in run_axe(page)}
