"""Events, their participants, claims and relations as triples: "Holm denied the cut" is a negative
claim about a Fall.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.model import Attribution, Claim, Event, Reading
from kg.rdf.sheet import Sheet
from kg.rdf.terms import (
    FACT,
    FALSE,
    GAF,
    GRASP,
    KG,
    NIF,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SEM,
    TRUE,
    Term,
    resource,
    term,
    text,
)

_ACTORS = frozenset({"agent", "recipient", "beneficiary", "source"})
_CERTAINTIES = {
    "certain": FACT.certain,
    "probable": FACT.probable,
    "possible": FACT.possible,
    "unknown": FACT.underspecified,
}
_POLARITIES = {"positive": FACT.positive, "negative": FACT.negative}
_TEMPORALITIES = {"future": FACT.future, "non-future": FACT["non-future"]}
_RELATIONS = {
    "before": KG.before,
    "during": KG.during,
    "causes": KG.causes,
    "enables": KG.enables,
    "purpose": KG.hasPurpose,
    "part-of": KG.partOfEvent,
    "same-as": KG.sameEventAs,
}


def add_events(sheet: Sheet, times: tuple[Term, ...]) -> None:
    """Adds every event with its words, participants, places and times."""
    for index, event in enumerate(sheet.reading.events):
        iri = sheet.part("event", index)
        sheet.add(
            iri,
            (RDF.type, term(event.type)),
            (RDF.type, SEM.Event),
            (RDFS.label, text(event.label or event.lemma)),
            (KG.lemma, text(event.lemma or event.triggers[0].text)),
            (KG.codedAs, term(event.coded_as) if event.coded_as else None),
            (KG.rule, text(event.rule)),
        )
        for trigger in event.triggers:
            sheet.denote(iri, trigger)
        for when in event.times:
            sheet.add(iri, (SEM.hasTime, times[when.time]))
        _add_participants(sheet, index, event)
        _add_places(sheet, index, event)


def _add_participants(sheet: Sheet, index: int, event: Event) -> None:
    """Each participant as a node of its own, with evidence, and as a direct edge.

    A participant that is neither an entity nor an event is its words, and has no direct edge.
    """
    iri = sheet.part("event", index)
    counts: dict[str, int] = {}
    for participant in event.participants:
        counts[participant.role] = counts.get(participant.role, 0) + 1
        node = sheet.part("event", index, f"{participant.role}-{counts[participant.role]}")
        words = sheet.words(participant.passage)
        who: Term | None = None
        if participant.entity is not None:
            who = sheet.entity(participant.entity)
            if participant.role in _ACTORS:
                sheet.add(iri, (SEM.hasActor, who))
        elif participant.event is not None:
            who = sheet.part("event", participant.event)
        sheet.add(iri, (KG.participation, node), (term(participant.role), who))
        sheet.add(
            node,
            (RDF.type, KG.Participation),
            (RDFS.label, text(participant.passage.text)),
            (KG.role, term(participant.role)),
            (KG.participant, who or words),
            (GAF.denotedBy, words),
            (KG.headWord, sheet.words(participant.head)),
            (KG.rule, text(participant.rule) if participant.rule else None),
        )


def _add_places(sheet: Sheet, index: int, event: Event) -> None:
    """Each place; one that is no entity of the reading is known by its words only."""
    iri = sheet.part("event", index)
    for count, place in enumerate(event.places, 1):
        if place.entity is not None:
            sheet.add(iri, (SEM.hasPlace, sheet.entity(place.entity)))
            continue
        where = sheet.part("event", index, f"place-{count}")
        sheet.add(iri, (SEM.hasPlace, where))
        sheet.add(
            where,
            (RDF.type, term("Place")),
            (RDF.type, SEM.Place),
            (RDFS.label, text(place.passage.text)),
            (KG.named, FALSE),
        )
        sheet.denote(where, place.passage)


def add_claims(sheet: Sheet) -> None:
    """Adds who says what of which event, how firmly and in which words."""
    reading = sheet.reading
    first_claim: dict[int, Term] = {}
    for index, claim in enumerate(reading.claims):
        if claim.attribution is not None:
            first_claim.setdefault(claim.attribution, sheet.part("claim", index))
    for index, claim in enumerate(reading.claims):
        iri = sheet.part("claim", index)
        _add_claim(sheet, iri, claim)
        if claim.attribution is None:
            sheet.add(iri, (GRASP.wasAttributedTo, publisher_of(sheet)))
            continue
        attribution = reading.attributions[claim.attribution]
        _add_attribution(sheet, iri, attribution, claim.attribution)
        if attribution.within is not None:
            sheet.add(iri, (KG.reportedWithin, first_claim.get(attribution.within)))
    for index, claim in _word_claims(reading):
        iri = sheet.part("claim", index)
        _add_claim(sheet, iri, claim)
        if claim.attribution is not None:
            _add_attribution(sheet, iri, reading.attributions[claim.attribution], claim.attribution)


def _word_claims(reading: Reading) -> Iterator[tuple[int, Claim]]:
    """(number, claim) for words that tell no event, or whose quotation marks hold none.

    '"A very big job," Putin cautioned' is a claim of Putin's about his caution, so that no
    quotation is lost; what is not said ("did not say") makes none.
    """
    told = {claim.attribution for claim in reading.claims}
    quoted = {claim.attribution for claim in reading.claims if claim.quoted}
    own = {claim.event: claim for claim in reading.claims}
    number = len(reading.claims)
    for index, attribution in enumerate(reading.attributions):
        if index in quoted or (index in told and not attribution.quoted):
            continue
        saying = None if attribution.event is None else own.get(attribution.event)
        if saying is None or saying.polarity == "negative":
            continue
        yield (
            number,
            replace(saying, attribution=index, quoted=attribution.quoted, rule="claims.words"),
        )
        number += 1


def publisher_of(sheet: Sheet) -> Term:
    """Whose voice the narration is."""
    return resource(sheet.iris.publisher(sheet.article_id, sheet.reading.article.publisher))


def _add_claim(sheet: Sheet, iri: Term, claim: Claim) -> None:
    sentence = sheet.words(claim.evidence)
    sheet.add(sentence, (RDF.type, NIF.Sentence))
    facts: list[tuple[Term, Term | None]] = [
        (RDF.type, KG.Claim),
        (RDF.type, SCHEMA.Claim),
        (RDF.type, GRASP.Attribution),
        (KG.about, sheet.part("event", claim.event)),
        (KG.polarity, _POLARITIES[claim.polarity]),
        (KG.certainty, _CERTAINTIES[claim.certainty]),
        (KG.temporality, _TEMPORALITIES[claim.temporality]),
        (KG.quoted, TRUE if claim.quoted else FALSE),
        (KG.evidence, sentence),
        (PROV.wasQuotedFrom, sheet.article),
        (KG.rule, text(claim.rule)),
    ]
    facts += [(KG.mode, term(mode)) for mode in claim.modes]
    facts += [(KG.cue, sheet.words(cue)) for cue in claim.cues]
    sheet.add(iri, *facts)


def _add_attribution(sheet: Sheet, iri: Term, attribution: Attribution, index: int) -> None:
    sheet.add(
        iri,
        (GRASP.wasAttributedTo, _source_of(sheet, attribution, index)),
        (KG.sourceMention, sheet.maybe_words(attribution.source_passage)),
        (KG.cue, sheet.maybe_words(attribution.cue)),
        (KG.madeIn, None if attribution.event is None else sheet.part("event", attribution.event)),
        *((KG.content, sheet.words(part)) for part in attribution.content),
    )


def _source_of(sheet: Sheet, attribution: Attribution, index: int) -> Term:
    """The entity that is the source, or a node that says that none is named."""
    if attribution.source is not None:
        return sheet.entity(attribution.source)
    iri = sheet.part("unnamed-source", index)
    words = attribution.source_passage
    sheet.add(
        iri,
        (RDF.type, KG.UnnamedSource),
        (RDFS.label, text("unnamed source" if words is None else words.text)),
        (GAF.denotedBy, sheet.maybe_words(words or attribution.cue)),
    )
    return iri


def add_relations(sheet: Sheet) -> None:
    """Adds how events hang together, as edges and as nodes with evidence."""
    for index, relation in enumerate(sheet.reading.relations):
        source, target = sheet.part("event", relation.source), sheet.part("event", relation.target)
        predicate = _RELATIONS[relation.kind]
        sheet.add(source, (predicate, target))
        sheet.add(
            sheet.part("relation", index),
            (RDF.type, KG.Relation),
            (RDF.subject, source),
            (RDF.predicate, predicate),
            (RDF.object, target),
            (GAF.denotedBy, sheet.words(relation.passage)),
            (KG.rule, text(relation.rule)),
        )


def add_main(sheet: Sheet) -> None:
    """Adds what the article is mainly about."""
    main = sheet.reading.main
    if main is None:
        return
    iri = resource(sheet.iris.main(sheet.article_id))
    sheet.add(sheet.article, (KG.mainEvent, iri))
    sheet.add(
        iri,
        (RDF.type, KG.MainEvent),
        (RDFS.label, text(main.headline)),
        (KG.event, None if main.event is None else sheet.part("event", main.event)),
        (KG.who, sheet.maybe_words(main.who)),
        (KG.what, sheet.maybe_words(main.what)),
        (KG.when, sheet.maybe_words(main.when)),
        (KG.where, sheet.maybe_words(main.where)),
        (KG.why, sheet.maybe_words(main.why)),
        (KG.how, sheet.maybe_words(main.how)),
        (KG.summary, text(main.summary) if main.summary else None),
    )
