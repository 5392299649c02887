"""Authority files: the user's own names with their ids, "Anna Keller" -> Person, Q123, from 2016.

A file is a table (.csv, .tsv) with a header, or SKOS in Turtle (.ttl). What it says wins over what
newskg ships. Rows that cannot be used are refused with file and line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from kg.errors import AuthorityError
from kg.lexicon.gazetteer import normal_name
from kg.ontology import load_ontology

COLUMNS = ("name", "type", "aliases", "wikidata", "geonames", "dbpedia", "iri", "from", "until")
SUFFIXES = {".csv": ",", ".tsv": "\t"}
SHORTEST = 2  # characters of a name
DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
ID_FORMS = {
    "wikidata": (re.compile(r"Q[1-9]\d*"), "like Q42"),
    "geonames": (re.compile(r"[1-9]\d*"), "a number like 163843"),
    "dbpedia": (re.compile(r"[^\s<>\"{}|^`\\]+"), "the title of an English article, New_York"),
    "iri": (re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|^`\\]+"), "an IRI like https://a.org/x"),
}
ADDRESSES = {  # addresses that people write for ids
    "wikidata": re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/"),
    "geonames": re.compile(r"https?://(?:sws|www)\.geonames\.org/"),
    "dbpedia": re.compile(r"https?://(?:dbpedia\.org/(?:resource|page)|en\.wikipedia\.org/wiki)/"),
}


@dataclass(frozen=True, slots=True)
class AuthorityEntry:
    """One thing of an authority file; ids that it does not give are "".

    `begin` and `end` are the first and the last day on which the names mean it, as ISO 8601 days.
    """

    name: str
    file: str  # name of the file, without its folder
    line: int
    type: str = ""  # an entity type of the ontology
    aliases: tuple[str, ...] = ()
    wikidata: str = ""
    geonames: str = ""
    dbpedia: str = ""
    iri: str = ""
    begin: str = ""
    end: str = ""

    def is_valid_on(self, day: date | None) -> bool:
        """False only if the day is known and outside the days of the entry."""
        told = day.isoformat() if day else ""
        return not told or (self.begin <= told and (not self.end or told <= self.end))


@dataclass(frozen=True, slots=True)
class Authority:
    """All entries of the user's files by their normalised names; earlier files come first."""

    entries: tuple[AuthorityEntry, ...] = ()
    by_name: dict[str, tuple[AuthorityEntry, ...]] = field(default_factory=dict)

    def find(self, name: str) -> tuple[AuthorityEntry, ...]:
        return self.by_name.get(normal_name(name), ())


def build_authority(entries: tuple[AuthorityEntry, ...]) -> Authority:
    """The entries with their index. A name of a file's own has precedence over an alias."""
    found: dict[str, list[AuthorityEntry]] = {}
    for is_alias in (False, True):
        for entry in entries:
            for name in entry.aliases if is_alias else (entry.name,):
                rows = found.setdefault(normal_name(name), [])
                if entry not in rows:
                    rows.append(entry)
    return Authority(entries, {name: tuple(rows) for name, rows in found.items()})


def read_authority(path: Path) -> tuple[AuthorityEntry, ...]:
    """The entries of a file in its order; raises AuthorityError for the first thing wrong."""
    entries, problems = check_authority(path)
    if problems:
        raise AuthorityError(problems[0])
    return entries


def check_authority(path: Path) -> tuple[tuple[AuthorityEntry, ...], tuple[str, ...]]:
    """The entries that can be used and everything that is wrong, in the order of the file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return (), (f"{path}: there is no such file; correct the path",)
    except (OSError, UnicodeDecodeError) as error:
        return (), (f"{path}: cannot be read ({error}); save it as UTF-8 text",)
    if path.suffix in (".ttl", ".turtle"):
        from kg.lexicon.authority_turtle import read_turtle

        return read_turtle(path, text)
    if path.suffix not in SUFFIXES:
        return (), (f"{path}: '{path.suffix}' is no authority file; use .csv, .tsv or .ttl",)
    return read_rows(path, text, SUFFIXES[path.suffix])


def read_rows(
    path: Path, text: str, delimiter: str
) -> tuple[tuple[AuthorityEntry, ...], tuple[str, ...]]:
    entries: list[AuthorityEntry] = []
    problems: list[str] = []
    lines = csv.reader(io.StringIO(text), delimiter=delimiter)
    head: list[str] | None = None
    for cells in lines:
        if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
            continue
        where = f"{path}:{lines.line_num}"
        if head is None:
            head = [cell.strip().casefold() for cell in cells]
            if wrong := tuple(head_problems(head, where)):
                return (), wrong
            continue
        if len(cells) > len(head):
            problems.append(
                f"{where}: {len(cells)} cells, but the header has {len(head)}; quote cells with "
                f"{'commas' if delimiter == ',' else 'tabs'}"
            )
            continue
        row = {name: cell.strip() for name, cell in zip(head, cells, strict=False)}
        entry, wrong_cells = read_entry(row, path.name, lines.line_num)
        problems += [f"{where}: {problem}" for problem in wrong_cells]
        entries += [entry] if entry else []
    if head is None:
        problems.append(f"{path}:1: empty file; begin with the header {delimiter.join(COLUMNS)}")
    problems += [f"{path}:{line}: {problem}" for line, problem in twice(entries)]
    return tuple(entries), tuple(problems)


def head_problems(head: list[str], where: str) -> Iterator[str]:
    for name in head:
        if name not in COLUMNS:
            near = get_close_matches(name, COLUMNS, 1)
            hint = f"did you mean '{near[0]}'? " if near else ""
            yield f"{where}: unknown column '{name}'; {hint}the columns are {', '.join(COLUMNS)}"
    if "name" not in head:
        yield f"{where}: no column 'name'; add one with the canonical name of each row"
    for name in dict.fromkeys(name for name in head if head.count(name) > 1):
        yield f"{where}: column '{name}' stands twice; leave one"


def read_entry(
    row: dict[str, str], file: str, line: int
) -> tuple[AuthorityEntry | None, list[str]]:
    """The entry of a row's cells, None if anything is wrong, and what is wrong."""
    problems: list[str] = []
    name = row.get("name", "")
    aliases = tuple(dict.fromkeys(a.strip() for a in row.get("aliases", "").split(";")))
    for each in (name, *filter(None, aliases)):
        if len(normal_name(each)) < SHORTEST:
            problems.append(f"name '{each}' is too short; give at least {SHORTEST} letters")
    if kind := row.get("type", ""):
        types = load_ontology().entity_types
        if kind not in types:
            near = get_close_matches(kind, types, 1)
            hint = f"did you mean '{near[0]}'? " if near else ""
            problems.append(f"unknown type '{kind}'; {hint}the types are {', '.join(types)}")
    ids = {}
    for key, (form, shape) in ID_FORMS.items():
        ids[key] = bare_id(key, row.get(key, ""))
        if ids[key] and not form.fullmatch(ids[key]):
            problems.append(f"{key} '{row[key]}' is no id; write {shape}")
    begin, end = day_of(row.get("from", ""), last=False), day_of(row.get("until", ""), last=True)
    for key, told in (("from", begin), ("until", end)):
        if told is None:
            problems.append(f"'{key}' is '{row[key]}'; write a day, month or year: 2016-05-31")
    if begin and end and begin > end:
        problems.append(f"'from' {row['from']} is after 'until' {row['until']}; exchange them")
    if problems:
        return None, problems
    kept = tuple(alias for alias in aliases if alias and alias != name)
    return AuthorityEntry(
        name, file, line, kind, kept, **ids, begin=begin or "", end=end or ""
    ), []  # fmt: skip


def bare_id(key: str, told: str) -> str:
    """The id in an address: "http://www.wikidata.org/entity/Q42" -> "Q42"."""
    if address := ADDRESSES.get(key):
        told = address.sub("", told).strip("/") if address.match(told) else told
        told = told.replace(" ", "_") if key == "dbpedia" else told
    return told


def day_of(told: str, *, last: bool) -> str | None:
    """The first (last) day of a day, month or year; "" for none, None for what is no date."""
    if not told:
        return ""
    match = DAY.fullmatch(told)
    if match is None:
        return None
    year, month, day = int(match[1]), match[2], match[3]
    try:
        if day:
            return date(year, int(month), int(day)).isoformat()
        if month:
            return f"{date(year, int(month), 1).isoformat()[:7]}-{'31' if last else '01'}"
        return f"{date(year, 1, 1).isoformat()[:4]}-{'12-31' if last else '01-01'}"
    except ValueError:
        return None


def twice(entries: list[AuthorityEntry]) -> Iterator[tuple[int, str]]:
    """Rows whose name, type and days are those of a row above, so that neither would be taken."""
    seen: dict[tuple[str, str, str, str], int] = {}
    for entry in entries:
        key = (normal_name(entry.name), entry.type, entry.begin, entry.end)
        if (first := seen.setdefault(key, entry.line)) != entry.line:
            told = f"'{entry.name}' stands in line {first} too; join the rows, or tell them apart"
            yield entry.line, f"{told} by 'type', 'from' and 'until'"
