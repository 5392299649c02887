"""Links the places of an article to the gazetteer: "Sochi" -> GeoNames id, coordinates, in Russia.

"Two died in Palmyra. Syria blamed ...": of all places called Palmyra `place_choice` takes the one
in a country that the article names. A place that stays ambiguous gets no id: an entity without
links is as good a fact as one with them. People are never linked to places.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from kg.extract.place_choice import (
    Context,
    choose_by_context,
    choose_certain,
    is_team,
    reconsider_country,
)
from kg.extract.placenames import PlaceQuery, read_place_name
from kg.lexicon.gazetteer import Gazetteer, PlaceEntry, normal_name
from kg.model import Article, Entity, Links

PLACES = frozenset(("Place", "Country", "Region", "City", "Waterbody", "Facility"))
BODIES = frozenset(
    ("Organization", "Government", "MilitaryForce", "ArmedGroup", "Company", "PoliticalParty")
) | {"InternationalOrganization", "Court", "Group", "Media"}
TYPES = {"country": "Country", "region": "Region", "city": "City", "water": "Waterbody"}
PRECISIONS: dict[str, Literal["city", "region", "country"]] = {
    "country": "country", "region": "region", "city": "city", "area": "region"}  # fmt: skip
CAPITALISED = re.compile(r"\b(?:[A-Z]\w+|U\.S\.|U\.K\.)")


def link_entities(
    entities: tuple[Entity, ...], article: Article, gazetteer: Gazetteer
) -> tuple[Entity, ...]:
    """The same entities, in the same order, with the links that are certain enough.

    Entities that have links already keep them. A linked entity of type Place gets the finer type of
    what it is.
    """
    queries = {
        number: read_place_name(entity, article.text, gazetteer)
        for number, entity in enumerate(entities)
        if entity.type in PLACES and entity.named and entity.links is None
    }
    for number in [n for n, query in queries.items() if entities[n].type == "Facility"]:
        if not queries[number].part:  # a facility has no row; only the town of its name may
            del queries[number]
    context = read_context(article, entities, gazetteer)
    chosen: dict[int, tuple[PlaceEntry, str]] = {}
    for number in sorted(queries, key=lambda number: not queries[number].is_country):
        if found := choose_certain(queries[number], article.text, context, gazetteer):
            chosen[number] = found
            context.add(found[0], queries[number].offsets)
    context.spots.sort()
    for number, query in queries.items():
        if number not in chosen and is_team(query, article.text):
            continue
        if number not in chosen and (found := choose_by_context(query, context)):
            chosen[number] = found
        elif number in chosen:
            chosen[number] = reconsider_country(chosen[number], query, context)
    linked = tuple(
        link_place(entity, queries[number], *chosen[number])
        if number in chosen
        else link_body(entity, gazetteer)
        for number, entity in enumerate(entities)
    )
    return set_containers(linked, queries, chosen)


def read_context(article: Article, entities: tuple[Entity, ...], gazetteer: Gazetteer) -> Context:
    """Countries whose demonyms stand in the text, and the surnames of the article's people."""
    context = Context()
    for match in CAPITALISED.finditer(article.text):
        if country := gazetteer.demonym(match[0]):
            context.countries[country] += 1
            context.spots.append((match.start(), country))
    people = (e for e in entities if e.type == "Person" and e.named and " " in e.name)
    context.surnames = frozenset(normal_name(person.name.split()[-1]) for person in people)
    return context


def link_place(entity: Entity, query: PlaceQuery, place: PlaceEntry, rule: str) -> Entity:
    """The entity with its place's links; a part ("eastern Syria") has the point but no id."""
    links = Links(
        wikidata=None if query.part else place.wikidata,
        geonames=None if query.part else place.geonames,
        dbpedia=None if query.part else place.dbpedia,
        latitude=place.latitude,
        longitude=place.longitude,
        country=place.country or None,
        within=(place.name, *place.within) if query.part else place.within,
        precision=PRECISIONS.get(place.kind) if place.latitude is not None else None,
        rule="linking.part" if query.part else rule,
    )
    finer = "Region" if query.part else TYPES.get(place.kind, "Place")
    return replace(entity, links=links, type=finer if entity.type == "Place" else entity.type)


def link_body(entity: Entity, gazetteer: Gazetteer) -> Entity:
    """A body with the one country that its name tells ("Russian General Staff" -> RU)."""
    if entity.type not in BODIES or entity.links is not None:
        return entity
    words = entity.name.replace("'s", "").replace("’s", "").split()
    countries = {country for word in words if (country := gazetteer.demonym(word))}
    for start in range(len(words)):
        for end in range(min(len(words), start + 3), start, -1):
            name = " ".join(words[start:end])
            if name[:1].isupper() and (found := gazetteer.country(name)):
                countries.add(found.country)
                break
    if len(countries) != 1:
        return entity
    return replace(entity, links=Links(country=countries.pop(), rule="linking.name-country"))


def set_containers(
    entities: tuple[Entity, ...],
    queries: dict[int, PlaceQuery],
    chosen: dict[int, tuple[PlaceEntry, str]],
) -> tuple[Entity, ...]:
    """The entities with `part_of`: the smallest linked place in which a linked place lies."""
    numbers: dict[PlaceEntry, int] = {}
    for number, (place, _) in chosen.items():
        if not queries[number].part:
            numbers.setdefault(place, number)
    by_code = {p.country: n for p, n in numbers.items() if p.kind == "country"}
    by_code |= {p.admin1: n for p, n in numbers.items() if p.kind == "region"}
    result = list(entities)
    for number, (place, _) in chosen.items():
        holders = [numbers.get(place)] if queries[number].part else []
        holders += [by_code.get(place.admin1) if place.kind != "region" else None]
        holders += [by_code.get(place.country) if place.kind != "country" else None]
        holder = next((h for h in holders if h is not None and h != number), None)
        if holder is not None and entities[number].part_of is None:
            result[number] = replace(entities[number], part_of=holder)
    return tuple(result)
