"""What changed between two editions of the example registers, as it was reviewed by eye.

`python -m tests.golden.test_golden_diff` writes the files anew; read the difference before keeping it.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.differing import diff
from touchpoint_model.model.touchpoints import Contact
from touchpoint_model.render.difference import Compared, Edition, as_text

HERE = Path(__file__).parent
REGISTERS = HERE.parents[1] / "examples" / "registers"
DAY = datetime.date(2025, 12, 22)
AGENCIES = ("administration", "agriculture", "culture", "trade")


def told(agency: str) -> str:
    whose = tm.agency(agency)
    old = tm.read(REGISTERS / f"{agency}.json")
    amendment = diff(old, edited(old), on=DAY)
    return as_text(
        Compared(
            amendment,
            Edition(f"{agency}.json"),
            Edition("edited.json"),
            whose.title,
            whose.acts,
            whose.vocabulary,
        )
    )


def edited(old: tm.Register) -> tm.Register:
    """A year's changes in one: a need, a row less, a new point, an address, a process gone and come."""
    first, *rest = old.directions
    process, *others = first.processes
    row, *further = process.entries
    bot = tm.Entry(
        "bot", (tm.Need("получение консультации"),), "цифровая точка; отвечает круглосуточно"
    )
    needs = (*(row.needs or ())[1:], tm.Need("получение справки"))
    process = evolve(process, entries=(evolve(row, needs=needs), *further[1:], bot))
    begun = tm.Process("Подбор мер поддержки", (tm.Entry("bot", bot.needs, bot.particulars),))
    directions = (evolve(first, processes=(process, *others[:-1], begun)), *rest)
    used = {one.touchpoint for each in directions for p in each.processes for one in p.entries}
    points = [one for one in old.touchpoints if one.id in used]
    mail = Contact("email", "novyj@example.ru")
    points[0] = evolve(points[0], contacts=(*points[0].contacts, mail))
    return evolve(
        old,
        directions=directions,
        touchpoints=(*points, tm.Touchpoint("bot", "Чат-бот «Помощник»")),
    )


@pytest.mark.parametrize("agency", AGENCIES)
def test_a_difference_is_told_as_reviewed(agency: str) -> None:
    golden = (HERE / f"diff.{agency}.txt").read_text("utf-8").splitlines()

    assert golden == told(agency).splitlines()


def write() -> None:
    for agency in AGENCIES:
        (HERE / f"diff.{agency}.txt").write_text(told(agency), "utf-8")


if __name__ == "__main__":
    write()
