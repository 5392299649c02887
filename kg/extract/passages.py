"""Which of many passages touch given words: the quotations that hold "we", in a text of any length.

Passages are kept by the cells of the text that they touch, so a look-up costs what stands nearby
and not what stands in the whole article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from operator import itemgetter

from kg.model import Passage

CELL = 512  # code points
NUMBER = itemgetter(0)


class PassageIndex:
    """Passages of one article, each with a number; several may have the same."""

    def __init__(self, numbered: Iterable[tuple[int, Passage]]) -> None:
        self._cells: dict[int, list[tuple[int, Passage]]] = {}
        for number, passage in numbered:
            for cell in range(passage.begin // CELL, (passage.end - 1) // CELL + 1):
                self._cells.setdefault(cell, []).append((number, passage))
        for cells in self._cells.values():
            cells.sort(key=NUMBER)

    def overlapping(self, words: Passage) -> Iterator[int]:
        """The numbers of the passages that share a character with the words, each once, ascending;
        whoever looks for the first one does not pay for the others.
        """
        cells = range(words.begin // CELL, (words.end - 1) // CELL + 1)
        before = None
        for number, passage in merge(*(self._cells.get(cell, ()) for cell in cells), key=NUMBER):
            if number != before and passage.overlaps(words):
                before = number
                yield number
