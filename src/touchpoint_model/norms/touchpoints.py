"""Rules on touchpoints (TP01 to TP04, TP08): how points stand in the rows of a register."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.clients import ClientKind
from ..model.findings import Absent, Fault
from ..model.processes import Direction, Entry, Process
from ..model.text import Text
from ..model.view import Point, Standing, View
from ..rules.rule import Reading, Verdict, rule
from .needs import has_entries

__all__ = [
    "channel_as_touchpoint",
    "duplicate_touchpoint",
    "internal_touchpoint_for_external_client",
    "several_touchpoints_in_one_entry",
    "unlisted_touchpoint",
]

_NO_CLIENT = Absent("client")


@rule(
    "TP01",
    name="channel-as-touchpoint",
    message=Text(
        ru="Вместо точки взаимодействия назван только тип канала: «{touchpoint}»",
        en="A type of channel stands in place of a touchpoint: “{touchpoint}”",
    ),
    fix=Text(
        ru="Назовите саму точку: сайт, телефон, кабинет, портал",
        en="Name the point itself: the site, the phone, the office, the portal",
    ),
    applies=has_entries,
)
def channel_as_touchpoint(process: Process, *, view: View) -> Verdict:
    """The touchpoint's cell names a type of channel, not a point.

    Why: “Offline point” tells no client where to go. Needs are to be defined for each point, and a
        type is not one.
    Decides: All words of the cell are names of channel types of the vocabulary.
    Bad:
        | Процесс | Точка | Особенности |
        | --- | --- | --- |
        | Выдача свидетельств | офлайн точка | офлайн точка |
    Good:
        | Процесс | Точка | Особенности |
        | --- | --- | --- |
        | Выдача свидетельств | МФЦ | офлайн точка |
    Known limits: A type with another word beside it («офлайн точка в здании») is taken for a point.
    """
    types = view.by_standing[Standing.TYPE]
    if types:
        for rows in _printed_once(process, types):
            yield Fault(rows)


@rule(
    "TP02",
    name="unlisted-touchpoint",
    message=Text(
        ru="Точки «{touchpoint}» нет в перечне точек, который установлен порядком",
        en="Touchpoint “{touchpoint}” is not in the ordinance's own list of points",
    ),
    fix=Text(
        ru="Назовите точку так, как она названа в порядке, или дополните порядок этой точкой",
        en="Name the point as the ordinance does, or have it added to the ordinance",
    ),
    readings={
        "umbrella": Reading(
            Text(
                ru="Точка «{touchpoint}» прямо не названа в порядке; её можно подвести только под "
                "общее «{umbrella}»",
                en="Touchpoint “{touchpoint}” is not named in the ordinance; only the generic "
                "“{umbrella}” could cover it",
            ),
            Text(
                ru="Решите, охватывает ли «{umbrella}» эту точку; если нет, дополните порядок этой точкой",
                en="Decide whether “{umbrella}” covers it; if not, have it added to the ordinance",
            ),
        ),
        "ambiguous": Reading(
            Text(
                ru="«{touchpoint}» в порядке обозначает разные точки: {meanings}",
                en="“{touchpoint}” stands for different points in the ordinance: {meanings}",
            ),
            Text(
                ru="Напишите полное наименование той точки, которая имеется в виду",
                en="Write the full name of the point that is meant",
            ),
        ),
    },
    applies=has_entries,
)
def unlisted_touchpoint(process: Process, *, view: View) -> Verdict:
    """A touchpoint is not in the list that the ordinance itself prints.

    Why: The ordinance closes the list of points; a register that uses another one contradicts it.
    Decides: The point's name, or its address, is looked up in the vocabulary of the act: exactly,
        normalised, by stems. Not found: a fault. Found as narrower than a listed generic
        («сеть Интернет», «личное взаимодействие»): the umbrella reading, a note. Found under an
        abbreviation that the act prints for two points: the ambiguous reading, a note.
    Bad:
        | Процесс | Точка |
        | --- | --- |
        | Профилактический визит | ГИС ТОР КНД |
    Good:
        | Процесс | Точка |
        | --- | --- |
        | Профилактический визит | видеоконференцсвязь |
    Known limits: A listed point under a name that the vocabulary does not have is reported; write
        its official name. Cells that name a mere type are left to channel-as-touchpoint.
    """
    off_list = view.off_list
    if not off_list:
        return
    for rows in _printed_once(process, off_list):
        entry = process.entries[rows[0]]
        point = view.points[entry.touchpoint]
        fits = _declared(entry, point)
        if point.standing is Standing.UNLISTED:
            yield Fault(rows, fits=fits)
        elif point.umbrella is not None:
            label = point.umbrella.label
            yield Fault(rows, reading="umbrella", fits=fits, fields={"umbrella": label})
        else:
            yield Fault(rows, reading="ambiguous", fits=fits, fields=_meanings(entry, view))


def _printed_once(process: Process, ids: frozenset[str]) -> Iterator[tuple[int, ...]]:
    """The rows at some touchpoints, those together that share a printed cell at one point."""
    groups: dict[object, list[int]] = {}
    for at, entry in enumerate(process.entries):
        if entry.touchpoint in ids:
            cell = _cell(entry)
            key = at if cell is None else (entry.touchpoint, cell)
            groups.setdefault(key, []).append(at)
    return map(tuple, groups.values())


def _declared(entry: Entry, point: Point) -> str | None:
    """The type that the row declares; of two, the one that the point has."""
    if entry.channels and len(entry.channels) == 1:
        return entry.channels[0]
    return point.channel or (point.umbrella.channel if point.umbrella else None)


def _meanings(entry: Entry, view: View) -> dict[str, object]:
    touchpoint = view.points[entry.touchpoint].touchpoint
    codes = (touchpoint.kind, *touchpoint.alternatives)
    labels = [view.vocabulary("touchpoint", code).label for code in codes if code]
    return {
        "meanings": Text(
            ru="; ".join(label.ru for label in labels), en="; ".join(label.en for label in labels)
        )
    }


@rule(
    "TP03",
    name="duplicate-touchpoint",
    message=Text(
        ru="Точка «{touchpoint}» указана в процессе «{process}» более одного раза (строки {rows})",
        en="Touchpoint “{touchpoint}” is listed more than once in process “{process}” (rows {rows})",
    ),
    fix=Text(
        ru="Оставьте одну строку и перечислите в ней все потребности, которые клиент удовлетворяет в этой точке",
        en="Keep one row and list every need that it satisfies there",
    ),
    applies=has_entries,
)
def duplicate_touchpoint(process: Process, *, view: View) -> Verdict:
    """A process lists one touchpoint more than once.

    Why: Stages of one interaction are needs met at one point, not points of their own.
    Decides: Two rows of a process have the same point: the same concept of the vocabulary, or the
        same name where none is recognised. `www.` and `https://` are one site; two phones, two
        e-mail addresses are one point; sites with different hosts are two. Rows that share one
        merged cell of the document name the point once. One finding for a point, at its second row.
    Bad:
        | Процесс | Точка | Потребности |
        | --- | --- | --- |
        | Рассмотрение заявления | СЭД | представление заявления |
        | | система электронного документооборота | получение ответа |
    Good:
        | Процесс | Точка | Потребности |
        | --- | --- | --- |
        | Рассмотрение заявления | СЭД | представление заявления; получение ответа |
    Known limits: Two different points of one concept (two social networks) are taken for one, unless
        their web addresses differ. Cells that name a mere type are left to channel-as-touchpoint.
    """
    if len(process.entries) < 2:
        return
    points = view.points
    keys = [points[entry.touchpoint].key for entry in process.entries]
    if len(set(keys)) == len(keys):
        return
    for key, indexes in view.entries_by_point(process):
        if len(indexes) < 2 or points[process.entries[indexes[0]].touchpoint].touchpoint.types:
            continue
        cells = list(_first_of_cells(process, indexes))
        if len(cells) > 1:
            second = cells[1]
            rest = tuple(at for at in indexes if at != second)
            yield Fault((second, *rest), key=key)


def _first_of_cells(process: Process, indexes: list[int]) -> Iterator[int]:
    """Of entries at one point, the first of each printed cell."""
    seen = set()
    for at in indexes:
        cell = _cell(process.entries[at])
        if cell is None or cell not in seen:
            yield at
        seen.add(cell)


def _cell(entry: Entry) -> tuple[object, ...] | None:
    source = entry.source
    if source is None or source.cell is None:
        return None
    return (source.file, source.sheet, source.table, source.cell)


@rule(
    "TP04",
    name="several-touchpoints-in-one-entry",
    message=Text(
        ru="В одной ячейке названо несколько точек взаимодействия: «{cell}»",
        en="One cell names several touchpoints: “{cell}”",
    ),
    fix=Text(
        ru="Дайте каждой точке свою строку с её потребностями",
        en="Give each point a row of its own, with the needs met there",
    ),
    applies=has_entries,
)
def several_touchpoints_in_one_entry(process: Process, *, view: View) -> Verdict:
    """A row is keyed by an action and lumps together the points where it can be done.

    Why: The register is keyed by point. When one row holds several, nobody can tell which need is
        met where, or of what type each of them is.
    Decides: Rows of different points were split from one printed cell, or the name of one touchpoint
        holds the names of several concepts of the vocabulary. The cell is reported once.
    Bad:
        | Процесс | Точка | Потребности |
        | --- | --- | --- |
        | Уведомление | ЕПГУ / электронная почта | получение информации |
    Good:
        | Процесс | Точка | Потребности |
        | --- | --- | --- |
        | Уведомление | ЕПГУ | получение информации |
        | | электронная почта | получение информации |
    Known limits: Points that the vocabulary does not know are not seen in a cell. A list of types
        («цифровые точки, офлайн точки») is left to channel-as-touchpoint.
    """
    manifold, split = view.manifold, False
    for at, entry in enumerate(process.entries):
        if entry.cell is not None:
            split = True
        if entry.touchpoint in manifold:
            name = entry.cell or entry.printed or view.points[entry.touchpoint].touchpoint.name
            yield Fault((at,), fields={"cell": name})
    if not split:
        return
    points = view.points
    shared: dict[tuple[object, ...], list[int]] = {}
    for at, entry in enumerate(process.entries):
        if entry.cell is not None:
            shared.setdefault((entry.cell, *(_cell(entry) or ())), []).append(at)
    for indexes in shared.values():
        keys = {points[process.entries[at].touchpoint].key for at in indexes}
        if len(keys) > 1:
            printed = process.entries[indexes[0]].cell
            yield Fault(tuple(indexes), key=" ".join(sorted(keys)), fields={"cell": printed})


def _has_external_processes(view: View) -> bool:
    """Whether a process is for external clients."""
    return any(
        process.entries and view.client(*pair) in (ClientKind.EXTERNAL, ClientKind.ANY)
        for pair in view.processes
        for process in pair[1:]
    )


@rule(
    "TP08",
    name="internal-touchpoint-for-external-client",
    heuristic=True,
    message=Text(
        ru="Точкой «{touchpoint}» пользуются сотрудники, а процесс «{process}» предназначен для "
        "внешних клиентов",
        en="Touchpoint “{touchpoint}” is for the agency's own people, and process “{process}” is "
        "for external clients",
    ),
    fix=Text(
        ru="Назовите точку, через которую внешний клиент действительно обращается",
        en="Name the point that the external client really uses",
    ),
    applies=_has_external_processes,
)
def internal_touchpoint_for_external_client(
    process: Process, *, direction: Direction, view: View
) -> Verdict:
    """A process for external clients has a point that only the agency's people can use.

    Why: An external client is by definition not of the agency and cannot reach its office rooms,
        workstations or document system.
    Decides: The vocabulary marks the concept as internal, and the process is for external clients,
        or for “clients” where the ordinance means both. Where a process has such a point and
        the register does not say for whom the process is, the clause is unverified.
    Bad:
        | Процесс взаимодействия с внешним клиентом | Точка |
        | --- | --- |
        | Проверка | кабинеты внутренних клиентов |
    Good:
        | Процесс взаимодействия с внешним клиентом | Точка |
        | --- | --- |
        | Проверка | Почта России |
    Known limits: Which points are internal is our reading of the acts' definitions. Always a note.
    """
    internal = view.internal
    if not internal:
        return
    client = view.client(direction, process)
    if client is ClientKind.INTERNAL:
        return
    for rows in _printed_once(process, internal):
        yield _NO_CLIENT if client is None else Fault(rows)
