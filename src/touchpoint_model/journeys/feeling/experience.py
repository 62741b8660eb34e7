"""What clients felt on a journey (клиентский опыт): reactions and satisfaction, pooled.

Experience is measured as cognitive, emotional, sensory and behavioural reactions, for a journey and
for its stages: organisational model of the agriculture agency, 6(12). What was not measured is None
and counts for nothing, never for zero. Answers are pooled step by step: a client who answers at two
steps is counted at both, and the intervals take answers to be independent of one another.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from ...model.experience import Experience
from ...model.journeys import Journey, Step
from .intervals import CONFIDENCE, hoeffding, wilson

__all__ = [
    "Impression",
    "Impressions",
    "Reaction",
    "SatisfiedShare",
    "impression",
    "impressions",
    "reaction",
    "satisfied_share",
]


@frozen
class SatisfiedShare:
    """The share of satisfied answers, each by its own scale (4 and 5 of 5, if it says so).

    Attributes:
        satisfied, answers: numbers of answers. steps: at how many steps they were given.
        share: from 0 to 1. interval: Wilson's, at `confidence`. Both None without answers.
    """

    satisfied: int
    answers: int
    steps: int
    share: float | None
    interval: tuple[float, float] | None
    confidence: float


@frozen
class Reaction:
    """The mean mark of one kind of reaction.

    Attributes:
        mean: from 0 (lowest mark of its scale) to 1 (highest); None if it was not measured.
        interval: Hoeffding's, at `confidence`; None if it was not measured, or by unknown numbers.
        answers: None if the number is unknown at any of the steps; these count alike then, else
            by their numbers of answers.
        steps: at how many it was measured.
        scales: lowest and highest mark of each scale that was used, sorted.
    """

    mean: float | None
    interval: tuple[float, float] | None
    answers: int | None
    steps: int
    scales: tuple[tuple[float, float], ...]
    confidence: float

    @property
    def rescaled(self) -> bool:
        """Whether marks of different scales were brought to 0…1 to be pooled."""
        return len(self.scales) > 1

    @property
    def mark(self) -> float | None:
        """The mean on the scale itself; None where several were used, or nothing was measured."""
        if self.mean is None or len(self.scales) != 1:
            return None
        low, high = self.scales[0]
        return low + self.mean * (high - low)


@frozen
class Impression:
    """What clients felt at some steps. of: id of the step, or name of the phase or journey."""

    of: str
    satisfaction: SatisfiedShare
    cognitive: Reaction
    emotional: Reaction
    sensory: Reaction
    behavioural: Reaction


@frozen
class Impressions:
    """What clients felt on a journey: on the whole, by phase, and by step in order of reading."""

    whole: Impression
    phases: tuple[Impression, ...]
    steps: tuple[Impression, ...]


def impressions(journey: Journey, *, confidence: float = CONFIDENCE) -> Impressions:
    """What clients felt on a journey, its phases and its steps.

    Raises:
        UsageError: the confidence is not between 0 and 1.
    """
    return Impressions(
        whole=impression(journey.name, journey.steps, confidence=confidence),
        phases=tuple(
            impression(one.name, one.steps, confidence=confidence) for one in journey.phases
        ),
        steps=tuple(impression(one.id, (one,), confidence=confidence) for one in journey.steps),
    )


def impression(of: str, steps: Iterable[Step], *, confidence: float = CONFIDENCE) -> Impression:
    """What clients felt at some steps, pooled.

    Raises:
        UsageError: the confidence is not between 0 and 1.
    """
    steps = tuple(steps)
    felt = [one.experience for one in steps if one.experience is not None]

    def pooled(kind: str) -> Reaction:
        return reaction(felt, kind, confidence=confidence)

    return Impression(
        of=of,
        satisfaction=satisfied_share(steps, confidence=confidence),
        cognitive=pooled("cognitive"),
        emotional=pooled("emotional"),
        sensory=pooled("sensory"),
        behavioural=pooled("behavioural"),
    )


def satisfied_share(steps: Iterable[Step], *, confidence: float = CONFIDENCE) -> SatisfiedShare:
    """The share of satisfied answers at some steps, with the number of answers.

    >>> from touchpoint_model.model.experience import Satisfaction, Scale
    >>> marks = Satisfaction(Scale(1, 5, satisfied_from=4), ((5, 6), (4, 2), (1, 2)))
    >>> told = satisfied_share([Step("a", "подаёт", satisfaction=marks)])
    >>> told.satisfied, told.answers, told.share
    (8, 10, 0.8)

    Raises:
        UsageError: the confidence is not between 0 and 1.
    """
    satisfied = answers = measured = 0
    for step in steps:
        if step.satisfaction is None:
            continue
        scale, counts = step.satisfaction.scale, step.satisfaction.counts
        given = sum(count for _, count in counts)
        satisfied += sum(count for mark, count in counts if mark >= scale.satisfied_from)
        answers += given
        measured += given > 0
    return SatisfiedShare(
        satisfied=satisfied,
        answers=answers,
        steps=measured,
        share=satisfied / answers if answers else None,
        interval=wilson(satisfied, answers, confidence),
        confidence=confidence,
    )


def reaction(felt: Iterable[Experience], kind: str, *, confidence: float = CONFIDENCE) -> Reaction:
    """The mean mark of one kind of reaction: `cognitive`, `emotional`, `sensory`, `behavioural`.

    >>> from touchpoint_model.model.experience import Scale
    >>> felt = [Experience(Scale(1, 5, 4), emotional=4, respondents=30),
    ...         Experience(Scale(0, 10, 7), emotional=1.5, respondents=10)]
    >>> told = reaction(felt, "emotional")
    >>> told.mean, told.answers, told.rescaled
    (0.6, 40, True)

    Raises:
        UsageError: the confidence is not between 0 and 1.
    """
    measured: list[tuple[float, int | None]] = []
    scales: set[tuple[float, float]] = set()
    for one in felt:
        mark: float | None = getattr(one, kind)
        if mark is not None:
            low, high = one.scale.low, one.scale.high
            scales.add((low, high))
            measured.append(((mark - low) / (high - low), one.respondents))
    numbers = [number or 0 for _, number in measured]
    known = bool(measured) and all(numbers)
    weights = numbers if known else [1] * len(measured)
    total = sum(weights)
    mean = (
        sum(w * m for w, (m, _) in zip(weights, measured, strict=True)) / total if total else None
    )
    interval = hoeffding(mean, total, confidence) if known and mean is not None else None
    return Reaction(
        mean=mean,
        interval=interval,
        answers=total if known else None,
        steps=len(measured),
        scales=tuple(sorted(scales)),
        confidence=confidence,
    )
