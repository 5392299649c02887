"""Knowledge as rdflib Dataset, networkx graph, DataFrames or a table in a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from kg.export.frames import tables_to_frames
from kg.export.network import build_network
from kg.export.statements import statements_of_graphs
from kg.export.tables import Sheet, build_tables
from kg.model import Knowledge, Reading
from kg.rdf.as_rdflib import bind_prefixes
from kg.rdf.as_rdflib import to_rdflib as term_of
from kg.rdf.iris import DEFAULT_BASE
from kg.rdf.mapping import build_graphs

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pandas import DataFrame
    from rdflib import Dataset

SHOWN = 20  # rows that a notebook shows
HEAD = ("article", "who says it", "event", "polarity", "certainty", "sentence")


def to_rdflib(knowledge: Knowledge) -> Dataset:
    """A Dataset with the default graph, one graph an article and the derived ones."""
    from rdflib import Dataset
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    found = Dataset()
    bind_prefixes(found, base=DEFAULT_BASE)
    for name, triples in build_graphs(knowledge):
        graph = found.graph(term_of(name) if name else DATASET_DEFAULT_GRAPH_ID)
        for subject, predicate, value in triples:
            graph.add((term_of(subject), term_of(predicate), term_of(value)))
    return found


def to_networkx(knowledge: Knowledge) -> MultiDiGraph[str]:
    return build_network(tables_of(knowledge))


def to_frames(knowledge: Knowledge) -> dict[str, DataFrame]:
    return tables_to_frames(tables_of(knowledge))


def tables_of(knowledge: Knowledge) -> tuple[Sheet, ...]:
    return build_tables(statements_of_graphs(build_graphs(knowledge)))


def to_html(knowledge: Knowledge) -> str:
    """The first claims of all articles as a table."""
    rows = [row for reading in knowledge.readings for row in rows_of(reading)]
    title = f"{len(knowledge.readings)} articles, {len(knowledge.nodes)} entities"
    return table_html(f"{title}, {len(rows)} claims", rows)


def reading_to_html(reading: Reading) -> str:
    """The first claims of an article as a table."""
    rows = list(rows_of(reading))
    return table_html(f"{reading.article.title}: {len(rows)} claims", rows)


def rows_of(reading: Reading) -> Iterator[tuple[str, ...]]:
    """A row a claim, as HEAD names its cells."""
    for claim in reading.claims:
        said = None if claim.attribution is None else reading.attributions[claim.attribution]
        source = said.source if said is not None else None
        who = reading.entities[source].name if source is not None else ""
        voice = reading.article.publisher or "the publisher"
        event = reading.events[claim.event]
        yield (
            reading.article.id,
            voice if said is None else who or "somebody not named",
            f"{event.label} ({event.type})",
            claim.polarity,
            claim.certainty,
            claim.evidence.text,
        )


def table_html(title: str, rows: list[tuple[str, ...]]) -> str:
    """An HTML table; every word is escaped."""
    head = "".join(f"<th>{name}</th>" for name in HEAD)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows[:SHOWN]
    )
    more = f"<p>and {len(rows) - SHOWN} more</p>" if len(rows) > SHOWN else ""
    return f"<p>{escape(title)}</p><table><tr>{head}</tr>{body}</table>{more}"
