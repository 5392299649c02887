"""The quality card as JSON and back: `"quads": 27419` in report.json is `report.quads`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from kg.publish.report import AmbiguousDate, ArticleRow, OccurrenceRow, Report

ROWS = {"articles": ArticleRow, "dates": AmbiguousDate, "occurrences": OccurrenceRow}


def report_to_json(report: Report) -> str:
    """The quality card as JSON, keys in the order of `Report`, with a closing line break."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=2) + "\n"


def report_from_json(text: str) -> Report:
    """The quality card of `report_to_json`; raises ValueError, KeyError or TypeError for anything
    else.
    """
    found = json.loads(text)
    return Report(**{key: as_facts(value, ROWS.get(key)) for key, value in found.items()})


def as_facts(value: Any, kind: type | None = None) -> Any:
    """A value of JSON with tuples for lists, and facts of this kind for its objects."""
    if isinstance(value, list):
        return tuple(as_facts(part, kind) for part in value)
    if isinstance(value, dict) and kind is not None:
        return kind(**{key: as_facts(part) for key, part in value.items()})
    return value
