"""Folders -> files: the articles in and below `sources/`, in the order of their names.

What cannot be opened, a locked folder or "a/a/a/..." nested ever deeper, becomes a `Refusal`, and
the rest is read all the same.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import merge
from pathlib import Path

from kg.readers.kinds import SUFFIXES, suffix_of
from kg.readers.passing import in_order

CONTROL = re.compile(
    "[\0-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
)  # also what turns the direction


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that was not read: where, and why, and what to do.

    `again` is true where it may be read the next time though it stays as it is: the disk failed for
    a moment, memory was short.
    """

    path: str
    message: str
    again: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def find_sources(path: Path) -> Iterator[Path | Refusal]:
    """The files of a path: itself, or the articles in and below a folder, hidden files left out; a
    folder that cannot be opened is refused, and the others are read.
    """
    try:
        is_folder = path.is_dir()
    except OSError as error:
        yield Refusal(name_of(path), why_unreadable(error), again=True)
        return
    if not is_folder:
        yield path
        return
    refused: list[Refusal] = []
    files: Iterator[Path | Refusal] = map(Path, in_order(walk(path, refused)))
    is_empty = True
    for each in merge(files, sorted(refused, key=path_of), key=path_of):
        is_empty = False
        yield each
    if is_empty:
        kinds = ", ".join(SUFFIXES)
        yield Refusal(name_of(path), f"no articles ({kinds}) in this folder; put some in")


def path_of(found: Path | Refusal) -> str:
    """What files and refused folders are sorted by."""
    return found.path if isinstance(found, Refusal) else found.as_posix()


def walk(folder: Path, refused: list[Refusal]) -> Iterator[str]:
    """The articles in and below a folder, in any order, with "/"; what cannot be opened is added to
    the refused. Links to folders are not followed, since they may go round.
    """
    todo = [folder]
    while todo:
        here = todo.pop()
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        todo.append(here / entry.name)
                    elif suffix_of(Path(entry.name)) in SUFFIXES and is_there(here / entry.name):
                        yield (here / entry.name).as_posix()
        except OSError as error:
            refused.append(Refusal(name_of(here), why_unreadable(error), again=True))


def is_there(path: Path) -> bool:
    """True for a file, and for what may be one behind a folder that is locked."""
    try:
        return path.is_file()
    except OSError:
        return True


def name_of(path: Path) -> str:
    """The path as words that can be shown and written: bytes that are no UTF-8 and control
    characters, which file names may hold, as escapes ("new\\nline.txt").
    """
    words = os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")
    return CONTROL.sub(lambda found: repr(found[0])[1:-1], words)


def real_path(path: Path) -> str:
    """The path without links; as it is where the system cannot tell."""
    return str(path) if "\0" in str(path) else os.path.realpath(path)


def why_unreadable(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the path"
    return f"cannot be opened ({reason_of(error)}); check the path"


def reason_of(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
