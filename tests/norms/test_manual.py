"""Every rule has a full manual page and messages in both languages."""

from __future__ import annotations

import json
import re
import string

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model import recognise
from touchpoint_model.formats.json import dumps, loads
from touchpoint_model.formats.table import Row, Table
from touchpoint_model.model.register import RegistryItem
from touchpoint_model.norms import RULES
from touchpoint_model.rules.rule import Verdict, rule
from touchpoint_model.testing import (
    DAY,
    Case,
    Expectation,
    lawful_journeys,
    lawful_register,
    lawful_registers,
    register_of_case,
    witness,
    witnesses,
)

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


# --- Bad and Good, held against the rules and their witnesses ---

AGENCIES = {one.code: one for one in tm.agencies()}
EXTERNAL = "Процесс взаимодействия с внешним клиентом"
COLUMNS = ("Процесс", "Точка", "Потребности", "Особенности")
# ordinances whose list does not have the point that an example names
ELSEWHERE = {("CH02", "trade"), ("TP02", "agriculture")}


def bound(*codes: str) -> list:
    return [
        pytest.param(rule, agency, id=f"{rule.code}-{agency.code}")
        for rule in RULES
        for agency in AGENCIES.values()
        if agency.clauses_of(rule) and (not codes or rule.code in codes)
    ]


TABLES = [
    one for one in bound() if one.values[0].page().sections["Bad"].startswith("|")
]  # the others state a fact or say it in words
IN_WORDS = {"CH06", "ST01", "ST02", "ST03", "ST05", "TP05", "TP06", "TP07", "TP10"}
IN_WORDS |= {"SV01", "SV02", "SV03", "SV04", "SV05"}
IN_WORDS |= {f"LC0{number}" for number in range(1, 8)}  # in test_manual_histories.py


def found(rule, agency: tm.Agency, register: tm.Register) -> list[tuple[str, str | None]]:
    report = tm.check(register, agency, on=DAY)
    return [(one.code, one.reading) for one in report.findings if one.code == rule.code]


def printed(rule, agency: tm.Agency, section: str) -> list[tuple[str, str | None]]:
    """What a rule finds in a table of its page; columns that the page leaves out are not known."""
    head, _, *lines = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in rule.page().sections[section].splitlines()
    ]
    named = [name.replace(EXTERNAL, "Процесс") for name in head]
    assert set(named) <= set(COLUMNS)
    width = 5 if "Особенности" in named else 4 if "Потребности" in named else 3
    rows = []
    for at, cells in enumerate(lines):
        cell = {"Процесс": "" if at else "Прием", **dict(zip(named, cells, strict=True))}
        process, point = cell["Процесс"] or None, cell["Точка"]
        need = cell.get("Потребности", "получение ответа" if point else "")
        point = point or (None if at else "")
        values = (str(at + 1) if process else None, process, point, need)
        rows.append(Row((*values, cell.get("Особенности", "")), at=at + 2))
    told = {"client": "external"} if EXTERNAL in head else {}
    tables = (Table("", (), tuple(rows), 1),)
    case = Case(rule.code, rule.code, Expectation(()), tables, width, told)
    return found(rule, agency, register_of_case(case, agency, recognise))


@pytest.mark.parametrize(("rule", "agency"), TABLES)
def test_the_bad_table_is_found_and_the_good_one_is_not(rule, agency):
    bad, good = printed(rule, agency, "Bad"), printed(rule, agency, "Good")
    if (rule.code, agency.code) not in ELSEWHERE:
        assert ([rule.code], []) == ([code for code, _ in bad], good)


@pytest.mark.parametrize(("rule", "agency"), TABLES)
def test_what_is_found_in_the_bad_table_has_a_witness(rule, agency):
    shown = {(rule.code, told.expect.reading) for told in witnesses(rule, agency)}
    assert set(printed(rule, agency, "Bad")) <= shown


def test_each_page_has_a_table_or_is_held_by_a_test_of_its_own():
    assert {rule.code for rule in RULES} - {one.values[0].code for one in TABLES} == IN_WORDS


def with_fact(value: object, key: str, fact: object) -> object:
    """A JSON document with another value of a key, wherever it stands."""
    if isinstance(value, list):
        return [with_fact(one, key, fact) for one in value]
    if isinstance(value, dict):
        inner = {name: with_fact(one, key, fact) for name, one in value.items()}
        return inner | {key: fact} if key in inner else inner
    return value


def stated(rule, section: str, register: tm.Register) -> tm.Register:
    """The register with the fact that a section states, in the words of the JSON format."""
    (told,) = re.findall(r'`"?(\w+)"?: (.+?)`', rule.page().sections[section])
    document = json.loads(dumps(register))
    return loads(json.dumps(with_fact(document, told[0], json.loads(told[1]))).encode())


@pytest.mark.parametrize(("rule", "agency"), bound("CH06", "TP06"))
def test_a_bad_fact_is_found_and_a_good_one_is_not(rule, agency):
    register = lawful_register(agency)
    assert found(rule, agency, stated(rule, "Bad", register)) == [(rule.code, None)]
    assert found(rule, agency, stated(rule, "Good", register)) == []


@pytest.mark.parametrize(("rule", "agency"), bound("TP07"))
def test_a_bad_basis_is_found_at_each_row_and_a_good_one_is_not(rule, agency):
    register = lawful_register(agency)
    rows = [(rule.code, None) for _ in register.entries]
    assert rows == found(rule, agency, stated(rule, "Bad", register))
    assert found(rule, agency, stated(rule, "Good", register)) == []


def renamed(register: tm.Register, name: str) -> tm.Register:
    (direction,) = register.directions
    processes = tuple(evolve(one, name=name, registry_id=None) for one in direction.processes)
    return evolve(register, directions=(evolve(direction, processes=processes),))


def quoted(rule, section: str) -> str:
    return re.search("«(.+?)»", rule.page().sections[section])[1]


@pytest.mark.parametrize(("rule", "agency"), bound("TP10"))
def test_a_point_in_use_is_found_if_it_has_no_row(rule, agency):
    register = evolve(lawful_register(agency), usage=())
    bad = stated(rule, "Bad", register)
    assert found(rule, agency, bad) == [(rule.code, None)]
    first, *rest = bad.touchpoints
    name = bad.usage[0].name
    row = evolve(bad, touchpoints=(evolve(first, name=name, kind=None), *rest))
    assert found(rule, agency, row) == []


@pytest.mark.parametrize(("rule", "agency"), bound("ST01"))
def test_a_direction_that_is_performed_is_found_if_it_has_no_table(rule, agency):
    register = next(
        one
        for one in lawful_registers(agency)
        if "appeals" not in {direction.kind for direction in one.directions}
    )
    bad = stated(rule, "Bad", register)
    assert found(rule, agency, bad) == [(rule.code, None)]
    (direction,) = bad.directions
    table = evolve(direction, name=quoted(rule, "Good"), kind=None)
    assert found(rule, agency, evolve(bad, directions=(table,))) == []


@pytest.mark.parametrize(("rule", "agency"), bound("ST02"))
def test_a_process_of_the_registry_is_found_if_it_has_no_table(rule, agency):
    item = RegistryItem("1", quoted(rule, "Bad"))
    register = renamed(lawful_register(agency), "Прием")
    assert found(rule, agency, evolve(register, process_registry=(item,))) == [(rule.code, None)]
    good = renamed(register, quoted(rule, "Good"))
    assert found(rule, agency, evolve(good, process_registry=(item,))) == []


@pytest.mark.parametrize(("rule", "agency"), bound("ST03"))
def test_a_process_for_others_is_found_by_its_name(rule, agency):
    register = lawful_register(agency)
    assert found(rule, agency, renamed(register, quoted(rule, "Bad"))) == [(rule.code, None)]
    assert found(rule, agency, renamed(register, quoted(rule, "Good"))) == []


@pytest.mark.parametrize(("rule", "agency"), bound("ST05"))
def test_columns_in_another_order_are_found(rule, agency):
    def with_columns(section: str) -> tm.Register:
        register = lawful_register(agency)
        columns = tuple(quoted(rule, section).split(" · "))
        directions = tuple(evolve(one, columns=columns) for one in register.directions)
        return evolve(register, directions=directions)

    assert found(rule, agency, with_columns("Bad")) == [(rule.code, None)]
    assert found(rule, agency, with_columns("Good")) == []


def test_a_listed_point_that_no_row_names_is_found():
    (rule,) = (one for one in RULES if one.code == "TP05")
    point, heard = quoted(rule, "Bad"), []
    for agency in (one for one in AGENCIES.values() if one.clauses_of(rule)):
        *_, full = lawful_registers(agency)
        assert found(rule, agency, full) == []
        report = tm.check(lawful_register(agency), agency, on=DAY)
        said = [one.message.ru for one in report.findings if one.code == rule.code]
        heard += [agency.code for one in said if point in one]
    assert heard


def of_journeys(rule, agency: tm.Agency, section: str) -> list[str]:
    """What a rule finds where each step states the fact of a section, in the words of TOML."""
    ((key, fact),) = re.findall(r"`(\w+) = (\w+)`", rule.page().sections[section])
    register = witness(rule, agency).lawful
    journeys = [
        evolve(
            one,
            phases=tuple(
                evolve(
                    phase,
                    steps=tuple(evolve(step, **{key: fact == "true"}) for step in phase.steps),
                )
                for phase in one.phases
            ),
        )
        for one in lawful_journeys(register)
    ]
    report = tm.check(register, agency, on=DAY, journeys=journeys)
    return [one.code for one in report.findings if one.code == rule.code]


@pytest.mark.parametrize(("rule", "agency"), bound("SV02", "SV05"))
def test_a_bad_fact_of_a_step_is_found_and_a_good_one_is_not(rule, agency):
    assert {rule.code} == set(of_journeys(rule, agency, "Bad"))
    assert [] == of_journeys(rule, agency, "Good")


@pytest.mark.parametrize(("rule", "agency"), bound("SV04"))
def test_a_segment_without_an_officer_is_found(rule, agency):
    register = witness(rule, agency).lawful
    assert found(rule, agency, stated(rule, "Bad", register)) == [(rule.code, None)]
    assert found(rule, agency, stated(rule, "Good", register)) == []


def test_a_rule_without_a_docstring_has_an_empty_page():
    said = tm.Text(ru="плохо", en="bad")

    @rule("ZZ01", name="no-page", message=said, fix=said)
    def bare(_register: tm.Register) -> Verdict:
        yield from ()

    assert ("", {}) == (bare.page().summary, dict(bare.page().sections))
