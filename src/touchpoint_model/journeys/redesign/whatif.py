"""What a change of the register breaks: processes, journeys, clauses, findings.

The change and the check come in as functions, so that this module knows of no rule:

```python
closed = partial(exclude, touchpoint="email-2")
effects = what_if(register, journeys, closed, check, vocabulary=agency.vocabulary)
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import frozen

from ...model.display import notebook
from ...model.findings import Report
from ...model.journeys import Journey, Step
from ...model.processes import Process
from ...model.register import Register
from ...model.stations import stations
from ...model.text import normalise
from ...model.touchpoints import Channel
from ...model.view import View
from ...model.vocabulary import Vocabulary
from ..shape.closures import reached, satisfying
from .verdicts import Verdicts, weigh

__all__ = ["Effects", "JourneyEffect", "ProcessEffect", "what_if"]

_Key = tuple[str, str, int]


@frozen
class ProcessEffect:
    """A process that has other touchpoints or channels after the change.

    Attributes:
        points: number of different points before and after (as `View` tells points apart).
        lost, won: channel types by which it can be reached no more, and newly.
    """

    direction: str
    process: str
    points: tuple[int, int]
    lost: frozenset[str]
    won: frozenset[str]


@frozen
class JourneyEffect:
    """A journey that the change touches.

    Attributes:
        closed: ids of its steps at a point that is gone, in the order of reading.
        satisfied: whether it can reach satisfaction, before and after, the closed steps left out.
        stranded: ids of the steps that clients still get to and that led on to satisfaction, but
            lead there no more.
        lost, won: channel types (`digital`, `offline`) in which the client could go the whole way
            to satisfaction and can no more, and the other way round. Steps of a client's own at
            points of an unknown type count for none.
    """

    journey: Journey
    closed: tuple[str, ...]
    satisfied: tuple[bool, bool]
    stranded: tuple[str, ...]
    lost: frozenset[str]
    won: frozenset[str]

    @property
    def broken(self) -> bool:
        """Whether the client's need could be met before and can be no more."""
        return self.satisfied == (True, False)


@notebook
@frozen
class Effects:
    """What a change of a register does.

    Attributes:
        touchpoints: ids of those that had rows and have none.
        processes, journeys: only those that change, in printed order and as given.
        verdicts: clauses that turn, findings that come and go.
    """

    before: Register
    after: Register
    touchpoints: tuple[str, ...]
    processes: tuple[ProcessEffect, ...]
    journeys: tuple[JourneyEffect, ...]
    verdicts: Verdicts

    @property
    def broken(self) -> tuple[JourneyEffect, ...]:
        """The journeys on which the client's need can be met no more."""
        return tuple(one for one in self.journeys if one.broken)


def what_if(
    register: Register,
    journeys: Sequence[Journey],
    change: Callable[[Register], Register],
    check: Callable[[Register, Sequence[Journey]], Report],
    *,
    vocabulary: Vocabulary,
) -> Effects:
    """What a change of a register does to its processes, to journeys and to the check.

    Args:
        register: recognised under `vocabulary`. journeys: steps name touchpoints by id.
        change: gives the changed register: `partial(exclude, touchpoint=…)`, of `move`, `add`.
        check: gives the report of a register with journeys.
        vocabulary: of the register's agency: tells of what type the points are.
    """
    changed = change(register)
    before, after = View(register, vocabulary), View(changed, vocabulary)
    used = {row.touchpoint for row in changed.entries}
    gone = dict.fromkeys(row.touchpoint for row in register.entries if row.touchpoint not in used)
    touched = (_of_journey(one, before, after) for one in journeys)
    return Effects(
        before=register,
        after=changed,
        touchpoints=tuple(gone),
        processes=tuple(_of_processes(before, after)),
        journeys=tuple(one for one in touched if one is not None),
        verdicts=weigh(check(register, journeys), check(changed, journeys)),
    )


def _of_processes(before: View, after: View) -> Iterator[ProcessEffect]:
    old, new = _by_name(before), _by_name(after)
    for key in dict.fromkeys([*old, *new]):
        was, now = old.get(key), new.get(key)
        told = was or now
        types = [v.types(p[1]) if p else frozenset[str]() for v, p in ((before, was), (after, now))]
        points = [_points(v, p[1]) if p else set[str]() for v, p in ((before, was), (after, now))]
        if told and (types[0] != types[1] or points[0] != points[1]):
            yield ProcessEffect(
                direction=told[0],
                process=told[1].name,
                points=(len(points[0]), len(points[1])),
                lost=types[0] - types[1],
                won=types[1] - types[0],
            )


def _by_name(view: View) -> Mapping[_Key, tuple[str, Process]]:
    """Every process with its direction's name; the n-th of several with one name is told apart."""
    seen: Counter[tuple[str, str]] = Counter()
    told = {}
    for direction, process in view.processes:
        names = normalise(direction.name), normalise(process.name)
        told[*names, seen[names]] = direction.name, process
        seen[names] += 1
    return told


def _points(view: View, process: Process) -> set[str]:
    return {view.points[row.touchpoint].key for row in process.entries}


def _of_journey(journey: Journey, before: View, after: View) -> JourneyEffect | None:
    closed = tuple(one.id for one in journey.steps if _gone(one, before, after))
    old, new = satisfying(journey), satisfying(journey, closed)
    open_ = reached(journey, closed)
    ways = _whole_ways(journey, before, ()), _whole_ways(journey, after, closed)
    if not closed and ways[0] == ways[1]:
        return None
    return JourneyEffect(
        journey=journey,
        closed=closed,
        satisfied=(bool(old), bool(new)),
        stranded=tuple(one.id for one in journey.steps if one.id in (old & open_) - new),
        lost=ways[0] - ways[1],
        won=ways[1] - ways[0],
    )


def _gone(step: Step, before: View, after: View) -> bool:
    """Whether the rows that a step stood at are gone: of its process, if it has such rows."""
    if step.touchpoint is None:
        return False
    name = normalise(step.process or "")
    old = [process for process, _ in before.rows_at(step.touchpoint)]
    new = [process for process, _ in after.rows_at(step.touchpoint)]
    return name not in new if name in old else bool(old) and not new


def _whole_ways(journey: Journey, view: View, closed: Sequence[str]) -> frozenset[str]:
    """The channel types in which a client can go the whole way to satisfaction."""
    at = stations(journey, view)
    contacts = [one.id for one in journey.steps if one.is_contact]
    return frozenset(
        type_.value
        for type_ in Channel
        if satisfying(
            journey, {*closed, *(one for one in contacts if type_ not in at[one].channels)}
        )
    )
