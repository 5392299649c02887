"""The graph as tables: entities, events, participants, claims, articles; one row a thing.

"Rebels shelled Kessa" is a row of events, with two rows of participants and one of claims. A column
holds text, numbers or truth values, never two kinds; what is not known is None.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.export.statements import Statements, in_order
from kg.ontology import load_ontology
from kg.vocab import GAF, GRASP, KG, OWL, PROV, RDF, SCHEMA, SEM, WGS

Cell = str | float | bool | None
Record = dict[str, Cell]
SEPARATOR = "; "  # between several values of one cell
FIRST, LAST = str(SEM.hasEarliestBeginTimeStamp), str(SEM.hasLatestEndTimeStamp)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, its columns and its rows, each with a cell a column."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def build_tables(graph: Statements) -> tuple[Sheet, ...]:
    """The tables of a graph, each sorted in the order of reading."""
    return tuple(
        build_table(name, columns, make(graph)) for name, (columns, make) in TABLES.items()
    )


def build_table(name: str, columns: str, records: Iterator[Record]) -> Sheet:
    names = tuple(columns.split())
    return Sheet(name, names, tuple(tuple(record[c] for c in names) for record in records))


def article_rows(graph: Statements) -> Iterator[Record]:
    for article in graph.all_of(SCHEMA.NewsArticle):
        yield {
            "id": article,
            "title": graph.one(article, SCHEMA.headline) or None,
            "published": graph.one(article, SCHEMA.datePublished) or None,
            "publisher": publisher_name(graph, article),
            "url": graph.one(article, SCHEMA.url) or None,
            "main_event": graph.one(graph.one(article, KG.mainEvent), KG.event) or None,
        }


def entity_rows(graph: Statements) -> Iterator[Record]:
    """Everything that has a name or takes part, with its ids and coordinates."""
    for iri in graph.entities():
        same = graph.values(iri, OWL.sameAs)
        articles = {graph.article_of(words) for words in graph.values(iri, GAF.denotedBy)}
        yield {
            "id": iri,
            "type": finest(graph.kg_types(iri)),
            "family": load_ontology().base_type(finest(graph.kg_types(iri))),
            "name": graph.label(iri),
            "named": graph.one(iri, KG.named) == "true",
            "aliases": SEPARATOR.join(graph.aliases(iri)) or None,
            "wikidata": last_part(same, "wikidata.org"),
            "geonames": last_part(same, "geonames.org"),
            "latitude": number(graph.one(iri, WGS.lat)),
            "longitude": number(graph.one(iri, WGS.long)),
            "precision": graph.one(iri, KG.precision) or None,
            "country": graph.one(iri, KG.countryCode) or None,
            "articles": len(articles),
            "mentions": len(graph.values(iri, GAF.denotedBy)),
        }


def event_rows(graph: Statements) -> Iterator[Record]:
    """Every event with its type, bounds in time, places and the sentence that tells it."""
    claims = claims_of_events(graph)
    for iri in graph.events():
        kind, article = finest(graph.kg_types(iri)), graph.article_of(iri)
        first, last = bounds_of(graph, iri)
        places = graph.values(iri, SEM.hasPlace)
        told = claims.get(iri, [])
        yield {
            "id": iri,
            "type": kind,
            "plover": plover_of(coded_type(graph, iri)),
            "lemma": graph.one(iri, KG.lemma),
            "label": graph.label(iri),
            "earliest": first,
            "latest": last,
            "times": joined(graph.label(when) for when in graph.values(iri, SEM.hasTime)),
            "places": joined(map(graph.label, places)),
            "place_ids": joined(places),
            "claims": len(told),
            "sources": joined(dict.fromkeys(source_name(graph, claim) for claim in told)),
            "sentence": graph.words(graph.one(told[0], KG.evidence)) if told else None,
            "article": article,
            "published": graph.one(article, SCHEMA.datePublished) or None,
        }


def participant_rows(graph: Statements) -> Iterator[Record]:
    """Who takes part in which event, in which role and in which words."""
    pairs = ((event, iri) for event in graph.events() for iri in parts_of(graph, event))
    for event, iri in pairs:
        who = graph.one(iri, KG.participant)
        words = graph.one(iri, GAF.denotedBy)
        begin, end = offsets_of(words)
        yield {
            "event": event,
            "role": local(graph.one(iri, KG.role)),
            "participant": who,
            "name": graph.label(who) or graph.label(iri),
            "words": graph.words(words),
            "begin": begin,
            "end": end,
            "article": graph.article_of(event),
        }


def claim_rows(graph: Statements) -> Iterator[Record]:
    """Who says what of which event, how firmly, in which words."""
    for iri in graph.all_of(KG.Claim):
        article = graph.one(iri, PROV.wasQuotedFrom)
        yield {
            "id": iri,
            "event": graph.one(iri, KG.about),
            "event_label": graph.label(graph.one(iri, KG.about)),
            "source": graph.one(iri, GRASP.wasAttributedTo),
            "source_name": source_name(graph, iri),
            "polarity": local(graph.one(iri, KG.polarity)),
            "certainty": local(graph.one(iri, KG.certainty)),
            "temporality": local(graph.one(iri, KG.temporality)),
            "modes": joined(map(local, graph.values(iri, KG.mode))),
            "quoted": graph.one(iri, KG.quoted) == "true",
            "content": joined(map(graph.words, graph.values(iri, KG.content))),
            "cues": joined(map(graph.words, graph.values(iri, KG.cue))),
            "sentence": graph.words(graph.one(iri, KG.evidence)),
            "within": graph.one(iri, KG.reportedWithin) or None,
            "article": article,
            "published": graph.one(article, SCHEMA.datePublished) or None,
        }


def relation_rows(graph: Statements) -> Iterator[Record]:
    """How events hang together: order, cause, purpose, sameness."""
    for iri in graph.all_of(KG.Relation):
        facts = graph[iri]
        subject, kind, target = (facts[name][0] for name in (SUBJECT, PREDICATE, OBJECT))
        words = graph.one(iri, GAF.denotedBy)
        yield {
            "source": subject,
            "kind": local(kind),
            "target": target,
            "words": graph.words(words) or None,
            "article": graph.article_of(iri),
        }


SUBJECT, PREDICATE, OBJECT = str(RDF.subject), str(RDF.predicate), str(RDF.object)
TABLES: dict[str, tuple[str, Callable[[Statements], Iterator[Record]]]] = {
    "articles": ("id title published publisher url main_event", article_rows),
    "entities": (
        "id type family name named aliases wikidata geonames latitude longitude precision "
        "country articles mentions",
        entity_rows,
    ),
    "events": (
        "id type plover lemma label earliest latest times places place_ids claims sources "
        "sentence article published",
        event_rows,
    ),
    "participants": (
        "event role participant name words begin end article",
        participant_rows,
    ),
    "claims": (
        "id event event_label source source_name polarity certainty temporality modes quoted "
        "content cues sentence within article published",
        claim_rows,
    ),
    "relations": ("source kind target words article", relation_rows),
}


def table_to_csv(table: Sheet) -> str:
    """RFC 4180 with line feeds; what is not known is empty, truth is true or false."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([show(cell) for cell in row] for row in table.rows)
    return stream.getvalue()


def show(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def parts_of(graph: Statements, event: str) -> list[str]:
    """The participations of an event."""
    return sorted(graph.values(event, KG.participation), key=in_order)


def claims_of_events(graph: Statements) -> dict[str, list[str]]:
    """Event -> the claims about it, in the order of reading."""
    found: dict[str, list[str]] = {}
    for claim in graph.all_of(KG.Claim):
        found.setdefault(graph.one(claim, KG.about), []).append(claim)
    return found


def source_name(graph: Statements, claim: str) -> str:
    """The name of who makes a claim; of an unknown publisher the article's title."""
    return graph.label(graph.one(claim, GRASP.wasAttributedTo))


def publisher_name(graph: Statements, article: str) -> str | None:
    """Who publishes an article; None where nobody says so."""
    publisher = graph.one(article, SCHEMA.publisher)
    return None if graph.article_of(publisher) else graph.label(publisher) or None


def bounds_of(graph: Statements, event: str) -> tuple[str | None, str | None]:
    """The first and the last day of all times of an event, ISO 8601."""
    times = [graph[when] for when in graph.values(event, SEM.hasTime)]
    first = [facts[FIRST][0] for facts in times if FIRST in facts]
    last = [facts[LAST][0] for facts in times if LAST in facts]
    return min(first, default=None), max(last, default=None)


def finest(types: list[str]) -> str:
    """The type that is no ancestor of another: MilitaryForce rather than Organization."""
    ontology = load_ontology()
    above = {name for kind in types for name in ontology.ancestors(kind)}
    return next((kind for kind in types if kind not in above), "Thing")


def coded_type(graph: Statements, event: str) -> str:
    """The type whose codes an event has: its own, or what the context makes of it."""
    return local(graph.one(event, KG.codedAs)) or finest(graph.kg_types(event))


def plover_of(kind: str) -> str | None:
    found = load_ontology().plover_of(kind)
    return None if found is None else found[0]


def offsets_of(words: str) -> tuple[int | None, int | None]:
    """The offsets of a mention's IRI: `...#char=5,9` -> (5, 9), in code points of the article."""
    begin, _, end = words.partition("#char=")[2].partition(",")
    return (int(begin), int(end)) if end else (None, None)


def local(iri: str) -> str:
    """The last part of a vocabulary's IRI."""
    return iri.rpartition("#")[2] if "#" in iri else iri.rpartition("/")[2]


def joined(words: Iterable[str]) -> str | None:
    return SEPARATOR.join(word for word in words if word) or None


def last_part(iris: list[str], host: str) -> str | None:
    """The id of the first IRI of a host: Q858, 163843."""
    found = (iri.rstrip("/").rpartition("/")[2] for iri in iris if host in iri)
    return next(found, None)


def number(words: str) -> float | None:
    return float(words) if words else None
