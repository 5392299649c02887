"""Outputs that are current: what is not made again, and all that makes a new build."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import rmtree

import kg.pipeline
import pytest
from kg.lexicon import find_fingerprint
from kg.model import Article
from kg.pipeline import build, read_packed
from kg.run.built import Built
from kg.run.cache import FILE, Cache
from kg.run.origin import find_origin
from kg.run.unchanged import find_unchanged
from kg.run.work import unpack
from kg.settings import Settings

from integration.outputs import content

CORRECTION = '[[rename]]\nof = ["article/a#char=0,4"]\nname = "Goma Town"\nreason = "So it is."\n'


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Two articles, one broken file, and words of one's own."""
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "a.txt").write_text("Goma fell on Monday, the mayor of Goma said.")
    (tmp_path / "s" / "b.txt").write_text("Rebels left Goma on Friday, the army said.")
    (tmp_path / "s" / "c.txt").write_bytes(b"")
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "titles.tsv").write_text("title\tkind\tpost\nbaron\trank\tno\n")
    return Settings(
        sources=(str(tmp_path / "s"),),
        output=str(tmp_path / "o"),
        cache=str(tmp_path / "cache"),
        language="en",
    )


def make(settings: Settings) -> Built:
    return build(settings.sources, settings)


def is_current(settings: Settings) -> bool:
    return find_unchanged(settings, find_origin(settings.sources, settings)) is not None


def test_what_is_current_is_not_made_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make(settings)
    times = {path: path.stat().st_mtime_ns for path in first.folder.rglob("*")}
    with monkeypatch.context() as idle:
        idle.setattr("kg.pipeline.read_cached", None)
        idle.setattr("kg.publish.output.publish", None)
        again = make(settings)
        assert again.knowledge == first.knowledge
    assert {path: path.stat().st_mtime_ns for path in first.folder.rglob("*")} == times
    assert (again.report, again.refusals) == (first.report, first.refusals)
    assert [refusal.path for refusal in again.refusals] == [f"{settings.sources[0]}/c.txt"]


def test_knowledge_is_whole_after_the_cache_lost_a_reading(settings: Settings) -> None:
    first = make(settings)
    again = make(settings)
    cache = Cache(Path(settings.cache) / FILE)
    cache._base.execute("DELETE FROM kept")
    cache._base.commit()
    assert again.knowledge == first.knowledge


CHANGES: dict[str, Callable[[Path], object]] = {
    "an article is edited": lambda at: (at / "s/a.txt").write_text("Goma fell on Sunday."),
    "an article is new": lambda at: (at / "s/d.txt").write_text("Rain fell on Goma."),
    "an article is gone": lambda at: (at / "s/b.txt").unlink(),
    "an article has another name": lambda at: (at / "s/b.txt").rename(at / "s/e.txt"),
    "an article is linked": lambda at: (at / "s/f.txt").symlink_to(at / "s/b.txt"),
    "what was refused can be read": lambda at: (at / "s/c.txt").write_text("Rain fell."),
    "a correction": lambda at: (at / "s/corrections.toml").write_text(CORRECTION),
    "the graph is edited": lambda at: (at / "o/graph.ttl").write_text("mine"),
    "one byte of a reading": lambda at: (at / "o/readings/a.json").write_bytes(
        (at / "o/readings/a.json").read_bytes().replace(b"M", b"N", 1)
    ),
    "the page is gone": lambda at: (at / "o/graph.html").unlink(),
    "a reading too many": lambda at: (at / "o/readings/z.json").write_text("{}"),
    "a shard of another build": lambda at: (
        (at / "o/graph").mkdir() or (at / "o/graph/00.nq").write_text("")
    ),
    "the note is damaged": lambda at: Cache(at / "cache" / FILE).note(at / "o", "", b"damaged"),
    "the cache is gone": lambda at: rmtree(at / "cache"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_is_noticed(
    change: Callable[[Path], object], settings: Settings, tmp_path: Path
) -> None:
    make(settings)
    assert is_current(settings)
    change(tmp_path)
    assert not is_current(settings)


def test_other_settings_and_another_newskg_are_noticed(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(settings)
    words = (str(tmp_path / "words"),)
    for other in ({"base": "https://x.org/"}, {"date_order": "MDY"}, {"lexicons": words}):
        assert not is_current(replace(settings, **other))  # type: ignore[arg-type]
    assert is_current(replace(settings, jobs=2))
    monkeypatch.setattr("kg.run.origin.find_installed", lambda: ("another",))
    assert not is_current(settings)


def test_a_time_alone_and_files_of_others_change_nothing(
    settings: Settings, tmp_path: Path
) -> None:
    make(settings)
    os.utime(tmp_path / "s/a.txt")
    os.utime(tmp_path / "o/graph.ttl")
    (tmp_path / "o/mine.txt").write_text("mine")
    assert is_current(settings)


def test_what_is_saved_while_it_is_read_is_not_taken_for_current(settings: Settings) -> None:
    path = Path(settings.sources[0]) / "a.txt"
    old = path.read_text()

    def save(article: object, read: int) -> None:
        if read:
            path.write_text("Rebels took Goma.")

    build(settings.sources, settings, tell=save)
    path.write_text(old)
    make(settings)
    path.write_text("Rebels took Goma.")
    assert not is_current(settings)


def test_an_article_that_broke_off_the_reading_is_tried_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = kg.pipeline.read_packed

    def read_packed(articles, **given):  # type: ignore[no-untyped-def]
        if any(article.id == "b" for article in articles):
            raise MemoryError
        return whole(articles, **given)

    with monkeypatch.context() as short_of_memory:
        short_of_memory.setattr("kg.pipeline.read_packed", read_packed)
        assert len(make(settings).refusals) == 2
    assert not is_current(settings)
    assert len(make(settings).refusals) == 1
    assert is_current(settings)


def test_the_order_in_which_sources_are_named_changes_nothing(
    settings: Settings, tmp_path: Path
) -> None:
    """Not even what corrections beside several sources say."""
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "d.txt").write_text("Rebels left Goma on Friday, the police said.")
    other = CORRECTION.replace("article/a#char=0,4", "article/d#char=12,16")
    for folder, words in (("s", CORRECTION), ("t", other.replace("So it is", "They say so"))):
        (tmp_path / folder / "corrections.toml").write_text(words)
    names = (*settings.sources, str(tmp_path / "t"))
    first, second = (
        build(order, replace(settings, output=str(tmp_path / name), cache="none"))
        for order, name in ((names, "o1"), (names[::-1], "o2"))
    )
    assert len(first.knowledge.corrections) == 2
    assert content(first.folder) == content(second.folder)


def test_words_that_were_saved_since_are_loaded_anew(settings: Settings, tmp_path: Path) -> None:
    settings = replace(settings, lexicons=(str(tmp_path / "words"),))
    titles = tmp_path / "words" / "titles.tsv"
    baron, earl = titles.read_text(), titles.read_text().replace("baron", "earl")
    make(settings)
    titles.write_text(earl)
    assert not is_current(settings)
    for reading in make(settings).knowledge.readings:
        assert reading.stamp.lexicons == find_fingerprint(settings.word_files)
    assert is_current(settings)

    def save(article: object, read: int) -> None:
        if read:
            titles.write_text(baron)

    (Path(settings.sources[0]) / "b.txt").write_text("Rebels took Goma.")
    build(settings.sources, settings, tell=save)  # the baron comes while the earl is read by
    assert not is_current(settings)


def test_a_worker_that_outlives_a_saving_loads_words_anew(tmp_path: Path) -> None:
    titles = tmp_path / "titles.tsv"
    stamps = []
    for title in ("baron", "earl"):
        titles.write_text(f"title\tkind\tpost\n{title}\trank\tno\n")
        articles = [Article("a", "", "Rain fell.", None, None, None, "en", "a.md")]
        (packed,) = read_packed(articles, model="md", lexicons=(tmp_path,))
        stamps.append(unpack(packed).stamp.lexicons)
        assert stamps[-1] == find_fingerprint((tmp_path,))
    assert stamps[0] != stamps[1]


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), PermissionError(13, "Denied")])
def test_a_source_that_could_not_be_opened_for_a_moment_is_tried_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    """It could be opened before it was read and after."""
    whole = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == "b.txt":
            raise error
        return whole(path)

    with monkeypatch.context() as failing:
        failing.setattr(Path, "read_bytes", read_bytes)
        assert len(make(settings).refusals) == 2
    assert not is_current(settings)
    assert len(make(settings).refusals) == 1
    assert is_current(settings)


def test_a_folder_that_could_not_be_opened_for_a_moment_is_tried_again(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "s" / "more").mkdir()
    (tmp_path / "s" / "more" / "d.txt").write_text("Rain fell on Goma.")
    whole, looks = os.scandir, []

    def scandir(path):  # type: ignore[no-untyped-def]
        looks.append(path)
        if Path(path).name == "more" and sum(Path(look) == Path(path) for look in looks) == 2:
            raise OSError(5, "Input/output error")
        return whole(path)

    with monkeypatch.context() as failing:
        failing.setattr("kg.readers.folders.os.scandir", scandir)
        assert len(make(settings).refusals) == 2
    assert not is_current(settings)


def test_what_cannot_be_known_before_is_never_current(settings: Settings) -> None:
    assert find_origin(["-"], settings) is None
    assert find_origin(["s3://news/a.md"], settings) is None
    assert find_origin(settings.sources, replace(settings, cache="none")) is None


def test_an_output_may_have_a_name_that_is_no_utf8(settings: Settings, tmp_path: Path) -> None:
    settings = replace(settings, output=str(tmp_path / os.fsdecode(b"\xff")))
    make(settings)
    assert is_current(settings)


def test_a_pipe_among_the_sources_is_not_opened(settings: Settings, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert find_origin([tmp_path / "pipe.txt"], settings) is not None


def test_a_current_output_needs_no_heavy_library(settings: Settings, tmp_path: Path) -> None:
    command = [
        sys.executable, "-c",
        "import sys; from kg.cli import cli\n"
        "try:\n    cli(sys.argv[1:], prog_name='kg')\nfinally:\n"
        "    print(*sorted({name.split('.')[0] for name in sys.modules}))",
        "build", *settings.sources, "-o", settings.output, "--cache", settings.cache,
        "--language", "en",
    ]  # fmt: skip
    first, second = (
        subprocess.run(command, capture_output=True, text=True, cwd=tmp_path) for _ in range(2)
    )
    assert second.returncode == first.returncode == 1  # the broken file
    assert second.stderr == first.stderr
    assert "spacy" in first.stdout.split()
    loaded = set(second.stdout.split())
    assert not {"spacy", "thinc", "numpy", "rdflib", "pyoxigraph", "pyvis", "yaml"} & loaded
