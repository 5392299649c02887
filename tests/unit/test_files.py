"""The output folder: all new or all old, and what is not ours stays."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from kg.errors import GraphError, OutputError
from kg.merge import build_knowledge
from kg.model import Knowledge
from kg.model.reading_json import reading_from_json
from kg.publish.files import write_output
from samples import build_strike, build_visit


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_second_run_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    written = write_output(build_knowledge([build_strike(), build_visit()]), one)
    assert written == ("graph.nq", "graph.trig", "graph.ttl", "readings")
    write_output(build_knowledge([build_visit(), build_strike()]), other)
    write_output(build_knowledge([build_visit(), build_strike()]), other)
    assert content(one) == content(other)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "other"]


def test_readings_can_be_read_back(tmp_path: Path) -> None:
    write_output(build_knowledge([build_strike()]), tmp_path / "out")
    [path] = (tmp_path / "out" / "readings").iterdir()
    assert path.name.startswith("2020-03-09-berga-strike")
    assert reading_from_json(json.loads(path.read_text("utf-8"))) == build_strike()


def test_old_output_stays_on_any_failure(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_output(build_knowledge([build_visit()]), folder)
    before = content(folder)
    strike = build_strike()
    unclaimed = build_knowledge([replace(strike, claims=strike.claims[1:])])
    with pytest.raises(GraphError, match="nothing was replaced"):
        write_output(unclaimed, folder)

    def fail(knowledge: Knowledge, fresh: Path) -> None:
        raise OutputError(f"{fresh}: full")

    with pytest.raises(OutputError, match="full"):
        write_output(build_knowledge([strike]), folder, writers=[fail])
    assert content(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_is_not_ours_stays_and_what_is_ours_goes(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    (folder / "notes").mkdir(parents=True)
    (folder / "notes" / "mine.txt").write_text("mine", "utf-8")
    (folder / "graph.html").write_text("old", "utf-8")

    def write_card(knowledge: Knowledge, fresh: Path) -> None:
        (fresh / "report.md").write_text(f"{len(knowledge.readings)} article\n", "utf-8")

    write_output(build_knowledge([build_visit()]), folder, writers=[write_card])
    assert (folder / "notes" / "mine.txt").read_text("utf-8") == "mine"
    assert (folder / "report.md").read_text("utf-8") == "1 article\n"
    assert not (folder / "graph.html").exists()


def test_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", "utf-8")
    with pytest.raises(OutputError, match="is a file, not a folder"):
        write_output(build_knowledge([build_visit()]), tmp_path / "out")
