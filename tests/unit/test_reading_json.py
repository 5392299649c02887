"""Readings as JSON: nothing is lost, and the published schema describes what is written."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from kg.model import Reading
from kg.model.reading_json import reading_from_json, reading_to_json
from samples import build_strike, build_visit

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "reading.schema.json").read_text("utf-8"))
FAMILIES = {"City": "Place", "Country": "Place"}


def to_json(reading: Reading) -> dict[str, object]:
    return reading_to_json(
        reading,
        family_of=lambda name: FAMILIES.get(name, name),
        plover_of={"Strike": "PROTEST"}.get,
    )


@pytest.mark.parametrize("build", [build_strike, build_visit])
def test_round_trip_loses_nothing(build) -> None:
    reading = build()
    written = json.dumps(to_json(reading), ensure_ascii=False)
    assert reading_from_json(json.loads(written)) == reading
    assert (
        json.dumps(to_json(reading_from_json(json.loads(written))), ensure_ascii=False) == written
    )


@pytest.mark.parametrize("build", [build_strike, build_visit])
def test_schema_describes_what_is_written(build) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(to_json(build()), SCHEMA)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda record: record.pop("text"),
        lambda record: record.update(extra=1),
        lambda record: record["events"][0].update(certainty="sure"),
        lambda record: record["entities"][0]["mentions"][0].pop("head"),
        lambda record: record["times"][0].update(start="4"),
    ],
)
def test_schema_refuses_what_is_not_written(spoil) -> None:
    record = json.loads(json.dumps(to_json(build_strike())))
    spoil(record)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, SCHEMA)


def test_fields_that_other_programs_read() -> None:
    record = to_json(build_strike())
    text = record["text"]
    strike, said, cut = record["events"][:3]

    def words(row: dict[str, int]) -> str:
        return text[row["start"] : row["end"]]

    assert [words(trigger) for trigger in strike["triggers"]] == ["stopped"]
    assert (strike["plover"], said["plover"]) == ("PROTEST", None)
    # the inferred one has no words
    assert [words(when) for when in strike["times"]] == ["on Monday"]
    assert (cut["polarity"], cut["certainty"], cut["tense"]) == (
        "negative",
        "certain",
        "non-future",
    )
    assert [(row["type"], row["class"]) for row in record["entities"][1:3]] == [
        ("Place", "Country"),
        ("Place", "City"),
    ]
    denial = record["claims"][1]
    assert words(denial["source"]) == "Ada Holm"
    assert words(denial["cue"]) == "denied"
    assert [words(part) for part in denial["content"]] == ["the government had cut wages"]
    assert text[slice(*record["main"]["where"])] == "Berga"
