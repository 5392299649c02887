"""A large output says what a small one says, in shards; what is unchanged stays the same file."""

from __future__ import annotations

from pathlib import Path

import pytest
from kg.merge import build_knowledge
from kg.model.knowledge import Readings
from kg.pipeline import build
from kg.publish.readings import read_readings
from kg.publish.shards import blocks_of
from kg.publish.turtle import quad_lines
from kg.rdf.iris import Iris
from kg.rdf.mapping import build_article
from kg.rdf.query import find_quads, open_store, run_query
from kg.rdf.sheet import share
from kg.settings import Settings
from samples import build_strike, build_visit

TEXTS = {
    "a.txt": "Police arrested Bob Ray in Leeds on Monday, the BBC said.",
    "b.txt": "Bob Ray left Leeds on Friday. He denied that police had arrested him.",
    "c.txt": "Rebels shelled Goma in 2012, witnesses said.",
}


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    for name, words in TEXTS.items():
        (folder / name).write_text(words)
    return folder


def lines(output: Path) -> set[bytes]:
    return {line for path in find_quads(output) for line in path.read_bytes().splitlines()}


def test_shards_hold_the_quads_and_readings_of_a_small_output(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = build([sources], Settings(output=str(tmp_path / "small"), language="en"))
    monkeypatch.setattr("kg.pipeline.AT_ONCE", 2)
    large = build([sources], Settings(output=str(tmp_path / "large"), language="en"))
    assert isinstance(large.knowledge.readings, Readings)
    assert list(large.knowledge.readings) == list(small.knowledge.readings)
    assert list(large.knowledge.readings[1:]) == list(small.knowledge.readings[1:])
    assert lines(large.folder) == lines(small.folder)
    assert read_readings(large.folder / "readings") == read_readings(small.folder / "readings")
    assert {path.name for path in large.folder.iterdir()} == {
        "graph", "readings", "report.md", "report.json",
    }  # fmt: skip
    assert "`graph.html` are left out" in (large.folder / "report.md").read_text()
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    answers = [run_query(open_store(made.folder), count).texts() for made in (small, large)]
    assert answers[0] == answers[1]


def test_only_files_that_change_are_new(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.pipeline.AT_ONCE", 2)
    settings = Settings(output=str(tmp_path / "output"), language="en")
    build([sources], settings)
    before = {path: path.stat().st_ino for path in (tmp_path / "output").rglob("*.*")}
    (sources / "c.txt").write_text("Rebels left Goma in 2013, witnesses said.")
    build([sources], settings)
    after = {path: path.stat().st_ino for path in (tmp_path / "output").rglob("*.*")}
    graphs = [path for path in before if path.suffix == ".nq" and path.stem != "common"]
    assert len(graphs) == 3
    assert [before[path] == after.get(path) for path in sorted(graphs)].count(False) == 1


def test_lines_stand_in_order_each_once() -> None:
    knowledge = build_knowledge([build_strike(), build_visit()])
    shared = share(knowledge, Iris())
    for reading in knowledge.readings:
        parts = build_article(reading, shared)
        plain = {line for name, part in parts for line in quad_lines(name, part)}
        assert "".join(blocks_of([*parts, *parts])) == "".join(sorted(plain))
