"""Writing a journey down: phases and steps in the order of reading, each saying what comes next.

>>> told = journey(
...     "fair", "Место на ярмарке",
...     phase("Узнаёт", step("read", "читает условия", at="site", hours=0.5)),
...     phase(
...         "Подаёт",
...         step("apply", "подаёт заявку", at="email", hours=1, then={"place": 0.9, "mend": 0.1}),
...         step("mend", "исправляет заявку", at="email", hours=1, then="apply"),
...         step("place", "получает место", at="office", satisfies=True),
...     ),
...     need="место на ярмарке",
... )
>>> [(one.source, one.target, one.probability) for one in told.transitions]
[('read', 'apply', None), ('apply', 'place', 0.9), ('apply', 'mend', 0.1), ('mend', 'apply', None)]

A step that says nothing leads to the one below it; one that says `then=()` is an end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from .errors import Flaw, ModelError
from .journeys import Gate, Journey, Phase, Step, Transition
from .text import Text

__all__ = ["Then", "drafted", "journey", "parallel", "phase", "step"]

Then = str | Sequence[str] | Mapping[str, "float | str | Mapping[str, Any] | None"]
"""What comes after a step: an id, several ids, or ids with what is known of each way.

What is known is a probability (0 to 1), a condition in words, None, or a mapping with
`probability` and `condition`.
"""


@frozen
class _Draft:
    """A step with what it says of the next ones; `then` is None where it says nothing."""

    step: Step
    then: Then | None


@frozen
class _Part:
    name: str
    drafts: tuple[_Draft, ...]


def step(
    id: str,
    action: str,
    *,
    at: str | None = None,
    hours: float | None = None,
    waits: float | None = None,
    then: Then | None = None,
    **facts: Any,
) -> _Draft:
    """A step of a journey that is being written down.

    Args:
        id: unique in the journey. action: what is done.
        at: the touchpoint: its id in the register, or its name.
        hours, waits: of the step itself, and of waiting for it, in hours.
        then: what comes next; None is the step below.
        **facts: any other attribute of `Step`: `actor`, `process`, `transfers`, `satisfies`, …

    Raises:
        ModelError: a quantity is negative. TypeError: a step has no such attribute.
    """
    return _Draft(Step(id, action, touchpoint=at, duration=hours, waiting=waits, **facts), then)


def phase(name: str, *steps: _Draft | Sequence[_Draft]) -> _Part:
    """A phase of a journey that is being written down; `parallel` gives several steps at once."""
    flat = [one for told in steps for one in ([told] if isinstance(told, _Draft) else told)]
    return _Part(name, tuple(flat))


def parallel(first: _Draft, *branches: _Draft, last: _Draft) -> tuple[_Draft, ...]:
    """Steps that go on at the same time: all after `first`, and `last` waits for all of them.

    >>> told = journey("j", "Заявка", phase("Идёт", *[parallel(
    ...     step("sent", "подал"), step("check", "проверка"), step("visit", "выезд"),
    ...     last=step("paid", "выплата", satisfies=True))]))
    >>> [(one.source, one.target) for one in told.transitions]
    [('sent', 'check'), ('sent', 'visit'), ('check', 'paid'), ('visit', 'paid')]
    """
    head = evolve(first.step, split=Gate.ALL)
    tail = evolve(last.step, join=Gate.ALL)
    return (
        _Draft(head, tuple(one.step.id for one in branches)),
        *(evolve(one, then=tail.id if one.then is None else one.then) for one in branches),
        _Draft(tail, last.then),
    )


def journey(id: str, name: str, *phases: _Part, **facts: Any) -> Journey:
    """The journey that phases and steps make.

    Args:
        **facts: any other attribute of `Journey`: `need`, `segments`, `kind`, `start`, …

    Raises:
        ModelError: as of `Journey`; or what comes after a step is not said in a known way.
    """
    told = [(one.step.id, one.then) for part in phases for one in part.drafts]
    return Journey(
        id,
        name,
        tuple(Phase(part.name, tuple(one.step for one in part.drafts)) for part in phases),
        transitions=drafted(told),
        **facts,
    )


def drafted(steps: Iterable[tuple[str, Then | None]]) -> tuple[Transition, ...]:
    """The transitions that steps (id, then) in the order of reading ask for.

    Raises:
        ModelError: what comes after a step is not said in a known way; the path is `steps[n].next`.
    """
    told = list(steps)
    below = [id for id, _ in told[1:]]
    links: list[Transition] = []
    for at, (id, then) in enumerate(told):
        if then is None:
            links += [Transition(id, one) for one in below[at : at + 1]]
        else:
            links += [_link(id, target, known, at) for target, known in _ways(then, at)]
    return tuple(links)


def _ways(then: object, at: int) -> Iterator[tuple[str, object]]:
    if isinstance(then, str):
        yield then, None
    elif isinstance(then, Mapping):
        yield from then.items()
    elif isinstance(then, Sequence) and all(isinstance(one, str) for one in then):
        yield from ((one, None) for one in then)
    else:
        raise _unknown(f"steps[{at}].next", then)


def _link(source: str, target: str, known: object, at: int) -> Transition:
    path = f"steps[{at}].next.{target}"
    if known is None or isinstance(known, str):
        return Transition(source, target, None, known)
    if isinstance(known, int | float) and not isinstance(known, bool):
        return Transition(source, target, float(known))
    if isinstance(known, Mapping) and set(known) <= {"probability", "condition"}:
        share, condition = known.get("probability"), known.get("condition")
        if isinstance(share, int | float | None) and isinstance(condition, str | None):
            return Transition(source, target, share, condition)
    raise _unknown(path, known)


def _unknown(path: str, value: object) -> ModelError:
    shown = f"{value!r:.60}"
    return ModelError(
        Text(ru="Непонятно, что следует за шагом", en="It is not clear what comes after a step"),
        [
            Flaw(
                path,
                Text(
                    ru=f"{shown}: нужен шаг, список шагов или шаги с вероятностями",
                    en=f"{shown}: a step, a list of steps, or steps with probabilities is required",
                ),
            )
        ],
    )
