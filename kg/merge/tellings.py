"""An event as it is compared with others: "rebels shelled the port on Monday" by its word, type,
participants, places and day.

What two articles call differently ("Gen. Haftar", "the general") is no conflict; names of which no
word agrees are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kg.merge.stories import name_key
from kg.model import Entity, Event, Reading
from kg.model.ids import slug
from kg.ontology import load_ontology

DAY_OFF = timedelta(days=1)  # time zones and "on Monday" written on Tuesday
FAR = timedelta(days=60)  # articles further apart need a time that agrees
LEAD = 5  # sentences, with the title, in which an article tells what it is about
_ONE_ONLY = ("agent", "patient")  # roles in which other names mean another event
_PRONOUNS = frozenset(
    "all he her him i it me one she some that them these they this those us we what who you".split()
)


@dataclass(frozen=True, slots=True)
class Where:
    """What is known of a place: its name, what it lies in, its country."""

    name: str
    within: frozenset[str]
    country: str | None
    is_country: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """One event of one article. `roles` holds keys of names and heads of other words by role."""

    article: int  # position in the readings
    event: int
    lemma: str
    type: str
    roles: Mapping[str, frozenset[str]]
    names: Mapping[tuple[str, str], frozenset[str]]  # (role, broad type) -> keys of names
    places: frozenset[str]
    earliest: date | None
    latest: date | None
    published: date | None
    is_leading: bool  # told in the title or the first sentences


def tell(reading: Reading, position: int, node_of: Mapping[tuple[str, int], str]) -> list[Telling]:
    """The events of a reading, in its order."""
    lead = max((sentence.end for sentence in reading.sentences[:LEAD]), default=0)
    return [
        _tell_event(reading, position, index, node_of, lead) for index in range(len(reading.events))
    ]


def _tell_event(
    reading: Reading, position: int, index: int, node_of: Mapping[tuple[str, int], str], lead: int
) -> Telling:
    event, article = reading.events[index], reading.article.id
    base_type = load_ontology().base_type
    roles: dict[str, set[str]] = defaultdict(set)
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for participant in event.participants:
        word = participant.head.text.lower()
        key = f"head:{word}"
        if participant.entity is not None:
            entity = reading.entities[participant.entity]
            if entity.named:
                key = name_key(node_of[article, participant.entity])
                names[participant.role, base_type(entity.type)].add(key)
            elif entity.head:
                key = f"head:{entity.head}"
            elif word in _PRONOUNS:
                continue
        elif participant.event is not None:
            key = f"head:{reading.events[participant.event].lemma}"
        elif word in _PRONOUNS:
            continue
        roles[participant.role].add(key)
    earliest, latest = _window(reading, event)
    return Telling(
        article=position,
        event=index,
        lemma=event.lemma,
        type=event.type,
        roles={role: frozenset(keys) for role, keys in roles.items()},
        names={kind: frozenset(keys) for kind, keys in names.items()},
        places=frozenset(
            node_of[article, place.entity]
            for place in event.places
            if place.entity is not None and reading.entities[place.entity].named
        ),
        earliest=earliest,
        latest=latest,
        published=reading.article.published,
        is_leading=event.triggers[0].begin < lead,
    )


def _window(reading: Reading, event: Event) -> tuple[date | None, date | None]:
    """The narrowest bounded time of an event."""
    bounds = [
        (time.latest - time.earliest, time.earliest, time.latest)
        for time in (reading.times[attached.time] for attached in event.times)
        if time.earliest is not None and time.latest is not None and time.type != "SET"
    ]
    return min(bounds)[1:] if bounds else (None, None)


def find_places(
    readings: Iterable[Reading], node_of: Mapping[tuple[str, int], str]
) -> dict[str, Where]:
    """What is known of each linked place, by the key of its node."""
    found: dict[str, Where] = {}
    for reading in readings:
        for index, entity in enumerate(reading.entities):
            key = node_of[reading.article.id, index]
            if entity.links is not None and key.startswith("place/") and key not in found:
                found[key] = _where(entity)
    return found


def _where(entity: Entity) -> Where:
    links = entity.links
    if links is None:
        return Where(slug(entity.name), frozenset(), None, False)
    within = frozenset(slug(name) for name in links.within)
    return Where(slug(entity.name), within, links.country, links.precision == "country")


def find_conflict(one: Telling, other: Telling, places: Mapping[str, Where]) -> str:
    """What forbids that the two are one occurrence: "times", "places", an agent or a patient of
    another name; "" if nothing does.
    """
    if _are_times_apart(one, other):
        return "times"
    if are_places_apart(one.places, other.places, places):
        return "places"
    for role, kind in one.names.keys() & other.names.keys():
        if role in _ONE_ONLY and kind != "Group":
            mine, theirs = one.names[role, kind], other.names[role, kind]
            apart = (
                are_places_apart(mine, theirs, places)
                if kind == "Place"
                else not _share_a_word(mine, theirs)
            )
            if apart:
                return role
    return ""


def _are_times_apart(one: Telling, other: Telling) -> bool:
    """True for times that do not touch, and for articles far apart whose events have no times."""
    if one.earliest and one.latest and other.earliest and other.latest:
        return one.latest + DAY_OFF < other.earliest or other.latest + DAY_OFF < one.earliest
    if one.published is None or other.published is None:
        return False
    return abs(one.published - other.published) > FAR


def are_places_apart(
    mine: frozenset[str], theirs: frozenset[str], places: Mapping[str, Where]
) -> bool:
    """True if all places of both are known and none is, or lies in, one of the other's."""
    if not mine or not theirs or mine & theirs:
        return False
    for key in mine:
        for other in theirs:
            a, b = places.get(key), places.get(other)
            if a is None or b is None or a.name in b.within or b.name in a.within:
                return False
            if a.country == b.country and (a.is_country or b.is_country):
                return False
    return True


def _share_a_word(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """True if names agree in a word: "khalifa-haftar", "haftar"."""
    words = {word for key in mine for word in key.partition("/")[2].split("-")}
    return any(word in words for key in theirs for word in key.partition("/")[2].split("-"))
