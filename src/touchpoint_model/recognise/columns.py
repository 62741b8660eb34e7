"""The column that a bare cell belongs in, and whether a text begins a need: told by its words."""

from __future__ import annotations

import re

from ..model.text import words
from ..model.touchpoints import Touchpoint
from ..model.vocabulary import Vocabulary
from .letters import row_of
from .points import point_of
from .reader import Reader, reader_of
from .registers import channels_of, need_of, says_none

__all__ = ["begins_need", "likely_columns"]

_verbal_end_ru = re.compile(r"\w{3,}(?:ние|тие|ция|вка|рка)$|\w{2,}(?:ить|ать|ять|ться)$")
_verbal_words_ru = """
    подача выдача передача сдача отдача оценка подготовка переадресация запись прием заказ осмотр
    поиск просмотр вызов отзыв контроль допуск доступ обмен выбор расчет возврат перевод вход
    оплата уплата экспертиза покупка продажа защита помощь содействие аренда опрос загрузка
    рассылка отсрочка переписка мониторинг найти прийти пройти внести быть
"""
_things_ru = """
    обращение заявление решение сообщение предписание предложение разрешение удостоверение
    мероприятие требование учреждение предприятие здание помещение приложение положение поручение
    соглашение объединение задание основание отделение управление возражение объяснение пояснение
    постановление распоряжение население значение извещение
    организация администрация инспекция федерация функция станция корреспонденция документация
    лицензия конференция декларация квитанция секция позиция редакция акция полиция милиция
    комиссия коллекция традиция лекция
    справка выписка заявка карточка папка кнопка площадка рамка ярмарка остановка парковка
    печать память оборудование отношение обстановка
"""
_VERBAL = frozenset(_verbal_words_ru.split())
_THINGS = frozenset(_things_ru.split())
_adjective_end_ru = re.compile(r"\w{3,}(?:ое|ее|ая|яя|ый)$")
_MARKER = re.compile(r"^\s*(?:\d{1,2}[.)]|[-–—•*])\s*")


def begins_need(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text begins as a need does: with a verbal noun in the nominative or an infinitive.

    Adjectives may stand before the noun. What begins otherwise is the tail of a need that was cut
    in two («контрольных (надзорных) мероприятий»), or no need at all; so are nouns of the same
    endings that name things («обращение», «организация»), unless the text is a need's very name.
    """
    row = words(_MARKER.sub("", text, count=1))
    if not row:
        return False
    lead = 0
    while lead < len(row) and lead < 2 and _adjective_end_ru.fullmatch(row[lead]):
        lead += 1
    if lead < len(row) and _is_verbal(row[lead]):
        return True
    whole = reader_of(vocabulary).needs.whole(text)
    return whole is not None and len(row[0]) > 2


def _is_verbal(word: str) -> bool:
    if word in _THINGS:
        return False
    return word in _VERBAL or _verbal_end_ru.fullmatch(word) is not None


def likely_columns(text: str, vocabulary: Vocabulary) -> dict[str, float]:
    """How likely, from 0 to 1, a cell that stands alone belongs in each of three columns.

    Returns:
        `touchpoint`: 1 for a point's name, less for a text that merely names one, 0.4 for names of
        channel types alone. `needs`: 1 for a category's name, 0.9 for a text that begins as a need
        and names a category, 0.75 for one that only begins so, less for one that only names it.
        `particulars`: 1 for channel types or a word for "none", 0.9 for a text that begins with a
        type.
    """
    reader = reader_of(vocabulary)
    if not text.strip():
        return {"touchpoint": 0.0, "needs": 0.0, "particulars": 0.0}
    point, particulars = point_of(reader, text), _as_particulars(reader, text)
    needs = _as_needs(reader, text, vocabulary)
    return {
        "touchpoint": round(_as_touchpoint(point, max(needs, particulars)), 2),
        "needs": round(needs, 2),
        "particulars": round(particulars, 2),
    }


def _as_touchpoint(point: Touchpoint, otherwise: float) -> float:
    if point.types:
        return 0.4
    if point.score is None:
        return 0.3 if point.contacts else 0.0
    if point.how != "stemmed":
        return point.score
    named = 0.5 + 0.5 * point.score
    return named / 2 if otherwise >= 0.9 else named


def _as_particulars(reader: Reader, text: str) -> float:
    if says_none(reader, text):
        return 1.0
    types, remark = channels_of(reader, text)
    if types:
        first = next(iter(reader.channels.runs(row_of(text))), None)
        return 1.0 if not remark else 0.9 if first is None or first.start == 0 else 0.2
    return 0.0


def _as_needs(reader: Reader, text: str, vocabulary: Vocabulary) -> float:
    category, how, score = need_of(reader, text)
    if how in ("exact", "normalised"):
        return 1.0
    if begins_need(text, vocabulary):
        return 0.9 if category else 0.75
    return 0.5 * (score or 0.0) if category else 0.0
