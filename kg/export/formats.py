"""What an output can be exported to, and the files of each: "gexf" is `graph.gexf`.

write_export("output", ["gexf", "csv"], "export")  # export/graph.gexf, export/tables/...
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OutputError, SettingsError
from kg.rdf.query import open_store

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pyoxigraph import Store, Triple

    from kg.export.statements import Statements
    from kg.export.tables import Sheet

Content = str | bytes


class Source:
    """The graph of an output folder in the shapes that exports start from, each made once."""

    def __init__(self, output: Path) -> None:
        self.output = output

    @cached_property
    def store(self) -> Store:
        return open_store(self.output)

    @cached_property
    def triples(self) -> list[Triple]:
        from kg.export.syntaxes import read_union

        self.file("graph.nq")
        return read_union(self.output / "graph.nq")

    @cached_property
    def statements(self) -> Statements:
        from kg.export.statements import statements_of_store

        return statements_of_store(self.store)

    @cached_property
    def tables(self) -> tuple[Sheet, ...]:
        from kg.export.tables import build_tables

        return build_tables(self.statements)

    @cached_property
    def network(self) -> MultiDiGraph[str]:
        from kg.export.network import build_network

        return build_network(self.tables)

    def file(self, name: str) -> bytes:
        """A file of the output as it is."""
        path = self.output / name
        if not path.is_file():
            raise OutputError(f"{path}: not there; run: kg build -o {self.output}")
        return path.read_bytes()


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is for, and how its files (name -> content) are made."""

    name: str
    purpose: str
    files: Callable[[Source], Iterator[tuple[str, Content]]]


def rdf_files(name: str) -> Callable[[Source], Iterator[tuple[str, Content]]]:
    return lambda source: iter([(name, source.file(name))])


def syntax_files(name: str, make: str) -> Callable[[Source], Iterator[tuple[str, Content]]]:
    """One file, made from the triples by a function of `kg.export.syntaxes`."""

    def files(source: Source) -> Iterator[tuple[str, Content]]:
        from kg.export import syntaxes

        yield name, getattr(syntaxes, make)(source.triples)

    return files


def graphml_files(source: Source) -> Iterator[tuple[str, Content]]:
    from kg.export.network import network_to_graphml

    yield "graph.graphml", network_to_graphml(source.network)


def gexf_files(source: Source) -> Iterator[tuple[str, Content]]:
    from kg.export.network import network_to_gexf

    yield "graph.gexf", network_to_gexf(source.network)


def csv_files(source: Source) -> Iterator[tuple[str, Content]]:
    from kg.export.tables import table_to_csv

    for table in source.tables:
        yield f"tables/{table.name}.csv", table_to_csv(table)


def parquet_files(source: Source) -> Iterator[tuple[str, Content]]:
    from kg.export.frames import table_to_parquet

    for table in source.tables:
        yield f"tables/{table.name}.parquet", table_to_parquet(table)


def neo4j_files(source: Source) -> Iterator[tuple[str, Content]]:
    from kg.export.neo4j import build_import

    for name, content in build_import(source.tables).items():
        yield f"neo4j/{name}", content


def schema_files(source: Source) -> Iterator[tuple[str, Content]]:
    from kg.export.schema_org import embedding
    from kg.model.ids import file_stem
    from kg.vocab import SCHEMA

    for article in source.statements.all_of(SCHEMA.NewsArticle):
        name = file_stem(source.statements.one(article, SCHEMA.identifier))
        yield f"schema-org/{name}.html", embedding(source.statements, article)


def coded_files(name: str) -> Callable[[Source], Iterator[tuple[str, Content]]]:
    """An event table of `kg.export.coded`."""

    def files(source: Source) -> Iterator[tuple[str, Content]]:
        from kg.export import coded
        from kg.export.tables import table_to_csv

        table = getattr(coded, f"{name}_table")(source.statements)
        yield f"{name}.csv", table_to_csv(table)

    return files


FORMATS = {
    one.name: one
    for one in (
        Format("turtle", "Turtle 1.1, all graphs as one", rdf_files("graph.ttl")),
        Format("trig", "TriG 1.1, a graph an article", rdf_files("graph.trig")),
        Format("nquads", "N-Quads 1.1, sorted", rdf_files("graph.nq")),
        Format("ntriples", "N-Triples 1.1, sorted", syntax_files("graph.nt", "to_ntriples")),
        Format("jsonld", "JSON-LD 1.1, compact", syntax_files("graph.jsonld", "to_json_ld")),
        Format("rdfxml", "RDF/XML", syntax_files("graph.rdf", "to_rdf_xml")),
        Format("rdf12", "Turtle 1.2, shortcuts reified", syntax_files("graph-1.2.ttl", "to_rdf12")),
        Format("graphml", "GraphML for yEd, igraph, Cytoscape", graphml_files),
        Format("gexf", "GEXF for Gephi", gexf_files),
        Format("csv", "tables of entities, events, participants, claims ...", csv_files),
        Format("parquet", "the same tables for pandas, DuckDB, R", parquet_files),
        Format("neo4j", "import files and Cypher for Neo4j", neo4j_files),
        Format("schema-org", "JSON-LD to embed in the page of an article", schema_files),
        Format("acled", "a table of events with ACLED's columns", coded_files("acled")),
        Format("plover", "a table of claims with PLOVER's classes", coded_files("plover")),
    )
}


def export_files(output: str | Path, names: Iterable[str]) -> Iterator[tuple[str, Content]]:
    """File name and content, format by format; raises SettingsError for an unknown format and
    OutputError if there is no output.
    """
    source = Source(Path(output))
    for name in names:
        if name not in FORMATS:
            raise SettingsError(f"format {name!r}: not known; choose one of {', '.join(FORMATS)}")
        yield from FORMATS[name].files(source)


def write_export(output: str | Path, names: Iterable[str], folder: str | Path) -> list[Path]:
    """Writes the files of these formats into a folder; gives their paths.

    A file is replaced when its successor is whole.
    """
    written = []
    for name, content in export_files(output, names):
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            fresh.write_bytes(content if isinstance(content, bytes) else encoded(content))
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
        written.append(path)
    return written


def encoded(words: str) -> bytes:
    return words.encode("utf-8", "replace")
