"""Write ontology/context.jsonld: the short names that our JSON-LD uses.

A property of kg.ttl has its own name and the type that its range says; those of other vocabularies
are listed here. A name that two vocabularies have ("name") keeps its prefix in the second.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kg.rdf.iris import DEFAULT_BASE
from kg.rdf.prefixes import prefixes_of
from rdflib import OWL, RDF, RDFS, Graph, URIRef

ROOT = Path(__file__).resolve().parent.parent
KG = "https://w3id.org/newskg/ontology#"
THINGS = """gaf:denotedBy grasp:wasAttributedTo nif:referenceContext nif:sourceUrl sem:hasActor
sem:hasPlace sem:hasTime geo:hasGeometry geo:sfWithin rdf:subject rdf:predicate rdf:object
rdfs:subClassOf owl:sameAs skos:mappingRelation itsrdf:taIdentRef time:hasBeginning time:hasEnd
org:heldBy org:holds org:postIn prov:used prov:wasAssociatedWith prov:wasDerivedFrom
prov:wasGeneratedBy prov:wasQuotedFrom schema:publisher"""
WORDS = """nif:anchorOf nif:isString rdfs:label skos:altLabel skos:notation schema:articleBody
schema:author schema:citation schema:headline schema:identifier schema:inLanguage schema:keywords
schema:name"""
TYPED = {
    "nif:beginIndex": "xsd:nonNegativeInteger",
    "nif:endIndex": "xsd:nonNegativeInteger",
    "sem:hasEarliestBeginTimeStamp": "xsd:date",
    "sem:hasLatestEndTimeStamp": "xsd:date",
    "time:inXSDDate": "xsd:date",
    "schema:datePublished": "xsd:date",
    "schema:url": "xsd:anyURI",
    "geo:asWKT": "geo:wktLiteral",
    "wgs:lat": "xsd:decimal",
    "wgs:long": "xsd:decimal",
}


def main() -> None:
    text = json.dumps({"@context": build_context()}, ensure_ascii=False, indent=1) + "\n"
    (ROOT / "ontology" / "context.jsonld").write_text(text, encoding="utf-8")


def build_context() -> dict[str, Any]:
    """Prefixes, then terms; sorted."""
    typed: dict[str, str | None] = dict(own_properties())
    typed |= {name: "@id" for name in THINGS.split()}
    typed |= {name: None for name in WORDS.split()} | TYPED
    terms: dict[str, Any] = {}
    for name, kind in typed.items():
        short = name.partition(":")[2]
        terms[name if short in terms else short] = (
            {"@id": name} if kind is None else {"@id": name, "@type": kind}
        )
    return {**dict(sorted(prefixes_of(DEFAULT_BASE).items())), **dict(sorted(terms.items()))}


def own_properties() -> list[tuple[str, str | None]]:
    """The properties of kg.ttl with "@id", the XSD type of their range, or None for words."""
    graph = Graph().parse(ROOT / "ontology" / "kg.ttl")
    things = {str(iri): "@id" for iri in graph.subjects(RDF.type, OWL.ObjectProperty)}
    ranges = {
        str(iri): short_type(graph, iri) for iri in graph.subjects(RDF.type, OWL.DatatypeProperty)
    }
    found = {iri: kind for iri, kind in (things | ranges).items() if iri.startswith(KG)}
    return [(iri.replace(KG, "kg:"), kind) for iri, kind in sorted(found.items())]


def short_type(graph: Graph, iri: object) -> str | None:
    kind = str(graph.value(URIRef(str(iri)), RDFS.range)).rpartition("#")[2]
    return None if kind in {"None", "string"} else f"xsd:{kind}"


if __name__ == "__main__":
    main()
