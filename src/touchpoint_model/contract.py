"""The contract: what every agency's plug-in owes, clause by clause, rule by rule.

It is run by `pytest --touchpoint-agency CODE`. A project that keeps several agencies may put
`from touchpoint_model.contract import *` into a test file of its own, with the codes in `AGENCIES`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from . import recognise as recogniser
from .checking import check
from .documents import decode, encode
from .formats.json import dumps, loads
from .model.legal import ClauseRef, ClauseStatus
from .model.processes import Direction, Entry, Need, Process
from .model.register import Register
from .model.text import Text, normalise
from .model.touchpoints import Touchpoint
from .norms import INDICATORS
from .plugins.agency import Agency
from .plugins.discovery import find
from .plugins.inspection import inspect_agency
from .recognise import recognise, recognise_touchpoint, split_cell
from .testing.casefile import Case, case_files, read_cases
from .testing.cases import judged
from .testing.lawful import DAY, lawful_register
from .testing.witnesses import shortfalls, witness

if TYPE_CHECKING:
    import pytest

    from .model.vocabulary import Concept
    from .rules.binding import Clause
    from .rules.rule import Rule

__all__ = [
    "pytest_generate_tests",
    "test_a_case_of_its_own_holds",
    "test_a_clause_is_accounted_for",
    "test_a_concept_is_labelled_and_cited",
    "test_a_name_is_recognised_as_what_it_names",
    "test_a_name_means_one_concept",
    "test_a_rule_is_broken_by_its_witness_alone",
    "test_a_rule_passes_a_lawful_register",
    "test_no_clause_stands_twice",
    "test_nothing_is_found_that_no_clause_asks_for",
    "test_registers_survive_every_format",
    "test_the_package_imports_only_what_authors_are_given",
    "test_the_plug_in_lacks_nothing",
]

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_NEED_ru, _PROCESS_ru, _POINT_ru = "получение ответа", "Процесс", "точка"
_SHA = re.compile(r"sha256:[0-9a-f]{64}")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each clause, concept, rule and case of each agency is a test with their names in its id."""
    agencies = [find(code) for code in _codes(metafunc)]
    parts = {"clause": _clauses, "concept": _concepts, "rule": _rules, "case": _cases}
    for name, listed in parts.items():
        if name in metafunc.fixturenames:
            told = [(agency, *one) for agency in agencies for one in listed(agency)]
            metafunc.parametrize(
                ("agency", name),
                [(agency, value) for agency, value, _ in told],
                ids=[f"{agency.code}-{id}" for agency, _, id in told],
            )
            return
    if "agency" in metafunc.fixturenames:
        metafunc.parametrize("agency", agencies, ids=[one.code for one in agencies])


def _codes(metafunc: pytest.Metafunc) -> list[str]:
    told = getattr(metafunc.module, "AGENCIES", None)
    return list(told or metafunc.config.getoption("touchpoint_agency"))


_Listed = Iterator[tuple[object, str]]


def _clauses(agency: Agency) -> _Listed:
    return ((one, str(one.ref)) for one in agency.clauses)


def _concepts(agency: Agency) -> _Listed:
    return ((one, f"{one.scheme}:{one.code}") for one in agency.vocabulary.concepts)


def _rules(agency: Agency) -> _Listed:
    return ((one, f"{one.code}-{one.name}") for one in _bound(agency))


def _cases(agency: Agency) -> _Listed:
    cases = read_cases(*case_files(Path(agency.path) / "cases"))
    return ((one, f"{at}-{one.rule}") for at, one in enumerate(cases, 1))


def _bound(agency: Agency) -> list[Rule]:
    """The rules that an agency's clauses name, by code."""
    named = {use.rule.code: use.rule for clause in agency.clauses for use in clause.uses}
    return [named[code] for code in sorted(named)]


def _told(text: Text | None) -> bool:
    """Whether a text says something, in Russian and in English."""
    if text is None:
        return False
    return (
        bool(_CYRILLIC.search(text.ru)) and bool(text.en.strip()) and not _CYRILLIC.search(text.en)
    )


def test_a_clause_is_accounted_for(agency: Agency, clause: Clause) -> None:
    """Each clause has an address, a digest, a gist, and what its status asks for."""
    assert clause.status is not ClauseStatus.PENDING, f"{clause.file}:{clause.line}"
    assert clause.ref == ClauseRef.parse(str(clause.ref))
    assert clause.ref.act in agency.acts
    assert _SHA.fullmatch(clause.digest)
    assert _told(clause.gist)
    assert {use.rule for use in clause.uses} <= set(agency.rules)
    if clause.status is ClauseStatus.AUTOMATED:
        assert clause.uses
    elif clause.status is ClauseStatus.ATTESTED:
        assert _told(clause.evidence)
    elif clause.status is ClauseStatus.INFORMATIVE:
        assert _told(clause.why)
        assert not clause.uses
    elif clause.status is ClauseStatus.DEFINITION:
        assert re.fullmatch(r"[A-Z]\w+|[a-z][\w-]+", clause.defines or "")
    elif clause.status is ClauseStatus.MEASURED:
        assert clause.indicator in INDICATORS
        assert set(clause.weights) <= set(INDICATORS)
    elif clause.status is ClauseStatus.ENUMERATED:
        assert any(clause.ref in concept.clauses for concept in agency.vocabulary.concepts)


def test_no_clause_stands_twice(agency: Agency) -> None:
    """One address, one clause on one day."""
    standing = [one.ref for one in agency.clauses if one.holds_on(DAY)]

    assert sorted(set(standing), key=str) == sorted(standing, key=str)


def test_the_plug_in_lacks_nothing(agency: Agency) -> None:
    """`touchpoint agency check` has nothing to say."""
    serious = [f"{one.place}: {one.message.en}" for one in inspect_agency(agency) if one.serious]

    assert serious == []


def test_a_concept_is_labelled_and_cited(agency: Agency, concept: Concept) -> None:
    """Each concept has its label in both languages, and cites clauses that are there."""
    known = {clause.ref for clause in agency.clauses}

    assert concept.label.ru.strip()
    assert concept.label.en.strip()
    assert set() == set(concept.clauses) - known
    if concept.listed:
        assert concept.clauses
        assert agency.vocabulary.get("channel", concept.channel) is not None


def test_a_name_means_one_concept(agency: Agency) -> None:
    """No name of a scheme names two of its concepts."""
    meant: dict[tuple[str, str], set[str]] = {}
    for concept in agency.vocabulary.concepts:
        for name in concept.names:
            meant.setdefault((concept.scheme, normalise(name)), set()).add(concept.code)

    assert {key: codes for key, codes in meant.items() if len(codes) > 1} == {}


def test_a_name_is_recognised_as_what_it_names(agency: Agency, concept: Concept) -> None:
    """Each name of a point, need, type or direction, printed, is read as that concept."""
    read = _READ.get(concept.scheme)
    if read is not None:
        found = {name: read(agency, name) for name in concept.names}
        assert dict.fromkeys(concept.names, concept.code) == found
    if concept.scheme == "touchpoint":
        parts = {name: split_cell(name, agency.vocabulary) for name in concept.names}
        assert {name: (name,) for name in concept.names} == parts
        for name in (f"{scheme}{host}" for host in concept.urls for scheme in ("https://", "www.")):
            assert concept.code == _point_read(agency, name)
        for name in concept.ambiguous:
            point = recognise_touchpoint("", name, agency.vocabulary)
            assert concept.code in {point.kind, *point.alternatives}
            assert point.alternatives


def _point_read(agency: Agency, name: str) -> str | None:
    return recognise_touchpoint("", name, agency.vocabulary).kind


def _need_read(agency: Agency, name: str) -> str | None:
    needs = next(_of_one(agency, name, "", "").entries).needs or ()
    return needs[0].category if len(needs) == 1 else None


def _channel_read(agency: Agency, name: str) -> str | None:
    entry = next(_of_one(agency, _NEED_ru, name, "").entries)
    return entry.channels[0] if entry.channels and len(entry.channels) == 1 else None


def _direction_read(agency: Agency, name: str) -> str | None:
    return _of_one(agency, _NEED_ru, "", name).directions[0].kind


_READ = {
    "touchpoint": _point_read,
    "need": _need_read,
    "channel": _channel_read,
    "direction": _direction_read,
}


def _of_one(agency: Agency, need: str, particulars: str, heading: str) -> Register:
    entry = Entry("p", needs=(Need(need),), particulars=particulars)
    direction = Direction(heading, (Process(_PROCESS_ru, (entry,)),))
    printed = Register(agency.code, "t", (direction,), (Touchpoint("p", _POINT_ru),))
    return recognise(printed, agency.vocabulary)


def test_a_rule_passes_a_lawful_register(agency: Agency, rule: Rule) -> None:
    """A register before its witness breaks it has no error or warning, and nothing of the rule."""
    told = witness(rule, agency)
    report = check(
        told.lawful, agency, on=DAY, journeys=told.lawful_journeys, history=told.lawful_history
    )

    assert [[one.location.row, one.code] for one in report.open if one.severity.rank > 1] == []
    assert rule.code not in {one.code for one in report.findings}


def test_a_rule_is_broken_by_its_witness_alone(agency: Agency, rule: Rule) -> None:
    """One change to a lawful register adds one finding, of that rule, there, with its clause.

    What else the change really brings under this ordinance, or takes away, the witness declares.
    """
    assert shortfalls(witness(rule, agency), recogniser) == ()


def test_nothing_is_found_that_no_clause_asks_for(agency: Agency) -> None:
    """Every finding on every witness is of a rule that a clause of the ordinance names."""
    rules = _bound(agency)
    broken = [witness(rule, agency) for rule in rules]
    reports = [
        check(one.broken, agency, on=DAY, journeys=one.broken_journeys, history=one.broken_history)
        for one in broken
    ]
    found = {one.code for report in reports for one in report.findings}

    assert set() == found - {rule.code for rule in rules}


def test_registers_survive_every_format(agency: Agency) -> None:
    """A lawful register is read back from JSON whole, from documents as far as five columns go."""
    lawful = lawful_register(agency)
    assert lawful == loads(dumps(lawful))
    for kind in ("docx", "xlsx", "html", "csv"):
        data, _ = encode(lawful, kind, agency)
        back = recognise(decode(data, f"a.{kind}", agency, kind=kind).register, agency.vocabulary)
        assert _cells(lawful) == _cells(back)


def _cells(register: Register) -> list[tuple[object, ...]]:
    return [
        (
            process.name,
            register.touchpoint(entry).kind,
            tuple(need.text for need in entry.needs or ()),
            entry.particulars,
        )
        for process in register.processes
        for entry in process.entries
    ]


def test_a_case_of_its_own_holds(agency: Agency, case: Case) -> None:
    """Each case of the plug-in gives what it expects."""
    assert case.expect == judged(case, agency, recogniser)


def test_the_package_imports_only_what_authors_are_given(agency: Agency) -> None:
    """A plug-in knows nothing of our insides: it imports `touchpoint_model.author` alone."""
    used = {
        name
        for file in sorted(Path(agency.path).rglob("*.py"))
        for name in _imports(ast.parse(file.read_text("utf-8")))
    }
    ours = {name for name in used if name.startswith("touchpoint_model")}

    assert ours <= {"touchpoint_model.author"}


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""
