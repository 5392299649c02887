"""How often each rule is right on gold: counted by hand on two small records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from kg.cli import cli
from kg.errors import ArticleError
from kg.publish.rule_precision import RuleScore, score_rules

TEXT = "Holm said on Friday that the mill burned."
READING = {
    "id": "mill",
    "text": TEXT,
    "times": [
        {"start": 13, "end": 19, "rule": "times.weekday"},
        {"start": 0, "end": 4, "rule": "times.weekday"},
    ],
    "entities": [
        {
            "type": "Person",
            "mentions": [{"start": 0, "end": 4, "kind": "name", "rule": "mentions.name"}],
        }
    ],
    "claims": [
        {
            "source": {"start": 0, "end": 4},
            "content": [{"start": 25, "end": 40}],
            "rule": "claims.indirect",
        }
    ],
    "events": [
        {
            "triggers": [{"start": 34, "end": 40}],
            "participants": [{"start": 25, "end": 33, "rule": "roles.subject"}],
        }
    ],
}
GOLD = {
    "id": "mill",
    "text": TEXT,
    "timexes": [{"start": 13, "end": 19}],
    "entities": [{"start": 5, "end": 9, "type": "PERSON"}],
    "attributions": [{"source": [0, 4], "cue": [5, 9], "content": [20, 40]}],
    "events": [{"start": 34, "end": 40, "participants": [{"start": 29, "end": 33}]}],
}


def write(folder: Path, name: str, record: dict[str, object]) -> Path:
    path = folder / name
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def test_rules_are_counted_where_the_gold_tells_right_from_wrong(tmp_path: Path) -> None:
    readings, gold = write(tmp_path, "r.jsonl", READING), write(tmp_path, "g.jsonl", GOLD)
    assert score_rules(readings, [gold]) == (
        RuleScore("mentions.name", 1, 0),
        RuleScore("times.weekday", 2, 1),
        RuleScore("claims.indirect", 1, 1),
        RuleScore("roles.subject", 1, 1),
    )


@pytest.mark.parametrize(
    ("entity", "counted"),
    [
        ({}, True),
        ({"dbpedia": "Mill"}, False),
        ({"lat": 1.0, "lon": 2.0, "dbpedia": "Mill"}, False),
    ],
)
def test_names_count_only_where_all_of_their_type_are_annotated(
    tmp_path: Path, entity: dict[str, object], counted: bool
) -> None:
    gold = GOLD | {"entities": [{"start": 5, "end": 9, "type": "PLACE"} | entity]}
    scores = score_rules(write(tmp_path, "r.jsonl", READING), [write(tmp_path, "g.jsonl", gold)])
    assert (RuleScore("mentions.name", 1, 0) in scores) == counted


@pytest.mark.parametrize(("kind", "fired"), [("DATE", 1), ("DURATION", 2)])
def test_durations_count_only_where_there_are_some(tmp_path: Path, kind: str, fired: int) -> None:
    times = [{"start": 13, "end": 19, "rule": "times.weekday", "type": "DATE"}]
    times.append({"start": 0, "end": 4, "rule": "times.weekday", "type": "DURATION"})
    gold = GOLD | {"timexes": [{"start": 13, "end": 19, "type": kind}]}
    readings = write(tmp_path, "r.jsonl", READING | {"times": times})
    scores = score_rules(readings, [write(tmp_path, "g.jsonl", gold)])
    assert RuleScore("times.weekday", fired, 1) in scores


def test_another_source_is_wrong(tmp_path: Path) -> None:
    wrong = GOLD | {"attributions": [{"source": None, "cue": [5, 9], "content": [20, 40]}]}
    readings, gold = write(tmp_path, "r.jsonl", READING), write(tmp_path, "g.jsonl", wrong)
    assert RuleScore("claims.indirect", 1, 0) in score_rules(readings, [gold])


def test_gold_of_another_text_is_refused(tmp_path: Path) -> None:
    readings = write(tmp_path, "r.jsonl", READING)
    gold = write(tmp_path, "g.jsonl", GOLD | {"text": "Another."})
    with pytest.raises(ArticleError, match="mill has another text"):
        score_rules(readings, [gold])


def test_the_command_prints_rules_the_worst_first(tmp_path: Path) -> None:
    readings, gold = write(tmp_path, "r.jsonl", READING), write(tmp_path, "g.jsonl", GOLD)
    result = CliRunner().invoke(cli, ["score", str(readings), str(gold), "--by-rule"])
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "0.000\t0\t1\tmentions.name"
    quiet = CliRunner().invoke(cli, ["score", str(readings), str(gold)])
    assert quiet.stdout == ""
