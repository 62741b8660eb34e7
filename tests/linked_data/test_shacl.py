"""Linked data under SHACL: the shapes of CPSV-AP 3.2 as published, and those of this library.

The published shapes are no part of the repository: `TOUCHPOINT_CPSV_AP` names the folder with
`cpsv-ap-SHACL.ttl` and `example-public-service.ttl` of release 3.2.0.
"""

import os
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef

import touchpoint_model as tm
from touchpoint_model.model.view import View
from touchpoint_model.render.linked_data import (
    Organisation,
    linked_data,
    linked_data_text,
    shapes_text,
)

# rdflib's own parser of JSON-LD uses what rdflib deprecates
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

ROOT = Path(__file__).parents[2]
EXAMPLES = ("administration", "agriculture", "culture", "trade")
BASE = "https://example.ru/register.jsonld"

CPSV = Namespace("http://purl.org/vocab/cpsv#")
CV = Namespace("http://data.europa.eu/m8g/")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
SH = Namespace("http://www.w3.org/ns/shacl#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")

HERE = Namespace(f"{BASE}#")
SERVICE = HERE["service/control/информирование"]
CHANNEL = HERE["channel/email"]
CONTACT = HERE["contact/email"]
ORGANISATION = HERE["organisation"]


@pytest.fixture(scope="module")
def folder() -> Path:
    told = os.environ.get("TOUCHPOINT_CPSV_AP")
    if told is None:
        pytest.skip("TOUCHPOINT_CPSV_AP does not name the folder of the shapes of CPSV-AP 3.2")
    return Path(told)


@pytest.fixture(scope="module")
def official(folder: Path) -> Graph:
    return Graph().parse(folder / "cpsv-ap-SHACL.ttl")


@pytest.fixture(scope="module")
def own() -> Graph:
    return Graph().parse(data=shapes_text(), format="turtle")


def graph_of(code: str) -> Graph:
    """The example register of an agency, as any RDF tool reads it."""
    by = tm.agency(code)
    register = tm.read(ROOT / "examples" / "registers" / f"{code}.json")
    of = Organisation(by.code, by.title, by.region, tuple(by.acts.values()))
    document = linked_data(View(register, by.vocabulary), of, base_url=BASE)
    return Graph().parse(data=linked_data_text(document), format="json-ld")


def refused(graph: Graph, shapes: Graph) -> set[tuple[str, str | None]]:
    """What a validation finds: the node, as a fragment, and the path of each result."""
    conforms, results, _ = validate(graph, shacl_graph=shapes)
    found = {
        (
            str(results.value(one, SH.focusNode)).removeprefix(f"{BASE}#"),
            str(path) if (path := results.value(one, SH.resultPath)) else None,
        )
        for one in results.subjects(RDF.type, SH.ValidationResult)
    }
    assert conforms is not bool(found)
    return found


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_registers_conform_to_cpsv_ap(code, official):
    graph = graph_of(code)
    judged = {CPSV.PublicService, CV.Channel, CV.PublicOrganisation, DCAT.Dataset}

    assert judged <= set(graph.objects(predicate=RDF.type))
    assert judged <= set(official.objects(predicate=SH.targetClass))
    assert set() == refused(graph, official)


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_registers_conform_to_our_shapes(code, own):
    assert set() == refused(graph_of(code), own)


def test_our_shapes_are_shapes(own):
    """They conform to the shapes of shapes, and every class that is written has one."""
    conforms, _, told = validate(Graph(), shacl_graph=own, meta_shacl=True)
    written = {type_ for code in EXAMPLES for type_ in graph_of(code).objects(predicate=RDF.type)}
    inside = {FOAF.Agent, URIRef("http://www.w3.org/ns/org#Organization")}

    assert conforms, told
    assert set() == written - inside - set(own.objects(predicate=SH.targetClass))


def test_our_shapes_are_no_wider_than_cpsv_ap(own, folder):
    """What the profile's own example leaves open, ours closes: it does not conform to ours."""
    example = Graph().parse(folder / "example-public-service.ttl")

    assert refused(example, own)


def without(node: URIRef, path: URIRef):
    def broken(graph: Graph) -> None:
        graph.remove((node, path, None))

    return broken


def beside(node: URIRef, path: URIRef, value: object):
    def broken(graph: Graph) -> None:
        graph.add((node, path, value))

    return broken


def instead(node: URIRef, path: URIRef, value: object):
    def broken(graph: Graph) -> None:
        graph.set((node, path, value))

    return broken


REFUSED_BY_BOTH = {
    "a service without a name": (without(SERVICE, DCT.title), SERVICE, DCT.title),
    "a service without a description": (
        without(SERVICE, DCT.description),
        SERVICE,
        DCT.description,
    ),
    "a service without an identifier": (without(SERVICE, DCT.identifier), SERVICE, DCT.identifier),
    "two identifiers": (beside(SERVICE, DCT.identifier, Literal("2")), SERVICE, DCT.identifier),
    "a name in no language": (
        instead(SERVICE, DCT.title, Literal("Сказки")),
        SERVICE,
        DCT.title,
    ),
    "a keyword in no language": (
        beside(SERVICE, DCAT.keyword, Literal("сказки")),
        SERVICE,
        DCAT.keyword,
    ),
    "a service of nobody": (
        without(SERVICE, CV.hasCompetentAuthority),
        SERVICE,
        CV.hasCompetentAuthority,
    ),
    "an authority that is not in the graph": (
        instead(SERVICE, CV.hasCompetentAuthority, HERE["nobody"]),
        SERVICE,
        CV.hasCompetentAuthority,
    ),
    "a channel that is a text": (
        beside(SERVICE, CV.hasChannel, Literal("почта", "ru")),
        SERVICE,
        CV.hasChannel,
    ),
    "a channel of two types": (
        beside(CHANNEL, DCT.type, HERE["concept/channel/offline"]),
        CHANNEL,
        DCT.type,
    ),
    "a type that is no concept": (
        instead(CHANNEL, DCT.type, HERE["region"]),
        CHANNEL,
        DCT.type,
    ),
    "a channel without an identifier": (without(CHANNEL, DCT.identifier), CHANNEL, DCT.identifier),
    "a contact page that is no document": (
        beside(CONTACT, CV.contactPage, URIRef("https://example.ru/")),
        CONTACT,
        CV.contactPage,
    ),
    "an organisation without a region": (
        without(ORGANISATION, DCT.spatial),
        ORGANISATION,
        DCT.spatial,
    ),
    "an organisation without a name": (
        without(ORGANISATION, SKOS.prefLabel),
        ORGANISATION,
        SKOS.prefLabel,
    ),
    "a dataset that nobody publishes": (
        without(HERE["register"], DCT.publisher),
        HERE["register"],
        DCT.publisher,
    ),
    "an act that is none": (
        beside(SERVICE, CV.hasLegalResource, HERE["region"]),
        SERVICE,
        CV.hasLegalResource,
    ),
}
REFUSED_BY_OURS = {
    "a name in German": (beside(SERVICE, DCT.title, Literal("Märchen", "de")), SERVICE, DCT.title),
    "two names in Russian": (
        beside(SERVICE, DCT.title, Literal("Сказки", "ru")),
        SERVICE,
        DCT.title,
    ),
    "an empty keyword": (beside(SERVICE, DCAT.keyword, Literal("", "ru")), SERVICE, DCAT.keyword),
    "a property of another vocabulary": (
        beside(SERVICE, FOAF.name, Literal("Сказки", "ru")),
        SERVICE,
        FOAF.name,
    ),
    "an owner of a channel, which no register knows": (
        beside(CHANNEL, CV.ownedBy, ORGANISATION),
        CHANNEL,
        CV.ownedBy,
    ),
    "a telephone that is a number": (
        beside(CONTACT, CV.telephone, Literal(7)),
        CONTACT,
        CV.telephone,
    ),
    "a service of no register": (without(SERVICE, DCT.isPartOf), SERVICE, DCT.isPartOf),
    "an address that names nothing outside its document": (
        beside(BNode("b"), RDF.type, CV.Channel),
        "b",
        None,
    ),
    "a page that is a script": (
        beside(URIRef("javascript:alert"), RDF.type, FOAF.Document),
        "javascript:alert",
        None,
    ),
    "a date that is a text": (
        instead(
            HERE["act/procedure"],
            URIRef("http://data.europa.eu/eli/ontology#date_document"),
            Literal("19 марта"),
        ),
        HERE["act/procedure"],
        URIRef("http://data.europa.eu/eli/ontology#date_document"),
    ),
}


def fault(focus: object, path: object) -> tuple[str, str | None]:
    return str(focus).removeprefix(f"{BASE}#"), str(path) if path else None


@pytest.mark.parametrize("said", REFUSED_BY_BOTH)
def test_what_cpsv_ap_refuses_is_refused(said, official):
    broken, *told = REFUSED_BY_BOTH[said]
    graph = graph_of("trade")
    broken(graph)

    assert fault(*told) in refused(graph, official)


@pytest.mark.parametrize("said", [*REFUSED_BY_BOTH, *REFUSED_BY_OURS])
def test_our_shapes_refuse_it_too_and_more(said, own):
    broken, *told = {**REFUSED_BY_BOTH, **REFUSED_BY_OURS}[said]
    graph = graph_of("trade")
    broken(graph)

    assert fault(*told) in refused(graph, own)


@pytest.mark.parametrize(
    ("kind", "linking"),
    [(CV.Channel, CV.hasChannel), (SKOS.Concept, SKOS.member), (CV.ContactPoint, CV.contactPoint)],
)
def test_what_nothing_links_to_is_refused(kind, linking, own):
    graph = graph_of("trade")
    graph.remove((None, linking, None))
    lost = {str(one).removeprefix(f"{BASE}#") for one in graph.subjects(RDF.type, kind)}

    assert lost
    assert lost <= {node for node, _ in refused(graph, own)}
