"""Text that a narrow screen cuts, and pages that it makes scroll sideways."""

from playwright.sync_api import Page

SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""  # WCAG 1.4.12

OUTSIDE = """() => {
    const wide = document.scrollingElement.clientWidth, faults = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walk.nextNode());) {
        const parent = node.parentElement;
        if (!node.data.trim() || !parent.checkVisibility({visibilityProperty: true})) continue;
        let scroller = false, hidden = false, box = null;
        for (let one = parent; one; one = one.parentElement) {
            const style = getComputedStyle(one);
            if (["auto", "scroll"].includes(style.overflowX)) scroller = true;
            if (["hidden", "clip"].includes(style.overflowX) && one !== document.body) box ??= one;
            if (one.getBoundingClientRect().right <= 0) hidden = true;
            if (style.clipPath !== "none") hidden = true;
        }
        if (scroller || hidden) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const rect of range.getClientRects()) {
            const edge = box?.getBoundingClientRect();
            const outside = rect.right > wide + 1 || rect.left < -1;
            const cut = edge && (rect.right > edge.right + 1 || rect.bottom > edge.bottom + 1);
            if (outside || cut) {
                faults.push(`${outside ? "outside" : "cut"}: ${node.data.trim().slice(0, 80)}`);
                break;
            }
        }
    }
    return faults;
}"""


def sideways(page: Page) -> int:
    """Pixels by which the document is wider than the screen."""
    return page.evaluate(
        "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    )


def cut_text(page: Page) -> list[str]:
    """Text of which some lies off the screen or under an edge; scrolling regions excepted."""
    return page.evaluate(OUTSIDE)


def space_out(page: Page) -> None:
    """The user's own spacing of text, as WCAG 1.4.12 grants it."""
    page.evaluate(
        """text => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(text);
            document.adoptedStyleSheets.push(sheet);
        }""",
        SPACED,
    )
