"""Authority files in Turtle: skos:prefLabel "Anna Keller", skos:altLabel, ids, type, days.

    <https://a.org/keller> a kg:Person ; skos:prefLabel "Anna Keller"@en ;
        skos:exactMatch wd:Q123 ; kg:since "2016" .

English labels are taken, or labels without a language. kg: types, schema.org's and FOAF's
give the type.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.lexicon.authority import ADDRESSES, AuthorityEntry, read_entry, twice

KG = "https://w3id.org/newskg/ontology#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SAME = (f"{SKOS}exactMatch", "http://www.w3.org/2002/07/owl#sameAs", "https://schema.org/sameAs")
TYPES = {
    "Person": "Person", "Organization": "Organization", "Place": "Place", "Country": "Country",
    "City": "City", "Corporation": "Company", "GovernmentOrganization": "Government",
    "NewsMediaOrganization": "Media", "PoliticalParty": "PoliticalParty", "Agent": "",
}  # fmt: skip
VOCABULARIES = ("https://schema.org/", "http://schema.org/", "http://xmlns.com/foaf/0.1/")


def read_turtle(path: Path, text: str) -> tuple[tuple[AuthorityEntry, ...], tuple[str, ...]]:
    """The entries of all subjects with a skos:prefLabel by their line, and what is wrong."""
    from rdflib import Graph, URIRef

    graph = Graph()
    try:
        graph.parse(data=text, format="turtle")
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lines", None)
        line = 1 if line is None else line + 1
        why = str(getattr(error, "_why", error)).splitlines()[0]
        return (), (f"{path}:{line}: no valid Turtle ({why}); correct it",)
    subjects = sorted(set(graph.subjects(URIRef(f"{SKOS}prefLabel"))), key=str)
    if not subjects:
        return (), (f"{path}:1: no skos:prefLabel; give every thing one",)
    entries: list[AuthorityEntry] = []
    problems: list[tuple[int, str]] = []
    for subject in subjects:
        line = line_of(text, str(subject))
        entry, wrong = read_entry(row_of(graph, subject), path.name, line)
        entries += [entry] if entry else []
        problems += [(line, problem) for problem in wrong]
    entries.sort(key=lambda entry: (entry.line, entry.name))
    problems += twice(entries)
    told = tuple(f"{path}:{line}: {problem}" for line, problem in sorted(problems))
    return tuple(entries), told


def row_of(graph: Any, subject: Any) -> dict[str, str]:
    """The cells that a table would have for a subject."""
    from rdflib import RDF, URIRef

    def values(predicate: str) -> list[str]:
        found = graph.objects(subject, URIRef(predicate))
        return sorted(str(v) for v in found if getattr(v, "language", None) in (None, "en"))

    labels = values(f"{SKOS}prefLabel")
    row = {"name": labels[0] if labels else "", "iri": ""}
    row["aliases"] = ";".join([*labels[1:], *values(f"{SKOS}altLabel")])
    kinds = sorted(filter(None, (type_of(str(kind)) for kind in graph.objects(subject, RDF.type))))
    row["type"] = kinds[0] if kinds else ""
    for same in [str(subject), *(value for name in SAME for value in values(name))]:
        key = next((key for key, address in ADDRESSES.items() if address.match(same)), "iri")
        row[key] = row.get(key) or same
    row["from"] = next(iter(values(f"{KG}since")), "")
    row["until"] = next(iter(values(f"{KG}until")), "")
    return row


def type_of(iri: str) -> str:
    """The entity type of a class, "" for classes that say nothing of it (skos:Concept)."""
    if iri.startswith(KG):
        return iri[len(KG) :]
    for vocabulary in VOCABULARIES:
        if iri.startswith(vocabulary):
            return TYPES.get(iri[len(vocabulary) :], "")
    return ""


def line_of(text: str, iri: str) -> int:
    """The line where a subject is first named, in full or by its last part; 1 if nowhere."""
    last = iri.rstrip("/#").replace("#", "/").rpartition("/")[2]
    at = text.find(f"<{iri}>")
    at = at if at >= 0 else text.find(f":{last} ")
    return text.count("\n", 0, max(at, 0)) + 1
