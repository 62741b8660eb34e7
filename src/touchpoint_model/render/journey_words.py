"""The words of a journey map in Russian and English: its lanes, times, shares and ways.

Pictures and tables of journeys take their words from here, so that a lane has one name everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.findings import Finding
from ..model.journeys import CLIENT, JourneyKind
from ..model.text import Lang, Text

__all__ = [
    "KINDS",
    "LANES",
    "WORDS",
    "actor_said",
    "channels_said",
    "clause_said",
    "hours_said",
    "mark_said",
    "minutes_said",
    "number_said",
    "share_said",
    "told",
]

LANES: Mapping[str, Text] = {
    "number": Text(ru="№", en="No."),
    "phase": Text(ru="Этап", en="Phase"),
    "action": Text(ru="Действие клиента", en="Client’s action"),
    "visible": Text(ru="Действие органа на виду у клиента", en="Agency’s action in view"),
    "hidden": Text(ru="Внутренняя работа органа", en="Agency’s inner work"),
    "step": Text(ru="Действие", en="Action"),
    "actor": Text(ru="Кто действует", en="Who acts"),
    "touchpoint": Text(ru="Точка взаимодействия", en="Touchpoint"),
    "channel": Text(ru="Канал", en="Channel"),
    "need": Text(ru="Потребность", en="Need"),
    "time": Text(ru="Время", en="Time"),
    "experience": Text(ru="Клиентский опыт", en="Experience"),
    "pains": Text(ru="Трудности клиента", en="Pains"),
    "marks": Text(ru="Пункты порядка", en="Clauses"),
    "next": Text(ru="Что дальше", en="What comes next"),
}
"""The lanes of a map, which are the columns of its table, by name."""

KINDS: Mapping[JourneyKind, Text] = {
    JourneyKind.PLANNED: Text(ru="планируемый путь", en="planned journey"),
    JourneyKind.ACTUAL: Text(ru="фактический путь", en="actual journey"),
}

WORDS: Mapping[str, Text] = {
    "map": Text(ru="Карта клиентского пути", en="Client journey map"),
    "maps": Text(ru="Карты клиентских путей", en="Client journey maps"),
    "digital": Text(ru="цифровой", en="digital"),
    "offline": Text(ru="офлайн", en="offline"),
    "unknown-channel": Text(ru="тип не указан", en="type not stated"),
    "line": Text(ru="линия видимости", en="line of visibility"),
    "client": Text(ru="клиент", en="client"),
    "start": Text(ru="Начало пути", en="The journey begins"),
    "end": Text(ru="Конец пути", en="The journey ends"),
    "satisfied": Text(ru="Потребность удовлетворена", en="The need is satisfied"),
    "outcome": Text(ru="Итог: {outcome}", en="Outcome: {outcome}"),
    "giving-up": Text(ru="{share} бросают путь здесь", en="{share} give up here"),
    "transfers": Text(ru="переключений: {number}", en="transfers: {number}"),
    "waiting": Text(ru="ожидание {time}", en="waiting {time}"),
    "working": Text(ru="работа {time}", en="work {time}"),
    "lacking": Text(ru="нет в перечне", en="not in the register"),
    "no-point": Text(ru="вне точек", en="at no point"),
    "respondents": Text(ru="n = {number}", en="n = {number}"),
    "unknown-respondents": Text(ru="n неизвестно", en="n unknown"),
    "continued": Text(ru="{phase} (продолжение)", en="{phase} (continued)"),
    "need-of-journey": Text(ru="Потребность: {need}", en="Need: {need}"),
    "situation": Text(ru="Жизненная ситуация: {name}", en="Life situation: {name}"),
    "proactive": Text(ru="орган начинает сам, без запроса", en="the agency starts by itself"),
    "segments": Text(ru="Сегменты: {names}", en="Segments: {names}"),
    "all": Text(ru="все пути сразу", en="all ways at once"),
    "to": Text(ru="к шагу {number}", en="to step {number}"),
    "from": Text(ru="от шага {number}", en="from step {number}"),
    "waived": Text(ru="исключено", en="waived"),
    "baseline": Text(ru="известно", en="known"),
    "error": Text(ru="ошибка", en="error"),
    "warning": Text(ru="предупреждение", en="warning"),
    "note": Text(ru="примечание", en="note"),
    "signs": Text(ru="Условные обозначения", en="Signs"),
    "sign-digital": Text(ru="цифровой канал", en="digital channel"),
    "sign-offline": Text(ru="офлайн-канал", en="offline channel"),
    "sign-other": Text(ru="тип канала не указан или иной", en="type not stated, or another one"),
    "sign-onward": Text(ru="переход дальше", en="the way on"),
    "sign-back": Text(ru="возврат к сделанному", en="the way back"),
    "sign-port": Text(ru="продолжение у шага с этим номером", en="goes on at the step so numbered"),
    "sign-all": Text(ru="все пути сразу", en="all ways at once"),
    "sign-line": Text(ru="ниже линии клиент не видит", en="unseen by the client below the line"),
    "sign-satisfied": Text(ru="потребность удовлетворена", en="the need is satisfied"),
    "sign-bar": Text(ru="доля от самого долгого шага", en="share of the longest step’s time"),
    "sign-error": Text(ru="нарушение пункта", en="the clause is violated"),
    "sign-warning": Text(ru="отступление от рекомендации", en="a recommendation is not followed"),
    "sign-note": Text(ru="решает человек", en="a person decides"),
    "sign-closed": Text(ru="исключено или уже известно", en="waived, or known already"),
    "sign-good": Text(ru="довольны", en="satisfied"),
    "sign-mixed": Text(ru="терпимо", en="bearable"),
    "sign-bad": Text(ru="недовольны", en="dissatisfied"),
}
"""Other words that maps and tables of journeys share, by name."""

_BOTH = {"digital": "digital", "offline": "offline"}
_DAY = {"ru": ("день", "дня", "дней"), "en": ("day", "days", "days")}
_HOUR = {"ru": "ч", "en": "h"}
_MINUTE = {"ru": "мин", "en": "min"}
_UNDER = Text(ru="менее\u00a0{number}", en="under\u00a0{number}")
_OVER = Text(ru="более\u00a0{number}", en="over\u00a0{number}")
_NEAR = 1e-9  # of 0 and 1: what is nearer is them, but for rounding
_LESS = Text(ru="меньше минуты", en="under a minute")


def told(word: str, lang: Lang, **fields: object) -> str:
    """A word of `WORDS` in one language, with its fields filled in.

    >>> told("outcome", "en", outcome="refusal")
    'Outcome: refusal'
    """
    return WORDS[word][lang].format(**fields) if fields else WORDS[word][lang]


def number_said(value: float, lang: Lang, places: int = 1) -> str:
    """A number with at most so many decimal places and the decimal sign of the language.

    >>> number_said(4.25, "ru"), number_said(4.0, "en")
    ('4,2', '4')
    """
    plain = f"{value:.{places}f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return plain.replace(".", ",") if lang == "ru" else plain


def share_said(share: float, lang: Lang) -> str:
    r"""A share of one, in per cent; the spaces do not break. What is not 0 or 1 is not told as such.

    >>> share_said(0.9, "en"), share_said(0.125, "en")
    ('90%', '12.5%')
    >>> share_said(0.0001, "en").replace("\u00a0", " ")
    'under 0.1%'
    """
    said = number_said(share * 100, lang)
    if said == "0" and share > _NEAR:
        said = _UNDER[lang].format(number=number_said(0.1, lang))
    elif said == "100" and share < 1 - _NEAR:
        said = _OVER[lang].format(number=number_said(99.9, lang))
    return f"{said}\u00a0%" if lang == "ru" else f"{said}%"


def hours_said(hours: float, lang: Lang) -> str:
    r"""A time of so many hours; a day is 24 hours. From ten days on hours are not told.

    >>> [hours_said(one, "en").replace("\u00a0", " ") for one in (0.5, 2, 2.25, 72, 76)]
    ['30 min', '2 h', '2 h 15 min', '3 days', '3 days 4 h']
    """
    minutes = round(hours * 60)
    if minutes == 0:
        return f"0\u00a0{_MINUTE[lang]}" if hours == 0 else _LESS[lang]
    days, rest = divmod(minutes, 24 * 60)
    if days >= 10:
        days, rest = round(minutes / (24 * 60)), 0
    elif days and rest:
        rest = round(rest / 60) * 60
        days, rest = days + rest // (24 * 60), rest % (24 * 60)
    return _spelt(days, rest, lang)


def minutes_said(minutes: int, lang: Lang) -> str:
    r"""A time of so many whole minutes, to the minute.

    >>> minutes_said(12_645, "en").replace("\u00a0", " ")
    '8 days 18 h 45 min'
    """
    return _spelt(*divmod(minutes, 24 * 60), lang) or f"0\u00a0{_MINUTE[lang]}"


def _spelt(days: int, rest: int, lang: Lang) -> str:
    """Days, and the minutes of the last one."""
    parts = [f"{days}\u00a0{_DAY[lang][_form(days, lang)]}"] if days else []
    if rest // 60:
        parts.append(f"{rest // 60}\u00a0{_HOUR[lang]}")
    if rest % 60:
        parts.append(f"{rest % 60}\u00a0{_MINUTE[lang]}")
    return "\u00a0".join(parts)


def channels_said(channels: Iterable[str], lang: Lang) -> tuple[tuple[str, str], ...]:
    """Types of channels, each as (code, word), digital first; a type of its own is its own word.

    >>> channels_said({"offline", "digital"}, "en")
    (('digital', 'digital'), ('offline', 'offline'))
    """
    return tuple((one, told(_BOTH[one], lang) if one in _BOTH else one) for one in sorted(channels))


def actor_said(actor: str, lang: Lang) -> str:
    """Who takes a step: the client, or the role as the journey names it."""
    return told("client", lang) if actor == CLIENT else actor


def clause_said(finding: Finding, lang: Lang) -> str:
    """The clause that a finding cites, without the name of the act; empty if it cites none."""
    ref = finding.ref()
    return ref.say(lang) if ref else ""


def mark_said(finding: Finding, lang: Lang) -> str:
    """A finding as a mark on a map: its code and its clause.

    >>> from touchpoint_model.model.findings import Severity
    >>> one = Finding("SV01", "too-many-transfers", Severity.ERROR, Text("", ""), Text("", ""),
    ...     "", act="procedure", clause="3.2(1)-1")
    >>> mark_said(one, "en")
    'SV01, clause 3.2, item 1, dash 1'
    """
    clause = clause_said(finding, lang)
    return f"{finding.code}, {clause}" if clause else finding.code


def _form(number: int, lang: Lang) -> int:
    if lang == "en":
        return int(number != 1)
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2
