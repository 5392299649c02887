"""Words by which a source is known again, on disk: the id "a" was taken, and the file "/news/a.md"
was read.

Of a million articles nothing stays in memory; the file is gone with the words.
"""

from __future__ import annotations

from kg.readers.passing import open_passing_base, to_bytes


class Noted:
    """Words and what was noted of each. Any thread may use it, one at a time."""

    def __init__(self) -> None:
        self._base = base = open_passing_base()
        base.execute("CREATE TABLE noted (word BLOB PRIMARY KEY, body BLOB) WITHOUT ROWID")

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None

    def get(self, word: str) -> bytes | None:
        """What was noted of a word; None for one that was not."""
        asked = "SELECT body FROM noted WHERE word = ?"
        found = self._base.execute(asked, (to_bytes(word),)).fetchone()
        return None if found is None else bytes(found[0])

    def add(self, word: str, body: bytes = b"") -> bool:
        """Notes a word; False if it was noted already, and stays as it was."""
        asked = "INSERT OR IGNORE INTO noted VALUES (?, ?)"
        return self._base.execute(asked, (to_bytes(word), body)).rowcount > 0
