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

from kg.merge.excerpts import Excerpt, Told, Where
from kg.merge.stories import NodeOf, name_key
from kg.ontology import load_ontology

DAY_OFF = timedelta(days=1)  # time zones and "on Monday" written on Tuesday
FAR = timedelta(days=60)  # articles further apart need a time that agrees
OTHER = "other "  # begins the key of "another climber"
_ONE_ONLY = ("agent", "patient")  # roles in which other names mean another event
_PRONOUNS = frozenset(
    "all he her him i it me one she some that them these they this those us we what who you".split()
)


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


def tell(row: Excerpt, position: int, node_of: NodeOf) -> list[Telling]:
    """The events of an article, in its order."""
    return [_tell_event(row, position, index, node_of) for index in range(len(row.events))]


def _tell_event(row: Excerpt, position: int, index: int, node_of: NodeOf) -> Telling:
    event = row.events[index]
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    return Telling(
        article=position,
        event=index,
        lemma=event.lemma,
        type=event.type,
        roles=_fill_roles(row, event, node_of, names),
        names={kind: frozenset(keys) for kind, keys in names.items()},
        places=frozenset(node_of[row.article, place] for place in event.places),
        earliest=event.earliest,
        latest=event.latest,
        published=row.published,
        is_leading=event.is_leading,
    )


def _fill_roles(
    row: Excerpt, event: Told, node_of: NodeOf, names: dict[tuple[str, str], set[str]]
) -> dict[str, frozenset[str]]:
    """Keys of names and heads of other words by role; `names` gets the keys of names."""
    base_type = load_ontology().base_type
    roles: dict[str, set[str]] = defaultdict(set)
    for part in event.parts:
        key = f"head:{part.word}"
        if part.entity is not None:
            entity = row.entities[part.entity]
            if entity.named:
                key = name_key(node_of[row.article, part.entity])
                names[part.role, base_type(entity.type)].add(key)
            elif entity.head:
                key = f"head:{entity.head}"
            elif part.word in _PRONOUNS:
                continue
        elif part.event is not None:
            key = f"head:{row.events[part.event].lemma}"
        elif part.word in _PRONOUNS:
            continue
        roles[part.role].add(f"{OTHER}{key}" if part.is_other else key)
    return {role: frozenset(keys) for role, keys in roles.items()}


def find_places(rows: Iterable[Excerpt], node_of: NodeOf) -> dict[str, Where]:
    """What is known of each linked place, by the key of its node."""
    found: dict[str, Where] = {}
    for row in rows:
        for index, entity in enumerate(row.entities):
            if entity.where is not None:
                key = node_of[row.article, index]
                if key.startswith("place/"):
                    found.setdefault(key, entity.where)
    return found


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
    return next((role for role in _ONE_ONLY if _is_another(one, other, role)), "")


def _is_another(one: Telling, other: Telling, role: str) -> bool:
    """True if one of the two is told of "another climber", and the other of somebody else."""
    mine, theirs = one.roles.get(role, frozenset()), other.roles.get(role, frozenset())
    if not mine or not theirs or mine & theirs:
        return False
    return any(key.startswith(OTHER) for key in mine | theirs)


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
