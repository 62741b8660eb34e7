"""Journey maps as SVG, PNG and HTML."""

import re
import sys
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from touchpoint_model.model.draft import journey, phase, step
from touchpoint_model.model.errors import UsageError
from touchpoint_model.model.experience import Experience, Scale
from touchpoint_model.model.findings import Finding, FindingStatus, Severity
from touchpoint_model.model.journeys import LifeSituation
from touchpoint_model.model.text import Text
from touchpoint_model.render.journey_map import as_html, as_png, as_svg
from touchpoint_model.render.journey_words import LANES, WORDS, hours_said, number_said

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script> & \"'>]]>\x00\x0b\u202e\ufffe"
FELT = Experience(Scale(1, 5, 4), emotional=2.5, respondents=87)
FARMER = journey(
    "farmer",
    "Получение субсидии",
    phase(
        "Узнаёт",
        step(
            "read",
            "Читает условия",
            at="Сайт",
            channel="digital",
            hours=1.5,
            need="узнать условия",
            experience=FELT,
            pains=("Условия разбросаны",),
        ),
        step("call", "Звонит", at="Телефон", channel="offline", waits=72),
    ),
    phase(
        "Получает",
        step("check", "Проверяет", actor="отдел", visible=False, then={"paid": 0.8, "call": 0.1}),
        step("paid", "Получает деньги", satisfies=True, outcome="выплата", then=()),
    ),
    need="поддержка хозяйства",
    situation=LifeSituation("Развитие хозяйства", proactive=True),
    segments=("фермеры",),
)
FOUND = Finding(
    "SV01",
    "too-many-transfers",
    Severity.ERROR,
    Text(ru="Слишком много переводов", en="Too many transfers"),
    Text(ru="Сократите", en="Cut them"),
    "print",
    act="procedure",
    clause="3.2(1)-1",
    citation=Text(ru="п. 3.2 Порядка", en="clause 3.2 of the procedure"),
)


def evil() -> object:
    return journey(
        HOSTILE,
        HOSTILE,
        phase(
            HOSTILE,
            step(
                HOSTILE,
                HOSTILE,
                at=HOSTILE,
                channel=HOSTILE,
                actor=HOSTILE,
                need=HOSTILE,
                pains=(HOSTILE,),
                outcome=HOSTILE,
                then={HOSTILE: {"probability": 0.5, "condition": HOSTILE}},
            ),
        ),
        need=HOSTILE,
    )


def words_of(svg: str) -> str:
    root = ElementTree.fromstring(svg)
    said = " ".join(one.text or "" for one in root.iter(f"{SVG}tspan"))
    return said.replace("\u00a0", " ")


class Page(HTMLParser):
    """Elements of a page with their attributes, in order; whether each is closed."""

    VOID = frozenset({"meta", "link", "br"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]


def test_the_picture_says_what_the_journey_says():
    said = words_of(as_svg(FARMER, findings={"call": [FOUND]}))

    for word in (
        "Получение субсидии",
        "Узнаёт",
        "Читает условия",
        "Сайт",
        "цифровой",
        "офлайн",
        "узнать условия",
        "1 ч 30 мин",
        "3 дня",
        "2,5",
        "n = 87",
        "Условия разбросаны",
        "линия видимости",
        "80 %",
    ):
        assert word in said
    assert "SV01" in said


def test_the_picture_speaks_english():
    said = words_of(as_svg(FARMER, lang="en"))

    assert LANES["touchpoint"].en in said
    assert LANES["touchpoint"].ru not in said


def test_a_screen_reader_is_told_what_the_picture_is():
    root = ElementTree.fromstring(as_svg(FARMER))
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")

    assert root.get("role") == "img"
    assert title is not None
    assert title.text == "Карта клиентского пути: Получение субсидии"
    assert desc is not None
    assert "4. Получает деньги" in (desc.text or "")
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"


def test_the_picture_stands_by_itself():
    root = ElementTree.fromstring(as_svg(FARMER, findings={"call": [FOUND]}))
    names = {one.tag.removeprefix(SVG) for one in root.iter()}
    attributes = {name for one in root.iter() for name in one.attrib}

    assert not names & {"script", "foreignObject", "image", "use", "a", "style"}
    assert not [name for name in attributes if "href" in name or name.startswith("on")]


def test_hostile_text_stays_text_in_the_picture():
    root = ElementTree.fromstring(as_svg(evil()))
    said = "".join(one.text or "" for one in root.iter())

    assert "script" not in {one.tag.removeprefix(SVG) for one in root.iter()}
    assert "<script>" in said
    assert "\u202e" not in said


def test_hostile_text_stays_text_in_the_page():
    page = as_html([evil()], lang="ru")

    assert Page(page).all("script") == []
    assert not set("\x00\x0b\u202e") & set(page)
    assert Page(page).wrong == []


@pytest.mark.parametrize("code", ["error", "warning", "note"])
def test_severities_differ_in_shape_not_only_in_colour(code):
    from touchpoint_model.render.journey_map.signs import SIGNS

    names = ("error", "warning", "note", "closed")
    shapes = {name: re.sub("#[0-9a-f]{6}", "", SIGNS[name]) for name in names}

    assert [other for other, shape in shapes.items() if shape == shapes[code]] == [code]


def test_a_waived_finding_looks_closed():
    from attrs import evolve

    waived = evolve(FOUND, status=FindingStatus.WAIVED)

    assert "исключено или уже известно" in words_of(as_svg(FARMER, findings={"call": [waived]}))


def test_png_is_a_picture_of_the_asked_scale():
    small, large = as_png(FARMER, scale=0.5), as_png(FARMER, scale=1)
    sizes = [int.from_bytes(one[16:20], "big") for one in (small, large)]

    assert small[:8] == b"\x89PNG\r\n\x1a\n"
    assert sizes[1] == pytest.approx(2 * sizes[0], abs=2)


def test_png_without_its_package_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "vl_convert", None)

    with pytest.raises(UsageError) as caught:
        as_png(FARMER)
    assert "touchpoint_model[notebook]" in caught.value.say("ru")
    assert "touchpoint_model[notebook]" in caught.value.say("en")


def test_the_page_has_the_picture_and_the_table():
    page = Page(as_html([FARMER], findings={"farmer": {"call": [FOUND]}}))
    scopes = [one.get("scope") for one in page.all("th")]

    assert page.wrong == []
    assert page.all("html") == [{"lang": "ru"}]
    assert scopes.count("row") == len(FARMER.steps)
    assert scopes.count("rowgroup") == len(FARMER.phases)
    assert {one["role"] for one in page.all("svg")} == {"img"}


def test_the_page_can_be_walked_with_a_keyboard():
    page = Page(as_html([FARMER, FARMER]))
    ids = [attrs["id"] for _, attrs in page.elements if attrs.get("id")]
    links = [one["href"].removeprefix("#") for one in page.all("a")]

    assert len(ids) == len(set(ids))
    assert set(links) <= set(ids)
    assert links[0] == "path1-steps"  # the skip link comes first
    assert all(one.get("aria-label") or one.get("aria-labelledby") for _, one in page.elements
               if one.get("role") == "region")  # fmt: skip


def test_headings_go_down_by_one():
    levels = [
        int(tag[1])
        for tag, _ in Page(as_html([FARMER], findings={"farmer": {"call": [FOUND]}})).elements
        if tag in ("h1", "h2", "h3", "h4")
    ]

    assert levels == [1, 2, 3, 3, 3]


def test_the_page_needs_neither_network_nor_script():
    text = as_html([FARMER])
    page = Page(text)

    assert not page.all("script")
    assert not page.all("link")
    assert not page.all("img")
    assert all(one["href"].startswith("#") for one in page.all("a"))
    assert "default-src 'none'" in text


@pytest.mark.parametrize("paper", ["A3", "A4"])
def test_the_page_prints_on_its_paper(paper):
    assert f"size: {paper} landscape" in as_html([FARMER], paper=paper)


def test_a_page_without_a_journey_says_so():
    assert "Ни одного пути не передано" in as_html([])


def test_an_agency_that_lacks_the_point_is_told_in_words():
    from touchpoint_model.model.stations import Station

    station = Station(FARMER.steps[0], None, None, frozenset(), frozenset())

    assert WORDS["lacking"].ru in words_of(as_svg(FARMER, stations={"read": station}))


def contrast(one: str, two: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_all_words_of_the_picture_are_dark_enough():
    from touchpoint_model.render.journey_map.drawing import _COLOURS

    weak = {
        role: colour
        for role, colour in _COLOURS.items()
        if colour != "#ffffff" and contrast(colour, "#e9f5f0") < 4.5
    }

    assert weak == {}
    assert contrast("#ffffff", "#1d3f72") >= 4.5


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, "0 мин"),
        (0.001, "меньше минуты"),
        (0.25, "15 мин"),
        (1, "1 ч"),
        (2.25, "2 ч 15 мин"),
        (24, "1 день"),
        (72, "3 дня"),
        (76, "3 дня 4 ч"),
        (47.9, "2 дня"),
        (240, "10 дней"),
        (505, "21 день"),
    ],
)
def test_times_are_said_in_hours_and_days(hours, said):
    assert said == hours_said(hours, "ru").replace("\u00a0", " ")


def test_numbers_take_the_sign_of_the_language():
    assert ("4,2", "4.2", "4") == (
        number_said(4.2, "ru"),
        number_said(4.2, "en"),
        number_said(4.0, "ru"),
    )
