"""Fuzzes one format with atheris: coverage of the readers chooses which inputs are changed further.

What is changed is what lies inside a package (the chapters of a book, the records of a packed
archive), so that inputs are not all refused for their checksums. A failure is told once for its
place, its first input is kept, and the run goes on.
"""

from __future__ import annotations

import gzip
import importlib
import io
import pkgutil
import random
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import format_samples as samples
from inputs import build_input, build_seeds, change

INSTRUMENTED = ["kg.readers", "defusedxml", "warcio", "pypdf", "markdown_it"]
LONGEST = 4_096  # bytes of an input
SLOW = 1.0  # CPU seconds after which an input is kept, though it is no hang
FRESH = 60  # changed files beside the good ones in the first corpus


def fuzz_with_atheris(
    suffix: str, examples: int, corpus: Path, read: Callable[[bytes], Counter[str]]
) -> None:
    """Reads as many inputs of a format, and keeps those that reach something new in a folder;
    atheris ends the process after them.
    """
    import atheris

    found = Found(suffix, read, examples)
    corpus.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(build_corpus(suffix)):
        (corpus / f"seed{number:03}").write_bytes(content)
    options = [f"-runs={examples}", f"-max_len={LONGEST}", "-seed=6", "-print_final_stats=1"]
    atheris.Setup(
        [sys.argv[0], *options, str(corpus)],
        found.read_one,
        custom_mutator=lambda content, size, seed: mutate(content, size, seed, suffix),
    )
    atheris.Fuzz()


def import_instrumented() -> None:
    """Imports the readers, and what they read with, so that atheris sees their branches."""
    import atheris

    for name in [m for m in sys.modules if m.startswith(tuple(INSTRUMENTED))]:
        del sys.modules[name]
    with atheris.instrument_imports(include=INSTRUMENTED):
        readers = importlib.import_module("kg.readers")
        for module in pkgutil.iter_modules(readers.__path__, "kg.readers."):
            importlib.import_module(module.name)
        for name in ("defusedxml.ElementTree", "warcio.archiveiterator", "pypdf", "markdown_it"):
            importlib.import_module(name)


def build_corpus(suffix: str) -> list[bytes]:
    """Good files of a format and some changed ones, none longer than an input may be."""
    fresh = [build_input(suffix, random.Random(number)) for number in range(FRESH)]
    return [content[:LONGEST] for content in (*build_seeds()[suffix], *fresh)]


def mutate(content: bytes, size: int, seed: int, suffix: str) -> bytes:
    """The next input: a file changed in what it means, or the content changed in its bytes."""
    import atheris

    chance = random.Random(seed)
    if chance.random() < 0.2:
        return build_input(suffix, chance)[:size]
    change_bytes = (
        (lambda inner: change(inner, chance))
        if chance.random() < 0.4
        else (lambda inner: bytes(atheris.Mutate(inner, size)))
    )
    if suffix in INSIDE and chance.random() < 0.8:
        return INSIDE[suffix](content, change_bytes, chance)[:size]
    return change_bytes(content)[:size]


Change = Callable[[bytes], bytes]


def change_packed(content: bytes, change_bytes: Change, chance: random.Random) -> bytes:
    """A packed archive whose records are changed."""
    try:
        records = gzip.decompress(content)
    except (OSError, EOFError, zlib.error):
        return change_bytes(content)
    return gzip.compress(change_bytes(records), 1, mtime=0)


def change_parts(content: bytes, change_bytes: Change, chance: random.Random) -> bytes:
    """A book of which one file is changed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            parts: dict[str, str | bytes] = {name: book.read(name) for name in book.namelist()}
    except Exception:  # whatever zipfile finds wrong with it  # noqa: BLE001
        return change_bytes(content)
    if parts:
        name = chance.choice(sorted(parts))
        parts[name] = change_bytes(bytes(parts[name]))  # type: ignore[arg-type]
    return samples.build_epub(parts)


INSIDE: dict[str, Callable[[bytes, Change, random.Random], bytes]] = {
    ".warc.gz": change_packed,
    ".epub": change_parts,
}


class Found:
    """Counts what came out, and tells of each failure and slow input once for its place."""

    def __init__(self, suffix: str, read: Callable[[bytes], Counter[str]], examples: int) -> None:
        self._suffix, self._read, self._examples = suffix, read, examples
        self._counts: Counter[str] = Counter()
        self._places: Counter[str] = Counter()
        self._begin, self._slowest = time.monotonic(), 0.0

    def read_one(self, content: bytes) -> None:
        begin = time.process_time()
        self._counts["inputs"] += 1
        try:
            self._counts.update(self._read(content))
        except Exception as error:  # noqa: BLE001 - every kind is a finding
            self._tell(place_of(error), content)
        seconds = time.process_time() - begin
        self._slowest = max(self._slowest, seconds)
        if seconds > SLOW:
            self._tell(f"slow, over {2 ** int(seconds).bit_length() / 2:.0f} s", content)
        if self._counts["inputs"] % 10_000 == 0 or self._counts["inputs"] == self._examples:
            self.report()

    def _tell(self, place: str, content: bytes) -> None:
        self._places[place] += 1
        if self._places[place] == 1:
            kept = Path(tempfile.gettempdir()) / f"kg-crash-{time.time_ns()}{self._suffix}"
            kept.write_bytes(content)
            print(f"{self._suffix}: {place}; the input is {kept}", flush=True)

    def report(self) -> None:
        seconds = time.monotonic() - self._begin
        told = f"{seconds:.0f} s, {time.process_time():.0f} s of CPU, slowest {self._slowest:.2f} s"
        print(self._suffix, dict(self._counts), told, dict(self._places), flush=True)


def place_of(error: Exception) -> str:
    """What was raised, and the last two lines of the project that it passed."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/kg/" in f.filename]
    lines = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-2:]]
    return f"{type(error).__name__}: {str(error)[:120]!a} at {' '.join(lines)}"
