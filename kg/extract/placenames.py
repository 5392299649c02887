"""Reads the names of places: "eastern Syria" is a part of Syria, "Idlib province" the region Idlib.

A `PlaceQuery` is what a name may mean: the gazetteer's candidates and what its words say about the
kind of place. Which candidate is meant is decided by `kg.extract.linking`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon.gazetteer import Gazetteer, PlaceEntry
from kg.model import Entity

PART = re.compile(
    r"^(?:the )?(?:(?:far |extreme )?(?:(?:north|south)-?(?:east|west)?|east|west|central)"
    r"(?:ern|ernmost)?|mid|mainland|downtown|inner|outer|greater|rural|upper|lower|midtown"
    r"|government-held|rebel-held|occupied)[ -](?:part of |parts of )?(?=[A-Z])"
)
PART_AFTER = re.compile(
    r" (?:district|area|suburbs?|countryside|border|coast"
    r"|(?:international |main |old )?(?:airport|air ?base|airfield|port|harbou?r|station)"
    r"|city hall|town hall|zoo|stadium|racecourse|(?:general |university )?hospital|university)$",
    re.IGNORECASE,
)
CLASS_BEFORE = re.compile(
    r"^(?:the )?(?:(city|town|village|port|capital)"
    r"|(province|state|region|governorate|county|district|prefecture)) of ",
    re.IGNORECASE,
)
CLASS_AFTER = re.compile(
    r" (?:(city|town|village)"
    r"|(provinces?|state|region|governorate|oblast|county|prefecture|emirate))$",
    re.IGNORECASE,
)
REGION_BEFORE = re.compile(
    r"\b(?:state|province|region|governorate|county|prefecture)s? of (?:the )?$"
)
REGION_NEXT = re.compile(
    r"\s+(?:province|region|governorate|oblast|county|prefecture"
    r"|state\b(?! (?:media|tv|television|news|radio|university|department)))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PlaceQuery:
    """A place's name as it is looked up, and what its words say about the kind of place."""

    name: str
    candidates: tuple[PlaceEntry, ...]
    part: bool  # only a part of the place that was found ("eastern Syria")
    kind: str  # "region" or "city" where the words say so, else ""
    offsets: tuple[int, ...]
    ends: tuple[int, ...]

    @property
    def is_country(self) -> bool:
        """True if the name is first of all a country's."""
        return bool(self.candidates) and self.candidates[0].kind == "country"


def read_place_name(entity: Entity, text: str, gazetteer: Gazetteer) -> PlaceQuery:
    """A place's name as the gazetteer knows it, class words and directions taken off if need be."""
    names = dict.fromkeys(
        [
            entity.name,
            *entity.aliases,
            *(m.passage.text for m in entity.mentions if m.kind == "name"),
        ]
    )
    spans = [(m.passage.begin, m.passage.end) for m in entity.mentions if m.kind == "name"]
    offsets, ends = tuple(begin for begin, _ in spans), tuple(end for _, end in spans)
    region_next = any(REGION_NEXT.match(text, end) for end in ends) or any(
        REGION_BEFORE.search(text, max(begin - 24, 0), begin) for begin in offsets
    )
    if found := next((f for name in names if (f := gazetteer.find_abbreviated(name))), ()):
        return PlaceQuery(entity.name, found, False, "region", offsets, ends)
    for name in names:
        for form, part, kind in name_forms(name):
            if found := gazetteer.find_places(form):
                return PlaceQuery(
                    form, found, part, kind or ("region" if region_next else ""), offsets, ends
                )
    return PlaceQuery(entity.name, (), False, "", offsets, ends)


def name_forms(name: str) -> Iterator[tuple[str, bool, str]]:
    """The name, then without class words, then without a direction: (form, is a part, kind)."""
    kind = ""
    if after := CLASS_AFTER.search(name):
        kind = "city" if after[1] else "region"
    yield name, False, kind
    if inside := PART_AFTER.search(name):
        yield name[: inside.start()], True, ""
    if after:
        yield name[: after.start()], False, kind
    if before := CLASS_BEFORE.match(name):
        yield name[before.end() :], False, "city" if before[1] else "region"
    if part := PART.match(name[:1].lower() + name[1:]):
        yield name[part.end() :], True, ""
    if ", " in name:
        yield name.split(", ")[0], False, ""


def prefer_city(query: PlaceQuery) -> PlaceEntry:
    """The first candidate, or the city of that name in it if a twelfth of its people live there."""
    first = query.candidates[0]
    if query.kind == "city":
        return next((p for p in query.candidates if p.kind == "city"), first)
    if first.kind != "region" or query.kind == "region":
        return first
    for place in query.candidates:
        inside = place.kind == "city" and place.country == first.country
        if inside and place.population >= first.population / 12:
            return place
    return first


def is_inside(place: PlaceEntry, holder: PlaceEntry) -> bool:
    if place.kind == "country" or place == holder or place.country != holder.country:
        return False
    return holder.kind == "country" or (bool(holder.admin1) and holder.admin1 == place.admin1)


def is_list(first: PlaceEntry, place: PlaceEntry) -> bool:
    """True if the neighbour is but the next of a list ("Washington, Pennsylvania and Ohio")."""
    return first.kind == "region" and place.population < first.population / 50


def is_district(place: PlaceEntry) -> bool:
    """True for regions within a region (counties): their names recur, so size decides nothing."""
    return place.kind == "region" and len(place.within) > 1


def has_no_rival(best: PlaceEntry, query: PlaceQuery) -> bool:
    """True if no other place of the name, far from it, has a fifth of its people."""
    return not any(
        place.population > best.population / 5 and not is_close(place, best)
        for place in query.candidates
    )


def is_close(place: PlaceEntry, other: PlaceEntry) -> bool:
    """True if two places are within about 160 km or one lies in the other."""
    if place.admin1 and place.admin1 == other.admin1:
        return True
    if place.latitude is None or other.latitude is None:
        return False
    if place.longitude is None or other.longitude is None:
        return False
    north = place.latitude - other.latitude
    east = (place.longitude - other.longitude) * math.cos(math.radians(place.latitude))
    return math.hypot(north, east) < 1.45  # degrees
