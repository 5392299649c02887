"""Readings as lines and back from files: "Putin said" as `{"source": [0, 5], "cue": [6, 10]}`.

The format is `docs/reading.schema.json`; `kg.publish.files` writes the files.
"""

from __future__ import annotations

import json
from pathlib import Path

from kg.errors import OutputError
from kg.model import Reading
from kg.model.reading_json import reading_from_json
from kg.publish.files import as_json


def reading_to_line(reading: Reading) -> str:
    """A Reading as one line of JSON, without a line break at its end."""
    return json.dumps(as_json(reading), ensure_ascii=False, separators=(",", ":"))


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
