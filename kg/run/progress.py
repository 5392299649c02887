"""How far a build is: "1,280 of about 4,000 articles, 21 a second, 2 min left".

How many articles there will be is guessed from the bytes of the sources and those passed by now.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from os import PathLike
from pathlib import Path

from kg.model import Article
from kg.readers import Refusal
from kg.readers.folders import find_sources


def count_bytes(paths: Iterable[str | PathLike[str]]) -> int:
    """The bytes of all sources; 0 for the standard input and for what cannot be opened."""
    return sum(
        size_of(str(file))
        for path in paths
        if str(path) != "-" and "://" not in str(path)
        for file in find_sources(Path(path))
        if not isinstance(file, Refusal)
    )


def size_of(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return 0


class Progress:
    """Counts what is found and what is read; `line()` says it in words."""

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._total = total  # bytes
        self._clock = clock
        self._begin = clock()
        self._passed = 0  # bytes of the sources before the present one
        self._source = ""
        self._inside = 0  # bytes of the present source, as far as its articles go
        self.found = self.read = 0

    def __call__(self, article: Article | None, read: int) -> None:
        """Takes note of an article that is found, and of how many more were read."""
        self.read += read
        if article is None:
            return
        self.found += 1
        if article.source != self._source:
            self._passed += size_of(self._source) if self._source else 0
            self._source, self._inside = article.source, 0
        self._inside += len(article.text)

    def line(self) -> str:
        """Articles read, how many a second, and the time left as far as that can be told."""
        seconds = max(self._clock() - self._begin, 0.001)
        words = f"{self.found:,} articles found, {self.read:,} read, {self.read / seconds:.0f}/s"
        passed = self._passed + min(self._inside, size_of(self._source) if self._source else 0)
        if not self.read or not passed or not self._total:
            return words
        left = seconds * (self._total - passed) / passed
        return f"{words}, {words_of_time(max(left, 0.0))} left"


def words_of_time(seconds: float) -> str:
    """ "40 s", "12 min", "3 h"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
