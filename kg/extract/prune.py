"""Leaves out of a Reading the unnamed entities that nothing refers to, and renumbers the rest.

"the afternoon heat" is a phrase like any other, but if it takes part in no event and nobody means
it again, it is no node.
"""

from __future__ import annotations

from dataclasses import replace

from kg.model import EventPlace, Participant, Reading


def prune(reading: Reading) -> Reading:
    """A Reading whose entities are those with a name, with several mentions or with a part in some
    fact; in text order.
    """
    used = referred(reading)
    kept = [
        number
        for number, entity in enumerate(reading.entities)
        if number in used or entity.named or len(entity.mentions) > 1
    ]
    kept.sort(key=lambda number: (reading.entities[number].mentions[0].passage, number))
    new = {old: number for number, old in enumerate(kept)}

    def at(old: int | None) -> int | None:
        return None if old is None else new[old]

    left = (reading.entities[old] for old in kept)
    entities = tuple(
        e
        if e.part_of is None and e.acts_for is None
        else replace(e, part_of=at(e.part_of), acts_for=at(e.acts_for))
        for e in left
    )
    events = tuple(
        replace(
            event,
            participants=tuple(
                Participant(p.role, p.passage, p.head, at(p.entity), p.event, p.rule)
                for p in event.participants
            ),
            places=tuple(EventPlace(p.passage, p.head, at(p.entity), p.rule) for p in event.places),
        )
        if event.participants or event.places
        else event
        for event in reading.events
    )
    return replace(
        reading,
        entities=entities,
        events=events,
        attributions=tuple(replace(a, source=at(a.source)) for a in reading.attributions),
        posts=tuple(
            replace(p, person=new[p.person], organization=at(p.organization), country=at(p.country))
            for p in reading.posts
        ),
    )


def referred(reading: Reading) -> set[int]:
    """The entities that an event, a place, a claim, a post or another entity refers to."""
    used: set[int | None] = set()
    for event in reading.events:
        used |= {p.entity for p in event.participants} | {p.entity for p in event.places}
    used |= {a.source for a in reading.attributions}
    for post in reading.posts:
        used |= {post.person, post.organization, post.country}
    for entity in reading.entities:
        if entity.named:
            used |= {entity.part_of, entity.acts_for}
    return {number for number in used if number is not None}
