"""Scenarios (клиентский сценарий): the part of a journey within one service.

Organisational model of the agriculture agency, 6(13): what clients and others do within a service,
towards the result of single stages of the journey.
"""

from __future__ import annotations

from ..model.errors import UsageError
from ..model.journeys import Journey, Scenario
from ..model.text import Text, normalise

__all__ = ["scenario"]


def scenario(journey: Journey, process: str) -> Scenario:
    """The steps of a journey within one process, whoever takes them, in the order of reading.

    Names of processes are compared by `normalise`. A step that names no process is in no scenario.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> told = journey("j", "Путь", phase("", step("a", "", process="Приём"), step("b", "")))
    >>> scenario(told, "приём").steps
    ('a',)

    Raises:
        UsageError: no step of the journey is in that process; names those that are.
    """
    wanted = normalise(process)
    steps = [one for one in journey.steps if normalise(one.process or "") == wanted and wanted]
    if not steps:
        known = "; ".join(dict.fromkeys(one.process for one in journey.steps if one.process)) or "—"
        raise UsageError(
            Text(
                ru=f"В пути «{journey.name}» нет шагов процесса «{process}»; есть: {known}",
                en=f"Journey “{journey.name}” has no step of process “{process}”; it has: {known}",
            )
        )
    return Scenario(journey.id, steps[0].process or process, tuple(one.id for one in steps))
