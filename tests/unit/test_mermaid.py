"""Mermaid flowcharts, held by a strict reader of the part of the language that is written."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import touchpoint_model as tm
from touchpoint_model.model.draft import journey, parallel, phase, step
from touchpoint_model.model.stations import stations
from touchpoint_model.model.view import View
from touchpoint_model.render.mermaid import as_mermaid, escaped
from touchpoint_model.render.words import printable

from .building import entry, process, register

_LETTERS = r"[\w «»“”—–…№,!?/\u2060]|#\d+;"
_TEXT = rf'"((?:{_LETTERS}|<br/>)*)"'
_NODE = rf"(\w+)(?:\(\[{_TEXT}\]\)|\[\[{_TEXT}\]\]|\({_TEXT}\)|\[{_TEXT}\]|\{{{_TEXT}\}})"
_FULL = rf"(?:{_NODE}:::\w+)"
_NAME = r"[a-z]\d*"
_LINES = (
    r"flowchart (TB|LR)",
    r"accTitle: [^;#%{}\n]+",
    rf"subgraph {_NAME}\[{_TEXT}\]",
    r"direction LR",
    r"end",
    rf"class {_NAME} \w+",
    r"classDef \w+ [a-z-]+:[^,;]+(,[a-z-]+:[^,;]+)*",
    _FULL,
    rf"{_FULL}( (~~~|-\.-) {_FULL})+",
    rf"{_NAME} (-->|-\.->)(\|{_TEXT}\|)? ({_NAME}|{_FULL})",
)
_LINE = re.compile("|".join(f"(?:{one})" for one in _LINES))

HARD = [
    "https://gosuslugi.ru/a?b=1&c=2#part",
    "a: b; c \"d\" 'e' `f` ```",
    "[x] (y) {z} {{w}} |pipe|",
    "end",
    "subgraph x",
    "1. one",
    "- dash * star # head > quote + plus",
    "<b>bold</b> <script>alert(1)</script> <br/>",
    '%%{init: {"theme":"dark"}}%%',
    "line\nbreak\r\n\ttab\u2028and\u2029more",
    "😀👩‍👩‍👧 ё №",
    "#quot; &amp; #35;",
    "A-->B o--o x--x",
    'click s1 "https://x"',
    "a@b.ru www.x.ru __bold__ ~~gone~~",
    "fa:fa-car $$x^2$$ \\n",
    "",
]


def shown(text: str) -> str:
    """A text in quotes as a reader sees it."""
    return html.unescape(re.sub(r"#(\d+);", r"&#\1;", text)).replace("\u2060", "")


def plain(text: str) -> str:
    return re.sub(r"[^\S\xa0]+", " ", text).strip()


def lines_of(told: tm.Journey, **further) -> list[str]:
    return [one.strip() for one in as_mermaid(told, **further).splitlines()]


def hard(text: str) -> tm.Journey:
    """A journey with one text wherever a text may stand."""
    return journey(
        "j",
        text,
        phase(
            text,
            step(
                "end", text, at=text, then={"o": {"probability": 0.5, "condition": text}, "x": 0.4}
            ),
            step("o", text, actor=text or "a", visible=False, then="x"),
            step("x", text, actor=text or "a", outcome=text),
        ),
        need=text,
    )


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("text", HARD)
def test_every_line_is_of_the_language(text, lang):
    assert [] == [one for one in lines_of(hard(text), lang=lang) if not _LINE.fullmatch(one)]


@given(st.text(max_size=40))
def test_any_text_stays_within_its_quotes(text):
    """Law: whatever a text says, the chart has the same shape, each line of the language."""
    lines = lines_of(hard(text or "x"))

    assert [] == [one for one in lines if not _LINE.fullmatch(one)]
    assert len(lines_of(hard("x"))) == len(lines)


@given(st.text(max_size=40))
def test_a_text_is_read_as_it_was_written(text):
    """Law: unescaping what stands in quotes gives the text that can be shown, on one line."""
    assert plain(printable(text)).replace("\u2060", "") == shown(escaped(text))


def test_a_very_long_text_is_cut():
    assert "а" * 300 + "…" == escaped("а" * 1000)


def test_names_of_nodes_are_never_the_journey_s_words():
    assert {"s1", "s2", "s3"} == set(
        re.findall(r"\bs\d+\b", "\n".join(lines_of(hard("слово"), key=False)))
    )


def fair() -> tm.Journey:
    return journey(
        "fair",
        "Fair",
        phase(
            "Apply",
            step("ask", "asks", at="phone", then={"send": 0.9}),
            *parallel(
                step("send", "sends", at="site", channel="digital"),
                step("check", "checks", actor="clerk", visible=False),
                step("visit", "visits", actor="clerk"),
                last=step("get", "gets", satisfies=True),
            ),
        ),
    )


def test_shapes_tell_whose_step_it_is():
    lines = lines_of(fair(), lang="en", key=False)

    assert any(one.startswith('s1("1#46; asks') for one in lines)
    assert any(one.startswith('s3[["3#46; checks') and one.endswith(":::hidden") for one in lines)
    assert any(one.startswith('s4["4#46; visits') for one in lines)
    assert 's5("5#46; gets"):::plain' in lines


def test_gates_stand_where_ways_part_and_meet():
    lines = lines_of(fair(), lang="en", key=False)

    assert {'g1{"?"}:::gate', 'g2{"#43;"}:::gate', 'j5{"#43;"}:::gate'} <= set(lines)
    assert {"s2 --> g2", "g2 --> s3", "g2 --> s4", "s3 --> j5", "s4 --> j5", "j5 --> s5"} <= set(
        lines
    )


def test_ways_carry_their_chances_and_ends_are_told():
    lines = lines_of(fair(), lang="en", key=False)

    assert 'g1 -->|"90#37;"| s2' in lines
    assert 'g1 -.-> q1(["10#37; give up here"]):::unmet' in lines
    assert 's5 --> e5(["The need is satisfied"]):::met' in lines


def test_colours_tell_the_channel():
    held = register(process("P", entry("phone", channels=("offline",))))
    told = fair()
    known = stations(told, View(held, tm.Vocabulary("toy", ())))
    lines = lines_of(told, stations=known, lang="en", key=False)

    assert next(one for one in lines if one.startswith("s1(")).endswith(":::offline")
    assert next(one for one in lines if one.startswith("s2(")).endswith(":::digital")


def test_every_class_that_is_used_is_defined():
    text = as_mermaid(fair())
    used = {*re.findall(r":::(\w+)", text), *re.findall(r"^ *class \w+ (\w+)$", text, re.M)}

    assert used <= set(re.findall(r"classDef (\w+)", text))


def test_every_step_and_way_is_drawn():
    told, lines = fair(), lines_of(fair(), key=False)
    nodes = {step.id: at for at, step in enumerate(told.steps, 1)}
    arrows = [
        (int(one), int(other))
        for one, other in re.findall(r"^[sg](\d+) -->.*? [sj](\d+)$", "\n".join(lines), re.M)
    ]

    assert sorted((nodes[one.source], nodes[one.target]) for one in told.transitions) == sorted(
        arrows
    )


def test_a_phase_without_a_name_has_no_frame():
    lines = lines_of(journey("j", "J", phase("", step("a", "goes"))), key=False)

    assert not any(one.startswith("subgraph") for one in lines)
    assert "flowchart LR" == lines_of(fair(), direction="LR")[0]
