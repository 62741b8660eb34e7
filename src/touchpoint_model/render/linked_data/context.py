"""The JSON-LD context: the terms of a document, told inside it.

The names are those of CPSV-AP 3.2, where it has one. The published context of CPSV-AP is not used:
it coerces texts to `rdf:langString` without a language, which is no literal.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

__all__ = ["CONTEXT", "RUSSIAN"]

RUSSIAN = "http://publications.europa.eu/resource/authority/language/RUS"

_PREFIXES = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_CLASSES = {
    "Address": "locn:Address",
    "Agent": "foaf:Agent",
    "Channel": "cv:Channel",
    "Collection": "skos:Collection",
    "Concept": "skos:Concept",
    "ContactPoint": "cv:ContactPoint",
    "Dataset": "dcat:Dataset",
    "Document": "foaf:Document",
    "LegalResource": "eli:LegalResource",
    "LinguisticSystem": "dct:LinguisticSystem",
    "Location": "dct:Location",
    "Organization": "org:Organization",
    "PublicOrganization": "cv:PublicOrganisation",
    "PublicService": "cpsv:PublicService",
}
_TEXTS = {
    "description": "dct:description",
    "fullAddress": "locn:fullAddress",
    "geographicName": "locn:geographicName",
    "keyword": "dcat:keyword",
    "preferredLabel": "skos:prefLabel",
    "title": "dct:title",
}
_STRINGS = {
    "email": "cv:email",
    "identifier": "dct:identifier",
    "notation": "skos:notation",
    "number": "eli:number",
    "telephone": "cv:telephone",
}
_DATES = {"dateDocument": "eli:date_document", "modified": "dct:modified"}
_LINKS = {
    "address": "locn:address",
    "addressee": "dct:audience",
    "channelType": "dct:type",
    "contactPage": "cv:contactPage",
    "contactPoint": "cv:contactPoint",
    "hasChannel": "cv:hasChannel",
    "hasCompetentAuthority": "cv:hasCompetentAuthority",
    "hasLegalResource": "cv:hasLegalResource",
    "isClassifiedBy": "cv:isClassifiedBy",
    "isPartOf": "dct:isPartOf",
    "landingPage": "dcat:landingPage",
    "language": "dct:language",
    "member": "skos:member",
    "publisher": "dct:publisher",
    "relation": "dct:relation",
    "spatial": "dct:spatial",
}

CONTEXT: Mapping[str, Any] = MappingProxyType(
    {
        **_PREFIXES,
        **_CLASSES,
        **{name: {"@id": iri, "@container": "@language"} for name, iri in _TEXTS.items()},
        **_STRINGS,
        **{name: {"@id": iri, "@type": "xsd:date"} for name, iri in _DATES.items()},
        **{name: {"@id": iri, "@type": "@id"} for name, iri in _LINKS.items()},
    }
)
"""The whole context: prefixes, classes, properties."""
