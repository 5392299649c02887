"""A folder that is watched: save "a.md", and the graph is built anew.

Every second the names, sizes and times of all sources are looked at. That works on any file system,
also on network drives and in containers, where the system's own notices do not; looking at 10,000
files takes a tenth of a second.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from os import PathLike
from pathlib import Path

from kg.readers import Refusal
from kg.readers.folders import find_sources

PAUSE = 1.0  # seconds between two looks
State = tuple[tuple[str, int, int], ...]  # name, bytes, time of change


def look(paths: Iterable[str | PathLike[str]]) -> State:
    """What a change of any source changes; a file that is gone meanwhile is none."""
    return tuple(sorted(entry for path in paths for entry in entries(Path(path))))


def entries(path: Path) -> Iterator[tuple[str, int, int]]:
    for file in find_sources(path):
        if isinstance(file, Refusal):
            continue
        try:
            about = file.stat()
        except OSError:
            continue
        yield file.as_posix(), about.st_size, about.st_mtime_ns


def find_changes(
    paths: Iterable[str | PathLike[str]], *, pause: Callable[[float], None] = time.sleep
) -> Iterator[State]:
    """The state at first and after every change, once nothing has changed for one pause: a file is
    not read while it is being written.
    """
    named = tuple(paths)
    known: State | None = None
    before = look(named)
    while True:
        now = look(named)
        if now != known and now == before:
            known = now
            yield now
        before = now
        pause(PAUSE)
