"""Occurrences as triples: two papers' events are one fire, which one source affirms and one denies.

They stand in a graph of their own, which may be deleted and made again; the events of the articles
stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Difference, Join, Knowledge, Occurrence
from kg.rdf.iris import Iris
from kg.rdf.terms import (
    FALSE,
    KG,
    RDF,
    RDFS,
    TRUE,
    XSD,
    Term,
    Triple,
    decimal,
    resource,
    term,
    text,
    typed,
)

_STANCES = {
    "reported": KG.affirmedBy,
    "claimed": KG.affirmedBy,
    "denied": KG.deniedBy,
    "open": KG.leftOpenBy,
}


def occurrence_triples(knowledge: Knowledge, iris: Iris) -> Iterator[Triple]:
    """Every occurrence with its events, its joins, who affirms and denies it, and the numbers that
    differ; then the copies.
    """
    for occurrence in knowledge.occurrences:
        iri = resource(iris.occurrence(occurrence.key))
        yield from _occurrence(iri, occurrence, iris)
        for number, join in enumerate(occurrence.joins, 1):
            yield from _join(iri, occurrence.key, number, join, iris)
        number = 0
        for difference in occurrence.differences:
            yield iri, KG.differsIn, text(difference.what)
            yield from _counts(iri, occurrence.key, number, difference, iris)
            number += len(difference.values)
    for copy in knowledge.copies:
        article = resource(iris.article(copy.article))
        yield article, KG.copyOf, resource(iris.article(copy.original))
        yield article, KG.likeness, decimal(copy.likeness)


def _occurrence(iri: Term, occurrence: Occurrence, iris: Iris) -> Iterator[Triple]:
    surest = occurrence.joins[0]
    yield iri, RDF.type, KG.Occurrence
    yield iri, RDF.type, term(occurrence.type)
    yield iri, RDFS.label, text(occurrence.label)
    yield iri, KG.score, decimal(occurrence.score)
    yield iri, KG.reason, text(surest.reason)
    yield iri, KG.independentReports, typed(occurrence.independent, XSD.integer)
    yield iri, KG.isDisputed, TRUE if occurrence.is_disputed else FALSE
    for article in occurrence.articles:
        yield iri, KG.reportedIn, resource(iris.article(article))
    for article, event in occurrence.events:
        yield iri, KG.reportedAs, resource(iris.part(article, "event", event + 1))
    for stance in occurrence.stances:
        article, claim = stance.claim
        yield iri, _STANCES[stance.kind], resource(iris.part(article, "claim", claim + 1))


def _join(iri: Term, key: str, number: int, join: Join, iris: Iris) -> Iterator[Triple]:
    why = resource(iris.detail("join", key.partition("/")[2], number))
    yield iri, KG.hasJoin, why
    yield why, RDF.type, KG.Join
    yield why, KG.rule, text(join.rule)
    yield why, KG.score, decimal(join.score)
    yield why, KG.reason, text(join.reason)
    for article, event in (join.one, join.other):
        yield why, KG.joins, resource(iris.part(article, "event", event + 1))


def _counts(
    iri: Term, key: str, before: int, difference: Difference, iris: Iris
) -> Iterator[Triple]:
    for number, (value, words) in enumerate(difference.values, before + 1):
        count = resource(iris.detail("count", key.partition("/")[2], number))
        yield iri, KG.hasCount, count
        yield count, RDF.type, KG.Count
        yield count, RDFS.label, text(difference.what)
        yield count, KG.number, decimal(value)
        yield count, KG.evidence, resource(iris.mention(words.article, words.begin, words.end))
