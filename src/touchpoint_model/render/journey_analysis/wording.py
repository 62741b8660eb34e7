"""The words of an analysis of a journey and of a comparison, in Russian and English."""

from __future__ import annotations

from collections.abc import Mapping

from ...journeys.redesign.measures import Trend
from ...journeys.shape.counts import Counted
from ...journeys.shape.reach import Lack
from ...model.text import Lang, Text

__all__ = ["COUNTED", "FIELDS", "LACKS", "TRENDS", "say"]

_WORDS: Mapping[str, Text] = {
    "size": Text(
        ru="Шагов: {steps}, из них обращений клиента: {own}",
        en="Steps: {steps}, of them the client’s contacts: {own}",
    ),
    "in-short": Text(
        ru="Потребность удовлетворена у {share} клиентов; {effort}.",
        en="The need is met for {share} of the clients; {effort}.",
    ),
    "in-short-time": Text(
        ru="в среднем это занимает {time} и требует обращений: {contacts}",
        en="on average it takes {time} and {contacts} contacts",
    ),
    "in-short-untimed": Text(
        ru="в среднем это требует обращений: {contacts}; время не указано",
        en="on average it takes {contacts} contacts; times are not stated",
    ),
    "nobody": Text(
        ru="Потребность не удовлетворяется ни у одного клиента.",
        en="The need is met for no client at all.",
    ),
    "unclear": Text(
        ru="Доли клиентов и среднее время не вычислить. {reason}",
        en="Shares of clients and mean times cannot be told. {reason}",
    ),
    "ends": Text(ru="Чем заканчивается", en="How it ends"),
    "satisfied-at": Text(ru="Потребность удовлетворяет: {steps}", en="The need is met at: {steps}"),
    "stated-at": Text(ru="{outcome}: {steps}", en="{outcome}: {steps}"),
    "effort": Text(ru="Что нужно, чтобы дойти до цели", en="What it takes to have the need met"),
    "time": Text(
        ru="Время: {time}, стандартное отклонение {deviation}",
        en="Time: {time}, standard deviation {deviation}",
    ),
    "time-to-end": Text(
        ru="До любого конца пути: {time}, стандартное отклонение {deviation}",
        en="To any end of the journey: {time}, standard deviation {deviation}",
    ),
    "no-time": Text(
        ru="Время не указано ни у одного шага.", en="No step states how much time it takes."
    ),
    "in-hours": Text(ru="{time} ({hours}\u00a0ч)", en="{time} ({hours}\u00a0h)"),
    "fewest": Text(ru="не меньше", en="fewest"),
    "expected": Text(ru="в среднем", en="expected"),
    "most": Text(ru="не больше", en="most"),
    "unbounded": Text(ru="без предела", en="no limit"),
    "loop": Text(ru="Без предела растёт по кругу: {steps}", en="No limit, going round: {steps}"),
    "leaving": Text(ru="Где клиенты бросают путь", en="Where clients give up"),
    "leaving-note": Text(ru="Доля от всех, кто начал путь.", en="Of all who begin the journey."),
    "weak": Text(ru="Слабые места", en="Weak places"),
    "dead": Text(ru="Тупик, итог не указан: {steps}", en="Dead end, no outcome stated: {steps}"),
    "trap": Text(ru="Круг без выхода: {steps}", en="A loop with no way out: {steps}"),
    "unreached": Text(ru="Сюда никто не попадает: {steps}", en="Nobody gets here: {steps}"),
    "unjoined": Text(
        ru="Параллельные ветви не сходятся, начало: {steps}",
        en="Parallel branches never meet, begun at: {steps}",
    ),
    "incomplete": Text(
        ru="Ждёт ветвей, которые могут не прийти: {steps}",
        en="Waits for branches that need not come: {steps}",
    ),
    "sound": Text(
        ru="Тупиков, кругов без выхода и недостижимых шагов нет.",
        en="There are no dead ends, loops without a way out, or steps that nobody reaches.",
    ),
    "single": Text(ru="Без чего не дойти до цели", en="What every way to the goal needs"),
    "single-points": Text(
        ru="Точки, которые нельзя обойти: {points}", en="Touchpoints with no way round: {points}"
    ),
    "no-single-points": Text(
        ru="Любую одну точку можно обойти.", en="There is a way round each single touchpoint."
    ),
    "single-steps": Text(
        ru="Шаги, которые нельзя обойти: {steps}", en="Steps with no way round: {steps}"
    ),
    "bottleneck": Text(
        ru="Узкое место: {step}; {time} на клиента, {share} времени всех шагов",
        en="Bottleneck: {step}; {time} per client, {share} of the time of all steps",
    ),
    "ways": Text(ru="Кому путь открыт", en="To whom the journey is open"),
    "way": Text(ru="Для кого, через что", en="For whom, by what"),
    "state": Text(ru="Путь", en="Way"),
    "change": Text(ru="Что должно измениться", en="What has to change"),
    "by-digital": Text(ru="только цифровые точки", en="digital touchpoints only"),
    "by-offline": Text(ru="только офлайн-точки", en="offline touchpoints only"),
    "by-limit": Text(ru="ограничение: {limit}", en="limit: {limit}"),
    "by-segment": Text(ru="сегмент: {segment}", en="segment: {segment}"),
    "open": Text(ru="открыт", en="open"),
    "closed": Text(ru="закрыт", en="closed"),
    "doubtful": Text(ru="неясно", en="unclear"),
    "find-out": Text(ru="узнать о шагах: {steps}", en="to be found out: {steps}"),
    "no-way": Text(ru="до цели не дойти никому", en="nobody gets to the goal"),
    "gains": Text(ru="Что поможет больше всего", en="What would help most"),
    "faster": Text(
        ru="{step}: если на 10\u00a0% быстрее, экономия {time}",
        en="{step}: if 10% faster, {time} are saved",
    ),
    "likelier": Text(
        ru="{source} → {target} (сейчас {chance}): если чаще на 1\u00a0п.\u00a0п., "
        "удовлетворённых больше на {gain}\u00a0п.\u00a0п.",
        en="{source} → {target} (now {chance}): if one point more, {gain} points more are satisfied",
    ),
    "gains-to-goal": Text(
        ru="Экономия: в среднем на клиента, до удовлетворения потребности.",
        en="Saved: per client on average, until the need is met.",
    ),
    "gains-to-end": Text(
        ru="Экономия: в среднем на клиента, до конца пути.",
        en="Saved: per client on average, until the journey ends.",
    ),
    "felt": Text(ru="Что чувствуют клиенты", en="What clients feel"),
    "highest": Text(ru="Лучше всего: {step}; {mark}", en="Best: {step}; {mark}"),
    "lowest": Text(ru="Хуже всего: {step}; {mark}", en="Worst: {step}; {mark}"),
    "last": Text(
        ru="В конце самого вероятного пути: {step}; {mark}",
        en="At the end of the most likely way: {step}; {mark}",
    ),
    "mark": Text(ru="{mark} (шкала {low}–{high}, {sample})", en="{mark} ({low}–{high}, {sample})"),
    "not-measured": Text(ru="не измерено", en="not measured"),
    "content": Text(
        ru="Довольны {share}: {satisfied} из {answers} ответов; интервал {low}–{high} "
        "с доверием {confidence}",
        en="{share} are content: {satisfied} of {answers} answers; interval {low}–{high} "
        "at {confidence} confidence",
    ),
    "unfelt": Text(ru="Опыт клиентов не измерен.", en="Nobody has measured what clients feel."),
    "gaps": Text(ru="Каких данных не хватает", en="What is not known"),
    "untimed": Text(
        ru="Время не указано, считается нулём: {steps}", en="No time stated, taken as 0: {steps}"
    ),
    "uncounted": Text(
        ru="Число переключений не указано, считается нулём: {steps}",
        en="No number of transfers stated, taken as 0: {steps}",
    ),
    "unchanced": Text(
        ru="Вероятности переходов не указаны, считаются равными: {steps}",
        en="Chances of the ways on not stated, taken as alike: {steps}",
    ),
    "off-register": Text(
        ru="Точки нет в перечне: {steps}", en="The register lacks the touchpoint: {steps}"
    ),
    "all-steps": Text(ru="все шаги пути ({count})", en="all steps of the journey ({count})"),
    "more": Text(ru="… и ещё {count}", en="… and {count} more"),
    "unknown": Text(ru="неизвестно", en="unknown"),
    "redesign": Text(ru="{before} → {after}", en="{before} → {after}"),
    "redesigned": Text(ru="{name}: как есть → как будет", en="{name}: as is → to be"),
    "redesign-in-short": Text(
        ru="Показатели: лучше {better}, хуже {worse}. Шаги: новых {added}, убранных {dropped}, "
        "изменённых {changed}. Пункты: стали нарушаться {broken}, стали выполняться {satisfied}.",
        en="Measures: {better} better, {worse} worse. Steps: {added} added, {dropped} dropped, "
        "{changed} changed. Clauses: {broken} broken now, {satisfied} satisfied now.",
    ),
    "measures": Text(ru="Показатели", en="Measures"),
    "measure": Text(ru="Показатель", en="Measure"),
    "change-of": Text(ru="Было → будет", en="As is → to be"),
    "difference": Text(ru="Разница", en="Difference"),
    "trend": Text(ru="Клиенту", en="For clients"),
    "added": Text(ru="Новые шаги", en="Steps added"),
    "dropped": Text(ru="Убранные шаги", en="Steps dropped"),
    "moved": Text(ru="Шаги на другой точке или в другом канале", en="Steps moved to another point"),
    "changed": Text(ru="Изменённые шаги", en="Steps changed"),
    "at-point": Text(ru="{step}: {point}", en="{step}: {point}"),
    "renamed": Text(ru="{step}. {changes}", en="{step}. {changes}"),
    "unsure": Text(
        ru="Возможно, это те же шаги, слова повторяются: {steps}",
        en="May be the same steps, the words repeat: {steps}",
    ),
    "facts": Text(ru="Изменилось у пути", en="Changed of the journey"),
    "ways-changed": Text(ru="Переходы между шагами", en="Ways between steps"),
    "ways-counted": Text(
        ru="новых {added}, убранных {dropped}, с другой вероятностью или условием {changed}",
        en="{added} added, {dropped} dropped, {changed} with another chance or condition",
    ),
    "satisfied-now": Text(ru="Стали выполняться пункты", en="Clauses satisfied now"),
    "broken-now": Text(ru="Стали нарушаться пункты", en="Clauses broken now"),
    "review-now": Text(ru="Стали требовать решения пункты", en="Clauses up for review now"),
    "came": Text(ru="Новые замечания", en="Findings that came"),
    "gone": Text(ru="Снятые замечания", en="Findings that went"),
    "same": Text(ru="Ничего не изменилось.", en="Nothing changed."),
    "experience-anew": Text(ru="оценки другие", en="other marks"),
    "nothing": Text(ru="нет", en="none"),
    "yes": Text(ru="да", en="yes"),
    "no": Text(ru="нет", en="no"),
    "under": Text(ru="менее\u00a0{value}", en="under\u00a0{value}"),
    "points": Text(ru="{value}\u00a0п.\u00a0п.", en="{value}\u00a0points"),
}

COUNTED: Mapping[Counted, Text] = {
    Counted.CONTACTS: Text(ru="обращений", en="contacts"),
    Counted.TRANSFERS: Text(ru="переключений", en="transfers"),
    Counted.SWITCHES: Text(ru="смен канала", en="switches of channel"),
}
"""What is counted along a way."""

LACKS: Mapping[Lack, Text] = {
    Lack.NOTHING: Text(
        ru="Ни один шаг не удовлетворяет потребность.", en="No step meets the need."
    ),
    Lack.UNREACHED: Text(
        ru="До шагов, удовлетворяющих потребность, не дойти: {steps}",
        en="The steps that meet the need cannot be reached: {steps}",
    ),
}
"""Why a need stays unmet, where the weak places do not say it themselves."""

TRENDS: Mapping[Trend, Text] = {
    Trend.BETTER: Text(ru="▲ лучше", en="▲ better"),
    Trend.WORSE: Text(ru="▼ хуже", en="▼ worse"),
    Trend.SAME: Text(ru="= так же", en="= the same"),
    Trend.UNKNOWN: Text(ru="", en=""),
}
"""How a measure went, for the client."""

FIELDS: Mapping[str, Text] = {
    "action": Text(ru="действие", en="action"),
    "actor": Text(ru="кто действует", en="actor"),
    "touchpoint": Text(ru="точка", en="touchpoint"),
    "process": Text(ru="процесс", en="process"),
    "duration": Text(ru="работа", en="work"),
    "waiting": Text(ru="ожидание", en="waiting"),
    "deviation": Text(ru="разброс времени", en="deviation of time"),
    "transfers": Text(ru="переключения", en="transfers"),
    "outcome": Text(ru="итог", en="outcome"),
    "satisfies": Text(ru="удовлетворяет потребность", en="meets the need"),
    "experience": Text(ru="клиентский опыт", en="experience"),
    "satisfaction": Text(ru="удовлетворённость", en="satisfaction"),
    "need": Text(ru="потребность", en="need"),
    "kind": Text(ru="вид", en="kind"),
    "channel": Text(ru="канал", en="channel"),
    "visible": Text(ru="клиент видит", en="the client sees it"),
    "pains": Text(ru="трудности", en="pains"),
    "acknowledged": Text(ru="сообщают о получении", en="receipt acknowledged"),
    "feedback": Text(ru="быстрая обратная связь", en="quick feedback"),
    "split": Text(ru="ветви расходятся", en="branches part"),
    "join": Text(ru="ветви сходятся", en="branches meet"),
    "phase": Text(ru="этап", en="phase"),
    "situation": Text(ru="жизненная ситуация", en="life situation"),
    "segments": Text(ru="сегменты", en="segments"),
    "client": Text(ru="клиент", en="client"),
    "start": Text(ru="первый шаг", en="first step"),
}
"""The facts of a step or a journey that may change, by the name of the attribute."""


def say(word: str, lang: Lang, **fields: object) -> str:
    """A sentence of an analysis in one language, with its fields filled in.

    >>> say("trap", "en", steps="2. asks; 3. waits")
    'A loop with no way out: 2. asks; 3. waits'
    """
    return _WORDS[word][lang].format(**fields)
