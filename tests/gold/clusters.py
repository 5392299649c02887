"""Coreference measures over clusters of mentions, given as sets of anything.

MUC counts links (Vilain et al. 1995), B3 mentions (Bagga and Baldwin 1998), CEAF-e aligned clusters
(Luo 2005); CoNLL is the mean of their F1 (Pradhan et al. 2012).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
Clusters = Sequence[frozenset[T]]


@dataclass(frozen=True)
class Ratio:
    """Precision and recall as sums, so that articles can be added up."""

    right_found: float = 0.0
    found: float = 0.0
    right_gold: float = 0.0
    gold: float = 0.0

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(
            self.right_found + other.right_found,
            self.found + other.found,
            self.right_gold + other.right_gold,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        return self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def counts(right: float, found: float, gold: float) -> Ratio:
    """The ratio of things that are right among the found and among the gold."""
    return Ratio(right, found, right, gold)


def muc(gold: Clusters[T], found: Clusters[T]) -> Ratio:
    def links(key: Clusters[T], response: Clusters[T]) -> tuple[float, float]:
        of = {mention: number for number, cluster in enumerate(response) for mention in cluster}
        kept = total = 0
        for cluster in key:
            numbers = {of[mention] for mention in cluster if mention in of}
            alone = sum(mention not in of for mention in cluster)
            kept += len(cluster) - (len(numbers) + alone)
            total += len(cluster) - 1
        return kept, total

    right_gold, all_gold = links(gold, found)
    right_found, all_found = links(found, gold)
    return Ratio(right_found, all_found, right_gold, all_gold)


def b_cubed(gold: Clusters[T], found: Clusters[T]) -> Ratio:
    def mentions(key: Clusters[T], response: Clusters[T]) -> tuple[float, float]:
        of = {mention: cluster for cluster in response for mention in cluster}
        shared = sum(
            len(cluster & of[mention]) / len(cluster)
            for cluster in key
            for mention in cluster
            if mention in of
        )
        return shared, sum(map(len, key))

    right_gold, all_gold = mentions(gold, found)
    right_found, all_found = mentions(found, gold)
    return Ratio(right_found, all_found, right_gold, all_gold)


def ceaf_e(gold: Clusters[T], found: Clusters[T]) -> Ratio:
    """Clusters are aligned one to one so that the sum of 2 |K & R| / (|K| + |R|) is greatest."""
    import networkx

    graph = networkx.Graph()
    for i, key in enumerate(gold):
        for j, response in enumerate(found):
            if shared := len(key & response):
                likeness = 2 * shared / (len(key) + len(response))
                graph.add_edge(("gold", i), ("found", j), weight=likeness)
    pairs = networkx.max_weight_matching(graph)
    return counts(
        sum(graph.edges[tuple(sorted(pair))]["weight"] for pair in sorted(map(sorted, pairs))),
        len(found),
        len(gold),
    )
