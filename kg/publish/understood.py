"""Plain questions to an output: "Who did Putin meet?" -> which saved question, and its answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.lexicon import load_lexicon
from kg.ontology import load_ontology
from kg.rdf.nearest import Understood, Vocabulary, understand
from kg.rdf.query import Table, fill, open_store, run_query

if TYPE_CHECKING:
    from pyoxigraph import Store

LEAST = 0.1  # a question that is farther than this from all saved ones is not understood
OTHERS = 3  # other saved questions that are named
NAMES = """
PREFIX kg: <https://w3id.org/newskg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?name ?type WHERE {
  ?thing kg:named true ; rdfs:label|skos:altLabel ?name ; a ?type
  FILTER(STRSTARTS(STR(?type), STR(kg:))) } ORDER BY ?name ?type
"""


def ask_plainly(question: str, output: str) -> tuple[Understood, tuple[Understood, ...], Table]:
    """What was understood, what else was near, and the answer; raises QueryError if nothing is."""
    store = open_store(Path(output), named=False)
    taken, *others = understand(question, vocabulary_of(store))
    if taken.nearness < LEAST:
        raise QueryError(
            f"{question!r}: like no saved question; kg query --list shows them, "
            "kg query - takes any SPARQL"
        )
    answer = run_query(store, fill(taken.query, taken.parameters), name=taken.query.name)
    return taken, tuple(others[:OTHERS]), answer


def vocabulary_of(store: Store) -> Vocabulary:
    """The names in a graph with their families; words and types of events."""
    ontology = load_ontology()
    names: dict[str, str] = {}
    for name, kind in run_query(store, NAMES).texts():
        local = kind.rpartition("#")[2]
        names.setdefault(name.lower(), ontology.base_type(local))
    types = {ontology.label_of(kind).lower(): kind for kind in ontology.types}
    for lemma, rows in sorted(load_lexicon().triggers.items()):
        types.setdefault(lemma[0], rows[-1].type)
    return Vocabulary(names, types)
