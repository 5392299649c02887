"""Chooses which of the places called so is meant: "Buffalo, New York" is the state, not the city.

Evidence, from strong to weak: the words around the name ("Paris, Texas"), a country's own name, the
countries and regions that the article names (how near, how often), population.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace

from kg.extract.placenames import (
    PlaceQuery,
    has_no_rival,
    is_district,
    is_inside,
    is_list,
    prefer_city,
)
from kg.lexicon.gazetteer import Gazetteer, PlaceEntry, normal_name

NEIGHBOUR = re.compile(
    r"(?:,\s*(?:in )?| in | \()(?:(?:north|south|east|west|central)[a-z-]* )?"
    r"((?:the )?[A-Z][\w.'’-]*(?: (?:of |and |the )?[A-Z][\w.'’-]*){0,4})"
)
CITY_BEFORE = re.compile(r"\b([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}), $")
LISTED_BEFORE = re.compile(r"\b([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?),?(?: and)? $")
LISTED_AFTER = re.compile(r",? (?:and )?([A-Z][\w.'’-]*\w(?: [A-Z][\w.'’-]*\w)?)(?=,| and|\.)")
NEAR = 250  # characters within which a country's name tells where a place is
SURE_POPULATION = 100_000  # a city this big needs no context if no rival is a fifth as big
CERTAIN_POPULATION = 500_000
SPORT = re.compile(
    r"\b(?:goals?|midfielder|striker|goalkeeper|defender|penalty|half-?time|kick-?off|coach|scored"
    r"|equali[sz]er|winger|wickets?|innings|semi-?finals?|quarter-?finals?|World Cup|tournament)\b"
)
NATIONS = frozenset(["England", "Northern Ireland", "Scotland", "Wales"])  # with teams
SPORT_WORDS = 6  # of an article that reports a match
WHERE = (" in", " in the", " near", " across")
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
    if found := choose_by_inhabitant(query, text, gazetteer):
        return found, "linking.holder"
    if found := choose_by_neighbour(query, text, gazetteer):
        return found, "linking.neighbour"
    if found := choose_by_list(query, text, gazetteer):
        return found, "linking.list"
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


def choose_by_list(query: PlaceQuery, text: str, gazetteer: Gazetteer) -> PlaceEntry | None:
    """The region among regions of its country: "Utah, Washington and Wisconsin"."""
    regions = [p for p in query.candidates if p.kind == "region" and not is_district(p)]
    for begin, end in zip(query.offsets, query.ends, strict=True) if regions else ():
        before = LISTED_BEFORE.search(text, max(begin - 40, 0), begin)
        after = LISTED_AFTER.match(text, end)
        sides = [first_region(match[1], gazetteer) for match in (before, after) if match]
        for region in regions:
            alike = [p for p in sides if p and p.country == region.country and p != region]
            if alike and len(alike) == len(sides):
                return region
    return None


def first_region(name: str, gazetteer: Gazetteer) -> PlaceEntry | None:
    """The region that a name means first of all, None for names of cities ("Chicago")."""
    found = gazetteer.find_places(name)
    return found[0] if found and found[0].kind == "region" and not is_district(found[0]) else None


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
