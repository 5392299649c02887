"""All that a build reads is watched: save "a.md" or a lexicon, and the graph is built anew.

Every second the names, sizes and times of settings, sources, corrections, lexicons and authority
files are looked at, of very many files less often: at most a twentieth of the time. That works on
any file system, also on network drives and in containers, where the system's own notices do not;
looking at 10,000 files takes 0.2 seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from kg.readers import Refusal
from kg.readers.corrections import find_correction_files
from kg.readers.folders import find_sources
from kg.run.origin import find_files
from kg.settings import Settings

PAUSE = 1.0  # seconds between two looks, at least
IDLE = 19  # times as long as a look takes
State = tuple[tuple[str, int, int], ...]  # name, bytes, time of change


def find_inputs(settings: Settings) -> Iterator[Path | Refusal]:
    """The files that a build with these settings reads: sources, corrections, words."""
    named = tuple(map(Path, settings.sources))
    yield from chain(*map(find_sources, named))
    yield from find_correction_files(named)
    yield from chain(*map(find_files, settings.word_files))


def look(found: Iterable[Path | Refusal]) -> State:
    """What a change of any of these files changes; one that is gone meanwhile is none."""
    return tuple(sorted(frozenset(entries(found))))


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
    find_watched: Callable[[], Iterable[Path | Refusal]],
    *,
    pause: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[State]:
    """The state at first and after every change, once nothing has changed for one pause: a file is
    not read while it is being written. Which files are watched may change with what is in them.
    """
    known: State | None = None
    before = look(find_watched())
    while True:
        begin = clock()
        now = look(find_watched())
        taken = clock() - begin
        if now != known and now == before:
            known = now
            yield now
        before = now
        pause(max(PAUSE, IDLE * taken))
