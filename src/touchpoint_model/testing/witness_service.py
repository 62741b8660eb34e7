"""How the rules on service along a journey (SV01 to SV05) are broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from ..model.journeys import Journey, Step, Transition
from ..model.register import Register
from ..model.touchpoints import Channel
from ..model.view import View
from .lawful import Material
from .walks import altered, walk
from .witnessing import Change, witnessed

__all__: list[str] = []


@witnessed("SV01")
def _too_many_transfers(register: Register, material: Material) -> Iterator[Change]:
    for most in _arguments(material, "SV01", "most"):
        for journey, step in _contacts(register, material, "SV01"):
            yield _changed(register, journey, evolve(step, transfers=most + 1))
            again = Transition(step.id, step.id)
            loop = evolve(journey, transitions=(*journey.transitions, again))
            once = altered(loop, evolve(step, transfers=1))
            yield Change(register, None, "loop", before=(journey,), journeys=(once,))


@witnessed("SV02")
def _missing_acknowledgement(register: Register, material: Material) -> Iterator[Change]:
    for journey, step in _contacts(register, material, "SV02"):
        yield _changed(register, journey, evolve(step, acknowledged=False))


@witnessed("SV03")
def _unsatisfied_journey(register: Register, _material: Material) -> Iterator[Change]:
    for process in register.processes:
        if process.entries:
            journey = walk(process)
            yield _changed(register, journey, evolve(journey.steps[-1], satisfies=False))


@witnessed("SV04")
def _no_responsible_officer(register: Register, material: Material) -> Iterator[Change]:
    kinds = _kinds(material, "SV04")
    if kinds and not kinds & View(register, material.agency.vocabulary).used:
        return  # the clause is about points that the register has not
    for at, segment in enumerate(register.segments):
        rest = register.segments
        segments = (*rest[:at], evolve(segment, officer=""), *rest[at + 1 :])
        yield Change(evolve(register, segments=segments), None)


@witnessed("SV05")
def _no_quick_feedback(register: Register, material: Material) -> Iterator[Change]:
    for journey, step in _contacts(register, material, "SV05", Channel.DIGITAL.value):
        yield _changed(register, journey, evolve(step, feedback=False))


def _changed(register: Register, journey: Journey, step: Step) -> Change:
    broken = altered(journey, step)
    return Change(register, None, before=(journey,), journeys=(broken,))


def _contacts(
    register: Register, material: Material, code: str, channel: str | None = None
) -> Iterator[tuple[Journey, Step]]:
    """The client's steps at points of the kinds that the clauses of a rule are about."""
    kinds = _kinds(material, code)
    view = View(register, material.agency.vocabulary)
    for process in register.processes:
        for entry, step in zip(process.entries, walk(process).steps[1:-1], strict=True):
            kind = view.points[entry.touchpoint].touchpoint.kind
            if channel is not None and channel not in view.channels(entry):
                continue
            if not kinds or kind in kinds:
                yield walk(process), step


def _kinds(material: Material, code: str) -> frozenset[str]:
    """The kinds of point that the clauses of a rule are about; none is any."""
    clauses = (
        one for one in material.agency.clauses if any(use.rule.code == code for use in one.uses)
    )
    return frozenset(kind for clause in clauses for kind in clause.scope.kinds)


def _arguments(material: Material, code: str, name: str) -> list[Any]:
    uses = (use for clause in material.agency.clauses for use in clause.uses)
    return list(dict.fromkeys(use.arguments[name] for use in uses if use.rule.code == code))
