"""A graph as its readers see it: what each event's triples say, asked with SPARQL.

"liberated" in the sentence "All terrorist units ..." -> its type, roles, places, times and claims.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.merge import build_knowledge
from kg.model import Reading
from kg.publish.turtle import render_nquads
from kg.rdf.mapping import build_graphs
from kg.rdf.query import load_query, run_query, without_graphs
from pyoxigraph import RdfFormat, Store

PREFIXES = """
PREFIX fact: <http://groundedannotationframework.org/grasp/factuality#>
PREFIX gaf: <http://groundedannotationframework.org/gaf#>
PREFIX grasp: <http://groundedannotationframework.org/grasp#>
PREFIX kg: <https://w3id.org/newskg/ontology#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
"""
EVENTS = """
SELECT DISTINCT ?e ?type ?words ?sentence WHERE {
  ?e a sem:Event ; a ?class ; gaf:denotedBy/nif:anchorOf ?words .
  ?claim kg:about ?e ; kg:evidence/nif:anchorOf ?sentence .
  FILTER(STRSTARTS(STR(?class), STR(kg:))) BIND(STRAFTER(STR(?class), STR(kg:)) AS ?type)
}"""
ROLES = """
SELECT DISTINCT ?e ?role ?name WHERE {
  ?e kg:participation ?part . ?part kg:role ?term ; rdfs:label ?words ; kg:participant ?who .
  OPTIONAL { ?who a ?kind ; rdfs:label ?known . FILTER NOT EXISTS { ?who a sem:Event } }
  BIND(STRAFTER(STR(?term), STR(kg:)) AS ?role) BIND(COALESCE(?known, ?words) AS ?name)
}"""
PLACES = "SELECT DISTINCT ?e ?name WHERE { ?e a sem:Event ; sem:hasPlace/rdfs:label ?name }"
TIMES = "SELECT DISTINCT ?e ?value WHERE { ?e a sem:Event ; sem:hasTime/rdfs:label ?value }"
CLAIMS = """
SELECT DISTINCT ?e ?source ?polarity ?certainty ?temporality ?quoted WHERE {
  ?claim kg:about ?e ; grasp:wasAttributedTo ?speaker ; kg:quoted ?quoted ;
    kg:polarity ?p ; kg:certainty ?c ; kg:temporality ?t .
  ?speaker rdfs:label ?label . OPTIONAL { ?speaker a ?class FILTER(?class = kg:Publisher) }
  BIND(IF(BOUND(?class) || CONTAINS(STR(?speaker), "/publisher"), "publisher", ?label) AS ?source)
  BIND(STRAFTER(STR(?p), STR(fact:)) AS ?polarity) BIND(STRAFTER(STR(?c), STR(fact:)) AS ?certainty)
  BIND(STRAFTER(STR(?t), STR(fact:)) AS ?temporality)
}"""
RELATIONS = """
SELECT DISTINCT ?one ?kind ?other WHERE {
  ?link a kg:Relation ; rdf:subject ?one ; rdf:predicate ?how ; rdf:object ?other .
  BIND(STRAFTER(STR(?how), STR(kg:)) AS ?kind)
}"""


@dataclass(frozen=True)
class Said:
    """One claim: who says it, and how."""

    source: str
    polarity: str
    certainty: str
    temporality: str
    quoted: str


@dataclass
class Told:
    """One event with all that the graph knows of it."""

    iri: str
    type: str
    sentence: str
    words: set[str] = field(default_factory=set)
    roles: dict[str, set[str]] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)
    times: set[str] = field(default_factory=set)
    claims: set[Said] = field(default_factory=set)

    def role(self, name: str) -> set[str]:
        return self.roles.get(name, set())

    def everybody(self) -> set[str]:
        return {name for names in self.roles.values() for name in names}

    @property
    def said(self) -> Said:
        """The claim of an event that has one."""
        (claim,) = self.claims
        return claim


class GraphFacts:
    """The graph of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.store = Store()
        graphs = [
            (name, list(triples)) for name, triples in build_graphs(build_knowledge([reading]))
        ]
        triples = without_graphs(render_nquads(graphs).encode())
        self.store.load(triples, format=RdfFormat.N_TRIPLES)
        self.events = self._events()
        self.relations = {(one, kind, other) for one, kind, other in self.rows(RELATIONS)}

    def rows(self, sparql: str) -> tuple[tuple[str, ...], ...]:
        return run_query(self.store, PREFIXES + sparql).texts()

    def ask(self, saved: str, /, *columns: str, **parameters: str) -> set[tuple[str, ...]]:
        """These columns of the answer to a saved question."""
        table = run_query(self.store, load_query(saved, parameters))
        at = [table.columns.index(column) for column in columns]
        return {tuple(row[number] for number in at) for row in table.texts()}

    def event(self, words: str, sentence: str, *, nth: int = 0) -> Told:
        """The event of these trigger words in the sentence that holds some words."""
        found = [
            event for event in self.events.values()
            if words in event.words and sentence in event.sentence
        ]  # fmt: skip
        assert len(found) > nth, f"no event {words!r} in {sentence!r}"
        return found[nth]

    def any_event(self, types: set[str], sentence: str) -> Told:
        """The first event of one of these types in a sentence."""
        for event in self.events.values():
            if event.type in types and sentence in event.sentence:
                return event
        raise AssertionError(f"no event of {sorted(types)} in {sentence!r}")

    def is_before(self, one: Told, other: Told) -> bool:
        """True if a chain of relations or their dates puts one event before the other."""
        same = {(a, b) for a, kind, b in self.relations if kind == "sameEventAs"}
        same |= {(b, a) for a, b in same}
        steps = same | {
            (a, b)
            for a, kind, b in self.relations
            if kind in {"before", "causes", "enables"}
        }  # fmt: skip
        reached, todo = set(), [one.iri]
        while todo:
            iri = todo.pop()
            if iri not in reached:
                reached.add(iri)
                todo += sorted(b for a, b in steps if a == iri)
        return other.iri in reached

    def _events(self) -> dict[str, Told]:
        found: dict[str, Told] = {}
        for iri, kind, words, sentence in sorted(self.rows(EVENTS), key=_text_order):
            told = found.setdefault(iri, Told(iri, kind, " ".join(sentence.split())))
            told.words.add(words)
        for iri, role, name in self.rows(ROLES):
            found[iri].roles.setdefault(role, set()).add(name)
        for iri, name in self.rows(PLACES):
            found[iri].places.add(name)
        for iri, value in self.rows(TIMES):
            found[iri].times.add(value)
        for iri, *said in self.rows(CLAIMS):
            found[iri].claims.add(Said(*said))
        return found


def _text_order(row: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    number = row[0].rpartition("/")[2]
    return int(number) if number.isdigit() else 0, row
