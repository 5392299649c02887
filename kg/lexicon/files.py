"""Lexicon files -> rows: `[[trigger]]` lemma = "hit" becomes a `Trigger`.

A TOML table's name says what its rows are, a flat list's file name what its lines are (titles.tsv:
`Title`). Reading refuses what cannot be a row at all; `kg.lexicon.check` checks what a row says.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, dataclass, fields
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import LexiconError
from kg.lexicon.rows import (
    Demonym,
    EventNoun,
    FactualityCue,
    Group,
    LightVerb,
    Metonym,
    NamedOrganization,
    Nominal,
    NotEvent,
    ReportingCue,
    Title,
    Trigger,
)

TOML_ROWS: dict[str, type] = {
    "trigger": Trigger,
    "reporting": ReportingCue,
    "factuality": FactualityCue,
}
TSV_ROWS: dict[str, type] = {
    "demonyms": Demonym,
    "event_nouns": EventNoun,
    "groups": Group,
    "light_verbs": LightVerb,
    "metonyms": Metonym,
    "nominals": Nominal,
    "not_events": NotEvent,
    "organizations": NamedOrganization,
    "titles": Title,
}
READ_ELSEWHERE = frozenset({"times.toml"})  # kg.extract.times


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file and its place in it, for messages ("titles.tsv, row 3 (mayor)")."""

    file: str
    kind: str
    number: int  # 1-based
    value: Any  # one of the dataclasses of kg.lexicon.rows

    @property
    def where(self) -> str:
        """The place of this row, to begin an error message with."""
        return f"{self.file}, {self.kind} {self.number} ({row_name(self.value)})"


def row_name(value: Any) -> str:
    """The words that a row is about: its first field, with the particle of a phrasal verb."""
    name = str(getattr(value, fields(value)[0].name))
    particle = getattr(value, "particle", "")
    return f"{name} {particle}" if particle else name


def suggestion(word: str, known: Sequence[str]) -> str:
    """What to do about an unknown word: "did you mean 'Attack'?" or the list of what is known."""
    near = get_close_matches(word, known, 1)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(sorted(known))}"


def find_files(folder: Path) -> list[tuple[str, Path]]:
    """The lexicon files below a folder with their names inside it, sorted by name."""
    paths = [path for path in folder.rglob("*") if path.suffix in (".toml", ".tsv")]
    return sorted((path.relative_to(folder).as_posix(), path) for path in paths)


def read_file(name: str, content: bytes) -> tuple[Row, ...]:
    """The rows of one lexicon file in its order; empty for a file that another module reads.

    Raises LexiconError for a file that is not UTF-8 or TOML, and for unknown or missing keys.
    """
    if name in READ_ELSEWHERE:
        return ()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise LexiconError(f"{name}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    rows = _read_toml(name, text) if name.endswith(".toml") else _read_tsv(name, text)
    return tuple(rows)


def _read_toml(name: str, text: str) -> Iterator[Row]:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name}: no TOML, {error}; correct that line") from error
    for kind, values in tables.items():
        if kind not in TOML_ROWS or not isinstance(values, list):
            raise LexiconError(f"{name}: unknown table {kind!r}; {suggestion(kind, [*TOML_ROWS])}")
        for number, table in enumerate(values, start=1):
            yield Row(name, kind, number, _build(name, kind, number, table))


def _build(name: str, kind: str, number: int, table: dict[str, Any]) -> Any:
    cls = TOML_ROWS[kind]
    known, needed = _keys(cls)
    if not needed <= table.keys() <= known:
        first = str(table.get(fields(cls)[0].name, "?"))
        where = f"{name}, {kind} {number} ({first})"
        for key in sorted(table.keys() - known):
            raise LexiconError(f"{where}: unknown key {key!r}; {suggestion(key, sorted(known))}")
        missing = ", ".join(sorted(needed - table.keys()))
        raise LexiconError(f"{where}: no {missing}; every {kind} needs {', '.join(sorted(needed))}")
    return cls(
        **{key: tuple(value) if type(value) is list else value for key, value in table.items()}
    )


@cache
def _keys(cls: type) -> tuple[frozenset[str], frozenset[str]]:
    """The names of a row type's fields, and of those that have no default."""
    every = fields(cls)
    needed = [f.name for f in every if f.default is MISSING and f.default_factory is MISSING]
    return frozenset(f.name for f in every), frozenset(needed)


def _read_tsv(name: str, text: str) -> Iterator[Row]:
    cls = TSV_ROWS.get(Path(name).stem)
    if cls is None:
        return
    columns = [field.name for field in fields(cls)]
    needed = len(_keys(cls)[1])
    number = 0
    for line in text.splitlines():
        cells = line.split("\t")
        if not line or line[0] == "#" or cells[0] == columns[0]:
            continue
        number += 1
        if not needed <= len(cells) <= len(columns):
            raise LexiconError(
                f"{name}, row {number} ({cells[0]}): {len(cells)} columns;"
                f" the columns are {', '.join(columns)}, separated by tabs"
            )
        yield Row(name, "row", number, cls(*cells))
