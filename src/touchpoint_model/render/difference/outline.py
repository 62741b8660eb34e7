"""What a comparison tells people, in the order in which they read it: shared by all its forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from attrs import frozen

from ...lifecycle.changes import Alteration, ChangeKind, Known, Matched
from ...lifecycle.obligations import Demand, Duty, Term
from ...lifecycle.triggers import Trigger
from ...model.text import Lang
from ..words import day_of
from .compared import Compared
from .passages import grouped, passage_title
from .values import sides
from .wording import DEMANDS, MATCHED, SAY, rows, title

__all__ = ["Aside", "Case", "Line", "Mark", "Outline", "Passage", "Task", "outline"]

_RENAMED = {
    ChangeKind.DIRECTION_RENAMED,
    ChangeKind.PROCESS_RENAMED,
    ChangeKind.TOUCHPOINT_RENAMED,
}
_COME = {ChangeKind.DIRECTION_ADDED, ChangeKind.PROCESS_ADDED, ChangeKind.TOUCHPOINT_ADDED}
_GONE = {ChangeKind.DIRECTION_DROPPED, ChangeKind.PROCESS_DROPPED, ChangeKind.TOUCHPOINT_EXCLUDED}


class Mark(StrEnum):
    """What sort of change a line tells."""

    ADDED = "added"
    GONE = "gone"
    CHANGED = "changed"


@frozen
class Line:
    """One change in words.

    Attributes:
        anchor: for links. rows: where. touchpoint: "" where the change is about none.
        gone, come: what went and what came. notes: how the parts were found to be one.
        laws: the cases of the ordinance that the change sets off, each with its clauses.
    """

    anchor: str
    mark: Mark
    title: str
    rows: str
    touchpoint: str
    gone: tuple[str, ...]
    come: tuple[str, ...]
    notes: tuple[str, ...]
    laws: tuple[str, ...]


@frozen
class Passage:
    """The changes of one process, or of a direction or the register as a whole."""

    anchor: str
    direction: str
    title: str
    lines: tuple[Line, ...]


@frozen
class Case:
    """A trigger: its name, the citation, the readings taken, rows, the changes that set it off."""

    title: str
    law: str
    readings: tuple[str, ...]
    rows: str
    lines: tuple[Line, ...]


@frozen
class Task:
    """A duty: what is to be done, facts about it (word and text), and what must be said of it."""

    title: str
    law: str
    facts: tuple[tuple[str, str], ...]
    remark: str = ""


@frozen
class Aside:
    """Facts that only one edition states: what, how often and where."""

    title: str
    number: int
    rows: str


@frozen
class Outline:
    """A comparison in words. silent: what the ordinance does not ask for, a sentence each."""

    facts: tuple[tuple[str, str], ...]
    verdict: str
    cases: tuple[Case, ...]
    remarks: tuple[str, ...]
    tasks: tuple[Task, ...]
    silent: tuple[str, ...]
    passages: tuple[Passage, ...]
    aside: tuple[Aside, ...]


def outline(told: Compared, lang: Lang) -> Outline:
    """The outline of a comparison."""
    amendment = told.amendment
    changed = [one for one in amendment.difference.alterations if one.known is Known.CHANGED]
    lines = {one.key: _line(one, f"c{at}", told, lang) for at, one in enumerate(changed, 1)}
    passages = tuple(
        Passage(
            f"p{at}",
            place.direction or "",
            passage_title(place, lang),
            tuple(lines[one.key] for one in those),
        )
        for at, (place, those) in enumerate(grouped(amendment, changed), 1)
    )
    return Outline(
        tuple(_facts(told, lang)),
        _verdict(told, [*lines.values()], lang),
        tuple(_case(one, lines, told, lang) for one in amendment.triggers),
        tuple(_remarks(told, lang)),
        tuple(_task(one, told, lang) for one in amendment.duties if not one.silent),
        tuple(SAY[f"silent-{one.demand.value}"][lang] for one in amendment.duties if one.silent),
        passages,
        tuple(_aside(told, lang)),
    )


def _facts(told: Compared, lang: Lang) -> Iterator[tuple[str, str]]:
    amendment = told.amendment
    yield SAY["agency"][lang], told.title[lang]
    yield SAY["old"][lang], told.old.path
    yield SAY["new"][lang], told.new.path
    if amendment.on is not None:
        yield SAY["on"][lang], day_of(amendment.on, lang)


def _verdict(told: Compared, lines: Sequence[Line], lang: Lang) -> str:
    if not told.amendment:
        return SAY["none"][lang]
    if not lines:
        return SAY["unaltered"][lang]
    marks = [one.mark for one in lines]
    return SAY["total"][lang].format(
        all=len(marks), **{mark.value: marks.count(mark) for mark in Mark}
    )


def _remarks(told: Compared, lang: Lang) -> Iterator[str]:
    amendment = told.amendment
    if not amendment.duties:
        return
    if not amendment.triggers:
        yield SAY["no-triggers"][lang]
    if amendment.unprompted:
        yield SAY["unprompted"][lang].format(number=len(amendment.unprompted))


def _line(one: Alteration, anchor: str, told: Compared, lang: Lang) -> Line:
    gone, come = sides(one, told, lang)
    mark = Mark.ADDED if one.kind in _COME else Mark.GONE if one.kind in _GONE else Mark.CHANGED
    notes = []
    if one.kind in _RENAMED and one.by not in (None, Matched.SAME, Matched.NAME):
        assert one.by is not None
        by = MATCHED[one.by][lang] + (f" ({one.score:.0%})" if one.score is not None else "")
        notes.append(SAY["same-by"][lang].format(by=by))
    causes = told.amendment.set_off.get(one.key, ())
    return Line(
        anchor,
        mark,
        title(one, lang),
        _rows(one, lang),
        "" if one.kind in _RENAMED else one.place.touchpoint or "",
        gone,
        come,
        tuple(notes),
        tuple(
            f"{trigger.label[lang]} ({', '.join(one.say(lang) for one in trigger.clauses)})"
            for trigger, _ in causes
        ),
    )


def _rows(one: Alteration, lang: Lang) -> str:
    """The rows of the new edition; those of the old one beside them, where they are others."""
    if one.now is None:
        was = rows(one.was.rows, lang) if one.was else ""
        return f"{was} {SAY['of-old'][lang]}" if was else ""
    now = rows(one.now.rows, lang)
    single = one.was is not None and len(one.was.rows) == len(one.now.rows) == 1
    if one.was is None or not single or one.was.rows == one.now.rows:
        return now
    return f"{now} ({SAY['formerly'][lang].format(row=one.was.rows[0])})"


def _where(those: Sequence[Alteration], lang: Lang) -> str:
    """The rows of several changes, of the new edition and of the old one."""
    now = {row for one in those if one.now is not None for row in one.now.rows}
    was = {row for one in those if one.now is None and one.was for row in one.was.rows}
    gone = rows(sorted(was), lang)
    told = [rows(sorted(now), lang), f"{gone} {SAY['of-old'][lang]}" if gone else ""]
    return "; ".join(part for part in told if part)


def _case(trigger: Trigger, lines: dict[str, Line], told: Compared, lang: Lang) -> Case:
    return Case(
        trigger.label[lang],
        told.cited(trigger.clauses, lang),
        tuple(one.say()[lang] for one in trigger.readings),
        _where([one.alteration for one in trigger.causes], lang),
        tuple(lines[one.alteration.key] for one in trigger.causes),
    )


def _task(duty: Duty, told: Compared, lang: Lang) -> Task:
    facts = []
    if duty.places:
        places = (told.called("place", one, lang) for one in duty.places)
        facts.append((SAY["where"][lang], SAY["or"][lang].join(places)))
    facts += _term(duty.term, lang)
    again = SAY["again"][lang] if duty.demand is Demand.APPROVE else ""
    law = told.cited(duty.clauses, lang)
    return Task(DEMANDS[duty.demand][lang], law, tuple(facts), again)


def _term(term: Term | None, lang: Lang) -> Iterator[tuple[str, str]]:
    if term is None:
        yield SAY["term"][lang], SAY["no-term"][lang]
        return
    law = ", ".join(one.say(lang) for one in term.clauses)
    length = SAY["term-of"][lang].format(days=term.days, law=law)
    if term.deadline is None:
        yield SAY["term"][lang], f"{length}; {SAY['no-day'][lang]}"
        return
    yield SAY["term"][lang], length
    yield SAY["until"][lang], day_of(term.deadline.day, lang)
    yield SAY["counted"][lang], term.deadline.say(lang)


def _aside(told: Compared, lang: Lang) -> Iterator[Aside]:
    """The facts that only one edition states, those of one sort together."""
    sorts: dict[str, list[Alteration]] = {}
    for one in told.amendment.difference.alterations:
        if one.known is not Known.CHANGED:
            sorts.setdefault(title(one, lang), []).append(one)
    for name, those in sorts.items():
        numbers = {row for one in those for row in one.place.rows}
        yield Aside(name, len(those), rows(sorted(numbers), lang))
