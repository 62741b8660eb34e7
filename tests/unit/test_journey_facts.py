"""What maps, their tables and comparisons of journeys tell: no fact lost, figures that add up."""

import re

import pytest

from touchpoint_model.journeys.maps.layout import lay_out
from touchpoint_model.journeys.maps.measuring_text import broken
from touchpoint_model.model.draft import journey, phase, step
from touchpoint_model.model.errors import UsageError
from touchpoint_model.model.journeys import Gate
from touchpoint_model.render.journey_analysis.changes import amounts_said
from touchpoint_model.render.journey_map import as_html, as_png, as_svg
from touchpoint_model.render.journey_map.telling import sheet
from touchpoint_model.render.journey_words import share_said
from touchpoint_model.render.map_strips import as_pngs


def test_the_table_of_the_page_keeps_what_the_map_tells():
    told = journey(
        "j",
        "Путь",
        phase(
            "",
            step("a", "подаёт", process="Приём", split=Gate.ALL, then=("b", "c")),
            step("b", "звонит", transfers=3, then=("d",)),
            step("c", "ждёт", then=("d",)),
            step("d", "получает", join=Gate.ALL, satisfies=True, then=()),
        ),
    )
    page = as_html([told])

    table = page[page.index("<table") :]
    for word in ("все пути сразу:", "начинается, когда пройдены все пути", "Приём", "Переключения"):
        assert word in page
    assert "<bdi>3</bdi>" in table
    assert '<a href="#path1-3">→ шаг 3</a>' in table
    assert "переключений: 3" in re.sub("<[^>]*>", "", as_svg(told))


def test_a_lane_with_nothing_in_a_strip_is_left_out_there():
    steps = [step(f"s{at}", f"делает {at}", hours=1) for at in range(12)]
    told = journey("j", "Путь", phase("", step("x", "ищет", pains=("Долго",)), *steps))
    made = lay_out(sheet(told), 900)
    lanes = [{box.lane for box in strip.of("label")} for strip in made.strips]

    assert len(lanes) > 1
    assert [True, *(False for _ in lanes[1:])] == ["pains" in one for one in lanes]


def test_a_phone_and_a_clause_stay_on_one_line():
    lines = broken("телефон: +7 (861) 214-25-85", 130, 12)

    assert ("телефон:", "+7\u00a0(861)\u00a0214-25-85") == lines
    assert ("SV01,", "п.\u00a03.2") == broken("SV01, п. 3.2", 40, 12)


def test_a_picture_of_too_many_steps_is_refused():
    long = journey("j", "", phase("", *(step(f"s{at}", "") for at in range(201))))

    for made in (as_png, as_pngs):
        with pytest.raises(UsageError) as caught:
            made(long)
        assert ".svg" in caught.value.say("en")


@pytest.mark.parametrize(
    ("share", "said"), [(0, "0 %"), (0.0004, "менее 0,1 %"), (0.9999, "более 99,9 %"), (1, "100 %")]
)
def test_a_share_that_is_not_none_or_all_is_not_told_as_such(share, said):
    assert said == share_said(share, "ru").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("old", "new", "unit", "said"),
    [
        (384.4, 208.7, "hours", ("16 дней", "8 дней 17 ч", "−7 дней 7 ч")),
        (384.0, 0.25, "hours", ("16 дней", "15 мин", "−15 дней 23 ч 45 мин")),
        (2.0, 2.0, "hours", ("2 ч", "2 ч", "")),
        (0.5764, 0.75, "share", ("57,6 %", "75 %", "+17,4 п. п.")),
        (0.0, 0.0001, "share", ("0 %", "менее 0,1 %", "менее 0,1 п. п.")),
        (1.0, None, "pains", ("1", "неизвестно", "")),
    ],
)
def test_a_difference_adds_up(old, new, unit, said):
    told = amounts_said(old, new, unit, "ru")

    assert said == tuple(one.replace("\u00a0", " ") for one in told)
