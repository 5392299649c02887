"""The types, roles and properties of ontology/kg.ttl: in "the army freed the town", `Liberation`.

Reading articles needs no rdflib: kg/data/ontology.json is compiled from the Turtle by
scripts/compile_ontology.py, and a test checks that it is current.

>>> load_ontology().ancestors("Liberation")
('Territory', 'Event')
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kg.errors import OntologyError

if TYPE_CHECKING:
    from rdflib import Graph, URIRef

KG_IRI = "https://w3id.org/newskg/ontology#"
SCHEMES_IRI = "https://w3id.org/newskg/schemes/"
FILES = ("kg.ttl", "schemes/acled.ttl", "schemes/cameo.ttl", "schemes/plover.ttl")
MATCHES = ("closeMatch", "broadMatch", "narrowMatch", "relatedMatch")  # the nearest first

TermKind = Literal["class", "event type", "entity type", "role", "property", "mode"]


@dataclass(frozen=True, slots=True)
class Term:
    """A term of kg.ttl; `parents` are what it is a kind of, without borrowed terms."""

    name: str
    kind: TermKind
    label: str
    comment: str
    example: str
    parents: tuple[str, ...] = ()
    plover: str | None = None  # "ASSAULT"
    plover_mode: str | None = None  # "explosives"
    cameo: str | None = None  # a root code, "18"
    acled: str | None = None  # "Explosions/Remote violence"


class Ontology:
    """Every term of kg.ttl by its local name. Names are sorted; unknown ones are refused."""

    def __init__(self, terms: Mapping[str, Term], *, stamp: str) -> None:
        self.terms = terms
        self.stamp = stamp  # first 16 hex digits of the SHA-256 of kg.ttl and the schemes
        self.types = self.names("event type")
        self.entity_types = self.names("entity type")
        self.roles = self.names("role")
        self.properties = self.names("property")
        self._ancestors = {name: self._climb(name) for name in terms}

    def term(self, name: str) -> Term:
        """The term of this local name."""
        return self._one_of(name)

    def event_type(self, name: str) -> Term:
        """The event type of this local name; refuses every other term."""
        return self._one_of(name, "event type")

    def entity_type(self, name: str) -> Term:
        """The entity type of this local name; refuses every other term."""
        return self._one_of(name, "entity type")

    def role(self, name: str) -> Term:
        """The role of this local name; refuses every other term, SEM's place and time too."""
        return self._one_of(name, "role")

    def is_role(self, name: str) -> bool:
        """True for one of the closed list of roles."""
        return name in self.terms and self.terms[name].kind == "role"

    def is_a(self, name: str, ancestor: str) -> bool:
        """True if the two are one, or `ancestor` is above `name`."""
        return name == ancestor or ancestor in self.ancestors(name)

    def parents(self, name: str) -> tuple[str, ...]:
        """The terms directly above it."""
        return self.term(name).parents

    def ancestors(self, name: str) -> tuple[str, ...]:
        """All terms above it, the nearest first."""
        found = self._ancestors.get(name)
        return self._ancestors[self.term(name).name] if found is None else found

    def children(self, name: str) -> tuple[str, ...]:
        """The terms directly below it, sorted."""
        self.term(name)
        return tuple(child for child, term in self.terms.items() if name in term.parents)

    def upper_type(self, name: str) -> str:
        """The first-level event type it belongs to: "Territory" for "Liberation" and for itself."""
        return (self.event_type(name).name, *self.ancestors(name))[-2]

    def base_type(self, name: str) -> str:
        """The first-level entity type it belongs to: "Organization" for "Company" and itself."""
        return (self.entity_type(name).name, *self.ancestors(name))[-2]

    def label_of(self, name: str) -> str:
        """The English label: "end of a blockade" for "BlockadeEnd"."""
        return self.term(name).label

    def plover_of(self, name: str) -> tuple[str, str | None] | None:
        """PLOVER's event type and mode, ("COERCE", "arrest") or ("AID", None), or None."""
        term = self.event_type(name)
        return None if term.plover is None else (term.plover, term.plover_mode)

    def names(self, kind: TermKind) -> tuple[str, ...]:
        """The names of all terms of a kind, sorted."""
        return tuple(sorted(name for name, term in self.terms.items() if term.kind == kind))

    def _climb(self, name: str) -> tuple[str, ...]:
        found: list[str] = []
        for parent in self.terms[name].parents:
            found.extend(above for above in (parent, *self._climb(parent)) if above not in found)
        return tuple(found)

    def _one_of(self, name: str, kind: TermKind | None = None) -> Term:
        term = self.terms.get(name)
        if term is not None and kind in (None, term.kind):
            return term
        known = tuple(self.terms) if kind is None else self.names(kind)
        near = get_close_matches(name, known, n=1)
        advice = f"did you mean {near[0]!r}?" if near else "ontology/README.md lists them"
        raise OntologyError(f"ontology/kg.ttl: no {kind or 'term'} {name!r}; {advice}")


@cache
def load_ontology() -> Ontology:
    """The shipped ontology, from its compiled form; cached."""
    path = Path(__file__).parent / "data" / "ontology.json"
    if not path.is_file():
        raise OntologyError(f"{path}: not found; run: python scripts/compile_ontology.py")
    compiled = json.loads(path.read_text(encoding="utf-8"))
    terms = {
        name: Term(name, **{**row, "parents": tuple(row["parents"])})
        for name, row in compiled["terms"].items()
    }
    return Ontology(terms, stamp=compiled["stamp"])


def find_ontology_folder() -> Path:
    """The folder with kg.ttl, shapes.ttl and schemes/: the installed one, else the checkout's."""
    here = Path(__file__).parent
    for folder in (here / "data" / "ontology", here.parent / "ontology"):
        if (folder / "kg.ttl").is_file():
            return folder
    raise OntologyError(f"{here}: no folder ontology with kg.ttl beside or in it; reinstall newskg")


def compile_ontology(folder: Path) -> str:
    """The text of kg/data/ontology.json: one line a term, sorted; needs rdflib."""
    from rdflib import Graph, URIRef

    graph, digest = Graph(), sha256()
    for name in FILES:
        content = (folder / name).read_bytes()
        digest.update(content)
        graph.parse(data=content, format="turtle")
    rows = []
    for iri in sorted({str(subject) for subject in graph.subjects() if KG_IRI in str(subject)}):
        row = _read_term(graph, URIRef(iri))
        rows.append(f"{json.dumps(iri.removeprefix(KG_IRI))}: {json.dumps(row)}")
    stamp = digest.hexdigest()[:16]
    return f'{{"stamp": "{stamp}", "terms": {{\n' + ",\n".join(rows) + "\n}}\n"


def _read_term(graph: Graph, subject: URIRef) -> dict[str, Any]:
    """The fields of a Term; raises OntologyError if label, comment or example is missing."""
    from rdflib import RDFS, SKOS

    row: dict[str, Any] = {"kind": _kind_of(graph, subject)}
    texts = {"label": RDFS.label, "comment": RDFS.comment, "example": SKOS.example}
    for key, predicate in texts.items():
        found = list(graph.objects(subject, predicate))
        if len(found) != 1 or getattr(found[0], "language", None) != "en":
            raise OntologyError(
                f"ontology/kg.ttl, {subject.removeprefix(KG_IRI)}: {len(found)} of {key}; "
                "each term has exactly one, with the language tag @en"
            )
        row[key] = str(found[0])
    above = [*graph.objects(subject, RDFS.subClassOf), *graph.objects(subject, RDFS.subPropertyOf)]
    row["parents"] = sorted(str(p).removeprefix(KG_IRI) for p in above if KG_IRI in str(p))
    return row | _read_matches(graph, subject)


def _kind_of(graph: Graph, subject: URIRef) -> TermKind:
    from rdflib import OWL, RDF, RDFS

    types = {str(found).removeprefix(KG_IRI) for found in graph.objects(subject, RDF.type)}
    above = {
        str(found).removeprefix(KG_IRI)
        for found in graph.transitive_objects(subject, RDFS.subClassOf)
        if found != subject
    }
    if "Role" in types:
        return "role"
    if "Mode" in types:
        return "mode"
    if "Event" in above:
        return "event type"
    if "Entity" in above:
        return "entity type"
    return "class" if str(OWL.Class) in types else "property"


def _read_matches(graph: Graph, subject: URIRef) -> dict[str, str]:
    """The nearest concept of each scheme; a PLOVER mode brings its event type along."""
    from rdflib import SKOS, URIRef

    row: dict[str, str] = {}
    for match in MATCHES:
        for concept in sorted(str(found) for found in graph.objects(subject, SKOS[match])):
            scheme = concept.removeprefix(SCHEMES_IRI).partition("#")[0]
            notation = str(graph.value(URIRef(concept), SKOS.notation))
            if scheme != "plover":
                row.setdefault(scheme, notation)
            elif "/" in notation:
                row["plover"], row["plover_mode"] = notation.split("/")
            else:
                row.setdefault("plover", notation)
    return row
