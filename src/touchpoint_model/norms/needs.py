"""Rules on needs (ND): what a client seeks at a touchpoint."""

from __future__ import annotations

from ..model.findings import Absent, Fault
from ..model.processes import Process
from ..model.text import Text
from ..model.view import View
from ..rules.rule import Reading, Verdict, rule
from .wording import agency_acts, is_agency_act, is_glued, parts

__all__ = [
    "agency_act_as_need",
    "catch_all_need",
    "final_result_only",
    "glued_needs",
    "has_entries",
    "has_needs",
    "missing_need",
]

_NO_NEEDS = Absent("needs")
_Memo = dict[int, tuple[int, ...]]


def has_entries(view: View) -> bool:
    """Whether the register has a row."""
    return any(True for _ in view.register.entries)


def has_needs(view: View) -> bool:
    """Whether the register has a need."""
    return any(entry.needs for entry in view.register.entries)


def _rows(process: Process, at: int, memo: _Memo) -> tuple[int, ...]:
    """An entry and those split from the same cell, which share its needs.

    A need is reported once: by the first of them, for the others there is no row. `memo` is the
    caller's, one for a process, so that the cells are gone through once.
    """
    if process.entries[at].cell is None:
        return (at,)
    if not memo:
        groups: dict[object, list[int]] = {}
        for other, one in enumerate(process.entries):
            groups.setdefault((one.cell, one.source, one.needs), []).append(other)
        memo.update({rows[0]: tuple(rows) for rows in groups.values()})
    return memo.get(at, ())


@rule(
    "ND01",
    name="missing-need",
    cell="needs",
    message=Text(
        ru="Для точки «{touchpoint}» процесса «{process}» не указана ни одна потребность клиента",
        en="Touchpoint “{touchpoint}” of process “{process}” has no need of the client",
    ),
    fix=Text(
        ru="Впишите, за чем клиент обращается в эту точку",
        en="Write down what the client comes to this point for",
    ),
    applies=has_entries,
)
def missing_need(process: Process) -> Verdict:
    """A row names a touchpoint and no need that the client satisfies there.

    Why: The register exists to say why clients come to each point. A point without a need cannot
        be judged, improved or closed.
    Decides: The cell of needs is stated and empty. A register that records nothing about a
        row's needs (the fact is absent) is not faulted: the clause is unverified.
    Bad:
        | Процесс | Точка | Потребности |
        | --- | --- | --- |
        | Информирование | электронная почта | |
    Good:
        | Процесс | Точка | Потребности |
        | --- | --- | --- |
        | Информирование | электронная почта | получение информации |
    Known limits: It does not judge whether the need is the right one.
    """
    for at, entry in enumerate(process.entries):
        if not entry.needs:
            yield _NO_NEEDS if entry.needs is None else Fault((at,))


@rule(
    "ND02",
    name="catch-all-need",
    heuristic=True,
    message=Text(
        ru="Потребность «{need}» подпадает только под категорию «другие потребности»",
        en="Need “{need}” falls only under “other needs”",
    ),
    fix=Text(
        ru="Проверьте, нельзя ли отнести её к другой категории порядка; если нельзя, оставьте как есть",
        en="See whether one of the listed categories names it; if none does, leave it",
    ),
    readings={
        "unrecognised": Reading(
            Text(
                ru="Категория потребности «{need}» по словам не распознана",
                en="The category of need “{need}” is not recognised from its words",
            ),
            Text(
                ru="Назовите её так, как категорию называет порядок; если ни одна не подходит, это "
                "«другие потребности»",
                en="Word it as the ordinance words the category; if none fits, it is one of the “other needs”",
            ),
        ),
    },
    applies=has_needs,
)
def catch_all_need(process: Process, *, view: View) -> Verdict:
    """A need falls under no listed category but the last, “other”.

    Why: The catch-all category makes every need lawful, so nothing is broken. But needs that are
        only “other” cannot be counted or compared between processes.
    Decides: The need is recorded under the category “other”. Where no phrase of the vocabulary's
        categories occurs in it (stems in order, small gaps allowed), the reading “unrecognised” says
        only that. A need worded as an act of the
        agency is left to agency-act-as-need.
    Bad:
        | Точка | Потребности |
        | --- | --- |
        | СЭД | получение канцелярии |
    Good:
        | Точка | Потребности |
        | --- | --- |
        | СЭД | представление запроса |
    Known limits: A category named in words that the vocabulary does not have is missed: on texts
        that it was not made from, it names about half of the needs. Always a note.
    """
    other = view.vocabulary.other_need
    memo: _Memo = {}
    for at, entry in enumerate(process.entries):
        for need in entry.needs or ():
            if need.category is not None and need.category != other:
                continue
            if not is_agency_act(need.text) and (rows := _rows(process, at, memo)):
                reading = "unrecognised" if need.category is None else None
                yield Fault(rows, need=need.text, reading=reading)


@rule(
    "ND03",
    name="agency-act-as-need",
    heuristic=True,
    message=Text(
        ru="Потребность «{need}» называет действие органа ({acts}), а не цель клиента",
        en="Need “{need}” states what the agency does ({acts}), not what the client seeks",
    ),
    fix=Text(
        ru="Назовите, чего хочет сам клиент: какие сведения, решение или помощь ему нужны",
        en="Name what the client wants: which information, decision or help",
    ),
    applies=has_needs,
)
def agency_act_as_need(process: Process) -> Verdict:
    """A need is worded as an act of the agency.

    Why: A need is a result that the client seeks. “Informing”, “checking”, “drawing up” are what
        the agency does; the client's need behind them stays unsaid.
    Decides: A verbal noun at the head of the text (nominative, outside parentheses, not after a
        preposition) belongs to the agency: «информирование», «проверка», «составление» …; for
        nouns that fit either side («предоставление», «направление») the object decides:
        documents are the client's, support or an answer the agency's. «клиентом» within two words
        after the noun makes it the client's, «с внешним клиентом» in the text the agency's.
    Bad:
        | Точка | Потребности |
        | --- | --- |
        | Почта России | информирование о проведении проверки |
    Good:
        | Точка | Потребности |
        | --- | --- |
        | Почта России | получение информации о проведении проверки |
    Known limits: It knows the nouns of its list only. An act that a client rightly seeks
        («регистрация») is left alone. Always a note.
    """
    memo: _Memo = {}
    for at, entry in enumerate(process.entries):
        for need in entry.needs or ():
            if is_agency_act(need.text) and (rows := _rows(process, at, memo)):
                acts = ", ".join(f"«{one}»" for one in agency_acts(need.text))
                yield Fault(rows, need=need.text, fields={"acts": acts})


@rule(
    "ND04",
    name="glued-needs",
    heuristic=True,
    message=Text(
        ru="В одной записи слито несколько потребностей: «{need}»",
        en="One item holds several needs: “{need}”",
    ),
    fix=Text(
        ru="Запишите каждую потребность отдельно: {parts}",
        en="Write each need as an item of its own: {parts}",
    ),
    applies=has_needs,
)
def glued_needs(process: Process) -> Verdict:
    """Several needs stand in one item.

    Why: Each need is to be named for its point. Needs glued together cannot be assigned to a
        category, and a change of one of them goes unseen.
    Decides: The text has more than one head (a verbal noun in the nominative, outside
        parentheses, not after a preposition, not joined to the one before it by «и» or «или»), or
        it has a semicolon. An enumeration of objects («результата, ответа, разъяснения») is one need.
    Bad:
        | Точка | Потребности |
        | --- | --- |
        | телефон | получение консультации, подача устного обращения |
    Good:
        | Точка | Потребности |
        | --- | --- |
        | телефон | получение консультации; |
        | | подача устного обращения |
    Known limits: Heads are the nouns of one list; needs named without one of them («консультация,
        бланки») are seen only where a semicolon stands between; a verbal noun in apposition is taken
        for a second need. Always a note.
    """
    memo: _Memo = {}
    for at, entry in enumerate(process.entries):
        for need in entry.needs or ():
            if is_glued(need.text) and (rows := _rows(process, at, memo)):
                named = "; ".join(f"«{one}»" for one in parts(need.text))
                yield Fault(rows, need=need.text, fields={"parts": named})


@rule(
    "ND05",
    name="final-result-only",
    heuristic=True,
    message=Text(
        ru="В процессе «{process}» указана только точка получения результата",
        en="Process “{process}” shows only the point where the result is received",
    ),
    fix=Text(
        ru="Добавьте точки, где клиент узнаёт о процессе, подаёт документы и следит за ходом дела",
        en="Add the points where the client learns of the process, applies, and follows its progress",
    ),
    applies=has_needs,
)
def final_result_only(process: Process) -> Verdict:
    """A process is seen only through the point of the client's final goal.

    Why: A client meets the agency before the result: asks, applies, waits. A register that shows
        the last point only hides where journeys go wrong.
    Decides: All needs of the process, and there is at least one, are of the category `result`.
    Bad:
        | Процесс | Точка | Потребности |
        | --- | --- | --- |
        | Выдача свидетельства | МФЦ | получение свидетельства |
    Good:
        | Процесс | Точка | Потребности |
        | --- | --- | --- |
        | Выдача свидетельства | телефон | получение консультации |
        | | ЕПГУ | представление заявления |
        | | МФЦ | получение свидетельства |
    Known limits: It depends on how needs were recognised; a process whose earlier steps stand in
        another process of the register is reported all the same. Always a note.
    """
    found = False
    for entry in process.entries:
        for need in entry.needs or ():
            if need.category != "result":
                return
            found = True
    if found:
        yield Fault()
