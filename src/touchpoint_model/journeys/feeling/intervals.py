"""Confidence intervals of shares and of mean marks, from the number of answers alone."""

from __future__ import annotations

from math import log, sqrt
from statistics import NormalDist

from ...model.errors import UsageError
from ...model.text import Text

__all__ = ["CONFIDENCE", "hoeffding", "wilson"]

CONFIDENCE = 0.95


def wilson(hits: int, answers: int, confidence: float = CONFIDENCE) -> tuple[float, float] | None:
    """The Wilson score interval of a share, both ends from 0 to 1; None without answers.

    E. B. Wilson, “Probable inference, the law of succession, and statistical inference”, Journal
    of the American Statistical Association 22 (1927), without correction for continuity.

    >>> low, high = wilson(8, 10)
    >>> round(low, 3), round(high, 3)
    (0.49, 0.943)

    Raises:
        UsageError: the confidence is not between 0 and 1, or there are more hits than answers.
    """
    _between(confidence)
    if not 0 <= hits <= answers:
        raise UsageError(
            Text(
                ru=f"{hits} из {answers}: доля должна быть от нуля до единицы",
                en=f"{hits} of {answers}: a share is between zero and one",
            )
        )
    if not answers:
        return None
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, square = hits / answers, z * z / answers
    middle = (share + square / 2) / (1 + square)
    reach = sqrt(square * share * (1 - share) + square * square / 4) / (1 + square)
    return (
        0.0 if hits == 0 else middle - reach,
        1.0 if hits == answers else middle + reach,
    )


def hoeffding(
    mean: float, answers: int, confidence: float = CONFIDENCE
) -> tuple[float, float] | None:
    """An interval of a mean of marks from 0 to 1, both ends there too; None without answers.

    Only the mean and the number of answers are known, not their spread; W. Hoeffding's inequality
    (Journal of the American Statistical Association 58, 1963) holds whatever it is, so the
    interval is wider than one from the answers themselves would be.

    >>> low, high = hoeffding(0.5, 185)
    >>> round(low, 2), round(high, 2)
    (0.4, 0.6)

    Raises:
        UsageError: the confidence is not between 0 and 1.
    """
    _between(confidence)
    if not answers:
        return None
    reach = sqrt(log(2 / (1 - confidence)) / (2 * answers))
    return max(0.0, mean - reach), min(1.0, mean + reach)


def _between(confidence: float) -> None:
    if not 0 < confidence < 1:
        raise UsageError(
            Text(
                ru=f"Доверительная вероятность {confidence:g}: нужно число между 0 и 1",
                en=f"Confidence {confidence:g}: a number between 0 and 1 is required",
            )
        )
