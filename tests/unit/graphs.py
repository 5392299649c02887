"""Knowledge as graphs of rdflib: as one dataset of named graphs, and as all their triples."""

from __future__ import annotations

from kg.model import Knowledge
from kg.rdf.as_rdflib import bind_prefixes, to_rdflib
from kg.rdf.iris import DEFAULT_BASE
from kg.rdf.mapping import build_graphs
from rdflib import Dataset, Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID


def build_dataset(knowledge: Knowledge, *, base: str = DEFAULT_BASE) -> Dataset:
    """All graphs of the knowledge, with the prefixes that the output has."""
    dataset = Dataset(default_union=True)
    for name, triples in build_graphs(knowledge, base=base):
        graph = dataset.graph(to_rdflib(name) if name else DATASET_DEFAULT_GRAPH_ID)
        for subject, predicate, value in triples:
            graph.add((to_rdflib(subject), to_rdflib(predicate), to_rdflib(value)))
    bind_prefixes(dataset, base=base)
    return dataset


def build_union(dataset: Dataset, *, base: str = DEFAULT_BASE) -> Graph:
    """All triples of a dataset as one graph."""
    union = Graph()
    for subject, predicate, value, _ in dataset.quads((None, None, None, None)):
        union.add((subject, predicate, value))
    bind_prefixes(union, base=base)
    return union
