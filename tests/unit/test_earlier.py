"""Shards that are taken from an earlier output, and those that must not be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from kg.pipeline import build
from kg.publish.earlier import Asked
from kg.publish.shards import shard_of
from kg.settings import Settings

from integration.outputs import content

SHORT = "Shares of WHX rose, WHX said on Friday.\n"
LONG = "The Western Holding Xchange (WHX) said on Monday that it hired 12 people.\n"
CORRECTION = '[[rename]]\nof = ["organization/whx"]\nname = "Wex"\nreason = "Its name."\n'


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A large build of two articles."""
    monkeypatch.setattr("kg.pipeline.AT_ONCE", 1)
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "a.txt").write_text(SHORT)
    (tmp_path / "s" / "c.txt").write_text("Rebels left Goma on Friday, the army said.\n")
    return Settings(output=str(tmp_path / "o"), cache=str(tmp_path / "cache"), language="en")


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles whose quads are made, one after the other."""
    from kg.publish import shards

    whole, ids = shards.build_article, []

    def build_article(reading, shared):  # type: ignore[no-untyped-def]
        ids.append(reading.article.id)
        return whole(reading, shared)

    monkeypatch.setattr("kg.publish.shards.build_article", build_article)
    return ids


def make(settings: Settings, written: list[str]) -> list[str]:
    """What a build makes anew, the bytes compared with those of a build from scratch."""
    source = Path(settings.output).parent / "s"
    written.clear()
    build([source], settings)
    found = sorted(written)
    scratch = replace(settings, output=f"{settings.output}-scratch", cache="none")
    build([source], scratch)
    assert content(Path(settings.output)) == content(Path(scratch.output))
    return found


def test_only_what_changes_is_written(settings: Settings, written: list[str]) -> None:
    source = Path(settings.output).parent / "s"
    assert make(settings, written) == ["a", "c"]
    (source / "d.txt").write_text("Rain fell on Turin.\n")
    assert make(settings, written) == ["d"]
    (source / "c.txt").write_text("Rebels took Goma on Friday, the army said.\n")
    assert make(settings, written) == ["c"]
    (source / "d.txt").unlink()
    assert make(settings, written) == []


def test_an_article_is_written_again_if_another_tells_what_its_name_means(
    settings: Settings, written: list[str]
) -> None:
    source = Path(settings.output).parent / "s"
    make(settings, written)
    (source / "b.txt").write_text(LONG)
    assert make(settings, written) == ["a", "b"]
    (source / "b.txt").unlink()
    assert make(settings, written) == ["a"]


def test_a_correction_is_seen(settings: Settings, written: list[str]) -> None:
    source = Path(settings.output).parent / "s"
    make(settings, written)
    (source / "corrections.toml").write_text(CORRECTION)
    make(settings, written)
    assert "Wex" in (Path(settings.output) / "graph" / f"{shard_of('a')}.nq").read_text()
    (source / "d.txt").write_text("Rain fell on Turin.\n")
    assert make(settings, written) == ["d"]
    (source / "corrections.toml").unlink()
    assert "a" in make(settings, written)


@pytest.mark.parametrize("name", ["graph/{}.nq", "readings/{}.jsonl"])
def test_a_shard_that_was_edited_is_written_again(
    name: str, settings: Settings, written: list[str]
) -> None:
    make(settings, written)
    path = Path(settings.output) / name.format(shard_of("a"))
    path.write_bytes(path.read_bytes().replace(b"WHX", b"WHY"))
    assert make(settings, written) == ["a"]
    path.unlink()
    assert make(settings, written) == ["a"]


def test_another_base_and_another_newskg_write_all_again(
    settings: Settings, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make(settings, written)
    assert make(replace(settings, base="https://x.org/"), written) == ["a", "c"]
    monkeypatch.setattr("kg.run.origin.find_installed", lambda: ("another",))
    assert make(replace(settings, base="https://x.org/"), written) == ["a", "c"]


def test_what_cannot_be_noted_cannot_be_asked() -> None:
    asked = Asked("node", {}, {})
    with pytest.raises(TypeError, match="asked by its key"):
        list(asked)
    with pytest.raises(TypeError, match="asked by its key"):
        len(asked)
