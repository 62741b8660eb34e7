"""The words of a report in Russian and English, and how counts and days are said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ..model.text import Lang

__all__ = ["FACTS", "counted", "day_of", "printable", "say"]

_SAY: Mapping[str, Mapping[str, str]] = {
    "ru": {
        "error": "ошибка",
        "warning": "предупреждение",
        "note": "примечание",
        "waived": "исключено",
        "baseline": "известно",
        "row": "строка",
        "rows": "строки",
        "what": "что не так",
        "clause": "пункт",
        "whole": "По перечню в целом",
        "on-journey": "Клиентский путь «{name}»",
        "on-revision": "Редакция {number} перечня",
        "at-action": "шаг «{action}» ({id})",
        "at-step": "шаг {id}",
        "direction-whole": "По направлению в целом",
        "about-waivers": "Об исключениях",
        "measures": "Показатели принципов: числа, а не оценка «выполнено»",
        "unverified": "Не проверено: пункты, для которых в перечне нет данных или подтверждения",
        "absent": "не записано, {fact} [{field}]",
        "confirm": "нужно подтверждение ответственного лица",
        "fix": "Что сделать",
        "waiver": "Почему исключено",
        "place": "Где",
        "clean": "Нарушений и примечаний нет.",
        "empty": "В перечне нет ни одной строки: проверять нечего.",
        "weight": "важность",
        "register": "Перечень",
        "journeys": "Клиентские пути",
        "on": "на",
        "total": "Итого: ошибок {error}, предупреждений {warning}, примечаний {note}, "
        "исключено {waived}; пунктов не проверено: {unverified}",
        "title": "Проверка перечня точек взаимодействия",
        "title-many": "Проверка перечней точек взаимодействия",
        "unnamed": "перечень",
        "agency": "Орган",
        "judged-on": "По состоянию на",
        "size": "Строк в перечне",
        "summary": "Главное",
        "must-mend": "Перечень нужно исправить: {counts}.",
        "must-decide": "Ошибок и предупреждений нет; {counts}: решает человек.",
        "and-notes": "Ещё {counts}: решает человек, надо ли менять перечень.",
        "and-unverified": "{counts}: в перечне нет данных или подтверждения.",
        "and-waived": "Исключено на время: {waived}.",
        "and-known": "Известно с прошлой проверки: {known}.",
        "todo": "С чего начать",
        "how-many": "Сколько",
        "where": "Где",
        "contents": "По процессам",
        "findings": "Что найдено",
        "aside": "Исключённое и известное",
        "direction": "Направление",
        "process": "Процесс",
        "touchpoint": "Точка",
        "need": "Потребность",
        "needs": "потребности",
        "particulars": "особенности",
        "law": "Основание",
        "gaps": "Что не проверено и почему",
        "gap-fact": "Не записано: {fact}",
        "gap-confirm": "Нужно подтверждение ответственного лица",
        "measure": "Показатель",
        "value": "Значение",
        "readings": "Как прочитан документ",
        "printed": "напечатано",
        "read-as": "прочитано как",
        "other-reading": "можно прочесть и как",
        "unreadable": "Не прочитан",
        "unreadable-why": "Файл не прочитан",
        "registers": "Перечни",
        "outcome": "Итог",
        "made-by": "Отчёт составлен программой; решение принимает человек.",
        "skip": "К перечню найденного",
        "see": "см. {clause}",
        "not-applicable": "под пункт ничего не подпадает",
        "no-register": "перечень",
        "cannot-read": "не прочитан",
    },
    "en": {
        "error": "error",
        "warning": "warning",
        "note": "note",
        "waived": "waived",
        "baseline": "known",
        "row": "row",
        "rows": "rows",
        "what": "what is wrong",
        "clause": "clause",
        "whole": "The register as a whole",
        "on-journey": "Journey “{name}”",
        "on-revision": "Revision {number} of the register",
        "at-action": "step “{action}” ({id})",
        "at-step": "step {id}",
        "direction-whole": "The direction as a whole",
        "about-waivers": "About waivers",
        "measures": "Measures of principles: numbers, never a pass",
        "unverified": "Unverified: clauses for which the register has no facts or confirmation",
        "absent": "not recorded: {fact} [{field}]",
        "confirm": "a responsible person has to confirm",
        "fix": "What to do",
        "waiver": "Why it is waived",
        "place": "Where",
        "clean": "Nothing was found.",
        "empty": "The register has no rows: there is nothing to check.",
        "weight": "severity",
        "register": "Register",
        "journeys": "Journeys",
        "on": "on",
        "total": "Total: errors {error}, warnings {warning}, notes {note}, waived {waived}; "
        "clauses unverified: {unverified}",
        "title": "Check of a register of touchpoints",
        "title-many": "Check of registers of touchpoints",
        "unnamed": "register",
        "agency": "Agency",
        "judged-on": "Judged as of",
        "size": "Rows of the register",
        "summary": "In short",
        "must-mend": "The register has to be corrected: {counts}.",
        "must-decide": "No errors or warnings; {counts}: a person decides.",
        "and-notes": "Also {counts}: a person decides whether to change the register.",
        "and-unverified": "{counts}: the register has no facts or confirmation.",
        "and-waived": "Waived for a time: {waived}.",
        "and-known": "Known from the last check: {known}.",
        "todo": "Where to start",
        "how-many": "How many",
        "where": "Where",
        "contents": "By process",
        "findings": "What was found",
        "aside": "Waived and known",
        "direction": "Direction",
        "process": "Process",
        "touchpoint": "Touchpoint",
        "need": "Need",
        "needs": "needs",
        "particulars": "particulars",
        "law": "Clause",
        "gaps": "What was not checked, and why",
        "gap-fact": "Not recorded: {fact}",
        "gap-confirm": "A responsible person has to confirm",
        "measure": "Measure",
        "value": "Value",
        "readings": "How the document was read",
        "printed": "printed",
        "read-as": "read as",
        "other-reading": "could also be read as",
        "unreadable": "Not read",
        "unreadable-why": "The file was not read",
        "registers": "Registers",
        "outcome": "Outcome",
        "made-by": "Made by a program; a person decides.",
        "skip": "To what was found",
        "see": "see {clause}",
        "not-applicable": "nothing falls under the clause",
        "no-register": "register",
        "cannot-read": "not read",
    },
}
_OF_JOURNEYS: Mapping[str, Mapping[str, str]] = {
    "ru": {
        "whole": "По путям в целом",
        "unverified": "Не проверено: пункты, для которых в путях или в перечне нет данных "
        "или подтверждения",
        "title": "Проверка клиентских путей",
        "must-mend": "Пути нужно исправить: {counts}.",
        "and-notes": "Ещё {counts}: решает человек, надо ли менять пути.",
        "and-unverified": "{counts}: в путях или в перечне нет данных или подтверждения.",
        "contents": "По путям",
    },
    "en": {
        "whole": "The journeys as a whole",
        "unverified": "Unverified: clauses for which the journeys or the register have no facts "
        "or confirmation",
        "title": "Check of journeys",
        "must-mend": "The journeys have to be corrected: {counts}.",
        "and-notes": "Also {counts}: a person decides whether to change the journeys.",
        "and-unverified": "{counts}: the journeys or the register have no facts or confirmation.",
        "contents": "By journey",
    },
}
# What a register may fail to hold: to be said after «не записано, » and “not recorded: ”.
FACTS: Mapping[str, tuple[str, str]] = {
    "key": ("какие точки ключевые", "which points are key"),
    "basis": ("основание использования точек", "the basis of points"),
    "usage": ("учёт того, какими точками пользуются", "which points are in use"),
    "history_access": ("доступна ли клиенту история", "whether the client sees the history"),
    "particulars": ("особенности взаимодействия", "the particulars"),
    "process_registry": ("реестр процессов", "the registry of processes"),
    "columns": ("графы таблицы", "the columns of the table"),
    "client": ("для какого клиента процесс", "for whom the process is"),
    "legal_forms": ("правовая форма клиентов", "the legal forms of clients"),
    "channel": ("тип точки", "the type of the point"),
    "needs": ("потребности", "the needs"),
    "performs": ("выполняет ли орган функцию", "whether the agency has the function"),
    "journeys": ("клиентские пути", "the journeys of clients"),
    "transfers": ("сколько раз переключают клиента", "how often a client is transferred"),
    "acknowledged": ("сообщают ли клиенту о получении", "whether receipt is acknowledged"),
    "feedback": ("можно ли быстро оставить отзыв", "whether quick feedback is offered"),
    "segments": ("сегменты клиентов", "the segments of clients"),
    "segments.officer": ("кто отвечает за сегмент", "who answers for a segment"),
    "history": ("история ведения перечня", "the history of the register"),
    "approval": ("акт об утверждении", "the approving act"),
    "publications": ("где и когда перечень размещён", "where and when it was published"),
    "events": ("что требовало обновить перечень", "what made an update due"),
    "author": ("роль автора редакции", "the role of a revision's author"),
    "prepared_by": ("кто подготовил сведения", "who prepared the data"),
    "inspection": ("проверка сведений до включения", "the check before inclusion"),
    "serves": ("для каких клиентов точка приспособлена", "which limits the point serves"),
}
_COUNTED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "ru": {
        "error": ("ошибка", "ошибки", "ошибок"),
        "warning": ("предупреждение", "предупреждения", "предупреждений"),
        "note": ("примечание", "примечания", "примечаний"),
        "unverified": ("пункт не проверен", "пункта не проверены", "пунктов не проверено"),
    },
    "en": {
        "error": ("error", "errors"),
        "warning": ("warning", "warnings"),
        "note": ("note", "notes"),
        "unverified": ("clause unverified", "clauses unverified"),
    },
}

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def say(word: str, lang: Lang, *, of_journeys: bool = False) -> str:
    """A word of the report in one language; a report on journeys has some of its own."""
    own = _OF_JOURNEYS[lang].get(word) if of_journeys else None
    return _SAY[lang][word] if own is None else own


def counted(number: int, word: str, lang: Lang) -> str:
    """A number with its noun: `error`, `warning`, `note` or `unverified`.

    >>> counted(22, "error", "ru")
    '22 ошибки'
    """
    forms = _COUNTED[lang][word]
    if lang == "en":
        return f"{number} {forms[number != 1]}"
    if number % 10 == 1 and number % 100 != 11:
        return f"{number} {forms[0]}"
    few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
    return f"{number} {forms[1 if few else 2]}"


def day_of(day: date, lang: Lang) -> str:
    """A day as people of that language write it."""
    return f"{day:%d.%m.%Y}" if lang == "ru" else day.isoformat()


def printable(text: str) -> str:
    r"""Text without what neither HTML nor XML may hold: U+FFFD stands for each such character.

    >>> printable("a\x1bb") == "a\ufffdb"
    True
    """
    return _UNPRINTABLE.sub("\ufffd", text)
