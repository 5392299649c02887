"""A folder that is watched: save "a.md", and the graph is built anew.

Every second the names, sizes and times of all sources and corrections are looked at, of very many
sources less often: at most a twentieth of the time. That works on any file system, also on network
drives and in containers, where the system's own notices do not; looking at 10,000 files takes 0.2
seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from os import PathLike
from pathlib import Path

from kg.readers import Refusal
from kg.readers.corrections import find_correction_files
from kg.readers.folders import find_sources

PAUSE = 1.0  # seconds between two looks, at least
IDLE = 19  # times as long as a look takes
State = tuple[tuple[str, int, int], ...]  # name, bytes, time of change


def look(paths: Iterable[str | PathLike[str]]) -> State:
    """What a change of any source or correction changes; a file that is gone meanwhile is none."""
    named = tuple(map(Path, paths))
    return tuple(
        sorted(entries([*chain(*map(find_sources, named)), *find_correction_files(named)]))
    )


def entries(found: Iterable[Path | Refusal]) -> Iterator[tuple[str, int, int]]:
    for file in found:
        if isinstance(file, Refusal):
            continue
        try:
            about = file.stat()
        except OSError:
            continue
        yield file.as_posix(), about.st_size, about.st_mtime_ns


def find_changes(
    paths: Iterable[str | PathLike[str]],
    *,
    pause: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[State]:
    """The state at first and after every change, once nothing has changed for one pause: a file is
    not read while it is being written.
    """
    named = tuple(paths)
    known: State | None = None
    before = look(named)
    while True:
        begin = clock()
        now = look(named)
        taken = clock() - begin
        if now != known and now == before:
            known = now
            yield now
        before = now
        pause(max(PAUSE, IDLE * taken))
