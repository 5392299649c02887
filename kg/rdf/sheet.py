"""One article's triples while they are collected: words used twice ("Holm" as name and as agent)
are one NIF string.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rdflib.term import Identifier, Literal, URIRef

from kg.model import Knowledge, Node, Passage, Reading
from kg.ontology import load_ontology
from kg.rdf.iris import Iris
from kg.vocab import GAF, ITSRDF, KG, NIF, RDF, RDFS, XSD

Triple = tuple[Identifier, Identifier, Identifier]


@lru_cache(maxsize=65536)
def resource(iri: str) -> URIRef:
    """The term of an IRI; cached, as rdflib checks each one."""
    return URIRef(iri)


@lru_cache(maxsize=65536)
def number(value: int) -> Literal:
    """A position in a text, as NIF types it."""
    return Literal(value, datatype=XSD.nonNegativeInteger)


@lru_cache(maxsize=4096)
def day(value: date) -> Literal:
    """A day as xsd:date."""
    return Literal(value.isoformat(), datatype=XSD.date)


@lru_cache(maxsize=65536)
def text(value: str) -> Literal:
    """A plain string; what RDF cannot carry (single surrogates, U+0000) becomes U+FFFD."""
    return Literal(
        "".join("\ufffd" if "\ud800" <= c <= "\udfff" or c == "\0" else c for c in value)
    )


@lru_cache(maxsize=1024)
def term(name: str) -> URIRef:
    """A term of kg.ttl by its local name; an unknown one raises."""
    return URIRef(KG[name])


TRUE, FALSE = Literal(True), Literal(False)


@dataclass(frozen=True, slots=True)
class Shared:
    """What the graphs of all articles have in common.

    `bounds` are the earliest and latest day of each EDTF value: one value has one pair of days in
    the whole graph.
    """

    iris: Iris
    nodes: Mapping[str, Node]
    keys: Mapping[tuple[str, int], str]
    bounds: Mapping[str, tuple[date | None, date | None]]


def share(knowledge: Knowledge, iris: Iris) -> Shared:
    """What the graphs of these articles have in common; of several bounds the first article's are
    taken.
    """
    bounds: dict[str, tuple[date | None, date | None]] = {}
    for reading in knowledge.readings:
        for time in reading.times:
            bounds.setdefault(time.edtf, (time.earliest, time.latest))
    nodes = {node.key: node for node in knowledge.nodes}
    return Shared(iris, nodes, knowledge.node_of, bounds)


class Sheet:
    """Collects the triples of one article; `words` declares a passage as NIF string and gives its
    IRI.
    """

    def __init__(self, reading: Reading, shared: Shared) -> None:
        iris = shared.iris
        self.reading = reading
        self.nodes = shared.nodes
        self.bounds = shared.bounds
        self.iris = iris
        self.ontology = load_ontology()
        self.article_id = reading.article.id
        self.article = resource(iris.article(self.article_id))
        self.triples: list[Triple] = []
        self._keys = shared.keys
        self._context = resource(iris.mention(self.article_id, 0, len(reading.article.text)))
        self._words: dict[tuple[int, int], URIRef] = {}
        self._add_context()

    def add(self, subject: URIRef, *facts: tuple[URIRef, Identifier | None]) -> None:
        """Adds the facts of one subject; those without an object are left out."""
        self.triples += [
            (subject, predicate, value) for predicate, value in facts if value is not None
        ]

    def node(self, entity: int) -> Node:
        """The node that an entity of the reading is."""
        return self.nodes[self._keys[self.article_id, entity]]

    def entity(self, entity: int) -> URIRef:
        """The IRI of an entity of the reading."""
        return resource(self.iris.node(self._keys[self.article_id, entity]))

    def part(self, kind: str, index: int, detail: str = "") -> URIRef:
        """The IRI of the fact with this index; facts are counted from 1."""
        return resource(self.iris.part(self.article_id, kind, index + 1, detail))

    def words(self, passage: Passage) -> URIRef:
        """The NIF string of some words."""
        known = self._words.get((passage.begin, passage.end))
        if known is not None:
            return known
        iri = resource(self.iris.mention(self.article_id, passage.begin, passage.end))
        self._words[passage.begin, passage.end] = iri
        self.add(
            iri,
            (RDF.type, NIF.RFC5147String),
            (RDF.type, GAF.Mention),
            (NIF.beginIndex, number(passage.begin)),
            (NIF.endIndex, number(passage.end)),
            (NIF.anchorOf, text(passage.text)),
            (NIF.referenceContext, self._context),
        )
        return iri

    def maybe_words(self, passage: Passage | None) -> URIRef | None:
        """The NIF string of some words, if there are any."""
        return None if passage is None else self.words(passage)

    def denote(self, thing: URIRef, passage: Passage) -> URIRef:
        """Says that these words tell of this thing."""
        mention = self.words(passage)
        self.add(thing, (GAF.denotedBy, mention))
        self.add(mention, (ITSRDF.taIdentRef, thing))
        return mention

    def _add_context(self) -> None:
        article = self.reading.article
        self.add(
            self._context,
            (RDF.type, NIF.Context),
            (RDFS.label, text(article.title or article.id)),
            (NIF.isString, text(article.text)),
            (NIF.beginIndex, number(0)),
            (NIF.endIndex, number(len(article.text))),
            (NIF.sourceUrl, self.article),
        )
