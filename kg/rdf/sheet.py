"""One article's triples while they are collected: words used twice ("Holm" as name and as agent)
are one NIF string.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.merge.nodes import Called, by_key, in_brief
from kg.model import Knowledge, Passage, Reading, Stamp
from kg.model.knowledge import Readings
from kg.ontology import load_ontology
from kg.rdf.iris import Iris, mention_at, part_at
from kg.rdf.terms import GAF, ITSRDF, NIF, RDF, RDFS, Term, Triple, number, resource, text


@dataclass(frozen=True, slots=True)
class Shared:
    """What the graphs of all articles have in common.

    `bounds` are the earliest and latest day of each EDTF value: one value has one pair of days in
    the whole graph.
    """

    iris: Iris
    nodes: Mapping[str, Called]
    keys: Mapping[tuple[str, int], str]
    bounds: Mapping[str, tuple[date | None, date | None]]
    events: Sequence[int]  # how many each article has
    types: frozenset[str]  # of events and nodes
    stamps: frozenset[Stamp]


def share(knowledge: Knowledge, iris: Iris) -> Shared:
    """What the graphs of these articles have in common; of several bounds the first article's are
    taken.
    """
    bounds: dict[str, tuple[date | None, date | None]] = {}
    nodes = by_key(knowledge.nodes)
    types = {node.type for node in in_brief(knowledge.nodes)}
    stamps: set[Stamp] = set()
    events = array("I")
    for reading in knowledge.readings:
        events.append(len(reading.events))
        types.update(event.type for event in reading.events)
        stamps.add(reading.stamp)
        for time in reading.times:
            bounds.setdefault(time.edtf, (time.earliest, time.latest))
    keys = knowledge.node_of
    return Shared(iris, nodes, keys, bounds, events, frozenset(types), frozenset(stamps))


def ids_of(knowledge: Knowledge) -> Sequence[str]:
    """The ids of all articles; of readings on disk none is fetched."""
    readings = knowledge.readings
    if isinstance(readings, Readings):
        return readings.ids
    return [reading.article.id for reading in readings]


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
        self._address = iris.article(self.article_id)
        self.article = resource(self._address)
        self._entities: dict[int, Term] = {}
        self.triples: list[Triple] = []
        self._keys = shared.keys
        self._context = resource(iris.mention(self.article_id, 0, len(reading.article.text)))
        self._words: dict[tuple[int, int], Term] = {}
        self._add_context()

    def add(self, subject: Term, *facts: tuple[Term, Term | None]) -> None:
        """Adds the facts of one subject; those without an object are left out."""
        self.triples += [
            (subject, predicate, value) for predicate, value in facts if value is not None
        ]

    def node(self, entity: int) -> Called:
        """The node that an entity of the reading is."""
        return self.nodes[self._keys[self.article_id, entity]]

    def entity(self, entity: int) -> Term:
        """The IRI of an entity of the reading."""
        known = self._entities.get(entity)
        if known is None:
            known = resource(self.iris.node(self._keys[self.article_id, entity]))
            self._entities[entity] = known
        return known

    def part(self, kind: str, index: int, detail: str = "") -> Term:
        """The IRI of the fact with this index; facts are counted from 1."""
        return f"<{part_at(self._address, kind, index + 1, detail)}>"

    def words(self, passage: Passage) -> Term:
        """The NIF string of some words."""
        begin, end = passage.begin, passage.end
        known = self._words.get((begin, end))
        if known is not None:
            return known
        iri = self._words[begin, end] = f"<{mention_at(self._address, begin, end)}>"
        self.triples += (
            (iri, RDF.type, NIF.RFC5147String),
            (iri, RDF.type, GAF.Mention),
            (iri, NIF.beginIndex, number(begin)),
            (iri, NIF.endIndex, number(end)),
            (iri, NIF.anchorOf, text(passage.text)),
            (iri, NIF.referenceContext, self._context),
        )
        return iri

    def maybe_words(self, passage: Passage | None) -> Term | None:
        """The NIF string of some words, if there are any."""
        return None if passage is None else self.words(passage)

    def denote(self, thing: Term, passage: Passage) -> Term:
        """Says that these words tell of this thing."""
        mention = self.words(passage)
        self.triples += ((thing, GAF.denotedBy, mention), (mention, ITSRDF.taIdentRef, thing))
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
