"""Journeys of clients against a register and an ordinance: analysed, compared, what-if."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from attrs import evolve, frozen

from .checking import check, view
from .journeys.chance.improvement import Improvements, improvements
from .journeys.chance.markov import Analysis, analyse
from .journeys.feeling.experience import Impressions, impressions
from .journeys.redesign.comparison import Comparison, compare
from .journeys.redesign.measured import measured
from .journeys.redesign.whatif import Effects
from .journeys.redesign.whatif import what_if as effects_of
from .journeys.shape.structures import Structure, structure
from .model.display import notebook
from .model.errors import UsageError
from .model.findings import Finding, Report
from .model.journeys import Journey
from .model.register import Register
from .model.stations import Station, stations
from .model.text import Text
from .plugins.agency import Agency
from .plugins.discovery import find

__all__ = ["JourneyAnalysis", "analyse_journeys", "by_step", "compare_journeys", "what_if"]


@notebook
@frozen
class JourneyAnalysis:
    """All that is computed of one journey.

    Attributes:
        journey: as recognised. stations: of its steps, by id. structure: what its shape says.
        chances: what its chances and hours come to; None if that cannot be told, and `unclear`
            says why. improvements: what would help most; None likewise.
        impressions: what clients felt, with intervals of confidence.
    """

    journey: Journey
    stations: Mapping[str, Station]
    structure: Structure
    chances: Analysis | None
    improvements: Improvements | None
    unclear: Text | None
    impressions: Impressions


def analyse_journeys(
    journeys: Iterable[Journey], register: Register, agency: str | Agency | None = None
) -> tuple[JourneyAnalysis, ...]:
    """Analyse journeys over the touchpoints of a register.

    Args:
        agency: code or value; the register's own if it is not given.

    Raises:
        UsageError: the agency is not installed; two journeys have one id.
    """
    seen = view(register, _agency(register, agency), journeys)
    return tuple(_analysed(one, stations(one, seen), seen.register) for one in seen.journeys or ())


def _analysed(
    journey: Journey, placed: Mapping[str, Station], register: Register
) -> JourneyAnalysis:
    chances, gains, unclear = None, None, None
    try:
        chances, gains = analyse(journey, placed), improvements(journey)
    except UsageError as reason:
        unclear = reason.message
    return JourneyAnalysis(
        journey=journey,
        stations=placed,
        structure=structure(journey, placed, register.segments),
        chances=chances,
        improvements=gains,
        unclear=unclear,
        impressions=impressions(journey),
    )


def compare_journeys(
    as_is: Journey,
    to_be: Journey,
    register: Register,
    agency: str | Agency | None = None,
    *,
    on: date,
) -> Comparison:
    """Compare a journey with its redesign, both checked against the ordinance.

    Args:
        register: whose touchpoints both use. agency: the register's own if it is not given.
        on: the day to judge by.

    Raises:
        UsageError: the agency is not installed.
    """
    whose = _agency(register, agency)
    (old,), (new,) = (view(register, whose, [one]).journeys or () for one in (as_is, to_be))
    seen = view(register, whose)
    return compare(
        old,
        new,
        measure=lambda one: measured(one, stations(one, seen)),
        check=lambda one: check(register, whose, on=on, journeys=[one]),
        view=seen,
    )


def what_if(
    register: Register,
    journeys: Iterable[Journey],
    change: Callable[[Register], Register],
    agency: str | Agency | None = None,
    *,
    on: date,
) -> Effects:
    """What a change of a register breaks: processes, journeys, clauses.

    >>> import datetime, functools
    >>> import touchpoint_model as tm
    >>> from touchpoint_model.journeys import exclude
    >>> register = tm.read("examples/registers/trade.json")
    >>> told = what_if(register, [], functools.partial(exclude, touchpoint="federal-portal"),
    ...                on=datetime.date(2024, 6, 3))
    >>> [(one.process, sorted(one.lost)) for one in told.processes]
    [('Досудебное обжалование результатов проверки', ['digital'])]

    Args:
        change: makes the new register of the old one; `exclude`, `move` and `add` of
            `touchpoint_model.journeys` with their arguments filled in, or any function.
    """
    whose = _agency(register, agency)

    def checked(held: Register, along: Sequence[Journey]) -> Report:
        told = _named(along, seen.register, held)
        return check(held, whose, on=on, journeys=told)

    seen = view(register, whose, journeys)
    return effects_of(
        seen.register, seen.journeys or (), change, checked, vocabulary=whose.vocabulary
    )


def _named(journeys: Iterable[Journey], before: Register, after: Register) -> Iterator[Journey]:
    """The journeys, with the names of points that are gone in place of their ids."""
    left = {one.id for one in after.touchpoints}
    gone = {one.id: one.name for one in before.touchpoints if one.id not in left}
    for journey in journeys:
        phases = tuple(
            evolve(
                phase,
                steps=tuple(
                    evolve(one, touchpoint=gone.get(one.touchpoint or "", one.touchpoint))
                    for one in phase.steps
                ),
            )
            for phase in journey.phases
        )
        yield evolve(journey, phases=phases)


def by_step(report: Report, journey: Journey) -> Mapping[str, tuple[Finding, ...]]:
    """The open findings of a report on a journey, by id of step."""
    found: dict[str, tuple[Finding, ...]] = {}
    for one in report.open:
        at = one.location
        if at.journey == journey.id and at.step is not None:
            found[at.step] = (*found.get(at.step, ()), one)
    return found


def _agency(register: Register, told: str | Agency | None) -> Agency:
    if isinstance(told, Agency):
        return told
    return find(told or register.agency)
