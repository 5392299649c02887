"""The graph for Gephi, yEd and networkx: entities and events as nodes, roles and claims as edges.

"Rebels shelled Kessa, witnesses said": the event has an edge `agent` to the rebels and `patient` to
Kessa, and the witnesses an edge `claims` to the event.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kg.export.tables import Cell, Sheet

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Records = list[dict[str, Cell]]
WRITTEN_ON = re.compile(r' lastmodifieddate="[^"]*"')
NODE_COLUMNS = {  # table -> the columns that its nodes carry
    "entities": "type family named wikidata geonames latitude longitude country articles",
    "events": "type plover lemma earliest latest places article",
}


def build_network(tables: tuple[Sheet, ...]) -> MultiDiGraph[str]:
    """A directed graph with several edges between two nodes; nodes are IRIs.

    Nodes have `kind` (entity, event, source), `label` and what their table says; edges have `kind`
    (participant, place, claim, relation), `label` and what is known of them. What is not known is
    left out.
    """
    from networkx import MultiDiGraph

    found: MultiDiGraph[str] = MultiDiGraph()
    records = {table.name: records_of(table) for table in tables}
    for row in records["entities"]:
        found.add_node(row["id"], kind="entity", label=row["name"], **of(row, "entities"))
    for row in records["events"]:
        found.add_node(row["id"], kind="event", label=row["label"], **of(row, "events"))
    for begin, end, known in find_edges(records):
        for node in (begin, end):
            if node not in found:
                found.add_node(node, kind="source", label=known.get("name", node))
        known.pop("name", None)
        found.add_edge(begin, end, **{k: v for k, v in known.items() if v is not None})
    return found


def find_edges(records: Mapping[str, Records]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Edges with what is known of them, in the order of reading."""
    for row in records["participants"]:
        if "#char=" not in str(row["participant"]):  # words alone, nobody known
            known = {"kind": "participant", "label": row["role"], "words": row["words"]}
            yield str(row["event"]), str(row["participant"]), {**known, "name": row["name"]}
    for row in records["events"]:
        for place in str(row["place_ids"] or "").split("; "):
            if place:
                yield str(row["id"]), place, {"kind": "place", "label": "place", "name": place}
    for row in records["claims"]:
        known = {"kind": "claim", "label": "claims", "name": row["source_name"]}
        known |= {name: row[name] for name in ("polarity", "certainty", "temporality", "quoted")}
        yield str(row["source"]), str(row["event"]), known | {"sentence": row["sentence"]}
    for row in records["relations"]:
        yield str(row["source"]), str(row["target"]), {"kind": "relation", "label": row["kind"]}


def records_of(table: Sheet) -> Records:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def of(row: Mapping[str, Cell], table: str) -> dict[str, Cell]:
    """What a node carries, without what is not known."""
    return {name: row[name] for name in NODE_COLUMNS[table].split() if row[name] is not None}


def network_to_graphml(network: MultiDiGraph[str]) -> str:
    """GraphML, which yEd, Gephi, igraph and Cytoscape open."""
    from networkx import generate_graphml

    return "\n".join(generate_graphml(visible(network), named_key_ids=True)) + "\n"


def network_to_gexf(network: MultiDiGraph[str]) -> str:
    """GEXF 1.2 for Gephi, without the day on which it was written."""
    from networkx import write_gexf

    stream = io.BytesIO()
    write_gexf(visible(network), stream)
    return WRITTEN_ON.sub("", stream.getvalue().decode("utf-8")) + "\n"


def visible(network: MultiDiGraph[str]) -> MultiDiGraph[str]:
    """A copy whose texts hold only characters that XML 1.0 can: others become U+FFFD."""
    clean = network.copy()
    for _, known in clean.nodes(data=True):
        known.update({key: without_controls(value) for key, value in known.items()})
    for _, _, known in clean.edges(data=True):
        known.update({key: without_controls(value) for key, value in known.items()})
    return clean


NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_controls(value: object) -> object:
    return NO_XML.sub("\ufffd", value) if isinstance(value, str) else value
