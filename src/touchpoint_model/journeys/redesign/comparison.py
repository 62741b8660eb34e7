"""A journey as it is beside the journey as it is to be (реинжиниринг): what changes, and by how much.

Re-engineering is the redesign of services: organisational model of the agriculture agency, 6(16).
What is measured and what is checked come in as functions, so that this module knows of no rule and
no measure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from attrs import fields, frozen

from ...model.display import notebook
from ...model.findings import Report
from ...model.journeys import Journey, Step, Transition
from ...model.stations import Station, stations
from ...model.text import normalise
from ...model.view import View
from .measures import Measure, MeasureChange
from .pairing import Paired, Pairing, paired
from .verdicts import Verdicts, weigh

__all__ = ["Change", "Comparison", "StepPair", "compare"]


@frozen
class Change:
    """A fact that changed: the attribute's name (of `Step` or `Journey`, or `phase`), both values."""

    name: str
    before: object
    after: object


@frozen
class StepPair:
    """A step as it is and as it is to be.

    Attributes:
        by: what tells that the two are one step.
        changes: every attribute that changed, in the order of `Step`, and `phase` (its name).
        channels: the channel types before and after; empty is unknown, or at no point.
        moved: to another touchpoint, or to or off one; or from one known set of channels to another.
    """

    before: Step
    after: Step
    by: Paired
    changes: tuple[Change, ...]
    channels: tuple[frozenset[str], frozenset[str]]
    moved: bool


@notebook
@frozen
class Comparison:
    """Two journeys side by side.

    Attributes:
        kept: steps of both, in the order of reading of the later journey.
        added, dropped: steps of one only: those that no pair was found for.
        unsure: ids of those whose words several steps tell: they may be the same after all.
        facts: what changed of the journey itself (its need, segments, start …).
        ways_added, ways_dropped: transitions of one only, by the ids of their own journey.
        ways_changed: before and after, where the chance or the condition changed.
        measures: every measure of either, in their order. verdicts: of the checks, if there were.
    """

    before: Journey
    after: Journey
    kept: tuple[StepPair, ...]
    added: tuple[Step, ...]
    dropped: tuple[Step, ...]
    unsure: frozenset[str]
    facts: tuple[Change, ...]
    ways_added: tuple[Transition, ...]
    ways_dropped: tuple[Transition, ...]
    ways_changed: tuple[tuple[Transition, Transition], ...]
    measures: tuple[MeasureChange, ...]
    verdicts: Verdicts | None

    @property
    def moved(self) -> tuple[StepPair, ...]:
        """The steps that are at another touchpoint or in another channel."""
        return tuple(one for one in self.kept if one.moved)

    @property
    def changed(self) -> tuple[StepPair, ...]:
        """The steps of both journeys of which anything changed, the moved ones included."""
        return tuple(one for one in self.kept if one.changes or one.moved)


def compare(
    as_is: Journey,
    to_be: Journey,
    *,
    measure: Callable[[Journey], Mapping[str, Measure]] | None = None,
    check: Callable[[Journey], Report] | None = None,
    view: View | None = None,
) -> Comparison:
    """Compare a journey with its redesign.

    >>> from touchpoint_model.model.draft import journey, phase, step
    >>> old = journey("fair", "Ярмарка", phase("", step("ask", "узнаёт", at="phone", hours=1)))
    >>> new = journey("fair", "Ярмарка", phase("", step("ask", "узнаёт", at="site", hours=0.1)))
    >>> [(one.name, one.before, one.after) for one in compare(old, new).moved[0].changes]
    [('touchpoint', 'phone', 'site'), ('duration', 1, 0.1)]

    Args:
        measure: gives the measures of a journey, by name. check: gives its report.
        view: the register under its vocabulary: tells the channels that steps do not state, and
            which touchpoints are one point. Without it, only what the journeys say counts.
    """
    pairing = paired(as_is, to_be)
    old, new = as_is.by_id, to_be.by_id
    names = {old: new for old, new, _ in pairing.pairs}
    ways_added, ways_dropped, ways_changed = _ways(as_is, to_be, names)
    return Comparison(
        before=as_is,
        after=to_be,
        kept=tuple(_kept(as_is, to_be, pairing, view)),
        added=tuple(new[id] for id in pairing.after),
        dropped=tuple(old[id] for id in pairing.before),
        unsure=pairing.unsure,
        facts=tuple(_facts(as_is, to_be, names)),
        ways_added=ways_added,
        ways_dropped=ways_dropped,
        ways_changed=ways_changed,
        measures=tuple(_measured(as_is, to_be, measure)) if measure else (),
        verdicts=weigh(check(as_is), check(to_be), renamed=(as_is.name, to_be.name))
        if check
        else None,
    )


def _kept(
    as_is: Journey, to_be: Journey, pairing: Pairing, view: View | None
) -> Iterator[StepPair]:
    old, new = as_is.by_id, to_be.by_id
    phases = [{s.id: p.name for p in j.phases for s in p.steps} for j in (as_is, to_be)]
    at = [stations(j, view) if view else {} for j in (as_is, to_be)]
    for was, now, by in pairing.pairs:
        before, after = old[was], new[now]
        channels = _channels(before, at[0].get(was)), _channels(after, at[1].get(now))
        elsewhere = _place(before, at[0].get(was)) != _place(after, at[1].get(now))
        changes = [one for one in _changes(before, after) if one.name != "touchpoint" or elsewhere]
        if normalise(phases[0][was]) != normalise(phases[1][now]):
            changes.append(Change("phase", phases[0][was], phases[1][now]))
        moved = elsewhere or (all(channels) and channels[0] != channels[1])
        yield StepPair(before, after, by, tuple(changes), channels, moved)


def _changes(before: Step, after: Step) -> Iterator[Change]:
    for one in fields(Step):
        old, new = getattr(before, one.name), getattr(after, one.name)
        if one.name != "id" and _plain(old) != _plain(new):
            yield Change(one.name, old, new)


def _plain(value: object) -> object:
    return normalise(value) if isinstance(value, str) else value


def _channels(step: Step, station: Station | None) -> frozenset[str]:
    if station is not None:
        return station.channels
    return frozenset((step.channel,)) if step.channel else frozenset()


def _place(step: Step, station: Station | None) -> str | None:
    """What makes two steps' touchpoints one: the point's key, else the words for it."""
    if station is not None and station.point is not None:
        return station.point.key
    return None if step.touchpoint is None else normalise(step.touchpoint)


def _facts(as_is: Journey, to_be: Journey, names: Mapping[str, str]) -> Iterator[Change]:
    for name in ("kind", "need", "situation", "segments", "client"):
        old, new = getattr(as_is, name), getattr(to_be, name)
        if _plain(old) != _plain(new):
            yield Change(name, old, new)
    if names.get(as_is.first.id) != to_be.first.id:
        yield Change("start", as_is.first.id, to_be.first.id)


def _ways(
    as_is: Journey, to_be: Journey, names: Mapping[str, str]
) -> tuple[
    tuple[Transition, ...], tuple[Transition, ...], tuple[tuple[Transition, Transition], ...]
]:
    left = {(one.source, one.target): one for one in to_be.transitions}
    dropped, changed = [], []
    for way in as_is.transitions:
        ends = names.get(way.source), names.get(way.target)
        now = left.pop((ends[0], ends[1]), None) if ends[0] and ends[1] else None
        if now is None:
            dropped.append(way)
        elif (way.probability, _plain(way.condition)) != (now.probability, _plain(now.condition)):
            changed.append((way, now))
    return tuple(left.values()), tuple(dropped), tuple(changed)


def _measured(
    as_is: Journey, to_be: Journey, measure: Callable[[Journey], Mapping[str, Measure]]
) -> Iterator[MeasureChange]:
    before, after = measure(as_is), measure(to_be)
    for name in dict.fromkeys([*before, *after]):
        yield MeasureChange(before.get(name), after.get(name))
