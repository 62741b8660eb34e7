"""The words of a site in Russian and English, and how counts, days and types are said."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from ...model.text import Lang
from ...model.vocabulary import Concept

__all__ = ["SAY", "channel_word", "counted", "day", "say"]

_ru: Mapping[str, str] = {
    "skip": "К содержанию",
    "menu": "Разделы",
    "register": "Перечень",
    "touchpoints": "Точки",
    "touchpoints-title": "Точки взаимодействия",
    "law": "Основания",
    "law-title": "На чём основан перечень",
    "changes": "Изменения",
    "changes-title": "Что изменилось",
    "other-language": "English",
    "kicker": "Перечень точек взаимодействия с клиентами",
    "kicker-internal": "Перечень точек взаимодействия, полный: для сотрудников",
    "state": "Состояние перечня",
    "revision-date": "Действует в редакции от",
    "revision": "Редакция",
    "approved": "Утверждён",
    "published": "Размещён",
    "not-stated": "сведений нет",
    "ordinance": "Порядок ведения",
    "as-of": "Основания приведены на",
    "downloads": "Скачать перечень",
    "contents": "Направления работы",
    "find": "Найти в перечне",
    "query": "Слова из перечня",
    "query-hint": "Например: консультация, телефон, заявление",
    "all-directions": "Все направления",
    "all-processes": "Все процессы",
    "all-touchpoints": "Все точки",
    "all-needs": "Все потребности",
    "all-channels": "Все типы",
    "direction": "Направление",
    "process": "Процесс",
    "touchpoint": "Точка взаимодействия",
    "channel": "Тип точки",
    "need": "Потребность",
    "needs": "Потребности клиента",
    "particulars": "Особенности",
    "asked-for": "Отбор: {asked}",
    "reset": "Сбросить",
    "found-all": "Показаны все строки: {total}.",
    "found-some": "Найдено строк: {shown} из {total}.",
    "found-none": "Ничего не найдено. Измените слова или сбросьте отбор.",
    "whole": "Полный перечень",
    "caption-points": "Все точки перечня по алфавиту",
    "caption-used": "Процессы, в которых клиент пользуется этой точкой",
    "caption-processes": "Точки взаимодействия этого процесса",
    "unnamed-direction": "Без названия направления",
    "unnamed-point": "Точка не названа",
    "no-rows": "В этом процессе точек нет.",
    "no-needs": "не указаны",
    "no-used": "Эта точка пока не указана ни в одном процессе.",
    "none": "нет",
    "facts": "Сведения",
    "as-printed": "Как напечатано",
    "kind": "Вид точки",
    "client": "Клиент",
    "client-external": "внешний",
    "client-internal": "внутренний",
    "client-any": "внешний и внутренний",
    "legal-forms": "Кто обращается",
    "number": "Номер в перечне",
    "registry": "В реестре процессов",
    "history": "История обращений",
    "history-yes": "клиент может её увидеть",
    "history-no": "клиенту не видна",
    "serves": "Удобна, если у клиента",
    "key": "Ключевая точка",
    "yes": "да",
    "no": "нет",
    "low-demand": "Маловостребованная",
    "basis": "Основание",
    "list": "Закрытый список",
    "standing-listed": "точка названа в списке",
    "standing-umbrella": "отдельно не названа; может читаться как часть позиции «{name}»",
    "standing-ambiguous": "название подходит к нескольким позициям списка",
    "standing-unlisted": "в списке не названа",
    "standing-type": "указан тип, а не точка",
    "contacts": "Контакты",
    "url": "Сайт",
    "email": "Электронная почта",
    "phone": "Телефон",
    "place": "Адрес",
    "used-in": "Где используется",
    "points-of": "Точки взаимодействия",
    "behind-point": "На чём основана точка",
    "behind-process": "На чём основан процесс",
    "asked": "Что порядок говорит о таких точках",
    "gist-note": "Пункты изложены своими словами; силу имеет текст акта.",
    "clause": "Пункт",
    "gist": "Суть",
    "force": "Сила",
    "force-obligation": "обязанность",
    "force-prohibition": "запрет",
    "force-recommendation": "рекомендация",
    "force-permission": "право",
    "force-definition": "определение",
    "force-principle": "принцип",
    "force-none": "без нормы",
    "acts": "Акты",
    "clauses-of": "Пункты, на которые опираются страницы перечня",
    "used": "Процессов",
    "back": "Весь перечень",
    "path": "Вы здесь",
    "change": "Изменение",
    "was": "Было",
    "now": "Стало",
    "caption-changes": "Изменения по сравнению с предыдущей редакцией",
    "caption-passage": "Изменения: {name}",
    "revisions": "Редакции",
    "caption-revisions": "Редакции перечня, начиная с последней",
    "day": "Дата",
    "made-basis": "Основание изменения",
    "author": "Кто внёс",
    "footer-whose": "Перечень ведёт",
    "footer-plain": "Сайт не собирает сведений о посетителях.",
    "footer-original": "Названия приведены так, как они напечатаны в перечне.",
    "empty": "В перечне нет процессов.",
    "from": "от",
}
_en: Mapping[str, str] = {
    "skip": "Skip to content",
    "menu": "Sections",
    "register": "Register",
    "touchpoints": "Touchpoints",
    "touchpoints-title": "Touchpoints",
    "law": "Legal basis",
    "law-title": "What the register rests on",
    "changes": "Changes",
    "changes-title": "What has changed",
    "other-language": "Русский",
    "kicker": "Register of touchpoints with clients",
    "kicker-internal": "Register of touchpoints, in full: for the staff",
    "state": "State of the register",
    "revision-date": "As amended on",
    "revision": "Revision",
    "approved": "Approved",
    "published": "Published",
    "not-stated": "not stated",
    "ordinance": "Kept under",
    "as-of": "Clauses as of",
    "downloads": "Download the register",
    "contents": "Directions of work",
    "find": "Search the register",
    "query": "Words in the register",
    "query-hint": "The register is in Russian: консультация, телефон",
    "all-directions": "All directions",
    "all-processes": "All processes",
    "all-touchpoints": "All touchpoints",
    "all-needs": "All needs",
    "all-channels": "All types",
    "direction": "Direction",
    "process": "Process",
    "touchpoint": "Touchpoint",
    "channel": "Type",
    "need": "Need",
    "needs": "Needs of the client",
    "particulars": "Particulars",
    "asked-for": "Asked for: {asked}",
    "reset": "Reset",
    "found-all": "All rows are shown: {total}.",
    "found-some": "Rows found: {shown} of {total}.",
    "found-none": "Nothing found. Change the words or reset the filters.",
    "whole": "The whole register",
    "caption-points": "All touchpoints of the register, by the alphabet",
    "caption-used": "Processes in which the client uses this touchpoint",
    "caption-processes": "Touchpoints of this process",
    "unnamed-direction": "Direction without a name",
    "unnamed-point": "Touchpoint without a name",
    "no-rows": "This process has no touchpoints.",
    "no-needs": "not stated",
    "no-used": "No process names this touchpoint yet.",
    "none": "none",
    "facts": "Facts",
    "as-printed": "As printed",
    "kind": "Kind",
    "client": "Client",
    "client-external": "external",
    "client-internal": "internal",
    "client-any": "external and internal",
    "legal-forms": "Who applies",
    "number": "Number in the register",
    "registry": "In the registry of processes",
    "history": "History of contacts",
    "history-yes": "the client can see it",
    "history-no": "hidden from the client",
    "serves": "Suits clients with",
    "key": "Key touchpoint",
    "yes": "yes",
    "no": "no",
    "low-demand": "In low demand",
    "basis": "Basis",
    "list": "Closed list",
    "standing-listed": "the list names this touchpoint",
    "standing-umbrella": "not named by itself; may be read as part of “{name}”",
    "standing-ambiguous": "its name fits several members of the list",
    "standing-unlisted": "the list does not name it",
    "standing-type": "a type is stated, not a touchpoint",
    "contacts": "Contacts",
    "url": "Site",
    "email": "E-mail",
    "phone": "Telephone",
    "place": "Address",
    "used-in": "Where it is used",
    "points-of": "Touchpoints",
    "behind-point": "What the touchpoint rests on",
    "behind-process": "What the process rests on",
    "asked": "What the ordinance says of such touchpoints",
    "gist-note": "Clauses are told in our own words; the text of the act prevails.",
    "clause": "Clause",
    "gist": "In short",
    "force": "Force",
    "force-obligation": "obligation",
    "force-prohibition": "prohibition",
    "force-recommendation": "recommendation",
    "force-permission": "permission",
    "force-definition": "definition",
    "force-principle": "principle",
    "force-none": "no norm",
    "acts": "Acts",
    "clauses-of": "Clauses that the pages of the register rest on",
    "used": "Processes",
    "back": "The whole register",
    "path": "You are here",
    "change": "Change",
    "was": "Was",
    "now": "Is",
    "caption-changes": "Changes since the revision before",
    "caption-passage": "Changes: {name}",
    "revisions": "Revisions",
    "caption-revisions": "Revisions of the register, the last one first",
    "day": "Date",
    "made-basis": "Basis of the change",
    "author": "Author",
    "footer-whose": "The register is kept by",
    "footer-plain": "This site collects no data about its visitors.",
    "footer-original": "Names stand as the register prints them, in Russian.",
    "empty": "The register has no processes.",
    "from": "of",
}
SAY: Mapping[Lang, Mapping[str, str]] = {"ru": _ru, "en": _en}
"""By language and key."""

_year_ru = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_months_ru = tuple(_year_ru.split())
_YEAR = "January February March April May June July August September October November December"
_MONTHS = tuple(_YEAR.split())
_NOUNS: Mapping[Lang, Mapping[str, tuple[str, str, str]]] = {
    "ru": {
        "direction": ("направление", "направления", "направлений"),
        "process": ("процесс", "процесса", "процессов"),
        "touchpoint": ("точка", "точки", "точек"),
        "row": ("строка", "строки", "строк"),
        "change": ("изменение", "изменения", "изменений"),
    },
    "en": {
        "direction": ("direction", "directions", "directions"),
        "process": ("process", "processes", "processes"),
        "touchpoint": ("touchpoint", "touchpoints", "touchpoints"),
        "row": ("row", "rows", "rows"),
        "change": ("change", "changes", "changes"),
    },
}


def say(lang: Lang, key: str, **fields: object) -> str:
    """A word or sentence of the site.

    Raises:
        KeyError: there is no such word, or it has a field that is not given.
    """
    told = SAY[lang][key]
    return told.format(**fields) if fields else told


def counted(lang: Lang, noun: str, count: int) -> str:
    r"""A count with its noun.

    >>> counted("ru", "row", 22) == "22\u00a0строки", counted("ru", "row", 11) == "11\u00a0строк"
    (True, True)
    """
    one, few, many = _NOUNS[lang][noun]
    if lang == "en":
        return f"{count}\u00a0{one if count == 1 else many}"
    last, tens = count % 10, count % 100
    noun = few if 2 <= last <= 4 and not 12 <= tens <= 14 else many
    return f"{count}\u00a0{one if last == 1 and tens != 11 else noun}"


def day(lang: Lang, date: datetime.date) -> str:
    r"""A date in words.

    >>> import datetime
    >>> day("en", datetime.date(2024, 3, 1)) == "1\u00a0March 2024"
    True
    """
    if lang == "ru":
        return f"{date.day}\u00a0{_months_ru[date.month - 1]} {date.year}\u00a0г."
    return f"{date.day}\u00a0{_MONTHS[date.month - 1]} {date.year}"


_plural_ru = re.compile(r"[\s-]*точки$", re.IGNORECASE)
_ending_ru = re.compile(r"ые$")
_feminine_ru = "ая"
_PLURAL_EN = re.compile(r"\s*(?:touch)?points$", re.IGNORECASE)


def channel_word(lang: Lang, concept: Concept | None, code: str) -> str:
    """The type of one point, in the words of its ordinance; the code where it has none.

    >>> from touchpoint_model.model.text import Text
    >>> one = Concept("channel", "digital", Text(ru="Цифровые точки", en="Digital points"))
    >>> channel_word("ru", one, "digital"), channel_word("en", one, "digital")
    ('Цифровая', 'Digital')
    """
    if concept is None:
        return code
    if lang == "ru":
        told = _ending_ru.sub(_feminine_ru, _plural_ru.sub("", concept.label.ru))
    else:
        told = _PLURAL_EN.sub("", concept.label.en)
    return told[:1].upper() + told[1:] or code
