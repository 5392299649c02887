"""Turtle, TriG and N-Quads that people can read and compare: an article, its events, its claims,
its words.

rdflib orders subjects by how often they are pointed at; here they stand in the order of reading,
lists are sorted, and numbers inside IRIs sort as numbers (`event/2` before `event/10`). The same
graph gives the same text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from kg.rdf.terms import (
    DEFAULT_GRAPH,
    KG,
    RDF,
    RDFS,
    SEM,
    XSD,
    Term,
    Triple,
    iri_of,
    split_literal,
)

Graphs = Iterable[tuple[Term, Iterable[Triple]]]

_FIRST = (RDF.type, RDFS.label, KG.lemma, KG.about, SEM.hasActor)
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


def render_nquads(graphs: Graphs) -> str:
    """All quads as N-Quads, one a line, sorted, each once."""
    lines = {line for name, triples in graphs for line in quad_lines(name, triples)}
    return "".join(sorted(lines))


def quad_lines(name: Term, triples: Iterable[Triple]) -> Iterator[str]:
    """The quads of one graph, one a line, in the order of the triples."""
    end = f" {name} .\n" if name else " .\n"
    return (f"{subject} {predicate} {value}{end}" for subject, predicate, value in triples)


def render_turtle(triples: Iterable[Triple], *, prefixes: Mapping[str, str], base: str) -> str:
    """One graph as Turtle with only the prefixes that it uses."""
    writer = _Writer(prefixes, base)
    body = "\n".join(writer.paragraphs(triples).values())
    return f"{writer.head()}\n{body}"


def render_trig(graphs: Graphs, *, prefixes: Mapping[str, str], base: str) -> str:
    """All graphs as TriG, the default graph first, the others by name."""
    return render_trig_and_turtle(graphs, prefixes=prefixes, base=base)[0]


def render_trig_and_turtle(
    graphs: Graphs, *, prefixes: Mapping[str, str], base: str
) -> tuple[str, str]:
    """All graphs as TriG, and as Turtle all that they say together, as one graph.

    Most subjects stand in one graph; their paragraphs are written once for both.
    """
    writer = _Writer(prefixes, base)
    whole: dict[Term, str] = {}
    several: set[Term] = set()
    blocks = []
    for name, triples in sorted(
        graphs, key=lambda graph: (graph[0] != DEFAULT_GRAPH, iri_of(graph[0]))
    ):
        found = writer.paragraphs(triples)
        several |= found.keys() & whole.keys()
        whole |= found
        blocks.append((name, "\n".join(map(_indented, found.values()))))
    together = (triple for _, triples in graphs for triple in triples if triple[0] in several)
    whole |= writer.paragraphs(together)
    turtle = "\n".join(whole[subject] for subject in sorted(whole, key=writer.order))
    turtle = f"{writer.head()}\n{turtle}"
    labels = [f"{writer.show(name)} " if name else "" for name, _ in blocks]
    named = [f"{label}{{\n{body}}}\n" for label, (_, body) in zip(labels, blocks, strict=True)]
    return "\n".join([writer.head(), *named]), turtle


def _indented(paragraph: str) -> str:
    """Its lines four columns further right; it ends with a line feed, and no line is empty."""
    return "    " + paragraph[:-1].replace("\n", "\n    ") + "\n"


Order = tuple[int, str, int, list[tuple[int, int | str]]]


class _Writer:
    """Shortens terms and remembers which prefixes it used."""

    def __init__(self, prefixes: Mapping[str, str], base: str) -> None:
        longest_first = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))
        self._prefixes = {namespace: prefix for prefix, namespace in reversed(longest_first)}
        self._base = base
        self._used: dict[str, str] = {}
        self._shown: dict[Term, str] = {}
        self._orders: dict[tuple[Term, ...], list[tuple[Term, str]]] = {}
        self._places: dict[Term, Order] = {}

    def head(self) -> str:
        """The base and the prefixes used so far."""
        lines = [f"@base <{self._base}> .\n"]
        lines += [f"@prefix {prefix}: <{self._used[prefix]}> .\n" for prefix in sorted(self._used)]
        return "".join(lines)

    def paragraphs(self, triples: Iterable[Triple]) -> dict[Term, str]:
        """The statements, a paragraph for each subject, in the order of reading."""
        subjects: dict[Term, dict[Term, set[Term]]] = defaultdict(lambda: defaultdict(set))
        for subject, predicate, value in triples:
            subjects[subject][predicate].add(value)
        return {
            name: self._paragraph(name, subjects[name]) for name in sorted(subjects, key=self.order)
        }

    def order(self, subject: Term) -> Order:
        """What sorts subjects as they are to be read."""
        known = self._places.get(subject)
        if known is None:
            known = self._places[subject] = _reading_order(iri_of(subject), self._base)
        return known

    def _paragraph(self, subject: Term, facts: Mapping[Term, set[Term]]) -> str:
        shown = self._shown
        lines = []
        for predicate, verb in self._verbs(tuple(facts)):
            values = facts[predicate]
            if len(values) == 1:
                (value,) = values
                lines.append(f"{verb} {shown.get(value) or self.show(value)}")
            else:
                lines.append(f"{verb} {', '.join(sorted(map(self.show, values), key=_natural))}")
        return f"{self.show(subject)} " + " ;\n    ".join(lines) + " .\n"

    def _verbs(self, predicates: tuple[Term, ...]) -> list[tuple[Term, str]]:
        """Predicates in the order of reading, as they are written; few subjects have others than
        one before them.
        """
        known = self._orders.get(predicates)
        if known is None:
            first = [predicate for predicate in _FIRST if predicate in predicates]
            rest = sorted(set(predicates) - set(first), key=lambda name: (self.show(name), name))
            verbs = [(name, "a" if name == RDF.type else self.show(name)) for name in first + rest]
            known = self._orders[predicates] = verbs
        return known

    def show(self, term: Term) -> str:
        """A term in its shortest form."""
        known = self._shown.get(term)
        if known is None:
            known = self._iri(iri_of(term)) if term[0] == "<" else self._literal(term)
            self._shown[term] = known
        return known

    def _literal(self, term: Term) -> str:
        words, datatype, _ = split_literal(term)
        if not datatype:
            return term
        plain, kind = words[1:-1], f"<{datatype}>"
        if kind == XSD.boolean and plain in {"true", "false"}:
            return plain
        if kind == XSD.decimal and _DECIMAL.fullmatch(plain):
            return plain
        return f"{words}^^{self._iri(datatype)}"

    def _iri(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefixes.get(iri[:cut])
        if prefix is not None and _LOCAL.fullmatch(iri[cut:]):
            self._used[prefix] = iri[:cut]
            return f"{prefix}:{iri[cut:]}"
        if iri.startswith(self._base) and iri != self._base:
            return f"<{iri.removeprefix(self._base)}>"
        return f"<{iri}>"


def _reading_order(iri: str, base: str) -> Order:
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


@lru_cache(maxsize=65536)
def _natural(words: str) -> list[tuple[int, int | str]]:
    """A key that sorts digits as numbers."""
    return [(0, int(p)) if p.isdecimal() and p.isascii() else (1, p) for p in _DIGITS.split(words)]
