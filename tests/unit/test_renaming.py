"""Names that are one name told anew, and names that are not."""

import pytest

from touchpoint_model.lifecycle.diff import THRESHOLD
from touchpoint_model.model.text import normalise
from touchpoint_model.recognise.renaming import renaming


def alike(first, second):
    there = renaming(normalise(first), normalise(second))
    back = renaming(normalise(second), normalise(first))
    assert there == back
    return there >= THRESHOLD


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Приём заявок", "Приём заявок"),
        ("Государственный контрол", "Государственный контроль"),
        ("Приём заявок на участие в ярмарке", "Прием заявки на участие в ярмарках"),
        ("Рассмотрение обращений граждан", "Рассмотрение обращения граждан"),
        ("Организация ярмарок и выставок", "Организация ярмарок, выставок"),
    ],
)
def test_one_name_told_anew(first, second):
    assert alike(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Консультирование юридических лиц по вопросам субсидий",
            "Консультирование физических лиц по вопросам субсидий",
        ),
        (
            "Включение организаций в областной реестр",
            "Исключение организаций из областного реестра",
        ),
        ("Кабинет приёма граждан 12", "Кабинет приёма граждан 13"),
        ("Продукция, подлежащая маркировке", "Продукция, не подлежащая маркировке"),
        ("Открытие торговых площадок", "Закрытие торговых площадок"),
        ("Консультирование", "Информирование"),
        ("СЭД", "СМЭ"),
    ],
)
def test_another_name(first, second):
    assert not alike(first, second)
