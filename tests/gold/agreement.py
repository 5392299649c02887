"""When a gold thing and a found one agree: "Army" and "the Syrian Army" by their heads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from kg.model import Entity, Passage

from gold.annotation import Span, Words
from gold.clusters import Ratio

G = TypeVar("G")
F = TypeVar("F")
Figures = dict[str, Ratio]


def overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def span(passage: Passage) -> Span:
    return passage.begin, passage.end


def match(
    gold: Sequence[G], found: Sequence[F], agree: Callable[[G, F], bool]
) -> list[tuple[int, int]]:
    """Pairs (gold, found) that agree, one to one, each gold thing with the first free one."""
    pairs, used = [], set()
    for i, wanted in enumerate(gold):
        for j, one in enumerate(found):
            if j not in used and agree(wanted, one):
                pairs.append((i, j))
                used.add(j)
                break
    return pairs


def on_any(heads: Iterable[Words], at: Span) -> bool:
    return any(overlap(words.head, at) for words in heads)


def normal(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").removeprefix("the ").split())


def is_called(names: Iterable[str], entity: Entity) -> bool:
    return normal(entity.name) in {normal(name) for name in names}
