"""A shelf on disk: what merging knows of "a.md" lies there until an article of its story is
compared with it.

Rows are appended and fetched by number; the first ones, and what was fetched last, stay in memory.
The file has no name and is gone with the shelf.
"""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterable, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import Any, Generic, TypeVar, overload

from kg.merge.recent import keep_recent

SMALL = 1 << 20  # bytes up to which a shelf stays in memory
AT_HAND = 256  # rows that are held, of the first and of the last asked for

Row = TypeVar("Row")


class Shelf(Sequence[Row], Generic[Row]):
    """Rows of facts, as they were added."""

    def __init__(self, at_hand: int = AT_HAND) -> None:
        self._file = SpooledTemporaryFile(max_size=SMALL)  # noqa: SIM115 (it lives as long as this)
        self._first: list[Row] = []
        self._ends = array("Q", [0])
        self._again = keep_recent(self._fetch, at_hand)

    def append(self, row: Row) -> None:
        """Puts a row at the end."""
        if len(self) < AT_HAND:
            self._first.append(row)
            self._ends.append(0)
            return
        body = pickle.dumps(row, protocol=pickle.HIGHEST_PROTOCOL)
        self._file.seek(self._ends[-1])
        self._file.write(body)
        self._ends.append(self._ends[-1] + len(body))

    def extend(self, rows: Iterable[Row]) -> None:
        """Puts rows at the end."""
        for row in rows:
            self.append(row)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __iter__(self) -> Iterator[Row]:
        return map(self._fetch, range(len(self)))

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        numbers = range(len(self))[index]
        return self._again(numbers) if isinstance(numbers, int) else [*map(self._fetch, numbers)]

    def _fetch(self, number: int) -> Any:
        if number < AT_HAND:
            return self._first[number]
        begin = self._ends[number]
        self._file.seek(begin)
        return pickle.loads(self._file.read(self._ends[number + 1] - begin))
