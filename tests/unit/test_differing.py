"""Two editions under an ordinance: its cases, what it asks for next, by when; the four differ."""

import datetime

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.differing import diff
from touchpoint_model.lifecycle.obligations import Demand
from touchpoint_model.lifecycle.triggers import TRIGGER_KINDS
from touchpoint_model.model.revisions import Approval

from .building import process, register

DAY = datetime.date(2025, 12, 22)
ASKS = tm.Need("получение консультации")
PAYS = tm.Need("оплата государственной пошлины")
POINTS = (
    tm.Touchpoint("phone", "телефонная связь"),
    tm.Touchpoint("mail", "электронная почта"),
)
NEW = tm.Touchpoint("vk", "социальные сети")
ORDINANCES = ("administration", "agriculture", "culture", "trade")


def edition(agency, *names, needs=(ASKS,), points=POINTS, **facts):
    """A register of one process with these points."""
    rows = tuple(tm.Entry(one, needs=needs) for one in names)
    listed = tuple(one for one in points if one.id in names)
    inside = (tm.Direction("Информирование", (tm.Process("Приём обращений", rows),)),)
    return tm.Register(agency, "Перечень", inside, listed, **facts)


def duties(amendment):
    return {one.demand: one for one in amendment.duties}


def refs(clauses):
    return [str(one) for one in clauses]


@pytest.mark.parametrize(
    ("agency", "new", "needs", "excluded"),
    [
        ("agriculture", "5(1)", "5(3)", None),
        ("culture", None, "6.3(3)", None),
        ("trade", "5.3.1", "5.3.3", "5.3.4"),
        ("administration", None, "5.1.3", None),
    ],
)
def test_the_ordinances_name_different_cases(agency, new, needs, excluded):
    old = edition(agency, "phone", "mail")
    cases = {
        "new-touchpoint": (edition(agency, "phone", "mail", "vk", points=(*POINTS, NEW)), new),
        "needs-changed": (edition(agency, "phone", "mail", needs=(PAYS,)), needs),
        "exclusion": (edition(agency, "phone"), excluded),
    }
    for code, (after, clause) in cases.items():
        found = [(one.code, refs(one.clauses)) for one in diff(old, after, agency).triggers]

        assert ([(code, [f"procedure:{clause}"])] if clause else []) == found


@pytest.mark.parametrize(
    ("agency", "approved", "published", "places", "term"),
    [
        ("agriculture", [], [], (), None),
        ("administration", [], [], (), None),
        (
            "culture",
            ["procedure:6.1"],
            ["procedure:6.2", "procedure:6.5"],
            ("shared-storage", "electronic-environment"),
            ["procedure:6.5"],
        ),
        (
            "trade",
            ["procedure:5.1", "order:2"],
            ["procedure:5.2", "procedure:5.4"],
            ("website",),
            ["procedure:5.4"],
        ),
    ],
)
def test_the_ordinances_ask_for_different_things(agency, approved, published, places, term):
    made = diff(edition(agency, "phone", "mail"), edition(agency, "phone"), on=DAY)
    approve, publish = duties(made)[Demand.APPROVE], duties(made)[Demand.PUBLISH]

    assert (approved, published) == (refs(approve.clauses), refs(publish.clauses))
    assert (not approved, not published) == (approve.silent, publish.silent)
    assert places == publish.places
    assert term == (publish.term and refs(publish.term.clauses))
    assert approve.term is None


@pytest.mark.parametrize(
    ("on", "off", "last"),
    [
        (datetime.date(2025, 12, 22), [], datetime.date(2026, 1, 15)),  # over the New Year
        (datetime.date(2024, 4, 26), [], datetime.date(2024, 5, 16)),  # a worked Saturday in it
        (datetime.date(2024, 4, 26), [datetime.date(2024, 5, 16)], datetime.date(2024, 5, 17)),
    ],
)
def test_the_term_of_publication_runs_in_working_days(on, off, last):
    made = diff(edition("trade", "phone", "mail"), edition("trade", "phone"), on=on, days_off=off)
    term = duties(made)[Demand.PUBLISH].term

    assert (10, last) == (term.days, term.deadline.day)


def test_without_a_day_the_term_is_told_and_not_counted():
    term = duties(diff(edition("trade", "phone", "mail"), edition("trade", "phone")))[
        Demand.PUBLISH
    ].term

    assert (10, None) == (term.days, term.deadline)


def test_editions_that_do_not_differ_ask_for_nothing():
    made = diff(edition("trade", "phone"), edition("trade", "phone"), on=DAY)

    assert (False, (), ()) == (bool(made), made.triggers, made.duties)


def test_what_only_became_known_or_stands_beside_the_data_asks_for_nothing():
    old = edition("trade", "phone")
    point = evolve(old.touchpoints[0], key=True)
    new = evolve(old, touchpoints=(point,), approval=Approval("Приказ", "1", DAY))
    old = evolve(old, approval=Approval("Приказ", "1"))

    assert {"now-known", "changed"} == {
        one.known.value for one in diff(old, new).difference.alterations
    }
    assert [(), ()] == [diff(old, new, on=DAY).duties, diff(new, old, on=DAY).duties]


def test_a_process_with_a_name_told_anew_is_the_same_process():
    named = process("Приём заявок на участие в ярмарке", "сайт")
    told = process("Прием заявки на участие в ярмарках", "сайт")
    other = process("Выдача справок об участии в ярмарке", "сайт")
    old = register(named, agency="trade")

    assert [
        ["process-renamed"],
        ["process-added", "process-dropped", "touchpoint-added", "touchpoint-excluded"],
    ] == [
        sorted(one.kind.value for one in diff(old, new).difference.alterations)
        for new in (register(told, agency="trade"), register(other, agency="trade"))
    ]


def test_changes_without_a_case_are_told():
    old = register(process("Приём", "сайт"), process("Выдача", "сайт"), agency="trade")
    new = register(process("Приём", "сайт"), agency="trade")
    made = diff(old, new)

    assert [["process-dropped", "touchpoint-excluded"], []] == [
        sorted(one.kind.value for one in made.unprompted),
        [one.code for one in made.triggers],
    ]


def test_registers_of_two_agencies_need_one_to_be_named():
    old, new = edition("trade", "phone"), edition("culture", "phone", "mail")

    with pytest.raises(tm.TouchpointError):
        diff(old, new)
    assert ("culture", ["touchpoint-added"]) == (
        diff(old, new, "culture").agency,
        [one.kind.value for one in diff(old, new, "culture").difference.alterations],
    )


@pytest.mark.parametrize(
    "arguments",
    [
        (None, edition("trade", "phone")),
        (edition("trade", "phone"), "a.json"),
        (edition("nobody", "phone"), edition("nobody", "phone")),
    ],
)
def test_other_arguments_are_refused(arguments):
    with pytest.raises(tm.TouchpointError):
        diff(*arguments)


def test_a_moment_is_no_day():
    with pytest.raises(tm.TouchpointError):
        diff(
            edition("trade", "phone"),
            edition("trade", "phone"),
            on=datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC),
        )


@pytest.mark.parametrize("agency", ORDINANCES)
def test_every_case_that_an_ordinance_names_can_be_set_off(agency):
    """A code of the scheme that no change sets off would be a case that is never told."""
    codes = {one.code for one in tm.agency(agency).vocabulary.scheme("trigger")}

    assert set() == codes - {*TRIGGER_KINDS}
