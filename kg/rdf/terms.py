"""Terms of RDF as N-Triples writes them: "Berga" is `"Berga"`, its type `<https://...#City>`.

A term is a plain string, which hashes and compares at the speed of C; a quad is written by joining
four. rdflib checks and compares each term in Python, which took longer than the rest of publishing;
it only sees what is validated. The namespaces here hold the terms that our graphs use and no
others, each of which `kg.vocab` has (a test compares them); a misspelt one raises AttributeError.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from kg.ontology import KG_IRI, SCHEMES_IRI, load_ontology
from kg.rdf.query import ESCAPES

Term = str
Triple = tuple[Term, Term, Term]
REPLACED = "\ufffd"
_UNSPEAKABLE = re.compile("[\ud800-\udfff\0]")
_UNPLAIN = re.compile('[\ud800-\udfff\0-\x1f\x7f"\\\\]')  # what must not stand as it is
PHRASE = 64  # characters; longer strings are not remembered
DEFAULT_GRAPH = ""  # the name of the graph without a name


class Names:
    """A namespace: `RDF.type` and `FACT["non-future"]` are terms."""

    def __init__(self, iri: str, names: str | list[str]) -> None:
        self.iri = iri
        words = names.split() if isinstance(names, str) else names
        self.__dict__.update({name: f"<{iri}{name}>" for name in words})

    def __getattr__(self, name: str) -> Term:
        raise AttributeError(f"<{self.iri}> has no {name!r} here; see kg/rdf/terms.py")

    def __getitem__(self, name: str) -> Term:
        found: Term = getattr(self, name)
        return found


class Open:
    """A namespace of names that have no closed list: lemmas, ids and codes."""

    def __init__(self, iri: str) -> None:
        self.iri = iri

    def __getitem__(self, name: str) -> Term:
        return f"<{self.iri}{name}>"


_GAF = "http://groundedannotationframework.org/"
KG = Names(KG_IRI, sorted(load_ontology().terms))
RDF = Names("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type subject predicate object Property")
RDFS = Names("http://www.w3.org/2000/01/rdf-schema#", "label subClassOf")
OWL = Names("http://www.w3.org/2002/07/owl#", "sameAs")
XSD = Names(
    "http://www.w3.org/2001/XMLSchema#",
    "anyURI boolean date decimal integer nonNegativeInteger string",
)
SKOS = Names("http://www.w3.org/2004/02/skos/core#", "altLabel exactMatch mappingRelation notation")
SEM = Names(
    "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "Actor Event Place Time hasActor hasPlace hasTime hasEarliestBeginTimeStamp"
    " hasLatestEndTimeStamp",
)
GAF = Names(_GAF + "gaf#", "Mention denotedBy")
GRASP = Names(_GAF + "grasp#", "Attribution wasAttributedTo")
FACT = Names(
    _GAF + "grasp/factuality#",
    "certain probable possible underspecified positive negative future non-future",
)
NIF = Names(
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "Context RFC5147String Sentence anchorOf beginIndex endIndex isString referenceContext"
    " sourceUrl",
)
ITSRDF = Names("http://www.w3.org/2005/11/its/rdf#", "taIdentRef")
PROV = Names(
    "http://www.w3.org/ns/prov#",
    "Activity Entity SoftwareAgent used wasAssociatedWith wasDerivedFrom wasGeneratedBy"
    " wasQuotedFrom",
)
SCHEMA = Names(
    "https://schema.org/",
    "Claim NewsArticle articleBody author citation datePublished headline identifier inLanguage"
    " keywords name publisher url",
)
TIME = Names("http://www.w3.org/2006/time#", "Instant Interval hasBeginning hasEnd inXSDDate")
GEO = Names(
    "http://www.opengis.net/ont/geosparql#",
    "Feature Geometry asWKT hasGeometry sfWithin wktLiteral",
)
ORG = Names("http://www.w3.org/ns/org#", "Post heldBy holds postIn")
WGS = Names("http://www.w3.org/2003/01/geo/wgs84_pos#", "lat long")
ACT = Open("https://w3id.org/newskg/action/")
WD = Open("http://www.wikidata.org/entity/")
GN = Open("https://sws.geonames.org/")
PLOVER = Open(SCHEMES_IRI + "plover#")
CAMEO = Open(SCHEMES_IRI + "cameo#")


def resource(iri: str) -> Term:
    """The term of an IRI, which must be legal; `kg.rdf.iris` makes no other."""
    return f"<{iri}>"


def iri_of(term: Term) -> str:
    """The IRI of a term that is one."""
    return term[1:-1]


def text(value: str) -> Term:
    """A plain string; what RDF cannot carry (single surrogates, U+0000) becomes U+FFFD."""
    return _phrase(value) if len(value) <= PHRASE else _text(value)


def _text(value: str) -> Term:
    if _UNPLAIN.search(value) is None:
        return f'"{value}"'
    return f'"{_UNSPEAKABLE.sub(REPLACED, value).translate(ESCAPES)}"'


_phrase = lru_cache(maxsize=8192)(_text)  # names, lemmas and rules come again and again


def typed(value: object, datatype: Term) -> Term:
    """A literal with a datatype, from its lexical form."""
    return f"{text(str(value))}^^{datatype}"


def decimal(value: float) -> Term:
    """A number as xsd:decimal, with as many digits as it has."""
    return typed(format(Decimal(str(value)), "f"), XSD.decimal)


def in_english(value: str) -> Term:
    return f"{text(value)}@en"


@lru_cache(maxsize=65536)
def number(value: int) -> Term:
    """A position in a text, as NIF types it."""
    return typed(value, XSD.nonNegativeInteger)


@lru_cache(maxsize=4096)
def day(value: date) -> Term:
    """A day as xsd:date."""
    return typed(value.isoformat(), XSD.date)


def term(name: str) -> Term:
    """A term of kg.ttl by its local name; an unknown one raises."""
    return KG[name]


TRUE, FALSE = typed("true", XSD.boolean), typed("false", XSD.boolean)


def split_literal(literal: Term) -> tuple[str, str, str]:
    """The words of a literal as they are written, with quotation marks; its datatype's IRI; its
    language.
    """
    end = literal.rindex('"') + 1
    words, rest = literal[:end], literal[end:]
    if rest.startswith("^^"):
        return words, rest[3:-1], ""
    return words, "", rest[1:]
