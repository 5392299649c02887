"""Readings that were made before: "a.md" has not changed since yesterday, so it is not read again.

A folder with one SQLite file, `.kg-cache` in the working folder unless set otherwise. It stands
outside the output, which is replaced whole and published, and several outputs may share it: a key
says all that a Reading depends on (`kg/run/keys.py`), so that no entry is ever wrong. What was read
is kept batch by batch and survives kill -9; a file that is broken is begun anew.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import weakref
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import OutputError
from kg.settings import NO_CACHE

FILE = "readings.sqlite"
WAIT = 60.0  # seconds to wait for another build that writes
TABLES = (
    "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS outputs (folder BLOB, part TEXT, body BLOB,"
    " PRIMARY KEY (folder, part))",
)
SPARE = 100_000  # entries not in use that are kept, for other outputs and for going back


class Cache:
    """Packed readings by key; every addition is on the disk when the call returns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._base = connect(path)

    def __contains__(self, key: str) -> bool:
        with told(self.path):
            found = self._base.execute("SELECT 1 FROM kept WHERE key = ?", (key,)).fetchone()
        return found is not None

    def __getitem__(self, key: str) -> bytes:
        with told(self.path):
            found = self._base.execute("SELECT body FROM kept WHERE key = ?", (key,)).fetchone()
        if found is None:
            raise KeyError(key)
        body: bytes = found[0]
        return body

    def __len__(self) -> int:
        (number,) = self._base.execute("SELECT count(*) FROM kept").fetchone()
        return int(number)

    def add(self, rows: Iterable[tuple[str, bytes]]) -> None:
        """Keeps packed readings, all or none of them; raises OutputError for a full disk."""
        with told(self.path), self._base:
            self._base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?)", rows)

    def drop(self, key: str) -> None:
        """Forgets one Reading."""
        with told(self.path), self._base:
            self._base.execute("DELETE FROM kept WHERE key = ?", (key,))

    def forget(self, used: Collection[str]) -> None:
        """Drops what is not in use, once that is very much, and what is known of outputs that are
        gone.
        """
        with told(self.path), self._base:
            known = self._base.execute("SELECT DISTINCT folder FROM outputs").fetchall()
            gone = [(name,) for (name,) in known if not Path(os.fsdecode(name)).is_dir()]
            self._base.executemany("DELETE FROM outputs WHERE folder = ?", gone)
            if len(self) <= len(used) + SPARE:
                return
            self._base.execute("CREATE TEMP TABLE used (key TEXT PRIMARY KEY) WITHOUT ROWID")
            self._base.executemany("INSERT OR IGNORE INTO used VALUES (?)", zip(used, strict=True))
            self._base.execute("DELETE FROM kept WHERE key NOT IN (SELECT key FROM used)")
            self._base.execute("DROP TABLE used")

    def note(self, folder: Path, part: str, body: bytes | bytearray) -> None:
        """Keeps what is to be known of a part of an output."""
        with told(self.path), self._base:
            row = (os.fsencode(folder), part, body)
            self._base.execute("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?)", row)

    def noted(self, folder: Path, part: str) -> bytes | None:
        """What was kept of a part of an output."""
        with told(self.path):
            asked = "SELECT body FROM outputs WHERE folder = ? AND part = ?"
            found = self._base.execute(asked, (os.fsencode(folder), part)).fetchone()
        return None if found is None else bytes(found[0])

    def close(self) -> None:
        self._base.close()


def connect(path: Path) -> sqlite3.Connection:
    """The file with its table; what is no such file is put away and begun anew."""
    try:
        return prepare(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        for broken in path.parent.glob(f"{path.name}*"):
            broken.unlink()
        return prepare(path)


def prepare(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=WAIT)
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("PRAGMA synchronous = NORMAL")
    for table in TABLES:
        base.execute(table)
    base.commit()
    return base


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Faults of the file as an OutputError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise OutputError(
            f"{path}: cannot be used ({error}); make room, or choose another folder with --cache"
        ) from error


def open_cache(folder: str) -> Cache:
    """The cache of a folder, which is made if need be; that of "none" is gone with the process."""
    if folder == NO_CACHE:
        passing = tempfile.TemporaryDirectory(prefix="kg-cache-")
        cache = open_cache(passing.name)
        weakref.finalize(cache, passing.cleanup)
        return cache
    path = Path(folder) / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(
            f"{folder}: cannot be written ({reason}); choose another folder with --cache"
        ) from error
    with told(path):
        return Cache(path)
