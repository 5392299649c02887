"""Whole builds with faults injected: nothing is lost, and the bytes are those of an undisturbed
build.

200 articles in scripts/check, 2,000 with HYPOTHESIS_PROFILE=thorough.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import kg.run.local
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kg.errors import OutputError
from kg.pipeline import build
from kg.settings import Settings

from integration.articles import text_of, write_articles
from integration.outputs import content

ROOT = Path(__file__).parents[2]
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
NUMBER = 2000 if THOROUGH else 200
BROKEN = {
    "empty.md": b"",
    "binary.txt": bytes(range(256)) * 9,
    "latin1.txt": "Ein Übel".encode("latin-1"),
    "lines.jsonl": b'{"id": "x"}\nno json\n',
}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our articles, the shipped ones and files that cannot be read."""
    folder = tmp_path_factory.mktemp("sources")
    write_articles(folder / "made", NUMBER)
    shutil.copytree(ROOT / "sources", folder / "shipped")
    (folder / "broken").mkdir()
    for name, bad in BROKEN.items():
        (folder / "broken" / name).write_bytes(bad)
    return folder


@pytest.fixture(scope="module")
def undisturbed(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process makes of them without any cache."""
    output = tmp_path_factory.mktemp("undisturbed") / "output"
    built = build([sources], Settings(output=str(output), cache="none", jobs=1))
    assert len(built.knowledge.readings) == NUMBER + 6
    assert len(built.refusals) >= len(BROKEN)
    return content(output)


def test_killed_workers_and_another_order_change_no_byte(
    sources: Path,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start, workers = kg.run.local.start_worker, []

    def start_and_note(read: object) -> object:
        workers.append(start(read))  # type: ignore[arg-type]
        return workers[-1]

    def kill(article: object, read: int) -> None:
        if read and len(workers) < 4:
            os.kill(workers[-1].process.pid, signal.SIGKILL)

    monkeypatch.setattr(kg.run.local, "start_worker", start_and_note)
    paths = [sources / "shipped", sources / "made", sources / "broken", sources / "shipped"]
    build(paths, Settings(output=str(tmp_path / "o"), cache="none", jobs=2), tell=kill)
    assert len(workers) == 4
    assert content(tmp_path / "o") == undisturbed


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_build_goes_on_where_it_was(
    number: int, sources: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    """Killed while reading, then built to the end: what was read is not read again."""
    output, cache = tmp_path / "output", tmp_path / "cache"
    command = [sys.executable, "-m", "kg.cli", "build", str(sources), "-o", str(output)]
    command += ["--cache", str(cache), "--jobs", "2"]
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=ROOT)
    while running.poll() is None and not is_kept(cache / "readings.sqlite"):
        time.sleep(0.01)
    running.send_signal(number)
    assert running.wait(60) != 0
    assert not output.exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".output")] == []
    again: list[int] = []
    build(
        [sources],
        Settings(output=str(output), cache=str(cache), jobs=1),
        tell=lambda article, read: again.append(read),
    )
    assert 0 < sum(again) < NUMBER + 6
    assert content(output) == undisturbed


def is_kept(database: Path) -> bool:
    """True as soon as the cache holds a reading: most of the others are still to be read."""
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as found:
            return bool(found.execute("SELECT 1 FROM kept LIMIT 1").fetchall())
    except sqlite3.OperationalError:  # not there yet
        return False


def test_a_full_disk_leaves_the_old_output_and_what_was_read(
    sources: Path,
    undisturbed: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = Settings(output=str(tmp_path / "o"), cache=str(tmp_path / "cache"), jobs=2)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr("kg.publish.shards.Shards.write", refuse)
        with pytest.raises(OutputError, match="no space left on device"):
            build([sources], settings)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache"]
    again: list[int] = []
    build([sources], settings, tell=lambda article, read: again.append(read))
    assert sum(again) == 0
    assert content(tmp_path / "o") == undisturbed


def test_what_a_killed_build_leaves_is_cleared_up(tmp_path: Path) -> None:
    """Also where it was killed between the two steps of a swap."""
    (tmp_path / "a.txt").write_text(text_of(1))
    old = tmp_path / ".output-old-x" / "output"
    old.mkdir(parents=True)
    (old / "mine.txt").write_text("mine")
    (tmp_path / ".output-y").mkdir()
    build([tmp_path / "a.txt"], Settings(output=str(tmp_path / "output"), cache="none"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "output"]
    assert (tmp_path / "output" / "mine.txt").read_text() == "mine"


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "edit", "delete"]), st.integers(0, 9)),
    min_size=2,
    max_size=6,
)


@settings(max_examples=40 if THOROUGH else 3, deadline=None, derandomize=True)
@given(steps=STEPS, large=st.booleans() if THOROUGH else st.just(True))  # pages take long
def test_any_changes_make_the_bytes_of_a_build_from_scratch(
    steps: list[tuple[str, int]], large: bool
) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        patch.setattr("kg.pipeline.AT_ONCE", 1 if large else 100)
        write_articles(folder / "s", 2)
        for kind, number in steps:
            change(folder / "s", kind, number)
            again: list[int] = []
            build(
                [folder / "s"],
                Settings(output=str(folder / "o"), cache=str(folder / "c")),
                tell=lambda article, read, again=again: again.append(read),  # type: ignore[misc]
            )
            assert sum(again) <= (3 if (kind, number) == steps[0] else 1)
        build([folder / "s"], Settings(output=str(folder / "scratch"), cache="none"))
        assert content(folder / "o") == content(folder / "scratch")


def change(folder: Path, kind: str, number: int) -> None:
    """Adds, edits or deletes one article; the last one stays."""
    path = folder / f"{number:05}.txt"
    if kind == "delete":
        if path.exists() and len(list(folder.iterdir())) > 1:
            path.unlink()
    else:
        text = text_of(number + (100 if kind == "edit" else 0))
        path.write_text(text + "\n" * random.Random(number).randrange(2))
