"""Readings as JSON files and lines: "Putin said" as `{"source": [0, 5], "cue": [6, 10]}`.

The format is `docs/reading.schema.json`; this module adds what the ontology knows of the types in
it.
"""

from __future__ import annotations

import json
from pathlib import Path

from kg.errors import OutputError
from kg.model import Reading
from kg.model.reading_json import reading_from_json, reading_to_json
from kg.ontology import load_ontology


def reading_to_line(reading: Reading) -> str:
    """A Reading as one line of JSON, without a line break at its end."""
    return json.dumps(
        reading_to_json(reading, family_of=family_of, plover_of=plover_of),
        ensure_ascii=False,
        separators=(",", ":"),
    )


def reading_to_file(reading: Reading) -> str:
    """A Reading as an indented JSON file."""
    values = reading_to_json(reading, family_of=family_of, plover_of=plover_of)
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def read_readings(folder: Path) -> tuple[Reading, ...]:
    """The readings of an output folder, sorted by article id; raises OutputError."""
    readings = []
    for path in sorted(folder.glob("*.json")):
        try:
            readings.append(reading_from_json(json.loads(path.read_text(encoding="utf-8"))))
        except (OSError, ValueError, KeyError, TypeError) as error:
            problem = f"{type(error).__name__}: {error}"
            raise OutputError(f"{path}: no reading ({problem}); run: kg build") from error
    return tuple(sorted(readings, key=lambda reading: reading.article.id))


def family_of(kind: str) -> str:
    """The entity type that readers of the file know: "Place" for "City"."""
    ontology = load_ontology()
    return ontology.base_type(kind) if ontology.is_entity_type(kind) else kind


def plover_of(kind: str) -> str | None:
    """The PLOVER class of an event type, None where there is none."""
    found = load_ontology().plover_of(kind)
    return None if found is None else found[0]
