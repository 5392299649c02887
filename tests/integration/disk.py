"""Disks that are really full: small ones of their own where the system lets us mount them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Disk:
    """A disk of a size that can be changed while files are on it."""

    folder: Path

    def resize(self, size: int) -> None:
        subprocess.run(["mount", "-o", f"remount,size={size}", str(self.folder)], check=True)


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Disk]:
    """A disk of so many bytes at this folder; the test is skipped where nothing may be mounted."""
    folder.mkdir()
    kind = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        subprocess.run(kind, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no right to mount a disk of our own")
    try:
        yield Disk(folder)
    finally:
        # lazily: a cache that an error message still holds is closed later
        subprocess.run(["umount", "-l", str(folder)], check=True)
