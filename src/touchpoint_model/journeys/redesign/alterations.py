"""What-if: a register with a touchpoint excluded, moved to another channel, or added.

Each function gives a new register; `functools.partial` makes of it the change that `what_if` takes.
Names of processes are compared by `normalise`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import evolve

from ...model.errors import UsageError
from ...model.processes import Entry, Need, Process
from ...model.register import Register
from ...model.text import Text, normalise
from ...model.touchpoints import Touchpoint

__all__ = ["add", "exclude", "move"]

_POINT = Text(ru="точки", en="touchpoint")
_PROCESS = Text(ru="процесса", en="process")


def exclude(register: Register, touchpoint: str, *, process: str | None = None) -> Register:
    """The register without the rows at a touchpoint.

    The touchpoint leaves the list too, once no row is at it. A process that has no rows left stays
    as an empty one, so that rules can see it. Other touchpoints that are the same point by their
    concept (a second e-mail address) stay.

    >>> from touchpoint_model.model.processes import Direction
    >>> told = Register("toy", "Перечень", (Direction("", (Process("Приём", (Entry("phone"),)),)),),
    ...                 (Touchpoint("phone", "телефон"),))
    >>> without = exclude(told, "phone")
    >>> [(one.name, one.entries) for one in without.processes], without.touchpoints
    ([('Приём', ())], ())

    Args:
        touchpoint: its id in the register. process: only the rows of processes of that name.

    Raises:
        UsageError: the register has no such touchpoint or process.
    """
    _known(register, touchpoint)

    def without(one: Process) -> Process:
        return evolve(
            one, entries=tuple(row for row in one.entries if row.touchpoint != touchpoint)
        )

    changed = _altered(register, process, without)
    if any(row.touchpoint == touchpoint for row in changed.entries):
        return changed
    kept = tuple(one for one in changed.touchpoints if one.id != touchpoint)
    return evolve(changed, touchpoints=kept)


def move(
    register: Register, touchpoint: str, channel: str, *, process: str | None = None
) -> Register:
    """The register with a touchpoint in another channel: its rows declare that one alone.

    What the act's own list says of the point stays: a point of a listed kind that is declared
    otherwise is of both types in a `View`, and a mismatch to the rules. Printed particulars stay as
    they are.

    Args:
        touchpoint: its id in the register. channel: code of the type (`digital`, `offline`).
        process: only the rows of processes of that name; the point itself stays as stated.

    Raises:
        UsageError: the register has no such touchpoint or process.
    """
    _known(register, touchpoint)

    def moved(row: Entry) -> Entry:
        return evolve(row, channels=(channel,)) if row.touchpoint == touchpoint else row

    changed = _altered(
        register, process, lambda one: evolve(one, entries=tuple(map(moved, one.entries)))
    )
    if process is not None:
        return changed
    points = (
        evolve(one, channel=channel, types=()) if one.id == touchpoint else one
        for one in changed.touchpoints
    )
    return evolve(changed, touchpoints=tuple(points))


def add(
    register: Register,
    touchpoint: str | Touchpoint,
    process: str,
    needs: Iterable[str | Need],
    *,
    channels: tuple[str, ...] | None = None,
    particulars: str | None = None,
) -> Register:
    """The register with one more row, below the others of its process.

    Args:
        touchpoint: id of one that the register has, or a new one.
        process: name of the process that gets the row. needs: that the client satisfies there.
        channels, particulars: that the row declares; None is unknown.

    Raises:
        UsageError: the register has no such touchpoint or process, several processes of that name,
            or another touchpoint with the id of the new one.
    """
    if isinstance(touchpoint, str):
        point = _known(register, touchpoint)
    else:
        point = touchpoint
        register = _with(register, point)
    if sum(normalise(one.name) == normalise(process) for one in register.processes) > 1:
        raise UsageError(
            Text(
                ru=f"Процессов «{process}» в перечне несколько: непонятно, в какой добавить строку",
                en=f"Several processes are called “{process}”: it is not clear which gets the row",
            )
        )
    row = Entry(
        point.id,
        tuple(Need(one) if isinstance(one, str) else one for one in needs),
        particulars=particulars,
        channels=channels,
    )
    return _altered(register, process, lambda one: evolve(one, entries=(*one.entries, row)))


def _known(register: Register, touchpoint: str) -> Touchpoint:
    for one in register.touchpoints:
        if one.id == touchpoint:
            return one
    raise _absent(_POINT, touchpoint, (one.id for one in register.touchpoints))


def _with(register: Register, point: Touchpoint) -> Register:
    same = [one for one in register.touchpoints if one.id == point.id]
    if same and same != [point]:
        raise UsageError(
            Text(
                ru=f"Точка «{point.id}» в перечне уже есть, и другая: дайте новой иной id",
                en=f"The register has another touchpoint “{point.id}”: give the new one its own id",
            )
        )
    return register if same else evolve(register, touchpoints=(*register.touchpoints, point))


def _altered(
    register: Register, process: str | None, change: Callable[[Process], Process]
) -> Register:
    """The register with all its processes changed, or those of one name."""
    wanted = None if process is None else normalise(process)
    if process is not None and all(normalise(one.name) != wanted for one in register.processes):
        raise _absent(_PROCESS, process, (one.name for one in register.processes))
    directions = (
        evolve(
            direction,
            processes=tuple(
                change(one) if wanted in (None, normalise(one.name)) else one
                for one in direction.processes
            ),
        )
        for direction in register.directions
    )
    return evolve(register, directions=tuple(directions))


def _absent(what: Text, value: str, known: Iterable[str]) -> UsageError:
    told = "; ".join(dict.fromkeys(known)) or "—"
    return UsageError(
        Text(
            ru=f"В перечне нет {what.ru} «{value}»; есть: {told}",
            en=f"The register has no {what.en} “{value}”; it has: {told}",
        )
    )
