"""The words in which changes of a register are told, in Russian and English."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from ...lifecycle.changes import Alteration, ChangeKind, Known, Matched, Row
from ...lifecycle.obligations import Demand
from ...model.text import Lang, Text
from ..words import day_of

__all__ = ["DEMANDS", "MATCHED", "SAY", "act_called", "noun", "rows", "title"]

SAY: Mapping[str, Text] = {
    "title": Text(ru="Что изменилось в перечне", en="What changed in the register"),
    "agency": Text(ru="Орган", en="Agency"),
    "old": Text(ru="Прежняя редакция", en="Old edition"),
    "new": Text(ru="Новая редакция", en="New edition"),
    "on": Text(ru="День изменения", en="Day of the change"),
    "none": Text(ru="Редакции не отличаются.", en="The editions do not differ."),
    "unaltered": Text(
        ru="Сведения перечня не изменились.", en="The data of the register did not change."
    ),
    "total": Text(
        ru="Изменений: {all} (добавлено {added}, исключено {gone}, изменено {changed}).",
        en="Changes: {all} (added {added}, excluded {gone}, changed {changed}).",
    ),
    "triggers": Text(ru="Поводы для актуализации", en="What makes an update due"),
    "no-triggers": Text(
        ru="Ни один повод, который называет порядок, не наступил.",
        en="None of the cases that the ordinance names has come about.",
    ),
    "unprompted": Text(
        ru="Изменений, для которых порядок повода не называет: {number}.",
        en="Changes for which the ordinance names no case: {number}.",
    ),
    "reading": Text(ru="Как прочитан порядок", en="How the ordinance was read"),
    "duties": Text(ru="Что сделать дальше", en="What is to be done"),
    "law": Text(ru="Основание", en="Clause"),
    "where": Text(ru="Где", en="Where"),
    "or": Text(ru=" или ", en=" or "),
    "term": Text(ru="Срок", en="Term"),
    "term-of": Text(
        ru="рабочих дней со дня изменения: {days} ({law})",
        en="working days from the day of the change: {days} ({law})",
    ),
    "until": Text(ru="Не позднее", en="Not later than"),
    "counted": Text(ru="Как посчитано", en="How it was counted"),
    "no-day": Text(
        ru="день изменения не указан (--on), срок не посчитан",
        en="the day of the change is not given (--on), the term is not counted",
    ),
    "no-term": Text(ru="порядок срока не называет", en="the ordinance names no term"),
    "again": Text(
        ru="Утверждать ли изменённый перечень заново, порядок не говорит: решает человек.",
        en="Whether a changed register is approved anew the ordinance does not say: a person "
        "decides.",
    ),
    "silent-approve": Text(
        ru="Об утверждении порядок молчит: не требуется.",
        en="The ordinance does not speak of approval: none is required.",
    ),
    "silent-publish": Text(
        ru="О размещении и о сроке порядок молчит: не требуется.",
        en="The ordinance speaks neither of publication nor of a term: none is required.",
    ),
    "changes": Text(ru="Изменения", en="Changes"),
    "whole": Text(ru="Перечень в целом", en="The register as a whole"),
    "of-several": Text(ru="Точки нескольких процессов", en="Touchpoints of several processes"),
    "of-direction": Text(ru="Направление в целом", en="The direction as a whole"),
    "aside": Text(
        ru="Не изменения: что стало известно или больше не указано",
        en="No changes: what is known now, or not stated any more",
    ),
    "aside-why": Text(
        ru="Одна из редакций этих сведений не содержит: файл такого формата их не хранит "
        "или никто их не записал.",
        en="One of the editions does not hold these facts: a file of that format cannot, "
        "or nobody has recorded them.",
    ),
    "was": Text(ru="было", en="was"),
    "now": Text(ru="стало", en="is"),
    "row": Text(ru="строка", en="row"),
    "rows": Text(ru="строки", en="rows"),
    "formerly": Text(ru="прежде {row}", en="formerly {row}"),
    "of-old": Text(ru="прежней редакции", en="of the old edition"),
    "prompted": Text(ru="повод", en="case"),
    "more": Text(ru="и ещё {number}", en="and {number} more"),
    "needs": Text(ru="потребность", en="need"),
    "particulars": Text(ru="особенности", en="particulars"),
    "no-rows": Text(ru="ни в одной строке", en="in no row"),
    "same-by": Text(ru="узнано по {by}", en="known by {by}"),
    "made-by": Text(
        ru="Сравнение составлено программой; решение принимает человек.",
        en="Made by a program; a person decides.",
    ),
    "skip": Text(ru="К изменениям", en="To the changes"),
    "yes": Text(ru="да", en="yes"),
    "no": Text(ru="нет", en="no"),
    "read-as": Text(ru="категория: {category}", en="category: {category}"),
    "number": Text(ru="№ {number}", en="No. {number}"),
    "dated": Text(ru="от {day}", en="of {day}"),
    "empty": Text(ru="пусто", en="empty"),
}

DEMANDS: Mapping[Demand, Text] = {
    Demand.APPROVE: Text(ru="Утвердить перечень", en="Approve the register"),
    Demand.PUBLISH: Text(
        ru="Разместить новую редакцию в электронной форме", en="Publish the new edition"
    ),
}

MATCHED: Mapping[Matched, Text] = {
    Matched.SAME: Text(ru="тому же содержанию", en="the same contents"),
    Matched.REGISTRY: Text(ru="номеру в реестре процессов", en="the id in the process registry"),
    Matched.NAME: Text(ru="названию", en="the name"),
    Matched.CONTACTS: Text(ru="контактам", en="the contacts"),
    Matched.ID: Text(ru="номеру в файле", en="the id in the file"),
    Matched.CONCEPT: Text(ru="виду точки", en="the kind of touchpoint"),
    Matched.LIKENESS: Text(ru="сходству названий", en="the likeness of the names"),
}

_VERBS = {
    Known.CHANGED: Text(ru="Изменено", en="Changed"),
    Known.NOW_KNOWN: Text(ru="Стало известно", en="Known now"),
    Known.NO_LONGER_STATED: Text(ru="Больше не указано", en="Not stated any more"),
}
_NOUNS = {
    ChangeKind.DIRECTION_RENAMED: Text(ru="название направления", en="name of the direction"),
    ChangeKind.DIRECTION_CHANGED: Text(ru="вид направления", en="kind of the direction"),
    ChangeKind.FORM_CHANGED: Text(ru="графы таблицы", en="columns of the table"),
    ChangeKind.PROCESS_RENAMED: Text(ru="название процесса", en="name of the process"),
    ChangeKind.PROCESS_MOVED: Text(ru="направление процесса", en="direction of the process"),
    ChangeKind.CLIENTS_CHANGED: Text(ru="для каких клиентов", en="for which clients"),
    ChangeKind.REGISTRY_LINK_CHANGED: Text(
        ru="номер в реестре процессов", en="id in the process registry"
    ),
    ChangeKind.HISTORY_ACCESS_CHANGED: Text(
        ru="доступна ли клиенту история взаимодействия",
        en="whether the client sees the history of the interaction",
    ),
    ChangeKind.TOUCHPOINT_RENAMED: Text(ru="название точки", en="name of the touchpoint"),
    ChangeKind.KIND_CHANGED: Text(ru="вид точки", en="kind of the touchpoint"),
    ChangeKind.READING_CHANGED: Text(
        ru="как прочитано название точки", en="how the touchpoint’s name was read"
    ),
    ChangeKind.CHANNEL_CHANGED: Text(ru="тип канала", en="type of the channel"),
    ChangeKind.CONTACTS_CHANGED: Text(ru="контакты", en="contacts"),
    ChangeKind.KEY_CHANGED: Text(ru="ключевая ли точка", en="whether it is a key touchpoint"),
    ChangeKind.DEMAND_CHANGED: Text(ru="мало ли востребована точка", en="whether demand is low"),
    ChangeKind.BASIS_CHANGED: Text(ru="основание", en="basis"),
    ChangeKind.ACCESS_CHANGED: Text(
        ru="для кого точка приспособлена", en="for whom the touchpoint is fit"
    ),
    ChangeKind.NEEDS_CHANGED: Text(ru="потребности", en="needs"),
    ChangeKind.PARTICULARS_CHANGED: Text(ru="особенности", en="particulars"),
    ChangeKind.WORDING_CHANGED: Text(
        ru="как точка названа в строке", en="how the row words the touchpoint"
    ),
    ChangeKind.REGISTRY_CHANGED: Text(ru="реестр процессов", en="process registry"),
}
_OF_REGISTER = {
    "title": Text(ru="название перечня", en="title of the register"),
    "act": Text(ru="акт, к которому относится перечень", en="act that the register belongs to"),
    "approval": Text(ru="утверждение", en="approval"),
    "publications": Text(ru="размещения", en="publications"),
    "revision_date": Text(ru="дата редакции", en="date of the edition"),
    "clients": Text(ru="клиенты", en="clients"),
    "segments": Text(ru="сегменты клиентов", en="segments of clients"),
    "usage": Text(ru="сведения об использовании точек", en="recorded use of touchpoints"),
    "attestations": Text(ru="подтверждения", en="attestations"),
    "performs": Text(ru="какие функции выполняет орган", en="which functions the agency performs"),
}
_COME = {
    ChangeKind.DIRECTION_ADDED: Text(ru="Добавлено направление", en="Direction added"),
    ChangeKind.DIRECTION_DROPPED: Text(ru="Исключено направление", en="Direction dropped"),
    ChangeKind.PROCESS_ADDED: Text(ru="Добавлен процесс", en="Process added"),
    ChangeKind.PROCESS_DROPPED: Text(ru="Исключён процесс", en="Process dropped"),
}
_ROWS = {
    (ChangeKind.TOUCHPOINT_ADDED, True): Text(ru="Добавлена новая точка", en="New touchpoint"),
    (ChangeKind.TOUCHPOINT_ADDED, False): Text(
        ru="В процесс добавлена известная точка", en="Known touchpoint added to the process"
    ),
    (ChangeKind.TOUCHPOINT_EXCLUDED, True): Text(
        ru="Точка исключена из перечня", en="Touchpoint excluded from the register"
    ),
    (ChangeKind.TOUCHPOINT_EXCLUDED, False): Text(
        ru="Точка исключена из процесса", en="Touchpoint excluded from the process"
    ),
}
_SHOWN = 8  # numbers of rows


def title(one: Alteration, lang: Lang) -> str:
    """What happened, in a few words."""
    row = one.after or one.before
    if isinstance(row, Row) and not one.facts:
        return _ROWS[one.kind, row.anew][lang]
    if one.kind in _COME:
        return _COME[one.kind][lang]
    return f"{_VERBS[one.known][lang]}: {noun(one, lang)}"


def noun(one: Alteration, lang: Lang) -> str:
    """What a change is about: the fact that has another value."""
    if one.kind is ChangeKind.REGISTER_CHANGED:
        return _OF_REGISTER[one.facts[0]][lang]
    return _NOUNS[one.kind][lang]


def act_called(name: str, number: str | None, day: datetime.date | None, lang: Lang) -> str:
    """An act by its title, number and date, as far as they are known.

    >>> act_called("Order", "27/01-01", None, "en")
    'Order No. 27/01-01'
    """
    told = [name]
    if number:
        told.append(SAY["number"][lang].format(number=number))
    if day:
        told.append(SAY["dated"][lang].format(day=day_of(day, lang)))
    return " ".join(told)


def rows(numbers: Iterable[int], lang: Lang) -> str:
    """Rows by their numbers; a long list is cut.

    >>> rows([3, 7], "en"), rows([], "en"), rows(range(1, 13), "en")
    ('rows 3, 7', '', 'rows 1, 2, 3, 4, 5, 6, 7, 8 and 4 more')
    """
    told = [*numbers]
    if not told:
        return ""
    listed = ", ".join(map(str, told[:_SHOWN]))
    if len(told) > _SHOWN:
        listed += " " + SAY["more"][lang].format(number=len(told) - _SHOWN)
    return f"{SAY['rows' if len(told) > 1 else 'row'][lang]} {listed}"
