"""Lawful journeys: through a process, with a way at each of its points."""

from __future__ import annotations

from collections.abc import Collection

from attrs import evolve

from ..model.journeys import Journey, Phase, Step, Transition
from ..model.processes import Process
from ..model.register import Register

__all__ = ["altered", "beside", "lawful_journeys", "walk"]

_arises_ru, _comes_ru, _done_ru = "Возникает потребность", "Обращается", "Получает ответ"
_name_ru = "Путь: {}"


def lawful_journeys(register: Register) -> tuple[Journey, ...]:
    """A journey through each process of a lawful register that has rows."""
    processes = [one for one in register.processes if one.entries]
    return tuple(walk(one, id=f"walk-{at}") for at, one in enumerate(processes, 1))


def walk(process: Process, rows: Collection[int] | None = None, id: str = "walk") -> Journey:
    """A journey through a process that no clause has anything against.

    A need arises; the client takes any of the process's rows, a step each, and is satisfied. Each
    step states every fact that a rule on journeys asks for.

    Args:
        rows: indexes of the rows that it may take; all if absent.
    """
    first = Step("arises", _arises_ru)
    steps = [
        Step(
            id=f"row-{at}",
            action=_comes_ru,
            touchpoint=entry.touchpoint,
            process=process.name,
            duration=0.5,
            waiting=1.0,
            transfers=0,
            acknowledged=True,
            feedback=True,
        )
        for at, entry in enumerate(process.entries, 1)
        if rows is None or at - 1 in rows
    ]
    last = Step("done", _done_ru, satisfies=True)
    return Journey(
        id=id,
        name=_name_ru.format(process.name),
        phases=(Phase(process.name, (first, *steps, last)),),
        transitions=tuple(
            link
            for one in steps
            for link in (Transition(first.id, one.id), Transition(one.id, last.id))
        ),
    )


def beside(journey: Journey, step: Step) -> Journey:
    """A walk with one more way through it, by a further step."""
    (phase,) = journey.phases
    first, *rows, last = phase.steps
    ways = (Transition(first.id, step.id), Transition(step.id, last.id))
    steps = (first, *rows, step, last)
    return evolve(
        journey,
        phases=(evolve(phase, steps=steps),),
        transitions=(*journey.transitions, *ways),
    )


def altered(journey: Journey, step: Step) -> Journey:
    """The journey with another step in place of that of the same id."""
    return evolve(
        journey,
        phases=tuple(
            evolve(phase, steps=tuple(step if one.id == step.id else one for one in phase.steps))
            for phase in journey.phases
        ),
    )
