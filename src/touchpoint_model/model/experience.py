"""Experience and satisfaction of clients (клиентский опыт, удовлетворённость) as values."""

from __future__ import annotations

from attrs import field, frozen

from .errors import Flaw, ModelError
from .text import Text

__all__ = ["REACTIONS", "Experience", "FeedbackInstrument", "Satisfaction", "Scale"]

REACTIONS = ("cognitive", "emotional", "sensory", "behavioural")
"""The reactions that an experience is made of."""


@frozen
class Scale:
    """A stated scale: lowest and highest mark, and the lowest mark that counts as satisfied."""

    low: float
    high: float
    satisfied_from: float

    def __attrs_post_init__(self) -> None:
        if not self.low < self.satisfied_from <= self.high:
            raise ModelError(
                Text(ru="Шкала не упорядочена", en="A scale is out of order"),
                [
                    Flaw(
                        "satisfied_from",
                        Text(
                            ru=f"{self.low} < {self.satisfied_from} ≤ {self.high} не выполняется",
                            en=f"{self.low} < {self.satisfied_from} ≤ {self.high} does not hold",
                        ),
                    )
                ],
            )


@frozen
class Experience:
    """A client's measured reactions, each a mark on `scale`; None is not measured."""

    scale: Scale
    cognitive: float | None = None
    emotional: float | None = None
    sensory: float | None = None
    behavioural: float | None = None
    respondents: int | None = None

    def __attrs_post_init__(self) -> None:
        marks = {one: getattr(self, one) for one in REACTIONS}
        flaws = [_off(name, mark, self.scale) for name, mark in marks.items() if mark is not None]
        told = [one for one in flaws if one is not None]
        if self.respondents is not None and self.respondents < 1:
            told.append(_few("respondents", self.respondents))
        _refuse(told)


@frozen
class Satisfaction:
    """Marks given by respondents: `counts[mark]` answers on `scale`.

    >>> Satisfaction(Scale(1, 5, 4), ((5, 6), (4, 2), (1, 2))).share
    0.8
    """

    scale: Scale
    counts: tuple[tuple[float, int], ...]

    def __attrs_post_init__(self) -> None:
        marks = [
            _off(f"counts[{at}]", mark, self.scale) for at, (mark, _) in enumerate(self.counts)
        ]
        few = [
            _few(f"counts[{at}]", count) for at, (_, count) in enumerate(self.counts) if count < 0
        ]
        _refuse([*(one for one in marks if one is not None), *few])

    @property
    def share(self) -> float | None:
        """The share of satisfied answers, 0 to 1; None without answers."""
        total = sum(count for _, count in self.counts)
        happy = sum(count for mark, count in self.counts if mark >= self.scale.satisfied_from)
        return happy / total if total else None


def _off(path: str, mark: float, scale: Scale) -> Flaw | None:
    if scale.low <= mark <= scale.high:
        return None
    return Flaw(
        path,
        Text(
            ru=f"{mark:g} вне шкалы от {scale.low:g} до {scale.high:g}",
            en=f"{mark:g} is off the scale from {scale.low:g} to {scale.high:g}",
        ),
    )


def _few(path: str, count: int) -> Flaw:
    return Flaw(
        path,
        Text(ru=f"{count}: столько ответов не бывает", en=f"{count} is no number of answers"),
    )


def _refuse(flaws: list[Flaw]) -> None:
    if flaws:
        raise ModelError(
            Text(ru="Оценки клиентов записаны неверно", en="The clients' marks are wrong"), flaws
        )


@frozen
class FeedbackInstrument:
    """An instrument of feedback (инструментарий): questions in a logical order."""

    name: str
    questions: tuple[str, ...] = field()
    scale: Scale | None = None
