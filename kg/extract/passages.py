"""Which of many passages touch given words: the quotations that hold "we", in a text of any length.

Passages are kept by the cells of the text that they touch, so a look-up costs what stands nearby
and not what stands in the whole article.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Passage

CELL = 512  # code points


class PassageIndex:
    """Passages of one article, each with a number; several may have the same."""

    def __init__(self, numbered: Iterable[tuple[int, Passage]]) -> None:
        self._cells: dict[int, list[tuple[int, Passage]]] = {}
        for number, passage in numbered:
            for cell in range(passage.begin // CELL, (passage.end - 1) // CELL + 1):
                self._cells.setdefault(cell, []).append((number, passage))

    def overlapping(self, words: Passage) -> list[int]:
        """The numbers of the passages that share a character with the words, ascending."""
        cells = range(words.begin // CELL, (words.end - 1) // CELL + 1)
        return sorted(
            {
                number
                for cell in cells
                for number, passage in self._cells.get(cell, ())
                if passage.overlaps(words)
            }
        )
