"""A comparison as text, Markdown, a page and JSON: what each tells, and hostile names in them."""

import datetime
import re
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve
from jsonschema import Draft202012Validator
from lxml import html as lxml_html
from markdown_it import MarkdownIt

import touchpoint_model as tm
from touchpoint_model.differing import diff
from touchpoint_model.model.touchpoints import Contact
from touchpoint_model.render.difference import (
    Compared,
    Edition,
    as_html,
    as_json,
    as_markdown,
    as_text,
    diff_schema,
)
from touchpoint_model.render.difference.outline import outline

ROOT = Path(__file__).parents[2]
TOOL = {"name": "touchpoint_model", "version": "0.1.0"}
DAY = datetime.date(2025, 12, 22)
HOSTILE = '<script>alert("1")</script> a|b `c` *d* [f](http://g) {0} {{ 7 * 7 }} \u202eслева &amp; \x1b[31m'
SCHEMA = Draft202012Validator(diff_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
LANGUAGES = ("ru", "en")
ASKS, PAYS = tm.Need("получение консультации"), tm.Need("оплата пошлины")
PHONE = tm.Touchpoint("phone", "Телефон", channel="offline")
MAIL = tm.Touchpoint("mail", "Электронная почта", contacts=(Contact("email", "a@b.ru"),))
BOT = tm.Touchpoint("bot", "Чат-бот")


def edition(*processes, points=(PHONE, MAIL), name="Контроль", title="Перечень", **facts):
    return tm.Register("trade", title, (tm.Direction(name, processes),), points, **facts)


def row(point, *needs, **facts):
    return tm.Entry(point, needs=needs, **facts)


FAIRS = tm.Process("Ярмарки", (row("phone", ASKS, particulars="офлайн-точка"), row("mail", ASKS)))
LETTERS = tm.Process("Письма", (row("mail", ASKS),))
OLD = edition(FAIRS, LETTERS)
NEW = edition(
    evolve(FAIRS, entries=(row("phone", PAYS, particulars="офлайн-точка"), row("bot", ASKS))),
    LETTERS,
    points=(
        PHONE,
        evolve(MAIL, key=True, contacts=(Contact("email", "c@d.ru"),)),
        BOT,
    ),
)


def compared(old=OLD, new=NEW, on=DAY, agency="trade"):
    whose = tm.agency(agency)
    return Compared(
        diff(old, new, agency, on=on),
        Edition("old.json", "0" * 64),
        Edition("new.json", "1" * 64),
        whose.title,
        whose.acts,
        whose.vocabulary,
    )


def found(**told):
    return outline(compared(**told), "ru")


def page_of(told, lang="ru"):
    return lxml_html.document_fromstring(as_html(told, lang).encode())


def test_changes_stand_by_process_with_what_went_and_what_came():
    lines = {
        (part.title, line.title, line.touchpoint): (
            line.mark.value,
            line.rows,
            line.gone,
            line.come,
        )
        for part in found().passages
        for line in part.lines
    }

    assert {
        ("Ярмарки", "Изменено: потребности", "Телефон"): (
            *("changed", "строка 1"),
            *(("получение консультации",), ("оплата пошлины",)),
        ),
        ("Ярмарки", "Точка исключена из процесса", "Электронная почта"): (
            *("gone", "строка 2 прежней редакции"),
            *(("потребность: получение консультации",), ()),
        ),
        ("Ярмарки", "Добавлена новая точка", "Чат-бот"): (
            *("added", "строка 2"),
            *((), ("потребность: получение консультации",)),
        ),
        ("Письма", "Изменено: контакты", "Электронная почта"): (
            *("changed", "строка 3"),
            *(("a@b.ru",), ("c@d.ru",)),
        ),
    } == {key: lines[key] for key in lines if "Точки" not in key[0]}


def test_what_only_became_known_stands_apart():
    (aside,) = found().aside

    assert ("Стало известно: ключевая ли точка", 1) == (aside.title, aside.number)


def test_each_case_names_its_clause_and_the_rows():
    told = [(one.law.partition(" Порядка")[0], one.rows) for one in found().cases]

    assert [
        ("п. 5.3.1", "строка 2"),
        ("п. 5.3.3", "строка 1; строка 2 прежней редакции"),
    ] == told


def test_what_is_to_be_done_has_the_clause_the_place_and_the_day():
    approve, publish = found().tasks

    assert approve.law.startswith("п. 5.1 Порядка")
    assert "п. 2 приказа" in approve.law
    assert ("сайт Министерства", "15.01.2026") == (
        dict(publish.facts)["Где"],
        dict(publish.facts)["Не позднее"],
    )


def test_an_ordinance_that_asks_for_nothing_is_said_to_be_silent():
    told = found(agency="administration")

    assert ((), 2) == (told.tasks, len(told.silent))


def test_a_category_read_anew_is_told_with_its_name():
    needs = [evolve(ASKS, category=one) for one in ("consultation", "forms")]
    old, new = (edition(tm.Process("Письма", (row("mail", one),))) for one in needs)
    (line,) = found(old=old, new=new).passages[0].lines

    assert (
        ("получение консультации (категория: получение консультации)",),
        ("получение консультации (категория: получение форм документов)",),
    ) == (line.gone, line.come)


def test_editions_that_do_not_differ():
    told = compared(new=OLD)

    assert "Редакции не отличаются." in as_text(told)
    assert [0, 0] == [len(as_json(told, TOOL)[name]) for name in ("changes", "duties")]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", [as_text, as_markdown, as_html])
def test_no_word_of_the_other_language_is_ours(form, lang):
    english = edition(tm.Process("Fairs", (row("mail", tm.Need("Ask")),)), name="A", title="B")
    text = form(compared(old=edition(name="A", title="B"), new=english, agency="trade"), lang)
    ours = re.sub(r"<style>.*</style>", "", text, flags=re.DOTALL)

    assert (lang == "ru") == ("Что изменилось" in ours)
    assert (lang == "en") == ("What changed" in ours)


@pytest.mark.parametrize("on", [None, DAY])
@pytest.mark.parametrize("agency", ["administration", "agriculture", "culture", "trade"])
def test_json_is_of_the_published_shape(agency, on):
    told = as_json(compared(agency=agency, on=on), TOOL)

    assert [] == [*SCHEMA.iter_errors(told)]


def test_the_schema_is_a_schema_and_refuses_what_is_not_of_it():
    Draft202012Validator.check_schema(diff_schema())
    told = as_json(compared(), TOOL)
    strange = [{**told, "more": 1}, {**told, "on": "22.12.2025"}, {**told, "duties": None}]

    assert [1, 1, 1] == [len([*SCHEMA.iter_errors(one)]) for one in strange]


def test_json_tells_values_as_the_register_writes_them():
    told = {one["kind"]: one for one in as_json(compared(), TOOL)["changes"]}
    added, needs = told["touchpoint-added"], told["needs-changed"]

    assert (True, "Чат-бот", "получение консультации") == (
        added["anew"],
        added["after"]["touchpoint"]["name"],
        added["after"]["entry"]["needs"][0]["text"],
    )
    assert (["получение консультации"], ["оплата пошлины"]) == (
        [one["text"] for one in needs["before"]],
        [one["text"] for one in needs["after"]],
    )
    assert [{"code": "needs-changed", "clauses": ["procedure:5.3.3"], "reading": None}] == needs[
        "triggers"
    ]


def test_json_counts_and_cites():
    told = as_json(compared(), TOOL)
    publish = told["duties"][1]

    assert {
        "added": 1,
        "excluded": 1,
        "changed": 2,
        "now_known": 1,
        "no_longer_stated": 0,
    } == told["summary"]
    assert ("publish", False, ["website"], "2026-01-15", True) == (
        *(publish["duty"], publish["silent"], [one["code"] for one in publish["places"]]),
        *(publish["term"]["until"], publish["term"]["known"]),
    )
    assert ["known-point"] == [
        reading["code"] for one in told["triggers"] for reading in one["readings"]
    ]


def test_json_keys_of_changes_are_those_that_triggers_name():
    told = as_json(compared(), TOOL)
    keys = [one["key"] for one in told["changes"]]

    assert len(keys) == len({*keys})
    assert {*keys} >= {key for one in told["triggers"] for key in one["changes"]}


def hostile():
    point = tm.Touchpoint("phone", HOSTILE)
    old = edition(tm.Process(HOSTILE, (row("mail", ASKS),)), name=HOSTILE, title=HOSTILE)
    entry = row("phone", tm.Need(HOSTILE), particulars=HOSTILE, printed=HOSTILE + "!")
    new = edition(
        tm.Process(HOSTILE, (row("mail", PAYS), entry)),
        points=(point, MAIL),
        name=HOSTILE,
        title=HOSTILE + "?",
    )
    return evolve(compared(old=old, new=new), old=Edition(HOSTILE))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_with_hostile_names_has_no_script_and_no_link_out(lang):
    page = page_of(hostile(), lang)
    links = [one.get("href") for one in page.iter("a")]

    assert [] == [*page.iter("script", "img", "iframe", "form")]
    assert [] == [one for one in links if not one.startswith("#")]
    assert "\x1b" not in as_html(hostile(), lang)
    assert 'alert("1")' in page.text_content()


def test_every_link_of_a_page_leads_to_a_change():
    page = page_of(compared())
    ids = [one.get("id") for one in page.iter() if one.get("id")]

    assert len(ids) == len({*ids})
    assert {one.get("href")[1:] for one in page.iter("a")} <= {*ids}
    assert 4 == len(page.find_class("change"))


def test_a_page_calls_nothing_and_its_headings_go_down_one_by_one():
    page = page_of(compared())
    levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3", "h4", "h5")]

    assert [] == [one for one in page.iter() if one.get("src") or one.get("onclick")]
    assert [1] == levels[:1]
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_markdown_with_hostile_names_is_plain_text(lang):
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(as_markdown(hostile(), lang))
    page = lxml_html.document_fromstring(rendered)

    assert [] == [*page.iter("script", "a", "img", "table")]
    assert 'alert("1")' in page.text_content()


def test_plain_text_has_a_line_for_each_line_and_no_control_characters():
    text = as_text(hostile())

    assert [] == [one for one in text if not one.isprintable() and one not in "\n\u202e\ufffd"]


@pytest.mark.parametrize("form", [as_text, as_markdown, as_html])
def test_the_same_comparison_gives_the_same_text(form):
    assert form(compared()) == form(compared())


def test_every_field_of_the_json_is_documented():
    page = (ROOT / "docs/how-to/compare-two-editions.md").read_text("utf-8")
    page = page.partition("\n## The JSON\n")[2]
    fields, ahead = set(), [diff_schema()]
    while ahead:
        schema = ahead.pop()
        fields |= {*schema.get("properties", {})}
        ahead += [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values()]
        ahead += [*schema.get("anyOf", []), *([schema["items"]] if "items" in schema else [])]

    assert set() == {one for one in fields if f"`{one}`" not in page}
