"""A Reading without some of its events and entities: "the Sahel drops" is no event, said a person.

What is left is renumbered; claims and relations of a dropped event go with it, and who was no
entity is still there in words.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kg.model import Event, Reading


def drop_events(reading: Reading, dropped: Collection[int]) -> Reading:
    """The reading without these events and what is said of them."""
    if not dropped:
        return reading
    kept = [number for number in range(len(reading.events)) if number not in dropped]
    new = {old: number for number, old in enumerate(kept)}
    main = reading.main
    return replace(
        reading,
        events=tuple(_renumbered(reading.events[old], new) for old in kept),
        claims=tuple(
            replace(claim, event=new[claim.event]) for claim in reading.claims if claim.event in new
        ),
        attributions=tuple(
            replace(each, event=None if each.event is None else new.get(each.event))
            for each in reading.attributions
        ),
        relations=tuple(
            replace(each, source=new[each.source], target=new[each.target])
            for each in reading.relations
            if each.source in new and each.target in new
        ),
        main=main
        if main is None or main.event is None
        else replace(main, event=new.get(main.event)),
    )


def _renumbered(event: Event, new: dict[int, int]) -> Event:
    return replace(
        event,
        participants=tuple(
            each if each.event is None else replace(each, event=new.get(each.event))
            for each in event.participants
        ),
    )


def drop_entities(reading: Reading, dropped: Collection[int]) -> Reading:
    """The reading without these entities: who took part is its words, who spoke is not named, posts
    are gone.
    """
    if not dropped:
        return reading
    kept = [number for number in range(len(reading.entities)) if number not in dropped]
    new = {old: number for number, old in enumerate(kept)}

    def at(old: int | None) -> int | None:
        return None if old is None else new.get(old)

    return replace(
        reading,
        entities=tuple(
            replace(entity, part_of=at(entity.part_of), acts_for=at(entity.acts_for))
            for entity in (reading.entities[old] for old in kept)
        ),
        events=tuple(
            replace(
                event,
                participants=tuple(
                    replace(each, entity=at(each.entity)) for each in event.participants
                ),
                places=tuple(replace(each, entity=at(each.entity)) for each in event.places),
            )
            for event in reading.events
        ),
        attributions=tuple(replace(each, source=at(each.source)) for each in reading.attributions),
        posts=tuple(
            replace(
                post,
                person=new[post.person],
                organization=at(post.organization),
                country=at(post.country),
            )
            for post in reading.posts
            if post.person in new
        ),
    )
