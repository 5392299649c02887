"""Which articles meet: those that have one rare thing in common and stand near each other in order
of publication, as Monday's "Aceh quake" and Tuesday's.

Sorted on disk by SQLite, so what is held of an article does not grow with their number.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import groupby

from kg.readers.passing import open_passing_base

Stand = tuple[int, int, int]  # number of what articles have, turn of publication, article


def find_meetings(stands: Iterable[Stand], window: int) -> Iterator[tuple[int, int]]:
    """Pairs of articles that have one thing, sorted, each once; an article meets at most `window`
    earlier ones by each thing.
    """
    base = open_passing_base()
    base.execute("CREATE TABLE stand (thing INTEGER, turn INTEGER, article INTEGER)")
    base.execute("CREATE TABLE meeting (one INTEGER, other INTEGER)")
    base.executemany("INSERT INTO stand VALUES (?, ?, ?)", stands)
    ordered = base.execute("SELECT thing, article FROM stand ORDER BY thing, turn")
    base.executemany("INSERT INTO meeting VALUES (?, ?)", _neighbours(ordered, window))
    yield from base.execute("SELECT DISTINCT one, other FROM meeting ORDER BY one, other")


def _neighbours(ordered: Iterable[tuple[int, int]], window: int) -> Iterator[tuple[int, int]]:
    for _, group in groupby(ordered, key=lambda row: row[0]):
        earlier: deque[int] = deque(maxlen=window)
        for _, article in group:
            for other in earlier:
                yield min(article, other), max(article, other)
            earlier.append(article)
