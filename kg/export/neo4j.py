"""The graph for Neo4j: CSV files for `neo4j-admin database import`, and Cypher that loads the same.

"Rebels shelled Kessa" becomes `(:Event:Bombing)-[:AGENT]->(:Entity:ArmedGroup)`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from kg.export.network import find_edges, records_of
from kg.export.tables import Cell, Sheet, show

NODES = {  # table -> label, columns with their types
    "entities": (
        "Entity",
        "name named:boolean aliases wikidata geonames latitude:float longitude:float country",
    ),
    "events": ("Event", "label lemma plover earliest latest sentence article published"),
    "articles": ("Article", "title published publisher url"),
}
EDGE_COLUMNS = "label words polarity certainty temporality quoted:boolean sentence"
UNSAFE = re.compile(r"[^A-Za-z0-9]+")
CYPHER = """// Loads the files beside this one into an empty database: copy them into its import
// folder, then
// cypher-shell -f load.cypher
// A large graph is loaded faster by
// neo4j-admin database import full --nodes=entities.csv --nodes=events.csv --nodes=articles.csv \\
//   --nodes=sources.csv --relationships=edges.csv --multiline-fields=true
CREATE CONSTRAINT node_id IF NOT EXISTS FOR (n:Node) REQUIRE n.id IS UNIQUE;
"""
LOAD_NODES = """
LOAD CSV WITH HEADERS FROM 'file:///{file}' AS row
CALL (row) {{
  CREATE (n:Node {{id: row.`id:ID`}})
  SET n:$(split(row.`:LABEL`, ';')){properties}
}} IN TRANSACTIONS OF 1000 ROWS;
"""
LOAD_EDGES = """
LOAD CSV WITH HEADERS FROM 'file:///edges.csv' AS row
CALL (row) {{
  MATCH (a:Node {{id: row.`:START_ID`}}), (b:Node {{id: row.`:END_ID`}})
  CREATE (a)-[r:$(row.`:TYPE`)]->(b){properties}
}} IN TRANSACTIONS OF 1000 ROWS;
"""


def build_import(tables: tuple[Sheet, ...]) -> dict[str, str]:
    """File name -> text: nodes, edges and `load.cypher`."""
    records = {table.name: records_of(table) for table in tables}
    files = {
        f"{name}.csv": nodes_csv(label, columns, records[name])
        for name, (label, columns) in NODES.items()
    }
    known = {str(row["id"]) for name in NODES for row in records[name]}
    edges = list(edges_of(records))
    sources = {
        node: str(about.get("name") or node)
        for begin, end, about in edges
        for node in (begin, end)
        if node not in known
    }
    files["sources.csv"] = written(
        ["id:ID", "name", ":LABEL"], ([iri, name, "Source"] for iri, name in sources.items())
    )
    files["edges.csv"] = edges_csv(edges)
    files["load.cypher"] = cypher()
    return files


def edges_of(
    records: Mapping[str, list[dict[str, Cell]]],
) -> Iterator[tuple[str, str, dict[str, Cell]]]:
    """The edges of the network, and each event's to its article."""
    yield from find_edges(records)
    for row in records["events"]:
        yield str(row["id"]), str(row["article"]), {"kind": "article", "label": "told in"}


def nodes_csv(label: str, columns: str, records: Iterable[Mapping[str, Cell]]) -> str:
    names = columns.split()
    rows = (
        [
            show(row["id"]),
            *(show(row[name.partition(":")[0]]) for name in names),
            f"{label};{row['type']}" if row.get("type") else label,
        ]
        for row in records
    )
    return written(["id:ID", *names, ":LABEL"], rows)


def edges_csv(edges: Iterable[tuple[str, str, Mapping[str, Cell]]]) -> str:
    names = EDGE_COLUMNS.split()
    rows = (
        [begin, *(show(about.get(name.partition(":")[0])) for name in names), end, type_of(about)]
        for begin, end, about in edges
    )
    return written([":START_ID", *names, ":END_ID", ":TYPE"], rows)


def type_of(about: Mapping[str, Cell]) -> str:
    """The type of a relationship: AGENT, CLAIMS, SAME_EVENT_AS."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", str(about["label"]))
    return UNSAFE.sub("_", words).strip("_").upper()


def written(columns: list[str], rows: Iterable[list[str]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return stream.getvalue()


def cypher() -> str:
    parts = [CYPHER]
    for name, (_, columns) in NODES.items():
        parts.append(LOAD_NODES.format(file=f"{name}.csv", properties=settings("n", columns)))
    parts.append(LOAD_NODES.format(file="sources.csv", properties=settings("n", "name")))
    parts.append(LOAD_EDGES.format(properties=settings("r", EDGE_COLUMNS)))
    return "".join(parts)


def settings(of: str, columns: str) -> str:
    """`SET` lines; an empty cell sets nothing."""
    casts = {"float": "toFloat", "boolean": "toBoolean"}
    lines = []
    for column in columns.split():
        name, _, kind = column.partition(":")
        value = f"nullIf(row.`{column}`, '')"
        lines.append(f"\n  SET {of}.{name} = {f'{casts[kind]}({value})' if kind else value}")
    return "".join(lines)
