"""What Tab reaches: each stop, where it stands on the screen and how its focus is shown."""

from attrs import frozen
from playwright.sync_api import Page

STOPS = """() => {
    const all = document.querySelectorAll(
        "a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex]"
    );
    const number = (one) => [...document.querySelectorAll("*")].indexOf(one);
    return [...all].filter((one) =>
        one.tabIndex >= 0 && !one.disabled && one.checkVisibility({visibilityProperty: true})
        && !(one.type === "radio" && !one.checked && one.form?.elements[one.name]?.value)
    ).map(number);
}"""
FOCUS = """() => {
    const one = document.activeElement;
    if (one === null || one === document.body) return null;
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const [x, y] = [box.x + Math.min(box.width / 2, 8), box.y + Math.min(box.height / 2, 8)];
    const top = document.elementFromPoint(x, y);
    const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => {
        const [r, g, b] = parts(colour).map((one) => {
            const part = one / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    let ground = one.parentElement;
    while (ground && (parts(getComputedStyle(ground).backgroundColor)[3] ?? 1) === 0) {
        ground = ground.parentElement;
    }
    const behind = ground ? getComputedStyle(ground).backgroundColor : "rgb(255, 255, 255)";
    const lights = [light(style.outlineColor), light(behind)].sort((a, b) => b - a);
    return {
        number: [...document.querySelectorAll("*")].indexOf(one),
        name: one.outerHTML.slice(0, 120),
        scrolls: one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth,
        shown: box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight,
        covered: top !== null && top !== one && !one.contains(top) && !top.contains(one),
        outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
        contrast: (lights[0] + 0.05) / (lights[1] + 0.05),
    };
}"""


@frozen
class Stop:
    """A place of the focus: its number in the document and what the user sees of it."""

    number: int
    name: str
    scrolls: bool
    shown: bool
    covered: bool
    outline: float  # pixels
    contrast: float  # of the outline with what lies behind

    @property
    def fault(self) -> str:
        """Why a user would not see where the focus is; empty if he would."""
        if not self.shown:
            return f"outside the screen: {self.name}"
        if self.covered:
            return f"under something: {self.name}"
        if self.outline < 2 or self.contrast < 3:
            return f"outline {self.outline} px, contrast {self.contrast:.2f}: {self.name}"
        return ""


def expected_stops(page: Page) -> list[int]:
    """The document's numbers of everything that the keyboard must reach, in reading order."""
    return page.evaluate(STOPS)


def focus(page: Page) -> Stop | None:
    told = page.evaluate(FOCUS)
    return None if told is None else Stop(**told)


def press(page: Page, key: str = "Tab") -> Stop | None:
    page.keyboard.press(key)
    return focus(page)


def tour(page: Page, most: int) -> list[Stop]:
    """Every stop of Tab from the page's start until the page is left or begun anew."""
    stops: list[Stop] = []
    while len(stops) < most:
        stop = press(page)
        if stop is None or (stops and stop.number == stops[0].number):
            break
        stops.append(stop)
    return stops
