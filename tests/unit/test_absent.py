"""Absent is not false: for every fact, unknown is unverified, and stated wrong is a finding."""

import pytest
from attrs import evolve

from touchpoint_model.model.clients import ClientKind
from touchpoint_model.model.findings import Outcome
from touchpoint_model.model.processes import Entry, Need
from touchpoint_model.model.register import RegistryItem
from touchpoint_model.model.touchpoints import Basis, Touchpoint
from touchpoint_model.model.usage import Usage

from .building import agency_of, clause, direction, judge, process, register


def of_entry(name: str = "перстень", **told):
    return register(process("Дело", Entry(name, **told)))


def of_point(**told):
    return register(process("Дело", "дуб"), touchpoints=(Touchpoint("дуб", "дуб", **told),))


def of_process(**told):
    return register(process("Дело", "дуб", **told))


def of_direction(row: str = "дуб", **told):
    return register(direction(process("Дело", row), **{"kind": "tales", **told}))


def of_register(**told):
    return register(process("Дело", "дуб"), **told)


FACTS = {
    "needs": (
        "missing-need",
        of_entry(needs=None),
        of_entry(needs=()),
        of_entry(needs=(Need("сведения"),)),
    ),
    "particulars": (
        "missing-particulars",
        of_entry(particulars=None),
        of_entry(particulars=""),
        of_entry(particulars="нет"),
    ),
    "particulars as channel": (
        "unclassified-channel",
        of_entry(particulars=None),
        of_entry(particulars="золотой"),
        of_entry(particulars="офлайн"),
    ),
    "basis of the point": (
        "missing-basis",
        of_point(basis=None),
        of_point(basis=()),
        of_point(basis=(Basis("указ"),)),
    ),
    "basis of the entry": (
        "missing-basis",
        of_entry(basis=None),
        of_entry(basis=()),
        of_entry(basis=(Basis("указ"),)),
    ),
    "key": ("no-key-touchpoint", of_point(key=None), of_point(key=False), of_point(key=True)),
    "history": (
        "no-interaction-history",
        of_process(history_access=None),
        of_process(history_access=False),
        of_process(history_access=True),
    ),
    "number": (
        "blank-number",
        of_process(number=None),
        of_process(number=""),
        of_process(number="1"),
    ),
    "performs": (
        {"name": "missing-direction", "direction": "sea"},
        of_register(performs={}),
        of_register(performs={"sea": True}),
        of_register(performs={"sea": False}),
    ),
    "registry": (
        "uncovered-process",
        of_register(process_registry=None),
        of_register(process_registry=(RegistryItem("p1", "Охота"),)),
        of_register(process_registry=(RegistryItem("p1", "Дело"),)),
    ),
    "usage": (
        "omitted-touchpoint",
        of_register(usage=None),
        of_register(usage=(Usage("блюдце"),)),
        of_register(usage=(Usage("зелёный дуб"),)),
    ),
    "columns": (
        {"name": "wrong-form", "columns": ["process", "touchpoint"]},
        of_direction(columns=None),
        of_direction(columns=("Точка взаимодействия", "Процесс")),
        of_direction(columns=("Процесс", "Точка взаимодействия")),
    ),
    "client": (
        "internal-touchpoint-for-external-client",
        of_direction("чулан", kind="sea", client=None),
        of_direction("чулан", kind="sea", client=ClientKind.EXTERNAL),
        of_direction("дуб", kind="sea", client=ClientKind.EXTERNAL),
    ),
    "client in scope": (
        {"name": "client-out-of-scope", "clients": ["external"]},
        of_direction(kind="sea", client=None),
        of_direction(kind="sea", client=ClientKind.INTERNAL),
        of_direction(kind="sea", client=ClientKind.EXTERNAL),
    ),
    "legal form in scope": (
        {"name": "client-out-of-scope", "legal_forms": ["organisation"]},
        of_process(legal_forms=None),
        of_process(legal_forms=("person",)),
        of_process(legal_forms=("organisation",)),
    ),
}


@pytest.fixture
def judged(tmp_path, request):
    rule, *registers = FACTS[request.param]
    made = agency_of(tmp_path, clause("1.1", rule))
    return [judge(evolve(one), made) for one in registers]


@pytest.mark.parametrize("judged", FACTS, indirect=True)
def test_absent_is_unverified_and_no_finding(judged):
    absent, _, _ = judged
    assert (absent.outcome("1.1"), absent.codes()) == (Outcome.UNVERIFIED, [])


@pytest.mark.parametrize("judged", FACTS, indirect=True)
def test_absent_fact_is_named(judged):
    absent, _, _ = judged
    assert len(absent.clauses[0].absent) == 1


NAMES = {
    "needs": "needs",
    "particulars": "particulars",
    "particulars as channel": "channel",
    "basis of the point": "basis",
    "basis of the entry": "basis",
    "key": "key",
    "history": "history_access",
    "performs": "performs.sea",
    "registry": "process_registry",
    "usage": "usage",
    "columns": "columns",
    "client": "client",
    "client in scope": "client",
    "legal form in scope": "legal_forms",
}


@pytest.mark.parametrize(("judged", "name"), NAMES.items(), indirect=["judged"])
def test_absent_fact_has_its_name_in_the_register(judged, name):
    absent, _, _ = judged
    assert (name,) == absent.clauses[0].absent


@pytest.mark.parametrize("judged", FACTS, indirect=True)
def test_stated_and_wrong_is_a_finding(judged):
    _, wrong, _ = judged
    assert len(wrong.codes()) == 1
    assert wrong.outcome("1.1") in (Outcome.VIOLATED, Outcome.REVIEW)


@pytest.mark.parametrize("judged", FACTS, indirect=True)
def test_stated_and_right_is_satisfied(judged):
    *_, right = judged
    assert (right.outcome("1.1"), right.codes()) == (Outcome.SATISFIED, [])
