"""Every rule has a full manual page and messages in both languages."""

from __future__ import annotations

import re
import string

import pytest

from touchpoint_model.norms import RULES

SECTIONS = ["Why", "Decides", "Bad", "Good", "Known limits"]
CYRILLIC = re.compile(r"[а-яё]{3}", re.IGNORECASE)
PROSE = ["Why", "Decides", "Known limits"]

each_rule = pytest.mark.parametrize("rule", RULES, ids=str)


def names(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text)} - {None}


@each_rule
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_page_has_every_section(rule, lang):
    page = rule.page(lang)
    assert list(page.sections) == SECTIONS
    assert all(page.sections.values())
    assert page.summary.endswith(".")


@each_rule
def test_the_russian_page_is_written_in_russian(rule):
    english, russian = rule.page("en"), rule.page("ru")
    assert CYRILLIC.search(russian.summary)
    assert all(CYRILLIC.search(russian.sections[name]) for name in PROSE)
    assert [name for name in PROSE if russian.sections[name] == english.sections[name]] == []


@each_rule
def test_bad_and_good_differ(rule):
    page = rule.page()
    assert page.sections["Bad"] != page.sections["Good"]


@each_rule
def test_the_name_states_a_fault_in_kebab_case(rule):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.name)
    assert re.fullmatch(r"[A-Z]{2}\d\d", rule.code)


@each_rule
def test_messages_ask_for_the_same_fields_in_both_languages(rule):
    told = [rule.message, rule.fix]
    told += [text for one in rule.readings.values() for text in (one.message, one.fix)]
    assert [names(text.ru) for text in told] == [names(text.en) for text in told]
    assert all(CYRILLIC.search(text.ru) and not CYRILLIC.search(text.en) for text in told)


def test_codes_and_names_are_unique():
    assert len(RULES) == len({rule.code for rule in RULES}) == len({rule.name for rule in RULES})
