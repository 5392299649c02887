"""The shapes of ontology/shapes.ttl, checked on our own terms: "the mill will close" has a claim.

The part of SHACL Core that our shapes use (property shapes with targets, one path, and the
constraints below), at a tenth of the time that pyshacl takes, so that every build checks every
triple. A constraint that is not known here is refused, never passed over. `kg check` asks pyshacl,
and tests compare the two on every example.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kg.errors import OntologyError
from kg.ontology import KG_IRI, find_ontology_folder, load_ontology
from kg.rdf.constraints import CONSTRAINTS, Facts, Test, upwards, words_of
from kg.rdf.terms import RDF, Term, Triple, iri_of, split_literal

SHAPES_IRI = "https://w3id.org/newskg/shapes#"
_SH = "<http://www.w3.org/ns/shacl#"
_NIL = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>"
_FIRST = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#first>"
_REST = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>"
_KG = f"<{KG_IRI}"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A node of a graph that breaks a shape ("Claim-source"), in words."""

    node: str
    shape: str
    message: str
    value: str = ""

    def __str__(self) -> str:
        found = f", found {self.value}" if self.value else ""
        return f"{self.node}: {self.message}{found} (shape {self.shape})"


@dataclass(slots=True)
class Shape:
    """One property shape: which nodes it is about, which values it looks at, what they must be."""

    name: str
    message: str
    path: Term
    inverse: bool
    classes: list[Term]
    subjects_of: list[Term]
    objects_of: list[Term]
    least: int = 0
    most: int | None = None
    tests: list[Test] = field(default_factory=list)
    given: list[tuple[str, list[Term]]] = field(default_factory=list)  # what the tests are made of


def find_violations(triples: Iterable[Triple]) -> tuple[Violation, ...]:
    """What breaks a shape or uses an undeclared kg: term, sorted; empty if all is well."""
    facts, back = index(triples)
    nodes = _instances(facts)
    found = set(_undeclared(facts))
    for shape in load_shapes():
        values_of = back.get(shape.path, {}) if shape.inverse else None
        for node in _focus(shape, facts, back, nodes):
            if values_of is None:
                values = facts.get(node, {}).get(shape.path, {})
            else:
                values = values_of.get(node, {})
            if len(values) < shape.least or (shape.most is not None and len(values) > shape.most):
                found.add(Violation(iri_of(node), shape.name, shape.message))
            for test in shape.tests:
                for value in values:
                    if not test(facts, node, value):
                        found.add(Violation(iri_of(node), shape.name, shape.message, value))
    return tuple(sorted(found))


def index(triples: Iterable[Triple]) -> tuple[Facts, Facts]:
    """Subject -> predicate -> values, and for what shapes ask backwards predicate -> value ->
    subjects.
    """
    facts: Facts = {}
    backwards = {path for shape in load_shapes() for path in shape.objects_of}
    backwards.update(shape.path for shape in load_shapes() if shape.inverse)
    back: Facts = {}
    for subject, predicate, value in triples:
        about = facts.get(subject)
        if about is None:
            about = facts[subject] = {}
        if predicate in about:
            about[predicate][value] = None
        else:
            about[predicate] = {value: None}
        if predicate in backwards:
            back.setdefault(predicate, {}).setdefault(value, {})[subject] = None
    return facts, back


def _instances(facts: Facts) -> dict[Term, dict[Term, None]]:
    """Class -> its nodes, those of its subclasses in the graph too."""
    nodes: dict[Term, dict[Term, None]] = {}
    above: dict[tuple[Term, ...], dict[Term, None]] = {}
    for subject, about in facts.items():
        own = tuple(about.get(RDF.type, ()))
        if own not in above:
            above[own] = upwards(facts, own)
        for kind in above[own]:
            nodes.setdefault(kind, {})[subject] = None
    return nodes


def _focus(
    shape: Shape, facts: Facts, back: Facts, nodes: dict[Term, dict[Term, None]]
) -> dict[Term, None]:
    """The nodes that a shape is about, each once."""
    focus: dict[Term, None] = {}
    for kind in shape.classes:
        focus.update(nodes.get(kind, {}))
    for path in shape.subjects_of:
        focus.update((subject, None) for subject, about in facts.items() if path in about)
    for path in shape.objects_of:
        focus.update(dict.fromkeys(back.get(path, {})))
    return focus


def _undeclared(facts: Facts) -> Iterator[Violation]:
    """Uses of kg: terms that kg.ttl does not declare, as predicate, type, role or other value."""
    known = {f"{_KG}{name}>" for name in load_ontology().terms}
    used = {predicate for about in facts.values() for predicate in about}
    used.update(value for about in facts.values() for values in about.values() for value in values)
    if all(term in known for term in used if term.startswith(_KG)):
        return
    for node, about in facts.items():
        for predicate, values in about.items():
            for term in (predicate, *values):
                if term.startswith(_KG) and term not in known:
                    name = iri_of(term).removeprefix(KG_IRI)
                    message = f"uses {name!r}, which ontology/kg.ttl does not have"
                    yield Violation(iri_of(node), "declared-terms", message)


# --- shapes.ttl -> shapes --------------------------------------------------------------------


@cache
def load_shapes() -> tuple[Shape, ...]:
    """The shapes of ontology/shapes.ttl by name; raises OntologyError for a constraint that is not
    known here.
    """
    return read_shapes(find_ontology_folder() / "shapes.ttl")


def read_shapes(path: Path) -> tuple[Shape, ...]:
    from pyoxigraph import RdfFormat, parse

    facts: Facts = {}
    for triple in parse(path=str(path), format=RdfFormat.TURTLE):
        about = facts.setdefault(str(triple.subject), {})
        about.setdefault(str(triple.predicate), {})[str(triple.object)] = None
    kind = f"{_SH}PropertyShape>"
    names = sorted(node for node, about in facts.items() if kind in about.get(RDF.type, {}))
    return tuple(_read_shape(name, facts) for name in names)


def _read_shape(node: Term, facts: Facts) -> Shape:
    about = dict(facts[node])
    del about[RDF.type]

    def taken(name: str) -> list[Term]:
        return list(about.pop(f"{_SH}{name}>", {}))

    (message,), (path,) = taken("message"), taken("path")
    backwards = facts.get(path, {}).get(f"{_SH}inversePath>", {})
    shape = Shape(
        name=iri_of(node).removeprefix(SHAPES_IRI),
        message=split_literal(message)[0][1:-1],
        path=next(iter(backwards), path),
        inverse=bool(backwards),
        classes=taken("targetClass"),
        subjects_of=taken("targetSubjectsOf"),
        objects_of=taken("targetObjectsOf"),
    )
    for least in taken("minCount"):
        shape.least = int(words_of(least))
    for most in taken("maxCount"):
        shape.most = int(words_of(most))
    for constraint, values in about.items():
        name = constraint.removeprefix(_SH).rstrip(">")
        if name not in CONSTRAINTS:
            raise OntologyError(f"ontology/shapes.ttl: {shape.name}: sh:{name} is not known here")
        for value in values:
            given = _members(value, facts) if name == "in" else [value]
            shape.given.append((name, given))
            shape.tests.append(CONSTRAINTS[name](given))
    return shape


def _members(node: Term, facts: Facts) -> list[Term]:
    """The members of a list."""
    members: list[Term] = []
    while node != _NIL:
        members += facts[node][_FIRST]
        (node,) = facts[node][_REST]
    return members
