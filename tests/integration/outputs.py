"""What stands in an output folder."""

from __future__ import annotations

from pathlib import Path

REPORTS = ("report.md", "report.json", "graph.html")  # they count and name what was refused


def content(folder: Path) -> dict[str, bytes]:
    """The bytes of every file by its path in the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
