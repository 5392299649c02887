"""Readings as JSON and back: "Putin said" as `{"source": [0, 5], "cue": [6, 10]}`.

The format is `docs/reading.schema.json`: a line for each article, or a file in `readings/`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from kg.errors import OutputError
from kg.lean import without_collector
from kg.model import Reading
from kg.model.ids import file_stem
from kg.model.reading_json import reading_from_json, reading_to_json
from kg.ontology import load_ontology


def as_json(reading: Reading) -> dict[str, object]:
    """A reading as JSON values, with broad types and PLOVER classes of the ontology."""
    ontology = load_ontology()

    def plover_of(name: str) -> str | None:
        found = ontology.plover_of(name)
        return None if found is None else found[0]

    return reading_to_json(reading, family_of=ontology.base_type, plover_of=plover_of)


@without_collector()
def reading_to_line(reading: Reading) -> str:
    """A Reading as one line of JSON, without a line break at its end."""
    return json.dumps(as_json(reading), ensure_ascii=False, separators=(",", ":"))


def write_readings(readings: Iterable[Reading], folder: Path) -> None:
    """Writes each reading as `<article>.json`."""
    folder.mkdir()
    for reading in readings:
        words = json.dumps(as_json(reading), ensure_ascii=False, indent=1)
        path = folder / f"{file_stem(reading.article.id)}.json"
        path.write_bytes(f"{words}\n".encode("utf-8", "replace"))


def read_readings(folder: Path) -> tuple[Reading, ...]:
    """The readings of an output folder, sorted by article id; raises OutputError."""
    readings = []
    for path in sorted((*folder.glob("*.json"), *folder.glob("*.jsonl"))):
        words = path.read_text(encoding="utf-8")
        try:
            records = [words] if path.suffix == ".json" else words.split("\n")[:-1]
            readings += [reading_from_json(json.loads(record)) for record in records]
        except (OSError, ValueError, KeyError, TypeError) as error:
            problem = f"{type(error).__name__}: {error}"
            raise OutputError(f"{path}: no reading ({problem}); run: kg build") from error
    return tuple(sorted(readings, key=lambda reading: reading.article.id))
