"""A tape on disk: words are put at its end and read wherever they stand, "Ada Holm" at byte 7,110.

The last ones stay in memory. The file has no name and is gone with the tape.
"""

from __future__ import annotations

import os
from tempfile import TemporaryFile
from typing import IO

AT_ONCE = 1 << 13  # bytes that are written at once; a shorter tape has no file


class Tape:
    """Bytes, as they were added."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._number = 0  # by which the system knows the file
        self._written = 0
        self._tail = bytearray()

    def append(self, words: bytes) -> int:
        """Puts words at the end; gives the new end."""
        self._tail += words
        end = self._written + len(self._tail)
        if len(self._tail) > AT_ONCE:
            self._write()
        return end

    def read(self, begin: int, end: int) -> bytes:
        """What stands between two places."""
        if begin >= self._written:
            return bytes(self._tail[begin - self._written : end - self._written])
        if end > self._written:
            self._write()
        return os.pread(self._number, end - begin, begin)

    def _write(self) -> None:
        if self._file is None:
            self._file = TemporaryFile()  # noqa: SIM115 (it lives as long as this)
            self._number = self._file.fileno()
        self._file.write(self._tail)
        self._file.flush()
        self._written += len(self._tail)
        self._tail = bytearray()
