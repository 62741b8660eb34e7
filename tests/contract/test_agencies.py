"""The contract: what every installed agency owes, clause by clause and concept by concept."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import touchpoint_model as tm
from touchpoint_model.model.legal import ClauseRef, ClauseStatus
from touchpoint_model.model.text import normalise
from touchpoint_model.norms import INDICATORS
from touchpoint_model.plugins.inspection import inspect_agency
from touchpoint_model.recognise import recognise, recognise_touchpoint, split_cell
from touchpoint_model.rules.binding import Clause

AGENCIES = tm.agencies()
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


def clauses(*statuses: ClauseStatus) -> list:
    return [
        pytest.param(agency, clause, id=f"{agency.code} {clause.ref}")
        for agency in AGENCIES
        for clause in agency.clauses
        if not statuses or clause.status in statuses
    ]


def concepts(*schemes: str, test: Callable = lambda _: True) -> list:
    return [
        pytest.param(agency, concept, id=f"{agency.code} {concept.scheme} {concept.code}")
        for agency in AGENCIES
        for concept in agency.vocabulary.concepts
        if (not schemes or concept.scheme in schemes) and test(concept)
    ]


each_agency = pytest.mark.parametrize("agency", AGENCIES, ids=lambda one: one.code)
each_clause = pytest.mark.parametrize(("agency", "clause"), clauses())


@each_clause
def test_no_clause_is_pending(agency: tm.Agency, clause: Clause):
    assert clause.status is not ClauseStatus.PENDING


@each_clause
def test_the_address_of_a_clause_parses_back_to_itself(agency: tm.Agency, clause: Clause):
    assert clause.ref == ClauseRef.parse(str(clause.ref))


@each_clause
def test_a_clause_belongs_to_an_act_of_the_agency(agency: tm.Agency, clause: Clause):
    assert clause.ref.act in agency.acts


@each_clause
def test_a_gist_is_in_russian_and_in_english(agency: tm.Agency, clause: Clause):
    written = [bool(CYRILLIC.search(clause.gist.ru)), bool(CYRILLIC.search(clause.gist.en))]
    assert written == [True, False]


@each_clause
def test_a_digest_is_a_sha256(agency: tm.Agency, clause: Clause):
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", clause.digest)


@pytest.mark.parametrize(("agency", "clause"), clauses(ClauseStatus.AUTOMATED))
def test_an_automated_clause_names_rules_that_the_agency_has(agency: tm.Agency, clause: Clause):
    assert clause.uses
    assert {use.rule for use in clause.uses} <= set(agency.rules)


@pytest.mark.parametrize(("agency", "clause"), clauses(ClauseStatus.ATTESTED))
def test_an_attested_clause_says_what_shows_it(agency: tm.Agency, clause: Clause):
    assert clause.evidence is not None
    assert CYRILLIC.search(clause.evidence.ru)
    assert not CYRILLIC.search(clause.evidence.en)


@pytest.mark.parametrize(("agency", "clause"), clauses(ClauseStatus.INFORMATIVE))
def test_an_informative_clause_says_why_there_is_no_norm_in_it(agency: tm.Agency, clause: Clause):
    assert clause.why is not None
    assert CYRILLIC.search(clause.why.ru)
    assert not CYRILLIC.search(clause.why.en)
    assert clause.uses == ()


@pytest.mark.parametrize(("agency", "clause"), clauses(ClauseStatus.DEFINITION))
def test_a_definition_says_what_it_defines(agency: tm.Agency, clause: Clause):
    assert re.fullmatch(r"[A-Z]\w+|[a-z][\w-]+", clause.defines or "")


@pytest.mark.parametrize(("agency", "clause"), clauses(ClauseStatus.MEASURED))
def test_a_measured_clause_names_a_known_indicator(agency: tm.Agency, clause: Clause):
    assert clause.indicator in INDICATORS
    assert set(clause.weights) <= set(INDICATORS)


@pytest.mark.parametrize(("agency", "clause"), clauses(ClauseStatus.ENUMERATED))
def test_a_member_of_a_list_is_cited_by_the_vocabulary(agency: tm.Agency, clause: Clause):
    assert any(clause.ref in concept.clauses for concept in agency.vocabulary.concepts)


@each_agency
def test_the_library_finds_nothing_that_the_plug_in_lacks(agency: tm.Agency):
    assert [one for one in inspect_agency(agency) if one.serious] == []


@each_agency
def test_no_clause_stands_twice(agency: tm.Agency):
    refs = [one.ref for one in agency.clauses]
    assert len(refs) == len(set(refs))


@pytest.mark.parametrize(("agency", "concept"), concepts(test=lambda one: one.clauses))
def test_what_the_vocabulary_cites_is_there(agency: tm.Agency, concept):
    assert set(concept.clauses) <= {clause.ref for clause in agency.clauses}


@pytest.mark.parametrize(("agency", "concept"), concepts())
def test_a_concept_is_labelled_in_russian_and_in_english(agency: tm.Agency, concept):
    assert concept.label.ru.strip()
    assert concept.label.en.strip()


@each_agency
def test_a_name_means_one_concept_of_its_scheme(agency: tm.Agency):
    meant: dict[tuple[str, str], set[str]] = {}
    for concept in agency.vocabulary.concepts:
        for name in concept.names:
            meant.setdefault((concept.scheme, normalise(name)), set()).add(concept.code)
    assert {key: codes for key, codes in meant.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(("agency", "concept"), concepts("touchpoint", test=lambda it: it.listed))
def test_a_listed_point_has_a_channel_and_a_clause(agency: tm.Agency, concept):
    assert concept.channel in {one.code for one in agency.vocabulary.scheme("channel")}
    assert concept.clauses


@pytest.mark.parametrize(("agency", "concept"), concepts("touchpoint"))
def test_every_name_of_a_point_is_recognised_as_that_point(agency: tm.Agency, concept):
    read = {name: recognise_touchpoint("", name, agency.vocabulary) for name in concept.names}
    assert {name: point.kind for name, point in read.items()} == dict.fromkeys(read, concept.code)


@pytest.mark.parametrize(("agency", "concept"), concepts("touchpoint"))
def test_no_name_of_a_point_is_split(agency: tm.Agency, concept):
    parts = {name: split_cell(name, agency.vocabulary) for name in concept.names}
    assert {name: (name,) for name in concept.names} == parts


@pytest.mark.parametrize(("agency", "concept"), concepts("touchpoint", test=lambda it: it.urls))
def test_every_address_of_a_point_is_recognised_as_that_point(agency: tm.Agency, concept):
    written = [form for host in concept.urls for form in (f"https://{host}/", f"www.{host}")]
    read = [recognise_touchpoint("", one, agency.vocabulary).kind for one in written]
    assert [concept.code] * len(written) == read


@pytest.mark.parametrize(
    ("agency", "concept"), concepts("touchpoint", test=lambda it: it.ambiguous)
)
def test_an_ambiguous_name_is_reported_with_its_other_meaning(agency: tm.Agency, concept):
    read = [recognise_touchpoint("", one, agency.vocabulary) for one in concept.ambiguous]
    assert all(concept.code in {one.kind, *one.alternatives} for one in read)
    assert all(one.alternatives for one in read)


def register_of_one(agency: tm.Agency, need: str, particulars: str, heading: str) -> tm.Register:
    entry = tm.Entry("p", needs=(tm.Need(need),), particulars=particulars)
    direction = tm.Direction(heading, (tm.Process("Процесс", (entry,)),))
    printed = tm.Register(agency.code, "t", (direction,), (tm.Touchpoint("p", "телефон"),))
    return recognise(printed, agency.vocabulary)


@pytest.mark.parametrize(("agency", "concept"), concepts("need"))
def test_every_name_of_a_need_is_recognised_as_that_category(agency: tm.Agency, concept):
    read = {
        name: next(register_of_one(agency, name, "", "").entries).needs[0].category
        for name in concept.names
    }
    assert read == dict.fromkeys(concept.names, concept.code)


@pytest.mark.parametrize(("agency", "concept"), concepts("channel"))
def test_every_name_of_a_channel_is_recognised_as_a_declaration(agency: tm.Agency, concept):
    read = {
        name: next(register_of_one(agency, "получение ответа", name, "").entries)
        for name in concept.names
    }
    assert {name: (one.channels, one.remark) for name, one in read.items()} == dict.fromkeys(
        concept.names, ((concept.code,), "")
    )


@pytest.mark.parametrize(("agency", "concept"), concepts("direction"))
def test_every_name_of_a_direction_is_recognised_as_that_direction(agency: tm.Agency, concept):
    read = {
        name: register_of_one(agency, "получение ответа", "", name).directions[0].kind
        for name in concept.names
    }
    assert read == dict.fromkeys(concept.names, concept.code)


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


@each_agency
def test_the_package_imports_only_what_authors_are_given(agency: tm.Agency):
    sources = sorted(Path(agency.path).rglob("*.py"))
    used = {
        name for file in sources for name in imports(ast.parse(file.read_text(encoding="utf-8")))
    }
    ours = {name for name in used if name.startswith(("touchpoint", "."))}
    own = {name for name in ours if name.startswith((".", Path(agency.path).name))}
    assert ours - own == {"touchpoint_model.author"}
