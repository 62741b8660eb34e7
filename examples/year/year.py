"""A year in the life of a register, under any of the four ordinances.

```sh
python examples/year/year.py trade
```

The register is the same everywhere, six tables of this folder; what has to be done about it, by
whom and by when, is not. Six revisions go into a store: the first is approved and published; a
portal is added before the May holidays; somebody whom the ordinance does not name changes the
hours of the telephone; the e-mail is closed before a worked Saturday; needs change before the New
Year, and the new version is published late; a process is excluded. At the end the history is
checked, and each finding cites its clause.
"""

from __future__ import annotations

import datetime
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

import touchpoint_model as tm
from touchpoint_model import keeping
from touchpoint_model.lifecycle.authority import Deed, may
from touchpoint_model.model.history import Event
from touchpoint_model.model.revisions import Actor, Approval, Inspection, Notice, Publication
from touchpoint_model.store import Store

HERE = Path(__file__).parent
MOSCOW = datetime.timezone(datetime.timedelta(hours=3))
LAST_DAY = datetime.date(2025, 3, 11)
TELEPHONE, PROCESS = "телефонная связь", "Рассмотрение обращений"


@frozen
class Step:
    """One thing that happens to the register.

    Attributes:
        day: when. table: file of this folder. basis: on what it rests. deed: what it is.
        placed: when the version is published, where the ordinance has a place for that.
        event: code of the trigger of an update, and the day and point or process it is about.
    """

    day: datetime.date
    table: str
    basis: str
    deed: Deed
    placed: datetime.date
    event: tuple[str, datetime.date, str | None, str | None] | None = None


def day(text: str) -> datetime.date:
    """A day of the year."""
    return datetime.date.fromisoformat(text)


STEPS = [
    Step(day("2024-03-11"), "1-formed", "Приказ № 1", Deed.FORM, day("2024-03-25")),
    Step(
        day("2024-04-26"),
        "2-new-point",
        "Соглашение об оказании услуги на ЕПГУ",
        Deed.INCLUDE,
        day("2024-05-16"),
        ("new-touchpoint", day("2024-04-22"), "ЕПГУ", "Консультирование"),
    ),
    Step(day("2024-06-20"), "3-particulars", "Устная просьба", Deed.CHANGE, day("2024-06-28")),
    Step(
        day("2024-10-31"),
        "4-email-closed",
        "Распоряжение о закрытии ящика",
        Deed.EXCLUDE,
        day("2024-11-14"),
        ("exclusion", day("2024-10-28"), "электронная почта", PROCESS),
    ),
    Step(
        day("2024-12-27"),
        "5-needs",
        "Служебная записка № 12",
        Deed.CHANGE,
        day("2025-01-24"),
        ("needs-changed", day("2024-12-23"), "личное взаимодействие", PROCESS),
    ),
    Step(
        day("2025-02-14"),
        "6-process-excluded",
        "Изменение реестра процессов",
        Deed.EXCLUDE,
        day("2025-02-20"),
        ("registry-changed", day("2025-02-10"), None, "Прием граждан"),
    ),
]
UNAUTHORISED = 3  # the revision that somebody else makes


@frozen
class Done:
    """A revision of the year: what was kept, and who was refused before it."""

    step: Step
    kept: keeping.Kept
    refused: keeping.RefusedDeed | None = None


def live(code: str, url: Path) -> tuple[Store, tuple[Done, ...]]:
    """Live the year under an agency's ordinance, in a new store."""
    agency = tm.agency(code)
    first, *later = STEPS
    store, kept = keeping.begin(str(url), _table(first, code), _stated(agency, first))
    done = [Done(first, kept)]
    store.approve(1, Approval("Приказ", "27", day("2024-03-19")), at=_noon(day("2024-03-19")))
    _publish(store, agency, 1, first.placed)
    for number, step in enumerate(later, 2):
        _happens(store, agency, step)
        if number == UNAUTHORISED:
            done.append(_overridden(store, agency, step))
        else:
            told = _stated(agency, step)
            done.append(Done(step, keeping.commit(store, _table(step, code), told)))
        _publish(store, agency, number, step.placed)
    # the telephone becomes a call centre, nobody says so, and the register stays as it is
    changed = Event("kind-changed", day("2025-03-03"), touchpoint=TELEPHONE, notices=())
    store.record(changed, at=_noon(day("2025-03-05")))
    return store, tuple(done)


def _table(step: Step, code: str) -> tm.Register:
    return tm.read(HERE / f"{step.table}.csv", agency=code)


def _noon(one: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(one, datetime.time(12), MOSCOW)


def holder(agency: tm.Agency, deed: Deed) -> str | None:
    """A role that may do a deed."""
    grant = agency.authority.grant(deed)
    return grant.roles[0] if grant and grant.roles else None


def stranger(agency: tm.Agency, deed: Deed) -> str:
    """A role that the ordinance knows and that may not do a deed."""
    roles = (one.code for one in agency.vocabulary.scheme("role"))
    return next(one for one in roles if may(agency.authority, one, deed).allowed is False)


def _stated(agency: tm.Agency, step: Step) -> keeping.Stated:
    checker = next(
        use.arguments["roles"][0]
        for clause in agency.clauses
        for use in clause.uses
        if use.rule.name == "unchecked-inclusion"
    )
    includes = step.deed in (Deed.FORM, Deed.INCLUDE)
    return keeping.Stated(
        Actor("Иванова А. А.", holder(agency, step.deed)),
        step.basis,
        _noon(step.day),
        prepared_by=Actor("Петров П. П.", holder(agency, Deed.PREPARE)) if includes else None,
        inspection=Inspection(step.day, Actor("Сидорова С. С.", checker)) if includes else None,
    )


def _overridden(store: Store, agency: tm.Agency, step: Step) -> Done:
    """Somebody else is refused first, then says why it must be."""
    told = keeping.Stated(
        Actor("Кузнецов К. К.", stranger(agency, step.deed)), step.basis, _noon(step.day)
    )
    register = _table(step, agency.code)
    try:
        keeping.commit(store, register, told)
    except keeping.RefusedDeed as refused:
        override = keeping.Stated(told.author, told.basis, told.at, override="отпуск")
        return Done(step, keeping.commit(store, register, override), refused)
    raise AssertionError("the ordinance lets a stranger change the register")


def _publish(store: Store, agency: tm.Agency, number: int, placed: datetime.date) -> None:
    place = next(agency.vocabulary.scheme("place"), None)
    if place is not None:
        store.publish(number, Publication(place.code, placed), at=_noon(placed))


def _happens(store: Store, agency: tm.Agency, step: Step) -> None:
    """Record what made the update due, if the ordinance has such a case; heads report it."""
    if step.event is None:
        return
    trigger, when, point, process = step.event
    if agency.vocabulary.get("trigger", trigger) is not None:
        heads = [one.code for one in agency.vocabulary.scheme("role") if one.code == "unit-head"]
        notices = tuple(Notice(Actor("Смирнова С. С.", role), when) for role in heads or [None])
        event = Event(trigger, when, process=process, touchpoint=point, notices=notices)
        store.record(event, at=_noon(when))


def report_of(store: Store) -> tm.Report:
    """What the ordinance finds at the end of the year."""
    return tm.check(store.register(), on=LAST_DAY, history=store.history())


def told(agency: tm.Agency, store: Store, done: tuple[Done, ...]) -> Iterator[str]:
    """The year in words, in Russian as its registers are."""
    roles = keeping.role_labels(agency)
    for number, one in enumerate(done, 1):
        author, when = one.kept.revision.author, f"{one.step.day:%d.%m.%Y}"
        role = roles[author.role or ""].ru
        yield f"{when}  редакция {number}: {one.step.basis} ({author.name}, {role})"
        if one.refused is not None:
            yield f"    {one.refused.say('ru')}"
        for trigger in one.kept.amendment.triggers if one.kept.amendment else ():
            clauses = ", ".join(ref.say("ru") for ref in trigger.clauses)
            yield f"    повод обновить: {trigger.label.ru} ({clauses})"
        for duty in one.kept.duties:
            if duty.term is not None and duty.term.deadline is not None:
                yield f"    разместить до {duty.term.deadline.day:%d.%m.%Y} включительно"
                yield f"    {duty.term.deadline.say('ru')}"
    yield f"\nПроверка на {LAST_DAY:%d.%m.%Y}:"
    for finding in report_of(store).findings:
        if finding.code.startswith("LC"):
            where = finding.citation.ru if finding.citation else ""
            yield f"  {finding.code} {finding.message.ru} [{where}]"


def main() -> None:
    """Live the year and print it: `year.py [AGENCY]`."""
    agency = tm.agency(sys.argv[1] if len(sys.argv) > 1 else "trade")
    with tempfile.TemporaryDirectory() as folder:
        store, done = live(agency.code, Path(folder) / "register.db")
        for line in told(agency, store, done):
            sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
