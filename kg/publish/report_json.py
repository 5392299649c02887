"""The quality card as JSON and back: `"quads": 27419` in report.json is `report.quads`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields, is_dataclass
from typing import Any

from kg.publish.report import AmbiguousDate, ArticleRow, Report
from kg.publish.report_together import OccurrenceRow

ROWS = {"articles": ArticleRow, "dates": AmbiguousDate, "occurrences": OccurrenceRow}


def report_to_json(report: Report) -> str:
    """The quality card as JSON, keys in the order of `Report`, with a closing line break."""
    return "".join(json_parts(report))


def json_parts(report: Report) -> Iterator[str]:
    """The same part by part, row by row: there may be more of them than memory holds."""
    before = "{\n"
    for field in fields(report):
        yield f'{before}  "{field.name}": '
        value = getattr(report, field.name)
        if isinstance(value, Sequence) and not isinstance(value, str):
            yield from rows_to_json(value)
        else:
            yield json.dumps(value, ensure_ascii=False)
        before = ",\n"
    yield "\n}\n"


def rows_to_json(rows: Sequence[object]) -> Iterator[str]:
    """A list of facts, indented as the values of the card are."""
    before = "[\n    "
    for row in rows:
        fact = asdict(row) if is_dataclass(row) and not isinstance(row, type) else row
        yield before + json.dumps(fact, ensure_ascii=False, indent=2).replace("\n", "\n    ")
        before = ",\n    "
    yield "\n  ]" if rows else "[]"


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
