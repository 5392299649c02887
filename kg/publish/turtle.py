"""Turtle, TriG and N-Quads that people can read and compare: an article, its events, its claims,
its words.

rdflib orders subjects by how often they are pointed at; here they stand in the order of reading,
lists are sorted, and numbers inside IRIs sort as numbers (`event/2` before `event/10`). The same
graph gives the same text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rdflib import Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Identifier, Literal, URIRef

from kg.rdf.query import ESCAPES
from kg.rdf.sheet import Triple
from kg.vocab import KG, RDF, RDFS, SEM, XSD, bind_prefixes

Graphs = Iterable[tuple[URIRef, Iterable[Triple]]]

_FIRST = (str(RDF.type), str(RDFS.label), str(KG.lemma), str(KG.about), str(SEM.hasActor))
_LOCAL = re.compile(
    r"(?:[A-Za-z0-9_]|%[0-9A-F]{2})(?:(?:[\w.-]|%[0-9A-F]{2})*(?:[\w-]|%[0-9A-F]{2}))?", re.ASCII
)
_DECIMAL = re.compile(r"[+-]?\d+\.\d+", re.ASCII)
_DIGITS = re.compile(r"(\d+)", re.ASCII)
# The parts of an article in the order of reading; its words come last.
_PARTS = (
    "",
    "main",
    "event",
    "claim",
    "relation",
    "post",
    "entity",
    "unnamed-source",
    "time",
    "publisher",
)


def prefixes_of(base: str) -> dict[str, str]:
    """Every prefix that our graphs bind, with its namespace."""
    graph = Graph(bind_namespaces="none")
    bind_prefixes(graph, base=base)
    return {prefix: str(namespace) for prefix, namespace in graph.namespaces()}


def render_nquads(graphs: Graphs) -> str:
    """All quads as N-Quads, one a line, sorted, each once."""
    lines: set[str] = set()
    for name, triples in graphs:
        graph = "" if name == DATASET_DEFAULT_GRAPH_ID else f" {_full(name)}"
        lines |= {f"{_full(s)} {_full(p)} {_full(o)}{graph} .\n" for s, p, o in triples}
    return "".join(sorted(lines))


def render_turtle(triples: Iterable[Triple], *, prefixes: Mapping[str, str], base: str) -> str:
    """One graph as Turtle with only the prefixes that it uses."""
    writer = _Writer(prefixes, base)
    body = writer.body(triples, indent="")
    return f"{writer.head()}\n{body}"


def render_trig(graphs: Graphs, *, prefixes: Mapping[str, str], base: str) -> str:
    """All graphs as TriG, the default graph first, the others by name."""
    writer = _Writer(prefixes, base)
    blocks = []
    for name, triples in sorted(
        graphs, key=lambda graph: (graph[0] != DATASET_DEFAULT_GRAPH_ID, graph[0])
    ):
        body = writer.body(triples, indent="    ")
        label = "" if name == DATASET_DEFAULT_GRAPH_ID else f"{writer.show(name)} "
        blocks.append(f"{label}{{\n{body}}}\n")
    return "\n".join([writer.head(), *blocks])


@lru_cache(maxsize=262144)
def _full(term: Identifier) -> str:
    """A term as N-Triples writes it."""
    if not isinstance(term, Literal):
        return f"<{term}>"
    words = f'"{term.translate(ESCAPES)}"'
    if term.language:
        return f"{words}@{term.language}"
    if term.datatype is None or term.datatype == XSD.string:
        return words
    return f"{words}^^<{term.datatype}>"


class _Writer:
    """Shortens terms and remembers which prefixes it used."""

    def __init__(self, prefixes: Mapping[str, str], base: str) -> None:
        longest_first = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))
        self._prefixes = {namespace: prefix for prefix, namespace in reversed(longest_first)}
        self._base = base
        self._used: dict[str, str] = {}
        self._shown: dict[Identifier, str] = {}

    def head(self) -> str:
        """The base and the prefixes used so far."""
        lines = [f"@base <{self._base}> .\n"]
        lines += [f"@prefix {prefix}: <{self._used[prefix]}> .\n" for prefix in sorted(self._used)]
        return "".join(lines)

    def body(self, triples: Iterable[Triple], *, indent: str) -> str:
        """The statements, a paragraph for each subject."""
        subjects: dict[Identifier, dict[str, set[Identifier]]] = defaultdict(
            lambda: defaultdict(set)
        )
        for subject, predicate, value in triples:
            subjects[subject][str(predicate)].add(value)
        ordered = sorted(subjects, key=lambda subject: _reading_order(str(subject), self._base))
        return "\n".join(self._paragraph(subject, subjects[subject], indent) for subject in ordered)

    def _paragraph(
        self, subject: Identifier, facts: Mapping[str, set[Identifier]], indent: str
    ) -> str:
        first = [predicate for predicate in _FIRST if predicate in facts]
        rest = sorted((set(facts) - set(first)), key=lambda name: (self.show(URIRef(name)), name))
        lines = []
        for predicate in (*first, *rest):
            verb = "a" if predicate == _FIRST[0] else self.show(URIRef(predicate))
            values = list(map(self.show, facts[predicate]))
            if len(values) > 1:
                values.sort(key=_natural)
            lines.append(f"{verb} {', '.join(values)}")
        return f"{indent}{self.show(subject)} " + f" ;\n{indent}    ".join(lines) + " .\n"

    def show(self, term: Identifier) -> str:
        """A term in its shortest form."""
        known = self._shown.get(term)
        if known is None:
            known = self._literal(term) if isinstance(term, Literal) else self._iri(str(term))
            self._shown[term] = known
        return known

    def _literal(self, term: Literal) -> str:
        if term.datatype == XSD.boolean and str(term) in {"true", "false"}:
            return str(term)
        if term.datatype == XSD.decimal and _DECIMAL.fullmatch(str(term)):
            return str(term)
        if term.datatype is None or term.datatype == XSD.string:
            return _full(term)
        return f'"{term.translate(ESCAPES)}"^^{self._iri(str(term.datatype))}'

    def _iri(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefixes.get(iri[:cut])
        if prefix is not None and _LOCAL.fullmatch(iri[cut:]):
            self._used[prefix] = iri[:cut]
            return f"{prefix}:{iri[cut:]}"
        if iri.startswith(self._base) and iri != self._base:
            return f"<{iri.removeprefix(self._base)}>"
        return f"<{iri}>"


def _reading_order(iri: str, base: str) -> tuple[int, str, int, list[tuple[int, int | str]]]:
    """Articles with their parts, then what articles share, then types and actions."""
    if not iri.startswith(base):
        return 2, "", 0, _natural(iri)
    path = iri.removeprefix(base)
    if not path.startswith("article/"):
        return 1, "", 0, _natural(path)
    name, _, part = path.removeprefix("article/").partition("/")
    name, mark, _ = name.partition("#")
    kind = part.partition("/")[0]
    rank = len(_PARTS) if mark else _PARTS.index(kind) if kind in _PARTS else len(_PARTS) - 1
    return 0, name, rank, _natural(path)


def _natural(words: str) -> list[tuple[int, int | str]]:
    """A key that sorts digits as numbers."""
    return [(0, int(p)) if p.isdecimal() and p.isascii() else (1, p) for p in _DIGITS.split(words)]
