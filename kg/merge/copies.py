"""Which articles are copies: wire copy that five papers print is one report, not five.

An article is the set of its runs of five words (shingles; Broder 1997). Its smallest hashes are a
sketch (bottom-k MinHash): articles that share one of their smallest hashes are compared in full, so
a shortened or lengthened copy is found, and the cost of an article does not grow with their number.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator

from kg.merge.clusters import Clusters
from kg.merge.excerpts import Excerpts
from kg.merge.meetings import Stand, find_meetings
from kg.model import Copy

SKETCH = 12  # smallest hashes by which articles meet
BLOCK = 8  # articles of one hash, in order of publication, that each is compared with
FEWEST = 20  # shingles that a text must have to be called a copy
COPIED = 0.75  # share of the shorter text's shingles that the other has


def find_copies(excerpts: Excerpts) -> tuple[Copy, ...]:
    """The articles that copy an earlier one, sorted."""
    shingles = excerpts.shingles
    clusters = Clusters(len(excerpts))
    joined: set[int] = set()
    for one, other in find_meetings(_sketches(excerpts), BLOCK):
        if find_overlap(shingles[one], shingles[other]) >= COPIED:
            clusters.union(one, other)
            joined |= {one, other}
    groups: dict[int, list[int]] = defaultdict(list)
    for position in sorted(joined):
        groups[clusters.find(position)].append(position)
    copies = []
    for group in groups.values():
        first = min(group, key=excerpts.turn)
        original = excerpts.rows[first].article
        copies += [
            Copy(excerpts.rows[each].article, original, _likeness(excerpts, first, each))
            for each in group
            if each != first
        ]
    return tuple(sorted(copies, key=lambda copy: copy.article))


def find_overlap(one: array[int], other: array[int]) -> float:
    """The share of the shorter text that the other has; 0 for texts too short to tell."""
    fewest = min(len(one), len(other))
    return len({*one} & {*other}) / fewest if fewest >= FEWEST else 0.0


def _likeness(excerpts: Excerpts, first: int, other: int) -> float:
    return round(find_overlap(excerpts.shingles[first], excerpts.shingles[other]), 2)


def _sketches(excerpts: Excerpts) -> Iterator[Stand]:
    """The smallest hashes of each article."""
    for position, shingles in enumerate(excerpts.shingles):
        for smallest in shingles[:SKETCH]:
            yield smallest, excerpts.turn(position), position
