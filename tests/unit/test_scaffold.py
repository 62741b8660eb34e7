"""A plug-in drafted from an act's text: likeness, acts of a document, and that every draft loads."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from touchpoint_model.model.errors import ReadError, UsageError
from touchpoint_model.plugins.inspection import inspect_agency
from touchpoint_model.plugins.likeness import known_clauses
from touchpoint_model.plugins.loader import load
from touchpoint_model.plugins.scaffold import scaffold
from touchpoint_model.plugins.verification import verify

from ..toy_agency import agency as toy

LINES = [
    "1. Общие положения",
    "1.1. Точки взаимодействия:",
    "2.1. Потребности клиента:",
    "2.1. Ещё раз под тем же номером.",
    "2.2.1. Кот ходит по цепи кругом:",
    "1) дуб;",
    "2) ;",
    "а) зеркальце «волшебное»;",
    "- направо с песней",
    "строка, которая продолжает",
    "Абзац без номера, который достаточно длинен, чтобы быть пунктом акта.",
    "№\tПроцесс\tТочка\t\tОсобенности",
    "Кавычка \" и \\ и \x07 и ]] и # и '''",
    "3. В числе «…» и {фигурных} $code скобок:",
]


def files_of(text: str, folder: Path) -> Path:
    for name, content in scaffold("draft", text, [toy]).files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode())
    return folder / "touchpoint_draft"


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=25))
@settings(max_examples=40, deadline=None)
def test_every_draft_loads_and_has_the_act_as_printed(lines: list[str]):
    """Whatever the text, it is refused, or its draft loads, lacks only work, and verifies."""
    text = "\n".join(lines)
    with tempfile.TemporaryDirectory() as name:
        try:
            plugin = files_of(text, Path(name))
        except ReadError:
            return
        agency = load(plugin)
        lacks = {one.message.en.rpartition(" ")[2] for one in inspect_agency(agency)}

        assert "pending" in lacks
        assert {one.status.value for one in agency.clauses} == {"pending"}
        assert () == verify(agency, text, "procedure")


def test_the_same_words_are_the_same_clause():
    known = known_clauses([toy])
    like = known.nearest("  1.2. В процессе не более трёх строк ", "")

    assert like is not None
    assert ("toy", "1.2", 1.0) == (like.agency, like.clause.ref.id, like.likeness)


def test_other_words_are_never_quite_the_same():
    known = known_clauses([toy])
    like = known.nearest("Доля цифровых", "Точки")

    assert like is not None
    assert "2.4" == like.clause.ref.id
    assert 0.5 < like.likeness < 1


def test_what_has_no_word_in_common_is_like_nothing():
    assert known_clauses([toy]).nearest("Xyzzy") is None
    assert known_clauses([]).nearest("Доля цифровых процессов") is None


def test_what_is_no_member_of_a_list_is_not_like_one():
    known = known_clauses([toy])
    likes = [known.nearest("зеркальце", listed=listed) for listed in (True, False)]

    assert ["2.1(б)", None] == [one and one.clause.ref.id for one in likes]


def test_the_longest_part_is_the_procedure_and_orders_stand_before_it():
    order = "от 01.02.2024 № 5\n1. Утвердить порядок.\n2. Опубликовать приказ."
    text = f"{order}\n1. Общее\n1.1. Раз.\n1.2. Два.\n№\tПроцесс\tТочка\tНужды\tОсобое"
    made = scaffold("draft", text, [])
    ledgers = [one for one in made.files if one.count("/") == 1 and one.endswith(".toml")]

    assert {"order", "procedure", "annex"} <= {Path(one).stem for one in ledgers}
    assert 2 + 2 + 5 == made.clauses
    assert 'number = "5"' in made.files["touchpoint_draft/order.toml"]
    assert 'acts   = ["procedure", "order", "annex"]' in made.files["touchpoint_draft/agency.toml"]


@pytest.mark.parametrize("code", ["", "A", "9a", "a--b", "a-", "a_b", "a b", "a" * 41, "../a"])
def test_a_code_that_is_none_is_refused(code: str):
    with pytest.raises(UsageError):
        scaffold(code, "1. Общее\n1.1. Раз.", [])


def test_without_known_agencies_nothing_is_proposed():
    made = scaffold("draft", "1. Общее\n1.1. Раз.\n1.2. Два.", [])

    assert (2, 0, 0) == (made.clauses, made.same, made.proposed)
    assert "#? " not in made.files["touchpoint_draft/procedure.toml"].partition("[act]")[2]
