"""Rules on touchpoints (TP05 to TP07, TP10): which points a register should have, and on what."""

from __future__ import annotations

from ..model.findings import Absent, Fault
from ..model.journeys import JourneyKind
from ..model.processes import Direction, Process
from ..model.register import Register
from ..model.stations import Station, stations
from ..model.text import Text, normalise
from ..model.view import View
from ..model.vocabulary import Concept
from ..rules.rule import Reading, Verdict, rule
from .needs import has_entries

__all__ = ["missing_basis", "no_key_touchpoint", "omitted_touchpoint", "unused_listed_touchpoint"]

_NO_KEY, _NO_BASIS, _NO_USAGE = Absent("key"), Absent("basis"), Absent("usage")


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


def _on_journeys(_register: Register, *, view: View) -> Verdict:
    """A fault for each point that journeys use and the register has no row for, told once.

    A name that may mean several points of the register is none that it lacks.
    """
    seen = set[str]()
    for actual in (True, False):
        for journey in view.journeys or ():
            if (journey.kind is JourneyKind.ACTUAL) is not actual:
                continue
            for one in stations(journey, view).values():
                name = one.point.touchpoint.name if one.point else one.step.touchpoint or ""
                key = one.step.kind or normalise(name)
                if not one.step.touchpoint or key in seen or _has_row(one, view):
                    continue
                seen.add(key)
                evidence = Text(
                    ru=f"путь «{journey.name}», шаг «{one.step.action}»",
                    en=f"journey “{journey.name}”, step “{one.step.action}”",
                )
                fields = {"point": name, "evidence": evidence}
                reading = None if actual else "planned"
                steps = (one.step.id,)
                yield Fault(
                    journey=journey.id, steps=steps, key=key, reading=reading, fields=fields
                )


def _has_row(station: Station, view: View) -> bool:
    if station.point is not None:
        return bool(view.rows_at(station.point.touchpoint.id))
    return station.concept is not None and station.concept.code in view.used


@rule(
    "TP10",
    name="omitted-touchpoint",
    message=Text(
        ru="Точка «{point}» используется ({evidence}), но в перечне её нет",
        en="Point “{point}” is in use ({evidence}), but is not in the register",
    ),
    fix=Text(
        ru="Включите точку в перечень, даже если ею пользуются редко или она введена распоряжением",
        en="Include the point: low demand, or a directive in place of a document, is no obstacle",
    ),
    readings={
        "planned": Reading(
            Text(
                ru="Точка «{point}» предусмотрена ({evidence}), но в перечне её нет",
                en="Point “{point}” is planned ({evidence}), but is not in the register",
            ),
            Text(
                ru="Если точка уже работает, включите её в перечень; если нет, включите, когда её откроют",
                en="If the point is in use, include it; if not, include it when it opens",
            ),
        ),
    },
    along=_on_journeys,
)
def omitted_touchpoint(register: Register, *, view: View) -> Verdict:
    """A point is in use and missing from the register.

    Why: Points in low demand, points whose contacts nobody counts and points used on a mere
        directive belong in the register too.
    Decides: An observation of use (`usage` of the register: contact counts, logs, directives) names
        a point that no row has, in the named process if it names one. Points are compared by
        concept or by normalised name. So does a step of an actual journey; one of a planned journey
        is the reading `planned`, a note. A register without observations, and without contacts of
        an actual journey, leaves it unverified.
    Bad: `"usage": [{"name": "чат-бот", "contacts": 12}]`, and no row with a chat bot.
    Good: The chat bot has a row.
    Known limits: It knows only what was observed.
    """
    if register.usage is None:
        journeys = [one for one in view.journeys or () if one.kind is JourneyKind.ACTUAL]
        if not any(step.is_contact for one in journeys for step in one.steps):
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
