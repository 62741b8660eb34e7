"""Before and after in a notebook: a journey with its redesign, a register with its change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum

from ...journeys.redesign.comparison import Change, Comparison
from ...journeys.redesign.measures import MeasureChange
from ...journeys.redesign.verdicts import Turn, Verdicts
from ...journeys.redesign.whatif import Effects, JourneyEffect
from ...model.journeys import Journey, JourneyKind, LifeSituation, Step, Transition
from ...model.legal import ClauseRef
from ...model.text import Lang, Text
from ..journey_analysis.changes import amounts_said
from ..journey_analysis.wording import FIELDS, TRENDS
from ..journey_words import (
    KINDS,
    WORDS,
    channels_said,
    hours_said,
    mark_said,
    number_said,
    share_said,
)
from .markup import block, fold, line, listed, table

__all__ = ["comparison", "effects"]

_MOST = 15
_WORDS: Mapping[str, Text] = {
    "measures": Text(ru="Показатель", en="Measure"),
    "before": Text(ru="как есть", en="as is"),
    "after": Text(ru="как будет", en="to be"),
    "difference": Text(ru="разница", en="difference"),
    "trend": Text(ru="для клиента", en="for the client"),
    "steps": Text(ru="Что изменилось в шагах и переходах", en="What changed in steps and ways"),
    "added": Text(ru="Новые шаги", en="New steps"),
    "dropped": Text(ru="Убранные шаги", en="Dropped steps"),
    "changed": Text(ru="Изменённые шаги", en="Changed steps"),
    "unsure": Text(
        ru="Возможно, это те же шаги: слова повторяются", en="May be the same steps: words repeat"
    ),
    "facts": Text(ru="Изменилось у пути", en="Changed of the journey"),
    "ways-added": Text(ru="Новые переходы", en="New ways"),
    "ways-dropped": Text(ru="Убранные переходы", en="Dropped ways"),
    "ways-changed": Text(ru="Изменённые переходы", en="Changed ways"),
    "satisfied": Text(ru="Стали выполняться пункты", en="Clauses satisfied now"),
    "broken": Text(ru="Нарушены или требуют решения пункты", en="Clauses broken or up for review"),
    "came": Text(ru="Новые замечания", en="New findings"),
    "gone": Text(ru="Снятые замечания", en="Findings gone"),
    "same": Text(ru="Ничего не изменилось.", en="Nothing changed."),
    "what-if": Text(ru="Что будет, если изменить перечень", en="What if the register changes"),
    "points": Text(ru="Точки, у которых не осталось строк", en="Touchpoints without rows now"),
    "processes": Text(ru="Процессы", en="Processes"),
    "journeys-broken": Text(
        ru="Пути, на которых потребность больше не удовлетворить",
        en="Journeys on which the need can be met no more",
    ),
    "journeys": Text(ru="Затронутые пути", en="Journeys touched"),
    "journeys-else": Text(ru="Другие затронутые пути", en="Other journeys touched"),
    "lost": Text(ru="закрыт канал: {channels}", en="channel closed: {channels}"),
    "won": Text(ru="открыт канал: {channels}", en="channel opened: {channels}"),
    "closed": Text(ru="закрыты шаги: {steps}", en="steps closed: {steps}"),
    "stranded": Text(
        ru="больше не ведут к удовлетворению: {steps}", en="lead to satisfaction no more: {steps}"
    ),
    "of-points": Text(ru="точек {old} → {new}", en="touchpoints {old} → {new}"),
    "unknown": Text(ru="неизвестно", en="unknown"),
    "nothing": Text(ru="нет", en="none"),
    "yes": Text(ru="да", en="yes"),
    "no": Text(ru="нет", en="no"),
    "measured-anew": Text(ru="другие оценки", en="other marks"),
}
_TIMES = frozenset({"duration", "waiting", "deviation"})


def comparison(value: Comparison, lang: Lang = "ru") -> str:
    """The measures as a table, clauses that turned as lists; what changed in the steps folds away."""
    names = [value.before.name, value.after.name]
    columns = [_say(one, lang) for one in ("measures", "before", "after", "difference", "trend")]
    moved = [(pair.after, pair.changes) for pair in value.changed]
    doubtful = [one for one in (*value.dropped, *value.added) if one.id in value.unsure]
    steps = [
        _lines("facts", (_change(one, lang) for one in value.facts), lang),
        _lines("added", (one.action for one in value.added), lang),
        _lines("dropped", (one.action for one in value.dropped), lang),
        _lines("changed", (_changed(step, changes, lang) for step, changes in moved), lang),
        _lines("unsure", (one.action for one in doubtful), lang),
        _lines("ways-added", (_way(one, value.after, lang) for one in value.ways_added), lang),
        _lines("ways-dropped", (_way(one, value.before, lang) for one in value.ways_dropped), lang),
        _lines(
            "ways-changed",
            (
                f"{_way(old, value.before, lang)} ⇒ {_known(new, lang) or _say('unknown', lang)}"
                for old, new in value.ways_changed
            ),
            lang,
        ),
    ]
    parts = [
        table(columns, (_measure(one, lang) for one in value.measures)),
        *(_verdicts(value.verdicts, lang) if value.verdicts else ()),
        fold(_say("steps", lang), "".join(steps), opened=not value.measures),
    ]
    return block(" → ".join(dict.fromkeys(names)), parts if any(parts) else _nothing(lang))


def effects(value: Effects, lang: Lang = "ru") -> str:
    """Touchpoints, processes and journeys that the change touches, and the clauses that turn."""
    before = {one.id: one.name for one in value.before.touchpoints}
    others = [one for one in value.journeys if not one.broken]
    parts = [
        _lines("journeys-broken", (_touched(one, lang) for one in value.broken), lang),
        _lines(
            "journeys-else" if value.broken else "journeys",
            (_touched(one, lang) for one in others),
            lang,
        ),
        _lines("points", (before[one] for one in value.touchpoints), lang),
        _lines(
            "processes",
            (
                "; ".join(
                    [
                        one.process,
                        _say("of-points", lang).format(old=one.points[0], new=one.points[1]),
                        *_channels(one.lost, one.won, lang),
                    ]
                )
                for one in value.processes
            ),
            lang,
        ),
        *_verdicts(value.verdicts, lang),
    ]
    return block(_say("what-if", lang), parts if any(parts) else _nothing(lang))


def _nothing(lang: Lang) -> Sequence[str]:
    return (line(_say("same", lang)),)


def _lines(title: str, items: Iterable[str], lang: Lang) -> str:
    return listed(_say(title, lang), list(items), _MOST, lang)


def _verdicts(value: Verdicts, lang: Lang) -> Iterator[str]:
    found = (*value.before.findings, *value.after.findings)
    codes = {one.rule: one.code for one in found}
    yield _lines("broken", (_turn(one, codes, lang) for one in value.broken), lang)
    yield _lines("satisfied", (_turn(one, codes, lang) for one in value.satisfied), lang)
    for name, found in (("came", value.came), ("gone", value.gone)):
        yield _lines(name, (f"{mark_said(one, lang)}: {one.message[lang]}" for one in found), lang)


def _turn(turn: Turn, codes: Mapping[str, str], lang: Lang) -> str:
    """A clause, and the codes of its rules that found something, before or after."""
    told = ", ".join(sorted({codes[one] for one in turn.rules if one in codes}))
    clause = ClauseRef(turn.act, turn.clause).say(lang)
    return f"{clause} ({told})" if told else clause


def _touched(effect: JourneyEffect, lang: Lang) -> str:
    steps = effect.journey.by_id
    closed = "; ".join(steps[one].action for one in effect.closed)
    told = [_say("closed", lang).format(steps=closed)] if closed else []
    if effect.stranded and not effect.broken:  # of a broken one, all do
        stranded = "; ".join(steps[one].action for one in effect.stranded)
        told.append(_say("stranded", lang).format(steps=stranded))
    return "\n".join([effect.journey.name, *told, *_channels(effect.lost, effect.won, lang)])


def _channels(lost: frozenset[str], won: frozenset[str], lang: Lang) -> Iterator[str]:
    for word, kinds in (("lost", lost), ("won", won)):
        if kinds:
            told = ", ".join(name for _, name in channels_said(kinds, lang))
            yield _say(word, lang).format(channels=told)


def _measure(change: MeasureChange, lang: Lang) -> Sequence[str]:
    told = amounts_said(*change.values, change.measure.unit, lang)
    return (change.measure.title[lang], *told, TRENDS[change.trend][lang])


def _changed(step: Step, changes: Iterable[Change], lang: Lang) -> str:
    return "\n".join([step.action, *(_change(one, lang) for one in changes)])


def _change(change: Change, lang: Lang) -> str:
    name = FIELDS[change.name][lang] if change.name in FIELDS else change.name
    if change.name in ("experience", "satisfaction"):
        return f"{name}: {_say('measured-anew', lang)}"
    old, new = (_fact(change.name, one, lang) for one in (change.before, change.after))
    return f"{name}: {old} → {new}"


def _fact(name: str, value: object, lang: Lang) -> str:
    if value is None or value in ((), ""):
        return _say("nothing", lang)
    if isinstance(value, bool):
        return _say("yes" if value else "no", lang)
    if isinstance(value, int | float):
        return hours_said(value, lang) if name in _TIMES else number_said(value, lang)
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, JourneyKind):
        return KINDS[value][lang]
    if isinstance(value, LifeSituation):
        return f"{value.name} ({WORDS['proactive'][lang]})" if value.proactive else value.name
    if isinstance(value, Enum):
        return str(value.value)
    return str(getattr(value, "name", value))


def _way(way: Transition, journey: Journey, lang: Lang) -> str:
    steps = journey.by_id
    known = _known(way, lang)
    ends = f"{steps[way.source].action} → {steps[way.target].action}"
    return f"{ends} ({known})" if known else ends


def _known(way: Transition, lang: Lang) -> str:
    chance = "" if way.probability is None else share_said(way.probability, lang)
    return ", ".join(one for one in (chance, way.condition) if one)


def _say(word: str, lang: Lang) -> str:
    return _WORDS[word][lang]
