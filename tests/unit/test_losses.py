"""What a document of five columns does not hold is told; what it holds is not."""

from datetime import date

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.documents import decode, encode
from touchpoint_model.formats.losses import Loss, losses
from touchpoint_model.model.clients import Client, ClientKind, Segment
from touchpoint_model.model.legal import ClauseRef
from touchpoint_model.model.register import RegistryItem
from touchpoint_model.model.revisions import ActOfRegister, Approval, Attestation, Publication
from touchpoint_model.model.touchpoints import Basis
from touchpoint_model.model.usage import Usage
from touchpoint_model.recognise import recognise

from .printed_forms import FORMS

DAY = date(2024, 3, 19)
KINDS = ("xlsx", "docx", "html", "csv")
BASIS = (Basis("приказ"),)


@pytest.fixture(scope="module")
def whole() -> tm.Register:
    """A register that five columns hold whole."""
    read = decode(FORMS["a.docx"][0](), "a.docx", "trade").register
    return recognise(read, tm.agency("trade").vocabulary)


def point(register, **facts):
    first, *rest = register.touchpoints
    return evolve(register, touchpoints=(evolve(first, **facts), *rest))


def direction(register, **facts):
    first, *rest = register.directions
    return evolve(register, directions=(evolve(first, **facts), *rest))


def process(register, **facts):
    first, *rest = register.directions[0].processes
    return direction(register, processes=(evolve(first, **facts), *rest))


def entry(register, **facts):
    first, *rest = register.directions[0].processes[0].entries
    return process(register, entries=(evolve(first, **facts), *rest))


ENTRY = "directions.processes.entries"
# what is stated beside the columns: how, and the path that must be told
FACTS = {
    "key": (lambda one: point(one, key=True), {"touchpoints.key"}),
    "not-key": (lambda one: point(one, key=False), {"touchpoints.key"}),
    "low-demand": (lambda one: point(one, low_demand=False), {"touchpoints.low_demand"}),
    "basis-of-point": (lambda one: point(one, basis=BASIS), {"touchpoints.basis"}),
    "basis": (lambda one: entry(one, basis=BASIS), {f"{ENTRY}.basis"}),
    "client": (
        lambda one: process(one, client=ClientKind.INTERNAL),
        {"directions.processes.client"},
    ),
    "legal-forms": (
        lambda one: process(one, legal_forms=("organisation",)),
        {"directions.processes.legal_forms"},
    ),
    "history": (
        lambda one: process(one, history_access=False),
        {"directions.processes.history_access"},
    ),
    "registry": (
        lambda one: evolve(
            process(one, registry_id="7"), process_registry=(RegistryItem("7", "Выдача"),)
        ),
        {"process_registry", "directions.processes.registry_id"},
    ),
    "act": (lambda one: evolve(one, act=ActOfRegister("Приказ", "5", DAY)), {"act"}),
    "approval": (lambda one: evolve(one, approval=Approval("приказ", "5", DAY)), {"approval"}),
    "publications": (
        lambda one: evolve(one, publications=(Publication("сайт", DAY),)),
        {"publications"},
    ),
    "revision-date": (lambda one: evolve(one, revision_date=DAY), {"revision_date"}),
    "clients": (
        lambda one: evolve(one, clients=(Client("Кот", ClientKind.EXTERNAL),)),
        {"clients"},
    ),
    "segments": (
        lambda one: evolve(one, segments=(Segment("s", "Слепые коты", ClientKind.EXTERNAL),)),
        {"segments"},
    ),
    "performs": (lambda one: evolve(one, performs={"control": False}), {"performs"}),
    "usage": (lambda one: evolve(one, usage=(Usage("Ярмарка сказок"),)), {"usage"}),
    "attestations": (
        lambda one: evolve(
            one, attestations=(Attestation(ClauseRef("procedure", "2.2"), "акт", "Кот", DAY, DAY),)
        ),
        {"attestations"},
    ),
    "unused-point": (
        lambda one: evolve(
            one, touchpoints=(*one.touchpoints, tm.Touchpoint("spare", "Запасная ярмарка"))
        ),
        {"touchpoints"},
    ),
    # stated to be none: a finding where it is stated, none where it is unknown
    "no-basis": (lambda one: entry(one, basis=()), {f"{ENTRY}.basis"}),
    "no-publications": (lambda one: evolve(one, publications=()), {"publications"}),
    "no-usage": (lambda one: evolve(one, usage=()), {"usage"}),
    # unknown, and stated as empty once it is printed
    "unknown-particulars": (
        lambda one: entry(one, particulars=None, channels=None, remark=None, source=None),
        {f"{ENTRY}.particulars"},
    ),
    "unknown-needs": (lambda one: entry(one, needs=None, source=None), {f"{ENTRY}.needs"}),
    "need-with-semicolon": (
        lambda one: entry(one, needs=(tm.Need("раз; два"),), source=None),
        {f"{ENTRY}.needs"},
    ),
    "other-channel": (lambda one: entry(one, channels=("offline",)), {f"{ENTRY}.channels"}),
    "other-kind": (lambda one: point(one, kind="email"), {"touchpoints.kind"}),
}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_told_of_a_register_that_columns_hold(whole, kind):
    expected = () if kind != "csv" else {"agency"}

    assert set(expected) == {one.path for one in encode(whole, kind)[1]}


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_beside_the_columns_is_told(whole, name):
    edit, paths = FACTS[name]
    stated = edit(whole)

    assert stated != whole
    for kind in ("xlsx", "html"):
        lost = encode(stated, kind)[1]
        assert paths == {one.path for one in lost}, kind
        assert all(one.count > 0 and one.example for one in lost)


def test_json_loses_nothing(whole):
    for edit, _ in FACTS.values():
        data, lost = encode(edit(whole), "json")
        assert ((), edit(whole)) == (lost, decode(data, "a.json").register)


def test_losses_are_counted_and_shown(whole):
    every = evolve(whole, touchpoints=tuple(evolve(one, key=True) for one in whole.touchpoints))
    (lost,) = encode(every, "docx")[1]

    assert Loss("touchpoints.key", len(every.touchpoints), "True") == lost
    assert lost.path in lost.say().ru
    assert str(lost.count) in lost.say().en


def test_examples_are_short(whole):
    (lost,) = encode(evolve(whole, act=ActOfRegister("Приказ\n" * 100)), "docx")[1]

    assert "\n" not in lost.say().ru
    assert len(lost.example) <= 60


def test_a_register_loses_nothing_to_itself(whole):
    stated = [edit(whole) for name, (edit, _) in FACTS.items() if name != "unused-point"]

    assert [()] * len(stated) == [losses(one, one) for one in stated]


def test_what_came_back_otherwise_is_told(whole):
    """A missing row, a changed text: the check does not rely on what writers promise."""
    shorter = direction(whole, processes=whole.directions[0].processes[1:])
    renamed = process(whole, name="Иное")

    assert {"directions.processes"} == {one.path for one in losses(whole, shorter)}
    assert {"directions.processes.name"} == {one.path for one in losses(whole, renamed)}
