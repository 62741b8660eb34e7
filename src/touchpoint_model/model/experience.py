"""Experience and satisfaction of clients (клиентский опыт, удовлетворённость) as values."""

from __future__ import annotations

from attrs import field, frozen

from .errors import Flaw, ModelError
from .text import Text

__all__ = ["Experience", "FeedbackInstrument", "Satisfaction", "Scale"]


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


@frozen
class Satisfaction:
    """Marks given by respondents: `counts[mark]` answers on `scale`.

    >>> Satisfaction(Scale(1, 5, 4), ((5, 6), (4, 2), (1, 2))).share
    0.8
    """

    scale: Scale
    counts: tuple[tuple[float, int], ...]

    @property
    def share(self) -> float | None:
        """The share of satisfied answers, 0 to 1; None without answers."""
        total = sum(count for _, count in self.counts)
        happy = sum(count for mark, count in self.counts if mark >= self.scale.satisfied_from)
        return happy / total if total else None


@frozen
class FeedbackInstrument:
    """An instrument of feedback (инструментарий): questions in a logical order."""

    name: str
    questions: tuple[str, ...] = field()
    scale: Scale | None = None
