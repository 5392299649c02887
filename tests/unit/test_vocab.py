"""The namespaces have kg.ttl's terms, no more, no fewer, and the IRIs of their documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg import vocab
from kg.ontology import KG_IRI, load_ontology
from kg.rdf.as_rdflib import bind_prefixes
from kg.rdf.prefixes import VOCABULARIES
from rdflib import Graph, URIRef

ONTOLOGY = Path(__file__).parents[2] / "ontology"
BASE = "https://w3id.org/newskg/data/"
IRIS = {
    "ACT": "https://w3id.org/newskg/action/",
    "DCTERMS": "http://purl.org/dc/terms/",
    "FACT": "http://groundedannotationframework.org/grasp/factuality#",
    "GAF": "http://groundedannotationframework.org/gaf#",
    "GEO": "http://www.opengis.net/ont/geosparql#",
    "GN": "https://sws.geonames.org/",
    "GRASP": "http://groundedannotationframework.org/grasp#",
    "ITSRDF": "http://www.w3.org/2005/11/its/rdf#",
    "KG": "https://w3id.org/newskg/ontology#",
    "NIF": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "ORG": "http://www.w3.org/ns/org#",
    "PROV": "http://www.w3.org/ns/prov#",
    "SCHEMA": "https://schema.org/",
    "SEM": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "SKOS": "http://www.w3.org/2004/02/skos/core#",
    "TIME": "http://www.w3.org/2006/time#",
    "WD": "http://www.wikidata.org/entity/",
    "WGS": "http://www.w3.org/2003/01/geo/wgs84_pos#",
}
CLOSED = ("FACT", "GAF", "GEO", "GRASP", "ITSRDF", "KG", "NIF", "ORG", "PROV", "SCHEMA", "SEM")


def test_kg_is_the_ontology_both_ways() -> None:
    subjects = {str(subject) for subject in Graph().parse(ONTOLOGY / "kg.ttl").subjects()}
    declared = {iri.removeprefix(KG_IRI) for iri in subjects if iri.startswith(KG_IRI)}
    assert declared == set(load_ontology().terms)
    assert all(getattr(vocab.KG, name) == URIRef(KG_IRI + name) for name in declared)


@pytest.mark.parametrize("name", sorted(IRIS))
def test_iri(name: str) -> None:
    assert str(getattr(vocab, name)) == IRIS[name]


@pytest.mark.parametrize("name", [*CLOSED, "TIME", "WGS"])
def test_misspelt_term_raises(name: str) -> None:
    with pytest.raises(AttributeError, match="hasActr"):
        _ = getattr(vocab, name).hasActr


def test_borrowed_terms_exist() -> None:
    assert vocab.SEM.hasEarliestBeginTimeStamp.endswith("hasEarliestBeginTimeStamp")
    assert vocab.FACT["non-future"] == URIRef(IRIS["FACT"] + "non-future")
    assert vocab.SCHEMA.datePublished == URIRef("https://schema.org/datePublished")
    assert vocab.WGS.lat.startswith("http://")


def test_prefixes() -> None:
    graph = Graph()
    bind_prefixes(graph, base=BASE)
    bound = {prefix: str(iri) for prefix, iri in graph.namespaces()}
    assert {bound[name.lower()] for name in IRIS} == set(IRIS.values())
    assert bound["when"] == BASE + "time/"
    assert bound["person"] == BASE + "person/"
    assert str(vocab.KG.agent.n3(graph.namespace_manager)) == "kg:agent"


def test_prefixes_are_those_of_the_namespaces() -> None:
    for prefix, iri in VOCABULARIES.items():
        assert iri == str(getattr(vocab, prefix.upper()))


def test_exported_names_exist() -> None:
    assert sorted(vocab.__all__) == sorted(name for name in vocab.__all__ if hasattr(vocab, name))
