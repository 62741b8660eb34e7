"""Laws of linked data: whatever a register holds, its graph is whole and conforms."""

import json

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from pyshacl import validate
from rdflib import DCTERMS, Graph, URIRef
from register_strategies import agencies, any_register, printed, shuffled

from touchpoint_model.model.view import View
from touchpoint_model.render.linked_data import (
    Organisation,
    linked_data,
    linked_data_text,
    shapes_text,
)

# rdflib's own parser of JSON-LD uses what rdflib deprecates
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

BASE = "https://example.ru/register.jsonld"
SHAPES = Graph().parse(data=shapes_text(), format="turtle")
HOSTILE = st.text(
    st.sampled_from("<>&\"'\\%#/:@_ \t\n\u2028\x00аё~") | st.characters(codec="utf-8")
)
TYPES = ("email", "url", "phone", "url", "url", "place", "owl")


def reachable(register):
    """Its contacts of the types that there are; every second page has a host."""

    def typed(one, number):
        type_ = TYPES[number % len(TYPES)]
        return evolve(one, type=type_, value=f"example.ru/{one.value}" if number % 2 else one.value)

    points = tuple(
        evolve(
            point,
            contacts=tuple(typed(one, at + number) for at, one in enumerate(point.contacts)),
        )
        for number, point in enumerate(register.touchpoints)
    )
    return evolve(register, touchpoints=points)


anything = any_register(HOSTILE, HOSTILE.filter(str.strip)).map(reachable)


def document(register, agency, base=BASE):
    acts = tuple(agency.acts.values())
    of = Organisation(agency.code, agency.title, agency.region, acts)
    return linked_data(View(register, agency.vocabulary), of, base_url=base)


def triples(told) -> int:
    """How many statements a document makes, counted without knowing RDF."""
    count = 0
    for node in told["@graph"]:
        for name, value in node.items():
            if name == "@id":
                continue
            values = value.values() if isinstance(value, dict) else [value]
            count += sum(len(one) if isinstance(one, list) else 1 for one in values)
    return count


def judge(told) -> Graph:
    """The graph of a document: it has every statement, and our shapes find nothing in it."""
    graph = Graph().parse(data=linked_data_text(told), format="json-ld")
    conforms, _, faults = validate(graph, shacl_graph=SHAPES)

    assert triples(told) == len(graph)
    assert conforms, faults
    return graph


@settings(max_examples=15)
@given(st.data(), agencies)
def test_what_an_agency_prints_conforms(data, agency):
    """Every statement of a printed register arrives in RDF, and the graph conforms."""
    judge(document(data.draw(printed(agency)), agency))


@settings(max_examples=15)
@given(st.data(), agencies)
def test_what_an_agency_does_not_know_may_be_absent(data, agency):
    """A register without any fact that it need not hold conforms as well."""
    judge(document(data.draw(printed(agency, absent=True)), agency))


@settings(max_examples=25)
@given(anything, agencies)
def test_anything_at_all_conforms(register, agency):
    """No text leaves its place: the graph conforms, its titles are the names of its processes."""
    graph = judge(document(register, agency))
    titles = {str(one) for one in graph.objects(predicate=DCTERMS.title)}
    services = {
        one["title"]["ru"]
        for one in document(register, agency)["@graph"]
        if one["@type"] == "PublicService"
    }

    assert services <= titles
    assert services <= {one.name.strip() for one in register.processes}


@given(anything, agencies)
def test_the_text_is_the_document_and_safe_in_a_page(register, agency):
    """Reading the text back gives the document; the text has no character that ends a script."""
    told = document(register, agency)
    text = linked_data_text(told)

    assert told == json.loads(text)
    assert not {"<", ">", "&", "\u2028", "\u2029"} & set(text)


@given(st.data(), agencies)
def test_addresses_do_not_hang_on_the_order(data, agency):
    """Moving rows, processes and directions changes no address of a node."""
    register = data.draw(printed(agency))
    moved = data.draw(shuffled(register))

    assert _addresses(document(register, agency)) == _addresses(document(moved, agency))


@settings(max_examples=15)
@given(st.data(), agencies)
def test_the_base_is_all_that_moves(data, agency):
    """A document without a base, read where it is published, says what one with the base says."""
    register = data.draw(printed(agency))
    told = linked_data_text(document(register, agency, None))
    there = Graph().parse(data=told, format="json-ld", publicID=BASE)
    based = Graph().parse(data=linked_data_text(document(register, agency)), format="json-ld")

    assert set(based) == set(there)
    assert (URIRef(f"{BASE}#register"), None, None) in there


def _addresses(told) -> set[str]:
    return {node["@id"] for node in told["@graph"]}
