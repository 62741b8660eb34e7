"""Rules on touchpoints (TP): which points stand in the register, and how."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.clients import ClientKind
from ..model.findings import Absent, Fault
from ..model.processes import Direction, Entry, Process
from ..model.register import Register
from ..model.text import Text, normalise
from ..model.view import Point, Standing, View
from ..model.vocabulary import Concept
from ..rules.rule import Reading, Verdict, rule
from .needs import has_entries

__all__ = [
    "channel_as_touchpoint",
    "duplicate_touchpoint",
    "internal_touchpoint_for_external_client",
    "missing_basis",
    "no_key_touchpoint",
    "omitted_touchpoint",
    "several_touchpoints_in_one_entry",
    "unlisted_touchpoint",
    "unused_listed_touchpoint",
]

_NO_KEY, _NO_BASIS, _NO_USAGE, _NO_CLIENT = (
    Absent("key"),
    Absent("basis"),
    Absent("usage"),
    Absent("client"),
)


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
    if not types:
        return
    for at, entry in enumerate(process.entries):
        if entry.touchpoint in types and not _repeated(process, at):
            yield Fault(_together(process, at))


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
    listed, types = view.by_standing[Standing.LISTED], view.by_standing[Standing.TYPE]
    for at, entry in enumerate(process.entries):
        if entry.touchpoint in listed or entry.touchpoint in types or _repeated(process, at):
            continue
        point, rows = view.points[entry.touchpoint], _together(process, at)
        standing = point.standing
        fits = _declared(entry, point)
        if standing is Standing.UNLISTED:
            yield Fault(rows, fits=fits)
        elif point.umbrella is not None:
            label = point.umbrella.label
            yield Fault(rows, reading="umbrella", fits=fits, fields={"umbrella": label})
        else:
            yield Fault(rows, reading="ambiguous", fits=fits, fields=_meanings(entry, view))


def _together(process: Process, at: int) -> tuple[int, ...]:
    """A row and the later ones at the same point that share its printed cell."""
    entry, cell = process.entries[at], _cell(process.entries[at])
    if cell is None:
        return (at,)
    return tuple(
        other
        for other, one in enumerate(process.entries)
        if other >= at and one.touchpoint == entry.touchpoint and _cell(one) == cell
    )


def _repeated(process: Process, at: int) -> bool:
    """Whether an earlier row is at the same point in the same printed cell: printed once."""
    entry, cell = process.entries[at], _cell(process.entries[at])
    return cell is not None and any(
        one.touchpoint == entry.touchpoint and _cell(one) == cell for one in process.entries[:at]
    )


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


@rule(
    "TP05",
    name="unused-listed-touchpoint",
    heuristic=True,
    message=Text(
        ru="Точка «{label}» есть в порядке, но не используется ни в одном процессе перечня",
        en="Point “{label}” stands in the ordinance, but no process of the register uses it",
    ),
    fix=Text(
        ru="Проверьте, не пропущена ли она в перечне и не устарел ли порядок",
        en="See whether the register omits it or the ordinance is out of date",
    ),
    readings={
        "umbrella": Reading(
            Text(
                ru="Точка «{label}» есть в порядке, а в перечне встречаются только более узкие: "
                "{narrower}",
                en="Point “{label}” stands in the ordinance; the register has only narrower ones: "
                "{narrower}",
            ),
            Text(
                ru="Назовите точку так, как в порядке, или уточните порядок",
                en="Name the point as the ordinance does, or make the ordinance more precise",
            ),
        ),
    },
    applies=has_entries,
)
def unused_listed_touchpoint(concept: Concept, *, view: View) -> Verdict:
    """A point of the ordinance's own list is used by no process.

    Why: Either the register omits a way that clients have, or the list keeps a dead point.
    Decides: No row of the register has a point of that concept. An ambiguous name counts as use of
        each of its meanings. Where only narrower points are used, the umbrella reading says so.
    Bad: «сетевой диск» stands in the list, and no row of the register names it.
    Good: Every member of the list has a row at least once.
    Known limits: The ordinance does not say that every point must be used, so it is always a note.
        Silent where no point of the register is recognised.
    """
    if not view.used or concept.code in view.used:
        return
    narrower = view.narrower.get(concept.code, ())
    fields = {"label": concept.label, "narrower": "; ".join(narrower)}
    reading = "umbrella" if narrower else None
    yield Fault(reading=reading, fits=concept.channel, key=concept.code, fields=fields)


@rule(
    "TP06",
    name="no-key-touchpoint",
    message=Text(
        ru="В направлении «{direction}» ни одна точка не отмечена как ключевая",
        en="Direction “{direction}” has no touchpoint marked as key",
    ),
    fix=Text(
        ru="Определите ключевые точки направления и отметьте их",
        en="Decide which points of the direction are key, and mark them",
    ),
)
def no_key_touchpoint(direction: Direction, *, view: View) -> Verdict:
    """A direction has no key touchpoint.

    Why: Key points are where requirements on service apply; each direction must have some.
    Decides: Every point of the direction is flagged, and all flags are “no”. A point without a flag
        leaves the clause unverified, unless another point is flagged “yes”.
    Bad: All points of a direction carry `key: false`.
    Good: The phone of the direction carries `key: true`.
    Known limits: The five printed columns have no place for the flag; it lives in the JSON.
    """
    flags = {
        view.points[entry.touchpoint].touchpoint.key
        for process in direction.processes
        for entry in process.entries
    }
    if flags and True not in flags:
        yield _NO_KEY if None in flags else Fault()


@rule(
    "TP07",
    name="missing-basis",
    message=Text(
        ru="Для точки «{touchpoint}» процесса «{process}» прямо указано, что основания нет",
        en="Touchpoint “{touchpoint}” of process “{process}” is stated to have no basis",
    ),
    fix=Text(
        ru="Назовите акт, договор или распоряжение, по которому точка используется",
        en="Name the act, contract or directive under which the point is used",
    ),
    applies=has_entries,
)
def missing_basis(process: Process, *, view: View) -> Verdict:
    """A touchpoint is in the register without a basis.

    Why: Points are found by going through acts, contracts and directives; each rests on one of these.
    Decides: The recorded basis of the row, else of the point, is an empty list. A basis that is not
        recorded at all leaves the clause unverified.
    Bad: `"basis": []`
    Good: `"basis": [{"text": "Положение о системе электронного документооборота"}]`
    Known limits: It does not judge whether the named act really regulates the point.
    """
    points, unknown = view.points, False
    for at, entry in enumerate(process.entries):
        basis = entry.basis
        if basis is None:
            basis = points[entry.touchpoint].touchpoint.basis
        if basis is None:
            unknown = True
        elif not basis:
            yield Fault((at,))
    if unknown:
        yield _NO_BASIS


def has_external_processes(view: View) -> bool:
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
    applies=has_external_processes,
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
    for at, entry in enumerate(process.entries):
        if entry.touchpoint in internal and not _repeated(process, at):
            yield _NO_CLIENT if client is None else Fault(_together(process, at))


@rule(
    "TP10",
    name="omitted-touchpoint",
    message=Text(
        ru="Точка «{point}» используется ({evidence}), но в перечне её нет",
        en="Point “{point}” is in use ({evidence}), but is not in the register",
    ),
    fix=Text(
        ru="Включите точку в перечень: ни малая востребованность, ни распоряжение вместо "
        "документа этому не мешают",
        en="Include the point: low demand, or a directive in place of a document, is no obstacle",
    ),
)
def omitted_touchpoint(register: Register, *, view: View) -> Verdict:
    """A point is in use and missing from the register.

    Why: Points in low demand, points whose contacts nobody counts and points used on a mere
        directive belong in the register too.
    Decides: An observation of use (`usage` of the register: contact counts, logs, directives) names
        a point that no row has, in the named process if it names one. Points are compared by
        concept or by normalised name. A register without observations leaves it unverified.
    Bad: `"usage": [{"name": "чат-бот", "contacts": 12}]`, and no row with a chat bot.
    Good: The chat bot has a row.
    Known limits: It knows only what was observed.
    """
    if register.usage is None:
        yield _NO_USAGE
        return
    present = {
        (place, key)
        for _, process in view.processes
        for entry in process.entries
        for point in (view.points[entry.touchpoint],)
        for key in (point.touchpoint.kind, normalise(point.touchpoint.name))
        for place in (None, normalise(process.name))
    }
    for one in register.usage:
        process_name = normalise(one.process) if one.process else None
        keys = (one.kind, normalise(one.name))
        if not any((process_name, key) in present for key in keys if key):
            evidence = Text(
                ru=one.directive or one.evidence or _counted(one.contacts).ru,
                en=one.directive or one.evidence or _counted(one.contacts).en,
            )
            mark = f"{one.process or ''}/{normalise(one.name)}"
            yield Fault(key=mark, fields={"point": one.name, "evidence": evidence})


def _counted(contacts: int | None) -> Text:
    if contacts is None:
        return Text(ru="обращения не учитываются", en="contacts are not counted")
    return Text(ru=f"обращений: {contacts}", en=f"contacts: {contacts}")
