"""The words of recorded changes, which are in hashes for ever, as they were reviewed by eye.

They belong to `store.committing.EDITION`: whoever changes them counts it on, and then writes a new
file with `python -m tests.golden.test_golden_changes`; files of earlier editions stay.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import orjson
from attrs import evolve

from touchpoint_model import Direction, Entry, Need, Process, Register, Touchpoint
from touchpoint_model.lifecycle.changes import ChangeKind
from touchpoint_model.lifecycle.diff import diff
from touchpoint_model.lifecycle.facts import FACTS
from touchpoint_model.model.clients import Client, ClientKind, Segment
from touchpoint_model.model.legal import ClauseRef
from touchpoint_model.model.register import RegistryItem
from touchpoint_model.model.revisions import (
    ActOfRegister,
    Actor,
    Approval,
    Attestation,
    Publication,
)
from touchpoint_model.model.touchpoints import Basis, Contact
from touchpoint_model.model.usage import Usage
from touchpoint_model.store.committing import EDITION

FILE = Path(__file__).parent / f"changes.edition-{EDITION}.json"
DAY = datetime.date(2024, 3, 1)
LATER = datetime.date(2025, 3, 1)

POINT = Touchpoint(
    "site",
    "Официальный сайт",
    kind="website",
    also=("email",),
    channel="digital",
    contacts=(Contact("url", "example.ru", "www.example.ru"),),
    key=True,
    low_demand=False,
    basis=(Basis("договор", "contract"),),
    clients=("external",),
    serves=("hearing",),
)
ROW = Entry(
    "site",
    (Need("получение сведений", "information"), Need("запись на приём")),
    "круглосуточно",
    channels=("digital",),
    remark="круглосуточно",
    printed="сайт",
    cell="сайт, телефон",
    basis=(Basis("регламент"),),
)
PROCESS = Process(
    "Приём заявок",
    (ROW,),
    client=ClientKind.EXTERNAL,
    legal_forms=("citizen", "business"),
    registry_id="П-1",
    history_access=True,
)
FULL = Register(
    "trade",
    "Перечень",
    (
        Direction(
            "Надзор", (PROCESS,), kind="control", client=ClientKind.EXTERNAL, columns=("№", "Точка")
        ),
        Direction("Услуги", (Process("Выдача справок", (Entry("site"),)),)),
    ),
    (POINT, Touchpoint("phone", "Телефон", kind="phone")),
    act=ActOfRegister("Приказ", "12", DAY),
    approval=Approval("Приказ", "12", DAY, Actor("Иванова А. А.", "head")),
    publications=(Publication("website", DAY, "https://example.ru/p"), Publication("stand")),
    revision_date=DAY,
    clients=(Client("Заявители", ClientKind.EXTERNAL, "citizen", "s1", "с детьми"),),
    segments=(
        Segment("s1", "Родители", ClientKind.EXTERNAL, ("дети", "город"), ("hearing",), 0.25, "О."),
    ),
    performs={"b": False, "a": True},
    process_registry=(RegistryItem("П-1", "Приём заявок"),),
    usage=(
        Usage("Факс", "fax", "Приём заявок", 12, "поручение 3", "журнал"),
        Usage("Почта", contacts=0),
    ),
    attestations=(Attestation(ClauseRef("procedure", "2.6(4)"), "акт", "Петров П.", DAY, LATER),),
)


def other() -> Register:
    """The same parts with other facts or none, and some parts more and less."""
    first, second = FULL.directions
    row = evolve(
        ROW,
        needs=(),
        particulars=None,
        channels=("offline",),
        remark=None,
        printed="сайт ведомства",
        cell=None,
        basis=None,
    )
    process = evolve(
        PROCESS,
        name="Прием заявок на участие",
        entries=(row, Entry("fax", (Need("отправка"),), "в часы приёма")),
        client=None,
        legal_forms=(),
        history_access=False,
    )
    point = evolve(
        POINT,
        name="Сайт ведомства",
        kind="portal",
        also=(),
        channel=None,
        contacts=(*POINT.contacts, Contact("email", "a@example.ru")),
        key=None,
        low_demand=True,
        basis=(),
        clients=None,
        serves=None,
    )
    return Register(
        "trade",
        "Перечень точек",
        (
            evolve(first, kind="service", client=None, columns=None, processes=()),
            evolve(second, name="Услуги", processes=(process,)),
            Direction("Новое", (Process("Сверка", (Entry("site", printed="сайт"),)),)),
        ),
        (point, Touchpoint("fax", "Факс", kind="fax")),
        performs={"a": False},
        process_registry=(RegistryItem("П-1", "Приём"), RegistryItem("П-2", "Сверка")),
        publications=(),
    )


def registers() -> list[tuple[Register, Register]]:
    lost = evolve(
        FULL,
        directions=tuple(
            evolve(each, processes=tuple(evolve(p, registry_id=None) for p in each.processes))
            for each in FULL.directions
        ),
    )
    renamed = evolve(FULL, directions=(evolve(FULL.directions[0], name="Контроль"),))
    empty = Register("trade", "Перечень", ())
    return [(FULL, other()), (other(), FULL), (FULL, lost), (FULL, renamed), (FULL, empty)]


def likeness(one: str, two: str) -> float:
    return 1.0 if {one, two} == {"надзор", "контроль"} else 0.0


def told() -> list[list[list[str | None]]]:
    return [
        [
            [each.change.kind, each.change.path, each.change.before, each.change.after]
            for each in diff(old, new, likeness=likeness).alterations
        ]
        for old, new in registers()
    ]


def test_changes_are_recorded_in_the_words_of_their_edition():
    assert orjson.loads(FILE.read_bytes()) == told()


def test_every_kind_of_change_and_every_fact_is_among_them():
    found = [
        one for old, new in registers() for one in diff(old, new, likeness=likeness).alterations
    ]
    facts = {fact.names for facts in FACTS.values() for fact in facts}

    assert set(ChangeKind) == {one.kind for one in found}
    assert facts == {one.facts for one in found} - {()}


if __name__ == "__main__":
    FILE.write_bytes(orjson.dumps(told(), option=orjson.OPT_INDENT_2) + b"\n")
