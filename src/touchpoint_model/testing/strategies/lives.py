"""Journeys of clients and revisions of registers as strategies."""

from __future__ import annotations

import datetime
from functools import cache
from itertools import pairwise

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ...model.experience import Experience, Scale
from ...model.journeys import Journey, JourneyKind, LifeSituation, Phase, Step, Transition
from ...model.register import Register
from ...model.revisions import Actor, Change, Revision
from .spelling import told

__all__ = ["journey_strategy", "revision_strategy"]

_SCALE = Scale(1, 5, 4)
_MARKS = st.none() | st.integers(1, 5)
_HOURS = st.none() | st.integers(0, 400).map(lambda quarters: quarters / 4)
_FIRST = datetime.datetime(2024, 1, 9, tzinfo=datetime.UTC)


@cache
def _steps() -> SearchStrategy[Step]:
    """A step at no touchpoint."""
    words = told()["journey"]
    marks = st.builds(Experience, st.just(_SCALE), _MARKS, _MARKS)
    return st.builds(
        Step,
        st.just(""),
        st.sampled_from(words["actions"]),
        st.sampled_from(words["actors"]),
        duration=_HOURS,
        waiting=_HOURS,
        transfers=st.none() | st.integers(0, 4),
        outcome=st.sampled_from([None, *words["outcomes"]]),
        experience=st.none() | marks,
    )


@st.composite
def journey_strategy(draw: DrawFn, register: Register | None, size: int) -> Journey:
    """A journey of about so many steps, at rows of a register; it may branch, loop and end early."""
    words = told()["journey"]
    places = _places(register)
    placed = st.builds(
        lambda step, place: evolve(step, touchpoint=place[0], process=place[1]),
        _steps(),
        st.sampled_from(places),
    )
    drawn = draw(st.lists(placed, min_size=1, max_size=max(1, 2 * size - 1)))
    last = len(drawn)
    satisfied = draw(st.booleans())
    steps = [
        evolve(one, id=str(at), satisfies=satisfied and at == last)
        for at, one in enumerate(drawn, 1)
    ]
    phases = draw(st.lists(st.sampled_from(words["phases"]), max_size=2, unique=True))
    cuts = [round(at * last / (len(phases) + 1)) for at in range(len(phases) + 2)]
    ids = st.sampled_from([one.id for one in steps])
    segments = [one.id for one in register.segments] if register else []
    return Journey(
        id="j1",
        name=draw(st.sampled_from(words["names"])),
        phases=tuple(
            Phase(name, tuple(steps[begin:end]))
            for name, (begin, end) in zip([words["names"][0], *phases], pairwise(cuts), strict=True)
        ),
        transitions=_transitions(
            [one.id for one in steps], draw(st.none() | st.tuples(ids, ids, st.integers(1, 99)))
        ),
        start=draw(st.sampled_from([None, steps[0].id])),
        kind=draw(st.sampled_from(JourneyKind)),
        situation=draw(
            st.none()
            | st.builds(LifeSituation, st.sampled_from(words["situations"]), st.booleans())
        ),
        segments=tuple(draw(st.lists(st.sampled_from(segments), max_size=2, unique=True)))
        if segments
        else (),
    )


def _places(register: Register | None) -> list[tuple[str | None, str | None]]:
    """Touchpoint and process of the rows of a register; a step may also be off it."""
    processes = register.processes if register else ()
    rows = [(row.touchpoint, process.name) for process in processes for row in process.entries]
    return [*rows, (None, None)]


def _transitions(ids: list[str], aside: tuple[str, str, int] | None) -> tuple[Transition, ...]:
    """From each step to the next, and perhaps one branch or loop; shares of a step add up to 1."""
    way = list(pairwise(ids))
    if aside is None or aside[:2] in way:
        return tuple(Transition(source, target) for source, target in way)
    source, target, percent = aside
    share = percent / 100 if source != ids[-1] else 1.0
    condition = told()["journey"]["conditions"][0]
    links = [Transition(one, other, 1 - share if one == source else 1.0) for one, other in way]
    return (*links, Transition(source, target, share, condition))


@cache
def revision_strategy() -> SearchStrategy[Revision]:
    """One state of a register in its history: the first, or one after another."""
    actors = st.builds(Actor, st.sampled_from(told()["persons"]))
    changes = st.sampled_from([Change(**one) for one in told()["changes"]])
    return st.builds(
        _revision,
        st.integers(1, 99),
        st.integers(0, 365 * 24),
        actors,
        st.sampled_from(told()["bases"]),
        st.lists(changes, max_size=3, unique=True).map(tuple),
    )


def _revision(
    number: int, hours: int, author: Actor, basis: str, changes: tuple[Change, ...]
) -> Revision:
    return Revision(
        number=number,
        at=_FIRST + datetime.timedelta(hours=hours),
        author=author,
        basis=basis,
        changes=changes,
        previous=f"{number - 1:064x}" if number > 1 else None,
        hash=f"{number:064x}",
    )
