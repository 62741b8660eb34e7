"""Rules on how clients are served along their journeys (SV): transfers, receipt, feedback, the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..journeys.shape.counts import Most, most_transfers
from ..journeys.shape.reach import Lack, Unsatisfied, unsatisfied
from ..model.findings import Absent, Fault
from ..model.journeys import Journey, Step
from ..model.register import Register
from ..model.stations import Station, stations
from ..model.text import Text, normalise
from ..model.touchpoints import Channel
from ..model.view import View
from ..rules.rule import Reading, Verdict, rule
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
_MOST_SHOWN = 8  # steps of a path


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
    readings={
        "loop": Reading(
            Text(
                ru="Путь «{journey}»: клиента переключают по кругу, и при повторных звонках переключений "
                "может стать больше {most} ({path})",
                en="Journey “{journey}”: the client is transferred in a circle, and repeated calls may "
                "make more than {most} transfers ({path})",
            ),
            Text(
                ru="Проверьте, сколько раз клиенту приходится перезванивать, и разорвите круг",
                en="See how often clients have to call again, and break the circle",
            ),
        ),
    },
)
def too_many_transfers(_register: Register, *, most: int, scope: Scope, view: View) -> Verdict:
    """A caller is transferred more often for one question than the ordinance allows.

    Why: Each transfer makes the client tell the question anew.
    Decides: The client's steps at points of the kinds that the clause is about are one question if
        they are of one process and meet one need. Along each journey, the most transfers are
        counted that one client can meet for one question. A loop that has a transfer has no most;
        since nobody knows how often it is gone, it is the reading `loop`, a note, unless one turn
        is too much already. A step that states no transfers leaves the clause unverified.
    Bad: Two steps at the phone in one process for one need, with two transfers and one.
    Good: One step at the phone, with two transfers.
    Known limits: Two questions within one process and need are judged as one.
    """
    stated = False
    for journey, placed in _placed(view):
        for asked in _questions(_at(placed, scope)):
            stated = True
            found = most_transfers(journey, among=asked)
            if found.unstated:
                yield _NO_TRANSFERS
            once = max(asked[one].transfers or 0 for one in asked)
            if (found.count if found.count is not None else once + most) > most:
                yield _transferred(journey, asked, found, most, once)
    if not stated:
        yield _NO_TRANSFERS


def _questions(at: Sequence[Station]) -> Iterator[dict[str, Step]]:
    """The client's steps, those of one question together: of one process, for one need."""
    told: dict[tuple[str, str], dict[str, Step]] = {}
    for one in at:
        step = one.step
        question = (normalise(step.process or ""), normalise(step.need or ""))
        told.setdefault(question, {})[step.id] = step
    yield from told.values()


def _transferred(
    journey: Journey, asked: Mapping[str, Step], found: Most, most: int, once: int
) -> Fault:
    moved = tuple(dict.fromkeys(id for id in found.path if id in asked and asked[id].transfers))
    loop = found.count is None and once <= most
    fields = {
        "journey": journey.name,
        "times": _ENDLESS if found.count is None else _times(found.count),
        "most": most,
        "path": _path(journey, moved),
    }
    return Fault(
        journey=journey.id,
        steps=moved,
        reading="loop" if loop else None,
        key=" ".join(sorted(asked)),
        fields=fields,
    )


_ENDLESS = Text(ru="сколько угодно раз, по кругу", en="any number of times, in a circle")


def _times(count: int) -> Text:
    few = count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14)
    return Text(ru=f"{count} раза" if few else f"{count} раз", en=f"{count} times")


@rule(
    "SV02",
    name="missing-acknowledgement",
    of_journeys=True,
    message=Text(
        ru="Путь «{journey}», шаг «{step}»: клиенту не сообщают, что его письмо или сообщение получено",
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
        acknowledged. Where none of the steps of a journey there says either way, the clause is
        unverified; one that says so speaks for those that only receive.
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
        ru="Доведите путь до шага, где потребность удовлетворена, или запишите исход (например, отказ)",
        en="Lead the journey to a step that satisfies the need, or state the outcome (a refusal, say)",
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
            key = " ".join((found.lack, *sorted(found.steps)))
            yield Fault(journey=journey.id, steps=found.path[::-1], key=key, fields=fields)


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
        offer no quick feedback; a point of unknown type counts if the clause names its kind. Where
        none of the steps of a journey there says either way, the clause is unverified.
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
        and (channel is None or channel in one.channels or (scope.kinds and not one.channels))
    ]


def _stated(
    view: View, scope: Scope, fact: str, absent: Absent, *, channel: str | None = None
) -> Verdict:
    """A fault for each step that states a fact and denies it; absent where a journey is silent."""
    at = {one.id: _at(placed, scope, channel) for one, placed in _placed(view)}
    for journey in view.journeys or ():
        told = [(one.step, getattr(one.step, fact)) for one in at[journey.id]]
        if told and all(value is None for _, value in told):
            yield absent
        for step, value in told:
            if value is False:
                fields = {"journey": journey.name, "step": step.action}
                yield Fault(journey=journey.id, steps=(step.id,), fields=fields)
    if not any(at.values()):
        yield absent


def _path(journey: Journey, steps: Sequence[str]) -> str:
    by_id = journey.by_id
    told = [by_id[one].action for one in steps]
    if len(told) > _MOST_SHOWN:
        told = [*told[: _MOST_SHOWN // 2], "…", *told[-_MOST_SHOWN // 2 :]]
    return " → ".join(told)
