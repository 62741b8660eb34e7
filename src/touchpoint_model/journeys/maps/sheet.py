"""What a journey map has to show, in words: a card for each step, a label for each way."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from ...model.journeys import Journey

__all__ = ["Card", "Chip", "Mark", "Reading", "Sheet"]


@frozen
class Chip:
    """A type of channel: its code (`digital`, `offline` …) and its word."""

    code: str
    word: str


@frozen
class Mark:
    """A finding at a step: its severity (`error` …), its code and clause, whether it is open."""

    severity: str
    text: str
    open: bool = True


@frozen
class Reading:
    """A measured emotion: `level` from 0 to 1 of its scale, in words, and whose it is.

    Attributes:
        mood: `good`, `mixed` or `bad`. value: the mark as said. sample: how many answered.
    """

    level: float
    mood: str
    value: str
    sample: str


@frozen
class Card:
    """One step in words; what is empty is not shown.

    Attributes:
        number: by which the map calls it. actor: who acts, if it is not the client.
        notes: below the action, each with what it is: `satisfied`, `lost` or `note`.
        detail: of the time. transfers: how often the client is passed on; stands with the time.
        share: of the longest step's time, 0 to 1.
        lacking: what is said of a touchpoint that the register lacks.
        satisfied: the client's need is satisfied here. splits, joins: all ways from the step are
            gone at once, or all to it must have come.
    """

    number: str
    action: str
    actor: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    touchpoint: str = ""
    lacking: str = ""
    channels: tuple[Chip, ...] = ()
    need: str = ""
    time: str = ""
    detail: str = ""
    transfers: str = ""
    share: float = 0.0
    reading: Reading | None = None
    pains: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    satisfied: bool = False
    splits: bool = False
    joins: bool = False


@frozen
class Sheet:
    """A journey with all words that its map shows, in one language.

    Attributes:
        cards: by id of step. ways: labels of transitions, by source and target.
        lanes: names of the lanes that may be shown: `phase`, `action`, `visible`, `hidden`,
            `touchpoint`, `channel`, `need`, `time`, `experience`, `pains`, `marks`.
        line: of the line of visibility. continued: of a phase that goes on in another strip, with
            `{phase}`. scale: lowest and highest mark of the curve, as said.
        heading: title of the picture and the lines below it. legend: (sign, what it means).
    """

    journey: Journey
    cards: Mapping[str, Card]
    lanes: Mapping[str, str]
    ways: Mapping[tuple[str, str], str] = field(factory=dict)
    line: str = ""
    continued: str = "{phase}"
    scale: tuple[str, str] = ("", "")
    heading: tuple[str, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
