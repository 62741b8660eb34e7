"""Misspelled texts: what is taken for a name by likeness, and what never is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import touchpoint_model as tm
from touchpoint_model.model.text import Text
from touchpoint_model.model.vocabulary import Concept, Vocabulary
from touchpoint_model.recognise import recognise, recognise_touchpoint, split_cell
from touchpoint_model.recognise.letters import row_of, seen
from touchpoint_model.recognise.likeness import Likeness
from touchpoint_model.recognise.reader import reader_of

from .building import entry, process, register


def concept(code, *names, scheme="touchpoint", **more):
    return Concept(scheme, code, Text(ru=names[0], en=code), names[1:], **more)


KNOWN = Vocabulary(
    "toy",
    (
        concept("post", "голубиная почта", "почтовый голубь"),
        concept("mirror", "волшебное зеркало", "зеркало", "ВЗ"),
        concept("service", "наземные перевозки"),
        concept("fifth", "павильон 5"),
        concept("north", "северные ворота горки"),
        concept("south", "северные ворота норки"),
        concept("on", "онлайн-точка", scheme="channel"),
        concept("off", "офлайн-точка", scheme="channel"),
        concept("advice", "получение совета", "совещание с мудрецом", scheme="need"),
        concept("tales", "рассказывание сказок", scheme="direction"),
    ),
)


def point(text, vocabulary=KNOWN):
    return recognise_touchpoint("p", text, vocabulary)


@pytest.mark.parametrize(
    ("text", "kind", "score"),
    [
        ("голлубиная почта", "post", 0.79),  # doubled
        ("голубиная почат", "post", 0.79),  # exchanged
        ("волшебное зекало", "mirror", 0.8),  # left out
        ("почтовый галубь", "post", 0.79),  # replaced
        ("волшебноезеркало", "mirror", 0.85),  # run together
        ("голу- биная почта", "post", 0.85),  # wrapped
        ("голлубиной почтой", "post", 0.78),  # misspelled and in another case
        ("голлубиная почта: a@b.ru", "post", 0.79),
        ("по голлубиной почте короля Гороха", "post", 0.32),
    ],
)
def test_misspelled_point_is_recognised(text, kind, score):
    found = point(text)
    assert (kind, "fuzzy", score) == (found.kind, found.how, found.score)


@pytest.mark.parametrize(
    "text",
    [
        "голубиная мачта",  # another first letter
        "голубиная",
        "павильон 6",  # another digit
        "ВЖ",  # too short
        "зерцало",
        "подземные перевозки",
        "полушебные зекала",
        "северные ворота гнорки",  # two points are as alike
        "старая голлубиная почта",  # a word before the name may turn it into another
        "голлубиная",
        "",
        "?!",
    ],
)
def test_other_things_are_not_recognised(text):
    assert (None, None, ()) == (point(text).kind, point(text).how, point(text).types)


def test_a_known_word_is_no_slip_for_another():
    on = Vocabulary("toy", (concept("on", "онлайн-перевозки"), concept("x", "офлайн")))

    assert None is Likeness(on.concepts, frozenset({"офлайн"})).find("офлайн-перевозки")
    assert "on" == Likeness(on.concepts, frozenset()).find("офлайн-перевозки")[0].code


def test_one_spelling_of_two_concepts_is_neither():
    both = (concept("one", "дом у моря"), concept("two", "домуморя"))

    assert None is Likeness(both, frozenset()).find("дом-у-моря")


@pytest.mark.parametrize(
    ("text", "types", "how"),
    [
        ("онлайн-тчока", ("on",), "fuzzy"),
        ("офлайн точкаа", ("off",), "fuzzy"),
        ("олайн-точка", (), None),
    ],
)
def test_misspelled_type_in_place_of_a_point(text, types, how):
    assert (types, how) == (point(text).types, point(text).how)


@pytest.mark.parametrize(
    ("printed", "text"),
    [("Cайт", "Сайт"), ("BЗ", "ВЗ"), ("BKC", "ВКС"), ("e-mаil", "е-mail"), ("оnline", "online")],
)
def test_letters_are_read_as_seen(printed, text):
    assert text == seen(printed)


@pytest.mark.parametrize("text", ["Вместе46", "Telegram-канал", "VКонтакте", "дуб"])
def test_what_is_of_two_alphabets_stays(text):
    assert text == seen(text)


def test_look_alike_letters_are_the_same_word():
    assert ("mirror", "normalised", 0.95) == (
        point("BЗ").kind,
        point("BЗ").how,
        point("BЗ").score,
    )


@pytest.mark.parametrize(
    ("text", "category", "how"),
    [
        ("получение савета", "advice", "fuzzy"),
        ("с совищанием мудрецов с мудрецом", "advice", "fuzzy"),
        ("получение цвета", None, None),
        ("получение", None, None),
    ],
)
def test_misspelled_need(text, category, how):
    made = recognise(register(process("Дело", entry("дуб", text)), agency="toy"), KNOWN)
    (need,) = next(made.entries).needs
    assert (category, how) == (need.category, need.how)


@pytest.mark.parametrize(
    ("text", "channels", "remark"),
    [
        ("онлайн-тчока", ("on",), ""),
        ("онлайн-тчока / офлайн точкаа", ("on", "off"), ""),
        ("онлайн-точка, офлайн точкаа", ("on", "off"), ""),
        ("офлайн точкаа; у моря", ("off",), "офлайн точкаа; у моря"),
        ("олайн-точка", None, "олайн-точка"),
    ],
)
def test_misspelled_channels(text, channels, remark):
    made = recognise(register(process("Дело", entry("дуб", particulars=text)), agency="toy"), KNOWN)
    row = next(made.entries)
    assert (channels, remark) == (row.channels or None, row.remark)


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("голлубиная почта; зеркало", ("голлубиная почта", "зеркало")),
        ("голлубиная почта; волшебноезекало", ("голлубиная почта; волшебноезекало",)),
        ("голлубиная почта/волшебноезекало", ("голлубиная почта/волшебноезекало",)),
        ("зеркало и/или голубиная почта", ("зеркало и/или голубиная почта",)),
        ("зеркало (голубиная почта/павильон 5)", ("зеркало (голубиная почта/павильон 5)",)),
        ("зеркало 1/2; павильон 5", ("зеркало 1/2", "павильон 5")),
        (
            "зеркало: a.ru/a;\nголубиная почта: a@b.ru",
            ("зеркало: a.ru/a", "голубиная почта: a@b.ru"),
        ),
        ("зеркало a.ru/b, https://b.ru/в", ("зеркало a.ru/b, https://b.ru/в",)),
    ],
)
def test_cell_of_guesses_is_not_split(cell, parts):
    assert parts == split_cell(cell, KNOWN)


# --- laws, over the real vocabularies ---

AGENCIES = [
    tm.agency(one).vocabulary for one in ("administration", "agriculture", "culture", "trade")
]
NAMES = [
    (vocabulary, name)
    for vocabulary in AGENCIES
    for one in vocabulary.scheme("touchpoint")
    for name in one.names
]
MISSPELLED = st.builds(
    lambda named, at, letter: (
        named[0],
        named[1][: at % len(named[1])] + letter + named[1][at % len(named[1]) + 1 :],
    ),
    st.sampled_from(NAMES),
    st.integers(0, 200),
    st.sampled_from(["", "а", "нн", "c", " "]),
)


def reading(text, vocabulary):
    found = point(text, vocabulary)
    return found.kind, found.types, found.also


@given(MISSPELLED)
def test_likeness_is_the_last_resort(case):
    """What is told by likeness is told in no surer way."""
    vocabulary, text = case
    reader = reader_of(vocabulary)

    if point(text, vocabulary).how == "fuzzy":
        assert None is reader.touchpoints.whole(text)
        assert () == reader.touchpoints.runs(row_of(text))


@given(MISSPELLED, st.sampled_from([str.upper, str.lower, str.title]))
def test_case_tells_nothing(case, change):
    """Recognition does not depend on the case of letters."""
    vocabulary, text = case

    assert reading(text, vocabulary) == reading(change(text), vocabulary)


@given(MISSPELLED)
def test_marks_tell_nothing(case):
    """Recognition does not depend on ё, quotes, the kind of space and of dash."""
    vocabulary, text = case
    other = text.replace(" ", "\u00a0").replace("-", "–").replace("е", "ё")
    other = re.sub('[«»"]', "„", other)

    assert reading(text, vocabulary) == reading(other, vocabulary)


@given(MISSPELLED)
def test_recognising_twice_is_recognising_once(case):
    """recognise(recognise(r)) == recognise(r), misspelled or not."""
    vocabulary, text = case
    once = recognise(
        register(process("Дело", entry(text, text, particulars=text)), agency=vocabulary.agency),
        vocabulary,
    )

    assert once == recognise(once, vocabulary)


def test_every_name_is_its_own_concept():
    lost = [
        (vocabulary.agency, name)
        for vocabulary, name in NAMES
        if point(name, vocabulary).how not in ("exact", "normalised")
    ]

    assert [] == lost
