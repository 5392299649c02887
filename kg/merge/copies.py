"""Which articles are copies: wire copy that five papers print is one report, not five.

An article is the set of its runs of five words (shingles; Broder 1997). Its smallest hashes are a
sketch (bottom-k MinHash): articles that share one of their smallest hashes are compared in full, so
a shortened or lengthened copy is found, and the cost of an article does not grow with their number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from zlib import crc32

from kg.merge.clusters import Clusters
from kg.merge.stories import publication
from kg.model import Copy, Reading

RUN = 5  # words in a shingle
SKETCH = 12  # smallest hashes by which articles meet
BLOCK = 8  # articles of one hash, in order of publication, that each is compared with
FEWEST = 20  # shingles that a text must have to be called a copy
COPIED = 0.75  # share of the shorter text's shingles that the other has
_WORD = re.compile(r"\w+")


def find_copies(readings: Sequence[Reading]) -> tuple[Copy, ...]:
    """The articles that copy an earlier one, sorted; the readings stand in order of their ids."""
    shingles = [find_shingles(reading.article.text) for reading in readings]
    clusters = Clusters(len(readings))
    for one, other in sorted(set(_candidates(readings, shingles))):
        if find_overlap(shingles[one], shingles[other]) >= COPIED:
            clusters.union(one, other)
    groups: dict[int, list[int]] = defaultdict(list)
    for position in range(len(readings)):
        groups[clusters.find(position)].append(position)
    copies = []
    for group in groups.values():
        first = min(group, key=lambda position: publication(readings[position]))
        original = readings[first].article.id
        copies += [
            Copy(readings[each].article.id, original, _likeness(shingles, first, each))
            for each in group
            if each != first
        ]
    return tuple(sorted(copies, key=lambda copy: copy.article))


def find_shingles(text: str) -> frozenset[int]:
    """The hashes of all runs of five words; case and punctuation do not count."""
    words = _WORD.findall(text.casefold())
    return frozenset(
        crc32(" ".join(words[at : at + RUN]).encode("utf-8", "replace"))
        for at in range(len(words) - RUN + 1)
    )


def find_overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the shorter text that the other has; 0 for texts too short to tell."""
    fewest = min(len(one), len(other))
    return len(one & other) / fewest if fewest >= FEWEST else 0.0


def _likeness(shingles: Sequence[frozenset[int]], first: int, other: int) -> float:
    return round(find_overlap(shingles[first], shingles[other]), 2)


def _candidates(
    readings: Sequence[Reading], shingles: Sequence[frozenset[int]]
) -> Iterator[tuple[int, int]]:
    """Pairs that share one of their smallest hashes."""
    blocks: dict[int, list[int]] = defaultdict(list)
    for position in sorted(range(len(readings)), key=lambda n: publication(readings[n])):
        for smallest in sorted(shingles[position])[:SKETCH]:
            blocks[smallest].append(position)
    for block in blocks.values():
        for place, later in enumerate(block):
            for earlier in block[max(0, place - BLOCK) : place]:
                yield min(earlier, later), max(earlier, later)
