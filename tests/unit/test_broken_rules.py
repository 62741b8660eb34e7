"""Rules and ledgers broken on purpose: the law of witnesses sees each of them.

Each is a copy of the rule, with another body or another argument, bound to the same clauses; or
the same rule with its clauses interchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from attrs import evolve

import touchpoint_model as tm
from touchpoint_model.lifecycle.deadlines import add_working_days
from touchpoint_model.lifecycle.deeds import deeds_of
from touchpoint_model.model.findings import Absent, Fault
from touchpoint_model.model.touchpoints import Channel
from touchpoint_model.model.view import Standing, View
from touchpoint_model.norms import RULES
from touchpoint_model.plugins.agency import Agency
from touchpoint_model.rules.binding import Clause, RuleUse
from touchpoint_model.rules.rule import Rule, Verdict

from .witness_law import first_failure

BY_CODE = {rule.code: rule for rule in RULES}


def with_rule(agency: Agency, broken: Rule) -> Agency:
    """The agency with a broken copy of a rule in place of it."""

    def use(one: RuleUse) -> RuleUse:
        return evolve(one, rule=broken) if one.rule.code == broken.code else one

    clauses = tuple(evolve(one, uses=tuple(map(use, one.uses))) for one in agency.clauses)
    rules = tuple(broken if one.code == broken.code else one for one in agency.rules)
    return evolve(agency, clauses=clauses, rules=rules)


def with_function(agency: Agency, code: str, function: Callable[..., Verdict]) -> Agency:
    return with_rule(agency, evolve(BY_CODE[code], function=function))


def with_moved(agency: Agency, code: str, where: Mapping[str, str]) -> Agency:
    """The agency whose ledger binds a rule to other clauses: `where` says which stands for which."""
    moved = {
        to: [use for use in agency.clause(by).uses if use.rule.code == code]
        for by, to in where.items()
    }

    def clause(one: Clause) -> Clause:
        kept = [use for use in one.uses if use.rule.code != code or one.ref.id not in where]
        return evolve(one, uses=(*kept, *moved.get(one.ref.id, ())))

    return evolve(agency, clauses=tuple(map(clause, agency.clauses)))


# --- bodies ---


def returns(_subject: object, **_: object) -> Verdict:
    """The body is `return`."""
    yield from ()


def needs_absent_instead_of_empty(process: tm.Process) -> Verdict:
    """`is None` for `is not None`: a stated empty cell is taken for a fact that is absent."""
    for at, entry in enumerate(process.entries):
        if not entry.needs:
            yield Absent("needs") if entry.needs is not None else Fault((at,))


def duplicates_turned_round(process: tm.Process, *, view: View) -> Verdict:
    """`<` for `>`: a point that stands once is the duplicate."""
    for key, indexes in view.entries_by_point(process):
        if len(indexes) < 2:
            yield Fault((indexes[0],), key=key)


def first_of_two(process: tm.Process, *, view: View) -> Verdict:
    """The first row is reported, not the second."""
    for key, indexes in view.entries_by_point(process):
        if len(indexes) > 1:
            yield Fault(tuple(indexes), key=key)


def key_of_any(direction: tm.Direction, *, view: View) -> Verdict:
    """`False in` for `True not in`: one ordinary point is enough."""
    points = (view.points[one.touchpoint] for it in direction.processes for one in it.entries)
    if True in {point.touchpoint.key for point in points}:
        yield Fault()


def channels_turned_round(process: tm.Process, *, view: View) -> Verdict:
    """`==` for `!=`: a declaration that agrees with the list is the mismatch."""
    for at, entry in enumerate(process.entries):
        listed = view.points[entry.touchpoint].channel
        if entry.channels == (listed,):
            yield Fault((at,), fits=listed, fields={"declared": listed, "listed": listed})


def online_for_offline(process: tm.Process, *, view: View) -> Verdict:
    """The wrong channel is looked for."""
    types = view.types(process)
    if types and Channel.DIGITAL.value not in types:
        yield Fault()


def every_row(process: tm.Process) -> Verdict:
    """One empty cell, and each row of the process is reported."""
    if any(not entry.needs for entry in process.entries):
        for at, _ in enumerate(process.entries):
            yield Fault((at,))


def without_reading(process: tm.Process, *, view: View) -> Verdict:
    """A point under a generic is plainly unlisted."""
    for at, entry in enumerate(process.entries):
        point = view.points[entry.touchpoint]
        if point.standing not in (Standing.LISTED, Standing.TYPE):
            yield Fault((at,), fits=entry.channels[0] if entry.channels else None)


def kinds_only(register: tm.Register, *, view: View) -> Verdict:
    """An observed point is looked for anywhere, though the observation names its process."""
    names = {(point.touchpoint.kind or point.touchpoint.name) for point in view.points.values()}
    for one in register.usage or ():
        if (one.kind or one.name) not in names:
            yield Fault(key=one.name, fields={"point": one.name, "evidence": ""})


def basis_or(process: tm.Process, *, view: View) -> Verdict:
    """The row's empty basis is passed over for that of its point: `or` for `is None`."""
    for at, entry in enumerate(process.entries):
        if (entry.basis or view.points[entry.touchpoint].touchpoint.basis) == ():
            yield Fault((at,))


def performs_not(register: tm.Register, *, direction: str, view: View) -> Verdict:
    """`not performed` for `performed`."""
    if direction not in view.direction_kinds and register.performs.get(direction) is False:
        label = view.vocabulary("direction", direction).label
        yield Fault(key=direction, fields={"label": label})


def approved_once(register: tm.Register, *, view: View) -> Verdict:
    """A change after the approval is not looked for."""
    history = view.history
    if history and not history.approvals and register.approval is None:
        yield Fault(revision=history.head.number, fields={"since": ""})


def due_too_early(_: tm.Register, *, days: int, places, on: date, view: View) -> Verdict:
    """`>=` for `>`: the last day of the term is late."""
    for one in view.history.revisions[1:]:
        told = [it.publication for it in view.history.publications if it.revision >= one.number]
        placed = min((it.date for it in told if it.place in places), default=on)
        due = add_working_days(one.day, days)
        if placed >= due.day:
            fields = {"revision": one.number, "made": "", "due": "", "published": ""}
            reading = None if due.known else "calendar"
            yield Fault(reading=reading, revision=one.number, fields=fields)


def recorded_by_anything(_: tm.Register, *, trigger: str, view: View) -> Verdict:
    """A revision of whatever content records what happened."""
    for event in view.history.events or ():
        if event.trigger == trigger and len(view.history.revisions) < 2:
            yield Fault(key=str(event.date), fields={"when": "", "what": event.touchpoint or ""})


def author_prepares(_: tm.Register, *, deeds, roles, view: View) -> Verdict:
    """Who prepared the data is not asked."""
    for one in view.history.revisions:
        done = {deed for deed in deeds_of(one) if deed in deeds}
        if done and one.author.role not in roles:
            fields = dict.fromkeys(("made", "deed", "what", "actor", "role", "roles"), "")
            yield Fault(revision=one.number, fields={"revision": one.number, **fields})


def passed_anyhow(_: tm.Register, *, roles, view: View) -> Verdict:
    """Whether the check was passed is not asked."""
    for one in view.history.revisions:
        check = one.inspection
        if check and (check.date > one.day or check.by.role not in roles):
            yield Fault(
                revision=one.number, fields={"revision": one.number, "made": "", "lack": ""}
            )


def unknown_notices(_: tm.Register, *, roles, view: View) -> Verdict:
    """`is None` for `== ()`: what is not recorded was not reported."""
    for event in view.history.events or ():
        if event.notices is None:
            yield Fault(key=str(event.date), fields={"when": "", "what": "", "roles": ""})


BODIES = [
    pytest.param("trade", "ND03", returns, id="ND03 returns at once"),
    pytest.param("trade", "ND01", needs_absent_instead_of_empty, id="ND01 mixes absent with empty"),
    pytest.param("culture", "TP03", duplicates_turned_round, id="TP03 comparison turned round"),
    pytest.param("trade", "TP03", first_of_two, id="TP03 reports the other row"),
    pytest.param("agriculture", "TP06", key_of_any, id="TP06 comparison turned round"),
    pytest.param("trade", "CH02", channels_turned_round, id="CH02 comparison turned round"),
    pytest.param("administration", "CH04", online_for_offline, id="CH04 the other channel"),
    pytest.param("culture", "ND01", every_row, id="ND01 reports every row"),
    pytest.param("agriculture", "TP02", without_reading, id="TP02 forgets a reading"),
    pytest.param("administration", "TP10", kinds_only, id="TP10 forgets the process"),
    pytest.param("culture", "TP07", basis_or, id="TP07 `or` for `is None`"),
    pytest.param("culture", "ST01", performs_not, id="ST01 condition negated"),
    pytest.param("trade", "LC01", approved_once, id="LC01 forgets a reading"),
    pytest.param("culture", "LC03", due_too_early, id="LC03 `>=` for `>`"),
    pytest.param("trade", "LC04", recorded_by_anything, id="LC04 forgets what was changed"),
    pytest.param("agriculture", "LC05", author_prepares, id="LC05 forgets a deed"),
    pytest.param("administration", "LC06", passed_anyhow, id="LC06 forgets a lack"),
    pytest.param("culture", "LC07", unknown_notices, id="LC07 mixes absent with empty"),
]


@pytest.mark.parametrize(("agency", "code", "function"), BODIES)
def test_a_rule_with_another_body_fails_the_law_of_its_witnesses(agency, code, function):
    whole = tm.agency(agency)
    assert first_failure(whole, code) is None
    assert first_failure(with_function(whole, code, function), code) is not None


@pytest.mark.parametrize(
    ("agency", "code"),
    [
        pytest.param(agency, rule.code, id=f"{agency.code}-{rule.code}")
        for agency in tm.agencies()
        for rule in agency.rules
        if agency.clauses_of(rule)
    ],
)
def test_no_rule_may_fall_silent(agency, code):
    assert first_failure(with_function(agency, code, returns), code) is not None


LEDGERS = [
    pytest.param(
        "trade", "TP02", {"4.1": "4.2", "4.2": "4.1"}, id="TP02 the two lists interchanged"
    ),
    pytest.param(
        "administration", "ST01", {"3.5.1": "3.5.2", "3.5.2": "3.5.1"}, id="ST01 two directions"
    ),
    pytest.param("agriculture", "ND02", {"2.6(9)": "2.6(8)"}, id="ND02 the category before"),
    pytest.param("trade", "TP03", {"2.8": "2.7"}, id="TP03 the clause before"),
    pytest.param(
        "trade", "LC04", {"5.3.1": "5.3.2", "5.3.2": "5.3.1"}, id="LC04 two triggers interchanged"
    ),
]


@pytest.mark.parametrize(("agency", "code", "where"), LEDGERS)
def test_a_rule_under_another_clause_fails_the_law_of_its_witnesses(agency, code, where):
    whole = tm.agency(agency)
    assert first_failure(whole, code) is None
    assert first_failure(with_moved(whole, code, where), code) is not None
