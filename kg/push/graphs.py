"""The graphs of an output, one after the other: an article's 5,000 triples as N-Triples.

What graph.nq has in its default graph (articles, runs, types) is a graph of its own in the store,
`<base>graph/default`: to replace the default graph of a store would remove what others put there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg.errors import OutputError

STORES_OWN = "default"  # as the name of a graph: the store's own default graph


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph to push: its name ("default": the store's own), and its lines, each once, sorted."""

    name: str
    lines: tuple[str, ...]

    @property
    def digest(self) -> str:
        return sha256("".join(self.lines).encode()).hexdigest()

    @property
    def is_default(self) -> bool:
        return self.name == STORES_OWN


def read_graphs(output: Path, *, default: str | None = None) -> tuple[Graph, ...]:
    """The graphs of an output folder by name, the default one (named `default`) first; raises
    OutputError.
    """
    from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

    path = output / "graph.nq"
    if not path.is_file():
        raise OutputError(f"{output}: no graph.nq in it; run: kg build -o {output}")
    found: dict[str, set[str]] = {"": set()}
    try:
        quads: Iterator[Quad] = parse(path=str(path), format=RdfFormat.N_QUADS)
        for quad in quads:
            name = quad.graph_name
            key = name.value if isinstance(name, NamedNode) else ""
            if isinstance(name, NamedNode | DefaultGraph):
                found.setdefault(key, set()).add(f"{quad.triple} .\n")
    except (SyntaxError, ValueError) as error:
        raise OutputError(f"{path}: is no N-Quads ({error}); run: kg build -o {output}") from error
    base = find_base(found)
    first = default or f"{base}graph/default"
    graphs = [Graph(first, tuple(sorted(found.pop(""))))]
    graphs += [Graph(name, tuple(sorted(lines))) for name, lines in sorted(found.items())]
    return tuple(graph for graph in graphs if graph.lines)


def find_base(names: dict[str, set[str]]) -> str:
    """What the IRIs begin with, as the names of the articles' graphs tell."""
    from kg.rdf.iris import DEFAULT_BASE

    for name in sorted(names):
        begin, middle, _ = name.partition("article/")
        if middle:
            return begin
    return DEFAULT_BASE
