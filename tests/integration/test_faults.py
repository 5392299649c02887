"""Builds that are killed, run out of disk or meet articles that kill their reader: the output is
the old one or the new one, what was read is not read again, and no other article is lost.
"""

from __future__ import annotations

import json
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from kg.errors import OutputError
from kg.pipeline import build
from kg.settings import Settings

from integration import poison
from integration.articles import NUMBER, SHIPPED, THOROUGH
from integration.disk import small_disk
from integration.outputs import REPORTS, content

ROOT = Path(__file__).parents[2]
KILLS = 12 if THOROUGH else 2
Preparation = Callable[[], None]


def start_build(
    sources: Path, output: Path, cache: Path, *, first: Preparation | None = None
) -> subprocess.Popen[str]:
    """`kg build` in a process of its own; `first` is done in it before."""

    def prepare() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs the tests may ignore it
        if first:
            first()

    command = [sys.executable, "-m", "kg.cli", "build", str(sources), "-o", str(output)]
    command += ["--cache", str(cache), "--jobs", "2"]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        preexec_fn=prepare,
    )  # fmt: skip


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".output")]


# --- interrupted -----------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_build_goes_on_where_it_was(
    number: int, sources: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    """Killed while reading, then built to the end: what was read is not read again."""
    output, cache = tmp_path / "output", tmp_path / "cache"
    running = start_build(sources, output, cache)
    while running.poll() is None and not is_kept(cache / "readings.sqlite"):
        time.sleep(0.01)
    running.send_signal(number)
    running.communicate(timeout=60)
    assert running.returncode != 0
    assert not output.exists()
    assert leftovers(tmp_path) == []
    again: list[int] = []
    build(
        [sources],
        Settings(output=str(output), cache=str(cache), jobs=1),
        tell=lambda article, read: again.append(read),
    )
    assert 0 < sum(again) < NUMBER + SHIPPED
    assert content(output) == undisturbed


def is_kept(database: Path) -> bool:
    """True as soon as the cache holds a reading: most of the others are still to be read."""
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as found:
            return bool(found.execute("SELECT 1 FROM kept LIMIT 1").fetchall())
    except sqlite3.OperationalError:  # not there yet
        return False


def test_a_build_that_is_killed_again_and_again_comes_to_its_end(
    sources: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    """kill -9 at any moment, without any output before."""
    chance, output = random.Random(6), tmp_path / "output"
    for _ in range(KILLS):
        running = start_build(sources, output, tmp_path / "cache")
        try:
            running.communicate(timeout=chance.uniform(0.5, 20 if THOROUGH else 6))
        except subprocess.TimeoutExpired:
            running.kill()
            running.communicate()
        assert not output.exists() or content(output) == undisturbed
    build([sources], Settings(output=str(output), cache=str(tmp_path / "cache"), jobs=2))
    assert content(output) == undisturbed
    assert leftovers(tmp_path) == []


def test_a_build_that_is_killed_while_it_publishes_leaves_the_old_or_the_new_output(
    sources: Path, undisturbed: dict[str, bytes], warm: Path, tmp_path: Path
) -> None:
    """kill -9 at moments all over a build that has nothing to read."""
    kept, output = tmp_path / "kept", tmp_path / "output"
    build([sources / "shipped"], Settings(output=str(kept), cache=str(warm), jobs=1))
    (kept / "mine.txt").write_text("mine")
    old, new = content(kept), {**undisturbed, "mine.txt": b"mine"}
    began = time.monotonic()
    start_build(sources, tmp_path / "whole", warm).communicate()
    whole = time.monotonic() - began
    for number in range(KILLS):
        if not output.exists() or content(output) != old:
            shutil.rmtree(output, ignore_errors=True)
            shutil.copytree(kept, output)
        running = start_build(sources, output, warm)
        time.sleep(whole * (0.3 + 0.75 * number / KILLS))
        running.kill()
        running.communicate()
        assert content(output) in (old, new)
    build([sources], Settings(output=str(output), cache=str(warm), jobs=1))
    assert content(output) == new
    assert leftovers(tmp_path) == []


# --- full disks ------------------------------------------------------------------------------


def test_a_full_disk_leaves_the_old_output(
    sources: Path, undisturbed: dict[str, bytes], warm: Path, tmp_path: Path
) -> None:
    """A disk that is full early and late in the writing, and then is not full any more."""
    needed = sum(map(len, undisturbed.values()))
    with small_disk(tmp_path / "disk", 10 * needed) as disk:
        output = disk.folder / "output"
        settings = Settings(output=str(output), cache=str(warm), jobs=1)
        build([sources / "shipped"], settings)
        old = content(output)
        used = shutil.disk_usage(disk.folder).used
        for part in (0.01, 0.3, 0.8, 0.97) if THOROUGH else (0.5,):
            disk.resize(used + int(part * needed))
            with pytest.raises(OutputError, match=r"no space left on device\); make room"):
                build([sources], settings)
            assert content(output) == old
            assert leftovers(disk.folder) == []
        disk.resize(10 * needed)
        build([sources], settings)
        assert content(output) == undisturbed


def test_a_full_disk_under_the_cache_keeps_what_was_read(
    sources: Path, undisturbed: dict[str, bytes], warm: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(warm / "readings.sqlite")) as base:
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    needed = (warm / "readings.sqlite").stat().st_size
    with small_disk(tmp_path / "disk", needed) as disk:
        settings = Settings(output=str(tmp_path / "o"), cache=str(disk.folder / "c"), jobs=2)
        disk.resize(needed // 2)  # some readings, not all
        with pytest.raises(OutputError, match=r"cannot be used \(.*\); make room"):
            build([sources], settings)
        assert not (tmp_path / "o").exists()
        disk.resize(10 * needed)
        again: list[int] = []
        build([sources], settings, tell=lambda article, read: again.append(read))
        assert 0 < sum(again) < NUMBER + SHIPPED
    assert content(tmp_path / "o") == undisturbed


def test_a_file_that_may_not_grow_leaves_the_old_output(
    sources: Path, undisturbed: dict[str, bytes], warm: Path, tmp_path: Path
) -> None:
    """As a quota does it, in the very middle of a file."""
    most = max(map(len, undisturbed.values())) // 2
    output = tmp_path / "output"
    build([sources / "shipped"], Settings(output=str(output), cache=str(warm), jobs=1))
    old = content(output)
    running = start_build(
        sources, output, warm,
        first=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )  # fmt: skip
    _, said = running.communicate(timeout=600)
    assert running.returncode != 0
    assert "cannot be written (" in said
    assert "; make room" in said
    assert content(output) == old
    assert leftovers(tmp_path) == []


# --- articles that kill ----------------------------------------------------------------------


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_article_that_ends_its_reader_is_named_and_no_other_is_lost(
    jobs: int,
    sources: Path,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In this process only a rule that breaks off can be caught, in others also what kills them."""
    monkeypatch.setattr("kg.pipeline.read_packed", poison.read_or_die)
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "tests"))
    bad = [
        f"{poison.FAULT} for this one, the council of Harlow said on Friday.",
        f"{poison.POISON} came into the water of the town, the mayor of Harlow said.",
    ][:jobs]
    (tmp_path / "bad").mkdir()
    for number, text in enumerate(bad):
        (tmp_path / "bad" / f"{number}.txt").write_text(text)
    settings = Settings(output=str(tmp_path / "o"), cache="none", jobs=jobs)
    built = build([sources, tmp_path / "bad"], settings)
    told = [str(one) for one in built.refusals if Path(one.path).parent.name == "bad"]
    assert [line.partition(": ")[2].partition(" while it")[0] for line in told] == [
        "a fault of newskg (ZeroDivisionError: no rule)",
        "signal 9 ended the worker",
    ][:jobs]
    made = content(tmp_path / "o")
    assert made.keys() == undisturbed.keys()
    differing = {name for name in made if made[name] != undisturbed[name]}
    assert differing <= set(REPORTS)
    assert len(json.loads(made["report.json"])["articles"]) == NUMBER + SHIPPED
