"""Lexicon files -> rows: `[[trigger]]` lemma = "hit" becomes a `Trigger`.

A TOML table's name says what its rows are, a flat list's file name what its lines are (titles.tsv:
`Title`). Reading refuses what cannot be a row at all; `kg.lexicon.check` checks what a row says.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import LexiconError
from kg.lexicon.rows import (
    Demonym,
    EventNoun,
    FactualityCue,
    Gender,
    GivenName,
    Group,
    Idiom,
    LightVerb,
    Metonym,
    NamedOrganization,
    NameWord,
    Nominal,
    NotEvent,
    ReportingCue,
    Title,
    Trigger,
    VerbLemma,
)

TOML_ROWS: dict[str, type] = {
    "trigger": Trigger,
    "reporting": ReportingCue,
    "factuality": FactualityCue,
}
TSV_ROWS: dict[str, type] = {
    "demonyms": Demonym,
    "event_nouns": EventNoun,
    "genders": Gender,
    "given_names": GivenName,
    "groups": Group,
    "idioms": Idiom,
    "lemmas": VerbLemma,
    "light_verbs": LightVerb,
    "metonyms": Metonym,
    "nominals": Nominal,
    "not_events": NotEvent,
    "org_suffixes": NameWord,
    "organizations": NamedOrganization,
    "titles": Title,
}
SHIPPED = Path(__file__).parent.parent / "data" / "lexicons"
INLINE_KEY = re.compile(r"([{,]\s*)([\w-]+)\s*=")
READ_ELSEWHERE = frozenset({"times.toml"})  # kg.extract.times


class Row(NamedTuple):
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
    tables = _read_plain_toml(text)
    if tables is None:
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise LexiconError(f"{name}: no TOML, {error}; correct that line") from error
    for kind, values in tables.items():
        if kind not in TOML_ROWS or not isinstance(values, list):
            raise LexiconError(f"{name}: unknown table {kind!r}; {suggestion(kind, [*TOML_ROWS])}")
        for number, table in enumerate(values, start=1):
            yield Row(name, kind, number, _build(name, kind, number, table))


def _read_plain_toml(text: str) -> dict[str, Any] | None:
    """What tomllib reads, in a fifth of its time; None for a file that is not written plainly.

    Plain are arrays of tables whose values are basic strings, booleans, arrays of strings and
    inline tables of strings, which are JSON once their keys are quoted. Arrays may run over lines.
    """
    tables: dict[str, Any] = {}
    row: dict[str, Any] | None = None
    read_value = json.JSONDecoder().raw_decode  # half of json.loads is what stands around it
    lines = iter(text.splitlines())
    for line in lines:
        if not line or line[0] == "#":
            continue
        key, _, value = line.partition(" = ")
        if line.startswith("[[") and line.endswith("]]"):
            tables.setdefault(line[2:-2], []).append(row := {})
            continue
        while value.startswith("[") and not value.endswith("]"):
            value += next(lines, "]").strip()
        if value.startswith("{"):
            value = INLINE_KEY.sub(r'\1"\2":', value)
        if value.endswith(",]"):
            value = value.removesuffix(",]") + "]"
        try:
            found, end = read_value(value)
        except json.JSONDecodeError:
            return None
        if row is None or end < len(value) or not key.isidentifier() or key in row:
            return None
        row[key] = found
    return tables


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
        if not line or line[0] == "#":
            continue
        if cells[0] == columns[0] and number == 0:
            if cells != columns[: len(cells)]:
                raise LexiconError(
                    f"{name}: the columns are {', '.join(cells)}; they must be {', '.join(columns)}"
                )
            continue
        number += 1
        if not needed <= len(cells) <= len(columns):
            raise LexiconError(
                f"{name}, row {number} ({cells[0]}): {len(cells)} columns;"
                f" the columns are {', '.join(columns)}, separated by tabs"
            )
        yield Row(name, "row", number, cls(*cells))
