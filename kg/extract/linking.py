"""Links the places of an article to the gazetteer: "Sochi" -> GeoNames id, coordinates, in Russia.

"Two died in Palmyra. Syria blamed ...": of all places called Palmyra the one in a country that the
article names is taken. Evidence, from strong to weak: the words after the name ("Paris, Texas"), a
country's own name, the countries and regions that the article names (how near, how often),
population. A place that stays ambiguous gets no id: an entity without links is as good a fact as
one with them. People are never linked to places.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Literal

from kg.extract.placenames import (
    PlaceQuery,
    has_no_rival,
    is_district,
    is_inside,
    is_list,
    prefer_city,
    read_place_name,
)
from kg.lexicon.gazetteer import Gazetteer, PlaceEntry, normal_name
from kg.model import Article, Entity, Links

PLACES = frozenset(("Place", "Country", "Region", "City", "Waterbody"))
BODIES = frozenset(
    ("Organization", "Government", "MilitaryForce", "ArmedGroup", "Company", "PoliticalParty")
) | {"InternationalOrganization", "Court", "Group", "Media"}
TYPES = {"country": "Country", "region": "Region", "city": "City", "water": "Waterbody"}
PRECISIONS: dict[str, Literal["city", "region", "country"]] = {
    "country": "country", "region": "region", "city": "city", "area": "region"}  # fmt: skip
CAPITALISED = re.compile(r"\b(?:[A-Z]\w+|U\.S\.|U\.K\.)")
NEIGHBOUR = re.compile(
    r"(?:,\s*(?:in )?| in | \()(?:(?:north|south|east|west|central)[a-z-]* )?"
    r"((?:the )?[A-Z][\w.'’-]*(?: (?:of |and |the )?[A-Z][\w.'’-]*){0,4})"
)
CITY_BEFORE = re.compile(r"\b([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}), $")
NEAR = 250  # characters within which a country's name tells where a place is
SURE_POPULATION = 100_000  # a city this big needs no context if no rival is a fifth as big
CERTAIN_POPULATION = 500_000
SPORT = re.compile(
    r"\b(?:goals?|midfielder|striker|goalkeeper|defender|penalty|half-?time|kick-?off|coach|scored"
    r"|equali[sz]er|winger|wickets?|innings|semi-?finals?|quarter-?finals?|World Cup|tournament)\b"
)
NATIONS = frozenset(["England", "Northern Ireland", "Scotland", "Wales"])  # with teams
SPORT_WORDS = 6  # of an article that reports a match
WHERE = (" in", " in the", " to", " from", " near", " across")
SURNAMES = frozenset(["chad", "france", "georgia", "holland", "ireland", "israel", "jordan"])


@dataclass(slots=True)
class Context:
    """Where an article plays: countries and regions with the offsets at which they are named."""

    countries: Counter[str] = field(default_factory=Counter)
    regions: Counter[str] = field(default_factory=Counter)
    spots: list[tuple[int, str]] = field(default_factory=list)  # sorted (offset, code)
    surnames: frozenset[str] = frozenset()

    def add(self, place: PlaceEntry, offsets: tuple[int, ...]) -> None:
        """Counts a place that is certain."""
        if place.country:
            self.countries[place.country] += len(offsets)
            self.spots.extend((offset, place.country) for offset in offsets)
        if place.admin1:
            self.regions[place.admin1] += len(offsets)
            self.spots.extend((offset, place.admin1) for offset in offsets)

    def is_near(self, code: str, offsets: tuple[int, ...]) -> bool:
        """True if no other country (region) is named nearer to an offset; within NEAR only."""
        is_region = "." in code
        for offset in offsets:
            at = bisect_left(self.spots, (offset, ""))
            around = self.spots[max(at - 4, 0) : at + 6]
            around = [
                spot for spot in around if spot[0] != offset and ("." in spot[1]) == is_region
            ]
            nearest = min(around, key=lambda spot: abs(spot[0] - offset), default=None)
            if nearest and nearest[1] == code and abs(nearest[0] - offset) <= NEAR:
                return True
        return False


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


def is_team(query: PlaceQuery, text: str) -> bool:
    """True for a country that plays: named in a report of a match, and never as a place in it."""
    playing = query.is_country or query.name in NATIONS
    if not playing or len(SPORT.findall(text)) < SPORT_WORDS:
        return False
    return not any(
        text[max(at - 12, 0) : at].rstrip().lower().endswith(WHERE) for at in query.offsets
    )


def choose_certain(
    query: PlaceQuery, text: str, context: Context, gazetteer: Gazetteer
) -> tuple[PlaceEntry, str] | None:
    """The place that a neighbour, a country's name or size makes certain, with the rule."""
    if not query.candidates or is_team(query, text):
        return None
    if found := choose_by_neighbour(query, text, gazetteer):
        return found, "linking.neighbour"
    if found := choose_by_inhabitant(query, text, gazetteer):
        return found, "linking.holder"
    first, name = query.candidates[0], normal_name(query.name)
    if name in context.surnames and (first.kind != "country" or name in SURNAMES):
        return None
    if first.kind == "country":
        return first, "linking.country"
    if first.kind in ("area", "water"):
        return first, "linking.area"
    best = prefer_city(query)
    if capital := find_capital(query, context, gazetteer):
        return capital, "linking.capital"
    is_big = best.population >= CERTAIN_POPULATION and not query.part and not is_district(best)
    if is_big and has_no_rival(best, query) and not is_likelier_elsewhere(best, query, context):
        return best, "linking.population"
    return None


def find_capital(query: PlaceQuery, context: Context, gazetteer: Gazetteer) -> PlaceEntry | None:
    """The capital of that name, unless a place of another country is bigger or likelier here."""
    country = gazetteer.capital_of(query.name)
    if country is None or query.kind == "region" or query.part:
        return None
    cities = (p for p in query.candidates if p.country == country and p.kind == "city")
    capital = next(cities, None)
    if capital is None:
        return None
    rivals = [place for place in query.candidates if place.country != country]
    if is_likelier_elsewhere(capital, query, context):
        return None
    biggest = max((rival.population for rival in rivals), default=0)
    return capital if capital.population >= biggest else None


def is_likelier_elsewhere(place: PlaceEntry, query: PlaceQuery, context: Context) -> bool:
    """True if the article names not the place's country but that of a big namesake."""
    return not context.countries[place.country] and any(
        context.countries[rival.country] and rival.population >= SURE_POPULATION
        for rival in query.candidates
    )


def choose_by_neighbour(query: PlaceQuery, text: str, gazetteer: Gazetteer) -> PlaceEntry | None:
    """The candidate that lies in the region or country named right after it ("Mumbai, India")."""
    for end in query.ends:
        match = NEIGHBOUR.match(text, end)
        if match is None:
            continue
        words = match[1].split(" ")
        for length in range(len(words), 0, -1):
            holders = gazetteer.find_holders(" ".join(words[:length]))
            inside = [p for p in query.candidates if any(is_inside(p, h) for h in holders)]
            if inside:
                place = prefer_city(replace(query, candidates=tuple(inside)))
                return None if is_list(query.candidates[0], place) else place
    return None


def choose_by_inhabitant(query: PlaceQuery, text: str, gazetteer: Gazetteer) -> PlaceEntry | None:
    """The region in which the city named right before lies: "Buffalo, New York"."""
    regions = [p for p in query.candidates if p.kind == "region" and not is_district(p)]
    for begin in query.offsets if regions else ():
        match = CITY_BEFORE.search(text, max(begin - 40, 0), begin)
        places = gazetteer.find_places(match[1]) if match else ()
        most = max((place.population for place in places), default=0)
        for region in regions:
            if any(is_inside(p, region) and p.population * 3 >= most for p in places):
                return region
    return None


def choose_by_context(query: PlaceQuery, context: Context) -> tuple[PlaceEntry, str] | None:
    """The place that the article's countries and regions make likeliest; None if undecided."""
    if not query.candidates or normal_name(query.name) in context.surnames:
        return None
    best = max(query.candidates, key=lambda place: weight(place, query, context))
    if best.kind == "region":
        inside = tuple(p for p in query.candidates if p.country == best.country)
        best = prefer_city(replace(query, candidates=inside))
    if best.admin1 and context.regions[best.admin1]:
        return best, "linking.context-region"
    is_clear = has_no_rival(best, query)
    if context.countries[best.country]:
        clear_at_home = tuple(p for p in query.candidates if p.country == best.country)
        if is_district(best) and len(clear_at_home) > 1:
            return None
        if is_clear or has_no_rival(best, replace(query, candidates=clear_at_home)):
            return best, "linking.context-country"
        return None
    is_own_name = normal_name(best.name) == normal_name(query.name) and not query.part
    if best.population >= SURE_POPULATION and is_own_name and is_clear:
        return best, "linking.population"
    return None


def weight(place: PlaceEntry, query: PlaceQuery, context: Context) -> float:
    """How likely a place is meant: the logarithm of its people, plus what the article says."""
    points = math.log10(place.population + 100)
    points += 0.7 if normal_name(place.name) == normal_name(query.name) else 0.0
    points += 0.3 if place.kind == "region" else 0.0
    points += 1.0 if query.kind == place.kind else 0.0
    if context.countries[place.country]:
        most = max(context.countries.values())
        points += 0.8 + 0.7 * context.countries[place.country] / most
        points += 0.5 if context.is_near(place.country, query.offsets) else 0.0
    if place.admin1 and context.regions[place.admin1]:
        points += 1.2
        points += 1.0 if context.is_near(place.admin1, query.offsets) else 0.0
    return points


def reconsider_country(
    found: tuple[PlaceEntry, str], query: PlaceQuery, context: Context
) -> tuple[PlaceEntry, str]:
    """The country, or its namesake if only the namesake's country is named (US state Georgia)."""
    place, rule = found
    if rule != "linking.country":
        return found
    own = context.countries[place.country] - len(query.offsets)
    for other in query.candidates[1:]:
        if other.country == place.country:
            continue
        is_peer = other.kind == "country" or (
            other.kind == "region" and other.population > 2_000_000
        )
        if is_peer and context.countries[other.country] > max(own, 0) and own <= 0:
            return other, "linking.context-country"
    return found


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
