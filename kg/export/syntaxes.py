"""The same statements in other RDF syntaxes: N-Triples, RDF/XML, JSON-LD, RDF 1.2.

`place:sochi rdfs:label "Sochi"` in each of them, sorted, so that the same graph gives the
same bytes.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.ontology import find_ontology_folder
from kg.rdf.iris import DEFAULT_BASE
from kg.rdf.prefixes import prefixes_of
from kg.vocab import KG, RDF

if TYPE_CHECKING:
    from pyoxigraph import Triple

REIFIES = f"{RDF}reifies"


def read_union(nquads: Path) -> list[Triple]:
    """The triples of all graphs of a file, each once, sorted as N-Triples.

    They are parsed, not taken from a store, which would write numbers in its own way.
    """
    from pyoxigraph import RdfFormat, Triple, parse

    quads = parse(path=str(nquads), format=RdfFormat.N_QUADS)
    return sorted({Triple(q.subject, q.predicate, q.object) for q in quads}, key=str)


def to_ntriples(triples: list[Triple]) -> str:
    """N-Triples, a line a statement, sorted."""
    return "".join(f"{triple} .\n" for triple in triples)


def to_rdf_xml(triples: list[Triple]) -> str:
    """RDF/XML with the prefixes of the graph."""
    from pyoxigraph import RdfFormat, serialize

    prefixes = prefixes_of(DEFAULT_BASE)
    found = serialize(triples, format=RdfFormat.RDF_XML, prefixes=prefixes)
    return (found or b"").decode("utf-8")


def to_rdf12(triples: list[Triple]) -> str:
    """RDF 1.2 Turtle: each shortcut says which statement it stands for by `rdf:reifies`."""
    from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

    found = list(triples)
    reifies = NamedNode(REIFIES)
    shortcut, parts = NamedNode(str(KG.Shortcut)), (RDF.subject, RDF.predicate, RDF.object)
    kinds = {triple.subject for triple in found if triple.object == shortcut}
    terms: dict[Any, dict[str, Any]] = {}
    for triple in found:
        if triple.subject in kinds and triple.predicate.value in set(map(str, parts)):
            terms.setdefault(triple.subject, {})[triple.predicate.value] = triple.object
    for iri, of in sorted(terms.items(), key=lambda item: str(item[0])):
        found.append(Triple(iri, reifies, Triple(*(of[str(part)] for part in parts))))
    found.sort(key=str)
    prefixes = prefixes_of(DEFAULT_BASE)
    words = serialize(found, format=RdfFormat.TURTLE, prefixes=prefixes)
    return (words or b"").decode("utf-8")


@cache
def context() -> dict[str, Any]:
    """The published JSON-LD context, `ontology/context.jsonld`."""
    path = Path(find_ontology_folder()) / "context.jsonld"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["@context"]
    return found


def to_json_ld(triples: list[Triple]) -> str:
    """Compact JSON-LD with our context inside it: a node a subject, sorted, terms by short name."""
    from pyoxigraph import NamedNode

    short = Names(context())
    nodes: dict[str, dict[str, Any]] = {}
    for triple in triples:
        subject = triple.subject
        assert isinstance(subject, NamedNode), "our graphs have neither blank nor quoted nodes"
        node = nodes.setdefault(subject.value, {"@id": short.iri(subject.value)})
        key, value = short.pair(triple.predicate.value, triple.object)
        node.setdefault(key, []).append(value)
    graph = [
        {
            key: found if key == "@id" else found[0] if len(found) == 1 else found
            for key, found in node.items()
        }
        for _, node in sorted(nodes.items())
    ]
    whole = {"@context": context(), "@graph": graph}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


class Names:
    """IRIs and values as a context shortens them."""

    def __init__(self, names: dict[str, Any]) -> None:
        self._prefixes = {iri: name for name, iri in names.items() if isinstance(iri, str)}
        self._terms = {
            self._expanded(about["@id"], names): (name, about.get("@type"))
            for name, about in names.items()
            if isinstance(about, dict)
        }

    def _expanded(self, name: str, names: dict[str, Any]) -> str:
        prefix, _, rest = name.partition(":")
        return names[prefix] + rest if isinstance(names.get(prefix), str) else name

    def iri(self, iri: str) -> str:
        """`kg:Claim` for what has a prefix; the IRI itself for all else."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefixes.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix and not iri[cut:].startswith("//") else iri

    def pair(self, predicate: str, value: Any) -> tuple[str, Any]:
        """The key and the value of a statement; the key's own type need not be said again."""
        from pyoxigraph import Literal

        if predicate == str(RDF.type):
            return "@type", self.iri(value.value)
        name, kind = self._terms.get(predicate, (self.iri(predicate), None))
        if not isinstance(value, Literal):
            if kind == "@id":
                return name, self.iri(value.value)
            return (name if kind is None else self.iri(predicate)), {"@id": self.iri(value.value)}
        datatype = self.iri(value.datatype.value)
        if value.language:
            return self.plain(name, kind, predicate), {
                "@value": value.value,
                "@language": value.language,
            }
        if datatype == kind or (kind is None and datatype == "xsd:string"):
            return name, value.value
        return self.plain(name, kind, predicate), {"@value": value.value, "@type": datatype}

    def plain(self, name: str, kind: str | None, predicate: str) -> str:
        """The key for a value that is not of the key's own type."""
        return name if kind is None else self.iri(predicate)
