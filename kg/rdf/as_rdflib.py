"""Our terms and triples as those of rdflib, for what needs rdflib: SHACL, and tests.

`"Berga"` becomes `Literal("Berga")`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rdflib import Graph, Literal, URIRef
from rdflib.util import from_n3

from kg.rdf.prefixes import prefixes_of
from kg.rdf.terms import Term, Triple, iri_of


@lru_cache(maxsize=65536)
def to_rdflib(term: Term) -> URIRef | Literal:
    """The term of rdflib that is the same as ours."""
    if term.startswith("<"):
        return URIRef(iri_of(term))
    literal = from_n3(term)
    assert isinstance(literal, Literal)
    return literal


def build_graph(triples: Iterable[Triple]) -> Graph:
    """A graph of rdflib with these triples."""
    graph = Graph()
    for subject, predicate, value in triples:
        graph.add((to_rdflib(subject), to_rdflib(predicate), to_rdflib(value)))
    return graph


def bind_prefixes(graph: Graph, *, base: str) -> None:
    """Binds every vocabulary, and one prefix for each path under `base` (which ends in a slash)."""
    for prefix, namespace in prefixes_of(base).items():
        graph.bind(prefix, namespace, override=True, replace=True)
