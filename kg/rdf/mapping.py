"""Knowledge -> RDF: each article is one named graph, and nobody's claim is asserted as true.

"The union said dockers had stopped work" becomes a `kg:Strike` and a `kg:Claim` about it by the
union, in the article's graph. The default graph has the articles, the run and the types; no node is
blank, and nothing depends on a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import Article, Knowledge, Reading, Stamp
from kg.ontology import load_ontology
from kg.rdf.iris import DEFAULT_BASE, Iris
from kg.rdf.map_derived import identity_triples, shortcut_triples
from kg.rdf.map_entities import add_entities, add_posts, add_times
from kg.rdf.map_events import add_claims, add_events, add_main, add_relations
from kg.rdf.map_occurrences import occurrence_triples
from kg.rdf.sheet import Shared, Sheet, share
from kg.rdf.terms import (
    CAMEO,
    DEFAULT_GRAPH,
    KG,
    PLOVER,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    XSD,
    Term,
    Triple,
    day,
    in_english,
    resource,
    term,
    text,
    typed,
)

Graph = tuple[Term, list[Triple]]  # its name and its triples


def build_graphs(knowledge: Knowledge, *, base: str = DEFAULT_BASE) -> Iterator[Graph]:
    """Each graph's name and triples, the default graph first; a triple may come twice."""
    shared = share(knowledge, Iris(base))
    parts = [build_article(reading, shared) for reading in knowledge.readings]
    common = {name: list(part) for name, part in build_common(knowledge, shared)}
    shortcuts = resource(shared.iris.graph("shortcuts"))
    default = [triple for part in parts for triple in part[0][1]]
    yield DEFAULT_GRAPH, default + common.pop(DEFAULT_GRAPH)
    for part in parts:
        yield part[1]
    yield from common.items()
    yield shortcuts, [triple for part in parts for triple in part[2][1]]


def build_article(reading: Reading, shared: Shared) -> tuple[Graph, Graph, Graph]:
    """What one article gives to the default graph, its own graph, and its shortcuts."""
    sheet = Sheet(reading, shared)
    add_entities(sheet)
    add_events(sheet, add_times(sheet))
    add_claims(sheet)
    add_relations(sheet)
    add_posts(sheet)
    add_main(sheet)
    shortcuts = shortcut_triples(reading, shared.keys, shared.iris)
    return (
        (DEFAULT_GRAPH, list(_article_triples(reading, shared.iris))),
        (sheet.article, sheet.triples),
        (resource(shared.iris.graph("shortcuts")), list(shortcuts)),
    )


def build_common(knowledge: Knowledge, shared: Shared) -> Iterator[tuple[Term, Iterable[Triple]]]:
    """What belongs to no article alone: runs and types, identity, occurrences; triples are made as
    they are asked for.
    """
    iris = shared.iris
    runs = [triple for stamp in shared.stamps for triple in _run_triples(stamp, iris)]
    yield DEFAULT_GRAPH, [*sorted(runs), *_type_triples(shared.types)]
    yield resource(iris.graph("identity")), identity_triples(knowledge, iris)
    yield resource(iris.graph("occurrences")), occurrence_triples(knowledge, iris)


def _article_triples(reading: Reading, iris: Iris) -> Iterator[Triple]:
    article = reading.article
    iri = resource(iris.article(article.id))
    publisher = resource(iris.publisher(article.id, article.publisher))
    named = article.publisher or f"publisher of {article.title or article.id} (not stated)"
    yield iri, RDF.type, SCHEMA.NewsArticle
    yield iri, RDF.type, PROV.Entity
    yield iri, RDFS.label, text(article.title or article.id)
    yield iri, SCHEMA.headline, text(article.title or article.id)
    yield iri, SCHEMA.identifier, text(article.id)
    yield iri, SCHEMA.inLanguage, text(article.language)
    yield iri, SCHEMA.publisher, publisher
    yield publisher, RDF.type, KG.Publisher
    yield publisher, RDFS.label, text(named)
    yield publisher, SCHEMA.name, text(named)
    run = resource(iris.run(_stamp_words(reading.stamp)))
    yield iri, PROV.wasGeneratedBy, run
    yield run, PROV.used, iri
    if article.published is not None:
        yield iri, SCHEMA.datePublished, day(article.published)
    if article.url:
        yield iri, SCHEMA.url, typed(article.url, XSD.anyURI)
    yield from _article_words(article, iri)
    yield iri, SCHEMA.articleBody, text(article.text)


def _article_words(article: Article, iri: Term) -> Iterator[Triple]:
    """Keywords, authors, related items, the reading of the date line and warnings."""
    for keyword in article.keywords:
        yield iri, SCHEMA.keywords, text(keyword)
    for author in article.authors:
        yield iri, SCHEMA.author, text(author)
    for link in article.links:
        yield (
            iri,
            SCHEMA.citation,
            text(link.label if not link.url else f"{link.label} <{link.url}>"),
        )
    reading = article.date_reading
    if reading is not None:
        why = f"({reading.order}: {reading.reason})"
        shown = f"{reading.words} was read as {reading.taken.isoformat()} {why}"
        yield iri, KG.dateReading, text(shown)
    for warning in article.warnings:
        yield iri, KG.warning, text(warning)


def _stamp_words(stamp: Stamp) -> str:
    return "\n".join((stamp.version, stamp.model, stamp.lexicons, stamp.ontology))


def _run_triples(stamp: Stamp, iris: Iris) -> Iterator[Triple]:
    """What made the readings of one stamp, without any clock time."""
    run, software = resource(iris.run(_stamp_words(stamp))), resource(iris.software(stamp.version))
    yield run, RDF.type, PROV.Activity
    yield run, RDFS.label, text(f"newskg {stamp.version}")
    yield run, PROV.wasAssociatedWith, software
    yield software, RDF.type, PROV.SoftwareAgent
    yield software, RDFS.label, text(f"newskg {stamp.version}")
    yield run, KG.version, text(stamp.version)
    yield run, KG.model, text(stamp.model)
    yield run, KG.lexiconHash, text(stamp.lexicons)
    yield run, KG.ontologyHash, text(stamp.ontology)


def _type_triples(types: Iterable[str]) -> Iterator[Triple]:
    """The types in use and those above them, with labels and what they are in PLOVER, CAMEO and
    ACLED.
    """
    ontology = load_ontology()
    names = {*types, *(above for name in types for above in ontology.ancestors(name))}
    for name in sorted(names):
        about, iri = ontology.term(name), term(name)
        yield iri, RDFS.label, in_english(about.label)
        for parent in about.parents:
            yield iri, RDFS.subClassOf, term(parent)
        if about.plover:
            yield iri, SKOS.mappingRelation, PLOVER[about.plover]
            yield PLOVER[about.plover], SKOS.notation, text(about.plover)
        if about.cameo:
            yield iri, SKOS.mappingRelation, CAMEO[about.cameo]
            yield CAMEO[about.cameo], SKOS.notation, text(about.cameo)
