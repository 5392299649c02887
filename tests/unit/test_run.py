"""Workers, cache, watching and progress: nothing is lost, nothing is read twice."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path

import pytest
from fake_reading import article, read_fake
from kg.cli.build import build_on_changes
from kg.errors import ModelError, NewskgError, OutputError
from kg.model import Article
from kg.readers import Refusal
from kg.readers.folders import find_sources
from kg.run.cache import FILE, Cache, open_cache
from kg.run.collect import collect
from kg.run.keys import build_key
from kg.run.local import read_in_processes, read_locally, start_worker
from kg.run.progress import Progress, words_of_time
from kg.run.watch import find_changes, find_inputs
from kg.run.work import Done, Task, read_here
from kg.settings import Settings

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers find `fake_reading` where we found it."""
    monkeypatch.setenv("PYTHONPATH", str(HERE))


def tasks(*names: str) -> Iterator[Task]:
    return (Task(name, article(name)) for name in names)


def results(done: Iterator[list[Done]]) -> dict[str, bytes | Refusal]:
    every = [one for batch in done for one in batch]
    assert len({one.key for one in every}) == len(every)
    return {one.key: one.result for one in every}


NAMES = [f"a{number}" for number in range(150)]


# --- workers ---------------------------------------------------------------------------------


def test_workers_do_what_one_process_does() -> None:
    alone = results(read_here(tasks(*NAMES), read_fake))
    assert len(alone) == 150
    assert results(read_in_processes(tasks(*NAMES), read_fake, jobs=2)) == alone


def test_an_article_that_ends_workers_is_named_and_harms_no_other() -> None:
    names = [*NAMES[:70], "poison", *NAMES[70:], "fault"]
    found = results(read_in_processes(tasks(*names), read_fake, jobs=2))
    refused = {key: result for key, result in found.items() if isinstance(result, Refusal)}
    assert sorted(refused) == ["fault", "poison"]
    assert len(found) == len(names)
    poison, fault = str(refused["poison"]), str(refused["fault"])
    assert poison.startswith("poison.md: signal 9 ended the worker while it was read alone;")
    assert fault.startswith("fault.md: a fault of newskg (ZeroDivisionError: no rule) while it was")


def test_a_rule_that_breaks_off_here_is_told_with_its_article() -> None:
    found = results(read_here(tasks("a", "fault", "b"), read_fake))
    assert str(found.pop("fault")).startswith(
        "fault.md: a fault of newskg (ZeroDivisionError: no rule) while it was read alone; leave it"
    )
    assert found == {name: zlib.compress(name.encode()) for name in "ab"}
    with pytest.raises(ModelError):
        results(read_here(tasks("a", "model"), read_fake))


def test_a_batch_whose_worker_is_killed_once_is_read_again(tmp_path: Path) -> None:
    given = [Task(n, article(n, f"marker:{tmp_path / n}" if n < "a2" else "x")) for n in NAMES]
    found = results(read_in_processes(iter(given), read_fake, jobs=2))
    assert found == {name: zlib.compress(name.encode()) for name in NAMES}
    assert (tmp_path / "a1").exists()


def test_what_is_refused_as_a_whole_ends_the_reading() -> None:
    with pytest.raises(ModelError, match="'xx' is not installed"):
        results(read_in_processes(tasks("a", "model"), read_fake, jobs=2))


def test_workers_that_cannot_start_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    with pytest.raises(NewskgError, match="workers: none can start"):
        results(read_in_processes(tasks(*NAMES), read_fake, jobs=2))


def test_few_articles_need_no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.run.local.read_in_processes", None)
    assert len(results(read_locally(tasks("a", "b"), read_fake, jobs=None))) == 2


def test_a_worker_ends_with_the_build_that_started_it() -> None:
    worker = start_worker(read_fake)
    assert worker.hear() == "ready"
    worker.pipe.close()
    assert worker.process.wait(20) == 0


# --- cache -----------------------------------------------------------------------------------


def test_only_what_is_new_is_read(tmp_path: Path) -> None:
    first = [article("a"), article("b"), Refusal("c.md", "empty file")]
    made = collect(first, open_cache(str(tmp_path)), "s", lambda t: read_here(t, read_fake))
    assert (sorted(made.keys), made.read) == (["a", "b"], 2)
    assert [refusal.path for refusal in made.refusals] == ["c.md"]
    again = collect(first, open_cache(str(tmp_path)), "s", lambda t: read_here(t, read_fake))
    assert again.read == 0
    assert again.keys == made.keys
    more = [article("a"), article("b", "y")]
    made = collect(more, open_cache(str(tmp_path)), "s", lambda t: read_here(t, read_fake))
    assert made.read == 1
    other = collect(first, open_cache(str(tmp_path)), "other", lambda t: read_here(t, read_fake))
    assert other.read == 2


def test_what_was_read_before_a_fault_is_kept(tmp_path: Path) -> None:
    every = [article(name) for name in NAMES]

    def fail(given: list[Article]) -> list[bytes]:
        if given[0].id != "a0":
            raise KeyboardInterrupt
        return read_fake(given)

    with pytest.raises(KeyboardInterrupt):
        collect(every, open_cache(str(tmp_path)), "s", lambda t: read_here(t, fail))
    made = collect(every, open_cache(str(tmp_path)), "s", lambda t: read_here(t, read_fake))
    assert made.read == 150 - 64


@pytest.mark.parametrize(
    "content", [b"no database at all" * 100, b"", b"SQLite format 3\0" + b"x" * 9]
)
def test_a_broken_cache_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    cache = open_cache(str(tmp_path))
    cache.add([("k", b"1")])
    assert (cache["k"], len(cache)) == (b"1", 1)


def test_a_damaged_entry_is_read_again(tmp_path: Path) -> None:
    cache = open_cache(str(tmp_path))
    cache.add([(build_key(article("a"), "s"), b"damaged")])
    made = collect([article("a")], cache, "s", lambda t: read_here(t, read_fake))
    assert made.read == 1


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path / FILE)

    class Full:
        def __enter__(self) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(cache, "_base", Full())
    with pytest.raises(OutputError, match=r"cannot be used .database or disk is full.; make room"):
        cache.add([("k", b"1")])


def test_a_cache_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="choose another folder with --cache"):
        open_cache(str(tmp_path / "file" / "cache"))


def test_no_cache_leaves_nothing() -> None:
    cache = open_cache("none")
    folder = cache.path.parent
    assert folder.is_dir()
    del cache
    assert not folder.exists()


def test_entries_that_nobody_uses_are_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = open_cache(str(tmp_path))
    cache.add((str(number), b"") for number in range(9))
    cache.forget(["1", "2"])
    assert len(cache) == 9
    monkeypatch.setattr("kg.run.cache.SPARE", 5)
    cache.forget(["1", "2"])
    assert ("1" in cache, "2" in cache, len(cache)) == (True, True, 2)


# --- watching and progress -------------------------------------------------------------------


def test_changes_are_seen_once_they_rest(tmp_path: Path) -> None:
    one = tmp_path / "a.md"
    one.write_text("x")
    pauses = iter(range(100))

    def pause(_: float) -> None:
        number = next(pauses)
        if number == 1:
            one.write_text("being written")
        if number == 2:
            one.write_text("written, and more")
        if number == 5:
            one.unlink()
        if number == 20:
            raise KeyboardInterrupt

    states = []
    with suppress(KeyboardInterrupt):
        states.extend(islice(find_changes(partial(find_sources, tmp_path), pause=pause), 9))
    sizes = [[size for _, size, _ in state] for state in states]
    assert sizes == [[1], [17], []]


def test_corrections_are_watched_and_watching_takes_little(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    clock = iter([0.0, 0.5, 10.0, 10.01, 20.0, 20.01, 30.0, 30.01])
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 1:
            (tmp_path / "corrections.toml").write_text("# none yet")

    inputs = partial(find_inputs, Settings(sources=(str(tmp_path),)))
    found = find_changes(inputs, pause=pause, clock=lambda: next(clock))
    states = [next(found), next(found)]
    assert [len(state) for state in states] == [1, 2]
    assert pauses == [9.5, 1.0]


def test_all_that_a_build_reads_is_watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Words, names of one's own, settings; a fault in the settings is told, and mended."""
    monkeypatch.chdir(tmp_path)
    for folder in ("s", "t", "words"):
        (tmp_path / folder).mkdir()
    for name in ("s/a.md", "t/b.md", "words/titles.tsv", "own.csv"):
        (tmp_path / name).write_text("x")
    listed = 'sources = ["s"]\nlexicons = ["words"]\nauthorities = ["own.csv"]\n'
    saved = [
        ("kg.toml", listed),
        ("words/titles.tsv", "a row"),
        ("own.csv", "a name"),
        ("kg.toml", "sources = 5"),
        ("kg.toml", listed.replace('"s"', '"s", "t"')),
        ("t/b.md", "more"),
        ("words/new.toml", ""),
        ("s/corrections.toml", ""),
    ]
    steps = iter(saved)
    built: list[tuple[str, ...]] = []

    def pause(_: float) -> None:
        if pauses.pop() % 3 == 0:
            name, words = next(steps, ("", ""))
            if not name:
                raise KeyboardInterrupt
            (tmp_path / name).write_text(words)

    pauses = list(range(100))
    monkeypatch.setattr("kg.run.watch.find_changes", partial(find_changes, pause=pause))
    module = sys.modules[build_on_changes.__module__]
    monkeypatch.setattr(module, "build_once", lambda s: built.append(s.sources) or [])
    with suppress(KeyboardInterrupt):
        build_on_changes(None, sources=())
    assert built == [("sources",), *[("s",)] * 3, *[("s", "t")] * 4]
    assert "kg.toml: 'sources' must be a list of paths, found 5; correct it" in (
        capsys.readouterr().err
    )


def test_progress_tells_rate_and_time_left(tmp_path: Path) -> None:
    now = iter([0.0, 10.0, 20.0])
    files = [tmp_path / name for name in ("a.md", "b.md")]
    for file in files:
        file.write_text("x" * 100)
    progress = Progress(200, clock=lambda: next(now))
    assert progress.line() == "0 articles found, 0 read, 0/s"
    for file in files[:1]:
        progress(Article("a", "a", "x" * 100, None, None, None, "en", str(file)), 0)
    progress(None, 1)
    assert progress.line() == "1 articles found, 1 read, 0/s, 20 s left"
    assert (words_of_time(600), words_of_time(7200)) == ("10 min", "2.0 h")


def test_a_worker_is_no_command(tmp_path: Path) -> None:
    """Started by hand it ends at once, without a traceback."""
    read, write = os.pipe()
    os.close(write)
    done = subprocess.run(
        [sys.executable, "-m", "kg.run.worker", str(read)],
        pass_fds=[read],
        capture_output=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(HERE.parents[1])},
    )
    os.close(read)
    assert done.returncode == 1
    assert done.stderr == b""
