"""How a journey ends for a client: satisfied, with an outcome that is stated, given up, or unsaid."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from ...model.journeys import Step
from ...model.text import Text

__all__ = ["GIVEN_UP", "NO_OUTCOME", "SATISFIED", "Ending", "EndingKind", "ending_at"]


class EndingKind(StrEnum):
    """What sort of ending it is."""

    SATISFIED = "satisfied"
    STATED = "stated"
    GIVEN_UP = "given up"
    NO_OUTCOME = "no outcome"


_TITLES = {
    EndingKind.SATISFIED: Text(ru="потребность удовлетворена", en="satisfied"),
    EndingKind.GIVEN_UP: Text(ru="клиент не дошёл до конца", en="given up"),
    EndingKind.NO_OUTCOME: Text(ru="исход не указан", en="no outcome stated"),
}


@frozen(order=True)
class Ending:
    """An ending. stated: the outcome as the journey words it, where the kind is `stated`.

    A client whose need has been met is satisfied, whatever comes after.
    """

    kind: EndingKind
    stated: str = ""

    @property
    def title(self) -> Text:
        """The ending in words: its outcome as stated, or what kind it is."""
        return _TITLES.get(self.kind) or Text(ru=self.stated, en=self.stated)


SATISFIED = Ending(EndingKind.SATISFIED)
"""The client's need was met."""
GIVEN_UP = Ending(EndingKind.GIVEN_UP)
"""The client went no further from a step whose probabilities make less than one together."""
NO_OUTCOME = Ending(EndingKind.NO_OUTCOME)
"""A last step that neither satisfies nor states an outcome."""


def ending_at(step: Step) -> Ending:
    """The ending for a client who is not satisfied before the journey ends at this step.

    >>> ending_at(Step("no", "отказ", outcome="refusal")).stated
    'refusal'
    """
    if step.satisfies:
        return SATISFIED
    return NO_OUTCOME if step.outcome is None else Ending(EndingKind.STATED, step.outcome)
