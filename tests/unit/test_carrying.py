"""What a document has no room for is carried over from the edition before it."""

import datetime

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.lifecycle.carrying import carried
from touchpoint_model.lifecycle.diff import diff
from touchpoint_model.model.register import RegistryItem
from touchpoint_model.model.revisions import Approval
from touchpoint_model.recognise.renaming import renaming

from .building import entry, process, register

DAY = datetime.date(2024, 4, 1)


def rich(name: str, root) -> tm.Register:
    return tm.read(root / f"examples/registers/{name}.json")


@pytest.fixture(scope="module")
def root(pytestconfig):
    return pytestconfig.rootpath


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "csv"])
@pytest.mark.parametrize("agency", ["agriculture", "culture", "trade", "administration"])
def test_a_register_that_went_through_a_document_is_whole_again(agency, kind, root, tmp_path):
    old = rich(agency, root)
    tm.write(old, tmp_path / f"register.{kind}")
    back = tm.read(tmp_path / f"register.{kind}", agency)

    new, kept = carried(old, back, likeness=renaming)

    assert [one.kind.value for one in diff(old, back, likeness=renaming).alterations] == [
        one.kind.value for one in kept
    ]
    assert () == diff(old, new, likeness=renaming).alterations


def pair(**further) -> tuple[tm.Register, tm.Register]:
    """A register with facts beyond the form, and what a document says of another edition of it."""
    point = tm.Touchpoint("сайт", "сайт", key=True, basis=())
    other = tm.Touchpoint("почта", "почта", key=False)
    old = register(
        process("Запись", entry("сайт", "узнать"), entry("почта", "узнать"), registry_id="R-1"),
        touchpoints=(point, other),
        process_registry=(RegistryItem("R-1", "Запись"),),
        segments=(tm.Segment("s", "студенты"),),
        performs={"supervision": True},
        approval=Approval("приказ", "1", DAY),
        **further,
    )
    new = register(process("Запись", entry("сайт", "узнать", "подать")))
    return old, new


def test_what_the_form_does_not_hold_stays_and_what_it_holds_is_as_the_document_says():
    old, read = pair()

    new, _ = carried(old, read)

    (row,) = new.entries
    assert ("узнать", "подать") == tuple(one.text for one in row.needs)
    assert (True, ()) == (new.touchpoint(row).key, new.touchpoint(row).basis)
    assert (old.segments, old.performs) == (new.segments, new.performs)
    assert (old.process_registry, "R-1") == (
        new.process_registry,
        next(new.processes).registry_id,
    )


def test_the_approval_of_an_edition_is_not_that_of_a_changed_one():
    old, read = pair()
    same = evolve(old, approval=None)

    assert carried(old, read)[0].approval is None
    assert old.approval == carried(old, same)[0].approval


def test_a_fact_that_the_document_states_wins():
    old, read = pair()
    stated = evolve(read, segments=(tm.Segment("t", "семьи"),))

    assert stated.segments == carried(old, stated)[0].segments


def test_a_new_part_brings_its_own_facts_only():
    old, _ = pair()
    read = register(process("Запись", "сайт"), process("Приём", "телефон"))

    new, _ = carried(old, read)

    phone = next(one for one in new.touchpoints if one.name == "телефон")
    assert (None, None) == (phone.key, phone.basis)
    assert ["R-1", None] == [one.registry_id for one in new.processes]


def test_nothing_to_carry_leaves_the_register_alone():
    old = register(process("Запись", "сайт"))

    assert (old, ()) == carried(old, old)
