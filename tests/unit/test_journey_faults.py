"""Faults of a file of journeys: named with journey, step, key and line, in words of people."""

import json
import tomllib

import pytest

from touchpoint_model.formats.journeys import load_journeys
from touchpoint_model.model.errors import ReadError

HEAD = """schema = "touchpoint-journey/1"
[[journeys]]
id = "call"
name = "Пчёлы"
[[journeys.phases]]
name = "Этап"
"""
STEP = """[[journeys.phases.steps]]
id = "{}"
action = "делает"
{}
"""


def file(*steps):
    return HEAD + "".join(STEP.format(*one) for one in steps)


def faults(told, lang="ru", *, toml=True):
    data = told if toml else json.dumps(tomllib.loads(told))
    with pytest.raises(ReadError) as caught:
        load_journeys(data.encode(), toml=toml)
    return [one.say(lang) for one in caught.value.flaws]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("next = { end = 1.5 }", "next.end: 1.5: нужно число от 0 до 1"),
        ("next = { nowhere = 1 }", "next.nowhere: нет шага «nowhere» (call → nowhere)"),
        ('next = "nowhere"', "next: нет шага «nowhere» (call → nowhere)"),
        ("next = 3", "next: 3, а нужно: текст в кавычках или список или таблица"),
        ("duraton = 1", "неизвестное поле: duraton (возможно, duration)"),
        ("zzz = 1", "неизвестное поле: zzz"),
        ('duration = "час"', "duration: «час», а нужно: число"),
        ("duration = -1", "duration: -1: нужно число от нуля"),
        (
            "next = { end = 0.75, call = 0.75 }",
            "next.end: вероятности переходов из шага «call» в сумме дают 1.5",
        ),
        (
            "experience = { emotional = 3 }",
            "experience: нет шкалы «scale»; скажите её здесь или вверху файла",
        ),
    ],
)
def test_a_fault_is_told_by_its_step_its_line_and_its_key(line, expected):
    (told,) = faults(file(("call", line), ("end", "satisfies = true")))
    sep = ": " if expected.startswith("неизвестное") else ", "

    assert told == f"путь call, шаг call (строка 8){sep}{expected}"


def test_a_fault_of_a_json_file_is_told_alike_without_a_line():
    told = file(("call", "duraton = 1"), ("end", "duration = -2"))

    assert ["путь call, шаг call: неизвестное поле: duraton (возможно, duration)"] == faults(
        told, toml=False
    )


def test_a_fault_is_told_in_english():
    told = file(("call", "next = { end = 1.5 }"), ("end", ""))

    assert [
        "journey call, step call (line 8), next.end: 1.5: a number from 0 to 1 is required"
    ] == faults(told, "en")


def test_of_two_steps_with_one_id_the_second_is_told():
    (told,) = faults(file(("a", 'next = "end"'), ("a", 'next = "end"'), ("end", "")))[:1]

    assert told == "путь call, шаг a (строка 12), id: «a» уже есть"


def test_all_faults_of_all_journeys_are_told():
    second = file(("a", "duration = -2")).partition("\n")[2].replace('id = "call"', 'id = "second"')
    told = faults(file(("a", "duration = -1"), ("b", "waiting = -1")) + second)

    assert [
        "путь call, шаг a (строка 8), duration: -1: нужно число от нуля",
        "путь call, шаг b (строка 12), waiting: -1: нужно число от нуля",
        "путь second, шаг a (строка 21), duration: -2: нужно число от нуля",
    ] == told


def test_what_has_no_id_is_told_by_its_number():
    (told,) = faults(file(("a", "")).replace('id = "a"\n', ""))

    assert told == "путь call, шаг № 1: нет поля «id»"


def test_a_comment_that_looks_like_a_step_is_not_its_line():
    told = file(("end", ""), ("call", "duration = -1")).replace(
        "[[journeys.phases]]", '[[journeys.phases]]\n# id = "call"'
    )

    assert ["путь call, шаг call (строка 13), duration: -1: нужно число от нуля"] == faults(told)


@pytest.mark.parametrize("value", [3, "x", None, [], {}, [3], [[]], True, {"id": []}])
@pytest.mark.parametrize(
    "key", ["journeys", "phases", "steps", "id", "next", "transitions", "name"]
)
def test_a_document_of_any_shape_is_refused_in_words_or_read(key, value):
    """Law: what is put anywhere in a document never ends in another exception than a ReadError."""

    def changed(told):
        if isinstance(told, dict):
            return {**{name: changed(one) for name, one in told.items()}, key: value}
        return [changed(told[0]), *told[1:]] if isinstance(told, list) and told else told

    body = tomllib.loads(file(("a", "duration = -1"), ("b", "zz = 1")))
    body["journeys"][0]["phases"].append({"name": "Другой", "steps": [{"id": 7}]})
    assert faults_of(body)
    if (key, value) != ("journeys", []):  # a file may hold no journey at all
        assert faults_of(changed(body))


def faults_of(body):
    with pytest.raises(ReadError) as caught:
        load_journeys(json.dumps(body).encode())
    return caught.value.flaws
