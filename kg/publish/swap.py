"""A folder that changes all at once: `output/` is the old one or the new one, never a mixture.

What is new is written to `.output-...` beside it, and the two change places in one step where the
system can do that (Linux), else in two. A build that was killed leaves such a folder behind: the
next build knows it by its lock, which the system takes from the dead, puts back what it may hold of
the old output, and removes it.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from filecmp import cmp
from hashlib import file_digest
from pathlib import Path

from kg.errors import OutputError

OURS = frozenset(
    {"graph.ttl", "graph.trig", "graph.nq", "graph.html", "report.md", "report.json", "readings"}
    | {"graph"}
)
HERE, EXCHANGE = -100, 2  # AT_FDCWD, RENAME_EXCHANGE of linux/fcntl.h and linux/fs.h


def check_folder(folder: Path) -> None:
    """Raises OutputError for what cannot be replaced: a file, and the folder one works in."""
    whole = folder.resolve()
    if whole.exists() and not whole.is_dir():
        raise OutputError(f"{whole}: is a file, not a folder; choose another with -o")
    here = Path.cwd()
    if whole == here or whole in here.parents:
        raise OutputError(
            f"{whole}: holds the folder that you work in; choose a folder of its own with -o"
        )


@contextmanager
def fresh_folder(folder: Path) -> Iterator[Path]:
    """An empty folder beside `folder`, locked as long as it is written to and gone afterwards.

    What builds that were killed have left is cleared up first.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    clear_leftovers(folder)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    lock = lock_of(fresh)
    others = names_of_others(folder)
    try:
        yield fresh
    finally:
        for name in others:
            if (fresh / name).exists() and not (folder / name).exists():
                (fresh / name).rename(folder / name)
        shutil.rmtree(fresh, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def lock_of(folder: Path) -> int | None:
    """A descriptor that holds the lock of a folder until it is closed; None if another has it, or
    the system has no such locks.
    """
    try:
        import fcntl
    except ImportError:
        return None
    number = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(number)
        return None
    return number


def clear_leftovers(folder: Path) -> None:
    """Removes what killed builds left beside `folder`, once nothing of the old output is in it."""
    for left in sorted(folder.parent.glob(f".{folder.name}-*")):
        lock = lock_of(left) if left.is_dir() else None
        if lock is None:
            continue
        old = left / folder.name
        if old.is_dir():
            if folder.exists():
                keep_others(old, folder)
            else:
                old.rename(folder)
        elif folder.is_dir():
            keep_others(left, folder)
        shutil.rmtree(left, ignore_errors=True)
        os.close(lock)


def keep_others(old: Path, folder: Path) -> None:
    """Moves what is not ours from an old folder to the new one."""
    for name in names_of_others(old):
        if not (folder / name).exists():
            (old / name).rename(folder / name)


def names_of_others(folder: Path) -> list[str]:
    """The names in a folder that are not ours, sorted; none if there is no folder."""
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.name not in OURS)


def hash_output(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file that is ours, by its path in the folder."""
    ours = [folder / name for name in sorted(OURS)]
    found = [file for path in ours for file in (path, *sorted(path.rglob("*")))]
    return {
        file.relative_to(folder).as_posix(): hash_file(file) for file in found if file.is_file()
    }


def hash_file(path: Path) -> str:
    """The SHA-256 of a file; raises OSError."""
    with path.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def keep_unchanged(fresh: Path, folder: Path) -> None:
    """Takes the old file wherever the new one has the same bytes, so that only what has changed is
    copied or loaded by those who come after.
    """
    for path in sorted(fresh.rglob("*")):
        old = folder / path.relative_to(fresh)
        if not (path.is_file() and old.is_file()) or old.is_symlink() or path.samefile(old):
            continue
        if cmp(path, old, False):
            path.unlink()
            take_file(old, path)


def take_file(old: Path, path: Path) -> None:
    """The same file under another name; a copy where the system has no links."""
    try:
        os.link(old, path)
    except OSError:
        shutil.copy2(old, path)


def swap(fresh: Path, folder: Path) -> None:
    """Puts the fresh folder in the place of the old one, and what is not ours into it; the old one
    comes back if that fails or is interrupted.
    """
    fresh.chmod(0o755)
    keep_unchanged(fresh, folder)
    if not folder.exists():
        fresh.rename(folder)
    elif exchange(fresh, folder):
        try:
            keep_others(fresh, folder)
        except BaseException:
            exchange(fresh, folder)
            raise
    else:
        swap_in_steps(fresh, folder)


def exchange(one: Path, other: Path) -> bool:
    """Lets two folders change places in one step; False where the system cannot."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False
    return bool(rename(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE) == 0)


def swap_in_steps(fresh: Path, folder: Path) -> None:
    kept = names_of_others(folder)
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent)) / folder.name
    lock = lock_of(old.parent)
    moved: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path) -> None:
        source.rename(target)
        moved.append((source, target))

    try:
        move(folder, old)
        move(fresh, folder)
        for name in kept:
            if not (folder / name).exists():
                move(old / name, folder / name)
    except BaseException:
        for source, target in reversed(moved):
            target.rename(source)
        old.parent.rmdir()
        raise
    finally:
        if lock is not None:
            os.close(lock)
    shutil.rmtree(old.parent, ignore_errors=True)
