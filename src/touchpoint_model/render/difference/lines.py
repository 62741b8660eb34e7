"""A comparison as lines for a terminal, each with its look; without looks, plain text."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from ...model.text import Lang
from ..words import printable
from .compared import Compared
from .outline import Case, Line, Mark, Outline, Task, outline
from .wording import SAY

__all__ = ["Look", "Shown", "as_text", "lines"]

_SIGNS = {Mark.ADDED: "+", Mark.GONE: "−", Mark.CHANGED: "~"}


class Look(StrEnum):
    """How a line stands out."""

    HEAD = "head"
    PLAIN = "plain"
    FAINT = "faint"
    ADDED = "added"
    GONE = "gone"
    CHANGED = "changed"


@frozen
class Shown:
    """A line. indent: spaces before it, and before what of it goes on below."""

    text: str
    look: Look = Look.PLAIN
    indent: int = 0


def as_text(told: Compared, lang: Lang = "ru") -> str:
    """The comparison as plain text."""
    shown = (" " * one.indent + one.text if one.text else "" for one in lines(told, lang))
    return printable("\n".join(shown).rstrip("\n") + "\n")


def lines(told: Compared, lang: Lang = "ru") -> Iterator[Shown]:
    """The comparison, a line a fact: what makes an update due, what is to be done, the changes."""
    found = outline(told, lang)
    yield Shown(SAY["title"][lang], Look.HEAD)
    yield from (Shown(f"{word}: {_flat(text)}") for word, text in found.facts)
    yield Shown(found.verdict, Look.HEAD)
    yield from _law(found, lang)
    direction = ""
    for passage in found.passages:
        yield Shown("")
        if passage.direction and passage.direction != direction:
            yield Shown(f"■ {_flat(passage.direction)}", Look.HEAD)
        direction = passage.direction
        yield Shown(_flat(passage.title), Look.HEAD)
        for line in passage.lines:
            yield from _line(line, lang)
    if found.aside:
        yield Shown("")
        yield Shown(SAY["aside"][lang], Look.HEAD)
        yield Shown(SAY["aside-why"][lang], Look.FAINT, 2)
        for aside in found.aside:
            where = f"; {aside.rows}" if aside.rows else ""
            yield Shown(f"{aside.title} ({aside.number}{where})", Look.FAINT, 2)


def _law(found: Outline, lang: Lang) -> Iterator[Shown]:
    """What the ordinance says of the changes."""
    if found.cases or found.remarks:
        yield Shown("")
        yield Shown(SAY["triggers"][lang], Look.HEAD)
        for case in found.cases:
            yield from _case(case, lang)
        yield from (Shown(one, indent=2) for one in found.remarks)
    if found.tasks or found.silent:
        yield Shown("")
        yield Shown(SAY["duties"][lang], Look.HEAD)
        for task in found.tasks:
            yield from _task(task)
        yield from (Shown(one, Look.FAINT, 2) for one in found.silent)


def _case(case: Case, lang: Lang) -> Iterator[Shown]:
    where = f": {case.rows}" if case.rows else ""
    yield Shown(f"• {case.title} – {case.law}{where}", indent=2)
    for reading in case.readings:
        yield Shown(f"{SAY['reading'][lang]}: {reading}", Look.FAINT, 4)


def _task(task: Task) -> Iterator[Shown]:
    yield Shown(f"• {task.title} – {task.law}", indent=2)
    yield from (Shown(f"{word}: {text}", indent=4) for word, text in task.facts)
    if task.remark:
        yield Shown(task.remark, Look.FAINT, 4)


def _line(line: Line, lang: Lang) -> Iterator[Shown]:
    where = f"{line.rows}. " if line.rows else ""
    point = f": {_flat(line.touchpoint)}" if line.touchpoint else ""
    yield Shown(f"{_SIGNS[line.mark]} {where}{line.title}{point}", Look(line.mark.value), 2)
    whole = line.mark is not Mark.CHANGED  # of a row that came or went, all that it says did
    yield from (Shown(f"− {_flat(one)}", Look.GONE, 6) for one in line.gone if not whole)
    yield from (Shown(f"+ {_flat(one)}", Look.ADDED, 6) for one in line.come if not whole)
    yield from (Shown(_flat(one), indent=6) for one in (*line.gone, *line.come) if whole)
    if line.laws:
        yield Shown(f"{SAY['prompted'][lang]}: {'; '.join(line.laws)}", Look.FAINT, 6)
    yield from (Shown(one, Look.FAINT, 6) for one in line.notes)


def _flat(text: str) -> str:
    """Printed text on one line."""
    return " ".join(text.split())
