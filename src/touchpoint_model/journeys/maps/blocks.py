"""The blocks of a map: what a step's box and each of its lanes hold, and how tall that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from attrs import evolve, frozen

from .measuring_text import broken
from .picture import Box, Words
from .sheet import Card

__all__ = ["FILLED", "PAD", "Block", "filled", "step_block"]

PAD = 12.0
"""Between the edge of a step's box and its text, in px."""

_ACTION, _CELL, _SMALL, _CHIP = 13.0, 12.0, 11.0, 23.0
_ICON = 18.0


@frozen
class Block:
    """Texts and boxes with their height; y is counted from the block's upper edge."""

    height: float
    words: tuple[Words, ...] = ()
    boxes: tuple[Box, ...] = ()

    def moved(self, down: float) -> Block:
        """The block, so many px lower."""
        return Block(
            self.height,
            tuple(evolve(one, y=one.y + down) for one in self.words),
            tuple(
                evolve(
                    one,
                    y=one.y + down,
                    words=tuple(evolve(told, y=told.y + down) for told in one.words),
                )
                for one in self.boxes
            ),
        )


def step_block(card: Card, x: float, width: float) -> Block:
    """The texts of a step's box: who acts, what is done, what is to be noted."""
    room = width - 2 * PAD
    told = [("actor", _SMALL, True, 3, card.actor), ("action", _ACTION, False, 9, card.action)]
    told += [(role, _SMALL, True, 3, note) for role, note in card.notes]
    words: list[Words] = []
    y = PAD + 3
    for role, size, bold, most, text in told:
        lines = broken(text, room, size, bold=bold, most=most)
        if lines:
            y += 4 if role not in ("actor", "action") and words else 0
            words.append(Words(x + PAD, y, lines, size, role, bold))
            y += words[-1].height + 1
    return Block(y + PAD - 3, tuple(words))


def filled(lane: str, step: str, card: Card, x: float, room: float) -> Block:
    """What a card says in one lane, in a room so many px wide; of no height if nothing."""
    return FILLED[lane](step, card, x, room)


def _touchpoint(_: str, card: Card, x: float, room: float) -> Block:
    words = list(_text(card.touchpoint, x, 0, room, _CELL, "cell", most=9))
    if card.lacking:
        y = sum(one.height for one in words) + 2
        words += _text(card.lacking, x, y, room, _SMALL, "lacking", bold=True, most=2)
    return _of(words)


def _channel(step: str, card: Card, x: float, room: float) -> Block:
    boxes = []
    y = 0.0
    for chip in card.channels:
        lines = broken(chip.word, room - _ICON - 16, _SMALL, bold=True, most=2)
        words = Words(x + _ICON + 9, y + 3, lines, _SMALL, "chip", bold=True)
        height = max(_CHIP, words.height + 6)
        words = evolve(words, y=y + (height - words.height) / 2)
        width = min(room, words.width + _ICON + 17)
        boxes.append(Box("chip", x, y, width, height, step, chip.code, words=(words,)))
        y += height + 4
    return Block(max(0.0, y - 4), boxes=tuple(boxes))


def _need(_: str, card: Card, x: float, room: float) -> Block:
    return _of(list(_text(card.need, x, 0, room, _CELL, "cell", most=7)))


def _time(step: str, card: Card, x: float, room: float) -> Block:
    words = list(_text(card.time, x, 0, room, _CELL, "time", bold=True, most=2))
    y = sum(one.height for one in words)
    words += _text(card.detail, x, y, room, _SMALL, "detail", most=3)
    y = sum(one.height for one in words)
    words += _text(card.transfers, x, y, room, _SMALL, "transfers", bold=True, most=2)
    block = _of(words)
    if not card.share:
        return block
    width = max(3.0, room * card.share)
    bar = Box("bar", x, block.height + 4, width, 5, step)
    return Block(block.height + 9, block.words, (bar,))


def _pains(_: str, card: Card, x: float, room: float) -> Block:
    words: list[Words] = []
    y = 0.0
    for pain in card.pains:
        told = list(_text(pain, x + 9, y, room - 9, _CELL, "pain", most=6))
        if told:
            words += [Words(x, y, ("•",), _CELL, "pain"), *told]
            y += told[0].height + 2
    return Block(max(0.0, y - 2), tuple(words))


def _marks(step: str, card: Card, x: float, room: float) -> Block:
    boxes = []
    y = 0.0
    for mark in card.marks:
        lines = broken(mark.text, room - _ICON - 12, _SMALL, bold=True, most=4)
        words = Words(x + _ICON + 5, y + 3, lines, _SMALL, "mark", bold=True)
        height = max(_CHIP, words.height + 6)
        words = evolve(words, y=y + (height - words.height) / 2)
        tone = mark.severity if mark.open else "closed"
        width = min(room, words.width + _ICON + 11)
        boxes.append(Box("mark", x, y, width, height, step, tone, words=(words,), title=mark.text))
        y += height + 4
    return Block(max(0.0, y - 4), boxes=tuple(boxes))


FILLED: Mapping[str, Callable[[str, Card, float, float], Block]] = {
    "touchpoint": _touchpoint,
    "channel": _channel,
    "need": _need,
    "time": _time,
    "experience": lambda _step, _card, _x, _room: Block(0.0),
    "pains": _pains,
    "marks": _marks,
}
"""The lanes below the flow, from top to bottom, each with what fills it."""


def _text(
    text: str, x: float, y: float, room: float, size: float, role: str, *, bold: bool = False,
    most: int = 0,
) -> Iterator[Words]:  # fmt: skip
    lines = broken(text, room, size, bold=bold, most=most)
    if lines:
        yield Words(x, y, lines, size, role, bold)


def _of(words: list[Words]) -> Block:
    return Block(max((one.y + one.height for one in words), default=0.0), tuple(words))
