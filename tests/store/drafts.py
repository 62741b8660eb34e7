"""Registers for trials: some rows that stay, and rows that bear the marks of who wrote them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from touchpoint_model import Direction, Entry, Need, Process, Register, Touchpoint
from touchpoint_model.model.revisions import Actor

__all__ = ["CLERK", "draft", "marks", "moment"]

CLERK = Actor("Иванова А. А.", "authorised-person")
POINTS = (
    Touchpoint("site", "Официальный сайт", kind="website"),
    Touchpoint("email", "Электронная почта", kind="email"),
    Touchpoint("phone", "Телефонная связь", kind="phone"),
    Touchpoint("personal", "Личное взаимодействие", kind="personal"),
)
MARK = "Метка "


def draft(marked: Iterable[str | int], rows: int = 40) -> Register:
    """A register of that many rows, and one process more for each mark."""
    staying = tuple(
        _process(f"Процесс {one + 1}", rows - 4 * one) for one in range((rows + 3) // 4)
    )
    marking = tuple(_process(f"{MARK}{one}", 1) for one in marked)
    return Register(
        "trade", "Перечень для испытаний", (Direction("Надзор", staying + marking),), POINTS
    )


def marks(register: Register) -> set[str]:
    """The marks that a register bears."""
    names = (one.name for one in register.processes)
    return {one.removeprefix(MARK) for one in names if one.startswith(MARK)}


def moment(number: int) -> datetime:
    """When revision `number` is recorded: a minute after the one before."""
    return datetime(2024, 3, 1, 9, tzinfo=UTC) + timedelta(minutes=number)


def _process(name: str, rows: int) -> Process:
    entries = (Entry(one.id, (Need(f"получение сведений: {name}"),)) for one in POINTS[:rows])
    return Process(name, tuple(entries))
