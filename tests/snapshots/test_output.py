"""What is committed in output/ is what `kg build` makes of sources/ now, on any run.

A difference is read by a person: run scripts/build, then `git diff output/`.
"""

from __future__ import annotations

import difflib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Output

ROOT = Path(__file__).parents[2]
COMMITTED = ("graph.ttl", "report.md")
SHOWN = 20  # lines of a difference


@pytest.mark.parametrize("name", COMMITTED)
def test_committed_output_is_current(name: str, built: Output) -> None:
    committed = ROOT / "output" / name
    assert committed.is_file(), f"output/{name} is missing; run scripts/build and commit it"
    old, new = committed.read_bytes(), (built.folder / name).read_bytes()
    if old != new:
        pytest.fail(
            f"output/{name} is not what `kg build` makes now; run scripts/build, read the "
            f"difference (git diff output/) and commit it\n{first_differences(old, new)}",
            pytrace=False,
        )


def test_another_run_in_another_order_gives_the_same_bytes(built: Output, tmp_path: Path) -> None:
    """Another process, another hash seed, the articles one by one and backwards."""
    folder = tmp_path / "output"
    paths = sorted((str(path) for path in (ROOT / "sources").iterdir()), reverse=True)
    paths = [str(Path(path).relative_to(ROOT)) for path in paths]
    subprocess.run(
        [sys.executable, "-m", "kg.cli", "build", *paths, "-o", str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        check=True,
        capture_output=True,
    )
    assert files(folder) == files(built.folder)
    for name in files(folder):
        old, new = (built.folder / name).read_bytes(), (folder / name).read_bytes()
        assert old == new, f"{name} differs between two runs\n{first_differences(old, new)}"


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def first_differences(old: bytes, new: bytes) -> str:
    """The first lines that differ."""
    lines = difflib.unified_diff(
        old.decode().splitlines(), new.decode().splitlines(), "committed", "now", lineterm="", n=0
    )
    found = [line[:160] for line, _ in zip(lines, range(SHOWN), strict=False)]
    return "\n".join(found)
