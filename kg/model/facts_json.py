"""Entities, events, claims and posts of a reading as JSON: {"type": "Liberation", "triggers":
[{"start": 41, "end": 51}], ...}.

The parts of `kg.model.reading_json`. Names that end in `_to_json` write, those that end in
`_from_json` read the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kg.model.article import Article, Passage
from kg.model.claim import Claim
from kg.model.entity import Entity, Links, Mention, Post
from kg.model.event import Event, EventPlace, EventTime, Participant, Relation
from kg.model.time import Time

Json = dict[str, Any]
# roles of a deed that stands for its doer: "condemned the attack", "an attack killed five"
DEALT_WITH = frozenset({"agent", "patient", "recipient", "topic", "beneficiary"})
Span = list[int]


class Passages:
    """Makes passages of an article from spans."""

    def __init__(self, article: Article) -> None:
        self._article = article

    def __call__(self, at: Span) -> Passage:
        return self._article.passage(at[0], at[1])

    def of(self, row: Mapping[str, Any]) -> Passage:
        return self._article.passage(row["start"], row["end"])

    def maybe(self, at: Span | None) -> Passage | None:
        return None if at is None else self(at)

    def all(self, spans: list[Span]) -> tuple[Passage, ...]:
        return tuple(self(at) for at in spans)


def span(passage: Passage) -> Span:
    return [passage.begin, passage.end]


def maybe_span(passage: Passage | None) -> Span | None:
    return None if passage is None else span(passage)


def ends(passage: Passage) -> Json:
    return {"start": passage.begin, "end": passage.end}


def day(when: date | None) -> str | None:
    """ISO 8601, or None."""
    return None if when is None else when.isoformat()


def parse_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


# --- entities and posts ----------------------------------------------------------------------


def entity_to_json(entity: Entity, family_of: Callable[[str], str]) -> Json:
    return {
        "type": family_of(entity.type),
        "class": entity.type,
        "name": entity.name,
        "named": entity.named,
        "aliases": list(entity.aliases),
        "links": None if entity.links is None else _links_to_json(entity.links),
        "part_of": entity.part_of,
        "acts_for": entity.acts_for,
        "noun": entity.head,
        "mentions": [
            {
                "start": mention.passage.begin,
                "end": mention.passage.end,
                "head": span(mention.head),
                "kind": mention.kind,
                "rule": mention.rule,
            }
            for mention in entity.mentions
        ],
    }


def _links_to_json(links: Links) -> Json:
    return {
        "wikidata": links.wikidata,
        "geonames": links.geonames,
        "dbpedia": links.dbpedia,
        "lat": links.latitude,
        "lon": links.longitude,
        "country": links.country,
        "within": list(links.within),
        "precision": links.precision,
        "rule": links.rule,
        **({"iri": links.iri, "authority": links.authority} if links.authority else {}),
    }


def entity_from_json(row: Mapping[str, Any], find: Passages) -> Entity:
    links = row["links"]
    return Entity(
        type=row["class"],
        name=row["name"],
        named=row["named"],
        mentions=tuple(
            Mention(find.of(mention), find(mention["head"]), mention["kind"], mention["rule"])
            for mention in row["mentions"]
        ),
        aliases=tuple(row["aliases"]),
        links=None
        if links is None
        else Links(
            wikidata=links["wikidata"],
            geonames=links["geonames"],
            latitude=links["lat"],
            longitude=links["lon"],
            country=links["country"],
            within=tuple(links["within"]),
            precision=links["precision"],
            rule=links["rule"],
            dbpedia=links.get("dbpedia"),
            iri=links.get("iri"),
            authority=links.get("authority"),
        ),
        part_of=row["part_of"],
        acts_for=row["acts_for"],
        head=row["noun"],
    )


def post_to_json(post: Post) -> Json:
    return {
        "span": span(post.passage),
        "person": post.person,
        "office": post.office,
        "organization": post.organization,
        "country": post.country,
        "rank": post.rank,
        "from": post.begin,
        "until": post.end,
        "rule": post.rule,
    }


def post_from_json(row: Mapping[str, Any], find: Passages) -> Post:
    return Post(
        person=row["person"],
        office=row["office"],
        organization=row["organization"],
        country=row["country"],
        rank=row["rank"],
        begin=row["from"],
        end=row["until"],
        passage=find(row["span"]),
        rule=row["rule"],
    )


# --- events ----------------------------------------------------------------------------------


def event_to_json(
    event: Event,
    times: tuple[Time, ...],
    plover: str | None,
    claim: Claim | None,
    nouns: frozenset[int],
) -> Json:
    """An event as JSON values; who and what take part, and apart from them the events that fill a
    role: "said that rebels [attacked]", "foiled the [attack]".

    Where actors deal with each other (the event has a PLOVER class) a deed told by a noun stands
    for who did it, and takes part: "condemned the [attack]" is aimed at the attackers.
    """
    filled = [_participant_to_json(each, order) for order, each in enumerate(event.participants)]
    deeds = nouns if plover else frozenset()
    written: list[Json] = []
    inferred: list[Json] = []
    for order, when in enumerate(event.times):
        passage = times[when.time].passage
        row: Json = {"time": when.time, "order": order, "rule": when.rule}
        if passage is None:
            inferred.append(row)
        else:
            written.append({**ends(passage), **row})
    return {
        "type": event.type,
        "lemma": event.lemma,
        "label": event.label,
        "plover": plover,
        "coded_as": event.coded_as,
        "polarity": "positive" if claim is None else claim.polarity,
        "certainty": "unknown" if claim is None else claim.certainty,
        "tense": "non-future" if claim is None else claim.temporality,
        "triggers": [ends(trigger) for trigger in event.triggers],
        "participants": [row for row in filled if not _is_complement(row, deeds)],
        "complements": [row for row in filled if _is_complement(row, deeds)],
        "places": [_place_to_json(place) for place in event.places],
        "times": written,
        "inferred_times": inferred,
        "rule": event.rule,
    }


def _is_complement(filled: Json, deeds: frozenset[int]) -> bool:
    """True for an event that fills a role, but for a deed that stands for its doer."""
    if filled["event"] is None or filled["entity"] is not None:
        return False
    return filled["event"] not in deeds or filled["role"] not in DEALT_WITH


def _place_to_json(place: EventPlace) -> Json:
    return {
        **ends(place.passage),
        "head": span(place.head),
        "entity": place.entity,
        "rule": place.rule,
    }


def _participant_to_json(participant: Participant, order: int) -> Json:
    return {
        "role": participant.role,
        "order": order,
        "start": participant.passage.begin,
        "end": participant.passage.end,
        "head": span(participant.head),
        "entity": participant.entity,
        "event": participant.event,
        "rule": participant.rule,
    }


def event_from_json(row: Mapping[str, Any], find: Passages) -> Event:
    times = sorted([*row["times"], *row["inferred_times"]], key=lambda when: when["order"])
    filled = sorted([*row["participants"], *row["complements"]], key=lambda each: each["order"])
    return Event(
        type=row["type"],
        lemma=row["lemma"],
        triggers=tuple(find.of(trigger) for trigger in row["triggers"]),
        participants=tuple(
            Participant(
                each["role"],
                find.of(each),
                find(each["head"]),
                each["entity"],
                each["event"],
                each["rule"],
            )
            for each in filled
        ),
        places=tuple(
            EventPlace(find.of(place), find(place["head"]), place["entity"], place["rule"])
            for place in row["places"]
        ),
        times=tuple(EventTime(when["time"], when["rule"]) for when in times),
        rule=row["rule"],
        label=row["label"],
        coded_as=row["coded_as"],
    )


def relation_to_json(relation: Relation) -> Json:
    return {
        "kind": relation.kind,
        "source": relation.source,
        "target": relation.target,
        "evidence": span(relation.passage),
        "rule": relation.rule,
    }
