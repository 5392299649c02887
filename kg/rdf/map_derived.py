"""What is derived from all articles: why two names are one entity, and shortcuts such as Norland
`act:send` Ada Holm.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.model import Claim, Event, Knowledge, NameJoin, Reading
from kg.model.ids import slug
from kg.rdf.iris import Iris
from kg.rdf.terms import (
    ACT,
    KG,
    PROV,
    RDF,
    RDFS,
    Term,
    Triple,
    decimal,
    resource,
    text,
)

_REASONS = {
    "merge.name": "one kind, one name, nothing against it",
    "merge.link": "one id in Wikidata or GeoNames",
    "merge.alias": "an article gives one name as an alias of the other",
    "merge.legal-form": "names that differ in the legal form only",
    "merge.fuller-name": "one name is the other in full, and the articles have company in common",
    "merge.surname": "nobody else of this surname has company in common with the article",
    "corrections.same": "a person says so",
}
_OBJECT_ROLES = ("patient", "recipient", "beneficiary", "destination", "topic", "source", "result")


def identity_triples(knowledge: Knowledge, iris: Iris) -> Iterator[Triple]:
    """For each entity of several articles or names: the rule, the reason and the words that it
    rests on.
    """
    for node in knowledge.nodes:
        if not node.joins:
            continue
        iri = resource(iris.identity(node.key))
        yield iri, RDF.type, KG.Identity
        yield iri, RDFS.label, text(node.name)
        yield iri, KG.identifies, resource(iris.node(node.key))
        yield iri, KG.rule, text(node.rule)
        yield iri, KG.score, decimal(min(join.score for join in node.joins))
        yield iri, KG.reason, text(_REASONS[node.rule])
        for words in node.evidence:
            yield iri, KG.evidence, resource(iris.mention(words.article, words.begin, words.end))
        for number, join in enumerate(node.joins, 1):
            why = resource(iris.detail("join", node.key, number))
            yield iri, KG.hasJoin, why
            yield from _name_join(why, join)
    yield from _corrections(knowledge, iris)


def _name_join(why: Term, join: NameJoin) -> Iterator[Triple]:
    yield why, RDF.type, KG.Join
    yield why, RDFS.label, text(" = ".join(join.names))
    yield why, KG.rule, text(join.rule)
    yield why, KG.score, decimal(join.score)
    yield why, KG.reason, text(join.reason or _REASONS[join.rule])


def _corrections(knowledge: Knowledge, iris: Iris) -> Iterator[Triple]:
    """What persons have corrected, with file, line and reason."""
    for number, correction in enumerate(knowledge.corrections, 1):
        iri = resource(iris.correction(number))
        value = f": {correction.value}" if correction.value else ""
        yield iri, RDF.type, KG.Correction
        yield iri, RDFS.label, text(f"{correction.kind}{value}")
        yield iri, KG.correctionKind, text(correction.kind)
        yield iri, KG.reason, text(correction.reason)
        yield iri, KG.writtenIn, text(correction.where.rpartition("/")[2])
        for key in correction.about:
            yield iri, KG.corrects, resource(iris.target(key))


def shortcut_triples(
    reading: Reading, node_of: Mapping[tuple[str, int], str], iris: Iris
) -> Iterator[Triple]:
    """One edge from each agent to each other participant of every event that somebody firmly says
    has happened.
    """
    article = reading.article.id
    for index in sorted({claim.event for claim in reading.claims if _is_firm(claim)}):
        event = reading.events[index]
        action = ACT[slug(event.lemma)]
        for count, (agent, other) in enumerate(_pairs(event), 1):
            subject = resource(iris.node(node_of[article, agent]))
            target = resource(iris.node(node_of[article, other]))
            iri = resource(iris.part(article, "event", index + 1, f"shortcut-{count}"))
            told = resource(iris.part(article, "event", index + 1))
            yield from _shortcut(iri, (subject, action, target), told)
            yield action, RDF.type, RDF.Property
            yield action, RDFS.label, text(event.lemma)


def _is_firm(claim: Claim) -> bool:
    return (
        claim.polarity == "positive"
        and claim.certainty in {"certain", "probable"}
        and claim.temporality == "non-future"
        and "hypothetical" not in claim.modes
    )


def _pairs(event: Event) -> Iterator[tuple[int, int]]:
    """Agents with the other participants that are entities, each pair once, in order of role."""
    agents = [p.entity for p in event.participants if p.role == "agent" and p.entity is not None]
    others = [
        p.entity
        for role in _OBJECT_ROLES
        for p in event.participants
        if p.role == role and p.entity is not None
    ]
    yield from dict.fromkeys((a, b) for a in agents for b in others if a != b)


def _shortcut(iri: Term, edge: tuple[Term, Term, Term], told: Term) -> Iterator[Triple]:
    subject, action, target = edge
    yield edge
    yield iri, RDF.type, KG.Shortcut
    yield iri, RDF.subject, subject
    yield iri, RDF.predicate, action
    yield iri, RDF.object, target
    yield iri, PROV.wasDerivedFrom, told
