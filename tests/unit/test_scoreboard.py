"""The scoreboard: its rows, its gate, the README's excerpt, and the links that are counted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from linked import precision_of_links
from scoreboard import (
    Row,
    board_text,
    fallen,
    quality_text,
    read_board,
    read_figures,
    rows_of,
    telling,
    write_excerpt,
)

ROOT = Path(__file__).parents[2]


def test_every_figure_says_of_which_data_it_is() -> None:
    told = read_figures()
    assert {one["file"] for one in told["figure"]} <= set(told["data"])
    whats = [one["what"] for one in told["figure"]]
    assert len(whats) == len(set(whats)) > 25


def test_the_readme_shows_the_scoreboard(tmp_path: Path) -> None:
    shutil.copy(ROOT / "README.md", tmp_path)
    board = (ROOT / "SCOREBOARD.md").read_text(encoding="utf-8")
    write_excerpt(board, tmp_path / "README.md")
    written = (tmp_path / "README.md").read_text(encoding="utf-8")
    now = (ROOT / "README.md").read_text(encoding="utf-8")
    assert written == now, "run: python benchmarks/quality.py --gold FOLDER"
    assert written.count("| yes |") + written.count("| not yet |") == len(telling())


def test_a_row_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    page = tmp_path / "SCOREBOARD.md"
    page.write_text(board_text([Row("times", "times_x", 0.1234, 0.5, 0.1)]), encoding="utf-8")
    assert read_board(page) == {("times", "times_x"): 0.123}
    assert read_board(tmp_path / "none.md") == {}
    assert "Weak spots, the weakest first: times (0.123 of 0.50)." in page.read_text()


@pytest.mark.parametrize(
    ("now", "lines"),
    [(0.800, []), (0.795, []), (0.794, ["names, x: fell from 0.800 to 0.794"]), (0.9, [])],
)
def test_a_figure_may_lose_at_most_half_a_point(now: float, lines: list[str]) -> None:
    before = {("names", "x"): 0.8, ("gone", "x"): 0.5}
    assert fallen(before, [Row("names", "x", now), Row("new", "x", 0.1)], 0.005) == lines


def test_rows_come_from_the_figures_of_the_files_that_were_scored() -> None:
    figures = {"names_worldwide": {"names": {"exact all": {"f1": 0.79}}}}
    assert [(row.file, row.value, row.verdict) for row in rows_of(figures)] == [
        ("names_worldwide", 0.79, "yes")
    ]
    page = quality_text(figures, ["- Lowered: the gold was mended"])
    assert "| names | exact all |  |  | 0.790 |  |  |  |" in page
    assert "- Lowered: the gold was mended" in page


def mention(start: int, end: int, **ids: Any) -> dict[str, Any]:
    return {"start": start, "end": end, **ids}


def test_links_are_counted_where_the_gold_gives_an_id(tmp_path: Path) -> None:
    gold = {
        "id": "a",
        "entities": [
            mention(0, 7, dbpedia="http://dbpedia.org/resource/Georgia_(country)"),
            mention(10, 15, dbpedia="Paris"),
            mention(20, 25),
        ],
    }
    name = {"kind": "name"}
    entities = [
        {"links": {"dbpedia": "Georgia_(country)"}, "mentions": [mention(0, 7, **name)]},
        {"links": {"dbpedia": "Paris, Texas"}, "mentions": [mention(10, 15, **name)]},
        {"links": {"dbpedia": "Rome"}, "mentions": [mention(20, 25, **name)]},
        {"links": {"geonames": "1"}, "mentions": [mention(0, 7, **name)]},
        {"mentions": [mention(0, 7, **name)]},
    ]
    for path, record in (("gold", gold), ("readings", {"id": "a", "entities": entities})):
        (tmp_path / path).write_text(json.dumps(record), encoding="utf-8")
    found = precision_of_links(tmp_path / "gold", tmp_path / "readings")
    assert (found["p"], found["predicted"]) == (0.5, 2)
