"""The statements of a graph by subject: place:sochi -> rdfs:label -> ["Sochi"].

All graphs of an output together, each statement once; terms are their texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.ontology import KG_IRI
from kg.publish.turtle import Graphs, render_nquads
from kg.vocab import KG, NIF, RDF, RDFS, SCHEMA, SEM, SKOS

TYPE, LABEL = str(RDF.type), str(RDFS.label)
DIGITS = 12  # more than any number inside an IRI has


class Statements:
    """A graph to look things up in; `graph[iri]` gives property -> values, sorted."""

    def __init__(self, triples: Iterable[tuple[str, str, str]]) -> None:
        self._facts: dict[str, dict[str, list[str]]] = {}
        for subject, predicate, value in sorted(set(triples)):
            self._facts.setdefault(subject, {}).setdefault(predicate, []).append(value)
        self._by_type: dict[str, list[str]] = {}
        for subject in sorted(self._facts, key=in_order):
            for kind in self._facts[subject].get(TYPE, ()):
                self._by_type.setdefault(kind, []).append(subject)

    def __getitem__(self, subject: str) -> Mapping[str, list[str]]:
        return self._facts.get(subject, {})

    def __contains__(self, subject: str) -> bool:
        return subject in self._facts

    def all_of(self, kind: object) -> list[str]:
        """The subjects of a type, in the order of reading."""
        return self._by_type.get(str(kind), [])

    def values(self, subject: str, predicate: object) -> list[str]:
        return self._facts.get(subject, {}).get(str(predicate), [])

    def one(self, subject: str, predicate: object) -> str:
        """The first value, or ""."""
        found = self.values(subject, predicate)
        return found[0] if found else ""

    def label(self, subject: str) -> str:
        return self.one(subject, RDFS.label)

    def words(self, mention: str) -> str:
        """What stands at a mention."""
        return self.one(mention, NIF.anchorOf)

    def kg_types(self, subject: str) -> list[str]:
        """The local names of our own types: ["MilitaryForce", "Organization"]."""
        return [name.removeprefix(KG_IRI) for name in self.values(subject, TYPE) if is_ours(name)]

    def entities(self) -> list[str]:
        """Everything that can take part: what has names or is a member of an event, not events."""
        named = {subject for subject, facts in self._facts.items() if str(KG.named) in facts}
        return sorted(named, key=in_order)

    def events(self) -> list[str]:
        return self.all_of(SEM.Event)

    def article_of(self, part: str) -> str:
        """The article that an event, a claim or a mention belongs to."""
        whole = part.partition("#")[0]
        while whole and not self.is_article(whole):
            whole = whole.rpartition("/")[0]
        return whole

    def is_article(self, subject: str) -> bool:
        return str(SCHEMA.NewsArticle) in self.values(subject, TYPE)

    def aliases(self, subject: str) -> list[str]:
        return self.values(subject, SKOS.altLabel)


def is_ours(iri: str) -> bool:
    return iri.startswith(KG_IRI)


def in_order(iri: str) -> list[str]:
    """A key that sorts numbers inside IRIs as numbers: event/2 before event/10."""
    return [part.zfill(DIGITS) if part.isdecimal() else part for part in split_digits(iri)]


def split_digits(words: str) -> Iterator[str]:
    begin = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or words[at].isdecimal() != words[at - 1].isdecimal():
            yield words[begin:at]
            begin = at


def statements_of_store(store: Any) -> Statements:
    """All graphs of a pyoxigraph store together."""
    quads = store.quads_for_pattern(None, None, None, None)
    return Statements((q.subject.value, q.predicate.value, q.object.value) for q in quads)


def statements_of_graphs(graphs: Graphs) -> Statements:
    """All graphs that `kg.rdf.mapping.build_graphs` gives together."""
    from pyoxigraph import RdfFormat, parse

    quads = parse(render_nquads(graphs).encode("utf-8"), format=RdfFormat.N_QUADS)
    return Statements((q.subject.value, q.predicate.value, q.object.value) for q in quads)
