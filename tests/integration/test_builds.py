"""Whole builds with faults injected: nothing is lost, and the bytes are those of an undisturbed
build.
"""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path

import kg.run.local
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kg.pipeline import build
from kg.settings import Settings

from integration.articles import THOROUGH, text_of, write_articles
from integration.outputs import content


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
