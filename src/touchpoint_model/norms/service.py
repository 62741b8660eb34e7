"""Rules on how clients are served along their journeys (SV): transfers, receipt, feedback, the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..journeys.shape.counts import most_transfers
from ..journeys.shape.reach import Lack, Unsatisfied, unsatisfied
from ..model.findings import Absent, Fault
from ..model.journeys import Journey
from ..model.register import Register
from ..model.stations import Station, stations
from ..model.text import Text
from ..model.touchpoints import Channel
from ..model.view import View
from ..rules.rule import Verdict, rule
from ..rules.scope import Scope

__all__ = [
    "missing_acknowledgement",
    "no_quick_feedback",
    "no_responsible_officer",
    "too_many_transfers",
    "unsatisfied_journey",
]

_NO_TRANSFERS = Absent("transfers")
_NO_ACKNOWLEDGED = Absent("acknowledged")
_NO_FEEDBACK = Absent("feedback")
_NO_SEGMENTS = Absent("segments")
_NO_OFFICER = Absent("segments.officer")


@rule(
    "SV01",
    name="too-many-transfers",
    of_journeys=True,
    message=Text(
        ru="Путь «{journey}»: по одному вопросу клиента переключают {times}, можно не больше {most} "
        "({path})",
        en="Journey “{journey}”: for one question the client is transferred {times}, at most {most} "
        "is allowed ({path})",
    ),
    fix=Text(
        ru="Сократите переключения: дайте первому сотруднику ответ или прямой номер нужного",
        en="Cut the transfers: give the first officer the answer, or the right one's direct number",
    ),
)
def too_many_transfers(_register: Register, *, most: int, scope: Scope, view: View) -> Verdict:
    """A caller is transferred more often for one question than the ordinance allows.

    Why: Each transfer makes the client tell the question anew.
    Decides: Along each journey, the most transfers that one client can meet at points of the kinds
        that the clause is about; a journey is one question. A loop that has a transfer has no
        most. Steps that state no transfers count as none; where no such step states any, the clause
        is unverified.
    Bad: Two steps at the phone, with two transfers and one.
    Good: One step at the phone, with two transfers.
    Known limits: A journey that asks two questions is judged as one.
    """
    stated = False
    for journey, placed in _placed(view):
        at = {one.step.id: one.step for one in _at(placed, scope)}
        stated = stated or any(one.transfers is not None for one in at.values())
        found = most_transfers(journey, placed, scope.kinds)
        if found.count is None or found.count > most:
            times = _ENDLESS if found.count is None else _times(found.count)
            moved = tuple(one for one in found.path if one in at and at[one].transfers)
            fields = {
                "journey": journey.name,
                "times": times,
                "most": most,
                "path": _path(journey, moved),
            }
            yield Fault(journey=journey.id, steps=tuple(dict.fromkeys(moved)), fields=fields)
    if not stated:
        yield _NO_TRANSFERS


_ENDLESS = Text(ru="сколько угодно раз, по кругу", en="any number of times, in a circle")


def _times(count: int) -> Text:
    few = count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14)
    return Text(ru=f"{count} раза" if few else f"{count} раз", en=f"{count} times")


@rule(
    "SV02",
    name="missing-acknowledgement",
    of_journeys=True,
    message=Text(
        ru="Путь «{journey}», шаг «{step}»: клиенту не сообщают, что его обращение получено",
        en="Journey “{journey}”, step “{step}”: the client is not told that the message has arrived",
    ),
    fix=Text(
        ru="Отправляйте уведомление о получении: автоответ, расписку, отметку на копии",
        en="Send a notice of receipt: an auto-reply, a receipt, a mark on the copy",
    ),
)
def missing_acknowledgement(_register: Register, *, scope: Scope, view: View) -> Verdict:
    """The client is not told that a message has arrived.

    Why: A client who does not know whether the letter came writes again.
    Decides: A client's step at a point of the kinds that the clause is about is stated not to be
        acknowledged. Where no such step says either way, the clause is unverified.
    Bad: `acknowledged = false`
    Good: `acknowledged = true`
    Known limits: No act sets a term for the notice, so its delay is not judged.
    """
    yield from _stated(view, scope, "acknowledged", _NO_ACKNOWLEDGED)


@rule(
    "SV03",
    name="unsatisfied-journey",
    of_journeys=True,
    heuristic=True,
    message=Text(
        ru="Путь «{journey}» не доводит клиента до удовлетворения потребности: {reason}",
        en="Journey “{journey}” does not lead the client to a satisfied need: {reason}",
    ),
    fix=Text(
        ru="Отметьте шаг, на котором потребность удовлетворена, или доведите до него путь",
        en="Mark the step at which the need is satisfied, or lead the journey to it",
    ),
)
def unsatisfied_journey(_register: Register, *, view: View) -> Verdict:
    """A journey does not reach the satisfaction of the client's need.

    Why: By the ordinances' own definition a journey runs from the rise of a need to its satisfaction.
    Decides: No step satisfies the need; or none that does can be reached from the start; or some
        step on the way leads nowhere: it neither satisfies, nor states an outcome, nor goes on to
        a step that does.
    Bad: The client applies, and the journey ends.
    Good: The client applies, waits, and gets the result; or is refused, and the refusal is stated.
    Known limits: It judges the journey as it is drawn. Always a note: a definition obliges nobody.
    """
    for journey in view.journeys or ():
        for found in unsatisfied(journey):
            fields = {"journey": journey.name, "reason": _reason(journey, found)}
            yield Fault(journey=journey.id, steps=found.path[::-1], fields=fields)


_REASONS = {
    Lack.NOTHING: Text(
        ru="ни на одном шаге потребность не удовлетворена", en="no step satisfies the need"
    ),
    Lack.UNREACHED: Text(
        ru="до удовлетворения нельзя дойти от начала",
        en="satisfaction cannot be reached from the start",
    ),
    Lack.DEAD_END: Text(ru="обрыв ({path})", en="a dead end ({path})"),
    Lack.TRAP: Text(ru="круг без выхода ({path})", en="a circle without a way out ({path})"),
    Lack.WAIT: Text(
        ru="ожидание, которое не кончается ({path})", en="a wait that never ends ({path})"
    ),
}


def _reason(journey: Journey, found: Unsatisfied) -> Text:
    said, path = _REASONS[found.lack], _path(journey, found.path)
    return Text(ru=said.ru.replace("{path}", path), en=said.en.replace("{path}", path))


@rule(
    "SV04",
    name="no-responsible-officer",
    message=Text(
        ru="За сегментом «{segment}» не закреплён ответственный сотрудник",
        en="Segment “{segment}” has no responsible officer",
    ),
    fix=Text(
        ru="Закрепите за сегментом сотрудника и запишите его в перечне",
        en="Assign an officer to the segment, and record it in the register",
    ),
)
def no_responsible_officer(register: Register) -> Verdict:
    """A segment of clients has no officer who answers for it.

    Why: An exhaustive answer needs somebody who knows the clients of that kind.
    Decides: A segment of the register states that it has no officer. A register without segments, or
        a segment that says nothing of its officer, leaves the clause unverified.
    Bad: `"officer": ""`
    Good: `"officer": "начальник отдела растениеводства"`
    Known limits: It does not judge whether the officer answers.
    """
    if not register.segments:
        yield _NO_SEGMENTS
    for segment in register.segments:
        if segment.officer is None:
            yield _NO_OFFICER
        elif not segment.officer.strip():
            yield Fault(key=segment.id, fields={"segment": segment.name})


@rule(
    "SV05",
    name="no-quick-feedback",
    of_journeys=True,
    message=Text(
        ru="Путь «{journey}», шаг «{step}»: в электронной переписке нельзя быстро оставить отзыв",
        en="Journey “{journey}”, step “{step}”: electronic correspondence offers no quick feedback",
    ),
    fix=Text(
        ru="Добавьте в письма и сообщения ссылку или QR-код для отзыва",
        en="Put a link or a QR code for feedback into letters and messages",
    ),
)
def no_quick_feedback(_register: Register, *, scope: Scope, view: View) -> Verdict:
    """Electronic correspondence offers no quick feedback.

    Why: What the client thinks of the answer is best asked where the answer is read.
    Decides: A client's step at a digital point of the kinds that the clause is about is stated to
        offer no quick feedback. Where no such step says either way, the clause is unverified.
    Bad: `feedback = false`
    Good: `feedback = true`
    Known limits: It does not judge how quick the feedback is.
    """
    yield from _stated(view, scope, "feedback", _NO_FEEDBACK, channel=Channel.DIGITAL.value)


def _placed(view: View) -> Iterator[tuple[Journey, dict[str, Station]]]:
    return ((one, dict(stations(one, view))) for one in view.journeys or ())


def _at(placed: dict[str, Station], scope: Scope, channel: str | None = None) -> list[Station]:
    """The client's steps at points of the kinds of a clause, in the order of reading."""
    return [
        one
        for one in placed.values()
        if one.step.is_contact
        and (not scope.kinds or (one.concept is not None and one.concept.code in scope.kinds))
        and (channel is None or channel in one.channels)
    ]


def _stated(
    view: View, scope: Scope, fact: str, absent: Absent, *, channel: str | None = None
) -> Verdict:
    """A fault for each step that states a fact and denies it."""
    stated = False
    for journey, placed in _placed(view):
        for one in _at(placed, scope, channel):
            value = getattr(one.step, fact)
            stated = stated or value is not None
            if value is False:
                fields = {"journey": journey.name, "step": one.step.action}
                yield Fault(journey=journey.id, steps=(one.step.id,), fields=fields)
    if not stated:
        yield absent


def _path(journey: Journey, steps: Sequence[str]) -> str:
    by_id = journey.by_id
    return " → ".join(by_id[one].action for one in steps)
