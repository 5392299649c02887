"""Rows in order on disk: the nodes of a million articles by key, "person/ada-holm" before
"person/eva-holm", of which one is in memory at a time.

SQLite sorts them in runs and merges the runs; the file is gone with the rows.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

from kg.merge.recent import keep_recent
from kg.merge.shelf import AT_HAND
from kg.readers.passing import open_passing_base, to_bytes, to_text

LOOKUPS = 4096  # keys that are held with their numbers, and numbers with their keys

Row = TypeVar("Row")


class Sorted(Sequence[Row], Generic[Row]):
    """Rows by key. They are added in any order; those of one key stay in the order in which they
    came. A summary, which is small, can be fetched without its row.
    """

    def __init__(self, rows: Iterable[tuple[str, Row]], brief: Callable[[Row], Any] = bool) -> None:
        self._base = base = open_passing_base()
        base.execute("CREATE TABLE loose (key BLOB, brief BLOB, body BLOB)")
        base.executemany(
            "INSERT INTO loose VALUES (?, ?, ?)",
            ((to_bytes(key), _pack(brief(row)), _pack(row)) for key, row in rows),
        )
        base.execute(
            "CREATE TABLE row (number INTEGER PRIMARY KEY, key BLOB, brief BLOB, body BLOB)"
        )
        base.execute("INSERT INTO row SELECT NULL, * FROM loose ORDER BY key, rowid")
        base.execute("DROP TABLE loose")
        base.execute("CREATE INDEX by_key ON row (key)")
        self._size: int = base.execute("SELECT count(*) FROM row").fetchone()[0]
        self.find = keep_recent(self._find, LOOKUPS)
        self.key = keep_recent(self._key, LOOKUPS)
        self.brief = keep_recent(self._brief, LOOKUPS)
        self._again = keep_recent(self._row, AT_HAND)

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Row]:
        rows = self._base.execute("SELECT body FROM row ORDER BY number")
        return (pickle.loads(body) for (body,) in rows)

    def briefs(self) -> Iterator[Any]:
        """The summaries of all rows, in order."""
        rows = self._base.execute("SELECT brief FROM row ORDER BY number")
        return (pickle.loads(body) for (body,) in rows)

    def keys(self) -> Iterator[str]:
        """The keys of all rows, in order."""
        rows = self._base.execute("SELECT key FROM row ORDER BY number")
        return (to_text(key) for (key,) in rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        numbers = range(self._size)[index]
        return self._again(numbers) if isinstance(numbers, int) else [*map(self._row, numbers)]

    def _find(self, key: str) -> int | None:
        """The number of the row of a key, None if there is none."""
        asked = "SELECT number FROM row WHERE key = ? LIMIT 1"
        found = self._base.execute(asked, (to_bytes(key),)).fetchone()
        return None if found is None else found[0] - 1

    def _key(self, number: int) -> str:
        return to_text(self._cell("key", number))

    def _brief(self, number: int) -> Any:
        return pickle.loads(self._cell("brief", number))

    def _row(self, number: int) -> Any:
        return pickle.loads(self._cell("body", number))

    def _cell(self, name: str, number: int) -> bytes:
        asked = f"SELECT {name} FROM row WHERE number = ?"
        found: bytes = self._base.execute(asked, (number + 1,)).fetchone()[0]
        return found


def sort_lines(lines: Iterable[str]) -> Iterator[bytes]:
    """Lines in the order of their characters, each once; what is no UTF-8 becomes "?"."""
    base = open_passing_base()
    base.execute("CREATE TABLE line (words BLOB)")
    base.executemany(
        "INSERT INTO line VALUES (?)", ((line.encode("utf-8", "replace"),) for line in lines)
    )
    for (words,) in base.execute("SELECT DISTINCT words FROM line ORDER BY words"):
        yield words


def _pack(row: object) -> bytes:
    return pickle.dumps(row, protocol=pickle.HIGHEST_PROTOCOL)
