"""Skeleton journeys: what a register alone says of the way through each of its processes.

A skeleton has a phase for each kind of need that the process meets, in the natural order: the client
learns, asks, takes forms, submits, shows what is to be inspected, follows the progress, gets what no
category names, gets the result, gives feedback, learns what came of it. Every touchpoint of a phase
is a step of it; these are alternatives. A register tells no chance, no hour and no phase that may be
left out: none of them is stated, and past every phase there is a way, but for submission,
inspection, the needs that satisfy, and feedback before its result.

What satisfies: the result, where a process has one. Else the last of submission, inspection and
progress, and beside it what no category names, which may be the very goal (a certificate, a
contract). Where a process has none of those, to be informed, consulted or given a form is the goal:
each such step satisfies. A process of nothing but feedback is satisfied by the last of it.

A skeleton begins off any point, where the need arises. Ids stay the same when rows are moved or
added elsewhere: a step's is `need-touchpoint` (code of the need, id of the touchpoint; in TOML such
an id needs no quotes), numbered in the rare case that two would be alike; a journey's is
the words of its process's name joined by hyphens, in its own letters, so that nothing is lost in
transliteration; processes of one name are numbered from the second on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.clients import ClientKind
from ..model.journeys import Journey, Phase, Step, Transition
from ..model.processes import Entry, Process
from ..model.register import Register
from ..model.text import Lang, Text, normalise, words
from ..model.touchpoints import Touchpoint

__all__ = ["skeletons"]

_START = Text(ru="Потребность", en="Need")
_ARISES = Text(ru="возникает потребность", en="the need arises")
_TURNS = Text(ru="обращается", en="turns to the agency")
_OTHER = "other"
_PHASES = {
    "information": Text(ru="Информация", en="Information"),
    "consultation": Text(ru="Консультация", en="Consultation"),
    "forms": Text(ru="Формы документов", en="Forms of documents"),
    "submission": Text(ru="Подача", en="Submission"),
    "inspection": Text(ru="Осмотр (проверка)", en="Inspection"),
    "progress": Text(ru="Ход рассмотрения", en="Progress"),
    _OTHER: Text(ru="Другие потребности", en="Other needs"),
    "result": Text(ru="Результат", en="Result"),
    "feedback": Text(ru="Обратная связь", en="Feedback"),
    "feedback-result": Text(ru="Итог обратной связи", en="Result of feedback"),
}
_PREPARING = ("information", "consultation", "forms")
_DOING = ("submission", "inspection", "progress")
_GONE_THROUGH = {"submission", "inspection", "feedback"}
_LONGEST = 60  # letters of a journey's id


def skeletons(register: Register, *, lang: Lang = "ru") -> tuple[Journey, ...]:
    """The skeleton journey of each process of a register, in printed order.

    A need that no category was recognised for, and a row whose needs are unknown, stand in the phase
    of other needs. A process without rows gives a journey that never gets past its need.

    >>> from touchpoint_model.model.processes import Direction, Need
    >>> from touchpoint_model.model.touchpoints import Touchpoint
    >>> rows = (Entry("phone", (Need("консультация", "consultation"),)),
    ...         Entry("desk", (Need("заявление", "submission"), Need("ответ", "result"))))
    >>> told, = skeletons(Register("toy", "Перечень", (Direction("", (Process("Приём", rows),)),),
    ...                            (Touchpoint("phone", "телефон"), Touchpoint("desk", "окно"))))
    >>> told.name, [one.id for one in told.steps]
    ('Приём', ['need', 'consultation-phone', 'submission-desk', 'result-desk'])
    >>> told.by_id["consultation-phone"].action
    'консультация: телефон'
    >>> [one.target for one in told.leaving("need")]
    ['consultation-phone', 'submission-desk']

    Args:
        lang: of the names of phases and of the first step.
    """
    points = {one.id: one for one in register.touchpoints}
    taken: set[str] = set()
    made = []
    for direction in register.directions:
        for process in direction.processes:
            id = _id(process.name, taken)
            taken.add(id)
            client = process.client or direction.client
            made.append(_skeleton(process, points, id, client, lang))
    return tuple(made)


def _skeleton(
    process: Process,
    points: Mapping[str, Touchpoint],
    id: str,
    client: ClientKind | None,
    lang: Lang,
) -> Journey:
    needs = _needs(process)
    codes = [one for one in _PHASES if one in needs]
    final = _satisfying(codes)
    ids = _ids(needs, codes)
    phases = {
        code: [
            Step(
                id=ids[code, point],
                action=f"{'; '.join(texts) or _TURNS[lang]}: {points[point].name}",
                touchpoint=point,
                process=process.name,
                satisfies=code in final,
                need="; ".join(texts) or None,
                kind=points[point].kind,
            )
            for point, texts in needs[code].items()
        ]
        for code in codes
    }
    start = Step("need", _ARISES[lang])
    met: dict[str, str] = {}  # texts that differ in case alone are one
    for code in final:
        for texts in needs[code].values():
            for text in texts:
                met.setdefault(normalise(text), text)
    return Journey(
        id=id,
        name=process.name,
        phases=(
            Phase(_START[lang], (start,)),
            *(Phase(_PHASES[code][lang], tuple(steps)) for code, steps in phases.items()),
        ),
        transitions=tuple(_ways([[start], *phases.values()], ["", *codes], final)),
        need="; ".join(met.values()) or None,
        client=client,
    )


def _needs(process: Process) -> dict[str, dict[str, list[str]]]:
    """By code of the need and id of the touchpoint, the texts of the needs, each once."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in process.entries:
        for code, text in _told(row):
            texts = found.setdefault(code, {}).setdefault(row.touchpoint, [])
            if text and normalise(text) not in map(normalise, texts):
                texts.append(text)
    return found


def _ids(
    needs: Mapping[str, Mapping[str, list[str]]], codes: list[str]
) -> dict[tuple[str, str], str]:
    """By code of the need and id of the touchpoint, the id of the step."""
    made: dict[tuple[str, str], str] = {}
    taken = {"need"}
    for code in codes:
        for point in needs[code]:
            id = _numbered(f"{code}-{point}".replace(".", "-"), taken)
            taken.add(id)
            made[code, point] = id
    return made


def _told(row: Entry) -> Iterator[tuple[str, str]]:
    if not row.needs:
        yield _OTHER, ""
    for need in row.needs or ():
        yield (need.category if need.category in _PHASES else _OTHER) or _OTHER, need.text


def _satisfying(codes: list[str]) -> list[str]:
    """The codes of the needs, in natural order, that the client is satisfied by."""
    if "result" in codes:
        return ["result"]
    doing = [one for one in codes if one in _DOING][-1:]
    goals = doing or [one for one in codes if one in _PREPARING]
    return [*goals, *(one for one in codes if one == _OTHER)] or codes[-1:]


def _ways(phases: list[list[Step]], codes: list[str], final: list[str]) -> Iterator[Transition]:
    """From each step to those of the phases below, down to the first that is gone through.

    The last of the satisfying phases is, too, for those who have not been satisfied yet.
    """
    for at, phase in enumerate(phases):
        stops = _GONE_THROUGH if codes[at] in final else {*_GONE_THROUGH, *final[-1:]}
        for step in phase:
            for below, code in zip(phases[at + 1 :], codes[at + 1 :], strict=True):
                yield from (Transition(step.id, one.id) for one in below)
                if code in stops:
                    break


def _id(name: str, taken: set[str]) -> str:
    """The words of a name as an id: whole words, as many as fit."""
    code = ""
    for word in words(name):
        if code and len(code) + len(word) >= _LONGEST:
            break
        code = f"{code}-{word}".strip("-")
    return _numbered(code or "process", taken)


def _numbered(id: str, taken: set[str]) -> str:
    """The id, numbered from the second on."""
    number, told = 1, id
    while told in taken:
        number += 1
        told = f"{id}-{number}"
    return told
