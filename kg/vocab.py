"""The namespaces of the graph: "Syria is liberated" is a `KG.Liberation`, its claim `FACT.certain`.

All but codes and ids are closed: a misspelt term raises AttributeError. `KG` has the terms of
ontology/kg.ttl and no others. IRIs are those of the vocabularies' own documents; rdflib's WGS has
`https:`, which is wrong, so WGS is made here.

>>> KG.Liberation
rdflib.term.URIRef('https://w3id.org/newskg/ontology#Liberation')
"""

from __future__ import annotations

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Namespace
from rdflib import namespace as shipped
from rdflib.namespace import ClosedNamespace

from kg.ontology import KG_IRI, SCHEMES_IRI, load_ontology

__all__ = [
    "ACLED",
    "ACT",
    "CAMEO",
    "DCTERMS",
    "FACT",
    "GAF",
    "GEO",
    "GN",
    "GRASP",
    "ITSRDF",
    "KG",
    "NIF",
    "ORG",
    "OWL",
    "PLOVER",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SEM",
    "SKOS",
    "TIME",
    "WD",
    "WGS",
    "XSD",
]

_GAF = "http://groundedannotationframework.org/"


def _close(iri: str, terms: str) -> ClosedNamespace:
    return ClosedNamespace(iri, terms.split())


KG = ClosedNamespace(KG_IRI, list(load_ontology().terms))
SEM = _close(
    "http://semanticweb.cs.vu.nl/2009/11/sem/",
    """Core Event Actor Place Time Object EventType ActorType PlaceType TimeType RoleType Type Role
    Authority View Temporary eventProperty eventType actorType placeType timeType roleType type
    hasActor hasPlace hasTime hasSubEvent hasSubType subEventOf accordingTo hasTimeStamp
    hasBeginTimeStamp hasEndTimeStamp hasEarliestBeginTimeStamp hasLatestBeginTimeStamp
    hasEarliestEndTimeStamp hasLatestEndTimeStamp""",
)
GAF = _close(_GAF + "gaf#", "Instance Mention denotedBy denotes")
GRASP = _close(_GAF + "grasp#", "Attribution hasAttribution isAttributionFor wasAttributedTo")
FACT = _close(
    _GAF + "grasp/factuality#",
    "certain probable possible underspecified positive negative future non-future",
)
NIF = _close(
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    """String Context RFC5147String OffsetBasedString Sentence Word Phrase Title Paragraph
    isString beginIndex endIndex anchorOf referenceContext sentence sourceUrl""",
)
ITSRDF = _close(
    "http://www.w3.org/2005/11/its/rdf#", "taIdentRef taClassRef taConfidence taIdent taSource"
)
WGS = _close(
    "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "Point SpatialThing lat long alt lat_long location",
)


class PROV(shipped.PROV):
    """https://www.w3.org/TR/prov-o/."""

    _fail = True


class SCHEMA(shipped.SDO):
    """https://schema.org/."""

    _fail = True


class TIME(shipped.TIME):
    """https://www.w3.org/TR/owl-time/."""

    _fail = True


class GEO(shipped.GEO):
    """https://www.ogc.org/standard/geosparql/."""

    _fail = True


class ORG(shipped.ORG):
    """https://www.w3.org/TR/vocab-org/."""

    _fail = True


# Open: lemmas, ids and codes have no closed list.
ACT = Namespace("https://w3id.org/newskg/action/")
WD = Namespace("http://www.wikidata.org/entity/")
GN = Namespace("https://sws.geonames.org/")
PLOVER = Namespace(SCHEMES_IRI + "plover#")
CAMEO = Namespace(SCHEMES_IRI + "cameo#")
ACLED = Namespace(SCHEMES_IRI + "acled#")
