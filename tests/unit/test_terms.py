"""Roles, places and triggers told by code or in words."""

import pytest

import touchpoint_model as tm
from touchpoint_model.model.errors import UsageError
from touchpoint_model.recognise.terms import place_of, role_of, term_of, trigger_of


def words(agency: str) -> tm.Vocabulary:
    return tm.agency(agency).vocabulary


@pytest.mark.parametrize("agency", [one.code for one in tm.agencies()])
@pytest.mark.parametrize("scheme", ["role", "trigger", "place"])
def test_every_name_of_a_term_is_known(agency, scheme):
    vocabulary = words(agency)
    for concept in vocabulary.scheme(scheme):
        for told in (concept.code, *concept.names, concept.label.ru.upper(), concept.label.en):
            found = term_of(told, scheme, vocabulary)
            assert found is not None
            assert concept.code == found.code


@pytest.mark.parametrize(
    ("agency", "told", "role"),
    [
        ("trade", "Уполномоченного лица", "authorised-person"),
        ("culture", "«структурные подразделения»", "unit"),
        ("culture", "начальнику отдела", "unit-head"),
        ("agriculture", "Рабочая группа министерства", "working-group"),
        ("administration", " unit-head ", "unit-head"),
    ],
)
def test_a_role_is_known_in_words(agency, told, role):
    assert role == role_of(told, words(agency))


@pytest.mark.parametrize(
    ("agency", "told"),
    [
        ("culture", "заместитель начальника отдела"),
        ("agriculture", "структурное подразделение"),
        ("trade", "working-group"),
        ("trade", ""),
        ("trade", " . "),
    ],
)
def test_a_role_that_the_act_does_not_name_is_refused(agency, told):
    with pytest.raises(UsageError) as refused:
        role_of(told, words(agency), "--role")

    for lang in ("ru", "en"):
        said = refused.value.say(lang)
        assert said.startswith("--role")
        assert told in said
        assert all(one.code in said for one in words(agency).scheme("role"))


def test_a_trigger_is_one_of_the_act():
    assert "exclusion" == trigger_of("исключение точек взаимодействия из Перечня", words("trade"))
    with pytest.raises(UsageError):
        trigger_of("exclusion", words("culture"))


def test_a_place_that_the_act_does_not_name_is_kept_as_told():
    assert "website" == place_of("Официальный сайт", words("trade"))
    assert "файлообменник" == place_of(" файлообменник ", words("trade"))
    assert "сайт" == place_of("сайт", words("administration"))
