"""Which articles meet: those that have one rare thing in common and stand near each other in order
of publication, as Monday's "Aceh quake" and Tuesday's.

Sorted on disk by SQLite, so what is held of an article does not grow with their number.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from tempfile import gettempdir

from kg.errors import OutputError

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


@contextmanager
def passing_files() -> Iterator[None]:
    """Faults of what lies on disk while it is merged, as an OutputError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise OutputError(
            f"{gettempdir()}: temporary files cannot be written ({error}); "
            "make room, or name another folder in TMPDIR"
        ) from error


def open_passing_base() -> sqlite3.Connection:
    """A database that is gone when it is closed; it leaves memory for the disk as it grows."""
    base = sqlite3.connect("", isolation_level=None)
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA synchronous = OFF")
    base.execute("PRAGMA cache_size = -512")  # KB; the system keeps what is read again
    base.execute("BEGIN")
    return base


def _neighbours(ordered: Iterable[tuple[int, int]], window: int) -> Iterator[tuple[int, int]]:
    for _, group in groupby(ordered, key=lambda row: row[0]):
        earlier: deque[int] = deque(maxlen=window)
        for _, article in group:
            for other in earlier:
                yield min(article, other), max(article, other)
            earlier.append(article)
