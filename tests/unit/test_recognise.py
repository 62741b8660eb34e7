"""Printed text → concept: contacts, matching, cells of several points, other vocabularies."""

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.author import load
from touchpoint_model.model.text import stems
from touchpoint_model.model.touchpoints import Contact, Touchpoint
from touchpoint_model.model.usage import Usage
from touchpoint_model.model.view import Standing, View
from touchpoint_model.recognise import recognise, recognise_touchpoint, split_cell
from touchpoint_model.recognise.contacts import split_contacts
from touchpoint_model.recognise.matching import Matcher

from ..toy_agency import agency
from .building import RULES, clause, direction, entry, folder_of, process, register

KNOWN = agency.vocabulary


def point(text: str) -> Touchpoint:
    return recognise_touchpoint("p", text, KNOWN)


# --- contacts ---


@pytest.mark.parametrize(
    ("text", "rest", "values"),
    [
        ("сайт https://www.Kot.Example/a/", "сайт", ["kot.example/a"]),
        ("сайт www.kot.example, почта", "сайт , почта", ["kot.example"]),
        ("почта Kot@Kot.Example.", "почта .", ["kot@kot.example"]),
        ("+7 (4812) 29-25-09", "", ["+74812292509"]),
        ("8 (4812) 29-25-09", "", ["+74812292509"]),
        ("8 4812 292509", "", ["+74812292509"]),
        ("a@b.ru, c@d.ru", ",", ["a@b.ru", "c@d.ru"]),
        ("a@b.ru A@B.RU", "", ["a@b.ru", "a@b.ru"]),
        ("дуб", "дуб", []),
        ("кабинет 8, этаж 7", "кабинет 8, этаж 7", []),
        ("", "", []),
    ],
)
def test_contacts_are_split_off(text, rest, values):
    found_rest, found = split_contacts(text)
    assert (rest, values) == (found_rest, [one.value for one in found])


@pytest.mark.parametrize(
    ("text", "types"),
    [("kot@kot.example", ["email"]), ("http://kot.example", ["url"]), ("84812292509", ["phone"])],
)
def test_contacts_have_types(text, types):
    assert types == [one.type for one in split_contacts(text)[1]]


def test_same_contact_is_told_once():
    assert len(split_contacts("a@b.ru a@b.ru")[1]) == 1


def test_contact_keeps_its_print_where_it_differs():
    assert (
        Contact("url", "kot.example", "https://kot.example"),
        Contact("email", "a@b.ru"),
    ) == split_contacts("https://kot.example a@b.ru")[1]


# --- touchpoints ---


@pytest.mark.parametrize(
    ("text", "kind", "how", "score"),
    [
        ("дуб у лукоморья", "oak", "exact", 1.0),
        ("зелёный дуб", "oak", "exact", 1.0),
        (" Зеленый  ДУБ;", "oak", "normalised", 0.95),
        ("волшебные зеркальца", "mirror", "stemmed", 0.9),
        ("у зелёного дуба", "oak", "stemmed", 0.6),
        ("https://www.kot.example/tales", "site", "url", 1.0),
        ("страница на https://kot.example", "site", "url", 1.0),
        ("дуб, тел. +7 (4812) 29-25-09", "oak", "stemmed", 0.45),
        ("изба на курьих ножках", None, None, None),
        ("", None, None, None),
    ],
)
def test_touchpoint_is_recognised(text, kind, how, score):
    found = point(text)
    assert (kind, how, score, text) == (found.kind, found.how, found.score, found.name)


def test_word_inside_another_is_no_match():
    assert None is point("дубликат").kind


def test_generic_yields_to_the_narrower_point():
    found = point("воздушная сеть: сайт канцелярии")
    assert (found.kind, found.also) == ("site", ())


def test_generic_alone_is_recognised():
    assert point("сеть воздушная, воздушная сеть").kind == "air"


def test_umbrella_of_a_recognised_point_is_not_beside_it():
    assert (point("ковёр-самолёт в воздушной сети").kind, point("ковёр-самолёт").also) == (
        "carpet",
        (),
    )


def test_several_points_in_one_name_stand_beside():
    found = point("дуб, зеркальце, перстень")
    assert (found.kind, found.also) == ("oak", ("mirror", "ring"))


def test_ambiguous_abbreviation_tells_its_other_meanings():
    assert (point("ЗС").kind, point("ЗС").alternatives) == ("mirror", ("saucer",))
    assert point("зеркальце").alternatives == ()


def test_ambiguous_abbreviation_inside_a_longer_name():
    assert (point("новая ЗС").kind, point("новая ЗС").alternatives) == ("mirror", ("saucer",))


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Цифровая точка", ("digital",)),
        ("онлайн", ("digital",)),
        ("оффлайн / онлайн", ("offline", "digital")),
        ("офлайн офлайн", ("offline",)),
        ("онлайн дуб", ()),
    ],
)
def test_type_in_place_of_a_point(text, types):
    assert types == point(text).types


def test_contacts_stated_stand_before_contacts_printed():
    stated = Touchpoint("p", "дуб a@b.ru", contacts=(Contact("email", "c@d.ru"),))
    made = recognise(register(process("Дело", "p"), touchpoints=(stated,)), KNOWN)
    assert tuple(one.value for one in made.touchpoints[0].contacts) == ("c@d.ru",)


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("дуб", Standing.LISTED),
        ("ковёр-самолёт", Standing.UMBRELLA),
        ("страница https://other.example", Standing.UMBRELLA),
        ("ЗС", Standing.AMBIGUOUS),
        ("изба", Standing.UNLISTED),
        ("онлайн", Standing.TYPE),
    ],
)
def test_standing_to_the_list(text, standing):
    made = recognise(register(process("Дело", text)), KNOWN)
    assert standing is View(made, KNOWN).points[text].standing


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("дуб", "зелёный дуб", True),
        ("дуб", "перстень", False),
        ("изба", "Изба.", True),
        ("изба a@b.ru", "изба c@d.ru", False),  # not recognised: compared as printed
        ("дуб a@b.ru", "дуб c@d.ru", True),
        ("зеркальце https://a.example", "зеркальце https://b.example", False),
        ("зеркальце https://a.example/1", "зеркальце www.a.example/2", True),
    ],
)
def test_what_makes_two_points_one(one, other, same):
    view = View(recognise(register(process("Дело", one, other)), KNOWN), KNOWN)
    assert same is (view.points[one].key == view.points[other].key)


# --- matching ---


def test_runs_are_longest_first_and_do_not_overlap():
    matcher = Matcher(KNOWN, "touchpoint")
    runs = matcher.runs(stems("дуб у лукоморья и зелёный дуб"))
    assert [(one.concept.code, one.start, one.end) for one in runs] == [
        ("oak", 0, 3),
        ("oak", 4, 6),
    ]


def test_phrases_may_have_a_gap():
    matcher = Matcher(KNOWN, "need")
    row = stems("получение клиентом всех нужных сведений")
    assert ("information", 0, 5) in [(o.concept.code, o.start, o.end) for o in matcher.phrases(row)]
    assert ("information", 0, 5) not in [
        (o.concept.code, o.start, o.end) for o in matcher.phrases(row, gap=2)
    ]


# --- cells ---


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("дуб", ("дуб",)),
        ("дуб; зеркальце", ("дуб", "зеркальце")),
        ("дуб\nзеркальце\n", ("дуб", "зеркальце")),
        ("дуб / зеркальце", ("дуб", "зеркальце")),
        ("дуб/зеркальце;перстень", ("дуб", "зеркальце", "перстень")),
        ("дуб зеркальце", ("дуб", "зеркальце")),
        ("Зелёный дуб Волшебное зеркальце", ("Зелёный дуб", "Волшебное зеркальце")),
        ("дуб, зеркальце", ("дуб, зеркальце",)),
        ("дуб; изба", ("дуб; изба",)),
        ("дуб; зелёный дуб", ("дуб; зелёный дуб",)),
        ("дуб https://kot.example", ("дуб https://kot.example",)),
        ("https://kot.example/дуб", ("https://kot.example/дуб",)),
        ("дуб и зеркальце", ("дуб и зеркальце",)),
        ("", ("",)),
        (";", (";",)),
    ],
)
def test_cell_is_split_only_into_points(cell, parts):
    assert parts == split_cell(cell, KNOWN)


# --- registers ---


@pytest.mark.parametrize(
    ("text", "category", "how"),
    [
        ("получение сведений", "information", "exact"),
        ("Получение сведений;", "information", "normalised"),
        ("получить сведения", "information", "stemmed"),
        ("получение клиентом сведений", "information", "stemmed"),
        ("полёт", None, None),
    ],
)
def test_need_is_recognised(text, category, how):
    made = recognise(register(process("Дело", entry("дуб", text))), KNOWN)
    (need,) = next(made.entries).needs
    assert (text, category, how) == (need.text, need.category, need.how)


def test_narrower_need_in_the_same_text_is_the_one():
    made = recognise(register(process("Дело", entry("дуб", "сведения и сказка"))), KNOWN)
    assert [one.category for one in next(made.entries).needs] == ["tale"]


@pytest.mark.parametrize(
    ("particulars", "channels", "remark"),
    [
        (None, None, None),
        ("", None, ""),
        (" ", None, ""),
        ("Цифровая точка", ("digital",), ""),
        ("оффлайн, онлайн", ("offline", "digital"), ""),
        ("офлайн-точка у моря", ("offline",), "офлайн-точка у моря"),
        ("цепь златая", None, "цепь златая"),
        ("нет", None, "нет"),
        ("–", None, "–"),
    ],
)
def test_particulars_declare_channels_and_more(particulars, channels, remark):
    made = recognise(register(process("Дело", entry("дуб", particulars=particulars))), KNOWN)
    row = next(made.entries)
    assert (channels or (), remark) == (row.channels or (), row.remark)


@pytest.mark.parametrize(
    ("name", "columns", "kind", "client"),
    [
        ("Сказки и песни", None, "tales", "external"),
        ("сказки", None, "tales", "external"),
        ("О морских делах", None, "sea", None),
        ("Прочее", None, None, None),
        ("Морские дела внутреннего клиента", None, "sea", "internal"),
        ("Сказки внутреннего клиента", None, "tales", "internal"),
        ("Прочее", ("Потребности внешнего клиента",), None, "external"),
        ("Внешние клиенты", ("внутренний клиент",), None, "any"),
        ("Прочее", ("Потребности клиента",), None, "any"),
    ],
)
def test_direction_and_its_client(name, columns, kind, client):
    made = recognise(register(direction(name=name, columns=columns)), KNOWN)
    (found,) = made.directions
    assert (kind, client) == (found.kind, found.client and found.client.value)


def test_usage_is_recognised():
    made = recognise(register(usage=(Usage("у зелёного дуба"), Usage("изба"))), KNOWN)
    assert [one.kind for one in made.usage] == ["oak", None]


STATED = register(
    direction(
        process(
            "Дело",
            tm.Entry("p", (tm.Need("полёт", "tale"),), "", channels=("offline",), remark="златая"),
        ),
        kind="tales",
        name="Морские дела",
        client=tm.ClientKind.INTERNAL,
    ),
    touchpoints=(Touchpoint("p", "зеркальце", kind="oak", how="stated"),),
)


def test_what_a_register_states_stands_under_its_own_vocabulary():
    assert recognise(STATED, KNOWN) == STATED


@pytest.fixture
def other(tmp_path):
    """Another agency: its oak is another's word, and it knows no mirror."""
    text = (
        '[[touchpoint]]\ncode = "tree"\nlabel = { ru = "дуб", en = "tree" }\nlisted = true\n'
        '[[need]]\ncode = "flight"\nlabel = { ru = "полёт", en = "flight" }\n'
    )
    head = 'code = "other"\nacts = ["procedure"]\n'
    both = 'title = { ru = "а", en = "a" }\nregion = { ru = "а", en = "a" }\n'
    return load(
        folder_of(tmp_path, clause("1.1"), vocabulary=text, agency=head + both), rules=RULES
    )


def test_another_vocabulary_reads_the_print_anew(other):
    made = recognise(STATED, other.vocabulary)
    row = next(made.entries)
    assert (
        made.agency,
        made.touchpoints[0].kind,
        made.directions[0].kind,
        row.needs[0].category,
        row.channels,
        row.remark,
    ) == ("other", None, None, "flight", None, "")


def test_another_vocabulary_keeps_rows_and_points(other):
    first = recognise(
        register(
            direction(
                process("Дело", entry("дуб", "полёт", particulars="онлайн"), "дуб; зеркальце")
            ),
            direction(process("Безделье", "ЗС"), name="Море"),
        ),
        KNOWN,
    )
    made = recognise(first, other.vocabulary)

    def printed(one):
        return [
            (row["row"], row["direction"], row["process"], row["touchpoint"], row["needs"])
            for row in tm.rows(one)
        ]

    assert printed(first) == printed(made)
    assert [(one.id, one.name) for one in first.touchpoints] == [
        (one.id, one.name) for one in made.touchpoints
    ]


def test_there_and_back_again_is_the_same(other):
    first = recognise(register(process("Дело", entry("зелёный дуб", "сведения"), "ЗС")), KNOWN)
    back = recognise(recognise(first, other.vocabulary), KNOWN)
    assert first == back


def test_recognising_twice_changes_nothing():
    once = recognise(
        register(process("Дело", entry("у дуба", "сведения", particulars="онлайн"))), KNOWN
    )
    assert once == recognise(once, KNOWN)


def test_nothing_but_the_readings_changes():
    made = register(process("Дело", "дуб"), performs={"sea": False}, revision_date=None)
    read = recognise(made, KNOWN)
    assert evolve(made, touchpoints=read.touchpoints) == read
