"""An act's text → its clauses, in the two styles in which acts number them; and `verify`."""

import pytest

from touchpoint_model.formats.act import sentences, split_act
from touchpoint_model.model.errors import UsageError
from touchpoint_model.model.text import digest
from touchpoint_model.plugins.verification import Difference, verify

from ..toy_agency import FOLDER, agency
from .building import act, agency_of, clause

TOY = (FOLDER / "procedure.txt").read_text("utf-8")


def refs(text: str, part: int = 0) -> list[str]:
    return [piece.ref for piece in split_act(text)[part]]


def texts(text: str) -> dict[str, str]:
    return {piece.ref: piece.text for piece in split_act(text)[0]}


BRACKETS = """\
ПОРЯДОК ЛУКОМОРЬЯ
(в редакции кота)

1. Общие положения

1.1. Порядок устанавливает ход
кота по цепи
кругом.
1.2. Основные понятия:
1) кот - учёный житель
дуба;
2) цепь - украшение:
а) златая;
б) прочная.
Понятия действуют всюду.
Иные понятия читаются по смыслу.

2. Ход кота

2.1. Кот ходит:
- направо;
- налево, при этом:
  - рассказывает сказку;
  - мурлычет;
- кругом.
2.2. Кот поёт. Песнь слышна всем. Т.е. громко.
2.3. Сказки делятся на:
1) старые;
2) новые.
Новые сказки бывают:
1) смешные;
2) страшные.
"""


def test_brackets_and_dashes():
    assert refs(BRACKETS) == [
        "1",
        "1.1",
        "1.2",
        "1.2(1)",
        "1.2(2)",
        "1.2(2)(а)",
        "1.2(2)(б)",
        "1.2¶1",
        "1.2¶2",
        "2",
        "2.1",
        "2.1-1",
        "2.1-2",
        "2.1-2.1",
        "2.1-2.2",
        "2.1-3",
        "2.2",
        "2.3",
        "2.3(1)",
        "2.3(2)",
        "2.3¶1",
        "2.3¶1(1)",
        "2.3¶1(2)",
    ]


def test_wrapped_lines_are_joined():
    read = texts(BRACKETS)
    assert read["1.1"] == "Порядок устанавливает ход кота по цепи кругом."
    assert read["1.2(1)"] == "кот - учёный житель дуба;"


def test_headings_are_marked():
    assert [piece.ref for piece in split_act(BRACKETS)[0] if piece.heading] == ["1", "2"]


def test_lines_are_counted_from_one():
    assert {
        piece.ref: piece.line
        for piece in split_act(BRACKETS)[0]
        if piece.ref in ("1", "1.1", "1.2", "2.1-3")
    } == {"1": 4, "1.1": 6, "1.2": 9, "2.1-3": 25}


NUMBERS = """\
1. Общие положения
1.1. Порядок разработан в целях:
1.1.1. покоя;
1.1.2. порядка.
Ненумерованный абзац о покое.
1.2. Понятия
1.2.1. Кот - житель, который умеет:
петь песни;
рассказывать:
старые сказки;
новые сказки;
ходить по цепи.
1.2.2. Дуб.

2. Заключение
2.1. Порядок вечен.
"""


def test_numbers_all_the_way_down():
    assert refs(NUMBERS) == [
        "1",
        "1.1",
        "1.1.1",
        "1.1.2",
        "1.1¶1",
        "1.2",
        "1.2.1",
        "1.2.1-1",
        "1.2.1-2",
        "1.2.1-2.1",
        "1.2.1-2.2",
        "1.2.1-3",
        "1.2.2",
        "2",
        "2.1",
    ]


@pytest.mark.parametrize("space", ["\u00a0", "  ", "\t"[:0] + " "])
def test_kind_of_space_does_not_matter(space):
    assert refs(NUMBERS) == refs(NUMBERS.replace(". ", f".{space}"))


@pytest.mark.parametrize("ending", ["\r\n", "\n\n"])
def test_kind_of_line_end_does_not_matter(ending):
    assert refs(NUMBERS) == refs(NUMBERS.replace("\n", ending))


def test_numbering_that_starts_again_begins_a_part():
    order = "1. Утвердить порядок.\n2. Опубликовать порядок.\n"
    assert [["1", "2"], refs(NUMBERS)] == [
        [piece.ref for piece in part] for part in split_act(order + NUMBERS)
    ]


def test_table_and_its_caption_are_no_clauses():
    table = "Таблица сказок\n№\tПроцесс\tТочка\tПотребности\tОсобенности\n1\tПриём\tдуб\tсведения\tнет\n"
    parts = split_act(NUMBERS + table)
    assert refs(NUMBERS) == [piece.ref for piece in parts[0]]
    assert [piece.text for piece in parts[1]] == [
        "№",
        "Процесс",
        "Точка",
        "Потребности",
        "Особенности",
    ]


def test_heads_of_equal_tables_are_one_part():
    table = "№\tПроцесс\tТочка\tПотребности\tОсобенности\n"
    assert len(split_act(NUMBERS + table + "1\tПриём\tдуб\tсведения\tнет\n" + table)) == 2


@pytest.mark.parametrize("line", ["Главный кот          К.У. Баюн", "М.П.", "* * *", "________"])
def test_signatures_and_stamps_are_no_clauses(line):
    assert refs(NUMBERS) == refs(f"{NUMBERS}{line}\n")


@pytest.mark.parametrize("banner", ["Документ предоставлен КонсультантПлюс.", "Из системы ГАРАНТ."])
def test_banners_are_no_clauses(banner):
    assert refs(NUMBERS) == refs(NUMBERS.replace("\n1.2. ", f"\n{banner}\n1.2. "))


def test_what_stands_before_the_first_number_is_passed_over():
    assert refs(NUMBERS) == refs(f"Приказываю:\n- молчать;\nа) всем;\n{NUMBERS}")


@pytest.mark.parametrize("text", ["", "\n\n", "Просто письмо коту.\nБез номеров."])
def test_text_without_numbers_has_no_parts(text):
    assert split_act(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Кот поёт. Песнь слышна.", ("Кот поёт.", "Песнь слышна.")),
        ("Кот поёт! «Песнь» слышна?", ("Кот поёт!", "«Песнь» слышна?")),
        ("Кот поёт, т.е. громко.", ("Кот поёт, т.е. громко.",)),
        ("Кот", ("Кот",)),
        (" Кот. ", ("Кот.",)),
    ],
)
def test_sentences(text, found):
    assert found == sentences(text)


# --- verify ---


def test_act_and_ledger_agree():
    assert verify(agency, TOY, "procedure") == ()


def test_act_is_found_without_being_named():
    assert verify(agency, TOY) == ()


@pytest.mark.parametrize(
    ("old", "new", "kind", "ref"),
    [
        ("не более трёх", "не более двух", "changed", "1.2"),
        ("пишут\nцепью", "пишут\nкраской", "changed", "1.1s2"),
        ("1.3. Названия процессов выбирают дневные.\n", "", "extra", "1.3"),
        ("- налево со сказкой.\n", "", "extra", "2.3-2"),
        ("2.4. Доля", "2.4. Норма.\n2.5. Доля", "missing", "2.5"),
        ("- налево со сказкой.", "- налево со сказкой;\n- кругом.", "missing", "2.3-3"),
        ("Номер пишут", "Кот спит. Номер пишут", "missing", "1.1s3"),
        ("2. Точки", "2. Места", "changed", "2"),
    ],
)
def test_difference_is_told(old, new, kind, ref):
    assert old in TOY
    assert (kind, ref) in [
        (one.kind, one.clause) for one in verify(agency, TOY.replace(old, new), "procedure")
    ]


def test_one_change_is_one_difference():
    changed = TOY.replace("не более трёх", "не более двух")
    said = "В процессе не более двух строк."
    assert (Difference("procedure", "1.2", "changed", 11, said, digest(said)),) == verify(
        agency, changed, "procedure"
    )


@pytest.mark.parametrize(
    ("old", "new"), [("ё", "е"), ("«", '"'), ("\n", "\r\n"), ("1.2. ", "1.2 "), ("круг", "КРУГ")]
)
def test_setting_is_no_difference(old, new):
    assert verify(agency, TOY.replace(old, new), "procedure") == ()


def test_act_that_the_agency_has_not():
    with pytest.raises(UsageError):
        verify(agency, TOY, "charter")


@pytest.mark.parametrize("text", ["", "Письмо коту.", "1. Чужой порядок.\n2. О другом.\n"])
@pytest.mark.parametrize("wanted", [None, "procedure"])
def test_text_that_holds_none_of_the_acts(text, wanted):
    with pytest.raises(UsageError):
        verify(agency, text, wanted)


def test_act_in_the_company_of_another():
    order = "1. Утвердить порядок.\n2. Опубликовать порядок.\n\n"
    assert verify(agency, order + TOY, "procedure") == ()


def test_ledger_of_a_digest_that_is_none(tmp_path):
    made = agency_of(tmp_path, procedure=act("procedure", clause("1"), clause("2")))
    with pytest.raises(UsageError):
        verify(made, "1. Один.\n2. Два.\n", "procedure")
