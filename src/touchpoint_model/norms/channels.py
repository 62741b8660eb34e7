"""Rules on channels (CH): of what type points are, and which ways a process keeps open."""

from __future__ import annotations

from typing import Annotated

from ..journeys.shape.ways import Way, way
from ..model.findings import Absent, Fault
from ..model.journeys import Journey
from ..model.processes import Entry, Process
from ..model.register import Register
from ..model.stations import stations
from ..model.text import Text
from ..model.touchpoints import Channel
from ..model.view import Standing, View
from ..rules.binding import InScheme
from ..rules.rule import Reading, Verdict, rule
from .needs import has_entries

__all__ = [
    "channel_mismatch",
    "no_accessible_alternative",
    "no_digital_touchpoint",
    "no_interaction_history",
    "no_offline_alternative",
    "unclassified_channel",
]

_OFFLINE = Channel.OFFLINE.value
_NO_HISTORY = Absent("history_access")
_NO_CHANNEL = Absent("channel")


@rule(
    "CH01",
    name="unclassified-channel",
    cell="particulars",
    message=Text(
        ru="Тип точки «{touchpoint}» не указан и из порядка не следует",
        en="The type of touchpoint “{touchpoint}” is neither declared nor derivable from the ordinance",
    ),
    fix=Text(
        ru="Укажите тип точки: цифровая (онлайн) или офлайн",
        en="Say whether it is a digital or an offline point",
    ),
    applies=has_entries,
)
def unclassified_channel(process: Process, *, view: View) -> Verdict:
    """A point is of no type of channel.

    Why: Ordinances divide points by channel; a point of no type belongs to neither part.
    Decides: The row's particulars declare no type, the point states none, and the vocabulary of the
        act gives its concept none. A register without particulars leaves it unverified. A phone may
        be typed by one ordinance and untyped in another.
    Bad:
        | Точка | Особенности |
        | --- | --- |
        | ярмарка | по субботам |
    Good:
        | Точка | Особенности |
        | --- | --- |
        | ярмарка | офлайн точка, по субботам |
    Known limits: None.
    """
    typed = view.typed
    for at, entry in enumerate(process.entries):
        if entry.touchpoint in typed or entry.channels:
            continue
        yield _NO_CHANNEL if entry.particulars is None else Fault((at,))


@rule(
    "CH02",
    name="channel-mismatch",
    cell="particulars",
    message=Text(
        ru="Для точки «{touchpoint}» указано «{declared}», но в списке таких точек её нет: "
        "порядок относит её к типу {listed}",
        en="Touchpoint “{touchpoint}” is declared as “{declared}”, but is not in that list: "
        "the ordinance lists it under {listed}",
    ),
    fix=Text(
        ru="Исправьте тип точки в строке или назовите точку, которая имелась в виду",
        en="Correct the type in the row, or name the point that was meant",
    ),
    applies=has_entries,
)
def channel_mismatch(process: Process, *, view: View) -> Verdict:
    """The declared type of a point differs from the ordinance's list.

    Why: The ordinance itself says which points are digital and which are offline.
    Decides: The row declares types, the point is in the act's list, and the list's type is not
        among them, or another one stands beside it. A declaration of both types for a cell that
        names several points is no mismatch.
    Bad:
        | Точка | Особенности |
        | --- | --- |
        | СЭД | офлайн точка |
    Good:
        | Точка | Особенности |
        | --- | --- |
        | СЭД | цифровая точка |
    Known limits: A row may mean the handing over of a thing and name the system in which it was
        requested; this is still reported as a mismatch.
    """
    points = view.points
    for at, entry in enumerate(process.entries):
        if not entry.channels:
            continue
        point = points[entry.touchpoint]
        listed = point.channel
        if listed is None or entry.channels == (listed,):
            continue
        if point.standing not in (Standing.LISTED, Standing.AMBIGUOUS):
            continue
        lumped = entry.cell is not None or point.touchpoint.also
        if listed in entry.channels and lumped:
            continue
        wrong = next(one for one in entry.channels if one != listed)
        yield Fault((at,), fits=wrong, fields=_types(entry, listed, view))


def _types(entry: Entry, listed: str, view: View) -> dict[str, object]:
    concept = view.vocabulary("channel", listed)
    label = Text(ru=f"«{concept.label.ru}»", en=f"“{concept.label.en}”")
    return {"declared": entry.particulars or ", ".join(entry.channels or ()), "listed": label}


@rule(
    "CH03",
    name="no-digital-touchpoint",
    heuristic=True,
    message=Text(
        ru="В процессе «{process}» нет предпочтительного способа взаимодействия ({ways})",
        en="Process “{process}” lacks the preferred way of interaction ({ways})",
    ),
    fix=Text(
        ru="Подумайте, можно ли открыть для процесса такую точку",
        en="Consider whether the process can have such a point",
    ),
    applies=has_entries,
)
def no_digital_touchpoint(process: Process, *, ways: tuple[str, ...], view: View) -> Verdict:
    """A process has no point of the kind that the ordinance prefers.

    Why: Ordinances prefer information systems; most prefer online channels as well.
    Decides: `ways` are the preferred kinds, `information-system` and `online-channel`. The
        vocabulary says of each concept which it is; a digital point of which it does not say so is
        taken for a preferred one.
    Bad:
        | Процесс | Точка |
        | --- | --- |
        | Выдача свидетельства | личное взаимодействие |
    Good:
        | Процесс | Точка |
        | --- | --- |
        | Выдача свидетельства | личное взаимодействие |
        | | ЕПГУ |
    Known limits: A preference is a principle: some processes cannot be digital. Which systems are
        information systems is our reading. Always a note.
    """
    if not process.entries:
        return
    for entry in process.entries:
        concept = view.points[entry.touchpoint].concept
        if Channel.DIGITAL.value not in view.channels(entry):
            continue
        if concept is None or concept.way is None or concept.way in ways:
            return
    yield Fault(fields={"ways": _ways(ways)})


def _ways(ways: tuple[str, ...]) -> Text:
    if "online-channel" in ways:
        return Text(
            ru="информационная система или онлайн-канал",
            en="an information system or online channel",
        )
    return Text(ru="информационная система", en="an information system")


def _offline_way(_register: Register, *, view: View) -> Verdict:
    for journey in view.journeys or ():
        found = way(journey, stations(journey, view), channel=_OFFLINE)
        if found.change:
            yield _no_way(journey, found, "way")
        elif found.unknown:
            yield _NO_CHANNEL


def _no_way(journey: Journey, found: Way, key: str, **fields: object) -> Fault:
    """The fault of a journey on which some clients have no way; names what closes it."""
    actions = journey.by_id
    shut = ", ".join(f"«{actions[one].action}»" for one in found.change)
    told = {"journey": journey.name, "steps": shut, **fields}
    return Fault(journey=journey.id, steps=found.change, reading="journey", key=key, fields=told)


@rule(
    "CH04",
    name="no-offline-alternative",
    heuristic=True,
    message=Text(
        ru="Процесс «{process}» доступен только в цифровых (онлайн) точках: офлайн-альтернативы нет",
        en="Process “{process}” can be reached digitally only: there is no offline alternative",
    ),
    fix=Text(
        ru="Добавьте офлайн-точку (телефон, почту, личный приём) или объясните, почему её нет",
        en="Add an offline point (phone, post, personal reception), or say why there is none",
    ),
    readings={
        "journey": Reading(
            Text(
                ru="Путь «{journey}» нельзя пройти только через офлайн-точки: мешает: {steps}",
                en="Journey “{journey}” cannot be gone through offline points only: in the way "
                "is: {steps}",
            ),
            Text(
                ru="Откройте на этих шагах офлайн-точку или объясните, почему её нет",
                en="Open an offline point at these steps, or say why there is none",
            ),
        ),
    },
    along=_offline_way,
    applies=has_entries,
)
def no_offline_alternative(process: Process, *, view: View) -> Verdict:
    """A process has no offline point beside its digital ones.

    Why: Offline channels are kept as alternatives for clients to whom they are more convenient.
    Decides: The process has at least one point of a known type, and no declared or listed type is
        offline. A journey is told as well if no way to a satisfied need is offline throughout.
    Bad:
        | Процесс | Точка | Особенности |
        | --- | --- | --- |
        | Досудебное обжалование | ЕПГУ | Цифровая точка |
    Good:
        | Процесс | Точка | Особенности |
        | --- | --- | --- |
        | Досудебное обжалование | ЕПГУ | Цифровая точка |
        | | Почта России | Офлайн-точка |
    Known limits: The alternative may stand in another process, or the law may demand the digital
        way alone. Always a note.
    """
    known = False
    for entry in process.entries:
        if entry.channels and _OFFLINE in entry.channels:
            return  # what most rows say, found without the look-up
    for entry in process.entries:
        channels = view.channels(entry)
        if _OFFLINE in channels:
            return
        known = known or bool(channels)
    if known:
        yield Fault()


def _accessible_way(_register: Register, *, limits: tuple[str, ...], view: View) -> Verdict:
    for journey in view.journeys or ():
        placed = stations(journey, view)
        for limit in limits:
            found = way(journey, placed, limits=(limit,))
            if limit not in view.served:
                continue
            if found.change:
                label = view.vocabulary("limit", limit).label
                yield _no_way(journey, found, limit, limits=label)
            elif found.unknown:
                yield Absent(f"serves.{limit}")


@rule(
    "CH05",
    name="no-accessible-alternative",
    heuristic=True,
    message=Text(
        ru="В процессе «{process}» нет точки, которой могут пользоваться клиенты с ограничениями: {limits}",
        en="Process “{process}” has no point that suits clients with limits: {limits}",
    ),
    fix=Text(
        ru="Добавьте точку, которой такие клиенты могут воспользоваться, или опишите, какую помощь они получают",
        en="Add a point that such clients can use, or describe the help that they get",
    ),
    readings={
        "journey": Reading(
            Text(
                ru="Путь «{journey}» закрыт для клиентов с ограничением «{limits}»: мешает: {steps}",
                en="Journey “{journey}” is closed to clients with the limit “{limits}”: in the way "
                "is: {steps}",
            ),
            Text(
                ru="Дайте на этих шагах точку, которой такие клиенты могут воспользоваться",
                en="Give these steps a point that such clients can use",
            ),
        ),
    },
    along=_accessible_way,
    applies=has_entries,
)
def no_accessible_alternative(
    process: Process, *, limits: Annotated[tuple[str, ...], InScheme("limit")], view: View
) -> Verdict:
    """A process has no point that clients with some limit can use.

    Why: Ordinances ask that account be taken of clients in poor health or with low digital skills;
        an ordinance may also name those who know little Russian.
    Decides: `limits` are the ordinance's. The vocabulary says which limits do not keep a client from
        a point (`serves`); a point it does not know serves what its channel usually does. A process
        whose points together leave a limit unserved is reported once, with those limits. A limit that
        no kind of point is known to serve is unverified until the agency records it (`serves`). A
        journey is told, once for each limit, if no way to a satisfied need serves it throughout.
    Bad:
        | Процесс | Точка |
        | --- | --- |
        | Досудебное обжалование | ЕПГУ |
    Good:
        | Процесс | Точка |
        | --- | --- |
        | Досудебное обжалование | ЕПГУ |
        | | личное взаимодействие |
    Known limits: It judges kinds of points, not the real site or building. Always a note.
    """
    if not process.entries:
        return
    missing = set(limits)
    for entry in process.entries:
        missing -= view.serves(entry)
        if not missing:
            return
    for limit in missing.difference(view.served):
        yield Absent(f"serves.{limit}")
    missing &= view.served
    if missing:
        labels = [view.vocabulary("limit", one).label for one in limits if one in missing]
        said = Text(
            ru=", ".join(label.ru for label in labels), en=", ".join(label.en for label in labels)
        )
        yield Fault(fields={"limits": said})


@rule(
    "CH06",
    name="no-interaction-history",
    heuristic=True,
    message=Text(
        ru="Клиенту процесса «{process}» недоступна история его взаимодействия",
        en="The client of process “{process}” cannot see the history of the interaction",
    ),
    fix=Text(
        ru="Откройте клиенту историю обращений: в личном кабинете или по запросу",
        en="Open the history to the client: in an account, or on request",
    ),
)
def no_interaction_history(process: Process) -> Verdict:
    """The client cannot see the history of the interaction.

    Why: One of the principles by which touchpoints are formed: the client can see the history.
    Decides: `history_access` of the process is false. Where it is not recorded, the clause is
        unverified until it is recorded or attested.
    Bad: `"history_access": false`
    Good: `"history_access": true`
    Known limits: It is a principle, so always a note.
    """
    if process.history_access is None:
        yield _NO_HISTORY
    elif not process.history_access:
        yield Fault()
