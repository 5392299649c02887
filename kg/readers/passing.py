"""What lies on disk while it is needed, so that a million articles need no memory: the names of
files in their order, the ids that are taken, nodes like "person/ada-holm" until they are written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from tempfile import gettempdir

from kg.errors import OutputError


def open_passing_base() -> sqlite3.Connection:
    """A database that is gone when it is closed; it leaves memory for the disk as it grows. Any
    thread may use it, one at a time.
    """
    base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA synchronous = OFF")
    base.execute("PRAGMA cache_size = -512")  # KB; the system keeps what is read again
    base.execute("BEGIN")
    return base


@contextmanager
def passing_files() -> Iterator[None]:
    """Faults of what lies on disk for a while, as an OutputError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise OutputError(
            f"{gettempdir()}: temporary files cannot be written ({error}); "
            "make room, or name another folder in TMPDIR"
        ) from error


def in_order(words: Iterable[str]) -> Iterator[str]:
    """Words in the order of their characters; all are taken before this returns.

    Raises OutputError if there is no room for them.
    """
    with passing_files():
        base = open_passing_base()
        base.execute("CREATE TABLE word (body BLOB)")
        base.executemany("INSERT INTO word VALUES (?)", ((to_bytes(word),) for word in words))
    return _in_order(base)


def _in_order(base: sqlite3.Connection) -> Iterator[str]:
    with passing_files(), closing(base):
        for (body,) in base.execute("SELECT body FROM word ORDER BY body"):
            yield to_text(body)


def to_bytes(word: str) -> bytes:
    """A word as bytes, which stand in the order of its characters, whatever single surrogates it
    holds.
    """
    return word.encode("utf-8", "surrogatepass")


def to_text(word: bytes) -> str:
    return word.decode("utf-8", "surrogatepass")
