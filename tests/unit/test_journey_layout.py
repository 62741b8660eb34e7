"""A journey map laid out: everything in its place, nothing over anything else."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touchpoint_model.journeys.maps.layout import lay_out
from touchpoint_model.journeys.maps.measuring_text import broken, text_width
from touchpoint_model.journeys.maps.picture import Box
from touchpoint_model.journeys.maps.placing import Band, cut, main_way, placed
from touchpoint_model.journeys.maps.sheet import Sheet
from touchpoint_model.model.draft import journey, parallel, phase, step
from touchpoint_model.model.experience import Experience, Scale
from touchpoint_model.model.journeys import Gate, Journey, Phase, Step, Transition
from touchpoint_model.render.journey_map.telling import sheet

LONG = "Направляет мотивированное обращение о предоставлении субсидии через единый портал"
SCALE = Scale(1, 5, 4)


def chain(count: int) -> Journey:
    return journey(
        "chain",
        "Путь",
        *(
            phase(f"Этап {at}", *(step(f"{at}-{n}", LONG, at="Портал") for n in range(5)))
            for at in range(count // 5)
        ),
    )


LOOP = journey(
    "loop",
    "Субсидия",
    phase("Узнаёт", step("read", LONG, at="Сайт", channel="digital", hours=2)),
    phase(
        "Подаёт",
        step("apply", LONG, at="Почта", then={"check": None}),
        step(
            "check",
            "проверка",
            actor="отдел",
            visible=False,
            then={"mend": {"probability": 0.1, "condition": "неполный комплект"}, "paid": 0.9},
        ),
        step("mend", "исправляет", then="apply"),
        step("paid", "получает", satisfies=True, then=()),
    ),
)
PARALLEL = journey(
    "parallel",
    "Заявка",
    phase(
        "Идёт",
        *parallel(
            step("sent", "подал"),
            step("check", "проверка"),
            step("visit", "выезд"),
            last=step("paid", "выплата", satisfies=True),
        ),
    ),
)


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    words = st.text(max_size=60) | st.sampled_from([LONG, "Ж" * 90, "😀 漢字 " * 9, "", "<b>&"])
    count = draw(st.integers(1, 14))
    steps = [
        Step(
            f"s{at}",
            draw(words),
            actor=draw(st.sampled_from(["client", "client", "отдел приёма документов"])),
            visible=draw(st.booleans()),
            touchpoint=draw(st.none() | words),
            channel=draw(st.sampled_from([None, "digital", "offline", "иной"])),
            need=draw(st.none() | words),
            duration=draw(st.none() | st.floats(0, 5000)),
            pains=tuple(draw(st.lists(words, max_size=3))),
            satisfies=at == count - 1,
            outcome=draw(st.none() | words),
            experience=draw(
                st.none() | st.builds(Experience, st.just(SCALE), emotional=st.floats(1, 5))
            ),
        )
        for at in range(count)
    ]
    pairs = draw(st.sets(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1))))
    links = [
        Transition(f"s{one}", f"s{two}", condition=draw(st.none() | words))
        for one, two in sorted(pairs)
    ]
    cuts = sorted(draw(st.sets(st.integers(1, max(1, count - 1)), max_size=3)))
    edges = [0, *(at for at in cuts if at < count), count]
    phases = [Phase(draw(words), tuple(steps[a:b])) for a, b in pairwise(edges)]
    return Journey("drawn", draw(words), tuple(phases), tuple(links))


def boxes_of(strip):
    """What must not overlap: steps, ports and phases; cells; labels. Chips stand in their cells."""
    solid = [one for one in strip.boxes if one.kind in ("step", "port", "phase", "label")]
    cells = [one for one in strip.boxes if one.kind == "cell"]
    return [*solid, *cells]


def touches(point, box) -> bool:
    x, y = point
    beside = x in (pytest.approx(box.x), pytest.approx(box.right))
    above = y in (pytest.approx(box.y), pytest.approx(box.bottom))
    inside_x = box.x - 1e-6 <= x <= box.right + 1e-6
    inside_y = box.y - 1e-6 <= y <= box.bottom + 1e-6
    return (beside and inside_y) or (above and inside_x)


def crosses(one, two, box) -> bool:
    """Whether a straight piece of an arrow goes through the inside of a box."""
    (x1, y1), (x2, y2) = one, two
    return (
        min(x1, x2) < box.right - 1e-6
        and max(x1, x2) > box.x + 1e-6
        and min(y1, y2) < box.bottom - 1e-6
        and max(y1, y2) > box.y + 1e-6
    )


def assert_sound(journey: Journey, width: float) -> None:
    told = sheet(journey)
    made = lay_out(told, width)

    assert sorted(box.step for box in made.steps) == sorted(step.id for step in journey.steps)
    for strip in made.strips:
        overlapping = [
            (one.kind, one.step, two.kind, two.step)
            for one, two in combinations(boxes_of(strip), 2)
            if one.overlaps(two)
        ]
        assert overlapping == []
        assert all(strip.y - 1e-6 <= box.y for box in strip.boxes)
        assert all(box.bottom <= strip.y + strip.height + 1e-6 for box in strip.boxes)
        for box in strip.boxes:
            for words in box.words:
                at = (box.kind, box.lane, words.lines)
                assert words.left >= box.x - 1e-6, at
                assert (
                    words.left + words.width <= box.right + 1e-6 or min(map(len, words.lines)) <= 1
                ), at
                assert words.y >= box.y - 1e-6, at
                assert words.y + words.height <= box.bottom + 1e-6, at
        steps = {box.step: box for box in strip.of("step")}
        ports = list(strip.of("port"))
        for arrow in strip.arrows:
            start, end = arrow.points[0], arrow.points[-1]
            starts = [steps[arrow.source]] if arrow.source in steps else ports
            ends = [steps[arrow.target]] if arrow.target in steps else ports
            assert any(touches(start, box) for box in [*starts, *ports])
            assert any(touches(end, box) for box in [*ends, *ports])
            for one, two in pairwise(arrow.points):
                assert one[0] == pytest.approx(two[0]) or one[1] == pytest.approx(two[1])
                assert not [box.step for box in steps.values() if crosses(one, two, box)]
        labels = [arrow.label for arrow in strip.arrows if arrow.label]
        for label in labels:
            ground = Box("label", label.left, label.y, label.width, label.height)
            assert not [box.step for box in [*steps.values(), *ports] if ground.overlaps(box)]
    last = made.strips[-1]
    assert last.y + last.height <= made.height


@pytest.mark.parametrize("told", [LOOP, PARALLEL, chain(5), chain(30)], ids=lambda one: one.id)
@pytest.mark.parametrize("width", [600.0, 1200.0, 1480.0])
def test_nothing_overlaps_and_arrows_join_their_boxes(told, width):
    assert_sound(told, width)


@settings(max_examples=50, deadline=None)
@given(journeys(), st.sampled_from([500.0, 1480.0]))
def test_any_journey_is_laid_out_soundly(told, width):
    """Law: whatever a journey holds, each step is there once, nothing overlaps, all text fits."""
    assert_sound(told, width)


def test_every_way_is_drawn_or_leads_to_a_port():
    made = lay_out(sheet(LOOP), 600.0)
    drawn = {(arrow.source, arrow.target) for strip in made.strips for arrow in strip.arrows}

    assert {(one.source, one.target) for one in LOOP.transitions} == drawn


def test_a_layout_is_the_same_each_time():
    assert lay_out(sheet(LOOP)) == lay_out(sheet(LOOP))


def test_a_long_journey_wraps_into_strips_in_the_order_of_reading():
    made = lay_out(sheet(chain(30)), 1480.0)

    assert len(made.strips) > 1
    assert [box.step for box in made.steps] == [step.id for step in chain(30).steps]
    assert made.width <= 1480.0


def test_what_the_client_does_not_see_stands_below_the_line():
    (strip,) = lay_out(sheet(LOOP), 1480.0).strips
    (line,) = [rule for rule in strip.rules if rule.kind == "visibility"]
    below = {box.step for box in strip.of("step") if box.y > line.start[1]}

    assert below == {"check"}


def test_parallel_steps_stand_one_above_the_other():
    places = placed(PARALLEL)

    assert places["check"].column == places["visit"].column
    assert {places["check"].row, places["visit"].row} == {0, 1}


def test_parting_and_meeting_of_all_ways_is_marked():
    (strip,) = lay_out(sheet(PARALLEL)).strips
    posts = [post.step for post in strip.gateposts]

    assert [step.id for step in PARALLEL.steps if Gate.ALL in (step.split, step.join)] == posts


def test_bands_follow_who_acts_and_who_sees():
    told = journey(
        "j",
        "Путь",
        phase(
            "",
            step("a", "просит"),
            step("b", "отвечает", actor="отдел"),
            step("c", "сверяет", actor="отдел", visible=False),
        ),
    )

    assert [place.band for place in placed(told).values()] == [
        Band.CLIENT,
        Band.VISIBLE,
        Band.HIDDEN,
    ]


def test_the_main_way_takes_the_likeliest_branch_and_goes_on_after_the_need_is_met():
    told = journey(
        "j",
        "Путь",
        phase(
            "",
            step("a", "", then={"b": 0.2, "c": 0.8}),
            step("b", "", then=()),
            step("c", "", satisfies=True),
            step("d", ""),
        ),
    )

    assert main_way(told) == ("a", "c", "d")


def test_a_returning_way_is_told_from_one_that_goes_on():
    (strip,) = lay_out(sheet(LOOP), 1480.0).strips

    assert {("mend", "apply")} == {
        (arrow.source, arrow.target) for arrow in strip.arrows if arrow.returning
    }


def test_chances_and_conditions_stand_at_the_arrows():
    (strip,) = lay_out(sheet(LOOP), 1480.0).strips
    labels = {
        (arrow.source, arrow.target): " ".join(arrow.label.lines)
        for arrow in strip.arrows
        if arrow.label
    }

    assert labels == {
        ("check", "mend"): "10\u00a0%, неполный комплект",
        ("check", "paid"): "90\u00a0%",
    }


def test_a_lane_without_words_is_left_out():
    (strip,) = lay_out(sheet(PARALLEL)).strips

    assert {box.lane for box in strip.of("label")} == {"action"}


def test_strips_are_cut_where_a_phase_begins():
    assert (range(3), range(3, 6)) == cut(6, frozenset({0, 3}), lambda part: len(part) / 4)


def test_the_curve_is_dashed_over_a_step_without_a_mark():
    felt = Experience(SCALE, emotional=3, respondents=10)
    told = journey(
        "j",
        "Путь",
        phase(
            "",
            step("a", "", experience=felt),
            step("b", "", experience=felt),
            step("c", ""),
            step("d", "", experience=felt, satisfies=True),
        ),
    )
    (strip,) = lay_out(sheet(told)).strips

    assert [curve.sure for curve in strip.curves] == [True, False]


@given(st.text(max_size=200), st.floats(40, 300), st.sampled_from([10, 12, 14]))
def test_lines_fit_their_room_and_lose_no_letter(text, room, size):
    """Law: no line is wider than the room; without spaces and hyphens the text is all there."""
    from touchpoint_model.journeys.maps.measuring_text import clean

    lines = broken(text, room, size)
    kept = str.maketrans("", "", "- \u00a0\u202f")

    assert all(text_width(line, size) <= room for line in lines)
    assert clean(text).translate(kept) == "".join(lines).translate(kept)


def test_what_is_cut_short_ends_with_an_ellipsis():
    lines = broken("слово " * 50, 60, 12, most=3)

    assert (3, "…") == (len(lines), lines[-1][-1])


def test_a_long_word_is_parted_at_a_syllable():
    assert ("товаропроиз-", "водитель") == broken("товаропроизводитель", 90, 12)


def test_a_short_word_is_not_left_at_the_end_of_a_line():
    assert ("приходит", "в\u00a0отдел") == broken("приходит в отдел", 75, 12)


def test_a_sheet_may_lack_everything_but_the_journey():
    told = sheet(PARALLEL)
    bare = Sheet(PARALLEL, told.cards, told.lanes)

    assert len(lay_out(bare).steps) == 4
