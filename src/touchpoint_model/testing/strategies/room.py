"""Lawful registers with room for a violation: where chance gives no place for one, it is made."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ...model.register import Register
from ...rules.rule import Rule
from ..lawful import lawful_registers as lawful_samples
from ..witnesses import places, violate, witness
from ..witnessing import Witness
from .assembly import joined
from .words import Words

__all__ = ["violation_strategy"]

_PLACES = 9999  # more than a register has


def violation_strategy(
    words: Words, rule: Rule | str, lawful: SearchStrategy[Register]
) -> SearchStrategy[Witness]:
    """Witnesses in registers as they are drawn, but for what stands in the way of the rule.

    Args:
        lawful: complete lawful registers.

    Raises:
        UsageError: as of `witness`.
    """
    agency = words.agency
    samples = [
        one for one in lawful_samples(agency) if places(one, rule, agency) and _lawful(one, words)
    ] or [witness(rule, agency).lawful]

    def broken(register: Register, sample: Register, at: int) -> Witness:
        for one in _roomier(register, sample, words, alone=at == 0):
            many = places(one, rule, agency)
            if many:
                break
        return violate(one, rule, agency, at % many)

    return st.builds(broken, lawful, st.sampled_from(samples), st.integers(0, _PLACES))


def _roomier(
    register: Register, sample: Register, words: Words, *, alone: bool
) -> Iterator[Register]:
    """The register, with ever more room; at last a sample that is known to have a place.

    Args:
        alone: shrink to the sample, with nothing beside it.
    """
    yield register
    free = _free(register)
    made = [free] if alone else [free, joined(free, sample)]
    yield from (one for one in made if _lawful(one, words))
    yield sample


def _lawful(register: Register, words: Words) -> bool:
    """Whether a register of parts that are lawful is so under rules of the agency's own as well."""
    return not words.has_own_rules or words.passes(register)


def _free(register: Register) -> Register:
    """The register without what keeps its rows: nothing observed, and every point a key one."""
    points = tuple(evolve(one, key=True) for one in register.touchpoints)
    return evolve(register, touchpoints=points, usage=())
