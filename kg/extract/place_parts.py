"""Finds parts of places: "Shells fell in eastern Syria" happened in a region within Syria.

The name stays a mention of the whole; the words with the direction are a place of their own, which
lies in it, and what is told to happen there has that place.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.syntax import Syntax
from kg.model import Entity, Event, EventPlace, Mention, Passage

WHOLES = frozenset({"Country", "Region", "City", "Place"})
LONGEST = 30  # characters before a name that may tell a part of it
PART_BEFORE = re.compile(
    r"\b(?:(?:far|extreme) )?"
    r"(?:(?:(?:north|south)[- ]?(?:east|west)?|east|west|centr|south-centr|north-centr)"
    r"(?:ern|ernmost|al)|central|downtown|mainland|rural|upper|lower|inner|outer"
    r"|(?:government|rebel|regime|opposition)-(?:held|controlled)|occupied) $",
    re.IGNORECASE,
)


def find_place_parts(
    syntax: Syntax, entities: tuple[Entity, ...], events: tuple[Event, ...]
) -> tuple[tuple[Entity, ...], tuple[Event, ...]]:
    """The entities and, behind them, a Region for each part; the events with the parts as their
    places. Equal words for parts of one place are one entity.
    """
    parts: dict[tuple[int, str], list[tuple[Passage, Passage]]] = {}
    for index, entity in enumerate(entities):
        if entity.named and entity.type in WHOLES:
            for mention in entity.mentions:
                if mention.kind == "name" and (words := part_words(syntax, mention)):
                    name = f"{words.text[: -len(mention.passage.text)]}{entity.name}"
                    name = name[0].lower() + name[1:]
                    parts.setdefault((index, name), []).append((words, mention.head))
    if not parts:
        return entities, events
    found = list(entities)
    by_head: dict[int, tuple[int, int]] = {}
    for (whole, name), places in parts.items():
        by_head |= {head.begin: (whole, len(found)) for _, head in places}
        mentions = tuple(part_mention(syntax, words) for words, _ in places)
        head = entities[whole].head or places[0][1].text.lower()
        found.append(Entity("Region", name, True, mentions, part_of=whole, head=head))
    return tuple(found), tuple(with_parts(event, by_head) for event in events)


def part_mention(syntax: Syntax, words: Passage) -> Mention:
    """A mention headed by the word that makes it a part: the name is the head of the whole's."""
    token = syntax.token_at[words.begin]
    return Mention(words, syntax.passage(token, token + 1), "nominal", "mentions.part")


def part_words(syntax: Syntax, mention: Mention) -> Passage | None:
    """The words of a part with the name behind them; None where the name stands for the whole."""
    text, begin = syntax.article.text, mention.passage.begin
    before = PART_BEFORE.search(text, max(begin - LONGEST, 0), begin)
    if before is None:
        return None
    token = syntax.token_at.get(before.start())
    if token is None or (before[0][0].isupper() and not is_sentence_start(syntax, token)):
        return None
    return syntax.passage(token, syntax.token_at[mention.head.begin] + 1)


def is_sentence_start(syntax: Syntax, token: int) -> bool:
    return any(start == token for start, _ in syntax.sents)


def with_parts(event: Event, by_head: dict[int, tuple[int, int]]) -> Event:
    """The event with the part where its words tell one of the place that it has."""

    def narrowed(place: EventPlace) -> EventPlace:
        whole, part = by_head.get(place.head.begin, (None, None))
        return replace(place, entity=part) if part and place.entity == whole else place

    if not any(place.head.begin in by_head for place in event.places):
        return event
    return replace(event, places=tuple(narrowed(place) for place in event.places))
