"""Makes authority files: a Wikidata dump extract or a SPARQL result -> rows of a .tsv.

Wikidata entities come as one JSON object a line, plain or .gz (the dump's own "[", "]" and closing
commas are passed over); SPARQL results as SPARQL 1.1 Query Results JSON with the variables ?item,
?itemLabel, ?itemAltLabel and, if wanted, ?type, ?geonames, ?article, ?from, ?until.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import AuthorityError
from kg.lexicon.authority import COLUMNS, ID_FORMS, bare_id

ENGLISH = ("en", "en-gb", "mul")
HUMAN, INSTANCE_OF, GEONAMES_ID, COORDINATES = "Q5", "P31", "P1566", "P625"
BEGINNINGS, ENDS = ("P571", "P580"), ("P576", "P582")  # inception, start; dissolved, end
SPARQL_VARIABLES = {
    "item": "iri", "itemLabel": "name", "label": "name", "name": "name", "itemAltLabel": "aliases",
    "alias": "aliases", "aliases": "aliases", "type": "type", "geonames": "geonames",
    "article": "dbpedia", "dbpedia": "dbpedia", "from": "from", "until": "until",
}  # fmt: skip
Row = dict[str, str]


def build_rows(path: Path, types: Mapping[str, str]) -> tuple[list[Row], int]:
    """The rows of a source, sorted by name and id, and how many of its things have no English name.

    `types` gives entity types for classes ("Q515" -> "City"). Raises AuthorityError.
    """
    head = read_head(path)
    if '"bindings"' in head or '"head"' in head:
        rows, nameless = sparql_rows(path, types)
    else:
        rows, nameless = wikidata_rows(path, types)
    return sorted(rows, key=lambda row: (row["name"], row.get("wikidata", ""), str(row))), nameless


def open_text(path: Path) -> io.TextIOBase:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def read_head(path: Path) -> str:
    try:
        with open_text(path) as lines:
            return lines.read(2000).split('"id"')[0]
    except FileNotFoundError:
        raise AuthorityError(f"{path}: there is no such file; correct the path") from None
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise AuthorityError(f"{path}: cannot be read ({error}); is it whole?") from error


def wikidata_rows(path: Path, types: Mapping[str, str]) -> tuple[list[Row], int]:
    rows, nameless = [], 0
    for entity in wikidata_entities(path):
        row = wikidata_row(entity, types)
        rows += [row] if row["name"] else []
        nameless += not row["name"]
    return rows, nameless


def wikidata_entities(path: Path) -> Iterator[Mapping[str, Any]]:
    with open_text(path) as lines:
        for number, line in enumerate(lines, 1):
            text = line.strip().rstrip(",")
            if text in ("", "[", "]"):
                continue
            try:
                entity = json.loads(text)
            except json.JSONDecodeError as error:
                raise AuthorityError(
                    f"{path}:{number}: no JSON object ({error.msg}); give one entity a line"
                ) from None
            if not isinstance(entity, dict) or "id" not in entity:
                raise AuthorityError(f"{path}:{number}: no Wikidata entity (it has no 'id')")
            yield entity


def wikidata_row(entity: Mapping[str, Any], types: Mapping[str, str]) -> Row:
    claims = entity.get("claims", {})
    labels, aliases = entity.get("labels", {}), entity.get("aliases", {})
    name = next((labels[code]["value"] for code in ENGLISH if code in labels), "")
    others = [alias["value"] for code in ENGLISH for alias in aliases.get(code, [])]
    others += [labels[code]["value"] for code in ENGLISH if code in labels]
    classes = [value["id"] for value in values(claims, INSTANCE_OF) if isinstance(value, dict)]
    kind = next((types[one] for one in classes if one in types), "")
    kind = kind or ("Person" if HUMAN in classes else "")
    kind = kind or ("Place" if values(claims, COORDINATES) and values(claims, GEONAMES_ID) else "")
    title = entity.get("sitelinks", {}).get("enwiki", {}).get("title", "")
    return {
        "name": clean(name),
        "type": kind,
        "aliases": joined(others, name),
        "wikidata": entity["id"],
        "geonames": str(next(iter(values(claims, GEONAMES_ID)), "")),
        "dbpedia": bare_id("dbpedia", title),
        "from": first_day(claims, BEGINNINGS),
        "until": first_day(claims, ENDS),
    }


def values(claims: Mapping[str, Any], name: str) -> list[Any]:
    """The values of a property, those of preferred rank first, without deprecated ones."""
    found = [claim for claim in claims.get(name, []) if claim.get("rank") != "deprecated"]
    found.sort(key=lambda claim: claim.get("rank") != "preferred")
    data = [claim.get("mainsnak", {}).get("datavalue", {}).get("value") for claim in found]
    return [value for value in data if value is not None]


def first_day(claims: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """The day, month or year that a time value gives, as exactly as its precision says."""
    for name in names:
        for value in values(claims, name):
            time, precision = str(value.get("time", "")), int(value.get("precision", 0))
            if time.startswith("+") and precision >= 9:
                return time[1:11][: {9: 4, 10: 7}.get(precision, 10)]
    return ""


def sparql_rows(path: Path, types: Mapping[str, str]) -> tuple[list[Row], int]:
    """One row an item: results repeat an item for each of its aliases."""
    try:
        with open_text(path) as lines:
            found = json.load(lines)
        bindings = found["results"]["bindings"]
    except (ValueError, KeyError, TypeError):
        raise AuthorityError(
            f"{path}: no SPARQL result; save it as JSON (application/sparql-results+json)"
        ) from None
    items: dict[str, Row] = {}
    nameless = 0
    for number, binding in enumerate(bindings, 1):
        cells = [(SPARQL_VARIABLES.get(k, ""), clean(v["value"])) for k, v in binding.items()]
        row = {key: value for key, value in cells if key}
        identity = row.get("iri", "") or f"row {number}"
        if not row.get("name") or row["name"] == bare_id("wikidata", identity):
            nameless += 1  # the label service writes the id where there is no label
            continue
        told = items.setdefault(identity, {})
        aliases = [*told.get("aliases", "").split(";"), *row.get("aliases", "").split(", ")]
        items[identity] = {**row, **told, "aliases": joined(aliases, row["name"])}
    return [sparql_row(row, types) for row in items.values()], nameless


def sparql_row(row: Row, types: Mapping[str, str]) -> Row:
    item = bare_id("wikidata", row.get("iri", ""))
    if ID_FORMS["wikidata"][0].fullmatch(item):
        row = {**row, "wikidata": item, "iri": ""}
    kind = bare_id("wikidata", row.get("type", ""))
    kind = types.get(kind) or ("Person" if kind == HUMAN else row.get("type", ""))
    days = {key: row.get(key, "")[:10] for key in ("from", "until")}
    is_class = kind.startswith("http") or (kind[:1] == "Q" and kind[1:].isdigit())
    row["type"] = "" if is_class else kind
    row["dbpedia"] = bare_id("dbpedia", row.get("dbpedia", ""))
    row["geonames"] = bare_id("geonames", row.get("geonames", ""))
    return {**row, **days}


def joined(names: list[str], name: str) -> str:
    kept = dict.fromkeys(clean(each) for each in names)
    return ";".join(each for each in kept if len(each) > 1 and each != name and ";" not in each)


def clean(words: str) -> str:
    return " ".join(words.split())


def rows_to_tsv(rows: list[Row]) -> str:
    """The rows as a tab-separated file with its header, and a closing line break."""
    text = io.StringIO()
    table = csv.writer(text, delimiter="\t", lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows([row.get(column, "") for column in COLUMNS] for row in rows)
    return text.getvalue()
