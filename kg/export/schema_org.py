"""JSON-LD of schema.org for the page of an article: what search engines and archives read.

An article becomes a NewsArticle that mentions people and places, with its main event as `about` and
a Claim for everything that somebody else than the publisher says.
"""

from __future__ import annotations

import json
from typing import Any

from kg.export.statements import Statements
from kg.export.tables import bounds_of, finest, local, publisher_name
from kg.ontology import load_ontology
from kg.vocab import GAF, GRASP, KG, OWL, PROV, SCHEMA, SEM, WGS

Json = dict[str, Any]
FAMILIES = {"Person": "Person", "Organization": "Organization", "Place": "Place"}


def embedding(graph: Statements, article: str) -> str:
    """The `<script>` element of an article, safe inside HTML whatever the article says."""
    words = json.dumps(article_json(graph, article), ensure_ascii=False, indent=1, sort_keys=True)
    for letter in "<>&\u2028\u2029":
        words = words.replace(letter, f"\\u{ord(letter):04x}")
    return f'<script type="application/ld+json">\n{words}\n</script>\n'


def article_json(graph: Statements, article: str) -> Json:
    """The JSON-LD of an article, with the context of schema.org."""
    main = graph.one(graph.one(article, KG.mainEvent), KG.event)
    named = [
        iri
        for iri in graph.entities()
        if graph.one(iri, KG.named) == "true"
        and any(graph.article_of(words) == article for words in graph.values(iri, GAF.denotedBy))
    ]
    return without_nothing(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": article,
            "headline": graph.one(article, SCHEMA.headline),
            "datePublished": graph.one(article, SCHEMA.datePublished),
            "inLanguage": graph.one(article, SCHEMA.inLanguage),
            "url": graph.one(article, SCHEMA.url),
            "keywords": graph.values(article, SCHEMA.keywords),
            "publisher": publisher_json(graph, article),
            "about": event_json(graph, main) if main else None,
            "mentions": [entity_json(graph, iri) for iri in named],
            "hasPart": [
                claim_json(graph, claim)
                for claim in graph.all_of(KG.Claim)
                if graph.one(claim, PROV.wasQuotedFrom) == article
                and graph.one(claim, KG.sourceMention)
            ],
        }
    )


def publisher_json(graph: Statements, article: str) -> Json | None:
    if (name := publisher_name(graph, article)) is None:
        return None
    return {"@type": "Organization", "@id": graph.one(article, SCHEMA.publisher), "name": name}


def entity_json(graph: Statements, iri: str) -> Json:
    """A person, organisation, place or thing with its other names and ids."""
    family = load_ontology().base_type(finest(graph.kg_types(iri)))
    found: Json = {
        "@type": FAMILIES.get(family, "Thing"),
        "@id": iri,
        "name": graph.label(iri),
        "alternateName": graph.aliases(iri),
        "sameAs": graph.values(iri, OWL.sameAs),
    }
    if latitude := graph.one(iri, WGS.lat):
        point = {"latitude": float(latitude), "longitude": float(graph.one(iri, WGS.long))}
        found["geo"] = {"@type": "GeoCoordinates", **point}
    return without_nothing(found)


def event_json(graph: Statements, event: str) -> Json:
    """A happening: when and where, as far as it is told."""
    begin, end = bounds_of(graph, event)
    places = [entity_json(graph, place) for place in graph.values(event, SEM.hasPlace)]
    return without_nothing(
        {
            "@type": "Event",
            "@id": event,
            "name": graph.label(event),
            "startDate": begin,
            "endDate": end,
            "location": places,
        }
    )


def claim_json(graph: Statements, claim: str) -> Json:
    """What somebody says: the words, who says them, of which event."""
    event, source = graph.one(claim, KG.about), graph.one(claim, GRASP.wasAttributedTo)
    words = [graph.words(part) for part in graph.values(claim, KG.content)]
    return without_nothing(
        {
            "@type": "Claim",
            "@id": claim,
            "text": " … ".join(words) or graph.words(graph.one(claim, KG.evidence)),
            "author": {"@id": source, "name": graph.label(source)},
            "about": {"@id": event, "@type": "Event", "name": graph.label(event)},
            "creativeWorkStatus": " ".join(
                local(graph.one(claim, how)) for how in (KG.polarity, KG.certainty, KG.temporality)
            ),
        }
    )


def without_nothing(found: Json) -> Json:
    return {key: value for key, value in found.items() if value not in (None, "", [], {})}
