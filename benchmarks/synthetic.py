"""Large registers for measuring: trade's published register, repeated with other names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from attrs import evolve

from touchpoint_model import (
    Direction,
    Entry,
    Need,
    Process,
    Register,
    Touchpoint,
    agency,
    read,
)
from touchpoint_model.model.processes import Source
from touchpoint_model.recognise import recognise

PUBLISHED = Path(__file__).parents[1] / "examples" / "registers" / "trade.json"


def register(entries: int) -> Register:
    """A register of that many entries: the published processes, numbered on and on.

    Every entry is an object of its own, with needs and a source of its own, as a file gives it.
    """
    published = read(PUBLISHED)
    direction = published.directions[0]
    processes = tuple(_processes(direction.processes, entries))
    return evolve(published, directions=(evolve(direction, processes=processes),))


def _processes(published: tuple[Process, ...], entries: int) -> Iterator[Process]:
    made = 0
    for number in count(1):
        for process in published:
            rows = process.entries[: entries - made]
            made += len(rows)
            yield evolve(
                process,
                name=f"{process.name} ({number})",
                entries=tuple(map(_copy, rows)),
            )
            if made == entries:
                return


def _copy(entry: Entry) -> Entry:
    needs = tuple(map(evolve, entry.needs or ()))
    return evolve(entry, needs=needs, source=evolve(entry.source) if entry.source else None)


def lawful(entries: int) -> Register:
    """A register of that many entries in which trade's ordinance finds next to nothing."""
    texts = {
        "site": "официальный сайт Министерства",
        "email": "электронная почта Министерства",
        "phone": "телефонная связь",
        "personal": "личное взаимодействие",
    }
    points = tuple(Touchpoint(code, name) for code, name in texts.items())
    needs = ("получение информации", "получение консультации", "представление документов")
    processes = []
    for number in range((entries + 3) // 4):
        rows = tuple(
            Entry(
                touchpoint=code,
                needs=tuple(Need(text) for text in needs[: 1 + (at + number) % 3]),
                particulars="Цифровая точка" if at < 2 else "Офлайн-точка",
                source=Source(table=1, row=4 * number + at + 2, cell=f"C{4 * number + at + 2}"),
            )
            for at, code in enumerate(texts)
        )
        left = entries - 4 * number
        processes.append(Process(f"Процесс {number + 1}", rows[:left], str(number + 1)))
    columns = (
        "№",
        "Процесс взаимодействия с клиентом",
        "Точка взаимодействия",
        "Удовлетворяемые потребности клиента",
        "Особенности взаимодействия с клиентом",
    )
    heading = "осуществление регионального государственного контроля (надзора)"
    direction = Direction(heading, tuple(processes), columns=columns)
    made = Register("trade", "Перечень для измерений", (direction,), points)
    return recognise(made, agency("trade").vocabulary)
