import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from touchpoint_model.model.text import Text, digest, normalise, stem, stems, words

PAIR = Text(ru="точка {n}", en="touchpoint {n}")


def test_text_is_read_by_language():
    assert [PAIR["ru"], PAIR["en"]] == ["точка {n}", "touchpoint {n}"]


def test_text_is_filled_in_both_languages():
    assert Text(ru="точка 3", en="touchpoint 3") == PAIR.format(n=3)


def test_text_with_a_missing_field():
    with pytest.raises(KeyError):
        PAIR.format(number=3)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ёлка", "елка"),
        ("«сэд»", '"СЭД"'),
        ("онлайн – точка", "онлайн - точка"),
        ("онлайн\u00a0точка", "онлайн  точка"),
        ("элек\u00adтронная", "электронная"),
        ("\ufeffдуб", "дуб"),
        ("№ 1", "No 1"),
        ("система (далее – СЭД)", "система"),
        ("система (далее: СЭД);", "система"),
        ("дуб.", " дуб"),
    ],
)
def test_normalise_takes_for_the_same(one, other):
    assert normalise(other) == normalise(one)


@pytest.mark.parametrize("text", ["", " ", " – ", "\u00ad", "…"[:0]])
def test_normalise_of_nothing(text):
    assert normalise(text) == ""


@pytest.mark.parametrize(
    ("one", "other"), [("дуб", "дубы"), ("а-б", "аб"), ("1", "2"), ("не дуб", "дуб")]
)
def test_normalise_keeps_apart(one, other):
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    "printed",
    [
        "2.6.2. Получение консультации;",
        "2.6.2 Получение консультации.",
        "2) получение консультации",
        "а) получение консультации;",
        "- получение  консультации;",
        "– **получение консультации**",
        "Получение\nконсультации",
    ],
)
def test_digest_ignores_the_mark_at_the_head(printed):
    assert digest("получение консультации") == digest(printed)


@pytest.mark.parametrize(
    "printed",
    ["получение консультаций", "не получение консультации", "получение консультации (далее – К)"],
)
def test_digest_sees_a_change_of_words(printed):
    assert digest("получение консультации") != digest(printed)


def test_digest_has_its_algorithm_and_length():
    algorithm, _, value = digest("дуб").partition(":")
    assert (algorithm, len(value)) == ("sha256", 64)


def test_words_keep_dots_inside():
    assert words("«Сайт» og, kot.example e-mail.") == ("сайт", "og", "kot.example", "e", "mail")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("кабинет внутреннего клиента", "Кабинеты внутренних клиентов"),
        ("телефонная связь", "телефонной связью"),
    ],
)
def test_stems_are_the_same_in_every_case(one, other):
    assert stems(one) == stems(other)


def test_stems_keep_the_order():
    assert tuple(reversed(stems("зелёный дуб"))) == stems("дуб зелёный")


def test_stem_of_what_is_no_russian_word():
    assert stem("mail") == "mail"


def test_stems_are_the_same_from_many_threads():
    """The stemmer keeps the word it works on; threads must not meet in it."""
    words = [f"обращени{end}{number}" for number in range(300) for end in ("е", "я", "ю", "ем")]
    stem.cache_clear()
    alone = {word: stem(word) for word in words}
    stem.cache_clear()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(lambda _: {word: stem(word) for word in words}, range(8)))
    finally:
        sys.setswitchinterval(interval)
    assert together == [alone] * 8
