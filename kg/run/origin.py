"""What an output is made from, in one word: save "a.md" once more and it is the same, add a comma
and it is another.

Bytes are compared, never times: a clock may be wrong, and a file may be put back. Only the files of
a model of one's own, which are large, are known by their sizes and times.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from itertools import chain
from os import PathLike
from pathlib import Path
from stat import S_ISREG

from kg.annotate.nlp import model_fingerprint
from kg.ontology import find_ontology_folder
from kg.publish.swap import hash_file
from kg.readers import Refusal
from kg.readers.corrections import find_correction_files
from kg.readers.folders import find_sources, real_path
from kg.run.keys import chunks_of
from kg.settings import NO_CACHE, Settings

PACKAGE = Path(__file__).parent.parent
ELSEWHERE = ("output", "jobs", "cluster", "cache")  # settings that change no byte of an output


def find_origin(paths: Iterable[str | PathLike[str]], settings: Settings) -> str | None:
    """All that the output of these sources depends on, as a SHA-256; None if that cannot be known
    before they are read (the standard input, addresses), or there is no cache to keep it in.
    """
    named = sorted(map(str, paths))
    if settings.cache == NO_CACHE or any(name == "-" or "://" in name for name in named):
        return None
    digest = sha256()
    for part in chain(
        find_installed(),
        (model_fingerprint(settings.model),),
        (f"{name}={value!r}" for name, value in find_values(settings)),
        hash_files(file for path in settings.word_files for file in find_files(path)),
        hash_files(find_correction_files(named)),
        hash_files(chain.from_iterable(find_sources(Path(name)) for name in named)),
    ):  # one after the other: there may be a million sources
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def find_maker(settings: Settings) -> str:
    """All that the quads of a Reading depend on beside what the articles say."""
    parts = (*find_installed(), settings.base)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def find_values(settings: Settings) -> Iterator[tuple[str, object]]:
    """The settings that an output depends on."""
    for name in settings.__dataclass_fields__:
        if name not in (*ELSEWHERE, "sources"):
            yield name, getattr(settings, name)


def find_files(path: Path) -> list[Path]:
    """A file, or all files of a folder."""
    return sorted(path.rglob("*")) if path.is_dir() else [path]


def hash_files(found: Iterable[Path | Refusal]) -> Iterator[str]:
    """Name, place and content of each file, in their order."""
    for file in found:
        if isinstance(file, Refusal):
            yield str(file)
        else:
            yield f"{file.as_posix()}\n{real_path(file)}\n{content_of(file)}"


def content_of(path: Path) -> str:
    """The hash of a file, or why there is none; pipes and devices are not opened."""
    try:
        return hash_file(path) if S_ISREG(path.stat().st_mode) else "no file"
    except (OSError, ValueError) as error:
        return type(error).__name__


@cache
def find_installed() -> tuple[str, ...]:
    """What reads, merges and writes: the bytes of newskg with its words and ontology, Python, and
    the names and versions of all packages. As at the first call: a process keeps what it loaded.
    """
    digest = sha256()
    for folder in (PACKAGE, find_ontology_folder()):
        for path in sorted(folder.rglob("*")):
            if path.suffix != ".pyc" and path.is_file():
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
                for chunk in chunks_of(path):
                    digest.update(chunk)
    folders = [folder for folder in map(Path, sys.path) if folder.is_dir()]
    packages = {path.name for folder in folders for path in folder.glob("*.dist-info")}
    return (sys.version, digest.hexdigest(), *sorted(packages))
