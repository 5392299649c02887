"""What the graph says of one IRI, for a page: "liberation of Syria", its claims, words and links.

An address is a document: it tells of its IRI and of everything whose IRI adds a fragment to it, so
`/data/article/x` has the words `article/x#char=12,21`, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from kg.serve.site import Site

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
WORDS = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf"
MOST_LINKS = 500  # to a thing that are shown
SAID = """SELECT DISTINCT ?s ?p ?o ?label WHERE {{
  {{ BIND(<{iri}> AS ?s) ?s ?p ?o }}
  UNION {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{iri}#")) }}
  OPTIONAL {{ ?o <{label}>|<{words}> ?label }}
}} ORDER BY ?s ?p ?o ?label"""
LINKED = """SELECT DISTINCT ?s ?p ?label WHERE {{
  ?s ?p <{iri}> OPTIONAL {{ ?s <{label}>|<{words}> ?label }}
}} ORDER BY ?p ?s ?label LIMIT {most}"""
TRIPLES = """CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ BIND(<{iri}> AS ?s) ?s ?p ?o }}
  UNION {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{iri}#")) }}
}}"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value on a page: its words, where they lead, and what a reader may want to know of them."""

    words: str
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """One subject: `rows` are its properties with their values, `anchor` its fragment."""

    iri: str
    title: str
    anchor: str
    rows: tuple[tuple[Shown, tuple[Shown, ...]], ...]


def shown_iri(site: Site, iri: str, label: str = "") -> Shown:
    """An IRI by its label or its prefixed name, with a link where one is safe to follow."""
    address = site.path_of(iri) or (iri if iri.startswith(("http://", "https://")) else "")
    return Shown(label or short_name(site, iri), address, iri)


def short_name(site: Site, iri: str) -> str:
    """`kg:Liberation` for an IRI under one of our prefixes, the longest that fits."""
    fits = [
        (len(space), prefix) for prefix, space in site.prefixes.items() if iri.startswith(space)
    ]
    if not fits:
        return unquote(iri.removeprefix(site.base)) if site.base else iri
    size, prefix = max(fits)
    return f"{prefix}:{unquote(iri[size:])}"


def shown_value(site: Site, cell: dict[str, str], label: str = "") -> Shown:
    """A cell of SPARQL's JSON results."""
    if cell["type"] == "uri":
        return shown_iri(site, cell["value"], label)
    note = cell.get("xml:lang", "")
    if not note and "datatype" in cell:
        note = short_name(site, cell["datatype"])
    return Shown(cell["value"], "", note)


async def describe(site: Site, iri: str) -> tuple[list[Thing], list[tuple[Shown, Shown]]]:
    """The things of a document, its own first, and the links to it; empty for an unknown one."""
    said = await site.rows(SAID.format(iri=iri, label=LABEL, words=WORDS))
    linked = await site.rows(LINKED.format(iri=iri, label=LABEL, words=WORDS, most=MOST_LINKS))
    subjects: dict[str, list[dict[str, dict[str, str]]]] = {}
    for row in said:
        subjects.setdefault(row["s"]["value"], []).append(row)
    things = [thing_of(site, subject, rows, iri) for subject, rows in subjects.items()]
    links = [
        (shown_value(site, row["s"], label_of(row)), shown_value(site, row["p"])) for row in linked
    ]
    return things, links


def thing_of(
    site: Site, subject: str, rows: Iterable[dict[str, dict[str, str]]], document: str
) -> Thing:
    properties: dict[str, list[Shown]] = {}
    titles: dict[str, str] = {}
    for row in rows:
        name = row["p"]["value"]
        titles.setdefault(name, row["o"]["value"])
        shown = shown_value(site, row["o"], label_of(row))
        if shown not in properties.setdefault(name, []):
            properties[name].append(shown)
    title = titles.get(LABEL) or titles.get(WORDS) or short_name(site, subject)
    order = sorted(properties, key=lambda name: (name != TYPE, name != LABEL, name))
    pairs = ((shown_iri(site, name), tuple(properties[name])) for name in order)
    return Thing(subject, title, subject.removeprefix(document).lstrip("#"), tuple(pairs))


def label_of(row: dict[str, dict[str, str]]) -> str:
    return row["label"]["value"] if "label" in row else ""
