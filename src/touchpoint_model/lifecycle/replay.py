"""The new register, made from the old one and what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from attrs import evolve

from ..model.errors import UsageError
from ..model.processes import Direction, Entry, Process
from ..model.register import Register
from ..model.text import Text
from ..model.touchpoints import Touchpoint
from .changes import Difference, Row, address
from .facts import FACTS, settled

__all__ = ["replay"]

_Part = Direction | Process | Entry | Touchpoint
_Facts = Mapping[str, Mapping[str, Any]]


def replay(old: Register, difference: Difference) -> Register:
    """The register that a difference turns another into.

    It says what the new register said, in its order and with its ids; what is no fact of a register
    (sources, printed numbers, notes of the reader) stays as the old one has it.

    Raises:
        UsageError: the difference is not one from this register.
    """
    old = settled(old)
    facts = _facts(difference)
    parts = {**_kept(old, difference, facts), **_added(difference)}
    rows = defaultdict[tuple[int, ...], list[Entry]](list)
    processes = defaultdict[tuple[int, ...], list[Process]](list)
    directions: list[Direction] = []
    points: dict[str, Touchpoint] = {}
    for pointer in sorted(parts, key=lambda one: (-len(address(one)), address(one))):
        part, at = parts[pointer], address(pointer)
        if isinstance(part, Entry):
            rows[at[:2]].append(part)
        elif isinstance(part, Process):
            processes[at[:1]].append(evolve(part, entries=tuple(rows[at])))
        elif isinstance(part, Direction):
            directions.append(evolve(part, processes=tuple(processes[at])))
        else:
            points[part.id] = part
    come = (one.after.point for one in difference.alterations if isinstance(one.after, Row))
    for point in come:
        points.setdefault(point.id, point)
    of_register: dict[str, Any] = {}
    for fact in FACTS["register"]:
        of_register |= facts.get(f"/{fact.names[0]}", {})
    return evolve(
        old, directions=tuple(directions), touchpoints=tuple(points.values()), **of_register
    )


def _facts(difference: Difference) -> _Facts:
    """By pointer into the new register: attributes that have another value there."""
    told = defaultdict[str, dict[str, Any]](dict)
    for one in difference.alterations:
        if one.facts and one.now is not None:
            several = len(one.facts) > 1
            values = one.after if several and isinstance(one.after, tuple) else (one.after,)
            if several and one.after is None:
                values = (None,) * len(one.facts)
            told[one.now.pointer] |= dict(zip(one.facts, values, strict=True))
    return told


def _kept(old: Register, difference: Difference, facts: _Facts) -> dict[str, _Part]:
    """The parts that stay, by pointer into the new register, with its facts and ids."""
    ids = dict(difference.ids)
    parts = dict(_parts(old))
    kept: dict[str, _Part] = {}
    for pair in difference.pairs:
        part = parts.get(pair.before)
        if part is None:
            raise _foreign(pair.before)
        changed = dict(facts.get(pair.after, {}))
        if isinstance(part, Touchpoint | Entry):
            name = "id" if isinstance(part, Touchpoint) else "touchpoint"
            id = getattr(part, name)
            if id not in ids:
                raise _foreign(pair.before)
            changed[name] = ids[id]
        kept[pair.after] = evolve(part, **changed) if changed else part
    return kept


def _parts(register: Register) -> dict[str, _Part]:
    parts: dict[str, _Part] = {
        f"/touchpoints/{at}": one for at, one in enumerate(register.touchpoints)
    }
    for d, direction in enumerate(register.directions):
        parts[f"/directions/{d}"] = direction
        for p, process in enumerate(direction.processes):
            parts[f"/directions/{d}/processes/{p}"] = process
            for e, entry in enumerate(process.entries):
                parts[f"/directions/{d}/processes/{p}/entries/{e}"] = entry
    return parts


def _added(difference: Difference) -> dict[str, _Part]:
    added: dict[str, _Part] = {}
    for one in difference.alterations:
        if one.now is not None and not one.facts and one.was is None:
            value = one.after
            if isinstance(value, Row):
                added[one.now.pointer] = value.entry or value.point
            elif isinstance(value, Direction | Process):
                added[one.now.pointer] = value
    return added


def _foreign(pointer: str) -> UsageError:
    return UsageError(
        Text(
            ru=f"Изменения относятся к другому перечню: в этом нет «{pointer}»",
            en=f"The difference is from another register: this one has no “{pointer}”",
        )
    )
